"""The network as it was trained: what everything else is compared with."""

import torch

from backend.compute.quantizer import Quantized, Quantizer, layers, matrix, rest
from backend.compute.workload import Part


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    weights = b"".join(matrix(layer).numpy().tobytes() for layer in layers(network))
    return Quantized(network, weights + rest(network), kernel="torch, float32")


FLOAT32 = Quantizer(
    name="fp32",
    title="float32",
    paper="IEEE 754-2019, binary32",
    quantize=quantize,
)
