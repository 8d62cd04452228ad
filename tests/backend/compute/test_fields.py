"""Settings against field cards. A refusal names field, value, limits and the nearest value."""

from __future__ import annotations

import math
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.compute.fields import canonical, command, complete, in_words, typed
from backend.contract.compute import Chosen, Settings
from backend.contract.refusals import BadSettings
from tests.backend.compute.lab import CARD

DEFAULTS: Settings = {
    "bob": "iron", "clocks": ("quartz", "water"), "swings": 10, "length": 1.0, "angles": (),
}  # fmt: skip


def refusal(settings: Settings) -> str:
    with pytest.raises(BadSettings) as refused:
        complete(CARD, settings)
    return refused.value.sentence


def test_what_is_left_out_takes_the_default() -> None:
    assert complete(CARD, {}) == DEFAULTS
    assert complete(CARD, {"swings": 3}) == DEFAULTS | {"swings": 3}


def test_lists_and_numbers_may_be_typed_as_text() -> None:
    typed_out = complete(CARD, {"clocks": "sun, sand", "swings": "12", "angles": "0.5 -1"})
    assert typed_out["clocks"] == ("sun", "sand")
    assert typed_out["swings"] == 12
    assert isinstance(typed_out["swings"], int)
    assert typed_out["angles"] == (-1.0, 0.5), "numbers are put in order"


def test_a_choice_may_be_named_by_its_title() -> None:
    assert complete(CARD, {"bob": "Oak-Wood"})["bob"] == "oak-wood"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"swing": 3}, ["“swing”", "Did you mean “swings”?", "bob, clocks, swings, length"]),
        ({"bob": "irom"}, ["“bob”", "“irom”", "Did you mean “iron”?", "iron, brass, oak-wood"]),
        ({"bob": 7}, ["“bob”", "7", "iron, brass"]),
        ({"swings": 900}, ["“swings”", "900", "too large", "between 3 and 500", "nearest is 500"]),
        ({"swings": 1}, ["“swings”", "too small", "nearest is 3"]),
        ({"swings": 4.6}, ["whole number", "4.6", "Take 5"]),
        ({"swings": True}, ["“swings”", "True", "between 3 and 500"]),
        ({"swings": "many"}, ["“swings”", "“many”"]),
        ({"length": math.nan}, ["“length”", "nan"]),
        ({"length": math.inf}, ["“length”", "between 0.01 and 30"]),
        ({"length": "1e999"}, ["“length”", "1e999"]),
        ({"clocks": "sun"}, ["“clocks”", "at least 2", "1 given"]),
        ({"clocks": ("sun", "sun")}, ["“sun” twice"]),
        ({"clocks": ("sun", "sand", "water", "quartz")}, ["at most 3", "4 given"]),
        ({"clocks": ("sun", "wate")}, ["Did you mean “water”?"]),
        ({"angles": (0.1, 9.0)}, ["“angles”", "9.0", "too large", "nearest is 1.5"]),
        ({"angles": ""}, ["“angles”", "at least 2"]),
    ],
)
def test_a_refusal_says_what_would_do(settings: Settings, says: list[str]) -> None:
    sentence = refusal(settings)
    for words in says:
        assert words in sentence


def test_a_long_value_is_not_repeated_in_full() -> None:
    assert len(refusal({"bob": "x" * 5000})) < 300
    assert "{" not in refusal({"bob": "{problem}"}).replace("{problem}", "")


@given(
    swings=st.integers(3, 500),
    length=st.floats(0.01, 30),
    clocks=st.permutations(["quartz", "water", "sun", "sand"]).map(lambda names: tuple(names[:2])),
    angles=st.lists(st.floats(-1.5, 1.5), min_size=2, max_size=4, unique=True).map(tuple),
)
def test_the_command_repeats_the_settings(
    swings: int, length: float, clocks: tuple[str, ...], angles: tuple[float, ...]
) -> None:
    settings = complete(
        CARD, {"swings": swings, "length": length, "clocks": clocks, "angles": angles}
    )
    words = shlex.split(command(CARD.name, settings))
    assert words[:3] == ["syllabot", "bench", "pendulum"]
    assert complete(CARD, typed(words[3:])) == settings


def test_a_word_that_is_no_setting_is_refused() -> None:
    with pytest.raises(BadSettings, match="name=value"):
        typed(["swings"])


def test_equal_settings_are_equal_text() -> None:
    assert canonical({"a": 1, "b": (0.5,)}) == canonical({"b": (0.5,), "a": 1})


def test_in_words_a_zero_that_leaves_it_open_is_not_shown() -> None:
    counted = CARD.fields[2].model_copy(
        update={"at_least": 0, "default": 0, "left_open": "the budget"}
    )
    card = CARD.model_copy(update={"fields": (CARD.fields[0], counted, CARD.fields[4])})

    def shown(**settings: int | tuple[float, ...]) -> list[str]:
        return [f"{each.title}={each.words}" for each in in_words(card, complete(card, settings))]

    assert shown() == ["Bob=Iron"]
    assert shown(swings=7, angles=(0.5, -0.25)) == ["Bob=Iron", "Swings=7", "Angles=-0.25, 0.5"]
    bare = counted.model_copy(update={"left_open": ""})
    assert in_words(CARD.model_copy(update={"fields": (bare,)}), {"swings": 0}) == (
        Chosen(title="Swings", words="0"),
    )
