"""Runs of one seed, trained in compiled code from one look at held-out data to the next: no Python in between.

What makes it fast is where things lie. A run has all its parameters side by side, and whatever reads them comes while
they are in the cache:

    a run's parameters   for each layer its weights [out, in], rows padded to whole vectors, and its biases [out]
    a minibatch          twice, gathered once for all runs: [sample, in] for the gradient by the weights, where vectors
                         go along features, and [in, sample] for the way forward, where they go along samples
    what a layer gives   [out, sample]

So one kind of tile (`passes.product`) serves forward, back and gradient at the speed of a good matrix product,
whatever the sizes; the softmax goes over logits that were just computed; and a part of the gradient is given to the
optimizer's compiled step (`kernels`), which the loop gets as an address (`pointers`), before the next part is computed.
A look goes over blocks of samples in the same way, so no array of all logits is ever made.

Runs whose memory fits take turns at each step, and the minibatch stays in the cache; larger ones take some steps each
while the minibatches wait. Results do not depend on it: runs know nothing of each other.

Optimizers that cannot be compiled, and machines without numba, are `fused.Together`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from backend.compute import passes
from backend.compute.kernels import Kernel, kernel_of
from backend.compute.lanes import LANES
from backend.compute.optimizer import Showing
from backend.compute.pointers import address
from backend.compute.schedule import Schedule
from backend.compute.tiles import ROWS
from backend.compute.training import Curve, Plan, Run, minibatches
from backend.compute.workload import Data, Part, Workload

Array = npt.NDArray[Any]
NEAR = 1 << 19
"""Bytes of minibatches that are gathered at once: half of a common second-level cache."""
UPDATED = 8192
"""Weights whose gradient is computed before they are updated, about: it stays in the first-level cache."""


def padded(width: int) -> int:
    """To whole vectors."""
    return -(-width // LANES) * LANES


def space(kind: str, *shape: int) -> Array:
    """Noughts; torch lets an array begin where a cache line does."""
    return torch.zeros(shape, dtype=getattr(torch, kind)).numpy()


@contextmanager
def flushing() -> Iterator[None]:
    """Numbers too small for their exponent (below 1e-38 in float32) are nought in here. The processor takes some
    hundred times as long for one, and a run at a hot rate is full of them: the softmax of what it is sure of."""
    before = bool(torch.tensor(1e-40) * torch.tensor(1.0) == 0)
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(before)


class Layout:
    """Where the parameters of a run lie, and what its layers give."""

    def __init__(self, widths: Sequence[int]) -> None:
        rows, at, outputs, self.updates = [], 0, 0, 0
        for inputs, out in pairwise(widths):
            held, stride = max(out, ROWS), padded(inputs)
            weights, at = at, at + held * stride
            bias, at = at, at + padded(held)
            at_once = max(ROWS, UPDATED // stride)
            rows.append((inputs, out, held, stride, weights, bias, outputs, at_once))
            outputs += held
            self.updates += -(-out // at_once)
        self.table = np.array(rows, np.int64)
        self.parameters, self.outputs, self.widest = at, outputs, max(widths)

    def flat(self, network: torch.nn.Module, kind: str) -> Array:
        """The network's parameters, [parameters]."""
        flat = space(kind, self.parameters)
        modules = [each for each in network.children() if isinstance(each, torch.nn.Linear)]
        for module, (inputs, out, _, stride, weights, bias, *_) in zip(modules, self.table, strict=True):
            matrix = flat[weights : weights + out * stride].reshape(out, stride)
            matrix[:, :inputs] = module.weight.detach().numpy()
            flat[bias : bias + out] = module.bias.detach().numpy()
        return flat

    def scratch(self, lanes: int, batch: int, kind: str) -> tuple[Array, ...]:
        """What a compiled loop writes on; see `passes`."""
        values = self.outputs * lanes
        turned = batch * padded(self.widest)
        gradient = max((min(held, at_once) + 1) * stride + held for _, _, held, stride, *_, at_once in self.table)
        sizes = (values, values, turned, gradient + LANES, lanes, lanes, self.widest + ROWS)
        return tuple(space(kind, int(size)) for size in sizes)


@dataclass
class Group:
    """Neighbouring runs of one optimizer."""

    rows: slice
    step: int
    """Address of its compiled step."""
    kernel: Kernel
    counts: Array
    """int64 [runs · updates, ·]."""
    memory: Array
    """[·, runs · parameters]."""
    rates: Array
    """[runs]."""
    schedule: Schedule | None
    reference: Any
    """For where it is judged."""

    def rates_at(self, first: int, last: int, total: int) -> Array:
        """[step, run]."""
        if self.schedule is None:
            return np.tile(self.rates, (last - first, 1))
        factors = [self.schedule.factor(step, total) for step in range(first, last)]
        return np.array(factors, self.rates.dtype)[:, None] * self.rates

    def shown(self, weights: Array) -> Array:
        """Where runs with these weights [run, parameters] are judged."""
        for name, held in zip(self.kernel.memory, self.memory, strict=False):
            setattr(self.reference, name, held.reshape(weights.shape))
        return np.asarray(self.reference.shown(weights), weights.dtype)


