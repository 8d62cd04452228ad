"""Eight bits in ONNX Runtime, activations in ranges that were seen on calibration data: nothing is looked up at a call.

Whole numbers go from layer to layer. Weights have a scale for each output.
"""

from pathlib import Path

import torch

from backend.compute.flags import dot_products
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers._onnx import Batches, exported, rewritten, served, unavailable
from backend.compute.workload import Part

SAMPLES = 512
"""Whose smallest and largest activations become the ranges."""


def quantize(network: torch.nn.Module, calibration: Part) -> Quantized:
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static

    def step(before: Path, after: Path) -> None:
        import onnx

        graph = onnx.load(before).graph
        constant = {each.name for each in graph.initializer}
        moving = [
            n.name for n in graph.node if n.op_type == "MatMul" and n.input[1] not in constant
        ]
        quantize_static(
            before,
            after,
            Batches(calibration, SAMPLES),
            quant_format=QuantFormat.QDQ,  # which the engine fuses; the other format has no fast signed kernels
            per_channel=True,
            activation_type=QuantType.QInt8,
            weight_type=QuantType.QInt8,
            reduce_range=not dot_products(),
            op_types_to_quantize=["Conv", "Gemm", "MatMul", "MaxPool", "Relu"],
            # Attention's products of two activations stay as they are: a mask of minus infinity has no range.
            nodes_to_exclude=moving,
        )

    return served(rewritten(exported(network, calibration), step), network)


INT8_STATIC = Quantizer(
    name="int8-static",
    title="int8 static, ONNX",
    paper="Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only "
    "inference, CVPR 2018, arXiv:1712.05877",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="int8",
)
