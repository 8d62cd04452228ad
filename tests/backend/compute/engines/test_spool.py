"""A job's folder: whole files or none, one beginner, and limits for what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.compute.engines.engine import Finished, Stopped
from backend.compute.engines.spool import Heart, Order, Spool
from backend.compute.experiment import Picture
from backend.compute.frames import Done, GarbledFrame
from backend.compute.limits import BLOB_BYTES
from tests.backend.compute.lab import TABLE, progress

DONE = Done(
    title="Two numbers", verdict="They are numbers.", table=TABLE, seeds=(1,), notes=(),
    device="cpu", load=0.1,
)  # fmt: skip
ORDER = Order(
    taken=None, name="syllabot-lab-1-x", asked=0, time_limit_s=1, memory_gib=1, threads=1,
    packages=(), device="auto",
)  # fmt: skip


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path / "job-1-1")
    spool.open(ORDER)
    return spool


def test_what_is_put_in_comes_out(spool: Spool) -> None:
    ended = Finished(DONE, (Picture("A dot", "One dot.", b"\x89PNG"),), b"[1]")
    assert spool.last() is None
    spool.end(ended)
    last = spool.last()
    assert last is not None
    assert spool.ended(last) == ended
    assert spool.order() == ORDER
    spool.say_progress(progress(2))
    assert spool.progress() == progress(2)
    assert not list(spool.folder.glob(".*")), "nothing half-written is left"


def test_one_process_may_begin(spool: Spool) -> None:
    assert [spool.begin(), spool.begin()] == [True, False]


def test_what_was_cancelled_does_not_begin(spool: Spool) -> None:
    spool.cancel()
    assert not spool.begin()


@pytest.mark.parametrize(
    "garbage", [b"", b"\xff\xfe", b"{}garbage", b'{"done": 3}', b" " * 2_000_000]
)
def test_garbage_is_no_report(spool: Spool, garbage: bytes) -> None:
    (spool.folder / "last.json").write_bytes(garbage)
    with pytest.raises(GarbledFrame):
        spool.last()


def test_a_picture_that_is_too_large_is_not_read(spool: Spool) -> None:
    spool.end(Finished(DONE, (), b"[1]"))
    with (spool.folder / "raw").open("wb") as raw:
        raw.truncate(BLOB_BYTES + 1)
    last = spool.last()
    assert last is not None
    with pytest.raises(GarbledFrame, match="larger"):
        spool.ended(last)


def test_a_bad_end_keeps_its_sentence(spool: Spool) -> None:
    spool.end(Stopped("It was too hot.", retry=True), log="the trace")
    last = spool.last()
    assert last is not None
    assert spool.ended(last) == Stopped("It was too hot.", retry=True)
    assert last.log == "the trace"


def test_each_beat_can_be_told_from_the_one_before(spool: Spool) -> None:
    assert spool.beat() == b""
    heart = Heart(spool.folder)
    felt = []
    for _ in range(11):
        heart.beat()
        felt.append(spool.beat())
    assert len(set(felt)) == 11
    assert {len(each) for each in felt} == {len(felt[0])}, "each covers the one before"
    heart.close()


def test_a_folder_that_was_cleared_away_is_not_begun_again_by_a_beat(spool: Spool) -> None:
    heart = Heart(spool.folder)
    assert spool.wanted
    spool.remove()
    heart.beat()
    heart.close()
    assert not spool.wanted
    assert not spool.folder.exists()


def test_what_was_cancelled_is_not_wanted(spool: Spool) -> None:
    spool.cancel()
    assert not spool.wanted


def test_an_order_of_a_worker_of_before_has_no_beats(spool: Spool) -> None:
    old = ORDER.model_dump_json(exclude={"beat_s"})
    (spool.folder / "order.json").write_text(old)
    order = spool.order()
    assert order is not None
    assert order.beat_s is None
