"""Processes that are killed at random moments and started again, and the one process that is not."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Self

from launch.supervisor import READY_FD

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Victim:
    """One process of the herd: how it is started, and how long it may live."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    shortest_s: float
    longest_s: float
    """Of a life, counted from its start: so a process also dies while it starts."""
    down_s: float = 1.0
    """At most so long until it is started again."""
    kills: int = 0


@dataclass
class Herd:
    """Keeps victims running, and kills them while it may."""

    log: Path
    dice: Random
    victims: list[Victim] = field(default_factory=list)
    killing: bool = False
    most_kills: int = 1_000_000

    _keepers: list[asyncio.Task[None]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    def add(self, victim: Victim) -> None:
        self.victims.append(victim)
        self._keepers.append(asyncio.create_task(self._keep(victim)))

    @property
    def kills(self) -> int:
        return sum(victim.kills for victim in self.victims)

    async def _keep(self, victim: Victim) -> None:
        while True:
            with self.log.open("ab") as log:
                process = await start(victim.command, victim.environment, log)
            try:
                span = self.dice.uniform(victim.shortest_s, victim.longest_s)
                await self._watch(process, victim, span)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
            await asyncio.sleep(self.dice.uniform(0.0, victim.down_s) if self.killing else 0.1)

    async def _watch(self, process: asyncio.subprocess.Process, victim: Victim, span: float) -> None:
        """Until it ends by itself, or its time is up while killing goes on."""
        while True:
            try:
                async with asyncio.timeout(span):
                    await process.wait()
                return
            except TimeoutError:
                if self.killing and self.kills < self.most_kills:
                    victim.kills += 1
                    return
                span = 0.5


async def start(
    command: Sequence[str], environment: Mapping[str, str], log: Any
) -> asyncio.subprocess.Process:
    """A process of ours that ends when we do."""
    hear, say = os.pipe()
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log,
            env={**os.environ, **environment, READY_FD: str(say)}, pass_fds=(say,),
            start_new_session=True,
        )  # fmt: skip
    finally:
        os.close(say)
        os.close(hear)


class PretendDiscord:
    """The process of `benchmarks.drilling.discord`, spoken to by lines."""

    def __init__(self, token: str, students: int, seed: int, *, faults: bool, nonce_life: float) -> None:
        self._command = [
            "-m", "benchmarks.drilling.discord", f"--token={token}", "--students", str(students),
            "--seed", str(seed), "--nonce-life", str(nonce_life), *(["--faults"] if faults else []),
        ]  # fmt: skip
        self.url = ""
        self.students: list[str] = []

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *self._command, cwd=ROOT, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, limit=2**26,
        )  # fmt: skip
        there = await self._hear()
        self.url, self.students = there["url"], there["students"]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(5):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def order(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n".encode())
        await self._process.stdin.drain()

    async def ask(self, what: str) -> Any:
        await self.order(what)
        return await self._hear()

    async def _hear(self) -> Any:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the pretend Discord ended before the drill did; run it again")
        return json.loads(line)
