"""Logistic regression with a known optimum: convex, curved differently everywhere, and noisy at its best."""

from functools import cache, partial

from torch.nn.functional import binary_cross_entropy_with_logits as error

from backend.compute.convex_data import LICENCE, linear, logistic, to_the_optimum
from backend.compute.workload import Workload

SIZE, CONDITION = 30, 100

_problem = cache(partial(logistic, CONDITION, SIZE))

LOGISTIC = Workload(
    name=f"logistic-{CONDITION}",
    title=f"Logistic regression, condition number {CONDITION}",
    about=f"{SIZE} weights for two made classes, the features' mean squares spanning {CONDITION}. "
    "Measured are the digits of the optimum: 2 means 1 % away.",
    licence=LICENCE,
    build=partial(linear, SIZE),
    objective=to_the_optimum(_problem, error, "nats"),
    target=0.7,
    load=lambda: _problem().data,
)
