"""What an optimizer is: said twice, once to be read and once to be run.

    reference    a few lines over NumPy arrays; the formula as the paper has it
    plain        what a student would write: the class in torch.optim

A test proves that the two agree. The reference uses operators only, so it takes torch tensors as
well, and many runs at once: weights of shape [runs, parameters] with rates of shape [runs, 1]. That
is what `fused` trains with. An optimizer that looks at more than one number at a time (a layer's
norm, say) is not `elementwise`, and is trained one run at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import torch

Array: TypeAlias = Any
"""A NumPy array or a torch tensor. State begins as 0.0 and takes the shape of the gradient."""


class Reference(Protocol):
    """One run's optimizer, with its memory. A new one is made for each run."""

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        """The new weights; the given ones are left alone. Shapes [..., parameters], or [runs,
        1]."""
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
