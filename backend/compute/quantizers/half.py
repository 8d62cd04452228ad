"""Sixteen bits: bfloat16 keeps float32's range, float16 its own finer steps. Kernels are torch's."""

import copy

import torch

from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.workload import Part


class Short(torch.nn.Module):
    """The network with its weights in another floating type, and samples put into that."""

    def __init__(self, network: torch.nn.Module, dtype: torch.dtype) -> None:
        super().__init__()
        self.network, self.dtype = copy.deepcopy(network).to(dtype), dtype

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.network(x.to(self.dtype) if x.is_floating_point() else x)  # type: ignore[no-any-return]


def _as(dtype: torch.dtype, network: torch.nn.Module) -> Quantized:
    smaller = Short(network, dtype)
    stored = b"".join(
        each.detach().view(torch.int16).numpy().tobytes() for each in smaller.parameters()
    )
    return Quantized(smaller, stored, kernel=f"torch, {str(dtype).removeprefix('torch.')}")


def to_bfloat16(network: torch.nn.Module, _calibration: Part) -> Quantized:
    return _as(torch.bfloat16, network)


def to_float16(network: torch.nn.Module, _calibration: Part) -> Quantized:
    return _as(torch.float16, network)


BFLOAT16 = Quantizer(
    name="bf16",
    title="bfloat16",
    paper="Kalamkar et al., A study of BFLOAT16 for deep learning training, 2019, arXiv:1905.12322",
    quantize=to_bfloat16,
    arithmetic="bfloat16",
)
FLOAT16 = Quantizer(
    name="fp16",
    title="float16",
    paper="IEEE 754-2019, binary16",
    quantize=to_float16,
    arithmetic="float16",
)
