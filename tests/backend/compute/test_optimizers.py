"""The contract of an optimizer; every file in optimizers/ is found and held to it.

The reference that is read and the torch.optim class that runs are the same method: in float64 they
agree to rounding over a hundred steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from backend.compute.experiment import discover
from backend.compute.kernels import kernel_of
from backend.compute.optimizer import Array, Optimizer

pytestmark = pytest.mark.usefixtures("one_thread")

FOUND = discover(Optimizer, ["backend.compute.optimizers"])
EVERY = pytest.mark.parametrize("optimizer", list(FOUND), ids=list(FOUND.plugs))
STEPS, SIZE = 100, 37


@dataclass(frozen=True)
class Valley:
    """A noisy quadratic: curvatures over three orders, and a minibatch's noise that is the same for
    all."""

    curvature: np.ndarray
    noise: np.ndarray
    start: np.ndarray

    def gradient(self, weights: Array, step: int) -> Array:
        curvature, noise = self.curvature, self.noise[step]
        if isinstance(weights, torch.Tensor):
            return torch.from_numpy(curvature) * weights + torch.from_numpy(noise)
        return curvature * weights + noise


@pytest.fixture(scope="module")
def valley() -> Valley:
    draw = np.random.default_rng(3)
    return Valley(
        np.geomspace(1e-3, 1, SIZE), draw.normal(0, 0.1, (STEPS, SIZE)), draw.normal(0, 1, SIZE)
    )


def by_reference(optimizer: Optimizer, valley: Valley, rate: Array, weights: Array) -> Array:
    reference = optimizer.reference()
    for step in range(STEPS):
        weights = reference.step(weights, valley.gradient(weights, step), rate)
    return weights


def by_torch(optimizer: Optimizer, valley: Valley, rate: float) -> np.ndarray:
    weights = torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    plain = optimizer.plain([weights], rate)
    for step in range(STEPS):
        weights.grad = valley.gradient(weights.detach(), step)
        plain.step()
    return weights.detach().numpy()


def test_every_file_is_an_optimizer() -> None:
    assert FOUND.broken == ()
    needed = {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"}
    assert needed <= set(FOUND.plugs)


@EVERY
def test_the_reference_agrees_with_torch(optimizer: Optimizer, valley: Valley) -> None:
    for rate in (optimizer.rates[0], optimizer.rates[2]):
        read = by_reference(optimizer, valley, rate, valley.start)
        run = by_torch(optimizer, valley, rate)
        scale = np.abs(run).max()
        assert np.abs(read - run).max() <= 1e-12 * max(scale, 1.0)
        assert np.abs(run - valley.start).max() > 1e-4, "it does move"


@EVERY
def test_the_reference_takes_tensors_and_many_runs_at_once(
    optimizer: Optimizer, valley: Valley
) -> None:
    if not optimizer.elementwise:
        pytest.skip(f"{optimizer.name} does not treat each number by itself")
    rates = torch.tensor(optimizer.rates, dtype=torch.float64).unsqueeze(1)
    start = torch.from_numpy(valley.start).repeat(len(rates), 1)
    together = by_reference(optimizer, valley, rates, start).numpy()
    for rate, row in zip(optimizer.rates, together, strict=True):
        alone = by_reference(optimizer, valley, rate, valley.start)
        assert np.allclose(row, alone, rtol=1e-12, atol=1e-12)


@EVERY
def test_a_zero_gradient_moves_nothing_but_the_decay(optimizer: Optimizer, valley: Valley) -> None:
    rate, reference = optimizer.rates[0], optimizer.reference()
    weights = torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    plain = optimizer.plain([weights], rate)
    read = valley.start
    for _ in range(10):
        read = reference.step(read, np.zeros(SIZE), rate)
        weights.grad = torch.zeros_like(weights)
        plain.step()
    shrunk = valley.start * (1 - rate * optimizer.decay) ** 10
    assert np.allclose(read, shrunk, rtol=1e-14, atol=0)
    assert np.allclose(weights.detach().numpy(), shrunk, rtol=1e-14, atol=0)


@EVERY
def test_the_reference_leaves_what_it_is_given_alone(optimizer: Optimizer, valley: Valley) -> None:
    weights, gradient = valley.start.copy(), valley.noise[0].copy()
    optimizer.reference().step(weights, gradient, 0.1)
    assert (weights == valley.start).all()
    assert (gradient == valley.noise[0]).all()


@EVERY
def test_the_same_seed_gives_the_same_bits(optimizer: Optimizer, valley: Valley) -> None:
    rate = optimizer.rates[1]
    assert (
        by_torch(optimizer, valley, rate).tobytes() == by_torch(optimizer, valley, rate).tobytes()
    )
    one, two = (by_reference(optimizer, valley, rate, valley.start) for _ in range(2))
    assert one.tobytes() == two.tobytes()


@EVERY
def test_its_card_is_complete(optimizer: Optimizer) -> None:
    assert len(optimizer.rates) == len(next(iter(FOUND)).rates), "equally many for each"
    assert len(optimizer.rates) >= 3
    assert list(optimizer.rates) == sorted(set(optimizer.rates))
    assert min(optimizer.rates) > 0
    assert optimizer.title
    assert any(
        year.isdigit() and len(year) == 4 for year in optimizer.paper.replace(",", " ").split()
    )


@EVERY
@pytest.mark.parametrize(("kind", "close"), [(np.float64, 1e-12), (np.float32, 1e-5)])
def test_the_compiled_kernel_is_the_reference(
    optimizer: Optimizer, valley: Valley, kind: type[np.floating[Any]], close: float
) -> None:
    """In float32 within a part of the displacement: short runs differ by rounding alone."""
    pytest.importorskip("numba", reason="references are run as they stand")
    assert isinstance(optimizer.reference, type)
    kernel = kernel_of(optimizer.reference)
    if not optimizer.elementwise:
        return
    assert kernel is not None, "a reference of operators alone is compiled"
    rates = np.array(optimizer.rates[:3], kind)
    weights = np.repeat(valley.start[None].astype(kind), len(rates), 0)
    read, reference = weights.copy(), optimizer.reference()
    counts, memory = kernel.fresh(weights.shape, kind)
    for step in range(STEPS):
        kernel.run(weights, valley.gradient(weights, step).astype(kind), rates, counts, memory)
        read = reference.step(read, valley.gradient(read, step).astype(kind), rates[:, None])
        read = read.astype(kind)
    moved = np.abs(read - valley.start).max(1, keepdims=True)
    assert (np.abs(weights - read) <= close * np.maximum(moved, 1e-3)).all()


def test_a_reference_that_calls_something_is_run_as_it_stands() -> None:
    class Calls:
        def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
            return weights - rate * np.sign(gradient)

    class Loops:
        velocity: Array = 0.0

        def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
            for _ in range(2):
                weights = weights - rate * gradient
            return weights

    assert kernel_of(Calls) is None and kernel_of(Loops) is None
