"""Learns what speaks for an answer of /ask and against it, from questions of which nothing stands among the examples.

    .venv/bin/python tools/learn_weighing.py [--check] [--sets NAME ...]

Run it after the examples or the ways have changed much. Each question is asked of the real desk as the benchmark asks
it, and every answer that may be meant (`backend/answers/weighing.py`) is marked right or wrong by the rules of
tests/backend/answers/questions/README.md. A logistic regression (scikit-learn's, by L-BFGS, with an L2 penalty) over
the traits of each is then fitted, one for each row of weights. With `--check` nothing is written: set after set is left
out in turn, and what would be answered at several lines is counted.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))
from backend.answers import answering, weighing
from backend.answers.known import Known
from backend.contract.ask import Answer
from benchmarks import ask
from tests.backend.answers.exam import Mark, mark
from tests.backend.answers.test_questions import ANSWERABLE, Question

SETS = ("msix", "meig", "mtwo", "otwo", "nthr", "peig", "qsev", "qeig")
"""Whose questions taught nothing else."""
PENALTY = 0.3
"""The inverse of what squared weights cost, of standardised traits."""
LINES = (0.4, 0.5, 0.6, 0.7, 0.8)

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


def ask_all(names: Sequence[str]) -> Iterator[Told]:
    """Every question of these sets asked, with what was weighed."""
    kept: list[tuple[weighing.Evidence, ...]] = []
    answer = answering.result

    def listening(asked: str, known: Known) -> answering.Result:
        both = (answering.evidence(asked, known, by_meaning=by_meaning) for by_meaning in (False, True))
        kept.append(tuple(each for each in both if each is not None))
        return answer(asked, known)

    answering.result = listening
    try:
        for name in names:
            kept.clear()
            marked = asyncio.run(ask.examine(name))[0].marked
            for each, evidence in zip(marked, kept, strict=True):
                rights = tuple(
                    tuple(is_right(each.question, one, each.answer) for one in some.candidates) for some in evidence
                )
                yield Told(name, each.question, each.mark, evidence, rights)
    finally:
        answering.result = answer


def is_right(question: Question, one: weighing.Candidate, given: Answer) -> bool:
    """Whether this answer would have been right, had it been given instead."""
    instead = given.model_copy(update={"text": one.found.text, "made": one.found.made, "sources": one.found.sources})
    return mark(question, instead) == "right"


def learn(told: Sequence[Told]) -> dict[str, dict[str, float]]:
    """The rows of weights."""
    seen: dict[str, list[tuple[dict[str, float], bool]]] = defaultdict(list)
    for each in told:
        for evidence, rights in zip(each.evidence, each.rights, strict=True):
            for one, right in zip(evidence.candidates, rights, strict=True):
                seen[weighing.row(one, evidence)].append((dict(weighing.traits(one, evidence)), right))
    found = {}
    for row, lines in sorted(seen.items()):
        names = sorted({name for traits, _ in lines for name in traits})
        table = np.array([[traits.get(name, 0.0) for name in names] for traits, _ in lines])
        mean, spread = table.mean(0), table.std(0) + 1e-9
        machine = LogisticRegression(C=PENALTY, max_iter=5000)
        fitted = machine.fit((table - mean) / spread, [right for _, right in lines])
        counts = fitted.coef_[0] / spread
        found[row] = {name: round(float(count), 4) for name, count in zip(names, counts, strict=True)}
        found[row][""] = round(float(fitted.intercept_[0] - counts @ mean), 4)
    return found


def outcome(each: Told, rows: Rows, line: float, meaning: bool) -> Mark:
    """How the answer would be marked."""
    if not each.evidence:
        return each.mark
    n, given = 0, None
    for which in (0, 1) if meaning else (0,):
        given, n = weighing.likeliest(each.evidence[which], rows), which
        if given is not None and given[1] >= weighing.PLAIN:
            break
    if given is None or given[1] < line:
        if each.answerable:
            return "wrong refusal"
        return "plain refusal" if each.question.kind == "not stated" else "right"
    if each.rights[n][each.evidence[n].candidates.index(given[0])]:
        return "right"
    return "wrong refusal" if each.answerable and given[0].found.made == "not stated" else "wrong answer"


def check(told: Sequence[Told]) -> None:
    """Says what would be answered of each set by weights that were fitted on the others."""
    sets = tuple(dict.fromkeys(each.set for each in told))
    left_out = {name: learn([each for each in told if each.set != name]) for name in sets}
    for meaning in (False, True):
        print("with the sentence model" if meaning else "by examples alone")
        print("  today: " + _counted([(each, each.mark) for each in told]) if meaning else "")
        for line in LINES:
            marks = [(each, outcome(each, left_out[each.set], line, meaning)) for each in told]
            print(f"  {line}: {_counted(marks)}")


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
    parser.add_argument("--sets", nargs="+", default=SETS, help="question sets to learn from")
    told_to = parser.parse_args()
    told = list(ask_all(told_to.sets))
    if told_to.check:
        check(told)
        return 0
    weighing.FILE.write_text(json.dumps(learn(told), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(told)} questions of {len(told_to.sets)} sets weighed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
