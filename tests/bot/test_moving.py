"""What becomes of a change that was shown when something else changed before it was confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backend.contract.changes import MoveDeadline
from tests.backend.scheduling.test_reload import FRIDAY, REVIEW_3, Folder
from tests.bot.cogs.test_staffroom import course, due, folder, settings
from tests.bot.conftest import Stage

__all__ = ["course", "folder", "settings"]
"""Fixtures: a course folder of the test's own."""


async def test_reload_does_not_apply_what_was_not_shown(stage: Stage, folder: Folder) -> None:
    folder.edit(REVIEW_3, FRIDAY)
    shown = await stage.instructor.slash("staff reload")
    folder.edit('day = 2024-02-23\nweekday = "Friday"', 'day = 2024-02-22\nweekday = "Thursday"')
    refused = await stage.instructor.click(shown, label="Apply")
    assert "edited after you looked" in refused.text
    assert (await due(stage, "review-3")).day == date(2024, 2, 21)
    folder.edit("[reminders]", "[reminders")
    assert "cannot be used" in (await stage.instructor.slash("staff reload")).text


async def test_where_folder_and_staff_disagree_the_staff_choose(
    stage: Stage, folder: Folder
) -> None:
    move = MoveDeadline(deadline="review-3", day=date(2024, 2, 27), expected=1)
    await stage.ask(move, by="tutor", staff=True)
    folder.edit(REVIEW_3, FRIDAY)
    shown = await stage.instructor.slash("staff reload")
    assert "Disagreement: Review of paper 3a" in shown.text and "Tutor" in shown.text
    menu = shown.first.menus[0]["custom_id"]
    await stage.instructor.choose(shown, ["review-3"], custom_id=menu)
    assert (await due(stage, "review-3")).day == date(2024, 2, 23)


async def test_a_slow_backend_is_waited_for(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running(replace(stage.config(), patience_s=0.0)):
        shown = await stage.instructor.slash("staff deadline", task="pa1", day="13 Feb")
        await stage.until(lambda: shown.messages and shown.first.buttons)
        await stage.ask(
            MoveDeadline(deadline="pa1", day=date(2024, 2, 14), expected=1), by="t", staff=True
        )
        await stage.instructor.click(shown, label="Move it")
        await stage.until(lambda: "was moved meanwhile" in shown.text)
        await stage.instructor.click(shown, label="Move it")
        await stage.until(lambda: "Moved:" in shown.text)
    assert (await due(stage, "pa1")).day == date(2024, 2, 13)


async def test_a_move_that_came_second_is_shown_anew_and_not_made(stage: Stage) -> None:
    first = await stage.instructor.slash("staff deadline", task="paper 3a", day="2024-02-23")
    await stage.ask(
        MoveDeadline(deadline="review-3", day=date(2024, 2, 22), expected=1), by="tutor", staff=True
    )
    again = await stage.instructor.click(first, label="Move it")
    assert again.first == first.first and "was moved meanwhile" in again.text
    assert "Thursday 22 February 2024" in again.text, "the new state"
    assert (await due(stage, "review-3")).day == date(2024, 2, 22)
    moved = await stage.instructor.click(again, label="Move it")
    assert "Moved:" in moved.text
    assert (await due(stage, "review-3")).day == date(2024, 2, 23)


async def test_the_confirmation_works_after_a_restart_and_only_once(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        shown = await stage.instructor.slash(
            "staff deadline", task="pa1", day="13 Feb", reason="snow"
        )
    async with stage.running():
        moved = await stage.instructor.click(shown, label="Move it")
        assert "Moved:" in moved.text and "Reason: snow" in moved.text
        assert not shown.first.buttons


async def test_who_is_no_longer_staff_cannot_press_what_staff_were_shown(stage: Stage) -> None:
    await stage.setup()
    stage.sandbox.give_role(stage.ben, "Course staff")
    shown = await stage.ben.slash("staff deadline", task="pa1", day="13 Feb")
    stage.sandbox.take_role(stage.ben, "Course staff")
    refused = await stage.ben.click(shown, label="Move it")
    assert "Only the course staff may do that" in refused.text
    assert (await due(stage, "pa1")).day == date(2024, 2, 12)
