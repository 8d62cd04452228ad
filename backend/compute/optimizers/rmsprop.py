"""RMSProp: AdaGrad that forgets, so that the rates do not fall for ever."""

import torch

from backend.compute.optimizer import Array, Optimizer

ALPHA = 0.99
EPSILON = 1e-8


class RmsProp:
    squares: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.squares = ALPHA * self.squares + (1 - ALPHA) * gradient * gradient
        return weights - rate * gradient / (self.squares**0.5 + EPSILON)


RMSPROP = Optimizer(
    name="rmsprop",
    title="RMSProp",
    paper="Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5, Coursera, 2012",
    rates=(0.003, 0.01, 0.03, 0.1, 0.3),
    reference=RmsProp,
    plain=lambda parameters, rate: torch.optim.RMSprop(
        parameters, lr=rate, alpha=ALPHA, eps=EPSILON
    ),
)
