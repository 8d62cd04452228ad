"""What is trained as one is what would be trained one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backend.compute.experiment import discover
from backend.compute.optimizer import Optimizer
from backend.compute.stacked import AT_ONCE, Stacked, stacked, together
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import Data, Part, Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs
SEEDS = (4, 5)
PLAN = Plan(steps=4, batch=16, every=2)


def exact(workload: Workload) -> Data:
    """In float64 where it can be."""
    data = workload.load()
    parts = (data.training, data.validation, data.test)
    if not data.test.x.is_floating_point():
        return data
    return Data(*(Part(part.x.double(), part.y) for part in parts))


@pytest.mark.parametrize(
    "name", ["ridge", "logistic-sparse", "mnist1d-mlp", "mnist1d-convolution", "letters-transformer"]
)
def test_what_goes_together_is_what_goes_alone(name: str) -> None:
    """Every optimizer where a step costs little, some where it costs much; in float64, or for text in float32."""
    workload, every = WORKLOADS[name], tuple(OPTIMIZERS)
    if name in ("mnist1d-convolution", "letters-transformer"):
        every = ("momentum-cosine", "adam", "averaged", "sgd-replacement")
    runs = [Run(OPTIMIZERS[each], OPTIMIZERS[each].rates[1]) for each in every]
    data = exact(workload)
    held = Part(data.test.x[:50], data.test.y[:50])
    engine = Stacked([SEEDS])
    assert any(not together(workload, run.optimizer) for run in runs) == (len(every) > 4)
    loose = 1e-4 if name == "letters-transformer" else 1e-12
    for seed in SEEDS:
        one = engine(workload, data, held, runs, PLAN, seed)
        other = plain(workload, data, held, runs, PLAN, seed)
        for run, a, b in zip(runs, one, other, strict=True):
            assert a.steps == b.steps and a.passes == b.passes
            assert np.allclose(a.loss, b.loss, rtol=loose), run.optimizer.name
            assert np.allclose(a.accuracy, b.accuracy, atol=1e-2 if loose > 1e-9 else 1e-12)
    assert one[0].loss[0] == one[1].loss[0], "all of a seed begin at one point"


def test_seeds_of_a_group_are_trained_once_as_far_as_they_fit() -> None:
    workload = WORKLOADS["ridge"]
    data = workload.load()
    runs = [Run(OPTIMIZERS[name], 0.1) for name in ("sgd", "adam")] * 12
    seeds = tuple(range(1, 6))
    assert len(runs) * len(seeds) > AT_ONCE
    engine = Stacked([seeds])
    found = [engine(workload, data, data.test, runs, PLAN, seed) for seed in seeds]
    alone = [stacked(workload, data, data.test, runs, PLAN, (seed,))[0] for seed in seeds]
    for one, other in zip(found, alone, strict=True):
        assert all(np.allclose(a.loss, b.loss, rtol=1e-12) for a, b in zip(one, other, strict=True))
    # What was found for other data, or another plan, is not what is asked for now.
    assert engine(workload, data, data.validation, runs, PLAN, 5) != found[4]
    longer = replace(PLAN, steps=6)
    assert len(engine(workload, data, data.test, runs, longer, 5)[0].steps) == 4


def test_what_overflows_leaves_its_neighbours_alone() -> None:
    workload = WORKLOADS["mnist1d-mlp"]
    data = workload.load()
    runs = [Run(OPTIMIZERS["sgd"], rate) for rate in (1e30, 0.1)]
    blown, fine = Stacked()(workload, data, data.test, runs, PLAN, 1)
    assert blown.diverged and all(0 <= share <= 1 for share in blown.accuracy)
    assert not fine.diverged
    (alone,) = Stacked()(workload, data, data.test, runs[1:], PLAN, 1)
    assert np.allclose(fine.loss, alone.loss, rtol=1e-5)


def test_dense_networks_are_fused() -> None:
    workload = WORKLOADS["digits-softmax"]
    data = workload.load()
    runs = [Run(OPTIMIZERS["sgd"], 0.3)]
    assert together(workload, OPTIMIZERS["sgd"]) and not together(workload, OPTIMIZERS["muon"])
    (one,) = Stacked()(workload, data, data.test, runs, PLAN, 1)
    (other,) = plain(workload, data, data.test, runs, PLAN, 1)
    assert np.allclose(one.loss, other.loss, rtol=1e-5)
