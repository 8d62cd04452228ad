"""Measuring a network that serves: how fast at which batch, and how often it says what the original says.

Latencies are measured in turn with the original, in the way of `latency`, so that a ratio is one of neighbours in time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import torch

from backend.compute.latency import BUDGET_S, Latency, measure
from backend.compute.loadgen import BUDGET_S as SEARCH_S
from backend.compute.loadgen import Loaded, under_load
from backend.compute.site import Run, Site, held
from backend.compute.workload import Part


@dataclass(frozen=True)
class Effort:
    """Seconds that measuring may take, about."""

    latency_s: float = BUDGET_S
    """Of each arm at each batch size."""
    search_s: float = SEARCH_S
    """Of each arm's rate under load."""
    roof_s: float = 0.1
    """Of each product and each reading (`roofline`)."""


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
    sums = torch.zeros(4, dtype=torch.float64, device=test.x.device)
    for x, y in zip(*(torch.split(each, at_once) for each in (test.x, test.y)), strict=True):
        said, meant = (each(x).float().log_softmax(-1).double() for each in (run, original))
        classes = said.argmax(-1)
        sums[0] += (classes == y).sum()
        sums[1] -= said.gather(-1, y.unsqueeze(-1)).sum()
        sums[2] += (classes == meant.argmax(-1)).sum()
        sums[3] += (meant.exp() * (meant - said)).sum()
    accuracy, loss, agreement, divergence = (sums / test.y.numel()).tolist()
    return Judged(accuracy, loss, agreement, max(0.0, divergence))


@dataclass(frozen=True)
class Timed:
    by_batch: Mapping[int, Latency]
    """Seconds a call of each, in turns, by batch size."""
    uncaptured: tuple[str, ...] = ()
    """Names of those of which some batch could not be captured as a graph, where there are graphs."""
    peaks: Mapping[str, int] = field(default_factory=dict)
    """Bytes at the largest batch, where a device counts them: what is held, and the most that a call adds."""


def latencies(
    site: Site, runs: Mapping[str, Run], test: Part, batches: Iterable[int], budget_s: float = BUDGET_S
) -> Timed:
    """How long a call of each takes; the samples lie where the networks are."""
    found: dict[int, Latency] = {}
    peaks: dict[str, int] = {}
    uncaptured: dict[str, None] = {}
    with torch.inference_mode():
        for size in batches:
            arms: dict[str, Callable[[], object]] = {}
            for name, run in runs.items():
                call = partial(run, filled(test, size))
                if (peak := site.peak(call)) is not None:
                    peaks[name] = max(peaks.get(name, 0), held(run) + peak)
                captured = site.captured(call)
                if captured is None:
                    uncaptured[name] = None
                arms[name] = captured or call
            found[size] = measure(arms, timer=site.timer(), turn=site.turn, budget_s=budget_s)
    return Timed(found, tuple(uncaptured), peaks)


def loads(
    site: Site, runs: Mapping[str, Run], test: Part, base: str, most: int, large: int,
    search_s: float = SEARCH_S,
) -> Loaded:  # fmt: skip
    """What each does in the three scenarios of `loadgen`, each answer waited for."""
    x = filled(test, max(most, large))

    def serve(run: Run) -> Callable[[int], object]:
        def answered(count: int) -> None:
            run(x[:count])
            site.wait()

        return answered

    with torch.inference_mode():
        return under_load(
            {name: serve(run) for name, run in runs.items()}, base, most, large, search_s
        )


def filled(part: Part, size: int) -> torch.Tensor:
    """So many samples of the part, from its beginning once more where it has fewer."""
    times = [math.ceil(size / len(part.x))] + [1] * (part.x.dim() - 1)
    return part.x.repeat(times)[:size].contiguous()
