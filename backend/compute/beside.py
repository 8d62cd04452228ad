"""Runs of one seed trained beside one another, a part of them on each core.

Nothing of a run depends on who else is trained, so the parts are any; and compiled loops let other threads of Python go
on, as torch does where there is much to compute. What is `stacked` and small is one computation already, most of it
calls, which a second thread would only wait for. What is *timed* is not run like this: a step is measured alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from backend.compute.training import Curve, Engine, Plan, Run
from backend.compute.workload import Data, Part, Workload

MOST = 4
"""Threads; with more, what one of them fetches drives out of the cache what the others need."""

SMALL = 1000
"""Parameters of a network that is not dense, below which its training is mostly calls."""


def cores() -> int:
    """That this process may use, at most `MOST`: what the kernel lets it have, and of that what a Slurm job asked for,
    as not every cluster binds a job to its cores."""
    asked_for = int(os.environ.get("SLURM_CPUS_PER_TASK", MOST))
    return min(len(os.sched_getaffinity(0)), asked_for, MOST)


class Beside:
    """An engine (`training.Engine`) of several, one a thread, since an engine may remember what it trained.

    `made` makes one; there are as many as `threads`, or `cores()`. Curves are those of one thread, bit by bit.
    """

    def __init__(self, made: Callable[[], Engine], threads: int | None = None) -> None:
        self._engines = [made() for _ in range(threads or cores())]

    def __call__(
        self, workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
    ) -> list[Curve]:
        pays = workload.dense or workload.parameters >= SMALL
        count = min(len(self._engines), len(runs)) if pays else 1
        if count < 2:
            return self._engines[0](workload, data, held, runs, plan, seed)

        def trained(number: int) -> list[Curve]:
            return self._engines[number](workload, data, held, runs[number::count], plan, seed)

        curves: list[Curve | None] = [None] * len(runs)
        with ThreadPoolExecutor(count) as threads:
            for number, some in enumerate(threads.map(trained, range(count))):
                curves[number::count] = some
        return [each for each in curves if each is not None]
