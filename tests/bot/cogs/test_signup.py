"""Taking seats, giving them back, and the board that shows them."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime

import pytest

from backend.contract.calendar import GetPaper, Paper
from backend.contract.signup import Board, GetBoard
from bot.cogs.signup import board_controls
from sandbox.state import Event
from sandbox.wire import Dispatch
from tests.bot.conftest import Stage
from tests.bot.limits import judge_controls


async def test_signup_takes_a_seat_and_the_board_shows_it(stage: Stage) -> None:
    await stage.setup()
    reply = await stage.ada.slash("signup", paper="5a")
    assert reply.first.ephemeral
    assert "Seat 1 of 2 is yours" in reply.text
    board = await stage.until(
        lambda: stage.board and "Ada Okonkwo" in stage.board.text and stage.board
    )
    assert board and "5a · 1 free" in board.buttons
    assert len(stage.posts("presentations")) == 1, "one living message"


async def test_the_boards_button_signs_up_and_disables_a_full_paper(stage: Stage) -> None:
    await stage.setup()
    assert stage.board
    first = await stage.ada.click(stage.board, label="3a")
    assert first.first.ephemeral
    assert "Seat 1 of 2 is yours" in first.text
    await stage.until(lambda: stage.board and "3a · 1 free" in stage.board.buttons)
    await stage.ben.click(stage.board, label="3a")
    await stage.until(lambda: stage.board and stage.board.button(label="3a").get("disabled"))
    assert "3a · full" not in stage.board.buttons


async def test_a_second_click_changes_nothing(stage: Stage) -> None:
    await stage.setup()
    assert stage.board
    await stage.ada.click(stage.board, label="3a")
    again = await stage.ada.click(stage.board, label="3a")
    assert "You already have this seat; nothing changed" in again.text
    paper = await stage.ask(GetPaper(paper="3a"))
    assert paper.presenters == ("Ada Okonkwo",)


async def test_thirty_students_pressing_at_once_never_overfill_a_paper(stage: Stage) -> None:
    await stage.setup()
    assert stage.board
    board = stage.board
    replies = await asyncio.gather(
        *(
            person.click(board, custom_id="signup:4b", timeout=30)
            for person in stage.sandbox.students
        )
    )
    assert all(reply.failed is None for reply in replies)
    assert sum("is yours" in reply.text for reply in replies) == 2
    assert sum("has all its presenters" in reply.text for reply in replies) == 28
    assert len((await stage.ask(GetPaper(paper="4b"))).presenters) == 2


async def test_refusals_are_sentences_for_the_asker_alone(stage: Stage) -> None:
    await stage.ada.slash("signup", paper="5a")
    second = await stage.ada.slash("signup", paper="6a")
    assert second.first.ephemeral
    assert "You already present paper 5a" in second.text
    assert f"</leave:{stage.bot.command_ids['leave']}>" in second.text
    over = await stage.ben.slash("signup", paper="1a")
    assert "closed on" in over.text


async def test_leave_asks_first_and_then_gives_the_seat_back(stage: Stage) -> None:
    await stage.ada.slash("signup", paper="5a")
    question = await stage.ada.slash("leave")
    assert question.first.ephemeral
    assert "Give back your seat at 5a?" in question.text
    assert (await stage.ask(GetPaper(paper="5a"))).presenters, "nothing happened yet"
    done = await stage.ada.click(question, label="Give back 5a")
    assert "The seat is free again" in done.text
    assert not done.first.buttons
    assert not (await stage.ask(GetPaper(paper="5a"))).presenters


async def test_leave_without_a_seat_says_what_to_do(stage: Stage) -> None:
    assert "You have no presentation to leave" in (await stage.ada.slash("leave")).text


async def test_an_old_question_does_not_give_back_another_seat(stage: Stage) -> None:
    taken = await stage.ada.slash("signup", paper="5a")
    question = await stage.ada.slash("leave")
    await stage.ada.click(taken, label="Give back 5a")
    await stage.ada.slash("signup", paper="6b")
    stale = await stage.ada.click(question, label="Give back 5a")
    assert "You no longer present 5a; nothing changed" in stale.text
    assert (await stage.ask(GetPaper(paper="6b"))).presenters == ("Ada Okonkwo",)


async def test_the_boards_buttons_work_after_the_bot_was_restarted(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        await stage.setup()
    async with stage.running():
        assert stage.board
        reply = await stage.ada.click(stage.board, label="7a")
        assert "Seat 1 of 2 is yours" in reply.text
        await stage.until(lambda: stage.board and "Ada Okonkwo" in stage.board.text)
        assert len(stage.posts("presentations")) == 1


async def test_signup_suggests_what_can_still_be_taken_first(stage: Stage) -> None:
    await stage.ada.slash("signup", paper="2a")
    await stage.ben.slash("signup", paper="2a")
    values = [choice.value for choice in await stage.ada.complete("signup", "paper", "")]
    assert values[0] == "2b"
    assert values[-3:] == ["1a", "1b", "2a"], "discussed or full ones come last"


async def test_a_board_that_is_not_open_has_no_buttons(stage: Stage) -> None:
    await stage.at(datetime(2024, 5, 20, tzinfo=UTC))
    board = await stage.ask(GetBoard())
    assert not board.open
    assert board_controls(board) is None


async def test_more_papers_than_buttons_become_menus(stage: Stage) -> None:
    board = await stage.ask(GetBoard())
    controls = board_controls(_large(board, 25))
    judge_controls(controls)
    assert controls and len(controls.children) == 25
    menus = board_controls(_large(board, 60))
    judge_controls(menus)
    assert menus and [len(row["components"][0]["options"]) for row in menus.to_components()] == [
        25,
        25,
        10,
    ]
    judge_controls(board_controls(_large(board, 300)))


def _large(board: Board, count: int) -> Board:
    papers = tuple(
        Paper(
            id=f"{number // 26}{chr(97 + number % 26)}", title="T" * 190, authors="A", venue="V",
            discussion=number // 26, day=date(2024, 3, 1), starts=datetime(2024, 3, 1, tzinfo=UTC),
            seats=2,
        )
        for number in range(count)
    )  # fmt: skip
    return board.model_copy(update={"papers": papers})


async def test_a_replayed_click_acts_once_and_is_no_fault(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """After a resume Discord may send an interaction again that was already answered."""
    await stage.setup()
    assert stage.board
    await stage.ada.click(stage.board, label="3a")
    await stage.ada.slash("leave")
    event = [
        e for e in stage.sandbox.wire if isinstance(e, Dispatch) and e.name == "INTERACTION_CREATE"
    ]
    click = next(e for e in event if e.data["type"] == 3)
    question = await stage.ada.slash("leave")
    await stage.ada.click(question, label="Give back 3a")
    with caplog.at_level(logging.INFO, logger="bot"):
        stage.sandbox.world.emit(Event("INTERACTION_CREATE", click.data))
        await stage.until(lambda: any("too late, or twice" in r.message for r in caplog.records))
    assert not (await stage.ask(GetPaper(paper="3a"))).presenters, "the old click took no new seat"
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
