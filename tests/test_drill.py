"""The drill in its short form: backend and bot are killed while reminders are due, and none is lost or said twice.

The long form is `make drill`; what it found is in `docs/drill.md`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.drilling.naive import LEAD
from benchmarks.drilling.ours import drill_ours
from benchmarks.drilling.plan import Drill, Outcome, Reminder, judge, says
from tests.patience import PATIENCE_S

SHORT = Drill(
    students=12, waves=2, seed=3, drain_lease_s=1.5, shake_every_s=4.0, patience_s=PATIENCE_S, most_kills=6,
    lives={"backend": (1.5, 4.0), "bot": (2.0, 5.0)},
)  # fmt: skip


async def test_none_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    outcome = await drill_ours(SHORT, tmp_path)
    assert not outcome.remarks, (tmp_path / "log").read_text()
    assert outcome.due >= 2 * SHORT.students
    assert outcome.kills["backend"] and outcome.kills["bot"], "somebody was killed"
    assert outcome.faults, "something failed"
    assert (outcome.lost, outcome.twice) == (0, 0), (tmp_path / "log").read_text()
    assert outcome.unknown <= 1


CARD = ["Due: Review 3", "2 days before"]


@pytest.mark.parametrize(
    ("message", "reminder", "is_it"),
    [
        (CARD, ("Review 3", "2 days before"), True),
        (CARD, ("Review 3", "1 day before"), False),
        (CARD, ("Review 33", "2 days before"), False),
        (["Due: Review 33", "2 days before"], ("Review 3", "2 days before"), False),
        (["Due: A\\_B", "2 days before · it comes late"], ("A_B", "2 days before"), True),
        (["2 reminders in one", "Due: Review 3", "Due: B", "foot"], ("B", "2 days before"), True),
        (["Due: Task 1", LEAD], ("Task 1", LEAD), True),
        ([], ("Task 1", LEAD), False),
    ],
)
def test_a_message_is_recognised(message: list[str], reminder: Reminder, is_it: bool) -> None:
    assert says(message, reminder) is is_it


def test_the_judge_sees_what_is_lost_and_what_came_twice() -> None:
    a, b, c = ("A", "x"), ("B", "x"), ("C", "x")
    wanted = {"1": [a, b, c], "2": [a, b]}
    written = {"1": [["Due: A", "x"], ["Due: A", "x"], ["Due: C", "x"]], "2": [["Due: A", "x"]]}
    outcome = Outcome("any")
    judge(outcome, wanted, written, Counter({"2": 1}))
    assert (outcome.due, outcome.lost, outcome.twice, outcome.unknown) == (5, 1, 1, 1)
    whole = Outcome("any", due=1, lost=1)
    whole.add(outcome)
    assert (whole.due, whole.lost, whole.twice) == (6, 2, 1)
