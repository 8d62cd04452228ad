"""Which lesson a question is most like, learned from `examples/`: how likely each of them is, and which words it never saw.

A linear model over the pieces of a question (`pieces`), one row of weights a feature and one column a lesson, near misses
being lessons as well. Its weights are learned by `tools/learn_examples.py` and kept in one small file beside the examples, with
the hash of what they were learned from; nothing but the standard library is needed to use them.
"""

from __future__ import annotations

import json
import logging
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import exp, sqrt
from pathlib import Path

from backend.answers.lessons import FOLDER, digest

log = logging.getLogger(__name__)
FILE = FOLDER / "learned.bin"
SHARPNESS = 6.0
"""By what scores are multiplied before they become shares. With this, of what got a share of 70 % about 70 % was right among
examples that had not been learned from."""


@dataclass(frozen=True)
class Sparse:
    """A table of which most is empty: the filled columns of each row, row behind row."""

    begins: array[int]
    """By row where it begins, and behind the last one its end."""
    columns: array[int]

    @classmethod
    def of(cls, counts: Iterable[int], columns: Iterable[int] | bytes) -> Sparse:
        """From how many columns of each row are filled, and which."""
        return cls(array("I", accumulate(counts, initial=0)), array("H", columns))

    @property
    def counts(self) -> list[int]:
        return [end - begin for begin, end in pairwise(self.begins)]

    def at(self, row: int) -> range:
        """Where the columns of a row lie."""
        return range(self.begins[row], self.begins[row + 1])


@dataclass(frozen=True)
class Learned:
    """What was learned: a row for each feature, a column for each lesson. Of the weights one in seventeen is not nought, so only those
    are kept."""

    questions: tuple[str, ...]
    """The question that each lesson stands for; empty for near misses."""
    rows: Mapping[str, int]
    """The row of each feature."""
    rarity: Sequence[float]
    """By row: what a feature counts, the rarer the more."""
    weights: Sparse
    values: array[int]
    """The weights of those lessons, a signed byte each, to be multiplied by `scale`."""
    bias: Sequence[float]
    scale: float
    seen: Sparse
    """The lessons whose examples have the feature."""

    def shares(self, features: Mapping[str, float]) -> list[float]:
        """How likely each lesson is, in all 1."""
        known = [
            (row, value * self.rarity[row])
            for key, value in features.items()
            if (row := self.rows.get(key)) is not None
        ]
        norm = sqrt(sum(value * value for _, value in known)) or 1.0
        scores = list(self.bias)
        columns, values = self.weights.columns, self.values
        for row, value in known:
            factor = value / norm * self.scale
            for at in self.weights.at(row):
                scores[columns[at]] += factor * values[at]
        most = max(scores)
        raised = [exp(SHARPNESS * (each - most)) for each in scores]
        whole = sum(raised)
        return [each / whole for each in raised]

    def knows(self, lesson: int, keys: Iterable[str]) -> bool:
        """Whether an example of the lesson has one of these features."""
        seen = self.seen
        return any(
            seen.columns[at] == lesson
            for key in keys
            if (row := self.rows.get(key)) is not None
            for at in seen.at(row)
        )


def write(learned: Learned, file: Path = FILE) -> None:
    """The head in JSON, then the three arrays, the smaller end of a number first."""
    head = {
        "of": digest(file.parent), "questions": learned.questions, "features": list(learned.rows), "rarity": [round(each, 3) for each in learned.rarity],
        "bias": [round(each, 4) for each in learned.bias], "scale": learned.scale, "weights": learned.weights.counts, "seen": learned.seen.counts,
    }  # fmt: skip
    told = json.dumps(head, ensure_ascii=False).encode()
    body = _little(learned.weights.columns) + learned.values.tobytes() + _little(learned.seen.columns)
    file.write_bytes(zlib.compress(len(told).to_bytes(4, "big") + told + body, 9))


def _little(numbers: array[int] | bytes) -> bytes:
    """Two bytes each, the smaller one first, whichever way this machine has them."""
    numbers = array("H", numbers)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


@cache
def learned(file: Path = FILE) -> Learned | None:
    """What is in the file, read once; None if there is none or if it was learned from other examples."""
    try:
        told = zlib.decompress(file.read_bytes())
        size = 4 + int.from_bytes(told[:4], "big")
        head = json.loads(told[4:size])
    except (OSError, ValueError, zlib.error) as unreadable:
        log.warning("%s is left out: %s", file, unreadable)
        return None
    if head["of"] != digest(file.parent):
        log.warning(
            "%s was learned from other examples; run tools/learn_examples.py. It is left out until then.",
            file,
        )
        return None
    filled = sum(head["weights"])
    return Learned(
        tuple(head["questions"]),
        {key: n for n, key in enumerate(head["features"])},
        array("f", head["rarity"]),
        Sparse.of(head["weights"], _little(told[size : size + 2 * filled])),
        array("b", told[size + 2 * filled : size + 3 * filled]),
        head["bias"],
        head["scale"],
        Sparse.of(head["seen"], _little(told[size + 3 * filled :])),
    )
