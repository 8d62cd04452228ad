"""SAGA: a minibatch's gradient, less what it was when it was last seen, plus the mean of what all were.

The samples are cut into minibatches once, and the last gradient of each is remembered: no step costs more than one
minibatch's gradient, but memory is that of the weights times the minibatches of a pass. Those never seen count as
nought, as in Schmidt, Le Roux and Bach (Math. Program. 162, 2017), so that nothing is computed before the first step.
"""

from typing import Any

import torch

from backend.compute.optimizer import Array, Closures, Gradients, Optimizer


class Saga:
    def __init__(self) -> None:
        self.last: dict[int, Array] = {}
        self.mean: Array = 0.0

    def step(self, weights: Array, gradients: Gradients, rate: Array) -> Array:
        now = gradients.share * gradients.here(weights)
        change = now - self.last.get(gradients.block, 0.0)
        moved = weights - rate * (change + self.mean)
        self.mean = self.mean + change / gradients.a_pass
        self.last[gradients.block] = now
        return moved


class TorchSaga(torch.optim.Optimizer):
    """torch has no class for it."""

    def __init__(self, parameters: Any, rate: float) -> None:
        super().__init__(parameters, {"lr": rate})

    def step(self, closures: Closures) -> None:  # type: ignore[override]
        closures.here()
        with torch.no_grad():
            for group in self.param_groups:
                for weights in group["params"]:
                    memory = self.state[weights]
                    mean = memory.setdefault("mean", torch.zeros_like(weights))
                    last = memory.setdefault("last", {})
                    now = weights.grad * closures.share
                    change = now - last[closures.block] if closures.block in last else now
                    weights.sub_(change + mean, alpha=group["lr"])
                    mean.add_(change, alpha=1 / closures.a_pass)
                    last[closures.block] = now


SAGA = Optimizer(
    name="saga",
    title="SAGA",
    paper="Defazio, Bach and Lacoste-Julien, SAGA: a fast incremental gradient method with support for non-strongly "
    "convex composite objectives, NIPS 2014, arXiv:1407.0202",
    rates=(0.1, 0.3, 1.0, 3.0, 10.0),
    reference=Saga,
    plain=TorchSaga,
    elementwise=False,
    sampling="blocks",
    asks=True,
)
