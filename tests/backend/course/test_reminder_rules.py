"""Lead times in a course file: what is right, what cannot be, and what holds where nothing is written."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from backend.course.load import load
from tests.backend.course.conftest import Folder

RULES = """[reminders.personal]
review = ["36h", "3h"]
"""


def test_what_is_written_and_what_is_not(folder: Folder) -> None:
    rules = load(folder.path).reminders
    assert (rules.role, rules.hour, rules.set_by) == ("DEMO 301", time(8), "us")
    assert rules.personal.of("review") == ("36h", "3h")
    assert rules.personal.of("project") == ("2d",), "the house's own, where nothing is written"
    assert rules.channel.of("assignment") == ("1d",)
    assert rules.channel.of("review") == rules.channel.of("presentation") == ()


def test_without_the_whole_part(folder: Folder) -> None:
    text = folder.file.read_text(encoding="utf-8")
    begin, end = text.index("[reminders]"), text.index("[[meetings]]")
    folder.file.write_text(text[:begin] + text[end:], encoding="utf-8")
    course = load(folder.path)
    assert course.reminders.role is None and course.reminder_hour == time(9, 10), "when class begins"
    assert course.reminders.personal.of("presentation") == ("7d", "1d")
    assert course.reminders.channel.of("review") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (RULES, '[reminders.personal]\nreview = ["36h", "36h"]\n', "a lead of review is listed twice"),
        (RULES, '[reminders.personal]\nreview = ["2 days"]\n', "String should match pattern"),
        (RULES, '[reminders.personal]\nreviews = ["2d"]\n', "did you mean `review`?"),
        ("[reminders.channel]\n", '[reminders.channel]\ngrace = ["1d"]\n', "`grace` is no key"),
    ],
)  # fmt: skip
def test_what_cannot_be(folder: Folder, old: str, new: str, says: str) -> None:
    line = folder.edit(old, new)
    error = folder.only_error()
    assert says.lower() in error.message.lower() and error.line >= line


def test_grace_that_never_ends_is_worth_a_word(folder: Folder) -> None:
    folder.edit("grace_days = 1", "grace_days = 0")
    [warning] = [each for each in folder.warnings() if "never come" in each.message]
    assert Path(warning.file) == folder.file
