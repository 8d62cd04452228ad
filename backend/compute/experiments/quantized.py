"""Quantized inference: how much smaller and faster a network gets at low precision, and what that costs in accuracy.

Networks of several seeds are trained on the spot. Each is quantized in every way asked for, and judged on test data:
its accuracy, how often it says what the float32 network says, and the bytes of its weights as they would lie on disk.
Ways that compute at low precision are timed in turns with float32; ways that only round are simulated, without times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from backend.compute.experiment import (
    CannotRun,
    Cell,
    Choice,
    Column,
    Experiment,
    FieldCard,
    Outcome,
    Picture,
    Progress,
    Row,
    Settings,
    Table,
    discover,
)
from backend.compute.intervals import Interval, t_interval
from backend.compute.pareto import Point, pareto
from backend.compute.quantizer import DoesNotFit, Quantizer
from backend.compute.serving import BATCHES, Judged, judged, latencies, trained
from backend.compute.timing import QUIET, Timing
from backend.compute.workload import Workload

BASE = "fp32"
CLOSE = 0.01
"""An accuracy that is at most so much lower counts as kept."""
COLUMNS = (
    Column(name="accuracy", title="Test accuracy", better="higher", side="statistical"),
    Column(name="cost", title="Against float32", unit="points", better="higher", side="statistical"),
    Column(name="agreement", title="Same answers", better="higher", side="statistical"),
    Column(name="divergence", title="KL", unit="nats", better="lower", side="statistical"),
    Column(name="size", title="Stored", unit="kB", better="lower", side="hardware"),
    Column(name="smaller", title="Smaller", unit="×", better="higher", side="hardware"),
    *(
        Column(name=f"ms-{size}", title=f"Batch {size}", unit="ms", better="lower", side="hardware")
        for size in BATCHES
    ),
    *(
        Column(name=f"faster-{size}", title=f"Faster at {size}", unit="×", better="higher", side="hardware")
        for size in BATCHES
    ),
)


@dataclass(frozen=True)
class Found:
    """What is known so far, by the quantizer's name."""

    schemes: tuple[Quantizer, ...]
    judged: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    """One a seed."""
    stored: Mapping[str, int] = field(default_factory=dict)
    """Bytes."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Why a scheme was left out."""
    timing: Mapping[int, Timing] = field(default_factory=dict)

    def table(self) -> Table:
        rows = tuple(Row(name=each.title, cells=self._cells(each)) for each in self.schemes)
        return Table(columns=COLUMNS, rows=rows)

    def _cells(self, scheme: Quantizer) -> dict[str, Cell]:
        name = scheme.name
        if name in self.missing:
            return {"accuracy": Cell(text="not available")}
        of, base = self.judged.get(name), self.judged.get(BASE)
        if not of or not base:
            return {}
        cost = [100 * (each.accuracy - first.accuracy) for each, first in zip(of, base, strict=False)]
        cells = {
            "accuracy": _cell([each.accuracy for each in of], 0, 1),
            "cost": _cell(cost) if name != BASE else Cell(value=0.0),
            "agreement": _cell([each.agreement for each in of], 0, 1),
            "divergence": _cell([each.divergence for each in of], 0),
            "size": Cell(value=self.stored[name] / 1000),
            "smaller": Cell(value=self.stored[BASE] / self.stored[name]),
        }
        for size in BATCHES:
            timing = self.timing.get(size)
            if scheme.simulated:
                cells[f"ms-{size}"] = cells[f"faster-{size}"] = Cell(text="simulated")
            elif timing is not None and name in timing.names:
                cells[f"ms-{size}"] = _within(_times(timing.seconds(name), 1e3))
                faster = Cell(value=1.0) if name == BASE else _within(timing.ratio(BASE, name))
                cells[f"faster-{size}"] = faster
        return cells

    def accuracy(self, name: str) -> float:
        return float(np.mean([each.accuracy for each in self.judged[name]]))


