"""Students who click, and a model of what each of them must believe, which holds whatever is lost on the way.

A student who got a clear answer knows the state. After an unclear one (nothing, or "Discord is not answering well")
the act may or may not have taken effect, or may do so a little later: the student then does nothing that changes
anything for a while, and asks. The model is a set of what may be true; an answer that contradicts it is a fault.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sandbox.acting import Person, Reply
from sandbox.errors import DiscordError
from sandbox.seen import Seen
from sandbox.server import Sandbox

LATE_S = 12.0
"""After so long an act whose answer was lost takes effect no more."""
PATIENCE_S = 9.0
"""For one answer. The person reads of a failure after three seconds; "thinking" may last."""


@dataclass
class Class:
    """What the students do together: the papers there are, and what was found to be wrong."""

    sandbox: Sandbox
    papers: list[str]
    board: str
    """The channel in which the sign-up board hangs."""
    pause_s: float
    """The mean time between two acts of a student."""
    done: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)
    clicking: bool = True


@dataclass
class Student:
    """One of them. `may_hold` are the papers that he may present, None for none."""

    person: Person
    among: Class
    dice: Random
    may_hold: set[str | None] = field(default_factory=lambda: {None})
    unsure_until: float = 0.0

    async def attend(self) -> None:
        """Act until the class is over."""
        while self.among.clicking:
            await asyncio.sleep(self.dice.expovariate(1 / self.among.pause_s))
            try:
                await self._act()
            except DiscordError:
                # What Discord's client would not even send: a button that is grey by now.
                self.among.done["not sent"] += 1

    async def _act(self) -> None:
        sure = time.monotonic() >= self.unsure_until
        acts = [self._read, self._read, self._look_up, self._ask]
        if sure:
            acts += [self._sign_up, self._press_the_board, self._leave, self._leave]
        await self.dice.choice(acts)()

    # What changes nothing

    async def _read(self) -> None:
        command = self.dice.choice(["due", "today", "week", "papers", "course", "officehours"])
        await self._run(command)

    async def _look_up(self) -> None:
        self.among.done["suggestions"] += 1
        typed = self.dice.choice(["", "a", "5"])
        with contextlib.suppress(TimeoutError):
            await self.person.complete("signup", "paper", typed, timeout=PATIENCE_S)

    async def _ask(self) -> None:
        """`/leave` asks before it gives anything back, and so says what one holds."""
        await self._asked_to_leave()

    # What does

    async def _sign_up(self) -> None:
        paper = self.dice.choice(self.among.papers)
        self._signed_up(paper, await self._run("signup", paper=paper))

    async def _press_the_board(self) -> None:
        here = self.person.sees(self.among.board)
        boards = [seen for seen in here if seen.buttons and not seen.ephemeral]
        if not boards:
            return
        label = self.dice.choice(boards[-1].buttons)
        paper = label.split(" ")[0]
        self.among.done["board"] += 1
        self._signed_up(paper, await self._click(boards[-1], label))

    def _signed_up(self, paper: str, reply: Reply | None) -> None:
        text = reply.text if reply else ""
        if "is yours" in text or "already have this seat" in text:
            # A repeated question gets the first answer again, so holding it already is no contradiction.
            self._learn({paper}, {None, paper}, f"signed up for {paper}")
        elif found := re.search(r"already present paper (\w+)", text):
            self._learn({found[1]}, {found[1]}, f"told of {found[1]}")
        elif "has all its presenters" in text or "seat was taken" in text:
            self._learn({None}, {None}, f"refused at {paper}, as one without a seat")
        else:
            self._unclear()
            if None in self.may_hold:
                self.may_hold.add(paper)

    async def _leave(self) -> None:
        asked = await self._asked_to_leave()
        if asked is None:
            return
        question, paper = asked
        self.among.done["give back"] += 1
        reply = await self._click(question, None)
        text = reply.text if reply else ""
        if "seat is free again" in text:
            self._learn({None}, {paper, None}, "gave the seat back")
        elif "have no presentation" in text:
            self._learn({None}, {None}, "had nothing to give back")
        elif "no longer present" in text:
            self.may_hold.discard(paper)
        else:
            self._unclear()
            self.may_hold.add(None)

    async def _asked_to_leave(self) -> tuple[Seen, str] | None:
        """The question, and the paper that it is about; None without one."""
        reply = await self._run("leave")
        if reply is None:
            return None
        found = re.search(r"Give back your seat at (\w+)\?", reply.text)
        if found and reply.messages:
            self._learn({found[1]}, {found[1]}, f"asked about {found[1]}")
            return reply.first, found[1]
        if "have no presentation" in reply.text:
            self._learn({None}, {None}, "told of no seat")
        return None

    # Knowing

    async def _run(self, command: str, **given: str) -> Reply | None:
        """What came of it; None while it still says "thinking" when patience is over."""
        self.among.done[f"/{command}"] += 1
        return await self._in_time(self.person.slash(command, options=given, timeout=PATIENCE_S))

    async def _click(self, message: Seen, label: str | None) -> Reply | None:
        return await self._in_time(self.person.click(message, label=label, timeout=PATIENCE_S))

    async def _in_time(self, act: Coroutine[Any, Any, Reply]) -> Reply | None:
        try:
            return await act
        except TimeoutError:
            return None

    def _learn(self, now: set[str | None], possible: set[str | None], said: str) -> None:
        """Take an answer for true; it contradicts the model when nothing `possible` was."""
        if not self.may_hold & possible:
            self.among.contradictions.append(
                f"{self.person.name} was {said}, but could only hold {self.may_hold}"
            )
        if time.monotonic() >= self.unsure_until:
            self.may_hold = set(now)
        else:
            self.may_hold |= now  # what was lost may still take effect

    def _unclear(self) -> None:
        self.among.done["unclear"] += 1
        self.unsure_until = time.monotonic() + LATE_S
