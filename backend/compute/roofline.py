"""How near a scheme comes to what this machine can do: the roofline model, with roofs that are measured on the spot.

Williams, Waterman and Patterson, "Roofline: an insightful visual performance model for multicore architectures",
Communications of the ACM 52(4), 2009. A call cannot be faster than its operations at the rate of the machine's own
matrix product in that arithmetic, nor than fetching once what it must at the rate at which so many bytes are read. The
larger of the two is the least time that it needs, and its share of the time that it took is what is told.

What is counted: two operations for each product and sum of the float32 network (torch's counter), attention's included,
whatever a scheme makes of them; the weights as they are stored, the samples and the logits. Activations between layers
are not, for they may stay in a cache. Weights do that, too, so reading is measured over as many bytes as they have: the
rate of whatever they lie in. All roofs are measured in turns with float32's network and compared with it, so that a
machine whose speed changes changes no share; a scheme's time comes in by its ratio to float32. Some per cent over 100
mean that a library's kernel is better than torch's product, or that a part of the network was not lowered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from backend.compute.experiment import Picture
from backend.compute.intervals import Floats
from backend.compute.latency import Latency, measure
from backend.compute.plots import INKS, MARKERS, Frame, Series, as_numbers, finished, framed
from backend.compute.products import product
from backend.compute.serving import filled
from backend.compute.site import Run, Site
from backend.compute.workload import Part

SIZES = {"cpu": 512, "cuda": 4096}
"""Rows and columns of the products, at which they reach their rate; halved where one would take too long."""
LONGEST_S = 0.05
SMALLEST = 64
BASE = "float32"


@dataclass(frozen=True)
class Work:
    """Of one sample."""

    operations: int
    moved: int
    """Bytes that are put in and come out."""


@torch.no_grad()
def work(network: torch.nn.Module, x: torch.Tensor) -> Work:
    """Of the float32 network, on a sample of x."""
    one = x[:1]
    # Attention in its parts: the counter does not know the processor's fused kernel.
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        y = network(one)
    return Work(int(counter.get_total_flops()), one.nbytes + y.nbytes)


@dataclass(frozen=True)
class Arm:
    """A scheme that was timed, and what holds it back."""

    name: str
    title: str
    arithmetic: str
    stored: int
    """Bytes of its weights."""


@dataclass(frozen=True)
class Roofs:
    timing: Latency
    """Of float32's network at each batch size ("at 32"), the products ("int8") and readings ("read 2048")."""
    sizes: Mapping[str, int]
    """Of the products, by arithmetic."""
    work: Work

    def rate(self, arithmetic: str) -> Floats:
        """Operations a second, [round]."""
        rate: Floats = 2.0 * self.sizes[arithmetic] ** 3 / self._seconds(arithmetic)
        return rate

    def bandwidth(self, stored: int) -> Floats:
        """Bytes a second when so many are read, [round]."""
        bandwidth: Floats = stored / self._seconds(_reading(stored))
        return bandwidth

    def share(self, arm: Arm, batch: int, faster: float) -> float:
        """The least time that the arm needs over the time that it took, which `faster` says: float32's over its own."""
        operations, moved = self._needs(arm, batch)
        least = np.maximum(
            operations / self.rate(arm.arithmetic), moved / self.bandwidth(arm.stored)
        )
        return float(np.median(least / self._seconds(_network(batch)))) * faster

    def fetched(self, arm: Arm, batch: int) -> bool:
        """Whether fetching is what takes longer, and not multiplying."""
        operations, moved = self._needs(arm, batch)
        by_memory = moved / self.bandwidth(arm.stored)
        return bool(np.median(by_memory - operations / self.rate(arm.arithmetic)) > 0)

    def intensity(self, arm: Arm, batch: int) -> float:
        """Operations for each byte."""
        operations, moved = self._needs(arm, batch)
        return operations / moved

    def reached(self, batch: int, faster: float) -> float:
        """Operations a second in a call, of those of float32's product in a second."""
        operations = batch * self.work.operations
        return float(np.median(operations / self._seconds(_network(batch)) / self.rate(BASE))) * faster

    def _needs(self, arm: Arm, batch: int) -> tuple[int, int]:
        return batch * self.work.operations, arm.stored + batch * self.work.moved

    def _seconds(self, name: str) -> Floats:
        """Of one call, the median of each round."""
        medians: Floats = np.median(self.timing.calls[self.timing.names.index(name)], axis=1)
        return medians


