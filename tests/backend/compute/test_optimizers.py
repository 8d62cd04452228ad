"""The contract of an optimizer; every file in optimizers/ is found and held to it.

The reference that is read and the torch.optim class that runs are the same method: in float64 they
agree to rounding over a hundred steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from torch.optim import _muon

from backend.compute.experiment import discover
from backend.compute.kernels import kernel_of
from backend.compute.optimizer import Array, Optimizer, Showing
from backend.compute.optimizers import muon

pytestmark = pytest.mark.usefixtures("one_thread")

FOUND = discover(Optimizer, ["backend.compute.optimizers"])
EVERY = pytest.mark.parametrize("optimizer", list(FOUND), ids=list(FOUND.plugs))
STEPS, SIZE = 100, 37
MATRIX = (5, 8)
A_PASS = 20
"""Minibatches of an optimizer that asks; each is the valley with that step's noise."""
ORDER = np.random.default_rng(7).integers(0, A_PASS, STEPS)


@dataclass(frozen=True)
class Valley:
    """A noisy quadratic: curvatures over three orders, and a minibatch's noise that is the same for
    all. Its weights are a vector or a matrix."""

    curvature: np.ndarray
    noise: np.ndarray
    start: np.ndarray

    def gradient(self, weights: Array, step: int) -> Array:
        curvature, noise = self.curvature, self.noise[step]
        if isinstance(weights, torch.Tensor):
            return torch.from_numpy(curvature) * weights + torch.from_numpy(noise)
        return curvature * weights + noise

    def everywhere(self, weights: Array) -> Array:
        """Of all minibatches; a run sees only the first `A_PASS` of them."""
        curvature, noise = self.curvature, self.noise[:A_PASS].mean(0)
        if isinstance(weights, torch.Tensor):
            return torch.from_numpy(curvature) * weights + torch.from_numpy(noise)
        return curvature * weights + noise


@dataclass
class Hills:
    """`Gradients` of one step in a valley, and `Closures` once it is given a parameter; they are counted."""

    valley: Valley
    step: int
    weights: torch.nn.Parameter | None = None
    share: float = 1.0
    a_pass: int = A_PASS
    minibatches: int = 0
    wholes: int = 0

    @property
    def block(self) -> int:
        return int(ORDER[self.step % len(ORDER)])

    def here(self, weights: Array = None) -> Array:
        self.minibatches += 1
        return self._given(weights, lambda at: self.valley.gradient(at, self.block))

    def everywhere(self, weights: Array = None) -> Array:
        self.wholes += 1
        return self._given(weights, self.valley.everywhere)

    def _given(self, weights: Array, gradient: Callable[[Array], Array]) -> Array:
        if self.weights is None:
            return gradient(weights)
        self.weights.grad = gradient(self.weights.detach())
        return None


def made(shape: tuple[int, ...]) -> Valley:
    draw = np.random.default_rng(3)
    curvature = np.geomspace(1e-3, 1, math.prod(shape)).reshape(shape)
    return Valley(curvature, draw.normal(0, 0.1, (STEPS, *shape)), draw.normal(0, 1, shape))


@pytest.fixture(scope="module")
def valley() -> Valley:
    return made((SIZE,))


def by_reference(optimizer: Optimizer, valley: Valley, rate: Array, weights: Array) -> list[Array]:
    """The last weights, and where they are judged."""
    reference = optimizer.reference()
    for step in range(STEPS):
        factor = optimizer.schedule.factor(step, STEPS) if optimizer.schedule else 1.0
        seen = Hills(valley, step) if optimizer.asks else valley.gradient(weights, step)
        weights = reference.step(weights, seen, rate * factor)
    return [weights, reference.shown(weights) if isinstance(reference, Showing) else weights]


def by_torch(optimizer: Optimizer, valley: Valley, rate: float) -> list[np.ndarray]:
    weights = torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    plain = optimizer.plain([weights], rate)
    scheduler = optimizer.schedule.plain(plain, STEPS) if optimizer.schedule else None
    for step in range(STEPS):
        if optimizer.asks:
            plain.step(Hills(valley, step, weights))  # type: ignore[arg-type]
        else:
            weights.grad = valley.gradient(weights.detach(), step)
            plain.step()
        if scheduler is not None:
            scheduler.step()
    shown = optimizer.shown(plain, weights) if optimizer.shown else weights
    return [each.detach().numpy() for each in (weights, shown)]


def test_every_file_is_an_optimizer() -> None:
    assert FOUND.broken == ()
    needed = {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "muon"}
    assert needed <= set(FOUND.plugs)
    assert len(FOUND.plugs) <= 25, "a select in chat takes no more"


