"""Timing: what is measured alone would lie, so pairs are compared. Arms here only turn a loop."""

from __future__ import annotations

import gc
import math
import time

import numpy as np

from backend.compute.timing import Timing, interleave


def loop(turns: int) -> None:
    for _ in range(turns):
        pass


def made(*arms: list[float]) -> Timing:
    names = tuple("abc"[: len(arms)])
    return Timing(names, np.array(arms), (1,) * len(arms), 0.0)


def test_a_call_that_does_three_times_as_much_takes_three_times_as_long() -> None:
    arms = {"one": lambda: loop(4000), "three": lambda: loop(12000), "same": lambda: loop(4000)}
    timing = interleave(arms, rounds=12, sample_s=0.002, clock=time.thread_time)
    assert timing.samples.shape == (3, 12)
    assert 2.2 < timing.ratio("three", "one").value < 4.0
    assert 0.75 < timing.ratio("same", "one").value < 1.33
    assert timing.seconds("three").value > timing.seconds("one").value
    assert min(timing.calls) >= 1
    assert 0 <= timing.foreign <= 1


def test_drift_that_hits_both_does_not_move_the_ratio() -> None:
    drift = np.linspace(1, 3, 20)
    timing = made(list(drift), list(1.1 * drift))
    ratio = timing.ratio("b", "a")
    assert abs(ratio.value - 1.1) < 1e-9
    assert ratio.high - ratio.low < 1e-9
    assert math.isclose(float(timing.log_ratios("b", "a")[0]), math.log(1.1))


def test_a_spike_does_not_move_the_ratio() -> None:
    spiked = [1.0] * 20
    spiked[7] = 40.0
    assert made([1.0] * 20, spiked).ratio("b", "a").value == 1.0


def test_the_order_is_flipped_each_round() -> None:
    order: list[str] = []
    arms = {name: lambda name=name: order.append(name) for name in "ab"}
    timing = interleave(arms, rounds=4, sample_s=0.0)
    assert timing.calls == (1, 1)
    assert "".join(order).endswith("abbaabba")


def test_the_garbage_collector_waits_and_comes_back() -> None:
    seen: list[bool] = []
    interleave({"a": lambda: seen.append(gc.isenabled())}, rounds=2, sample_s=0.0)
    assert seen[-2:] == [False, False]
    assert gc.isenabled()


def test_a_device_is_waited_for() -> None:
    order: list[str] = []
    interleave(
        {"a": lambda: order.append("call")},
        rounds=1,
        sample_s=0.0,
        settle=lambda: order.append("settle"),
    )
    assert order[-3:] == ["settle", "call", "settle"]
