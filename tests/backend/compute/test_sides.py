"""The lab has two sides and a seam between them; who imports whom inside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "backend" / "compute"
BACKEND_SIDE = {
    "desk", "leases", "offers", "queue", "estimates", "lineup", "store", "downloads", "standing", "reports", "tables",
}  # fmt: skip
WORKER_SIDE = {"worker", "terminal", "assembly", "engines", "child", "frames", "processes"}
SHARED = {"fields", "limits"}
HEAVY = {"torch", "numpy", "scipy", "sklearn", "matplotlib"}
STATE = {"sqlmodel", "sqlalchemy", "backend.desk", "backend.db", "backend.outbox", "backend.tables"}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def files() -> Iterator[tuple[str, Path]]:
    for file in sorted(FOLDER.rglob("*.py")):
        yield file.relative_to(FOLDER).with_suffix("").parts[0], file


@pytest.mark.parametrize(("subject", "file"), [pytest.param(*f, id=f[1].stem) for f in files()])
def test_each_side_keeps_to_itself(subject: str, file: Path) -> None:
    named = set(imports(file))
    tops = {name.split(".")[0] for name in named}
    ours = {name.split(".")[2] for name in named if name.startswith("backend.compute.")}
    if subject in BACKEND_SIDE | SHARED:
        assert not tops & HEAVY
        assert ours <= BACKEND_SIDE | SHARED
    else:
        assert not {each for each in STATE for name in named if f"{name}.".startswith(f"{each}.")}
        assert not ours & BACKEND_SIDE
    if subject in WORKER_SIDE:
        assert not tops & HEAVY
        assert ours <= WORKER_SIDE | SHARED | {"experiment", "machine"}
    elif subject not in BACKEND_SIDE | SHARED | {"__init__"}:
        assert not ours & WORKER_SIDE, "what is measured knows no worker"
