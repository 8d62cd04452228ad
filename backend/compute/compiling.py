"""Machine code by numba, kept on disk where that can be written, so that no process compiles what another did."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

INLINED = ("lanes.py", "passes.py", "pointers.py")
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
        made.compile(signature)
        made.disable_compile()
    return cast(F, made)


def _stamp(name: str) -> tuple[int, int]:
    told = (Path(__file__).parent / name).stat()
    return told.st_mtime_ns, told.st_size
