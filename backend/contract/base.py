"""What a question to the backend is: `Value`, `Call[Reply]`, `By`, `Caller`.

Everything that can be asked is a frozen pydantic model, a subclass of `Call[Reply]`; it is answered by
`await backend(call, by)`, and the type checker infers the reply:

    deadlines = await backend(ListDeadlines(within_days=7), by)      # tuple[Deadline, ...]

This module knows nothing of HTTP, of databases or of Discord.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

Reply = TypeVar("Reply")


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""An aware moment; whatever zone it is given in, it is kept in UTC. A naive one is refused."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _printable(text: str) -> str:
    """Refuse control characters: PostgreSQL cannot store NUL, and no chat shows the others."""
    if CONTROL.search(text):
        raise ValueError("control characters are not allowed")
    return text


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_printable)]
"""A short text: a name, a title, what someone typed into a search."""

PaperId = Annotated[str, Field(pattern=r"^[0-9]{1,2}[a-z]$", examples=["5a"])]
Snowflake = Annotated[str, Field(pattern=r"^[0-9]{1,20}$", examples=["290926798626357999"])]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Value(BaseModel):
    """A frozen value that crosses the seam. Unknown keys are refused, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Caller(StrEnum):
    """Who holds the token. What a token may ask is bounded by this, whatever `By` claims."""

    BOT = "bot"
    """May vouch for people."""
    WORKER = "worker"
    """May only claim and report jobs, and speaks for itself."""
    OWNER = "owner"
    """The terminal of whoever runs the course: may ask everything, as anyone, at any hour."""


class Waker(StrEnum):
    """What a waiting call waits for; a commit that concerns it wakes those who wait."""

    NOTICES = "notices"
    JOBS = "jobs"
    ALARM = "alarm"
    """What is planned, or the course clock, has changed: the alarm looks when to ring next."""


class By(Value):
    """On whose behalf a call is made, and which asking it is."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9:_.@-]{1,64}$")]
    """The Discord id of the person; `worker:…` for a worker; a plain name from the terminal."""
    name: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_printable)]
    staff: bool = False
    key: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,100}$")] | None = None
    """The request key, such as the interaction's id. It is stored with the reply: asking again with the
    same key gives the same answer and does nothing twice."""
    now: Instant | None = None
    """Look at the course as of this moment. Only an owner's token may say so."""


class Call(Value, Generic[Reply]):
    """A question or an order. The class says who may give it and whether it changes anything."""

    callers: ClassVar[frozenset[Caller]] = frozenset({Caller.BOT, Caller.OWNER})
    staff_only: ClassVar[bool] = False
    writes: ClassVar[bool] = False
    waits_for: ClassVar[Waker | None] = None
    """A call with a `wait` field and this set is asked again, at the edge, while its reply is empty."""


class Backend(Protocol):
    """The seam. In one process the backend itself; across machines the HTTP client. One verb."""

    async def __call__(self, call: Call[Reply], by: By) -> Reply: ...


@cache
def reply_adapter(kind: type[Call[Any]]) -> TypeAdapter[Any]:
    """The validator and serialiser of a call's reply, read from its `Call[...]` base."""
    for base in kind.__mro__:
        arguments = getattr(base, "__pydantic_generic_metadata__", {}).get("args")
        if arguments:
            return TypeAdapter(arguments[0])
    raise TypeError(f"{kind.__name__} does not say what it replies: write Call[…]")
