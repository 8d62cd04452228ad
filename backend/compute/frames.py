"""What a worker and its child say to each other, and how it is framed on a socket of their own.

    child → worker   Ready · Moved* · Attached* · Done | Failed          worker → child   Start

A frame is two lengths (four bytes each, big-endian), a message as JSON, and bytes that belong to
it. Standard output stays free for whatever an experiment prints. The reader holds the frame's
lengths to limits before it reads on, and checks the message: a child is not trusted. Nothing is
ever pickled.
"""

from __future__ import annotations

import struct
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from backend.compute.limits import BLOB_BYTES, REPORT_BYTES
from backend.contract.base import Value
from backend.contract.compute import (
    Code,
    Experiment,
    MachineCard,
    Name,
    Progress,
    Settings,
    Short,
    Table,
)

HEADER = struct.Struct(">II")

MESSAGE_BYTES = 2 * REPORT_BYTES
"""A report, and as much again for what the worker will take apart."""


class GarbledFrame(Exception):
    """What came is no frame of ours, or is larger than any may be."""


class Ready(Value):
    """The child has imported what it needs and waits for a job."""

    say: Literal["ready"] = "ready"
    experiments: tuple[Experiment, ...]
    machine: MachineCard
    broken: tuple[str, ...] = ()
    """Files that could not be imported, for the log."""
    code: Code = ""
    """Of the files that were imported."""


class Start(Value):
    say: Literal["start"] = "start"
    experiment: Name
    settings: Settings


class Moved(Value):
    say: Literal["moved"] = "moved"
    progress: Progress


class Attached(Value):
    """A picture, or the raw numbers; the bytes ride in the same frame."""

    say: Literal["attached"] = "attached"
    role: Literal["picture", "raw"]
    title: str = ""
    alt: str = ""
    media_type: str = "application/json"


class Done(Value):
    say: Literal["done"] = "done"
    title: str
    verdict: str
    table: Table
    seeds: tuple[int, ...]
    notes: tuple[str, ...]
    device: str
    load: float | None
    """One-minute load average when the measuring began."""


class Failed(Value):
    say: Literal["failed"] = "failed"
    problem: Short
    log: str = ""
    """For the worker's log, not for the person."""


Message = Annotated[Ready | Start | Moved | Attached | Done | Failed, Field(discriminator="say")]
_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


def framed(message: Message, attached: bytes = b"") -> bytes:
    """The frame's bytes. Raises `GarbledFrame` for what the other side would not take."""
    body = _MESSAGE.dump_json(message)
    check(len(body), len(attached))
    return HEADER.pack(len(body), len(attached)) + body + attached


def lengths(header: bytes) -> tuple[int, int]:
    """Of message and attachment. Raises `GarbledFrame`."""
    message, attached = HEADER.unpack(header)
    check(message, attached)
    return message, attached


def check(message: int, attached: int) -> None:
    if message > MESSAGE_BYTES:
        raise GarbledFrame(f"a message of {message} bytes, where {MESSAGE_BYTES} is the limit")
    if attached > BLOB_BYTES:
        raise GarbledFrame(f"an attachment of {attached} bytes, where {BLOB_BYTES} is the limit")


def parsed(body: bytes) -> Message:
    """Raises `GarbledFrame`."""
    try:
        return _MESSAGE.validate_json(body)
    except ValidationError as garbled:
        raise GarbledFrame(f"not a message: {garbled.error_count()} faults") from None
