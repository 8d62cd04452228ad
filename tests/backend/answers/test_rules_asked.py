"""Rules asked about one by one, on both courses: in time or not, what counts within what, what stands beside what; and
near misses of theirs that are told apart by a word."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from backend.answers.askings import REFUSE, instead
from backend.answers.facts.in_time import hour_of
from backend.answers.library import Library
from backend.answers.templates import slots_of
from backend.clock import HandClock
from backend.contract import By
from backend.contract.calendar import TickOff
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.test_lessons_own import MADE_UP, frame_of, wrong
from tests.conftest import COURSE

RULES = {
    "does feb 9 count as in time for the review of paper 1a": (
        "Yes, without penalty until Friday 9 February",
        "policy:late-reviews",
    ),
    "does feb 6 count as in time for the review of paper 1a": (
        "Yes, Tuesday 6 February 2024 is in time: Review of",
        "deadline:review-1",
    ),
    "does feb 12 count as in time for the review of paper 1a": (
        "Not in time: Monday 12 February 2024 is after",
        "gap:after-grace",
    ),
    "may i assume that no review is required where none is listed": (
        "None is listed for discussions 2, 4 and 12;",
        "gap:reviews-not-listed",
    ),
    "does march 1 count as in time for programming assignment 2": (
        "Not in time: Friday 1 March",
        "gap:late-assignments",
    ),
    "does 2024-02-09 count as in time for what is due on the day feb 7": (
        "Yes, without penalty until Friday 9",
        "deadline:review-1",
    ),
    "does the hour 4 pm count as in time for the final report": (
        "Yes, Wednesday 15 May 2024, 4:00 pm is in time",
        "deadline:report",
    ),
    "does the hour 23:00 count as in time for programming assignment 1": (
        "No hour is stated for Programming Assignment 1",
        "gap:hour-of-deadlines",
    ),
    "does may 15 at the hour 6 pm count as in time for the final report": (
        "Not in time: Wednesday 15 May 2024, 6:00 pm",
        "gap:late-project",
    ),
    "does the late rule of the paper reviews hold for the programming assignments as well": (
        "That is not said. The",
        "gap:late-assignments",
    ),
    "is everything over by may 14": ("No, after Tuesday 14 May 2024 there is still: Final", "deadline:report"),
    "is everything over by may 15": (
        "Yes: the last day with a class or with something due is Wednesday 15 May",
        "course:last_day",
    ),
    "what comes due right after programming assignment 2": (
        "Review of paper 5a or 5b is due on Monday 11 March",
        "deadline:review-5",
    ),
    "what comes due right before the project proposal": ("Review of paper 6a or 6b", "deadline:review-6"),
    "what comes due right before the day of spring break": (
        "Final project proposal is due on Monday 25 March",
        "deadline:review-7",
    ),
    "what comes due right after the day of spring break": (
        "Review of paper 8a or 8b is due on Monday 8 April",
        "deadline:review-8",
    ),
    "is the final project worth exactly forty percent": ("Yes: Final project is 40 %", "course:weights"),
    "is the presentation worth exactly 25 percent": ("No: Paper presentation is 20 %", "course:weights"),
    "what is the grade made of besides the final project": (
        "The other 60 % beside Final project, 40 %: Paper",
        "course:weights",
    ),
    "how is the weight of the programming assignments divided within itself": (
        "How the 10 % for Programming assignments",
        "gap:scale",
    ),
    "which papers can i choose from for the review of gpipe": ("Review of paper 9a or 9b: paper 9a, Gpipe", "paper:9b"),
    "is a review like a review for a real conference": ("Like one, with exceptions: A review fills", "policy:reviews"),
    "does the experiment plan count toward the length of the project proposal": (
        "One experiment plan for each person, beside the page",
        "policy:proposal",
    ),
    "why do lectures not keep to one day of the week": ("In earlier years lectures came on Mondays", "policy:format"),
    "what is covered in the very first class": ("Monday 22 January 2024", "lecture:1"),
    "who wrote deep compression and when do we discuss it": (
        "Deep compression: Compressing deep neural networks",
        "meeting:2024-04-17",
    ),
    "do i present before or after spring break": ("Before it: you present paper 2b", "own:record"),
    "do i present on the day april 12": ("No, not on Friday 12 April 2024: you present paper 2b", "paper:2b"),
    "do i present on the day feb 7": ("Yes: you present paper 2b", "paper:2b"),
    "is palm the paper i present": ("No: you present paper 2b", "own:record"),
    "is the paper i present palm or language models are few-shot learners": ("You present paper 2b", "own:record"),
    "is programming assignment 2 the only thing i still have to do": (
        "No, left for you until the end of the term:",
        "own:record",
    ),
    "is the review of paper 3a the only thing i still have to do feb 21": (
        "Yes, nothing else is left for you until Wednesday 21",
        "deadline:review-3",
    ),
    "is programming assignment 1 the only thing i still have to do": (
        "No, Programming Assignment 1 is not among",
        "own:record",
    ),
}
OF_THE_OTHER = {
    "may i assume that no review is required where none is listed": (
        "None: a review is listed for each discussion.",
        "deadline:review-sheep",
    ),
    "does march 12 at the hour 11 am count as in time for programming assignment 1": (
        "Not in time: Wednesday 12 March 2025, 11:00 am",
        "policy:late-exercises",
    ),
    "does march 12 at the hour 8 am count as in time for programming assignment 1": (
        "Yes, Wednesday 12 March 2025, 8:00 am is in time",
        "deadline:exercise-1",
    ),
    "does the late rule of the paper reviews hold for the programming assignments as well": (
        "It has a rule of its own. An exercise",
        "policy:late-exercises",
    ),
    "is everything over by may 14": (
        "Yes: the last day with a class or with something due is Thursday 17 April",
        "course:last_day",
    ),
    "what comes due right after programming assignment 2": ("Nothing is due after that.", "deadline:exercise-2"),
    "is the presentation worth exactly 25 percent": ("No: Presentation is 30 %", "course:weights"),
    "how is the weight of the programming assignments divided within itself": (
        "How the 37.5 % for Exercises are divided is not stated.",
        "course:weights",
    ),
    "is a review like a review for a real conference": ("That is not stated.", "course:reviews"),
    "why do lectures not keep to one day of the week": (
        "Why is not stated. Yes: lectures are on Tuesdays",
        "course:meetings",
    ),
    "what is covered in the very first class": ("Tuesday 4 March 2025", "lecture:1"),
    "do i present on the day april 12": ("You are not signed up", "own:record"),
}


async def test_what_was_asked_is_answered_first(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    before = (SignUp(paper="2b"), TickOff(deadline="review-1"), TickOff(deadline="pa1"))
    assert await wrong(RULES, course, COURSE, sqlite_url, clock, tmp_path, by, *before) == {}


async def test_and_on_a_made_up_course_too(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 10, 10, tzinfo=UTC))
    assert await wrong(OF_THE_OTHER, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by) == {}


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("6", time(18)),
        ("6 pm", time(18)),
        ("8 am", time(8)),
        ("12 am", time(0)),
        ("12", time(12)),
        ("16:45", time(16, 45)),
        ("25", None),
        ("soon", None),
    ],
)
def test_an_hour_without_its_half_of_the_day(said: str, hour: time | None) -> None:
    assert hour_of(said) == hour


NOT_ASKED = (
    "should a review be written anonymously",
    "how many references should i cite in a review",
    "are our reviews shown to the group that presented the paper",
    "will we get written feedback on each review, and how quickly",
    "how many people are in each breakout group",
    "how many minutes for questions from the audience after each presentation",
    "may a student from outside the class be a member of our project team",
    "do i have to book a slot for the office hours",
    "will jeff dean visit the class",
    "is there starter code with programming assignment 1",
    "how many hours should i plan for one programming assignment",
    "do the references count towards the one page of the review",
    "may two people in a group have the same hypothesis in their experiment plans",
    "what baseline should we take if our project is about hogwild",
    "which of the three optional readings after lecture 2 should i start with",
)


@pytest.mark.parametrize("asked", NOT_ASKED)
def test_a_near_miss_is_refused(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library), leave="everyday")
    assert put is not None and put.startswith(REFUSE), put


SAME = {
    "who else presents gpipe with me, names please": "who presents {name}",
    "which class must i attend to hear about the parameter server": "when is {name}",
    "who are the teaching assistants and how can i reach them": "who are the teaching assistants",
    "is there a winter break": "when is the winter break",
    "is my paper the palm one or the hogwild one": "is the paper i present {name} or {name}",
    "what would you cover on day one": "what is covered in the very first class",
    "when does the professor lecture on parallelism": "when is {name}",
}


@pytest.mark.parametrize("asked", SAME)
def test_the_same_in_other_words(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library))
    assert put is not None and slots_of(SAME[asked], frame_of(put, library)) is not None, put


def test_a_bus_is_not_when_class_ends(library: Library) -> None:
    assert instead(frame_of("is there a late bus home after class", library)) is None


async def test_the_first_after_the_break_counts_from_the_break(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    asked = {
        "first paper discussion once spring break is over, what day": ("Wednesday 10 April 2024", "paper:10b"),
        "when is fall break": ("The calendar of this course has no fall break.", "course:meetings"),
    }
    assert await wrong(asked, course, COURSE, sqlite_url, clock, tmp_path, by) == {}
