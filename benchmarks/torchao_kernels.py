"""torchao's kernels for a processor, beside those that the lab has: is one of them faster?

    .venv/bin/pip install torchao
    .venv/bin/python -m benchmarks.torchao_kernels [--compiled]

A network of 784-512-512-10 with random weights on one thread, in turns with torch's float32, at batch 1, 64 and 1024:
torchao's configurations, eager and (with `--compiled`, a minute or two) under torch.compile as torchao means them to be
used, and the lab's own integer schemes. What cannot be made or called is named with the first line of its error. Only
speed is measured; torchao is no dependency of the project.
"""

from __future__ import annotations

import argparse
import copy
import os
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

BATCHES = (1, 64, 1024)
OURS = ("int8-dynamic", "int8-onnx", "int8-rows", "int8-weights", "int4-g16")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--compiled", action="store_true")
    told = parser.parse_args()
    try:
        told_version = version("torchao")
    except PackageNotFoundError:
        print("torchao is not installed: pip install torchao", file=sys.stderr)
        return 1
    warnings.simplefilter("ignore")
    import torch
    from torchao import quantization as ao

    from backend.compute.experiments.quantized import QUANTIZED
    from backend.compute.flags import flags
    from backend.compute.machine import processor
    from backend.compute.quantizer import Quantized
    from backend.compute.serving import latencies
    from backend.compute.site import Processor
    from backend.compute.workload import Part, dense

    torch.set_num_threads(1)
    torch.manual_seed(1)
    network = dense((784, 512, 512, 10)).eval().requires_grad_(False)
    samples = Part(torch.randn(1024, 784), torch.zeros(1024, dtype=torch.int64))
    configurations: dict[str, Callable[[], object]] = {
        "int8 weight-only": ao.Int8WeightOnlyConfig,
        "int8 dynamic": ao.Int8DynamicActivationInt8WeightConfig,
        "int4 weight-only": lambda: ao.Int4WeightOnlyConfig(group_size=16),
        "int8 dynamic, int4 weights": lambda: ao.Int8DynamicActivationIntxWeightConfig(weight_dtype=torch.int4),
        "intx weight-only, 4 bits": lambda: ao.IntxWeightOnlyConfig(weight_dtype=torch.int4),
        "float8 weight-only": ao.Float8WeightOnlyConfig,
    }
    print(
        f"{processor()} ({', '.join(flags())}), {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one thread; "
        f"torch {torch.__version__}, torchao {told_version}\n"
    )
    runs: dict[str, Quantized] = {"fp32": Quantized(network, b"")}
    for name, configuration in configurations.items():
        try:
            small = copy.deepcopy(network)
            ao.quantize_(small, configuration())
            with torch.inference_mode():
                small(samples.x[:2])
        except Exception as failed:
            print(f"- torchao, {name}: {type(failed).__name__}: {str(failed).splitlines()[0][:150]}")
            continue
        runs[f"torchao, {name}"] = Quantized(small, b"")
        if told.compiled:
            runs[f"torchao, {name}, compiled"] = Quantized(torch.compile(copy.deepcopy(small)), b"")
    for name in OURS:
        if not QUANTIZED.schemes[name].unavailable(torch.device("cpu")):
            runs[f"the lab's {name}"] = QUANTIZED.schemes[name].quantize(network, samples)
    timed = latencies(Processor(), {name: each.run for name, each in runs.items()}, samples, BATCHES, budget_s=0.5)
    print("| kernel | " + " | ".join(f"faster at {batch}" for batch in BATCHES) + " |\n|---|" + "--:|" * len(BATCHES))
    for name in runs:
        if name == "fp32":
            continue
        ratios = [timed.by_batch[batch].ratio("fp32", name) for batch in BATCHES]
        cells = [f"{each.value:.2f} ({each.low:.2f}–{each.high:.2f})" if each else "" for each in ratios]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
