"""Intervals and tests for a few paired measurements: Student's t, Holm's correction, the bootstrap.

Seeds are the sample; configurations are not. All intervals are of 95 % unless said otherwise.
Nothing here knows what was measured, or turns a number into a sentence; `verdict` does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit  # type: ignore[import-untyped]

LEVEL = 0.95
RESAMPLES = 2000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    value: float
    low: float
    high: float

    def holds(self, number: float) -> bool:
        return self.low <= number <= self.high


def t_interval(values: Sequence[float], *, coarse: float = 0.0, level: float = LEVEL) -> Interval:
    """The mean of a normal sample and Student's interval around it (Student, Biometrika 1908).

    `coarse` is the standard deviation that rounding alone would give each value: a spread that
    looks smaller than that is an accident of rounding, not certainty. One value gives no interval:
    its ends are infinite.
    """
    mean = float(np.mean(values))
    if len(values) < 2:
        return Interval(mean, -math.inf, math.inf)
    half = float(stdtrit(len(values) - 1, (1 + level) / 2)) * standard_error(values, coarse)
    return Interval(mean, mean - half, mean + half)


def standard_error(values: Sequence[float], coarse: float = 0.0) -> float:
    """Of the mean; see `t_interval`."""
    spread = max(float(np.std(values, ddof=1)), coarse)
    return spread / math.sqrt(len(values))


def p_value(mean: float, error: float, degrees: int) -> float:
    """Two-sided, of a mean of zero, for a standard error with that many degrees of freedom."""
    if error == 0:
        return 1.0 if mean == 0 else 0.0
    return float(2 * stdtr(degrees, -abs(mean) / error))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, so that of all claims below 0.05 together 5 % at most are wrong (Holm
    1979)."""
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = largest
    return adjusted


def median_interval(values: Floats, seed: int = 0, level: float = LEVEL) -> Interval:
    """The median and its percentile bootstrap interval (Efron 1979); the seed draws the
    resamples."""
    draws = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    medians = np.median(values[draws], axis=1)
    low, high = np.quantile(medians, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(np.median(values)), float(low), float(high))


def median_error(values: Floats, seed: int = 0) -> float:
    """The bootstrap standard error of the median."""
    draws = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    return float(np.std(np.median(values[draws], axis=1)))
