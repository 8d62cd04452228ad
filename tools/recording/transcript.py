"""A transcript and its comparison: shapes, codes and sentences, not the values that differ from run to run.

An entry is a name, a status, the headers that clients act on, and a body. Two bodies are alike when they have the same
keys and kinds, and the same words where words matter: error codes and messages, types, flags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SECRET = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
"""How a bot's token looks."""
KEPT_HEADERS = (
    "content-type", "retry-after", "via", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset-after",
    "x-ratelimit-bucket", "x-ratelimit-scope", "x-ratelimit-global",
)  # fmt: skip
WORDS = frozenset(
    {
        "code",
        "message",
        "type",
        "op",
        "t",
        "global",
        "flags",
        "privacy_level",
        "entity_type",
        "status",
    }
)
"""Keys whose values are compared, where they are no ids."""
HIDDEN = frozenset(
    {"token", "session_id", "email", "phone", "verify_key", "ip", "locale", "avatar", "banner"}
)
"""Keys whose values are not written down at all."""


@dataclass(frozen=True)
class Entry:
    """One exchange, or one gateway payload (whose status is its operation)."""

    name: str
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


def cleaned(value: Any, secrets: Sequence[str]) -> Any:
    """The value without tokens and what tells of a person."""
    if isinstance(value, dict):
        return {
            key: "…" if key in HIDDEN and item is not None else cleaned(item, secrets)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [cleaned(item, secrets) for item in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "…")
        return SECRET.sub("…", value)
    return value


def write(path: Path, entries: Sequence[Entry]) -> None:
    """One entry a line."""
    path.write_text("".join(json.dumps(asdict(entry)) + "\n" for entry in entries), "utf-8")


def read(path: Path) -> list[Entry]:
    return [Entry(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def differences(real: Sequence[Entry], ours: Sequence[Entry]) -> Iterator[str]:
    """One line for each thing that the second does not do as the first."""
    mine = {entry.name: entry for entry in ours}
    for entry in real:
        other = mine.get(entry.name)
        if other is None:
            yield f"{entry.name}: missing"
            continue
        if entry.status != other.status:
            yield f"{entry.name}: {entry.status} there, {other.status} here"
        for header in sorted(entry.headers.keys() ^ other.headers.keys()):
            where = "there" if header in entry.headers else "here"
            yield f"{entry.name}: the header {header} is only {where}"
        yield from (f"{entry.name}: {fault}" for fault in _unlike(entry.body, other.body, "$"))
    known = {entry.name for entry in real}
    yield from (f"{entry.name}: only here" for entry in ours if entry.name not in known)


def _unlike(real: Any, ours: Any, at: str) -> Iterator[str]:
    if _kind(real) != _kind(ours):
        if "nothing" not in (_kind(real), _kind(ours)):
            yield f"{at} is {_kind(real)} there, {_kind(ours)} here"
        return
    if isinstance(real, dict):
        for key in sorted(real.keys() ^ ours.keys()):
            yield f"{at}.{key} is only {'there' if key in real else 'here'}"
        for key in sorted(real.keys() & ours.keys()):
            yield from _unlike(real[key], ours[key], f"{at}.{key}")
            if key in WORDS and _plain(real[key]) and real[key] != ours[key]:
                yield f"{at}.{key} is {real[key]!r} there, {ours[key]!r} here"
    elif isinstance(real, list) and real and ours:
        yield from _unlike(real[0], ours[0], f"{at}[0]")


def _plain(value: Any) -> bool:
    return isinstance(value, str | int) and not (
        isinstance(value, str) and value.isdecimal() and len(value) > 14
    )


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    for kind, name in (
        (bool, "a flag"),
        (int | float, "a number"),
        (str, "text"),
        (list, "a list"),
    ):
        if isinstance(value, kind):
            return name
    return "an object"
