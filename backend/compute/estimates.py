"""How long a benchmark will take, as far as anything tells: pure functions over jobs that finished.

Asked in this order: jobs with the same settings; jobs that differ in their lists alone (which optimizers, which rates),
scaled by how many there are; what the experiment itself announced; any job of the experiment. What nothing tells is
not guessed. It is an estimate and is always shown as one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
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


class Durations:
    """What past jobs, the newest first, and announcements say."""

    def __init__(self, past: Iterable[Past], offered: Iterable[Experiment] = ()) -> None:
        self._cards = {card.name: card for card in offered}
        self._same: dict[tuple[str, str], list[float]] = {}
        self._like: dict[tuple[str, str], list[float]] = {}
        self._any: dict[str, list[float]] = {}
        for job in past:
            like, work = _shape(job.settings)
            self._same.setdefault((job.experiment, job.settings), []).append(job.seconds)
            self._like.setdefault((job.experiment, like), []).append(job.seconds / work)
            self._any.setdefault(job.experiment, []).append(job.seconds)

    def of(self, experiment: str, settings: str) -> Estimate | None:
        """Seconds from claim to end; None when there is no telling."""
        like, work = _shape(settings)
        if same := self._same.get((experiment, settings)):
            return _told(same, "the same settings")
        if alike := self._like.get((experiment, like)):
            return _told([each * work for each in alike], "like settings")
        if (announced := self._announced(experiment, settings)) is not None:
            return Estimate(seconds=announced, basis="the experiment's own estimate")
        others = self._any.get(experiment)
        return _told(others, "the same experiment") if others else None

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


def _told(seconds: list[float], basis: str) -> Estimate:
    kept = seconds[:KEPT]
    return Estimate.model_validate({"seconds": median(kept), "basis": basis, "jobs": len(kept)})


def _shape(settings: str) -> tuple[str, int]:
    """The settings without what their lists hold, and how much work those make: the product of their lengths."""
    read: dict[str, object] = json.loads(settings)
    lists = {name: value for name, value in read.items() if isinstance(value, list)}
    bare = {name: bool(value) if name in lists else value for name, value in read.items()}
    work = math.prod(max(1, len(value)) for value in lists.values())
    return json.dumps(bare, sort_keys=True), work
