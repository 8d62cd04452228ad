"""Figures: curves with bands over seeds, and how sensitive the outcome is to a setting.

Made to be read small, in a chat, and by everyone: the colours of Okabe and Ito (2008), which remain
apart for colour-blind eyes, each with a line style and a marker of its own, and names at the lines
instead of a legend. Every figure comes with a text that says what it shows, made from the same
data. matplotlib is imported when the first figure is drawn, and its global state is not used.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from backend.compute.experiment import Drawing, DrawnLine, Picture
from backend.compute.intervals import Floats

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

Scale = Literal["linear", "log"]

INKS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C6D00")
STYLES = ("-", (0, (6, 2)), (0, (3, 1.5)), (0, (6, 2, 1.5, 2)), (0, (1.2, 1.4)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
SIZE_IN = (7.2, 4.3)
DPI = 200
FAINT = "#767676"
NAME_GAP = 0.058
"""Distance of two names at the right edge, as a share of the axes' height."""


POINTS = 40


@dataclass(frozen=True)
class Series:
    """One line: its name, where, and the value of each seed."""

    name: str
    x: Floats
    """[points]"""
    y: Floats
    """[seeds, points]; what is not finite is not drawn."""
    runs: tuple[str, ...] = ()
    """What each seed is called; left out, they are counted."""


@dataclass(frozen=True)
class Frame:
    """What is around the lines."""

    title: str
    x: str
    y: str
    x_scale: Scale = "linear"
    y_scale: Scale = "linear"
    line_at: float | None = None
    line_says: str = ""
    floor: float | None = None
    """The lowest y worth showing."""


def prepare() -> None:
    """Whatever the first picture of a process has to wait for: matplotlib, and on a new machine its list of fonts."""
    line = Series("a line", np.array([0.0, 1.0]), np.array([[0.0, 1.0]]))
    curves(Frame("a picture that nobody sees", "x", "y"), [line], "")


def curves(frame: Frame, series: Sequence[Series], alt: str) -> Picture:
    """Means over seeds as lines, the middle half of the seeds as bands, each line named at its end."""
    with framed(frame) as (figure, axes):
        ends: list[End] = []
        for at, line in enumerate(series):
            ink = INKS[at % len(INKS)]
            shown = np.where(np.isfinite(line.y), line.y, np.nan)
            alive = np.isfinite(shown).all(axis=0)
            if not alive.any():
                ends.append(End(f"{line.name} (diverged)", ink, math.nan, math.nan))
                continue
            kept = _few(line.x[alive], frame.x_scale)
            x, y = line.x[alive][kept], shown[:, alive][:, kept]
            low, high = np.quantile(y, [0.25, 0.75], axis=0)
            axes.fill_between(x, low, high, color=ink, alpha=0.16, linewidth=0)
            axes.plot(
                x,
                y.mean(0),
                color=ink,
                linestyle=STYLES[at % len(STYLES)],
                marker=MARKERS[at % len(MARKERS)],
                markersize=4.5,
                markevery=_every(at, len(x)),
                linewidth=1.7,
            )
            ends.append(End(line.name, ink, float(x[-1]), float(y.mean(0)[-1])))
        left = 0.0 if frame.x_scale == "linear" else min(float(line.x[0]) for line in series)
        axes.set_xlim(left, max(float(line.x[-1]) for line in series))
        if frame.line_at is not None:
            axes.axhline(frame.line_at, color=FAINT, linewidth=1, zorder=0)
            axes.annotate(
                frame.line_says,
                (0.99, frame.line_at),
                xycoords=("axes fraction", "data"),
                xytext=(0, -3),
                textcoords="offset points",
                ha="right",
                va="top",
                fontsize=9,
                color=FAINT,
            )
        if frame.floor is not None:
            axes.set_ylim(bottom=frame.floor)
        _dress(axes)
        _name_ends(axes, ends)
        return finished(figure, frame.title, alt, as_numbers(frame, series))


@dataclass(frozen=True)
class Sensitivity:
    """One line of `sensitivity`: outcomes over a setting."""

    name: str
    x: Floats
    y: Floats
    """[seeds, points]; not finite where it diverged."""
    chosen: float
    """The x that was chosen."""
    runs: tuple[str, ...] = ()


def sensitivity(frame: Frame, series: Sequence[Sensitivity], alt: str) -> Picture:
    """The outcome over a setting, both logarithmic; a ring marks what was chosen, crosses what blew
    up.
    """
    with framed(frame) as (figure, axes):
        for at, line in enumerate(series):
            ink, style = INKS[at % len(INKS)], STYLES[at % len(STYLES)]
            marker = MARKERS[at % len(MARKERS)]
            alive = np.isfinite(line.y).all(axis=0)
            x, y = line.x[alive], line.y[:, alive]
            axes.plot(
                x, y.mean(0), color=ink, linestyle=style, marker=marker, markersize=5, linewidth=1.7,
                label=line.name,
            )  # fmt: skip
            axes.vlines(x, y.min(0), y.max(0), color=ink, alpha=0.45, linewidth=2.5)
            best = x == line.chosen
            axes.plot(
                x[best], y.mean(0)[best], marker="o", markersize=12, markerfacecolor="none",
                markeredgecolor=ink, markeredgewidth=1.6, linestyle="none",
            )  # fmt: skip
            axes.plot(
                line.x[~alive], [0.97 - 0.035 * (at % 3)] * int((~alive).sum()), marker="x",
                color=ink, linestyle="none", markersize=7, markeredgewidth=2, clip_on=False,
                transform=axes.get_xaxis_transform(),
            )  # fmt: skip
        _dress(axes)
        for marker, says, size in (("o", "chosen", 10), ("x", "diverged", 7)):
            axes.plot(
                [], [], marker=marker, markersize=size, markerfacecolor="none", color=FAINT,
                markeredgewidth=1.6, linestyle="none", label=says,
            )  # fmt: skip
        figure.legend(
            loc="outside right center", frameon=False, fontsize=10, handlelength=3.2,
            labelspacing=0.9,
        )  # fmt: skip
        return finished(figure, frame.title, alt, as_numbers(frame, series))


