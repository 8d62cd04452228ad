"""Questions of lessons in their own words, answered first with what was asked, on both courses;
and other words for the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.answers.askings import as_said, filled_in, instead, works_said
from backend.answers.facts import kinds
from backend.answers.facts.authorship import people
from backend.answers.frame import Frame
from backend.answers.library import Library
from backend.answers.templates import slots_of
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By
from backend.contract.calendar import TickOff
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

ASKED = {
    "Which paper is discussed on the same day as LoRA?": ("Paper 10a, Deep learning with limited", "paper:10a"),
    "which paper is discussed on the same day as paper 5a": ("Paper 5b, Scaling laws", "paper:5b"),
    "which paper is discussed on the same day as regularization": (
        "None: no paper is discussed on Monday 29 January",
        "lecture:3",
    ),
    "is anything else due on the day the proposal is due": (
        "Yes: Review of paper 7a or 7b, on Monday 25 March",
        "deadline:review-7",
    ),
    "is anything else due on the day the final report is due": (
        "No: nothing else is due on Wednesday 15 May",
        "deadline:report",
    ),
    "is the review of flashattention due on the same day as the project proposal": (
        "Yes, on the same day: Review of paper 7a",
        "deadline:proposal",
    ),
    "is the review of lora due on the same day as the project proposal": (
        "No: Review of paper 10a or 10b is due",
        "deadline:review-10",
    ),
    "is there an evening with a lecture and a discussion": ("Yes, one: Wednesday 28 February", "meeting:2024-02-28"),
    "is lora before or after the spring break": (
        "After it: paper 10b, LoRA: Low-Rank Adaptation of Large Language Models, is on Wednesday 10 April",
        "meeting:2024-04-01",
    ),
    "is gpipe before or after lora": ("Before it: paper 9a", "paper:10b"),
    "is lora before or after paper 10a": ("Neither: both are on Wednesday 10 April", "paper:10a"),
    "is kernels before or after backpropagation": ("After it: Lecture 4", "lecture:2"),
    "which is older, lora or gptq": (
        "LoRA: Low-Rank Adaptation of Large Language Models (paper 10b), from 2021",
        "paper:11b",
    ),
    "which is older, hogwild or gptq": ("Hogwild", "paper:6b"),
    "is the project proposal due before or after the spring break": (
        "Before it: Final project proposal",
        "deadline:proposal",
    ),
    "is the paper reviews due before or after the spring break": (
        "Both: five before and four after",
        "deadline:review-8",
    ),
    "what is due first, the final report or programming assignment 2": (
        "Programming Assignment 2, on Wednesday 28",
        "deadline:report",
    ),
    "how much time is there between the project proposal and the final report": (
        "51 days (seven weeks and two days)",
        "deadline:report",
    ),
    "how many days are left until programming assignment 2 is due": (
        "23 days (three weeks and two days)",
        "deadline:pa2",
    ),
    "is hogwild by feng niu": ("Yes: Hogwild: A lock-free approach", "paper:6b"),
    "is hogwild by benjamin recht and stephen wright": ("Yes: Hogwild", "paper:6b"),
    "is hogwild by jeff dean": ("No: Hogwild", "paper:8a"),
    "is palm by jeff dean": ("The course does not say so: it names Aakanksha Chowdhery et al", "paper:2a"),
    "who are the co-authors of Tri Dao": ("Dan Fu, Stefano Ermon, Atri Rudra and Christopher Ré", "paper:7a"),
    "how many authors does gptq have": ("Four authors", "paper:11b"),
    "how many authors does palm have": ("More than one author; how many, the course does not say", "paper:2a"),
    "was scaling laws published at a conference or only on arxiv": ("As a preprint", "paper:5b"),
    "was lora published at a conference or only on arxiv": ("At a conference", "paper:10b"),
    "was palm published at a conference or only on arxiv": ("In a journal", "paper:2a"),
    "is paper 10b about lora": ("Yes: paper 10b is LoRA", "paper:10b"),
    "is paper 10a about lora": ("No: paper 10a is Deep learning with limited", "paper:10b"),
    "which part of the grade counts the most": ("Final project, with 40 %", "course:weights"),
    "which part of the grade counts the least": (
        "Discussion participation and Programming assignments, each with 10 %",
        "course:weights",
    ),
    "which parts of the grade are worth twenty percent": (
        "Paper presentation and Paper reviews, each with 20 %",
        "course:weights",
    ),
    "which parts of the grade are worth 35 percent": ("None is worth 35 %", "course:weights"),
    "does the presentation count as much as the paper reviews": ("Yes, as much", "course:weights"),
    "does participation count as much as the final project": ("No, Final project counts more", "course:weights"),
    "how many lectures are left": ("13 of 16: the next is on Monday 5 February", "meeting:2024-02-05"),
    "how many paper discussions are left": ("Eleven of twelve", "meeting:2024-02-07"),
    "how many paper reviews do i still have to write": ("Eight of nine reviews that the course lists", "own:record"),
    "what is the last thing that is due": ("Final project report, on Wednesday 15 May", "deadline:report"),
    "which deadline has an hour": ("Only Final project report", "gap:hour-of-deadlines"),
    "how many classes are cancelled because of the breaks": ("Three classes: February Break", "meeting:2024-02-26"),
    "are lectures always on mondays and paper discussions on wednesdays": (
        "Not always: mostly lectures are on Mondays",
        "policy:format",
    ),
    "which discussions have no review": ("Discussions 2, 4 and 12", "gap:reviews-not-listed"),
    "what is covered in the lecture on kernels": ("The kernel trick", "lecture:4"),
    "when is the last paper review due": ("On Monday 29 April", "deadline:review-11"),
    "in which two ways do we have to evaluate the project": ("In two ways", "course:project"),
    "can the project use a technique that was not covered in class": (
        "Not in place of one of the course, unless it is approved",
        "course:project",
    ),
    "does the project have to be implemented, is a survey enough": ("Yes, it has to be built", "course:project"),
    "does the proposal need preliminary work": ("Yes, something: some preliminary work", "policy:proposal"),
    "must the citations of the proposal be from outside the course's papers": (
        "Not all of them: at least one",
        "course:project",
    ),
    "what happens in the feedback activity": ("On Monday, 18 March there is an activity", "policy:project-feedback"),
    "is programming assignment 2 due before class or at the end of the day": (
        "Neither is stated",
        "gap:hour-of-deadlines",
    ),
    "is the final report due before class or at the end of the day": (
        "On a day without class: Final project report",
        "deadline:report",
    ),
    "can i get an extension for the final report": ("The course states no rule for extensions", "gap:late-project"),
    "what is programming assignment 2 about": (
        "What Programming Assignment 2 is about is not stated",
        "deadline:pa2",
    ),
    "what is programming assignment 7 about": (
        "There is no programming assignment 7: the course lists two.",
        "policy:programming-assignments",
    ),
    "what happens in class after the presentations": (
        "The class then talks about both in small breakout groups.",
        "policy:format",
    ),
    "do i review when i present the other paper of the discussion": (
        "That is undecided",
        "policy:presenter-exemption",
    ),
    "can two people who present together also review the other paper": (
        "Nothing is said against it",
        "policy:presenter-exemption",
    ),
    "may i present and review the same paper": ("Yes, you may, and you need not", "policy:presenter-exemption"),
    "when are the presentation slots assigned": ("Nobody assigns them", "gap:presentation-groups"),
    "do i lose points for a review that is one day late": (
        "No: a review may come up to two days late",
        "policy:late-reviews",
    ),
    "do i lose points for a review that is five days late": (
        "A review may come up to two days late",
        "gap:after-grace",
    ),
    "have i signed up for a presentation": ("Yes: you present paper 2a", "own:record"),
    "how many days are left until my presentation": ("Two days: you present paper 2a", "paper:2a"),
    "do i present online or in person": ("In person, in Phillips Hall 101", "own:record"),
    "which other paper is presented on the day i present": ("Paper 2b, Language models", "own:record"),
    "have i ticked off programming assignment 1": ("Yes, you have ticked off Programming Assignment 1", "own:record"),
    "have i ticked off programming assignment 2": ("No, Programming Assignment 2 is not ticked off", "own:record"),
    "what have i ticked off": (
        "You have ticked off Review of paper 1a or 1b and Programming Assignment 1.",
        "own:record",
    ),
}

OF_THE_OTHER = {
    "which paper is discussed on the same day as a faster sheep": ("Paper 1a", "paper:1c"),
    "which other paper is presented on the day i present": ("You are not signed up", "own:record"),
    "have i signed up for a presentation": ("No. You are not signed up", "own:record"),
    "which part of the grade counts the most": ("Exercises, with 37.5 %", "course:weights"),
    "does the presentation count as much as the paper reviews": ("No, Reviews counts more", "course:weights"),
    "is there an evening with a lecture and a discussion": ("No: no class has both", "course:meetings"),
    "is a faster sheep before or after the spring break": (
        "The calendar of this course has no spring break.",
        "course:meetings",
    ),
    "is caches of pebbles before or after reading day": ("Before it: paper 2a", "meeting:2025-04-08"),
    "which is older, caches of pebbles or the median tide": ("Caches of pebbles", "paper:2a"),
    "which deadline has an hour": ("All five of them", "deadline:exercise-1"),
    "is programming assignment 1 due before class or at the end of the day": (
        "On a day without class: Exercise 1",
        "deadline:exercise-1",
    ),
    "do i lose points for a review that is one day late": (
        "No: a review may come up to one day late",
        "policy:late-reviews",
    ),
    "do i review when i present the other paper of the discussion": ("No: Whoever presents", "policy:presenters"),
    "may i present and review the same paper": ("You need not; whether you may is not stated", "policy:presenters"),
    "in which two ways do we have to evaluate the project": ("The course states no project.", "course:weights"),
    "what happens in class after the presentations": ("The course does not state that", "course:format"),
    "what happens in the feedback activity": ("The course lists no feedback activity", "course:meetings"),
    "which discussions have no review": ("None: a review is listed for each discussion.", "deadline:review-sheep"),
    "how many classes are cancelled because of the breaks": ("One class: Reading day", "meeting:2025-04-08"),
    "are lectures always on mondays and paper discussions on wednesdays": (
        "Yes: lectures are on Tuesdays and discussions are on Thursdays",
        "course:meetings",
    ),
    "can i get an extension for programming assignment 1": (
        "The course states no rule for extensions",
        "policy:late-exercises",
    ),
    "how many authors does pebbles revisited have": ("Two authors", "paper:2b"),
}


async def wrong(
    asked: dict[str, tuple[str, str]],
    course: Course,
    folder: Path,
    url: str,
    clock: HandClock,
    tmp: Path,
    by: By,
    *first: object,
) -> dict[str, str]:
    """What is not answered with these words first, or without that source."""
    wrong = {}
    for question, answer in (await answers_to(asked, course, folder, url, clock, tmp, by, *first)).items():
        begins, source = asked[question]
        named = [f"{each.kind}:{each.id}" for each in answer.sources]
        if not answer.text.startswith(begins) or source not in named:
            wrong[question] = f"{answer.text} {named}"
    return wrong


async def test_what_was_asked_is_answered_first(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    before = (SignUp(paper="2a"), TickOff(deadline="review-1"), TickOff(deadline="pa1"))
    assert await wrong(ASKED, course, COURSE, sqlite_url, clock, tmp_path, by, *before) == {}


async def test_and_on_a_made_up_course_too(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    assert await wrong(OF_THE_OTHER, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by) == {}


def frame_of(question: str, library: Library) -> Frame:
    return library.reader.frame(take_apart(question), date(2024, 2, 5), focus=False)


SAME = {
    "what else shares an evening with gptq": "which paper is discussed on the same day as {name}",
    "with which paper is 5b paired": "which paper is discussed on the same day as paper {id}",
    "would a literature survey without code be enough for the project": "does the project have to be implemented, "
    "is a survey enough",
    "is pa2 or the proposal due first": "what is due first, {work} or {work}",
    "how many days are there between the proposal and the report": "how much time is there between {work} and {work}",
    "is the lora review due the same day as the proposal": "is {work} due on the same day as {work}",
    "do we discuss lora or gptq first": "is {name} before or after {name}",
    "which came out first, hogwild or gptq": "which is older, {name} or {name}",
    "did tri dao write flashattention": "is {name} by {author}",
    "how many more reviews do i have to write": "how many paper reviews do i still have to write",
    "will i present in person": "do i present online or in person",
}


@pytest.mark.parametrize("asked", SAME)
def test_the_same_in_other_words(asked: str, library: Library) -> None:
    put = instead(frame_of(asked, library), leave="everyday")
    assert put is not None and slots_of(SAME[asked], frame_of(put, library)) is not None, put


def test_a_slot_that_stands_twice_wants_two_things(library: Library) -> None:
    frame = frame_of("the review of lora or the project proposal", library)
    said = as_said(frame, frozenset(), "nothing")
    assert works_said(said, 2) == ("the review of lora", "the project proposal")
    assert filled_in("which is older, {name} or {name}", said) is None
    both = as_said(frame_of("lora and paper 5a", library), frozenset(), "nothing")
    assert filled_in("{name} {name}", both) == "lora paper 5a"
    assert works_said(both, 2) is None


def test_a_full_name_is_an_author_and_no_initials(library: Library) -> None:
    """The letters of "tri" begin three words of another paper's title."""
    frame = frame_of("which papers are by tri dao", library)
    assert (frame.authors, frame.hits) == (("7a",), ())


def test_names_in_a_list_of_authors() -> None:
    assert people("Frantar, Elias, Saleh Ashkboos, and Dan Alistarh") == (
        ("Elias Frantar", "Saleh Ashkboos", "Dan Alistarh"),
        False,
    )
    assert people("A. Example and B. Example") == (("A. Example", "B. Example"), False)
    assert people("Jeff Dean et al.") == (("Jeff Dean",), True)


def test_no_question_is_answered_by_two_files() -> None:
    asked = [question for kind in kinds() for question in getattr(kind, "ASKED", {})]
    assert len(asked) == len(set(asked)) > 40
