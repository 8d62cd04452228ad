"""What a learning-rate schedule is: a factor on the rate, by how many steps are done out of how many.

Said twice, as an optimizer is: `factor` is to be read, `plain` is torch's own scheduler; a test holds the two to each
other. A schedule knows no optimizer, and goes with any of them:

    replace(MOMENTUM, name="momentum-cosine", title="Momentum, cosine", schedule=COSINE)

The rate that is chosen for a comparison is the one that the factor multiplies, so the largest.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.optim import lr_scheduler as schedulers

DROPS = (0.5, 0.75)
"""Shares of the run after which `STEPS` divides the rate."""
DROP = 0.1
WARM = 0.1
"""Share of the run in which `WARM_UP` raises the rate."""


@dataclass(frozen=True)
class Schedule:
    title: str
    paper: str
    factor: Callable[[int, int], float]
    """(steps done, steps in all) → what the next step's rate is multiplied by."""
    plain: Callable[[torch.optim.Optimizer, int], schedulers.LRScheduler]
    """(optimizer, steps in all); its `step` is called after each of the optimizer's."""


def _warm(total: int) -> int:
    return max(2, round(WARM * total))


def _drops(total: int) -> list[int]:
    return [round(share * total) for share in DROPS]


COSINE = Schedule(
    title="cosine",
    paper="Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017, arXiv:1608.03983",
    factor=lambda done, total: (1 + math.cos(math.pi * done / total)) / 2,
    plain=lambda optimizer, total: schedulers.CosineAnnealingLR(optimizer, T_max=total),
)

STEPS = Schedule(
    title="steps",
    paper="He, Zhang, Ren and Sun, Deep residual learning for image recognition, section 4.2, CVPR 2016, "
    "arXiv:1512.03385",
    factor=lambda done, total: DROP ** sum(done >= each for each in _drops(total)),
    plain=lambda optimizer, total: schedulers.MultiStepLR(optimizer, _drops(total), gamma=DROP),
)

WARM_UP = Schedule(
    title="warm-up",
    paper="Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, section 2.2, 2017, "
    "arXiv:1706.02677",
    factor=lambda done, total: min(1.0, (done + 1) / _warm(total)),
    plain=lambda optimizer, total: schedulers.LinearLR(
        optimizer, start_factor=1 / _warm(total), total_iters=_warm(total) - 1
    ),
)
