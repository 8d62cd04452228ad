"""What a comparison of optimizers has found so far: its table, verdict, notes, figures and raw
numbers.

Made anew after each finished part, so that whatever is there can be shown. It measures nothing; it
rounds nothing but the raw numbers, to six digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.compute.comparison import Judged, Question, Tried
from backend.compute.experiment import Cell, Column, Row, Table
from backend.compute.intervals import Interval, t_interval
from backend.compute.timing import Timing
from backend.compute.training import Curve

COLUMNS = (
    Column(name="rate", title="Learning rate", side="statistical"),
    Column(name="loss", title="Test loss", unit="nats", better="lower", side="statistical"),
    Column(name="accuracy", title="Test accuracy", better="higher", side="statistical"),
    Column(name="steps", title="Steps to target", better="lower", side="statistical"),
    Column(name="step", title="A step", unit="ms", better="lower", side="hardware"),
    Column(name="ratio", title="A step, relative", unit="×", better="lower", side="hardware"),
    Column(name="seconds", title="Time to target", unit="s", better="lower"),
)
PASSES = Column(name="passes", title="Passes to target", better="lower", side="statistical")
"""Shown where a step of one is not what a step of another is."""


@dataclass(frozen=True)
class Findings:
    question: Question
    tried: tuple[Tried, ...] = ()
    rates: Mapping[str, float] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    timing: Timing | None = None

    @property
    def titles(self) -> dict[str, str]:
        """Of the optimizers, by name, in the order asked for."""
        return {each.name: each.title for each in self.question.optimizers}

    # The table.

    def table(self) -> Table:
        rows = tuple(
            Row(name=each.title, cells=dict(self._cells(each.name)))
            for each in self.question.optimizers
        )
        return Table(columns=self.columns, rows=rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        objective = self.question.workload.objective
        says = {
            "loss": {"unit": objective.unit},
            "accuracy": {"title": objective.measure[0].upper() + objective.measure[1:]},
        }
        columns = [each.model_copy(update=says.get(each.name)) for each in COLUMNS]
        if self.mixed:
            columns.insert([each.name for each in COLUMNS].index("steps") + 1, PASSES)
        return tuple(columns)

    @property
    def mixed(self) -> bool:
        """Whether some of the optimizers see other samples than others, or take more than one gradient a step."""
        asked = self.question.optimizers
        return len({each.sampling for each in asked}) > 1 or any(each.asks for each in asked)

    def _cells(self, name: str) -> Iterator[tuple[str, Cell]]:
        if self.rates:
            yield "rate", Cell(value=self.rates[name])
        if self.judged:
            found = self.of(name)
            blown = sum(curve.diverged for curve in found)
            if blown:
                yield "loss", Cell(text=f"diverged in {blown} of {len(found)}")
            else:
                yield "loss", _cell(t_interval([curve.loss[-1] for curve in found]), floor=0)
            accuracy = t_interval([curve.accuracy[-1] for curve in found])
            yield "accuracy", _cell(accuracy, 0, self.question.workload.objective.most)
            yield "steps", self._steps_cell(name)
            if self.mixed:
                yield "passes", self._passes_cell(name)
        if self.timing is not None:
            first = self.question.optimizers[0].name
            yield "step", _cell(_scaled(self.timing.seconds(name), 1e3))
            if name == first:
                yield "ratio", Cell(value=1.0)
            else:
                yield "ratio", _cell(self.timing.ratio(name, first))
            yield "seconds", self.cost(name, self.timing)

    def cost(self, name: str, timing: Timing) -> Cell:
        """Seconds to the target."""
        return self._steps_cell(name, timing.seconds(name).value)

    def _steps_cell(self, name: str, each: float = 1.0) -> Cell:
        """Steps to the target, or seconds when a step takes `each`."""
        found = self.of(name)
        reached = self.steps(name)
        if reached is None:
            count = sum(curve.steps_to(self.question.target) is not None for curve in found)
            return Cell(text=f"{count} of {len(found)} runs" if count else "not reached")
        steps = t_interval(reached, coarse=self.coarse / math.sqrt(2))
        return _cell(_scaled(steps, each), floor=0)

    def _passes_cell(self, name: str) -> Cell:
        """Passes over the data to the target."""
        found, target = self.of(name), self.question.target
        passes = [curve.passes_to(target) for curve in found]
        reached = [each for each in passes if each is not None]
        if len(reached) < len(found):
            return self._steps_cell(name)
        each = found[0].passes[-1] / found[0].steps[-1]
        return _cell(t_interval(reached, coarse=each * self.coarse / math.sqrt(2)), floor=0)

    # What conclusions rest on.

    def of(self, name: str) -> list[Curve]:
        """One curve a seed."""
        return [seed[name] for seed in self.judged]

    def steps(self, name: str) -> list[float] | None:
        """Steps to the target, one a seed; None unless every run reached it."""
        reached = [curve.steps_to(self.question.target) for curve in self.of(name)]
        steps = [float(step) for step in reached if step is not None]
        return steps if len(steps) == len(reached) else None

    @property
    def coarse(self) -> float:
        """Standard deviation of the difference of two counts, each rounded up to the next look."""
        return self.question.plan.every / math.sqrt(6)

    # Raw numbers.

    def raw(self) -> dict[str, Any]:
        """Everything measured, as JSON can say it; what is not finite becomes null."""
        question, timing = self.question, self.timing
        return {
            "workload": question.workload.name,
            "condition": question.workload.condition,
            "target": question.target,
            "measured": question.workload.objective.measure,
            "plan": {
                "steps": question.plan.steps,
                "batch": question.plan.batch,
                "looked_at": list(question.plan.grid),
            },
            "tuning_seeds": list(question.tuning),
            "held_out_samples": question.held,
            "seeds": list(question.seeds),
            "optimizers": [
                {
                    "name": each.name,
                    "paper": each.paper,
                    "rate": self.rates.get(each.name),
                    "tuning": [
                        {"rate": rate, "runs": [_plain(s[each.name, rate]) for s in self.tried]}
                        for rate in question.rates[each.name]
                    ],
                    "runs": [_plain(curve) for curve in self.of(each.name)],
                    "seconds_a_step": []
                    if timing is None
                    else [_six(v) for v in timing.samples[timing.names.index(each.name)]],
                }
                for each in question.optimizers
            ],
            "foreign_load": None if timing is None else _six(timing.foreign),
        }


def _plain(curve: Curve) -> dict[str, list[float | None]]:
    return {
        "loss": [_six(value) for value in curve.loss],
        "accuracy": [_six(value) for value in curve.accuracy],
        "passes": [_six(value) for value in curve.passes],
    }


def _six(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _cell(interval: Interval, floor: float = -math.inf, ceiling: float = math.inf) -> Cell:
    """The interval within what the quantity can be; one seed has none."""
    if not math.isfinite(interval.low):
        return Cell(value=interval.value)
    return Cell(
        value=interval.value, low=max(interval.low, floor), high=min(interval.high, ceiling)
    )


def _scaled(interval: Interval, by: float) -> Interval:
    return Interval(interval.value * by, interval.low * by, interval.high * by)


def in_seconds(value: float) -> str:
    """A duration for people."""
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"
