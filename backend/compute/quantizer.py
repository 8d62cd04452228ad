"""What a quantizer is: a trained network and some calibration data go in, a smaller one and its stored bytes come out.

A quantizer is one file in `quantizers/`, found because it exists. Some really compute at low precision, with kernels of
a library; others only round the weights and compute in float32, which tells what the rounding costs in accuracy and
nothing about speed: those say that they are `simulated`, and no time of theirs is ever shown.

Sizes are of bytes as they would lie on disk: codes packed to their width, with the scales that are needed to read them.
What a scheme lowers are the weights of linear layers and convolutions; biases, norms and embeddings stay in float32.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from backend.compute.workload import Part

Layer = torch.nn.Linear | torch.nn.Conv2d


class DoesNotFit(Exception):
    """A scheme and a network that do not go together; the sentence names the sizes."""


@dataclass(frozen=True)
class Quantized:
    """A network at low precision."""

    run: Callable[[torch.Tensor], torch.Tensor]
    """Samples, as the network takes them → logits [samples, …, classes], of any floating type. A module can be moved
    to another device; a function serves on the processor alone."""
    stored: bytes
    """All weights, as they would lie on disk."""
    kernel: str = ""
    """What multiplies, as read from what the library made of the network; empty when float32 still does."""


@dataclass(frozen=True)
class Quantizer:
    name: str
    title: str
    paper: str
    """Who, when, where: to be cited."""
    quantize: Callable[[torch.nn.Module, Part], Quantized]
    """(trained network in float32, calibration data), both on the processor; the network is left alone. Raises
    `DoesNotFit`."""
    simulated: bool = False
    unavailable: Callable[[torch.device], str] = lambda _: ""
    """Why it cannot be used on that device of this machine, in a sentence; empty when it can."""
    arithmetic: str = "float32"
    """What its products are made of, among those of `roofline`: the rate that it is held against."""


def not_the_processor(where: torch.device) -> str:
    """For schemes whose kernels are the processor's; empty there."""
    return "" if where.type == "cpu" else "Its kernels are the processor's, and this is measured on a GPU."


def layers(network: torch.nn.Module) -> list[Layer]:
    """The linear layers and convolutions, in the order in which the network holds them."""
    return [each for each in network.modules() if isinstance(each, Layer)]


def matrix(layer: Layer) -> torch.Tensor:
    """Its weight as [outputs, inputs]; a convolution's inputs are channels × height × width of its window."""
    return layer.weight.detach().flatten(1)


def with_weights(network: torch.nn.Module, weights: list[torch.Tensor]) -> torch.nn.Module:
    """A copy of the network with other weights, as of `matrix`, in its layers; all else stays."""
    changed = copy.deepcopy(network)
    with torch.no_grad():
        for layer, weight in zip(layers(changed), weights, strict=True):
            layer.weight.copy_(weight.view_as(layer.weight))
    return changed


def rest(network: torch.nn.Module) -> bytes:
    """On disk, all that is no layer's weight, in float32: biases, norms, embeddings."""
    return b"".join(each.detach().float().numpy().tobytes() for each in _others(network))


def read_rest(data: bytes, network: torch.nn.Module) -> None:
    """Put back into the network what `rest` wrote."""
    at = 0
    with torch.no_grad():
        for each in _others(network):
            values = np.frombuffer(data, np.float32, each.numel(), at)
            each.copy_(torch.from_numpy(values.copy()).view_as(each))
            at += values.nbytes


def _others(network: torch.nn.Module) -> list[torch.nn.Parameter]:
    weights = {id(layer.weight) for layer in layers(network)}
    return [each for each in network.parameters() if id(each) not in weights]


def cross_entropy(logits: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """The mean in nats, for logits [samples, …, classes] and the right classes [samples, …]."""
    return torch.nn.functional.cross_entropy(logits.flatten(0, -2), classes.flatten())
