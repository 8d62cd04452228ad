"""An embed: its limits, and the form in which Discord gives it back.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

from typing import Any

from sandbox.check.form import Form, Path
from sandbox.errors import Json

TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE = 256, 4096, 25, 256, 1024
FOOTER, AUTHOR, TOTAL, EMBEDS = 2048, 256, 6000, 10


def embeds(form: Form, value: Any) -> list[Json]:
    """The embeds of a body, completed; every fault noted in `form`."""
    accepted = [
        _embed(form, ("embeds", index), form.mapping(("embeds", index), item))
        for index, item in enumerate(form.entries(("embeds",), value, EMBEDS))
    ]
    if sum(map(_letters, accepted)) > TOTAL:
        form.wrong(
            ("embeds",),
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {TOTAL}",
        )
    return accepted


def _embed(form: Form, at: Path, given: Json) -> Json:
    embed: Json = {"type": "rich"}
    if title := form.text((*at, "title"), given.get("title"), TITLE, needed=False):
        embed["title"] = title
    if text := form.text((*at, "description"), given.get("description"), DESCRIPTION, needed=False):
        embed["description"] = text
    if given.get("url") and (url := form.link((*at, "url"), given["url"], attachments=False)):
        embed["url"] = url
    color = form.whole((*at, "color"), given.get("color"), least=0, most=0xFFFFFF)
    if color is not None:
        embed["color"] = color
    if given.get("timestamp") and (when := form.moment((*at, "timestamp"), given["timestamp"])):
        embed["timestamp"] = when.isoformat()
    if given.get("fields"):
        fields = form.entries((*at, "fields"), given["fields"], FIELDS)
        embed["fields"] = [
            _field(form, (*at, "fields", index), form.mapping((*at, "fields", index), field))
            for index, field in enumerate(fields)
        ]
    if given.get("author"):
        embed["author"] = _author(form, (*at, "author"), given["author"])
    if given.get("footer"):
        embed["footer"] = _footer(form, (*at, "footer"), given["footer"])
    for key in ("image", "thumbnail"):
        if given.get(key):
            picture = form.mapping((*at, key), given[key])
            if url := form.link((*at, key, "url"), picture.get("url")):
                embed[key] = {"url": url}
    if len(embed) == 1 and not form.faulty:
        form.wrong((*at, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    return embed


def _field(form: Form, at: Path, given: Json) -> Json:
    return {
        "name": form.text((*at, "name"), given.get("name"), FIELD_NAME, least=1) or "",
        "value": form.text((*at, "value"), given.get("value"), FIELD_VALUE, least=1) or "",
        "inline": bool(given.get("inline", False)),
    }


def _author(form: Form, at: Path, value: Any) -> Json:
    given = form.mapping(at, value)
    author: Json = {"name": form.text((*at, "name"), given.get("name"), AUTHOR, least=1) or ""}
    for key in ("url", "icon_url"):
        if given.get(key) and (
            url := form.link((*at, key), given[key], attachments=key == "icon_url")
        ):
            author[key] = url
    return author


def _footer(form: Form, at: Path, value: Any) -> Json:
    given = form.mapping(at, value)
    footer: Json = {"text": form.text((*at, "text"), given.get("text"), FOOTER, least=1) or ""}
    if given.get("icon_url") and (url := form.link((*at, "icon_url"), given["icon_url"])):
        footer["icon_url"] = url
    return footer


def _letters(embed: Json) -> int:
    return (
        len(embed.get("title", ""))
        + len(embed.get("description", ""))
        + len(embed.get("footer", {}).get("text", ""))
        + len(embed.get("author", {}).get("name", ""))
        + sum(len(field["name"]) + len(field["value"]) for field in embed.get("fields", []))
    )
