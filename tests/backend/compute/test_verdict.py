"""Verdicts claim no more than the data: the best is only called so when it is told apart from
all."""

from __future__ import annotations

import numpy as np

from backend.compute.verdict import Scores, listed, rank, sentence

SAID = {"Ada": "10", "Bob": "20", "Cyd": "30"}
WORDS = {
    "best": "{best} won with {number}, before {next} with {next_number}",
    "tie": "{best} ({number}) cannot be told apart from {tied}",
    "beats": ", but is ahead of {beaten}",
}


def test_a_clear_winner() -> None:
    ranking = rank(Scores({"Bob": [20, 21, 22], "Ada": [10, 11, 12.2], "Cyd": [30, 31, 32]}))
    assert ranking.order == ("Ada", "Bob", "Cyd")
    assert ranking.tied == ()
    assert sentence(ranking, SAID, **WORDS) == "Ada won with 10, before Bob with 20"


def test_a_tie_names_who_cannot_be_told_apart() -> None:
    ranking = rank(Scores({"Ada": [10, 14, 8], "Bob": [12, 9, 13], "Cyd": [90, 91, 89.5]}))
    assert ranking.tied == ("Bob",)
    told = sentence(ranking, SAID, **WORDS, lead="Well, ")
    assert told == "Well, Ada (10) cannot be told apart from Bob (20), but is ahead of Cyd (30)"


def test_pairs_share_luck() -> None:
    """Seeds differ widely, but each time one is ahead by the same: the pairs see it."""
    luck = np.array([0.0, 50.0, 100.0, 20.0])
    ranking = rank(Scores({"Ada": list(luck + np.array([0, 0.1, 0, 0.1])), "Bob": list(luck + 5)}))
    assert ranking.tied == ()


def test_counts_that_happen_to_be_equal_are_no_certainty() -> None:
    same = {"Ada": [40.0, 40.0, 40.0], "Bob": [50.0, 50.0, 50.0]}
    assert rank(Scores(same)).tied == ()
    assert rank(Scores(same, coarse=10 / 6**0.5)).tied == ("Bob",)


def test_doubt_about_a_common_factor_counts() -> None:
    close = {"Ada": [10.0, 10.1, 9.9], "Bob": [11.0, 11.1, 10.9]}
    assert rank(Scores(close)).tied == ()
    assert rank(Scores(close, doubt=lambda _one, _other: 0.1)).tied == ("Bob",)


def test_noise_is_rarely_called_a_winner() -> None:
    """Seven that are the same: in 5 % of comparisons at most is one called the best."""
    draw = np.random.default_rng(4)
    wrong = 0
    for _ in range(400):
        values = {str(at): list(draw.normal(0, 1, 5)) for at in range(7)}
        ranking = rank(Scores(values))
        wrong += any(ranking.told_apart(one, "0") for one in values if one != "0")
    assert wrong / 400 < 0.05


def test_lists() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
