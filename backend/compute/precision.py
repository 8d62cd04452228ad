"""What a comparison of precisions has found so far: its table, verdict, notes, figures and raw numbers.

Made anew after each finished part, so that whatever is there can be shown. It measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from backend.compute.experiment import Cell, Column, Picture, Row, Table
from backend.compute.flags import flags
from backend.compute.intervals import Interval, t_interval
from backend.compute.latency import Latency
from backend.compute.loadgen import Loaded, UnderLoad
from backend.compute.model import Model
from backend.compute.pareto import Point, pareto
from backend.compute.quantizer import Quantized, Quantizer
from backend.compute.roofline import Arm, Roofs, roofline, told
from backend.compute.serving import Judged, Timed
from backend.compute.timing import QUIET

BASE = "fp32"
SOME = 32
"""Samples at once, between one and as many as the machine can use."""
CLOSE = 0.01
"""An accuracy that is at most so much lower counts as kept."""


def columns(found: Found) -> tuple[Column, ...]:
    """Of each side the most important first: where there is little room, the last ones are left out."""
    learned = [Column(name="accuracy", title="Test accuracy", better="higher", side="statistical")]
    if found.model.text:
        learned.insert(
            0, Column(name="perplexity", title="Perplexity", better="lower", side="statistical")
        )
    return (
        *learned,
        Column(
            name="cost", title="Against float32", unit="points", better="higher", side="statistical"
        ),
        Column(name="agreement", title="Same answers", better="higher", side="statistical"),
        Column(name="divergence", title="KL", unit="nats", better="lower", side="statistical"),
        Column(name="smaller", title="Smaller", unit="×", better="higher", side="hardware"),
        *_of_each(found, "faster", "Faster at {}", "×", "higher"),
        Column(name="size", title="Stored", unit="kB", better="lower", side="hardware"),
        Column(name="server", title="Server", unit="queries/s", better="higher", side="hardware"),
        Column(name="offline", title="Offline", unit="samples/s", better="higher", side="hardware"),
        Column(name="stream", title="Stream, p90", unit="ms", better="lower", side="hardware"),
        *_of_each(found, "ms", "Batch {}", "ms", "lower"),
        *_of_each(found, "tail", "p90, p99 at {}", "×", "higher"),
        *_of_each(found, "roof", "Of the roof at {}", "%", "higher"),
        *(
            [Column(name="memory", title="Memory", unit="MiB", better="lower", side="hardware")]
            if found.timed.peaks
            else []
        ),
        Column(name="kernel", title="What multiplies", side="hardware"),
    )


def _of_each(
    found: Found, name: str, title: str, unit: str, better: Literal["lower", "higher"]
) -> Iterator[Column]:
    for size in found.batches:
        yield Column(
            name=f"{name}-{size}",
            title=title.format(size),
            unit=unit,
            better=better,
            side="hardware",
        )


@dataclass(frozen=True)
class Found:
    """What is known so far, by the quantizer's name."""

    model: Model
    schemes: tuple[Quantizer, ...]
    judged: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    """One a seed."""
    stored: Mapping[str, int] = field(default_factory=dict)
    """Bytes."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Why a scheme was left out."""
    kernels: Mapping[str, str] = field(default_factory=dict)
    """What multiplies; "" for float32's arithmetic."""
    timed: Timed = field(default_factory=lambda: Timed({}))
    roofs: Roofs | None = None
    loaded: Loaded | None = None
    site_notes: tuple[str, ...] = ()
    """What there is to say of where it was served, if that was not the processor."""

    @property
    def batches(self) -> tuple[int, ...]:
        return (1, SOME, self.model.large)

    def without(self, scheme: Quantizer, why: str) -> Found:
        return replace(self, missing={**self.missing, scheme.name: why})

    def and_of(self, scheme: Quantizer, small: Quantized, judged: Judged) -> Found:
        """With what one more network of that scheme was found to be."""
        name = scheme.name
        return replace(
            self,
            judged={**self.judged, name: (*self.judged.get(name, ()), judged)},
            stored={**self.stored, name: len(small.stored)},
            kernels={**self.kernels, name: "" if scheme.simulated else small.kernel},
        )

    def table(self) -> Table:
        rows = tuple(Row(name=each.title, cells=self._cells(each)) for each in self.schemes)
        return Table(columns=columns(self), rows=rows)

    def _cells(self, scheme: Quantizer) -> dict[str, Cell]:
        name = scheme.name
        if name in self.missing:
            return {"accuracy": Cell(text="not available")}
        of, base = self.judged.get(name), self.judged.get(BASE)
        if not of or not base:
            return {}
        cost = [
            100 * (each.accuracy - first.accuracy) for each, first in zip(of, base, strict=False)
        ]
        cells = {
            "perplexity": _cell([float(np.exp(each.loss)) for each in of], 1),
            "accuracy": _cell([each.accuracy for each in of], 0, 1),
            "cost": _cell(cost) if name != BASE else Cell(value=0.0),
            "agreement": _cell([each.agreement for each in of], 0, 1),
            "divergence": _cell([each.divergence for each in of], 0),
            "size": Cell(value=self.stored[name] / 1000),
            "smaller": Cell(value=self.stored[BASE] / self.stored[name]),
        }
        if not self.kernels[name]:
            why = "simulated" if scheme.simulated else "left in float32"
            timed = [
                each.name
                for each in columns(self)
                if each.side == "hardware" and each.name not in cells
            ]
            return {name: Cell(text=why) for name in timed if name != "kernel"} | cells
        cells["kernel"] = Cell(text=self.kernels[name])
        for size, timing in self.timed.by_batch.items():
            cells |= {f"{what}-{size}": cell for what, cell in _times(timing, name)}
        if self.roofs is not None:
            arm = self.arm(scheme)
            for size, ratio in self.ratios(name).items():
                cells[f"roof-{size}"] = Cell(value=100 * self.roofs.share(arm, size, ratio))
        if name in self.timed.peaks:
            cells["memory"] = Cell(value=self.timed.peaks[name] / 2**20)
        if self.loaded is not None:
            cells |= _under_load(self.loaded.arms[name])
        return cells

    def arm(self, scheme: Quantizer) -> Arm:
        return Arm(scheme.name, scheme.title, scheme.arithmetic, self.stored[scheme.name])

    @property
    def arms(self) -> tuple[Arm, ...]:
        """Those that compute at a precision of their own, float32 first."""
        return tuple(self.arm(each) for each in self.schemes if self.kernels.get(each.name))

    def ratios(self, name: str) -> dict[int, float]:
        """By batch size, how many times as fast as float32."""
        found = {size: timing.ratio(BASE, name) for size, timing in self.timed.by_batch.items()}
        return {size: ratio.value for size, ratio in found.items() if ratio}

    def accuracy(self, name: str) -> float:
        return float(np.mean([each.accuracy for each in self.judged[name]]))


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
    ratios = {name: ratio for name, ratio in faster(found, SOME).items() if name != BASE}
    if not ratios:
        return f"{on_size} None of them computes at low precision here, so there is no speed to compare."
    best = max(ratios, key=lambda name: ratios[name].value)
    ratio = ratios[best]
    if ratio.low > 1:
        often = f"{ratio.value:.2f} times as fast ({ratio.low:.2f} to {ratio.high:.2f})"
        on_time = f"At batch {SOME} {titles[best]} is {often}."
    else:
        on_time = f"At batch {SOME} none is shown to be faster than float32."
    return f"{on_size} {on_time}"


