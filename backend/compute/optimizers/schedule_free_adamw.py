"""Schedule-free AdamW: schedule-free SGD whose step is Adam's, without Adam's momentum; the mean takes its place.

Letters as in `schedule_free_sgd`. As in release 1.4 of the authors' package, the mean of squares is corrected for
having begun at zero, so that the rate, and with it each iterate's share in the mean, is the same at every step. There
is no warm-up, and no decay of the weights unless asked for; here it is not.
"""

from collections.abc import Callable, Iterable

import torch

from backend.compute.optimizer import Array, Optimizer

BETA1 = 0.9
BETA2 = 0.999
EPSILON = 1e-8


class ScheduleFreeAdamW:
    steps = 0
    lead: Array = 0.0
    squares: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        share = 1 / self.steps
        self.squares = BETA2 * self.squares + (1 - BETA2) * gradient * gradient
        squares = self.squares / (1 - BETA2**self.steps)
        ahead = self.lead - rate * gradient / (squares**0.5 + EPSILON)
        mean = weights - (1 - BETA1) * self.lead + share * ahead
        self.lead = (1 - share) * ahead
        return mean + (1 - BETA1) * self.lead

    def shown(self, weights: Array) -> Array:
        return weights - (1 - BETA1) * self.lead


class TorchScheduleFreeAdamW(torch.optim.Optimizer):
    """torch has no class for it."""

    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})
        self.steps = 0

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        self.steps += 1
        share = 1 / self.steps
        for group in self.param_groups:
            for y in group["params"]:
                memory = self.state[y]
                z = memory.setdefault("z", y.clone())
                squares = memory.setdefault("squares", torch.zeros_like(y))
                squares.mul_(BETA2).addcmul_(y.grad, y.grad, value=1 - BETA2)
                divisor = (squares / (1 - BETA2**self.steps)).sqrt_().add_(EPSILON)
                y.lerp_(z, share)
                y.addcdiv_(y.grad, divisor, value=-group["lr"] * (1 - BETA1 * (1 - share)))
                z.addcdiv_(y.grad, divisor, value=-group["lr"])

    def shown(self, y: torch.Tensor) -> torch.Tensor:
        return y.lerp(self.state[y]["z"], 1 - 1 / BETA1) if y in self.state else y


SCHEDULE_FREE_ADAMW = Optimizer(
    name="schedule-free-adamw",
    title="Schedule-free AdamW",
    paper="Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky, The road less scheduled, Algorithm 1, NeurIPS 2024, "
    "arXiv:2405.15682",
    rates=(0.01, 0.03, 0.1, 0.3, 1.0),
    reference=ScheduleFreeAdamW,
    plain=TorchScheduleFreeAdamW,
    shown=lambda optimizer, weights: optimizer.shown(weights),  # type: ignore[attr-defined]
)
