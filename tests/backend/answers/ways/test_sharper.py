"""Ways and steps that hold a word more than the ones that used to take the question, and what only resembles them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.asides import corrected, without_asides
from backend.answers.askings import REFUSE, instead
from backend.answers.compound import with_name
from backend.answers.library import Library
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import MADE_UP, frame_of
from tests.conftest import COURSE

TOLD = {
    "what's the other paper the day adam is presented": "Paper 4a, Random shuffling",
    "can i miss mar 13 for an interview": "The syllabus does not state a policy on attendance",
    "is it safe to skip": "The syllabus does not state a policy on attendance",
    "is it okay if I skip April 10": "The syllabus does not state a policy on attendance",
    "gpipe presentation day": "27 March",
    "lora paper when and who's the first author": "10 April",
    "can i submit the report on may 16": "Not in time",
    "can I submit the abstract on may 1": "Yes, without penalty until Wednesday 1 May",
    "what's the other thing due the day adam is discussed": "Due on Wednesday 21 February",
    "can we miss april 1": "Spring Break",
    "may we hand in the project proposal on march 28": "Not in time",
    "do i have to read the hinton 1986 paper": "Optional reading",
    "parallelism lecture, is it really the same day as discussion 5": "Yes: ",
    "the compression lecture, is it the same day as discussion 5": "No: ",
    "review 11 two days late then one more, zero?": "no more is granted",
    "How many points are deducted once the two penalty-free days of a review are over?": "no more is granted",
    "How many papers in total does the class read in its discussions?": "There are 24 papers",
    "How many class meetings are there, the breaks not counted?": "There are 28 classes",
    "how many classes are not held because of the breaks": "Three classes",
    "My adviser co-authored something with Kilian Weinberger. Which of his papers is on the list?": "Paper 3b",
    "Which optional readings come with the second lecture, for somebody who likes old papers?":
        "Optional reading, with the class of Wednesday 24 January",
    "What does the opening lecture cover? I had not enrolled yet.": "Lecture 1",
    "How much time lies between proposal and report; I mean, what are the two dates?": "51 days",
    "What if our final report arrives after 4:30 pm on the last day?": "does not state a late rule",
    "My qualifying exam is on April 22; does a review collide with it?": "Review of paper 10a or 10b",
    "If I use both grace days for the review due on February 21, what's the last day on which it costs nothing?":
        "23 February",
    "last penalty free day for the 3a/3b one": "23 February",
    "Must we review one of the papers of the second discussion, PaLM or GPT-3?": "No review is in the calendar",
    "How many sessions are devoted to discussing the final projects, and when's the second?": "6 May",
    "I can only attend on Wednesdays. Which Wednesday is the first with a paper discussion?": "31 January",
    "what is the last monday with a lecture": "Monday 6 May",
    "who wrote the paper i have": "was written by Jeff Dean",
    "What year is the paper from that I am to present?": "2012",
    "Which of my reviews might I be excused from?": "Review of paper 8a or 8b, due on Monday 8 April",
    "I forgot which discussion I signed up for; could you look it up?": "You present paper 8a",
    "time of my talk?": "You present paper 8a",
}
NEITHER = {
    "can i miss anything important on mar 13": "attendance",
    "can I skip the reading for march 13": "attendance",
    "can I submit the abstract draft on may 1": "A review may come",
    "can the time of my talk be changed": "You present paper 8a",
    "which review is excused for whoever presents gpipe": "8a or 8b",
    "what's the other paper by the authors of adam": "Random shuffling",
    "which monday is the first with a quiz": "January",
    "who wrote the paper i have to read": "Jeff Dean",
    "do my reviews and the presentation of may collide": "Due on",
}
"""What is not to be said to them."""
TURNED = (
    "how many hours a week does this class take",
    "weekly workload in hours for the course",
    "How many students usually take this class?",
    "how many people are enrolled in the course",
    "can I skip the reading for march 13",
    "how big is the class room",
    "how large is the lecture hall",
)


@pytest.fixture(scope="module")
def term() -> Course:
    return load(COURSE)


async def test_a_word_more_is_held(tmp_path: Path, database_url: str, term: Course) -> None:
    clock = HandClock(datetime(2024, 2, 6, 18, tzinfo=UTC))
    by = By(id="5", name="Ada")
    told = await answers_to((*TOLD, *NEITHER), term, COURSE, database_url, clock, tmp_path, by, SignUp(paper="8a"))
    wrong = {asked: told[asked].text[:160] for asked, part in TOLD.items() if part not in told[asked].text}
    assert not wrong, wrong
    not_theirs = {asked: told[asked].text[:160] for asked, part in NEITHER.items() if part in told[asked].text}
    assert not not_theirs, not_theirs


async def test_the_same_of_another_course(tmp_path: Path, database_url: str) -> None:
    course = load(MADE_UP)
    clock = HandClock(datetime(2025, 1, 14, tzinfo=UTC))
    asked = ("can I miss january 20 for a wedding", "how many hours a week does the course take")
    told = await answers_to(asked, course, MADE_UP, database_url, clock, tmp_path, By(id="5", name="Ada"))
    assert told[asked[0]].made != "fact" and not told[asked[0]].text.startswith("Monday")
    assert told[asked[1]].made == "refused"


@pytest.mark.parametrize("asked", TURNED)
def test_what_only_resembles_it_is_refused(asked: str, library: Library) -> None:
    assert instead(frame_of(asked, library), leave="everyday") == f"{REFUSE} unknown"


async def test_this_week_said_on_a_sunday_begins(tmp_path: Path, database_url: str, term: Course) -> None:
    clock = HandClock(datetime(2024, 2, 19, 1, tzinfo=UTC))
    asked = ("do we meet in person this week on Monday", "what did we discuss this week on Wednesday")
    told = await answers_to(asked, term, COURSE, database_url, clock, tmp_path, By(id="5", name="Ada"))
    assert "Monday 19 February" in told[asked[0]].text
    assert "Wednesday 14 February" in told[asked[1]].text


def test_what_was_asked_before_is_not_taken_back() -> None:
    assert corrected("How long from A to B; I mean, what are the two dates?").startswith("How long from A to B")
    assert corrected("who presents this, I mean what are the papers?").startswith("what are the papers")
    assert next(without_asides("Which readings are there, for someone who likes them?")) == "Which readings are there ?"


def test_what_is_of_something_gets_its_name() -> None:
    assert with_name("who's the first author?", "lora") == "who's the first author of lora"
    assert with_name("where is class", "lora") == "where is class"
