"""Every sandbox that a test starts is judged when it has stopped, whoever opened it and wherever.

What went over its wire is held against Discord's own schemas (`tests.sandbox.schema`), and nothing that does not exist
may have been called. A test that misbehaves on purpose says so, of the sandbox in question:

    court.excuse(sandbox, "GET /guilds/1/dragons")     # this fault is meant, and must come
    court.let_go(sandbox)                              # rubbish throughout

Where the schemas are not (a clone without ../shared), unknown endpoints are looked for all the same, and the run's
summary says in how many tests nothing else was looked at.

Sandboxes in processes of their own are not seen from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.server import Sandbox
from tests.sandbox import schema

NOT_JUDGED = "not judged by Discord's schemas"


class Court:
    """Keeps the sandboxes that run, and those that stopped and await judgement."""

    def __init__(self) -> None:
        self.running: list[Sandbox] = []
        self._stopped: list[Sandbox] = []
        self._excused: dict[Sandbox, list[str]] = {}
        self._free: set[Sandbox] = set()

    def excuse(self, sandbox: Sandbox, *words: str) -> None:
        """Faults with these words are meant. One that is not found is a fault itself."""
        self._excused.setdefault(sandbox, []).extend(words)

    def let_go(self, sandbox: Sandbox) -> None:
        """Do not judge this one."""
        self._free.add(sandbox)

    @property
    def busy(self) -> bool:
        """Whether there is anything to judge, now or later."""
        return any(each not in self._free for each in (*self.running, *self._stopped))

    def started(self, sandbox: Sandbox) -> None:
        self.running.append(sandbox)

    def stopped(self, sandbox: Sandbox) -> None:
        if sandbox in self.running:
            self.running.remove(sandbox)
            self._stopped.append(sandbox)

    def judge(self) -> None:
        """AssertionError with a line for each fault of those that have stopped."""
        stopped, self._stopped = self._stopped, []
        found = [fault for each in stopped for fault in self._faults(each)]
        assert not found, "\n".join(found)

    def _faults(self, sandbox: Sandbox) -> list[str]:
        excused = self._excused.pop(sandbox, [])
        if sandbox in self._free:
            self._free.discard(sandbox)
            return []
        found = [f"{called}: no such endpoint" for called in sandbox.unknown]
        if len(sandbox.wire) >= sandbox.wire.most:
            found.append(f"the wire kept only the last {sandbox.wire.most}: give it more to judge")
        if schema.here():
            found += schema.faults(sandbox)
        left = [fault for fault in found if not any(words in fault for words in excused)]
        if schema.here():
            unneeded = [words for words in excused if not any(words in fault for fault in found)]
            left += [f"excused, but it did not happen: {words}" for words in unneeded]
        return left


@pytest.fixture(scope="session")
def court() -> Iterator[Court]:
    court = Court()
    start, stop = Sandbox.start, Sandbox.stop

    async def started(sandbox: Sandbox) -> None:
        await start(sandbox)
        court.started(sandbox)

    async def stopped(sandbox: Sandbox) -> None:
        await stop(sandbox)
        court.stopped(sandbox)

    with pytest.MonkeyPatch.context() as noted:
        noted.setattr(Sandbox, "start", started)
        noted.setattr(Sandbox, "stop", stopped)
        yield court
    assert not court.running, "sandboxes were started and never stopped, so nobody judged them"


@pytest.fixture(autouse=True, scope="module")
def _judged_after_the_module(court: Court) -> Iterator[None]:
    """For sandboxes that the tests of a module share. Being automatic, it ends after what they asked for."""
    yield
    court.judge()


@pytest.fixture(autouse=True)
def _judged(court: Court, request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if court.busy and not schema.here():
        request.node.user_properties.append((NOT_JUDGED, True))
    court.judge()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it when the schemas were missing; from the reports, because the tests may have run in other processes."""
    tests = {
        report.nodeid
        for reports in terminalreporter.stats.values()
        for report in reports
        if any(key == NOT_JUDGED for key, _ in getattr(report, "user_properties", ()))
    }
    if tests:
        terminalreporter.section("NOT JUDGED", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"NOT JUDGED: what {len(tests)} tests sent to the pretend Discord, and what it answered, was not held "
            f"against Discord's own schemas, because {schema.FOLDER} has no {' or '.join(schema.missing())}.",
            red=True,
        )
