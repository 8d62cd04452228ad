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

LIGHT: frozenset[Meaning] = frozenset({"me", "mine", "listed", "everything", "cover", "task", "read", "change"})
"""What may be said or not without another thing being asked."""
LONGEST_GAP = 4


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

    def longest(self, stems: Sequence[str], at: int) -> list[tuple[Meaning, tuple[int, ...]]]:
        """The longest phrases that begin at that word: their meanings, and which words say them."""
        best: list[tuple[Meaning, tuple[int, ...]]] = []
        weight = 0
        for phrase in self.by_first.get(stems[at], ()):
            if phrase.weight < weight:
                break
            words = _match(phrase.stems, stems, at)
            if words is not None:
                best.append((phrase.meaning, words))
                weight = phrase.weight
        return best


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
    for meaning, said in _lines("\n".join((TABLE, *more))):
        meanings.add(meaning)
        words = plain(said).replace("-", " ").replace("/", " ").replace("'s", "").replace("'", "").split()
        phrase = Phrase(meaning, tuple(None if word == "~" else stem(word) for word in words))
        assert phrase.stems[0] is not None
        by_first.setdefault(phrase.stems[0], {})[phrase] = None
        surfaces |= {word for word in words if word.isalpha() and len(word) > 3}
    ordered = {first: tuple(sorted(each, key=lambda p: -p.weight)) for first, each in by_first.items()}
    stems = {each for all_of in by_first.values() for p in all_of for each in p.stems if each}
    return Lexicon(ordered, frozenset(meanings), frozenset(stems), frozenset(surfaces))


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
