"""All seeds at once as an engine: on the processor, which is everywhere, and on a CUDA device if there is one."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from backend.compute import cuda
from backend.compute.digits import digits
from backend.compute.experiment import discover
from backend.compute.experiments.optimizers import OPTIMIZERS as COMPARISON
from backend.compute.fields import complete
from backend.compute.graphed import graphable
from backend.compute.optimizer import Optimizer
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs
PLAN = Plan(steps=24, batch=16, every=8)
HERE = torch.device("cpu")
RUNS = [
    Run(OPTIMIZERS["muon"], 0.01),
    Run(OPTIMIZERS["adam"], 0.01),
    Run(OPTIMIZERS["svrg"], 0.1),
    Run(OPTIMIZERS["sgd"], 0.1),
]
needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


def test_each_seed_gets_what_plain_gives_it() -> None:
    """Those that go into a graph and those that do not, in groups, and for a seed that is in none."""
    workload, data = WORKLOADS["digits-network"], digits()
    engine = cuda.AllSeeds(HERE, ((4, 5), (6, 7)), room=lambda: 1e9)
    for seed in (4, 5, 6, 9, 7):
        together = engine(workload, data, data.test, RUNS, PLAN, seed)
        alone = plain(workload, data, data.test, RUNS, PLAN, seed)
        for run, one, other in zip(RUNS, together, alone, strict=True):
            assert np.allclose(one.loss, other.loss, rtol=1e-3), (run.optimizer.name, seed)
            assert one.passes == other.passes


def test_what_was_asked_decides_what_comes_back() -> None:
    workload, data = WORKLOADS["digits-softmax"], digits()
    engine = cuda.AllSeeds(HERE, ((4, 5),), room=lambda: 1e9)
    first = engine(workload, data, data.test, RUNS[3:], PLAN, 4)
    assert engine(workload, data, data.validation, RUNS[3:], PLAN, 4) != first
    assert engine(workload, data, data.test, [Run(OPTIMIZERS["sgd"], 0.2)], PLAN, 4) != first
    assert engine(workload, data, data.test, RUNS[3:], PLAN, 4) == first


def test_little_room_changes_nothing_but_how_many_go_together() -> None:
    workload, data = WORKLOADS["digits-softmax"], digits()
    runs = [Run(OPTIMIZERS["sgd"], 0.1), Run(OPTIMIZERS["adam"], 0.01)]
    wide = cuda.AllSeeds(HERE, ((1, 2, 3),), room=lambda: 1e9)
    narrow = cuda.AllSeeds(HERE, ((1, 2, 3),), room=lambda: 1.0)
    assert (
        cuda.seeds_at_once(workload, data.test, 2, 1.0)
        == 1
        < cuda.seeds_at_once(workload, data.test, 2, 1e9)
    )
    for seed in (1, 2, 3):
        for one, other in zip(
            wide(workload, data, data.test, runs, PLAN, seed),
            narrow(workload, data, data.test, runs, PLAN, seed),
            strict=True,
        ):
            assert np.allclose(one.loss, other.loss, rtol=1e-4)


@pytest.mark.parametrize("name", ["mnist1d-convolution", "ridge"])
def test_what_is_no_dense_network_stays_out_of_the_graph(name: str) -> None:
    assert not graphable(WORKLOADS[name], RUNS[1].optimizer)
    assert graphable(WORKLOADS["digits-network"], RUNS[1].optimizer)
    assert not graphable(WORKLOADS["digits-network"], RUNS[0].optimizer), "Muon looks at whole layers"


@needs_cuda
def test_a_comparison_on_the_device() -> None:
    settings = {"optimizers": ("sgd", "muon"), "seeds": 3, "steps": 60, "rates": (0.01, 0.03, 0.1)}
    outcome = COMPARISON.run(complete(COMPARISON.card, settings), lambda _: None)
    assert outcome.device == torch.cuda.get_device_name()
    assert any("GPU" in note and len(note) <= 300 for note in outcome.notes)
    again = COMPARISON.run(complete(COMPARISON.card, settings), lambda _: None)
    one, other = (
        [(each["rate"], each["tuning"], each["runs"]) for each in found.raw["optimizers"]]
        for found in (outcome, again)
        if isinstance(found.raw, dict)
    )
    assert one == other, "the same seeds, the same bits"


@needs_cuda
def test_the_device_s_stopwatch_sees_work_that_the_processor_does_not_wait_for() -> None:
    where = torch.device("cuda")
    one = torch.rand(2048, 2048, device=where)
    seconds = cuda.stopwatch(where)
    seconds(lambda: one @ one, 3)
    assert seconds(lambda: one @ one, 40) > 4 * seconds(lambda: one @ one, 4)
