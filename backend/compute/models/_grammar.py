"""Text made on the spot: sentences of a small grammar, drawn with a seed, with something to be remembered over a while.

A verb agrees with its subject, however long the clause between them is; a sum's result follows from its parts; a quote
that was opened is closed. So a network is judged on more than which letters follow each other.
"""

from __future__ import annotations

import random

ONE = (
    "cat",
    "dog",
    "student",
    "teacher",
    "river",
    "engine",
    "garden",
    "letter",
    "painter",
    "sailor",
    "bridge",
    "window",
)
COUNTED = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen"
)
NUMBERS = COUNTED.split()
ADJECTIVES = (
    "old",
    "quiet",
    "green",
    "narrow",
    "early",
    "hungry",
    "clever",
    "broken",
    "bright",
    "patient",
)
DOES = ("sees", "follows", "finds", "remembers", "paints", "helps", "hears", "leaves", "carries")
RESTS = ("sleeps", "waits", "sings", "grows", "returns", "shines", "listens")
WHERE = (
    "near the harbour",
    "at noon",
    "in the north",
    "after the rain",
    "without a word",
    "behind the mill",
)
OFTEN = ("often", "never", "always", "hardly")
ALPHABET = "\n '\",.:abcdefghijklmnopqrstuvwxyz"


def sentences(seed: int, characters: int) -> str:
    """At least so many characters, one sentence a line; the same for the same seed."""
    draw = random.Random(seed)
    made: list[str] = []
    length = 0
    while length < characters:
        made.append(_sentence(draw))
        length += len(made[-1]) + 1
    return "\n".join(made) + "\n"


def encoded(text: str) -> list[int]:
    """Each character's place in the alphabet."""
    places = {letter: place for place, letter in enumerate(ALPHABET)}
    return [places[letter] for letter in text]


def _sentence(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.2:
        one, other = draw.randrange(10), draw.randrange(9)
        return f"{NUMBERS[one]} and {NUMBERS[other]} make {NUMBERS[one + other]}."
    if kind < 0.35:
        return f'{_noun(draw, False)} says: "{_clause(draw, 0)}".'
    return f"{_clause(draw, 0)}."


def _clause(draw: random.Random, depth: int) -> str:
    many = draw.random() < 0.5
    subject = _noun(draw, many)
    if depth < 2 and draw.random() < 0.35:
        inner = draw.random() < 0.5
        subject += f" that {_noun(draw, inner)} {_verb(draw, DOES, inner)}"
    often = f"{draw.choice(OFTEN)} " if draw.random() < 0.3 else ""
    if draw.random() < 0.5:
        said = f"{subject} {often}{_verb(draw, DOES, many)} {_noun(draw, draw.random() < 0.5)}"
    else:
        said = f"{subject} {often}{_verb(draw, RESTS, many)}"
    return f"{said} {draw.choice(WHERE)}" if draw.random() < 0.3 else said


def _noun(draw: random.Random, many: bool) -> str:
    described = f"{draw.choice(ADJECTIVES)} " if draw.random() < 0.5 else ""
    noun = draw.choice(ONE)
    return f"the {described}{noun}{'s' if many else ''}"


def _verb(draw: random.Random, of: tuple[str, ...], many: bool) -> str:
    verb = draw.choice(of)
    if not many:
        return verb
    return "carry" if verb == "carries" else verb.removesuffix("s")
