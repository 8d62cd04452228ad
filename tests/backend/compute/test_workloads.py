"""The contract of a workload; every file in workloads/ is found and held to it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn.utils import parameters_to_vector

from backend.compute.experiment import discover
from backend.compute.experiments.optimizers import OptimizerComparison
from backend.compute.workload import Data, Workload
from tests.conftest import cannot_run

pytestmark = pytest.mark.usefixtures("one_thread")

FOUND = discover(Workload, ["backend.compute.workloads"])
EVERY = pytest.mark.parametrize("workload", list(FOUND), ids=list(FOUND.plugs))


def loaded(workload: Workload) -> Data:
    if workload.missing():
        cannot_run(workload.missing())
    return workload.load()


def test_every_file_is_a_workload() -> None:
    assert FOUND.broken == ()
    assert {"digits-softmax", "digits-network"} <= set(FOUND.plugs)


@EVERY
def test_the_parts_never_mix(workload: Workload) -> None:
    data = loaded(workload)
    rows = [
        {sample.numpy().tobytes() for sample in part.x}
        for part in (data.training, data.validation, data.test)
    ]
    assert not rows[0] & rows[1]
    assert not rows[0] & rows[2]
    assert not rows[1] & rows[2]
    assert len(data.training) > len(data.test) >= 200
    assert len(data.validation) >= 200


@EVERY
def test_the_split_is_fixed(workload: Workload) -> None:
    one, two = loaded(workload), loaded(workload)
    assert torch.equal(one.training.x, two.training.x)
    assert torch.equal(one.test.y, two.test.y)


@EVERY
def test_data_and_network_fit(workload: Workload) -> None:
    data = loaded(workload)
    assert data.training.x.dtype == torch.float32
    assert data.training.x.shape[1] == workload.layers[0]
    for part in (data.training, data.validation, data.test):
        assert set(part.y.tolist()) == set(range(workload.layers[-1])), "every class in every part"
        assert torch.isfinite(part.x).all()
    network = workload.network(1)
    assert network(data.test.x[:5]).shape == (5, workload.layers[-1])
    assert sum(p.numel() for p in network.parameters()) == workload.parameters


@EVERY
def test_a_seed_is_an_initial_point(workload: Workload) -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    one, same, other = (parameters_to_vector(workload.network(s).parameters()) for s in (1, 1, 2))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert torch.equal(before, torch.get_rng_state()), "nobody else's randomness is touched"


@EVERY
def test_its_card_is_complete(workload: Workload) -> None:
    assert 0 < workload.target < 1
    assert workload.licence
    assert workload.about.endswith(".")


def test_where_fashion_mnist_is_not_it_is_said_and_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYLLABOT_FASHION_MNIST", str(tmp_path))
    workload = FOUND.plugs["fashion-softmax"]
    assert "dataset-fashion-mnist" in workload.missing()
    comparison = OptimizerComparison()
    offered = {choice.name for choice in comparison.fields[0].choices}
    assert "fashion-softmax" not in offered and "digits-softmax" in offered
