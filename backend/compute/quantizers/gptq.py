"""GPTQ: weights are rounded one column after another, and the rest makes good what a column's rounding did.

Frantar, Ashkboos, Hoefler and Alistarh, "GPTQ: accurate post-training quantization for generative pre-trained
transformers", ICLR 2023, arXiv:2210.17323. The sections named below are the paper's.

At two bits a row's four levels often have none above nought, or none below: one large weight is enough. So the paper
gives groups of columns their own levels there (section 5, extreme quantization). With groups comes what the authors'
published code calls act-order and static groups: the columns with the largest inputs are rounded first, while many are
left to make it good, on levels that were found before anything was moved.
"""

from __future__ import annotations

from functools import partial

import torch

from backend.compute.grid import GROUP, Grid, grid_of, stored
from backend.compute.quantizer import (
    DoesNotFit,
    Layer,
    Quantized,
    Quantizer,
    layers,
    matrix,
    rest,
    with_weights,
)
from backend.compute.workload import Part

DAMPING = 0.01
"""Added to the Hessian's diagonal, as a share of its mean (section 4, step 3: numerical stability)."""

TOKENS = 4096
"""Of samples, or of characters in samples; the paper has 128 texts of 2,048 tokens (section 5)."""
CHUNK = 256
"""Samples at a time."""


def hessian_of(inputs: torch.Tensor) -> torch.Tensor:
    """Of ‖W X − Ŵ X‖² (section 3), the same for each row of W: 2 X Xᵀ; for inputs [samples, in], in double."""
    return 2 * inputs.double().T @ inputs.double()


def gptq(
    weight: torch.Tensor, hessian: torch.Tensor, grid: Grid, largest_first: bool = False
) -> torch.Tensor:
    """Codes of the weight [out, in], in double precision; columns in their order, or by their inputs' size."""
    order = torch.arange(weight.shape[1])
    if largest_first:
        order = hessian.diagonal().argsort(descending=True, stable=True)
    weight, hessian, grid = weight.double()[:, order], hessian[order][:, order], grid.double()
    # An input that is always nought says nothing; its weight is rounded to itself alone.
    silent = hessian.diagonal() == 0
    hessian.diagonal()[silent] = 1
    hessian.diagonal().add_(DAMPING * hessian.diagonal().mean())
    # Section 4, step 3: all inverses that the columns need are rows of one Cholesky factor of the inverse.
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(hessian))
    factor = torch.linalg.cholesky(inverse, upper=True)
    codes = torch.empty_like(weight)
    for at, column in enumerate(order.tolist()):
        # Section 4, step 1: every row takes its columns in the same order.
        own, now = grid.of(column), weight[:, at : at + 1]
        codes[:, column : column + 1] = own.codes(now)
        # Equation 2: the columns not yet rounded take up the error, weighted by how their inputs go together.
        error = (now - own.rounded(now)) / factor[at, at]
        weight[:, at + 1 :] -= error * factor[at, at + 1 :]
    return codes


def quantize(bits: int, group: int, network: torch.nn.Module, calibration: Part) -> Quantized:
    """Layer by layer; each sees the inputs that the layers already rounded give it (section 4).

    `group` is how many columns share their levels, 0 for a whole row.
    """
    samples = calibration.x[: TOKENS // calibration.y[0].numel()]
    weights = [matrix(layer) for layer in layers(network)]
    parts: list[bytes] = []
    for number, weight in enumerate(weights):
        rounded = with_weights(network, weights)
        hessian = seen(rounded, layers(rounded)[number], samples)
        grid = grid_of(weight, bits, group)
        codes = gptq(weight, hessian, grid, largest_first=group > 0).to(weight.dtype)
        weights[number] = grid.values(codes)
        parts.append(stored(grid, codes))
    return Quantized(with_weights(network, weights), b"".join(parts) + rest(network))


class _Enough(Exception):
    """The layer was reached; what comes after it need not be computed."""


@torch.no_grad()
def seen(network: torch.nn.Module, layer: Layer, x: torch.Tensor) -> torch.Tensor:
    """The Hessian for one layer of the network when samples are put in."""
    total = torch.zeros(())

    def look(_: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        nonlocal total
        total = total + hessian_of(rows(layer, given[0]))
        raise _Enough

    hook = layer.register_forward_pre_hook(look)
    try:
        for chunk in torch.split(x, CHUNK):
            try:
                network(chunk)
            except _Enough:
                pass
    finally:
        hook.remove()
    return total


def rows(layer: Layer, inputs: torch.Tensor) -> torch.Tensor:
    """A layer's inputs as [rows, in], so that it is one matrix product; a convolution's are its windows.

    Raises `DoesNotFit`.
    """
    if isinstance(layer, torch.nn.Linear):
        return inputs.flatten(0, -2)
    if layer.groups != 1 or isinstance(layer.padding, str):
        raise DoesNotFit(
            f"GPTQ needs convolutions that see all channels; this one has {layer.in_channels} in {layer.groups} groups."
        )
    windows = torch.nn.functional.unfold(
        inputs, layer.kernel_size, layer.dilation, layer.padding, layer.stride
    )
    return windows.transpose(1, 2).flatten(0, 1)


def _gptq(bits: int, group: int = 0) -> Quantizer:
    return Quantizer(
        name=f"gptq-{bits}-g{group}" if group else f"gptq-{bits}",
        title=f"GPTQ {bits} bits, g{group}" if group else f"GPTQ, {bits} bits",
        paper="Frantar, Ashkboos, Hoefler and Alistarh, GPTQ: accurate post-training quantization for "
        "generative pre-trained transformers, ICLR 2023, arXiv:2210.17323",
        quantize=partial(quantize, bits, group),
        simulated=True,
    )


GPTQ_4, GPTQ_3, GPTQ_2, GPTQ_2_GROUPS = _gptq(4), _gptq(3), _gptq(2), _gptq(2, GROUP)