@EVERY
def test_the_reference_agrees_with_torch(optimizer: Optimizer, valley: Valley) -> None:
    """A vector, and a matrix where that makes a difference."""
    for hills in (valley,) if optimizer.elementwise else (valley, made(MATRIX), made(MATRIX[::-1])):
        for rate in (optimizer.rates[0], optimizer.rates[2]):
            read = by_reference(optimizer, hills, rate, hills.start)
            run = by_torch(optimizer, hills, rate)
            for one, other in zip(read, run, strict=True):
                assert np.abs(one - other).max() <= 1e-12 * max(np.abs(other).max(), 1.0)
                assert np.abs(other - hills.start).max() > 1e-4, "it does move"


@EVERY
def test_the_reference_takes_tensors_and_many_runs_at_once(
    optimizer: Optimizer, valley: Valley
) -> None:
    if not optimizer.elementwise:
        return
    rates = torch.tensor(optimizer.rates, dtype=torch.float64).unsqueeze(1)
    start = torch.from_numpy(valley.start).repeat(len(rates), 1)
    together = by_reference(optimizer, valley, rates, start)
    for at, rate in enumerate(optimizer.rates):
        alone = by_reference(optimizer, valley, rate, valley.start)
        for many, one in zip(together, alone, strict=True):
            assert np.allclose(many[at].numpy(), one, rtol=1e-12, atol=1e-12)


@EVERY
def test_where_it_is_judged(optimizer: Optimizer, valley: Valley) -> None:
    """At the weights, unless both of its ways say where; there before the first step. Asking moves nothing."""
    reference = optimizer.reference()
    assert isinstance(reference, Showing) == (optimizer.shown is not None)
    if optimizer.shown is None or not isinstance(reference, Showing):
        return
    weights = torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    plain = optimizer.plain([weights], optimizer.rates[1])
    assert (reference.shown(valley.start) == valley.start).all()
    assert (optimizer.shown(plain, weights).detach().numpy() == valley.start).all()
    asked, unasked = optimizer.reference(), optimizer.reference()
    one = other = valley.start
    for step in range(10):
        asked.shown(one)  # type: ignore[attr-defined]
        optimizer.shown(plain, weights)
        one = asked.step(one, valley.gradient(one, step), optimizer.rates[1])
        other = unasked.step(other, valley.gradient(other, step), optimizer.rates[1])
        weights.grad = valley.gradient(weights.detach(), step)
        plain.step()
    assert one.tobytes() == other.tobytes()
    assert np.allclose(weights.detach().numpy(), one, rtol=1e-12)
    assert np.abs(asked.shown(one) - one).max() > 1e-6, "it is not the same"  # type: ignore[attr-defined]


@EVERY
def test_a_zero_gradient_moves_nothing_but_the_decay(optimizer: Optimizer, valley: Valley) -> None:
    for hills in (valley,) if optimizer.elementwise else (valley, made(MATRIX)):
        flat = Valley(0 * hills.curvature, 0 * hills.noise, hills.start)
        rate = optimizer.rates[0]
        shrunk = hills.start * (1 - rate * optimizer.decay) ** STEPS
        for each in (
            *by_reference(optimizer, flat, rate, flat.start),
            *by_torch(optimizer, flat, rate),
        ):
            assert np.allclose(each, shrunk, rtol=1e-13, atol=0)


@EVERY
def test_the_reference_leaves_what_it_is_given_alone(optimizer: Optimizer, valley: Valley) -> None:
    weights, gradient = valley.start.copy(), valley.noise[0].copy()
    optimizer.reference().step(weights, Hills(valley, 0) if optimizer.asks else gradient, 0.1)
    assert (weights == valley.start).all()
    assert (gradient == valley.noise[0]).all()


