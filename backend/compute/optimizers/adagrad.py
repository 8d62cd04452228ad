"""AdaGrad: each weight has its own rate, which falls with the gradients it has seen."""

import torch

from backend.compute.optimizer import Array, Optimizer

EPSILON = 1e-10


class AdaGrad:
    squares: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.squares = self.squares + gradient * gradient
        return weights - rate * gradient / (self.squares**0.5 + EPSILON)


ADAGRAD = Optimizer(
    name="adagrad",
    title="AdaGrad",
    paper="Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and "
    "stochastic optimization, JMLR 12, 2011",
    rates=(0.01, 0.03, 0.1, 0.3, 1.0),
    reference=AdaGrad,
    plain=lambda parameters, rate: torch.optim.Adagrad(parameters, lr=rate, eps=EPSILON),
)
