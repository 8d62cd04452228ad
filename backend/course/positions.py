"""On which line of a TOML file each key stands.

`tomllib` forgets positions. It is, however, a judge of what a statement is: a header or a `key =
value` ends at the first line break at which it parses by itself. So the file is cut into statements
with `tomllib`'s help, and each is read for the keys that it sets. That needs no second parser, and
as it is done only where there is something to report, a start does not pay for it.

This does *not* look inside arrays that are written in one statement; what is wrong in there is
reported on the line on which the statement begins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from backend.course.findings import Key

Path = tuple[Key, ...]


class Positions:
    """The lines (from 1) of every table and key of `text`, which must be valid TOML."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        elements: dict[Path, int] = {}
        table: Path = ()
        for number, statement in _statements(text):
            keys = _keys(tomllib.loads(statement))
            if statement.lstrip().startswith("[["):
                inside = _resolve(keys[:-1], (), elements)
                array = (*inside, keys[-1])
                elements[array] = elements.get(array, 0) + 1
                table = (*array, elements[array] - 1)
                self._note(table, number)
            elif statement.lstrip().startswith("["):
                table = _resolve(keys, (), elements)
                self._note(table, number)
            else:
                self._note(_resolve(keys, table, elements), number)

    def line(self, path: Path) -> int:
        """The line of that value, or else of the nearest table around it; 0 for the file itself."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 0

    def __iter__(self) -> Iterator[tuple[Path, int]]:
        return iter(self._lines.items())

    def _note(self, path: Path, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], number)


def _statements(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    begun: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not begun and (not line.strip() or line.lstrip().startswith("#")):
            continue
        begun.append(line)
        statement = "\n".join(begun)
        try:
            tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        found.append((number - len(begun) + 1, statement))
        begun = []
    return found


def _keys(parsed: dict[str, Any]) -> list[str]:
    """The keys of a statement's header or left side, outermost first.

    A statement sets one value. As its value may itself be a table, the descent would run too deep;
    that does no harm, as the deeper keys stand on the same line.
    """
    keys: list[str] = []
    value: object = parsed
    while isinstance(value, dict) and len(value) == 1:
        key, value = next(iter(value.items()))
        keys.append(key)
    return keys


def _resolve(keys: list[str], base: Path, elements: dict[Path, int]) -> Path:
    """The full path, with an index put in after each array of tables: that of its newest one."""
    path = base
    for key in keys:
        path = (*path, key)
        if path in elements:
            path = (*path, elements[path] - 1)
    return path
