"""A question as it was understood: what each word may mean, which days and things it names, and what stayed unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from backend.answers.dates import Days
from backend.answers.gazetteer import Hit
from backend.answers.lexicon import LIGHT, Meaning
from backend.answers.tokens import Token

NumberedKind = Literal["lecture", "discussion", "review", "assignment", "paper", "class"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question with everything it may mean. An empty set is a word without a subject."""

    token: Token
    meanings: frozenset[Meaning]
    foreign: bool = False
    """Nobody here knows it: neither the language of courses nor this course."""
    soft: bool = False
    """An everyday word that may mean something and need not: "get", "write"."""

    def explained_by(self, uses: frozenset[Meaning], words: frozenset[str] = frozenset()) -> bool:
        if self.token.stem in words:
            return True
        if self.foreign:
            return "foreign" in uses
        return self.soft or not self.meanings or bool(self.meanings & (uses | LIGHT))


@dataclass(frozen=True, slots=True)
class Numbered:
    """ "lecture 5", "the fifth lecture": a thing by its number; `ordinal` when it was counted rather than named."""

    kind: NumberedKind
    number: int
    ordinal: bool = False


@dataclass(frozen=True)
class Frame:
    """What a question was understood to say."""

    words: tuple[Word, ...]
    days: tuple[Days, ...] = ()
    papers: tuple[str, ...] = ()
    """Ids that were typed, as "5a", whether or not there is such a paper."""
    numbered: tuple[Numbered, ...] = ()
    hits: tuple[Hit, ...] = ()
    """What the words that belong to this course may name, the closest first."""
    authors: tuple[str, ...] = ()
    """Papers whose author was named."""
    venues: tuple[str, ...] = ()
    """Papers whose conference or journal was named."""
    years: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    """Courses named by their code, other than this one."""
    own_words: tuple[str, ...] = ()
    """The words behind `hits`, as typed."""
    all_meanings: frozenset[Meaning] = field(default_factory=frozenset)
    setting: frozenset[int] = frozenset()
    """The words of clauses that ask nothing and only say why another one asks."""
    told_days: bool = False
    """Whether those name days that are not asked about, and are left out of `days`."""

    def has(self, *meanings: Meaning) -> bool:
        """Whether any word may mean any of these."""
        return not self.all_meanings.isdisjoint(meanings)

    @property
    def foreign(self) -> tuple[str, ...]:
        return tuple(word.token.text for word in self.words if word.foreign)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.token.text for word in self.words)

    @property
    def asker(self) -> bool:
        """Whether it speaks of the one who asks."""
        return self.has("me")

    def unexplained(
        self, uses: frozenset[Meaning], words: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """The words for which an answer with these meanings, or with these very words, does not account."""
        return tuple(word.token.text for word in self.words if not word.explained_by(uses, words))

    def explained(self, uses: frozenset[Meaning], words: frozenset[str] = frozenset()) -> int:
        """How many words it accounts for that carry a meaning."""
        return sum(bool(word.meanings & uses) or word.token.stem in words for word in self.words)

    def since(self, begin: int) -> Frame:
        """What it says from that word on."""
        words = self.words[begin:]
        days = tuple(
            replace(each, tokens=frozenset(n - begin for n in each.tokens))
            for each in self.days
            if min(each.tokens) >= begin
        )
        setting = frozenset(n - begin for n in self.setting if n >= begin)
        return replace(self, words=words, days=days, all_meanings=meanings_of(words), setting=setting)

    def numbers_of(self, *kinds: NumberedKind) -> tuple[Numbered, ...]:
        return tuple(each for each in self.numbered if each.kind in kinds)

    def hits_of(self, *kinds: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.kind in kinds)

    def says(self, *phrases: str) -> bool:
        """Whether one of these runs of words stands in it, as typed."""
        text = f" {' '.join(self.texts)} "
        return any(f" {phrase} " in text for phrase in phrases)

    def counts(self) -> Iterator[int]:
        """Numbers that name nothing: "two" of "two days late"."""
        for word in self.words:
            if "number" in word.meanings and word.token.number is not None:
                yield word.token.number


def meanings_of(words: Iterable[Word]) -> frozenset[Meaning]:
    return frozenset(meaning for word in words for meaning in word.meanings)
