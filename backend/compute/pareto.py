"""A figure of two things one wants at once: points, and the line of those that no other point beats in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.compute.experiment import Picture
from backend.compute.plots import INKS, MARKERS, Frame, Series, as_numbers, finished, framed
from backend.compute.verdict import listed


@dataclass(frozen=True)
class Point:
    name: str
    x: float
    """The less, the better."""
    y: float
    """The more, the better."""
    hollow: bool = False
    """Drawn without filling: what was only simulated."""


def front(points: Sequence[Point]) -> list[Point]:
    """Those that no other beats in both, by x."""
    best: list[Point] = []
    for point in sorted(points, key=lambda each: (each.x, -each.y)):
        if not best or point.y > best[-1].y:
            best.append(point)
    return best


def pareto(title: str, x: str, y: str, points: Sequence[Point]) -> Picture:
    """The figure, with a text that says which points are on the line."""
    frame = Frame(title, x, y, x_scale="log")
    line = front(points)
    with framed(frame) as (drawn, axes):
        axes.plot([each.x for each in line], [each.y for each in line], color="#767676", linewidth=1, zorder=1)
        for number, point in enumerate(points):
            ink = INKS[number % len(INKS)]
            axes.scatter(
                [point.x], [point.y], s=42, marker=MARKERS[number % len(MARKERS)], zorder=2,
                edgecolors=ink, facecolors="white" if point.hollow else ink,
            )  # fmt: skip
            axes.annotate(
                point.name, (point.x, point.y), xytext=(5, 4), textcoords="offset points", fontsize=8, color=ink
            )
        alt = (
            f"{title}, one point a scheme; hollow ones are simulated. No other beats in both: "
            f"{listed([f'{each.name} ({each.x:.3g}, {each.y:.3f})' for each in line])}."
        )
        shown = [Series(each.name, np.array([each.x]), np.array([[each.y]]), ("",)) for each in points]
        return finished(drawn, title, alt, as_numbers(frame, shown, points=True))
