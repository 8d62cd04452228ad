"""Heavy-ball momentum whose rate rises to its full size over the first tenth of the run, and stays."""

from dataclasses import replace

from backend.compute.optimizers.momentum import MOMENTUM
from backend.compute.schedule import WARM_UP

MOMENTUM_WARM_UP = replace(
    MOMENTUM,
    name="momentum-warm-up",
    title="Momentum, warm-up",
    paper=f"{MOMENTUM.paper}; {WARM_UP.paper}",
    schedule=WARM_UP,
)