class Dense:
    """Runs of one seed and family, with compiled optimizers. `runs` of one optimizer are neighbours."""

    def __init__(self, workload: Workload, data: Data, runs: Sequence[Run], plan: Plan, seed: int) -> None:
        self._plan, self._samples = plan, len(data.training)
        self._x = data.training.x.contiguous().numpy()
        self._y = data.training.y.numpy()
        self._batches = minibatches(self._samples, plan, seed, runs[0].optimizer.sampling).numpy()
        self._kind = self._x.dtype.name
        self._layout = Layout(workload.layers)
        # Rows behind the last are read where there are fewer than a tile has.
        behind = ROWS * padded(self._layout.widest)
        self._flat = space(self._kind, len(runs) * self._layout.parameters + behind)
        self._weights = self._flat[: len(runs) * self._layout.parameters].reshape(len(runs), -1)
        self._weights[:] = self._layout.flat(workload.network(seed), self._kind)
        self._groups = self._grouped(runs)

        self._lanes = padded(plan.batch)
        self._shares = space(self._kind, self._lanes)
        self._shares[: plan.batch] = 1 / plan.batch
        self._scratch = self._layout.scratch(self._lanes, plan.batch, self._kind)
        width = workload.layers[0]
        bytes_a_step = (plan.batch * padded(width) + width * self._lanes) * self._x.itemsize
        self._at_once = max(1, NEAR // bytes_a_step)
        self._run_by_run = self._weights.itemsize * self._layout.parameters > bytes_a_step
        self._gathered = space(self._kind, self._at_once, plan.batch, padded(width))
        self._features = space(self._kind, self._at_once, width, self._lanes)

    def _grouped(self, runs: Sequence[Run]) -> list[Group]:
        groups: list[Group] = []
        begin = 0
        for _, group in groupby(runs, key=lambda run: run.optimizer.name):
            members = list(group)
            rows = slice(begin, begin + len(members))
            begin = rows.stop
            made = members[0].optimizer.reference
            assert isinstance(made, type)
            kernel = kernel_of(made)
            assert kernel is not None, "see `fused.compilable`"
            counts, memory = kernel.fresh(
                len(members) * self._layout.parameters, len(members) * self._layout.updates, self._kind
            )
            rates = np.array([run.rate for run in members], self._kind)
            schedule = members[0].optimizer.schedule
            groups.append(
                Group(rows, address(kernel.made(self._kind)), kernel, counts, memory, rates, schedule, made())
            )
        return groups

    @flushing()
    def train(self, held: Part) -> list[Curve]:
        """To the end of the plan, looking at `held` where its grid says."""
        looker = Looker(self._layout, held, len(self._weights), self._kind)
        looks = [looker.look(self._shown())]
        for begin, end in pairwise(self._plan.grid):
            for first in range(begin, end, self._at_once):
                self._steps(first, min(first + self._at_once, end))
            looks.append(looker.look(self._shown()))
        passes_over = self._plan.passes(self._samples)
        losses, accuracies = (np.stack(each, 1).tolist() for each in zip(*looks, strict=True))
        return [
            Curve(self._plan.grid, tuple(loss), tuple(accuracy), passes_over)
            for loss, accuracy in zip(losses, accuracies, strict=True)
        ]

    def _steps(self, first: int, last: int) -> None:
        wanted = self._batches[first:last]
        count = len(wanted)
        samples, features = self._gathered[:count], self._features[:count]
        passes.made("gather", self._kind)(
            self._x.reshape(-1), wanted, self._x.shape[1], samples.shape[-1], self._lanes, samples.reshape(-1),
            features.reshape(-1),
        )  # fmt: skip
        stretch, classes = passes.made("stretch", self._kind), self._y[wanted]
        for group in self._groups:
            stretch(
                group.step, self._layout.table, self._weights[group.rows].reshape(-1), group.memory, group.counts,
                group.rates_at(first, last, self._plan.steps), samples.reshape(-1),
                features.reshape(-1), classes, self._shares, passes.constants(self._kind), self._scratch,
                self._run_by_run,
            )  # fmt: skip

    def _shown(self) -> Array:
        """The weights where they are judged, [run, parameters]."""
        elsewhere = [group for group in self._groups if isinstance(group.reference, Showing)]
        if not elsewhere:
            return self._weights
        shown = self._flat.copy()[: self._weights.size].reshape(self._weights.shape)
        for group in elsewhere:
            shown[group.rows] = group.shown(self._weights[group.rows])
        return shown


class Looker:
    """Held-out data, laid out to be looked at."""

    def __init__(self, layout: Layout, held: Part, runs: int, kind: str) -> None:
        x = held.x.contiguous().numpy()
        blocks, width = -(-len(x) // passes.BLOCK), x.shape[1]
        self._features = space(kind, blocks * width * passes.BLOCK)
        passes.made("blocks", kind)(x.reshape(-1), width, passes.BLOCK, self._features)
        self._classes, self._layout, self._kind = held.y.numpy(), layout, kind
        self._scratch = layout.scratch(passes.BLOCK, passes.BLOCK, kind)
        self._runs = runs

    def look(self, weights: Array) -> tuple[Array, Array]:
        """Mean loss and accuracy, float64 [run]; weights [run, parameters]."""
        losses, hits = np.zeros(self._runs), np.zeros(self._runs)
        passes.made("looked", self._kind)(
            self._layout.table, weights.reshape(-1), self._features, self._classes, passes.BLOCK,
            passes.constants(self._kind), self._scratch, losses, hits,
        )  # fmt: skip
        return losses / len(self._classes), hits / len(self._classes)
