"""Measuring a network that serves: how fast at which batch, and how often it says what the original says.

Latencies are measured in turn with the original, in the way of `latency`, so that a ratio is one of neighbours in time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import torch

from backend.compute.latency import Latency, measure
from backend.compute.loadgen import Loaded, under_load
from backend.compute.workload import Part

Run = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True)
class Judged:
    """One network on the test part, beside the original."""

    accuracy: float
    loss: float
    """Mean cross-entropy in nats; its exponential is the perplexity."""
    agreement: float
    """Share of samples on which both say the same class."""
    divergence: float
    """Mean Kullback-Leibler divergence of its classes from the original's, in nats."""


@torch.no_grad()
def judged(run: Run, original: Run, test: Part, at_once: int = 512) -> Judged:
    sums = torch.zeros(4, dtype=torch.float64)
    for x, y in zip(*(torch.split(each, at_once) for each in (test.x, test.y)), strict=True):
        said, meant = (each(x).float().log_softmax(-1).double() for each in (run, original))
        classes = said.argmax(-1)
        sums[0] += (classes == y).sum()
        sums[1] -= said.gather(-1, y.unsqueeze(-1)).sum()
        sums[2] += (classes == meant.argmax(-1)).sum()
        sums[3] += (meant.exp() * (meant - said)).sum()
    accuracy, loss, agreement, divergence = (sums / test.y.numel()).tolist()
    return Judged(accuracy, loss, agreement, max(0.0, divergence))


def latencies(runs: Mapping[str, Run], test: Part, batches: Iterable[int]) -> dict[int, Latency]:
    """By batch size: seconds a call of each, in turns."""
    clock = time.thread_time if torch.get_num_threads() == 1 else time.perf_counter
    found = {}
    for size in batches:
        with torch.inference_mode():
            arms = {name: partial(run, filled(test, size)) for name, run in runs.items()}
            found[size] = measure(arms, clock=clock)
    return found


def loads(runs: Mapping[str, Run], test: Part, base: str, most: int, large: int) -> Loaded:
    """What each does in the three scenarios of `loadgen`."""
    x = filled(test, max(most, large))

    def serve(run: Run) -> Callable[[int], object]:
        return lambda count: run(x[:count])

    with torch.inference_mode():
        return under_load({name: serve(run) for name, run in runs.items()}, base, most, large)


def filled(part: Part, size: int) -> torch.Tensor:
    """So many samples of the part, from its beginning once more where it has fewer."""
    times = [math.ceil(size / len(part.x))] + [1] * (part.x.dim() - 1)
    return part.x.repeat(times)[:size].contiguous()
