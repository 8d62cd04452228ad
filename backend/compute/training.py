"""Training runs and what is seen of them: minibatches, curves, and the plain engine.

An *engine* trains some runs of one seed. All of them begin at the same point and see the same
minibatches (common random numbers), so that a difference between two is the optimizers' and not
luck's. `plain` does it as a student would, one run after another; `fused` does all at once. Which
one is used changes speed, not results.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from backend.compute.optimizer import Optimizer
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


@dataclass(frozen=True)
class Curve:
    """What held-out data said of one run, at each step of the plan's grid."""

    steps: tuple[int, ...]
    loss: tuple[float, ...]
    """Mean cross-entropy in nats; not finite after an overflow."""
    accuracy: tuple[float, ...]

    @property
    def diverged(self) -> bool:
        """Whether the loss overflowed, or ended above where it began."""
        return not all(map(math.isfinite, self.loss)) or self.loss[-1] > self.loss[0]

    def steps_to(self, target: float) -> int | None:
        """The first looked-at step whose accuracy is at least the target; None when none is."""
        pairs = zip(self.steps, self.accuracy, strict=True)
        return next((step for step, accuracy in pairs if accuracy >= target), None)


class Engine(Protocol):
    def __call__(
        self, workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
    ) -> list[Curve]:
        """Train all `runs` from the same point on the same minibatches; look at `held`."""
        ...


def minibatches(samples: int, plan: Plan, seed: int) -> torch.Tensor:
    """Indices, int64, [steps, batch]: each epoch passes once over a new order of all samples."""
    draw = np.random.default_rng(seed)
    needed = plan.steps * plan.batch
    epochs = [draw.permutation(samples) for _ in range(math.ceil(needed / samples))]
    return torch.from_numpy(np.concatenate(epochs)[:needed].reshape(plan.steps, plan.batch))


def plain(
    workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
) -> list[Curve]:
    """One run after another, with torch's own optimizers and autograd, on the device where the data lie."""
    where = data.training.x
    batches = minibatches(len(data.training), plan, seed).to(where.device)
    return [
        _train(workload.network(seed).to(where.device, where.dtype), run, data.training, held, batches, plan)
        for run in runs
    ]


def _train(
    network: torch.nn.Module,
    run: Run,
    training: Part,
    held: Part,
    batches: torch.Tensor,
    plan: Plan,
) -> Curve:
    stepper = Stepper(run, network, plan.steps)
    looks: list[tuple[float, float]] = []
    grid = set(plan.grid)
    for step in range(plan.steps + 1):
        if step in grid:
            looks.append(stepper.look(held))
        if step < plan.steps:
            stepper.step(training, batches[step])
    losses, accuracies = zip(*looks, strict=True)
    return Curve(plan.grid, losses, accuracies)


class Stepper:
    """A network and torch's optimizer of one run, with its schedule if it has one: what a student writes."""

    def __init__(self, run: Run, network: torch.nn.Module, steps: int) -> None:
        """`steps` in all, which is what a schedule goes by."""
        self.network = network
        self._shown = run.optimizer.shown
        self._optimizer = run.optimizer.plain(network.parameters(), run.rate)
        schedule = run.optimizer.schedule
        self._scheduler = schedule.plain(self._optimizer, steps) if schedule else None

    def step(self, training: Part, batch: torch.Tensor) -> None:
        """The inner loop: this is what a step's seconds are measured of."""
        self._optimizer.zero_grad()
        logits = self.network(training.x[batch])
        torch.nn.functional.cross_entropy(logits, training.y[batch]).backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        if self._scheduler is not None:
            self._scheduler.step()

    @torch.no_grad()
    def look(self, held: Part) -> tuple[float, float]:
        """Loss and accuracy, where the optimizer is judged."""
        logits = self.network(held.x)
        if self._shown is not None:
            point = {name: self._shown(self._optimizer, each) for name, each in self.network.named_parameters()}
            logits = torch.func.functional_call(self.network, point, held.x)
        loss, accuracy = score(logits.T.unsqueeze(0), held.y)
        return float(loss), float(accuracy)


def score(logits: torch.Tensor, classes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean cross-entropy and accuracy of each run, float64, [runs]; logits [runs, class, sample].

    A sample is right when no class has a larger logit than its own. (The maximum is many times
    faster than where it is, over an axis of ten that is not the last.)
    """
    own = logits[:, classes, torch.arange(len(classes), device=logits.device)]
    loss = logits.logsumexp(1) - own
    return loss.double().mean(1), (own >= logits.amax(1)).double().mean(1)
