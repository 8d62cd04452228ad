"""Who is next, and when: pure functions over what waits and what runs.

Whoever used the fewest seconds of the lab today goes first; among equals, who asked first. What a person's earlier jobs
in the queue will take counts as used already, so that two jobs are never two turns in a row while somebody waits who
used less. Of people who always have something waiting, nobody is thus ever ahead of another by more than one job. What
the staff put first goes before everyone. A day ends, so nobody waits for ever for having used much.

It reads no table and no clock.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.compute.estimates import Durations
from backend.contract.compute import Estimate

UNKNOWN_S = 60.0
"""What a job counts as while nothing tells how long it takes."""


@dataclass(frozen=True)
class Waiting:
    """A queued job. Ids grow with the instant of asking."""

    id: int
    person: str
    experiment: str
    settings: str
    first: bool = False
    """Put before everyone by the staff."""


@dataclass(frozen=True)
class Place:
    ahead: int
    wait_s: float | None
    takes: Estimate | None = None
    unable: bool = False
    """No living worker can run it."""


def in_order(
    waiting: Iterable[Waiting], used: Mapping[str, float], takes: Callable[[Waiting], float]
) -> list[Waiting]:
    """The order in which jobs are taken.

    `used`: seconds of today by person, what runs with all that it is expected to take. `takes`: expected seconds.
    """
    spent: defaultdict[str, float] = defaultdict(float, used)
    order: list[Waiting] = []
    queues: defaultdict[str, deque[Waiting]] = defaultdict(deque)
    for job in sorted(waiting, key=lambda job: job.id):
        if job.first:
            order.append(job)
            spent[job.person] += takes(job)
        else:
            queues[job.person].append(job)
    turns = [(spent[person], own[0].id, person) for person, own in queues.items()]
    heapq.heapify(turns)
    while turns:
        _, _, person = turns[0]
        own = queues[person]
        job = own.popleft()
        order.append(job)
        spent[person] += takes(job)
        if own:
            heapq.heapreplace(turns, (spent[person], own[0].id, person))
        else:
            heapq.heappop(turns)
    return order


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

    takes: Callable[[Waiting], bool]
    """Whether it can run the job, by what it announced."""
    free_in: float | None
    """Seconds until it is free; None when there is no telling."""


def places(
    order: Sequence[Waiting],
    lanes: Sequence[Lane],
    durations: Durations,
    running: Mapping[str, Sequence[float | None]] | None = None,
    at_once: int = 1_000_000,
) -> dict[int, Place]:
    """The place and the wait of each job, by id.

    `running`: of each person's running jobs the seconds that they still need. Nobody has more than `at_once` jobs
    running. A wait that hangs on something unknown is None, and so is one for which no living worker is fit.
    """
    free = [math.inf if lane.free_in is None else lane.free_in for lane in lanes]
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for person, needs in (running or {}).items():
        ends[person] = [math.inf if each is None else each for each in needs]
    found: dict[int, Place] = {}
    for ahead, job in enumerate(order):
        takes = durations.of(job.experiment, job.settings)
        fit = [at for at, lane in enumerate(lanes) if lane.takes(job)]
        soonest = min(fit, key=lambda at: free[at], default=None)
        mine = sorted(ends[job.person])
        allowed = mine[-at_once] if len(mine) >= at_once and not job.first else 0.0
        begins = math.inf if soonest is None else max(free[soonest], allowed)
        if soonest is None or math.isinf(begins):
            found[job.id] = Place(ahead, None, takes, unable=soonest is None)
            continue
        found[job.id] = Place(ahead, begins, takes)
        over = math.inf if takes is None else begins + takes.seconds
        if begins == free[soonest]:
            free[soonest] = over  # one that is held back by its owner's others holds nobody up
        ends[job.person].append(over)
    return found
