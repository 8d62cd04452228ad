"""A job in a folder: what is asked of it, how far it is, and its end. The folder survives everybody who works on it.

    order.json      what to run, with which care             written by the worker, before anything is submitted
    slurm           the number that the cluster gave it
    cancelled       nobody wants it any more
    began           made by the one process that may run it
    beat            a number that this process counts up, so that its silence means something
    ready.json      what that process found: experiments, and the machine it is on
    progress.json   how far it is; replaced as a whole
    picture-0 … raw
    last.json       its end; written last, so what it names is there

Each file but `beat` appears whole or not at all (written beside, synced, renamed), for worker and node may be different
machines on a shared file system, and either may be killed at any moment. What is read is held to limits first: a
benchmark is not trusted.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from backend.compute.engines.engine import Device, Finished, Stopped
from backend.compute.experiment import Picture
from backend.compute.frames import MESSAGE_BYTES, Attached, Done, GarbledFrame, Ready
from backend.compute.limits import BLOB_BYTES, FIGURES, PROGRESS_BYTES
from backend.contract.base import Value
from backend.contract.compute import Assignment, Progress, Short

V = TypeVar("V", bound=Value)

BEAT_DIGITS = 20
"""So that each count overwrites the one before."""


class Order(Value):
    """What a node is to do."""

    taken: Assignment | None
    """None: only say what can be run there."""
    name: str
    """Of the job in the cluster; no other has it."""
    asked: float
    """When, as seconds since 1970 on the worker's clock."""
    time_limit_s: float
    memory_gib: float
    threads: int
    packages: tuple[str, ...]
    device: Device
    beat_s: float | None = None
    """How often the node's process shows that it lives; None, from a worker of before that: never."""


class Last(Value):
    """The end of it: a report, or what went wrong."""

    done: Done | None = None
    pictures: tuple[Attached, ...] = ()
    raw: bool = False
    problem: Short = ""
    retry: bool = False
    log: str = ""
    """For the worker's log."""


class Heart:
    """Counts in a job's folder, in a file that stays the same.

    Over NFS, whoever opens a file sees what was synced before, while a name that was given to another file may be
    believed old for a minute. And a folder that was cleared away is not begun again by it.
    """

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "beat", os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        self._count = 0

    def beat(self) -> None:
        self._count += 1
        os.pwrite(self._fd, f"{self._count:0{BEAT_DIGITS}}".encode(), 0)
        os.fsync(self._fd)

    def close(self) -> None:
        os.close(self._fd)


class Spool:
    """One job's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, order: Order) -> None:
        """Durable when this returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write("order.json", order.model_dump_json().encode())

    def order(self) -> Order | None:
        """None when there is none that can be read."""
        try:
            return self._value("order.json", Order, MESSAGE_BYTES)
        except GarbledFrame:
            return None

    def note_number(self, number: int) -> None:
        self._write("slurm", str(number).encode())

    def number(self) -> int | None:
        data = self._read("slurm", 20)
        return int(data) if data and data.isdigit() else None

    def forget_number(self) -> None:
        (self.folder / "slurm").unlink(missing_ok=True)

    def cancel(self) -> None:
        self._write("cancelled", b"")

    @property
    def cancelled(self) -> bool:
        return (self.folder / "cancelled").exists()

    @property
    def wanted(self) -> bool:
        """False when it was cancelled, or cleared away."""
        return (self.folder / "order.json").exists() and not self.cancelled

    @property
    def begun(self) -> bool:
        return (self.folder / "began").exists()

    def begin(self) -> bool:
        """Whether this process is the one that may run it: of several that ask, one is told so, ever."""
        try:
            os.close(os.open(self.folder / "began", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        return not self.cancelled

    def beat(self) -> bytes:
        """What its process counted last; only a change says anything. Empty before the first."""
        return self._read("beat", 2 * BEAT_DIGITS) or b""

    def say_ready(self, ready: Ready) -> None:
        self._write("ready.json", ready.model_dump_json().encode())

    def ready(self) -> Ready | None:
        """Raises `GarbledFrame`."""
        return self._value("ready.json", Ready, MESSAGE_BYTES)

    def say_progress(self, progress: Progress) -> None:
        self._write("progress.json", progress.model_dump_json().encode(), sync=False)

    def progress(self) -> Progress | None:
        """Raises `GarbledFrame`."""
        return self._value("progress.json", Progress, 2 * PROGRESS_BYTES)

    def end(self, ended: Finished | Stopped, log: str = "") -> None:
        if isinstance(ended, Stopped):
            last = Last(problem=ended.problem[:300], retry=ended.retry, log=log)
        else:
            for at, picture in enumerate(ended.pictures):
                self._write(f"picture-{at}", picture.data)
            if ended.raw is not None:
                self._write("raw", ended.raw)
            about = tuple(
                Attached(role="picture", title=p.title, alt=p.alt, media_type=p.media_type)
                for p in ended.pictures
            )
            last = Last(done=ended.done, pictures=about, raw=ended.raw is not None, log=log)
        self._write("last.json", last.model_dump_json().encode())

    def last(self) -> Last | None:
        """Raises `GarbledFrame`."""
        return self._value("last.json", Last, MESSAGE_BYTES)

    def ended(self, last: Last) -> Finished | Stopped:
        """With the bytes of what it names. Raises `GarbledFrame`."""
        if last.done is None:
            return Stopped(last.problem or "The benchmark ended without a word.", last.retry)
        if len(last.pictures) > FIGURES:
            raise GarbledFrame(f"{len(last.pictures)} pictures, where {FIGURES} is the limit")
        pictures = tuple(
            Picture(about.title, about.alt, self._blob(f"picture-{at}"), about.media_type)
            for at, about in enumerate(last.pictures)
        )
        return Finished(last.done, pictures, self._blob("raw") if last.raw else None)

    def printed(self) -> str:
        """The end of what the job printed, for the log."""
        try:
            return (self.folder / "out").read_bytes()[-4000:].decode(errors="replace").strip()
        except OSError:
            return ""

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _blob(self, name: str) -> bytes:
        data = self._read(name, BLOB_BYTES)
        if data is None:
            raise GarbledFrame(f"{name} is missing")
        return data

    def _value(self, name: str, kind: type[V], limit: int) -> V | None:
        data = self._read(name, limit)
        if data is None:
            return None
        try:
            return kind.model_validate_json(data)
        except ValidationError as garbled:
            raise GarbledFrame(f"{name}: {garbled.error_count()} faults") from None

    def _read(self, name: str, limit: int) -> bytes | None:
        try:
            with (self.folder / name).open("rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError:
            return None
        if len(data) > limit:
            raise GarbledFrame(f"{name} is larger than {limit} bytes")
        return data

    def _write(self, name: str, data: bytes, *, sync: bool = True) -> None:
        beside = self.folder / f".{name}.{os.getpid()}"
        with beside.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(self.folder / name)
