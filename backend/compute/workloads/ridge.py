"""Ridge regression with a known optimum, at two condition numbers: theory's own example, where rates are formulas."""

from functools import cache, partial

from backend.compute.convex_data import LICENCE, linear, ridge, squared, to_the_optimum
from backend.compute.workload import Workload

SIZE = 30


def conditioned(condition: int, target: float) -> Workload:
    problem = cache(partial(ridge, condition, SIZE))
    return Workload(
        name=f"ridge-{condition}",
        title=f"Ridge regression, condition number {condition}",
        about=f"{SIZE} weights for made targets with noise; the loss curves {condition} times as much in one direction "
        "as in another. Measured are the digits of the optimum: 2 means 1 % away.",
        licence=LICENCE,
        build=partial(linear, SIZE),
        objective=to_the_optimum(problem, squared),
        target=target,
        load=lambda: problem().data,
    )


RIDGE_10 = conditioned(10, 1.0)
RIDGE_1000 = conditioned(1000, 0.5)
