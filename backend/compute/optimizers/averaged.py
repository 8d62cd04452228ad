"""SGD judged at the mean of all its iterates: the noise of the last ones averages out (Polyak and Ruppert).

What is remembered is the mean's lead over the weights, which begins at nought: the mean of one point is the point.
torch's own ASGD is this with `lambd=0, alpha=0, t0=-1`, but keeps its rate and its share of the mean in float32
whatever the weights are; so the plain one is torch's SGD with the mean beside it, as `swa_utils` would keep it.
"""

from collections.abc import Callable, Iterable

import torch

from backend.compute.optimizer import Array, Optimizer


class AveragedSgd:
    steps = 0
    lead: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        self.lead = (self.lead + rate * gradient) * (1 - 1 / self.steps)
        return weights - rate * gradient

    def shown(self, weights: Array) -> Array:
        return weights + self.lead


class TorchAveragedSgd(torch.optim.SGD):
    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float) -> None:
        super().__init__(parameters, lr=rate)
        self.steps = 0
        self.means: dict[torch.Tensor, torch.Tensor] = {}

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        super().step()
        self.steps += 1
        for group in self.param_groups:
            for weights in group["params"]:
                mean = self.means.setdefault(weights, torch.zeros_like(weights))
                mean.lerp_(weights, 1 / self.steps)

    def shown(self, weights: torch.Tensor) -> torch.Tensor:
        return self.means.get(weights, weights)


AVERAGED = Optimizer(
    name="averaged",
    title="SGD, averaged",
    paper="Polyak and Juditsky, Acceleration of stochastic approximation by averaging, SIAM J. Control Optim. 30(4), "
    "1992; Ruppert, Efficient estimations from a slowly convergent Robbins-Monro process, Cornell, 1988",
    rates=(0.1, 0.3, 1.0, 3.0, 10.0),
    reference=AveragedSgd,
    plain=TorchAveragedSgd,
    shown=lambda optimizer, weights: optimizer.shown(weights),  # type: ignore[attr-defined]
)
