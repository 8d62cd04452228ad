"""Which lesson a question is most like, learned from `examples/`: how likely each of them is, and which words it never saw.

A linear model over the pieces of a question (`pieces`), one row of weights a feature and one column a lesson, near misses
being lessons as well. Its weights are learned by `tools/learn_examples.py` and kept in one small file beside the examples, with
the hash of what they were learned from; nothing but the standard library is needed to use them.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from backend.answers.lessons import FOLDER, digest

log = logging.getLogger(__name__)
FILE = FOLDER / "learned.bin"
SHARPNESS = 6.0
"""By what scores are multiplied before they become shares. With this, of what got a share of 70 % about 70 % was right among
examples that had not been learned from."""


@dataclass(frozen=True)
class Learned:
    """What was learned. `weights` has a row of `len(questions)` signed bytes for each feature, to be multiplied by
    `scale`."""

    questions: tuple[str, ...]
    """The question that each lesson stands for; empty for near misses."""
    rows: Mapping[str, int]
    """The row of each feature."""
    rarity: Sequence[float]
    """By row: what a feature counts, the rarer the more."""
    weights: bytes
    bias: Sequence[float]
    scale: float
    seen: Sequence[int]
    """By row: a bit for each lesson whose examples have the feature."""

    def shares(self, features: Mapping[str, float]) -> list[float]:
        """How likely each lesson is, in all 1."""
        known = [
            (row, value * self.rarity[row])
            for key, value in features.items()
            if (row := self.rows.get(key)) is not None
        ]
        norm = sqrt(sum(value * value for _, value in known)) or 1.0
        width = len(self.questions)
        table = memoryview(self.weights).cast("b")
        scores = list(self.bias)
        for row, value in known:
            factor = value / norm * self.scale
            scores = [
                score + factor * weight
                for score, weight in zip(
                    scores, table[row * width : (row + 1) * width], strict=True
                )
            ]
        most = max(scores)
        raised = [exp(SHARPNESS * (each - most)) for each in scores]
        whole = sum(raised)
        return [each / whole for each in raised]

    def knows(self, lesson: int, keys: Iterable[str]) -> bool:
        """Whether an example of the lesson has one of these features."""
        return any(
            self.seen[row] >> lesson & 1 for key in keys if (row := self.rows.get(key)) is not None
        )


def write(learned: Learned, file: Path = FILE) -> None:
    head = {
        "of": digest(file.parent), "questions": learned.questions, "features": list(learned.rows), "rarity": [round(each, 3) for each in learned.rarity],
        "bias": [round(each, 4) for each in learned.bias], "scale": learned.scale, "seen": [f"{each:x}" for each in learned.seen],
    }  # fmt: skip
    told = json.dumps(head, ensure_ascii=False).encode()
    file.write_bytes(zlib.compress(len(told).to_bytes(4, "big") + told + learned.weights, 9))


@cache
def learned(file: Path = FILE) -> Learned | None:
    """What is in the file, read once; None if there is none or if it was learned from other examples."""
    try:
        told = zlib.decompress(file.read_bytes())
        size = int.from_bytes(told[:4], "big")
        head = json.loads(told[4 : 4 + size])
    except (OSError, ValueError, zlib.error) as unreadable:
        log.warning("%s is left out: %s", file, unreadable)
        return None
    if head["of"] != digest(file.parent):
        log.warning(
            "%s was learned from other examples; run tools/learn_examples.py. It is left out until then.",
            file,
        )
        return None
    rows = {key: n for n, key in enumerate(head["features"])}
    return Learned(
        tuple(head["questions"]),
        rows,
        head["rarity"],
        told[4 + size :],
        head["bias"],
        head["scale"],
        [int(each, 16) for each in head["seen"]],
    )
