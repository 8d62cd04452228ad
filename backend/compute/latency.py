"""How long single calls take, and not only in the middle: the median, and what one call in ten or in a hundred exceeds.

All arms are measured in turn, round after round, with the order flipped each time, as in `timing`; but each call is
timed alone, since the mean of many has no tail. A round calls an arm several times in a row, the first ones unmeasured,
so that its weights lie in the caches as they would in a server that serves one network. Quantiles are of all rounds
together; their intervals, and those of the ratios of two arms, come from drawing whole rounds anew (a bootstrap of
clusters: Davison and Hinkley, Bootstrap methods and their application, 1997, section 3.8), because what disturbs one
call disturbs its neighbours too. Only the ratio of two medians is one of neighbours in time: the median, over rounds,
of the ratios of a round's medians.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backend.compute.intervals import LEVEL, Floats, Interval, median_interval
from backend.compute.timing import Clock, Load

Timer = Callable[[Callable[[], object], int], list[float]]
"""Seconds of each of so many calls, one after another and each timed alone."""

ROUNDS = 16
WARM_UP = 2
"""Calls at the beginning of an arm's turn that are not measured."""
MOST_CALLS = 60
"""A round, of each arm."""
BUDGET_S = 2.0
"""Of all rounds, for each arm, about."""
RESAMPLES = 500
FEWEST = {0.5: 10, 0.9: 40, 0.99: 300}
"""Calls without which a quantile is not told: some of them have to lie beyond it."""


@dataclass(frozen=True)
class Latency:
    names: tuple[str, ...]
    calls: tuple[Floats, ...]
    """One an arm: seconds, [round, call]."""
    foreign: float
    """Share of all processors' time that other programs took meanwhile, 0 to 1."""

    def seconds(self, name: str, quantile: float = 0.5) -> Interval | None:
        """None when there were too few calls for that quantile."""
        (of,) = self._of(name)
        if of.size < FEWEST[quantile]:
            return None
        return _interval(float(np.quantile(of, quantile)), _drawn(of, quantile))

    def ratio(self, name: str, to: str, quantile: float = 0.5) -> Interval | None:
        """How many times as long one call takes as another at that quantile; None as above."""
        one, other = self._of(name, to)
        if min(one.size, other.size) < FEWEST[quantile]:
            return None
        if quantile == 0.5:
            # In pairs of neighbours in time, so that a machine whose speed changes changes no ratio.
            return median_interval(np.median(one, axis=1) / np.median(other, axis=1))
        drawn = _drawn(one, quantile) / _drawn(other, quantile)
        return _interval(float(np.quantile(one, quantile) / np.quantile(other, quantile)), drawn)

    def _of(self, *names: str) -> list[Floats]:
        return [self.calls[self.names.index(name)] for name in names]


class ByClock:
    """A timer for calls that are over when they return."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._own = clock, 0.0
        # This thread's processor time is asked of the kernel, which takes about a microsecond: nobody's latency.
        self._own = float(np.median(self(_nothing, 200)))

    def __call__(self, call: Callable[[], object], calls: int) -> list[float]:
        clock, seconds = self._clock, [0.0] * calls
        for at in range(calls):
            began = clock()
            call()
            seconds[at] = clock() - began
        return [max(each - self._own, each / 10) for each in seconds]


def measure(
    arms: Mapping[str, Callable[[], object]],
    *,
    timer: Timer,
    turn: Callable[[], object] = lambda: None,
    rounds: int = ROUNDS,
    budget_s: float = BUDGET_S,
) -> Latency:
    """Time every arm's single calls; `turn` is called before each arm's turn."""
    counts = [_calls(call, timer, budget_s / rounds) for call in arms.values()]
    found = [np.empty((rounds, count)) for count in counts]
    timed = list(zip(arms.values(), found, strict=True))
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    before = Load()
    try:
        for each in range(rounds):
            for call, into in timed if each % 2 == 0 else reversed(timed):
                turn()
                for _ in range(WARM_UP):
                    call()
                into[each] = timer(call, into.shape[1])
    finally:
        if collecting:
            gc.enable()
    return Latency(tuple(arms), tuple(found), Load().foreign_since(before))


def _nothing() -> None:
    return


def _calls(call: Callable[[], object], timer: Timer, budget_s: float) -> int:
    for _ in range(WARM_UP):
        call()
    (took,) = timer(call, 1)
    return int(np.clip(budget_s / max(took, 1e-9), 1, MOST_CALLS))


def _drawn(calls: Floats, quantile: float) -> Floats:
    """The quantile of each resample of whole rounds, [resample]; always the same rounds, so that arms go in pairs."""
    rounds = len(calls)
    resampled = np.random.default_rng(0).integers(0, rounds, (RESAMPLES, rounds))
    drawn: Floats = np.quantile(calls[resampled].reshape(RESAMPLES, -1), quantile, axis=1)
    return drawn


def _interval(value: float, drawn: Floats) -> Interval:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(min(low, value)), float(max(high, value)))
