"""A second library as a judge: hikari, whose parser is strict, through all that a course's bot does.

What the sandbox sends must satisfy a client that was written without a thought of discord.py, and what that client
sends must be understood.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import hikari
import pytest

from sandbox.acting import Choice, File
from sandbox.server import Sandbox
from tests.patience import PATIENCE_S

POST = "POST /channels/{channel}/messages"
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000200000003")


class Marker:
    """A hikari bot with one command of each kind."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        intents = hikari.Intents.GUILDS | hikari.Intents.GUILD_MESSAGES | hikari.Intents.DM_MESSAGES
        self.bot = hikari.GatewayBot(
            sandbox.token, rest_url=sandbox.rest_base, intents=intents, banner=None, logs=None,
        )  # fmt: skip
        self.heard: list[hikari.Message] = []
        self.faults: list[BaseException] = []
        self.resumed = asyncio.Event()
        listen = self.bot.event_manager.subscribe
        listen(hikari.InteractionCreateEvent, self._interaction)
        listen(hikari.MessageCreateEvent, self._message)
        listen(hikari.ShardResumedEvent, self._resumed)
        listen(hikari.ExceptionEvent, self._fault)

    async def register(self) -> None:
        rest, number = self.bot.rest, self.sandbox.world.application_id
        text = hikari.CommandOption(
            type=hikari.OptionType.STRING, name="text", description="What", autocomplete=True,
            is_required=True,
        )  # fmt: skip
        paper = hikari.CommandOption(
            type=hikari.OptionType.ATTACHMENT, name="paper", description="A file"
        )
        await rest.set_application_commands(
            number,
            [
                rest.slash_command_builder("mark", "Gives marks").add_option(text),
                rest.slash_command_builder("hand_in", "Takes a file").add_option(paper),
                rest.slash_command_builder("think", "Thinks first"),
                rest.slash_command_builder("form", "Opens a form"),
                rest.slash_command_builder("board", "Shows buttons"),
            ],
        )

    async def _interaction(self, event: Any) -> None:
        interaction = event.interaction
        if isinstance(interaction, hikari.AutocompleteInteraction):
            typed = str(interaction.options[0].value)
            found = [word for word in ("good", "better", "best") if word.startswith(typed)]
            await interaction.create_response(
                [hikari.impl.AutocompleteChoiceBuilder(word, word) for word in found]
            )
        elif isinstance(interaction, hikari.CommandInteraction):
            await getattr(self, f"_{interaction.command_name}")(interaction)
        elif isinstance(interaction, hikari.ComponentInteraction):
            await interaction.create_initial_response(
                hikari.ResponseType.MESSAGE_UPDATE,
                f"{interaction.custom_id} {list(interaction.values)}",
                components=[],
            )
        elif isinstance(interaction, hikari.ModalInteraction):
            about = interaction.components[0].components[0].value
            await self._say(interaction, f"{interaction.member.display_name}: {about}")

    async def _say(self, interaction: Any, *words: Any, **more: Any) -> None:
        await interaction.create_initial_response(
            hikari.ResponseType.MESSAGE_CREATE, *words, **more
        )

    async def _mark(self, interaction: Any) -> None:
        embed = hikari.Embed(title="Mark", description=str(interaction.options[0].value))
        await self._say(interaction, embed=embed, flags=hikari.MessageFlag.EPHEMERAL)

    async def _hand_in(self, interaction: Any) -> None:
        number = hikari.Snowflake(interaction.options[0].value)
        file = interaction.resolved.attachments[number]
        content = await file.read()
        await self._say(
            interaction,
            f"{file.filename}: {len(content)} bytes",
            attachment=hikari.Bytes(PICTURE, "plot.png", mimetype="image/png"),
        )

    async def _think(self, interaction: Any) -> None:
        await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
        await interaction.edit_initial_response("Thought")
        await interaction.execute("And more", flags=hikari.MessageFlag.EPHEMERAL)

    async def _form(self, interaction: Any) -> None:
        row = self.bot.rest.build_modal_action_row().add_text_input("about", "About", max_length=20)
        await interaction.create_modal_response("Proposal", "proposal", component=row)

    async def _board(self, interaction: Any) -> None:
        rest = self.bot.rest
        buttons = rest.build_message_action_row()
        buttons.add_interactive_button(hikari.ButtonStyle.PRIMARY, "seat:1", label="Take it")
        menus = rest.build_message_action_row()
        menu = menus.add_text_menu("papers", max_values=2)
        menu.add_option("First", "1")
        menu.add_option("Second", "2")
        await self._say(interaction, "Seats", components=[buttons, menus])

    async def _message(self, event: Any) -> None:
        self.heard.append(event.message)

    async def _resumed(self, _: Any) -> None:
        self.resumed.set()

    async def _fault(self, event: Any) -> None:
        self.faults.append(event.exception)


