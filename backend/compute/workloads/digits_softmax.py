"""Softmax regression on the digits: convex, so that the optimizers differ in speed and not in
luck."""

from backend.compute.digits import LICENCE, digits
from backend.compute.workload import Workload

DIGITS_SOFTMAX = Workload(
    name="digits-softmax",
    title="Softmax regression on handwritten digits",
    about="Ten classes from 8 × 8 pixels with one linear layer; convex. "
    "1,000 images to train on, 397 to choose on, 400 to report on.",
    licence=LICENCE,
    layers=(64, 10),
    target=0.95,
    load=digits,
)
