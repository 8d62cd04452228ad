"""Training runs and what is seen of them: minibatches, curves, and the plain engine.

An *engine* trains some runs of one seed. All of them begin at the same point, and those of a family
(`sampling`) see the same minibatches, so that a difference between two is the optimizers' and not
luck's. `plain` does it as a student would, one run after another; `fused` does all at once. Which
one is used changes speed, not results.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch

from backend.compute.optimizer import Optimizer
from backend.compute.sampling import Draws, Minibatch, Sampling, a_pass, drawn
from backend.compute.workload import Data, Part, Workload


@dataclass(frozen=True)
class Run:
    """One configuration."""

    optimizer: Optimizer
    rate: float


@dataclass(frozen=True)
class Plan:
    """How long, on how much, looked at how often."""

    steps: int
    batch: int
    every: int
    """Steps between two looks at held-out data: what is measured in steps is a multiple of it."""

    @property
    def grid(self) -> tuple[int, ...]:
        """Steps after which held-out data are looked at, from 0 to the last one."""
        return (*range(0, self.steps, self.every), self.steps)

    def passes(self, samples: int) -> tuple[float, ...]:
        """Over the data, at each step of the grid, where a step is one minibatch's gradient."""
        return tuple(step * self.batch / samples for step in self.grid)


@dataclass(frozen=True)
class Curve:
    """What held-out data said of one run, at each step of the plan's grid."""

    steps: tuple[int, ...]
    loss: tuple[float, ...]
    """The mean over held-out data, in nats for classes; not finite after an overflow."""
    accuracy: tuple[float, ...]
    """What the workload's objective measures, of which more is better: for classes, the share that was told right."""
    passes: tuple[float, ...] = ()
    """Gradients of single samples that training had taken, divided by the samples there are."""

    @property
    def diverged(self) -> bool:
        """Whether the loss overflowed, or ended above where it began."""
        return not all(map(math.isfinite, self.loss)) or self.loss[-1] > self.loss[0]

    def steps_to(self, target: float) -> int | None:
        """The first looked-at step where what is measured is at least the target; None when none is."""
        pairs = zip(self.steps, self.accuracy, strict=True)
        return next((step for step, accuracy in pairs if accuracy >= target), None)

    def passes_to(self, target: float) -> float | None:
        """How often the data had been passed over by then."""
        step = self.steps_to(target)
        return None if step is None else self.passes[self.steps.index(step)]


class Engine(Protocol):
    def __call__(
        self, workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
    ) -> list[Curve]:
        """Train all `runs` from the same point, those of a family on the same minibatches; look at `held`."""
        ...


def minibatches(
    samples: int, plan: Plan, seed: int, sampling: Sampling = "reshuffled"
) -> torch.Tensor:
    """Indices, int64, [steps, batch]; see `sampling`."""
    return drawn(sampling, samples, plan.steps, plan.batch, seed)


def plain(
    workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
) -> list[Curve]:
    """One run after another, with torch's own optimizers and autograd, on the device where the data lie."""
    draws: dict[Sampling, Draws] = {}
    for sampling in {run.optimizer.sampling for run in runs}:
        draws[sampling] = draws_of(sampling, data.training, plan, seed)
    return [
        _train(
            Stepper(workload, data.training, run, plan, seed),
            held,
            draws[run.optimizer.sampling],
            plan,
        )
        for run in runs
    ]


def draws_of(sampling: Sampling, training: Part, plan: Plan, seed: int) -> Draws:
    return Draws(sampling, len(training), plan.steps, plan.batch, seed, training.x.device)


def _train(stepper: Stepper, held: Part, draws: Draws, plan: Plan) -> Curve:
    looks: list[tuple[float, float]] = []
    passes: list[float] = []
    grid = set(plan.grid)
    for step in range(plan.steps + 1):
        if step in grid:
            looks.append(stepper.look(held))
            passes.append(stepper.passes)
        if step < plan.steps:
            stepper.step(draws[step])
    losses, accuracies = zip(*looks, strict=True)
    return Curve(plan.grid, losses, accuracies, tuple(passes))


class Stepper:
    """A network and torch's optimizer of one run, with its schedule if it has one: what a student writes."""

    def __init__(self, workload: Workload, training: Part, run: Run, plan: Plan, seed: int) -> None:
        """At the initial point of the seed, on the device where the data lie."""
        kind = training.x.dtype if training.x.is_floating_point() else None
        self.network = workload.network(seed).to(device=training.x.device, dtype=kind)
        self._objective = workload.objective
        self._training, self._asks, self._shown = training, run.optimizer.asks, run.optimizer.shown
        self._a_pass = a_pass(len(training), plan.batch)
        self._optimizer = run.optimizer.plain(self.network.parameters(), run.rate)
        schedule = run.optimizer.schedule
        self._scheduler = schedule.plain(self._optimizer, plan.steps) if schedule else None
        self._seen = 0
        self.anchor: Callable[[], None] = self.everywhere
        """What a step calls that asks for the gradient of all samples."""

    @property
    def passes(self) -> float:
        """Gradients of single samples so far, divided by the samples."""
        return self._seen / len(self._training)

    def step(self, batch: Minibatch) -> None:
        """The inner loop: this is what a step's seconds are measured of."""
        if self._asks:
            self._optimizer.step(Asked(self, batch, self._a_pass))  # type: ignore[call-overload]
        else:
            self.gradient(batch.at)
            self._optimizer.step()
        if self._scheduler is not None:
            self._scheduler.step()

    def gradient(self, at: torch.Tensor | slice) -> None:
        """Of the mean loss over these samples, left with the parameters."""
        wanted = self._training.y[at]
        self._optimizer.zero_grad()
        self._objective.loss(self.network, self._training.x[at], wanted).backward()  # type: ignore[no-untyped-call]
        self._seen += len(wanted)

    def everywhere(self) -> None:
        """The gradient of the mean loss over all samples, left with the parameters."""
        self.gradient(slice(None))

    @torch.no_grad()
    def look(self, held: Part) -> tuple[float, float]:
        """Loss and what is measured, where the optimizer is judged."""
        if self._shown is None:
            return self._looked(held)
        kept = [(each, each.clone()) for each in self.network.parameters()]
        for each, _ in kept:
            each.copy_(self._shown(self._optimizer, each))
        looked = self._looked(held)
        for each, values in kept:
            each.copy_(values)
        return looked

    def _looked(self, held: Part) -> tuple[float, float]:
        loss, measured = self._objective.look(self.network, held)
        return float(loss), float(measured)


class Asked:
    """The closures of one step; see `optimizer.Closures`."""

    def __init__(self, stepper: Stepper, batch: Minibatch, a_pass: int) -> None:
        self.block, self.share, self.a_pass = batch.block, batch.share, a_pass
        self._stepper, self._at = stepper, batch.at
        self.everywhere = stepper.anchor

    def here(self) -> None:
        self._stepper.gradient(self._at)
