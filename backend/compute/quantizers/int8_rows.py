"""Eight bits, activations too, with a scale for each row of them: torch's own product of whole numbers.

A sample's (or a character's) activations are rounded to their own largest one at each call, weights once, to that of
their output; the sums are whole, and are multiplied by both scales. The kernel is the same name on the processor
(oneDNN) and on a CUDA device (cuBLASLt), whose sizes have conditions: what does not meet them is filled with noughts.
It is for linear layers; a convolution stays in float32.
"""

from __future__ import annotations

import torch

from backend.compute.flags import dot_products
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers._linear import Low, filled, lowered
from backend.compute.workload import Part

MULTIPLE = 8
"""Of inputs and of outputs, on a CUDA device."""
FEWEST_ROWS = 17
"""On a CUDA device, the kernel refuses sixteen and fewer."""
TINY = torch.finfo(torch.float32).tiny


class Rows(Low):
    codes: torch.Tensor
    """int8 [outputs, inputs], both filled."""
    scale: torch.Tensor
    """float32 [outputs]."""

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__(layer)
        codes, scale = by_row(layer.weight.detach())
        self.register_buffer("codes", filled(codes, MULTIPLE, MULTIPLE))
        self.register_buffer("scale", scale[:, 0].contiguous())

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        codes, scale = by_row(rows)
        if short := self.codes.shape[1] - self.inputs:
            codes = torch.nn.functional.pad(codes, (0, short))
        if rows.is_cuda and len(rows) < FEWEST_ROWS:
            codes = torch.nn.functional.pad(codes, (0, 0, 0, FEWEST_ROWS - len(rows)))
        sums = torch._int_mm(codes, self.codes.T)[: len(rows), : self.outputs]
        return sums * scale * self.scale

    @property
    def stored(self) -> bytes:
        codes = self.codes[: self.outputs, : self.inputs]
        return codes.numpy().tobytes() + self.scale.numpy().tobytes()


def by_row(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Codes int8 of the same shape, from -127 to 127, and float32 [rows, 1] by which to multiply them."""
    scale = (x.abs().amax(1, keepdim=True) / 127).clamp(min=TINY)
    return torch.round(x / scale).to(torch.int8), scale


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    return lowered(network, Rows, "int_mm")


def unavailable(where: torch.device) -> str:
    if where.type == "cpu" and not dot_products():
        return "This processor has no products of bytes (VNNI, AMX, or Arm's dot products)."
    return ""


INT8_ROWS = Quantizer(
    name="int8-rows",
    title="int8 by rows",
    paper="Dettmers, Lewis, Belkada and Zettlemoyer, LLM.int8(): 8-bit matrix multiplication for transformers at "
    "scale, NeurIPS 2022, arXiv:2208.07339 (section 2.1, vector-wise)",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="int8",
)
