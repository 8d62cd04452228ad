"""The queue at one moment, read from the tables and the real clock: who is next, when, and who used how much today.

It changes nothing. What it says is made by the pure functions of `queue` and `estimates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from backend.compute.estimates import Durations, Past
from backend.compute.offers import can_run
from backend.compute.queue import UNKNOWN_S, Lane, Place, Waiting, in_order, places, remaining
from backend.compute.tables import JobRow, WorkerRow
from backend.contract.compute import Experiment, MachineCard, Progress
from backend.desk import Visit

ALIVE = timedelta(seconds=60)
"""A worker that was not heard of for longer counts as gone: it is no capacity."""

OFFERS: TypeAdapter[tuple[Experiment, ...]] = TypeAdapter(tuple[Experiment, ...])

PAST = 200
"""Finished jobs that estimates look back on."""

LONGEST = timedelta(days=1)
"""A job that began longer ago than that before midnight is not looked for when today's seconds are added up."""


def queue_of(at: Visit) -> Queue:
    midnight, _ = at.course.day_bounds(at.course.day_of(at.real_now))
    return Queue(at.session, at.real_now, midnight, at.settings.compute.running_per_person)


class Queue:
    """What waits and what runs."""

    def __init__(self, session: Session, now: datetime, midnight: datetime, at_once: int) -> None:
        """`now` is the real clock's, `midnight` when its day began in the course's zone."""
        self._now, self._at_once = now, at_once
        live = session.exec(
            select(JobRow)
            .where(col(JobRow.state).in_(("queued", "running")))
            .order_by(col(JobRow.id))
        ).all()
        waiting = [row for row in live if row.state == "queued"]
        self._running = [row for row in live if row.state == "running"]
        self._durations: Durations = Durations(())
        self.order: list[Waiting] = []
        self.places: dict[int, Place] = {}
        if waiting:
            self._line_up(session, waiting, midnight)

    def _line_up(self, session: Session, waiting: Sequence[JobRow], midnight: datetime) -> None:
        workers = session.exec(select(WorkerRow).order_by(col(WorkerRow.announced))).all()
        offers = {worker.id: offered_by(worker) for worker in workers}
        every = (card for cards in offers.values() for card in cards)
        able = machines([(w, offers[w.id]) for w in workers], self._now)
        self._durations = durations(session, every, able)
        self.order = in_order(
            [Waiting(id_of(r), r.person, r.experiment, r.settings, r.first) for r in waiting],
            self._used_with_what_runs(session, midnight),
            lambda job: self._expected(job.experiment, job.settings),
        )
        lanes = list(
            self._lanes([(w, offers[w.id]) for w in workers if w.last_seen > self._now - ALIVE])
        )
        running: defaultdict[str, list[float | None]] = defaultdict(list)
        for row in self._running:
            running[row.person].append(self._left(row))
        self.places = places(self.order, lanes, self._durations, running, self._at_once)

    def place(self, row: JobRow) -> Place:
        return self.places.get(id_of(row), Place(0, None))

    def may_begin(self, job: Waiting) -> bool:
        """Whether its owner has fewer jobs running than one may have; what the staff put first may always."""
        running = sum(row.person == job.person for row in self._running)
        return job.first or running < self._at_once

    def _expected(self, experiment: str, settings: str) -> float:
        usual = self._durations.of(experiment, settings)
        return UNKNOWN_S if usual is None else usual.seconds

    def _used_with_what_runs(self, session: Session, midnight: datetime) -> dict[str, float]:
        """Today's seconds by person; a running job counts with all that it is expected to take, or took already."""
        used = defaultdict(float, used_since(session, midnight, self._now))
        for row in self._running:
            assert row.began is not None
            elapsed = (self._now - row.began).total_seconds()
            used[row.person] += max(self._expected(row.experiment, row.settings) - elapsed, 0.0)
        return used

    def _lanes(self, alive: Iterable[tuple[WorkerRow, tuple[Experiment, ...]]]) -> Iterator[Lane]:
        held = {row.worker: row for row in self._running}
        for worker, offers in alive:
            row = held.get(worker.id)
            yield Lane(_taker(offers), 0.0 if row is None else self._left(row))

    def _left(self, row: JobRow) -> float | None:
        assert row.began is not None
        progress = Progress.model_validate_json(row.progress) if row.progress else None
        usual = self._durations.of(row.experiment, row.settings)
        return remaining(
            (self._now - row.began).total_seconds(),
            progress.done if progress else 0,
            progress.total if progress else 1,
            None if usual is None else usual.seconds,
        )


