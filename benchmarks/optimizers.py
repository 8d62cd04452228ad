"""Whole sweeps of the optimizer comparison, fused against plain: 7 optimizers × 4 rates × 4 seeds, with evaluation.

    .venv/bin/python -m benchmarks.optimizers [--rounds 3] [--only digits-softmax] [--plain-share 1.0]

Both arms train the same 112 runs on the same two warm processes of one thread each, in turns: the plain arm as a
student would, one run after another with torch.optim; the fused arm one seed after another. The floor is the time that
the counted operations would take at the rate of the machine's own matrix product, measured in the same processes.
`--plain-share` trains only every so many of the plain arm's runs and scales its time up, for a quick look.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backend.compute.training import Run
    from backend.compute.workload import Workload

PROCESSES = 2
SEEDS = (1, 2, 3, 4)
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
RATES = 4
WIDE = "fashion-784-512-512"


@dataclass(frozen=True)
class Sweep:
    workload: str
    steps: int
    batch: int
    aim: float
    """Times faster than plain that is asked for."""
    every: int


SWEEPS = (
    Sweep("digits-softmax", 1600, 32, 80, 20),
    Sweep("digits-network", 400, 32, 25, 20),
    Sweep("mnist1d-network", 600, 96, 12, 30),
    Sweep("fashion-softmax", 400, 32, 10, 100),
    Sweep("fashion-network", 300, 32, 2.5, 100),
    Sweep(WIDE, 60, 32, 1, 30),
)


def begin() -> None:
    """What a worker does once: one thread, and everything imported, compiled and loaded."""
    import torch

    torch.set_num_threads(1)
    for sweep in SWEEPS:
        if not _workload(sweep.workload).missing():
            small = Sweep(sweep.workload, 2, sweep.batch, 1, 1)
            train_fused(small, 1)
            train_plain(small, 1, 0)


def _workload(name: str) -> Workload:
    from dataclasses import replace

    from backend.compute.experiment import discover
    from backend.compute.workload import Workload as Kind

    found = discover(Kind, ["backend.compute.workloads"]).plugs
    if name == WIDE:
        return replace(found["fashion-network"], name=WIDE, layers=(784, 512, 512, 10))
    return found[name]


def _runs() -> list[Run]:
    from backend.compute.experiment import discover
    from backend.compute.optimizer import Optimizer
    from backend.compute.training import Run as Made

    found = discover(Optimizer, ["backend.compute.optimizers"]).plugs
    return [Made(found[name], rate) for name in OPTIMIZERS for rate in found[name].rates[:RATES]]


def _trained(sweep: Sweep, seed: int, engine: str, only: Iterable[int] | None) -> None:
    from backend.compute.fused import fused
    from backend.compute.training import Plan, plain

    workload = _workload(sweep.workload)
    data = workload.load()
    runs = _runs() if only is None else [_runs()[at] for at in only]
    way = fused if engine == "fused" else plain
    way(workload, data, data.validation, runs, Plan(sweep.steps, sweep.batch, sweep.every), seed)


def train_fused(sweep: Sweep, seed: int) -> float:
    """All runs of a seed at once; the seconds it took."""
    began = time.perf_counter()
    _trained(sweep, seed, "fused", None)
    return time.perf_counter() - began


def train_plain(sweep: Sweep, seed: int, run: int) -> float:
    began = time.perf_counter()
    _trained(sweep, seed, "plain", (run,))
    return time.perf_counter() - began


def product_rate(seconds: float) -> float:
    """Floating-point operations a second of a matrix product, one thread."""
    import torch

    a, b = torch.randn(768, 768), torch.randn(768, 768)
    done, until = 0, time.perf_counter() + seconds
    began = time.perf_counter()
    while time.perf_counter() < until:
        torch.mm(a, b)
        done += 2 * 768**3
    return done / (time.perf_counter() - began)


def operations(sweep: Sweep) -> float:
    """Of all 112 runs: forward and back through every layer a step, and a look's forward."""
    workload = _workload(sweep.workload)
    products = [a * b for a, b in pairwise(workload.layers)]
    data = workload.load()
    # Forward, the gradient by the weights, and by the layer's input (which the first layer does not need).
    step = 2 * sweep.batch * (3 * sum(products) - products[0])
    looks = len(range(0, sweep.steps, sweep.every)) + 1
    look = 2 * len(data.validation) * sum(products)
    return len(OPTIMIZERS) * RATES * len(SEEDS) * float(sweep.steps * step + looks * look)


def wall(pool: Executor, work: Callable[..., float], tasks: list[tuple[object, ...]]) -> float:
    began = time.perf_counter()
    for done in [pool.submit(work, *task) for task in tasks]:
        done.result()
    return time.perf_counter() - began


def measure(pool: Executor, sweep: Sweep, rounds: int, share: float) -> str:
    every = max(1, round(1 / share))
    fused_tasks: list[tuple[object, ...]] = [(sweep, seed) for seed in SEEDS]
    plain_tasks: list[tuple[object, ...]] = [
        (sweep, seed, run) for seed in SEEDS for run in range(len(OPTIMIZERS) * RATES)
    ]
    plain_tasks = plain_tasks[::every]
    scale = len(OPTIMIZERS) * RATES * len(SEEDS) / len(plain_tasks)
    fused, plain = [], []
    for number in range(rounds):
        arms = [(train_fused, fused_tasks, fused, 1.0), (train_plain, plain_tasks, plain, scale)]
        for work, tasks, times, by in arms if number % 2 == 0 else reversed(arms):
            times.append(wall(pool, work, tasks) * by)
    ratios = [slow / fast for slow, fast in zip(plain, fused, strict=True)]
    rate = sum(done.result() for done in [pool.submit(product_rate, 0.5) for _ in range(PROCESSES)])
    floor = operations(sweep) / rate
    seconds = statistics.median(fused)
    from backend.compute.fused import pays

    met = statistics.median(ratios) >= sweep.aim
    note = "" if pays(_workload(sweep.workload).layers) else " (taken the plain way)"
    return (
        f"| {sweep.workload}, {sweep.steps} steps{note} | {seconds:.2f} ({min(fused):.2f}–{max(fused):.2f}) "
        f"| {statistics.median(plain):.2f} ({min(plain):.2f}–{max(plain):.2f}) "
        f"| **{statistics.median(ratios):.1f}×** ({min(ratios):.1f}–{max(ratios):.1f}) | {sweep.aim:g}× "
        f"| {'yes' if met else 'no'} | {floor:.2f} | {operations(sweep) / seconds / 1e9:.0f} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--plain-share", type=float, default=1.0)
    told = parser.parse_args()
    from backend.compute.machine import processor

    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {told.rounds} rounds\n")
    print("| workload | fused s | plain s | ratio | aim | met | floor s | fused GFLOP/s |")
    print("|---|--:|--:|--:|--:|---|--:|--:|", flush=True)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn, initializer=begin) as pool:
        for warm in [pool.submit(product_rate, 3.0) for _ in range(PROCESSES)]:
            warm.result()  # both processes are there, and have begun
        for sweep in SWEEPS:
            missing = _workload(sweep.workload).missing()
            if told.only and sweep.workload not in told.only:
                continue
            if missing:
                print(f"{sweep.workload}: {missing}", file=sys.stderr)
                continue
            print(measure(pool, sweep, told.rounds, told.plain_share), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
