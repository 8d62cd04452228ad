"""The three figures of a finished comparison of optimizers, each with a text that says what it
shows."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from backend.compute.comparison import TUNING_SEEDS
from backend.compute.experiment import Picture
from backend.compute.findings import Findings, in_seconds
from backend.compute.plots import Frame, Sensitivity, Series, curves, sensitivity
from backend.compute.timing import Timing
from backend.compute.verdict import listed

BELOW = 0.25
"""How far below the target, or the worst end, the accuracy axis begins."""


def pictures(found: Findings, timing: Timing) -> tuple[Picture, ...]:
    return (_loss(found), _accuracy(found, timing), _rates(found))


def _loss(found: Findings) -> Picture:
    question = found.question
    grid = np.array(question.plan.grid[1:], float)
    series = [
        Series(
            title,
            grid,
            np.array([curve.loss[1:] for curve in found.of(name)]),
            _seeds(question.seeds),
        )
        for name, title in found.titles.items()
    ]
    ends = [f"{line.name} {line.y[:, -1].mean():.3g}" for line in series]
    return curves(
        Frame(
            "Test loss against steps",
            "steps",
            _loss_in(question.workload.objective.unit, "test loss"),
            x_scale="log",
            y_scale="log",
        ),
        series,
        f"Test loss against steps, each optimizer at its chosen rate; lines are means of "
        f"{len(found.judged)} seeds, bands their middle half. After {question.plan.steps} steps: "
        f"{listed(ends)}.",
    )


def _loss_in(unit: str, loss: str) -> str:
    return f"{loss} ({unit})" if unit else loss


def _accuracy(found: Findings, timing: Timing) -> Picture:
    question = found.question
    measure = question.workload.objective.measure
    titled = measure[0].upper() + measure[1:]
    grid, target = np.array(question.plan.grid[1:], float), question.target
    series = [
        Series(
            title,
            grid * timing.seconds(name).value,
            np.array([curve.accuracy[1:] for curve in found.of(name)]),
            _seeds(question.seeds),
        )
        for name, title in found.titles.items()
    ]
    cells = {title: found.cost(name, timing) for name, title in found.titles.items()}
    ends = [f"{title} {cell.text or in_seconds(cell.value or 0)}" for title, cell in cells.items()]
    lowest = min(float(line.y[:, -1].min()) for line in series)
    return curves(
        Frame(
            f"{titled} against seconds of training",
            "seconds (steps × a step's median)",
            measure,
            x_scale="log",
            line_at=target,
            line_says=f"target {target:g}",
            floor=max(0.0, min(target, lowest) - BELOW),
        ),
        series,
        f"{titled} against seconds of training; lines are means of {len(found.judged)} seeds, "
        f"bands their middle half. Time to {target:g}: {listed(ends)}.",
    )


def _rates(found: Findings) -> Picture:
    question, series = found.question, []
    for name, title in found.titles.items():
        grid = question.rates[name]
        ended = [
            [math.inf if seed[name, rate].diverged else seed[name, rate].loss[-1] for rate in grid]
            for seed in found.tried
        ]
        rates, seeds = np.array(grid), _seeds(TUNING_SEEDS)
        series.append(Sensitivity(title, rates, np.array(ended), found.rates[name], seeds))
    chosen = [f"{line.name} {line.chosen:g}" for line in series]
    return sensitivity(
        Frame(
            "How much the learning rate matters",
            "learning rate",
            _loss_in(
                question.workload.objective.unit,
                f"validation loss after {question.plan.steps} steps",
            ),
            x_scale="log",
            y_scale="log",
        ),
        series,
        f"Validation loss after {question.plan.steps} steps over the learning rate, mean and range "
        f"of {len(TUNING_SEEDS)} tuning seeds; a cross at the top is a rate that diverged. Chosen, by "
        f"steps to the target: {listed(chosen)}.",
    )


def _seeds(seeds: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"seed {seed}" for seed in seeds)
