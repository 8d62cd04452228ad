"""The names of one course: titles of papers, topics of lectures, authors, venues, breaks, as people may type them.

Made from the course folder, so nothing of a course is written here. A name is found by its words in any order, by its
initials ("TPU"), by beginnings written in one ("batchnorm", "autodiff"), or by the words that the folder's
`words.toml` lists for it. Whether what was found is meant is for those to judge who ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

from backend.answers.aliases import Aliases
from backend.answers.everyday import words as everyday_words
from backend.answers.ordinary import words as ordinary_words
from backend.answers.stems import plain, stem
from backend.course.model import Course

NameKind = Literal["paper", "lecture", "reading", "meeting", "deadline"]
_SPLIT = re.compile(r"[^\w']+")
_SMALL = frozenset("a an the of for in on to and or with by at from is are as via using that its vs than all you i ii".split())
_NAMES = re.compile(r",|\band\b|;|\bet al\b")
_ACRONYM = re.compile(r"\(([A-Za-z]{3,})\)|\b([A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\b")
_FIELD = re.compile(r"\b[Mm][Ll]\b")
SAME_VENUE = {"nips": "neurips"}
"""Conferences that were renamed."""
SHORTEST_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Name:
    """One thing that has a name, and one row of words by which it is called."""

    kind: NameKind
    key: str
    row: tuple[str, ...]
    """Stems in order, without small words."""
    main: bool = True
    """Whether this is its title rather than one of its topics."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that the words may mean."""

    kind: NameKind
    key: str
    text: str
    share: float
    """How much of the row was said, from 0 to 1."""
    main: bool


def row_of(text: str) -> tuple[str, ...]:
    """The stems of a title, without small words; "few-shot" gives two."""
    text = _FIELD.sub("machine learning", text)
    words = [word.strip("'") for word in _SPLIT.split(plain(text).replace("'s", "")) if word.strip("'")]
    return tuple(stem(word) for word in words if word not in _SMALL)


class Gazetteer:
    """Every name of a course. Built once for a course, then only read."""

    def __init__(self, course: Course, aliases: Aliases) -> None:
        self.names = tuple(_names(course, aliases))
        self.authors = _authors(course)
        self.venues = _venues(course)
        self.years = {str(paper.year): () for paper in course.papers} | {
            str(year): tuple(p.id for p in course.papers if p.year == year)
            for year in {paper.year for paper in course.papers}
        }

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Stems that occur in a name."""
        return frozenset(word for name in self.names for word in name.row)

    @cached_property
    def _places(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        """By a stem: the names that have it, as rows of stems, and where in each."""
        found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for name in self.names:
            for start, word in enumerate(name.row):
                found.setdefault(word, []).append((name.row, start))
        return found

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """Words as they are written in names, for correcting slips of the pen."""
        found = {word for name in self.names for word in _SPLIT.split(plain(name.text)) if word.isalpha()}
        found |= {each for each in self.authors if len(each) > 3} | set(self.venues)
        return frozenset(each for each in found if len(each) > 3)

    @cached_property
    def core(self) -> frozenset[str]:
        """Words of its days, for which short slips of the pen are put right, too: "sprng break"."""
        return frozenset(
            word for name in self.names if name.kind == "meeting" for word in _SPLIT.split(plain(name.text)) if len(word) > 3
        )

    @cached_property
    def _rarity(self) -> dict[str, float]:
        things: dict[str, set[str]] = {}
        for name in self.names:
            for word in name.row:
                things.setdefault(word, set()).add(f"{name.kind}:{name.key}")
        whole = len({f"{name.kind}:{name.key}" for name in self.names})
        return {word: log(1 + whole / len(each)) for word, each in things.items()}

    @cached_property
    def _initials(self) -> dict[str, tuple[str, ...]]:
        """ "tpu" for the row that holds tensor, processing, unit; also with small words left in."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.names:
            for length in range(3, 6):
                for begin in range(len(name.row) - length + 1):
                    part = name.row[begin : begin + length]
                    found.setdefault("".join(word[0] for word in part), part)
        return found

    def initials(self, word: str) -> tuple[str, ...]:
        """The stems that the letters of the word begin, in some name; empty if there are none."""
        return self._initials.get(word, ())

    def expand(self, word: str) -> tuple[str, ...]:
        """The stems of names that a word stands for: itself, initials, beginnings in one. Empty if none."""
        own = stem(word)
        if own in self.vocabulary:
            return (own,)
        if word in self._initials and word not in ordinary_words() and word not in everyday_words():
            return self._initials[word]
        if len(word) >= SHORTEST_BEGINNING:
            begun = [each for each in self.vocabulary if each.startswith(own) and len(own) >= SHORTEST_BEGINNING]
            if begun and word not in ordinary_words():
                return (min(begun, key=len),)
            return self._glued(own)
        return ()

    def _glued(self, word: str) -> tuple[str, ...]:
        """Neighbours in a row whose beginnings, written in one, are the word: "batchnorm"."""
        for name in self.names:
            for first, second in zip(name.row, name.row[1:], strict=False):
                for cut in range(3, len(word) - 2):
                    head, tail = word[:cut], word[cut:]
                    begins = first.startswith(head) and second.startswith(tail)
                    if begins and len(tail) >= 3 and (first == head or len(head) >= 4):
                        return (first, second)
        return ()

    def longest_run(self, stems: Sequence[str], begin: int) -> tuple[int, bool]:
        """How many words from `begin` on stand in a row in one name (small words skipped), and if that is all of it."""
        best, whole = 0, False
        if begin >= len(stems) or stems[begin] in _SMALL:
            return 0, False
        for row, start in self._places.get(stems[begin], ()):
            at, length, said = begin, 0, 0
            while start + said < len(row) and at < len(stems):
                if stems[at] in _SMALL and said:
                    at += 1
                    continue
                if stems[at] != row[start + said]:
                    break
                said += 1
                at += 1
                length = at - begin
            if said >= 2 and length >= best:
                complete = said == len(row)
                best, whole = length, complete or (whole and length == best)
        return best, whole

    def resolve(self, words: Iterable[str]) -> tuple[Hit, ...]:
        """What holds all of these stems (or stems in one row as far as possible), the closest first."""
        asked = tuple(dict.fromkeys(words))
        if not asked:
            return ()
        found: dict[tuple[str, str], Hit] = {}
        for name in self.names:
            row = set(name.row)
            if not all(word in row for word in asked):
                continue
            said = sum(self._rarity[word] for word in asked)
            whole = sum(self._rarity[word] for word in row)
            hit = Hit(name.kind, name.key, name.text, said / whole, name.main)
            best = found.get((name.kind, name.key))
            if best is None or hit.share > best.share:
                found[(name.kind, name.key)] = hit
        return tuple(sorted(found.values(), key=lambda hit: -hit.share))

    def resolve_whole(self, words: Iterable[str]) -> tuple[Hit, ...]:
        """The same, where the words may be spread over title and topics of one thing."""
        asked = set(words)
        if not asked:
            return ()
        return tuple(hit for hit, row in self._whole if asked <= row)

    @cached_property
    def _whole(self) -> tuple[tuple[Hit, frozenset[str]], ...]:
        """Each thing, with the stems of all its names."""
        rows: dict[tuple[NameKind, str], set[str]] = {}
        texts: dict[tuple[NameKind, str], str] = {}
        for name in self.names:
            rows.setdefault((name.kind, name.key), set()).update(name.row)
            if name.main:
                texts.setdefault((name.kind, name.key), name.text)
        return tuple((Hit(kind, key, texts.get((kind, key), ""), 0.3, True), frozenset(row)) for (kind, key), row in rows.items())


