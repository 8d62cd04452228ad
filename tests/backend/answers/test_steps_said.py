"""What is said in passing, two things asked for at once, and near misses beside them, on both courses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.answers.askings import REFUSE, instead
from backend.answers.library import Library
from backend.answers.plainer import plainer
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import frame_of
from tests.conftest import COURSE

TUESDAY = datetime(2024, 2, 20, 15, tzinfo=UTC)
ANSWERED = {
    "tmrw's review... which papers can it be about": "Review of paper 3a or 3b: paper 3a",
    "when is the review of last wednesday's papers due": "Review of paper 3a or 3b is due on Wednesday 21 February",
    "when is the review of the papers we discuss on march 13 due": "Review of paper 7a or 7b is due on Monday 25 March",
    "when is the review of yesterday's papers due": "Lecture 6: Hyperparameter Optimization",
    "when is the 3rd review due": "Review of paper 5a or 5b is due on Monday 11 March",
    "when is the 11th review due": "There is no review 11",
    "gonna hand in review 7 late, until when is that ok": "without penalty until Wednesday 27 March",
    "for review 8, what's the end of the two days": "without penalty until Wednesday 10 April",
    "last review ever!! two days late would be which day": "without penalty until Wednesday 1 May",
    "is lecture 7 moved to march 4 or is it cancelled": "nothing is listed for this class",
    "does class on the 21st happen in person": "in person, Phillips Hall 101",
    "what is the last regular lecture about, the one on monday": "Monday 26 February 2024: no class",
    "which paper is about momentum": "No paper of the course has that in its title.",
    "is there a lecture on attention": "No lecture of the course has that in its title",
    "is generative AI a topic": "Lecture 13: Modern Generative AI",
    "what's going to be discussed about llms besides scaling? policy stuff?": "Policy and social implications",
    "can we use generative AI": "does not state a policy on AI tools",
    "when are the proposal and the report due": "(New York)\n- Final project report is due on Wednesday 15 May",
    "due dates of PA2 and the abstract draft": "(New York)\n- Final project abstract draft",
    "discussion + presentation together, how many percent": "Together 30 % of the final mark",
    "is anything due in the week of the proposal, not counting the same day": "Nothing on another day of that week",
    "is this a graduate course or for undergraduates too": "an undergraduate should have taken it",
    "do we get the 26th off": "Monday 26 February 2024: no class",
    "which zoom do we use for april 24": "does not state a link",
    "is the prof in his office hour now or later": "Office hours are on Wednesdays",
    "who presents the papers, the professor or students": "presented by a group of students",
    "do we have to pitch our projects in class at some point before the proposal": "Project feedback activity in class",
    "which paper is lock free asynchronous sgd": "Hogwild",
}
REFUSED = (
    "is it ok to change the topic after the proposal",
    "which paper is my roommate kevin presenting",
    "when is my friend presenting",
    "is chatgpt covered",
    "how many groups are there for the final project",
    "can someone share their review of batch norm so i see the style",
)
OWN = {
    "which of the two do i present tomorrow": "You present paper 8a",
    "next week it's my turn, which paper was it again": "You present paper 8a",
    "is it my turn next week": "You present paper 8a",
    "what have i left for tomorrow, review 3 is in already": "Left for you, on Wednesday 21 February",
}


ADA = By(id="1", name="Ada", now=TUESDAY)


async def test_what_is_said_in_passing_is_taken_for_what_was_meant(
    sqlite_url: str, course: Course, tmp_path: Path
) -> None:
    asked = (*ANSWERED, *REFUSED)
    told = await answers_to(asked, course, COURSE, sqlite_url, HandClock(TUESDAY), tmp_path, ADA)
    wrong = {each: told[each].text for each, holds in ANSWERED.items() if holds not in told[each].text}
    assert not wrong
    given = {each: told[each].text for each in REFUSED if told[each].made != "refused" or told[each].sources}
    assert not given


async def test_the_turn_of_the_asker_is_their_own(sqlite_url: str, course: Course, tmp_path: Path) -> None:
    seat = SignUp(paper="8a")
    told = await answers_to(OWN, course, COURSE, sqlite_url, HandClock(TUESDAY), tmp_path, ADA, seat)
    wrong = {each: told[each].text for each, holds in OWN.items() if holds not in told[each].text}
    assert not wrong


PUT = {
    "how many teams are there for the project": REFUSE,
    "can somebody send me their proposal": REFUSE,
    "does anyone know what share the reviews have": "",
    "how many people may be in a project group": "",
    "which zoom is it": "what is the link for online classes",
    "does the professor lecture or do students present": "how are the classes structured, lectures or discussions",
    "is taking part in the breakout groups graded": "how much is participation worth",
    "should a review read like a blog post": "is a review like a review for a real conference",
    "which techniques will we see in this class": "what is this course about",
    "must a review say why the paper mattered": "what should the paper reviews contain",
}


@pytest.mark.parametrize("asked", PUT)
def test_it_is_put_as_the_facts_know_it(asked: str, either: Library) -> None:
    put = instead(frame_of(asked, either))
    assert put is not None
    if PUT[asked]:
        assert put.startswith(PUT[asked])
    else:
        assert not put.startswith(REFUSE)


def test_short_forms_keep_their_ending() -> None:
    assert [each.text for each in take_apart("tmrw's review").tokens] == ["tomorrow", "review"]


def test_to_pitch_is_no_proposal() -> None:
    assert plainer("do we pitch our ideas") == "do we present our ideas"
    assert plainer("when is the pitch due") == "when is the project proposal due"


def test_a_day_that_is_off_is_a_day(either: Library) -> None:
    frame = either.reader.frame(take_apart("do we get the 26th off"), date(2024, 2, 20), focus=False)
    assert [each.first.day for each in frame.days] == [26]
