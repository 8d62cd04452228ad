"""Delivery by chance: bots die at any step, answers are lost, time passes, and a model of Discord counts.

Everything is as in earnest on the side of the backend: its desks, its database, its clock. The bot is reduced to
the few steps that decide; the drill does the same with real processes, slower and with fewer accidents.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest

from backend.contract import By
from backend.contract.notices import (
    ListDeliveries,
    NextNotices,
    Notice,
    NoticeFailed,
    NoticeSaid,
    StopDraining,
)
from backend.contract.refusals import AnotherBot
from tests.backend.test_draining import note, put
from tests.conftest import House

BOT = By(id="bot", name="Bot", staff=True)
NONCE_LIFE = timedelta(seconds=120)
STEPS = 60


@dataclass
class Discord:
    """Messages by channel or person; a nonce is known again for two minutes."""

    posted: list[tuple[int, str, datetime, str]] = field(default_factory=list)
    """Notice, nonce, moment, recipient."""

    def post(self, notice: Notice, now: datetime) -> str:
        for number, (_, nonce, at, _) in enumerate(self.posted):
            if nonce == notice.nonce and now - at <= NONCE_LIFE:
                return str(number + 1)
        self.posted.append((notice.id, notice.nonce, now, notice.to))
        return str(len(self.posted))

    def find(self, notice: Notice) -> str | None:
        """In the history, by the mark."""
        for number, (mark, _, _, to) in enumerate(self.posted):
            if (mark, to) == (notice.id, notice.to):
                return str(number + 1)
        return None


@dataclass
class Bot:
    name: str
    held: dict[int, tuple[Notice, datetime]] = field(default_factory=dict)
    """With the moment until which it is ours."""


class Play:
    def __init__(self, house: House, seed: int) -> None:
        self.house, self.dice, self.discord = house, Random(seed), Discord()
        self.bots = [Bot("one"), Bot("two")]
        self.births = 0
        self.told: list[str] = []

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    async def step(self) -> None:
        deed = self.dice.choices(
            (self.tell, self.poll, self.say, self.die, self.wait), (2, 6, 10, 1, 2)
        )[0]
        await deed()

    async def tell(self) -> None:
        number = len(self.told)
        to = {"person": "42"} if number % 2 else {"channel": str(number % 3)}
        self.told.append(f"k{number}")
        put(self.house, note(f"k{number}", **to))

    async def poll(self, *, safely: bool = False) -> None:
        bot = self.dice.choice(self.bots)
        call = NextNotices(process=bot.name, held=tuple(bot.held), most=5)
        try:
            notices = await self.house.backend(call, BOT)
        except AnotherBot:
            return
        if not safely and self.dice.random() < 0.1:
            return  # The answer was lost on the way.
        until = self.now + timedelta(seconds=40)
        bot.held.update({notice.id: (notice, until) for notice in notices})

    async def say(self, *, safely: bool = False) -> None:
        bot = self.dice.choice(self.bots)
        if not bot.held:
            return
        notice, until = bot.held.pop(self.dice.choice(list(bot.held)))
        if self.now >= until:
            await self.fail(notice, effect=False)
            return
        fate = "fine" if safely else self.dice.choice(("fine",) * 6 + ("429", "502", "502 after", "dies", "dies after"))
        known = self.discord.find(notice) if notice.look_first else None
        if known is None and fate in ("fine", "502 after", "dies after"):
            known = self.discord.post(notice, self.now)
        if fate == "fine":
            assert known is not None
            said = NoticeSaid(notice=notice.id, version=notice.version, message=known)
            await self.house.backend(said, BOT)
        elif fate.startswith("dies"):
            self.bear(bot)
        else:
            await self.fail(notice, effect=fate != "429")

    async def fail(self, notice: Notice, *, effect: bool) -> None:
        failed = NoticeFailed(
            notice=notice.id, version=notice.version, reason="?", no_effect=not effect
        )
        await self.house.backend(failed, BOT)

    async def die(self) -> None:
        bot = self.dice.choice(self.bots)
        if self.dice.random() < 0.3:
            # Politely: what it did not begin to say is given back.
            away = StopDraining(process=bot.name, not_begun=tuple(bot.held))
            await self.house.backend(away, BOT)
        self.bear(bot)

    def bear(self, bot: Bot) -> None:
        self.births += 1
        bot.name, bot.held = f"born-{self.births}", {}

    async def wait(self) -> None:
        self.house.clock.move(timedelta(seconds=self.dice.choice((1, 2, 4, 7, 30, 60, 150, 400))))

    async def calm(self) -> Counter[str]:
        """Nothing fails any more; how the notices stand when nothing waits."""
        for _ in range(400):
            await self.poll(safely=True)
            await self.say(safely=True)
            self.house.clock.move(timedelta(seconds=2))
            counts = (await self.house.backend(ListDeliveries(text="k"), BOT)).counts
            if not counts.get("waiting") and not any(bot.held for bot in self.bots):
                return Counter(counts)
        raise AssertionError(f"something waits for ever: {counts}")


@pytest.mark.parametrize("seed", range(20))
async def test_none_is_lost_and_none_comes_twice(sqlite_house: House, seed: int) -> None:
    play = Play(sqlite_house, seed)
    for _ in range(STEPS):
        await play.step()
    stands = await play.calm()
    copies = Counter(mark for mark, *_ in play.discord.posted)
    assert set(copies.values()) <= {1}, "something was said twice"
    assert sum(stands.values()) == len(play.told)
    assert stands["said"] == len(play.told), f"in {stands}"
    assert len(copies) == len(play.told), "something was lost"
