"""What a workload is: data in three parts that never mix, and a network to be trained on them.

The validation part chooses learning rates, the test part reports; neither is trained on. The split
is fixed, so that it is no source of chance: seeds vary the initial point and the minibatches alone.

Most are dense networks that tell classes apart, given by their widths. Any other network is one that
`build` makes, and any other loss or measure is an `Objective`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import torch


@dataclass(frozen=True)
class Part:
    x: torch.Tensor
    """[samples, features]: float32; float64 where an optimum is approached; int64 for text, [samples, letters]."""
    y: torch.Tensor
    """[samples]: the class, int64; a number, as x. For text [samples, letters], int64."""

    def __len__(self) -> int:
        return len(self.y)


@dataclass(frozen=True)
class Data:
    training: Part
    validation: Part
    test: Part


@dataclass(frozen=True)
class Objective:
    """What is trained on, and what is looked at."""

    loss: Callable[[torch.nn.Module, torch.Tensor, torch.Tensor], torch.Tensor]
    """(network, x, y) → the loss whose gradient is taken."""
    look: Callable[[torch.nn.Module, Part], tuple[torch.Tensor, torch.Tensor]]
    """(network, held-out data) → their mean loss, and what is measured; of that, more is better. Both float64, and
    without dimensions."""
    unit: str
    """Of the loss."""
    measure: str
    """What is measured: "test accuracy"."""
    most: float
    """More than this cannot be measured."""
    said: Callable[[float], str]
    """A measured number for people."""


def classes_loss(network: torch.nn.Module, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy; a network for text gives logits for each letter."""
    logits = network(x)
    return torch.nn.functional.cross_entropy(logits.flatten(0, -2), y.flatten())


def classes_look(network: torch.nn.Module, held: Part) -> tuple[torch.Tensor, torch.Tensor]:
    loss, accuracy = score(network(held.x).flatten(0, -2).T.unsqueeze(0), held.y.flatten())
    return loss[0], accuracy[0]


def score(logits: torch.Tensor, classes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean cross-entropy and accuracy of each run, float64, [runs]; logits [runs, class, sample].

    A sample is right when no class has a larger logit than its own. (The maximum is many times
    faster than where it is, over an axis of ten that is not the last.)
    """
    own = logits[:, classes, torch.arange(len(classes), device=logits.device)]
    loss = logits.logsumexp(1) - own
    return loss.double().mean(1), (own >= logits.amax(1)).double().mean(1)


CLASSES = Objective(
    loss=classes_loss,
    look=classes_look,
    unit="nats",
    measure="test accuracy",
    most=1.0,
    said=lambda share: f"{100 * share:.3g} %",
)
"""Softmax cross-entropy, and the share of what was told right."""


@dataclass(frozen=True)
class Spend:
    """What a budget buys where nobody says otherwise."""

    steps: int
    """Of each run."""
    seeds: int
    """Fresh runs to report on."""
    tuning: int = 3
    """Seeds that each rate is tried with."""
    looks: int = 80
    """At held-out data, in a run."""
    held: int | None = None
    """Samples of the validation and of the test part that are looked at, the first ones; None for all."""


_DRAWING = threading.Lock()
"""Held while layers draw their initial values from torch's one generator."""


@dataclass(frozen=True, kw_only=True)
class Workload:
    name: str
    title: str
    about: str
    """Task, sizes, what to expect; a sentence or two."""
    licence: str
    """Of the data."""
    layers: tuple[int, ...] = ()
    """Widths from the features to the classes, of linear layers with ReLU between them: (64, 10) is softmax
    regression. Empty where `build` makes the network."""
    build: Callable[[], torch.nn.Module] | None = None
    """Another network, at its initial point by torch's generator as it then is."""
    objective: Objective = CLASSES
    target: float
    """A sensible target for what is measured."""
    load: Callable[[], Data]
    missing: Callable[[], str] = lambda: ""
    """Why its data cannot be had on this machine, in a sentence; empty when they can."""
    spends: Mapping[str, Spend] = field(default_factory=dict, hash=False)
    """By budget: what it buys here, where a step or a look takes so long that the usual would not be there in time."""
    condition: float | None = None
    """How many times as much the loss curves in one direction as in another, at its least; None where nobody chose."""
    conditioned: Callable[[float], Workload] | None = None
    """(condition number, 1 at least) → the same with that; None where it is no choice."""

    @property
    def parameters(self) -> int:
        if self.build is None:
            return sum((a + 1) * b for a, b in pairwise(self.layers))
        return sum(each.numel() for each in self.network(0).parameters())

    @property
    def dense(self) -> bool:
        """Whether it is linear layers with ReLU under softmax cross-entropy, whose gradient `fused` writes out."""
        return self.build is None and self.objective is CLASSES

    def network(self, seed: int) -> torch.nn.Module:
        """At its initial point, torch's default for its layers; the same for the same seed."""
        with _DRAWING, torch.random.fork_rng(devices=()):
            torch.manual_seed(seed)
            return self.build() if self.build is not None else dense(self.layers)


def dense(layers: tuple[int, ...]) -> torch.nn.Sequential:
    """Linear layers with ReLU between them, by torch's generator as it is."""
    modules: list[torch.nn.Module] = []
    for before, after in pairwise(layers):
        modules += [torch.nn.Linear(before, after), torch.nn.ReLU()]
    return torch.nn.Sequential(*modules[:-1])
