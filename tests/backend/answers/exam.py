"""A question set asked of the real desk, and each answer marked by the rules of `questions/README.md`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from backend.contract import By, Caller
from backend.contract.ask import Answer, Ask
from backend.contract.calendar import TickOff
from backend.contract.signup import Leave, SignUp
from backend.desk import HouseBackend
from tests.backend.answers.test_questions import ANSWERABLE, Question, holds

Mark = Literal["right", "wrong answer", "wrong refusal", "plain refusal"]


@dataclass(frozen=True)
class Marked:
    question: Question
    answer: Answer
    mark: Mark
    seconds: float
    """From the call to the reply, in process."""


@dataclass(frozen=True)
class Result:
    marked: tuple[Marked, ...]

    def share(self, mark: Mark, *kinds: str) -> float:
        """Of the questions of these kinds, the share with that mark."""
        fitting = [each for each in self.marked if each.question.kind in kinds]
        return sum(each.mark == mark for each in fitting) / len(fitting)

    def counted(self) -> dict[str, Counter[Mark]]:
        counts: dict[str, Counter[Mark]] = {}
        for each in self.marked:
            counts.setdefault(each.question.kind, Counter())[each.mark] += 1
        return counts

    @property
    def right(self) -> float:
        """Of the answerable ones."""
        return self.share("right", *ANSWERABLE)

    @property
    def answered_wrongly(self) -> float:
        """Of all questions."""
        return sum(each.mark == "wrong answer" for each in self.marked) / len(self.marked)


async def sit(backend: HouseBackend, questions: tuple[Question, ...]) -> Result:
    """Every question asked by a person of its own, whose seat and ticks are as the question says."""
    return Result(tuple([marked async for marked in _asked(backend, questions)]))


async def _asked(
    backend: HouseBackend, questions: tuple[Question, ...]
) -> AsyncIterator[Marked]:
    course = backend.course
    early = datetime.combine(course.first_day, datetime.min.time(), course.tz).astimezone(UTC)
    start = datetime(2024, 2, 5, 17, tzinfo=UTC)
    for number, question in enumerate(questions):
        def by(now: datetime, person: int = number) -> By:
            return By(id=f"9{person:05}", name="Ada", now=now)

        if question.presents:
            await backend.answer(
                SignUp(paper=question.presents), by(early + timedelta(days=1)), Caller.OWNER
            )
        for done in question.done:
            await backend.answer(TickOff(deadline=done), by(start), Caller.OWNER)
        now = question.now.replace(tzinfo=course.tz).astimezone(UTC) if question.now else start
        began = time.perf_counter()
        answer = await backend.answer(Ask(question=question.ask), by(now), Caller.OWNER)
        yield Marked(question, answer, mark(question, answer), time.perf_counter() - began)
        if question.presents:  # so that any number of questions may be asked by presenters of one paper
            await backend.answer(Leave(), by(early + timedelta(days=1)), Caller.OWNER)


def mark(question: Question, answer: Answer) -> Mark:
    says = all(any(holds(answer.text, fact) for fact in facts) for facts in question.must)
    says = says and not any(holds(answer.text, fact) for fact in question.must_not)
    named = {source.key for source in answer.sources}
    right = says and (not question.sources or any(each in named for each in question.sources))
    if question.kind in ANSWERABLE:
        if answer.made in ("refused", "not stated"):
            return "wrong refusal"
        return "right" if right else "wrong answer"
    if question.kind == "not stated":
        if answer.made == "refused":
            return "plain refusal"
        return "right" if answer.made == "not stated" and right else "wrong answer"
    return "right" if answer.made == "refused" or (question.either and says) else "wrong answer"


def failures(result: Result) -> Iterator[str]:
    """A line for each that is not right."""
    for each in result.marked:
        if each.mark != "right":
            text = " ".join(each.answer.text.split())[:120]
            yield f"{each.mark}: {each.question.id}: {each.question.ask!r} → {each.answer.made}: {text}"
