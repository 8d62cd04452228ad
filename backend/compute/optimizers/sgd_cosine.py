"""SGD whose rate falls along half a cosine, to nought at the end."""

from dataclasses import replace

from backend.compute.optimizers.sgd import SGD
from backend.compute.schedule import COSINE

SGD_COSINE = replace(
    SGD,
    name="sgd-cosine",
    title="SGD, cosine",
    paper=f"{SGD.paper}; {COSINE.paper}",
    schedule=COSINE,
)
