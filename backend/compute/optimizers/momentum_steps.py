"""Heavy-ball momentum whose rate is divided by ten at half and at three quarters of the run."""

from dataclasses import replace

from backend.compute.optimizers.momentum import MOMENTUM
from backend.compute.schedule import STEPS

MOMENTUM_STEPS = replace(
    MOMENTUM,
    name="momentum-steps",
    title="Momentum, steps",
    paper=f"{MOMENTUM.paper}; {STEPS.paper}",
    schedule=STEPS,
)
