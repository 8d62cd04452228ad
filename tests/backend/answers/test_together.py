"""Questions in two steps: what is on the day of something, the other paper of a discussion, who comes late."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from backend.clock import HandClock
from backend.contract import By
from backend.contract.ask import Answer
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

TOGETHER = {
    "who wrote the article that is paired with deep compression": ("GPTQ", "Frantar"),
    "who wrote the paper discussed together with mapreduce on multicore": ("Hogwild", "Niu"),
    "in which conference was the paper published that shares its evening with lora": ("", "ICML"),
    "what year is the older of the two papers on april 24 from": ("", "2017"),
    "which conference published the first paper after spring break": ("", "ICML"),
    "who wrote the two papers after spring break": ("", "Gupta"),
    "what is due when we discuss PaLM and GPT-3": ("Due on Wednesday 7 February", "1a"),
    "what deadline coincides with the lecture about generative AI": ("Due on Monday 22 April", "10a"),
    "what must be submitted the day Adam is discussed": ("Due on Wednesday 21 February", "3a"),
    "what is handed out on the day of the random features discussion": ("Programming Assignment 2 is given out", ""),
    "which lecture coincides with the abstract draft": ("Monday 29 April", "Cloud"),
    "what lecture falls on the deadline of the review for papers 8a or 8b": ("Monday 8 April", "Frameworks II"),
    "which discussion falls in the same week as the proposal deadline": ("Two classes the week of 25 March", "Gpipe"),
    "what paper discussion takes place in the week of the hardware lecture": ("Two classes", "11a"),
    "do we still meet on the Wednesday of the proposal week": ("Wednesday 27 March", "9a"),
    "when does class start on the evening of the abstract draft": ("Monday 29 April 2024, 7:30 pm", ""),
    "what time do I have to be there on the evening I present": ("Wednesday 10 April", "7:30 pm"),
    "Which other paper is presented on the evening that I present?": ("Paper 10a", ""),
    "does my presentation fall in the same week as the proposal": ("No: ", "10b"),
    "does the report coincide with the abstract draft": ("No: ", "15 May"),
    "are the kernel lecture and the random features paper in the same week?": ("No, ", "14 February"),
    "is the review of gpipe due on the same day as lecture 12": ("Yes", "15 April"),
    "what is the final in-person paper discussion": ("Wednesday 17 April", "GPTQ"),
    "what is the last lecture that is held online": ("Monday 19 February", "Hyperparameter Optimization"),
    "when is the last deadline before we leave for spring break": ("Final project proposal", "25 March"),
    "what happens on the monday between february break week and hogwild": ("Monday 4 March", "nothing is listed"),
    "release day of assignment one": ("Programming Assignment 1 is given out on Monday 29 January", "14 days"),
    "How many days between the PA1 release and its due date?": ("Programming Assignment 1 is given out", "14 days"),
    "how many classes are online in total": ("Online only, two of 28 classes:", ""),
    "can I book a flight home for May 7 or is there still class after that?": ("None: ", "Monday 6 May"),
    "I land on January 25th, which classes will already be over?": ("Two classes until", "Overview"),
    "if I leave on May 2nd what's the only class I miss": ("One class from Thursday 2 May", "Monday 6 May"),
    "which weekday is May 15?": ("No, there is no class on Wednesday 15 May", ""),
    "What's after the next class? I'll skip that one": ("Wednesday 7 February", "2a"),
    "Monday the eleventh of March, which lecture is that?": ("Monday 11 March", "Distributed"),
    "what exactly must be in the proposal I hand in before the break": ("The project proposal:", "one page"),
    "what is due on the day of gpipe": ("Nothing: nothing is due on Wednesday 27 March", "9a"),
    "what is due on the day of low precision": ("Review of paper 6a or 6b, on Monday 18 March", "Lecture 9"),
    "which lecture is on the day the project proposal is due": ("Monday 25 March", "Lecture 10"),
    "which lecture is on the day the final report is due": ("None: there is no class that day", "15 May"),
    "list every project milestone w dates": ("There are three dates", "18 March"),
    "what are the readings for the discussion that follows random shuffling and Adam": ("Wednesday 28 February", "5b"),
    "where did the second paper of 3/13 appear": ("", "MLSys"),
    "do the reviews count more than the coding": ("Yes: Paper reviews 20 %", "10 %"),
}
"""How the answer begins, and what else it holds."""

NOT_TOGETHER = (
    "which textbook chapter goes before the kernels lecture",
    "which quiz questions came up after lecture 2",
    "what learning rate comes after warmup in the attention paper",
    "do I need a GPU before I begin with PA2",
    "how many citations does the paper of February 21 have",
    "which of the authors of the April 10 papers works at Microsoft",
    "who presents the paper that is paired with deep compression",
    "what snacks are handed out on the day of the random features discussion",
    "what did the others think of the paper paired with lora",
    "are there extra office hours the day before the report is due",
    "how many hours will PA2 take between its release and its due date",
    "how many tasks are in the second programming assignment",
    "is the May 6 class shorter than usual",
    "what's the date of the ICML conference this year",
    "When is fall break 2024?",
    "how soon after march 18 do we get our hogwild reviews back",
    "which of the three optional readings after lecture 2 should i start with?",
    "When will our presentation grades be released?",
    "which restaurant is open on the evening of the abstract draft",
)
"""Of the same form, and of something else: none of it is in the calendar."""

ELSEWHERE = {
    "who wrote the papers that share a discussion with caches of pebbles": ("", "G. Example"),
    "what is handed out on the day of the lecture on plots": ("Exercise 2 is given out", ""),
    "which lecture coincides with exercise 1": ("No, there is no class on Wednesday 12 March", ""),
    "which lecture is on the day exercise 1 is due": ("None: there is no class that day", "12 March"),
    "what is due on the day of small machines": ("Nothing: nothing is due on Tuesday 11 March", ""),
    "what is the last in-person lecture": ("Tuesday 18 March", "Plots"),
    "do we meet on the tuesday of the sheep review week": ("Tuesday 18 March", "Plots"),
    "does exercise 2 coincide with the review of a paper on tides": ("No: ", "17 April"),
}
REFUSED_ELSEWHERE = (
    "which quiz questions came up after small machines",
    "who presents the paper paired with caches of pebbles",
)


async def test_what_shares_a_day(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    answers = await answers_to(TOGETHER, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="10b"))
    assert _others(answers, TOGETHER) == {}


NOT_THAT = {
    "is the last lecture online": "19 February",
    "which other paper did Tri Dao write": "Liam Li",
    "which classes can I miss without penalty if I leave on May 2": "One class",
    "what can I present instead of the other paper of my talk": "Paper 10a",
}
"""Near misses, and what another question would be answered with."""


async def test_a_near_miss_is_not_answered_as_the_question_beside_it(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    answers = await answers_to(NOT_THAT, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="10b"))
    taken = {question: answers[question].text for question, sign in NOT_THAT.items() if sign in answers[question].text}
    assert taken == {}


async def test_what_only_has_the_form_is_not_answered(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    answers = await answers_to(NOT_TOGETHER, course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="10b"))
    answered = {question: each.text for question, each in answers.items() if each.made in ("fact", "passage")}
    assert answered == {}


async def test_and_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    asked = (*ELSEWHERE, *REFUSED_ELSEWHERE)
    answers = await answers_to(asked, load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by)
    assert _others(answers, ELSEWHERE) == {}
    assert {each: answers[each].text for each in REFUSED_ELSEWHERE if answers[each].made == "fact"} == {}


def _others(answers: dict[str, Answer], wanted: dict[str, tuple[str, str]]) -> dict[str, str]:
    """What does not begin as it has to, or lacks what it has to hold."""
    told = {question: answers[question].text for question in wanted}
    return {
        question: told[question]
        for question, (begins, holds) in wanted.items()
        if not told[question].startswith(begins) or holds not in told[question]
    }
