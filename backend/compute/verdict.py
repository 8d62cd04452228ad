"""From paired measurements to a sentence that claims no more than they show.

Competitors were measured on the same seeds. Two of them are *told apart* when zero lies outside the
paired t-interval of their difference, all pairs being corrected together after Holm. The best by
its mean is only called the best when it is told apart from every other; else the sentence says who
cannot be told apart from it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from backend.compute.intervals import holm, p_value, standard_error

SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Scores:
    """One quantity of several competitors, lower is better; each has one number a seed."""

    values: Mapping[str, Sequence[float]]
    coarse: float = 0.0
    """Standard deviation of a difference that rounding of the numbers alone would give."""
    doubt: Callable[[str, str], float] = lambda _one, _other: 0.0
    """Relative standard error of a factor that all numbers of a pair share: what a step costs."""

    def mean(self, name: str) -> float:
        return float(np.mean(self.values[name]))


@dataclass(frozen=True)
class Ranking:
    order: tuple[str, ...]
    """From the best mean to the worst."""
    adjusted: Mapping[frozenset[str], float]
    """The p-value of each pair's difference, after Holm."""

    def told_apart(self, one: str, other: str) -> bool:
        return self.adjusted[frozenset((one, other))] < SIGNIFICANT

    @property
    def tied(self) -> tuple[str, ...]:
        """Who cannot be told apart from the best."""
        best, *others = self.order
        return tuple(each for each in others if not self.told_apart(best, each))


def rank(scores: Scores) -> Ranking:
    """Compare all pairs. Every competitor needs a number for each seed, and two seeds at least."""
    order = tuple(sorted(scores.values, key=scores.mean))
    pairs = list(combinations(order, 2))
    adjusted = holm([_p_value(scores, one, other) for one, other in pairs])
    return Ranking(order, {frozenset(pair): p for pair, p in zip(pairs, adjusted, strict=True)})


def _p_value(scores: Scores, one: str, other: str) -> float:
    a, b = np.asarray(scores.values[one]), np.asarray(scores.values[other])
    differences = a - b
    error = standard_error(list(differences), scores.coarse)
    shared = scores.doubt(one, other) * float(a.mean() + b.mean()) / 2
    error = math.hypot(error, shared)
    return p_value(float(differences.mean()), error, len(differences) - 1)


def sentence(
    ranking: Ranking, said: Mapping[str, str], *, best: str, tie: str, beats: str, lead: str = ""
) -> str:
    """What may be said, without a full stop.

    `best` is filled with {best}, {number}, {next} and {next_number} when the best is told apart from
    all; else `tie` with {best}, {number} and {tied}, and `beats` with {beaten} is added when it is
    told apart from some. `said` is how each competitor's number is written; `lead` opens.
    """
    first, *others = ranking.order
    facts = {"best": first, "number": said[first]}
    tied = ranking.tied
    if not tied and others:
        facts |= {"next": others[0], "next_number": said[others[0]]}
        return lead + best.format_map(facts)
    facts["tied"] = listed([f"{name} ({said[name]})" for name in tied])
    beaten = [f"{name} ({said[name]})" for name in others if name not in tied]
    told = lead + tie.format_map(facts)
    return told + beats.format_map({"beaten": listed(beaten)}) if beaten else told


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
