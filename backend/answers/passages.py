"""The rules in prose, found by keywords: which passage is nearest, and whether one of its sentences answers.

Nearness is BM25 over whole passages (Robertson and Zaragoza, "The Probabilistic Relevance Framework", Foundations and
Trends in Information Retrieval 3 (2009), section 3.2), written out because a course has some dozen passages: nothing to
install and nothing to load. Nearness alone answers nothing: no score tells a question from its near miss. A sentence is
quoted only if it and its heading hold every word of the question that says anything, one of them found in no other passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from backend.answers.askings import FREE
from backend.answers.frame import Frame, Word
from backend.answers.lexicon import Meaning
from backend.answers.library import WORKS, Library, Line
from backend.answers.ordinary import words as ordinary_words
from backend.answers.stems import stem
from backend.answers.tokens import take_apart

K1, B = 1.5, 0.75
HEADING = 3
"""A word of the heading counts as if it stood so often in the text."""


@dataclass(frozen=True)
class Document:
    """Something that can be found: a passage of the folder or one that staff wrote."""

    slug: str
    heading: str
    text: str
    more: str = ""
    """Words by which it is to be found beside its own: the question that it answers."""


def terms(text: str) -> list[str]:
    """The words of a text that carry a subject, as stems."""
    return [
        token.stem
        for token in take_apart(text.replace("-", " ")).tokens
        if token.text not in ordinary_words()
    ]


class Shelf:
    """Documents with their word counts."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)

    @cached_property
    def _counted(self) -> tuple[tuple[Counter[str], int], ...]:
        found = []
        for each in self.documents:
            words = terms(each.text) + HEADING * terms(
                f"{each.heading} {each.slug.replace('-', ' ')} {each.more}"
            )
            found.append((Counter(words), len(words)))
        return tuple(found)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """The inverse document frequency of each term, never below zero."""
        number = len(self.documents)
        holding = Counter(word for counts, _ in self._counted for word in counts)
        return {word: log(1 + (number - n + 0.5) / (n + 0.5)) for word, n in holding.items()}

    def nearest(self, text: str, most: int = 3) -> list[tuple[Document, float]]:
        """The documents that share terms with the text, by BM25, the nearest first."""
        asked = Counter(terms(text))
        average = sum(length for _, length in self._counted) / max(len(self._counted), 1)
        scored = []
        for document, (counts, length) in zip(self.documents, self._counted, strict=True):
            score = sum(
                self._rarity[word] * counts[word] * (K1 + 1)
                / (counts[word] + K1 * (1 - B + B * length / average))
                for word in asked if word in counts
            )  # fmt: skip
            if score > 0:
                scored.append((document, score))
        return sorted(scored, key=lambda pair: -pair[1])[:most]


@dataclass(frozen=True)
class Quote:
    """Sentences of one passage that account for the whole question."""

    slug: str
    lines: tuple[Line, ...]
    score: float


def quote(frame: Frame, library: Library) -> Quote | None:
    """The best sentence that answers, with its passage; None if no sentence accounts for every word."""
    best: Quote | None = None
    asked = [
        word
        for word in frame.words
        if word.token.text not in FREE and not word.token.text.isdigit()
    ]
    if not asked or (len(asked) < 2 and not asked[0].foreign):
        return None
    for line in library.lines:
        if not _is_headed(line, frame) or not all(
            _covers(line, word, heading=True) for word in asked
        ):
            continue
        own = sum(_covers(line, word, heading=False) for word in asked)
        rare = any(word.foreign and _is_rare(word, line, library) for word in asked)
        if not own or not rare:
            continue
        literal = sum(stem(word.token.text) in line.stems for word in asked)
        score = own + literal + 1 / (1 + len(line.stems))
        if best is None or score > best.score:
            best = Quote(line.passage.slug, (line,), score)
    return best


HEADS: frozenset[Meaning] = WORKS | frozenset(
    """late exempt online break ai together forum email office-hours prereq hour in-person discussion format weight""".split()
)
"""What a heading can be about: a passage is for questions about that, whatever else its sentences mention."""


def _is_headed(line: Line, frame: Frame) -> bool:
    """Whether the question is about what the passage's heading is about; one half of "this and that" will do."""
    heads = line.heading_meanings & HEADS
    if " and " in line.passage.heading:
        return not heads or frame.has(*heads)
    return all(frame.has(each) for each in heads)


def _is_rare(word: Word, line: Line, library: Library) -> bool:
    """Whether only this passage has the word: then it says as much as a heading."""
    holding = {each.passage.slug for each in library.lines if word.token.stem in each.stems}
    return holding == {line.passage.slug}


def _covers(line: Line, word: Word, *, heading: bool) -> bool:
    stems = line.stems | line.heading_stems if heading else line.stems
    return word.token.stem in stems


@lru_cache(maxsize=4)
def shelf(library: Library) -> Shelf:
    """All passages of a course, those that staff wrote among them. The last few shelves are kept."""
    aliases = library.aliases.passages
    return Shelf(
        [
            Document(each.slug, each.heading, each.text, " ".join(aliases.get(each.slug, ())))
            for each in library.course.policies
        ]
    )
