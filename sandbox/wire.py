"""What went over the wire: for tests that judge it by Discord's schemas, and for the page's log.

No authorisation header is kept. Tokens in paths and payloads stay in the record, because schemas
judge them, and are masked in what `shown` gives to the page.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import Json


@dataclass(frozen=True)
class Request:
    """One REST exchange. `route` is the path's template; `body` is parsed JSON (of a form: its
    `payload_json`), `files` the names of what was uploaded. `fault` is the planted fault that befell
    it; a status of 0 says that the connection was cut before any effect."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    files: tuple[str, ...]
    status: int
    reply: Any
    at: str
    fault: str | None = None

    def shown(self) -> Json:
        path = re.sub(r"(/interactions/\d+/|/webhooks/\d+/)[^/]+", r"\1…", self.path)
        return {
            "kind": "rest",
            "at": self.at,
            "method": self.method,
            "route": self.route,
            "path": path,
            "query": self.query,
            "body": _masked(self.body),
            "files": list(self.files),
            "status": self.status,
            "reply": _masked(self.reply),
            "fault": self.fault,
        }


@dataclass(frozen=True)
class Dispatch:
    """One gateway event as it was sent to the bot."""

    name: str
    data: Json
    sequence: int
    at: str

    def shown(self) -> Json:
        return {
            "kind": "gateway",
            "at": self.at,
            "name": self.name,
            "sequence": self.sequence,
            "data": _masked(self.data),
        }


@dataclass
class Wire:
    """The last exchanges, oldest first; older ones are forgotten so that a long run stays small."""

    most: int = 5000
    _kept: deque[Request | Dispatch] = field(init=False)

    def __post_init__(self) -> None:
        self._kept = deque(maxlen=self.most)

    def append(self, entry: Request | Dispatch) -> None:
        self._kept.append(entry)

    def clear(self) -> None:
        self._kept.clear()

    def __iter__(self) -> Iterator[Request | Dispatch]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, index: int) -> Request | Dispatch:
        return self._kept[index]

    @property
    def requests(self) -> list[Request]:
        return [entry for entry in self if isinstance(entry, Request)]

    @property
    def dispatches(self) -> list[Dispatch]:
        return [entry for entry in self if isinstance(entry, Dispatch)]

    def calls(self, method: str, route: str) -> list[Request]:
        """The requests to one route, say `calls("POST", "/channels/{channel_id}/messages")`."""
        return [entry for entry in self.requests if (entry.method, entry.route) == (method, route)]


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "…" if key in ("token", "session_id") else _masked(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return value
