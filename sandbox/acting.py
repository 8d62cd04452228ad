# ruff: noqa: ASYNC109 — a time-out is part of what these promise: they say what did not happen.
"""Acting as people, in a test as on the page.

    async with Sandbox() as sandbox:
        ...                                             # the bot connects to sandbox.url
        await sandbox.bot_ready()
        ada = sandbox.person("Ada")                     # a name, a handle, or how it begins

        reply = await ada.slash("due", days=7)          # in #general; channel="reviews" elsewhere
        reply.first.text, reply.first.ephemeral, reply.messages, reply.failed
        reply = await ada.slash("project propose")      # subcommands as one types them
        reply = await ada.submit(reply, title="Fast", about="…")    # by label or custom id
        reply = await ada.click(reply.first, label="Sign up")
        reply = await ada.choose(reply.first, ["rev1"], custom_id="paper")
        await ada.complete("when", "about", "rev")      # [Choice(name, value), …]
        await ada.on_message("Quote", message); await ada.on_person("Show grades", ben)

        ada.say("general", "hello"); ada.react(message, "👍")
        ada.sees("general"), ada.inbox                  # messages, oldest first
        await ada.slash("due", channel=ada.dm)          # in private with the bot
        ada.close_dms()                                 # the bot meets 50007
        message = await sandbox.until(lambda: ada.inbox and ada.inbox[-1])

A reply comes back once the bot has answered; after a deferral ("is thinking…"), once the answer is
there. It stays live: what the bot edits later shows in it. Nothing here sleeps.

What Discord's client refuses before the bot hears of it raises `Refused` with its sentence. That
the bot did not respond is not raised: `reply.failed` says so, and `reply.first` then explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.check.message import Upload
from sandbox.errors import Refused
from sandbox.filling import File, Filling
from sandbox.interactions import Interaction
from sandbox.model import Channel, Member
from sandbox.reply import Reply
from sandbox.seen import Form, Seen

if TYPE_CHECKING:
    from sandbox.server import Sandbox

__all__ = ["Choice", "File", "Form", "Person", "Refused", "Reply", "Seen"]


PATIENCE_S = 60.0
"""How long a test waits for what should come at once, before it says what did not come."""


@dataclass(frozen=True)
class Choice:
    """A suggestion of an autocomplete."""

    name: str
    value: str | int | float


class Person:
    """One member of the guild, acting."""

    def __init__(self, sandbox: Sandbox, member: Member) -> None:
        self._sandbox = sandbox
        self.member = member
        self._filling = Filling(sandbox, member.user.id)

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> int:
        return self.member.user.id

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    # Places

    @property
    def dm(self) -> Channel:
        """The private channel with the bot."""
        return self._sandbox.world.direct_channel(self.id, self._sandbox.world.bot.user.id)

    @property
    def inbox(self) -> list[Seen]:
        """What stands in the private channel with the bot, oldest first."""
        return self.sees(self.dm)

    def sees(self, channel: str | Channel = "general") -> list[Seen]:
        """The messages of a channel as this person sees them, oldest first; none without access."""
        place = self._place(channel)
        if not self._sandbox.world.sees(self.id, place):
            return []
        history = self._sandbox.world.history(place.id, self.id)
        return [Seen(self._sandbox, post) for post in history]

    def _place(self, channel: str | Channel | None) -> Channel:
        if channel is None:
            return self._sandbox.default_channel
        if isinstance(channel, str):
            return self._sandbox.world.channel_named(channel)
        return channel

    # Talking

    def say(
        self,
        channel: str | Channel,
        text: str,
        *,
        files: Sequence[File | Path] = (),
        reply_to: Seen | None = None,
    ) -> Seen:
        """Write a message; DiscordError as Discord would refuse it."""
        named = [File.of(item) for item in files]
        uploads = tuple(
            Upload(number, item.name, item.content, "application/octet-stream")
            for number, item in enumerate(named)
        )
        post = self._sandbox.deeds.say(
            self.id,
            self._place(channel).id,
            text,
            uploads=uploads,
            reply_to=None if reply_to is None else reply_to.id,
        )
        return Seen(self._sandbox, post)

    def delete(self, message: Seen) -> None:
        """Delete one's own message, or dismiss an ephemeral one."""
        self._sandbox.deeds.take_away(self.id, message.channel_id, message.id)

    def react(self, message: Seen, emoji: str) -> None:
        place = self._sandbox.deeds.channel(self.id, message.channel_id)
        self._sandbox.deeds.react(self.id, place, message.post, emoji)

    def unreact(self, message: Seen, emoji: str) -> None:
        place = self._sandbox.deeds.channel(self.id, message.channel_id)
        self._sandbox.deeds.unreact(self.id, place, message.post, emoji)

    def close_dms(self, closed: bool = True) -> None:
        """Stop taking direct messages from the bot (or take them again)."""
        self._sandbox.deeds.close_direct(self.id, closed=closed)

    # Commands

    @property
    def commands(self) -> list[str]:
        """The names of the commands Discord's client would offer this person in the guild."""
        return sorted(command["name"] for command in self._sandbox.deeds.commands(self.id))

    async def slash(
        self,
        command: str,
        /,
        *,
        channel: str | Channel | None = None,
        options: Mapping[str, Any] | None = None,
        timeout: float = PATIENCE_S,
        **given: Any,
    ) -> Reply:
        """Run "/command sub" with options by name.

        Values may be text, numbers, booleans, a Person, a role's or channel's name, a File or Path.
        An option called like a parameter of this method goes into `options`; a trailing underscore
        is dropped (`from_=`). Raises Refused as Discord's client would refuse.
        """
        place = self._place(channel)
        data = self._filling.command(command, place, {**(options or {}), **given})
        interaction = self._sandbox.deeds.run(self.id, place.id, data)
        return await self._settled(interaction, timeout)

    async def complete(
        self,
        command: str,
        option: str,
        typed: str | float = "",
        /,
        *,
        channel: str | Channel | None = None,
        options: Mapping[str, Any] | None = None,
        timeout: float = PATIENCE_S,
        **given: Any,
    ) -> list[Choice]:
        """What the bot suggests while `option` is being typed; the rest may be filled in already.

        Where the bot does not answer in time there are no choices, as on a client.
        """
        place = self._place(channel)
        filled = {**(options or {}), **given}
        data = self._filling.command(command, place, filled, focused=(option, typed))
        interaction = self._sandbox.deeds.complete(self.id, place.id, data)
        await self._sandbox.until(
            lambda: interaction.state != "sent", timeout=timeout, what=f"choices for {option!r}"
        )
        return [Choice(item["name"], item["value"]) for item in interaction.choices or []]

    async def on_message(self, command: str, message: Seen, /, *, timeout: float = PATIENCE_S) -> Reply:
        """Run a command of a message's context menu."""
        data = self._filling.menu_command(command, 3, message.id)
        interaction = self._sandbox.deeds.run(self.id, message.channel_id, data)
        return await self._settled(interaction, timeout)

    async def on_person(
        self,
        command: str,
        person: Person,
        /,
        *,
        channel: str | Channel | None = None,
        timeout: float = PATIENCE_S,
    ) -> Reply:
        """Run a command of a person's context menu."""
        data = self._filling.menu_command(command, 2, person.id)
        interaction = self._sandbox.deeds.run(self.id, self._place(channel).id, data)
        return await self._settled(interaction, timeout)

    # Components

    async def click(
        self,
        message: Seen | Reply,
        *,
        label: str | None = None,
        custom_id: str | None = None,
        timeout: float = PATIENCE_S,
    ) -> Reply:
        """Press a button, by its label (or how it begins) or custom id; the only one if neither."""
        seen = message.first if isinstance(message, Reply) else message
        if label is None and custom_id is None and len(seen.buttons) == 1:
            label = seen.buttons[0]
        button = seen.button(label=label, custom_id=custom_id)
        interaction = self._sandbox.deeds.press(
            self.id, seen.channel_id, seen.id, str(button.get("custom_id", ""))
        )
        return await self._settled(interaction, timeout)

    async def choose(
        self,
        message: Seen | Reply,
        values: Iterable[Any],
        *,
        custom_id: str | None = None,
        timeout: float = PATIENCE_S,
    ) -> Reply:
        """Choose in a select menu: values or labels of options, or Persons, roles, channels."""
        seen = message.first if isinstance(message, Reply) else message
        menus = [m for m in seen.menus if custom_id in (None, m["custom_id"])]
        if len(menus) != 1:
            known = [menu["custom_id"] for menu in seen.menus]
            raise LookupError(f"Which menu? Name one by custom_id. There are: {known}.")
        picked = [self._filling.picked(menus[0], value) for value in values]
        interaction = self._sandbox.deeds.press(
            self.id, seen.channel_id, seen.id, menus[0]["custom_id"], picked
        )
        return await self._settled(interaction, timeout)

    async def submit(
        self,
        opened: Reply,
        values: Mapping[str, Any] | None = None,
        /,
        *,
        timeout: float = PATIENCE_S,
        **given: Any,
    ) -> Reply:
        """Fill in and submit the form that a reply opened. Fields by custom id or label.

        Text for a text input; a value (or several) for a select, radio group or check boxes; True
        or False for a check box; a File, Path or several for an upload. Fields left out keep what
        the form came with.
        """
        form = opened.modal
        if form is None:
            raise LookupError(f"No form opened: {opened}.")
        components = [
            self._filling.field(form.component(name), value)
            for name, value in {**(values or {}), **given}.items()
        ]
        interaction = self._sandbox.deeds.submit(self.id, opened.interaction.id, components)
        return await self._settled(interaction, timeout)

    async def _settled(self, interaction: Interaction, timeout: float) -> Reply:
        await self._sandbox.until(
            lambda: interaction.state not in ("sent", "thinking"),
            timeout=timeout,
            what=f"the bot's answer to {interaction.name or interaction.data.get('custom_id')!r}",
        )
        return Reply(self._sandbox, interaction)
