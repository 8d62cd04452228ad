"""LeNet-300-100, the network on which Deep Compression was first shown (LeCun et al., 1998; Han et al., 2016, table 2).

Here on Fashion-MNIST, which is harder than the digits of the paper. It is trained until it gets no better, so that what
a compression's own training adds is not taken for a gain.
"""

import torch
from torch.nn import Linear, ReLU, Sequential

from backend.compute.fashion_data import LICENCE, fashion, missing
from backend.compute.model import Model, Recipe, seeded


def build() -> torch.nn.Module:
    return Sequential(Linear(784, 300), ReLU(), Linear(300, 100), ReLU(), Linear(100, 10))


LENET_300_100 = Model(
    name="lenet-300-100",
    title="LeNet-300-100 on Fashion-MNIST",
    licence=LICENCE,
    load=fashion,
    network=lambda seed: seeded(seed, build),
    recipe=Recipe(steps=8000),
    missing=missing,
)