def _names(course: Course, aliases: Aliases) -> Iterable[Name]:
    for paper in course.papers:
        yield Name("paper", paper.id, row_of(paper.title), text=paper.title)
        if "-" in paper.title:
            yield Name("paper", paper.id, row_of(paper.title.replace("-", "")), text=paper.title)
        for alias in aliases.papers.get(paper.id, ()):
            yield Name("paper", paper.id, row_of(alias), text=paper.title)
    for lecture in course.lectures:
        key = str(lecture.number)
        yield Name("lecture", key, row_of(lecture.title), text=lecture.title)
        hyphened = tuple(topic.replace("-", "") for topic in lecture.topics if "-" in topic)
        for topic in (*lecture.topics, *hyphened, *aliases.lectures.get(key, ())):
            yield Name("lecture", key, row_of(topic), main=False, text=topic)
    for meeting in course.meetings:
        key = meeting.day.isoformat()
        for title in (meeting.title, *meeting.activities):
            if title:
                yield Name("meeting", key, row_of(title), text=title)
        for reading in meeting.readings:
            yield Name("reading", key, row_of(reading.title), text=reading.title)
    for deadline in course.deadlines:
        yield Name("deadline", deadline.id, row_of(deadline.title), text=deadline.title)


def _people(authors: str) -> Iterable[tuple[str, ...]]:
    for name in _NAMES.split(plain(authors)):
        words = tuple(word for word in re.findall(r"[a-z'-]+", name) if len(word) > 1)
        if words:
            yield words


def _authors(course: Course) -> dict[str, tuple[str, ...]]:
    """Papers (and the days of readings) by the words of their authors' names."""
    found: dict[str, list[str]] = {}
    written = [(paper.id, paper.authors) for paper in course.papers]
    written += [
        (meeting.day.isoformat(), reading.authors) for meeting in course.meetings for reading in meeting.readings
    ]
    for key, authors in written:
        for name in _people(authors):
            for word in name:
                for part in {word, *word.split("-")}:
                    if key not in found.setdefault(part, []):
                        found[part].append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _venues(course: Course) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for paper in course.papers:
        for groups in _ACRONYM.findall(paper.venue):
            word = plain(groups[0] or groups[1])
            if paper.id not in found.setdefault(word, []):
                found[word].append(paper.id)
    for old, new in SAME_VENUE.items():
        if new in found:
            found.setdefault(old, found[new])
    return {word: tuple(keys) for word, keys in found.items()}
