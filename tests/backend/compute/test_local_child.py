"""Whatever a benchmark's process does: the run ends, says how in a sentence, and nothing lives on.

Real processes; each is a fresh interpreter without torch.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.compute.child import Line, prepare
from backend.compute.engines.engine import Care, ChildWontStart, Finished, Stopped, Unfit
from backend.compute.engines.local import LocalChild, environment
from backend.compute.experiment import Found
from backend.compute.frames import Start, framed
from backend.compute.processes import Family
from backend.contract.compute import Progress
from tests.backend.compute.misbehaving.behaves import BEHAVES
from tests.backend.compute.misbehaving.faulty import MANY_STEPS
from tests.backend.compute.processes import gone, letter_box
from tests.patience import PATIENCE_S

PACKAGE = "tests.backend.compute.misbehaving"
CARE = Care(time_limit_s=30, memory_gib=0.4, packages=(PACKAGE,), alone=False)


async def run(
    experiment: str, care: Care = CARE, **settings: str | int
) -> tuple[Finished | Stopped, list[Progress], str]:
    """How it ended, what it reported, what it printed; and afterwards none of it lives."""
    seen: list[Progress] = []
    async with await LocalChild.spawn(care) as child:
        ended = await child.run(experiment, dict(settings), seen.append)
        printed = child.printed()
        family: Family = child._family
    assert family.all() == set()
    return ended, seen, printed


async def deed(name: str, care: Care = CARE) -> str:
    """The sentence with which a faulty one ends."""
    ended, seen, _ = await run("faulty", care, deed=name)
    assert isinstance(ended, Stopped)
    assert seen[0].doing == "the good part", "what was finished before is kept"
    return ended.problem


async def test_a_good_one_reports_as_it_goes() -> None:
    ended, seen, _ = await run("behaves", seed=4)
    assert isinstance(ended, Finished)
    assert [progress.done for progress in seen] == [1, 2]
    assert seen[-1].table == ended.done.table
    assert [picture.data for picture in ended.pictures] == [b"\x89PNG not really"]
    assert ended.raw is not None


def test_it_prepares_until_it_is_spoken_to(capfd: pytest.CaptureFixture[str]) -> None:
    """Piece by piece; what one raises is printed, and does not keep it from the next."""
    ours, theirs = socket.socketpair()
    pieces: list[int] = []

    class Raises(type(BEHAVES)):  # type: ignore[misc]
        def prepare(self) -> Iterator[None]:
            yield
            raise RuntimeError("no such shelf")

    class Prepares(type(BEHAVES)):  # type: ignore[misc]
        def prepare(self) -> Iterator[None]:
            for piece in range(10):
                pieces.append(piece)
                if piece == 2:
                    ours.sendall(framed(Start(experiment="behaves", settings={})))
                yield

    with ours:
        line = Line(theirs.detach())
        prepare(line, Found({"a": Raises(), "b": Prepares(), "c": Prepares()}))
        heard = line.hear()
        line.close()
    assert pieces == [0, 1, 2]
    assert isinstance(heard, Start) and heard.experiment == "behaves", "nothing of it was lost"
    assert "no such shelf" in capfd.readouterr().err


async def test_the_same_seed_gives_the_same_bits() -> None:
    (one, _, _), (two, _, _) = await asyncio.gather(run("behaves", seed=9), run("behaves", seed=9))
    assert isinstance(one, Finished)
    assert isinstance(two, Finished)
    assert one.raw == two.raw
    assert one.done.table == two.done.table


async def test_it_says_what_it_offers_and_what_it_left_out() -> None:
    async with await LocalChild.spawn(CARE) as child:
        assert [card.name for card in child.ready.experiments] == ["behaves", "faulty"]
        assert [line.split(":")[0] for line in child.ready.broken] == [f"{PACKAGE}.unimportable"]
        assert "this file is broken" in child.ready.broken[0]
        assert child.ready.machine.cores >= 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("raise-an-error", "stopped with an error (ZeroDivisionError)"),
        ("refuse", "This machine has no abacus."),
        ("crash", "signal (SIGSEGV)"),
        ("leave", "ended with status 3"),
        ("eat", "more memory than it may have (0.4 GiB)"),
        ("feed-a-child", "more memory than it may have (0.4 GiB)"),
        ("meddle", "no report"),
        ("huge-report", "too large"),
        ("huge-picture", "too large"),
    ],
)
async def test_a_bad_end_is_a_sentence(name: str, says: str) -> None:
    problem = await deed(name)
    assert says in problem
    assert "/home/ada" not in problem
    assert len(problem) <= 300


async def test_being_killed_from_outside_is_the_machine_s_fault() -> None:
    ended, _, _ = await run("faulty", deed="be-killed")
    assert ended == Stopped("The benchmark's process was killed by the machine.", retry=True)


async def test_a_time_limit_ends_it() -> None:
    care = Care(time_limit_s=0.5, packages=(PACKAGE,), alone=False)
    assert "time limit of 0.5 s" in await deed("hang", care)


@pytest.mark.parametrize("name", ["detach", "detach-without-a-trace"])
async def test_what_detached_itself_dies_too(name: str) -> None:
    """In a process of its own, which may take every orphan for the benchmark's."""
    runner = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.backend.compute.run_faulty", name
    )
    assert await asyncio.wait_for(runner.wait(), PATIENCE_S) == 0


async def test_cancelling_a_run_kills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with letter_box() as box:
        monkeypatch.setenv("LETTER_BOX", box.path)
        running = asyncio.create_task(run("faulty", deed="detach"))
        pid = int(await box.letter())
        assert not gone(pid)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert gone(pid)


async def test_printing_garbage_harms_nobody() -> None:
    ended, _, printed = await run("faulty", deed="print-garbage")
    assert isinstance(ended, Finished)
    assert 0 < len(printed.encode()) <= 4 * 8192


async def test_a_huge_table_is_left_out_of_the_progress() -> None:
    ended, seen, _ = await run("faulty", deed="huge-progress")
    assert isinstance(ended, Finished)
    assert [(progress.done, progress.table is None) for progress in seen] == [(1, False), (2, True)]


async def test_many_reports_do_not_dam_up() -> None:
    ended, seen, _ = await run("faulty", deed="many-steps")
    assert isinstance(ended, Finished)
    assert len(seen) == MANY_STEPS + 1


async def test_a_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYLLABOT_WORKER_TOKEN", "not for you")
    async with letter_box() as box:
        monkeypatch.setenv("LETTER_BOX", box.path)
        await run("faulty", deed="note-secrets")
        assert await box.letter() == "none"


async def test_a_child_that_cannot_start_says_why() -> None:
    care = Care(packages=("tests.backend.compute.nowhere",), alone=False)
    with pytest.raises(ChildWontStart, match="No module named"):
        await LocalChild.spawn(care)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_nothing_is_left_open() -> None:
    before = open_files()
    for _ in range(2):
        await run("behaves")
    assert open_files() <= before


async def test_a_gpu_that_is_asked_for_and_not_there() -> None:
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    care = Care(packages=(PACKAGE,), alone=False, device="cuda")
    with pytest.raises(
        Unfit, match=r'^\[compute\] device is "cuda", but torch .* sees no GPU here'
    ):
        await LocalChild.spawn(care)


def test_a_gpu_can_be_hidden() -> None:
    assert environment(Care(device="cpu"))["CUDA_VISIBLE_DEVICES"] == ""
    assert environment(Care()).get("CUDA_VISIBLE_DEVICES") == os.environ.get("CUDA_VISIBLE_DEVICES")