def as_numbers(frame: Frame, series: Sequence[Series | Sensitivity], *, points: bool = False) -> Drawing:
    """What a figure shows, to be drawn again elsewhere; six digits."""
    lines = tuple(
        DrawnLine(
            name=line.name,
            ink=INKS[at % len(INKS)],
            runs=line.runs or tuple(f"run {number}" for number in range(1, len(line.y) + 1)),
            x=_plain(line.x),
            y=tuple(_plain(run) for run in line.y),
        )
        for at, line in enumerate(series)
    )
    return Drawing(
        title=frame.title, x=frame.x, y=frame.y, lines=lines, x_scale=frame.x_scale, y_scale=frame.y_scale,
        points=points, line_at=frame.line_at, line_says=frame.line_says, floor=frame.floor,
    )  # fmt: skip


def _plain(values: Floats) -> tuple[float | None, ...]:
    return tuple(float(f"{value:.6g}") if math.isfinite(value) else None for value in values)


@contextmanager
def framed(frame: Frame) -> Iterator[tuple[Figure, Axes]]:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"font.size": 11, "font.family": "DejaVu Sans", "svg.hashsalt": "syllabot"}):
        figure = Figure(figsize=SIZE_IN, dpi=DPI, layout="constrained")
        axes = figure.add_subplot()
        axes.set_xscale(frame.x_scale)
        axes.set_yscale(frame.y_scale)
        axes.set_title(frame.title, loc="left", fontsize=12.5, pad=10)
        axes.set_xlabel(frame.x)
        axes.set_ylabel(frame.y)
        axes.grid(True, which="major", color="#e4e4e4", linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        yield figure, axes


def _few(x: Floats, scale: Scale) -> npt.NDArray[np.intp]:
    """Which points to draw: on a logarithmic axis the dense ones at the right would be a scribble."""
    if scale == "linear" or len(x) <= POINTS:
        return np.arange(len(x))
    wanted = np.geomspace(x[0], x[-1], POINTS)
    return np.unique(np.searchsorted(x, wanted).clip(0, len(x) - 1))


def _every(at: int, points: int) -> tuple[int, int]:
    """Some six markers a line, each line's at other places, so that they do not hide each other."""
    step = max(1, points // 6)
    return (at * step // 4) % step, step


@dataclass(frozen=True)
class End:
    """Where a line ends, and its name; not finite where there is no line."""

    name: str
    ink: str
    x: float
    y: float


def _name_ends(axes: Axes, ends: Sequence[End]) -> None:
    """Write each name at the height at which its line ends, moved apart where they would overlap."""
    axes.autoscale_view()
    to_share = axes.transData + axes.transAxes.inverted()
    heights = [
        float(to_share.transform((end.x, end.y))[1]) if math.isfinite(end.y) else 1.0
        for end in ends
    ]
    places = spread([min(max(height, 0.0), 1.0) for height in heights], NAME_GAP)
    for end, place in zip(ends, places, strict=True):
        drawn = math.isfinite(end.y)
        axes.annotate(
            end.name,
            (end.x, end.y) if drawn else (1.0, place),
            xycoords="data" if drawn else "axes fraction",
            xytext=(1.035, place),
            textcoords="axes fraction",
            color=end.ink,
            va="center",
            fontsize=10.5,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": end.ink,
                "linewidth": 0.8,
                "shrinkA": 0,
                "relpos": (0, 0.5),
            },
        )


def _dress(axes: Axes) -> None:
    """Once everything is drawn and the limits stand."""
    for scale, axis in ((axes.get_xscale(), axes.xaxis), (axes.get_yscale(), axes.yaxis)):
        if scale == "log":
            _plain_ticks(axis)


def _plain_ticks(axis: Axis) -> None:
    """Ticks of a logarithmic axis at 1, 2 and 5, written as people write them."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    low, high = sorted(axis.get_view_interval())
    decades = math.log10(high / low) if low > 0 else 9.0
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 2.6 else (1,)))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Heights at least `gap` apart, in the order of those wanted, and near them.

    Neighbours that are too close become a block around the mean of what they want.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    blocks: list[list[int]] = []
    for at in order:
        blocks.append([at])
        while len(blocks) > 1 and _bottom(blocks[-1], wanted, gap) < (
            _bottom(blocks[-2], wanted, gap) + len(blocks[-2]) * gap
        ):
            last = blocks.pop()
            blocks[-1] += last
    places = [0.0] * len(wanted)
    for block in blocks:
        bottom = _bottom(block, wanted, gap)
        for rank, at in enumerate(block):
            places[at] = bottom + rank * gap
    return places


def _bottom(block: Sequence[int], wanted: Sequence[float], gap: float) -> float:
    middle = sum(wanted[at] for at in block) / len(block)
    return middle - gap * (len(block) - 1) / 2


def finished(figure: Figure, title: str, alt: str, drawing: Drawing | None = None) -> Picture:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    out = io.BytesIO()
    # `savefig` would draw it twice, once for the layout alone; and packing harder takes longer than it is worth.
    canvas = FigureCanvasAgg(figure)
    canvas.print_png(out, metadata={"Software": None}, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call]
    return Picture(title=title, alt=alt[:1000], data=out.getvalue(), drawing=drawing)
