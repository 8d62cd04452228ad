"""What a kind of fact gives back: an answer with its sources, and which meanings of the question it accounts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.answers.lexicon import Meaning
from backend.contract.ask import Made, Source

ASKING: frozenset[Meaning] = frozenset(
    {"when", "hour", "where", "who", "how-many", "how-long", "how-much", "how", "why", "name", "which"}
)
"""What only says in which form an answer is wanted."""


@dataclass(frozen=True)
class Found:
    """One possible answer."""

    text: str
    sources: tuple[Source, ...]
    uses: frozenset[Meaning]
    """Meanings of the question for which it accounts; a word of another meaning makes it unfit."""
    about: str
    """What was asked in one slug, the same for the same question in other words: "due:pa1"."""
    made: Made = "fact"
    personal: bool = False
    words: frozenset[str] = frozenset()
    """Stems that the answer holds word for word: whatever they mean, they are accounted for."""
    rank: int = 0
    """Decides between two that account for equally many words; the higher one is given."""
    guessed: str = ""
    """The question that it answers, where nobody is known to ask that in these words; empty where it is what was asked."""


def uses(*meanings: Meaning | Iterable[Meaning]) -> frozenset[Meaning]:
    """A set of meanings from single ones and sets of them."""
    found: set[Meaning] = set()
    for each in meanings:
        found |= {each} if isinstance(each, str) else set(each)
    return frozenset(found)
