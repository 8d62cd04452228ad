"""Round to nearest: each weight goes to the nearest of 2^bits levels of its row or group. Nothing else is looked at."""

from __future__ import annotations

from functools import partial

import torch

from backend.compute.grid import GROUP, grid_of, stored
from backend.compute.quantizer import Quantized, Quantizer, layers, matrix, rest, with_weights
from backend.compute.workload import Part


def quantize(bits: int, group: int, network: torch.nn.Module, _calibration: Part) -> Quantized:
    weights, parts = [], []
    for layer in layers(network):
        weight = matrix(layer)
        grid = grid_of(weight, bits, group)
        weights.append(grid.rounded(weight))
        parts.append(stored(grid, grid.codes(weight)))
    return Quantized(with_weights(network, weights), b"".join(parts) + rest(network))


def _rounding(bits: int, group: int = 0) -> Quantizer:
    return Quantizer(
        name=f"rtn-{bits}-g{group}" if group else f"rtn-{bits}",
        title=f"rounded {bits} bits, g{group}" if group else f"rounded to {bits} bits",
        paper="Jacob et al., Quantization and training of neural networks for efficient "
        "integer-arithmetic-only inference, CVPR 2018, arXiv:1712.05877",
        quantize=partial(quantize, bits, group),
        simulated=True,
    )


RTN_8, RTN_4, RTN_3, RTN_2 = _rounding(8), _rounding(4), _rounding(3), _rounding(2)
RTN_2_GROUPS = _rounding(2, GROUP)
