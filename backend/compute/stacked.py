"""Runs as one computation, for networks that are not dense: what `fused` is to those that are.

The weights of all runs lie in one array, [seed, run, parameters], and torch.func maps the gradient of one network over
it (`vmap` of `grad`), so a step costs one call of each operation for all runs and not one a run. Seeds go together,
too, each with its own initial point and minibatches. That pays where a step is mostly calls: linear models, small
networks. Where it is mostly arithmetic, as in convolutions, it pays less.

What it computes is what `plain` computes, up to rounding; a test holds it to that. A run whose optimizer is not
elementwise, asks for gradients itself or sees all samples goes the plain way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import torch
from torch.func import functional_call, grad, vmap
from torch.nn.utils import parameters_to_vector

from backend.compute import fused as dense
from backend.compute.optimizer import Optimizer, Reference, Showing
from backend.compute.schedule import Schedule
from backend.compute.training import Curve, Plan, Run, minibatches, plain
from backend.compute.workload import Data, Objective, Part, Workload

AT_ONCE = 64
"""Runs that go together: with more, what one step leaves for the next no longer lies in the cache."""

Named = dict[str, torch.Tensor]
Mapped = Callable[[Named, torch.Tensor, torch.Tensor], torch.Tensor]


def together(workload: Workload, optimizer: Optimizer) -> bool:
    """Whether its runs are trained as one, by `fused` or here; else one after another, the plain way."""
    if workload.dense:
        return dense.together(workload, optimizer)
    rows = not optimizer.asks and optimizer.sampling in ("reshuffled", "replaced")
    return rows and optimizer.elementwise


class Stacked:
    """An engine (`training.Engine`) for seeds that are known beforehand, in groups that go together as far as they may.
    Dense networks are handed to `fused`."""

    def __init__(self, groups: Sequence[Sequence[int]] = ()) -> None:
        self._groups = [tuple(group) for group in groups]
        self._asked: object = None
        self._held: Part | None = None
        self._found: dict[int, list[Curve]] = {}

    def __call__(
        self, workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
    ) -> list[Curve]:
        if workload.dense:
            return dense.fused(workload, data, held, runs, plan, seed)
        joined = [at for at, run in enumerate(runs) if together(workload, run.optimizer)]
        some = [runs[at] for at in joined]
        asked = (workload, tuple(some), plan)
        if asked != self._asked or held is not self._held or seed not in self._found:
            seeds = self._with(seed, max(1, AT_ONCE // max(1, len(some))))
            self._found = dict(
                zip(seeds, stacked(workload, data, held, some, plan, seeds), strict=True)
            )
            self._asked, self._held = asked, held
        curves = dict(zip(joined, self._found[seed], strict=True))
        alone = [at for at in range(len(runs)) if at not in curves]
        one_by_one = plain(workload, data, held, [runs[at] for at in alone], plan, seed)
        curves.update(zip(alone, one_by_one, strict=True))
        return [curves[at] for at in range(len(runs))]

    def _with(self, seed: int, many: int) -> tuple[int, ...]:
        """At most so many seeds of its group, among them this one."""
        group = next((each for each in self._groups if seed in each), (seed,))
        first = group.index(seed) // many * many
        return group[first : first + many]


def stacked(
    workload: Workload,
    data: Data,
    held: Part,
    runs: Sequence[Run],
    plan: Plan,
    seeds: Sequence[int],
) -> list[list[Curve]]:
    """Curves by seed and run, as `plain` would give them one by one; every run must go `together`."""
    curves: dict[int, list[Curve]] = {}
    for sampling in sorted({run.optimizer.sampling for run in runs}):
        family = [at for at, run in enumerate(runs) if run.optimizer.sampling == sampling]
        family.sort(key=lambda at: runs[at].optimizer.name)
        stack = Stack(workload, data, [runs[at] for at in family], plan, seeds)
        for at, of_run in zip(family, zip(*stack.train(held), strict=True), strict=True):
            curves[at] = list(of_run)
    return [[curves[at][number] for at in range(len(runs))] for number in range(len(seeds))]


class _Loss(torch.nn.Module):
    """A network that answers with its loss, so that its weights can be exchanged for a run's."""

    def __init__(self, network: torch.nn.Module, objective: Objective) -> None:
        super().__init__()
        self.network, self._objective = network, objective

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return self._objective.loss(self.network, x, y)


class _Look(_Loss):
    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return torch.stack(self._objective.look(self.network, Part(x, y)))


