"""What stands beside an answered question has its own answer, on both courses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.askings import instead
from backend.answers.library import Library
from backend.answers.plainer import plainer
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.backend.answers.test_lessons_own import frame_of
from tests.conftest import COURSE

WITHIN = "how is the weight of the {} divided within itself"
BESIDE = {
    "weight of one single review in the mark": WITHIN.format("paper reviews"),
    "what does an individual review count": WITHIN.format("paper reviews"),
    "how much is one programming assignment worth": WITHIN.format("programming assignments"),
    "how much is one review worth": WITHIN.format("paper reviews"),
    "how much is a single programming assignment worth": WITHIN.format("programming assignments"),
    "can programming assignment 2 come in 2 days after the deadline": "can programming assignment 2 be 2 days late",
    "what if we hand the proposal in a day late": "can the project proposal be a day late",
    "if I present a paper, may I review it anyway": "may i present and review the same paper",
    "is lecture 3 held in the room or over the internet": "is lecture 3 online or in person",
    "how many pages can the report have at maximum": "is there an upper limit on the length of the final report",
    "is the second discussion's review due before may": "when is the review of the second discussion due",
    "how many students share one presentation": "how many students are in one presentation group",
    "I have done the first review, so what comes next for me": "what is the next thing i have to hand in",
    "did I forget any review until now": "did I miss any deadline",
    "is it still possible to find a project team": "by when and how do project groups form",
}
STILL = {
    "how much are the reviews worth": "how much are the paper reviews worth",
    "when is the second review due": "when is the second paper review due",
}


@pytest.mark.parametrize("asked", BESIDE | STILL)
def test_it_is_its_own_question(asked: str, library: Library) -> None:
    assert instead(frame_of(asked, library)) == (BESIDE | STILL)[asked]


@pytest.mark.parametrize("asked", BESIDE)
def test_so_it_is_on_another_course(asked: str, made_up: Library) -> None:
    assert instead(frame_of(asked, made_up)) == BESIDE[asked]


@pytest.mark.parametrize(
    ("asked", "put"),
    [
        ("Do I understand right that class is on Monday?", "class is on Monday?"),
        ("So if I understand it correctly, reviews can be late?", "reviews can be late?"),
        ("when is the review of 5 due", "when is the review of discussion 5 due"),
        ("is a review due for the second discussion, the TPU one?", "is a review due for the second discussion?"),
        ("is a review of 2 pages fine", "is a review of 2 pages fine"),
    ],
)
def test_it_is_put_plainly(asked: str, put: str) -> None:
    assert plainer(asked) == put


async def test_one_author_of_a_list_and_a_year_without_a_paper(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    told = {
        "second author of batch norm": "Christian Szegedy",
        "last author GPTQ": "Dan Alistarh",
        "who's the third author on adam": "two authors",
        "which NeurIPS 2012 paper is on the schedule": "8a",
        "does the review of 8a fall inside the spring break, or after it": "After it",
        "is a review listed for the twelfth discussion": "No review",
        "if I am late with the review of 5, what is the last date that is ok": "13 March",
    }
    refused = ("second author on the few-shot learners paper", "which NeurIPS 2018 paper is on the schedule")
    seen = await answers_to((*told, *refused), course, COURSE, sqlite_url, clock, tmp_path, by)
    assert {each: seen[each].text for each, words in told.items() if words not in seen[each].text} == {}
    assert [each for each in refused if seen[each].made != "refused"] == []


async def test_what_one_presents_is_told_by_its_authors_and_its_day(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    told = {
        "whose paper do I present, what are the authors?": "Tri Dao",
        "did I miss my slot already or is it still coming": "13 March",
        "does my presentation fall on the same day when review 6 is due": "No",
    }
    seen = await answers_to(told, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="7a"))
    assert {each: seen[each].text for each, words in told.items() if words not in seen[each].text} == {}
