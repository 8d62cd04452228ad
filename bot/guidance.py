"""`/help`, made of the commands themselves, so that it cannot fall behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.cards.sheet import FIELD_VALUE, Entry, pages
from bot.cards.text import listed, plain, size
from bot.cog import STAFF, CourseCog

Command = app_commands.Command[Any, ..., Any]


@dataclass(frozen=True)
class Audience:
    """Who reads the help, and where."""

    staff: bool
    in_a_server: bool


def help_pages(
    tree: app_commands.CommandTree[Any], audience: Audience, ids: Mapping[str, int]
) -> tuple[discord.Embed, ...]:
    """The commands that the audience can use, by subject."""
    subjects: dict[str, list[str]] = {}
    for command in sorted(commands_for(tree, audience), key=rank_of):
        subjects.setdefault(subject_of(command), []).append(line(command, ids))
    return pages(
        "What you can ask",
        lead=["Answers are shown to you alone unless they say otherwise."],
        entries=[
            Entry(subject if number == 0 else f"{subject}, and", tuple(part))
            for subject, lines in subjects.items()
            for number, part in enumerate(_parts(lines))
        ],
        a_page=12,
    )


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """A subject's lines, a part an entry that can hold them: none is left out of the help."""
    part: list[str] = []
    for each in lines:
        if part and size("\n".join([*part, each])) > FIELD_VALUE:
            yield part
            part = []
        part.append(each)
    yield part


def commands_for(tree: app_commands.CommandTree[Any], audience: Audience) -> Iterator[Command]:
    for command in tree.walk_commands():
        if not isinstance(command, app_commands.Command):
            continue
        root = command.root_parent or command
        if for_staff(command) and not audience.staff:
            continue
        if root.guild_only and not audience.in_a_server:
            continue
        yield command


def for_staff(command: Command) -> bool:
    return bool(command.extras.get(STAFF))


def subject_of(command: Command) -> str:
    """The first line of its cog's docstring."""
    cog = command.binding
    told = (type(cog).__doc__ or "").strip() if isinstance(cog, CourseCog) else ""
    return told.splitlines()[0].rstrip(".") if told else "Others"


def rank_of(command: Command) -> int:
    cog = command.binding
    return cog.rank if isinstance(cog, CourseCog) else CourseCog.rank


def line(command: Command, ids: Mapping[str, int]) -> str:
    """`/due` what it does (its options)."""
    root = (command.root_parent or command).name
    number = ids.get(root)
    name = f"</{command.qualified_name}:{number}>" if number else f"`/{command.qualified_name}`"
    options = listed([option.display_name for option in command.parameters])
    staff = " · staff" if for_staff(command) else ""
    said = plain(command.description, 100)
    return f"{name} {said}{f' · *{plain(options, 80)}*' if options else ''}{staff}"
