"""Eight bits for the weights alone: activations stay in bfloat16, so nothing is lost to their ranges.

It helps where weights are what must be fetched, at batch 1; at larger batches turning them back costs more than it
saves. The kernel is torch's and for linear layers; a convolution stays in float32.
"""

from __future__ import annotations

import torch

from backend.compute.quantizer import Quantized, Quantizer, not_the_processor
from backend.compute.quantizers._linear import Low, filled, lowered
from backend.compute.workload import Part

MULTIPLE, WIDE = 16, 32
"""Of outputs and of inputs, to which all is filled with noughts, for the kernel reads whole blocks."""


class WeightOnly(Low):
    """A whole number from -127 to 127 for each weight and a scale for each output."""

    codes: torch.Tensor
    scales: torch.Tensor

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__(layer)
        weight = layer.weight.detach()
        scale = (weight.abs().amax(1) / 127).clamp(min=torch.finfo(torch.float32).tiny).bfloat16()
        codes = torch.round(weight / scale.float()[:, None]).clamp(-127, 127).to(torch.int8)
        self.register_buffer("codes", filled(codes, MULTIPLE, WIDE))
        self.register_buffer("scales", filled(scale[:, None], MULTIPLE, 1)[:, 0].contiguous())

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = torch.ops.aten._weight_int8pack_mm(
            filled(rows.to(torch.bfloat16), 1, WIDE), self.codes, self.scales
        )
        return found[:, : self.outputs]

    @property
    def stored(self) -> bytes:
        codes = self.codes[: self.outputs, : self.inputs]
        scales = self.scales[: self.outputs]
        return codes.numpy().tobytes() + scales.view(torch.int16).numpy().tobytes()


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    return lowered(network, WeightOnly, "weight_int8pack_mm")


INT8_WEIGHTS = Quantizer(
    name="int8-weights",
    title="int8 weights",
    paper="Dettmers, Lewis, Belkada and Zettlemoyer, LLM.int8(): 8-bit matrix multiplication for transformers at "
    "scale, NeurIPS 2022, arXiv:2208.07339 (section 2.1, row-wise scales)",
    quantize=quantize,
    unavailable=not_the_processor,
)
