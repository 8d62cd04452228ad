"""What a workload is: data in three parts that never mix, and a network to be trained on them.

The validation part chooses learning rates, the test part reports; neither is trained on. The split
is fixed, so that it is no source of chance: seeds vary the initial point and the minibatches alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch


@dataclass(frozen=True)
class Part:
    x: torch.Tensor
    """float32, [samples, features]."""
    y: torch.Tensor
    """int64, [samples]: the class."""

    def __len__(self) -> int:
        return len(self.y)


@dataclass(frozen=True)
class Data:
    training: Part
    validation: Part
    test: Part


@dataclass(frozen=True)
class Workload:
    """A classifier: linear layers with ReLU between them, under softmax cross-entropy."""

    name: str
    title: str
    about: str
    """Task, sizes, what to expect; a sentence or two."""
    licence: str
    """Of the data."""
    layers: tuple[int, ...]
    """Widths from the features to the classes: (64, 10) is softmax regression."""
    target: float
    """A sensible target for the accuracy on data that was not trained on."""
    load: Callable[[], Data]
    missing: Callable[[], str] = lambda: ""
    """Why its data cannot be had on this machine, in a sentence; empty when they can."""

    @property
    def parameters(self) -> int:
        return sum((a + 1) * b for a, b in pairwise(self.layers))

    def network(self, seed: int) -> torch.nn.Sequential:
        """At its initial point, torch's default for linear layers; the same for the same seed."""
        modules: list[torch.nn.Module] = []
        with torch.random.fork_rng(devices=()):
            torch.manual_seed(seed)
            for before, after in pairwise(self.layers):
                modules += [torch.nn.Linear(before, after), torch.nn.ReLU()]
        return torch.nn.Sequential(*modules[:-1])
