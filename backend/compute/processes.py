"""Processes that must not outlive their purpose: a child and everything it started. Linux only.

Three nets, because each has a hole. A *tree* of parents and children loses whoever detaches: its
parent becomes the nearest subreaper, which is why a worker makes itself one and sees such a process
as a child of its own. A *mark* in the environment is inherited by all that follows and also found
after the worker itself was killed. And a *parent-death signal* ends the child with its worker.

Reads /proc; keeps nothing; knows nothing of jobs.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import secrets
import signal
import time
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)

MARK = "SYLLABOT_BENCH_CHILD"
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PROC = Path("/proc")

KILLING_S = 10.0
"""How long killing is tried: a process in uninterruptible sleep cannot be killed at all."""


def adopt_orphans() -> None:
    """Make this process the parent of every descendant that loses its own (prctl(2))."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when `parent` ends; at once, if it already has."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")


def new_mark() -> str:
    """Names this process as the one to live for, and the child uniquely."""
    return f"{os.getpid()}.{_began(os.getpid())}.{_namespace()}.{secrets.token_hex(8)}"


class Family:
    """A child and all it started, found again by descent, adoption or mark."""

    def __init__(self, root: int, mark: str, *, alone: bool) -> None:
        """`alone`: this process has no other children, so whatever it adopted is of the family."""
        self.root = root
        self.mark = mark
        self.alone = alone

    def near(self) -> set[int]:
        """The living members below this process; one that left for init is not seen."""
        children = _children_of_all()
        found = _with_descendants(self.root, children)
        for child in children.get(os.getpid(), ()):
            if child not in found and (self.alone or _mark_of(child) == self.mark):
                found |= _with_descendants(child, children)
        return {pid for pid in found if _lives(pid)}

    def all(self) -> set[int]:
        """Every living member on this machine."""
        return self.near() | {pid for pid, mark in _marked() if mark == self.mark and _lives(pid)}

    def resident_bytes(self) -> int:
        """Physical memory of the near members; pages that two of them share count twice."""
        return sum(map(_resident, self.near()))

    async def kill(self) -> None:
        """Kill every member, and whoever they start meanwhile, until none is left."""
        until = time.monotonic() + KILLING_S
        while members := self.all():
            for pid in members:
                _kill(pid)
            if time.monotonic() > until:
                log.error("these processes cannot be killed: %s", sorted(members))
                return
            await asyncio.sleep(0.005)
            self._reap()
        self._reap()

    def _reap(self) -> None:
        """Take the exit status of adopted members, so that they do not stay as zombies."""
        for pid in _children_of_all().get(os.getpid(), ()):
            if pid != self.root and (self.alone or _mark_of(pid) == self.mark) and not _lives(pid):
                try:
                    os.waitpid(pid, os.WNOHANG)
                except ChildProcessError:
                    pass


def kill_strays() -> int:
    """Kill what a worker left behind that is gone itself: the mark names it. Returns how many."""
    strays = [pid for pid, mark in _marked() if not worker_lives(mark) and _lives(pid)]
    for pid in strays:
        _kill(pid)
    return len(strays)


def worker_lives(mark: str) -> bool:
    """Whether the process that made this mark is still there; a later one with its id is not it.

    A mark of another container (another namespace of process ids) is not ours to judge.
    """
    match mark.split("."):
        case [worker, began, namespace, _] if worker.isdigit():
            return namespace != _namespace() or _began(int(worker)) == began
    return False


def _namespace() -> str:
    """Which numbering of processes this one lives in, "4026531836"."""
    return str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _children_of_all() -> dict[int, list[int]]:
    """The children of every process, dead ones that nobody reaped included."""
    children: dict[int, list[int]] = {}
    for pid in _pids():
        parent = _stat(pid)[1:2]
        if parent:
            children.setdefault(int(parent[0]), []).append(pid)
    return children


def _with_descendants(pid: int, children: dict[int, list[int]]) -> set[int]:
    found = {pid}
    for child in children.get(pid, ()):
        found |= _with_descendants(child, children)
    return found


def _pids() -> list[int]:
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/pid/stat after the name, from the state on; empty when it is gone."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()


def _lives(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"], ["X"])


def _began(pid: int) -> str:
    """When it began, in clock ticks since the machine started: with the pid, who it is."""
    return (_stat(pid)[19:20] or [""])[0]


def _resident(pid: int) -> int:
    try:
        pages = (_PROC / str(pid) / "statm").read_text().split()[1]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _mark_of(pid: int) -> str:
    try:
        environment = (_PROC / str(pid) / "environ").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
    named = f"{MARK}=".encode()
    return next(
        (
            part[len(named) :].decode()
            for part in environment.split(b"\0")
            if part.startswith(named)
        ),
        "",
    )


def _marked() -> Iterator[tuple[int, str]]:
    for pid in _pids():
        if mark := _mark_of(pid):
            yield pid, mark