def faster(found: Found, batch: int) -> dict[str, Interval]:
    """How many times as fast as float32 each is at that batch, by name: those that were timed."""
    timing = found.timed.by_batch[batch]
    ratios = {name: timing.ratio(BASE, name) for name in timing.names}
    return {name: ratio for name, ratio in ratios.items() if ratio}


def pictures(found: Found) -> tuple[Picture, ...]:
    """Accuracy against bytes, and against time where a time was measured."""
    by_size = [
        Point(each.title, found.stored[each.name] / 1000, found.accuracy(each.name), each.simulated)
        for each in found.schemes
        if each.name in found.judged
    ]
    drawn = [
        pareto("Test accuracy against stored size", "kilobytes on disk", "test accuracy", by_size)
    ]
    timing = found.timed.by_batch[SOME]
    medians = {name: timing.seconds(name) for name in timing.names}
    by_time = [
        Point(each.title, median.value * 1e3, found.accuracy(each.name))
        for each in found.schemes
        if (median := medians.get(each.name))
    ]
    if len(by_time) > 1:
        drawn.append(
            pareto(
                f"Test accuracy against latency at batch {SOME}",
                "milliseconds",
                "test accuracy",
                by_time,
            )
        )
    if found.roofs is not None:
        ratios = {each.name: found.ratios(each.name) for each in found.arms}
        drawn.append(roofline(found.roofs, found.arms, ratios))
    return tuple(drawn)


