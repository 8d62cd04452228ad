"""Planted faults, one at a time: the linter finds each, names file and line, and says nothing
else is wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.course.lint import check
from tests.backend.course.conftest import Folder

FIRST = Path(__file__).parents[3] / "courses" / "cs6787-spring-2024"


@pytest.mark.parametrize(
    ("old", "new", "shift", "says"),
    [
        # The six that any course file must be safe from:
        ("grace_days = 1", "grace_days = 1\ngrace_weeks = 1", 1, "`grace_weeks` is no key"),
        ('day = 2025-03-11\nweekday = "Tuesday"', 'day = 2025-03-11\nweekday = "Thursday"', 1,
         "2025-03-11 is a Tuesday, not a Thursday"),
        ('day = 2025-04-17\nweekday = "Thursday"', 'day = 2025-04-24\nweekday = "Thursday"', 0,
         "lies outside the term"),
        ("percent = 37.5", "percent = 37", None, "add up to 99.5 percent"),
        ("discussions = [2]", "discussions = [2, 1]", 0, "discussion 1 is already held"),
        ('papers = ["2a", "2b", "2c"]', 'papers = ["2a", "2b", "2d"]', 0, "2d, which is no paper"),
        # And more:
        ('id = "2c"', 'id = "2b"', 0, "paper 2b is listed twice"),
        ('title = "A faster sheep (made up)"',
         'title = "on counting  sheep by sampling (made up)"', 0, "listed twice"),
        ('day = 2025-03-17\nweekday = "Monday"', 'day = 2025-03-11\nweekday = "Tuesday"', 3,
         "before the paper is discussed on 2025-03-13"),
        ("extra_day = true\n", "", -3, "extra_day = true if that is meant"),
        ("[[meetings]]\nday = 2025-03-18", "[[meetings]]\nday = 2025-03-11", 1, "listed twice"),
        ("last_day = 2025-04-17", "last_day = 2025-02-17", 0, "before it begins"),
        ("lectures = [3]", "lectures = [3, 4]", 0, "lecture 4 is not among [[lectures]]"),
        ("lectures = [3]", "lectures = [3, 2]", 0, "lecture 2 is already held"),
        ("lectures = [3]\n", "", None, "lecture 3 is held on no day"),
        ("discussions = [3]", "", None, "paper 3a is discussed on no day"),
        ("discussions = [3]", "discussions = [3, 4]", 0, "discussion 4 has no paper"),
        ("end = 15:00:00", "end = 12:00:00", 0, "it ends at 12:00, and begins at 13:00"),
        ("end = 09:30:00", "end = 08:00:00", 0, "it ends at 08:00"),
        ("end = 10:30:00", "end = 09:00:00", 0, "it ends at 09:00, and begins at 09:10"),
        ("released = 2025-03-18", "released = 2025-04-18", 0, "lies outside the term"),
        ("closes = 2025-04-10T09:10:00", "closes = 2025-03-01T00:00:00", 0,
         "closes before it opens"),
        ("minutes_least = 10", "minutes_least = 30", 0, "the least is more than the most"),
        ('title = "Reading day"\n', "", -4, "needs a title"),
        ('title = "Reading day"', 'title = "Reading day"\nactivities = ["swimming"]', -1,
         "there is no class on this day"),
        ('of = "sign_up"', 'of = "sign_up.prize"', 0, "`sign_up.prize` is no value"),
        ('id = "exercise-2"', 'id = "exercise-1"', 0, "the deadline exercise-1 is listed twice"),
        ('papers = ["3a", "3b", "3c"]', 'papers = ["3a", "3b", "2c"]', 0, "already asked for"),
        ('papers = ["3a", "3b", "3c"]\n', "", -6, "is a review of no paper"),
        ('id = "exercise-1"\n', 'id = "exercise-1"\npapers = ["1a"]\n', 1, "is no review"),
    ],
)  # fmt: skip
def test_a_planted_error(folder: Folder, old: str, new: str, shift: int | None, says: str) -> None:
    line = folder.edit(old, new)
    found = [finding for finding in folder.errors() if says in finding.message]
    assert found, folder.errors()
    assert all(finding.file == str(folder.file) for finding in found)
    if shift is not None:
        assert found[0].line == line + shift
        assert str(found[0]).startswith(f"{folder.file}:{line + shift}: error: ")
    else:
        assert all(finding.line > 0 for finding in found)


def test_claims_of_which_none_fits(folder: Folder) -> None:
    claim = (
        '[[deadlines.claims]]\nwhere = "a poster"\nsays = "It is due later."\ndue = 2025-04-16\n'
    )
    line = folder.edit(
        'day = 2025-04-17\nweekday = "Thursday"\nhour',
        'day = 2025-04-17\nweekday = "Thursday"\n\nhour',
    )
    text = folder.file.read_text(encoding="utf-8")
    begin = text.index("[[sources]]")
    folder.file.write_text(text[:begin] + claim + "\n" + text[begin:], encoding="utf-8")
    assert folder.only_error().line == line
    assert "none of the claims" in folder.only_error().message


def test_milestones_must_lead_somewhere(folder: Folder) -> None:
    project = """
