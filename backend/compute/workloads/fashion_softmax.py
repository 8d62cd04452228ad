"""Softmax regression on Fashion-MNIST."""

from backend.compute.fashion_data import LICENCE, fashion, missing
from backend.compute.workload import Spend, Workload

FASHION_SOFTMAX = Workload(
    name="fashion-softmax",
    title="Softmax regression on Fashion-MNIST",
    about="Ten classes of clothing from 28 × 28 pixels with one linear layer; convex. "
    "54,000 images to train on, 6,000 to choose on, 10,000 to report on.",
    licence=LICENCE,
    layers=(784, 10),
    target=0.80,
    spends={
        "quick": Spend(steps=300, seeds=6, tuning=2, looks=30, held=2000),
        "standard": Spend(steps=900, seeds=12, tuning=3, looks=45, held=4000),
        "thorough": Spend(steps=3000, seeds=16, looks=40),
    },
    load=fashion,
    missing=missing,
)
