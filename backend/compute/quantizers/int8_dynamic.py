"""Eight bits, activations too: weights are rounded once, activations at each call, and the product is one of integers.

The kernels are torch's (fbgemm or its successors), which use the processor's integer dot products where it has them.
"""

import io
import warnings

import torch

from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.workload import Part


def quantize(network: torch.nn.Sequential, _calibration: Part) -> Quantized:
    with warnings.catch_warnings():
        # The module has a successor in another package, whose kernels on a processor are slower.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", UserWarning)
        from torch.ao.quantization import quantize_dynamic

        small = quantize_dynamic(network, {torch.nn.Linear}, dtype=torch.qint8)  # type: ignore[no-untyped-call]
    weights, file = [], io.BytesIO()
    for layer in small:
        if hasattr(layer, "_packed_params"):
            weight, bias = layer._packed_params._weight_bias()
            weights += [weight.int_repr(), bias.detach(), torch.tensor(weight.q_scale())]
    for each in weights:
        file.write(each.numpy().tobytes())
    return Quantized(small, file.getvalue())


def unavailable() -> str:
    if "x86" in torch.backends.quantized.supported_engines:
        return ""
    return "torch has no integer kernels for this processor."


INT8_DYNAMIC = Quantizer(
    name="int8-dynamic",
    title="int8, dynamic",
    paper="Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only "
    "inference, CVPR 2018, arXiv:1712.05877",
    quantize=quantize,
    unavailable=unavailable,
)
