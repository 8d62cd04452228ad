"""What theory and papers' tables say of optimizers and workloads, held against what the lab measures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from backend.compute.experiment import discover
from backend.compute.fused import fused
from backend.compute.optimizer import Optimizer
from backend.compute.optimizers import momentum
from backend.compute.training import Curve, Plan, Run
from backend.compute.workload import Data, Part, Workload

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIMIZERS = discover(Optimizer, ["backend.compute.optimizers"]).plugs
WORKLOADS = discover(Workload, ["backend.compute.workloads"]).plugs


def trained(
    workload: Workload, data: Data, name: str, rate: float, plan: Plan, seeds: Sequence[int]
) -> list[Curve]:
    run = Run(OPTIMIZERS[name], rate)
    return [fused(workload, data, data.test, [run], plan, seed)[0] for seed in seeds]


def digits(
    name: str, rate: float, plan: Plan, *, on: str = "ridge-10", seeds: Sequence[int] = (1,)
) -> np.ndarray:
    """Digits of the optimum at each look, the mean of the seeds."""
    workload = WORKLOADS[on]
    return np.mean(
        [curve.accuracy for curve in trained(workload, workload.load(), name, rate, plan, seeds)], 0
    )


# MNIST-1D, the table of arXiv:2011.14439: logistic regression 32 ± 1 %, multilayer perceptron 68 ± 2 %.


def test_a_linear_model_on_mnist1d_is_as_good_as_the_paper_says() -> None:
    workload = WORKLOADS["mnist1d-linear"]
    curves = trained(workload, workload.load(), "adam", 0.01, Plan(1500, 100, 250), (1, 2, 3))
    assert np.mean([curve.accuracy[-4:] for curve in curves]) == pytest.approx(0.32, abs=0.01)


def test_a_multilayer_perceptron_on_mnist1d_is_as_good_as_the_paper_says() -> None:
    """With two hidden layers of 256, as in the authors' code, and with all 4,000 samples, as nothing is chosen here."""
    workload = replace(WORKLOADS["mnist1d-network"], layers=(40, 256, 256, 10))
    data = workload.load()
    first, second = data.training, data.validation
    whole = Part(torch.cat((first.x, second.x)), torch.cat((first.y, second.y)))
    curves = trained(
        workload, replace(data, training=whole), "adam", 0.003, Plan(1200, 100, 200), (1, 2)
    )
    assert np.mean([curve.accuracy[-3:] for curve in curves]) == pytest.approx(0.68, abs=0.02)


# A quadratic whose curvatures span κ.


def shrinks(name: str, rate: float, curvature: np.ndarray, steps: int) -> float:
    """The factor by which a step shortens the way to the optimum, over the second half of so many steps."""
    reference, weights, lengths = OPTIMIZERS[name].reference(), np.ones_like(curvature), []
    for _ in range(steps):
        weights = reference.step(weights, curvature * weights, rate)
        lengths.append(float(np.linalg.norm(weights)))
    return (lengths[-1] / lengths[steps // 2]) ** (1 / (steps - 1 - steps // 2))


def test_momentum_on_a_quadratic_is_as_fast_as_theory_says() -> None:
    """Polyak 1964: at the best rate, 4 / (√L + √μ)², and β = ((√κ − 1) / (√κ + 1))², a step shortens the way by √β;
    gradient descent's best is (κ − 1) / (κ + 1). The class has one β, so the quadratic is the one that it is best for.
    """
    best = math.sqrt(momentum.BETA)
    root = (1 + best) / (1 - best)
    curvature = np.geomspace(1 / root**2, 1, 5)
    rate = 4 / (1 + 1 / root) ** 2
    # Two roots of the recursion meet there, which brings a factor that grows as the steps do, so one in 1,500 a step.
    assert shrinks("momentum", rate, curvature, 3000) == pytest.approx(best, abs=1e-3)
    plain = shrinks("sgd", 2 / (1 + 1 / root**2), curvature, 3000)
    assert plain == pytest.approx((root**2 - 1) / (root**2 + 1), abs=1e-6)
    assert math.log(best) / math.log(plain) == pytest.approx(root, rel=0.01), "so √κ times as fast"


def test_gradient_descent_on_ridge_regression_is_as_fast_as_theory_says() -> None:
    """(κ − 1) / (κ + 1) a step at the rate 2 / (L + μ): 400 steps are 400 log₁₀ of that in digits."""
    for condition in (10, 1000):
        reached = digits(
            "gradient-descent",
            2 / (0.25 + 0.25 / condition),
            Plan(150, 32, 50),
            on=f"ridge-{condition}",
        )
        gained = 50 * math.log10((condition + 1) / (condition - 1))
        if condition == 10:
            assert reached[3] - reached[2] == pytest.approx(gained, rel=0.02)
        else:
            # Far from the end the steeper directions, which are done sooner, still count.
            assert gained < reached[3] - reached[2] < 3 * gained


# What is seen of the samples.


@pytest.mark.parametrize("name", ["svrg", "saga"])
def test_less_variance_converges_where_sgd_stalls(name: str) -> None:
    """Johnson and Zhang 2013, Defazio et al. 2014: at one and the same rate that stays."""
    plan = Plan(800, 32, 200)
    stalled = digits("sgd", 1.0, plan)
    assert stalled[1:].max() < 1.6, "the noise of the minibatches remains"
    reached = digits(name, 1.0, plan)
    gains = np.diff(reached[1:])
    assert gains.min() > 0.5, "digits go on coming as they did: linear convergence"
    assert reached[-1] > stalled.max() + 3


def test_reshuffling_is_ahead_of_drawing_with_replacement() -> None:
    """Mishchenko et al. 2020: once it is near, the error at the end of a pass falls with the square of the rate."""
    plan = Plan(600, 50, 20)
    shuffled, replaced = (
        digits(name, 0.3, plan, seeds=(1, 2))[-10:] for name in ("sgd", "sgd-replacement")
    )
    assert shuffled.mean() > replaced.mean() + 0.3


def test_averaging_and_a_falling_rate_take_the_noise_away() -> None:
    """Polyak and Juditsky 1992; Robbins and Monro 1951 ask for a rate that falls."""
    plan = Plan(600, 32, 100)
    constant = digits("sgd", 2.0, plan, seeds=(1, 2))[-3:].mean()
    for name in ("averaged", "sgd-cosine", "sgd-steps", "schedule-free-sgd"):
        assert digits(name, 2.0, plan, seeds=(1, 2))[-1] > constant + 0.5, name


# Rates for each weight.


def test_adagrad_gains_on_rare_features_and_not_on_dense_ones() -> None:
    """Duchi, Hazan and Singer 2011, section 1.3: each at the best of five rates that are half a decade apart."""
    plan = Plan(300, 32, 100)

    def best(name: str, on: str) -> float:
        return max(float(digits(name, rate, plan, on=on)[-1]) for rate in OPTIMIZERS[name].rates)

    assert best("adagrad", "logistic-sparse") > best("sgd", "logistic-sparse") + 0.15
    assert best("adagrad", "ridge-10") < best("sgd", "ridge-10") + 0.15
