"""Heavy-ball momentum: the step keeps nine tenths of the last one.

As torch.optim has it, the velocity sums gradients and the rate multiplies the velocity; with a rate
that does not change this is Polyak's form.
"""

import torch

from backend.compute.optimizer import Array, Optimizer

BETA = 0.9


class Momentum:
    velocity: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.velocity = BETA * self.velocity + gradient
        return weights - rate * self.velocity


MOMENTUM = Optimizer(
    name="momentum",
    title="Momentum",
    paper="Polyak, Some methods of speeding up the convergence of iteration methods, "
    "USSR Comp. Math. 4(5), 1964",
    rates=(0.01, 0.03, 0.1, 0.3, 1.0),
    reference=Momentum,
    plain=lambda parameters, rate: torch.optim.SGD(parameters, lr=rate, momentum=BETA),
)
