"""Heavy-ball momentum whose rate falls along half a cosine, to nought at the end."""

from dataclasses import replace

from backend.compute.optimizers.momentum import MOMENTUM
from backend.compute.schedule import COSINE

MOMENTUM_COSINE = replace(
    MOMENTUM,
    name="momentum-cosine",
    title="Momentum, cosine",
    paper=f"{MOMENTUM.paper}; {COSINE.paper}",
    schedule=COSINE,
)
