"""What those ask who fill their own calendar, and what only resembles it, on both courses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.answers.askings import REFUSE, instead
from backend.answers.dates import Calendar, days_in
from backend.answers.library import Library
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By
from backend.contract.calendar import TickOff
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import frame_of
from tests.conftest import COURSE

TURNED = (
    "is class called off if there is a storm",
    "will the lecture be online because of snow",
    "where do we meet if the room is booked",
    "at what time does the feedback session start",
    "when can the others of my group meet",
    "on which day does my project group meet",
    "can a review be written by hand",
    "is a handwritten report ok",
    "will class end earlier on the day before spring break",
    "when is the instructor travelling",
    "what should I bring to the first class",
)
OF_THE_COURSE = ("which of 3a and 3b is presented first", "when does Recht speak", "on which day does Kaplan present")
PUT = {
    "can I plan by lecture on Monday, discussion on Wednesday": (
        "are lectures always on mondays and paper discussions on wednesdays"
    ),
    "is there a fixed weekday for discussions": (
        "are lectures always on mondays and paper discussions on wednesdays"
    ),
    "and the final paper discussion, which date": "what is the last paper discussion",
    "when is the last day to sign up": "when are the presentation slots assigned",
    "when is the last day of class": "when is the last class meeting",
    "pa2 due 11:59pm": "at what hour is programming assignment 2 due",
    "can I submit the report on may 16": "does may 16 count as in time for the final report",
    "is anything handed out this week": "what is given out this week",
    "is anything handed in this week": "what is due this week",
    "project dates from proposal to report": "all dates of the final project",
    "two deadlines on one date, when does that occur": "on which days is more than one thing due",
    "who presents the two papers, students or staff": "how are the classes structured, lectures or discussions",
    "what happens to a review once the grace days are used up": "what happens to a review that is a week late",
}
TOLD = {
    "when do two things fall on one date": (
        "Two days:\n- Monday 25 March 2024: Final project proposal and Review"
    ),
    "which reviews are due in the same month as PA2": "Due February",
    "I leave on March 28 and am back on April 7, will I miss a class?": "No class 28 March to 7 April",
    "how many classes are held, not counting the breaks": "There are 28 classes",
    "next evening with papers?": "The next discussion is on Wednesday 7 February",
    "review 3 plus two late days is what date": (
        "Review of paper 3a or 3b: due on Wednesday 21 February 2024, without penalty until Friday 23"
    ),
    "mlsys 2023 transformer inference paper, what date is it on": "Paper 9b",
    "is the first pa due before the second one is released, or do they overlap": (
        "Yes, before it: Programming Assignment 1 is due on Monday 12"
    ),
    "is PA2 out before PA1 is due": "No, after it: Programming Assignment 2 is given out",
    "how many weeks until the next break": "21 days (three weeks): February Break",
    "do I have to come the last class before the break": "The syllabus does not state a policy on attendance",
    "is it required to come on the day before spring break?": "The syllabus does not state a policy on attendance",
    "what is the class before spring break about": "Wednesday 27 March 2024",
    "put the review of paper 6 in my agenda - which day is it": (
        "Review of paper 6a or 6b is due on Monday 18 March"
    ),
    "put the review of paper 6 in": "I only answer questions here",
    "does feb 28 at the hour 11:59 pm count as in time for programming assignment 2": (
        "No hour is stated for Programming Assignment 2"
    ),
    "which review is next that I have not ticked off": "Next is Review of paper 3a or 3b",
    "what is the rule for reviews after the free days are used": "A review may come up to two days late",
}


@pytest.mark.parametrize("asked", (*TURNED, *OF_THE_COURSE))
def test_it_is_another_question(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library), leave="everyday")
    assert put is not None and put.startswith(REFUSE), put


@pytest.mark.parametrize("asked", TURNED)
def test_so_it_is_on_another_course(asked: str, made_up: Library) -> None:
    put = instead(frame_of(asked, made_up), leave="everyday")
    assert put is not None and put.startswith(REFUSE), put


@pytest.mark.parametrize("asked", PUT)
def test_a_planners_words(asked: str, library: Library) -> None:
    assert instead(frame_of(asked, library), leave="everyday") == PUT[asked]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("travelling 11-15 march", date(2024, 3, 11), date(2024, 3, 15)),
        ("11th-15th march", date(2024, 3, 11), date(2024, 3, 15)),
        ("review 11 15 march", date(2024, 3, 15), date(2024, 3, 15)),
        ("15 11 march", date(2024, 3, 11), date(2024, 3, 11)),
    ],
)
def test_days_joined_by_a_hyphen(said: str, first: date, last: date) -> None:
    calendar = Calendar(date(2024, 2, 5), date(2024, 1, 22), date(2024, 5, 15))
    days = [each for each in days_in(take_apart(said).tokens, calendar) if each.kind in ("day", "span")]
    assert [(each.first, each.last) for each in days] == [(first, last)]


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("good friday", date(2024, 3, 29)),
        ("easter monday", date(2024, 4, 1)),
        ("easter sunday", date(2024, 3, 31)),
    ],
)
def test_days_that_hang_on_easter(said: str, on: date) -> None:
    calendar = Calendar(date(2024, 2, 5), date(2024, 1, 22), date(2024, 5, 15))
    assert [each.first for each in days_in(take_apart(said).tokens, calendar)] == [on]


async def test_what_a_planner_is_told(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    told = await answers_to(TOLD, course, COURSE, sqlite_url, clock, tmp_path, by, TickOff(deadline="review-1"))
    for asked, begins in TOLD.items():
        assert told[asked].text.removeprefix("*").split(":* ")[-1].startswith(begins), (asked, told[asked].text)
