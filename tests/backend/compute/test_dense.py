"""The compiled way through a dense network, piece by piece against NumPy, and whole where sizes do not divide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

pytest.importorskip("numba", reason="runs go through torch")

from backend.compute import passes
from backend.compute.dense import Layout, flushing, padded, space
from backend.compute.experiment import discover
from backend.compute.fused import Together, compilable, fused
from backend.compute.kernels import kernel_of
from backend.compute.lanes import LANES
from backend.compute.optimizer import Array, Optimizer
from backend.compute.optimizers.adam import Adam
from backend.compute.pointers import address
from backend.compute.tiles import ROWS
from backend.compute.training import Plan, Run, plain
from backend.compute.workload import Data, Part, Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
DIGITS = discover(Workload, ["backend.compute.workloads"]).plugs["digits-softmax"]


def flat(draw: np.random.Generator, rows: int, columns: int) -> tuple[Any, Any]:
    """A matrix in a longer flat array, rows padded to whole vectors; and the matrix."""
    beside = padded(columns)
    whole = space("float64", (rows + ROWS) * beside)
    matrix = whole[: rows * beside].reshape(rows, beside)[:, :columns]
    matrix[:] = draw.normal(0, 1, matrix.shape)
    return whole, matrix


@pytest.mark.parametrize(("rows", "depth", "width"), [(2, 3, LANES), (5, 8, 2 * LANES), (13, 7, 3 * LANES)])
def test_a_tile_is_the_matrix_product(rows: int, depth: int, width: int) -> None:
    """Fewer rows than a tile has, as many, and some over; with one vector, two, and one over."""
    draw = np.random.default_rng(1)
    (a, left), (b, right) = flat(draw, rows, depth), flat(draw, depth, width)
    begin, out = draw.normal(0, 1, rows + ROWS), space("float64", (rows + passes.ROWS) * width)
    passes.product(a, 0, padded(depth), 1, b, 0, width, depth, begin, 0, out, 0, width, rows, width)
    wanted = left @ right + begin[:rows, None]
    assert np.allclose(out.reshape(-1, width)[:rows], wanted, rtol=1e-13, atol=1e-13)
    # The same from the transposed, as on the way back.
    turned, _ = flat(draw, depth, rows)
    passes.turn(a, 0, rows, padded(depth), depth, turned, 0, padded(rows))
    passes.product(turned, 0, 1, padded(rows), b, 0, width, depth, begin, 0, out, 0, width, rows, width)
    assert np.allclose(out.reshape(-1, width)[:rows], wanted, rtol=1e-13, atol=1e-13)


def test_what_is_turned_is_padded_with_noughts() -> None:
    given = np.random.default_rng(2).normal(0, 1, (LANES + 5, 2 * LANES + 3))
    out = np.full((given.shape[1], padded(len(given))), 9.0)
    passes.turn(given.reshape(-1), 0, *given.shape, given.shape[1], out.reshape(-1), 0, out.shape[1])
    assert (out[:, : len(given)] == given.T).all()
    assert not out[:, len(given) :].any()


@pytest.mark.parametrize(("kind", "close"), [("float64", 1e-14), ("float32", 3e-7)])
def test_exponentials(kind: str, close: float) -> None:
    """Over the whole range, and an overflow is not lost."""
    kinds = 3
    logits = np.random.default_rng(3).normal(0, 30, (kinds, LANES)).astype(kind)
    logits[:, 0] = 0
    logits[1, 1:3] = np.nan, np.inf
    tops, totals, made = space(kind, LANES), space(kind, LANES), logits.copy()
    passes.exponentials(made.reshape(-1), 0, kinds, LANES, passes.constants(kind), tops, totals)
    fine = [0, *range(3, LANES)]
    logits, made = logits[:, fine], made[:, fine]
    wanted = np.exp(logits.astype(float) - logits.max(0))
    assert np.allclose(made, wanted, rtol=40 * close, atol=1e-37)
    assert np.allclose(totals[fine], wanted.sum(0), rtol=close)
    assert (tops[fine] == logits.max(0)).all()
    assert np.isnan(tops[1]) and np.isnan(totals[1:3]).all()


def made(kind: torch.dtype, features: int, classes: int, samples: int = 90) -> Data:
    draw = torch.Generator().manual_seed(5)
    x = torch.randn(samples, features, generator=draw, dtype=kind)
    y = (x[:, :classes] + 0.5 * torch.randn(samples, classes, generator=draw, dtype=kind)).argmax(1)
    return Data(Part(x[:50], y[:50]), Part(x[50:], y[50:]), Part(x[50:], y[50:]))


@pytest.mark.parametrize("layers", [(7, 2), (19, 3, 2), (33, 45, 17, 3)])
@pytest.mark.parametrize("batch", [5, 41])
def test_sizes_that_divide_nothing(layers: tuple[int, ...], batch: int) -> None:
    """Two classes, layers narrower than a tile, three of them, and minibatches of no whole vectors."""
    workload, data = replace(DIGITS, layers=layers), made(torch.float64, layers[0], layers[-1])
    names = ("adam", "momentum-cosine", "averaged", "sgd-replacement")
    runs = [Run(OPTIMIZERS[name], OPTIMIZERS[name].rates[at]) for name in names for at in (0, 1)]
    plan = Plan(steps=9, batch=batch, every=4)
    for one, other in zip(*(way(workload, data, data.test, runs, plan, 3) for way in (plain, fused)), strict=True):
        assert np.allclose(one.loss, other.loss, rtol=1e-9)
        assert one.accuracy == other.accuracy


def test_layers_that_are_updated_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As large ones are; each part counts the steps for itself, which Adam would show."""
    workload, data = replace(DIGITS, layers=(20, 23, 3)), made(torch.float64, 20, 3)
    runs, plan = [Run(OPTIMIZERS["adam"], rate) for rate in (0.01, 0.1)], Plan(12, 8, 4)
    whole = fused(workload, data, data.test, runs, plan, 1)
    monkeypatch.setattr("backend.compute.dense.UPDATED", 6 * padded(20))
    assert Layout(workload.layers).updates == 5
    assert fused(workload, data, data.test, runs, plan, 1) == whole


