"""Settings as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.contract.compute import Settings
from backend.contract.refusals import BadSettings
from bot.settings_text import completions, read_settings, values, written
from bot.settings_text import given as filled_in
from tests.bot.lab import OPTIMIZERS

FIELDS = {field.name: field for field in OPTIMIZERS.fields}
names = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
words = st.from_regex(r"[A-Za-z0-9.,+-]{1,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", {}),
        ("seeds=3", {"seeds": "3"}),
        ("workload = digits  rates=0.1, 0.01", {"workload": "digits", "rates": "0.1, 0.01"}),
        ("rates=0.1,0.01\noptimizers=sgd,adam", {"rates": "0.1,0.01", "optimizers": "sgd,adam"}),
    ],
)
def test_pairs_are_read(typed: str, read: Settings) -> None:
    assert read_settings(typed) == read


@pytest.mark.parametrize("typed", ["fast", "seeds=", "=3", "seeds=3 =4", "Seeds=3", "a=1 b= c=2"])
def test_what_is_no_pair_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadSettings, match="Write name=value, such as seeds=3"):
        read_settings(typed)


@given(st.dictionaries(names, words, max_size=5))
def test_what_is_written_is_read_again(settings: dict[str, str]) -> None:
    assert read_settings(written(settings)) == settings


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_settings(text)
    except BadSettings as refusal:
        assert "Write name=value" in refusal.sentence


def test_options_left_out_or_blank_are_no_settings() -> None:
    assert filled_in(workload="digits", rates=None, batch_size=" ") == {"workload": "digits"}
    assert filled_in(batch_size="32") == {"batch-size": "32"}


@pytest.mark.parametrize(
    ("field", "typed", "found"),
    [
        ("workload", "", ["digits", "moons"]),
        ("workload", "dig", ["digits"]),
        ("optimizers", "", ["sgd,adam", "sgd", "momentum", "adam"]),
        ("optimizers", "mom", ["momentum"]),
        ("optimizers", "sgd, ", ["sgd,momentum", "sgd,adam"]),
        ("optimizers", "sgd", ["sgd", "sgd,momentum", "sgd,adam"]),
        ("optimizers", "sgd,sgd", []),
        ("rates", "0.5", ["0.5", "0.1,0.01"]),
    ],
)
def test_one_settings_suggestions(field: str, typed: str, found: list[str]) -> None:
    assert values(FIELDS[field], typed)[: len(found) or None] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "",
            [
                "workload=digits",
                "optimizers=sgd,adam",
                "budget=quick",
                "rates=0.1,0.01",
                "condition=0",
                "seeds=3",
                "steps=0",
            ],
        ),
        ("see", ["seeds=3"]),
        (
            "seeds=2 ",
            [
                "seeds=2 workload=digits",
                "seeds=2 optimizers=sgd,adam",
                "seeds=2 budget=quick",
                "seeds=2 rates=0.1,0.01",
                "seeds=2 condition=0",
                "seeds=2 steps=0",
            ],
        ),
        ("seeds=2 workload=mo", ["seeds=2 workload=moons"]),
        ("nonsense=1", []),
    ],
)
def test_the_whole_texts_suggestions(typed: str, found: list[str]) -> None:
    assert completions(OPTIMIZERS, typed) == found


@given(st.text(max_size=150))
def test_suggestions_never_fail_and_always_fit(typed: str) -> None:
    assert all(len(text) <= 100 for text in completions(OPTIMIZERS, typed))
    for field in OPTIMIZERS.fields:
        assert all(isinstance(text, str) for text in values(field, typed))
