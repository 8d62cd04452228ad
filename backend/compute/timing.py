"""Seconds a call, measured so that two things can be compared on a machine that others use too.

All arms are measured in turn, round after round, with the order flipped each time: what disturbs
one disturbs its neighbours. They are compared by the median of the ratios within rounds, with a
bootstrap interval. Measured against itself, an arm then deviates by some 2 %, where the mean of one
arm after another was off by 24 %. Warm-up is thrown away, the garbage collector waits outside, each
sample lasts milliseconds, and the share of the machine that others took meanwhile is written down.

Which clock is the caller's choice: `perf_counter` for what others must wait for; `thread_time`,
this thread's processor time, for work of one thread that never waits, since it does not run while
others are served. For a GPU pass `settle`, which waits until the device is done. Claims about
different builds of a program need several processes as well; this is one.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.compute.intervals import Floats, Interval, median_interval

Clock = Callable[[], float]
Stopwatch = Callable[[Callable[[], object], int], float]
"""Seconds that so many calls take together."""

ROUNDS = 60
"""So many that a step which takes 5 % longer is told apart (`python -m benchmarks.honesty`)."""
SAMPLE_S = 0.006
WARM_UP = 3
QUIET = 0.03
"""A share of foreign load above which the measurement is made once more, and the quieter one
kept."""


@dataclass(frozen=True)
class Timing:
    names: tuple[str, ...]
    samples: Floats
    """Seconds a call, [arm, round]."""
    calls: tuple[int, ...]
    """Calls that each sample of an arm is the mean of."""
    foreign: float
    """Share of all processors' time that other programs took meanwhile, 0 to 1."""

    def seconds(self, name: str) -> Interval:
        """A call's median seconds."""
        return median_interval(self.samples[self.names.index(name)])

    def ratio(self, name: str, to: str) -> Interval:
        """How many times as long one call takes as another: the median of the paired ratios."""
        return median_interval(self._ratios(name, to))

    def log_ratios(self, name: str, to: str) -> Floats:
        """The logarithms of the paired ratios, one a round."""
        logarithms: Floats = np.log(self._ratios(name, to))
        return logarithms

    def _ratios(self, name: str, to: str) -> Floats:
        one, other = self.names.index(name), self.names.index(to)
        ratios: Floats = self.samples[one] / self.samples[other]
        return ratios


def interleave(
    arms: Mapping[str, Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    sample_s: float = SAMPLE_S,
    settle: Callable[[], object] = lambda: None,
    clock: Clock = time.perf_counter,
    stopwatch: Stopwatch | None = None,
) -> Timing:
    """Measure every arm in every round. Of two tries, when the first was disturbed, the quieter.

    A `stopwatch` takes the place of `settle` and `clock`, where a device has its own.
    """

    def by_clock(call: Callable[[], object], count: int) -> float:
        settle()
        began = clock()
        for _ in range(count):
            call()
        settle()
        return clock() - began

    seconds = stopwatch or by_clock
    first = _measure(arms, rounds, sample_s, seconds)
    if first.foreign <= QUIET:
        return first
    return min(first, _measure(arms, rounds, sample_s, seconds), key=lambda timing: timing.foreign)


def _measure(
    arms: Mapping[str, Callable[[], object]],
    rounds: int,
    sample_s: float,
    seconds: Stopwatch,
) -> Timing:
    calls = [_calls_for(sample_s, call, seconds) for call in arms.values()]
    timed = list(zip(arms.values(), calls, strict=True))
    samples = np.empty((len(arms), rounds))
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    before = Load()
    try:
        for each in range(rounds):
            order = range(len(timed)) if each % 2 == 0 else reversed(range(len(timed)))
            for arm in order:
                call, count = timed[arm]
                samples[arm, each] = seconds(call, count) / count
    finally:
        if collecting:
            gc.enable()
    return Timing(tuple(arms), samples, tuple(calls), Load().foreign_since(before))


def _calls_for(sample_s: float, call: Callable[[], object], seconds: Stopwatch) -> int:
    """How many calls last about as long as a sample should; also the warm-up."""
    seconds(call, WARM_UP)
    count = 1
    while (took := seconds(call, count)) < sample_s:
        count = max(count + 1, min(count * 8, round(count * sample_s / max(took, 1e-9))))
    return count


class Load:
    """Processor time since the machine started: of everyone, and of this process."""

    def __init__(self) -> None:
        self.at = time.monotonic()
        self.everyone = _busy_seconds()
        self.own = sum(os.times()[:4])

    def foreign_since(self, before: Load) -> float:
        elapsed = (self.at - before.at) * (os.cpu_count() or 1)
        foreign = (self.everyone - before.everyone) - (self.own - before.own)
        return min(1.0, max(0.0, foreign / elapsed)) if elapsed > 0 else 0.0


def _busy_seconds() -> float:
    """All but idle and waiting for disks, from the first line of /proc/stat (proc(5))."""
    try:
        ticks = [int(t) for t in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    except (OSError, ValueError):
        return 0.0
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
