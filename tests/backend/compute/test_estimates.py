"""How long a benchmark may take: the nearest thing known, and nothing where nothing is."""

from __future__ import annotations

import pytest

from backend.compute.estimates import KEPT, Durations, Past
from backend.compute.fields import canonical, complete
from backend.contract.compute import Choice, Estimate, Setting
from tests.backend.compute.lab import CARD


def text(**settings: Setting) -> str:
    return canonical(complete(CARD, settings))


def told(found: Estimate | None) -> tuple[float, str, int] | None:
    return None if found is None else (found.seconds, found.basis, found.jobs)


PAST = Durations(
    [
        Past("pendulum", text(), 8.0),
        Past("pendulum", text(), 12.0),
        Past("pendulum", text(swings=500), 100.0),
        Past("pendulum", text(swings=20, clocks="sun,sand"), 30.0),
    ]
)


def test_the_same_settings_tell_best() -> None:
    assert told(PAST.of("pendulum", text())) == (10.0, "the same settings", 2)


def test_like_settings_differ_in_their_lists_alone_and_are_scaled_by_their_length() -> None:
    assert told(PAST.of("pendulum", text(clocks="sun,sand"))) == (10.0, "like settings", 2)
    three = PAST.of("pendulum", text(swings=20, clocks="sun,sand,water"))
    assert told(three) == (pytest.approx(45.0), "like settings", 1)
    with_angles = PAST.of("pendulum", text(angles="0.1,0.2"))
    assert told(with_angles) == (21.0, "the same experiment", 4), (
        "a list that was empty is another thing"
    )


def test_what_was_announced_comes_before_other_work_of_the_experiment() -> None:
    bob = CARD.fields[0]
    oak = Choice(name="oak-wood", title="Oak", takes_s=7)
    fields = (bob.model_copy(update={"choices": (*bob.choices[:2], oak)}), *CARD.fields[1:])
    card = CARD.model_copy(update={"fields": fields})
    past = [Past("pendulum", text(swings=500), 100.0)]
    assert told(Durations(past, [card]).of("pendulum", text(bob="oak-wood"))) == (
        7.0, "the experiment's own estimate", 0,
    )  # fmt: skip
    assert told(Durations(past, [card]).of("pendulum", text())) == (100.0, "the same experiment", 1)
    usual = card.model_copy(update={"takes_s": 5.0})
    assert told(Durations(past, [usual]).of("pendulum", text())) == (
        5.0, "the experiment's own estimate", 0,
    )  # fmt: skip


def test_the_machine_that_would_run_it_tells_before_another() -> None:
    gpu, slow, old = "NVIDIA H200", "Xeon, 2 cores", "Xeon, 1 cores"
    past = [
        Past("pendulum", text(), 1.0, gpu),
        Past("pendulum", text(), 40.0, slow),
        Past("pendulum", text(), 60.0, slow),
        Past("pendulum", text(), 99.0, old),
        Past("pendulum", text(swings=20, clocks="sun,sand"), 6.0, gpu),
        Past("pendulum", text(swings=20, clocks="sun,sand,water"), 90.0, slow),
    ]

    def of(settings: str, *machines: str) -> tuple[float, str, int, str]:
        found = Durations(past, (), {"pendulum": machines}).of("pendulum", settings)
        assert found is not None
        return found.seconds, found.basis, found.jobs, found.machine

    assert of(text(), slow) == (50.0, "the same settings", 2, "")
    assert of(text(), gpu) == (1.0, "the same settings", 1, "")
    assert of(text(), slow, gpu) == (40.0, "the same settings", 3, "")
    two = text(swings=20, clocks="sun,sand")
    assert of(two, slow) == (60.0, "like settings", 1, ""), "its own, scaled, before another's"
    assert of(two, "M4, 10 cores") == (6.0, "the same settings", 1, gpu), "and says whose it is"
    assert of(text(), "M4, 10 cores") == (1.0, "the same settings", 1, gpu), "no two are mixed"
    assert of(text(swings=7), old) == (99.0, "the same experiment", 1, "")
    assert of(text(swings=7)) == (3.5, "the same experiment", 2, gpu), "when nobody would run it"


def test_what_nothing_tells_is_not_guessed() -> None:
    assert PAST.of("spring", "{}") is None
    assert Durations((), [CARD]).of("pendulum", text()) is None


def test_of_many_the_newest_count() -> None:
    newest_first = [Past("pendulum", text(), 1.0)] * KEPT + [Past("pendulum", text(), 100.0)] * 99
    assert told(Durations(newest_first).of("pendulum", text())) == (1.0, "the same settings", KEPT)
