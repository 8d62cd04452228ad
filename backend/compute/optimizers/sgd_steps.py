"""SGD whose rate is divided by ten at half and at three quarters of the run."""

from dataclasses import replace

from backend.compute.optimizers.sgd import SGD
from backend.compute.schedule import STEPS

SGD_STEPS = replace(
    SGD,
    name="sgd-steps",
    title="SGD, steps",
    paper=f"{SGD.paper}; {STEPS.paper}",
    schedule=STEPS,
)
