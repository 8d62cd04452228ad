"""Eight bits, activations too: weights are rounded once, activations at each call, and the product is one of integers.

The kernels are torch's (fbgemm or its successors), which use the processor's integer dot products where it has them.
They are for linear layers; a convolution stays in float32.
"""

import io
import warnings

import torch

from backend.compute.quantizer import (
    DoesNotFit,
    Quantized,
    Quantizer,
    layers,
    matrix,
    not_the_processor,
    rest,
)
from backend.compute.workload import Part


def quantize(network: torch.nn.Module, _calibration: Part) -> Quantized:
    with warnings.catch_warnings():
        # The module has a successor in another package, whose kernels on a processor are slower.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", UserWarning)
        from torch.ao.nn.quantized.dynamic import Linear
        from torch.ao.quantization import quantize_dynamic

        small = quantize_dynamic(network, {torch.nn.Linear}, dtype=torch.qint8)  # type: ignore[no-untyped-call]
    file, count = io.BytesIO(), 0
    for layer in small.modules():
        if isinstance(layer, Linear):
            weight = layer.weight()  # type: ignore[no-untyped-call]
            for each in (weight.int_repr(), torch.tensor(weight.q_scale())):
                file.write(each.numpy().tobytes())
            count += 1
    if not count:
        raise DoesNotFit(
            "torch has integer kernels for linear layers alone, and this network has none."
        )
    floats = [matrix(each) for each in layers(network) if not isinstance(each, torch.nn.Linear)]
    file.write(b"".join(each.numpy().tobytes() for each in floats) + rest(network))
    kernel = f"torch, linear_dynamic ×{count}" + (
        f", {len(floats)} layers in float32" if floats else ""
    )
    return Quantized(small, file.getvalue(), kernel)


def unavailable(where: torch.device) -> str:
    if why := not_the_processor(where):
        return why
    if "x86" in torch.backends.quantized.supported_engines:
        return ""
    return "torch has no integer kernels for this processor."


INT8_DYNAMIC = Quantizer(
    name="int8-dynamic",
    title="int8 dynamic",
    paper="Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only "
    "inference, CVPR 2018, arXiv:1712.05877",
    quantize=quantize,
    unavailable=unavailable,
    arithmetic="int8",
)
