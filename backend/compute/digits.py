"""The handwritten digits that come with scikit-learn, split once and for all.

1,797 images of 8 × 8 pixels in ten classes: the test part of UCI's "Optical recognition of
handwritten digits" (Alpaydin and Kaynak, 1998, doi:10.24432/C50P49), under CC BY 4.0. Nothing is
downloaded.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch

from backend.compute.workload import Data, Part

LICENCE = "CC BY 4.0 (UCI, doi:10.24432/C50P49)"
TRAINING, VALIDATION = 1000, 397
"""Samples; the other 400 are the test part."""
SPLIT_SEED = 6787


@cache
def digits() -> Data:
    """Pixels are scaled to 0…1. Unpacked once in a process."""
    from sklearn.datasets import load_digits

    pixels, classes = load_digits(return_X_y=True)
    order = np.random.default_rng(SPLIT_SEED).permutation(len(classes))
    x = torch.from_numpy((pixels[order] / 16).astype(np.float32))
    y = torch.from_numpy(classes[order].astype(np.int64))
    first, second = TRAINING, TRAINING + VALIDATION
    return Data(
        training=Part(x[:first], y[:first]),
        validation=Part(x[first:second], y[first:second]),
        test=Part(x[second:], y[second:]),
    )
