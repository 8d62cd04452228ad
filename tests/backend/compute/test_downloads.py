"""Numbers to take away are all there, and read as what they were."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.compute.downloads import NotThere, download
from backend.compute.experiment import Outcome
from backend.compute.plots import Frame, Series, curves
from backend.contract.compute import Report
from tests.backend.compute.lab import TABLE, report

SERIES = [
    Series(
        "Adam", np.array([1.0, 2.0]), np.array([[3.0, 0.5], [4.0, np.nan]]), ("seed 1", "seed 2")
    ),
    Series("=SGD()", np.array([1.0, 2.0]), np.array([[1 / 3, 2.0]])),
]


def outcome(raw: object = None) -> Outcome:
    picture = curves(Frame("Loss", "steps", "loss"), SERIES, "Falls.")
    return Outcome(title="T", verdict="V", table=TABLE, pictures=(picture,), seeds=(1, 2), raw=raw)


def read(name: str, raw: object) -> list[list[str]]:
    text, media_type = download(report(), name, json.dumps(raw).encode())
    assert media_type == "text/csv"
    return list(csv.reader(io.StringIO(text)))


def test_the_table_has_intervals_and_words() -> None:
    heads, quartz, sand = read("table.csv", None)
    assert heads[:5] == [
        "name",
        "Period (s)",
        "Period (s) low",
        "Period (s) high",
        "Period (s) in words",
    ]
    assert quartz == ["quartz", "2.006", "2.0", "2.01", "", "", "", "", ""]
    assert sand == ["sand & sun", "", "", "", "not reached", "3.0", "", "", ""]


def test_a_figure_has_a_line_for_each_point_of_each_run() -> None:
    assert read("figure-1.csv", outcome().numbers) == [
        ["line", "run", "steps", "loss"],
        ["Adam", "seed 1", "1.0", "3.0"], ["Adam", "seed 1", "2.0", "0.5"],
        ["Adam", "seed 2", "1.0", "4.0"], ["Adam", "seed 2", "2.0", ""],
        ["'=SGD()", "run 1", "1.0", "0.333333"], ["'=SGD()", "run 1", "2.0", "2.0"],
    ]  # fmt: skip


def test_raw_numbers_say_where_they_stand() -> None:
    raw = outcome(
        {"seeds": [1, 2], "optimizers": [{"name": "adam", "rate": None, "ok": True}]}
    ).numbers
    assert read("raw.csv", raw) == [
        ["where", "value"], ["seeds/0", "1"], ["seeds/1", "2"], ["optimizers/adam/name", "adam"],
        ["optimizers/adam/rate", ""], ["optimizers/adam/ok", "True"],
    ], "and the figures have files of their own"  # fmt: skip
    assert json.dumps(raw, allow_nan=False)


def test_numbers_that_are_no_object_are_kept_beside_the_figures() -> None:
    assert outcome([1, 2]).numbers["raw"] == [1, 2]
    assert outcome().numbers.keys() == {"figures"}
    bare = Outcome(title="T", verdict="V", table=TABLE, pictures=(), seeds=(), raw=[1])
    assert bare.numbers == [1]


def test_the_report_itself_is_read_back() -> None:
    text, _ = download(report(), "report.json", None)
    assert Report.model_validate_json(text) == report()


@pytest.mark.parametrize("name", ["figure-2.csv", "figure-0.csv", "other.csv", "raw.json"])
def test_what_is_not_there(name: str) -> None:
    with pytest.raises(NotThere):
        download(report(), name, json.dumps(outcome().numbers).encode())
    with pytest.raises(NotThere):
        download(report(), "raw.csv", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=6), below, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_raw_numbers_make_a_file_or_are_not_there(raw: object) -> None:
    for name in ("raw.csv", "figure-1.csv"):
        try:
            text, _ = download(report(), name, json.dumps(raw).encode())
        except NotThere:
            continue
        assert text.startswith(("where,value", "line,run"))


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff"])
def test_what_is_no_json_is_not_there(raw: bytes) -> None:
    with pytest.raises(NotThere):
        download(report(), "raw.csv", raw)
