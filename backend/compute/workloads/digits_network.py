"""A small network on the digits: not convex, and wide enough to fit the training part."""

from backend.compute.digits import LICENCE, digits
from backend.compute.workload import Workload

DIGITS_NETWORK = Workload(
    name="digits-network",
    title="A 64-64-10 network on handwritten digits",
    about="Ten classes from 8 × 8 pixels with a hidden layer of 64; not convex. "
    "1,000 images to train on, 397 to choose on, 400 to report on.",
    licence=LICENCE,
    layers=(64, 64, 10),
    target=0.95,
    load=digits,
)
