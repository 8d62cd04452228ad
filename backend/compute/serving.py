"""Measuring a network that serves: how fast at which batch, and how often it says what the original says.

Latencies are measured in turn with the original, in the way of `timing`, so that a ratio is one of neighbours in time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from backend.compute.timing import Timing, interleave
from backend.compute.workload import Data, Part, Workload

TRAIN_STEPS, TRAIN_BATCH, TRAIN_RATE = 800, 64, 1e-3
BATCHES = (1, 32, 1024)
"""One request, some, and as many as a machine can use."""
ROUNDS = 20

Run = Callable[[torch.Tensor], torch.Tensor]


def trained(
    workload: Workload, data: Data, seed: int, steps: int = TRAIN_STEPS
) -> torch.nn.Sequential:
    """The workload's network after so many steps of Adam; the same for the same seed."""
    network = workload.network(seed)
    optimizer = torch.optim.Adam(network.parameters(), lr=TRAIN_RATE)
    draw = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        at = torch.randint(0, len(data.training), (TRAIN_BATCH,), generator=draw)
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(data.training.x[at]), data.training.y[at])
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return network.eval().requires_grad_(False)


@dataclass(frozen=True)
class Judged:
    """One network on the test part, beside the original."""

    accuracy: float
    agreement: float
    """Share of samples on which both say the same class."""
    divergence: float
    """Mean Kullback-Leibler divergence of its classes from the original's, in nats."""


@torch.no_grad()
def judged(run: Run, original: Run, test: Part) -> Judged:
    said, meant = run(test.x).float(), original(test.x).float()
    log_said, log_meant = said.log_softmax(1), meant.log_softmax(1)
    divergence = (log_meant.exp() * (log_meant - log_said)).sum(1).mean()
    classes = said.argmax(1)
    return Judged(
        accuracy=float((classes == test.y).double().mean()),
        agreement=float((classes == meant.argmax(1)).double().mean()),
        divergence=max(0.0, float(divergence)),
    )


@torch.no_grad()
def latencies(runs: Mapping[str, Run], test: Part) -> dict[int, Timing]:
    """By batch size: seconds a call of each, in turns."""
    clock = time.thread_time if torch.get_num_threads() == 1 else time.perf_counter
    found = {}
    for size in BATCHES:
        x = test.x.repeat(math.ceil(size / len(test)), 1)[:size].contiguous()

        def call(run: Run, x: torch.Tensor = x) -> Callable[[], object]:
            return lambda: run(x)

        with torch.inference_mode():
            arms = {name: call(run) for name, run in runs.items()}
            found[size] = interleave(arms, rounds=ROUNDS, clock=clock)
    return found
