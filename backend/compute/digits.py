"""The handwritten digits that come with scikit-learn, split once and for all.

1,797 images of 8 × 8 pixels in ten classes: the test part of UCI's "Optical recognition of
handwritten digits" (Alpaydin and Kaynak, 1998, doi:10.24432/C50P49), under CC BY 4.0. Nothing is
downloaded.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from backend.compute.workload import Data, Part

LICENCE = "CC BY 4.0 (UCI, doi:10.24432/C50P49)"
TRAINING, VALIDATION = 1000, 397
"""Samples; the other 400 are the test part."""
SPLIT_SEED = 6787


@cache
def digits() -> Data:
    """Pixels are scaled to 0…1. Unpacked once in a process."""
    pixels, classes = _as_packaged()
    order = np.random.default_rng(SPLIT_SEED).permutation(len(classes))
    x = torch.from_numpy((pixels[order] / 16).astype(np.float32))
    y = torch.from_numpy(classes[order].astype(np.int64))
    first, second = TRAINING, TRAINING + VALIDATION
    return Data(
        training=Part(x[:first], y[:first]),
        validation=Part(x[first:second], y[first:second]),
        test=Part(x[second:], y[second:]),
    )


def _as_packaged() -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Pixels, 0…16, [samples, 64], and classes, [samples], as `sklearn.datasets.load_digits` gives them.

    Read from the file that it reads, where that lies as it always did: importing scikit-learn takes a second or
    more, and nothing else here has a use for it. ModuleNotFoundError where scikit-learn is not installed.
    """
    packaged = find_spec("sklearn")
    for folder in packaged.submodule_search_locations or () if packaged else ():
        file = Path(folder) / "datasets" / "data" / "digits.csv.gz"
        if file.exists():
            with gzip.open(file) as lines:
                table = np.loadtxt(lines, delimiter=",")
            return table[:, :-1], table[:, -1]
    from sklearn.datasets import load_digits

    pixels, classes = load_digits(return_X_y=True)
    return pixels, classes
