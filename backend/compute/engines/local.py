"""One warm child on this machine: spawned, ready, given one job, and killed with all it started.

    async with await LocalChild.spawn(care) as child:
        ended = await child.run("optimizers", settings, on_progress)

`LocalEngine` keeps one warm, as a worker wants it.

A fresh interpreter in a session of its own, never a fork: torch and OpenMP do not survive one. It
is given no secret of this process. Whatever the child does (crash, hang, print, detach, eat
memory), `run` ends within its time limit and says in a sentence how.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from backend.compute.engines.engine import (
    Care,
    ChildWontStart,
    Finished,
    Going,
    Over,
    Stopped,
    Unfit,
)
from backend.compute.engines.pipes import Ends
from backend.compute.experiment import Picture
from backend.compute.frames import Attached, Done, Failed, GarbledFrame, Moved, Ready, Start
from backend.compute.limits import FIGURES
from backend.compute.processes import (
    KILLING_S,
    MARK,
    Family,
    kill_strays,
    new_mark,
    worker_lives,
)
from backend.contract.compute import Assignment, Progress, Settings

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[3]
"""Where our packages lie."""

WARM_UP_S = 120.0
"""Importing torch from a cold disk is slow; a child that needs longer will never come."""

WATCH_S = 1.0

SCRATCH = "syllabot-bench-"
"""How the folders begin in which children run; a mark follows."""


class LocalChild:
    """A child that waits for its one job."""

    def __init__(
        self, process: subprocess.Popen[bytes], ends: Ends, mark: str, care: Care, folder: Path
    ) -> None:
        self._process = process
        self._ends = ends
        self._care = care
        self._folder = folder
        self._family = Family(process.pid, mark, alone=care.alone)
        self.ready: Ready

    @classmethod
    async def spawn(cls, care: Care) -> Self:
        """A child that has imported everything. Raises `ChildWontStart`."""
        mark = new_mark()
        folder = Path(tempfile.mkdtemp(prefix=f"{SCRATCH}{mark}-"))
        ours, theirs = socket.socketpair()
        printed, prints = os.pipe()
        try:
            # From this thread, not from a passing one: the child dies with the thread that made it.
            process = subprocess.Popen(  # noqa: ASYNC220
                [
                    sys.executable, "-m", "backend.compute.child", str(theirs.fileno()),
                    str(os.getpid()), str(care.memory_gib), str(care.threads), care.device, *care.packages,
                ],
                stdin=subprocess.DEVNULL, stdout=prints, stderr=prints, cwd=folder,
                pass_fds=(theirs.fileno(),), start_new_session=True, env=environment(care) | {MARK: mark},
            )  # fmt: skip
        finally:
            theirs.close()
            os.close(prints)
        child = cls(process, await Ends.open(ours, printed), mark, care, folder)
        try:
            async with asyncio.timeout(WARM_UP_S):
                first, _ = await child._ends.hear()
            if isinstance(first, Failed):
                raise Unfit(first.problem)
            if not isinstance(first, Ready):
                raise GarbledFrame("it did not say that it is ready")
            child.ready = first
        except (asyncio.IncompleteReadError, GarbledFrame, TimeoutError) as fault:
            await child.close()
            raise ChildWontStart(f"{_how(fault)}; it printed: {child.printed()}") from None
        except BaseException:
            await child.close()
            raise
        return child

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def printed(self) -> str:
        """The end of what the child and its own children printed."""
        return bytes(self._ends.tail).decode(errors="replace").strip() or "nothing"

    async def run(
        self, experiment: str, settings: Settings, on_progress: Callable[[Progress], None]
    ) -> Finished | Stopped:
        """Give it its job and listen until it is over. Cancelling this kills the child."""
        watch = asyncio.create_task(self._watch_memory())
        listen = asyncio.create_task(self._listen(experiment, settings, on_progress))
        try:
            async with asyncio.timeout(self._care.time_limit_s):
                done, _ = await asyncio.wait({watch, listen}, return_when=asyncio.FIRST_COMPLETED)
            return (listen if listen in done else watch).result()
        except TimeoutError:
            return Stopped(
                f"The benchmark was stopped at its time limit of {self._care.time_limit_s:g} s. "
                "Ask for less of it: fewer seeds, fewer steps."
            )
        finally:
            for task in (watch, listen):
                task.cancel()
            await asyncio.wait({watch, listen})
            await self._family.kill()

    async def close(self) -> None:
        """Kill the child and all it started, and let go of everything."""
        await self._family.kill()
        try:
            await asyncio.to_thread(self._process.wait, KILLING_S)
        except subprocess.TimeoutExpired:
            pass  # `kill` has said so
        await self._ends.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _listen(
        self, experiment: str, settings: Settings, on_progress: Callable[[Progress], None]
    ) -> Finished | Stopped:
        pictures: list[Picture] = []
        raw: bytes | None = None
        try:
            await self._ends.say(Start(experiment=experiment, settings=settings))
            while True:
                match await self._ends.hear():
                    case Moved(progress=progress), _:
                        on_progress(progress)
                    case Attached(role="picture") as about, data if len(pictures) < FIGURES:
                        pictures.append(Picture(about.title, about.alt, data, about.media_type))
                    case Attached(role="raw"), data:
                        raw = data
                    case Done() as done, _:
                        return Finished(done, tuple(pictures), raw)
                    case Failed(problem=problem, log=trace), _:
                        log.warning("%s failed: %s\n%s", experiment, problem, trace)
                        return Stopped(problem)
                    case other, _:
                        raise GarbledFrame(f"an unexpected {other.say!r}")
        except GarbledFrame as garbled:
            log.warning("%s sent garbage: %s", experiment, garbled)
            return Stopped("The benchmark sent something that is no report. It was stopped.")
        except (asyncio.IncompleteReadError, ConnectionError):
            return await self._died(experiment)

    async def _died(self, experiment: str) -> Stopped:
        """The child hung up without a last word."""
        try:
            async with asyncio.timeout(5):
                code = await asyncio.to_thread(self._process.wait, 5)
        except (TimeoutError, subprocess.TimeoutExpired):
            return Stopped("The benchmark stopped talking. It was stopped.")
        log.warning("%s died (%s); it printed: %s", experiment, code, self.printed())
        if code == -signal.SIGKILL:
            # Not by us: most likely the kernel, short of memory.
            return Stopped("The benchmark's process was killed by the machine.", retry=True)
        how = f"on a signal ({signal.Signals(-code).name})" if code < 0 else f"with status {code}"
        return Stopped(f"The benchmark's process ended {how} before it had reported.")

    async def _watch_memory(self) -> Stopped:
        """Returns when the family together is too large; the kernel holds each process to it."""
        limit = self._care.memory_gib * 2**30
        # Nobody tells when memory grows, so it must be looked at.
        while await asyncio.to_thread(self._family.resident_bytes) <= limit:  # noqa: ASYNC110
            await asyncio.sleep(WATCH_S)
        return Stopped(
            f"The benchmark needed more memory than it may have ({self._care.memory_gib:g} GiB). "
            "Ask for less of it."
        )


class LocalEngine:
    """A child on this machine for each job; between jobs one is kept warm.

    While a job runs nothing else is started here that would disturb a timing.
    """

    outlives = False

    def __init__(self, care: Care) -> None:
        self._care = care
        self._child: LocalChild | None = None
        self._running: asyncio.Task[Finished | Stopped] | None = None
        self._progress = STARTING
        self._news = asyncio.Event()
        self._began = 0.0

    async def capabilities(self) -> Ready:
        return (await self._warm()).ready

    async def resume(self) -> tuple[Assignment, ...]:
        return ()  # a child dies with its worker

    async def submit(self, taken: Assignment) -> None:
        child = await self._warm()
        self._progress, self._began = STARTING, time.monotonic()
        self._news.clear()
        self._running = asyncio.create_task(
            child.run(taken.experiment, taken.settings, self._moved)
        )
        self._running.add_done_callback(lambda _: self._news.set())

    async def poll(self, taken: Assignment, at_most_s: float) -> Going | Over:
        assert self._running is not None and self._child is not None, "nothing was submitted"
        try:
            async with asyncio.timeout(at_most_s):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()
        if not self._running.done():
            return Going(self._progress)
        self._news.set()  # who asks again is told again
        ended, ready = self._running.result(), self._child.ready
        return Over(ended, ready, time.monotonic() - self._began, self._progress)

    async def cancel(self, taken: Assignment) -> None:
        await self.close()

    async def close(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.wait({running})
        child, self._child = self._child, None
        if child is not None:
            await child.close()

    def _moved(self, progress: Progress) -> None:
        self._progress = progress
        self._news.set()

    async def _warm(self) -> LocalChild:
        """A child that is ready. One bad start is luck, the second is a broken installation."""
        if self._child is not None and self._running is None and self._child.alive:
            return self._child
        await self.close()
        try:
            self._child = await LocalChild.spawn(self._care)
        except Unfit:
            raise
        except ChildWontStart as once:
            log.warning("%s; trying once more", once)
            self._child = await LocalChild.spawn(self._care)
        return self._child


STARTING = Progress(done=0, total=1, doing="starting")


def sweep() -> None:
    """Clear away what workers left behind that were killed: processes, and folders."""
    if strays := kill_strays():
        log.warning("killed %d processes that a dead worker had left behind", strays)
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        if not worker_lives(folder.name.removeprefix(SCRATCH)):
            shutil.rmtree(folder, ignore_errors=True)


def environment(care: Care) -> dict[str, str]:
    """This process's, less what is secret, with one thread where libraries would take all cores."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SYLLABOT_")}
    root = str(ROOT)
    threads = str(care.threads)
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, (root, kept.get("PYTHONPATH")))),
        "PYTHONHASHSEED": "0",
        "PYTHONFAULTHANDLER": "1",
        "OMP_NUM_THREADS": threads,
        "MKL_NUM_THREADS": threads,
        "OPENBLAS_NUM_THREADS": threads,
        # An empty list hides every GPU, whatever the libraries would choose.
        **({"CUDA_VISIBLE_DEVICES": ""} if care.device == "cpu" else {}),
    }


def _how(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return f"the benchmark's process was not ready after {WARM_UP_S:g} s"
    return f"the benchmark's process did not come up ({type(fault).__name__})"
