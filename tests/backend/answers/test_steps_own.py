"""Steps by one's own paper, two parts of a mark, two things of one day or week, and what only resembles these."""

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
    "when is the review for my paper due": "Review of paper 8a or 8b is due on Monday 8 April",
    "which review could I skip because I'm presenting?": "Review of paper 8a or 8b, due on Monday 8 April",
    "do I have to write a review about the paper I'm presenting?": "Review of paper 8a or 8b, due on Monday 8 April",
    "does my presentation mean I can skip review 8": "Review of paper 8a or 8b, due on Monday 8 April",
    "is my paper older than 8b": "Large scale distributed deep networks (paper 8a), from 2012",
    "is my presentation in the same week as the proposal": "No: you present paper 8a",
    "after my talk, must I present a second time": "Each student presents one paper",
    "which other paper is presented on my evening": "paper 8b",
    "is my talk graded": "Paper presentation: 20 %",
    "is the feedback activity in the room or online": "in person, Phillips Hall 101",
    "when is the review of 7a due": "Review of paper 7a or 7b is due on Monday 25 March",
}
NOT_OWN = {
    "does my talk free me from review 6": "Review of paper 8a or 8b, due",
    "do I need to present the other paper too": "Wednesday 20 March 2024, 7:30 pm to 8:45 pm (New York), in person",
    "am I allowed to miss class the week of my talk": "Two classes the week of",
    "what do I have to say in my talk": "You present",
    "can I leave after my talk": "breakout",
    "who presents before me": "You present",
    "how many reviews does my paper get": "The course lists",
    "may I still review my own paper if I like": "perhaps excused",
    "when can I see the professor in office hours about my talk": "You present",
}
"""What is not to be said to them."""
PLAIN = {
    "are reviews worth more than the programming assignments?": "Yes: Paper reviews 20 %, Programming assignments 10 %",
    "is the pa worth more than the reviews": "No: Programming assignments 10 %, Paper reviews 20 %",
    "does the talk count more than taking part in discussions": "Yes: Paper presentation 20 %, Discussion",
    "is the presentation worth less than the reviews": "No, they count the same: Paper presentation 20 %",
    "do programming assignments count for as much as paper reviews": "No, Paper reviews counts more",
    "is the proposal due in the same week as the review of 7a": "Yes: Final project proposal",
    "is lora in the same week as gptq": "No: paper 10b",
    "is lecture 10 in person": "in person, Phillips Hall 101",
    "how many classes are online": "two of 28 classes",
    "federated learning, is it discussed before spring break? which date?": "Yes, before it: paper 8b",
    "on the day on which adam is discussed, what else is read": "Wednesday 21 February",
    "what lecture comes next after the hardware one": "Lecture 13: Modern Generative AI",
    "how much time between the feedback activity and the proposal": "Seven days (one week)",
    "when is the last class before we all leave for spring break": "Wednesday 27 March 2024",
    "what is the eleventh lecture about": "Lecture 11: Machine Learning Frameworks II",
    "what is the lecture about on the day of the project feedback activity": "Lecture 9: Low-Precision Arithmetic",
    "which lecture is on the day project proposals are due": "Lecture 10: Inference and Compression",
    "is the class of march 4 in the room or online": "in person, Phillips Hall 101",
    "what is planned for class on march 4": "nothing is listed for this class",
    "how much do the paper reviews count towards my final grade": "Paper reviews: 20 %",
    "could you give me the full grade breakdown": "Final project: 40 %",
    "what penalty is there for a review after the two free days": "The syllabus does not state what happens",
    "what if our proposal isn't ready on time": "The syllabus does not state a late rule",
    "do I have to be there on days I don't present": "The syllabus does not state a policy on attendance",
    "by what time on the 15th of may does the paper on our project have to be in": "15 May 2024, 4:30 pm",
}
REFUSED = (
    "when should I prepare my talk",
    "when can I rehearse my presentation",
    "can I present a paper that isn't on the list",
    "how many people come to my talk",
    "how many of my reviews are late",
    "when will we receive feedback on our written proposal",
    "do you have a list of suggested project topics",
    "should the proposal be single or double spaced",
    "max page count of the report",
    "how long should the draft abstract be, in words",
    "how late does the bus run after class",
    "is the project more work than the presentation",
    "give me a good grade",
    "how much is my grade in the reviews",
)
MADE_UP_ANSWERS = {
    "how many classes are online": "Online only, one of",
}


@pytest.fixture
def by() -> By:
    return By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))


async def test_one_s_own_paper(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path, by: By) -> None:
    told = await answers_to([*OWN, *NOT_OWN], course, COURSE, sqlite_url, clock, tmp_path, by, SignUp(paper="8a"))
    assert {each: told[each].text for each, text in OWN.items() if text not in told[each].text} == {}
    assert {each: told[each].text for each, text in NOT_OWN.items() if text in told[each].text} == {}


async def test_without_a_seat(sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path, by: By) -> None:
    told = await answers_to([*PLAIN, *REFUSED], course, COURSE, sqlite_url, clock, tmp_path, by)
    assert {each: told[each].text for each, text in PLAIN.items() if text not in told[each].text} == {}
    assert {each: told[each].text for each in REFUSED if told[each].made != "refused"} == {}


async def test_and_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2025, 3, 16, 10, tzinfo=UTC))
    told = await answers_to([*MADE_UP_ANSWERS, *REFUSED], load(MADE_UP), MADE_UP, sqlite_url, clock, tmp_path, by)
    assert {each: told[each].text for each, text in MADE_UP_ANSWERS.items() if text not in told[each].text} == {}
    assert {each: told[each].text for each in REFUSED if told[each].made != "refused"} == {}