@pytest.fixture
async def marker(sandbox: Sandbox) -> AsyncIterator[Marker]:
    logging.getLogger("hikari").setLevel(logging.WARNING)
    marker = Marker(sandbox)
    await marker.bot.start(check_for_updates=False)
    try:
        await marker.register()
        await sandbox.bot_ready(commands=5)
        yield marker
    finally:
        await marker.bot.close()
    assert marker.faults == []


async def test_commands_and_suggestions(sandbox: Sandbox, marker: Marker) -> None:
    ada = sandbox.person("Ada")
    assert await ada.complete("mark", "text", "be") == [
        Choice("better", "better"),
        Choice("best", "best"),
    ]
    reply = await ada.slash("mark", text="best")
    assert reply.first.ephemeral
    assert reply.first.embeds[0]["description"] == "best"
    assert (await ada.slash("mark", text="good", channel=ada.dm)).failed is None


async def test_a_file_each_way(sandbox: Sandbox, marker: Marker) -> None:
    reply = await sandbox.person("Ada").slash("hand_in", paper=File("review.txt", b"well done"))
    assert reply.first.content == "review.txt: 9 bytes"
    assert reply.first.file("plot.png") == PICTURE


async def test_an_answer_that_takes_its_time(sandbox: Sandbox, marker: Marker) -> None:
    reply = await sandbox.person("Ada").slash("think")
    assert reply.first.content == "Thought"
    assert (await reply.followed_up()).ephemeral


async def test_a_form(sandbox: Sandbox, marker: Marker) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("form")
    reply = await ada.submit(opened, about="Sparse kernels")
    assert reply.first.content == "Ada Okonkwo: Sparse kernels"


async def test_buttons_and_menus(sandbox: Sandbox, marker: Marker) -> None:
    ada = sandbox.person("Ada")
    board = await ada.slash("board")
    assert (await ada.click(board, label="Take it")).first.content == "seat:1 []"
    board = await ada.slash("board")
    assert (await ada.choose(board, ["Second", "First"])).first.content == "papers ['2', '1']"
    assert board.first.buttons == []


async def test_direct_messages(sandbox: Sandbox, marker: Marker) -> None:
    ada, rest = sandbox.person("Ada"), marker.bot.rest
    private = await rest.create_dm_channel(ada.id)
    await private.send("psst")
    assert [seen.content for seen in ada.inbox] == ["psst"]
    ada.say(ada.dm, "what?")
    await sandbox.until(lambda: [each.content for each in marker.heard] == ["psst", "what?"])
    ada.close_dms()
    with pytest.raises(hikari.ForbiddenError) as refused:
        await private.send("hello?")
    assert refused.value.code == 50007


async def test_messages_edited_listed_and_deleted(sandbox: Sandbox, marker: Marker) -> None:
    rest, place = marker.bot.rest, sandbox.default_channel.id
    sent = await rest.create_message(place, "first")
    await rest.edit_message(place, sent, "second")
    await rest.add_reaction(place, sent, "👍")
    assert [each.content async for each in rest.fetch_messages(place)] == ["second"]
    await rest.delete_message(place, sent)
    with pytest.raises(hikari.NotFoundError):
        await rest.fetch_message(place, sent)


async def test_it_finds_the_guild(sandbox: Sandbox, marker: Marker) -> None:
    guild = await marker.bot.rest.fetch_guild(sandbox.world.guild_id)
    assert guild.name == sandbox.world.guild_name
    assert len(await marker.bot.rest.fetch_guild_channels(guild)) == 1
    member = await marker.bot.rest.fetch_member(guild, sandbox.person("Ada").id)
    assert member.display_name == "Ada Okonkwo"


@pytest.mark.parametrize("kind", ["429 user", "429 global", "502"])
async def test_what_it_tries_again(sandbox: Sandbox, marker: Marker, kind: str) -> None:
    sandbox.faults.add(kind, route=POST, seconds=0.05)
    await marker.bot.rest.create_message(sandbox.default_channel.id, "through")
    assert sandbox.faults.struck[kind] == 1
    assert len(sandbox.person("Ada").sees()) == 1


async def test_it_resumes(sandbox: Sandbox, marker: Marker) -> None:
    sandbox.faults.add("reconnect", route="MESSAGE_CREATE")
    ada = sandbox.person("Ada")
    ada.say(ada.dm, "said while it went away")
    await asyncio.wait_for(marker.resumed.wait(), PATIENCE_S)
    assert [each.content for each in marker.heard] == ["said while it went away"]
    assert (await ada.slash("think")).failed is None
