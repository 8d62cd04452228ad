"""The machine card, on this machine."""

from __future__ import annotations

import os

from backend.compute.machine import machine_card


def test_the_card_describes_this_machine() -> None:
    card = machine_card(threads=3)
    assert card.processor
    assert card.cores == len(os.sched_getaffinity(0))
    assert card.threads == 3
    assert 0.1 < card.memory_gib < 100_000
    assert card.system.startswith("Linux")
    assert card.load is not None
    assert card.load >= 0
