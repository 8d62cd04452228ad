"""Answers of several pages."""

from __future__ import annotations

from bot.pages import TurnPage, turning
from tests.bot.conftest import Stage
from tests.bot.limits import judge_controls


def test_turning_has_both_buttons_and_they_differ() -> None:
    assert turning("due", "", 0, 1) is None
    for number in range(3):
        view = turning("due", "mine:14", number, 3)
        judge_controls(view)
        assert view
        back, on = view.children
        assert isinstance(back, TurnPage) and isinstance(on, TurnPage)
        assert back.item.disabled == (number == 0)  # type: ignore[attr-defined]
        assert on.item.disabled == (number == 2)  # type: ignore[attr-defined]


async def test_pages_are_turned_after_a_restart(quiet_stage: Stage) -> None:
    async with quiet_stage.running():
        reply = await quiet_stage.ada.slash("papers")
    async with quiet_stage.running():
        turned = await quiet_stage.ada.click(reply, label="next")
        assert "page 2 of" in turned.first.text


async def test_when_there_are_fewer_pages_than_before_the_last_one_is_shown(stage: Stage) -> None:
    reply = await stage.ada.slash("due", everything=True)
    reply = await stage.ada.click(reply, label="next")
    for task in (
        "review-1",
        "pa1",
        "review-3",
        "pa2",
        "review-5",
        "review-6",
        "review-7",
        "proposal",
        "review-8",
    ):
        await stage.ada.slash("done", task=task)
    turned = await stage.ada.click(reply, label="next")
    assert "Final project report" in turned.text


async def test_a_book_that_is_no_more_says_so(stage: Stage) -> None:
    reply = await stage.ada.slash("papers")
    del stage.bot.books["papers"]
    said = await stage.ada.click(reply, label="next")
    assert said.messages[-1].ephemeral
    assert "Please run the command again" in said.messages[-1].text
