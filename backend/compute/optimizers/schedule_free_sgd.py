"""Schedule-free SGD: no schedule, no end known in advance, and judged at a mean that moves as far as a schedule would.

In the paper's letters, z takes SGD's steps, x is the mean of the z, and the gradient is taken between them:

    y = (1 − β) z + β x        z' = z − γ ∇f(y)        x' = (1 − c) x + c z',  c = 1 / t

The weights are y and what is judged is x. What is remembered is how far z leads x, which begins at nought.
"""

from collections.abc import Callable, Iterable

import torch

from backend.compute.optimizer import Array, Optimizer

BETA = 0.9


class ScheduleFreeSgd:
    steps = 0
    lead: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        share = 1 / self.steps
        ahead = self.lead - rate * gradient
        mean = weights - (1 - BETA) * self.lead + share * ahead
        self.lead = (1 - share) * ahead
        return mean + (1 - BETA) * self.lead

    def shown(self, weights: Array) -> Array:
        return weights - (1 - BETA) * self.lead


class TorchScheduleFreeSgd(torch.optim.Optimizer):
    """torch has no class for it."""

    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})
        self.steps = 0

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        self.steps += 1
        for group in self.param_groups:
            for y in group["params"]:
                z = self.state[y].setdefault("z", y.clone())
                # Towards the new z as far as the mean goes there, and a part of the step itself besides.
                y.lerp_(z, 1 / self.steps)
                y.sub_(y.grad, alpha=group["lr"] * (1 - BETA * (1 - 1 / self.steps)))
                z.sub_(y.grad, alpha=group["lr"])

    def shown(self, y: torch.Tensor) -> torch.Tensor:
        return y.lerp(self.state[y]["z"], 1 - 1 / BETA) if y in self.state else y


SCHEDULE_FREE_SGD = Optimizer(
    name="schedule-free-sgd",
    title="Schedule-free SGD",
    paper="Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky, The road less scheduled, NeurIPS 2024, "
    "arXiv:2405.15682",
    rates=(0.3, 1.0, 3.0, 10.0, 30.0),
    reference=ScheduleFreeSgd,
    plain=TorchScheduleFreeSgd,
    shown=lambda optimizer, weights: optimizer.shown(weights),  # type: ignore[attr-defined]
)