class QuantizedInference(Experiment):
    name = "quantized"
    title = "Quantized inference"
    about = (
        "Trains a small network, stores and runs it at lower precision in several ways, and compares "
        "accuracy, bytes and latency with float32."
    )

    @cached_property
    def schemes(self) -> dict[str, Quantizer]:
        return discover(Quantizer, ["backend.compute.quantizers"]).plugs

    @cached_property
    def workloads(self) -> dict[str, Workload]:
        return discover(Workload, ["backend.compute.workloads"]).plugs

    @property
    def fields(self) -> tuple[FieldCard, ...]:
        offered = [each for each in self.workloads.values() if not each.missing()]
        return (
            FieldCard(
                name="workload", title="Workload", about="What the network has learned.", kind="choice",
                choices=_choices(offered), default="digits-network",
            ),
            FieldCard(
                name="schemes", title="Schemes", about="Ways to lower the precision; float32 is always there.",
                kind="choices", choices=_choices(self.schemes.values()), fewest=1, most=16,
                default=("fp32", "bf16", "int8-dynamic", "rtn-4", "rtn-2", "gptq-4", "gptq-2", "deep-compression"),
            ),
            FieldCard(
                name="width", title="Width", about="Of both hidden layers of the network.", kind="integer",
                at_least=16, at_most=1024, default=256,
            ),
            FieldCard(
                name="seeds", title="Seeds", about="Networks that are trained and judged.", kind="integer",
                at_least=2, at_most=20, default=5,
            ),
        )  # fmt: skip

    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        workload, schemes, seeds = self._asked(settings)
        data = workload.load()
        found = Found(schemes)
        total = len(seeds) + 2
        for number, seed in enumerate(seeds):
            report(_progress(number, total, f"training and rounding network {seed}", found))
            network = trained(workload, data, seed)
            runs = {}
            for scheme in schemes:
                if why := scheme.unavailable():
                    found = replace(found, missing={**found.missing, scheme.name: why})
                    continue
                try:
                    small = scheme.quantize(network, data.training)
                except DoesNotFit as misfit:
                    raise CannotRun(str(misfit)) from None
                of = (*found.judged.get(scheme.name, ()), judged(small.run, network, data.test))
                found = replace(
                    found,
                    judged={**found.judged, scheme.name: of},
                    stored={**found.stored, scheme.name: len(small.stored)},
                )
                if not scheme.simulated:
                    runs[scheme.name] = small.run
        report(_progress(len(seeds), total, "timing", found))
        found = replace(found, timing=latencies(runs, data.test))
        report(_progress(len(seeds) + 1, total, "drawing", found))
        return Outcome(
            title=f"{self.title}: {workload.title[0].lower()}{workload.title[1:]}",
            verdict=verdict(found),
            table=found.table(),
            pictures=pictures(found),
            seeds=seeds,
            notes=notes(found, workload),
            raw=raw(found),
        )

    def _asked(self, settings: Settings) -> tuple[Workload, tuple[Quantizer, ...], tuple[int, ...]]:
        """Raises `CannotRun`."""
        names, seeds, width = settings["schemes"], settings["seeds"], settings["width"]
        assert isinstance(names, tuple)
        assert isinstance(seeds, int)
        assert isinstance(width, int)
        workload = self.workloads[str(settings["workload"])]
        if workload.missing():
            raise CannotRun(workload.missing())
        first, *_, last = workload.layers
        sized = replace(
            workload,
            layers=(first, width, width, last),
            title=f"a {first}-{width}-{width}-{last} network on the data of {workload.name}",
        )
        wanted = dict.fromkeys((BASE, *map(str, names)))
        return sized, tuple(self.schemes[name] for name in wanted), tuple(range(1, seeds + 1))


