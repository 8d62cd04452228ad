"""Eight bits for the weights alone: activations stay in bfloat16, so nothing is lost to their ranges.

It helps where weights are what must be fetched, at batch 1; at larger batches turning them back costs more than it
saves. The kernel is torch's and for linear layers; a convolution stays in float32.
"""

from __future__ import annotations

import copy

import torch

from backend.compute.quantizer import DoesNotFit, Quantized, Quantizer, layers, matrix, rest
from backend.compute.workload import Part

MULTIPLE = 16
"""Of outputs, to which the kernel's blocks are filled; the filling is cut off again."""


class WeightOnly(torch.nn.Module):
    """A linear layer with a whole number from -127 to 127 for each weight and a scale for each output."""

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        weight = layer.weight.detach()
        self.outputs = len(weight)
        scale = (weight.abs().amax(1) / 127).clamp(min=torch.finfo(torch.float32).tiny)
        self.scale = scale.bfloat16()
        codes = torch.round(weight / self.scale.float()[:, None]).clamp(-127, 127).to(torch.int8)
        fill = -self.outputs % MULTIPLE
        self.codes = torch.nn.functional.pad(codes, (0, 0, 0, fill)).contiguous()
        self.scales = torch.nn.functional.pad(self.scale, (0, fill))
        self.bias = layer.bias

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows = x.to(torch.bfloat16).flatten(0, -2)
        product: torch.Tensor = torch.ops.aten._weight_int8pack_mm(rows, self.codes, self.scales)
        y = product[:, : self.outputs].float().view(*x.shape[:-1], self.outputs)
        return y if self.bias is None else y + self.bias

    @property
    def stored(self) -> bytes:
        codes = self.codes[: self.outputs].numpy().tobytes()
        return codes + self.scale.view(torch.int16).numpy().tobytes()


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    small = copy.deepcopy(network)
    replaced = 0
    parts: list[bytes] = []
    for name, layer in list(small.named_modules()):
        if isinstance(layer, torch.nn.Linear):
            lower = WeightOnly(layer)
            small.set_submodule(name, lower)
            parts.append(lower.stored)
            replaced += 1
    if not replaced:
        raise DoesNotFit("Weights alone are lowered in linear layers, and this network has none.")
    floats = [matrix(each) for each in layers(small)]
    parts += [each.numpy().tobytes() for each in floats]
    kernel = f"torch, weight_int8pack_mm ×{replaced}" + (
        f", {len(floats)} layers in float32" if floats else ""
    )
    return Quantized(small, b"".join(parts) + rest(network), kernel)


INT8_WEIGHTS = Quantizer(
    name="int8-weights",
    title="int8 weights",
    paper="Dettmers, Lewis, Belkada and Zettlemoyer, LLM.int8(): 8-bit matrix multiplication for transformers at "
    "scale, NeurIPS 2022, arXiv:2208.07339 (section 2.1, row-wise scales)",
    quantize=quantize,
)
