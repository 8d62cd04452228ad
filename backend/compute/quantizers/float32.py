"""The network as it was trained: what everything else is compared with."""

import torch

from backend.compute.quantizer import Quantized, Quantizer, linears
from backend.compute.workload import Part


def quantize(network: torch.nn.Sequential, _calibration: Part) -> Quantized:
    parts = [each for layer in linears(network) for each in (layer.weight, layer.bias)]
    return Quantized(network, b"".join(each.detach().numpy().tobytes() for each in parts))


FLOAT32 = Quantizer(
    name="fp32",
    title="float32",
    paper="IEEE 754-2019, binary32",
    quantize=quantize,
)
