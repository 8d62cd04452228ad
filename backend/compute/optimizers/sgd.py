"""Stochastic gradient descent: a step against the gradient of one minibatch."""

import torch

from backend.compute.optimizer import Array, Optimizer


class Sgd:
    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        return weights - rate * gradient


SGD = Optimizer(
    name="sgd",
    title="SGD",
    paper="Robbins and Monro, A stochastic approximation method, Ann. Math. Statist. 22, 1951",
    rates=(0.1, 0.3, 1.0, 3.0, 10.0),
    reference=Sgd,
    plain=lambda parameters, rate: torch.optim.SGD(parameters, lr=rate),
)
