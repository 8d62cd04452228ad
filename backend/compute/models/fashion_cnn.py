"""A small convolutional network on Fashion-MNIST: two convolutions with pooling, two linear layers."""

import torch
from torch.nn import Conv2d, Flatten, Linear, MaxPool2d, ReLU, Sequential, Unflatten

from backend.compute.fashion_data import LICENCE, fashion, missing
from backend.compute.model import Model, seeded


def build() -> torch.nn.Module:
    """Pixels [samples, 784] → logits [samples, 10]."""
    return Sequential(
        Unflatten(1, (1, 28, 28)),
        Conv2d(1, 16, 3, padding=1), ReLU(), MaxPool2d(2),
        Conv2d(16, 32, 3, padding=1), ReLU(), MaxPool2d(2),
        Flatten(), Linear(32 * 7 * 7, 128), ReLU(), Linear(128, 10),
    )  # fmt: skip


FASHION_CNN = Model(
    name="fashion-cnn",
    title="a small convolutional network on Fashion-MNIST",
    licence=LICENCE,
    load=fashion,
    network=lambda seed: seeded(seed, build),
    large=256,
    missing=missing,
)