def test_turns_and_gathering_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether runs take turns at each step or some steps each is a matter of the cache."""
    data, plan = made(torch.float64, 20, 3), Plan(11, 8, 6)
    workload = replace(DIGITS, layers=(20, 3))
    runs = [Run(OPTIMIZERS[name], 0.1) for name in ("adam", "momentum") for _ in range(2)]
    told = fused(workload, data, data.test, runs, plan, 1)
    monkeypatch.setattr("backend.compute.dense.NEAR", 1)
    assert fused(workload, data, data.test, runs, plan, 1) == told, "one step gathered at a time"
    assert told[0] == told[1] and told[0] != told[2]


def test_without_numba_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is what an optimizer gets that cannot be compiled."""

    class Calls:
        def step(self, weights: Array, gradient: Array, rate: Array) -> Array:
            return torch.sub(weights, rate * gradient)

    data, plan = made(torch.float64, 20, 3), Plan(11, 8, 6)
    workload = replace(DIGITS, layers=(20, 17, 3))
    sgd = OPTIMIZERS["sgd"]
    called = Run(replace(sgd, name="called", reference=Calls), 0.3)
    runs = [Run(sgd, 0.3), called, Run(OPTIMIZERS["momentum-steps"], 0.1), Run(OPTIMIZERS["averaged"], 0.3)]
    assert [compilable(run) for run in runs] == [True, False, True, True]
    told = fused(workload, data, data.test, runs, plan, 1)
    assert np.allclose(told[0].loss, told[1].loss, rtol=1e-12)
    for one, run in zip(told, runs, strict=True):
        (other,) = Together(workload, data, [run], plan, 1).train(data.test)
        assert np.allclose(one.loss, other.loss, rtol=1e-9)
        assert one.accuracy == other.accuracy


def test_small_numbers_are_nought_in_there_and_nowhere_else() -> None:
    tiny = torch.tensor(1e-40)
    if not torch.set_flush_denormal(True):
        pytest.skip("this processor cannot")
    torch.set_flush_denormal(False)
    with flushing():
        assert (tiny * torch.ones(1)).item() == 0
        with flushing():
            pass
        assert (tiny * torch.ones(1)).item() == 0, "as it was before the inner one"
    assert (tiny * torch.ones(1)).item() > 0


def test_an_address_is_of_one_kind() -> None:
    kernel = kernel_of(Adam)
    assert kernel is not None
    single, double = kernel.made("float32"), kernel.made("float64")
    assert kernel.made("float32") is single, "compiled once"
    assert len({address(single), address(double), 0}) == 3