def verdict(found: Found) -> str:
    """At most two sentences: on bytes, and on time."""
    base = found.accuracy(BASE)
    titles = {each.name: each.title for each in found.schemes}
    kept = [name for name in found.judged if name != BASE and found.accuracy(name) >= base - CLOSE]
    if kept:
        smallest = min(kept, key=found.stored.__getitem__)
        on_size = (
            f"{titles[smallest]} is the smallest within a point of float32's {100 * base:.1f} %: "
            f"{found.stored[BASE] / found.stored[smallest]:.1f} times smaller, {100 * found.accuracy(smallest):.1f} %."
        )
    else:
        on_size = f"None stays within a point of float32's {100 * base:.1f} % test accuracy."
    timing = found.timing[32]
    ratios = {name: timing.ratio(BASE, name) for name in timing.names if name != BASE}
    if not ratios:
        return f"{on_size} None of them computes at low precision here, so there is no speed to compare."
    best = max(ratios, key=lambda name: ratios[name].value)
    ratio = ratios[best]
    if ratio.low > 1:
        often = f"{ratio.value:.2f} times as fast ({ratio.low:.2f} to {ratio.high:.2f})"
        on_time = f"At batch 32 {titles[best]} is {often}."
    else:
        on_time = "At batch 32 none is shown to be faster than float32."
    return f"{on_size} {on_time}"


def pictures(found: Found) -> tuple[Picture, ...]:
    """Accuracy against bytes, and against time where a time was measured."""
    by_size = [
        Point(each.title, found.stored[each.name] / 1000, found.accuracy(each.name), each.simulated)
        for each in found.schemes
        if each.name in found.judged
    ]
    drawn = [pareto("Test accuracy against stored size", "kilobytes on disk", "test accuracy", by_size)]
    timing = found.timing[32]
    by_time = [
        Point(each.title, timing.seconds(each.name).value * 1e3, found.accuracy(each.name))
        for each in found.schemes
        if each.name in timing.names
    ]
    if len(by_time) > 1:
        drawn.append(pareto("Test accuracy against latency at batch 32", "milliseconds", "test accuracy", by_time))
    return tuple(drawn)


def notes(found: Found, workload: Workload) -> tuple[str, ...]:
    told = [
        "Intervals are of 95 %: Student's t over seeds, the bootstrap for times and their ratios.",
        "Simulated: the weights are rounded, the arithmetic is float32's. Accuracy counts, speed does not.",
        "Stored is the length of the bytes as they would lie on disk, codes packed, scales and biases with them.",
    ]
    told += [f"Left out: {titled(found, name)}. {why}" for name, why in found.missing.items()]
    busy = max((timing.foreign for timing in found.timing.values()), default=0.0)
    if busy > QUIET:
        told.append(f"Other programs took {100 * busy:.0f} % of the machine while it was timed.")
    told.append(f"Data: {workload.licence}.")
    return tuple(told)


def titled(found: Found, name: str) -> str:
    return next(each.title for each in found.schemes if each.name == name)


def raw(found: Found) -> dict[str, object]:
    return {
        "schemes": [
            {
                "name": each.name,
                "paper": each.paper,
                "simulated": each.simulated,
                "stored_bytes": found.stored.get(each.name),
                "seeds": [vars(one) for one in found.judged.get(each.name, ())],
                "seconds": {
                    str(size): [float(f"{value:.6g}") for value in timing.samples[timing.names.index(each.name)]]
                    for size, timing in found.timing.items()
                    if each.name in timing.names
                },
            }
            for each in found.schemes
        ]
    }


def _progress(done: int, total: int, doing: str, found: Found) -> Progress:
    return Progress(done=done, total=total, doing=doing, table=found.table())


def _cell(values: list[float], floor: float = -np.inf, ceiling: float = np.inf) -> Cell:
    interval = t_interval(values)
    if not np.isfinite(interval.low):
        return Cell(value=interval.value)
    return Cell(value=interval.value, low=max(interval.low, floor), high=min(interval.high, ceiling))


def _within(interval: Interval) -> Cell:
    return Cell(value=interval.value, low=interval.low, high=interval.high)


def _times(interval: Interval, by: float) -> Interval:
    return Interval(interval.value * by, interval.low * by, interval.high * by)


def _choices(plugs: Iterable[Quantizer | Workload]) -> tuple[Choice, ...]:
    return tuple(Choice(name=plug.name, title=plug.title) for plug in plugs)


QUANTIZED = QuantizedInference()
