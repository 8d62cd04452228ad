"""Slurm's command line: sbatch, squeue, scancel, each as one bounded question. Knows nothing of benchmarks.

What Slurm says is told apart three ways: an answer, "the controller is not answering" (ask again), and a refusal.
Written for Slurm 21.08 and later, where `squeue --json` is; tried with 22.05.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

ANSWER_S = 20.0
"""How long one command may take."""

AWAY = (
    "unable to contact", "connection refused", "connection timed out", "socket timed out", "temporarily unable",
    "zero bytes were transmitted", "communication connection failure", "communications connection failure",
    "slurm backup controller in standby mode", "slurmctld is not responding", "message receive failure",
)  # fmt: skip
"""What the commands print when it is not about the job."""

SLEEPS = "sleeping and retrying"
"""What sbatch prints before it waits by itself, for minutes: the job is not submitted then."""

LIVING = (
    "PENDING", "CONFIGURING", "RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "RESIZING",
    "REQUEUED", "REQUEUE_HOLD", "SIGNALING", "STAGE_OUT", "RESV_DEL_HOLD", "SPECIAL_EXIT",
)  # fmt: skip
"""States of a job that is not over."""
WAITING = ("PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT")
"""Of these, those in which it has not begun."""
RESTING = ("SUSPENDED", "STOPPED")
"""And those in which its processes are held still."""


class ClusterAway(Exception):
    """The controller does not answer, or has no room at the moment: ask again."""


class ClusterRefuses(Exception):
    """The cluster does not take the job as it is asked for; the text is for whoever runs the worker."""


@dataclass(frozen=True)
class Seen:
    """A job as squeue has it."""

    number: int
    state: str
    """PENDING, RUNNING, COMPLETED, TIMEOUT, …"""
    reason: str


class _Job(BaseModel):
    job_id: int
    name: str
    job_state: str | list[str]
    """A list since Slurm 23.11."""
    state_reason: str = ""

    @property
    def state(self) -> str:
        told = [self.job_state] if isinstance(self.job_state, str) else self.job_state
        return told[0] if told else "UNKNOWN"


class _Queue(BaseModel):
    jobs: list[_Job]


async def sbatch(
    script: str, name: str, options: Sequence[str], environment: Mapping[str, str]
) -> int:
    """The number of the new job. Raises `ClusterRefuses`, and `ClusterAway`, after which it may or may not be there."""
    out = await _run(
        ("sbatch", "--parsable", f"--job-name={name}", *options), environment, script.encode()
    )
    number = out.strip().partition(";")[0]
    if not number.isdigit():
        raise ClusterRefuses(f"sbatch said {out[:200]!r} where a job's number was expected")
    return int(number)


async def squeue(name: str, environment: Mapping[str, str]) -> Seen | None:
    """The job of that name, of several a living one; None when the cluster knows none (any more).

    Raises `ClusterAway`.
    """
    out = await _run(("squeue", "--json"), environment)
    try:
        # Some versions put a line of warning before it.
        found = _Queue.model_validate(json.loads(out[out.index("{") :])).jobs
    except (ValueError, ValidationError) as fault:
        raise ClusterAway(f"squeue --json gave something else: {type(fault).__name__}") from None
    ours = [Seen(job.job_id, job.state, job.state_reason) for job in found if job.name == name]
    return max(ours, key=lambda job: (job.state in LIVING, job.number), default=None)


async def scancel(name: str, environment: Mapping[str, str]) -> None:
    """Every job of that name; one that is over is no fault. Raises `ClusterAway`."""
    try:
        await _run(("scancel", f"--jobname={name}"), environment)
    except ClusterRefuses as refusal:
        raise ClusterAway(str(refusal)) from None


async def _communicated(
    process: asyncio.subprocess.Process, told: bytes | None
) -> tuple[bytes, bytes]:
    """What it printed, and what it complained of. Raises `ClusterAway` as soon as it says that it will wait."""
    assert process.stdout is not None
    assert process.stderr is not None
    if process.stdin is not None:
        process.stdin.write(told or b"")  # less than a pipe holds
        process.stdin.close()
    printing = asyncio.create_task(process.stdout.read())
    said = bytearray()
    try:
        while part := await process.stderr.read(4096):
            said += part
            if SLEEPS in (told_us := said.decode(errors="replace").strip()).lower():
                raise ClusterAway(told_us[-500:])
        out = await printing
    finally:
        printing.cancel()
    await process.wait()
    return out, bytes(said)


async def _run(
    command: Sequence[str], environment: Mapping[str, str], told: bytes | None = None
) -> str:
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE if told is not None else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={**environment, "LC_ALL": "C"}, start_new_session=True,
        )  # fmt: skip
    except FileNotFoundError:
        raise ClusterRefuses(
            f"{command[0]} was not found: the worker must run where Slurm's commands are. "
            f"PATH is {os.environ.get('PATH', '')[:200]}"
        ) from None
    try:
        async with asyncio.timeout(ANSWER_S):
            out, err = await _communicated(process, told)
    except TimeoutError:
        raise ClusterAway(f"{command[0]} did not answer within {ANSWER_S:g} s") from None
    finally:
        if process.returncode is None:
            # With all that it started: on some sites the commands are scripts around Slurm's own.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if process.returncode == 0:
        return out.decode(errors="replace")
    lines = err.decode(errors="replace").strip().splitlines()
    said = " ".join(lines)[-500:]
    # The last line is the reason; before it there may be tries that went otherwise.
    if lines and any(word in lines[-1].lower() for word in AWAY):
        raise ClusterAway(said)
    raise ClusterRefuses(said or f"{command[0]} ended with status {process.returncode}")
