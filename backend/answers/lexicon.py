"""What students' words mean in any course: phrases and their meanings, the longest phrase first.

A phrase is matched by its stems, so that "office hours" is neither an office nor an hour. Words of one particular
course are not here; they are taken from its folder (`gazetteer`). A word may get several meanings.

Every word with a meaning has to be accounted for by an answer, unless the meaning is `LIGHT`. That is what keeps "the
late penalty of assignments" from being answered with when assignments are due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from backend.answers.lexicon_table import TABLE
from backend.answers.stems import plain, stem

Meaning = str

LIGHT: frozenset[Meaning] = frozenset({"me", "mine", "listed", "everything", "cover", "task", "read", "change", "must", "number", "idiom", "course-title"})
"""What may be said or not without another thing being asked."""
OBJECTS: frozenset[Meaning] = frozenset(
    """review assignment project proposal report abstract plan feedback presentation participation discussion lecture class
    paper exam textbook office office-hours assistant instructor forum reading zone about-course slides""".split()
)
"""Things, as against what is asked about them: they stay visible inside a longer phrase."""
SOFT: frozenset[Meaning] = LIGHT | frozenset(
    """released topic requirement choose author venue email forum done remaining form each technique prereq citation
    topic-choice evaluation preliminary exempt solve subject-matter rubric year sign-up scores change attendance missed name
    which people ai regrade format style end start term""".split()
)
"""Meanings that an everyday word has only if something else bears it out."""
FIRM: frozenset[Meaning] = frozenset(
    """when hour where who how-many how-long how-much first last next previous day paper-id numbered number due submit late
    penalty weight grade cover me author venue year""".split()
)
"""Meanings of words that are never taken for a part of a name."""
LONGEST_GAP = 4
GRAMMAR = frozenset(
    """what which the a an is are do does doe did i my our we you of in on at for to by with from have has be it this that can
    how was will any all as up out there""".split()
)
"""Words that say little: of two phrases that overlap, the one with fewer of them is meant."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying a meaning. `None` among the stems is a gap of up to four words."""

    meaning: Meaning
    stems: tuple[str | None, ...]

    @property
    def weight(self) -> int:
        return sum(each is not None for each in self.stems)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases by their first stem, the longest first."""

    by_first: Mapping[str, tuple[Phrase, ...]]
    meanings: frozenset[Meaning]
    stems: frozenset[str]
    surfaces: frozenset[str] = field(default_factory=frozenset)
    """The words as they are written, for correcting slips of the pen."""
    core: frozenset[str] = field(default_factory=frozenset)
    """Those that are things in themselves, such as "class"."""

    def read(self, stems: Sequence[str]) -> list[tuple[Meaning, tuple[int, ...]]]:
        """The phrases in a text: meanings, and which words say them. A longer phrase hides what overlaps with it."""
        found: dict[tuple[int, ...], list[Meaning]] = {}
        here = set(stems)
        for at, first in enumerate(stems):
            for phrase in self.by_first.get(first, ()):
                if phrase.stems[-1] not in here:
                    continue
                words = (at,) if len(phrase.stems) == 1 else _match(phrase.stems, stems, at)
                if words is not None and phrase.meaning not in found.setdefault(words, []):
                    found[words].append(phrase.meaning)
        taken: set[int] = set()
        kept: list[tuple[Meaning, tuple[int, ...]]] = []
        single = {words[0]: meanings for words, meanings in found.items() if len(words) == 1}
        for words in sorted(found, key=lambda each: (-content_of(stems, each), -len(each), -_letters(stems, each), each)):
            if not taken & set(words):
                kept += [(meaning, words) for meaning in found[words]]
                taken |= set(words)
                if len(words) > 1 and not OBJECTS & set(found[words]):
                    # "have to review" is about a review all the same; a "paper review" is no paper.
                    kept += [(m, (n,)) for n in words for m in single.get(n, ()) if m in OBJECTS]
        return kept


def content_of(stems: Sequence[str], words: tuple[int, ...]) -> int:
    """How many of the words are more than grammar."""
    return sum(stems[n] not in GRAMMAR for n in words)


def _letters(stems: Sequence[str], words: tuple[int, ...]) -> int:
    return sum(len(stems[n]) for n in words)


def _match(wanted: Sequence[str | None], stems: Sequence[str], at: int) -> tuple[int, ...] | None:
    words: list[int] = []
    here = at
    gap = False
    for each in wanted:
        if each is None:
            gap = True
            continue
        room = range(here, min(here + (LONGEST_GAP if gap else 0) + 1, len(stems)))
        found = next((n for n in room if stems[n] == each), None)
        if found is None:
            return None
        words.append(found)
        here, gap = found + 1, False
    return tuple(words)


@cache
def lexicon(more: tuple[str, ...] = ()) -> Lexicon:
    """The table, and the lines of tables that kinds of facts bring with them."""
    by_first: dict[str, dict[Phrase, None]] = {}
    surfaces: set[str] = set()
    meanings: set[Meaning] = set()
    core: set[str] = {"when", "where", "what", "time", "room"}
    for meaning, said in _lines("\n".join((TABLE, *more))):
        meanings.add(meaning)
        words = plain(said).replace("-", " ").replace("/", " ").replace("'s", "").replace("'", "").split()
        phrase = Phrase(meaning, tuple(None if word == "~" else stem(word) for word in words))
        assert phrase.stems[0] is not None
        by_first.setdefault(phrase.stems[0], {})[phrase] = None
        if len(words) == 1 and meaning in OBJECTS | {"due", "late", "grade", "exam", "weight"}:
            core |= set(words)
        surfaces |= {word for word in words if word.isalpha() and len(word) > 3}
    ordered = {first: tuple(sorted(each, key=lambda p: -p.weight)) for first, each in by_first.items()}
    stems = {each for all_of in by_first.values() for p in all_of for each in p.stems if each}
    return Lexicon(ordered, frozenset(meanings), frozenset(stems), frozenset(surfaces), frozenset(core))


def _lines(table: str) -> list[tuple[Meaning, str]]:
    found: list[tuple[Meaning, str]] = []
    meaning = ""
    for line in table.splitlines():
        if not line.strip():
            continue
        if line[0] != " ":
            meaning, _, line = line.partition(": ")
        found += [(meaning, said.strip()) for said in line.split(" | ") if said.strip()]
    return found
