"""The paper's multilayer perceptron on MNIST-1D: two hidden layers, the second added to what it was given."""

import torch

from backend.compute.mnist1d_data import LICENCE, mnist1d
from backend.compute.workload import Spend, Workload

WIDTH = 256
"""The hidden size in the authors' training arguments; with 100, their network's own default, it ends lower."""


class Perceptron(torch.nn.Module):
    """The authors' `MLPBase`: [samples, 40] → [samples, 10]."""

    def __init__(self) -> None:
        super().__init__()
        self.first = torch.nn.Linear(40, WIDTH)
        self.second = torch.nn.Linear(WIDTH, WIDTH)
        self.last = torch.nn.Linear(WIDTH, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        hidden = self.first(x).relu()
        logits: torch.Tensor = self.last(hidden + self.second(hidden).relu())
        return logits


MNIST1D_MLP = Workload(
    name="mnist1d-mlp",
    title="A 40-256-256-10 network on MNIST-1D",
    about="Ten classes of a signal of 40 numbers with two hidden layers of 256 and a connection around the second, as "
    "in MNIST-1D's paper, which gives it 68 %.",
    licence=LICENCE,
    build=Perceptron,
    target=0.45,
    spends={
        "quick": Spend(steps=160, seeds=3, tuning=1, looks=16, held=300),
        "standard": Spend(steps=600, seeds=8, tuning=2, looks=30),
    },
    load=mnist1d,
)
