"""A course prepared for being asked about: its names, and what each gap and passage is about. Built once, then read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from backend.answers.aliases import Aliases, read_aliases
from backend.answers.gazetteer import Gazetteer
from backend.answers.lexicon import Lexicon, Meaning, lexicon
from backend.answers.reading import Reader
from backend.answers.stems import stem
from backend.answers.tables import WrittenRow
from backend.answers.tokens import take_apart
from backend.answers.written import as_passage
from backend.course.model import Course, Deadline, Gap, Passage

PARTS: tuple[Meaning, ...] = ("proposal", "plan", "abstract", "report", "feedback")
"""Steps of a project that have names of their own in most courses."""
WORKS: frozenset[Meaning] = frozenset(
    {"review", "assignment", "project", "presentation", "participation", *PARTS}
)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*[-*]\s+|\n\n+")


TEXTS = 4096
"""So many are kept as they were read: nearly all are the course's own, looked at for every question."""


@lru_cache(maxsize=TEXTS)
def _row(text: str) -> tuple[str, ...]:
    """The stems of a text, in its order."""
    return tuple(token.stem for token in take_apart(text.replace("-", " ")).tokens)


@dataclass(frozen=True)
class Line:
    """One sentence of a passage, with what it and its heading are about."""

    passage: Passage
    text: str
    stems: frozenset[str]
    meanings: frozenset[Meaning]
    heading_stems: frozenset[str]
    heading_meanings: frozenset[Meaning]


class Library:
    """One course."""

    def __init__(self, course: Course, aliases: Aliases, lex: Lexicon) -> None:
        self.course = course
        self.aliases = aliases
        self.lexicon = lex
        self.written: dict[str, Passage] = {}
        """By the group of questions that it answers: what staff wrote."""
        self._meanings: dict[tuple[str, ...], frozenset[Meaning]] = {}

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.course, Gazetteer(self.course, self.aliases), self.lexicon)

    def meanings(self, text: str) -> frozenset[Meaning]:
        """What the words of a text may mean."""
        row = _row(text)
        if (known := self._meanings.get(row)) is None:
            known = frozenset(meaning for meaning, _ in self.lexicon.read(row))
            if len(self._meanings) < TEXTS:
                self._meanings[row] = known
        return known

    def stems(self, text: str) -> frozenset[str]:
        return frozenset(_row(text))

    @cached_property
    def gap_meanings(self) -> dict[str, frozenset[Meaning]]:
        """By the gap's id: what its question and its id are about."""
        return {
            gap.id: self.meanings(gap.question) | self.meanings(gap.id.replace("-", " "))
            | self.meanings(" . ".join(self.aliases.gaps.get(gap.id, ())))
            for gap in self.course.gaps
        }  # fmt: skip

    @cached_property
    def heading_meanings(self) -> dict[str, frozenset[Meaning]]:
        return {
            each.slug: self.meanings(each.heading) | self.meanings(each.slug.replace("-", " "))
            for each in self.course.policies
        }

    def gap(self, *meanings: Meaning, any_of: Iterable[Meaning] = ()) -> Gap | None:
        """The gap about all of these, and about one of `any_of` if there are any; the narrowest."""
        wanted, one_of = set(meanings), set(any_of)
        fitting = [
            gap for gap in self.course.gaps
            if wanted <= self.gap_meanings[gap.id] and (not one_of or one_of & self.gap_meanings[gap.id])
        ]  # fmt: skip
        return min(fitting, key=lambda gap: len(gap.question.split()), default=None)

    def passage(self, *meanings: Meaning, without: Iterable[Meaning] = ()) -> Passage | None:
        """The passage whose heading is about all of these, the one with the shortest heading."""
        wanted, unwanted = set(meanings), set(without)
        fitting = [
            each for each in self.course.policies
            if wanted <= self.heading_meanings[each.slug] and not unwanted & self.heading_meanings[each.slug]
        ]  # fmt: skip
        return min(fitting, key=lambda each: (len(self.stems(each.heading)), each.line), default=None)

    @cached_property
    def tags(self) -> dict[str, frozenset[Meaning]]:
        """By the deadline's id: its kind, and which step of a project it is."""
        return {item.id: self._tags(item) for item in self.course.deadlines}

    def _tags(self, item: Deadline) -> frozenset[Meaning]:
        said = self.meanings(item.title) | self.meanings(item.id.replace("-", " "))
        steps = self.course.project.milestones if self.course.project else ()
        for step in steps:
            if step.deadline == item.id:
                said |= self.meanings(step.id.replace("-", " "))
        parts = said & set(PARTS)
        return frozenset({item.kind}) | (parts if item.kind == "project" else frozenset())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence of the passages."""
        found: list[Line] = []
        for passage in self.course.policies:
            more = " . ".join(self.aliases.passages.get(passage.slug, ()))
            heading = f"{passage.heading} . {passage.slug.replace('-', ' ')} . {more}"
            stems, meanings = self.stems(heading), self.meanings(heading)
            for text in _SENTENCE.split(passage.text):
                flat = " ".join(text.split())
                if flat:
                    found.append(Line(passage, flat, self.stems(flat), self.meanings(flat), stems, meanings))
        return tuple(found)

    @cached_property
    def words_of_gaps(self) -> dict[str, frozenset[str]]:
        return {
            gap.id: frozenset(
                stem(token.text)
                for text in (gap.question, gap.sentence, *self.aliases.gaps.get(gap.id, ()))
                for token in take_apart(text).tokens
            )
            for gap in self.course.gaps
        }


@dataclass(frozen=True, eq=False)
class _Same:
    """A course by identity: comparing two courses by value would cost more than what is saved."""

    course: Course
    folder: Path
    written: tuple[tuple[Passage, str, str], ...] = ()
    """What staff wrote, each with the group of questions that it answers and the question that led to it."""

    @property
    def _key(self) -> tuple[object, ...]:
        return id(self.course), self.folder, tuple((p.slug, p.heading, p.text, *rest) for p, *rest in self.written)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.course is other.course and self._key == other._key


@lru_cache(maxsize=4)
def _library(same: _Same) -> Library:
    from backend.answers.facts import tables_of_facts

    aliases = read_aliases(same.folder) if same.folder.name == same.course.id else Aliases()
    asked = {passage.slug: (question,) for passage, _, question in same.written if question}
    aliases = replace(aliases, passages={**aliases.passages, **asked})
    course = same.course
    if same.written:
        mine = {passage.slug for passage, _, _ in same.written}
        kept = [each for each in course.policies if each.slug not in mine]
        added = [passage for passage, _, _ in same.written]
        course = course.model_copy(update={"policies": (*kept, *added)})
    library = Library(course, aliases, lexicon(tables_of_facts()))
    library.written = {about: passage for passage, about, _ in reversed(same.written) if about}
    return library


def library_of(course: Course, folder: Path, written: tuple[WrittenRow, ...] = ()) -> Library:
    """The library of that course, with what staff `written`, the newest first; `folder` is where its `words.toml` would
    be. The last few are kept."""
    told = tuple((as_passage(row), row.about, row.question) for row in written)
    return _library(_Same(course, folder, told))
