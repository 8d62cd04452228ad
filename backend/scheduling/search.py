"""Finding meetings, papers and deadlines by what someone types: numbers, names, topics, days; a
slip of the pen too.

Plain matching over a few dozen things; questions in sentences are for `/ask`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_ALIKE = 0.8
"""How alike two words of four letters and more must be to count as a slip of the pen."""
_IN_A_ROW = 0.25
"""What it earns when the words stand in a row, as they were typed: "lecture 5" is not "lecture …
5".
"""


@dataclass(frozen=True)
class Findable:
    """One thing that has a date, with the words by which it may be found."""

    key: str
    label: str
    day: date
    strong: tuple[str, ...]
    """Names and numbers."""
    weak: tuple[str, ...] = ()
    """Topics, authors and the day in words."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents; "5 a" stays two words, "5a" one.

    Kept for some texts: what there is to find is the same at every keystroke of those who look for it.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def find(text: str, things: Sequence[Findable], today: date) -> list[Findable]:
    """Those that fit every word of `text`, or else most of them; best first, then what is next from
    `today` on. Without a word to go by: what comes next, or the last things when nothing does.
    """
    asked = words(text)
    if not asked:
        ahead = [thing for thing in things if thing.day >= today]
        in_order = sorted(ahead or things, key=lambda thing: (thing.day, thing.key))
        return in_order if ahead else in_order[::-1]
    known = [_Known(thing) for thing in things]
    scored = [(each.score(asked), each.thing) for each in known]
    if max((score for score, _ in scored), default=0.0) < 0.5:
        # Comparing letter by letter is slow, so it is left for what does not fit as it was typed.
        scored = [(each.score(asked, slips=True), each.thing) for each in known]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, thing) for score, thing in scored if score > 0 and score >= best * 0.5]
    kept.sort(key=lambda pair: (-pair[0], pair[1].day < today, abs((pair[1].day - today).days)))
    return [thing for _, thing in kept]


class _Known:
    """A thing with its words taken apart."""

    def __init__(self, thing: Findable) -> None:
        self.thing = thing
        strong = [words(text) for text in thing.strong]
        weak = [words(text) for text in thing.weak]
        self.strong = {word for each in strong for word in each}
        self.weak = {word for each in weak for word in each}
        self.rows = [f" {' '.join(each)}" for each in (*strong, *weak)]

    def score(self, asked: Sequence[str], *, slips: bool = False) -> float:
        fits = [
            max(_fit(word, self.strong, slips=slips), 0.6 * _fit(word, self.weak, slips=slips))
            for word in asked
        ]
        if not any(fits):
            return 0.0
        # Every word should fit somewhere: one that does not costs more than a weak fit earns.
        score = sum(fits) / len(fits) - 0.5 * sum(not fit for fit in fits) / len(fits)
        typed = f" {' '.join(asked)}"
        in_a_row = len(asked) > 1 and any(typed in row for row in self.rows)
        return score + _IN_A_ROW if in_a_row else score


def _fit(word: str, among: Iterable[str], *, slips: bool) -> float:
    if word in among:
        return 1.0
    best = 0.0
    for other in among:
        # A number must be the number: 1 is not the beginning of 12.
        if word.isdigit() or other.isdigit():
            continue
        if other.startswith(word):
            return 0.9
        if slips and len(word) >= 4 and abs(len(word) - len(other)) <= 2:
            alike = SequenceMatcher(None, word, other).ratio()
            if alike >= _ALIKE:
                best = max(best, alike * 0.7)
    return best
