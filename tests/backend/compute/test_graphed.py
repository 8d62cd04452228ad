"""All seeds at once, on this machine's processor and, where there is one, on a CUDA device with a captured graph."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from backend.compute.digits import digits
from backend.compute.experiment import discover
from backend.compute.graphed import graphed
from backend.compute.optimizer import Optimizer
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import Data, Part, Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs
ELEMENTWISE = [
    each for each in OPTIMIZERS.values() if each.elementwise and each.sampling == "reshuffled"
]
PLAN = Plan(steps=12, batch=16, every=4)
SEEDS = (4, 5)
DEVICES = [
    "cpu",
    pytest.param(
        "cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
    ),
]


def exact() -> Data:
    data = digits()

    def exactly(part: Part) -> Part:
        return Part(part.x.double(), part.y)

    return Data(exactly(data.training), exactly(data.validation), exactly(data.test))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", ["digits-network", "digits-softmax"])
def test_it_computes_what_plain_computes(name: str, device: str) -> None:
    data = exact()
    runs = [Run(each, rate) for each in ELEMENTWISE for rate in each.rates[:2]]
    runs = runs[::2] + runs[1::2]
    together = graphed(WORKLOADS[name], data, data.test, runs, PLAN, SEEDS, torch.device(device))
    for seed, of_seed in zip(SEEDS, together, strict=True):
        alone = plain(WORKLOADS[name], data, data.test, runs, PLAN, seed)
        for run, one, other in zip(runs, of_seed, alone, strict=True):
            assert np.allclose(one.loss, other.loss, rtol=1e-9), (run.optimizer.name, seed)
            assert one.steps == other.steps


@pytest.mark.parametrize("device", DEVICES)
def test_the_same_seeds_give_the_same_bits(device: str) -> None:
    data = digits()
    runs = [Run(OPTIMIZERS["adam"], rate) for rate in (0.01, 0.1)]
    asked = WORKLOADS["digits-network"], data, data.test, runs, PLAN, SEEDS, torch.device(device)
    assert graphed(*asked) == graphed(*asked)


def test_what_is_not_elementwise_is_refused() -> None:
    from dataclasses import replace

    whole = replace(OPTIMIZERS["sgd"], elementwise=False)
    data = digits()
    with pytest.raises(ValueError, match="elementwise"):
        graphed(
            WORKLOADS["digits-softmax"], data, data.test, [Run(whole, 0.1)], PLAN, SEEDS,
            torch.device("cpu"),
        )  # fmt: skip
