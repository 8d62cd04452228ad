"""What people put around a question: what is set aside, what weighs against it, and what is taken in two steps."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

from backend.answers.clauses import setting
from backend.answers.everyday import says_nothing
from backend.answers.rest import is_asked_for
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Ask
from backend.contract.signup import SignUp
from backend.course.model import Course
from backend.settings import CourseSettings, DataSettings, Settings
from tests.conftest import COURSE, build

SET_ASIDE = {
    "I'm travelling on Mar 20, do I miss a discussion?": "i am travelling on mar 20",
    "can I hand in pa1 late because my laptop died": "because my laptop died",
    "i have a wedding on may 14. is the report due before that": "i have a wedding on may 14",
    "next deadline pls im on the bus": "i am on the bus",
    "when's spring break my mom wants to book flights": "my mom wants to book flights",
    "the review is due at noon, right?": "",
    "when is pa1 due": "",
    "do I present in March or do I present in April": "",
}


def test_a_clause_that_only_says_why_is_set_aside() -> None:
    found = {}
    for question in SET_ASIDE:
        text = take_apart(question)
        found[question] = " ".join(text.tokens[n].text for n in sorted(setting(text)))
    assert found == SET_ASIDE


def test_what_is_asked_for_is_told_from_what_stands_beside() -> None:
    for question, word in (
        ("what floor is the classroom on", "floor"),
        ("is there parking at the hall", "parking"),
        ("does the report need an appendix", "appendix"),
        ("how many slides should a presentation have", "slides"),
        ("is the campus open during the break", "campus"),
    ):
        words = question.split()
        assert is_asked_for(words, words.index(word)), question
    words = ["room", "please", "so", "i", "find", "it", "from", "the", "cabin"]
    assert not is_asked_for(words, words.index("cabin"))


def test_adverbs_say_nothing_and_things_do_not() -> None:
    assert all(map(says_nothing, ("honestly", "presumably", "weirdly", "mom", "overslept")))
    assert not any(map(says_nothing, ("parking", "family-style", "weekly", "assembly", "python", "friend", "late")))


ANSWERED = {
    "who wrote the papers of 3/20": ("Bonawitz", "fact"),
    "which lecture follows the one on kernels": ("Lecture 5", "fact"),
    "last lecture before spring break?": ("Inference and Compression", "fact"),
    "who is the first author of the article which I must present?": ("Chowdhery", "fact"),
    "my dog ate my laptop and i have a flight on may 14, is the final report due before that": ("15 May", "fact"),
    "slept through yesterday's alarm lol, what room again": ("Phillips Hall 101", "fact"),
    "when are we let out": ("8:45", "fact"),
    "programming assignment 3 when": ("two programming assignments", "fact"),
    "what has to be submitted on the twenty-ninth of April": ("Review of paper 11a or 11b", "fact"),
    "how long till my presentation": ("7 February", "fact"),
    "with which other paper does gptq share its evening": ("Deep compression", "fact"),
    "what do we get taught on the monday that is held online": ("Hyperparameter Optimization", "fact"),
    "which paper is older, hogwild or map-reduce": ("2007", "fact"),
    "I'm abroad for spring break, on which day do classes continue again?": ("8 April", "fact"),
    "who wrote gpipe, and when do we discuss it": ("27 March", "fact"),
    "is the report the only deadline with an hour": ("Only Final project report", "fact"),
    "is there an evening with a lecture as well as two papers": ("28 February", "fact"),
    "did i tick off pa1": ("not ticked off", "fact"),
    "do you have me down for any paper": ("paper 2a", "fact"),
    "how many days are left before i present": ("Eight days", "fact"),
    "which single component weighs most in the final mark": ("Final project, with 40 %", "fact"),
    "may our project use a method that was never taught": ("unless it is approved", "fact"),
    "how many class days fall away because of the two breaks": ("Three classes", "fact"),
    "could our team get an extension on the proposal": ("The course states no rule for extensions", "not stated"),
    "is there homework over spring break": ("Nothing is due the week of 1 April", "fact"),
    "when is the penultimate lecture": ("1 May", "fact"),
    "what do we do on the monday before spring break": ("25 March", "fact"),
    "it's 7:28 and I can't find the zoom link, anyone?": ("does not state a link", "not stated"),
    "momentum + condition number, what day was that lecture": ("29 January", "fact"),
    "whose papers will the others discuss on 3/20 without me": ("Bonawitz", "fact"),
    "my teammate says the proposal is due after spring break, I think before. who's right?": ("Before it", "fact"),
    "list everything the syllabus doesn't tell us": ("regrades", "passage"),
    "If I return on Thursday April 4, would I miss a session on the third?": ("Spring Break", "fact"),
    "besides the abstract draft, is anything else due on april 29": ("11a", "fact"),
    "which students are presenting the lora paper": ("", "refused"),
    "is q&a counted inside the presentation minutes": ("", "refused"),
    "where do folks grab dinner before a 7:30 class": ("", "refused"),
    "can i take this s/u": ("", "refused"),
    "is the campus bus running during spring break": ("", "refused"),
    "what happens to my meal plan over february break": ("", "refused"),
    "font size for the review": ("", "refused"),
    "has anyone submitted pa2 yet": ("", "refused"),
    "what dataset should we use for the project": ("", "refused"),
    "before class can i get a beer in the hall": ("", "refused"),
}


async def test_a_question_is_answered_with_all_that_is_around_it(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    settings = Settings(data=DataSettings(folder=tmp_path), course=CourseSettings(folder=COURSE))
    backend = build(sqlite_url, course, settings, clock)
    by = By(id="1", name="Ada", now=datetime(2024, 1, 30, 17, tzinfo=UTC))
    wrong = {}
    try:
        await backend.answer(SignUp(paper="2a"), by, Caller.OWNER)
        for question, (says, made) in ANSWERED.items():
            answer = await backend.answer(Ask(question=question), by, Caller.OWNER)
            if answer.made != made or says not in answer.text:
                wrong[question] = answer.text
    finally:
        await backend.close()
    assert wrong == {}


async def test_a_guess_says_what_it_answers(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    """Nobody is known to ask it in these words, so the question that is answered stands before the answer."""
    settings = Settings(data=DataSettings(folder=tmp_path), course=CourseSettings(folder=COURSE))
    backend = build(sqlite_url, course, settings, clock)
    by = By(id="1", name="Ada", now=datetime(2024, 1, 30, 17, tzinfo=UTC))
    try:
        guess = await backend.answer(Ask(question="proposal template"), by, Caller.OWNER)
        sure = await backend.answer(Ask(question="what should the project proposal contain"), by, Caller.OWNER)
    finally:
        await backend.close()
    assert (guess.made, guess.band, sure.band) == ("fact", "maybe", "sure")
    assert guess.text == f"*If you mean “what should the project proposal contain?”:* {sure.text}"


HEAP = """
when what who how many late review pa1 2 the for 3/20 is it my , ? because before after due 7pm monday adam
hogwild cs3410 project group of and or present paper 5a spring break i next last class not no w/o q&a 30 february
"""


async def test_no_heap_of_words_breaks_it(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    """Sixty questions made of words that mean something here, in no order."""
    words = HEAP.split()
    dice = random.Random(6787)
    settings = Settings(data=DataSettings(folder=tmp_path), course=CourseSettings(folder=COURSE))
    backend = build(sqlite_url, course, settings, clock)
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    try:
        for _ in range(60):
            question = " ".join(dice.choices(words, k=dice.randint(1, 9)))
            assert (await backend.answer(Ask(question=question), by, Caller.OWNER)).text
    finally:
        await backend.close()