@EVERY
def test_the_same_seed_gives_the_same_bits(optimizer: Optimizer, valley: Valley) -> None:
    rate = optimizer.rates[1]
    one, two = (by_torch(optimizer, valley, rate) for _ in range(2))
    assert [each.tobytes() for each in one] == [each.tobytes() for each in two]
    one, two = (by_reference(optimizer, valley, rate, valley.start) for _ in range(2))
    assert [each.tobytes() for each in one] == [each.tobytes() for each in two]


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
def test_it_asks_as_often_as_it_says(optimizer: Optimizer, valley: Valley) -> None:
    """Both ways, over as many steps as make whole numbers of all that is periodic."""
    if not optimizer.asks:
        assert optimizer.anchors(A_PASS) == 0
        return
    steps, weights = 4 * A_PASS, torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    reference, plain, read = optimizer.reference(), optimizer.plain([weights], 0.1), valley.start
    counted: list[tuple[int, int]] = []
    for step in range(steps):
        asked, closures = Hills(valley, step), Hills(valley, step, weights)
        read = reference.step(read, asked, 0.1)
        plain.step(closures)  # type: ignore[arg-type]
        assert asked.minibatches == closures.minibatches and asked.wholes == closures.wholes
        counted.append((asked.minibatches, asked.wholes))
    assert {each for each, _ in counted} == {
        {"svrg": 2, "saga": 1}.get(optimizer.name, counted[0][0])
    }
    assert sum(wholes for _, wholes in counted) / steps == optimizer.anchors(A_PASS)


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
    counts, memory = kernel.fresh(weights.size, len(rates), kind)
    take, (runs, size) = kernel.made(np.dtype(kind).name), weights.shape
    for step in range(STEPS):
        gradient = valley.gradient(weights, step).astype(kind)
        for run in range(runs):
            take(
                weights.reshape(-1), gradient[run], run * size, (run + 1) * size, rates[run], counts[run], memory
            )
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


def test_the_mean_of_the_iterates_is_that(valley: Valley) -> None:
    """Written out, and as torch's ASGD has it in its float32."""
    rate, weights, iterates = 0.3, valley.start, []
    for step in range(STEPS):
        weights = weights - rate * valley.gradient(weights, step)
        iterates.append(weights)
    last, mean = by_reference(FOUND.plugs["averaged"], valley, rate, valley.start)
    assert np.allclose(last, weights, rtol=1e-13)
    assert np.allclose(mean, np.mean(iterates, 0), rtol=1e-12, atol=1e-13)
    theirs = torch.nn.Parameter(torch.from_numpy(valley.start.copy()))
    asgd = torch.optim.ASGD([theirs], lr=rate, lambd=0, alpha=0, t0=-1)
    for step in range(STEPS):
        theirs.grad = valley.gradient(theirs.detach(), step)
        asgd.step()
    assert np.allclose(asgd.state[theirs]["ax"], mean, atol=1e-6)


@pytest.mark.parametrize("name", ["schedule-free-sgd", "schedule-free-adamw"])
def test_schedule_free_is_the_papers_three_sequences(name: str, valley: Valley) -> None:
    """With x, y and z kept apart."""
    rate, adaptive = 0.1, name.endswith("adamw")
    x = z = valley.start
    squares: Array = np.zeros(SIZE)
    for step in range(STEPS):
        y = 0.1 * z + 0.9 * x
        gradient = valley.gradient(y, step)
        squares = 0.999 * squares + 0.001 * gradient**2
        corrected = squares / (1 - 0.999 ** (step + 1))
        z = z - rate * gradient / (np.sqrt(corrected) + 1e-8 if adaptive else 1.0)
        x = x + (z - x) / (step + 1)
    weights, shown = by_reference(FOUND.plugs[name], valley, rate, valley.start)
    assert np.allclose(shown, x, rtol=1e-11, atol=1e-12)
    assert np.allclose(weights, 0.1 * z + 0.9 * x, rtol=1e-11, atol=1e-12)


def test_muon_draws_singular_values_to_about_one() -> None:
    draw = np.random.default_rng(5)
    for shape in ((12, 30), (30, 12)):
        left, _, right = np.linalg.svd(draw.normal(0, 1, shape), full_matrices=False)
        matrix = left @ np.diag(np.geomspace(0.02, 1, 12)) @ right
        values = np.linalg.svd(muon.spread(matrix), compute_uv=False)
        assert values.min() > 0.6 and values.max() < 1.3
        theirs = _muon._zeropower_via_newtonschulz(
            torch.from_numpy(matrix), (muon.A, muon.B, muon.C), muon.TIMES, muon.SMALLEST
        )
        assert np.array_equal(muon.spread(matrix), theirs.double().numpy()), "bit by bit"
    assert not muon.spread(np.zeros((3, 4))).any()


def test_schedules_are_what_they_are_called() -> None:
    def factors(name: str, total: int = 40) -> list[float]:
        schedule = FOUND.plugs[name].schedule
        assert schedule is not None
        return [schedule.factor(done, total) for done in range(total)]

    cosine = factors("momentum-cosine")
    assert cosine[0] == 1 and cosine[20] == pytest.approx(0.5) and 0 < cosine[-1] < 0.01
    assert cosine == sorted(cosine, reverse=True)
    assert factors("momentum-steps") == pytest.approx([1.0] * 20 + [0.1] * 10 + [0.01] * 10)
    assert factors("momentum-warm-up") == pytest.approx([0.25, 0.5, 0.75] + [1.0] * 37)
