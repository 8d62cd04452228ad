"""The contract of a workload; every file in workloads/ is found and held to it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.utils import parameters_to_vector

from backend.compute import convex_data, digits, grammar_data
from backend.compute.experiment import discover
from backend.compute.experiments.optimizers import OptimizerComparison
from backend.compute.experiments.quantized import QUANTIZED
from backend.compute.fused import fused
from backend.compute.graphed import graphed
from backend.compute.optimizer import Optimizer
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import CLASSES, Data, Workload
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
    assert {"digits-softmax", "digits-network", "ridge", "letters-transformer"} <= set(
        FOUND.plugs
    )
    assert len(FOUND.plugs) <= 25, "a select in chat takes no more"


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


def test_the_digits_are_those_of_scikit_learn() -> None:
    """Checksum of what `sklearn.datasets.load_digits` gives; that file is read without it."""
    pixels, classes = digits._as_packaged()
    whole = np.column_stack((pixels, classes)).astype(np.uint8)
    assert whole.shape == (1797, 65) and pixels.max() == 16
    assert hashlib.sha256(whole.tobytes()).hexdigest().startswith("68aea062d35a127749050fa0e52dca09")


@EVERY
def test_data_and_network_fit(workload: Workload) -> None:
    data = loaded(workload)
    network = workload.network(1).to(
        dtype=data.test.x.dtype if data.test.x.is_floating_point() else None
    )
    outputs = network(data.test.x[:5])
    assert bool(workload.layers) == workload.dense
    if workload.dense:
        assert data.training.x.dtype == torch.float32
        assert data.training.x.shape[1] == workload.layers[0]
        assert outputs.shape == (5, workload.layers[-1])
    for part in (data.training, data.validation, data.test):
        if workload.objective is CLASSES:
            assert set(part.y.unique().tolist()) == set(range(outputs.shape[-1])), (
                "every class in every part"
            )
        assert torch.isfinite(part.x).all() and len(part.x) == len(part.y)
    assert sum(p.numel() for p in network.parameters()) == workload.parameters


@EVERY
def test_its_loss_falls_and_is_looked_at(workload: Workload) -> None:
    """One step down the gradient of some samples; looking changes nothing, and what is measured is within bounds."""
    data, objective = loaded(workload), workload.objective
    network = workload.network(1).to(
        dtype=data.test.x.dtype if data.test.x.is_floating_point() else None
    )
    before = parameters_to_vector(network.parameters()).clone()
    with torch.no_grad():
        loss, measured = map(float, objective.look(network, data.test))
    assert loss > 0 and 0 <= measured <= objective.most
    assert objective.said(measured)
    assert torch.equal(before, parameters_to_vector(network.parameters()))
    x, y = data.training.x[:64], data.training.y[:64]
    first = objective.loss(network, x, y)
    first.backward()
    with torch.no_grad():
        for weights in network.parameters():
            assert weights.grad is not None
            weights -= 0.01 * weights.grad
    assert objective.loss(network, x, y) < first


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
    assert 0 < workload.target < workload.objective.most
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


@pytest.mark.parametrize(
    "problem",
    [
        convex_data.ridge(10),
        convex_data.ridge(1000),
        convex_data.logistic(1),
        convex_data.logistic(100),
        convex_data.sparse(),
    ],
    ids=["ridge-10", "ridge-1000", "logistic-1", "logistic-100", "sparse"],
)
def test_the_optimum_is_one(problem: convex_data.Problem) -> None:
    """The training loss is flat there, and it alone is measured as all digits."""
    logs = problem.data.training.y.unique().tolist() == [0, 1]
    error = torch.nn.functional.binary_cross_entropy_with_logits if logs else convex_data.squared
    objective = convex_data.to_the_optimum(lambda: problem, error)
    network = convex_data.linear(len(problem.optimum)).double()
    (weights,) = network.parameters()
    with torch.no_grad():
        weights.copy_(problem.optimum.unsqueeze(0))
    training = problem.data.training
    objective.loss(network, training.x, training.y).backward()
    assert weights.grad is not None and weights.grad.abs().max() < 1e-13
    with torch.no_grad():
        assert objective.look(network, problem.data.test)[1] == 16
        weights *= 1.001
        assert objective.look(network, problem.data.test)[1] == pytest.approx(3)
        weights.fill_(float("nan"))
        assert objective.look(network, problem.data.test)[1] == 0


@pytest.mark.parametrize("name", ["ridge", "logistic"])
@pytest.mark.parametrize("condition", [1.0, 37.5, 10_000.0])
def test_the_condition_number_is_what_was_asked_for(name: str, condition: float) -> None:
    """By the second derivatives of what is trained on, at the optimum, as autograd has them."""
    workload = FOUND.plugs[name]
    assert workload.conditioned is not None
    asked = workload.conditioned(condition)
    assert (asked.condition, asked.name) == (condition, name)
    assert f"{condition:g} times" in asked.about and "condition" not in asked.title, "a title is chosen before"
    assert 0.1 < asked.target <= 1.25
    data, network = asked.load(), asked.network(1).double()
    (weights,) = network.parameters()

    def loss(at: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            weights.copy_(at.unsqueeze(0))
        return asked.objective.loss(network, data.training.x, data.training.y)

    def slope(at: torch.Tensor) -> torch.Tensor:
        (found,) = torch.autograd.grad(loss(at), weights)
        return found.squeeze(0)

    # The slope is nearly linear so close by, so its differences are the second derivatives.
    best, near = optimum_of(asked), 1e-4
    assert slope(best).abs().max() < 1e-13
    directions = torch.eye(len(best), dtype=best.dtype) * near
    bend = torch.stack([(slope(best + e) - slope(best - e)) / (2 * near) for e in directions])
    curvature = torch.linalg.eigvalsh((bend + bend.T) / 2)
    assert float(curvature[-1] / curvature[0]) == pytest.approx(condition, rel=1e-3)
    assert float(curvature[-1]) == pytest.approx(0.25, rel=1e-3)


def optimum_of(workload: Workload) -> torch.Tensor:
    make = {"ridge": convex_data.ridge, "logistic": convex_data.logistic}[workload.name]
    assert workload.condition is not None
    return make(workload.condition).optimum


def test_sentences_agree_in_number() -> None:
    whole = grammar_data.text(np.random.default_rng(1), 20_000)
    assert set(whole) <= set(grammar_data.LETTERS)
    words = [sentence.split() for sentence in whole.split(".") if sentence.strip()]
    assert len(words) > 300
    for sentence in words:
        assert sentence[0] in grammar_data.SINGLE + grammar_data.MANY
        if "that" not in sentence:
            noun = next(word for word in sentence if word.rstrip("s") in grammar_data.NOUNS)
            verb = next(
                word
                for word in sentence
                if word.rstrip("s") in grammar_data.ALONE + grammar_data.TOWARDS
            )
            assert verb.endswith("s") != noun.endswith("s"), "one cat sleeps, two cats sleep"
    assert sum("that" in sentence for sentence in words) > 100


def test_what_is_not_dense_is_trained_the_plain_way_and_not_quantized() -> None:
    workload = FOUND.plugs["ridge"]
    data = workload.load()
    optimizers = discover(Optimizer, ["backend.compute.optimizers"]).plugs
    runs = [Run(optimizers[name], 0.1) for name in ("sgd", "sgd-replacement", "adam")]
    asked = workload, data, data.test, runs, Plan(10, 16, 5), 1
    assert fused(*asked) == plain(*asked)
    with pytest.raises(ValueError, match="not a dense network"):
        graphed(workload, data, data.test, runs, Plan(40, 16, 20), (1,), torch.device("cpu"))
    offered = {choice.name for choice in QUANTIZED.card.fields[0].choices}
    assert "digits-network" in offered and "ridge" not in offered
