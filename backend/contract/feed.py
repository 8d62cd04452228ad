"""Calendar feeds (iCalendar, RFC 5545): a private address a person, and a public one.

GetFeed → FeedAddress      RevokeFeed → FeedAddress      ReadFeed → FeedText
"""

from typing import Annotated

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Value


class FeedAddress(Value):
    """Where a calendar program finds a person's own dates. Whoever knows the address can read them."""

    url: str
    """https, or http on one's own machine."""
    subscribe: str
    """The same as `webcal:`, which opens the calendar program."""
    public_url: str
    """The meetings and everyone's deadlines, without anything personal."""
    made: Instant


class GetFeed(Call[FeedAddress]):
    """The asker's private address; made when first asked for."""

    writes = True


class RevokeFeed(Call[FeedAddress]):
    """The old address ends at once; here is a new one."""

    writes = True


class FeedText(Value):
    text: str
    """The whole calendar, lines folded and ended as RFC 5545 has it."""
    tag: str
    """Changes when the text does (an HTTP entity tag)."""


class ReadFeed(Call[FeedText]):
    """A feed as it now stands; the public one without a key. Raises `NoSuchFeed`.

    It writes, because an entry's sequence number grows when the entry changed since it was last read.
    """

    callers = frozenset({Caller.OWNER})
    writes = True
    key: Annotated[str, Field(min_length=16, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")] | None = None
