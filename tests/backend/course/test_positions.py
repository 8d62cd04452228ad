"""The line of every key: held against the files as they are, and against TOML that is written
oddly.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from backend.course.positions import Path as Steps
from backend.course.positions import Positions

FILES = sorted((Path(__file__).parents[3] / "courses").glob("*/course.toml"))


def leaves(value: Any, path: Steps = ()) -> list[Steps]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in leaves(inner, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [found for i, inner in enumerate(value) for found in leaves(inner, (*path, i))]
    return [path]


@pytest.mark.parametrize("file", FILES, ids=[file.parent.name for file in FILES])
def test_every_key_of_every_course_stands_where_it_is_said_to(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines, positions = text.splitlines(), Positions(text)
    paths = leaves(tomllib.loads(text))
    assert len(paths) > 100
    assert len({positions.line(path) for path in paths}) == len(paths)
    for path in paths:
        assert lines[positions.line(path) - 1].split("=")[0].strip() == path[-1]


ODD = '''\
# a comment
"quoted key" = 1
a.b = "x"   # dotted
long = [
  1, # one ]
  2,
]
text = """
[not.a.table]
key = "in a string"
"""
[table]   # a comment
inline = { x = 1, y = { z = 2 } }
[[rows]]
n = 1
[[rows.cells]]
n = 2
[[rows.cells]]
n = 3
[[rows]]
[rows.more]
n = 4
[[rows.cells]]
n = 5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("quoted key",), 2),
        (("a", "b"), 3),
        (("long",), 4),
        (("long", 1), 4),
        (("text",), 8),
        (("table",), 12),
        (("table", "inline", "y", "z"), 13),
        (("rows", 0), 14),
        (("rows", 0, "n"), 15),
        (("rows", 0, "cells", 0, "n"), 17),
        (("rows", 0, "cells", 1), 18),
        (("rows", 0, "cells", 1, "n"), 19),
        (("rows", 1), 20),
        (("rows", 1, "more", "n"), 22),
        (("rows", 1, "cells", 0, "n"), 24),
        (("rows", 1, "cells", 0, "missing"), 23),
        (("nothing",), 0),
        ((), 0),
    ],
)
def test_odd_but_valid(path: Steps, line: int) -> None:
    tomllib.loads(ODD)
    assert Positions(ODD).line(path) == line
