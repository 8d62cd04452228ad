"""Stochastic rounding: a weight between two levels goes up as often as it is near the upper one, so that on average it
stays where it was. Beside rounding to nearest: it has no bias, and pays for that with variance.
"""

from __future__ import annotations

from functools import partial

import torch

from backend.compute.grid import grid_of, stored
from backend.compute.quantizer import Quantized, Quantizer, layers, matrix, rest, with_weights
from backend.compute.workload import Part

SEED = 0


def quantize(bits: int, network: torch.nn.Module, _calibration: Part) -> Quantized:
    draw = torch.Generator().manual_seed(SEED)
    weights, parts = [], []
    for layer in layers(network):
        weight = matrix(layer)
        grid = grid_of(weight, bits)
        codes = grid.drawn(weight, draw)
        weights.append(grid.values(codes))
        parts.append(stored(grid, codes))
    return Quantized(with_weights(network, weights), b"".join(parts) + rest(network))


def _stochastic(bits: int) -> Quantizer:
    return Quantizer(
        name=f"stochastic-{bits}",
        title=f"stochastic {bits} bits",
        paper="Gupta, Agrawal, Gopalakrishnan and Narayanan, ICML 2015, arXiv:1502.02551 (section 3)",
        quantize=partial(quantize, bits),
        simulated=True,
    )


STOCHASTIC_8, STOCHASTIC_4, STOCHASTIC_3, STOCHASTIC_2 = map(_stochastic, (8, 4, 3, 2))
