"""Questions of one who plans: the order of two things, what lies between, what is first after one; days in a row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.answers.dates import Calendar, days_in
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Ask
from backend.contract.calendar import TickOff
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from backend.settings import CourseSettings, DataSettings, Settings
from tests.conftest import COURSE, build

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

PLANS = {
    "Is low precision covered before or after the proposal is due?": "Before it: Lecture 9",
    "is the proposal due before the break": "Yes, before it: Final project proposal",
    "does the lecture on kernels come after the review of the attention paper is due?": "No, before it: Lecture 4",
    "which do we read earlier, Adam or LoRA?": "First paper 4b",
    "random shuffling paper: before or after I hand in assignment 2?": "Before it: paper 4a",
    "is my presentation before the spring break or after it": "Before it: you present paper 2a",
    "which comes first, the review of gpipe or lecture 12": "Neither, both are on one day: Review of paper 9a or 9b",
    "does pa2 come out before pa1 is due": (
        "No, after it: Programming Assignment 2 is given out on Wednesday 14 February"
    ),
    "how many days after its discussion is the review of paper 5 due?": "Twelve days: Paper discussion 5",
    "what's between lecture 8 and lecture 9? a discussion?": "One paper discussion from Tuesday 12 March",
    "which deadlines fall between the fifth and the tenth lecture": "Four deadlines from Tuesday 13 February",
    "what is due between the abstract draft and the report": "None: there is no deadline from Tuesday 30 April",
    "first deadline after the two spring break evenings?": (
        "Review of paper 8a or 8b, on Monday 8 April"
    ),
    "my parents visit apr 26 to 28. what is due right after that weekend?": (
        "Final project abstract draft, on Monday 29 April 2024, hour not stated (New York); Review of paper 11a or 11b"
    ),
    "last deadline before lecture 9": (
        "Review of paper 5a or 5b, on Monday 11 March 2024, hour not stated (New York).\nLecture 9, Low-Precision"
    ),
    "when and where is the first meeting in april?": "Monday 8 April 2024, 7:30 pm to 8:45 pm (New York), in person",
    "last deadline in march": "Final project proposal, on Monday 25 March",
    "which review has to be in on the first class after Spring Break": (
        "Due on Monday 8 April 2024:\n- Review of paper 8a or 8b"
    ),
    "what happens in class a week before the proposals are due": "Monday 18 March 2024",
    "is anything due on the day of the low-precision lecture": "Due on Monday 18 March 2024:\n- Review of paper 6a",
    "what is due the week after spring break": "Due the week of 8 April",
    "the spring break begins soon. when is the first class after it?": "Monday 8 April 2024",
    "The lecture right before my presentation evening, what is it about?": "Monday 5 February 2024",
    "skiing from saturday 24 feb to tuesday 27 feb, any problem with class?": "No class 24 February to 27 February",
    "what is due between now and feb 10": "Due until 10 February",
    "can i hand in the proposal only after spring break": "The syllabus does not state a late rule",
    "how many days until spring break": "56 days (eight weeks): Spring Break",
    "how many days remain to prepare my slides until i present": "Two days: you present paper 2a",
    "which reviews are left before spring break": "Four paper reviews left for you",
    "how many lectures are there before spring break": "Ten lectures until Sunday 31 March",
    "how many papers do we discuss before the proposal is due": "16 papers until Sunday 24 March",
    "the generative ai lecture is preceded by which one?": "Monday 15 April 2024",
    "do we really have class on feb 26 or is it only feb 28": (
        "Monday 26 February 2024: no class, February Break.\nWednesday 28"
    ),
    "in which week do i present, the one with the break": "You present paper 2a",
    "which lecture is it on march 11 and is something due the same day": "Monday 11 March 2024",
    "what is given out feb 14": "Programming Assignment 2 is given out on Wednesday 14 February",
    "what is given out feb 15": "Nothing is given out on Thursday 15 February 2024",
    "is programming assignment 2 given out feb 15": "No: Programming Assignment 2 is given out",
    "when is the next programming assignment given out": (
        "Programming Assignment 2 is given out on Wednesday 14 February"
    ),
    "do i get more time for programming assignment 1 than for programming assignment 2": (
        "The same: for Programming Assignment 1"
    ),
    "which week has the most deadlines": "Two weeks with two things each:\n- the week of Monday 25 March",
    "which week has the most deadlines in march": "The week of Monday 25 March 2024",
    "in which weeks is nothing due": (
        "Five weeks, from Monday to Sunday, without a deadline:\n- the week of Monday 22 January"
    ),
    "what is still due until the end of the term": "13 things until the end of the term",
    "what do i still have to do this week": "Left for you, this week:\n- your presentation of paper 2a",
}

NO_LIST = {
    "hm days left b4 the proposal": "None: ",
    "do we discuss the abstracts in class on april 29 or on may 1?": "Monday 29 April 2024, 7:30 pm",
}
"""What another form would take for its own: how these answers must not begin."""

NOT_PLANS = {
    "who grades the reviews between spring break and the end of term": "",
    "is the dining hall open before or after spring break": "",
    "how many students drop between lecture 5 and lecture 9": "",
}
"""Of the same form, and of something else."""

OF_THE_OTHER = {
    "is exercise 1 due before or after reading day": "Before it: Exercise 1 is due",
    "which comes first, caches of pebbles or the median tide": "First paper 2a",
    "what is due right after reading day": "Review of a paper on tides, on Monday 14 April",
    "what is still due until the end of the term": "Four things until the end of the term, Thursday 17 April 2025",
    "which week has the most deadlines": "The week of Monday 14 April 2025",
}


async def _asked(
    questions: dict[str, str],
    folder: Path,
    course: Course,
    url: str,
    clock: HandClock,
    tmp: Path,
    by: By,
    *first: object,
) -> dict[str, str]:
    """What does not begin as it has to; of what has to be refused, what is not."""
    backend = build(url, course, Settings(data=DataSettings(folder=tmp), course=CourseSettings(folder=folder)), clock)
    wrong = {}
    try:
        for call in first:
            await backend.answer(call, by, Caller.OWNER)  # type: ignore[arg-type]
        for question, begins in questions.items():
            answer = await backend.answer(Ask(question=question), by, Caller.OWNER)
            if not answer.text.startswith(begins) or (not begins and answer.made != "refused"):
                wrong[question] = answer.text
    finally:
        await backend.close()
    return wrong


async def test_one_who_plans_is_answered(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    before = (SignUp(paper="2a"), TickOff(deadline="review-1"))
    assert await _asked(PLANS, COURSE, course, sqlite_url, clock, tmp_path, by, *before) == {}


async def test_what_only_has_the_form_is_refused(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    assert await _asked(NOT_PLANS, COURSE, course, sqlite_url, clock, tmp_path, by) == {}


async def test_a_form_takes_no_other_question(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    assert set(await _asked(NO_LIST, COURSE, course, sqlite_url, clock, tmp_path, by)) == set(NO_LIST)


async def test_and_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    assert await _asked(OF_THE_OTHER, MADE_UP, load(MADE_UP), sqlite_url, clock, tmp_path, by) == {}


CALENDAR = Calendar(date(2024, 2, 5), date(2024, 1, 22), date(2024, 5, 15))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("away april 9 to 11", (4, 9), (4, 11)),
        ("away apr 9-11", (4, 9), (4, 11)),
        ("from saturday 24 feb to tuesday 27 feb", (2, 24), (2, 27)),
        ("any class 3/5 - 3/12", (3, 5), (3, 12)),
        ("between now and feb 20", (2, 5), (2, 20)),
        ("in early april", (4, 1), (4, 10)),
        ("at the end of march", (3, 24), (3, 31)),
        ("mid-february", (2, 10), (2, 20)),
        ("next weekend", (2, 17), (2, 18)),
    ],
)
def test_windows_of_days(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    (found,) = days_in(take_apart(text).tokens, CALENDAR)
    assert (found.kind, found.first, found.last) == ("span", date(2024, *first), date(2024, *last))


def test_what_only_looks_like_a_window() -> None:
    assert [each.kind for each in days_in(take_apart("on april 9 to 30 people").tokens, CALENDAR)] == ["day"]
    assert [token.text for token in take_apart("15-20 minutes").tokens] == ["15", "20", "minutes"]
