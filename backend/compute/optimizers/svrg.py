"""SVRG: a minibatch's gradient, less what the same minibatch says at an anchor, plus the whole gradient there.

Near the optimum the two agree and the noise is gone, so that a rate that stays converges. The anchor moves to the last
weights after as many steps as make two passes (the paper's choice for convex problems). A step costs two minibatches'
gradients, and the anchor a whole one.
"""

from typing import Any

import torch

from backend.compute.optimizer import Array, Closures, Gradients, Optimizer

PASSES = 2
"""Between two anchors."""


class Svrg:
    def __init__(self) -> None:
        self.left = 0
        self.anchor: Array = None
        self.slope: Array = None

    def step(self, weights: Array, gradients: Gradients, rate: Array) -> Array:
        if self.left == 0:
            self.anchor, self.slope = weights, gradients.everywhere(weights)
            self.left = PASSES * gradients.a_pass
        self.left -= 1
        return weights - rate * (gradients.here(weights) - gradients.here(self.anchor) + self.slope)


class TorchSvrg(torch.optim.Optimizer):
    """torch has no class for it."""

    def __init__(self, parameters: Any, rate: float) -> None:
        super().__init__(parameters, {"lr": rate})
        self.left = 0
        self.anchors: list[torch.Tensor] = []
        self.slopes: list[torch.Tensor] = []

    def step(self, closures: Closures) -> None:  # type: ignore[override]
        parameters = [each for group in self.param_groups for each in group["params"]]
        if self.left == 0:
            closures.everywhere()
            self.anchors = [each.detach().clone() for each in parameters]
            self.slopes = [each.grad for each in parameters]
            self.left = PASSES * closures.a_pass
        self.left -= 1
        closures.here()
        now = [(each.detach().clone(), each.grad) for each in parameters]
        self._move(parameters, self.anchors)
        closures.here()
        with torch.no_grad():
            for weights, (old, gradient), slope in zip(parameters, now, self.slopes, strict=True):
                change = gradient - weights.grad + slope
                weights.copy_(old).sub_(change, alpha=self.param_groups[0]["lr"])

    @torch.no_grad()
    def _move(self, parameters: list[torch.Tensor], to: list[torch.Tensor]) -> None:
        for weights, values in zip(parameters, to, strict=True):
            weights.copy_(values)


SVRG = Optimizer(
    name="svrg",
    title="SVRG",
    paper="Johnson and Zhang, Accelerating stochastic gradient descent using predictive variance reduction, NIPS 2013",
    rates=(0.1, 0.3, 1.0, 3.0, 10.0),
    reference=Svrg,
    plain=TorchSvrg,
    elementwise=False,
    sampling="replaced",
    asks=True,
    anchors=lambda a_pass: 1 / (PASSES * a_pass),
)
