"""Which lesson a question is like by what it means: a second opinion beside `likely`, which goes by the words.

Two layers over the point at which the sentence model puts a question (`sentences`), learned from the same examples by
`tools/learn_examples.py` and kept beside them. The two opinions know different things, so their shares are multiplied: of examples that were left out, the words
alone rightly recognise fewer than both do (`tools/learn_examples.py --check`).
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Layer:
    """A linear map: `weights` has a row for each input and a column for each output."""

    weights: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        return np.asarray(x @ self.weights + self.bias, np.float32)


class Alike:
    """A perceptron with one hidden layer: from the 384 features to its units, what is below nought cut off, then to the lessons."""

    def __init__(self, model: Sentences, hidden: Layer, lessons: Layer) -> None:
        self.model, self.hidden, self.lessons = model, hidden, lessons

    def shares(self, pieces: Sequence[Piece]) -> list[float]:
        """How likely each lesson is, in all 1."""
        return self.shares_at(self.model.point(sentence(pieces)))

    def shares_at(self, point: Floats) -> list[float]:
        """The same for a point, (384,)."""
        scores = self.lessons(np.maximum(self.hidden(point), 0))
        raised = np.exp(scores - scores.max())
        return [float(each) for each in raised / raised.sum()]


def write(hidden: Layer, lessons: Layer, file: Path = FILE) -> None:
    """Weights are rounded to a byte, by output."""
    told = {"of": np.array(digest(file.parent))}
    for name, layer in (("hidden", hidden), ("lessons", lessons)):
        scale = np.abs(layer.weights).max(axis=0) / 127
        told[f"{name} weights"] = np.round(layer.weights / scale).astype(np.int8)
        told[f"{name} scale"] = scale.astype(np.float32)
        told[f"{name} bias"] = layer.bias.astype(np.float32)
    with file.open("wb") as into:
        np.savez_compressed(into, allow_pickle=False, **told)


@cache
def alike(file: Path = FILE) -> Alike | None:
    """What is in the file, read once; None where the sentence model is not installed, or if it was learned from other examples."""
    model = sentences()
    if model is None:
        return None
    try:
        with np.load(file) as told:
            if str(told["of"]) == digest(file.parent):
                hidden, lessons = (
                    Layer(told[f"{name} weights"] * told[f"{name} scale"], told[f"{name} bias"])
                    for name in ("hidden", "lessons")
                )
                return Alike(model, hidden, lessons)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as unreadable:
        log.warning("%s is left out: %s", file, unreadable)
        return None
    log.warning(
        "%s was learned from other examples; run tools/learn_examples.py. It is left out until then.",
        file,
    )
    return None
