"""The guide to writing a course keeps its word: its example is taken from the page and loaded."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.course.lint import check
from backend.course.load import load
from backend.course.model import Course

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "course.md"
BLOCK = re.compile(
    r"^```(?:toml|markdown)\n(?:#|<!--) file: (\S+)(?: -->)?\n(.*?)^```$", re.M | re.S
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    blocks = dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    assert set(blocks) == {"course.toml", "policies.md"}
    for name, text in blocks.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_course_on_the_page_loads(folder: Path) -> None:
    course = load(folder)
    assert course.id == "tiny-course"
    assert [meeting.mode for meeting in course.meetings] == ["in person", "online", "no class"]
    assert course.starts(course.meetings[0]) == datetime(2030, 9, 9, 8, 15, tzinfo=UTC)
    exercise = course.deadline("exercise")
    assert exercise is not None
    assert course.due(exercise) == datetime(2030, 9, 20, 21, 59, tzinfo=UTC)
    assert [passage.slug for passage in course.policies] == ["late-work"]


def test_the_linter_has_no_errors_and_one_question(folder: Path) -> None:
    findings = check(folder)
    assert [finding.level for finding in findings] == ["warning"]
    assert "no hour is stated for 1 of 2 deadlines (review-1)" in findings[0].message


def test_the_claims_on_the_page_fit_the_model(folder: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    begin = text.index("    [[deadlines.claims]]")
    claims = text[begin : text.index("`due`, `late_until`")].replace("\n    ", "\n").strip()
    review = 'id = "review-1"\n'
    file = folder / "course.toml"
    written = file.read_text(encoding="utf-8")
    before, after = written.split(review)
    own, rest = after.split("[[gaps]]")
    moved = own.replace("2030-09-30", "2030-09-16")
    file.write_text(f"{before}{review}{moved}{claims}\n[[gaps]]{rest}", encoding="utf-8")
    [finding] = [each for each in check(folder) if "disagree" in each.message]
    assert "discussed: 16 September, 23 September" in finding.message


def test_every_key_of_a_course_is_on_the_page_or_in_the_first_course() -> None:
    first = Path(__file__).parents[2] / "courses" / "cs6787-spring-2024" / "course.toml"
    shown = PAGE.read_text(encoding="utf-8") + first.read_text(encoding="utf-8")
    assert [key for key in Course.model_fields if key not in shown] == []
