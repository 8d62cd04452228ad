"""Whole sweeps on a CUDA device: all runs of all seeds in one captured graph, against plain torch.optim on that device.

    python -m benchmarks.optimizers_cuda [--rounds 3] [--out FILE]

7 optimizers × 4 rates × 4 seeds, with evaluation, as in `benchmarks.optimizers`. The plain arm trains one rate and one
seed of each optimizer, 7 of the 112 runs, and its time is scaled by 16: a run's time does not depend on its rate.
Both arms are timed in turns, in the same process, from the first call to the last number on the host. Needs torch with
CUDA, scikit-learn and mnist1d; pydantic for the contract. Nothing of the card is set, only read.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from backend.compute.experiment import discover
from backend.compute.graphed import graphed
from backend.compute.optimizer import Optimizer
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import Data, Part, Workload

SEEDS = (1, 2, 3, 4)
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
RATES = 4
AIM = 100


@dataclass(frozen=True)
class Case:
    workload: str
    plan: Plan


CASES = (
    Case("digits-softmax", Plan(1600, 32, 20)),
    Case("digits-network", Plan(400, 32, 20)),
    Case("mnist1d-network", Plan(600, 96, 30)),
)


def on(device: torch.device, data: Data) -> Data:
    def moved(part: Part) -> Part:
        return Part(part.x.to(device), part.y.to(device))

    return Data(moved(data.training), moved(data.validation), moved(data.test))


def timed(work: object) -> float:
    assert callable(work)
    torch.cuda.synchronize()
    began = time.perf_counter()
    work()
    torch.cuda.synchronize()
    return time.perf_counter() - began


def measure(case: Case, rounds: int, device: torch.device) -> str:
    workload = discover(Workload, ["backend.compute.workloads"]).plugs[case.workload]
    found = discover(Optimizer, ["backend.compute.optimizers"]).plugs
    data = on(device, workload.load())
    every = [Run(found[name], rate) for name in OPTIMIZERS for rate in found[name].rates[:RATES]]
    some = [Run(found[name], found[name].rates[1]) for name in OPTIMIZERS]
    scale = len(every) * len(SEEDS) / len(some)

    def together() -> None:
        graphed(workload, data, data.validation, every, case.plan, SEEDS, device)

    def one_by_one() -> None:
        plain(workload, data, data.validation, some, case.plan, SEEDS[0])

    for warm in (Plan(4, case.plan.batch, 2),):
        graphed(workload, data, data.validation, every, warm, SEEDS, device)
        plain(workload, data, data.validation, some, warm, SEEDS[0])
    torch.cuda.reset_peak_memory_stats()
    fast, slow = [], []
    for number in range(rounds):
        arms = [(together, fast, 1.0), (one_by_one, slow, scale)]
        for work, times, by in arms if number % 2 == 0 else reversed(arms):
            times.append(timed(work) * by)
    ratios = [a / b for a, b in zip(slow, fast, strict=True)]
    peak = torch.cuda.max_memory_allocated() / 2**20
    return (
        f"| {case.workload}, {case.plan.steps} steps | {statistics.median(fast):.3f} ({min(fast):.3f}–{max(fast):.3f}) "
        f"| {statistics.median(slow):.1f} ({min(slow):.1f}–{max(slow):.1f}) | **{statistics.median(ratios):.0f}×** "
        f"({min(ratios):.0f}–{max(ratios):.0f}) | {AIM}× "
        f"| {statistics.median(fast) / case.plan.steps * 1e6:.0f} | {peak:.0f} |"
    )


def card() -> str:
    asked = "name,driver_version,clocks.sm,clocks.mem,temperature.gpu"
    told = subprocess.run(
        ["nvidia-smi", f"--query-gpu={asked}", "--format=csv,noheader"], capture_output=True, text=True, check=False
    )
    return f"{told.stdout.strip() or torch.cuda.get_device_name()}; torch {torch.__version__}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    if not torch.cuda.is_available():
        print("There is no CUDA device here.", file=sys.stderr)
        return 2
    lines = [
        card(), "",
        "| workload | together s | plain s | ratio | aim | a step of all 112 runs, µs | peak MiB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    print("\n".join(lines), flush=True)
    for case in CASES:
        lines.append(measure(case, told.rounds, torch.device("cuda")))
        print(lines[-1], flush=True)
    lines.append(f"\nafter: {card()}")
    if told.out:
        told.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
