"""TF32: float32's weights in memory, factors cut to ten bits of fraction when they are multiplied, sums in float32.

Nothing gets smaller; products become faster on NVIDIA GPUs from Ampere on. There the float32 that all is compared with
is held to whole factors, in convolutions too, which torch would shorten by default.
"""

from __future__ import annotations

import torch

from backend.compute.cuda import too_old
from backend.compute.products import multiplied_as
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers import float32
from backend.compute.workload import Part

OLDEST = (8, 0)
"""The compute capability of Ampere."""


class Shortened(torch.nn.Module):
    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with multiplied_as("tf32"):
            return self.network(x)  # type: ignore[no-any-return]


def quantize(network: torch.nn.Module, calibration: Part) -> Quantized:
    stored = float32.quantize(network, calibration).stored
    return Quantized(Shortened(network), stored, kernel="torch, tf32")


def unavailable(where: torch.device) -> str:
    if where.type != "cuda":
        return "TF32 is arithmetic of NVIDIA's GPUs from Ampere on; this is measured on the processor."
    has, name = torch.cuda.get_device_capability(where), torch.cuda.get_device_name(where)
    return too_old("TF32", "Ampere", OLDEST, has, name)


TF32 = Quantizer(
    name="tf32",
    title="tf32",
    paper="NVIDIA, NVIDIA A100 tensor core GPU architecture, white paper, 2020",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="tf32",
)
