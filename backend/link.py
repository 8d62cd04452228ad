"""The seam across machines: `HttpLink` asks, over HTTP, exactly as the backend in process is asked.

    async with HttpLink("http://127.0.0.1:8787", token) as backend:
        board = await backend(GetBoard(), by)

A refusal arrives as the class it was raised as. A backend that does not answer is `BackendAway`. A call that is safe
to repeat (it only reads, or carries a request key) is tried once more before that is said. The other end is
`backend.web`; what travels is written down in `Envelope` here, for both.
"""

from __future__ import annotations

import hashlib
import io
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp
from pydantic import BaseModel, ConfigDict, ValidationError

from backend.contract.base import By, Call, reply_adapter
from backend.contract.refusals import BackendAway, CourseError, refusal_named

R = TypeVar("R")

CONNECT_S = 3.0
ANSWER_S = 30.0
"""For a call that does not wait; one that waits gets its `wait` on top."""


class Envelope(BaseModel):
    """The body of `POST /calls/{Name}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: By
    call: dict[str, Any] = {}


class Problem(BaseModel):
    """The body of a refusal, `application/problem+json` (RFC 9457) with two members of our own."""

    type: str
    title: str
    status: int
    detail: str
    refusal: str
    facts: dict[str, str | int]


class HttpLink:
    """One backend, reached over HTTP with one token. Open it with `async with`."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
        self._http = aiohttp.ClientSession(headers=self._headers, timeout=timeout)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._http is not None
        await self._http.close()

    async def __call__(self, call: Call[R], by: By) -> R:
        """Raises the refusal, `BackendAway`, or `BackendFault`."""
        body = Envelope.model_construct(by=by, call=call.model_dump(mode="json")).model_dump(
            mode="json"
        )
        waits = float(getattr(call, "wait", 0.0))
        tries = 2 if by.key is not None or not call.writes else 1
        status, answer = await self._ask(
            "POST",
            f"/calls/{type(call).__name__}",
            tries=tries,
            patience=ANSWER_S + waits,
            json=body,
        )
        if status == 200:
            try:
                reply: R = reply_adapter(type(call)).validate_json(answer)
            except ValidationError as garbled:
                raise BackendAway() from garbled
            return reply
        raise _refusal(answer)

    async def put_blob(self, data: bytes) -> str:
        """Store bytes beside the seam; returns the SHA-256 under which calls may name them."""
        sha256 = hashlib.sha256(data).hexdigest()
        status, answer = await self._ask(
            "PUT", f"/blobs/{sha256}", tries=2, patience=ANSWER_S, data=data
        )
        if status not in (200, 201):
            raise _refusal(answer)
        return sha256

    async def get_blob(self, sha256: str) -> bytes:
        """Raises `NoSuchBlob`."""
        status, answer = await self._ask("GET", f"/blobs/{sha256}", tries=2, patience=ANSWER_S)
        if status != 200:
            raise _refusal(answer)
        return answer

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        tries: int,
        patience: float,
        json: Any = None,
        data: bytes | None = None,
    ) -> tuple[int, bytes]:
        assert self._http is not None, "open the link with `async with`"
        timeout = aiohttp.ClientTimeout(total=patience, sock_connect=CONNECT_S)
        for left in reversed(range(tries)):
            if self._http.closed:  # this process is ending while somebody still asks
                raise BackendAway()
            try:
                body = None if data is None else io.BytesIO(data)
                async with self._http.request(
                    method, self.url + path, timeout=timeout, json=json, data=body
                ) as response:
                    return response.status, await response.read()
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as lost:
                if not left:
                    raise BackendAway() from lost
            except TimeoutError as late:
                raise BackendAway() from late
        raise AssertionError("tries is at least one")


def _refusal(answer: bytes) -> CourseError:
    """What the backend refused with; anything else that speaks HTTP there is not our backend."""
    try:
        problem = Problem.model_validate_json(answer)
    except ValidationError:
        return BackendAway()
    return refusal_named(problem.refusal, problem.facts)
