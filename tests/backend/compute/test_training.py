"""Training runs: common minibatches, honest curves, and two engines that agree."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from backend.compute.digits import digits
from backend.compute.experiment import discover
from backend.compute.fused import fused
from backend.compute.optimizer import Optimizer
from backend.compute.sampling import Draws, drawn
from backend.compute.training import Curve, Plan, Run, minibatches, plain
from backend.compute.workload import Data, Part, Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs
PLAN = Plan(steps=30, batch=16, every=10)


@pytest.fixture(scope="module")
def exact() -> Data:
    """The digits in float64, so that two ways to compute the same differ by rounding alone."""
    data = digits()

    def exactly(part: Part) -> Part:
        return replace(part, x=part.x.double())

    return Data(exactly(data.training), exactly(data.validation), exactly(data.test))


def test_minibatches_pass_over_everything_once_an_epoch() -> None:
    plan = Plan(steps=25, batch=4, every=5)
    batches = minibatches(50, plan, seed=1)
    assert batches.shape == (25, 4)
    order = batches.flatten().tolist()
    assert sorted(order[:50]) == sorted(order[50:]) == list(range(50))
    assert order[:50] != order[50:], "each epoch in a new order"
    assert torch.equal(batches, minibatches(50, plan, seed=1))
    assert not torch.equal(batches, minibatches(50, plan, seed=2))


def test_samples_drawn_with_replacement_come_again() -> None:
    batches = drawn("replaced", 50, steps=25, batch=4, seed=1)
    assert batches.shape == (25, 4)
    counts = torch.bincount(batches.flatten(), minlength=50)
    assert counts.min() == 0 and counts.max() > 2, "in two passes' worth some never, some often"
    assert torch.equal(batches, drawn("replaced", 50, 25, 4, 1))
    assert not torch.equal(batches, drawn("replaced", 50, 25, 4, 2))


def test_blocks_are_cut_once_and_make_the_whole() -> None:
    draws = Draws("blocks", 50, steps=200, batch=8, seed=1, device=torch.device("cpu"))
    seen = {draws[step].block: draws[step] for step in range(200)}
    assert sorted(seen) == list(range(7))
    assert torch.cat([each.at for each in seen.values()]).sort().values.tolist() == list(range(50))
    values = torch.arange(50, dtype=torch.float64) ** 2
    mean = sum(each.share * values[each.at].mean() for each in seen.values()) / 7
    assert mean == pytest.approx(values.mean())
    assert torch.equal(draws[200].at, draws[0].at), "beyond the last they begin again"
    whole = Draws("full", 50, steps=200, batch=8, seed=1, device=torch.device("cpu"))
    assert values[whole[3].at].equal(values)


def test_gradients_are_counted_where_they_are_taken(exact: Data) -> None:
    """A pass is 63 minibatches of 16; SVRG takes two at each step and the whole at the first."""
    names = ("sgd", "sgd-replacement", "saga", "svrg", "gradient-descent")
    runs = [Run(OPTIMIZERS[name], 0.1) for name in names]
    for way in (plain, fused):
        told = way(WORKLOADS["digits-softmax"], exact, exact.test, runs, PLAN, 4)
        passes = {name: curve.passes for name, curve in zip(names, told, strict=True)}
        assert passes["sgd"] == passes["sgd-replacement"] == (0, 0.16, 0.32, 0.48)
        assert passes["saga"][-1] == pytest.approx(0.48, abs=0.01), "blocks differ by one sample"
        assert passes["svrg"] == (0, 1.32, 1.64, 1.96)
        assert passes["gradient-descent"] == (0, 10, 20, 30)
        assert told[0].loss[0] == pytest.approx(told[4].loss[0], rel=1e-14), "and all begin at one point"
        assert told[0].loss[-1] != told[1].loss[-1], "but see other samples"


def test_the_grid_ends_with_the_last_step() -> None:
    assert Plan(steps=25, batch=4, every=10).grid == (0, 10, 20, 25)
    assert Plan(steps=20, batch=4, every=10).grid == (0, 10, 20)


def test_steps_to_a_target_and_divergence() -> None:
    curve = Curve((0, 5, 10, 15), (2.3, 1.0, 0.5, 0.6), (0.1, 0.7, 0.9, 0.85))
    assert curve.steps_to(0.7) == 5
    assert curve.steps_to(0.8) == 10
    assert curve.steps_to(0.95) is None
    assert not curve.diverged
    assert replace(curve, loss=(2.3, math.nan, 0.5, 0.6)).diverged
    assert replace(curve, loss=(2.3, 1.0, 0.5, math.inf)).diverged
    assert replace(curve, loss=(2.3, 1.0, 0.5, 2.4)).diverged


@pytest.mark.parametrize("name", ["digits-network", "digits-softmax"])
def test_fused_computes_what_plain_computes(name: str, exact: Data) -> None:
    """Every optimizer at two rates, all at once against one by one, in float64."""
    runs = [Run(each, rate) for each in OPTIMIZERS.values() for rate in each.rates[:2]]
    runs = runs[::2] + runs[1::2]  # the order asked for must not matter
    ways = [way(WORKLOADS[name], exact, exact.test, runs, PLAN, 4) for way in (plain, fused)]
    for run, one, other in zip(runs, *ways, strict=True):
        assert one.steps == other.steps == PLAN.grid
        assert np.allclose(one.loss, other.loss, rtol=1e-9), run.optimizer.name
        assert one.accuracy == other.accuracy
        assert one.loss[-1] < one.loss[0], "it learns"


def test_runs_of_a_seed_begin_at_one_point(exact: Data) -> None:
    runs = [Run(OPTIMIZERS[name], 0.01) for name in ("sgd", "adam")]
    one, other = fused(WORKLOADS["digits-network"], exact, exact.test, runs, PLAN, 4)
    assert one.loss[0] == other.loss[0]
    (third,) = fused(WORKLOADS["digits-network"], exact, exact.test, runs[:1], PLAN, 5)
    assert third.loss[0] != one.loss[0]


@pytest.mark.parametrize("way", [plain, fused])
def test_the_same_seed_gives_the_same_bits(way: object) -> None:
    assert callable(way)
    data = digits()
    runs = [Run(OPTIMIZERS["adam"], rate) for rate in (0.01, 0.1)]
    once = way(WORKLOADS["digits-softmax"], data, data.test, runs, PLAN, 1)
    assert once == way(WORKLOADS["digits-softmax"], data, data.test, runs, PLAN, 1)


@pytest.mark.parametrize("way", [plain, fused])
def test_what_overflows_is_a_diverged_curve(way: object) -> None:
    assert callable(way)
    data = digits()
    runs = [Run(OPTIMIZERS["sgd"], rate) for rate in (1e30, 0.3)]
    blown, fine = way(WORKLOADS["digits-network"], data, data.test, runs, PLAN, 1)
    assert blown.diverged
    assert not fine.diverged, "and its neighbour is none the worse"
    assert all(0 <= share <= 1 for share in blown.accuracy)


def test_an_optimizer_that_is_not_elementwise_goes_the_plain_way(exact: Data) -> None:
    whole = replace(OPTIMIZERS["sgd"], name="whole", elementwise=False)
    runs = [Run(OPTIMIZERS["sgd"], 0.3), Run(whole, 0.3), Run(OPTIMIZERS["adam"], 0.01)]
    one, other, third = fused(WORKLOADS["digits-softmax"], exact, exact.test, runs, PLAN, 4)
    assert np.allclose(one.loss, other.loss, rtol=1e-9)
    assert third.loss != one.loss
