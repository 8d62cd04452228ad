"""Draws the arrows of the house from the code's imports: who imports whom, and what an import must not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# What of ours each room may import. The longest prefix that fits a module decides; a room may import itself.
ARROWS: dict[str, tuple[str, ...]] = {
    "backend.contract": (),
    "backend.link": ("backend.contract",),
    "backend.clock": (),
    "backend.settings": (),
    "backend.blobs": (),
    "backend.db": (),
    "backend.tables": (),
    "backend.waiting": ("backend.contract",),
    "backend.outbox": ("backend.contract",),
    "backend.course": ("backend.contract",),
    "backend.openapi": ("backend.contract", "backend.link"),
    "backend.migrate": ("backend.db",),
    "backend.desk": (
        "backend.blobs", "backend.clock", "backend.contract", "backend.course", "backend.db",
        "backend.leases", "backend.outbox", "backend.settings", "backend.tables", "backend.waiting",
    ),
    "backend.presence": ("backend.desk",),
    "backend.leases": (),
    "backend.places": ("backend.contract", "backend.desk"),
    "backend.notices": (
        "backend.contract", "backend.delivery", "backend.desk", "backend.leases", "backend.outbox",
    ),
    "backend.delivery": ("backend.contract", "backend.desk", "backend.outbox"),
    "backend.announcements": (
        "backend.contract", "backend.desk", "backend.outbox", "backend.scheduling.words",
    ),
    "backend.events": ("backend.contract", "backend.desk", "backend.outbox"),
    "backend.feed": ("backend.contract", "backend.desk"),
    "backend.answers": (
        "backend.contract", "backend.course", "backend.desk", "backend.settings", "backend.scheduling.words",
    ),
    "backend.timekeeping": (
        "backend.contract", "backend.course", "backend.desk", "backend.tables", "backend.scheduling.signup",
    ),
    "backend.desks": ("backend",),
    "backend.web": (
        "backend.blobs", "backend.contract", "backend.desk", "backend.link", "backend.openapi",
        "backend.compute.reports",
    ),
    "backend.scheduling": (
        "backend.contract", "backend.course", "backend.desk", "backend.grading.rules", "backend.outbox",
    ),
    "backend.grading.rules": ("backend.contract", "backend.course"),
    "backend.grading": ("backend.contract", "backend.course", "backend.desk"),
    "backend.compute": ("backend.contract", "backend.desk", "backend.settings"),
    "backend.compute.worker": ("backend.compute", "backend.contract", "backend.link"),
    "backend.compute.experiments": ("backend.compute", "backend.contract"),
    "backend.compute.workloads": ("backend.compute", "backend.contract"),
    "backend.compute.optimizers": ("backend.compute", "backend.contract"),
    "backend.compute.quantizers": ("backend.compute", "backend.contract"),
    "bot": ("backend.contract", "backend.link"),
    "sandbox": (),
}  # fmt: skip

OURS = ("backend", "bot", "sandbox", "launch", "tests", "syllabot")


def modules(*rooms: str) -> Iterator[tuple[str, Path]]:
    for room in rooms:
        for file in sorted((ROOT / room).rglob("*.py")):
            if "__pycache__" in file.parts:  # compiled kernels
                continue
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


@cache
def imports(module: str, file: Path) -> tuple[str, ...]:
    """Every module that `file` imports, at the top or inside a function."""
    return tuple(_imports(module, file))


def _imports(module: str, file: Path) -> Iterator[str]:
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], base]).strip(".")
            for alias in node.names:
                inside = f"{base}.{alias.name}"
                is_module = (ROOT / inside.replace(".", "/")).with_suffix(".py").exists()
                yield inside if is_module else base


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


@pytest.mark.parametrize(
    ("module", "file"),
    [pytest.param(*each, id=each[0]) for each in modules("backend", "bot", "sandbox")],
)
def test_arrows_point_one_way(module: str, file: Path) -> None:
    room = max((each for each in ARROWS if within(module, each)), key=len, default=None)
    if module == "backend" or within(module, "backend.migrations"):
        return
    assert room is not None, f"{module} has no room: say in ARROWS what it may import"
    for other in imports(module, file):
        if other.split(".")[0] in OURS:
            allowed = within(other, room) or any(within(other, each) for each in ARROWS[room])
            assert allowed, f"{module} (room {room}) must not import {other}"


@pytest.mark.parametrize("desk", ["scheduling", "grading", "compute", "answers"])
def test_sibling_desks_ask_and_never_import_one_another(desk: str) -> None:
    siblings = {"scheduling", "grading", "compute", "answers"} - {desk}
    for module, file in modules(f"backend/{desk}"):
        for other in imports(module, file):
            for sibling in siblings:
                pure = other in ("backend.grading.rules", "backend.scheduling.words")
                assert pure or not within(other, f"backend.{sibling}"), f"{module} imports {other}"


PYDANTIC_ONLY = {"pydantic", "pydantic_core"}


@pytest.mark.parametrize(
    ("module", "file"), [pytest.param(*each, id=each[0]) for each in modules("backend/contract")]
)
def test_the_contract_is_pydantic_only(module: str, file: Path) -> None:
    for other in imports(module, file):
        top = other.split(".")[0]
        assert top in PYDANTIC_ONLY | {"backend"} or top in sys.stdlib_module_names, (
            f"{module}: {other}"
        )


@pytest.mark.parametrize(
    ("loads", "never"),
    [
        (
            "bot.client",
            {"sqlalchemy", "sqlmodel", "alembic", "torch", "numpy", "matplotlib", "apscheduler"},
        ),
        (
            "launch.backend",
            {"torch", "numpy", "matplotlib", "sklearn", "discord", "alembic", "openai", "icalendar"},
        ),
        ("launch.worker", {"torch", "sqlalchemy", "sqlmodel", "discord", "matplotlib"}),
        ("launch.sandbox", {"torch", "sqlalchemy", "discord", "numpy"}),
        ("syllabot", {"torch", "sqlalchemy", "discord", "numpy", "aiohttp", "pydantic"}),
    ],
)
def test_importing_a_part_loads_only_that_part(loads: str, never: set[str]) -> None:
    code = f"import {loads}, sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert not never & set(ran.stdout.split())
