"""What people do: say, react, run a command, press, choose, fill in, upload.

For the page and for tests alike. Everything takes a person's id and Discord's own data, and refuses
as Discord's client would, before the bot hears of anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox import errors, forms, options
from sandbox.check import message as check
from sandbox.check.message import Upload
from sandbox.errors import Json, Refused
from sandbox.interactions import Interaction, Kind
from sandbox.model import Attachment, Channel, Message, MessageFlag
from sandbox.permissions import Permission
from sandbox.posting import Circumstances
from sandbox.rest.reactions import react, unreact
from sandbox.state import Event

if TYPE_CHECKING:
    from sandbox.server import Sandbox

CHAT, ON_USER, ON_MESSAGE = 1, 2, 3


class Deeds:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world

    def channel(self, user_id: int, channel_id: int) -> Channel:
        """A channel this person sees; 10003 or 50001 otherwise."""
        if user_id not in self._world.members:
            raise errors.unknown_member()
        place = self._world.channels.get(channel_id)
        if place is None:
            raise errors.unknown_channel()
        if not self._world.sees(user_id, place):
            raise errors.missing_access()
        return place

    def message(self, user_id: int, place: Channel, message_id: int) -> Message:
        post = self._world.find_message(place.id, message_id)
        if post is None or post.reader not in (None, user_id):
            raise errors.unknown_message()
        return post

    def say(
        self,
        user_id: int,
        channel_id: int,
        content: str,
        *,
        uploads: tuple[Upload, ...] = (),
        reply_to: int | None = None,
    ) -> Message:
        place = self.channel(user_id, channel_id)
        needed = Permission.SEND_MESSAGES
        if place.thread is not None:
            needed = Permission.SEND_MESSAGES_IN_THREADS
        if not self._world.permissions(user_id, place) & needed:
            raise errors.missing_permissions()
        draft = check.read({"content": content}, uploads)
        return self._sandbox.posting.create(place, user_id, draft, Circumstances(reply_to=reply_to))

    def take_away(self, user_id: int, channel_id: int, message_id: int) -> None:
        """Delete one's own message (with the permission, another's) or dismiss an ephemeral one."""
        place = self.channel(user_id, channel_id)
        post = self.message(user_id, place, message_id)
        manages = self._world.permissions(user_id, place) & Permission.MANAGE_MESSAGES
        if user_id not in (post.author_id, post.reader) and not manages:
            raise errors.missing_permissions()
        self._sandbox.posting.delete(post)

    def react(self, user_id: int, place: Channel, post: Message, emoji: str) -> None:
        if not self._world.permissions(user_id, place) & Permission.ADD_REACTIONS:
            raise errors.missing_permissions()
        react(self._world, place, post, emoji, user_id)

    def unreact(self, user_id: int, place: Channel, post: Message, emoji: str) -> None:
        unreact(self._world, place, post, emoji, user_id)

    def upload(self, user_id: int, filename: str, content: bytes) -> Attachment:
        """Put a file in readiness for an attachment option or a form's file field."""
        if user_id not in self._world.members:
            raise errors.unknown_member()
        if len(content) > check.FILE_BYTES:
            raise errors.too_large()
        item = self._sandbox.posting.attaching.store(
            Upload(0, filename, content, "application/octet-stream"), ephemeral=True
        )
        self._sandbox.interactions.uploads[item.id] = (user_id, item)
        return item

    def open_direct(self, user_id: int, recipient_id: int) -> Channel:
        if user_id not in self._world.members or recipient_id not in self._world.members:
            raise errors.unknown_user()
        if user_id == recipient_id:
            raise errors.closed_direct_messages()
        return self._world.direct_channel(user_id, recipient_id)

    def close_direct(self, user_id: int, *, closed: bool) -> None:
        member = self._world.members.get(user_id)
        if member is None:
            raise errors.unknown_member()
        member.closed_dms = closed
        self._world.emit(Event("SANDBOX_SETTINGS", {}, reader=user_id))

    def commands(self, user_id: int, place: Channel | None = None) -> list[Json]:
        """The commands that Discord's client would offer this person (there)."""
        return [
            command
            for command in self._world.commands.values()
            if self._hidden(user_id, command, place) is None
        ]

    def _hidden(self, user_id: int, command: Json, place: Channel | None) -> str | None:
        """Why the client would not offer the command, or None."""
        name = command["name"]
        direct = place is not None and place.direct
        if direct:
            contexts = command.get("contexts")
            elsewhere = command.get("dm_permission") is False
            if contexts is not None:
                elsewhere = 1 not in contexts
            if "guild_id" in command or elsewhere:
                return f"/{name} is not for direct messages. Use it in a channel of the server."
            return None
        if command.get("contexts") is not None and 0 not in command["contexts"]:
            return f"/{name} is only for direct messages with the bot."
        if place is not None:
            allowed = self._world.permissions(user_id, place)
            if not allowed & Permission.USE_APPLICATION_COMMANDS:
                return "You may not use application commands in this channel."
        else:
            allowed = self._world.permissions(user_id)
        verdict = self._overridden(user_id, int(command["id"]))
        needed = command.get("default_member_permissions")
        if verdict is None and needed is not None and user_id != self._world.owner_id:
            bits = int(needed)
            verdict = bool(allowed & Permission.ADMINISTRATOR) or (
                bits != 0 and allowed & bits == bits
            )
        if verdict is False and not allowed & Permission.ADMINISTRATOR:
            return f"You do not have permission to use /{name} here."
        return None

    def _overridden(self, user_id: int, command_id: int) -> bool | None:
        """What the server's own settings say of this command and person; a person's entry wins."""
        entries = self._world.command_permissions.get(command_id, [])
        for entry in entries:
            if entry["type"] == 2 and int(entry["id"]) == user_id:
                return bool(entry["permission"])
        roles = {*self._world.members[user_id].roles, self._world.guild_id}
        verdicts = [
            bool(entry["permission"])
            for entry in entries
            if entry["type"] == 1 and int(entry["id"]) in roles
        ]
        return any(verdicts) if verdicts else None

    def _command(self, user_id: int, place: Channel, data: Json) -> Json:
        command = self._world.commands.get(int(data.get("id") or 0))
        if command is None:
            raise Refused(
                f"There is no command /{data.get('name')}. The bot has registered: "
                + (", ".join(sorted(c["name"] for c in self._world.commands.values())) or "none")
                + "."
            )
        if reason := self._hidden(user_id, command, place):
            raise Refused(reason, 50013)
        return command

    def run(
        self, user_id: int, channel_id: int, data: Json, *, nonce: str | None = None
    ) -> Interaction:
        """Run a slash command, or a command on a person or message (`target_id`)."""
        place = self.channel(user_id, channel_id)
        command = self._command(user_id, place, data)
        body: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if "guild_id" in command:
            body["guild_id"] = command["guild_id"]
        resolved = self._resolved()
        name = command["name"]
        if command["type"] == CHAT:
            filled = options.fill(
                command, data.get("options") or [], resolved, reader=user_id, place=place
            )
            name = filled.name
            if filled.options:
                body["options"] = filled.options
        else:
            self._target(user_id, place, command["type"], data, body, resolved)
        if resolved.found:
            body["resolved"] = resolved.found
        return self._sandbox.interactions.send(
            Kind.COMMAND, user_id, place, body, name=name, nonce=nonce
        )

    def _target(
        self,
        user_id: int,
        place: Channel,
        kind: int,
        data: Json,
        body: Json,
        resolved: options.Resolved,
    ) -> None:
        target = int(data.get("target_id") or 0)
        body["target_id"] = str(target)
        if kind == ON_USER:
            resolved.user(target, place)
            return
        post = self.message(user_id, place, target)
        resolved.message(post)

    def complete(
        self, user_id: int, channel_id: int, data: Json, *, nonce: str | None = None
    ) -> Interaction:
        """Ask the bot for choices while an option (`"focused": true`) is being typed."""
        place = self.channel(user_id, channel_id)
        command = self._command(user_id, place, data)
        filled = options.fill(
            command,
            data.get("options") or [],
            self._resolved(),
            reader=user_id,
            place=place,
            focusing=True,
        )
        body: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if "guild_id" in command:
            body["guild_id"] = command["guild_id"]
        body["options"] = filled.options
        if "focused" not in str(filled.options):
            raise Refused("No option is being typed: mark one as focused.")
        return self._sandbox.interactions.send(
            Kind.AUTOCOMPLETE, user_id, place, body, name=filled.name, nonce=nonce
        )

    def press(
        self,
        user_id: int,
        channel_id: int,
        message_id: int,
        custom_id: str,
        values: Iterable[object] = (),
        *,
        nonce: str | None = None,
    ) -> Interaction:
        """Press a button or choose in a select of a message that this person sees."""
        place = self.channel(user_id, channel_id)
        post = self.message(user_id, place, message_id)
        if post.flags & MessageFlag.LOADING:
            raise Refused("The bot is still thinking; there is nothing to press yet.")
        if post.author_id != self._world.bot.user.id:
            raise errors.unknown_message()
        data = forms.pressed(post, custom_id, list(values), self._resolved(), place, user_id)
        return self._sandbox.interactions.send(
            Kind.COMPONENT, user_id, place, data, message=post, nonce=nonce
        )

    def submit(
        self,
        user_id: int,
        interaction_id: int,
        components: list[Json],
        *,
        nonce: str | None = None,
    ) -> Interaction:
        """Submit the modal that answered an interaction of this person."""
        opened = self._sandbox.interactions.get(interaction_id)
        if opened is None or opened.user_id != user_id or opened.modal is None:
            raise Refused("That form is not open any more. Open it again.")
        place = self.channel(user_id, opened.channel_id)
        data = forms.submitted(opened.modal, components, self._resolved(), place, user_id)
        post = None
        if opened.message_id is not None:
            post = self._world.find_message(place.id, opened.message_id)
        return self._sandbox.interactions.send(
            Kind.MODAL, user_id, place, data, message=post, opened_by=opened, nonce=nonce
        )

    def _resolved(self) -> options.Resolved:
        return options.Resolved(self._world, self._sandbox.interactions.uploads)
