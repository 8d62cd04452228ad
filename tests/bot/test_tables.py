"""A report's table in monospace: aligned, narrow, both sides, within its room."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.contract.compute import Cell, Column, Job, Progress, Row, Table
from bot.cards.jobs import job_card
from bot.cards.tables import WIDTH, number, table_blocks
from tests.bot.lab import TABLE
from tests.bot.limits import units
from tests.bot.values import any_of

BLOCK = re.compile(r"```\n(.*?)\n```", re.S)


def test_a_small_table_reads_as_it_should() -> None:
    assert table_blocks(TABLE, limit=2000) == "\n".join(
        [
            "**Statistical**",
            "```",
            "      steps to target ↓",
            "sgd       120 (110–131)",
            "adam        not reached",
            "```",
            "**Hardware**",
            "```",
            "      step ms ↓",
            "sgd       0.240",
            "adam      0.310",
            "```",
        ]
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(any_of(Table), st.integers(100, 2500))
def test_any_table_fits_its_room_and_its_width(table: Table, limit: int) -> None:
    text = table_blocks(table, limit=limit)
    assert units(text) <= limit
    assert text.count("```") % 2 == 0
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            assert len(line) <= WIDTH


@pytest.mark.parametrize("letter", ["漢", "0๜", "e\u0301", "𝔸"])
def test_wide_names_keep_the_width(letter: str) -> None:
    columns = tuple(Column(name="x", title=letter * 40, unit=letter * 40) for _ in range(3))
    text = table_blocks(Table(columns=columns, rows=(Row(name=letter * 40, cells={}),)), limit=2000)
    for line in BLOCK.search(text)[1].splitlines():  # type: ignore[index]
        wide = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
        assert wide - line.count("\u0301") <= WIDTH


def test_rows_that_do_not_fit_are_counted() -> None:
    column = Column(name="x", title="x", side="statistical")
    rows = tuple(Row(name=f"row {n}", cells={"x": Cell(value=n)}) for n in range(200))
    text = table_blocks(Table(columns=(column,), rows=rows), limit=600)
    shown = len(re.findall(r"^row \d+", text, re.M))
    missing = int(re.search(r"and (\d+) rows more", text)[1])  # type: ignore[index]
    assert 0 < shown < 200
    assert shown + missing == 200


def wide(rows: int, columns: int) -> Table:
    """As many columns of either side, in turns, and every cell with its place in it."""
    return Table(
        columns=tuple(
            Column(name=f"c{at}", title=f"Column {at}", side="hardware" if at % 2 else "statistical")
            for at in range(columns)
        ),
        rows=tuple(
            Row(
                name=f"scheme {n}",
                cells={f"c{at}": Cell(value=100 * n + at, low=100 * n + at - 1, high=100 * n + at + 1)
                       for at in range(columns)},
            )
            for n in range(rows)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("rows", "columns"), [(4, 23), (12, 23), (20, 23), (20, 3)])
def test_a_large_table_loses_columns_from_the_end_of_each_side_and_no_row(rows: int, columns: int) -> None:
    text = table_blocks(wide(rows, columns), limit=1900, elsewhere="the page has all")
    shown = [int(at) for at in re.findall(r"Column (\d+)", text)]
    even, odd = ([at for at in shown if at % 2 == rest] for rest in (0, 1))
    assert even == list(range(0, 2 * len(even), 2)) and odd == list(range(1, 2 * len(odd), 2))
    assert len(even) - len(odd) in (0, 1, -1) and even and odd
    for block in BLOCK.findall(text):
        assert len(re.findall(r"^scheme \d+", block, re.M)) == rows
    said = re.search(r"… and (\d+) columns? more: the page has all$", text)
    assert (int(said[1]) if said else 0) == columns - len(shown)
    assert columns == 3 or units(text) > 1000, "there is more room than that"


def test_a_card_has_room_for_the_line_that_says_what_is_missing() -> None:
    progress = Progress(done=1, total=2, doing="timing", table=wide(13, 23))
    job = Job(
        id=1, experiment="quantized", title="Quantized", settings={}, asked_by="Ada", state="running",
        progress=progress, asked=datetime(2024, 2, 5, tzinfo=UTC),
    )  # fmt: skip
    assert re.search(r"… and \d+ columns more: the report's page will have all", job_card(job).description or "")


def test_where_not_even_a_column_a_side_has_room_rows_are_left_out_too() -> None:
    text = table_blocks(wide(100, 23), limit=1900)
    assert text.count("rows more") == 2 and "… and 21 columns more: the report's page has all" in text
    assert units(text) <= 1900


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell(value=0.9123, low=0.905, high=0.918), "0.912 (0.905–0.918)"),
        (Cell(value=120, low=110, high=131), "120 (110–131)"),
        (Cell(value=1532.4), "1532"),
        (Cell(value=0.24), "0.240"),
        (Cell(value=1.2e-5), "1.20e-05"),
        (Cell(value=0), "0"),
        (Cell(text="not reached"), "not reached"),
        (Cell(value=3, text="of 3"), "3.00 of 3"),
        (Cell(), "–"),
        (Cell(value=float("nan")), "nan"),
        (Cell(value=float("inf"), low=1, high=float("inf")), "inf (1–inf)"),
    ],
)
def test_numbers_say_no_more_than_they_know(cell: Cell, shown: str) -> None:
    assert number(cell) == shown
