"""Near misses of work, marks, teams and machines, and answers that are none to a question of that form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from backend.answers.askings import REFUSE, instead
from backend.answers.library import Library, library_of
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By
from backend.course.load import load
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"

MISSES = (
    "my project partner dropped the class, what now",
    "can I be in two project groups",
    "will we rate our teammates at the end",
    "must we measure throughput on a GPU or is a CPU fine",
    "which machine should I use for the project",
    "is word okay for the report or does it need to be latex",
    "will I be marked down if my review is two pages",
    "how many baselines are we supposed to compare with",
    "can one project count for this class and for another one too",
    "is there a written part in the programming assignments",
    "do we get points for the feedback activity",
    "do I need to tell someone when I use the two day grace for a review",
    "can I swap my presentation paper with another student",
    "what happens to students who are caught copying code",
    "can I get the participation credit by posting on Ed instead",
    "does the report need a section on related work",
    "do I have to attend office hours",
    "when can I start submitting the proposal",
    "am I allowed to post my solution code on Ed",
)
"""One word more makes each of them another question than one that is answered."""
STILL = {
    "what latex style does the report use": "what should the style of the final report be",
    "how long should the final report be": "how long should the final report be",
    "until when have I time for the review of gpipe": "when is the review of gpipe due",
    "if I write about LoRA, when do I turn it in": "when is the review of lora due",
    "how many points is PA1 out of": "how is the weight of the programming assignments divided within itself",
    "on which evenings do we talk about final projects": "on which days are projects discussed in class",
    "and the tpu paper, do we have to review it too": "is there a review of tpu",
    "do I have to attend the last class": "is attendance mandatory",
    "do we show our projects to anyone before handing in the proposal": "when is the project feedback activity",
}
"""Their neighbours, which are answered."""


def put(question: str, either: Library) -> str | None:
    own = frozenset(token.text for token in take_apart(either.course.code).tokens)
    found = instead(either.reader.frame(take_apart(question), date(2024, 2, 6)), own)
    return None if found is None else " ".join(found.split())


def test_a_near_miss_is_known_as_one(either: Library) -> None:
    found = {question: put(question, either) for question in MISSES}
    assert {q: answer for q, answer in found.items() if answer is None or not answer.startswith(REFUSE)} == {}


def test_its_neighbour_is_still_answered() -> None:
    first = library_of(load(COURSE), COURSE)
    assert {question: put(question, first) for question in STILL} == STILL


REFUSED = (
    "what if a due date falls on a religious holiday of mine",
    "what if the experiments don't give the results we predicted in the plan?",
    "what if I fail the final project",
    "can one project count for this class and for another one too?",
    "has Daniel already handed in his review, and is he late",
    "will the proposal be returned before spring break",
)
TOLD = {
    "what if my abstract isn't ready on the 29th of april?": ("29 April", "deadline:abstract-draft"),
    "is there anything of mine still open after the abstract": ("report", "deadline:report"),
    "what happens if the review is late": ("two days late", "policy:late-reviews"),
    "is the proposal due before or after spring break": ("Before it", "deadline:proposal"),
    "until when can I hand in the review of attention without penalty": ("9 February", "deadline:review-1"),
    "In april, first deadline is which?": ("8 April", "deadline:review-8"),
    "Could you give me the complete split of the marks?": ("40 %", "course:weights"),
    "can I see how much the project is worth": ("40 %", "course:weights"),
    "which classes are online": ("two of 28", "policy:online"),
    "which things can be late and which can't": ("A review", "policy:late-work"),
    "on which days are projects discussed in class": ("6 May", "lecture:16"),
}


async def test_what_would_be_is_not_answered_with_what_is(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 6, 10, tzinfo=UTC))
    said = await answers_to((*REFUSED, *TOLD), load(COURSE), COURSE, sqlite_url, clock, tmp_path, by)
    assert {q: said[q].text for q in REFUSED if said[q].made != "refused"} == {}
    keys = {q: {each.key for each in said[q].sources} for q in TOLD}
    assert {q: said[q].text for q, (text, key) in TOLD.items() if text not in said[q].text or key not in keys[q]} == {}


async def test_nor_on_a_made_up_course(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    course = load(MADE_UP)
    by = By(id="1", name="Ada", now=course.sandbox_starts)
    asked = ("what if a deadline falls on a religious holiday of mine", "has Daniel already handed in his review")
    answered = "what happens if a review is a day late"
    said = await answers_to((*asked, answered), course, MADE_UP, sqlite_url, clock, tmp_path, by)
    assert {q: said[q].text for q in asked if said[q].made != "refused"} == {}
    assert "one day late" in said[answered].text
