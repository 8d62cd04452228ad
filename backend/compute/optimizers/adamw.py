"""AdamW: Adam, and beside it the weights themselves shrink a little at each step."""

import torch

from backend.compute.optimizer import Array, Optimizer

BETA1 = 0.9
BETA2 = 0.999
EPSILON = 1e-8
DECAY = 0.01


class AdamW:
    steps = 0
    mean: Array = 0.0
    squares: Array = 0.0

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        self.steps += 1
        self.mean = BETA1 * self.mean + (1 - BETA1) * gradient
        self.squares = BETA2 * self.squares + (1 - BETA2) * gradient * gradient
        mean = self.mean / (1 - BETA1**self.steps)
        squares = self.squares / (1 - BETA2**self.steps)
        return weights * (1 - rate * DECAY) - rate * mean / (squares**0.5 + EPSILON)


ADAMW = Optimizer(
    name="adamw",
    title="AdamW",
    paper="Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019, "
    "arXiv:1711.05101",
    rates=(0.003, 0.01, 0.03, 0.1, 0.3),
    reference=AdamW,
    plain=lambda parameters, rate: torch.optim.AdamW(
        parameters, lr=rate, betas=(BETA1, BETA2), eps=EPSILON, weight_decay=DECAY
    ),
    decay=DECAY,
)
