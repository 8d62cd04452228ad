"""What the bot is given by whoever starts it, as one frozen value. Nothing here reads a file or the environment."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from backend.contract import Backend


class Link(Backend, Protocol):
    """The seam as the bot needs it: the one verb, and big things beside it."""

    async def get_blob(self, sha256: str, /) -> bytes:
        """A stored blob. Raises `NoSuchBlob` and `BackendAway`."""
        ...

    async def put_blob(self, data: bytes, /) -> str:
        """Store bytes; the SHA-256 by which calls name them. Raises `TooLarge` and `BackendAway`."""
        ...


@dataclass(frozen=True)
class BackOff:
    """Waits that double, each with jitter so that many bots do not come back at one instant."""

    first_s: float = 1.0
    longest_s: float = 60.0

    def waits(self, dice: Random) -> Iterator[float]:
        """Seconds to wait before the next try, endlessly: between half of the step and the whole."""
        step = self.first_s
        while True:
            yield step * dice.uniform(0.5, 1.0)
            step = min(step * 2, self.longest_s)


@dataclass(frozen=True)
class BotConfig:
    """How one bot runs: who it is, whom it asks, and where it keeps the little it remembers."""

    token: str = field(repr=False)
    link: Link = field(repr=False)
    state_folder: Path
    """Keeps `commands.json`, so that a restart does not register the commands again."""
    discord_url: str | None = None
    """Base address of a pretend Discord, such as `http://127.0.0.1:8765`; None for the real one."""
    guilds: frozenset[int] = frozenset()
    """Servers whose roles make someone course staff; empty for every server that the bot is in."""
    patience_s: float = 1.5
    """Seconds that a person waits before "thinking" is shown. Discord allows three in all."""
    back_off: BackOff = BackOff()
    away_s: float = 120.0
    """How long a connection may be away before it is given up and a new one is made. Discord keeps a session for
    less; the library alone would, after an hour's outage, look only every quarter of an hour."""
    process: str = field(default_factory=lambda: secrets.token_hex(8))
    """What this process calls itself to the backend, of which one drains the outbox at a time."""


class TokenRefused(Exception):
    """Discord refuses the bot's token. Make a new one in the developer portal and set it where the bot is started."""

    def __init__(self) -> None:
        super().__init__(" ".join((type(self).__doc__ or "").split()))
