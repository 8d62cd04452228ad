"""What one word tells apart from an answered question, what is asked in few words, and what comes more than once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.askings import REFUSE, instead
from backend.answers.library import Library, library_of
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import MADE_UP, frame_of
from tests.conftest import COURSE

APART = (
    "are talks graded by the prof or by us students?",
    "who grades the presentations, the professor or the TAs",
    "can I pick a paper that isn't on the list for my presentation?",
    "may I suggest a new paper for my presentation",
    "late drop project",
    "can we quit the project halfway",
    "how detailed should the summary part of a review be",
    "how many sentences should the weaknesses section of a review have",
    "will somebody send us comments on our proposal and by when",
    "do I need to read both papers before a discussion even if I don't review them?",
    "who else wants to present paper 3a? looking for partners",
    "who hears our abstract",
    "when do we get assignment 1 back",
    "do we need a draft for the feedback activity",
    "is one review worth more than one assignment",
    "what if two deadlines fall on the same day",
    "how long are the papers",
    "how much more work is it for three people",
    "how long before my talk will I know",
)
"""Each resembles a question that is answered."""
STILL = {
    "can I drop off my project report late?": "can the final report be late",
    "can I talk to the prof about my project": "when are office hours",
    "how long should a review be": "how long should the paper reviews be",
    "ends what time mon": "until when does a class go",
    "6a/6b hand in when": "when is the review of paper 6a 6b due",
    "the 8th review (papers 8a / 8b): when": "when is the review of paper 8a 8b due",
    "our proposal names 3 experiments, one per member. right or wrong?":
        "one experiment plan for each person, or one per group",
    "are the two classes that aren't in person on Zoom or on Teams?": "what is the link for online classes",
    "how much talking for full discussion pts": "how is participation graded, what is the rubric",
    "do we get penalized for a review handed in on day three?": "what happens to a review that is a week late",
    "discussion 4 has two papers but there is no review for it, must I write one": "is there a review of discussion 4",
    "how many points is each review worth": "how is the weight of the paper reviews divided within itself",
    "is the online class mandatory": "is attendance mandatory",
    "2nd assignment duedate": "when is the 2nd programming assignment due",
    "which authors appear twice": "which authors wrote more than one paper",
    "how many pages is the proposal including the plans":
        "does the experiment plan count toward the length of the project proposal",
    "which papers still have free seats": "which papers are available",
    "next day without class": "when are the breaks",
    "what's the busiest date": "on which days is more than one thing due",
    "do any deadlines collide": "on which days is more than one thing due",
}


@pytest.fixture(scope="module")
def first() -> Library:
    return library_of(load(COURSE), COURSE)


@pytest.mark.parametrize("asked", APART)
def test_one_word_tells_it_apart(asked: str, either: Library) -> None:
    found = instead(frame_of(asked, either))
    assert found is not None and found.startswith(REFUSE)


@pytest.mark.parametrize(("asked", "meant"), STILL.items())
def test_what_stands_beside_it_is_still_known(asked: str, meant: str, first: Library) -> None:
    frame = frame_of(asked, first)
    found = instead(frame) or instead(frame, leave="everyday")
    assert found is not None and " ".join(found.split()) == meant


TOLD = {
    "what did we do last class": "Wednesday 31 January 2024",
    "what was the last lecture about": "Lecture 3: Hyperparameters and Tradeoffs",
    "what is the last lecture about": "Lecture 16",
    "do we have class on easter monday": "Spring Break",
    "which authors wrote more than one paper": "Benjamin Recht: Random features for large-scale",
    "is there a day with two deadlines": "Two days:",
    "papers from neurips 2019": "Paper 9a: Gpipe",
}
OWN = {
    "do i owe review 8": "perhaps excused",
    "am i excused rev 8": "perhaps excused",
    "do i owe review 7": "not ticked off",
    "whose names are on the thing I present": "Jeff Dean",
}


NO_READING = "looking for the paper on lock free asynchronous SGD, which one is it"
ON_THE_WEB = "which papers are available online for free"


async def test_what_has_been_and_what_comes_twice_is_told(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    asked = (*TOLD, *OWN, NO_READING, ON_THE_WEB)
    said = await answers_to(asked, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="8a"))
    assert {q: said[q].text for q, text in (TOLD | OWN).items() if text not in said[q].text} == {}
    assert "Attention" not in said["papers from neurips 2019"].text
    assert said[ON_THE_WEB].made == "refused"
    assert "Optional reading" not in said[NO_READING].text and "free seat" not in said[NO_READING].text


async def test_and_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    asked = ("which authors wrote more than one paper", "are two things due on one day", "what did we do last class")
    said = await answers_to(asked, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by)
    assert {q: said[q].text for q in asked if said[q].made != "fact"} == {}
