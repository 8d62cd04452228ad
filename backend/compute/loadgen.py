"""How a network serves under load, in the manner of MLPerf's inference benchmark (Reddi et al., ISCA 2020,
arXiv:1911.02549, section 4): three scenarios, in real time.

Single stream: the next query comes when the last is answered; what is told is the latency that nine in ten keep.
Offline: all samples are there at once; samples a second. Server: queries come at random instants, as Poisson's, whether
or not the last is answered; what is told is the largest rate at which 99 in 100 are answered within a bound, the wait
in the queue included. The server answers in one thread, first come first served, and takes what has arrived together,
up to so many.

It is no MLPerf result: their rules ask for minutes a run and for their own generator.
"""

from __future__ import annotations

import math
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backend.compute.intervals import Floats, Interval, median_interval
from backend.compute.timing import Clock, Load

Serve = Callable[[int], object]
"""Answer so many samples at once."""
Wait = Callable[[float], None]
"""Let at most so many seconds pass; less is well."""

STREAM = 400
"""Queries of a single stream, in all rounds."""
ROUNDS = 5
"""In turns, of the first two scenarios."""
OFFLINE_S = 0.1
"""At least, of a round."""
QUERIES, SHORTEST_S, BOUNDS = 300, 0.2, 20
"""Of a server's trial: at least so many, for so long, and for so many times the bound: a queue that grows must have
the time to be noticed."""
LATE = 0.01
"""Share of a server's queries that may be answered after the bound."""
DOUBLINGS, BISECTIONS = 8, 3
"""The rate is halved or doubled until it lies between two, and then looked for between: to 2^(1/8), 9 % of it."""
SHORTEST_BOUND_S = 0.01
"""Of a server's answers: below that, the machine's own scheduler decides."""
TRIES = 3
"""Of a rate, of which most must hold: one arrival in a crowd, or another program's moment, decides nothing."""
BUDGET_S = 6.0
"""Of a search: from then on one trial decides, and the rate is told as coarsely as it is known."""
SEED = 1


@dataclass(frozen=True)
class Sustained:
    rate: float
    """Queries a second; 0 when not even the smallest rate that was tried held."""
    tried: tuple[tuple[float, bool], ...]
    """Rates in the order in which they were tried, and whether each held."""


@dataclass(frozen=True)
class UnderLoad:
    """What one network does in the three scenarios."""

    stream: Floats
    """Seconds, one a query."""
    offline: Interval
    """Samples a second."""
    server: Sustained


@dataclass(frozen=True)
class Loaded:
    arms: Mapping[str, UnderLoad]
    bound_s: float
    foreign: float
    """Share of all processors' time that other programs took meanwhile, 0 to 1."""


def single_stream(serve: Serve, queries: int = STREAM, clock: Clock = time.perf_counter) -> Floats:
    """Seconds of each query, one after another."""
    instants = [0.0] * (2 * queries)
    for at in range(0, 2 * queries, 2):
        instants[at] = clock()
        serve(1)
        instants[at + 1] = clock()
    return np.subtract(instants[1::2], instants[::2])


def offline(
    serve: Serve, most: int, clock: Clock = time.perf_counter, at_least_s: float = OFFLINE_S
) -> float:
    """Samples a second when they come in batches of `most`, one batch after another."""
    began, batches = clock(), 0
    while (took := clock() - began) < at_least_s or batches == 0:
        serve(most)
        batches += 1
    return batches * most / took


def arrivals(rate: float, queries: int, seed: int = SEED) -> list[float]:
    """Seconds at which queries come: gaps are drawn from the exponential distribution, so that counts are Poisson's."""
    gaps = np.random.default_rng(seed).exponential(1 / rate, queries)
    return [float(each) for each in np.cumsum(gaps)]


def patient(seconds: float) -> None:
    """Sleep while there is much time; the last millisecond is waited out awake, for a sleep may end late."""
    if seconds > 2e-3:
        time.sleep(seconds - 1e-3)


def server(
    serve: Serve, times: list[float], most: int, bound_s: float = math.inf,
    clock: Clock = time.perf_counter, wait: Wait = patient,
) -> Floats:  # fmt: skip
    """Seconds from each query's arrival to its answer. Gives up, leaving infinities, once too many came late."""
    answered: list[tuple[int, float]] = []  # how many, and when; the sums are made afterwards
    may_be_late = int(LATE * len(times))
    began, at = clock(), 0
    while at < len(times) and may_be_late >= 0:
        now = clock() - began
        if now < times[at]:
            wait(times[at] - now)
            continue
        until = min(at + most, bisect_right(times, now, at))
        serve(until - at)
        now = clock() - began
        answered.append((until - at, now))
        may_be_late -= bisect_left(times, now - bound_s, at, until) - at
        at = until
    when = np.full(len(times), math.inf)
    when[:at] = np.repeat([each for _, each in answered], [count for count, _ in answered])
    latencies: Floats = when - np.array(times)
    return latencies


def sustained(
    serve: Serve, *, most: int, bound_s: float, capacity: float, seed: int = SEED,
    clock: Clock = time.perf_counter, budget_s: float = BUDGET_S, wait: Wait = patient,
) -> Sustained:  # fmt: skip
    """The largest rate that holds; `capacity`, in samples a second, is where the search begins."""
    tried: list[tuple[float, bool]] = []
    until = clock() + budget_s

    def holds(rate: float) -> bool:
        queries = max(QUERIES, int(rate * max(SHORTEST_S, BOUNDS * bound_s)))
        held = missed = 0
        while max(held, missed) <= (TRIES // 2 if clock() < until else 0):
            times = arrivals(rate, queries, seed + TRIES * len(tried) + held + missed)
            late = server(serve, times, most, bound_s, clock, wait) > bound_s
            if float(late.mean()) <= LATE:
                held += 1
            else:
                missed += 1
        tried.append((rate, held > missed))
        return held > missed

    low, held = capacity, holds(capacity)
    if held:
        while len(tried) < DOUBLINGS and holds(2 * low):
            low *= 2
    while not held and len(tried) < DOUBLINGS:
        low /= 2
        held = holds(low)
    if not held:
        return Sustained(0.0, tuple(tried))
    high = 2 * low
    for _ in range(BISECTIONS):
        if clock() >= until:
            break
        middle = math.sqrt(low * high)
        if holds(middle):
            low = middle
        else:
            high = middle
    return Sustained(low, tuple(tried))


def under_load(
    arms: Mapping[str, Serve], base: str, most: int, large: int, search_s: float = BUDGET_S
) -> Loaded:
    """All arms in all scenarios; the server's bound is ten times the base's median query.

    `search_s`: seconds that looking for a server's rate may take, of each arm.
    """
    before = Load()
    for serve in arms.values():
        serve(1)
        serve(most)
    streams: dict[str, list[Floats]] = {name: [] for name in arms}
    rates: dict[str, list[float]] = {name: [] for name in arms}
    for each in range(ROUNDS):
        for name, serve in list(arms.items())[:: 1 if each % 2 == 0 else -1]:
            streams[name].append(single_stream(serve, STREAM // ROUNDS))
            rates[name].append(offline(serve, large))
    bound_s = max(SHORTEST_BOUND_S, 10 * float(np.median(streams[base])))
    found = {}
    for name, serve in arms.items():
        held = sustained(
            serve, most=most, bound_s=bound_s, capacity=offline(serve, most), budget_s=search_s
        )
        found[name] = UnderLoad(
            np.concatenate(streams[name]), median_interval(np.array(rates[name])), held
        )
    return Loaded(found, bound_s, Load().foreign_since(before))
