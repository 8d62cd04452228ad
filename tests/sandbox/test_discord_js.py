"""A third library as a judge, and the one most bots are written with: discord.js, in a process of Node.

npm installs the very packages that `conformance/package-lock.json` names, by their checksums, into a folder of this
test run. Where there is no Node, or npm cannot fetch them, this is skipped with a reason, and fails in CI.

To take a newer discord.js: change `conformance/package.json`, then `npm install --package-lock-only` beside it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from sandbox.acting import Choice, File
from sandbox.server import Sandbox
from tests.conftest import cannot_run
from tests.patience import PATIENCE_S
from tests.sandbox.judging import Court

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONFORMANCE = Path(__file__).parent / "conformance"
BOT = "marker.mjs"
FETCHED_IN_S = 120
ITS_OWN = "enforce_nonce is a key Discord does not know"
"""It sends that key, without effect, with answers to interactions and with edits too; Discord takes it."""
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000200000003")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bot and discord.js beside it."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            cannot_run(
                f"{tool} is not installed, so discord.js cannot judge the sandbox. "
                "On Debian: apt-get install nodejs npm, or scripts/test-tools as root."
            )
    folder = tmp_path_factory.mktemp("discord-js")
    for name in (BOT, "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(CONFORMANCE / name, folder)
    try:
        fetched = subprocess.run(
            ["npm", "ci", "--silent", "--ignore-scripts"],
            cwd=folder, capture_output=True, text=True, timeout=FETCHED_IN_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        cannot_run(f"npm did not fetch discord.js within {FETCHED_IN_S} s")
    if fetched.returncode != 0:
        said = (fetched.stderr or fetched.stdout).strip()[-400:]
        cannot_run(f"npm cannot install discord.js (npm ci, code {fetched.returncode}): {said}")
    return folder


@dataclass
class Marker:
    """The running bot and what it said."""

    sandbox: Sandbox
    said: list[dict[str, Any]] = field(default_factory=list)

    async def read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            self.said.append(json.loads(line))
            self.sandbox.pulse.beat()

    def heard(self, key: str) -> list[Any]:
        return [each[key] for each in self.said if key in each]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def marker(library: Path, court: Court) -> AsyncIterator[Marker]:
    async with Sandbox() as sandbox:
        court.excuse(sandbox, ITS_OWN)
        process = await asyncio.create_subprocess_exec(
            "node", BOT, cwd=library, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "SANDBOX": sandbox.url, "TOKEN": sandbox.token},
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        marker = Marker(sandbox)
        reading = asyncio.create_task(marker.read(process.stdout))
        try:
            await sandbox.until(
                lambda: marker.heard("ready"), timeout=PATIENCE_S, what="discord.js to be ready"
            )
            await sandbox.bot_ready(commands=7)
            yield marker
        finally:
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), PATIENCE_S)
            except TimeoutError:
                process.kill()
                await process.wait()
            await reading
        assert marker.heard("fault") == []


async def test_the_lock_file_names_exact_versions_and_no_host() -> None:
    wanted = json.loads((CONFORMANCE / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((CONFORMANCE / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock.pop("")["dependencies"] == wanted
    for name, version in wanted.items():
        assert lock[f"node_modules/{name}"]["version"] == version, "an exact version, not a range"
    for name, package in lock.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, f"{name} names the host that it was fetched from"


async def test_it_finds_the_guild(marker: Marker) -> None:
    assert marker.said[0] == {"ready": "Syllabot", "guilds": [marker.sandbox.world.guild_name]}


async def test_commands_and_suggestions(marker: Marker) -> None:
    ada = marker.sandbox.person("Ada")
    assert await ada.complete("mark", "text", "be") == [
        Choice("better", "better"),
        Choice("best", "best"),
    ]
    reply = await ada.slash("mark", text="best")
    assert reply.first.ephemeral
    assert reply.first.embeds[0]["description"] == "best"
    assert (await ada.slash("mark", text="good", channel=ada.dm)).failed is None


async def test_a_file_each_way(marker: Marker) -> None:
    reply = await marker.sandbox.person("Ada").slash(
        "hand_in", paper=File("review.txt", b"well done")
    )
    assert reply.first.content == "review.txt: 9 bytes"
    assert reply.first.file("plot.png") == PICTURE


async def test_an_answer_that_takes_its_time(marker: Marker) -> None:
    reply = await marker.sandbox.person("Ada").slash("think")
    assert reply.first.content == "Thought"
    assert (await reply.followed_up()).ephemeral


async def test_a_form(marker: Marker) -> None:
    ada = marker.sandbox.person("Ada")
    reply = await ada.submit(await ada.slash("form"), about="Sparse kernels")
    assert reply.first.content == "Ada Okonkwo: Sparse kernels"


async def test_buttons_and_menus(marker: Marker) -> None:
    ada = marker.sandbox.person("Ada")
    board = await ada.slash("board")
    assert (await ada.click(board, label="Take it")).first.content == "seat:1 []"
    board = await ada.slash("board")
    assert (await ada.choose(board, ["Second", "First"])).first.content == "papers [2,1]"
    assert board.first.buttons == []


async def test_messages_edited_listed_and_deleted(marker: Marker) -> None:
    await marker.sandbox.person("Ada").slash("post")
    await marker.sandbox.until(lambda: marker.heard("posted"))
    (listed,) = marker.heard("listed")
    assert listed[:2] == ["second", "posting"]
    assert "second" not in [seen.content for seen in marker.sandbox.person("Ada").sees()]


async def test_direct_messages(marker: Marker) -> None:
    sandbox, ben = marker.sandbox, marker.sandbox.person("Björn")
    assert (await ben.slash("knock")).text == "knocked"
    assert [seen.content for seen in ben.inbox] == ["psst"]
    ben.say(ben.dm, "what?")
    await sandbox.until(lambda: marker.heard("heard") == ["what?"])
    ben.close_dms()
    assert (await ben.slash("knock")).text == "refused with 50007"


@pytest.mark.parametrize("kind", ["429 user", "429 global", "502", "503"])
async def test_what_it_tries_again(marker: Marker, kind: str) -> None:
    before = len(marker.heard("posted"))
    marker.sandbox.faults.add(kind, route="POST /channels/{channel}/messages", seconds=0.05)
    await marker.sandbox.person("Ada").slash("post")
    await marker.sandbox.until(lambda: len(marker.heard("posted")) == before + 1)
    assert marker.sandbox.faults.struck[kind] == 1


async def test_it_resumes(marker: Marker) -> None:
    chen = marker.sandbox.person("Chen")
    marker.sandbox.faults.add("reconnect", route="MESSAGE_CREATE")
    chen.say(chen.dm, "said while it went away")
    await marker.sandbox.until(lambda: marker.heard("resumed"), timeout=PATIENCE_S)
    await marker.sandbox.until(lambda: "said while it went away" in marker.heard("heard"))
    assert (await chen.slash("think")).failed is None
