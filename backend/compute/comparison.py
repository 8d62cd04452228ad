"""The protocol of a comparison of optimizers: choose a rate on validation data, judge on test data.

Tuning seeds and reported seeds never meet: a rate that was lucky while it was chosen gets no reward
for it. Every optimizer has equally many rates to choose from, or the one with more would win by
trying. Everything here is one step of one seed, so that whoever runs it can report and stop in
between.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch

from backend.compute.experiment import CannotRun
from backend.compute.optimizer import Optimizer
from backend.compute.sampling import a_pass
from backend.compute.timing import ROUNDS, Stopwatch, Timing, interleave
from backend.compute.training import Curve, Engine, Plan, Run, Stepper, draws_of
from backend.compute.workload import Data, Part, Workload

TUNING_SEEDS = (9001, 9002, 9003)
FIRST_SEED = 1
"""Reported seeds count up from here, and there are fewer than would meet the tuning seeds."""
ANCHOR = " anchor"
OPERATIONS = 1e13
"""Of a full-batch method, forward and back, counted as six a parameter and sample: minutes on one core."""
REMEMBERED = 512e6
"""Bytes that a method may keep of past gradients."""


@dataclass(frozen=True)
class Question:
    """What is to be compared."""

    workload: Workload
    optimizers: tuple[Optimizer, ...]
    rates: Mapping[str, tuple[float, ...]]
    """By optimizer; equally many each, rising."""
    seeds: tuple[int, ...]
    plan: Plan
    target: float
    tuning: tuple[int, ...] = TUNING_SEEDS
    """Seeds that rates are tried with; none of `seeds`."""
    held: int | None = None
    """Samples of the validation and of the test part that are looked at; None for all."""

    def looked_at(self, data: Data) -> Data:
        """With so much of the held-out parts as is looked at: the first ones, the same in every comparison."""
        cut = slice(self.held)
        validation, test = data.validation, data.test
        return Data(
            data.training,
            Part(validation.x[cut], validation.y[cut]),
            Part(test.x[cut], test.y[cut]),
        )

    def named(self, name: str) -> Optimizer:
        return next(each for each in self.optimizers if each.name == name)


Tried = Mapping[tuple[str, float], Curve]
"""One tuning seed: a curve on validation data for each optimizer and rate."""

Judged = Mapping[str, Curve]
"""One reported seed: a curve on test data for each optimizer."""


def tune(question: Question, data: Data, engine: Engine, seed: int) -> Tried:
    """Every optimizer with every rate, looked at on validation data."""
    runs = [Run(each, rate) for each in question.optimizers for rate in question.rates[each.name]]
    curves = engine(question.workload, data, data.validation, runs, question.plan, seed)
    return {(run.optimizer.name, run.rate): curve for run, curve in zip(runs, curves, strict=True)}


def choose(question: Question, tried: Sequence[Tried]) -> dict[str, float]:
    """The rate of each optimizer; see `merit`."""
    return {
        each.name: min(
            question.rates[each.name],
            key=lambda rate, name=each.name: merit(  # type: ignore[misc]
                [seed[name, rate] for seed in tried], question.target
            ),
        )
        for each in question.optimizers
    }


def merit(curves: Sequence[Curve], target: float) -> tuple[int, float, float]:
    """How good a rate was, the smaller the better: in how many runs it missed the target; the steps
    it took on average where it did not; the loss it ended with, infinite when a run diverged.
    """
    steps = [curve.steps_to(target) for curve in curves]
    reached = [step for step in steps if step is not None]
    mean = sum(reached) / len(reached) if reached else math.inf
    loss = math.inf if any(c.diverged for c in curves) else sum(c.loss[-1] for c in curves)
    return len(steps) - len(reached), mean, loss


def judge(
    question: Question, data: Data, engine: Engine, rates: Mapping[str, float], seed: int
) -> Judged:
    """Every optimizer with its chosen rate, looked at on test data."""
    if seed in TUNING_SEEDS:
        raise ValueError(f"seed {seed} was used to choose rates, so it cannot judge them")
    runs = [Run(each, rates[each.name]) for each in question.optimizers]
    curves = engine(question.workload, data, data.test, runs, question.plan, seed)
    return {run.optimizer.name: curve for run, curve in zip(runs, curves, strict=True)}


def time_steps(
    question: Question,
    data: Data,
    rates: Mapping[str, float],
    stopwatch: Stopwatch | None = None,
    rounds: int = ROUNDS,
) -> Timing:
    """Seconds a training step of each optimizer, alone: plain torch, as a student would run it.

    On one thread this is processor time, which a busy machine disturbs least: a step waits for
    nothing, so on a quiet machine it is what the clock on the wall would show. Where the data lie on a device, its
    own `stopwatch` is needed.
    """
    clock = time.thread_time if torch.get_num_threads() == 1 else time.perf_counter
    arms: dict[str, Callable[[], object]] = {}
    for each in question.optimizers:
        arms.update(_arms(question, data, each, rates[each.name]))
    many = a_pass(len(data.training), question.plan.batch)
    often = {each.name: each.anchors(many) for each in question.optimizers}
    return with_anchors(interleave(arms, rounds=rounds, clock=clock, stopwatch=stopwatch), often)


def with_anchors(timing: Timing, often: Mapping[str, float]) -> Timing:
    """A step of each, with its part of what is only due `often` times a step and was measured by itself."""
    kept = [timing.names.index(name) for name in often]
    samples = timing.samples[kept]
    for at, (name, share) in enumerate(often.items()):
        if share:
            samples[at] += share * timing.samples[timing.names.index(name + ANCHOR)]
    return Timing(tuple(often), samples, tuple(timing.calls[at] for at in kept), timing.foreign)


def check(question: Question, data: Data) -> None:
    """Raises `CannotRun` for what this machine would not finish, or has no room for."""
    samples, size = len(data.training), question.workload.parameters
    guesses = data.training.y.numel()
    bytes_each = data.training.x.element_size() if data.training.x.is_floating_point() else 4
    runs = len(question.seeds) + len(question.tuning) * len(next(iter(question.rates.values())))
    many = a_pass(samples, question.plan.batch)
    for each in question.optimizers:
        if each.sampling == "full" and 6 * size * guesses * question.plan.steps * runs > OPERATIONS:
            raise CannotRun(
                f"{each.title} passes over all {samples:,} samples at each step, which takes too long on "
                f"{question.workload.name}: leave it out, or take a smaller workload or fewer steps and seeds."
            )
        if each.sampling == "blocks" and bytes_each * size * many > REMEMBERED:
            raise CannotRun(
                f"{each.title} remembers a gradient for each of {many:,} minibatches, "
                f"{bytes_each * size * many / 1e9:.1f} GB on {question.workload.name}: leave it out, or take a smaller "
                "workload or larger batches."
            )


def _arms(
    question: Question, data: Data, optimizer: Optimizer, rate: float
) -> Iterator[tuple[str, Callable[[], None]]]:
    """A step; and where some steps ask for the gradient of all samples, that by itself. It is asked for too seldom to
    be in every sample of a median, so it is kept out of the step and added by how often it is due."""
    plan, training = question.plan, data.training
    stepper = Stepper(question.workload, training, Run(optimizer, rate), plan, FIRST_SEED)
    draws = draws_of(optimizer.sampling, training, plan, FIRST_SEED)
    at = 0

    def step() -> None:
        nonlocal at
        stepper.step(draws[at])
        at += 1

    if optimizer.anchors(a_pass(len(training), plan.batch)):
        stepper.everywhere()
        known = [(each, each.grad) for each in stepper.network.parameters()]
        yield optimizer.name + ANCHOR, stepper.everywhere

        def recall() -> None:
            for weights, gradient in known:
                weights.grad = gradient

        stepper.anchor = recall
    yield optimizer.name, step
