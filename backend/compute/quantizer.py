"""What a quantizer is: a trained network and some calibration data go in, a smaller one and its stored bytes come out.

A quantizer is one file in `quantizers/`, found because it exists. Some really compute at low precision, with kernels of
a library; others only round the weights and compute in float32, which tells what the rounding costs in accuracy and
nothing about speed: those say that they are `simulated`, and no time of theirs is ever shown.

Sizes are of bytes as they would lie on disk: codes packed to their width, with the scales that are needed to read them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from backend.compute.workload import Part


class DoesNotFit(Exception):
    """A scheme and a network that do not go together; the sentence names the sizes."""


@dataclass(frozen=True)
class Quantized:
    """A network at low precision."""

    run: Callable[[torch.Tensor], torch.Tensor]
    """Samples float32 [samples, features] → logits [samples, classes], of any floating type."""
    stored: bytes
    """All weights, as they would lie on disk."""


@dataclass(frozen=True)
class Quantizer:
    name: str
    title: str
    paper: str
    """Who, when, where: to be cited."""
    quantize: Callable[[torch.nn.Sequential, Part], Quantized]
    """(trained network of linear layers and ReLU in float32, calibration data); the network is left alone.

    Raises `DoesNotFit`.
    """
    simulated: bool = False
    unavailable: Callable[[], str] = lambda: ""
    """Why it cannot be used on this machine, in a sentence; empty when it can."""


def linears(network: torch.nn.Sequential) -> list[torch.nn.Linear]:
    return [each for each in network if isinstance(each, torch.nn.Linear)]


def with_weights(
    network: torch.nn.Sequential, weights: list[torch.Tensor]
) -> torch.nn.Sequential:
    """A copy of the network with other weights in its linear layers; biases stay."""
    import copy

    changed = copy.deepcopy(network)
    with torch.no_grad():
        for layer, weight in zip(linears(changed), weights, strict=True):
            layer.weight.copy_(weight)
    return changed