def roofs(
    site: Site, network: Run, of: Work, test: Part, batches: Sequence[int], arms: Sequence[Arm],
    budget_s: float,
) -> Roofs:  # fmt: skip
    """Measure them. `network` is float32's, at the site, and so is `test`; `budget_s` is of each roof, about."""
    timer = site.timer()
    sizes = {each.arithmetic: 0 for each in arms} | {BASE: 0}
    with torch.inference_mode():
        calls: dict[str, Callable[[], object]] = {}
        for size in batches:
            calls[_network(size)] = partial(network, filled(test, size))
        for arithmetic in sizes:
            sizes[arithmetic] = SIZES[site.where.type]
            while True:
                calls[arithmetic] = product(arithmetic, sizes[arithmetic], site.where)
                calls[arithmetic]()
                if timer(calls[arithmetic], 1)[0] <= LONGEST_S or sizes[arithmetic] <= SMALLEST:
                    break
                sizes[arithmetic] //= 2
        for stored in {each.stored for each in arms}:
            calls[_reading(stored)] = torch.ones(max(1, stored // 4), device=site.where).sum
        # Roofs are asked for as networks are: where those are graphs, a launch must not make a roof lower than theirs.
        calls = {name: site.captured(call) or call for name, call in calls.items()}
        timing = measure(calls, timer=timer, turn=site.turn, budget_s=budget_s)
    return Roofs(timing, sizes, of)


def _network(batch: int) -> str:
    return f"at {batch}"


def _reading(stored: int) -> str:
    return f"read {stored}"


def roofline(found: Roofs, arms: Sequence[Arm], faster: Mapping[str, Mapping[int, float]]) -> Picture:
    """The figure: each scheme a line through its batch sizes, beneath the roofs.

    `faster`: by the scheme's name and the batch, how many times as fast as float32 it was.
    """
    title = "Operations a second beneath the roofs"
    frame = Frame(
        title, "operations for each byte", "times float32's matrix product", x_scale="log", y_scale="log"
    )
    lines = [
        Series(
            arm.title,
            np.array([found.intensity(arm, batch) for batch in faster[arm.name]]),
            np.array([[found.reached(batch, ratio) for batch, ratio in faster[arm.name].items()]]),
            ("",),
        )
        for arm in arms
    ]
    left, right = (edge(each.x[at] for each in lines) for edge, at in ((min, 0), (max, -1)))
    above = [_roof(found, arms, arithmetic, left / 2, right * 2) for arithmetic in found.sizes]
    with framed(frame) as (figure, axes):
        for roof in above:
            axes.plot(roof.x, roof.y[0], color="#767676", linewidth=1, zorder=1)
            axes.annotate(
                roof.name, (roof.x[-1], roof.y[0, -1]), xytext=(-2, 3), textcoords="offset points", fontsize=8,
                color="#767676", ha="right",
            )  # fmt: skip
        for at, line in enumerate(lines):
            axes.plot(
                line.x, line.y[0], color=INKS[at % len(INKS)], marker=MARKERS[at % len(MARKERS)], markersize=5.5,
                linewidth=1, label=line.name, zorder=2,
            )  # fmt: skip
        figure.legend(loc="outside right center", frameon=False, fontsize=9, labelspacing=0.8)
        told = ", ".join(
            f"{arm.title} " + " / ".join(f"{100 * found.share(arm, *each):.0f}" for each in faster[arm.name].items())
            for arm in arms
        )
        batches = " / ".join(map(str, next(iter(faster.values()))))
        alt = f"{title}. Share of the roof in %, at batch {batches}: {told}."
        return finished(figure, title, alt, as_numbers(frame, [*lines, *above]))


def _roof(found: Roofs, arms: Sequence[Arm], arithmetic: str, left: float, right: float) -> Series:
    """Of an arithmetic: rising with the bytes of the largest scheme that uses it, then its product's rate."""
    stored = max((each.stored for each in arms if each.arithmetic == arithmetic), default=arms[0].stored)
    slope = float(np.median(found.bandwidth(stored) / found.rate(BASE)))
    top = float(np.median(found.rate(arithmetic) / found.rate(BASE)))
    x = np.array(sorted({left, min(max(top / slope, left), right), right}))
    return Series(f"{arithmetic}'s roof", x, np.minimum(slope * x, top)[None], ("",))


def told(found: Roofs, arms: Sequence[Arm]) -> str:
    """The roofs themselves, for a report's notes."""
    rates = ", ".join(f"{name} {_short(np.median(found.rate(name)))}" for name in found.sizes)
    stored = max(each.stored for each in arms)
    return (
        f"Roofs, measured in turns with float32: operations a second of a matrix product: {rates}; "
        f"reading {stored / 1000:,.0f} kB: {_short(np.median(found.bandwidth(stored)))} bytes a second."
    )


def _short(value: float) -> str:
    return f"{value / 1e12:.3g}·10¹²" if value >= 1e12 else f"{value / 1e9:.3g}·10⁹"
