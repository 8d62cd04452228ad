"""Uniform grids of few levels: where a row of weights is rounded to, and how its codes are packed into bytes.

A row's grid has 2^bits levels from its smallest to its largest weight, with nought among them (Jacob et al., CVPR 2018,
arXiv:1712.05877, section 2.1, there for whole arrays): a weight w becomes the code round(w / scale) + zero, and is read
back as scale · (code − zero).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch


@dataclass(frozen=True)
class Grid:
    """One grid a row."""

    scale: torch.Tensor
    """[rows, 1]."""
    zero: torch.Tensor
    """[rows, 1]: the code of nought, a whole number."""
    bits: int

    @property
    def levels(self) -> int:
        return 1 << self.bits

    def codes(self, weights: torch.Tensor) -> torch.Tensor:
        """Whole numbers from 0 to levels − 1, of the same shape [rows, columns]."""
        return (torch.round(weights / self.scale) + self.zero).clamp(0, self.levels - 1)

    def drawn(self, weights: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
        """Codes of one of the two levels around each weight, the nearer one the more often: right on average."""
        dice = torch.rand(weights.shape, generator=draw, dtype=weights.dtype)
        return (torch.floor(weights / self.scale + dice) + self.zero).clamp(0, self.levels - 1)

    def values(self, codes: torch.Tensor) -> torch.Tensor:
        return self.scale * (codes - self.zero)

    def rounded(self, weights: torch.Tensor) -> torch.Tensor:
        """The nearest levels."""
        return self.values(self.codes(weights))


def grid_of(weights: torch.Tensor, bits: int) -> Grid:
    """A grid for each row of [rows, columns]."""
    low = weights.amin(1, keepdim=True).clamp(max=0)
    high = weights.amax(1, keepdim=True).clamp(min=0)
    scale = ((high - low) / ((1 << bits) - 1)).clamp(min=torch.finfo(weights.dtype).tiny)
    return Grid(scale, torch.round(-low / scale), bits)


def packed(codes: torch.Tensor, bits: int) -> bytes:
    """Codes of `bits` bits, side by side, the last byte filled with nought."""
    flat = codes.flatten().to(torch.uint8).numpy()
    if bits == 8:
        return bytes(flat.tobytes())
    each = (flat[:, None] >> np.arange(bits - 1, -1, -1, dtype=np.uint8)) & 1
    return np.packbits(each.reshape(-1)).tobytes()


def unpacked(data: bytes, bits: int, count: int) -> torch.Tensor:
    """What was packed: float32 [count]."""
    if bits == 8:
        return torch.from_numpy(np.frombuffer(data, np.uint8, count).astype(np.float32))
    each = np.unpackbits(np.frombuffer(data, np.uint8), count=count * bits).reshape(count, bits)
    weights = 1 << np.arange(bits - 1, -1, -1)
    return torch.from_numpy((each * weights).sum(1).astype(np.float32))


def stored(grid: Grid, codes: torch.Tensor) -> bytes:
    """A layer's weight on disk: packed codes, a float16 scale and a code of nought for each row."""
    return b"".join(
        (
            packed(codes, grid.bits),
            grid.scale.half().numpy().tobytes(),
            grid.zero.to(torch.uint8).numpy().tobytes(),
        )
    )
