"""Ridge regression with a known optimum and a condition number to be chosen: theory's own example, where rates are
formulas."""

from functools import cache, partial

from backend.compute.convex_data import (
    LICENCE,
    linear,
    ridge,
    squared,
    suits,
    to_the_optimum,
)
from backend.compute.workload import Workload

SIZE, CONDITION = 30, 100


@cache
def conditioned(condition: float) -> Workload:
    problem = cache(partial(ridge, condition, SIZE))
    return Workload(
        name="ridge",
        title="Ridge regression",
        about=f"{SIZE} weights for made targets with noise; the loss curves {condition:g} times as much in one "
        "direction as in another. Measured are the digits of the optimum: 2 means 1 % away.",
        licence=LICENCE,
        build=partial(linear, SIZE),
        objective=to_the_optimum(problem, squared),
        target=suits(condition),
        load=lambda: problem().data,
        condition=condition,
        conditioned=conditioned,
    )


RIDGE = conditioned(CONDITION)
