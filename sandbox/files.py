"""The bytes of attachments, in memory or as files in a folder, and what a picture's header says.

A file is stored under its attachment's id. Nothing is ever executed or shown from here; the server
hands the bytes out under `/attachments/`.
"""

from __future__ import annotations

import mimetypes
import re
import struct
from pathlib import Path

PNG, GIF, JPEG = b"\x89PNG\r\n\x1a\n", b"GIF8", b"\xff\xd8"


class Files:
    """A store of bytes by attachment id. With a folder they outlive the process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[int, bytes] = {}

    def put(self, attachment_id: int, content: bytes) -> None:
        if self._folder is None:
            self._held[attachment_id] = content
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / str(attachment_id)).write_bytes(content)

    def get(self, attachment_id: int) -> bytes | None:
        if self._folder is None:
            return self._held.get(attachment_id)
        try:
            return (self._folder / str(attachment_id)).read_bytes()
        except FileNotFoundError:
            return None

    def drop(self, attachment_id: int) -> None:
        self._held.pop(attachment_id, None)
        if self._folder is not None:
            (self._folder / str(attachment_id)).unlink(missing_ok=True)

    def keep_only(self, attachment_ids: set[int]) -> None:
        """Forget the bytes of every other attachment (the messages they hung on are gone)."""
        for known in set(self._held) - attachment_ids:
            del self._held[known]
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name.isdecimal() and int(path.name) not in attachment_ids:
                    path.unlink(missing_ok=True)


def safe_name(filename: str) -> str:
    """The file's name as Discord keeps it: no folders, no spaces, nothing that needs quoting.

    >>> safe_name("../my plot (1).png")
    'my_plot_1.png'
    """
    name = re.sub(r"\s+", "_", re.split(r"[/\\]", filename)[-1].strip())
    name = re.sub(r"[^\w.\-]", "", name).lstrip(".")
    return name[-200:] or "file"


def content_type(filename: str, content: bytes) -> str:
    guess, _ = mimetypes.guess_type(filename)
    if guess is None:
        return "application/octet-stream"
    if guess.startswith("text/"):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return guess
        return f"{guess}; charset=utf-8"
    return guess


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(GIF) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(JPEG):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2), which holds the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
