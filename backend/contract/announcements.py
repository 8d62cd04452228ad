"""Announcements: composed, previewed, posted after a while in which they can be taken back, edited afterwards.

    ComposeAnnouncement → Announcement   EditAnnouncement → Announcement   PostAnnouncement → Announcement
    CancelAnnouncement → Announcement    GetAnnouncement → Announcement    ListAnnouncements → tuple[Announcement, …]

    draft ──post──▶ holding ──(a minute or two)──▶ out
      │  └─schedule─▶ scheduled ──(its hour)─────▶ out          cancel, before it is out ──▶ cancelled

What is posted is what was previewed: posting names the version that was seen. Mentions are exactly the chosen
audience, whatever the text contains. The hour of a scheduled one is the course's clock; the while of holding the real.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from backend.contract.base import CONTROL, Call, Caller, Instant, PaperId, Sha256, Snowflake, Value

MOST_PEOPLE = 25
"""Who is mentioned by name; larger audiences are roles."""


def _readable(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("control characters are not allowed")
    if not text.strip():
        raise ValueError("there is nothing to read in it")
    return text


Words = Annotated[str, Field(max_length=1200), AfterValidator(_readable)]
"""With the mentions it must fit into one message of Discord's, 2,000 characters."""

AnnouncementState = Literal["draft", "scheduled", "holding", "out", "failed", "cancelled"]
"""`failed`: Discord would not take it, and `delivery` says why; editing it, or settling its notice, tries again."""


class Nobody(Value):
    """Those who read the channel; nobody is called."""

    kind: Literal["nobody"] = "nobody"


class Everyone(Value):
    """Everyone who can see the channel."""

    kind: Literal["everyone"] = "everyone"


class RoleHolders(Value):
    kind: Literal["role"] = "role"
    role: Snowflake


class Presenters(Value):
    """Those who present a paper when the announcement goes out."""

    kind: Literal["presenters"] = "presenters"
    paper: PaperId


class People(Value):
    """Persons by name, such as a project group."""

    kind: Literal["people"] = "people"
    people: Annotated[tuple[Snowflake, ...], Field(min_length=1, max_length=MOST_PEOPLE)]
    called: Annotated[str, Field(max_length=80)] = ""
    """What they are called together, such as "group 3"."""


Audience = Annotated[
    Nobody | Everyone | RoleHolders | Presenters | People, Field(discriminator="kind")
]


class Mentions(Value):
    """Exactly who is called: Discord's `allowed_mentions`, and the words in front of the text."""

    everyone: bool = False
    roles: tuple[Snowflake, ...] = ()
    people: tuple[Snowflake, ...] = ()

    @property
    def words(self) -> str:
        """As Discord writes them: "@everyone", "<@&12>", "<@34> <@56>"; empty for nobody."""
        told = ["@everyone"] if self.everyone else []
        told += [f"<@&{role}>" for role in self.roles]
        told += [f"<@{person}>" for person in self.people]
        return " ".join(told)


class Attached(Value):
    """A file that was stored with `PUT /blobs/{sha256}`."""

    blob: Sha256
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.() -]{1,100}$")]
    alt: Annotated[str, Field(max_length=1000)] = ""
    """What it shows, for those who do not see it."""


class AnnouncementStands(Value):
    """An announcement as the channel shows it."""

    about: Literal["announcement"] = "announcement"
    announcement: int
    text: Words
    mentions: Mentions
    files: tuple[Attached, ...] = ()
    by: str
    """Who wrote it; a name, for people to read."""


class Announcement(Value):
    id: int
    version: int
    """Grows with each edit."""
    state: AnnouncementState
    guild: Snowflake
    channel: Snowflake
    audience: Audience
    post: AnnouncementStands
    """Exactly what is, or would now be, posted."""
    reach: int | None
    """How many persons are mentioned; None for a role or everyone, whom only Discord can count."""
    at: Instant | None = None
    """The hour for which it is scheduled, on the course's clock."""
    held_until: Instant | None = None
    """Until then it can be taken back (real clock)."""
    made: Instant
    by: str
    message: Snowflake | None = None
    """Once it is out."""
    delivery: str = ""
    """How its delivery stands when it is not simply said: waiting, set aside and why, …"""


class ComposeAnnouncement(Call[Announcement]):
    """Write a draft; the reply is its preview. Raises `NoSuchPaper`, `NobodyToCall`, `NoSuchBlob`."""

    staff_only = True
    writes = True
    guild: Snowflake
    channel: Snowflake
    text: Words
    audience: Audience = Nobody()
    files: Annotated[tuple[Attached, ...], Field(max_length=10)] = ()


class EditAnnouncement(Call[Announcement]):
    """Change what is left to change: all of a draft; of one that is out, text and files (the message is edited, and
    nobody is called again). One that is holding is held anew.

    Raises `NoSuchAnnouncement`, `AnnouncementChanged`, `AnnouncementIsOut`, `AnnouncementIsOver`, and what composing
    raises.
    """

    staff_only = True
    writes = True
    announcement: int
    version: int
    """The one that was seen."""
    text: Words | None = None
    channel: Snowflake | None = None
    audience: Audience | None = None
    files: Annotated[tuple[Attached, ...], Field(max_length=10)] | None = None


class PostAnnouncement(Call[Announcement]):
    """Post what was previewed: after a while of holding, or at an hour of the course's clock.

    Raises `NoSuchAnnouncement`, `AnnouncementChanged`, `AnnouncementIsOut`, `AnnouncementIsOver`, `HourIsPast`.
    """

    staff_only = True
    writes = True
    announcement: int
    version: int
    at: Instant | None = None
    """None for now."""
    hold_s: Annotated[float, Field(ge=0, le=300)] | None = None
    """Seconds of the real clock in which it can be taken back; None for what the settings say."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "PostAnnouncement":
        if self.at is not None and self.hold_s is not None:
            raise ValueError("a scheduled announcement is not held; give `at` or `hold_s`")
        return self


class CancelAnnouncement(Call[Announcement]):
    """Take back what is not out yet, in whatever state it is.

    Raises `NoSuchAnnouncement`, `AnnouncementIsOut`, `AnnouncementIsOver`.
    """

    staff_only = True
    writes = True
    announcement: int


class GetAnnouncement(Call[Announcement]):
    """One announcement, as it would be posted now. Raises `NoSuchAnnouncement`."""

    staff_only = True
    announcement: int


class ListAnnouncements(Call[tuple[Announcement, ...]]):
    """Announcements, soonest first while they wait, newest first otherwise."""

    staff_only = True
    states: tuple[AnnouncementState, ...] = ("scheduled", "holding")
    guild: Snowflake | None = None
    most: Annotated[int, Field(ge=1, le=50)] = 25


class PostDue(Call[int]):
    """Hand to the outbox what is scheduled for an hour that has come; the reply is how many.

    Asked before notices are leased, so it needs no timer: what nobody drains cannot be said.
    """

    callers = frozenset({Caller.OWNER})
    writes = True
