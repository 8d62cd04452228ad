"""Slash commands, context menus and autocompletes: the unmodified discord.py against the sandbox."""

from __future__ import annotations

import pytest

from sandbox.acting import Choice, File, Refused
from sandbox.interactions import NO_RESPONSE, Timing
from sandbox.server import Sandbox
from tests.sandbox.conftest import Bots, Redirect
from tests.sandbox.school import School
from tests.sandbox.school_views import PNG


async def test_a_command_is_answered(sandbox: Sandbox, school: School) -> None:
    reply = await sandbox.person("Ada").slash("due", days=3)
    assert reply.first.content == "Soon"
    assert reply.first.embeds[0]["title"] == "Due"
    assert reply.text == "Soon\nDue\nin 3 days"
    assert reply.failed is None


async def test_an_ephemeral_answer_is_for_its_reader_alone(
    sandbox: Sandbox, school: School
) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    reply = await ada.slash("due")
    assert reply.first.ephemeral
    assert ada.sees("general") == [reply.first]
    assert bjorn.sees("general") == []
    assert school.heard == []
    ada.delete(reply.first)
    assert ada.sees("general") == []


async def test_a_deferred_answer_arrives_with_its_file(sandbox: Sandbox, school: School) -> None:
    reply = await sandbox.person("Ada").slash("slow")
    assert reply.first.content == "Thought"
    assert not reply.first.edited
    assert reply.first.file("plot.png") == PNG
    assert reply.first.alt_texts == {"plot.png": "Accuracy over time"}
    more = await reply.followed_up()
    assert (more.content, more.ephemeral) == ("And more", True)
    assert [m.content for m in sandbox.person("Björn").sees()] == ["Thought"]


async def test_a_deferral_can_be_secret(sandbox: Sandbox, school: School) -> None:
    reply = await sandbox.person("Ada").slash("slow", secretly=True)
    assert reply.first.ephemeral
    assert sandbox.person("Björn").sees() == []


