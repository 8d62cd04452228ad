"""Intervals against published values and against simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backend.compute.intervals import (
    holm,
    median_error,
    median_interval,
    p_value,
    standard_error,
    t_interval,
)


def test_student_s_interval_by_hand() -> None:
    """Three values with mean 2 and standard deviation 1: t(0.975, 2) = 4.30265 in any table."""
    found = t_interval([1.0, 2.0, 3.0])
    assert found.value == 2.0
    assert found.high == pytest.approx(2 + 4.30265 / math.sqrt(3), rel=1e-5)
    assert found.low == pytest.approx(2 - 4.30265 / math.sqrt(3), rel=1e-5)
    assert found.holds(0.0)


def test_one_value_has_no_interval() -> None:
    assert t_interval([5.0]).high == math.inf


def test_equal_counts_are_no_certainty() -> None:
    """Three runs that all took 40 steps, looked at every 10: the truth lies in between."""
    coarse = 10 / math.sqrt(12)
    assert t_interval([40, 40, 40]).low == 40
    assert t_interval([40, 40, 40], coarse=coarse).low == pytest.approx(
        40 - 4.30265 * coarse / 3**0.5
    )
    assert standard_error([1.0, 9.0], coarse=0.1) == standard_error([1.0, 9.0])


def test_the_interval_covers_as_often_as_it_says() -> None:
    draw = np.random.default_rng(1)
    samples = draw.normal(3.0, 2.0, (2000, 3))
    covered = sum(t_interval(list(sample)).holds(3.0) for sample in samples)
    assert covered / 2000 == pytest.approx(0.95, abs=0.015)


def test_p_values() -> None:
    assert p_value(4.30265, 1.0, 2) == pytest.approx(0.05, rel=1e-4)
    assert p_value(-4.30265, 1.0, 2) == pytest.approx(0.05, rel=1e-4)
    assert p_value(0.0, 0.0, 2) == 1.0
    assert p_value(1.0, 0.0, 2) == 0.0


def test_holm_s_correction_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_the_median_and_its_bootstrap() -> None:
    draw = np.random.default_rng(2)
    values = draw.normal(10, 1, 25)
    values[3] = 500.0  # a spike does not matter
    found = median_interval(values)
    assert found.low < found.value < found.high
    assert found.holds(10.0)
    assert found.high - found.low < 2
    assert median_interval(values) == found, "the resamples are drawn from a seed"
    assert 0 < median_error(values) < 1
