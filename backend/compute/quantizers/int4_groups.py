"""Four bits for the weights alone, with a scale and a nought for each group of neighbouring inputs of an output.

ONNX Runtime's MatMulNBits keeps the codes packed in memory and multiplies with float32 activations. Its tool looks for
MatMul alone and leaves Gemm, which is what linear layers become, in float32 without a word; so the nodes are rewritten
here, and `served` reads back what came of it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.compute.grid import grid_of
from backend.compute.quantizer import DoesNotFit, Quantized, Quantizer, layers, matrix
from backend.compute.quantizers._onnx import exported, rewritten, served, unavailable
from backend.compute.workload import Part

BITS = 4
SIZES = (16, 32, 64)
"""Of groups; the kernel wants powers of two from 16 on."""
EXACT = 1
"""The operator's accuracy level at which activations stay in float32."""


def quantize(group: int, network: torch.nn.Module, calibration: Part) -> Quantized:
    linear = [each for each in layers(network) if isinstance(each, torch.nn.Linear)]
    if not linear:
        raise DoesNotFit("Groups of four bits are for linear layers, and this network has none.")
    for number, layer in enumerate(linear, 1):
        check(group, number, matrix(layer).shape[1])

    def step(before: Path, after: Path) -> None:
        import onnx
        from onnxruntime.quantization.onnx_model import ONNXModel

        held = ONNXModel(onnx.load(before))
        held.replace_gemm_with_matmul()
        _lower(held.model, group)
        held.clean_initializers()  # float32's weights, which nothing reads any more
        onnx.save(held.model, after)

    return served(rewritten(exported(network, calibration), step), network)


def check(group: int, layer: int, inputs: int) -> None:
    """Raises `DoesNotFit` when the group does not divide the inputs of that layer."""
    whole, left = divmod(inputs, group)
    if not left:
        return
    fits = [size for size in SIZES if inputs % size == 0]
    hint = f"Groups of {max(fits)} divide it." if fits else "None of the sizes on offer divides it."
    raise DoesNotFit(
        f"Linear layer {layer} has {inputs} inputs, which groups of {group} do not divide "
        f"({inputs} = {whole} × {group} + {left}). {hint}"
    )


def _lower(model: Any, group: int) -> None:
    """Every product with a constant matrix becomes one with packed codes; float32's are forgotten."""
    from onnx import helper, numpy_helper

    graph = model.graph
    constants = {each.name: each for each in graph.initializer}
    for at, node in enumerate(graph.node):
        if node.op_type != "MatMul" or node.input[1] not in constants:
            continue
        constant = constants.pop(node.input[1])
        weight = torch.from_numpy(numpy_helper.to_array(constant).T.copy())
        codes, scales, noughts = packed_groups(weight, group)
        names = [f"{constant.name}.{part}" for part in ("codes", "scales", "noughts")]
        outputs, inputs = weight.shape
        graph.initializer.remove(constant)
        graph.initializer.extend(
            numpy_helper.from_array(array, name)
            for array, name in zip((codes, scales, noughts), names, strict=True)
        )
        lower = helper.make_node(
            "MatMulNBits", [node.input[0], *names], list(node.output), name=node.name, domain="com.microsoft",
            K=inputs, N=outputs, bits=BITS, block_size=group, accuracy_level=EXACT,
        )  # fmt: skip
        graph.node.remove(node)
        graph.node.insert(at, lower)
    if all(each.domain != "com.microsoft" for each in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def packed_groups(weight: torch.Tensor, group: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As MatMulNBits wants them: codes uint8 [outputs, groups, group / 2], the first of two in the lower half of a
    byte; scales float32 [outputs · groups]; codes of nought packed in the same way, [outputs · ⌈groups / 2⌉].
    """
    outputs, inputs = weight.shape
    grid = grid_of(weight.reshape(-1, group), BITS)
    codes = grid.codes(weight.reshape(-1, group)).to(torch.uint8).numpy()
    noughts = grid.zero.to(torch.uint8).numpy().reshape(outputs, inputs // group)
    if noughts.shape[1] % 2:
        noughts = np.pad(noughts, ((0, 0), (0, 1)))
    pairs = codes.reshape(outputs, inputs // group, group)
    return (
        pairs[..., ::2] | pairs[..., 1::2] << 4,
        grid.scale.numpy().astype(np.float32).reshape(-1),
        (noughts[:, ::2] | noughts[:, 1::2] << 4).reshape(-1),
    )


def _int4(group: int) -> Quantizer:
    return Quantizer(
        name=f"int4-g{group}",
        title=f"int4, groups of {group}",
        paper="Frantar, Ashkboos, Hoefler and Alistarh, GPTQ: accurate post-training quantization for "
        "generative pre-trained transformers, ICLR 2023, arXiv:2210.17323 (section 5, groups; rounded to nearest here)",
        quantize=partial(quantize, group),
        unavailable=unavailable,
    )


INT4_16, INT4_32, INT4_64 = (_int4(size) for size in SIZES)
