"""The load generator: on a clock that only the server and the waiting move, so that every latency can be worked out."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from backend.compute.loadgen import (
    LATE,
    QUERIES,
    arrivals,
    offline,
    server,
    single_stream,
    sustained,
    under_load,
)


class Machine:
    """A server that takes so long for a batch, and the clock that it moves."""

    def __init__(self, each: float, fixed: float = 0.0) -> None:
        self.now = 0.0
        self.each, self.fixed = each, fixed
        self.batches: list[int] = []

    def serve(self, count: int) -> None:
        self.batches.append(count)
        self.now += self.fixed + self.each * count

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.now = max(self.now + seconds, math.nextafter(self.now, math.inf))  # a clock never stands

    def clock(self) -> float:
        return self.now


def test_a_stream_asks_when_the_last_was_answered() -> None:
    machine = Machine(each=0.25)
    assert single_stream(machine.serve, 40, machine.clock).tolist() == [0.25] * 40
    assert machine.batches == [1] * 40 and machine.now == 10


def test_offline_is_samples_over_seconds() -> None:
    machine = Machine(each=0.01, fixed=0.02)
    assert offline(machine.serve, 8, machine.clock, at_least_s=3) == pytest.approx(8 / 0.1)
    assert set(machine.batches) == {8} and machine.now >= 3


def test_arrivals_are_a_poisson_process_and_the_same_for_the_same_seed() -> None:
    times = np.array(arrivals(50, 40_000, seed=3))
    assert arrivals(50, 40_000, seed=3) == times.tolist() != arrivals(50, 40_000, seed=4)
    gaps = np.diff(times)
    assert (gaps > 0).all()
    assert gaps.mean() == pytest.approx(1 / 50, rel=0.02)
    assert gaps.std() == pytest.approx(1 / 50, rel=0.03), "an exponential's deviation is its mean"
    counts = np.bincount(times.astype(int))[:-1]
    assert counts.var() == pytest.approx(counts.mean(), rel=0.15), "and counts' variance theirs"


@pytest.mark.parametrize("load", [0.3, 0.7, 0.95])
def test_a_server_that_takes_one_at_a_time_is_lindleys_queue(load: float) -> None:
    """A query waits for what the one before it had still to wait and to be served (Lindley 1952)."""
    took = 0.01
    times = arrivals(load / took, 2000, seed=1)
    machine = Machine(each=took)
    found = server(machine.serve, times, 1, clock=machine.clock, wait=machine.wait)
    waits = [0.0]
    for before, now in pairwise(times):
        waits.append(max(0.0, waits[-1] + took - (now - before)))
    assert found == pytest.approx(np.array(waits) + took, abs=1e-9)


def test_the_mean_wait_is_that_of_pollaczek_and_khinchine() -> None:
    """Constant service, load ρ: ρ / (2 (1 − ρ)) services."""
    took, load = 0.01, 0.6
    machine = Machine(each=took)
    found = server(machine.serve, arrivals(load / took, 60_000, seed=2), 1, clock=machine.clock, wait=machine.wait)
    assert (found.mean() - took) / took == pytest.approx(load / (2 * (1 - load)), rel=0.05)


def test_what_arrived_together_is_answered_together_first_come_first_served() -> None:
    machine = Machine(each=0.0, fixed=1.0)
    found = server(machine.serve, [0.5, 0.6, 0.7, 0.8, 1.6, 9.0], 3, clock=machine.clock, wait=machine.wait)
    # The first alone; then three of the four that came meanwhile, no more being taken at once; then the last of them.
    assert machine.batches == [1, 3, 1, 1]
    assert found == pytest.approx([1.0, 1.9, 1.8, 1.7, 1.9, 1.0])


def test_a_server_gives_up_once_too_many_are_late() -> None:
    machine = Machine(each=1.0)
    found = server(machine.serve, arrivals(10, 1000), 1, 2.0, machine.clock, machine.wait)
    assert np.isinf(found).sum() > 900
    assert len(machine.batches) < 20 + LATE * 1000


def test_the_rate_that_is_found_holds_and_a_little_more_does_not() -> None:
    """The bound is ten services; for constant service 99 % wait less than nine up to a load of about 0.75."""
    took = 2**-10
    machine = Machine(each=took)
    for capacity in (1 / took, 10 / took, 0.05 / took):
        held = sustained(
            machine.serve, most=1, bound_s=10 * took, capacity=capacity, clock=machine.clock, wait=machine.wait,
            budget_s=math.inf,
        )  # fmt: skip
        assert 0.5 < held.rate * took < 0.95
        assert (held.rate, True) in held.tried
        beyond = [rate for rate, holds in held.tried if not holds]
        assert min(beyond) < 1.15 * held.rate
        again = sustained(
            machine.serve, most=1, bound_s=10 * took, capacity=capacity, clock=machine.clock, wait=machine.wait,
            budget_s=math.inf,
        )  # fmt: skip
        assert [each for _, each in again.tried] == [each for _, each in held.tried]


@pytest.mark.parametrize("most", [1, 32])
def test_more_than_a_server_can_do_never_holds_however_long_the_bound(most: int) -> None:
    """A trial that is shorter than the bound would let every rate hold."""
    took = 2**-10
    machine = Machine(each=took)
    held = sustained(
        machine.serve, most=most, bound_s=2000 * took, capacity=2 / took, clock=machine.clock, wait=machine.wait,
        budget_s=math.inf,
    )  # fmt: skip
    assert 0.9 < held.rate * took < 1.06


def test_no_rate_holds_when_a_single_query_takes_longer_than_the_bound() -> None:
    machine = Machine(each=1.0)
    held = sustained(machine.serve, most=4, bound_s=0.5, capacity=1.0, clock=machine.clock, wait=machine.wait)
    assert held.rate == 0 and not any(holds for _, holds in held.tried)
    assert len(machine.batches) < QUERIES, "each trial ends early"


def test_real_work_is_put_under_load() -> None:
    weights = np.random.default_rng(1).normal(size=(64, 64))
    x = np.ones((256, 64))
    found = under_load({"once": lambda n: x[:n] @ weights, "thrice": lambda n: [x[:n] @ weights] * 3}, "once", 8, 256)
    assert set(found.arms) == {"once", "thrice"} and found.bound_s >= 0.01
    for arm in found.arms.values():
        assert (arm.stream > 0).all() and arm.offline.low > 0
        assert math.isfinite(arm.server.rate) and arm.server.tried


def test_a_search_that_has_used_its_time_up_ends_with_what_is_known() -> None:
    took = 2**-10
    ended, whole = (
        sustained(
            machine.serve, most=1, bound_s=10 * took, capacity=0.5 / took, clock=machine.clock, wait=machine.wait,
            budget_s=budget,
        )
        for machine, budget in ((Machine(each=took), 0.0), (Machine(each=took), math.inf))
    )  # fmt: skip
    assert len(ended.tried) < len(whole.tried)
    assert (ended.rate, True) in ended.tried and ended.rate <= whole.rate
