"""Which of the answers that may be meant is given, if any.

Much speaks for an answer or against it: the way that led to it, how like its lessons the question is by its words and by its meaning, the nearest
other answer, near misses, what is left over. One weighted sum of all this, a logistic regression, says how likely an answer is right; what is
not likely enough is not given. There is one row of weights for each sort of way (`Sort`), with and without the sentence model. They were fitted by
`tools/learn_weighing.py` on question sets of which nothing stands among the examples, and are kept in `weighing.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal

from backend.answers.found import Found
from backend.answers.templates import EXACT

FILE = Path(__file__).with_name("weighing.json")
Way = Literal["", "nothing", "two", "step", "directly", "everyday", "setting", "two-left", "closely"]
"""How an answer was come by: as it was put, as two questions, word for word, with ever more left aside, by a step (which is not weighed); empty where
it was only guessed."""
Sort = Literal["exact", "loose", "guess"]
_EXACT: frozenset[Way] = frozenset(("nothing", "two", "directly"))
ENOUGH, ENOUGH_BY_MEANING, ENOUGH_EXACTLY = 0.6, 0.7, 0.5
"""What is less likely right is not given, where the words speak alone, and where the sentence model is heard, too: a wrong answer is worse than none. Up to
there each step saves a wrong answer or more for two right ones that it loses (`tools/learn_weighing.py --check`). The last is for what an exact way led to
where the sentence model is heard: of what such a way finds between the two lines hardly anything was wrong."""
HARDLY = 0.05
"""By so much a guess is hardly likelier."""
PLAIN = 0.9
"""What is so likely right by the words alone is given without asking the sentence model, which takes as long as all else."""
_FLOOR = 0.003
"""Shares below this are one as good as the other."""
_STRANGEST, _UNKNOWN_STRANGE, _LONGEST = 6.0, 4.0, 25


@dataclass(frozen=True)
class Taken:
    """What a way led to."""

    found: Found
    way: Way
    shorter: bool = False
    """Whether only a part of the question was looked at."""


@dataclass(frozen=True)
class Candidate:
    """One answer that may be meant, with what the lessons say that ask for it; all of them together, where several do."""

    found: Found
    way: Way
    shorter: bool = False
    share: float = 0.0
    by_words: float = 0.0
    by_meaning: float = 0.0
    strange: float | None = None
    """How much speaks against it that is left over; None where no lesson asks for it."""

    @property
    def sort(self) -> Sort:
        return "exact" if self.way in _EXACT else "loose" if self.way else "guess"

    def and_also(self, guess: Candidate) -> Candidate:
        """With the shares of another lesson that asks for the same."""
        known = [each for each in (self.strange, guess.strange) if each is not None]
        return replace(
            self, share=self.share + guess.share, by_words=self.by_words + guess.by_words, by_meaning=self.by_meaning + guess.by_meaning,
            strange=min(known, default=None),
        )  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """All that may be meant by one question."""

    candidates: tuple[Candidate, ...]
    compared: bool
    """Whether it was compared with lessons at all; what is of other people is not."""
    meaning: bool
    """Whether the sentence model was heard."""
    words: int
    """How many words it has that ask."""
    miss: float
    """How likely it is that nothing is meant that a course states."""
    miss_by_meaning: float
    alike: float
    """`miss` beside all lessons, those too whose slots stay empty."""


def traits(of: Candidate, among: Evidence) -> Iterator[tuple[str, float]]:
    """What speaks for the answer or against it, by name."""
    others = [each for each in among.candidates if each is not of]
    rival = max((each.share for each in others), default=0.0)
    yield "share", of.share
    yield "ln share", _ln(of.share)
    yield "ln share by words", _ln(of.by_words)
    yield "miss", among.miss
    yield "ln miss", _ln(among.miss)
    yield "ln miss beside all", _ln(among.alike)
    yield "rival", rival
    yield "ln rival", _ln(rival)
    yield "strange", min(_UNKNOWN_STRANGE if of.strange is None else of.strange, _STRANGEST)
    yield "no lesson", float(of.strange is None)
    yield "not compared", float(not among.compared)
    yield "words", min(among.words, _LONGEST) / 10
    yield "not stated", float(of.found.made == "not stated")
    if among.meaning:
        yield "ln share by meaning", _ln(of.by_meaning)
        yield "ln miss by meaning", _ln(among.miss_by_meaning)
    if of.way:
        yield f"way {of.way}", 1.0
        yield "shorter", float(of.shorter)
        yield "own words", float(of.found.rank >= EXACT)
        yield "personal", float(of.found.personal)
    else:
        best = next((each.sort for each in others if each.way), "none")
        yield f"beside {best}", 1.0


def _ln(share: float) -> float:
    return log(share + _FLOOR)


def enough(of: Candidate, among: Evidence) -> float:
    """How likely the answer has to be right if it is to be given."""
    if not among.meaning:
        return ENOUGH
    return ENOUGH_EXACTLY if of.sort == "exact" else ENOUGH_BY_MEANING


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """By name of a row (`row`), what each trait counts; "" is what is added."""
    told: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


def row(of: Candidate, among: Evidence) -> str:
    return f"{of.sort}, {'with' if among.meaning else 'without'} the sentence model"


def likelihood(of: Candidate, among: Evidence, rows: Mapping[str, Mapping[str, float]] | None = None) -> float:
    """How likely it is the right answer, from 0 to 1, by the weights that are kept or by other ones."""
    counts = (rows or weights())[row(of, among)]
    score = counts[""] + sum(counts.get(name, 0.0) * value for name, value in traits(of, among))
    return 1 / (1 + exp(-score))


def likeliest(among: Evidence, least: float | None = None, rows: Mapping[str, Mapping[str, float]] | None = None) -> tuple[Candidate, float] | None:
    """The answer that is most likely right, and how likely; None where none is as likely as `least`, or else `enough`. What a way led to is put before a
    guess that is hardly likelier: it need not say that it is one."""
    rated = [
        (each, likely) for each in among.candidates
        if (likely := likelihood(each, among, rows)) >= (enough(each, among) if least is None else least)
    ]  # fmt: skip
    best = max(rated, key=lambda each: each[1], default=None)
    found = next((each for each in rated if each[0].way), None)
    return found if best is not None and found is not None and found[1] >= best[1] - HARDLY else best
