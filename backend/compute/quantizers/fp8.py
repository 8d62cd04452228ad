"""Eight-bit floating point, four bits of exponent and three of fraction, for weights and activations.

Weights have one scale a layer, found once; activations one a call, found then, so that the largest becomes the type's
largest. The kernel is cuBLASLt's on NVIDIA GPUs from Ada on; torch imitates it on a processor, slower than float32, so
there it is not offered, though its numbers can be looked at. A convolution stays in float32.
"""

from __future__ import annotations

import torch

from backend.compute.cuda import too_old
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers._linear import Low, filled, lowered
from backend.compute.workload import Part

KIND = torch.float8_e4m3fn
LARGEST = torch.finfo(KIND).max
MULTIPLE = 16
"""Of inputs and of outputs, which the kernel wants; the filling is noughts and is cut off again."""
OLDEST = (8, 9)
"""The compute capability of Ada; Hopper has 9.0."""
TINY = torch.finfo(torch.float32).tiny


class Float8(Low):
    codes: torch.Tensor
    """float8 [outputs, inputs], both filled."""
    scale: torch.Tensor
    """float32 []."""

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__(layer)
        codes, scale = shortened(filled(layer.weight.detach(), MULTIPLE, MULTIPLE))
        self.register_buffer("codes", codes)
        self.register_buffer("scale", scale)

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        codes, scale = shortened(filled(rows, 1, MULTIPLE))
        found = torch._scaled_mm(codes, self.codes.T, scale, self.scale, out_dtype=torch.bfloat16)
        return found[:, : self.outputs]

    @property
    def stored(self) -> bytes:
        codes = self.codes.view(torch.uint8)[: self.outputs, : self.inputs]
        return codes.numpy().tobytes() + self.scale.numpy().tobytes()


def shortened(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Codes float8 of the same shape, and float32 [] by which to multiply them."""
    scale = (x.abs().amax() / LARGEST).clamp(min=TINY)
    return (x / scale).to(KIND), scale


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    return lowered(network, Float8, "scaled_mm in float8_e4m3fn")


def unavailable(where: torch.device) -> str:
    if where.type != "cuda":
        return (
            "Eight-bit floating point is multiplied by NVIDIA's GPUs from Ada on; this is measured on the processor, "
            "where it would only be imitated."
        )
    has, name = torch.cuda.get_device_capability(where), torch.cuda.get_device_name(where)
    return too_old("Eight-bit floating point", "Ada, Hopper", OLDEST, has, name)


FP8 = Quantizer(
    name="fp8",
    title="float8",
    paper="Micikevicius et al., FP8 formats for deep learning, 2022, arXiv:2209.05433 (E4M3)",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="float8",
)
