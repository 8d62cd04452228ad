"""A 784-128-10 network on Fashion-MNIST."""

from backend.compute.fashion_data import LICENCE, fashion, missing
from backend.compute.workload import Spend, Workload

FASHION_NETWORK = Workload(
    name="fashion-network",
    title="A 784-128-10 network on Fashion-MNIST",
    about="Ten classes of clothing from 28 × 28 pixels with a hidden layer of 128. "
    "54,000 images to train on, 6,000 to choose on, 10,000 to report on.",
    licence=LICENCE,
    layers=(784, 128, 10),
    target=0.82,
    spends={
        "quick": Spend(steps=180, seeds=4, tuning=1, looks=15, held=1000),
        "standard": Spend(steps=600, seeds=8, tuning=2, looks=30, held=4000),
        "thorough": Spend(steps=3000, seeds=16, looks=40),
    },
    load=fashion,
    missing=missing,
)
