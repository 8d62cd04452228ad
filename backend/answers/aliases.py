"""`words.toml` of a course folder: other words by which its students call things.

    [papers]
    2b = ["GPT-3"]

    [gaps]
    recordings = ["panopto"]

The file is optional and only helps to find things; no answer is made of it. Ids that the course does not have are left
unused, and a file that cannot be read is as good as none, with a line in the log.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)
FILE = "words.toml"
LARGEST = 256 * 1024

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Aliases:
    """Other words, by the id of what they mean."""

    papers: Words = field(default_factory=dict)
    lectures: Words = field(default_factory=dict)
    gaps: Words = field(default_factory=dict)
    passages: Words = field(default_factory=dict)


def read_aliases(folder: Path) -> Aliases:
    """What the folder's file says; nothing if there is none."""
    file = folder / FILE
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(f"larger than {LARGEST} bytes")
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return Aliases(**{table: _words(told.get(table, {})) for table in Aliases.__dataclass_fields__})
    except FileNotFoundError:
        return Aliases()
    except (OSError, ValueError) as unreadable:
        log.warning("%s is left out: %s", file, unreadable)
        return Aliases()


def _words(table: object) -> Words:
    if not isinstance(table, dict):
        raise ValueError("each table lists words by id")
    found: dict[str, tuple[str, ...]] = {}
    for key, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ValueError(f"{key}: write a list of words")
        found[key] = tuple(words)
    return found
