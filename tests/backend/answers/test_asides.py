"""What is left out of a question so that the rest is understood, named days, and how far off a day is."""

from __future__ import annotations

from datetime import date

import pytest

from backend.answers.asides import corrected, without_asides
from backend.answers.countdown import with_countdown
from backend.answers.dates import Calendar, days_in
from backend.answers.feasts import day_of, feast
from backend.answers.found import Found
from backend.answers.tokens import take_apart

TERM = Calendar(date(2024, 2, 5), date(2024, 1, 22), date(2024, 5, 15))


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("On which day is it given out, so that I can keep the weekend free?", "On which day is it given out ?"),
        ("april 1 class or no (not a joke)", "april 1 class"),
        ("is there anything fridays or am i good to head out of town", "is there anything fridays"),
        ("For my visa form I need the name of the course", "I need the name of the course"),
        ("Before I register my choice: what is this course about?", "what is this course about?"),
        ("My proposal is uploaded. Is anything else due tomorrow?", "Is anything else due tomorrow?"),
        ("which readings come from ISCA, the computer architecture symposium?", "which readings come from ISCA ?"),
        ("what do we read on 2/7, something with PaLM?", "what do we read on 2/7 ?"),
        ("is LoRA before or after the break, and on which day", "is LoRA , and on which day"),
    ],
)
def test_an_aside_is_left_out(asked: str, left: str) -> None:
    assert list(without_asides(asked))[-1] == left


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("who presents... I mean when is LoRA", "when is LoRA"),
        ("when is the proposal, I mean the report, due?", "when is the report, due?"),
        ("he says it's on May 10, I say the 15th. who's right?", "he says it's on May 10, I say the 15th ?"),
        ("I mean well, when is it due", "I mean well, when is it due"),
    ],
)
def test_what_is_taken_back_is_not_asked(asked: str, left: str) -> None:
    assert corrected(asked) == left


@pytest.mark.parametrize("plain", ["is it a lecture or a discussion", "when is pa1 due", "why so late", "or else what"])
def test_what_has_no_aside_stays_whole(plain: str) -> None:
    assert list(without_asides(plain)) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("valentines day", date(2024, 2, 14)), ("presidents day", date(2024, 2, 19)), ("leap day", date(2024, 2, 29)),
        ("memorial day", date(2024, 5, 27)), ("mothers day", date(2024, 5, 12)),
    ],
)  # fmt: skip
def test_a_day_by_its_name(words: str, day: date) -> None:
    found = feast(words.split())
    assert found == (words, 2) and day_of(words, 2024) == day
    assert days_in(take_apart(f"is there class on {words}").tokens, TERM)[0].first == day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the last week of march", date(2024, 3, 25), date(2024, 3, 31)),
        ("the final week of february", date(2024, 2, 23), date(2024, 2, 29)),
        ("last week", date(2024, 1, 29), date(2024, 2, 4)),
    ],
)
def test_the_last_week_of_a_month_is_not_the_week_before_this(words: str, first: date, last: date) -> None:
    [found] = days_in(take_apart(f"is there a lecture in {words}").tokens, TERM)
    assert (found.first, found.last) == (first, last)


def test_there_is_no_leap_day_in_a_common_year() -> None:
    assert day_of("leap day", 2023) is None and feast(["some", "day"]) is None


def test_two_weekdays_side_by_side_are_a_habit_and_a_bare_day_is_of_the_month_beside_it() -> None:
    assert [each.kind for each in days_in(take_apart("tu/th or mw?").tokens, TERM)] == ["habit", "habit"]
    asked = "If I return on April 4, would I miss a session on the third?"
    assert [each.first for each in days_in(take_apart(asked).tokens, TERM)] == [date(2024, 4, 4), date(2024, 4, 3)]


@pytest.mark.parametrize(
    ("asked", "words"),
    [("signed up 4 lol", "signed up for lol"), ("how 2 submit", "how to submit"), ("need 2 reviews", "need 2 reviews")],
)
def test_numbers_that_stand_for_words(asked: str, words: str) -> None:
    assert " ".join(token.text for token in take_apart(asked).tokens) == words


def test_a_question_that_counts_days_gets_their_number() -> None:
    found = Found("It is due on Monday 12 February 2024.", (), frozenset(), "due:x")
    assert with_countdown(found, "how many days until pa1", TERM.today).text.endswith("That is in 7 days (one week).")
    assert with_countdown(found, "when is pa1 due", TERM.today) == found
    assert with_countdown(found, "how many days until pa1", date(2024, 3, 1)) == found
