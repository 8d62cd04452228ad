"""The experiment of quantized inference, from settings to outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.compute.experiment import CannotRun, Outcome
from backend.compute.experiments.quantized import QuantizedInference
from backend.compute.flags import flags
from backend.compute.latency import ROUNDS, ByClock, Latency, measure
from backend.compute.model import Recipe
from backend.compute.pareto import Point, front
from backend.compute.serving import Effort
from backend.compute.shelf import VARIABLE
from backend.contract.compute import Progress

pytestmark = pytest.mark.usefixtures("one_thread")


QUANTIZED = QuantizedInference(
    effort=Effort(latency_s=0.02, search_s=0.0, roof_s=0.002), recipe=Recipe(steps=200, rate=3e-3)
)
"""With little training and short measuring: what is measured and told is the same, its numbers mean less."""
SETTINGS = {
    "workload": "digits-network", "schemes": ("bf16", "int8-onnx", "int4-g64", "rtn-2", "gptq-2"), "width": 32,
    "seeds": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Outcome, list[Progress]]]:
    """One run, which several tests look at: what it found, and what it reported on the way."""
    seen: list[Progress] = []
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("models")))
        yield QUANTIZED.run(SETTINGS, seen.append), seen
    torch.set_num_threads(threads)


def test_it_shows_both_sides_and_times_nothing_that_was_only_simulated(told: tuple[Outcome, list[Progress]]) -> None:
    outcome, seen = told
    rows = {row.name: row.cells for row in outcome.table.rows}
    assert list(rows) == [
        "float32", "bfloat16", "int8 dynamic, ONNX", "int4, groups of 64", "rounded to 2 bits", "GPTQ, 2 bits",
    ], "float32 is always there"  # fmt: skip
    assert {column.side for column in outcome.table.columns} == {"statistical", "hardware"}
    assert rows["bfloat16"]["smaller"].value == pytest.approx(2)
    assert rows["bfloat16"]["ms-32"].value and rows["bfloat16"]["faster-32"].low
    assert rows["bfloat16"]["offline"].value and rows["bfloat16"]["stream"].value and rows["bfloat16"]["server"]
    assert rows["GPTQ, 2 bits"]["server"].text == "simulated"
    assert rows["GPTQ, 2 bits"]["ms-32"].text == "simulated"
    assert rows["GPTQ, 2 bits"]["ms-32"].value is None
    kept, lost = (rows[name]["divergence"].value for name in ("GPTQ, 2 bits", "rounded to 2 bits"))
    assert kept is not None and lost is not None and kept < lost
    assert "float32" in outcome.verdict and len(outcome.verdict) < 400
    assert len(outcome.pictures) == 3 and all(picture.alt for picture in outcome.pictures)
    for size in (1, 32, 1024):
        of_roof = [rows[name][f"roof-{size}"].value for name in ("float32", "bfloat16")]
        assert all(share is not None and 0 < share < 300 for share in of_roof), "not by orders of magnitude"
    assert "float32" in outcome.pictures[2].alt and "GPTQ" not in outcome.pictures[2].alt
    assert isinstance(outcome.raw, dict)
    rounds = outcome.raw["roofs"]["median_seconds_of_rounds"]
    assert {"at 1", "at 32", "at 1024", "float32", "bfloat16", "int8"} <= set(rounds)
    assert {len(each) for each in rounds.values()} == {ROUNDS}
    assert outcome.device == "cpu" and "memory" not in {column.name for column in outcome.table.columns}
    assert any("operations a second" in note for note in outcome.notes)
    assert all(len(note) <= 300 for note in outcome.notes)
    assert [each.done for each in seen] == [0, 1, 2, 3, 4, 5] and seen[-1].total == 6
    assert seen[1].table is not None and seen[1].table.rows[0].cells["accuracy"].value


def test_data_that_are_not_there_are_said_to_be_missing(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYLLABOT_FASHION_MNIST", str(tmp_path))
    with pytest.raises(CannotRun, match="Fashion-MNIST is not in"):
        QUANTIZED.run({**SETTINGS, "workload": "fashion-network"}, lambda _: None)


def test_the_front_are_the_points_that_none_beats_in_both() -> None:
    points = [Point("a", 1, 0.5), Point("b", 2, 0.4), Point("c", 2, 0.7), Point("d", 3, 0.7)]
    assert [each.name for each in front(points)] == ["a", "c"]


def test_a_scheme_that_does_not_fit_is_named_with_the_sizes_and_the_others_go_on(
    told: tuple[Outcome, list[Progress]],
) -> None:
    outcome, _ = told
    rows = {row.name: row.cells for row in outcome.table.rows}
    assert rows["int4, groups of 64"]["accuracy"].text == "not available"
    assert any("32 inputs, which groups of 64 do not divide (32 = 0 × 64 + 32)" in note for note in outcome.notes)
    assert rows["int8 dynamic, ONNX"]["kernel"].text == "ONNX Runtime, DynamicQuantizeMatMul ×3"


# What one call in a hundred takes.


def test_quantiles_are_those_of_all_calls_and_too_few_calls_tell_none() -> None:
    draw = np.random.default_rng(4)
    slow, fast = draw.gamma(4, 2e-3, (12, 50)), draw.gamma(4, 1e-3, (12, 50))
    told = Latency(("slow", "fast"), (slow, fast), 0.0)
    for quantile in (0.5, 0.9, 0.99):
        seconds, ratio = told.seconds("slow", quantile), told.ratio("slow", "fast", quantile)
        assert seconds is not None and seconds.value == np.quantile(slow, quantile) and seconds.low < seconds.high
        assert ratio is not None and ratio.holds(2.0)
    short = Latency(("slow", "fast"), (slow[:, :4], fast[:, :4]), 0.0)
    assert short.ratio("slow", "fast", 0.9) and short.ratio("slow", "fast", 0.99) is None
    assert short.seconds("slow", 0.99) is None


def test_calls_are_timed_alone_and_the_first_ones_of_a_turn_are_not() -> None:
    """On a clock that only the arms move: each call takes what it says it takes."""
    now, said = 0.0, {"one": 0, "other": 0}

    def arm(name: str, seconds: float) -> Callable[[], None]:
        def call() -> None:
            nonlocal now
            said[name] += 1
            now += seconds

        return call

    slow, fast = 2**-9, 2**-11
    arms = {"one": arm("one", slow), "other": arm("other", fast)}
    told = measure(arms, timer=ByClock(lambda: now), rounds=8, budget_s=80 * slow)
    assert [of.shape for of in told.calls] == [(8, 10), (8, 40)]
    assert all((of == seconds).all() for of, seconds in zip(told.calls, (slow, fast), strict=True))
    assert said == {"one": 3 + 8 * 12, "other": 3 + 8 * 42}
    ratio = told.ratio("one", "other")
    assert ratio is not None and ratio.value == pytest.approx(4)


def test_flags_are_those_that_low_precision_asks_for(tmp_path: Path) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text("processor : 0\nflags\t\t: fpu avx2 avx512_vnni amx_int8\nprocessor : 1\nflags : fpu\n")
    assert flags(told) == ("avx2", "avx512_vnni", "amx_int8")
    told.write_text("Features : fp asimd asimddp i8mm\n")
    assert flags(told) == ("asimddp", "i8mm")
    assert flags(tmp_path / "none") == ()
