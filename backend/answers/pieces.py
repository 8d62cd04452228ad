"""A question as a row of pieces: words by their stems, and slots for what is named, counted or dated.

An example of a way to ask ("when is {work} due") and a question that was typed ("when is pa1 due") come to the same
pieces, so that what was learned from the one holds for the other, in any course. What stands in a slot is no piece of its own:
a paper's title must not make a question like another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from backend.answers.askings import slots_in
from backend.answers.dates import Calendar, days_in
from backend.answers.frame import Frame
from backend.answers.lexicon import Lexicon
from backend.answers.plainer import plainer
from backend.answers.tokens import Token, take_apart

WORKS = frozenset(
    ("review", "assignment", "proposal", "report", "abstract", "plan", "project", "presentation", "participation", "feedback")
)  # fmt: skip
"""Meanings of words for work."""
_HOLE = re.compile(r"\{(\w+)\}")
_MARK = re.compile(r"slot(\w+)slot$")
_ID = re.compile(r"\d{1,2}[a-g]$")
_HOUR = re.compile(r"\d{1,2}(:\d\d)?([ap]m)?$")
_YEAR = re.compile(r"(19|20)\d\d$")
_UNITS = frozenset("minute minutes hour hours day days week weeks".split())
_LIGHT = frozenset("a an the please is are be of to it do so and just".split())
"""Words that bigrams pass over."""
_SAME = {"weekday": "day", "habit": "day", "c": "n", "24": "delay", "zone": "zone"}
_FIRST = (
    "own",
    "prof",
    "day",
    "delay",
    "name",
    "author",
    "venue",
    "id",
    "code",
    "year",
    "room",
    "hour",
    "nth",
    "n",
    "zone",
)
_SINGLE = frozenset(("n", "id", "work", "nth"))
"""Slots of which neighbours are two."""
_INSTEAD = {"prof": "professor", "own": "course"}
"""What is called by a name of its own in this course, as any course calls it."""
_ANY_TERM = Calendar(date(2029, 2, 5), date(2029, 1, 22), date(2029, 5, 31))
"""Examples speak of no particular day; any term will do to see that they speak of one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or what stands in a slot."""

    text: str
    """The word as typed; of a slot nothing."""
    stem: str
    slot: str = ""
    at: tuple[int, ...] = ()
    """Which words of the question it is."""

    @property
    def key(self) -> str:
        return f"{{{self.slot}}}" if self.slot else self.stem


def pieces_of_example(line: str) -> tuple[Piece, ...]:
    """The pieces of an example, its `{slots}` among them."""
    tokens = take_apart(_HOLE.sub(lambda hole: f" slot{hole[1]}slot ", plainer(line))).tokens
    marked = {
        n: _SAME.get(found[1], found[1])
        for n, token in enumerate(tokens)
        if (found := _MARK.match(token.text))
    }
    for days in days_in(tokens, _ANY_TERM):
        marked |= {n: "day" for n in days.tokens if n not in marked}
    return tuple(_pieces(tokens, marked))


def pieces_of_question(frame: Frame, own: frozenset[str]) -> tuple[Piece, ...]:
    """The pieces of a question. `own` are words for this course, such as its code."""
    marked: dict[int, str] = {}
    for slot in sorted(
        slots_in(frame, own), key=lambda each: _FIRST.index(_SAME.get(each.kind, each.kind))
    ):
        if slot.kind == "c" and slot.text == "one":
            continue
        for n in slot.at:
            marked.setdefault(n, _SAME.get(slot.kind, slot.kind))
    return tuple(_pieces([word.token for word in frame.words], marked))


def _pieces(tokens: Sequence[Token], marked: Mapping[int, str]) -> Iterator[Piece]:
    kinds = [marked.get(n) or _counted(tokens, n) for n in range(len(tokens))]
    n = 0
    while n < len(tokens):
        kind, first = kinds[n], n
        n += 1
        if not kind:
            yield Piece(tokens[first].text, tokens[first].stem, at=(first,))
            continue
        while n < len(tokens) and kinds[n] == kind and kind not in _SINGLE:
            n += 1
        at = tuple(range(first, n))
        word = _INSTEAD.get(kind)
        yield Piece(word, word, at=at) if word else Piece("", f"{{{kind}}}", kind, at)


def _counted(tokens: Sequence[Token], n: int) -> str:
    """The kind of slot that a number stands for; empty for a word."""
    token = tokens[n]
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    before = tokens[n - 1] if n else None
    if (token.number is not None or token.text in ("a", "an")) and after in _UNITS:
        return "delay" if token.number is not None or after not in ("day", "minute", "hour") else ""
    if token.text in _UNITS and before is not None and before.number is not None:
        return "delay"
    if _ID.match(token.text):
        return "id"
    if _YEAR.match(token.text):
        return "year"
    if token.text[0].isdigit() and (":" in token.text or token.text.endswith(("am", "pm"))):
        return "hour"
    if token.number is not None and token.text != "one":
        return "n"
    if token.ordinal is not None and token.text not in ("first", "second"):
        return "nth"
    return ""


def features(pieces: Sequence[Piece], lexicon: Lexicon) -> dict[str, float]:
    """What likeness is measured by: stems and slots, pairs of neighbours, meanings, and the beginnings of longer words."""
    found: dict[str, float] = {}
    for piece in pieces:
        found[f"u:{piece.key}"] = 1.0
    keys = ["^", *(each.key for each in pieces if each.key not in _LIGHT), "$"]
    for one, other in pairwise(keys):
        found[f"b:{one} {other}"] = 0.2
    for meaning, _ in lexicon.read([each.key for each in pieces]):
        found[f"m:{meaning}"] = 0.7
        if meaning in WORKS:
            found["u:{work}"] = 1.0
    for piece in pieces:
        if not piece.slot and len(piece.text) > 5:
            found[f"c:{piece.text[:5]}"] = 0.5
    return found
