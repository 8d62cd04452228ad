"""Examples of how things are asked, by the question that each stands for: `examples/*.txt`, for any course.

    = when is {work} due
    by which day must I deliver {work}
    {work} cutoff??

    = none
    what font does the sign on the door have

A block is one lesson: a question that the facts answer, and other ways to ask it, one a line. `{work:the paper reviews}` in a
question says what is meant where no work is named. Under `none` are near misses: they sound alike, and no course answers
them. Blank lines and lines that begin with `#` are passed over. Nothing of a course is here, and nothing that is true.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"
SLOTS = frozenset("work name day weekday n nth author id code venue year delay hour room".split())
"""What a line may leave open."""
_HOLE = re.compile(r"\{([^{}]*)\}")


class ExamplesBroken(ValueError):
    """A file of examples cannot be read; the message names the file and the line, and says what to write there."""


@dataclass(frozen=True)
class Lesson:
    """One question, and how else it is asked."""

    question: str
    """Empty for near misses."""
    examples: tuple[str, ...]
    place: str
    """File and line, for messages."""


def lessons(folder: Path = FOLDER) -> tuple[Lesson, ...]:
    """Every lesson of the folder, in the order of the files' names; raises `ExamplesBroken`."""
    found: list[Lesson] = []
    where: dict[str, tuple[int, str]] = {}
    for file in sorted(folder.glob("*.txt")):
        for question, block, place in _blocks(file):
            for number, line in block:
                words = " ".join(re.findall(r"[\w{}]+", line.casefold()))
                here = f"{file.name}, line {number}"
                of, first = where.setdefault(words, (len(found), here))
                if of != len(found):
                    raise ExamplesBroken(
                        f"{here}: {line!r} stands in another lesson, too ({first}); leave it in one of them."
                    )
            found.append(
                Lesson(
                    "" if question == "none" else question, tuple(line for _, line in block), place
                )
            )
    return tuple(found)


def _blocks(file: Path) -> Iterator[tuple[str, list[tuple[int, str]], str]]:
    question, place = "", ""
    block: list[tuple[int, str]] = []
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as unreadable:
        raise ExamplesBroken(
            f"{file.name}: not UTF-8 at byte {unreadable.start}; save it as UTF-8."
        ) from None
    for number, line in enumerate((each.strip() for each in text.splitlines()), 1):
        here = f"{file.name}, line {number}"
        if not line or line.startswith("#"):
            continue
        _check_slots(line, here, is_question=line.startswith("="))
        if not line.startswith("="):
            if not question:
                raise ExamplesBroken(
                    f"{here}: an example stands before any question; begin with a line such as '= when is {{work}} due'."
                )
            block.append((number, line))
            continue
        if question and not block:
            raise ExamplesBroken(
                f"{place}: no example follows the question; write one a line below it."
            )
        if question:
            yield question, block, place
        question, place, block = line[1:].strip(), here, []
        if not question:
            raise ExamplesBroken(
                f"{here}: '=' has to be followed by a question, or by 'none' for near misses."
            )
    if question and not block:
        raise ExamplesBroken(
            f"{place}: no example follows the question; write one a line below it."
        )
    if question:
        yield question, block, place


def _check_slots(line: str, here: str, *, is_question: bool) -> None:
    if _HOLE.sub("", line).strip("=") != _HOLE.sub("", line).replace("{", "").replace(
        "}", ""
    ).strip("="):
        raise ExamplesBroken(
            f"{here}: a brace is not closed or not opened; slots are written as {{day}}."
        )
    for hole in _HOLE.findall(line):
        name = hole.partition(":")[0].lstrip("?") if is_question else hole
        if name not in SLOTS:
            raise ExamplesBroken(
                f"{here}: {{{hole}}} is no slot; there are {', '.join(sorted(SLOTS))}."
            )


def digest(folder: Path = FOLDER) -> str:
    """A hash of the folder's files, by which what was learned from them is known, without a look at what they say."""
    told = hashlib.sha256()
    for file in sorted(folder.glob("*.txt")):
        told.update(f"{file.name}\n".encode())
        told.update(file.read_bytes())
    return told.hexdigest()[:16]
