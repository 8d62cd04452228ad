"""Finding meetings, papers and deadlines by what someone types: numbers, names, topics, days; a slip of the pen too.

Plain matching over a few dozen things; questions in sentences are for `/ask`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from backend.scheduling.words import day_in_words

_WORD = re.compile(r"[a-z0-9]+")
_ALIKE = 0.8
"""How alike two words of four letters and more must be to count as a slip of the pen."""


@dataclass(frozen=True)
class Findable:
    """One thing that has a date, with the words by which it may be found."""

    key: str
    label: str
    day: date
    strong: str
    """Names and numbers."""
    weak: str = ""
    """Topics, authors and the day in words."""


def words(text: str) -> list[str]:
    """Lower-case words without accents; "5 a" stays two words, "5a" one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def find(text: str, things: Sequence[Findable], today: date) -> list[Findable]:
    """Those that fit every word of `text`, or else most of them; best first, then what is next from `today` on."""
    asked = words(text)
    if not asked:
        ahead = [thing for thing in things if thing.day >= today]
        return sorted(ahead or things, key=lambda thing: (thing.day, thing.key))
    scored = [(_score(asked, thing), thing) for thing in things]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, thing) for score, thing in scored if score > 0 and score >= best * 0.5]
    kept.sort(key=lambda pair: (-pair[0], pair[1].day < today, abs((pair[1].day - today).days)))
    return [thing for _, thing in kept]


def _score(asked: Sequence[str], thing: Findable) -> float:
    strong, weak = words(thing.strong), words(f"{thing.weak} {day_in_words(thing.day)}")
    fits = [max(_fit(word, strong), 0.6 * _fit(word, weak)) for word in asked]
    if not any(fits):
        return 0.0
    # Every word should fit somewhere: one that does not costs more than a weak fit earns.
    return sum(fits) / len(fits) - 0.5 * sum(not fit for fit in fits) / len(fits)


def _fit(word: str, among: Sequence[str]) -> float:
    best = 0.0
    for other in among:
        if other == word:
            return 1.0
        # A number must be the number: 1 is not the beginning of 12.
        if word.isdigit() or other.isdigit():
            continue
        if other.startswith(word):
            best = max(best, 0.9)
        elif len(word) >= 4 and abs(len(word) - len(other)) <= 2:
            alike = SequenceMatcher(None, word, other).ratio()
            if alike >= _ALIKE:
                best = max(best, alike * 0.7)
    return best
