"""The roofline: on seconds that are given, so that every share can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from backend.compute.latency import Latency
from backend.compute.models.characters import Characters
from backend.compute.roofline import Arm, Roofs, Work, roofline, roofs, told, work
from backend.compute.site import Processor
from backend.compute.workload import Part

pytestmark = pytest.mark.usefixtures("one_thread")

FLOATS, BYTES = Arm("fp32", "float32", "float32", 8000), Arm("int8", "int8 dynamic", "int8", 2000)
SECONDS = {"at 1": 4e-6, "at 100": 2e-4, "float32": 2e-6, "int8": 5e-7, "read 8000": 1e-6, "read 2000": 5e-7}
"""A product of 10 × 10 is 2,000 operations: 1e9 a second in float32, 4e9 in int8; 8e9 bytes a second, and 4e9."""


def given(slower: tuple[float, ...] = (1.0,) * 8) -> Roofs:
    calls = tuple(np.outer(slower, np.full(5, seconds)) for seconds in SECONDS.values())
    timing = Latency(tuple(SECONDS), calls, 0.0)
    return Roofs(timing, {"float32": 10, "int8": 10}, Work(operations=1000, moved=80))


@pytest.mark.parametrize(
    ("arm", "batch", "faster", "share", "fetched"),
    [
        # 8,080 bytes take 1.01 µs and 1,000 operations 1 µs: fetching is what lasts, a quarter of the 4 µs.
        (FLOATS, 1, 1.0, 1.01e-6 / 4e-6, True),
        # 100,000 operations take 100 µs, half of what it took; fetching 16,000 bytes 2 µs.
        (FLOATS, 100, 1.0, 0.5, False),
        # 2,080 bytes take 0.52 µs, and it took half of the 4 µs.
        (BYTES, 1, 2.0, 0.52e-6 / 2e-6, True),
        (BYTES, 100, 4.0, 25e-6 / 50e-6, False),
    ],
)
def test_the_least_time_is_the_longer_of_multiplying_and_fetching(
    arm: Arm, batch: int, faster: float, share: float, fetched: bool
) -> None:
    assert given().share(arm, batch, faster) == pytest.approx(share)
    assert given().fetched(arm, batch) == fetched


def test_a_machine_that_changes_its_speed_changes_no_share() -> None:
    slower = given((1.0, 1.0, 3.0, 3.0, 3.0, 0.5, 1.0, 2.0))
    for arm, batch in ((FLOATS, 1), (BYTES, 100)):
        assert slower.share(arm, batch, 1.0) == pytest.approx(given().share(arm, batch, 1.0))


def test_operations_are_those_of_the_layers_and_of_attention() -> None:
    linear = torch.nn.Sequential(torch.nn.Linear(20, 30), torch.nn.ReLU(), torch.nn.Linear(30, 10))
    assert work(linear, torch.zeros(7, 20)) == Work(2 * (20 * 30 + 30 * 10), 4 * (20 + 10))
    width, letters, blocks = 32, 8, 2
    network = Characters(width, 2, blocks)
    products = 12 * width * width * blocks + width * network.head.out_features
    attention = 2 * letters * width * blocks
    found = work(network, torch.zeros(3, letters, dtype=torch.int64))
    assert found.operations == 2 * letters * (products + attention)


def test_the_figure_names_every_scheme_and_the_roofs_are_above() -> None:
    faster = {"fp32": {1: 1.0, 100: 1.0}, "int8": {1: 2.0, 100: 4.0}}
    picture = roofline(given(), (FLOATS, BYTES), faster)
    assert "at batch 1 / 100: float32 25 / 50, int8 dynamic 26 / 50." in picture.alt
    assert picture.drawing is not None
    lines = {line.name: line for line in picture.drawing.lines}
    assert list(lines) == ["float32", "int8 dynamic", "float32's roof", "int8's roof"]
    for name, roof in (("float32", "float32's roof"), ("int8 dynamic", "int8's roof")):
        above = np.interp(np.log(lines[name].x), np.log(lines[roof].x), np.log(lines[roof].y[0]))
        assert (above >= np.log(lines[name].y[0])).all()
    assert "float32 1·10⁹, int8 4·10⁹" in told(given(), (FLOATS, BYTES))
    assert "reading 8 kB: 8·10⁹" in told(given(), (FLOATS, BYTES))


def test_roofs_are_measured_where_it_serves() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(64, 64)).requires_grad_(False)
    test = Part(torch.ones(10, 64), torch.zeros(10, dtype=torch.int64))
    arms = (Arm("fp32", "float32", "float32", 4 * 64 * 65), Arm("bf16", "bfloat16", "bfloat16", 2 * 64 * 65))
    found = roofs(Processor(), network, work(network, test.x), test, (1, 64), arms, budget_s=1e-3)
    assert (found.rate("float32") > 1e8).all() and (found.bandwidth(arms[0].stored) > 1e7).all()
    assert all(0 < found.share(arm, batch, 1.0) < 50 for arm in arms for batch in (1, 64))
