"""Two questions in one: where they are cut, and what "it" is in the second."""

from __future__ import annotations

from datetime import date

import pytest

from backend.answers.compound import cut, named_by, with_name
from backend.answers.library import library_of
from backend.answers.tokens import take_apart
from backend.course.load import load
from tests.conftest import COURSE


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("who wrote GPipe, and when do we discuss it", [("who wrote GPipe", "when do we discuss it")]),
        ("when is pa1 due? how much is it worth?", [("when is pa1 due", "how much is it worth?")]),
        ("when and where is class", []),
        ("strengths and weaknesses", []),
    ],
)
def test_it_is_cut_only_where_a_second_question_begins(asked: str, parts: list[tuple[str, str]]) -> None:
    assert list(cut(asked)) == parts


def test_it_is_what_the_first_part_names() -> None:
    reader = library_of(load(COURSE), COURSE).reader
    for first, second, read in (
        ("who wrote gpipe", "when do we discuss it", "when do we discuss gpipe"),
        ("when is pa1 due", "how much is it worth", "how much is programming assignment 1 worth"),
        ("how long is the report", "when is it due", "when is the final report due"),
        ("where is class", "when does it start", "when does it start"),
    ):
        named = named_by(reader.frame(take_apart(first), date(2024, 2, 5), focus=False))
        assert with_name(second, named) == read
