"""Does the lab see differences that are not there, and does it see one that is?

    python -m benchmarks.honesty [--comparisons 400] [--times 400] [--differences 100] [--processes 2]

A/A, statistical: an optimizer is entered under two names with *disjoint* seeds, ten each as in the quick budget, and
the two are compared as a report compares them (`verdict.rank`, p below 0.05). Whatever is told apart then is an error,
and of a hundred comparisons five may be.

A/A, hardware: the same step is timed under two names, interleaved as in a report. Told apart means that the interval of
the paired ratio leaves out 1. A/B: one arm takes twenty steps and the other twenty-one, a true difference of 5 %.

Prints each share with its Clopper-Pearson interval of 95 % (Biometrika 1934).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import torch
from scipy.stats import binomtest

from backend.compute.experiment import discover
from backend.compute.experiments.optimizers import BUDGETS
from backend.compute.fused import fused
from backend.compute.machine import processor
from backend.compute.optimizer import Optimizer
from backend.compute.sampling import Draws
from backend.compute.timing import Timing, interleave
from backend.compute.training import Plan, Run, Stepper, draws_of
from backend.compute.verdict import Scores, rank
from backend.compute.workload import Workload

WORKLOAD = "digits-softmax"
RATES = {"sgd": 0.3, "momentum": 0.1, "adam": 0.03}
BUDGET = BUDGETS["quick"].usual
PLAN = Plan(steps=BUDGET.steps, batch=32, every=max(1, BUDGET.steps // BUDGET.looks))
FIRST = 100_001
"""No seed of a report."""
QUANTITIES = ("steps to target", "accuracy", "loss")
TIMED = "sgd"
STEPS = 20
"""That an arm takes in one call; the slower arm of A/B takes one more."""


def measured(seed: int) -> dict[str, tuple[float, float, float]]:
    """One seed: each optimizer's steps to the target, accuracy and loss, lower being better."""
    workload = discover(Workload, ["backend.compute.workloads"]).plugs[WORKLOAD]
    known = discover(Optimizer, ["backend.compute.optimizers"]).plugs
    data = workload.load()
    runs = [Run(known[name], rate) for name, rate in RATES.items()]
    curves = fused(workload, data, data.test, runs, PLAN, seed)
    return {
        run.optimizer.name: (
            float(curve.steps_to(workload.target) or PLAN.steps),
            -curve.accuracy[-1],
            curve.loss[-1],
        )
        for run, curve in zip(runs, curves, strict=True)
    }


def told_apart(one: Sequence[float], other: Sequence[float], coarse: float) -> bool:
    return rank(Scores({"one": one, "other": other}, coarse=coarse)).told_apart("one", "other")


def statistical(comparisons: int, processes: int) -> list[str]:
    """A line for each optimizer and quantity."""
    each = BUDGET.seeds
    seeds = range(FIRST, FIRST + 2 * each * comparisons)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_one_thread) as pool:
        found = list(pool.map(measured, seeds, chunksize=200))
    lines = []
    for name in RATES:
        for at, quantity in enumerate(QUANTITIES):
            coarse = PLAN.every / 6**0.5 if at == 0 else 0.0
            values = [seed[name][at] for seed in found]
            wrong = 0
            for begin in range(0, len(values), 2 * each):
                part = values[begin : begin + 2 * each]
                wrong += told_apart(part[:each], part[each:], coarse)
            lines.append(
                _line(f"{name}, {quantity}", wrong, comparisons, "holds 5 % or lies below")
            )
    return lines


def hardware(times: int, differences: int) -> list[str]:
    """A/A and A/B of a step's seconds."""
    _one_thread()
    apart = 0
    for _ in range(times):
        apart += not _timed(STEPS, STEPS).ratio("other", "one").holds(1.0)
    faster = slower = 0
    for _ in range(differences):
        more = _timed(STEPS, STEPS + 1).ratio("other", "one")
        slower += more.low > 1.0
        faster += more.high < 1.0
    return [
        _line(f"{TIMED}, a step against itself", apart, times, "holds 5 % or lies below"),
        _line(f"{TIMED}, 5 % slower found", slower, differences, "95 % at least"),
        _line(f"{TIMED}, 5 % slower taken for faster", faster, differences, "none"),
    ]


def _timed(one: int, other: int) -> Timing:
    arms = {
        "one": partial(_steps, *_stepper(TIMED), one),
        "other": partial(_steps, *_stepper(TIMED), other),
    }
    return interleave(arms, clock=time.thread_time)


def _stepper(name: str) -> tuple[Stepper, Draws]:
    workload = discover(Workload, ["backend.compute.workloads"]).plugs[WORKLOAD]
    optimizer = discover(Optimizer, ["backend.compute.optimizers"]).plugs[name]
    training = workload.load().training
    stepper = Stepper(workload, training, Run(optimizer, RATES[name]), PLAN, 1)
    return stepper, draws_of(optimizer.sampling, training, PLAN, 1)


def _steps(stepper: Stepper, draws: Draws, count: int) -> None:
    for at in range(count):
        stepper.step(draws[at])


def _one_thread() -> None:
    torch.set_num_threads(1)


def _line(what: str, count: int, of: int, aim: str) -> str:
    share = binomtest(count, of).proportion_ci(0.95)
    return (
        f"| {what} | {count} of {of} | {100 * count / of:.1f} % "
        f"({100 * share.low:.1f}–{100 * share.high:.1f}) | {aim} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--comparisons", type=int, default=400)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--differences", type=int, default=100)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    told = parser.parse_args()
    print(
        f"{processor()}, {os.cpu_count()} cores, torch {torch.__version__}, load {os.getloadavg()[0]:.1f}\n"
    )
    print("| told apart | | share (95 %) | wanted |\n|---|--:|--:|---|", flush=True)
    parts: list[Callable[[], list[str]]] = [
        lambda: statistical(told.comparisons, told.processes),
        lambda: hardware(told.times, told.differences),
    ]
    for part, wanted in zip(parts, (told.comparisons, told.times), strict=True):
        if wanted:
            print("\n".join(part()), flush=True)
    print(f"\nload afterwards {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
