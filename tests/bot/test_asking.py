"""Answering in time, in private, and once."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.asking import clickable, with_clickable
from sandbox.wire import Request
from tests.bot.conftest import Stage

THINKING, IN_SILENCE, REDRAWN = 5, 6, 7


def callbacks(stage: Stage) -> list[int]:
    """The types of the first responses so far."""
    return [
        entry.body["type"]
        for entry in stage.sandbox.wire
        if isinstance(entry, Request) and entry.route.endswith("/callback") and entry.body
    ]


async def test_a_slow_backend_is_waited_for_after_a_private_thinking(quiet_stage: Stage) -> None:
    async with quiet_stage.running(replace(quiet_stage.config(), patience_s=0)):
        reply = await quiet_stage.ada.slash("due", everything=True)
        assert reply.first.ephemeral
        assert "Due: the whole term" in reply.text
        assert len(reply.messages) == 1, "the thinking became the answer"
        assert callbacks(quiet_stage) == [THINKING]

        turned = await quiet_stage.ada.click(reply, label="next")
        await quiet_stage.until(lambda: "page 2 of" in turned.first.text)
        assert turned.first == reply.first
        assert callbacks(quiet_stage)[-1] == IN_SILENCE


async def test_a_slow_refusal_fills_the_thinking_in(quiet_stage: Stage) -> None:
    async with quiet_stage.running(replace(quiet_stage.config(), patience_s=0)):
        reply = await quiet_stage.ada.slash("paper", paper="99z")
        assert reply.first.ephemeral
        assert "There is no paper 99z" in reply.text
        assert len(reply.messages) == 1


async def test_a_slow_button_on_the_board_answers_beside_it(quiet_stage: Stage) -> None:
    async with quiet_stage.running(replace(quiet_stage.config(), patience_s=0)):
        await quiet_stage.setup()
        assert quiet_stage.board
        reply = await quiet_stage.ada.click(quiet_stage.board, label="5a")
        assert reply.first.ephemeral
        assert "is yours" in reply.text
        await quiet_stage.until(
            lambda: quiet_stage.board and "Ada Okonkwo" in quiet_stage.board.text
        )


async def test_a_quick_answer_needs_no_thinking(stage: Stage) -> None:
    reply = await stage.ada.slash("due", everything=True)
    await stage.ada.click(reply, label="next")
    assert callbacks(stage) == [4, REDRAWN]


async def test_everything_said_mentions_nobody(stage: Stage) -> None:
    await stage.setup()
    await stage.ada.slash("due")
    await stage.ada.slash("signup", paper="5a")
    said = [
        entry.body.get("data", entry.body)
        for entry in stage.sandbox.wire
        if isinstance(entry, Request)
        and entry.method in ("POST", "PATCH")
        and ("messages" in entry.route or "callback" in entry.route)
        and entry.body
    ]
    assert said
    assert all(body["allowed_mentions"] == {"parse": []} for body in said)


def test_commands_in_sentences_become_clickable_where_their_ids_are_known() -> None:
    ids = {"due": 1, "bench": 2}
    assert (
        clickable("see `/due`, `/bench queue` and `/x`", ids)
        == "see </due:1>, </bench queue:2> and `/x`"
    )


def test_a_card_that_would_grow_too_long_keeps_its_plain_words() -> None:
    long = discord.Embed(title="t", description="`/due`" * 600)
    assert with_clickable(long, {"due": 10**18}).description == long.description
    short = discord.Embed(title="t", description="`/due`")
    assert with_clickable(short, {"due": 1}).description == "</due:1>"
    assert short.description == "`/due`", "the card itself is left as it was"
