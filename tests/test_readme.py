"""What the README promises is there: links, pictures, commands, rooms."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_the_rooms_are_there() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## The rooms")[1]
    for row in table.split("\n\n")[1].splitlines():
        for room in re.findall(r"`([a-z/.]+)`", row.split("|")[1]):
            assert (ROOT / room).exists(), room


def test_its_terminal_commands_are_understood() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    typed = re.findall(r"^\.venv/bin/syllabot (\w+)", text, flags=re.MULTILINE)
    told = subprocess.run(
        [sys.executable, "syllabot.py", "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert len(typed) >= 3
    for command in typed:
        assert f"  {command} " in told.stdout


def test_make_has_the_two_commands() -> None:
    told = subprocess.run(
        ["make", "-s", "help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "make run" in told.stdout and "make test" in told.stdout