@dataclass
class _Group:
    """Neighbouring runs of one optimizer."""

    rows: slice
    reference: Reference
    schedule: Schedule | None
    rates: torch.Tensor
    """[run, 1]: at their largest."""

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, done: int, total: int) -> None:
        """Of weights [seed, run, parameters], in their place."""
        rates = self.rates
        if self.schedule is not None:
            rates = rates * self.schedule.factor(done, total)
        own = weights[:, self.rows]
        own.copy_(self.reference.step(own, gradient[:, self.rows], rates))


class Stack:
    """Runs of one family on some seeds, trained as one. `runs` of one optimizer are neighbours."""

    @torch.no_grad()
    def __init__(
        self,
        workload: Workload,
        data: Data,
        runs: Sequence[Run],
        plan: Plan,
        seeds: Sequence[int],
    ) -> None:
        x, sampling = data.training.x, runs[0].optimizer.sampling
        kind = x.dtype if x.is_floating_point() else None
        networks = [workload.network(seed).to(dtype=kind) for seed in seeds]
        self._plan, self._training = plan, data.training
        self._batches = torch.stack([minibatches(len(x), plan, seed, sampling) for seed in seeds])
        self._loss, self._look = (
            each(networks[0], workload.objective) for each in (_Loss, _Look)
        )
        flat = torch.stack([parameters_to_vector(each.parameters()) for each in networks])
        self._weights = flat.unsqueeze(1).repeat(1, len(runs), 1)
        self._named = dict(self._views(self._weights))
        self._groups = list(self._made(runs))

    def _views(self, flat: torch.Tensor) -> Iterator[tuple[str, torch.Tensor]]:
        """[seed, run, parameters] as the parameters by name, [seed, run, …] each, in the same memory."""
        first = 0
        for name, each in self._loss.named_parameters():
            part = flat[..., first : first + each.numel()]
            yield name, part.view(*flat.shape[:2], *each.shape)
            first += each.numel()

    def _made(self, runs: Sequence[Run]) -> Iterator[_Group]:
        begin = 0
        for _, group in groupby(runs, key=lambda run: run.optimizer.name):
            members = list(group)
            rates = torch.tensor([[run.rate] for run in members], dtype=self._weights.dtype)
            rows, one = slice(begin, begin + len(members)), members[0].optimizer
            yield _Group(rows, one.reference(), one.schedule, rates)
            begin = rows.stop

    def train(self, held: Part) -> list[list[Curve]]:
        """To the end of the plan, looking at `held` where its grid says; by seed and run."""
        gradients = _over_runs_and_seeds(grad(_of(self._loss)), 0)
        look = _over_runs_and_seeds(_of(self._look), None)
        grid, looks, steps = set(self._plan.grid), [], self._plan.steps
        x, y = self._training.x, self._training.y
        for step in range(steps + 1):
            if step in grid:
                looks.append(self._looked(look, held))
            if step < steps:
                at = self._batches[:, step]
                named = gradients(self._named, x[at], y[at])
                flat = torch.cat([each.flatten(2) for each in named.values()], 2)
                for group in self._groups:
                    group.step(self._weights, flat, step, steps)
        passes = self._plan.passes(len(self._training))
        losses, measured = torch.stack(looks, 3).unbind(2)
        return [
            [
                Curve(self._plan.grid, tuple(loss), tuple(each), passes)
                for loss, each in zip(of_losses, of_measured, strict=True)
            ]
            for of_losses, of_measured in zip(losses.tolist(), measured.tolist(), strict=True)
        ]

    @torch.no_grad()
    def _looked(self, look: Mapped, held: Part) -> torch.Tensor:
        """Loss and what is measured, float64 [seed, run, 2], where the optimizers are judged."""
        kept = self._weights.clone()
        for group in self._groups:
            if isinstance(group.reference, Showing):
                shown = group.reference.shown(kept[:, group.rows])
                self._weights[:, group.rows] = shown
        found = look(self._named, held.x, held.y)
        self._weights.copy_(kept)
        return found


def _of(module: torch.nn.Module) -> Mapped:
    """What the module answers with other weights."""

    def call(weights: Named, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        answer: torch.Tensor = functional_call(module, weights, (x, y))
        return answer

    return call


def _over_runs_and_seeds(call: Callable[..., Any], samples: int | None) -> Callable[..., Any]:
    """For weights [seed, run, …]; `samples` is 0 where each seed has its own, None where all see the same."""
    over_runs = vmap(call, in_dims=(0, None, None))
    mapped: Callable[..., Any] = vmap(over_runs, in_dims=(0, samples, samples))
    return mapped
