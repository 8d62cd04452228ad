"""What the bot must say, drained from the backend's outbox, and what became of it.

    bot      NextNotices → tuple[Notice, …]   NoticeSaid → None     NoticeFailed → None
             NoticeClosed → None              NoticeUnknown → None  StopDraining → None
    person   TryAgain → Retried               AboutNotice → Delivery
    staff    ListDeliveries → Deliveries      SettleNotice → Delivery
    places   GetPlaces → Places               SetPlaces → Places    ListPlaces → tuple[Places, ...]

There are two kinds of notice. *Say once* is unique by its key and posted once. *Latest wins* (a board, a running
job's table, an announcement that may be edited) is one message that is posted once and then edited; what it said in
between does not matter. A notice goes to a channel, to a person (in a direct message), or to a guild (a scheduled
event). It carries what to say as data; the bot's cards decide how it looks.

    waiting ──▶ said          the bot posted it, and its message is known
       ├──────▶ withdrawn     nobody needs it any more; the reason says why
       ├──────▶ closed        the person takes no direct messages; TryAgain makes it wait again
       ├──────▶ set aside     no repetition mends it, or it was tried too often; staff are told
       └──────▶ unknown       it may have been said and nobody can tell: never repeated by itself, staff decide
"""

from typing import Annotated, Literal

from pydantic import Field

from backend.contract.announcements import AnnouncementStands
from backend.contract.ask import StaffAnswered, StaffAsked
from backend.contract.base import Call, Caller, Instant, Snowflake, Value, Waker
from backend.contract.compute import Job
from backend.contract.events import EventStands
from backend.contract.reminders import ReminderDigest, ReminderDue, ReminderRef
from backend.contract.signup import Board

BOT = frozenset({Caller.BOT, Caller.OWNER})

State = Literal["waiting", "said", "withdrawn", "closed", "set aside", "unknown"]


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


class DoorClosed(Value):
    """A direct message could not be delivered; said in public, so it says nothing of what it was about."""

    about: Literal["door-closed"] = "door-closed"
    person: Snowflake


Matter = Annotated[
    BoardStands | JobStands | StaffNote | DoorClosed | AnnouncementStands | EventStands
    | ReminderRef | ReminderDue | ReminderDigest | StaffAsked | StaffAnswered,
    Field(discriminator="about"),
]
"""What is said. A `ReminderRef` only stands in the outbox: the bot is handed what it stands for at that moment."""


class Notice(Value):
    """One thing to say to one recipient: exactly one of `channel`, `person` and `guild` is set."""

    id: int
    key: str
    """What it is, uniquely: "board:4711", "job:17"."""
    kind: Literal["once", "latest"]
    version: int
    """Grows with each change of a "latest" notice; 1 for "once"."""
    channel: Snowflake | None = None
    person: Snowflake | None = None
    """To be told in a direct message, which the bot opens."""
    guild: Snowflake | None = None
    """Where a scheduled event belongs."""
    message: Snowflake | None = None
    """The message (or event) to edit; None when it was never posted, as far as is known."""
    nonce: Annotated[str, Field(max_length=25)]
    """Made of key and posting, the same at every try: Discord then returns the first message."""
    matter: Matter
    tries: int
    """1 at the first."""
    made: Instant
    first_tried: Instant | None = None
    """When this posting was first handed to a bot (real clock), if that may have left a message behind."""
    look_first: bool = False
    """The first try is too long ago for the nonce to be remembered: look into the recent history for a message of this
    notice before posting, and say `NoticeUnknown` where one cannot look."""

    @property
    def lane(self) -> str:
        """Notices of one lane are said in turn; lanes do not wait for one another."""
        return f"{'channel' if self.channel else 'person' if self.person else 'guild'}:{self.to}"

    @property
    def to(self) -> str:
        return self.channel or self.person or self.guild or ""


