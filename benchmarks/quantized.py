"""Quantized inference on the models that the lab trains itself: what `/bench run experiment:quantized` says, and aims.

    .venv/bin/python -m benchmarks.quantized [--model mlp] [--seeds 3] [--schemes int8-onnx,gptq-2-g256] [--overhead]

Prints the processor's flags for low precision, a table a model, the foreign load while it was timed, and whether the
aims are met. One thread. Networks are trained once and kept (`backend/compute/shelf.py`), so the first run takes
minutes. `--overhead` prints alone how much the harness adds to an empty loop.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from backend.compute.experiment import Cell, Settings, Table
    from backend.compute.intervals import Interval
    from backend.compute.model import Model
    from backend.compute.workload import Data

PASSES = 1000
"""Of the empty loop."""
BLOCKS, CALLS = 400, 100
"""Of empty loops, with and without the harness."""
OVERHEAD = 0.02
SPEED_AT_64, SPEED_OF_ONE, SMALLER, LOST = 3.0, 1.6, 20.0, 0.5


@dataclass(frozen=True)
class Asked:
    workload: str
    schemes: tuple[str, ...]
    width: int = 512


REAL = ("fp32", "fp32-onnx", "bf16", "int8-dynamic", "int8-onnx", "int8-static", "int8-rows", "int8-weights")
ASKED = {
    "mlp": Asked(
        "fashion-network",
        (*REAL, "int4-g16", "int4-g32", "rtn-8", "rtn-4", "stochastic-4", "gptq-4", "rtn-2", "stochastic-2", "gptq-2",
         "rtn-2-g256", "gptq-2-g256", "deep-compression"),
    ),
    "cnn": Asked("fashion-cnn", (*REAL, "int4-g32", "rtn-4", "gptq-4", "rtn-2", "gptq-2")),
    "characters": Asked("characters", (*REAL, "int4-g32", "rtn-4", "gptq-4", "rtn-2-g256", "gptq-2-g256")),
    "lenet": Asked("lenet-300-100", ("fp32", "int8-onnx", "gptq-4", "deep-compression")),
}  # fmt: skip


def model_of(asked: Asked) -> Model:
    from backend.compute.experiments.quantized import QUANTIZED
    from backend.compute.model import perceptron

    return QUANTIZED.models.get(asked.workload) or perceptron(QUANTIZED.workloads[asked.workload], asked.width)


def markdown(table: Table) -> str:
    columns = [each for each in table.columns if any(each.name in row.cells for row in table.rows)]
    lines = ["| scheme | " + " | ".join(f"{c.title}{', ' + c.unit if c.unit else ''}" for c in columns) + " |"]
    lines.append("|---|" + "--:|" * len(columns))
    for row in table.rows:
        lines.append(f"| {row.name} | " + " | ".join(shown(row.cells.get(c.name)) for c in columns) + " |")
    return "\n".join(lines)


def shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.value is None:
        return cell.text
    if cell.low is None or cell.high is None:
        return f"{cell.value:.4g}"
    return f"{cell.value:.4g} ({cell.low:.4g}–{cell.high:.4g})"


def compare(asked: Asked, schemes: tuple[str, ...], seeds: int) -> None:
    from backend.compute.experiments.quantized import QUANTIZED

    settings: Settings = {"workload": asked.workload, "schemes": schemes, "width": asked.width, "seeds": seeds}
    outcome = QUANTIZED.run(settings, lambda told: print(f"  {told.doing} …", file=sys.stderr))
    print(f"## {outcome.title}\n\n{markdown(outcome.table)}\n\n{outcome.verdict}")
    print("\n".join(f"- {note}" for note in outcome.notes), "\n", flush=True)


def met(what: str, found: Interval, aim: float) -> None:
    told = "met" if found.low >= aim else "met, though its interval holds less" if found.value >= aim else "not met"
    print(f"- {what}: {found.value:.2f}× ({found.low:.2f}–{found.high:.2f}); aim {aim:g}×: {told}", flush=True)


def faster(model: Model, data: Data, network: torch.nn.Module, names: tuple[str, ...], batch: int) -> None:
    """How many times as fast as torch's float32 each is at that batch."""
    from backend.compute.experiments.quantized import QUANTIZED
    from backend.compute.serving import latencies
    from backend.compute.site import Processor

    runs = {name: QUANTIZED.schemes[name].quantize(network, data.training).run for name in ("fp32", *names)}
    timing = latencies(Processor(), runs, data.test, (batch,)).by_batch[batch]
    aim = SPEED_OF_ONE if model.text else SPEED_AT_64
    for name in names:
        ratio = timing.ratio("fp32", name)
        assert ratio is not None
        what = f"{name} on {model.name} at batch {batch}, median against float32"
        if name.startswith("fp32"):
            print(f"- {what}: {ratio.value:.2f}× ({ratio.low:.2f}–{ratio.high:.2f}), the engine's own part", flush=True)
        else:
            met(what, ratio, aim)


