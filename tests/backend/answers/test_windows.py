"""Time between things, parts of months, and whole papers: what such questions are answered with, on both courses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.answers.dates import Calendar, days_in
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"
CALENDAR = Calendar(date(2024, 2, 5), date(2024, 1, 22), date(2024, 5, 15))

SPANS = {
    "a visit 12 to 14 february": [("2024-02-12", "2024-02-14")],
    "between the 12th and the 14th of february": [("2024-02-12", "2024-02-14")],
    "april 12-14": [("2024-04-12", "2024-04-14")],
    "labour day, first of may": [("2024-05-01", "2024-05-01")],
    "presidents' day, february 19": [("2024-02-19", "2024-02-19")],
    "the first monday of march": [("2024-03-04", "2024-03-04")],
    "the last wed in april": [("2024-04-24", "2024-04-24")],
    "at the beginning of april": [("2024-04-01", "2024-04-10")],
    "mid march": [("2024-03-10", "2024-03-20")],
    "end of february": [("2024-02-24", "2024-02-29")],
    "in the week of the 8 of april, what is the monday and what is the wednesday": [
        ("2024-04-08", "2024-04-08"),
        ("2024-04-10", "2024-04-10"),
    ],
    "lunar new year": [],
    "papers 3 to 5": [],
    "two to three pages by march 4": [("2024-02-05", "2024-03-04")],
    "class on march 4 2 hours late": [("2024-03-04", "2024-03-04")],
}


@pytest.mark.parametrize("said", SPANS)
def test_days_are_read_as_people_say_them(said: str) -> None:
    found = days_in(take_apart(said).tokens, CALENDAR)
    assert [(each.first.isoformat(), each.last.isoformat()) for each in found] == SPANS[said]


ANSWERED = {
    "which lecture do we have in between GPipe and LoRA": ("One lecture from", "Machine Learning Frameworks II"),
    "what is between the lecture on kernels and the lecture on adaptive methods": ("One class from", "paper 2a"),
    "is there a lecture between paper 5a and paper 6a": ("None: there is no lecture from Thursday 29 February", ""),
    "the lecture between papers 3 and papers 4, what is it about": ("One lecture", "Hyperparameter Optimization"),
    "how many lectures are there in March": ("Three lectures from Friday 1 March", "Low-Precision"),
    "how many classes take place before spring break": ("19 classes until Sunday 31 March", "15 of them still ahead"),
    "how many papers do we discuss in April": ("Six papers from", "10a"),
    "how many discussions of papers are foreseen until May": ("Twelve paper discussions", ""),
    "how many classes do we have between spring break and the end": ("Nine classes from Thursday 4 April", ""),
    "what is the first lecture after spring break": ("Monday 8 April", "Frameworks II"),
    "first paper discussion once spring break is over, what day": ("Wednesday 10 April", "10a"),
    "last lecture in April": ("Monday 29 April", "Cloud"),
    "first class in march": ("Monday 4 March", "nothing is listed"),
    "what class is before march 4": ("Wednesday 28 February", "5a"),
    "what is due after May 1": ("One deadline from Thursday 2 May", "15 May"),
    "what's the last thing due before spring break": ("Final project proposal", "25 March"),
    "which review is due right after spring break": ("Review of paper 8a or 8b", "8 April"),
    "what do I have to hand in between March 11 and March 25": ("Four deadlines", "6a"),
    "my internship begins the 10 of May, will anything still be due after that": ("One deadline", "15 May"),
    "what do we discuss the week after spring break": ("Two classes the week of 8 April", "LoRA"),
    "two weeks after spring break, what do we discuss": ("Two classes the week of 15 April", "GPTQ"),
    "which theme is following on “Kernels and Dimensionality Reduction”": ("Monday 12 February", "Adaptive"),
    "what stands in the calendar the Wednesday just before low precision": ("Wednesday 13 March", "7a"),
    "what is the lecture before my presentation about": ("Monday 8 April", "You present paper 10b, LoRA"),
    "which lectures come between the two breaks": ("Four lectures from Tuesday 27 February", "Spring Break is from"),
    "what is due after the 9th of may and before the end of the term": ("One deadline", "15 May"),
    "what do I have to do before I present": ("Nine deadlines from Monday 5 February", "8a or 8b"),
    "is there something due between now and the proposal": ("Six deadlines from Monday 5 February", "6a or 6b"),
    "which reviews are left before spring break": ("Five paper reviews left for you", "7a or 7b"),
    "after which break is my talk": ("Spring Break: no class on", "You present paper 10b"),
    "what is due in the week of my presentation": ("Due the week of 8 April", "8a or 8b"),
    "after which lecture do we read GPTQ": ("Monday 15 April", "Hardware"),
    "is there a week without any class": ("Yes: the week of Monday 1 April", "26 February"),
    "how many weeks does the term have": ("15 weeks with class", "17 weeks"),
    "is the tpu paper online or in person": ("Online only: paper 12a", "24 April"),
    "is my presentation before or after the spring break": ("After it: you present paper 10b", ""),
    "which lecture comes after kernels": ("Monday 12 February", "Adaptive"),
    "which lecture comes before kernels": ("Monday 29 January", "Hyperparameters"),
    "which paper discussion comes after hogwild": ("Wednesday 13 March", "7a"),
    "which paper discussion comes before lora": ("Wednesday 27 March", "9a"),
    "which class comes before the spring break": ("Wednesday 27 March", ""),
    "which class comes after backpropagation": ("Monday 29 January", "Hyperparameters"),
    "is the class after hogwild a lecture": ("Yes, a lecture", "Distributed"),
    "is the class after kernels a lecture": ("No, a discussion", "2a"),
    "which classes are between gpipe and lora": ("One class between paper 9a", "Frameworks II"),
    "how many lectures are there in april": ("Four lectures", ""),
    "what is the full title of tpu": ("Paper 12a: In-datacenter performance analysis of a tensor processing unit", ""),
    "which paper is about federated learning": ("Paper 8b", ""),
    "who wrote lora, and in which year": ("Paper 10b: LoRA", "2021"),
    "who is the first author of gptq": ("Elias Frantar, of four authors", ""),
    "is parameter server covered in the course": ("Yes, in Lecture 8", "11 March"),
    "which discussions have a review": (
        "Nine discussions: 1, 3, 5, 6, 7, 8, 9, 10 and 11.",
        "None is listed for 2, 4 and 12",
    ),
    "what are you teaching on 5 feb": ("Monday 5 February", "Kernels"),
}
"""How the answer begins, and what else it holds."""

ELSEWHERE = {
    "how many lectures are there in march": ("Three lectures until Monday 31 March", "Small machines"),
    "which class comes after reading day": ("Thursday 10 April", ""),
    "what is the last class before reading day": ("Saturday 5 April", ""),
    "is there a week without any class": ("No: there is class in every week of the calendar.", ""),
    "is small machines online or in person": ("Online only: Lecture 2", "11 March"),
    "is my presentation before or after small machines": ("You are not signed up", ""),
    "which classes are between small machines and reading day": ("Four classes", ""),
}


async def _wrong(
    asked: dict[str, tuple[str, str]],
    course: Course,
    folder: Path,
    url: str,
    clock: HandClock,
    tmp: Path,
    by: By,
    *first: object,
) -> dict[str, str]:
    """What is answered otherwise."""
    wrong = {}
    for question, answer in (await answers_to(asked, course, folder, url, clock, tmp, by, *first)).items():
        begins, holds = asked[question]
        if not answer.text.startswith(begins) or holds not in answer.text or not answer.sources:
            wrong[question] = answer.text
    return wrong


async def test_what_lies_between_two_days_is_told(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    assert await _wrong(ANSWERED, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="10b")) == {}


async def test_and_of_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    assert await _wrong(ELSEWHERE, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by) == {}


NOT_ANSWERED = (
    "can I hand in the proposal before the deadline by mail",
    "where do people go after class",
    "is graph theory covered in the course",
    "how many students come to class after spring break",
    "which bus goes to campus after the spring break",
    "what does the professor do after the last class",
)


async def test_other_questions_with_before_and_after_are_not_taken(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    answers = await answers_to(NOT_ANSWERED, course, COURSE, sqlite_url, clock, tmp_path, by)
    signs = (" from ", "8 April", "6 May")
    taken = {q: answer.text for q, answer in answers.items() if any(sign in answer.text for sign in signs)}
    assert taken == {}
