"""Which answer is given: what speaks for one and against it by the weights that are kept, and how these are learned."""

from __future__ import annotations

import random
from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from backend.answers.found import Found
from backend.answers.weighing import (
    Candidate,
    Evidence,
    Sort,
    Way,
    enough,
    likeliest,
    likelihood,
    row,
    traits,
    weights,
)
from tests.backend.answers.test_questions import Question
from tools.learn_weighing import Told, keep, learn, lines_of, outcome, what_was_kept

SORTS: dict[Way, Sort] = {
    "nothing": "exact", "two": "exact", "directly": "exact", "everyday": "loose", "setting": "loose",
    "two-left": "loose", "closely": "loose", "": "guess",
}  # fmt: skip


def candidate(text: str = "a", share: float = 0.9, strange: float | None = 0.0, way: Way = "") -> Candidate:
    return Candidate(Found(text, (), frozenset(), text), way, False, share, share, share, strange)


def evidence(*candidates: Candidate, miss: float = 0.02, meaning: bool = True) -> Evidence:
    return Evidence(candidates, True, meaning, 8, miss, miss, miss)


@pytest.mark.parametrize("way", SORTS)
def test_each_way_is_of_a_sort_that_has_weights(way: Way) -> None:
    one = candidate(way=way)
    assert one.sort == SORTS[way]
    assert all(row(one, evidence(one, meaning=meaning)) in weights() for meaning in (False, True))


@pytest.mark.parametrize("meaning", [False, True])
def test_every_trait_that_is_weighed_can_occur(meaning: bool) -> None:
    """A weight under a name that no answer has would be a slip, and count for nothing."""
    seen: dict[str, set[str]] = {}
    beside = [evidence(candidate("b", way=way), meaning=meaning) for way in SORTS] + [evidence(meaning=meaning)]
    for way in SORTS:
        for among in beside:
            one = candidate(way=way)
            whole = replace(among, candidates=(one, *among.candidates))
            seen.setdefault(row(one, whole), {""}).update(name for name, _ in traits(one, whole))
    for name, names in seen.items():
        assert weights()[name].keys() <= names


@pytest.mark.parametrize("meaning", [False, True])
def test_a_guess_is_held_back_by_a_rival_a_stranger_and_a_near_miss(meaning: bool) -> None:
    one = candidate()
    alone = likelihood(one, evidence(one, meaning=meaning))
    assert alone > 0.8
    strange, unlikely = candidate(strange=5.0), candidate(share=0.3)
    assert likelihood(strange, evidence(strange, meaning=meaning)) < alone
    assert likelihood(unlikely, evidence(unlikely, candidate("b", 0.3), miss=0.3, meaning=meaning)) < 0.5
    assert likelihood(unlikely, evidence(unlikely, miss=0.6, meaning=meaning)) < 0.5


def test_what_was_found_as_it_was_put_needs_less_than_a_guess() -> None:
    for share in (0.05, 0.3, 0.9):
        found, guess = candidate(share=share, way="nothing"), candidate(share=share)
        assert likelihood(found, evidence(found)) > likelihood(guess, evidence(guess))


def test_the_likeliest_is_the_one_that_is_given() -> None:
    one, other = candidate("a", 0.7), candidate("b", 0.1)
    among = evidence(other, one)
    best = likeliest(among, 0.0)
    assert best == (one, likelihood(one, among))
    assert likeliest(among, 1.0) is None and likeliest(evidence(), 0.0) is None


def test_what_a_way_found_is_put_before_a_guess_that_is_hardly_likelier_if_it_is_likely_enough_itself() -> None:
    rows = {name: {"": 0.0, "share": 1.0} for name in weights()}
    found, guess = candidate("a", 0.0, way="nothing"), candidate("b", 0.15)
    among = evidence(guess, found)
    assert 0 < likelihood(guess, among, rows) - likelihood(found, among, rows) < 0.05
    assert likeliest(among, 0.4, rows) == (found, 0.5)
    assert likeliest(among, 0.51, rows) == (guess, likelihood(guess, among, rows))
    far = evidence(candidate("b", 0.9), found)
    assert likeliest(far, 0.4, rows) == (far.candidates[0], likelihood(far.candidates[0], far, rows))


@pytest.mark.parametrize(
    ("way", "meaning", "likely", "given"),
    [
        ("nothing", True, 0.55, True), ("everyday", True, 0.65, False), ("", True, 0.65, False), ("", True, 0.75, True),
        ("nothing", False, 0.55, False), ("everyday", False, 0.65, True), ("", False, 0.65, True),
        ("", False, 0.55, False),
    ],
)  # fmt: skip
def test_what_an_exact_way_found_may_be_less_likely_and_a_guess_has_to_be_more_where_the_meaning_is_heard(
    way: Way, meaning: bool, likely: float, given: bool
) -> None:
    rows = {name: {"": log(likely / (1 - likely))} for name in weights()}
    one = candidate(way=way)
    among = evidence(one, meaning=meaning)
    assert likelihood(one, among, rows) == pytest.approx(likely)
    assert (likeliest(among, rows=rows) is not None) is given is (likely >= enough(one, among))


def test_two_lessons_that_ask_for_the_same_speak_for_it_together() -> None:
    both = candidate(share=0.3, strange=2.0).and_also(candidate(share=0.4, strange=1.0))
    assert (both.share, both.by_words, both.by_meaning, both.strange) == pytest.approx((0.7, 0.7, 0.7, 1.0))
    assert candidate(share=0.0, strange=None, way="nothing").and_also(candidate(share=0.4)).strange == 0.0


def test_weights_are_learned_from_what_was_right_and_what_was_weighed_is_kept(tmp_path: Path) -> None:
    """Where shares alone decide, that is what is learned; and what is given by them is marked so."""
    chance = random.Random(0)
    told = []
    for n in range(400):
        share = chance.random()
        both = candidate("a", share), candidate("b", 1 - share)
        among = evidence(*both, meaning=False), evidence(*both)
        question = Question(f"q-{n}", "a?", "fact", (("a",),), (), (), None, None, (), False)
        told.append(Told("some", question, "right", among, ((share > 0.5, share <= 0.5),) * 2))
    rows = learn(lines_of(told))
    assert set(rows) == {"guess, with the sentence model", "guess, without the sentence model"}
    sure = candidate("a", 0.95)
    assert likelihood(sure, evidence(sure, candidate("b", 0.05)), rows) > 0.9
    marks = [outcome(each, rows, 0.5, meaning) for each in told for meaning in (False, True)]
    assert marks.count("right") > 0.95 * len(marks)
    assert {outcome(each, rows, 1.0, False) for each in told} == {"wrong refusal"}
    keep(lines_of(told[:300]), tmp_path / "kept.npz")
    keep(lines_of(told[300:]), tmp_path / "kept.npz")
    assert [each.right for each in what_was_kept(tmp_path / "kept.npz")] == [each.right for each in lines_of(told)]
    again = learn(what_was_kept(tmp_path / "kept.npz"))
    for name, counts in rows.items():
        assert again[name] == pytest.approx(counts, abs=0.05)
    refused = replace(told[0], question=replace(told[0].question, kind="refuse"), rights=((False, False),) * 2)
    assert outcome(refused, rows, 1.0, True) == "right"
    assert outcome(refused, rows, 0.0, True) == "wrong answer"
