"""Machine code by numba, kept on disk where that can be written, so that no process compiles what another did."""

from __future__ import annotations

import fcntl
import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

INLINED = ("lanes.py", "passes.py", "pointers.py", "tiles.py")
"""Files whose functions become part of those of others."""

F = TypeVar("F", bound=Callable[..., Any])

POSSIBLE = importlib.util.find_spec("numba") is not None
"""Whether numba is installed; it is imported by what uses it."""


def compiled(function: F, *, signature: Any = None, keep: bool = True) -> F:
    """The function, compiled for the types of `signature` now, or for those it is given at its first call; `keep` what
    was compiled on disk.

    No closures: numba keeps what it made of one under a name that no other process will ask for. And numba looks at the
    function's own file to see whether what it kept is of today; `INLINED` are looked at as well."""
    import numba

    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    try:
        made = numba.njit(cache=keep, **options)(function)
    except RuntimeError:  # there is no place for a cache
        made = numba.njit(**options)(function)
    kept = getattr(made._cache, "_cache_file", None)
    if kept is not None:
        kept._source_stamp = (kept._source_stamp, *(_stamp(name) for name in INLINED))
    if signature is not None:
        with _one_after_another(made._cache):
            made.compile(signature)
        made.disable_compile()
    return cast(F, made)


@contextmanager
def _one_after_another(kept: Any) -> Iterator[None]:
    """Who comes while another process compiles the same function waits, and then finds it on disk: compiling takes
    seconds of a processor, which the other needs."""
    folder = kept.cache_path
    if folder is None:  # nothing is kept
        yield
        return
    try:
        # Beside numba's files of the function; a lock is gone with the process that holds it.
        turn = os.open(Path(folder) / f"{kept._impl.filename_base}.lock", os.O_CREAT | os.O_RDWR)
    except OSError:  # nor can be
        yield
        return
    try:
        with suppress(OSError):  # a file system that knows no locks: both compile
            fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)


def _stamp(name: str) -> tuple[int, int]:
    told = (Path(__file__).parent / name).stat()
    return told.st_mtime_ns, told.st_size