def _taker(offers: tuple[Experiment, ...]) -> Callable[[Waiting], bool]:
    """What a worker with these cards takes; of jobs that are alike, one is looked at."""

    @cache
    def alike(experiment: str, settings: str) -> bool:
        return can_run(offers, experiment, settings)

    return lambda job: alike(job.experiment, job.settings)


def used_since(
    session: Session, since: datetime, now: datetime, person: str | None = None
) -> dict[str, float]:
    """Seconds of workers' time after `since`, by person; only the last try of each job is known."""
    query = select(JobRow.person, JobRow.began, JobRow.ended).where(
        col(JobRow.began) > since - LONGEST
    )
    if person is not None:
        query = query.where(JobRow.person == person)
    used: defaultdict[str, float] = defaultdict(float)
    for who, began, ended in session.exec(query).all():
        if began is not None:
            used[who] += max((min(ended or now, now) - max(began, since)).total_seconds(), 0.0)
    return dict(used)


def machines(
    workers: Iterable[tuple[WorkerRow, Iterable[Experiment]]], now: datetime
) -> dict[str, set[str]]:
    """By experiment, the kinds of machine that would run it `now`: of living workers, and where none offers it, of
    those that did."""
    alive: defaultdict[str, set[str]] = defaultdict(set)
    gone: defaultdict[str, set[str]] = defaultdict(set)
    for worker, cards in workers:
        found = alive if worker.last_seen > now - ALIVE else gone
        for card in cards:
            found[card.name].add(_kind(worker))
    return {**gone, **alive}


def _kind(worker: WorkerRow) -> str:
    return MachineCard.model_validate_json(worker.machine).kind


def durations(
    session: Session, offered: Iterable[Experiment], able: Mapping[str, Collection[str]]
) -> Durations:
    """What finished jobs and announcements say of how long one takes; `able` as `machines` has it."""
    kinds = {worker.id: _kind(worker) for worker in session.exec(select(WorkerRow)).all()}
    rows = session.exec(
        select(  # type: ignore[call-overload]
            JobRow.experiment, JobRow.settings, JobRow.began, JobRow.ended, JobRow.worker
        )
        .where(JobRow.state == "finished")
        .order_by(col(JobRow.id).desc())
        .limit(PAST)
    ).all()
    past = [
        Past(experiment, settings, (ended - began).total_seconds(), kinds.get(ran or "", ""))
        for experiment, settings, began, ended, ran in rows
        if began is not None and ended is not None
    ]
    return Durations(past, offered, able)


def offered_by(worker: WorkerRow) -> tuple[Experiment, ...]:
    return OFFERS.validate_json(worker.experiments)


def offered(at: Visit) -> dict[str, list[Experiment]]:
    """The cards of each experiment by name, the newest announcement first.

    Of an experiment that a living worker offers, the cards of dead ones do not count: what only they
    could run would wait although somebody is there to say no.
    """
    found: dict[str, list[Experiment]] = {}
    workers = at.session.exec(select(WorkerRow).order_by(col(WorkerRow.announced).desc())).all()
    living = [worker for worker in workers if worker.last_seen > at.real_now - ALIVE]
    for worker in living:
        for card in offered_by(worker):
            found.setdefault(card.name, []).append(card)
    held = frozenset(found)
    for worker in workers:
        for card in offered_by(worker):
            if card.name not in held:
                found.setdefault(card.name, []).append(card)
    return dict(sorted(found.items()))


def id_of(row: JobRow) -> int:
    """The id of a row that was flushed."""
    assert row.id is not None
    return row.id
