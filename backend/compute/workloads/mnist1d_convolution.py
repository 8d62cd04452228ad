"""The paper's small convolutional network on MNIST-1D: what a linear model cannot see, it does."""

import torch

from backend.compute.mnist1d_data import LICENCE, mnist1d
from backend.compute.workload import Workload

CHANNELS = 25


def network() -> torch.nn.Module:
    """[samples, 40] → [samples, 10]."""
    return torch.nn.Sequential(
        torch.nn.Unflatten(1, (1, 40)),
        torch.nn.Conv1d(1, CHANNELS, 5, stride=2, padding=1),
        torch.nn.ReLU(),
        torch.nn.Conv1d(CHANNELS, CHANNELS, 3, stride=2, padding=1),
        torch.nn.ReLU(),
        torch.nn.Conv1d(CHANNELS, CHANNELS, 3, stride=2, padding=1),
        torch.nn.ReLU(),
        torch.nn.Flatten(),
        torch.nn.Linear(5 * CHANNELS, 10),
    )


MNIST1D_CONVOLUTION = Workload(
    name="mnist1d-convolution",
    title="A convolutional network on MNIST-1D",
    about="Ten classes of a signal of 40 numbers with three convolutions of 25 channels; "
    "trained one run at a time, so it takes minutes where the others take seconds.",
    licence=LICENCE,
    build=network,
    target=0.60,
    load=mnist1d,
)
