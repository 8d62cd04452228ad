"""Eight bits in ONNX Runtime, activations too, whose range is looked up at each call; weights have one scale a layer.

The weights are signed: only so are they laid out for the kernels of AVX-512 VNNI and AMX. With unsigned ones the same
graph runs on kernels that are hardly faster than float32's.
"""

from pathlib import Path

import torch

from backend.compute.flags import dot_products
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.quantizers._onnx import exported, rewritten, served, unavailable
from backend.compute.workload import Part


def quantize(network: torch.nn.Module, calibration: Part) -> Quantized:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    def step(before: Path, after: Path) -> None:
        quantize_dynamic(
            before,
            after,
            weight_type=QuantType.QInt8,
            # Seven bits where two products are summed in sixteen.
            reduce_range=not dot_products(),
            # An embedding is looked up, not multiplied, and a convolution's range is not worth looking up.
            op_types_to_quantize=["MatMul", "Gemm"],
        )

    return served(rewritten(exported(network, calibration), step), network)


INT8_ONNX = Quantizer(
    name="int8-onnx",
    title="int8 dynamic, ONNX",
    paper="Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only "
    "inference, CVPR 2018, arXiv:1712.05877",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="int8",
)