async def test_every_kind_of_option(sandbox: Sandbox, school: School) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    sandbox.add_role("Readers", bjorn)
    reply = await ada.slash(
        "kinds",
        text="abc",
        number=1.5,
        flag=True,
        who=bjorn,
        role="Readers",
        options={"channel": "general"},
        paper=File("a paper.pdf", b"12345"),
    )
    expected = ["abc", 1.5, True, "Björn Lindqvist", "Readers", "general", "a_paper.pdf", 5, "ruff"]
    assert reply.first.content == repr(expected)


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("due", {"days": 31}, "at most 30"),
        ("due", {"days": 0}, "at least 1"),
        ("due", {"days": 1.5}, "whole number"),
        ("due", {"days": "3"}, "whole number"),
        ("due", {"weeks": 3}, "no option 'weeks'"),
        ("kinds", {"text": "a"}, "2 to 5 characters"),
        ("kinds", {"text": "abc"}, "required: number, flag, who"),
        ("kinds", {"tool": "black"}, "choose one of ruff, mypy"),
        ("project", {}, "needs one of its subcommands: propose, team"),
        ("project plan", {}, "no subcommand 'plan'"),
        ("nothing", {}, "no command /nothing"),
    ],
)
async def test_the_client_refuses_before_sending(
    sandbox: Sandbox, school: School, command: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        await sandbox.person("Ada").slash(command, options=options)
    assert not [entry for entry in sandbox.wire.dispatches if entry.name == "INTERACTION_CREATE"]


async def test_subcommands_and_groups(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    assert (await ada.slash("project propose", topic="x", pages=2)).text == "x in 2 pages"
    assert (await ada.slash("/project team join", number=2)).text == "team 2"


async def test_autocomplete(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    found = await ada.complete("project propose", "topic", "re", pages=9)
    assert found[0] == Choice("review (9)", "review")
    assert [choice.value for choice in found] == ["review", "replication", "reading"]
    assert await ada.complete("project propose", "topic", "zz") == []
    assert await ada.complete("project team join", "number", "1") == [
        Choice("Team 1", 1),
        Choice("Team 2", 2),
    ]
    with pytest.raises(Refused, match="does not complete"):
        await ada.complete("due", "days", "1")


async def test_context_menus(sandbox: Sandbox, school: School) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    said = bjorn.say("general", "what a lecture")
    assert (await ada.on_message("Quote", said)).text == "> what a lecture"
    assert (await ada.on_person("Greet", bjorn)).text == "Hello Björn Lindqvist"


async def test_staff_commands_are_hidden_from_students(sandbox: Sandbox, school: School) -> None:
    ada, teacher = sandbox.person("Ada"), sandbox.instructor
    assert "announce" in teacher.commands
    assert "announce" not in ada.commands
    with pytest.raises(Refused, match="do not have permission"):
        await ada.slash("announce", text="hi")
    reply = await teacher.slash("announce", text=f"@everyone look, {ada.mention}")
    assert reply.first.mentions_everyone
    assert reply.first.mentions == []


async def test_a_servers_own_settings_let_someone_use_a_command(
    sandbox: Sandbox, school: School
) -> None:
    ada = sandbox.person("Ada")
    sandbox.permit("announce", ada)
    reply = await ada.slash("announce", text="hi")
    assert reply.text == "That is for staff.", "the bot still checks for itself"


async def test_a_command_in_private(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    reply = await ada.slash("due", channel=ada.dm)
    assert ada.inbox == [reply.first]
    with pytest.raises(Refused, match="not for direct messages"):
        await ada.slash("here", channel=ada.dm)


async def test_permissions_of_the_one_who_asks(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    reply = await ada.slash("here")
    assert int(reply.text) == sandbox.world.permissions(ada.id, sandbox.channel("general"))


async def test_too_late_is_too_late(redirect: Redirect, bots: Bots) -> None:
    async with Sandbox(timing=Timing(respond_within=0.05)) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        reply = await sandbox.person("Ada").slash("late")
        assert reply.failed == NO_RESPONSE
        with pytest.raises(LookupError, match="did not respond"):
            _ = reply.first
        school.hold.set()
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        late = await sandbox.until(lambda: sandbox.wire.calls("POST", callback))
        assert late[-1].reply["code"] == 10062
        assert sandbox.person("Ada").sees() == []


async def test_no_bot_no_answer() -> None:
    async with Sandbox() as sandbox:
        sandbox.world.commands[1] = {"id": "1", "name": "due", "type": 1, "options": []}
        reply = await sandbox.person("Ada").slash("due")
        assert reply.failed == NO_RESPONSE


async def test_synchronising_twice_changes_nothing(sandbox: Sandbox, school: School) -> None:
    before = dict(sandbox.world.commands)
    again = await school.tree.sync()
    assert {command.id for command in again} == set(before)
    assert sandbox.world.commands == before


async def test_fetching_and_editing_commands(sandbox: Sandbox, school: School) -> None:
    commands = {command.name: command for command in await school.tree.fetch_commands()}
    assert commands["due"].options[0].max_value == 30
    edited = await commands["due"].edit(description="Deadlines")
    assert (edited.id, edited.description) == (commands["due"].id, "Deadlines")
    await commands["slow"].delete()
    assert "slow" not in sandbox.person("Ada").commands


async def test_guild_commands_stand_beside_global_ones(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    school.tree.copy_global_to(guild=guild)
    await school.tree.sync(guild=guild)
    names = [command["name"] for command in sandbox.world.commands.values()]
    assert names.count("due") == 2
    assert (await sandbox.person("Ada").slash("due")).first.content == "Soon"
    school.tree.clear_commands(guild=guild)
    await school.tree.sync(guild=guild)
    assert [c["name"] for c in sandbox.world.commands.values()].count("due") == 1
