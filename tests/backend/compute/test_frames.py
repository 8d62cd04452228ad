"""What worker and child say to each other: framed, bounded, checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.compute.frames import (
    HEADER,
    MESSAGE_BYTES,
    Attached,
    GarbledFrame,
    Moved,
    Start,
    framed,
    lengths,
    parsed,
)
from backend.compute.limits import BLOB_BYTES
from tests.backend.compute.lab import progress


@given(st.binary(max_size=2000))
def test_a_frame_holds_its_message_and_its_bytes(data: bytes) -> None:
    said = Attached(role="picture", title="A title", alt="ä", media_type="image/png")
    frame = framed(said, data)
    message, attached = lengths(frame[: HEADER.size])
    body = frame[HEADER.size :]
    assert len(body) == message + attached
    assert parsed(body[:message]) == said
    assert body[message:] == data


def test_messages_come_back_as_what_they_were() -> None:
    for said in (
        Start(experiment="pendulum", settings={"swings": 3, "clocks": ("sun",), "length": 0.5}),
        Moved(progress=progress(2)),
    ):
        frame = framed(said)
        assert parsed(frame[HEADER.size :]) == said


@given(st.binary(max_size=200))
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(GarbledFrame):
        parsed(data)


@pytest.mark.parametrize("size", [(MESSAGE_BYTES + 1, 0), (10, BLOB_BYTES + 1), (2**32 - 1, 0)])
def test_what_is_too_long_is_refused_before_it_is_read(size: tuple[int, int]) -> None:
    with pytest.raises(GarbledFrame, match="limit"):
        lengths(HEADER.pack(*size))


def test_a_frame_that_would_be_refused_is_not_sent() -> None:
    with pytest.raises(GarbledFrame):
        framed(Attached(role="raw"), b"x" * (BLOB_BYTES + 1))
