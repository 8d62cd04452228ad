"""Which samples a step sees. Optimizers of one family see the same ones (common random numbers).

    reshuffled   each pass goes once over all samples, in a new order: what everybody does
    replaced     each sample of each minibatch is drawn from all, whether it was seen or not: what theory assumes
    blocks       the samples are cut into minibatches once, and each step draws one of them: for a method that remembers
                 something of each
    full         all samples at each step

How many samples a method has looked at is counted where it asks for gradients, not here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch

Sampling = Literal["reshuffled", "replaced", "blocks", "full"]


@dataclass(frozen=True)
class Minibatch:
    at: torch.Tensor | slice
    """Which samples: int64 [samples], or all."""
    block: int = 0
    """Its number among those that the samples were cut into."""
    share: float = 1.0
    """By what its mean is to be multiplied, so that the mean over all blocks is the mean over all samples: blocks
    differ in size by one sample."""


def a_pass(samples: int, batch: int) -> int:
    """Minibatches that go once over all samples."""
    return math.ceil(samples / batch)


def drawn(sampling: Sampling, samples: int, steps: int, batch: int, seed: int) -> torch.Tensor:
    """Indices of reshuffled or replaced samples, int64 [steps, batch]."""
    draw = np.random.default_rng(seed)
    needed = steps * batch
    if sampling == "replaced":
        return torch.from_numpy(draw.integers(0, samples, (steps, batch)))
    if sampling != "reshuffled":
        raise ValueError(f"minibatches that are {sampling} are not all of one size")
    epochs = [draw.permutation(samples) for _ in range(math.ceil(needed / samples))]
    return torch.from_numpy(np.concatenate(epochs)[:needed].reshape(steps, batch))


class Draws:
    """The minibatches of a run, one a step; beyond the last step they begin again."""

    def __init__(
        self,
        sampling: Sampling,
        samples: int,
        steps: int,
        batch: int,
        seed: int,
        device: torch.device,
    ) -> None:
        self._steps = steps
        self._rows: torch.Tensor | None = None
        self._blocks: list[Minibatch] = []
        self._order: npt.NDArray[np.int64] = np.zeros(steps, np.int64)
        if sampling == "full":
            self._blocks = [Minibatch(slice(None))]
        elif sampling == "blocks":
            draw, count = np.random.default_rng(seed), a_pass(samples, batch)
            cut = np.array_split(draw.permutation(samples), count)
            self._blocks = [
                Minibatch(torch.from_numpy(at).to(device), number, len(at) * count / samples)
                for number, at in enumerate(cut)
            ]
            self._order = draw.integers(0, count, steps)
        else:
            self._rows = drawn(sampling, samples, steps, batch, seed).to(device)

    def __getitem__(self, step: int) -> Minibatch:
        step %= self._steps
        if self._rows is not None:
            return Minibatch(self._rows[step])
        return self._blocks[int(self._order[step])]
