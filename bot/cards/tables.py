"""A report's table as aligned monospace blocks, one for each side of the comparison.

A block keeps within `WIDTH` characters, so that nothing wraps; columns that do not fit go into a further block with the
rows' names again. Numbers are rounded to what their interval supports, never further than four digits.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from backend.contract.compute import Cell, Column, Row, Table
from bot.cards.text import clip, one_line, size

WIDTH = 56
NAME, TITLE, CELL = 18, 18, 22
SIDES = (("statistical", "Statistical"), ("hardware", "Hardware"), ("", "Also"))
ARROWS = {"lower": " ↓", "higher": " ↑", "": ""}
GAP = "  "


def table_blocks(table: Table, *, limit: int, sides: Sequence[tuple[str, str]] = SIDES) -> str:
    """The whole table in at most `limit` units, each side under its heading if it has one; "" for an empty one."""
    blocks = [
        (heading if number == 0 else "", columns)
        for side, heading in sides
        for number, columns in enumerate(
            _that_fit(table, [c for c in table.columns if c.side == side])
        )
    ]
    if not blocks or not table.rows:
        return ""
    share = limit // len(blocks)
    shown = [_block(heading, table.rows, columns, share) for heading, columns in blocks]
    return "\n".join(block for block in shown if block)


def number(cell: Cell) -> str:
    """`0.912 (0.905–0.918)`, `not reached`, `1.2e-05`; a dash for nothing at all."""
    if cell.value is None:
        return one_line(cell.text) or "–"
    digits = _digits(cell)
    shown = _rounded(cell.value, digits)
    if cell.low is not None and cell.high is not None:
        shown = f"{shown} ({_rounded(cell.low, digits)}–{_rounded(cell.high, digits)})"
    return f"{shown} {one_line(cell.text)}" if cell.text.strip() else shown


def _digits(cell: Cell) -> int:
    """Decimals: two significant digits of the interval's width, else three of the value itself."""
    assert cell.value is not None
    if cell.low is not None and cell.high is not None:
        width = abs(cell.high - cell.low)
        if 0 < width < math.inf:
            return max(0, min(6, 1 - math.floor(math.log10(width))))
    if cell.value == 0 or not math.isfinite(cell.value):
        return 0
    return max(0, min(6, 2 - math.floor(math.log10(abs(cell.value)))))


def _rounded(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    if value != 0 and (abs(value) >= 1e6 or abs(value) < 1e-4):
        return f"{value:.2e}"
    return f"{value:.{digits}f}"


def _that_fit(table: Table, columns: Sequence[Column]) -> list[list[Column]]:
    """The columns in groups that are at most `WIDTH` wide together with the rows' names."""
    names = max((_width(_name(row)) for row in table.rows), default=0)
    groups: list[list[Column]] = []
    used = WIDTH
    for column in columns:
        wide = max(_width(text) for text in _column(table.rows, column)) + len(GAP)
        if used + wide > WIDTH:
            groups.append([])
            used = names
        groups[-1].append(column)
        used += wide
    return groups


def _name(row: Row) -> str:
    return _clean(row.name, NAME)


def _title(column: Column) -> str:
    title = _clean(column.title, TITLE)
    unit = f" {_clean(column.unit, 8)}" if column.unit.strip() else ""
    return f"{title}{unit}{ARROWS[column.better]}"


def _column(rows: Sequence[Row], column: Column) -> list[str]:
    cells = [row.cells.get(column.name, Cell()) for row in rows]
    return [_title(column), *(_clean(number(cell), CELL) for cell in cells)]


def _clean(text: str, most: int) -> str:
    """In one line of at most `most` columns; wide characters leave room for fewer."""
    words = one_line(text).replace("`", "'")
    room = most
    while _width(shown := clip(words, room)) > most:
        room -= 1
    return shown or "–"


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _block(heading: str, rows: Sequence[Row], columns: Sequence[Column], limit: int) -> str:
    """Heading and code block within `limit`; rows that do not fit are counted."""
    grid = [["", *(_name(row) for row in rows)], *(_column(rows, column) for column in columns)]
    widths = [max(map(_width, column)) for column in grid]
    lines = []
    for cells in zip(*grid, strict=True):
        name, *values = cells
        first = name + " " * (widths[0] - _width(name))
        others = [
            " " * (wide - _width(value)) + value
            for value, wide in zip(values, widths[1:], strict=True)
        ]
        lines.append(GAP.join([first, *others]).rstrip())
    above = f"**{heading}**\n" if heading else ""
    room = limit - size(f"{above}```\n\n```\n") - size("… and 9999 rows more")
    kept: list[str] = []
    for line in lines:
        room -= size(line) + 1
        if room < 0:
            break
        kept.append(line)
    missing = len(lines) - len(kept)
    if len(kept) < 2:
        return f"{above}{len(rows)} rows" if limit >= size(above) + 20 else ""
    more = f"\n… and {missing} rows more" if missing else ""
    return f"{above}```\n" + "\n".join(kept) + f"\n```{more}"
