"""Adam: momentum and RMSProp in one, both corrected for having begun at zero."""

import torch

from backend.compute.optimizer import Array, Optimizer

BETA1 = 0.9
BETA2 = 0.999
EPSILON = 1e-8


class Adam:
    steps = 0
    mean: Array = 0.0
    squares: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        self.mean = BETA1 * self.mean + (1 - BETA1) * gradient
        self.squares = BETA2 * self.squares + (1 - BETA2) * gradient * gradient
        mean = self.mean / (1 - BETA1**self.steps)
        squares = self.squares / (1 - BETA2**self.steps)
        return weights - rate * mean / (squares**0.5 + EPSILON)


ADAM = Optimizer(
    name="adam",
    title="Adam",
    paper="Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980",
    rates=(0.003, 0.01, 0.03, 0.1, 0.3),
    reference=Adam,
    plain=lambda parameters, rate: torch.optim.Adam(
        parameters, lr=rate, betas=(BETA1, BETA2), eps=EPSILON
    ),
)
