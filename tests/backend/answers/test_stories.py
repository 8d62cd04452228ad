"""Questions with a sentence about the asker around them, words of titles, and subjects taken for others by letters."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

TOLD = {
    "I told a recruiter I'd email her the authors. Who wrote LoRA?": "Edward J. Hu",
    "I announced the proposal for the 25th of March, did I get that right?": "25 March",
    "Last term I had weekly coding homework. How many programming assignments are there in this one?": "two",
    "I interview all of April. How many lectures does the course have altogether?": "There are 16 lectures",
    "I start at my new job on May 20. What's left for me in this course?": "Final project report",
    "double shifts until sunday, ugh. what's due next monday?": "Programming Assignment 1",
    "I owe a dinner on the night before the abstract draft is discussed. On what day does that happen?": "29 April",
    "Passover starts on April 22 and I'm away. What review is due that Monday?": "Review of paper 10a or 10b",
    "Dean et al. is scheduled for which day?": "Paper 8a",
    "Jouppi's paper is 12b, isn't that so": "Paper 12a",
    "proposals come in after spring break, don't they?": "Before it: ",
    "day after tomorrow we have discussion 2, right?": "7 February",
    "who wrote the papers we discuss this week": "Tom Brown",
    "Who are the authors of the paper assigned to me?": "Edward J. Hu",
    "do discussions 5 and 6 fall in the same month": "No, not in the same month: ",
    "are papers 6a and 7a in the same month": "Yes, in the same month: ",
    "do discussions 5 and 6 fall in the same week": "No, not in the same week: ",
    "which papers have 'large scale' or 'large-scale' in the title?": "Three papers have “large scale” in the title",
    "how many papers have quantum in the title": "None: no paper of the course has “quantum”",
    "which titles contain the word attention": "Two papers have",
    "How many of the classes are online?": "Online only, two of 28 classes",
    "the final meeting is May 1, isn't it": "Monday 6 May",
    "days on which final projects are discussed": "Lecture 15",
    "there are twelve reviews, one for every discussion, correct?": "2, 4 and 12: no review is listed",
    "How are the two programming assignments weighted against one another?": "not stated",
    "May the final report be turned in after May 15?": "does not state a late rule",
    "Which session holds both a discussion and a lecture?": "Yes, one: Wednesday 28 February",
}
"""What the answer holds."""

ELSEWHERE = {
    "I move house all of March. How many lectures does the course have altogether?": "lectures",
    "how many papers have quantum in the title": "None: no paper of the course has “quantum”",
    "do lectures 1 and 2 fall in the same month": "same month",
}

REFUSED = (
    "My roommate handed in the proposal late. What grade did he get?",
    "I took it last year. Is the project still the same?",
    "When is the lecture about graph neural networks?",
    "When is the lecture about recurrent neural networks?",
    "In which lecture are recommender systems treated?",
    "when do we discuss neural architecture search",
    "which lecture covers bayesian networks",
    "Kingma was at Google when he wrote Adam, correct?",
    "how old was Kingma when he wrote Adam",
    "can students post anonymously on the forum?",
    "what grade in CS4780 would one need to get in here?",
    "Can I swap my slot with another group?",
    "Who already signed up for 7a?",
    "does the hardware lecture come before the TPU paper",
)
"""Near misses: none of them names a day, a lecture or a rule."""


async def _lacking(
    asked: dict[str, str],
    course: Course,
    folder: Path,
    url: str,
    clock: HandClock,
    tmp: Path,
    by: By,
    *first: object,
) -> dict[str, str]:
    answers = await answers_to(asked, course, folder, url, clock, tmp, by, *first)
    return {
        q: each.text
        for q, each in answers.items()
        if asked[q].casefold() not in each.text.casefold() or not each.sources
    }


async def test_what_is_told_of_a_life_is_not_what_is_asked(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    assert (
        await _lacking(
            TOLD, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="10b")
        )
        == {}
    )


async def test_nor_in_a_made_up_course(
    sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    assert (
        await _lacking(
            ELSEWHERE, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by
        )
        == {}
    )


async def test_what_only_resembles_is_refused(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    answers = await answers_to(REFUSED, course, COURSE, sqlite_url, clock, tmp_path, by)
    assert {
        q: each.text
        for q, each in answers.items()
        if each.made not in ("refused", "not stated")
    } == {}
