"""Round to nearest: each weight goes to the nearest of 2^bits levels of its row. Nothing else is looked at."""

from __future__ import annotations

from functools import partial

import torch

from backend.compute.grid import grid_of, stored
from backend.compute.quantizer import Quantized, Quantizer, layers, matrix, rest, with_weights
from backend.compute.workload import Part


def quantize(bits: int, network: torch.nn.Module, _calibration: Part) -> Quantized:
    weights, parts = [], []
    for layer in layers(network):
        weight = matrix(layer)
        grid = grid_of(weight, bits)
        weights.append(grid.rounded(weight))
        parts.append(stored(grid, grid.codes(weight)))
    return Quantized(with_weights(network, weights), b"".join(parts) + rest(network))


def _rounding(bits: int) -> Quantizer:
    return Quantizer(
        name=f"rtn-{bits}",
        title=f"rounded to {bits} bits",
        paper="Jacob et al., Quantization and training of neural networks for efficient "
        "integer-arithmetic-only inference, CVPR 2018, arXiv:1712.05877",
        quantize=partial(quantize, bits),
        simulated=True,
    )


RTN_8, RTN_4, RTN_3, RTN_2 = _rounding(8), _rounding(4), _rounding(3), _rounding(2)
