"""Which lesson a question is like by what it means: a second opinion beside `likely`, which goes by the words.

A linear layer over the point at which the sentence model puts a question (`sentences`), learned from the same examples by
`tools/learn_examples.py` and kept beside them. The two know different things, so their shares are multiplied: of examples that were left out, the words
alone rightly recognise fewer than both do (`tools/learn_examples.py --check`).
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from backend.answers.lessons import FOLDER, digest
from backend.answers.pieces import Piece
from backend.answers.sentences import Floats, Sentences, sentences

log = logging.getLogger(__name__)
FILE = FOLDER / "alike.npz"
SPOKEN = {
    "work": "assignment", "name": "topic", "day": "wednesday", "weekday": "wednesday", "n": "2", "nth": "third", "author": "smith", "id": "3b",
    "code": "cs 4780", "venue": "icml", "year": "2019", "delay": "two days", "hour": "5 pm", "room": "room 101", "zone": "time zone",
}  # fmt: skip
"""What is read for a slot, so that a title does not make a question like another one."""


def sentence(pieces: Sequence[Piece]) -> str:
    """A question, or an example, as the sentence model reads it."""
    return " ".join(SPOKEN.get(each.slot, each.slot) if each.slot else each.text for each in pieces)


class Alike:
    """The layer: `weights` has a row for each of the 384 features and a column for each lesson."""

    def __init__(self, model: Sentences, weights: Floats, bias: Floats) -> None:
        self.model, self.weights, self.bias = model, weights, bias

    def shares(self, pieces: Sequence[Piece]) -> list[float]:
        """How likely each lesson is, in all 1."""
        scores = self.model.point(sentence(pieces)) @ self.weights + self.bias
        raised = np.exp(scores - scores.max())
        return [float(each) for each in raised / raised.sum()]


def write(weights: Floats, bias: Floats, file: Path = FILE) -> None:
    """Weights are rounded to a byte, by lesson."""
    scale = np.abs(weights).max(axis=0) / 127
    rounded = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(
        file,
        of=np.array(digest(file.parent)),
        weights=rounded,
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )


@cache
def alike(file: Path = FILE) -> Alike | None:
    """What is in the file, read once; None where the sentence model is not installed, or if it was learned from other examples."""
    model = sentences()
    if model is None:
        return None
    try:
        with np.load(file) as told:
            if str(told["of"]) == digest(file.parent):
                return Alike(model, told["weights"] * told["scale"], told["bias"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as unreadable:
        log.warning("%s is left out: %s", file, unreadable)
        return None
    log.warning(
        "%s was learned from other examples; run tools/learn_examples.py. It is left out until then.",
        file,
    )
    return None
