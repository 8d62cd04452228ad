"""A lesson's own question, word for word: which one it is, what stands in its slots, and the answer to it.

A file of `facts` that answers such questions has a table `ASKED` of them, each with what answers it. As every word of the
question is one of the lesson's or stands in a slot, the answer accounts for all of it. Ways to ask the same in other words
are listed in `askings_lessons`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.tokens import take_apart
from backend.contract.ask import Made, Source

EXACT = 30
"""The rank of an answer to a lesson's own question: whatever else the words may mean, that is what was asked."""
_SLOT = re.compile(r"\{\w+\}")
_MARK = "slotslot"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a lesson's question."""

    text: str
    sources: tuple[Source, ...]
    made: Made = "fact"
    personal: bool = False


Slots = tuple[str, ...]
"""What stands in the slots, in their order, in lower case and without punctuation."""
Asked = Mapping[str, Callable[[Slots, Known], Reply | None]]
"""Questions with `{slots}`, and what answers each; None where what was named is not one thing of this course."""


@cache
def _patterns(questions: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What fits each, and how it begins, which most other questions do not."""
    return tuple(map(_pattern, questions))


def _pattern(question: str) -> tuple[str, re.Pattern[str]]:
    words = [token.text for token in take_apart(_SLOT.sub(f" {_MARK} ", question)).tokens]
    begin = words[: words.index(_MARK)] if _MARK in words else words
    return " ".join(begin), re.compile(" ".join("(.+?)" if word == _MARK else re.escape(word) for word in words))


def slots_of(question: str, frame: Frame) -> Slots | None:
    """What stands in the slots of this question; None if another one was asked."""
    found = _pattern(question)[1].fullmatch(" ".join(frame.texts))
    return found.groups() if found else None


def replies(asked: Asked, frame: Frame, known: Known) -> Iterator[Found]:
    """The answers to those of the questions that were asked in their own words."""
    text = " ".join(frame.texts)
    for (question, answer), (begin, pattern) in zip(asked.items(), _patterns(tuple(asked)), strict=True):
        found = pattern.fullmatch(text) if text.startswith(begin) else None
        reply = answer(found.groups(), known) if found else None
        if found and reply is not None:
            about = ":".join(("asked", _SLOT.sub("…", question), *found.groups()))
            yield Found(
                reply.text, tuple(dict.fromkeys(reply.sources)), frame.all_meanings | {"foreign"}, about, reply.made,
                reply.personal, frozenset(word.token.stem for word in frame.words), EXACT,
            )  # fmt: skip
