"""The experiment of quantized inference, from settings to outcome."""

from __future__ import annotations

import pytest

from backend.compute.experiment import CannotRun
from backend.compute.experiments.quantized import QUANTIZED
from backend.compute.pareto import Point, front
from backend.contract.compute import Progress

pytestmark = pytest.mark.usefixtures("one_thread")

SETTINGS = {
    "workload": "digits-network", "schemes": ("bf16", "rtn-2", "gptq-2"), "width": 32, "seeds": 2,
}  # fmt: skip


def test_it_shows_both_sides_and_times_nothing_that_was_only_simulated() -> None:
    seen: list[Progress] = []
    outcome = QUANTIZED.run(SETTINGS, seen.append)
    rows = {row.name: row.cells for row in outcome.table.rows}
    assert list(rows) == ["float32", "bfloat16", "rounded to 2 bits", "GPTQ, 2 bits"], "float32 is always there"
    assert {column.side for column in outcome.table.columns} == {"statistical", "hardware"}
    assert rows["bfloat16"]["smaller"].value == pytest.approx(2)
    assert rows["bfloat16"]["ms-32"].value and rows["bfloat16"]["faster-32"].low
    assert rows["GPTQ, 2 bits"]["ms-32"].text == "simulated"
    assert rows["GPTQ, 2 bits"]["ms-32"].value is None
    kept, lost = (rows[name]["divergence"].value for name in ("GPTQ, 2 bits", "rounded to 2 bits"))
    assert kept is not None and lost is not None and kept < lost
    assert "float32" in outcome.verdict and len(outcome.verdict) < 400
    assert len(outcome.pictures) == 2 and all(picture.alt for picture in outcome.pictures)
    assert [each.done for each in seen] == [0, 1, 2, 3] and seen[-1].total == 4
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
