"""What an optimizer is: said twice, once to be read and once to be run.

    reference    a few lines over NumPy arrays; the formula as the paper has it
    plain        what a student would write: the class in torch.optim

A test proves that the two agree. The reference uses operators only, so it takes torch tensors as well, and many runs at
once: weights of shape [runs, parameters] with rates of shape [runs, 1]. That is what `fused` trains with. An optimizer
that looks at more than one number at a time (a layer's norm, say) is not `elementwise`, and is trained one run at a
time.

Weights are where the gradient is taken. A method that is judged somewhere else, at the mean of its iterates for one,
says where: its reference has `shown`, and so does its card. One that needs more than a minibatch's gradient at the
weights `asks`: its step is given `Gradients` instead, and takes what it wants where it wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, runtime_checkable

import torch

from backend.compute.sampling import Sampling
from backend.compute.schedule import Schedule

Array: TypeAlias = Any
"""A NumPy array or a torch tensor. State begins as 0.0 and takes the shape of the gradient."""


class Reference(Protocol):
    """One run's optimizer, with its memory. A new one is made for each run."""

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        """The new weights; the given ones are left alone. Shapes [..., parameters], or [runs,
        1]."""
        ...


class Gradients(Protocol):
    """What a step of a method that asks may ask for: gradients of the training loss, each as a mean over samples. Every
    one that is asked for is counted."""

    @property
    def block(self) -> int:
        """The number of this step's minibatch, where all minibatches were cut once (`Sampling`)."""
        ...

    @property
    def share(self) -> float:
        """By what its gradient is to be multiplied to make the mean over blocks the mean over samples."""
        ...

    @property
    def a_pass(self) -> int:
        """Minibatches that go once over all samples."""
        ...

    def here(self, weights: Array) -> Array:
        """Of this step's minibatch."""
        ...

    def everywhere(self, weights: Array) -> Array:
        """Of all samples."""
        ...


class Closures(Protocol):
    """The same for the plain one: as torch's closures they go to its `step`, and leave the gradient, at the weights as
    they then are, with each parameter. It is a new tensor each time."""

    @property
    def block(self) -> int: ...
    @property
    def share(self) -> float: ...
    @property
    def a_pass(self) -> int: ...
    def here(self) -> None: ...
    def everywhere(self) -> None: ...


@runtime_checkable
class Showing(Protocol):
    """A reference that is not judged at the weights its step returns."""

    def shown(self, weights: Array) -> Array:
        """Where it is judged, of the weights' shape: before the first step the weights themselves.
        Changes nothing."""
        ...


@dataclass(frozen=True)
class Optimizer:
    name: str
    title: str
    paper: str
    """Who, when, where: to be cited."""
    rates: tuple[float, ...]
    """Its own grid of learning rates, rising; as many as every other optimizer has."""
    reference: Callable[[], Reference]
    plain: Callable[[Iterable[torch.nn.Parameter], float], torch.optim.Optimizer]
    """(parameters, learning rate)."""
    decay: float = 0.0
    """With a gradient of zero a step multiplies the weights by 1 - rate · decay; no more."""
    elementwise: bool = True
    schedule: Schedule | None = None
    """How the rate changes on the way; None for a rate that stays. Neither the reference nor `plain` knows of it."""
    shown: Callable[[torch.optim.Optimizer, torch.Tensor], torch.Tensor] | None = None
    """(The plain optimizer, one of its parameters) → where it is judged; None for the parameter itself. The
    reference has a `shown` if and only if this is given."""
    sampling: Sampling = "reshuffled"
    """Which samples its steps see."""
    asks: bool = False
    """Whether a step is given `Gradients`, and the plain one's `Closures`, in place of a gradient."""
    anchors: Callable[[int], float] = lambda _a_pass: 0.0
    """(Minibatches in a pass) → how often a step asks for the gradient of all samples, on average."""
