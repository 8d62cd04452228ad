"""Logistic regression with a known optimum and a condition number to be chosen: convex, curved differently everywhere,
and noisy at its best."""

from functools import cache, partial

from torch.nn.functional import binary_cross_entropy_with_logits as error

from backend.compute.convex_data import LICENCE, linear, logistic, suits, to_the_optimum
from backend.compute.workload import Workload

SIZE, CONDITION = 30, 100


@cache
def conditioned(condition: float) -> Workload:
    problem = cache(partial(logistic, condition, SIZE))
    return Workload(
        name="logistic",
        title="Logistic regression",
        about=f"{SIZE} weights for two made classes; at the optimum the loss curves {condition:g} times as much in one "
        "direction as in another. Measured are the digits of the optimum: 2 means 1 % away.",
        licence=LICENCE,
        build=partial(linear, SIZE),
        objective=to_the_optimum(problem, error, "nats"),
        target=round(0.8 * suits(condition), 2),
        load=lambda: problem().data,
        condition=condition,
        conditioned=conditioned,
    )


LOGISTIC = conditioned(CONDITION)
