"""Made data whose optimum is known, for linear models: how an optimizer converges can be followed to the last digit.

Features have whatever covariance is asked for, so that the curvature of the loss, and with it the condition number, is
a choice and not an accident. Everything is float64. What is measured is not of held-out data: it is how many digits of
the weights are those of the least training loss, penalty included, −log₁₀(‖w − w*‖ / ‖w*‖). The loss that is looked at
is that of held-out data, without the penalty, and stops falling long before.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from backend.compute.workload import Data, Objective, Part

LICENCE = "made from a seed; nobody's"
TRAINING, HELD = 1000, 400
"""Samples to train on; in the validation part, and in the test part."""
LARGEST = 0.25
"""Curvature in the steepest direction, as of softmax regression: the same rates are stable."""
DIGITS = 16.0
ODDS = 2.0
"""Root mean square of the log-odds of the two classes: most samples are told right, and they overlap."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Problem:
    data: Data
    penalty: float
    """λ of λ/2 ‖w‖²."""
    optimum: torch.Tensor
    """float64 [features]: where the training loss, penalty included, is least."""


def features(
    draw: np.random.Generator, count: int, spectrum: Floats, axes: Floats, exact: bool = False
) -> Floats:
    """[count, features] with mean squares `spectrum` along `axes`; `exact` if it is to hold for these very samples."""
    raw = draw.normal(0, 1, (count, len(spectrum)))
    if exact:
        raw = np.linalg.qr(raw)[0] * math.sqrt(count)
    turned: Floats = (raw * np.sqrt(spectrum)) @ axes.T
    return turned


def ridge(condition: float, size: int = 30, noise: float = 0.5, seed: int = 6787) -> Problem:
    """Least squares with a penalty. The training loss has `LARGEST` as its largest curvature and `LARGEST / condition`
    as its smallest, exactly, the penalty being half of the latter; noise is what targets have beside."""
    draw = np.random.default_rng(seed)
    curvature = np.geomspace(LARGEST / condition, LARGEST, size)
    penalty = float(curvature[0]) / 2
    axes = np.linalg.qr(draw.normal(0, 1, (size, size)))[0]
    truth = draw.normal(0, 1, size)
    parts: list[tuple[Floats, Floats]] = []
    for count in (TRAINING, HELD, HELD):
        x = features(draw, count, curvature - penalty, axes, exact=not parts)
        parts.append((x, x @ truth + noise * draw.normal(0, 1, count)))
    x, y = parts[0]
    optimum = np.linalg.solve(
        x.T @ x / TRAINING + penalty * np.eye(size), x.T @ y / TRAINING
    ).astype(np.float64)
    return _problem(parts, penalty, optimum)


def logistic(condition: float, size: int = 30, seed: int = 6787) -> Problem:
    """Two classes by chance, log-odds linear in the features. At the optimum the training loss, which has no penalty,
    has `LARGEST` as its largest curvature and `LARGEST / condition` as its smallest, exactly.

    The least of a loss without a penalty goes along with a change of coordinates, and so does its curvature: features
    are drawn with about the spectrum that is wanted, and stretched by what is missing to it.
    """
    draw = np.random.default_rng(seed)
    curvature = np.geomspace(LARGEST / condition, LARGEST, size)
    axes = np.linalg.qr(draw.normal(0, 1, (size, size)))[0]
    truth = draw.normal(0, 1, size)
    truth *= ODDS / math.sqrt(float(((axes.T @ truth) ** 2) @ (4 * curvature)))
    parts: list[tuple[Floats, Floats]] = []
    for count in (TRAINING, HELD, HELD):
        x = features(draw, count, 4 * curvature, axes)
        parts.append((x, _classes(draw, x @ truth)))
    x, y = parts[0]
    there, turned = np.linalg.eigh(_bend(x, _newton(x, y, 0.0)))
    stretch = (turned * np.sqrt(curvature / there)) @ turned.T
    parts = [(x @ stretch, y) for x, y in parts]
    return _problem(parts, 0.0, _newton(*parts[0], 0.0))


def sparse(size: int = 200, seed: int = 6787) -> Problem:
    """Two classes from features that are there or not, as words are: the k-th in a share of 0.5 / k of the samples, and
    each says as much as another."""
    draw = np.random.default_rng(seed)
    share = 0.5 / np.arange(1, size + 1)
    truth = draw.choice((-1.5, 1.5), size)
    parts: list[tuple[Floats, Floats]] = []
    for count in (2 * TRAINING, HELD, HELD):
        x = (draw.random((count, size)) < share).astype(np.float64)
        # No two samples may be the same, and with few features there they would be: a faint last one sets them apart.
        x[:, -1] = draw.normal(0, 1e-3, count)
        parts.append((x, _classes(draw, x @ truth)))
    penalty = 1e-3
    return _problem(parts, penalty, _newton(*parts[0], penalty))


def _classes(draw: np.random.Generator, odds: Floats) -> Floats:
    return (draw.random(len(odds)) < 1 / (1 + np.exp(-odds))).astype(np.float64)


def _newton(x: Floats, y: Floats, penalty: float) -> Floats:
    """The least of the mean logistic loss with the penalty, by Newton's method from nought."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) / len(y) + penalty * weights
        if np.abs(slope).max() < 1e-15:
            break
        bend = _bend(x, weights) + penalty * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _bend(x: Floats, weights: Floats) -> Floats:
    """Second derivatives of the mean logistic loss, [features, features]."""
    chance = 1 / (1 + np.exp(-x @ weights))
    bend: Floats = (x.T * (chance * (1 - chance))) @ x / len(x)
    return bend


def _problem(parts: list[tuple[Floats, Floats]], penalty: float, optimum: Floats) -> Problem:
    made = [Part(torch.from_numpy(x), torch.from_numpy(y)) for x, y in parts]
    return Problem(Data(*made), penalty, torch.from_numpy(optimum))


def linear(size: int) -> torch.nn.Module:
    """One weight a feature, and no bias: [samples, features] → [samples, 1]."""
    return torch.nn.Linear(size, 1, bias=False)


def squared(outputs: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return ((outputs - y) ** 2).mean() / 2


def suits(condition: float) -> float:
    """A sensible target in digits of the optimum, which the better optimizers reach in some hundred steps."""
    return round(1.25 - 0.25 * math.log10(condition), 2)


def to_the_optimum(
    problem: Callable[[], Problem],
    error: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    unit: str = "",
) -> Objective:
    """Trains on the mean error and the penalty, and measures the digits of the weights that are right."""

    def loss(network: torch.nn.Module, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        (weights,) = network.parameters()
        return error(network(x).squeeze(1), y) + problem().penalty / 2 * weights.square().sum()

    def look(network: torch.nn.Module, held: Part) -> tuple[torch.Tensor, torch.Tensor]:
        (weights,) = network.parameters()
        best = problem().optimum.to(weights)
        away = (weights.flatten() - best).norm() / best.norm()
        digits = (-away.log10()).nan_to_num(0.0, posinf=DIGITS).clamp(0, DIGITS)
        return error(network(held.x).squeeze(1), held.y), digits

    return Objective(
        loss=loss,
        look=look,
        unit=unit,
        measure="digits of the optimum",
        most=DIGITS,
        said=lambda digits: f"{digits:.1f}",
    )
