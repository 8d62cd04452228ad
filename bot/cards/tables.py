"""A report's table as aligned monospace blocks, one for each side of the comparison.

A block keeps within `WIDTH` characters, so that nothing wraps; columns that do not fit go into a further block with the
rows' names again. A table that is too large for its room loses columns and not rows: of each side the first ones stay,
which are the most important, and a line says how many are missing and where all are. Only when not even one column a
side has room for every row are rows left out, and counted. Numbers are rounded to what their interval supports, never
further than four digits.
"""

from __future__ import annotations

import math
import unicodedata
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from backend.contract.compute import Cell, Column, Row, Table
from bot.cards.text import clip, one_line, plural, size

WIDTH = 56
NAME, TITLE, CELL = 18, 18, 22
SIDES = (("statistical", "Statistical"), ("hardware", "Hardware"), ("", "Also"))
ARROWS = {"lower": " ↓", "higher": " ↑", "": ""}
GAP = "  "


def table_blocks(
    table: Table,
    *,
    limit: int,
    sides: Sequence[tuple[str, str]] = SIDES,
    elsewhere: str = "the report's page has all",
) -> str:
    """The table in at most `limit` units, each side under its heading if it has one; "" for an empty one."""
    names = ["", *(_clean(row.name, NAME) for row in table.rows)]
    of_sides = [
        Side(heading, [_column(table.rows, column) for column in table.columns if column.side == side])
        for side, heading in sides
    ]
    of_sides = [side for side in of_sides if side.columns]
    if not of_sides or not table.rows:
        return ""
    whole = _whole(names, of_sides)
    if size(whole) <= limit:
        return whole
    total = sum(len(side.columns) for side in of_sides)
    room = limit - size(_missing(total, elsewhere))
    kept = _first(names, of_sides, room)
    missing = _missing(total - sum(len(side.columns) for side in kept), elsewhere)
    if all(side.columns for side in kept):
        return _whole(names, kept) + missing
    first = [Side(side.heading, side.columns[:1]) for side in of_sides]
    missing = _missing(total - len(first), elsewhere) if room > 0 else ""
    share = (limit - size(missing)) // len(first)
    shown = [_cut(side.heading, [names, *side.columns], share) for side in first]
    return "\n".join(block for block in shown if block) + missing


@dataclass(frozen=True)
class Side:
    heading: str
    columns: list[list[str]]
    """Texts: the title, then a cell for each row."""


def _first(names: Sequence[str], sides: Sequence[Side], room: int) -> list[Side]:
    """As many columns of each side as fit together, one of each in turn, the first ones first."""
    kept = [Side(side.heading, []) for side in sides]
    waiting = [deque(side.columns) for side in sides]
    while any(waiting):
        for side, columns in zip(kept, waiting, strict=True):
            if not columns:
                continue
            side.columns.append(columns.popleft())
            if size(_whole(names, kept)) > room:
                side.columns.pop()
                columns.clear()  # a less important one does not take its place
    return kept


def _missing(columns: int, elsewhere: str) -> str:
    return f"\n… and {plural(columns, 'column')} more: {elsewhere}" if columns else ""


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


def _that_fit(names: Sequence[str], columns: Sequence[list[str]]) -> list[list[list[str]]]:
    """The columns in groups that are at most `WIDTH` wide together with the rows' names."""
    groups: list[list[list[str]]] = []
    used = WIDTH
    for column in columns:
        wide = max(map(_width, column)) + len(GAP)
        if used + wide > WIDTH:
            groups.append([])
            used = max(map(_width, names))
        groups[-1].append(column)
        used += wide
    return groups


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


def _whole(names: Sequence[str], sides: Sequence[Side]) -> str:
    """All rows of all columns, however long."""
    return "\n".join(
        _above(side.heading if number == 0 else "") + "```\n" + "\n".join(_lines([names, *group])) + "\n```"
        for side in sides
        for number, group in enumerate(_that_fit(names, side.columns))
    )


def _above(heading: str) -> str:
    return f"**{heading}**\n" if heading else ""


def _lines(grid: Sequence[Sequence[str]]) -> list[str]:
    """Columns side by side: names at the left, the others at the right of theirs."""
    widths = [max(map(_width, column)) for column in grid]
    lines = []
    for name, *values in zip(*grid, strict=True):
        first = name + " " * (widths[0] - _width(name))
        others = [
            " " * (wide - _width(value)) + value
            for value, wide in zip(values, widths[1:], strict=True)
        ]
        lines.append(GAP.join([first, *others]).rstrip())
    return lines


def _cut(heading: str, grid: Sequence[Sequence[str]], limit: int) -> str:
    """Heading and code block within `limit`; rows that do not fit are counted."""
    above, lines = _above(heading), _lines(grid)
    room = limit - size(f"{above}```\n\n```\n") - size("… and 9999 rows more")
    kept: list[str] = []
    for line in lines:
        room -= size(line) + 1
        if room < 0:
            break
        kept.append(line)
    missing = len(lines) - len(kept)
    if len(kept) < 2:
        return f"{above}{len(lines) - 1} rows" if limit >= size(above) + 20 else ""
    more = f"\n… and {missing} rows more" if missing else ""
    return f"{above}```\n" + "\n".join(kept) + f"\n```{more}"
