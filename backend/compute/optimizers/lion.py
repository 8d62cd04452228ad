"""Lion: every weight moves by the same amount, along the sign of a momentum that looks ahead by one gradient."""

from collections.abc import Callable, Iterable

import torch

from backend.compute.optimizer import Array, Optimizer

BETA1 = 0.9
BETA2 = 0.99


class Lion:
    mean: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        ahead = BETA1 * self.mean + (1 - BETA1) * gradient
        sign = (ahead > 0) * 1.0 - (ahead < 0) * 1.0
        self.mean = BETA2 * self.mean + (1 - BETA2) * gradient
        return weights - rate * sign


class TorchLion(torch.optim.Optimizer):
    """torch has no class for it."""

    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for weights in group["params"]:
                memory = self.state[weights]
                mean = memory.setdefault("mean", torch.zeros_like(weights))
                weights.sub_(mean.lerp(weights.grad, 1 - BETA1).sign_(), alpha=group["lr"])
                mean.lerp_(weights.grad, 1 - BETA2)


LION = Optimizer(
    name="lion",
    title="Lion",
    paper="Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023, arXiv:2302.06675",
    rates=(0.0003, 0.001, 0.003, 0.01, 0.03),
    reference=Lion,
    plain=TorchLion,
)
