"""GPTQ: weights are rounded one column after another, and the rest makes good what a column's rounding did.

Frantar, Ashkboos, Hoefler and Alistarh, "GPTQ: accurate post-training quantization for generative pre-trained
transformers", ICLR 2023, arXiv:2210.17323. The sections named below are the paper's.
"""

from __future__ import annotations

from functools import partial

import torch

from backend.compute.grid import Grid, grid_of, stored
from backend.compute.quantizer import Quantized, Quantizer, linears, with_weights
from backend.compute.workload import Part

DAMPING = 0.01
"""Added to the Hessian's diagonal, as a share of its mean (section 4, step 3: numerical stability)."""


CALIBRATION = 4096
"""Samples at most; the paper has 128 texts of 2,048 tokens (section 5)."""


def gptq(weight: torch.Tensor, inputs: torch.Tensor, grid: Grid) -> torch.Tensor:
    """Codes of the weight [out, in] for inputs [samples, in], in double precision.

    The error to keep small is ‖W X − Ŵ X‖² (section 3): a quadratic whose Hessian is 2 X Xᵀ, the same for each row.
    """
    weight = weight.double().clone()
    columns = weight.shape[1]
    hessian = 2 * inputs.double().T @ inputs.double()
    # An input that is always nought says nothing; its weight is rounded to itself alone.
    silent = hessian.diagonal() == 0
    hessian.diagonal()[silent] = 1
    hessian.diagonal().add_(DAMPING * hessian.diagonal().mean())
    # Section 4, step 3: all inverses that the columns need are rows of one Cholesky factor of the inverse.
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(hessian))
    factor = torch.linalg.cholesky(inverse, upper=True)
    scale = Grid(grid.scale.double(), grid.zero.double(), grid.bits)
    codes = torch.empty_like(weight)
    for at in range(columns):
        # Section 4, step 1: every row takes its columns in the same order, the one in which they stand.
        column = weight[:, at : at + 1]
        codes[:, at : at + 1] = scale.codes(column)
        # Equation 2: the columns not yet rounded take up the error, weighted by how their inputs go together.
        error = (column - scale.values(codes[:, at : at + 1])) / factor[at, at]
        weight[:, at + 1 :] -= error * factor[at, at + 1 :]
    return codes


def quantize(bits: int, network: torch.nn.Sequential, calibration: Part) -> Quantized:
    """Layer by layer; each sees the inputs that the layers already rounded give it (section 4)."""
    weights: list[torch.Tensor] = []
    parts: list[bytes] = []
    values = calibration.x[:CALIBRATION]
    with torch.no_grad():
        for layer in network:
            if isinstance(layer, torch.nn.Linear):
                grid = grid_of(layer.weight.detach(), bits)
                codes = gptq(layer.weight.detach(), values, grid).to(layer.weight.dtype)
                weights.append(grid.values(codes))
                parts.append(stored(grid, codes, layer.bias))
                values = values @ weights[-1].T + layer.bias
            else:
                values = layer(values)
    assert len(weights) == len(linears(network))
    return Quantized(with_weights(network, weights), b"".join(parts))


def _gptq(bits: int) -> Quantizer:
    return Quantizer(
        name=f"gptq-{bits}",
        title=f"GPTQ, {bits} bits",
        paper="Frantar, Ashkboos, Hoefler and Alistarh, GPTQ: accurate post-training quantization for "
        "generative pre-trained transformers, ICLR 2023, arXiv:2210.17323",
        quantize=partial(quantize, bits),
        simulated=True,
    )


GPTQ_4, GPTQ_3, GPTQ_2 = _gptq(4), _gptq(3), _gptq(2)
