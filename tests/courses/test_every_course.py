"""What holds for every folder under `courses/`, and that no Python of ours knows any of them."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from backend.course.lint import check
from backend.course.load import load

ROOT = Path(__file__).parent.parent.parent
FOLDERS = sorted(path.parent for path in (ROOT / "courses").glob("*/course.toml"))
NAMES = [folder.name for folder in FOLDERS]


@pytest.fixture(params=FOLDERS, ids=NAMES)
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_there_are_two_at_least() -> None:
    assert len(FOLDERS) >= 2


def test_it_has_no_errors(folder: Path) -> None:
    assert [finding for finding in check(folder) if finding.level == "error"] == []


def test_its_id_is_the_name_of_its_folder(folder: Path) -> None:
    assert load(folder).id == folder.name


def test_it_loads_in_a_moment(folder: Path) -> None:
    load(folder)
    began = time.perf_counter()
    load(folder)
    assert time.perf_counter() - began < 0.15


def test_lists_come_sorted(folder: Path) -> None:
    course = load(folder)
    assert list(course.meetings) == sorted(course.meetings, key=lambda each: each.day)
    assert list(course.deadlines) == sorted(course.deadlines, key=lambda each: each.day)


def test_every_meeting_lies_on_its_own_day(folder: Path) -> None:
    course = load(folder)
    for meeting in course.meetings:
        if meeting.is_class:
            first, after = course.day_bounds(meeting.day)
            assert first <= course.starts(meeting) < course.ends(meeting) <= after


def test_every_paper_can_be_signed_up_for(folder: Path) -> None:
    course = load(folder)
    for paper in course.papers:
        meeting = course.meeting_of_paper(paper.id)
        assert meeting is not None
        assert course.sign_up_opens < course.sign_up_ends(paper) <= course.starts(meeting)


def _constants(file: Path) -> Iterator[str | int]:
    """Strings and numbers of the code; what only explains (docstrings, comments) may name
    examples.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    explains = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() | int() as value) if id(node) not in explains:
                yield value
            case ast.Name():
                yield node.id
            case ast.Attribute():
                yield node.attr


def _sources() -> list[Path]:
    return [file for room in ("backend", "bot") for file in (ROOT / room).rglob("*.py")]


def test_no_python_knows_a_course(folder: Path) -> None:
    """The name of a folder may stand in a default setting; what is inside it, nowhere."""
    course = load(folder)
    names = {course.code, course.title, course.room, course.instructor, course.zone}
    names |= {course.instructor.split(" ", 1)[1], course.room.split()[0]}
    names |= {course.zone.split("/")[-1]}
    names |= {course.office.room} if course.office else set()
    names |= {paper.title for paper in course.papers}
    names |= {deadline.title for deadline in course.deadlines}
    days = (course.last_day - course.first_day).days
    term = [course.first_day + timedelta(days=n) for n in range(days + 1)]
    dates = {form for day in term for form in (day.isoformat(), f"{day.day} {day:%B} {day.year}")}
    files = _sources()
    assert files
    for file in files:
        for value in _constants(file):
            if isinstance(value, int):
                assert value != course.first_day.year, f"{file} knows the year of {course.id}"
                continue
            known = [name for name in names if name in value]
            known += [
                form
                for form in re.findall(r"\d{4}-\d\d-\d\d|\d+ \w+ \d{4}", value)
                if form in dates
            ]
            assert known == [], f"{file} knows {known} of {course.id}"


def test_that_test_would_notice(tmp_path: Path) -> None:
    file = tmp_path / "guilty.py"
    file.write_text(
        '"""Not 1999."""\nROOM = "Phillips"\nDAY = date(2024, 2, 7)\n', encoding="utf-8"
    )
    assert {"Phillips", 2024} <= set(_constants(file))
    assert "Not 1999." not in set(_constants(file))


def test_the_made_up_course_differs_where_a_rule_could_hide_in_python() -> None:
    first, other = (load(ROOT / "courses" / name) for name in NAMES[:2])
    assert first.zone != other.zone
    assert not set(first.class_times.weekdays) & set(other.class_times.weekdays)
    assert first.sign_up.seats_per_paper != other.sign_up.seats_per_paper
    assert first.sign_up.hours_before_meeting != other.sign_up.hours_before_meeting
    assert first.reviews.grace_days != other.reviews.grace_days
    assert first.reviews.grace_day != other.reviews.grace_day
    assert first.reviews.presenter_exemption != other.reviews.presenter_exemption
    assert first.default_hour != other.default_hour
    assert {len(first.papers_of(1)), len(other.papers_of(1))} == {2, 3}


def test_the_made_up_course_is_a_day_ahead_of_utc() -> None:
    course = load(ROOT / "courses" / "demo-waihou-summer-2025")
    mornings = [each for each in course.meetings if each.is_class and not each.extra_day]
    assert mornings
    assert all(course.starts(each).date() == each.day - timedelta(days=1) for each in mornings)
    [special] = [each for each in course.meetings if each.extra_day]
    assert special.day == date(2025, 4, 5)
