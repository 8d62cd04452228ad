"""Makes examples of how things are asked from question sets, and writes them below the lessons that they ask for.

    .venv/bin/python tools/examples_from_questions.py NAME ... [--write]

Each question is asked of the real desk. The lesson that it was meant as is one whose answer is right by the rules of
tests/backend/answers/questions/README.md: of several the likeliest by what has been learned so far; of a question that
is to be refused the likeliest lesson of near misses. Left out, and counted, is what is doubtful (no such lesson with a
share of 2 %, a question to be refused that is hardly like a near miss), what stands there already, and what names a
word of the course that no example has. Without `--write` nothing is written. Afterwards run tools/learn_examples.py. A
set that became examples can no longer tell how well they teach.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from backend.answers import answering, nearby
from backend.answers.found import Found
from backend.answers.known import Known
from backend.answers.lessons import FOLDER, Lesson, lessons
from benchmarks.ask import COURSE
from tests.backend.answers.exam import Marked
from tools.asking import ask_each, instead_right, line_of, plain

LEAST = 0.02
"""A lesson that is less likely is doubted though its answer is right: other questions have that answer, too."""
LEAST_MISS = 0.05
LONGEST = 220
_NUMBERS = re.compile(r"\d{4}")
_WORDS = re.compile(r"[^\W\d_']+")


@dataclass(frozen=True)
class Seen:
    """What a question may have been meant as."""

    line: str
    asked: tuple[tuple[int, Found], ...]
    """Lessons with their answers, the likeliest first."""
    none: int
    """The likeliest lesson of near misses."""
    miss: float


def look(asked: str, known: Known) -> Seen | None:
    """None where the question is answered or refused without being compared with lessons."""
    read = answering.read(asked, known) if len(asked) <= answering.LONGEST_READ else None
    if not isinstance(read, answering.Reading):
        return None
    like = nearby.likeness(read.whole, answering.own_words(known), known.library.lexicon, known.by_meaning)
    if like is None:
        return None
    answers = ((each.lesson, nearby.answered(each.question, known)) for each in like.asked if each.share >= LEAST)
    asked_for = tuple((lesson, found) for lesson, found in answers if found is not None)
    return Seen(line_of(asked, known.library, known.today), asked_for, like.nearest_miss, like.miss)


def meant(marked: Marked, seen: Seen) -> tuple[int, str]:
    """The lesson that was meant, or -1 and why there is none."""
    question = marked.question
    if question.kind == "refuse":
        doubted = question.either or seen.miss < LEAST_MISS
        return (-1, "to be refused, but hardly like a near miss") if doubted else (seen.none, "")
    for lesson, found in seen.asked:
        if instead_right(marked, found):
            return lesson, ""
    return -1, "no lesson that is like it has that answer"


def chosen(names: Sequence[str], taught: Sequence[Lesson], left_out: Counter[str]) -> Iterator[tuple[int, str]]:
    """Lines with their lessons; what is left out is counted by its reason."""
    here = {plain(line): n for n, each in enumerate(taught) for line in each.examples}
    known_words = Counter(word for each in taught for line in each.examples for word in _WORDS.findall(line.casefold()))
    course = {word for file in COURSE.glob("*.toml") for word in _WORDS.findall(file.read_text("utf-8").casefold())}
    for _, marked, seen in ask_each(names, look):
        lesson, why = (-1, "not compared with lessons") if seen is None else meant(marked, seen)
        line = "" if seen is None else seen.line
        words = [word for word in _WORDS.findall(re.sub(r"\{\w+\}", "", line)) if len(word) > 2]
        if lesson >= 0 and (not words or len(line) > LONGEST or _NUMBERS.search(line)):
            lesson, why = -1, "no words, or too many, or numbers of a course"
        if lesson >= 0 and any(word in course and known_words[word] < 2 for word in words):
            lesson, why = -1, "a word of the course"
        if lesson >= 0 and plain(line) in here:
            same = here[plain(line)] == lesson
            lesson, why = -1, "stands there already" if same else "stands in another lesson"
        if lesson < 0:
            left_out[why] += 1
            continue
        here[plain(line)] = lesson
        yield lesson, line


def write(lines: Mapping[int, Sequence[str]], taught: Sequence[Lesson], folder: Path = FOLDER) -> None:
    """Puts lines at the end of their lessons' blocks."""
    by_file: dict[str, list[tuple[int, int]]] = {}
    for n, each in enumerate(taught):
        file, _, line = each.place.partition(", line ")
        by_file.setdefault(file, []).append((int(line), n))
    for file, blocks in by_file.items():
        text = (folder / file).read_text("utf-8").splitlines()
        for begin, n in sorted(blocks, reverse=True):
            end = begin
            while end < len(text) and not text[end].startswith("="):
                end += 1
            while not text[end - 1].strip() or text[end - 1].startswith("#"):
                end -= 1
            text[end:end] = sorted(lines.get(n, ()))
        (folder / file).write_text("\n".join(text) + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="+", metavar="NAME", help="a question set")
    parser.add_argument("--write", action="store_true", help="write them below their lessons")
    told = parser.parse_args()
    taught = lessons()
    left_out: Counter[str] = Counter()
    lines: dict[int, list[str]] = {}
    for lesson, line in chosen(told.sets, taught, left_out):
        lines.setdefault(lesson, []).append(line)
        if not told.write:
            print(f"{line}  =  {taught[lesson].question or 'none'}")
    if told.write:
        write(lines, taught)
    print(f"{sum(map(len, lines.values()))} examples of {len(lines)} lessons; left out:", file=sys.stderr)
    for why, count in left_out.most_common():
        print(f"  {count} {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
