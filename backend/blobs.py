"""Big things travel beside the seam: plots, tables, attachments, stored under the SHA-256 of their bytes.

A call names a blob by its hash, so the same picture is stored once and a wrong one cannot be slipped in. Bytes are
files in the data folder, written to one side and then renamed: a killed process leaves no half of one.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

LIMIT = 32 * 1024 * 1024
"""Bytes a blob may have."""

_NAME = re.compile(r"[0-9a-f]{64}")


class WrongHash(ValueError):
    """The bytes do not have the hash under which they were sent."""


class Blobs:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the blob is or would be. Raises ValueError for what is no hash."""
        if not _NAME.fullmatch(sha256):
            raise ValueError("a blob's name is 64 hexadecimal digits")
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put(self, data: bytes, *, expected: str | None = None) -> str:
        """Store `data` and return its hash. Raises `WrongHash` when it is not the expected one."""
        sha256 = hashlib.sha256(data).hexdigest()
        if expected is not None and expected != sha256:
            raise WrongHash(f"the bytes have the hash {sha256}, not {expected}")
        target = self.path(sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=target.parent, prefix=".new-", delete=False
            ) as new:
                new.write(data)
                new.flush()
                os.fsync(new.fileno())
            Path(new.name).replace(target)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError."""
        return self.path(sha256).read_bytes()
