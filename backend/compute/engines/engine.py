"""What a worker wants of the place where its benchmarks run, and what comes back.

    capabilities → Ready            submit(taken)            poll(taken) → Going | Over            cancel(taken)

One engine serves one worker and runs one job at a time. `local` runs it in a child of the worker, `slurm` as a job of a
cluster. An engine knows no backend: leases, reports and uploads are the worker's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from backend.compute.experiment import Picture
from backend.compute.frames import Done, Ready
from backend.contract.compute import Assignment, Progress

Device = Literal["auto", "cpu", "cuda"]
"""Where benchmarks may compute: "auto" takes a GPU when there is one, "cuda" insists on it."""


class ChildWontStart(Exception):
    """No benchmark can run here; the text is for whoever runs the worker."""


class Unfit(ChildWontStart):
    """Nor would another try help."""


@dataclass(frozen=True)
class Care:
    """What a benchmark is given and held to."""

    time_limit_s: float = 300.0
    memory_gib: float = 4.0
    threads: int = 1
    packages: tuple[str, ...] = ("backend.compute.experiments",)
    """Where experiments are found."""
    alone: bool = True
    """Whether this process has no other children than the benchmark's."""
    device: Device = "auto"


@dataclass(frozen=True)
class Finished:
    done: Done
    pictures: tuple[Picture, ...]
    raw: bytes | None


@dataclass(frozen=True)
class Stopped:
    """It did not finish."""

    problem: str
    """A sentence that is safe to show."""
    retry: bool = False
    """The fault was the machine's."""


@dataclass(frozen=True)
class Going:
    progress: Progress


@dataclass(frozen=True)
class Over:
    ended: Finished | Stopped
    ready: Ready
    """Of the process that ran it: its machine is the one on which the numbers were made."""
    seconds: float
    """From submission to the end."""
    progress: Progress
    """The last that it reported."""


class Engine(Protocol):
    outlives: bool
    """Whether a job goes on when the worker ends."""

    async def capabilities(self) -> Ready:
        """What can be run here, and on what. Raises `ChildWontStart`."""

    async def resume(self) -> tuple[Assignment, ...]:
        """Jobs that an earlier life of this worker submitted; `submit` them again to follow them."""

    async def submit(self, taken: Assignment) -> None:
        """Begin it. One that is here already is found again, never doubled."""

    async def poll(self, taken: Assignment, at_most_s: float) -> Going | Over:
        """How it stands: as soon as there is something new, or after that many seconds."""

    async def cancel(self, taken: Assignment) -> None:
        """Kill what lives of it, and let go of it; also of one that is over, when its end was delivered."""

    async def close(self) -> None:
        """The worker ends."""
