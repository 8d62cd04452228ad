"""MNIST-1D, made on the spot: ten classes of a signal of 40 numbers, hard for a linear model, easy for a convolution.

Greydanus and Kobak, "Scaling down deep learning with MNIST-1D", ICML 2024, arXiv:2011.14439. The package `mnist1d`
makes it from a seed, always the same 4,000 and 1,000 samples; nothing is downloaded. The 4,000 are split once and for
all into what is trained on and what rates are chosen on; the other 1,000 are the test part, as in the paper.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch

from backend.compute.workload import Data, Part

LICENCE = "Apache-2.0 (package mnist1d, arXiv:2011.14439)"
TRAINING = 3400
"""Samples; the next 600 are the validation part."""


@cache
def mnist1d() -> Data:
    """Signals as the package makes them, float32; cached in the process, as making them takes seconds."""
    from mnist1d.data import get_dataset_args, make_dataset

    made = make_dataset(get_dataset_args())
    x = torch.from_numpy(np.asarray(made["x"], np.float32))
    y = torch.from_numpy(np.asarray(made["y"], np.int64))
    test = Part(
        torch.from_numpy(np.asarray(made["x_test"], np.float32)),
        torch.from_numpy(np.asarray(made["y_test"], np.int64)),
    )
    return Data(Part(x[:TRAINING], y[:TRAINING]), Part(x[TRAINING:], y[TRAINING:]), test)