def compressed(model: Model, data: Data, networks: list[torch.nn.Module]) -> None:
    """Deep Compression as a file: written, read back into a blank network, and judged."""
    from backend.compute.quantizers.deep_compression import DEEP_COMPRESSION, read
    from backend.compute.quantizers.float32 import FLOAT32
    from backend.compute.serving import judged

    for number, network in enumerate(networks, 1):
        with tempfile.TemporaryDirectory() as folder:
            small, whole = Path(folder) / "small", Path(folder) / "whole"
            small.write_bytes(DEEP_COMPRESSION.quantize(network, data.training).stored)
            whole.write_bytes(FLOAT32.quantize(network, data.training).stored)
            again = read(small.read_bytes(), model.network(0))
            lost = 100 * (judged(network, network, data.test).accuracy - judged(again, network, data.test).accuracy)
            times = whole.stat().st_size / small.stat().st_size
        told = "met" if times >= SMALLER and lost < LOST else "not met"
        print(
            f"- LeNet-300-100, network {number}, from files: {times:.1f} times smaller, {lost:.2f} points lost; "
            f"aim {SMALLER:g} times, under {LOST:g} points: {told}",
            flush=True,
        )


def overhead() -> bool:
    """What the harness adds to an empty loop: blocks of calls with and without it, in turns.

    Whole blocks are compared, so that all it does counts, also what no single latency would show.
    """
    import numpy as np

    from backend.compute.intervals import median_interval
    from backend.compute.loadgen import single_stream

    def loop(_: int = 1) -> None:
        for _ in range(PASSES):
            pass

    def bare(calls: int) -> None:
        for _ in range(calls):
            loop()

    def seconds(block: Callable[[int], object]) -> float:
        began = time.thread_time()
        block(CALLS)
        return time.thread_time() - began

    harnesses: dict[str, Callable[[int], object]] = {
        "load generator": lambda calls: single_stream(loop, calls),
    }
    fine = True
    for name, block in harnesses.items():
        ratios = []
        for each in range(BLOCKS):
            first, second = (bare, block) if each % 2 == 0 else (block, bare)
            took = {first: seconds(first), second: seconds(second)}
            ratios.append(took[block] / took[bare])
        ratio = median_interval(np.array(ratios))
        value, low, high = (100 * (each - 1) for each in (ratio.value, ratio.low, ratio.high))
        told = "met" if value < 100 * OVERHEAD else "not met"
        fine &= told == "met"
        print(
            f"- {name}: adds {value:.2f} % ({low:.2f}–{high:.2f}) to an empty loop of {PASSES} passes, the median of "
            f"{BLOCKS} pairs of {CALLS} calls; aim under {100 * OVERHEAD:g} %: {told}",
            flush=True,
        )
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--model", action="append", choices=list(ASKED), default=[])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--schemes", default="")
    parser.add_argument("--overhead", action="store_true")
    told = parser.parse_args()
    import torch

    from backend.compute import shelf
    from backend.compute.flags import flags
    from backend.compute.machine import processor

    torch.set_num_threads(1)
    print(
        f"{processor()} ({', '.join(flags())}), {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one thread\n"
    )
    if told.overhead:
        return 0 if overhead() else 1
    for name in told.model or ASKED:
        asked = ASKED[name]
        model = model_of(asked)
        if model.missing():
            print(f"{name}: {model.missing()}", file=sys.stderr)
            continue
        compare(asked, tuple(told.schemes.split(",")) if told.schemes else asked.schemes, told.seeds)
        data = model.load()
        if name == "mlp":
            faster(model, data, shelf.trained(model, data, 1), ("fp32-onnx", "int8-onnx", "int8-static"), 64)
        if name == "characters":
            faster(model, data, shelf.trained(model, data, 1), ("fp32-onnx", "int8-dynamic", "int8-onnx"), 1)
        if name == "lenet":
            compressed(model, data, [shelf.trained(model, data, seed) for seed in range(1, told.seeds + 1)])
        print(flush=True)
    overhead()
    return 0


if __name__ == "__main__":
    sys.exit(main())