class NextNotices(Call[tuple[Notice, ...]]):
    """Lease what is to be said for `lease_s` seconds of the real clock: channels first, at most a few a lane.

    One process drains at a time; while it lives, any other is refused with `AnotherBot`.
    """

    callers = BOT
    writes = True
    waits_for = Waker.NOTICES
    wait: Annotated[float, Field(ge=0, le=30)] = 0
    most: Annotated[int, Field(ge=1, le=50)] = 20
    people: Annotated[int, Field(ge=0, le=50)] = 20
    """Of `most`, at most so many to persons: a thousand direct messages leave room for a progress bar."""
    lease_s: Annotated[float, Field(ge=1, le=300)] = 45
    process: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{0,40}$")] = ""
    """Which bot process asks. Each process makes up a name for itself and keeps it while it lives."""
    held: Annotated[tuple[int, ...], Field(max_length=200)] = ()
    """What this process was handed and is still at. Whatever else it was handed got lost on the way and comes again."""


class StopDraining(Call[None]):
    """A bot process ends: another may drain at once, and get what this one was handed but did not begin to say."""

    callers = BOT
    writes = True
    process: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
    not_begun: Annotated[tuple[int, ...], Field(max_length=200)] = ()


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
    no_effect: bool = False
    """True when Discord certainly took nothing, because it said so (429, 4xx) or was never reached."""
    retry_after_s: Annotated[float, Field(ge=0, le=3600)] = 5


class NoticeClosed(Call[None]):
    """The person takes no direct messages (Discord's 50007); one mention in a channel says so.

    Raises `NoSuchNotice`.
    """

    callers = BOT
    writes = True
    notice: int
    version: int


class NoticeUnknown(Call[None]):
    """It may have been said, and it cannot be found out. It is not repeated; staff are told. Raises `NoSuchNotice`."""

    callers = BOT
    writes = True
    notice: int
    version: int
    reason: Annotated[str, Field(max_length=500)]


class Retried(Value):
    notices: int
    """How many of the asker's notices are on their way again."""


class TryAgain(Call[Retried]):
    """The asker has opened direct messages: say again what could not be said, as far as it is still of use."""

    writes = True


class Delivery(Value):
    """One notice as it stands, for those who want to know what was sent, to whom and when, or why not."""

    notice: int
    what: str
    """In words, such as "sign-up board"."""
    why: str
    """Why it is said to this recipient, in a sentence."""
    key: str
    state: State
    reason: str
    """Why it is in that state; empty for what is said or simply waits."""
    channel: Snowflake | None = None
    person: Snowflake | None = None
    guild: Snowflake | None = None
    message: Snowflake | None = None
    made: Instant
    not_before: Instant | None = None
    said: Instant | None = None
    tries: int


class AboutNotice(Call[Delivery]):
    """What a message of the bot is. Staff may ask about any, others about those in channels and to themselves.

    Raises `NoSuchNotice`.
    """

    notice: int


class Deliveries(Value):
    counts: dict[State, int]
    """Of everything that fits the question, whatever its state."""
    deliveries: tuple[Delivery, ...]
    """Newest first."""
    more: bool = False


class ListDeliveries(Call[Deliveries]):
    """What was sent, to whom, when, or why not."""

    staff_only = True
    states: tuple[State, ...] = ()
    """Only these; empty for all."""
    person: Snowflake | None = None
    channel: Snowflake | None = None
    text: Annotated[str, Field(max_length=100)] = ""
    """Occurs in the key, such as "review-3"."""
    before: int | None = None
    """Only notices older than this one: the next page."""
    most: Annotated[int, Field(ge=1, le=100)] = 20


class SettleNotice(Call[Delivery]):
    """Staff decide about a notice that is unknown, set aside or closed: say it again, or let it be.

    Raises `NoSuchNotice`, `NoticeIsSettled`.
    """

    staff_only = True
    writes = True
    notice: int
    say_again: bool


class Places(Value):
    """Where a guild keeps the course: channels, roles, and the board's message."""

    guild: Snowflake
    board_channel: Snowflake | None = None
    bench_channel: Snowflake | None = None
    announce_channel: Snowflake | None = None
    """News and reminders; and where a person whose direct messages are closed is mentioned."""
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
