"""A report's table in monospace: aligned, narrow, both sides, within its room."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.contract.compute import Cell, Column, Row, Table
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
