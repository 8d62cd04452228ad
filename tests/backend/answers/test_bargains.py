"""Bargaining with rules: what is refused, what is answered, and what one asks who wants to hear all of a thing."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from backend.answers.askings import instead
from backend.answers.bargains import is_bargain
from backend.answers.facts.in_time import hour_of
from backend.answers.found import Found
from backend.answers.library import Library
from backend.answers.overviews import overviews
from backend.answers.plainer import plainer
from backend.answers.unfit import is_unfit
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import frame_of
from tests.conftest import COURSE

BARGAINS = {
    "can I present over zoom if I'm stuck abroad": "my-presentation",
    "could I give my talk remotely from home": "asked:do i present online or in person",
    "what if both of us want to trade presentation dates": "silence:presentation",
    "could I present on another day than I signed up for": "silence:presentation",
    "is it ok to go five minutes over the time in my presentation": "length:presentation",
    "may I talk for only ten minutes": "length:presentation",
    "could I meet the professor outside his office hours": "office-hours",
    "do I have to tell him before I come to office hours": "office-hours",
    "is it possible to have office hours on zoom": "office-hours-place",
    "does the proposal need a budget or timeline section": "content:proposal",
    "does my experiment plan have to match what we do in the end": "content:plan",
    "is there a maximum number of pages for the report, ours has twelve": "length:report",
    "would I lose points if my partner does not prepare his half of the talk": "weight:participation",
    "can you tell me who else is late with PA1": "late:assignment",
    "do I need to tell someone when I skip a class": "breaks",
    "what if the internet is down when the report is due": "due:report",
    "could I write two extra reviews instead of presenting": "exempt",
    "could we do the project with someone outside the course": "group-size",
    "I am so stressed I cannot sleep before this class": "silence:recording",
}
"""With the answer that was none."""
NO_BARGAINS = {
    "can I give my talk from home, is my date an online one": "my-presentation",
    "how long is a presentation, may it be shorter than ten minutes": "length:presentation",
    "are office hours on zoom or in his office": "office-hours-place",
    "what should the proposal contain": "content:proposal",
    "what is the minimum number of pages of the report": "length:report",
    "how much is participation worth": "weight:participation",
    "can PA1 be late": "late:assignment",
    "when are office hours": "office-hours",
    "how many people may be in a project group": "group-size",
    "I am tired, are the lectures recorded or what is there": "silence:recording",
}
PUT = {
    "how many reviews will I have to write at most": "how many paper reviews are there",
    "how much does one single missed review cost me out of the 20%": (
        "how is the weight of the paper reviews divided within itself"
    ),
    "would I lose participation points if I miss a single discussion because I'm ill": (
        "how is participation graded, what is the rubric"
    ),
    "what if my flight is cancelled and I can't present my paper that evening": "what if i miss my presentation",
    "if I skip the last class of the semester, which day is that": "when is the last class meeting",
    "I missed the first day, what did you do": "what is covered in the very first class",
    "can I upload the review of hogwild after class on March 18": (
        "is the review of hogwild due before class or at the end of the day"
    ),
    "do we have to stick to the techniques from class or could we use something else": (
        "can the project use a technique that was not covered in class"
    ),
    "what if we have not done any experiments yet when we write the proposal": (
        "does the proposal need preliminary work"
    ),
    "show me who presents the hogwild paper": "who presents hogwild",
    "can I still get something for review 5 if I hand it in on March 15": (
        "does march 15 count as in time for the review of discussion 5"
    ),
}
OVERVIEWS = {
    "what can you tell me about paper reviews": "what should the paper reviews contain",
    "summary of the late policy": "what is the late policy",
    "tell me about the rule for presenters and reviews": "i present a paper, do i still have to review it",
    "what do you know about the breakout part": "what happens in class after the presentations",
    "please tell me about the final report": "what should the final report contain, and when is the final report due",
    "tell me about my presentation": "when do I present",
    "info on office hours please": "when are office hours",
}
NO_OVERVIEWS = (
    "tell me about the hogwild paper",
    "tell me about the parking",
    "tell me about the reviews of my classmates",
    "summary of lecture 3",
    "tell me about the review due on march 11",
    "can you write a summary of the paper",
)


def _found(about: str) -> Found:
    return Found("", (), frozenset(), about)


@pytest.mark.parametrize("asked", BARGAINS)
def test_a_rule_is_no_answer_to_one_who_bargains(asked: str, library: Library, made_up: Library) -> None:
    found = _found(BARGAINS[asked])
    assert is_bargain(found, frame_of(asked, library)) and is_unfit(found, frame_of(asked, made_up))


@pytest.mark.parametrize("asked", NO_BARGAINS)
def test_who_asks_for_the_rule_is_told_it(asked: str, library: Library) -> None:
    assert not is_bargain(_found(NO_BARGAINS[asked]), frame_of(asked, library))


@pytest.mark.parametrize("asked", PUT)
def test_a_worry_is_put_as_its_rule_or_silence(asked: str, library: Library) -> None:
    assert instead(frame_of(asked, library)) == PUT[asked]


def test_behind_what_if_something_may_be_asked(library: Library) -> None:
    found = _found("day:2024-02-12")
    assert is_unfit(found, frame_of("what if I can't come on Feb 12", library))
    assert not is_unfit(found, frame_of("what if I can't come on Feb 12, what is taught then", library))


@pytest.mark.parametrize("asked", OVERVIEWS)
def test_all_of_a_thing(asked: str, library: Library) -> None:
    frame = frame_of(asked, library)
    assert list(overviews(" ".join(frame.texts), frame)) == [OVERVIEWS[asked]]


@pytest.mark.parametrize("asked", NO_OVERVIEWS)
def test_more_than_a_thing_is_no_overview(asked: str, library: Library) -> None:
    frame = frame_of(asked, library)
    assert not list(overviews(" ".join(frame.texts), frame))


def test_an_hour_without_its_half_of_the_day() -> None:
    assert hour_of("4:31") == time(16, 31) and hour_of("04:31") == time(4, 31) and hour_of("16:31") == time(16, 31)
    assert plainer("together with what do I hand it in") == "when do I hand it in"


async def test_they_are_answered_so(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    told = await answers_to(
        (
            "which paper is mine and who wrote it",
            "tell me about the final report",
            "I presented 3a, can I still review it if I feel like it?",
            "is there any grace period at all for the coding homeworks or just for reviews?",
            "I was away in january, has the first assignment already been released and when",
            "can I present over zoom if I'm stuck abroad",
        ),
        course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="8b"),
    )  # fmt: skip
    mine, report, review, grace, released, zoom = told.values()
    assert "Bonawitz" in mine.text and "four pages" in report.text and "15 May" in report.text
    assert "may if they like" in review.text and grace.made == "not stated" and "assignments" in grace.text
    assert "29 January" in released.text and zoom.made == "refused"
