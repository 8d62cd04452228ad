"""Choice words put by common ones, and what is asked in such words, of both courses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.asides import corrected
from backend.answers.plainer import plainer
from backend.clock import HandClock
from backend.contract import By
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"
ADA = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))


@pytest.mark.parametrize(("asked", "common"), [
    ("Who composed the article on map-reduce?", "who wrote the paper on map-reduce?"),
    ("the brains behind the batch normalisation article", "who wrote the batch normalisation paper"),
    ("until when can I compose the critique of seminar five", "until when can I write the review of discussion five"),
    ("how lengthy ought the delivery of an article be", "how long should the presentation of a paper be"),
    ("which evening am I up front", "which evening do i present"),
    ("when must the abstract sketch be in", "when must the abstract draft be in"),
    ("when do sittings resume following the springtime holiday", "when do classes resume following the spring break"),
    ("Headline of the sixth talk by the teacher?", "title of the sixth lecture?"),
])
def test_choice_words_are_put_by_common_ones(asked: str, common: str) -> None:
    assert plainer(asked).lower() == common.lower()


@pytest.mark.parametrize("asked", [
    "when is the talk on GPipe", "do I have to deliver a review this week", "who writes the report",
    "is there a pitch deck", "when is the seminar",
    "I am sitting in on the class", "when is language models are few-shot learners",
    "what was the concluding paper we discussed", "where do I deliver my paper reviews",
])
def test_what_only_looks_alike_is_left(asked: str) -> None:
    assert plainer(asked) == asked


@pytest.mark.parametrize(("asked", "meant"), [
    ("who presented flash attention, i mean who wrote it", "who wrote flash attention"),
    ("when do we hear about quantised formats, I mean low precision", "when do we hear about low precision"),
    ("do we meet tomorrow, or is the course over?", "do we meet tomorrow ?"),
    ("What is the first discussion about, in two titles?", "What is the first discussion about ?"),
])
def test_what_was_asked_is_kept_and_the_rest_taken_back(asked: str, meant: str) -> None:
    assert corrected(asked) == meant


RIGHT = {
    "which lecture precedes the one on distributed learning": "Parallelism",
    "when do sittings resume following the springtime holiday": "8 April 2024",
    "random shuffling paper on which wednesday": "Wednesday 21 February 2024",
    "which papers are in week three of class": "Palm",
    "what language models papers are in week three of class": "Palm",
    "how do lates work for stuff that is not a review": "final report",
    "what does one get for missing the first discussion": "does not state a policy on attendance",
    "what happens if we submit the report on May 16": "does not state a late rule",
    "is the final project worth twice the reviews?": "counts 2 times as much",
    "what should my last review cover": "summary",
    "which of my duties have I completed already": "ticked off nothing",
    "i joined late, which lectures did i miss so far": "Overview",
    "could you summarise the requirements of the project": "machine-learning",
    "is it grad level or undergrad level": "graduate",
    "how many pages should the final write up have": "four pages",
    "would an equivalent of CS4780 from another college be admissible": "equivalent",
}
REFUSED = (
    "who stands in for the teacher if he is unwell", "who replaces the professor when he is sick",
    "did anybody else not finish their report", "is it two columns or one for the report",
    "what font size for the report", "any reading to be done before the very first class",
    "could you summarise my paper for me", "which llm papers are there",
)


async def test_what_is_asked_in_choice_words_is_answered_and_what_no_course_states_is_refused(
    course: Course, sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    told = await answers_to((*RIGHT, *REFUSED), course, COURSE, sqlite_url, clock, tmp_path, ADA)
    assert [(each, told[each].text) for each, said in RIGHT.items() if said not in told[each].text] == []
    assert [(each, told[each].text) for each in REFUSED if told[each].made != "refused"] == []


async def test_they_mean_the_same_on_another_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    other = load(MADE_UP)
    asked = {
        "when is the first critique due": "when is the first review due",
        "how lengthy ought the delivery of an article be": "how long should the presentation of a paper be",
        "what does one get for skipping a lecture": "is attendance mandatory",
    }
    every = (*asked, *asked.values(), "what font size for the report")
    told = await answers_to(every, other, MADE_UP, sqlite_url, clock, tmp_path, ADA)
    assert [each for each, plain in asked.items() if told[each].text != told[plain].text] == []
    assert told["what font size for the report"].made == "refused"
