"""What is asked of papers, lectures and authors by name, and of parts of a mark together; names the course lacks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

OWN = {
    "is my paper discussed before the february break": "No, after it: you present paper 8a",
    "who is the first author of mine": "Jeff Dean et al",
    "by when are the reviews of the papers of my presentation day due": "8b is due on Monday 8 April",
    "which discussion is my paper in, and what else is discussed that evening": "paper 8b",
}
PLAIN = {
    "hey, which lecture introduces SGD": "Lecture 1: Overview",
    "when is momentum first mentioned": "Lecture 3: Hyperparameters and Tradeoffs",
    "is there any attention paper other than the Vaswani one": "Paper 7a: Flashattention",
    "do kernels come up in papers as well, not only in lecture 4": "Paper 3a: Random features",
    "could I read something extra on backpropagation? which older papers are recommended?": "Hinton, Geoffrey E.",
    "what programming assignments are there and when are they due": "There are two dates",
    "please list the reviews that have a due date": "The course lists nine paper reviews",
    "which is the class in May where we discuss our projects": "Wednesday 1 May 2024",
    "is this aimed at undergraduates or at grad students": "This is a graduate course",
    "the review of the paper by Bergstra, until when must I hand it in": "5b is due on Monday 11 March",
    "is the project worth more than the presentation and the reviews together": "No: Final project 40 %",
    "do the reviews count less than the project and the presentation": "Than one of them: Paper reviews 20 %",
    "feedback day: how many days before the proposal is that": "Seven days (one week)",
    "do the abstracts... hm, can the report be handed in late": "does not state a late rule",
    "could pa2 come in a day after the deadline": "does not state a late rule",
    "how many papers does each student present, and for how many minutes": "A presentation takes 15 to 20 minutes",
    "what's the lecture called Machine Learning Frameworks II going to cover": "Eager vs lazy",
    "on which evening are there two papers and a lecture besides": "Wednesday 28 February",
    "do I still have time today for the 10a review": "Review of paper 10a or 10b is due on Monday 22 April",
    "papers by Mr. Vaswani": "Paper 1a: Attention is all you need",
    "arxiv number of the scaling laws paper?": "2001.08361",
    "is the exam worth more than the presentation and the reviews": "does not state an exam",
    "is the prof fine with solo projects or do we need a squad": "alone or in a group of at most three",
    "it's 1am, do I still have time today for the 9a review": "Review of paper 9a or 9b is due on Monday 15 April",
    "who wrote the papers discussed right after LoRA": "Deep compression",
    "do any two papers share an author": "- Benjamin Recht: ",
    "is Adam in a lecture as well as in a paper": "Lecture 5: Adaptive Methods",
    "who gives the lecture on kernels": "Christopher De Sa",
    "was Adam published before LoRA": "from 2015",
    "papers by Sam McCandlish": "Paper 5b: Scaling laws",
    "HPO lecture, when": "Lecture 6: Hyperparameter Optimization",
}
REFUSED = (
    "give me the arxiv number of the lora paper",
    "what's the DOI of GPTQ",
    "which students have already reviewed the Adam paper",
    "LSTM lecture?",
    "is there some Karpathy reading",
    "papers by Fei-Fei Li",
    "any paper by Sam Altman",
    "was Adam published before AdaGrad",
    "which paper has the most authors",
    "who is the corresponding author of PaLM",
    "in which lecture is the project introduced",
    "Tim Dettmers paper on quantization, do we read it?",
    "is the BERT paper before the break",
    "who came up with backpropagation first",
    "is my son doing well in your class? his name is Tom",
)
REFUSED_ANYWHERE = (
    "is there an LSTM lecture",
    "do we read the Dettmers paper",
    "how is my daughter doing in this class",
)
MADE_UP_ANSWERS = {
    "which authors appear twice": "- E. Example: Caches of pebbles (made up) (paper 2a)",
    "which lecture introduces spread": "Lecture 1: What a measurement is",
    "is the presentation worth more than the reviews and the exercises together": "No: Presentation 30 %",
}


@pytest.fixture
def by() -> By:
    return By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))


async def test_one_s_own_paper(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path, by: By) -> None:
    told = await answers_to(OWN, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="8a"))
    assert {each: told[each].text for each, text in OWN.items() if text not in told[each].text} == {}
    assert all(told[each].personal for each in OWN if "reviews" not in each)


async def test_what_is_named(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path, by: By) -> None:
    told = await answers_to([*PLAIN, *REFUSED, *REFUSED_ANYWHERE], course, COURSE, sqlite_url, clock, tmp_path, by)
    assert {each: told[each].text for each, text in PLAIN.items() if text not in told[each].text} == {}
    assert {each: told[each].text for each in (*REFUSED, *REFUSED_ANYWHERE) if told[each].made != "refused"} == {}


async def test_and_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    asked = [*MADE_UP_ANSWERS, *REFUSED_ANYWHERE]
    told = await answers_to(asked, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by)
    assert {each: told[each].text for each, text in MADE_UP_ANSWERS.items() if text not in told[each].text} == {}
    assert {each: told[each].text for each in REFUSED_ANYWHERE if told[each].made != "refused"} == {}
