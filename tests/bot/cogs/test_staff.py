"""`/setup` and `/help`."""

from __future__ import annotations

import pytest

from backend.contract.notices import GetPlaces, Places
from sandbox.acting import Refused
from sandbox.permissions import BOT, Permission
from tests.bot.conftest import Stage


async def places(stage: Stage) -> Places:
    return await stage.ask(GetPlaces(guild=str(stage.sandbox.world.guild_id)))


async def test_setup_makes_rooms_a_role_and_a_board(stage: Stage) -> None:
    reply = await stage.instructor.slash("setup")
    assert reply.first.ephemeral
    assert "Everything is in place" in reply.text
    known = await places(stage)
    world = stage.sandbox
    assert known.board_channel == str(world.channel("presentations").id)
    assert known.bench_channel == str(world.channel("lab").id)
    assert known.announce_channel == str(world.channel("announcements").id)
    assert known.staff_channel == str(world.channel("staff").id)
    assert known.staff_role == str(world.role("Course staff").id)
    board = await stage.until(lambda: stage.board)
    assert board and "who presents what" in board.text
    assert len(board.buttons) == 22, "24 papers, two of which have been discussed"


async def test_students_cannot_read_the_staff_channel_or_write_on_the_board(stage: Stage) -> None:
    await stage.setup()
    world = stage.sandbox.world
    assert not world.sees(stage.ada.id, stage.sandbox.channel("staff"))
    for name in ("presentations", "announcements"):
        may = world.permissions(stage.ada.id, stage.sandbox.channel(name))
        assert not may & Permission.SEND_MESSAGES, name
    stage.sandbox.give_role(stage.ada, "Course staff")
    assert world.sees(stage.ada.id, stage.sandbox.channel("staff"))


async def test_setup_again_changes_nothing_and_posts_no_second_board(stage: Stage) -> None:
    await stage.setup()
    before, channels = await places(stage), set(stage.sandbox.world.channels)
    roles = set(stage.sandbox.world.roles)
    again = await stage.instructor.slash("setup")
    assert "I created" not in again.text
    assert await places(stage) == before
    assert set(stage.sandbox.world.channels) - channels <= {stage.instructor.dm.id}
    assert set(stage.sandbox.world.roles) == roles
    await stage.ada.slash("signup", paper="5a")
    await stage.until(lambda: stage.board and "Ada Okonkwo" in stage.board.text)
    assert len(stage.posts("presentations")) == 1


async def test_setup_takes_what_the_owner_names(stage: Stage) -> None:
    stage.sandbox.add_role("Tutors", stage.ben)
    await stage.instructor.slash("setup", lab="general", options={"staff-role": "Tutors"})
    known = await places(stage)
    assert known.bench_channel == str(stage.sandbox.channel("general").id)
    assert known.staff_role == str(stage.sandbox.role("Tutors").id)
    with pytest.raises(KeyError):
        stage.sandbox.channel("lab")


async def test_setup_says_what_permission_is_missing_and_does_the_rest(stage: Stage) -> None:
    stage.sandbox.set_bot_permissions(BOT & ~Permission.MANAGE_ROLES & ~Permission.MANAGE_CHANNELS)
    stage.sandbox.add_channel("lab")
    reply = await stage.instructor.slash("setup")
    assert "Something is missing" in reply.text
    assert "Without **Manage Roles** I cannot create the role “Course staff”" in reply.text
    assert "Without **Manage Channels** I cannot create #presentations" in reply.text
    known = await places(stage)
    assert known.bench_channel == str(stage.sandbox.channel("lab").id)
    assert known.board_channel is None
    stage.sandbox.set_bot_permissions(BOT)
    assert "Everything is in place" in (await stage.instructor.slash("setup")).text
    await stage.until(lambda: stage.board)


async def test_setup_warns_of_a_staff_channel_that_everyone_reads(stage: Stage) -> None:
    stage.sandbox.add_channel("staff")
    assert "can be read by everyone" in (await stage.instructor.slash("setup")).text


async def test_a_student_is_not_shown_setup_and_is_refused_when_shown(stage: Stage) -> None:
    assert "setup" not in stage.ada.commands
    with pytest.raises(Refused):
        await stage.ada.slash("setup")
    # A server's settings can show a command to anyone; the bot itself must still refuse.
    stage.sandbox.permit("setup", stage.ada)
    reply = await stage.ada.slash("setup")
    assert reply.first.ephemeral
    assert "Only the course staff may do that" in reply.text
    assert (await places(stage)).board_channel is None


async def test_help_lists_every_command_of_ones_own(stage: Stage) -> None:
    text = (await stage.ada.slash("help")).text
    assert "Calendar, readings and rules" in text
    assert f"</due:{stage.bot.command_ids['due']}> What is due" in text
    assert f"</bench queue:{stage.bot.command_ids['bench']}>" in text
    assert "setup" not in text
    assert "setup" in (await stage.instructor.slash("help")).text


async def test_help_in_private_leaves_out_what_needs_a_server(stage: Stage) -> None:
    text = (await stage.instructor.slash("help", channel=stage.instructor.dm)).text
    assert "setup" not in text
    assert "What is due" in text
