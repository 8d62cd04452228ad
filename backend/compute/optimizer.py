"""What an optimizer is: said twice, once to be read and once to be run.

    reference    a few lines over NumPy arrays; the formula as the paper has it
    plain        what a student would write: the class in torch.optim

A test proves that the two agree. The reference uses operators only, so it takes torch tensors as well, and many runs at
once: weights of shape [runs, parameters] with rates of shape [runs, 1]. That is what `fused` trains with. An optimizer
that looks at more than one number at a time (a layer's norm, say) is not `elementwise`, and is trained one run at a
time.

Weights are where the gradient is taken. A method that is judged somewhere else, at the mean of its iterates for one,
says where: its reference has `shown`, and so does its card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, runtime_checkable

import torch

from backend.compute.schedule import Schedule

Array: TypeAlias = Any
"""A NumPy array or a torch tensor. State begins as 0.0 and takes the shape of the gradient."""


class Reference(Protocol):
    """One run's optimizer, with its memory. A new one is made for each run."""

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        """The new weights; the given ones are left alone. Shapes [..., parameters], or [runs,
        1]."""
        ...


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
