"""Files that are only kept to save time: found again by what they came of, whole or not at all, and never missed.

What cannot be read counts as not there; a folder that cannot be written to keeps nothing. Neither stops a run.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]


def cache() -> Path:
    """Where this user's caches are (XDG Base Directory Specification), and in it the project's."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "syllabot"


def arrays(origin: str, make: Callable[[], Mapping[str, npt.NDArray[Any]]]) -> Arrays:
    """Arrays by name: as they were kept, or made. `origin` names all that decides what they hold."""
    file = cache() / "data" / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.npz"
    try:
        with file.open("rb") as lying, np.load(lying, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        made: dict[str, Any] = dict(make())
    put(file, lambda into: np.savez(into, **made))
    return made


def put(file: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Whole or not at all, also for others who look meanwhile; where it cannot be kept, it is not."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as into:
                write(into)
            Path(partial).replace(file)
        finally:
            Path(partial).unlink(missing_ok=True)
