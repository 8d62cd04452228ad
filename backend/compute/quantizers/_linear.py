"""Linear layers put in the place of a network's own, each of which multiplies at low precision; the rest stays."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable

import torch

from backend.compute.quantizer import DoesNotFit, Quantized, layers, matrix, rest


class Low(torch.nn.Module, ABC):
    """A linear layer at low precision: float32 [samples, …, in] → float32 [samples, …, out]."""

    bias: torch.Tensor | None

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        self.outputs, self.inputs = layer.weight.shape
        self.bias = layer.bias

    @abstractmethod
    def product(self, rows: torch.Tensor) -> torch.Tensor:
        """[rows, in] → [rows, out], without the bias."""

    @property
    @abstractmethod
    def stored(self) -> bytes:
        """Its weight on disk."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.product(x.flatten(0, -2)).float().view(*x.shape[:-1], self.outputs)
        return y if self.bias is None else y + self.bias


def filled(matrix: torch.Tensor, rows: int, columns: int) -> torch.Tensor:
    """With noughts below and at the right, to multiples of so many rows and columns."""
    below, right = -matrix.shape[0] % rows, -matrix.shape[1] % columns
    return torch.nn.functional.pad(matrix, (0, right, 0, below)).contiguous()


def lowered(network: torch.nn.Module, low: Callable[[torch.nn.Linear], Low], kernel: str) -> Quantized:
    """A copy with every linear layer so; `kernel` is what multiplies in them. Raises `DoesNotFit`."""
    small, parts = copy.deepcopy(network), []
    for name, layer in list(small.named_modules()):
        if isinstance(layer, torch.nn.Linear):
            lower = low(layer)
            small.set_submodule(name, lower)
            parts.append(lower.stored)
    if not parts:
        raise DoesNotFit(f"{kernel} is for linear layers, and this network has none.")
    floats = [matrix(each) for each in layers(small)]
    said = f"torch, {kernel} ×{len(parts)}" + (f", {len(floats)} layers in float32" if floats else "")
    return Quantized(small, b"".join(parts + [each.numpy().tobytes() for each in floats]) + rest(network), said)
