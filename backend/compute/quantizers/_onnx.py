"""ONNX Runtime as the engine: export, serve, and read back which kernels it really chose.

A quantizing tool may leave a network in float32 without a word: a node it does not know, or a fusion that did not
happen. So what multiplies is read from the graph that the engine made for this processor, never taken from what was
asked for; a network of which no layer computes at low precision gets no kernel's name, and then no time.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

from backend.compute.quantizer import Quantized, layers, not_the_processor
from backend.compute.workload import Part

OPSET = 17
LOW = {
    "ConvInteger", "DynamicQuantizeMatMul", "MatMulInteger", "MatMulIntegerToFloat", "MatMulNBits", "QGemm",
    "QLinearConv", "QLinearMatMul",
}  # fmt: skip
"""Operators whose weights are whole numbers when they are multiplied
(onnxruntime, docs/ContribOperators.md; ONNX, docs/Operators.md)."""


def unavailable(where: torch.device) -> str:
    if why := not_the_processor(where):
        return why
    absent = [name for name in ("onnx", "onnxruntime") if find_spec(name) is None]
    if not absent:
        return ""
    return f"{' and '.join(absent)} is not installed on the worker: pip install 'syllabot[worker]'."


def exported(network: torch.nn.Module, calibration: Part) -> bytes:
    """The network in float32 as an ONNX file, for any number of samples."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.onnx"
        # The exporter's successor wants a further package and seconds a network; torch is pinned, so this one stays.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (calibration.x[:2],), path, dynamo=False, opset_version=OPSET,
            input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "samples"}, "y": {0: "samples"}},
        )  # fmt: skip
        return path.read_bytes()


Rewrite = Callable[[Path, Path], None]
"""From an ONNX file to another one, by their paths."""


def rewritten(model: bytes, step: Rewrite) -> bytes:
    """The file after onnxruntime's own preparation and then the step; its tools want paths."""
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder, _quiet():
        given, prepared, after = (
            Path(folder) / f"{name}.onnx" for name in ("given", "prepared", "after")
        )
        given.write_bytes(model)
        quant_pre_process(given, prepared, skip_symbolic_shape=True)
        step(prepared, after)
        return after.read_bytes()


def served(model: bytes, network: torch.nn.Module) -> Quantized:
    """The file as a network that runs in this thread, or in as many as torch may use."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        options.optimized_model_filepath = str(Path(folder) / "optimized.onnx")
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        kernel = _kernel(Path(options.optimized_model_filepath), len(layers(network)))

    def run(x: torch.Tensor) -> torch.Tensor:
        return torch.from_numpy(session.run(None, {"x": x.numpy()})[0])

    return Quantized(run, model, kernel)


def operators(optimized: Path) -> Counter[str]:
    """How often each operator is in the file."""
    import onnx

    return Counter(node.op_type for node in onnx.load(optimized).graph.node)


def _kernel(optimized: Path, count: int) -> str:
    found = {name: times for name, times in sorted(operators(optimized).items()) if name in LOW}
    if not found:
        return ""
    left = count - sum(found.values())
    named = ", ".join(f"{name} ×{times}" for name, times in found.items())
    return f"ONNX Runtime, {named}" + (f", {left} layers in float32" if left > 0 else "")


class Batches:
    """Calibration samples as onnxruntime reads them: a few at a time, then None."""

    def __init__(self, calibration: Part, samples: int, size: int = 64) -> None:
        self._batches: Iterator[torch.Tensor] = iter(torch.split(calibration.x[:samples], size))

    def get_next(self) -> dict[str, Any] | None:
        batch = next(self._batches, None)
        return None if batch is None else {"x": batch.numpy()}


@contextmanager
def _quiet() -> Iterator[None]:
    """The tools log advice to the root logger; what matters of it is done here."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
