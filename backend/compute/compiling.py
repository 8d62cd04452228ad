"""Machine code by numba, kept on disk where that can be written, so that no process compiles what another did."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

POSSIBLE = importlib.util.find_spec("numba") is not None
"""Whether numba is installed; it is imported by what uses it."""


def compiled(function: F, *, keep: bool = True) -> F:
    """The function, compiled at its first call for the types it is given; `keep` what was compiled on disk."""
    import numba

    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    try:
        made = numba.njit(cache=keep, **options)(function)
    except RuntimeError:  # there is no place for a cache
        made = numba.njit(**options)(function)
    return cast(F, made)
