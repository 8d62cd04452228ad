"""float32 in ONNX Runtime: how much of the next schemes' speed is the engine's and not the integers'."""

from dataclasses import replace

import torch

from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers._onnx import exported, served, unavailable
from backend.compute.workload import Part


def quantize(network: torch.nn.Module, calibration: Part) -> Quantized:
    return replace(served(exported(network, calibration), network), kernel="ONNX Runtime, float32")


ONNX_FLOAT32 = Quantizer(
    name="fp32-onnx",
    title="float32, ONNX",
    paper="IEEE 754-2019, binary32",
    quantize=quantize,
    unavailable=unavailable,
)
