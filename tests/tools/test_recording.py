"""The recorder against the sandbox: its script holds water, nothing secret is written, a difference is seen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Sandbox
from tests.sandbox.judging import Court
from tools.record_discord import record
from tools.recording.script import script
from tools.recording.transcript import Entry, cleaned, differences, read, write

REFUSED = {
    "empty message": 50006, "message too long": 50035, "embed too long": 50035, "embeds too long together": 50035,
    "too many buttons in a row": 50035, "two of one custom id": 50035, "button without a label": 50035,
    "no such message": 10008, "no such channel": 10003, "no such guild": 10004, "no such interaction": 10062,
    "no such webhook": 10015, "no such endpoint": 0, "message gone already": 10008, "command of a bad name": 50035,
    "command without a description": 50035, "event in the past": 50035, "event that ends before it starts": 50035,
}  # fmt: skip
GATEWAY = {
    "hello",
    "ready",
    "guild create",
    "heartbeat acknowledged",
    "replayed",
    "resumed",
    "wrong token",
}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


Recorded = Callable[[Sandbox], Awaitable[list[Entry]]]


@pytest.fixture
def recorded(court: Court) -> Recorded:
    """What the script gets from a sandbox. All but one of its steps are as Discord describes them, so that what a real
    server refuses is what the script means to be refused; like every sandbox, this one is judged by that."""

    async def run(sandbox: Sandbox) -> list[Entry]:
        court.excuse(sandbox, "/nowhere")
        return await record(sandbox.rest_base, sandbox.token, str(sandbox.world.guild_id), "test")

    return run


async def test_the_script_does_what_it_says(sandbox: Sandbox, recorded: Recorded) -> None:
    before = len(sandbox.world.channels), len(sandbox.world.roles)
    entries = {entry.name: entry for entry in await recorded(sandbox)}
    assert entries.keys() == {step.name for step in script("test")} | GATEWAY
    for name, entry in entries.items():
        if name in REFUSED:
            assert (entry.status >= 400, entry.body["code"]) == (True, REFUSED[name]), name
        elif name not in GATEWAY:
            assert entry.status < 300, name
    assert entries["message with a nonce"].body["id"] == entries["the same nonce again"].body["id"]
    assert entries["wrong token"].status == 4004
    assert (len(sandbox.world.channels), len(sandbox.world.roles)) == before, (
        "all is taken away again"
    )
    assert sandbox.world.commands == {}
    assert sandbox.world.scheduled == {}


async def test_no_token_is_written(sandbox: Sandbox, recorded: Recorded, tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    entries = await recorded(sandbox)
    write(path, entries)
    assert sandbox.token not in path.read_text()
    assert read(path) == entries
    token = "MTA2NTUzOTA3NTQwMTA4NDcyNA.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB"
    said = cleaned({"a": [f"Bot {token}"], "token": "x", "session_id": "y", "email": None}, [])
    assert said == {"a": ["Bot …"], "token": "…", "session_id": "…", "email": None}


async def test_two_runs_are_alike(sandbox: Sandbox, recorded: Recorded) -> None:
    async with Sandbox() as other:
        assert list(differences(await recorded(sandbox), await recorded(other))) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": 404}, "refused: 400 there, 404 here"),
        ({"body": {"code": 50006, "message": "no"}}, "refused: $.errors is only there"),
        ({"body": {"code": 1, "message": "no", "errors": {}}}, "refused: $.code is 50035 there, 1 here"),
        ({"body": {"code": "50035", "message": "no", "errors": {}}}, "$.code is a number there, text here"),
        ({"headers": {"via": "x"}}, "refused: the header via is only here"),
        ({"name": "other"}, "refused: missing"),
    ],
)  # fmt: skip
def test_a_difference_is_seen(change: dict[str, Any], says: str) -> None:
    real = Entry("refused", 400, {"code": 50035, "message": "no", "errors": {}})
    assert list(differences([real], [real])) == []
    assert any(says in line for line in differences([real], [replace(real, **change)]))


def test_what_differs_from_run_to_run_is_no_difference() -> None:
    one = Entry("sent", 200, {"id": "1", "content": "a", "edited_timestamp": None, "mentions": []})
    other = Entry(
        "sent",
        200,
        {"id": "2", "content": "b", "edited_timestamp": "now", "mentions": [{"id": "3"}]},
    )
    assert list(differences([one], [other])) == []
