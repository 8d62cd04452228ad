"""MNIST-1D, made on the spot: ten classes of a signal of 40 numbers, hard for a linear model, easy for a convolution.

Greydanus and Kobak, "Scaling down deep learning with MNIST-1D", ICML 2024, arXiv:2011.14439. The package `mnist1d`
makes it from a seed, always the same 4,000 and 1,000 samples; nothing is downloaded. The 4,000 are split once and for
all into what is trained on and what rates are chosen on; the other 1,000 are the test part, as in the paper.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from backend.compute.kept import arrays
from backend.compute.workload import Data, Part

LICENCE = "Apache-2.0 (package mnist1d, arXiv:2011.14439)"
TRAINING = 3400
"""Samples; the next 600 are the validation part."""


@cache
def mnist1d() -> Data:
    """Signals as the package makes them, float32. Making them takes seconds, so they are kept."""
    origin = f"mnist1d {version('mnist1d')}, numpy {np.__version__}"
    made = {name: torch.from_numpy(each) for name, each in arrays(origin, _as_packaged).items()}
    x, y = made["x"], made["y"]
    test = Part(made["x_test"], made["y_test"])
    return Data(Part(x[:TRAINING], y[:TRAINING]), Part(x[TRAINING:], y[TRAINING:]), test)


def _as_packaged() -> dict[str, npt.NDArray[Any]]:
    from mnist1d.data import get_dataset_args, make_dataset

    data = make_dataset(get_dataset_args())
    kinds = {"x": np.float32, "y": np.int64, "x_test": np.float32, "y_test": np.int64}
    return {name: np.asarray(data[name], kind) for name, kind in kinds.items()}
