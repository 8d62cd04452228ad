"""A 40-100-10 network on MNIST-1D."""

from backend.compute.mnist1d_data import LICENCE, mnist1d
from backend.compute.workload import Workload

MNIST1D_NETWORK = Workload(
    name="mnist1d-network",
    title="A 40-100-10 network on MNIST-1D",
    about="Ten classes of a signal of 40 numbers with a hidden layer of 100; small, and not easy.",
    licence=LICENCE,
    layers=(40, 100, 10),
    target=0.50,
    load=mnist1d,
)
