"""Text made on the spot by a small grammar, for models that guess the next letter.

Sentences such as "the small cat that two dogs see sleeps." have agreement in number across a clause, so a model has
something to learn beyond pairs of letters, and words are chosen by chance, so no model can be always right.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch

from backend.compute.workload import Data, Part

LICENCE = "made from a seed; nobody's"
LENGTH = 16
"""Letters that a sample shows, each with the one that follows."""
TRAINING, HELD = 4000, 200
SEED = 6787

NOUNS = ("cat", "dog", "bird", "fox", "boy", "girl", "king", "cook")
SINGLE, MANY = ("the", "a", "one", "this"), ("the", "some", "two", "these")
QUALITIES = ("small", "old", "red", "quick", "kind")
ALONE = ("sleep", "run", "sing", "wait")
TOWARDS = ("see", "like", "help", "find", "know")
LETTERS = " ." + "".join(
    sorted({*"".join(("that", *NOUNS, *SINGLE, *MANY, *QUALITIES, *ALONE, *TOWARDS))})
)
"""Those that occur."""


def text(draw: np.random.Generator, letters: int) -> str:
    """At least so many letters of sentences."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < letters:
        sentences.append(_sentence(draw))
    return "".join(sentences)


def _sentence(draw: np.random.Generator) -> str:
    many, who = _someone(draw, 0)
    return f"{who} {_does(draw, many)}. "


def _someone(draw: np.random.Generator, depth: int) -> tuple[bool, str]:
    """Whether they are many, and what they are called; perhaps with a clause."""
    many = bool(draw.random() < 0.5)
    words = [str(draw.choice(MANY if many else SINGLE))]
    if draw.random() < 0.4:
        words.append(str(draw.choice(QUALITIES)))
    words.append(str(draw.choice(NOUNS)) + ("s" if many else ""))
    if depth == 0 and draw.random() < 0.4:
        others, who = _someone(draw, depth + 1)
        words += ["that", who, _verb(draw, TOWARDS, others)]
    return many, " ".join(words)


def _does(draw: np.random.Generator, many: bool) -> str:
    if draw.random() < 0.4:
        return _verb(draw, ALONE, many)
    return f"{_verb(draw, TOWARDS, many)} {_someone(draw, 1)[1]}"


def _verb(draw: np.random.Generator, verbs: tuple[str, ...], many: bool) -> str:
    return str(draw.choice(verbs)) + ("" if many else "s")


@cache
def sentences() -> Data:
    """Windows of `LENGTH` letters and, one further, what follows each: int64 [samples, LENGTH]. No window is twice."""
    draw = np.random.default_rng(SEED)
    seen: set[str] = set()
    parts = []
    for count in (TRAINING, HELD, HELD):
        windows: list[str] = []
        whole = text(draw, 8 * count + LENGTH + 1)
        at = 0
        while len(windows) < count:
            window = whole[at : at + LENGTH + 1]
            at += 7
            if window[:LENGTH] not in seen:
                seen.add(window[:LENGTH])
                windows.append(window)
        codes = torch.tensor([[LETTERS.index(letter) for letter in window] for window in windows])
        parts.append(Part(codes[:, :-1].contiguous(), codes[:, 1:].contiguous()))
    return Data(*parts)
