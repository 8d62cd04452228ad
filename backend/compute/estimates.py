"""How long a benchmark will take, as far as anything tells: pure functions over jobs that finished.

Asked in this order: jobs with the same settings; jobs that differ in their lists alone (which optimizers, which rates),
scaled by how many there are; the same two of another machine, which is then named; what the experiment itself
announced; any job of the experiment. What nothing tells is not guessed. It is an estimate and is always shown as one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from backend.contract.compute import Estimate, Experiment, Setting

KEPT = 20
"""Of like jobs, the newest so many count: the lab's code gets faster, and machines change."""


@dataclass(frozen=True)
class Past:
    """How long a finished job took."""

    experiment: str
    settings: str
    """As `fields.canonical` writes them."""
    seconds: float
    machine: str = ""
    """Its kind (`MachineCard.kind`); empty where it is not known, which counts as the one that is asked about."""


@dataclass(frozen=True)
class _Took:
    machine: str
    seconds: float


class Durations:
    """What past jobs, the newest first, and announcements say."""

    def __init__(
        self,
        past: Iterable[Past],
        offered: Iterable[Experiment] = (),
        machines: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """`machines`: by experiment, the kinds of those that would run it now."""
        self._cards = {card.name: card for card in offered}
        self._machines = machines or {}
        self._same: dict[tuple[str, str], list[_Took]] = {}
        self._like: dict[tuple[str, str], list[_Took]] = {}
        self._any: dict[str, list[_Took]] = {}
        for job in past:
            like, work = _shape(job.settings)
            took, each = _Took(job.machine, job.seconds), _Took(job.machine, job.seconds / work)
            self._same.setdefault((job.experiment, job.settings), []).append(took)
            self._like.setdefault((job.experiment, like), []).append(each)
            self._any.setdefault(job.experiment, []).append(took)

    def of(self, experiment: str, settings: str) -> Estimate | None:
        """Seconds from claim to end; None when there is no telling."""
        like, work = _shape(settings)
        same = self._same.get((experiment, settings), [])
        alike = [
            _Took(each.machine, each.seconds * work)
            for each in self._like.get((experiment, like), [])
        ]
        found = self._told(experiment, (same, "the same settings"), (alike, "like settings"))
        if found is not None:
            return found
        if (announced := self._announced(experiment, settings)) is not None:
            return Estimate(seconds=announced, basis="the experiment's own estimate")
        return self._told(experiment, (self._any.get(experiment, []), "the same experiment"))

    def _told(self, experiment: str, *of: tuple[Sequence[_Took], str]) -> Estimate | None:
        """By the first of these where a machine that would run it has a job; else by the first that has any, and then
        by one machine alone, the one that was used last."""
        here = {"", *self._machines.get(experiment, ())}
        for jobs, basis in of:
            if own := [each.seconds for each in jobs if each.machine in here]:
                return _estimate(own, basis)
        for jobs, basis in of:
            if jobs:
                machine = jobs[0].machine
                return _estimate([e.seconds for e in jobs if e.machine == machine], basis, machine)
        return None

    def _announced(self, experiment: str, settings: str) -> float | None:
        card = self._cards.get(experiment)
        if card is None:
            return None
        chosen: Mapping[str, Setting] = json.loads(settings)
        for field in card.fields:
            for choice in field.choices:
                if choice.name == chosen.get(field.name) and choice.takes_s is not None:
                    return choice.takes_s
        return card.takes_s


def _estimate(seconds: list[float], basis: str, machine: str = "") -> Estimate:
    kept = seconds[:KEPT]
    return Estimate.model_validate(
        {"seconds": median(kept), "basis": basis, "jobs": len(kept), "machine": machine}
    )


def _shape(settings: str) -> tuple[str, int]:
    """The settings without what their lists hold, and how much work those make: the product of their lengths."""
    read: dict[str, object] = json.loads(settings)
    lists = {name: value for name, value in read.items() if isinstance(value, list)}
    bare = {name: bool(value) if name in lists else value for name, value in read.items()}
    work = math.prod(max(1, len(value)) for value in lists.values())
    return json.dumps(bare, sort_keys=True), work
