"""Lets a test add a file to bot/cogs/ for its own length: a cog is found because its file exists."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bot.cogs


@contextmanager
def added(folder: Path) -> Iterator[None]:
    """As if the files of `folder` lay in bot/cogs/."""
    names = {f"bot.cogs.{file.stem}" for file in folder.glob("*.py")}
    bot.cogs.__path__.append(str(folder))
    try:
        yield
    finally:
        bot.cogs.__path__.remove(str(folder))
        for name in names & set(sys.modules):
            del sys.modules[name]
            delattr(bot.cogs, name.rpartition(".")[2])
