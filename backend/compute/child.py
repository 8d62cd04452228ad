"""The process in which an experiment runs.

    python -m backend.compute.child FD PARENT GIB THREADS DEVICE PACKAGE…

It imports everything before it says that it is ready, prepares what it can while it waits, takes one job, reports, and
ends. It is started and watched by `engines.local`, and dies with it. It holds no token and knows no backend;
whatever it prints is drained elsewhere, for what it has to say goes over a socket of its own.
"""

from __future__ import annotations

import json
import resource
import select
import socket
import sys
import traceback
from collections.abc import Callable, Sequence

from backend.compute import machine
from backend.compute.experiment import CannotRun, Experiment, Found, Outcome, discover
from backend.compute.frames import (
    HEADER,
    Attached,
    Done,
    Failed,
    GarbledFrame,
    Message,
    Moved,
    Ready,
    Start,
    framed,
    lengths,
    parsed,
)
from backend.compute.limits import FIGURES, PROGRESS_BYTES, REPORT_BYTES
from backend.compute.processes import die_with
from backend.contract.compute import Progress

LOG_CHARACTERS = 8000


class Line:
    """This side of the socket; blocking, for the child has nothing else to do."""

    def __init__(self, fd: int) -> None:
        self._socket = socket.socket(fileno=fd)
        self._socket.set_inheritable(False)

    def close(self) -> None:
        self._socket.close()

    def say(self, message: Message, attached: bytes = b"") -> None:
        self._socket.sendall(framed(message, attached))

    def hear(self) -> Message | None:
        """The next message; None when the worker has gone."""
        header = self._read(HEADER.size)
        if header is None:
            return None
        message, attached = lengths(header)
        body = self._read(message + attached)
        return None if body is None else parsed(body[:message])

    @property
    def spoken_to(self) -> bool:
        """Whether `hear` would return at once."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def _read(self, size: int) -> bytes | None:
        data = bytearray()
        while len(data) < size:
            part = self._socket.recv(size - len(data))
            if not part:
                return None
            data += part
        return bytes(data)


def main(arguments: Sequence[str]) -> None:
    fd, parent, gib, threads, device, *packages = arguments
    die_with(int(parent))
    _limit_memory(float(gib))
    line = Line(int(fd))
    found = discover(Experiment, packages)  # type: ignore[type-abstract]
    _use_threads(int(threads))
    if device == "cuda" and (problem := machine.gpu_is_missing()):
        line.say(Failed(problem=problem))
        return
    card = machine.machine_card(int(threads))
    cards = tuple(experiment.card for experiment in found)
    code = machine.code_version(packages)
    line.say(Ready(experiments=cards, machine=card, broken=found.broken, code=code))
    prepare(line, found)
    start = line.hear()
    if isinstance(start, Start):
        _run(line, found, start, float(gib))


def prepare(line: Line, found: Found[Experiment]) -> None:
    """What each experiment wants to have ready (`Experiment.prepare`), until there is a job."""
    for experiment in found:
        try:
            for _ in experiment.prepare():
                if line.spoken_to:
                    return
        except Exception:  # whatever a plug-in raises: its run will say so
            traceback.print_exc()


def _limit_memory(gib: float) -> None:
    """Private writable memory: unlike the address space, it leaves what is only reserved alone."""
    limit = int(gib * 2**30)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _use_threads(threads: int) -> None:
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(threads)


def _run(line: Line, found: Found[Experiment], start: Start, gib: float) -> None:
    load = machine.load()
    try:
        experiment = found.plugs[start.experiment]
        outcome = experiment.run(start.settings, _reporting(line.say))
        _deliver(line, outcome, load)
    except CannotRun as refusal:
        line.say(Failed(problem=str(refusal)[:300]))
    except BrokenPipeError:
        return
    except Exception as fault:
        line.say(Failed(problem=_in_a_sentence(fault, gib), log=_trace()))


def _reporting(say: Callable[[Message], None]) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if len(progress.model_dump_json().encode()) > PROGRESS_BYTES:
            progress = progress.model_copy(update={"table": None})
        say(Moved(progress=progress))

    return report


def _deliver(line: Line, outcome: Outcome, load: float) -> None:
    if len(outcome.pictures) > FIGURES:
        raise GarbledFrame(f"{len(outcome.pictures)} pictures, where {FIGURES} is the limit")
    done = Done(
        title=outcome.title,
        verdict=outcome.verdict,
        table=outcome.table,
        seeds=outcome.seeds,
        notes=outcome.notes,
        device=outcome.device,
        load=load,
    )
    size = len(done.model_dump_json().encode())
    if size > REPORT_BYTES:
        raise GarbledFrame(f"a report of {size} bytes, where {REPORT_BYTES} is the limit")
    for picture in outcome.pictures:
        about = Attached(
            role="picture", title=picture.title, alt=picture.alt, media_type=picture.media_type
        )
        line.say(about, picture.data)
    numbers = outcome.numbers
    if numbers is not None:
        # NaN is no JSON; what diverged is written down as such by the experiment.
        line.say(Attached(role="raw"), json.dumps(numbers, allow_nan=False).encode())
    line.say(done)


def _in_a_sentence(fault: Exception, gib: float) -> str:
    """What may be shown: the kind of fault, not its text, which may hold paths or data."""
    if isinstance(fault, MemoryError) or "memory" in str(fault).lower():
        return (
            f"The benchmark needed more memory than it may have ({gib:g} GiB). Ask for less of it."
        )
    if isinstance(fault, GarbledFrame):
        return f"The benchmark's report is too large: {fault}."
    return (
        f"The benchmark stopped with an error ({type(fault).__name__}). The worker's log says more."
    )


def _trace() -> str:
    return traceback.format_exc()[-LOG_CHARACTERS:]


if __name__ == "__main__":
    main(sys.argv[1:])
