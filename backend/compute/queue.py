"""Who is next, and when: pure functions over what waits and what runs.

First come, first served among people, not among jobs. A person's job takes as many steps back as
that person has jobs running, begun a short while ago, or waiting before it; among equals the older
goes first. So nobody gets a second turn while someone waits for a first one, and because "a short
while ago" ends, nobody waits for ever.

It reads no table and no clock.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

JUST_SERVED = timedelta(minutes=10)
"""How long a turn that began counts against the next one."""


@dataclass(frozen=True)
class Waiting:
    """A queued job. Ids grow with the instant of asking."""

    id: int
    person: str
    experiment: str
    settings: str


@dataclass(frozen=True)
class Place:
    ahead: int
    wait_s: float | None


@dataclass(frozen=True)
class Past:
    """How long a finished job took."""

    experiment: str
    settings: str
    seconds: float


def in_order(waiting: Iterable[Waiting], served: Mapping[str, int]) -> list[Waiting]:
    """The order in which jobs are taken.

    `served` counts, for each person, the jobs that run or began within `JUST_SERVED`.
    """
    turns: Counter[str] = Counter(served)
    ranked: list[tuple[int, int, Waiting]] = []
    for job in sorted(waiting, key=lambda job: job.id):
        ranked.append((turns[job.person], job.id, job))
        turns[job.person] += 1
    return [job for _, _, job in sorted(ranked, key=lambda rank: rank[:2])]


class Durations:
    """What past jobs say about how long one takes: the median of the same work, else of the same
    experiment.
    """

    def __init__(self, past: Iterable[Past]) -> None:
        self._same: dict[tuple[str, str], list[float]] = {}
        self._alike: dict[str, list[float]] = {}
        for job in past:
            self._same.setdefault((job.experiment, job.settings), []).append(job.seconds)
            self._alike.setdefault(job.experiment, []).append(job.seconds)

    def of(self, experiment: str, settings: str) -> float | None:
        """Seconds from claim to end; None when no such job ever finished."""
        known = self._same.get((experiment, settings)) or self._alike.get(experiment)
        return median(known) if known else None


def remaining(elapsed: float, done: int, total: int, usual: float | None) -> float | None:
    """Seconds that a running job still needs: by its own progress, else by what such jobs usually
    take.
    """
    if done > 0:
        return elapsed * max(total - done, 0) / done
    return None if usual is None else max(usual - elapsed, 0.0)


@dataclass(frozen=True)
class Lane:
    """A living worker."""

    offers: frozenset[str]
    free_in: float | None
    """Seconds until it is free; None when there is no telling."""


def places(
    order: Sequence[Waiting], lanes: Sequence[Lane], durations: Durations
) -> dict[int, Place]:
    """The place and the wait of each job, by id.

    A wait that hangs on something unknown is None, and so is one for which no living worker is fit.
    """
    free = [math.inf if lane.free_in is None else lane.free_in for lane in lanes]
    found: dict[int, Place] = {}
    for ahead, job in enumerate(order):
        fit = [at for at, lane in enumerate(lanes) if job.experiment in lane.offers]
        soonest = min(fit, key=lambda at: free[at], default=None)
        if soonest is None or math.isinf(free[soonest]):
            found[job.id] = Place(ahead, None)
            continue
        found[job.id] = Place(ahead, free[soonest])
        takes = durations.of(job.experiment, job.settings)
        free[soonest] = math.inf if takes is None else free[soonest] + takes
    return found
