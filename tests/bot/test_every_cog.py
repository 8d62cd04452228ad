"""What every cog keeps to. A new file in bot/cogs/ is judged by this without being named here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands

from bot.cog import cog_modules, cogs_in, lasting_items_in
from bot.guidance import for_staff
from tests.bot.conftest import Stage

HERE = Path(__file__).parent
MODULES = {module.__name__.rpartition(".")[2]: module for module in cog_modules()}
FILES = sorted(
    file.stem for file in (HERE.parents[1] / "bot" / "cogs").glob("*.py") if file.stem != "__init__"
)


def declared() -> Iterator[tuple[str, app_commands.Command[Any, ..., Any]]]:
    """Every command as its class declares it, with the file it is in."""
    for name, module in MODULES.items():
        for cog in cogs_in(module):
            for command in cog.__cog_app_commands__:
                if isinstance(command, app_commands.Group):
                    yield from (
                        (name, each)
                        for each in command.walk_commands()
                        if isinstance(each, app_commands.Command)
                    )
                elif isinstance(command, app_commands.Command):
                    yield name, command


COMMANDS = {command.qualified_name: (name, command) for name, command in declared()}


def test_every_file_is_found_because_it_exists() -> None:
    assert sorted(MODULES) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_a_cog_with_a_heading_for_help(name: str) -> None:
    cogs = cogs_in(MODULES[name])
    assert cogs, f"bot/cogs/{name}.py has no CourseCog"
    for cog in cogs:
        heading = (cog.__doc__ or "").strip().splitlines()
        assert heading and len(heading[0]) <= 60, f"{cog.__name__} needs a one-line heading"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_described(name: str) -> None:
    _, command = COMMANDS[name]
    assert len(command.description) > 10 and command.description != "…"
    for option in command.parameters:
        assert str(option.description) != "…", f"/{name} does not say what {option.name} is"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_test_that_types_it(name: str) -> None:
    file, _ = COMMANDS[name]
    tests = HERE / "cogs" / f"test_{file}.py"
    assert tests.exists(), f"write {tests.name}"
    assert re.search(
        rf'slash\(\s*"{re.escape(name)}"|for command in \(.*"{re.escape(name)}"', tests.read_text()
    )


@pytest.mark.parametrize("name", FILES)
def test_lasting_items_have_templates_of_their_own(name: str) -> None:
    mine = [
        item.__discord_ui_compiled_template__.pattern for item in lasting_items_in(MODULES[name])
    ]
    others = [
        item.__discord_ui_compiled_template__.pattern
        for other, module in MODULES.items()
        if other != name
        for item in lasting_items_in(module)
    ]
    assert not set(mine) & set(others)
    assert len(mine) == len(set(mine))


async def test_discord_is_told_where_each_command_can_be_used(stage: Stage) -> None:
    for command in stage.sandbox.world.commands.values():
        (mine,) = {
            c.root_parent or c
            for _, c in COMMANDS.values()
            if (c.root_parent or c).name == command["name"]
        }
        contexts = set(command["contexts"])
        if mine.guild_only:
            assert contexts == {0}, command["name"]
        else:
            assert contexts == {0, 1}, command["name"]
        assert command["integration_types"] == [0]


async def test_every_command_is_in_help_for_those_who_may_use_it(stage: Stage) -> None:
    pages = {"student": stage.ada, "staff": stage.instructor}
    for who, person in pages.items():
        reply = await person.slash("help")
        text = reply.text
        while "next ▶" in reply.first.buttons:
            reply = await person.click(reply, label="next ▶")
            text += reply.text
        for name, (_, command) in COMMANDS.items():
            assert (f"</{name}:" in text) == (who == "staff" or not for_staff(command)), name