[project]
group_size_most = 2
subject_to_change = false
requirements = []

[[project.milestones]]
id = "nowhere"
title = "Nowhere"
deadline = "exercise-9"

[[project.milestones]]
id = "neither"
title = "Neither a day nor a deadline"

[[project.milestones]]
id = "late"
title = "Late"
day = 2026-01-01
"""
    folder.edit("[[sources]]\n", project + "\n[[sources]]\n")
    text = folder.file.read_text(encoding="utf-8").splitlines()
    found = {finding.message: text[finding.line - 1] for finding in folder.errors()}
    assert found == {
        "there is no deadline 'exercise-9'": 'deadline = "exercise-9"',
        "the milestone 'neither' needs either a deadline or a day of its own": (
            "[[project.milestones]]"
        ),
        "the milestone 'late', 2026-01-01 lies outside the term, 2025-03-04 to 2025-04-17": (
            "day = 2026-01-01"
        ),
    }


def test_errors_come_first_and_each_is_one_line(folder: Folder) -> None:
    folder.edit("percent = 30", "percent = 31")
    folder.edit('activities = ["Field day: every group measures its own machine"]\n', "")
    findings = check(folder.path)
    levels = [finding.level for finding in findings]
    assert levels == sorted(levels)
    assert set(levels) == {"error", "warning"}
    assert all("\n" not in str(finding) for finding in findings)


def test_the_six_doubts_about_the_first_course_and_the_rest() -> None:
    lines = (FIRST / "course.toml").read_text(encoding="utf-8").splitlines()
    findings = check(FIRST)
    assert {finding.level for finding in findings} == {"warning"}
    said = {finding.message: finding.line for finding in findings}

    def line_of(*words: str) -> str:
        [line] = [line for message, line in said.items() if all(word in message for word in words)]
        return "\n".join(lines[line - 1 : line + 1])

    assert line_of("nothing is listed for the class on 4 March") == "[[meetings]]\nday = 2024-03-04"
    assert line_of("evening of 28 February", "lecture 7") == "[[meetings]]\nday = 2024-02-28"
    assert line_of("no review is listed for discussions 2, 4 and 12").startswith("[reviews]")
    assert line_of("two sources disagree", "29 April", "1 May").endswith('id = "abstract-draft"')
    assert line_of("missing from the calendar part", "15 May").endswith('id = "report"')
    assert line_of("no hour is stated for 13 of 14 deadlines").endswith('id = "review-1"')
    assert line_of("no late rule is stated for assignments (pa1, pa2)").endswith('id = "pa1"')
    assert line_of("undecided").startswith("presenter_exemption")
    assert line_of("calendar day or 24 hours").startswith("grace_day")
    assert line_of("is due on 25 March", "proposal").endswith('id = "review-7"')
    assert line_of("is due on 29 April", "abstract draft").endswith('id = "review-11"')


def test_the_days_on_which_grace_ends_with_a_discussion() -> None:
    ends = [finding.message for finding in check(FIRST) if "days of grace" in finding.message]
    days = [message.split(" end on ")[1].split(",")[0] for message in ends]
    assert days == ["13 March", "20 March", "27 March", "10 April", "17 April", "24 April"]


def test_what_is_due_on_a_day_with_a_discussion() -> None:
    due = [finding.message for finding in check(FIRST) if ", when discussion" in finding.message]
    days = [
        message.split(" is due on ")[1].split(",")[0] for message in due if " is due on " in message
    ]
    assert days == ["7 February", "21 February", "28 February"]


def test_what_is_decided_is_not_asked_again(folder: Folder) -> None:
    said = " ".join(finding.message for finding in folder.warnings())
    assert "hour is stated" not in said
    assert "undecided" not in said
    assert "24 hours" not in said
    assert "late rule" not in said


def test_an_unusual_number_of_papers(folder: Folder) -> None:
    folder.edit("papers_per_discussion = 3", "papers_per_discussion = 2")
    assert sum("where 2 are usual" in finding.message for finding in folder.warnings()) == 3


def test_policies_that_are_missing_or_empty(folder: Folder) -> None:
    folder.policies.write_text("# Only a title\n", encoding="utf-8")
    [empty] = [each for each in folder.warnings() if each.file == str(folder.policies)]
    assert "no passage" in empty.message
    folder.policies.unlink()
    [missing] = [each for each in folder.warnings() if each.file == str(folder.policies)]
    assert "no such file" in missing.message
