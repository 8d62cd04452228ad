"""Kinds of facts, one subject a file; a file is found because it is there.

Each has `facts(frame, known)`, which gives possible answers, and may have `WORDS`: lines for the lexicon, with the
meanings that only this kind needs, and `ASKED`: questions of lessons that it answers word for word (`templates`). `docs/howto/answers.md` builds one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.templates import replies


@cache
def kinds() -> tuple[ModuleType, ...]:
    """Every file of this folder, in the order of their names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def tables_of_facts() -> tuple[str, ...]:
    """The lines that the files bring to the lexicon."""
    return tuple(getattr(kind, "WORDS", "") for kind in kinds())


def lessons_own(frame: Frame, known: Known) -> Iterator[Found]:
    """The answers to a question that is a lesson's own, word for word."""
    for kind in kinds():
        if asked := getattr(kind, "ASKED", None):
            yield from replies(asked, frame, known)


def all_facts(frame: Frame, known: Known) -> Iterator[Found]:
    """Every answer that any kind of fact would give."""
    for kind in kinds():
        yield from kind.facts(frame, known)
