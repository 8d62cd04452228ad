"""What the bot must say, drained from the backend's outbox, and where things are said.

    bot    NextNotices → tuple[Notice, …]    NoticeSaid → None    NoticeFailed → None
           GetPlaces → Places                SetPlaces → Places    ListPlaces → tuple[Places, ...]

There are two kinds of notice. *Say once* is unique by its key and posted once. *Latest wins* (a board, a running
job's table) is one message that is posted once and then edited; what it said in between does not matter.
A notice carries what to say as data; the bot's cards decide how it looks.
"""

from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Snowflake, Value, Waker
from backend.contract.compute import Job
from backend.contract.signup import Board

BOT = frozenset({Caller.BOT, Caller.OWNER})


class BoardStands(Value):
    """The sign-up board as it now stands."""

    about: Literal["board"] = "board"
    board: Board


class JobStands(Value):
    """A benchmark as it now stands: queued, filling, over."""

    about: Literal["job"] = "job"
    job: Job


class StaffNote(Value):
    """Something the staff should know, such as a fault's code."""

    about: Literal["staff-note"] = "staff-note"
    text: Annotated[str, Field(max_length=1500)]


Matter = Annotated[BoardStands | JobStands | StaffNote, Field(discriminator="about")]


class Notice(Value):
    """One thing to say in one channel."""

    id: int
    key: str
    """What it is, uniquely: "board:4711", "job:17"."""
    kind: Literal["once", "latest"]
    version: int
    """Grows with each change of a "latest" notice; 1 for "once"."""
    channel: Snowflake
    message: Snowflake | None
    """The message to edit; None when it was never posted."""
    nonce: Annotated[str, Field(max_length=25)]
    """Made of key and version, the same at every try: Discord then returns the first message."""
    matter: Matter
    tries: int
    made: Instant


class NextNotices(Call[tuple[Notice, ...]]):
    """Lease what is to be said, at most a few a channel, for `lease_s` seconds of the real clock."""

    callers = BOT
    writes = True
    waits_for = Waker.NOTICES
    wait: Annotated[float, Field(ge=0, le=30)] = 0
    most: Annotated[int, Field(ge=1, le=50)] = 20
    lease_s: Annotated[float, Field(ge=1, le=300)] = 45


class NoticeSaid(Call[None]):
    """It was posted or edited. Raises `NoSuchNotice`."""

    callers = BOT
    writes = True
    notice: int
    version: int
    message: Snowflake


class NoticeFailed(Call[None]):
    """It could not be said. Raises `NoSuchNotice`."""

    callers = BOT
    writes = True
    notice: int
    version: int
    reason: Annotated[str, Field(max_length=500)]
    give_up: bool = False
    """True for what no repetition mends (403, 404); else it is tried again with back-off, a bounded number of times."""
    message_gone: bool = False
    """The message to edit was deleted: post it anew."""
    retry_after_s: Annotated[float, Field(ge=0, le=3600)] = 5


class Places(Value):
    """Where a guild keeps the course: channels, roles, and the board's message."""

    guild: Snowflake
    board_channel: Snowflake | None = None
    bench_channel: Snowflake | None = None
    announce_channel: Snowflake | None = None
    staff_channel: Snowflake | None = None
    staff_role: Snowflake | None = None


class GetPlaces(Call[Places]):
    """What `/setup` chose for this guild; empty before it ran."""

    callers = BOT
    guild: Snowflake


class ListPlaces(Call[tuple[Places, ...]]):
    """Every guild's places."""

    callers = BOT


class SetPlaces(Call[Places]):
    """Remember where things are. A new board channel gets a new board."""

    callers = BOT
    staff_only = True
    writes = True
    places: Places
