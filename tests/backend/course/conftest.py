"""A course folder to break: a copy of the made-up course, changed by one exact replacement at a
time.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.course.findings import Finding
from backend.course.lint import check

DEMO = Path(__file__).parents[3] / "courses" / "demo-waihou-summer-2025"


@dataclass
class Folder:
    """A course folder in a temporary place."""

    path: Path

    @property
    def file(self) -> Path:
        return self.path / "course.toml"

    @property
    def policies(self) -> Path:
        return self.path / "policies.md"

    def edit(self, old: str, new: str, *, file: str = "course.toml") -> int:
        """Replace the one place that reads `old`; the line on which it stood, from 1."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def errors(self) -> list[Finding]:
        return [finding for finding in check(self.path) if finding.level == "error"]

    def warnings(self) -> list[Finding]:
        return [finding for finding in check(self.path) if finding.level == "warning"]

    def only_error(self) -> Finding:
        errors = self.errors()
        assert len(errors) == 1, errors
        return errors[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    copy = Folder(tmp_path / "course")
    shutil.copytree(DEMO, copy.path)
    assert copy.errors() == []
    return copy
