"""Fashion-MNIST from a folder of its four files, such as Debian's package `dataset-fashion-mnist` installs.

70,000 images of 28 × 28 pixels in ten classes of clothing (Xiao, Rasul and Vollgraf, 2017, arXiv:1708.07747), under the
MIT licence. Nothing is downloaded: where the files are not, the workloads that need them say so and are not offered.
"""

from __future__ import annotations

import gzip
import os
from functools import cache
from pathlib import Path

import numpy as np
import torch

from backend.compute.experiment import CannotRun
from backend.compute.workload import Data, Part

LICENCE = "MIT (Zalando SE, arXiv:1708.07747)"
VARIABLE = "SYLLABOT_FASHION_MNIST"
"""Names the folder, where it is not Debian's."""
DEBIAN = "/usr/share/datasets/fashion-mnist"
TRAINING = 54_000
"""Samples; the other 6,000 of the training files are the validation part."""


def folder() -> Path:
    return Path(os.environ.get(VARIABLE) or DEBIAN)


def missing() -> str:
    """Why it cannot be loaded, in a sentence; empty when it can."""
    if (folder() / "train-images-idx3-ubyte.gz").is_file():
        return ""
    return (
        f"Fashion-MNIST is not in {folder()}: install Debian's dataset-fashion-mnist on the worker, "
        f"or name its folder in {VARIABLE}."
    )


@cache
def fashion() -> Data:
    """Pixels scaled to 0…1, flat, float32 [samples, 784]. Raises `CannotRun` when the files are not there."""
    if missing():
        raise CannotRun(missing())
    x, y = _images("train"), _labels("train")
    return Data(
        Part(x[:TRAINING], y[:TRAINING]),
        Part(x[TRAINING:], y[TRAINING:]),
        Part(_images("t10k"), _labels("t10k")),
    )


def _images(part: str) -> torch.Tensor:
    raw = gzip.decompress((folder() / f"{part}-images-idx3-ubyte.gz").read_bytes())
    pixels = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 784)
    return torch.from_numpy(pixels.astype(np.float32) / 255)


def _labels(part: str) -> torch.Tensor:
    raw = gzip.decompress((folder() / f"{part}-labels-idx1-ubyte.gz").read_bytes())
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=8).astype(np.int64))
