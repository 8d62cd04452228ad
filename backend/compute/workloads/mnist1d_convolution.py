"""The paper's small convolutional network on MNIST-1D: what a linear model cannot see, it does."""

import torch

from backend.compute.mnist1d_data import LICENCE, mnist1d
from backend.compute.workload import Spend, Workload

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
    about="Ten classes of a signal of 40 numbers with three convolutions of 25 channels. A step costs much more than "
    "that of a dense network, so each budget has fewer.",
    licence=LICENCE,
    build=network,
    target=0.50,
    spends={
        "quick": Spend(steps=120, seeds=3, tuning=1, looks=12, held=300),
        "standard": Spend(steps=600, seeds=6, tuning=2, looks=30),
        "thorough": Spend(steps=2000, seeds=16, looks=40),
    },
    load=mnist1d,
)
