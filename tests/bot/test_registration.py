"""Commands are registered when they changed, and only then."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.client import Syllabot
from bot.registration import FILE, essence, register_commands
from sandbox.wire import Request
from tests.bot.cogs_on_trial import added
from tests.bot.conftest import Stage

FAULTY = Path(__file__).parent / "faulty"
COMMANDS = "/applications/{application_id}/commands"


def requests(stage: Stage, method: str) -> int:
    return sum(
        isinstance(entry, Request) and entry.method == method and entry.route == COMMANDS
        for entry in stage.sandbox.wire
    )


async def test_a_restart_registers_nothing_again(quiet_stage: Stage) -> None:
    for _ in range(3):
        async with quiet_stage.running() as bot:
            assert bot.command_ids["due"]
    assert requests(quiet_stage, "PUT") == 1


async def test_what_discord_lost_is_registered_again(quiet_stage: Stage) -> None:
    async with quiet_stage.running():
        pass
    quiet_stage.sandbox.world.commands.clear()
    async with quiet_stage.running():
        assert (await quiet_stage.ada.slash("due")).failed is None
    assert requests(quiet_stage, "PUT") == 2


async def test_a_new_command_is_registered(quiet_stage: Stage) -> None:
    async with quiet_stage.running():
        pass
    with added(FAULTY):
        async with quiet_stage.running():
            assert "faulty" in quiet_stage.ada.commands
    async with quiet_stage.running():
        assert "faulty" not in quiet_stage.ada.commands
    assert requests(quiet_stage, "PUT") == 3


async def test_with_the_file_discord_itself_is_not_even_asked(stage: Stage) -> None:
    """Towards the real Discord: where no address is given."""
    real = stage.bot.config = replace(stage.bot.config, discord_url=None)
    before = requests(stage, "GET")
    assert await register_commands(stage.bot) == stage.bot.command_ids
    assert requests(stage, "GET") == before
    (real.state_folder / FILE).unlink()
    assert await register_commands(stage.bot) == stage.bot.command_ids
    assert requests(stage, "GET") == before + 1
    assert requests(stage, "PUT") == 1, "Discord had them all along"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"application": "1"}', "\x00", '{"ids": 3}'])
async def test_a_file_that_cannot_be_read_is_no_matter(stage: Stage, content: str) -> None:
    stage.bot.config = replace(stage.bot.config, discord_url=None)
    (stage.state / FILE).write_text(content)
    assert await register_commands(stage.bot) == stage.bot.command_ids
    assert json.loads((stage.state / FILE).read_text())["ids"] == stage.bot.command_ids


async def test_a_folder_that_cannot_be_written_is_no_matter(
    quiet_stage: Stage, tmp_path: Path
) -> None:
    taken = tmp_path / "a file"
    taken.write_text("not a folder")
    config = replace(quiet_stage.config(), state_folder=taken)
    async with quiet_stage.running(config) as bot:
        assert isinstance(bot, Syllabot)
        assert (await quiet_stage.ada.slash("due")).failed is None


def test_the_order_of_commands_and_what_discord_adds_do_not_matter() -> None:
    mine = [
        {"name": "b", "description": "x", "contexts": [1, 0]},
        {"name": "a", "description": "y"},
    ]
    theirs = [
        {"id": "1", "version": "2", "name": "a", "description": "y", "nsfw": False, "options": []},
        {
            "id": "3",
            "name": "b",
            "description": "x",
            "contexts": [0, 1],
            "name_localizations": None,
        },
    ]
    assert essence(mine) == essence(theirs)
    assert essence(mine) != essence([mine[0], {"name": "a", "description": "z"}])
