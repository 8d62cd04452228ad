"""Muon: a layer's momentum, with all its singular values drawn to about one, is the step of that layer.

Five steps of a Newton-Schulz iteration (a polynomial in the matrix, so only products) do it, and in bfloat16, as torch
does; the reference takes the same products in the same order, or the two could not be held to each other. What is not
a matrix, a bias or the kernel of a convolution, gets AdamW. The scale of Liu et al. (section 2.2) makes a matrix's step
as large as AdamW's, so that one rate and one decay serve both, as they do there. Jordan keeps AdamW for the first and
the last layer as well; an optimizer that is given parameters does not know which they are, so here they get Muon.
"""

from collections.abc import Callable, Iterable

import torch

from backend.compute.optimizer import Array, Optimizer
from backend.compute.optimizers.adam import BETA1, BETA2, EPSILON, Adam

MOMENTUM = 0.95
A, B, C = 3.4445, -4.775, 2.0315
"""The polynomial a x + b x³ + c x⁵."""
TIMES = 5
SMALLEST = 1e-7
DECAY = 0.1


def spread(matrix: Array) -> Array:
    """The matrix with its singular values near one, [rows, columns]; nought stays nought."""
    rows, columns = matrix.shape
    x = torch.as_tensor(matrix).bfloat16()
    x = x.T if rows > columns else x
    x = x / x.norm().clamp(min=SMALLEST)
    for _ in range(TIMES):
        square = x @ x.T
        x = torch.addmm(x, torch.addmm(square, square, square, beta=B, alpha=C), x, beta=A)
    x = x.T if rows > columns else x
    return x.to(matrix.dtype) if isinstance(matrix, torch.Tensor) else x.double().numpy()


class Muon:
    """Of a matrix [out, in]; of anything else it is AdamW."""

    def __init__(self) -> None:
        self.velocity: Array = 0.0
        self.vector = Adam()

    def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
        if len(weights.shape) != 2:
            return self.vector.step(weights, gradient, rate) - rate * DECAY * weights
        self.velocity = MOMENTUM * self.velocity + (1 - MOMENTUM) * gradient
        ahead = MOMENTUM * self.velocity + (1 - MOMENTUM) * gradient
        size = 0.2 * max(weights.shape) ** 0.5
        return weights * (1 - rate * DECAY) - rate * size * spread(ahead)


class TorchMuon(torch.optim.Optimizer):
    """torch's two, each with its part of the parameters."""

    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float) -> None:
        given = list(parameters)
        super().__init__(given, {"lr": rate})
        matrices = [each for each in given if each.ndim == 2]
        others = [each for each in given if each.ndim != 2]
        self.parts: list[torch.optim.Optimizer] = []
        if matrices:
            self.parts.append(
                torch.optim.Muon(
                    matrices, lr=rate, weight_decay=DECAY, momentum=MOMENTUM, nesterov=True,
                    ns_coefficients=(A, B, C), eps=SMALLEST, ns_steps=TIMES, adjust_lr_fn="match_rms_adamw",
                )
            )  # fmt: skip
        if others:
            adamw = torch.optim.AdamW(
                others, lr=rate, betas=(BETA1, BETA2), eps=EPSILON, weight_decay=DECAY
            )
            self.parts.append(adamw)
        self.param_groups = [group for part in self.parts for group in part.param_groups]

    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        for part in self.parts:
            part.step()


MUON = Optimizer(
    name="muon",
    title="Muon",
    paper="Jordan et al., Muon: an optimizer for hidden layers in neural networks, kellerjordan.github.io, 2024; "
    "Liu et al., Muon is scalable for LLM training, 2025, arXiv:2502.16982",
    rates=(0.003, 0.01, 0.03, 0.1, 0.3),
    reference=Muon,
    plain=TorchMuon,
    decay=DECAY,
    elementwise=False,
)
