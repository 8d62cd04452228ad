"""A message's body: read into a `Draft`, or refused as Discord refuses it.

https://discord.com/developers/docs/resources/message#create-message
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox import errors
from sandbox.check.components import Layout
from sandbox.check.embeds import embeds
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.model import MessageFlag

CONTENT, FILES, FILE_BYTES, REQUEST_BYTES, NONCE = 2000, 10, 10 * 2**20, 25 * 2**20, 25
SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS
SETTABLE |= MessageFlag.COMPONENTS_V2


@dataclass(frozen=True)
class Upload:
    """A file as it came in a form: its field's number (`files[n]`), name and bytes."""

    number: int
    filename: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class Named:
    """An entry of a body's `attachments`: a new file (by its number) or one kept (by its id)."""

    id: int
    filename: str | None
    description: str | None
    title: str | None
    spoiler: bool = False


@dataclass(frozen=True)
class Draft:
    """A checked body. A field that is None was not in the body, which matters when editing."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    attachments: list[Named] | None = None
    uploads: tuple[Upload, ...] = ()
    allowed_mentions: Json | None = None
    flags: int | None = None
    nonce: str | None = None
    enforce_nonce: bool = False
    reply_to: int | None = None
    reply_or_fail: bool = True
    tts: bool = False


def read(body: Json, uploads: tuple[Upload, ...] = (), *, flags: int = 0) -> Draft:
    """A draft for a new message or an edit. `flags` are those the message already has.

    Raises 50035 with the tree of faults, 40005 for files too large.
    """
    form = Form()
    _files(uploads)
    reference = form.optional(("message_reference",), body.get("message_reference"))
    given_flags = form.whole(("flags",), body.get("flags"), least=0)
    v2 = bool(((given_flags or 0) | flags) & MessageFlag.COMPONENTS_V2)
    content = form.text(("content",), body.get("content"), CONTENT, needed=False)
    draft = Draft(
        content=(content or "").strip() if "content" in body else None,
        embeds=embeds(form, body["embeds"]) if "embeds" in body else None,
        components=Layout(form, v2=v2).read(body["components"]) if "components" in body else None,
        attachments=_attachments(form, body["attachments"]) if "attachments" in body else None,
        uploads=uploads,
        allowed_mentions=_allowed_mentions(form, body.get("allowed_mentions")),
        flags=given_flags,
        nonce=_nonce(form, body.get("nonce")),
        enforce_nonce=bool(body.get("enforce_nonce", False)),
        reply_to=_reply(form, reference),
        reply_or_fail=reference.get("fail_if_not_exists") is not False,
        tts=bool(body.get("tts", False)),
    )
    if v2:
        for key in ("content", "embeds", "sticker_ids", "poll"):
            if body.get(key):
                form.wrong(
                    (key,),
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    form.finish()
    return draft


def _files(uploads: tuple[Upload, ...]) -> None:
    if any(len(upload.content) > FILE_BYTES for upload in uploads):
        raise errors.too_large()
    if sum(len(upload.content) for upload in uploads) > REQUEST_BYTES:
        raise errors.too_large()


def _attachments(form: Form, value: Any) -> list[Named]:
    named = []
    for index, item in enumerate(form.entries(("attachments",), value, FILES)):
        at = ("attachments", index)
        entry = form.mapping(at, item)
        number = form.snowflake((*at, "id"), entry.get("id"))
        named.append(
            Named(
                number or 0,
                form.text((*at, "filename"), entry.get("filename"), 1024, needed=False),
                form.text((*at, "description"), entry.get("description"), 1024, needed=False),
                form.text((*at, "title"), entry.get("title"), 1024, needed=False),
                bool(entry.get("is_spoiler", False)),
            )
        )
    return named


def _allowed_mentions(form: Form, value: Any) -> Json | None:
    if value is None:
        return None
    allowed = form.mapping(("allowed_mentions",), value)
    kept: Json = {"replied_user": bool(allowed.get("replied_user", False))}
    parse = form.entries(("allowed_mentions", "parse"), allowed.get("parse"), 3)
    for index, kind in enumerate(parse):
        form.one_of(("allowed_mentions", "parse", index), kind, {"users", "roles", "everyone"})
    kept["parse"] = [kind for kind in parse if isinstance(kind, str)]
    for key in ("users", "roles"):
        listed = form.entries(("allowed_mentions", key), allowed.get(key), 100)
        kept[key] = [
            form.snowflake(("allowed_mentions", key, index), item)
            for index, item in enumerate(listed)
        ]
        if listed and key in parse:
            form.wrong(
                ("allowed_mentions", key),
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
            )
    return kept


def _nonce(form: Form, value: Any) -> str | None:
    if value is None:
        return None
    return form.text(("nonce",), str(value), NONCE)


def _reply(form: Form, given: Json) -> int | None:
    if not given:
        return None
    return form.snowflake(("message_reference", "message_id"), given.get("message_id"))
