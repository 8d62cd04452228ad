"""Nesterov's momentum: the gradient is taken where the velocity is about to lead.

In the variables that torch.optim keeps, which are already moved ahead (Sutskever et al. 2013,
section 2, rewritten), that is: add the velocity's next push to the gradient.
"""

import torch

from backend.compute.optimizer import Array, Optimizer

BETA = 0.9


class Nesterov:
    velocity: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.velocity = BETA * self.velocity + gradient
        return weights - rate * (gradient + BETA * self.velocity)


NESTEROV = Optimizer(
    name="nesterov",
    title="Nesterov",
    paper="Nesterov, A method for solving the convex programming problem with convergence rate "
    "O(1/k²), Dokl. Akad. Nauk SSSR 269, 1983",
    rates=(0.01, 0.03, 0.1, 0.3, 1.0),
    reference=Nesterov,
    plain=lambda parameters, rate: torch.optim.SGD(
        parameters, lr=rate, momentum=BETA, nesterov=True
    ),
)
