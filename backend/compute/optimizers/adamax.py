"""Adamax: Adam whose divisor is the largest gradient of late instead of a mean of squares.

The maximum of two arrays is written with operators, (a + b + |a - b|) / 2, so that it works on
torch tensors too; where a and b differ much in size that rounds, by no more than the larger's last
digit.
"""

import torch

from backend.compute.optimizer import Array, Optimizer

BETA1 = 0.9
BETA2 = 0.999
EPSILON = 1e-8


class Adamax:
    steps = 0
    mean: Array = 0.0
    largest: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        self.mean = BETA1 * self.mean + (1 - BETA1) * gradient
        faded, now = BETA2 * self.largest, abs(gradient) + EPSILON
        self.largest = (faded + now + abs(faded - now)) / 2
        return weights - rate / (1 - BETA1**self.steps) * self.mean / self.largest


ADAMAX = Optimizer(
    name="adamax",
    title="Adamax",
    paper="Kingma and Ba, Adam: a method for stochastic optimization, section 7, ICLR 2015, "
    "arXiv:1412.6980",
    rates=(0.003, 0.01, 0.03, 0.1, 0.3),
    reference=Adamax,
    plain=lambda parameters, rate: torch.optim.Adamax(
        parameters, lr=rate, betas=(BETA1, BETA2), eps=EPSILON
    ),
)
