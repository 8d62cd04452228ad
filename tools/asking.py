"""What the tools of /ask share: asking the real desk while somebody listens, and questions as examples are written."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from backend.answers import answering
from backend.answers.asides import corrected
from backend.answers.found import Found
from backend.answers.known import Known
from backend.answers.lessons import SLOTS
from backend.answers.library import Library
from backend.answers.pieces import pieces_of_question
from backend.answers.plainer import plainer
from backend.answers.tokens import take_apart
from benchmarks import ask
from tests.backend.answers.exam import Marked, mark

T = TypeVar("T")
_HOLE = re.compile(r"\{(\w+)\}")


def ask_each(names: Sequence[str], look: Callable[[str, Known], T]) -> Iterator[tuple[str, Marked, T]]:
    """Every question of these sets asked, as the benchmark asks them: the set, the marked answer, and what `look` made
    of the question and of what was known when it came."""
    kept: list[T] = []
    answer = answering.result

    def listening(asked: str, known: Known) -> answering.Result:
        kept.append(look(asked, known))
        return answer(asked, known)

    answering.result = listening
    try:
        for name in names:
            kept.clear()
            marked = asyncio.run(ask.examine(name))[0].marked
            for each, seen in zip(marked, kept, strict=True):
                yield name, each, seen
    finally:
        answering.result = answer


def instead_right(marked: Marked, found: Found) -> bool:
    """Whether another answer to the question would have been right."""
    instead = marked.answer.model_copy(update={"text": found.text, "made": found.made, "sources": found.sources})
    return mark(marked.question, instead) == "right"


def line_of(asked: str, library: Library, today: date) -> str:
    """The question as a line of `backend/answers/examples/`: in small letters, with slots for what is named."""
    frame = library.reader.frame(take_apart(plainer(corrected(asked))), today, focus=False)
    own = frozenset(token.text for token in take_apart(library.course.code).tokens)
    told = " ".join(f"{{{each.slot}}}" if each.slot else each.text for each in pieces_of_question(frame, own))
    return _HOLE.sub(lambda hole: hole[0] if hole[1] in SLOTS else hole[1], told)


def plain(line: str) -> str:
    """A line without what makes no difference: two that are the same are one example."""
    return " ".join(re.findall(r"[\w{}]+", line.casefold()))
