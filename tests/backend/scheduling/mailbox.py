"""What Discord would have shown: drains the outbox as the bot does, and keeps each reminder with its hour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from backend.contract import Backend, By, Call
from backend.contract.notices import Matter, NextNotices, Notice, NoticeSaid
from backend.contract.reminders import ReminderDigest, ReminderDue, Ring, RingReminders
from backend.tables import ClockOffset
from tests.conftest import House

R = TypeVar("R")
MOST = 50
NAMES = {"101": "Ada", "102": "Ben", "103": "Cleo", "900": "Dr Staff"}
BOT = By(id="bot", name="Bot")
ALARM = By(id="alarm", name="Alarm")
NEW_YORK = ZoneInfo("America/New_York")


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of 2024 by the wall clock of the first course."""
    return datetime(2024, month, day, hour, minute, tzinfo=NEW_YORK).astimezone(UTC)


@dataclass(frozen=True)
class Message:
    """One message, and when and where it was posted."""

    at: datetime
    to: str
    matter: Matter

    @property
    def due(self) -> ReminderDue:
        assert isinstance(self.matter, ReminderDue), self.matter
        return self.matter

    @property
    def digest(self) -> ReminderDigest:
        assert isinstance(self.matter, ReminderDigest), self.matter
        return self.matter


@dataclass
class Mailbox:
    """Every reminder that was ever posted, in order; and everyone's keyboard."""

    house: House
    backend: Backend
    messages: list[Message] = field(default_factory=list)

    async def ask(self, call: Call[R], by: str = "101", *, staff: bool = False) -> R:
        return await self.backend(call, By(id=by, name=NAMES.get(by, by), staff=staff))

    async def staff(self, call: Call[R]) -> R:
        return await self.ask(call, "900", staff=True)

    def go_to(self, moment: datetime) -> None:
        """Let time pass without anyone watching: neither alarm nor bot runs. The course clock is the real one."""
        self.house.clock.move(moment - self.house.clock.now())

    async def now(self) -> datetime:
        """By the course clock. Its row is read: `GetClock` makes a list of all deadlines besides, at every step."""
        with self.house.backend.database.reading() as session:
            row = session.get(ClockOffset, 1)
            offset = timedelta(seconds=row.seconds if row else 0.0)
        return self.house.clock.now() + offset

    async def ring(self) -> Ring:
        """What the alarm does when it rings."""
        ring = await self.backend(RingReminders(), ALARM)
        while ring.more:
            ring = await self.backend(RingReminders(), ALARM)
        return ring

    async def take(self) -> list[Notice]:
        """What a bot is handed, without a word of what became of it."""
        return list(await self.backend(NextNotices(most=MOST, people=MOST), BOT))

    async def drain(self) -> list[Message]:
        """Post everything that waits; returns what was posted now."""
        began, now = len(self.messages), None
        while notices := await self.take():
            now = now or await self.now()
            for notice in notices:
                to = f"#{notice.channel}" if notice.channel else str(notice.person)
                if isinstance(notice.matter, ReminderDue | ReminderDigest):
                    self.messages.append(Message(now, to, notice.matter))
                said = NoticeSaid(notice=notice.id, version=notice.version, message=str(notice.id))
                await self.backend(said, BOT)
            if len(notices) < MOST:
                break
        return self.messages[began:]

    async def until(self, end: datetime, *, bot: bool = True) -> list[Message]:
        """Let time pass until `end` of the course clock, ringing and (with a bot) posting when something is due."""
        began = len(self.messages)
        while True:
            ring = await self.ring()
            if bot:
                await self.drain()
            if ring.next_due is None or ring.next_in_s is None or ring.next_due > end:
                break
            self.house.clock.move(timedelta(seconds=ring.next_in_s))
        self.house.clock.move(end - await self.now())
        await self.ring()
        if bot:
            await self.drain()
        return self.messages[began:]
