"""Logistic regression on features that are rare, as words are: what a rate for each weight is made for."""

from functools import cache, partial

from torch.nn.functional import binary_cross_entropy_with_logits as error

from backend.compute.convex_data import LICENCE, linear, sparse, to_the_optimum
from backend.compute.workload import Workload

SIZE = 200

_problem = cache(partial(sparse, SIZE))

LOGISTIC_SPARSE = Workload(
    name="logistic-sparse",
    title="Logistic regression on rare features",
    about=f"{SIZE} weights for two made classes; features are there or not, the k-th in a share of 0.5 / k "
    "of the samples. Measured are the digits of the optimum: 1 means 10 % away.",
    licence=LICENCE,
    build=partial(linear, SIZE),
    objective=to_the_optimum(_problem, error, "nats"),
    target=0.7,
    load=lambda: _problem().data,
)
