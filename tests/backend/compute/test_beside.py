"""Trained on several threads, runs are what they are on one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from backend.compute.beside import MOST, Beside, cores
from backend.compute.experiment import discover
from backend.compute.optimizer import Optimizer
from backend.compute.stacked import Stacked
from backend.compute.training import Plan, Run
from backend.compute.workload import Data, Part, Workload

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs
SEEDS = (1, 2)


def made() -> Data:
    draw = torch.Generator().manual_seed(5)
    x = torch.randn(90, 40, generator=draw)
    y = x[:, :10].argmax(1)
    return Data(Part(x[:50], y[:50]), Part(x[50:], y[50:]), Part(x[50:], y[50:]))


@pytest.mark.parametrize("name", ["digits-softmax", "mnist1d-convolution"])
@pytest.mark.parametrize("threads", [2, 3])
def test_the_same_bits_on_one_thread_and_on_more(name: str, threads: int, one_thread: None) -> None:
    """Compiled, mapped and plain ways; a number of runs that the threads do not divide."""
    workload = WORKLOADS[name]
    if workload.dense:
        workload = replace(workload, layers=(40, 10))
    runs = [Run(OPTIMIZERS[each], OPTIMIZERS[each].rates[at]) for each in ("adam", "svrg", "sgd") for at in (0, 1)]
    runs, plan, data = runs[:5], Plan(6, 5, 3), made()
    one, several = Stacked((SEEDS,)), Beside(lambda: Stacked((SEEDS,)), threads)
    for seed in SEEDS:
        wanted = one(workload, data, data.test, runs, plan, seed)
        assert [repr(each) for each in several(workload, data, data.test, runs, plan, seed)] == list(map(repr, wanted))


def test_a_job_takes_no_more_cores_than_it_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLURM_CPUS_PER_TASK", raising=False)
    assert 1 <= cores() <= MOST
    monkeypatch.setenv("SLURM_CPUS_PER_TASK", "1")
    assert cores() == 1
