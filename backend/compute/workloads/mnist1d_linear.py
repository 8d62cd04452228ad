"""Softmax regression on MNIST-1D."""

from backend.compute.mnist1d_data import LICENCE, mnist1d
from backend.compute.workload import Workload

MNIST1D_LINEAR = Workload(
    name="mnist1d-linear",
    title="Softmax regression on MNIST-1D",
    about="Ten classes of a signal of 40 numbers with one linear layer, "
    "which cannot do it well: about a third is right.",
    licence=LICENCE,
    layers=(40, 10),
    target=0.30,
    load=mnist1d,
)
