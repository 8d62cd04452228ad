"""Questions in other words: which question is answered instead, on the first course and on a made-up one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from backend.answers.askings import REFUSE, instead, ways
from backend.answers.askings_table import table
from backend.answers.library import Library, library_of
from backend.answers.stems import stem
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Ask
from backend.course.load import load
from backend.settings import CourseSettings, DataSettings, Settings
from tests.conftest import COURSE, build

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

SAME = {
    "in which hall does the seminar meet": "where is class held",
    "whats the room again": "where is class held",
    "how late does a class run": "until when does a class go",
    "which person teaches this": "who teaches this course",
    "how much time is there for PA2": "when is programming assignment 2 given out and when is it due",
    "whats the deadlin for reveiw 7": "when is the review of discussion 7 due",
    "I want to review the hogwild paper, until when can I do that?": "when is the review of hogwild due",
    "can i hand in a review five days late": "can the paper reviews be five days late",
    "does the bibliography count for the four pages": "are references counted in the length of the final report",
    "what belongs to an experiment plan": "what should the experiment plan contain",
    "when do we read kaplan et al": "when do we discuss the paper by kaplan",
    "do office hours take place in Gates": "where are office hours held",
    "what did song han write": "which papers are by song han",
    "sorry if this was asked before but when is pa1 due": "when is programming assignment 1 due",
    "when is february break": "when do we discuss february break",
    "what would I learn here that an ordinary ML course doesn't teach": "what is this course about",
    "never took CS 3410, am I barred": "is cs 3410 a prerequisite",
    "can I follow the class on 2/19 from my laptop": "is class 2/19 online or in person",
    "grade share coding homeworks": "how much are the programming assignments worth",
    "what percent could I lose by staying silent": "how much is participation worth",
    "PA1: out when, due when?": "when is programming assignment 1 given out and when is it due",
    "do they hand out pa2 on the 14th of february": "when is programming assignment 2 given out",
    "am i off the hook for the 6a review since mapreduce is mine": "i present a paper, do i still have to review it",
    "could a project be pure theory": "does the project have to be implemented, is a survey enough",
    "how long do we still have for the report, counted from today":
        "how many days are left until the final report is due",
    "what's left for me project wise": "what do i still have to do",
    "which other paper on our list has Ben Recht on it": "which papers are by ben recht",
    "what is the last day I can send the review without losing points":
        "until when can I hand in the paper reviews without penalty",
    "which discussions have a review": "how many paper reviews are there",
    "how much does the talk count for": "how much is the presentation worth",
    "can I come by his office on 2/9": "are there office hours 2/9",
    "where is the homework posted": REFUSE + " unknown",
    "does every member of the presenting group have to speak": REFUSE + " unknown",
    "next online class?": "which classes are online",
    "I have a letter for extended time, whom do I give it to": REFUSE + " unknown",
}

OTHER = (
    "what floor is the classroom on",
    "is there parking at phillips hall",
    "what python version do we need for pa1",
    "how many slides should a presentation have",
    "which university is jeff dean from",
    "why is pa1 due on a monday",
    "how is the presentation graded",
    "does the report need an appendix",
    "is paper 9a any good",
    "do i need linear algebra",
    "where did christopher de sa do his phd",
    "are there snacks at the paper discussions",
)
"""Near misses: all but one word is about something that the course states."""


def put(question: str, library: Library) -> str | None:
    from backend.answers.answering import parts

    text = take_apart(question)
    own = frozenset(token.text for token in take_apart(library.course.code).tokens)
    found = (instead(part, own) for part in parts(library.reader.frame(text, date(2024, 2, 6))))
    return next((" ".join(each.split()) for each in found if each is not None), None)


def test_another_way_to_ask_is_the_same_question(library: Library) -> None:
    assert {question: put(question, library) for question in SAME} == SAME


def test_a_word_that_is_left_over_makes_it_another_question(library: Library) -> None:
    found = {question: put(question, library) for question in OTHER}
    assert {q: a for q, a in found.items() if a is not None and not a.startswith(REFUSE)} == {}


def test_order_and_courtesy_change_nothing(library: Library) -> None:
    for question in (
        "due date pa2",
        "pa2 due date please",
        "hey, the due date of pa2 is what exactly?",
    ):
        assert put(question, library) == "when is programming assignment 2 due"


def test_each_need_is_met_by_a_word_of_its_own() -> None:
    """ "Office" of "office hours" does not ask for a place besides."""
    course = library_of(load(COURSE), COURSE)
    assert put("office hours?", course) == "when are office hours"


def test_no_course_is_in_the_table() -> None:
    """No date, room, person or paper of either course is among the words by which questions are known."""
    said = {
        word
        for way in ways()
        for need in (*way.needs, way.more)
        for word in need
        if "{" not in word
    }
    said |= {word for way in ways() for word in way.instead.split()}
    for folder in (COURSE, MADE_UP):
        course = load(folder)
        names = {
            token.stem
            for each in (course.instructor, course.room)
            for token in take_apart(each).tokens
        }
        names |= {stem(author) for author in library_of(course, folder).reader.names.authors}
        assert not said & {name for name in names if len(name) > 4} - {"young"}
    assert not any(word.isdigit() and len(word) == 4 for word in said)


MADE_UP_ANSWERS = {
    "where do we meet": "Kōwhai Room",
    "which weekdays do we have class": "Tuesdays and Thursdays",
    "who's the lecturer": "Example Kererū",
    "what part of the grade are the exercises": "37.5",
    "when's exercise 2 due": "17 April",
    "how late can a review be": "one day late",
    "how many papers per discussion": "three papers",
    "when is the review about sheep due": "17 March",
    "is class on april 8 cancelled": "no class",
    "where are office hours": "Kōwhai Room",
    "how long does a presentation take": "10 to 12 minutes",
    "i present a paper, must i review it": "whole item",
    "my bus leaves at six, which room was it again": "Kōwhai Room",
    "what percentage of the final grade comes from the exercises": "37.5",
    "is exercise 2 due before april 20, i'm away then": "17 April",
    "what comes after the class on april 8": "10 April",
    "i overslept, can i hand in a review a day late": "one day late",
}


async def test_a_made_up_course_is_asked_in_the_same_words(
    sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    course = load(MADE_UP)
    settings = Settings(data=DataSettings(folder=tmp_path), course=CourseSettings(folder=MADE_UP))
    backend = build(sqlite_url, course, settings, clock)
    try:
        by = By(id="1", name="Ada", now=course.sandbox_starts)
        said = {q: (await backend.answer(Ask(question=q), by, Caller.OWNER)).text for q in MADE_UP_ANSWERS}
    finally:
        await backend.close()
    assert {q: text for q, text in said.items() if MADE_UP_ANSWERS[q] not in text} == {}


def test_ways_are_read_in_the_order_of_their_files_and_without_remarks(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("= second\n  two\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("# A remark.\n= first\n  one\n  + more\n", encoding="utf-8")
    assert table(tmp_path).split() == ["=", "first", "one", "+", "more", "=", "second", "two"]
