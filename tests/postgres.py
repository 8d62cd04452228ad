"""A PostgreSQL of our own for a test run: a fresh cluster in a temporary folder, without durability.

Debian's binaries are used where they lie; as root the server runs as the `postgres` user, since it refuses root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoPostgres(Exception):
    """PostgreSQL's server is not installed here."""


def _binaries() -> Path:
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if on_path:
        return Path(on_path).resolve().parent
    if found:
        return found[0].parent
    raise NoPostgres(
        "PostgreSQL's server (initdb) was not found; on Debian: apt-get install postgresql"
    )


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of an empty database; the server ends with the block. Raises `NoPostgres`."""
    binaries = _binaries()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="syllabot-postgres-"))
    data = folder / "data"
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    try:
        subprocess.run(
            [*as_user, binaries / "initdb", "-D", data, "-A", "trust", "-U", "syllabot", "-N",
             "-E", "UTF8", "--locale=C"], **run)  # fmt: skip
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off "
            "-c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=64MB"
        )
        subprocess.run(
            [*as_user, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options,
             "start"], **run)  # fmt: skip
        try:
            yield f"postgresql://syllabot@/postgres?host={folder}"
        finally:
            subprocess.run(
                [*as_user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