def notes(found: Found) -> tuple[str, ...]:
    said = [
        "Intervals are of 95 %: Student's t over seeds, the bootstrap for times and their ratios.",
        "Simulated: the weights are rounded, the arithmetic is float32's. Accuracy counts, speed does not. "
        "What multiplies is read from what the library made of the network.",
        *(
            found.site_notes
            or [f"What this processor has for low precision: {', '.join(flags()) or 'nothing that is known by name'}."]
        ),
        "Stored is the length of the bytes as they would lie on disk, codes packed, scales and biases with them.",
    ]
    said += [f"Left out: {titled(found, name)}. {why}" for name, why in found.missing.items()]
    if found.roofs is not None:
        said += [
            "Of the roof: the least time that a call needs, by its operations or the bytes it must fetch at the rates "
            "measured here, as a share of the time it took.",
            told(found.roofs, found.arms),
        ]
    if found.loaded is not None:
        said.append(
            "As in MLPerf: one query after another (stream); all samples at once (offline); queries at random "
            f"instants, up to {SOME} answered together, at the largest rate at which 99 % are answered within "
            f"{1e3 * found.loaded.bound_s:.3g} ms (server)."
        )
    busy = max(
        (
            timing.foreign
            for timing in (*found.timed.by_batch.values(), found.loaded)
            if timing
        ),
        default=0.0,
    )
    if busy > QUIET:
        said.append(f"Other programs took {100 * busy:.0f} % of the machine while it was timed.")
    said.append(f"Data: {found.model.licence}.")
    return tuple(said)


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
                "kernel": found.kernels.get(each.name),
                "seconds": {
                    str(size): [
                        float(f"{value:.4g}")
                        for value in timing.calls[timing.names.index(each.name)].flat
                    ]
                    for size, timing in found.timed.by_batch.items()
                    if each.name in timing.names
                },
            }
            for each in found.schemes
        ],
        "memory_bytes": dict(found.timed.peaks),
        "roofs": found.roofs
        and {
            "operations_per_sample": found.roofs.work.operations,
            "product_sizes": dict(found.roofs.sizes),
            "median_seconds_of_rounds": {
                name: [float(f"{value:.4g}") for value in np.median(calls, axis=1)]
                for name, calls in zip(
                    found.roofs.timing.names, found.roofs.timing.calls, strict=True
                )
            },
        },
        "under_load": found.loaded
        and {
            "bound_s": found.loaded.bound_s,
            "arms": {
                name: {
                    "stream_s": [float(f"{value:.4g}") for value in arm.stream],
                    "offline_samples_per_s": vars(arm.offline),
                    "server_queries_per_s": arm.server.rate,
                    "server_rates_tried": arm.server.tried,
                }
                for name, arm in found.loaded.arms.items()
            },
        },
    }


def _cell(values: list[float], floor: float = -np.inf, ceiling: float = np.inf) -> Cell:
    interval = t_interval(values)
    if not np.isfinite(interval.low):
        return Cell(value=interval.value)
    return Cell(
        value=interval.value, low=max(interval.low, floor), high=min(interval.high, ceiling)
    )


def _within(interval: Interval) -> Cell:
    return Cell(value=interval.value, low=interval.low, high=interval.high)


def _under_load(found: UnderLoad) -> dict[str, Cell]:
    rate = found.server.rate
    return {
        "stream": Cell(value=1e3 * float(np.quantile(found.stream, 0.9))),
        "offline": _within(found.offline),
        "server": Cell(value=rate) if rate else Cell(text="none held"),
    }


def _times(timing: Latency, name: str) -> Iterator[tuple[str, Cell]]:
    if median := timing.seconds(name):
        yield "ms", _within(Interval(median.value * 1e3, median.low * 1e3, median.high * 1e3))
    if name == BASE:
        yield "faster", Cell(value=1.0)
    elif ratio := timing.ratio(BASE, name):
        yield "faster", _within(ratio)
        tails = [timing.ratio(BASE, name, quantile) for quantile in (0.9, 0.99)]
        tail = [
            f"{each.value:.2f} ({each.low:.2f}–{each.high:.2f})" if each else "too few calls"
            for each in tails
        ]
        yield "tail", Cell(text=", ".join(tail))
