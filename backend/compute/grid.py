"""Uniform grids of few levels: where weights are rounded to, and how their codes are packed into bytes.

A grid has 2^bits levels from the smallest to the largest of its weights, with nought among them (Jacob et al., CVPR
2018, arXiv:1712.05877, section 2.1, there for whole arrays): a weight w becomes the code round(w / scale) + zero, and
is read back as scale · (code − zero). Each row has its own, or each group of neighbouring columns of a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

GROUP = 256
"""Columns that share their levels in the schemes with groups: 2.07 bits a weight at two bits."""


@dataclass(frozen=True)
class Grid:
    """The grids of a matrix [rows, columns]."""

    scale: torch.Tensor
    """[rows, groups]."""
    zero: torch.Tensor
    """[rows, groups]: the code of nought, a whole number."""
    bits: int
    group: int
    """Columns that share one; the last group has what is left."""

    @property
    def levels(self) -> int:
        return 1 << self.bits

    def of(self, column: int) -> Grid:
        """That of one column, for all rows."""
        at = column // self.group
        return Grid(self.scale[:, at : at + 1], self.zero[:, at : at + 1], self.bits, 1)

    def codes(self, weights: torch.Tensor) -> torch.Tensor:
        """Whole numbers from 0 to levels − 1, of the same shape [rows, columns]."""
        scale, zero = self._spread(weights)
        return (torch.round(weights / scale) + zero).clamp(0, self.levels - 1)

    def drawn(self, weights: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
        """Codes of one of the two levels around each weight, the nearer one the more often: right on average."""
        scale, zero = self._spread(weights)
        dice = torch.rand(weights.shape, generator=draw, dtype=weights.dtype)
        return (torch.floor(weights / scale + dice) + zero).clamp(0, self.levels - 1)

    def values(self, codes: torch.Tensor) -> torch.Tensor:
        scale, zero = self._spread(codes)
        return scale * (codes - zero)

    def rounded(self, weights: torch.Tensor) -> torch.Tensor:
        """The nearest levels."""
        return self.values(self.codes(weights))

    def double(self) -> Grid:
        return Grid(self.scale.double(), self.zero.double(), self.bits, self.group)

    def _spread(self, like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scale and nought of each column, as they are where one serves all."""
        if self.scale.shape[1] == 1:
            return self.scale, self.zero
        columns = like.shape[1]
        spread = (
            each.repeat_interleave(self.group, 1)[:, :columns] for each in (self.scale, self.zero)
        )
        return next(spread), next(spread)


def grid_of(weights: torch.Tensor, bits: int, group: int = 0) -> Grid:
    """A grid for each row of [rows, columns], or for each `group` columns of a row."""
    parts = torch.split(weights, group or weights.shape[1], 1)
    low = torch.cat([part.amin(1, keepdim=True) for part in parts], 1).clamp(max=0)
    high = torch.cat([part.amax(1, keepdim=True) for part in parts], 1).clamp(min=0)
    scale = ((high - low) / ((1 << bits) - 1)).clamp(min=torch.finfo(weights.dtype).tiny)
    return Grid(scale, torch.round(-low / scale), bits, group or weights.shape[1])


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
    """A layer's weight on disk: packed codes, and for each group a float16 scale and the packed code of nought."""
    scales = grid.scale.half().numpy().tobytes()
    return packed(codes, grid.bits) + scales + packed(grid.zero, grid.bits)
