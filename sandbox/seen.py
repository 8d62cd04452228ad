"""Messages and forms as a person sees them, for tests to look at.

These are live: they read the sandbox's state each time, so an edit shows without asking again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox import shapes
from sandbox.check.selects import SELECTS
from sandbox.errors import Json
from sandbox.forms import inside
from sandbox.model import Message, MessageFlag
from sandbox.posting import texts

if TYPE_CHECKING:
    from sandbox.server import Sandbox


class Seen:
    """One message. `text` is everything there is to read; `files` what hangs on it.

    >>> message.text, message.buttons, message.embeds[0]["title"], message.file("plot.png")
    """

    def __init__(self, sandbox: Sandbox, post: Message) -> None:
        self._sandbox = sandbox
        self.post = post

    def __repr__(self) -> str:
        flags = " (only for its reader)" if self.ephemeral else ""
        return f"<message {self.id} by {self.author}{flags}: {self.text!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> int:
        return self.post.id

    @property
    def channel_id(self) -> int:
        return self.post.channel_id

    @property
    def channel(self) -> str:
        """The channel's name; empty for a direct message."""
        return self._sandbox.world.channels[self.post.channel_id].name

    @property
    def author(self) -> str:
        person = self._sandbox.world.user(self.post.author_id)
        return person.global_name or person.username

    @property
    def content(self) -> str:
        return self.post.content

    @property
    def embeds(self) -> list[Json]:
        return self.post.embeds

    @property
    def components(self) -> list[Json]:
        return self.post.components

    @property
    def ephemeral(self) -> bool:
        return bool(self.post.flags & MessageFlag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return self.post.loading

    @property
    def edited(self) -> bool:
        return self.post.edited is not None

    @property
    def pinned(self) -> bool:
        return self.post.pinned_at is not None

    @property
    def deleted(self) -> bool:
        return self._sandbox.world.find_message(self.channel_id, self.id) is None

    @property
    def mentions(self) -> list[str]:
        """The names of the people it calls."""
        return [self._sandbox.world.members[user].name for user in self.post.mentions]

    @property
    def mentions_everyone(self) -> bool:
        return self.post.mention_everyone

    @property
    def reactions(self) -> dict[str, int]:
        return {emoji: len(people) for emoji, people in self.post.reactions.items()}

    @property
    def text(self) -> str:
        """All there is to read: content, embeds, text displays, in reading order, a line each."""
        lines = [self.content]
        for embed in self.embeds:
            lines.append(embed.get("author", {}).get("name", ""))
            lines += [embed.get("title", ""), embed.get("description", "")]
            for field in embed.get("fields", []):
                lines += [field["name"], field["value"]]
            lines.append(embed.get("footer", {}).get("text", ""))
        lines += texts(self.components)
        return "\n".join(line for line in lines if line)

    @property
    def fields(self) -> dict[str, str]:
        """The fields of all embeds, by name."""
        return {
            field["name"]: field["value"]
            for embed in self.embeds
            for field in embed.get("fields", [])
        }

    @property
    def buttons(self) -> list[str]:
        """The labels (or emoji) of its buttons that can be pressed."""
        return [button_name(item) for item in self._buttons() if not item.get("disabled")]

    @property
    def menus(self) -> list[Json]:
        """Its select menus."""
        return [item for item in inside(self.components) if item["type"] in SELECTS]

    def _buttons(self) -> list[Json]:
        return [item for item in inside(self.components) if item["type"] == 2]

    def button(self, *, label: str | None = None, custom_id: str | None = None) -> Json:
        """The button of that label (or how it begins) or custom id. LookupError lists them all."""
        found = self._buttons()
        for item in found:
            if custom_id is not None and item.get("custom_id") == custom_id:
                return item
        if label is not None:
            wanted = label.casefold()
            for exact in (True, False):
                fits = [
                    item
                    for item in found
                    if (name := button_name(item).casefold()) == wanted
                    or (not exact and name.startswith(wanted))
                ]
                if len(fits) == 1 or (fits and exact):
                    return fits[0]
        names = [(button_name(item), item.get("custom_id", item.get("url"))) for item in found]
        raise LookupError(f"No button {label or custom_id!r} on this message. It has: {names}.")

    @property
    def files(self) -> list[str]:
        """The names of its files, those shown within an embed included."""
        return [item.filename for item in self.post.attachments]

    @property
    def alt_texts(self) -> dict[str, str | None]:
        """Each file's description."""
        return {item.filename: item.description for item in self.post.attachments}

    def file(self, filename: str | None = None) -> bytes:
        """A file's bytes; without a name, those of the only one."""
        for item in self.post.attachments:
            if filename in (None, item.filename):
                content = self._sandbox.files.get(item.id)
                if content is not None:
                    return content
        raise LookupError(f"No file {filename!r} on this message. It has: {self.files}.")

    def json(self) -> Json:
        """The message as REST gives it to the bot."""
        world = self._sandbox.world
        return shapes.message(world, self.post, seen_by=world.bot.user.id)


def button_name(button: Json) -> str:
    return str(button.get("label") or button.get("emoji", {}).get("name") or "")


class Form:
    """A modal that opened. `fields` maps each label to the field's custom id."""

    def __init__(self, modal: Json) -> None:
        self.json = modal

    def __repr__(self) -> str:
        return f"<form {self.title!r} with {list(self.fields)}>"

    @property
    def title(self) -> str:
        return str(self.json["title"])

    @property
    def custom_id(self) -> str:
        return str(self.json["custom_id"])

    @property
    def fields(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in self.json["components"]:
            inner = item.get("component") or next(iter(item.get("components", [])), None)
            if inner is not None:
                name = item.get("label") or inner.get("label") or inner["custom_id"]
                found[name] = inner["custom_id"]
        return found

    def component(self, name: str) -> Json:
        """The field of that custom id or label (spaces and case do not matter)."""
        wanted = _plain(name)
        for label, custom_id in self.fields.items():
            if name == custom_id or wanted in (_plain(label), _plain(custom_id)):
                for item in inside(self.json["components"]):
                    if item.get("custom_id") == custom_id:
                        return item
        raise LookupError(f"The form {self.title!r} has no field {name!r}. It has: {self.fields}.")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
