"""A restart finds the guild as it was; a damaged file is set aside."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from sandbox import persist
from sandbox.model import ChannelType
from sandbox.people import Seed
from sandbox.server import Sandbox
from tests.sandbox.conftest import Bots, Redirect
from tests.sandbox.school import School
from tests.sandbox.school_views import PNG, Seats, plot


async def test_everything_is_there_again(state_file: Path, bots: Bots, redirect: Redirect) -> None:
    async with Sandbox(state_file=state_file) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        ada = sandbox.person("Ada")
        await school.hall.send("with a plot", file=plot(), view=Seats())
        ada.say(ada.dm, "a private word")
        ada.react(ada.sees()[0], "👍")
        ada.close_dms()
        secret = await ada.slash("due")
        role = sandbox.add_role("Readers", ada)
        sandbox.add_channel("lectures", ChannelType.VOICE)
        token, commands = sandbox.token, dict(sandbox.world.commands)
        last = secret.first.id
        await bots.stop()
    async with Sandbox(state_file=state_file, token=token) as sandbox:
        ada = sandbox.person("Ada")
        (message,) = ada.sees()
        assert message.content == "with a plot"
        assert message.file("plot.png") == PNG
        assert message.buttons == ["Take a seat", "Quietly", "Syllabus"]
        assert message.reactions == {"👍": 1}
        assert [m.content for m in ada.inbox] == ["a private word"]
        assert ada.member.closed_dms
        assert ada.member.roles == [role.id]
        assert sandbox.channel("lectures").type == ChannelType.VOICE
        assert sandbox.world.commands == commands
        assert sandbox.ids.next() > last
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        pressed = await ada.click(message, label="Take")
        assert pressed.first.content == "Ada Okonkwo sits"
        await bots.stop()


async def test_a_change_is_written_before_the_end(state_file: Path) -> None:
    async with Sandbox(state_file=state_file) as sandbox:
        sandbox.person("Ada").say("general", "remember me")
        await sandbox.until(lambda: state_file.exists() and state_file.stat().st_size > 0)
        held = persist.restore(json.loads(state_file.read_text("utf-8")))
        assert [post.content for post in held.messages] == ["remember me"]
        assert not state_file.with_name("guild.json.new").exists()


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", '{"version": 1}', '{"version": 99}', "\x00\x01", "half"],
)
async def test_a_damaged_file_is_set_aside(
    state_file: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Sandbox(state_file=state_file) as sandbox:
        sandbox.person("Ada").say("general", "lost")
    whole = state_file.read_text("utf-8")
    state_file.write_text(whole[: len(whole) // 2] if damage == "half" else damage, "utf-8")
    with caplog.at_level(logging.WARNING):
        async with Sandbox(state_file=state_file) as sandbox:
            assert sandbox.person("Ada").sees() == []
            sandbox.person("Ada").say("general", "found")
    (line,) = [record.getMessage() for record in caplog.records]
    assert "set aside" in line
    assert len(list(state_file.parent.glob("guild.json.aside-*"))) == 1
    async with Sandbox(state_file=state_file) as sandbox:
        assert [m.content for m in sandbox.person("Ada").sees()] == ["found"]


async def test_another_guilds_file_is_set_aside_too(state_file: Path) -> None:
    async with Sandbox(state_file=state_file) as sandbox:
        sandbox.person("Ada").say("general", "ours")
    before = state_file.read_text("utf-8")
    async with Sandbox(state_file=state_file, seed=Seed(guild="Another class")) as sandbox:
        assert sandbox.person("Ada").sees() == []
    kept = [path for path in state_file.parent.iterdir() if path.is_file()]
    assert before in [path.read_text("utf-8") for path in kept]


async def test_files_go_with_their_messages(
    state_file: Path, bots: Bots, redirect: Redirect
) -> None:
    folder = state_file.with_name("guild.json.files")
    async with Sandbox(state_file=state_file) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        message = await school.hall.send(file=plot())
        await school.hall.send("stays", file=plot())
        assert len(list(folder.iterdir())) == 2
        await message.delete()
        assert len(list(folder.iterdir())) == 1
        sandbox.deeds.upload(sandbox.person("Ada").id, "never used.txt", b"x")
        assert len(list(folder.iterdir())) == 2
        await bots.stop()
    async with Sandbox(state_file=state_file) as sandbox:
        assert len(list(folder.iterdir())) == 1
        assert sandbox.person("Ada").sees()[-1].file() == PNG
