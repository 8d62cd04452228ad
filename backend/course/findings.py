"""What is wrong with a course folder, or ought to be decided: findings, each with its file and
line.

    CourseFileError       a folder that cannot be used; it carries every finding at once
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
Key = str | int
"""A step into a course file: a key of a table, or an index (from 0) into an array."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding before its line is known. `path` leads to the value in `course.toml`."""

    level: Level
    path: tuple[Key, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one place. `line` counts from 1; 0 means the file as a whole."""

    level: Level
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.level}: {self.message}"


class CourseFileError(Exception):
    """The course folder cannot be used as it is. Correct what is listed and start again."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        listed = "\n".join(str(finding) for finding in findings)
        super().__init__(f"{type(self).__doc__}\n{listed}")
