"""The calendar's commands, typed by people."""

from __future__ import annotations

from tests.bot.conftest import Stage


async def test_due_shows_what_is_due_to_the_asker_alone(stage: Stage) -> None:
    reply = await stage.ada.slash("due")
    assert reply.first.ephemeral
    assert "Wednesday 7 February 2024, hour not stated" in reply.text
    print(reply.text)
