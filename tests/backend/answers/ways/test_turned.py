"""Near misses that a word turns into another question, on both courses, and what is answered beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.askings import REFUSE, instead
from backend.answers.library import Library
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import frame_of
from tests.conftest import COURSE

TURNED = (
    "on what floor of the building is our room",
    "how many seats does the lecture hall have",
    "is the auditorium wheelchair accessible",
    "is there a projector in the classroom",
    "are there extra office hours in the week before the report is due",
    "will office hours be extended before the proposal is due",
    "which grade do I need in the prerequisite",
    "does the registrar check the prerequisites",
    "can the prerequisite be waived",
    "which baseline should we pick",
    "how many baselines are enough for the project",
    "who gives us the feedback in the feedback session",
    "is the feedback activity mandatory",
    "how did everyone else do on the first programming assignment",
    "has my roommate already submitted his review",
    "what was the average score on assignment 1",
    "what happens if someone is caught cheating",
    "is a plagiarism checker run on our reports",
    "can I edit my review after I submitted it",
    "can I resubmit the proposal",
    "what do we have to implement in assignment 2",
    "can I carry over the unused grace days",
    "will I lose points if my review is longer than a page",
    "how much more is expected from a group of three",
    "how are we told if the project rules change",
    "does every group member submit the proposal",
    "do you have a good sample of a review",
    "when will the presentation grades be posted",
    "where do I get the join code of the forum",
    "can I swap my presentation slot with a classmate",
    "must I tell the professor before I hand in a review late",
    "is there a zoom option on regular days",
)
OF_PAPERS = (
    "was the hogwild paper ever retracted",
    "did gpipe win an award",
    "is ben recht coming to the discussion of his paper",
    "is the optional reading on backprop going to be tested",
)
ANSWERED = (
    "where is class held",
    "which room is it in",
    "when are office hours before the break",
    "is cs 4780 required",
    "do we need a baseline",
    "what happens in the feedback activity",
    "when is the feedback activity",
    "how long is a review",
    "can I hand in a review two days late",
    "do I lose points if my review is two days late",
    "how big can a group be",
    "can the project rules still change",
    "what is the forum",
    "when is the proposal due",
    "what goes into the experiment plan",
    "when do I present",
    "which classes are online",
    "what template does the report use",
    "how much is the presentation worth",
    "when does pa1 come out",
    "who wrote gpipe",
    "which optional reading is there on backprop",
)
SILENT = {
    "does he see students in his office in office hours or elsewhere": "where are office hours held",
    "are the two days for late reviews 48 hours exactly": "are the two late days of a review 24 hours or calendar days",
    "when do the TAs hold office hours": "who are the teaching assistants",
    "does anyone help with teaching the course, an assistant": "who are the teaching assistants",
    "do shy students lose marks in participation": "how is participation graded, what is the rubric",
    "what if my group presents without me": "what if i miss my presentation",
    "can I present from home if I have covid": "what if i miss my presentation",
    "how late on feb 12 can I still submit pa1": "at what hour is programming assignment 1 due",
    "how many pages at most for the final report": "is there an upper limit on the length of the final report",
    "max report pages": "is there an upper limit on the length of the final report",
    "who is presenting the hogwild paper in our class": "who presents hogwild",
    "what if our report is only ready on may 16": "does may 16 count as in time for the final report",
}


@pytest.mark.parametrize("asked", (*TURNED, *OF_PAPERS))
def test_a_word_turns_it_into_another_question(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library))
    assert put is not None and put.startswith(REFUSE), put


@pytest.mark.parametrize("asked", TURNED)
def test_so_it_is_on_another_course(asked: str, made_up: Library) -> None:
    put = instead(frame_of(asked, made_up))
    assert put is not None and put.startswith(REFUSE), put


@pytest.mark.parametrize("asked", ANSWERED)
def test_what_is_answered_stays_so(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library), leave="everyday")
    assert put is None or not put.startswith(REFUSE)


@pytest.mark.parametrize("asked", SILENT)
def test_a_silence_in_other_words(asked: str, library: Library) -> None:
    assert instead(frame_of(asked, library)) == SILENT[asked]


async def test_who_presents_is_told_once_somebody_signed_up(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    asked = (
        "who presents gpipe",
        "is 9a still free",
        "who presents hogwild",
        "are there extra office hours a week before the report is due",
        "is there an upper limit on pages for the report?",
    )
    told = await answers_to(
        asked, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="6b")
    )
    made = {each: answer.made for each, answer in told.items()}
    assert made == dict(zip(asked, ("refused", "fact", "fact", "refused", "refused"), strict=True))
    assert (
        "nobody yet" in told["who presents gpipe"].text
        and "Ada" in told["who presents hogwild"].text
    )
