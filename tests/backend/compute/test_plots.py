"""Figures: what is in the file, and that names do not overlap. How they look was judged by eye."""

from __future__ import annotations

import math
import struct
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backend.compute.plots import (
    INKS,
    MARKERS,
    Frame,
    Sensitivity,
    Series,
    curves,
    sensitivity,
    spread,
)

X = np.arange(1.0, 101.0)
FRAME = Frame("A title", "steps", "loss", x_scale="log", y_scale="log", line_at=0.1, line_says="t")


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def lines(count: int) -> list[Series]:
    return [
        Series(f"Line {at}", X, np.array([(at + 1) / (X + seed) for seed in range(3)]))
        for at in range(count)
    ]


def test_curves_are_a_small_sharp_picture_with_words() -> None:
    picture = curves(FRAME, lines(8), "Eight lines fall.")
    assert size(picture.data) == (1440, 860)
    assert len(picture.data) < 1_000_000
    assert (picture.title, picture.alt) == ("A title", "Eight lines fall.")


def test_the_same_data_give_the_same_bytes() -> None:
    assert curves(FRAME, lines(2), "x").data == curves(FRAME, lines(2), "x").data


def test_what_diverged_is_drawn_as_far_as_it_goes_or_named() -> None:
    half = lines(1)[0].y.copy()
    half[0, 50:] = math.inf
    series = [Series("half", X, half), Series("none", X, np.full((3, 100), math.nan)), *lines(2)]
    assert size(curves(FRAME, series, "x").data) == (1440, 860)


def test_sensitivity_draws_divergence_as_crosses() -> None:
    rates = np.array([0.1, 1.0, 10.0])
    ended = np.array([[0.5, 0.2, math.inf], [0.6, 0.3, 0.9]])
    all_blown = np.full((2, 3), math.inf)
    picture = sensitivity(
        Frame("Rates", "rate", "loss", x_scale="log", y_scale="log"),
        [Sensitivity("SGD", rates, ended, 1.0), Sensitivity("Bad", rates, all_blown, 0.1)],
        "Rates matter.",
    )
    assert size(picture.data) == (1440, 860)


def test_a_long_text_for_a_picture_is_cut_to_what_the_contract_takes() -> None:
    assert len(curves(FRAME, lines(1), "x" * 5000).alt) == 1000


def test_lines_can_be_told_apart_without_colour() -> None:
    assert len(set(INKS)) == len(INKS) == len(set(MARKERS)) == len(MARKERS)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=16))
def test_names_keep_their_distance_and_their_order(wanted: list[float]) -> None:
    places = spread(wanted, 0.05)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    for low, high in pairwise(order):
        assert places[high] - places[low] >= 0.05 - 1e-9
    assert abs(sum(places) - sum(wanted)) < 1e-6, "on average where they want to be"


def test_names_that_have_room_stay_where_they_are() -> None:
    assert spread([0.9, 0.1, 0.5], 0.05) == [0.9, 0.1, 0.5]
