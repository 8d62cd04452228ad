"""A report's numbers to take away, as CSV (RFC 4180) and JSON: its table, each figure's lines, everything raw.

    table.csv       a row of the table a line; each column with its interval and what it says in words
    figure-N.csv    a point of a run a line: line, run, x, y
    raw.csv         everything in the raw numbers, a value a line: where it stands, and what it is
    report.json     the report itself

Pure: bytes of the raw numbers go in, text comes out. What came from a benchmark is not trusted: a text that a
spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from backend.contract.compute import Cell, Report, Table

FIGURE = re.compile(r"figure-([1-9][0-9]?)\.csv")
Plain = str | float | int | bool | None


class NotThere(Exception):
    """The report has no such numbers."""


def download(report: Report, name: str, raw: bytes | None) -> tuple[str, str]:
    """The text called `name`, and its media type. Raises `NotThere`."""
    if name == "report.json":
        return report.model_dump_json(indent=1), "application/json"
    if name == "table.csv":
        return table_csv(report.table), "text/csv"
    if raw is None:
        raise NotThere(name)
    try:
        numbers = json.loads(raw)
    except ValueError:
        raise NotThere(name) from None
    if name == "raw.csv":
        without = (
            {k: v for k, v in numbers.items() if k != "figures"}
            if isinstance(numbers, dict)
            else numbers
        )
        return _csv([("where", "value"), *_leaves(without, ())]), "text/csv"
    figure = FIGURE.fullmatch(name)
    if figure is not None:
        return figure_csv(numbers, int(figure[1]) - 1), "text/csv"
    raise NotThere(name)


def table_csv(table: Table) -> str:
    """A column becomes four: value, lower and upper end of its interval, words."""
    heads = ["name"]
    for column in table.columns:
        unit = f" ({column.unit})" if column.unit else ""
        title = f"{column.title}{unit}"
        heads += [title, f"{title} low", f"{title} high", f"{title} in words"]
    lines: list[Sequence[Plain]] = [heads]
    for row in table.rows:
        cells = [row.cells.get(column.name, Cell()) for column in table.columns]
        lines.append(
            [
                row.name,
                *(part for each in cells for part in (each.value, each.low, each.high, each.text)),
            ]
        )
    return _csv(lines)


def figure_csv(numbers: Any, picture: int) -> str:
    """The lines of the picture of that number, counted from 0. Raises `NotThere`."""
    try:
        [drawing] = [each for each in numbers["figures"] if each["picture"] == picture]
        return _csv([("line", "run", str(drawing["x"]), str(drawing["y"])), *_points(drawing)])
    except (KeyError, TypeError, ValueError, IndexError):
        raise NotThere(f"figure-{picture + 1}.csv") from None


def _points(drawing: Mapping[str, Any]) -> Iterator[Sequence[Plain]]:
    for line in drawing["lines"]:
        for run, values in zip(line["runs"], line["y"], strict=True):
            for x, y in zip(line["x"], values, strict=True):
                yield str(line["name"]), str(run), _number(x), _number(y)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _leaves(value: Any, where: tuple[str, ...]) -> Iterator[Sequence[Plain]]:
    """Every number and word below `value`; a thing in a list goes by its name if it has one."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*where, str(key)))
    elif isinstance(value, list):
        for at, below in enumerate(value):
            name = below.get("name") if isinstance(below, dict) else None
            yield from _leaves(below, (*where, name if isinstance(name, str) else str(at)))
    else:
        yield "/".join(where), value


def _csv(lines: Iterable[Sequence[Plain]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow(["" if part is None else _safe(part) for part in line])
    return out.getvalue()


def _safe(part: str | float) -> str | float:
    return (
        f"'{part}"
        if isinstance(part, str) and part.startswith(("=", "+", "-", "@", "\t", "\r"))
        else part
    )
