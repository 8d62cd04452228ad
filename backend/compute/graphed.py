"""All runs of all seeds as one computation on a CUDA device, a step of it captured as a graph and replayed.

On a GPU a small network's step is not arithmetic but launches: some dozen kernels of microseconds, each asked for by
Python. A captured graph launches them all at once (CUDA Programming Guide, section "CUDA Graphs"), and all seeds go
together, since launches are what is paid for. Where a captured step would have frozen what changes, it is on the
device: the minibatch is picked by a counter that the graph itself moves, and so are the steps that an optimizer counts.

What it computes is what `plain` computes on that device, up to rounding; tests on a machine with CUDA hold it to that.
It takes dense networks and elementwise optimizers, by the same references as `fused`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import torch
from torch.nn.utils import parameters_to_vector

from backend.compute.optimizer import Optimizer, Reference, Showing
from backend.compute.training import Curve, Plan, Run, minibatches
from backend.compute.workload import Data, Part, Workload, score

WARM_UP = 3
"""Steps on a side stream before the capture, as torch asks for; they are undone."""


@dataclass
class _Group:
    """Runs of one optimizer, of all seeds: rows of the weights [seed, run, parameter]."""

    rows: slice
    rates: torch.Tensor
    """[run, 1]."""
    factors: torch.Tensor
    """[step]: what a schedule multiplies them by."""
    reference: Reference
    memory: dict[str, torch.Tensor]
    """What the reference remembers, in places that stay: a replayed graph reads and writes the same memory."""

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, at: torch.Tensor) -> None:
        """Step number `at`, int64 [1]."""
        for name, held in self.memory.items():
            setattr(self.reference, name, held.clone() if held.dim() == 0 else held)
        rows = weights[:, self.rows]
        rates = self.rates * self.factors.index_select(0, at)
        rows.copy_(self.reference.step(rows, gradient[:, self.rows], rates))
        for name, held in self.memory.items():
            held.copy_(getattr(self.reference, name))

    def show(self, weights: torch.Tensor) -> None:
        """Puts its rows of the weights where they are judged."""
        if isinstance(self.reference, Showing):
            for name, held in self.memory.items():
                setattr(self.reference, name, held)
            weights[:, self.rows] = self.reference.shown(weights[:, self.rows])


def graphable(workload: Workload, optimizer: Optimizer) -> bool:
    """Whether a step of its runs can be captured together with others."""
    alike = optimizer.sampling == "reshuffled" and not optimizer.asks
    return workload.dense and optimizer.elementwise and alike


def graphed(
    workload: Workload,
    data: Data,
    held: Part,
    runs: Sequence[Run],
    plan: Plan,
    seeds: Sequence[int],
    device: torch.device,
) -> list[list[Curve]]:
    """Curves by seed and run, as `plain` would give them one by one; `data` and `held` may lie anywhere.

    Raises `ValueError` for a run whose optimizer is not elementwise, or does not see reshuffled minibatches.
    Nor does it take a workload that is not a dense network under cross-entropy.
    """
    if not workload.dense:
        raise ValueError(f"{workload.name} is not a dense network")
    if not all(graphable(workload, run.optimizer) for run in runs):
        raise ValueError(
            "only elementwise optimizers that see the same minibatches are trained together"
        )
    order = sorted(range(len(runs)), key=lambda at: runs[at].optimizer.name)
    sweep = Sweep(workload, data, [runs[at] for at in order], plan, seeds, device)
    found = sweep.train(held)
    by_run = {at: place for place, at in enumerate(order)}
    return [[of_seed[by_run[at]] for at in range(len(runs))] for of_seed in found]


class Sweep:
    """Runs of all seeds on a device. `runs` of one optimizer are neighbours."""

    @torch.no_grad()
    def __init__(
        self,
        workload: Workload,
        data: Data,
        runs: Sequence[Run],
        plan: Plan,
        seeds: Sequence[int],
        device: torch.device,
    ) -> None:
        self._plan, self._widths, self._device = plan, workload.layers, device
        self._x = data.training.x.to(device)
        dtype = self._x.dtype
        classes = data.training.y.to(device)
        self._targets = torch.nn.functional.one_hot(classes, workload.layers[-1]).to(dtype)
        batches = [minibatches(len(data.training), plan, seed) for seed in seeds]
        self._batches = torch.stack(batches, 1).to(device)
        """[step, seed, sample]."""
        starts = [parameters_to_vector(workload.network(seed).parameters()) for seed in seeds]
        start = torch.stack(starts).to(device=device, dtype=dtype)
        self._weights = start.unsqueeze(1).repeat(1, len(runs), 1).contiguous()
        self._gradient = torch.zeros_like(self._weights)
        self._at = torch.zeros(1, dtype=torch.int64, device=device)
        self._groups = list(self._made(runs, dtype))

    def _made(self, runs: Sequence[Run], dtype: torch.dtype) -> Any:
        begin = 0
        for _, group in groupby(runs, key=lambda run: run.optimizer.name):
            members = list(group)
            rows = slice(begin, begin + len(members))
            begin = rows.stop
            rates = torch.tensor([[run.rate] for run in members], dtype=dtype, device=self._device)
            schedule, total = members[0].optimizer.schedule, self._plan.steps
            factors = [schedule.factor(done, total) if schedule else 1.0 for done in range(total)]
            reference = members[0].optimizer.reference()
            memory = {
                name: self._memory(value, rows, dtype)
                for name, value in vars(type(reference)).items()
                if isinstance(value, int | float) and not name.startswith("_")
            }
            yield _Group(rows, rates, rates.new_tensor(factors), reference, memory)

    def _memory(self, begins: float, rows: slice, dtype: torch.dtype) -> torch.Tensor:
        """A count is one number for all, in double, or 0.999 to its power would lose digits."""
        if isinstance(begins, int):
            return torch.full((), float(begins), dtype=torch.float64, device=self._device)
        return torch.full_like(self._weights[:, rows], begins, dtype=dtype)

    @torch.no_grad()
    def train(self, held: Part) -> list[list[Curve]]:
        """To the end of the plan, looking at `held` where its grid says; by seed and run."""
        x, y = held.x.to(self._device), held.y.to(self._device)
        grid, looks = set(self._plan.grid), []
        replay = self._captured()
        for step in range(self._plan.steps + 1):
            if step in grid:
                looks.append(self._look(x, y))
            if step < self._plan.steps:
                replay()
        losses = torch.stack([loss for loss, _ in looks], 2).cpu().tolist()
        accuracies = torch.stack([accuracy for _, accuracy in looks], 2).cpu().tolist()
        return [
            [
                Curve(
                    self._plan.grid, tuple(loss), tuple(accuracy), self._plan.passes(len(self._x))
                )
                for loss, accuracy in zip(*of_seed, strict=True)
            ]
            for of_seed in zip(losses, accuracies, strict=True)
        ]

    def _captured(self) -> Any:
        """A step as one launch; on a device without graphs, the step itself."""
        if self._device.type != "cuda":
            return self._step
        kept = [each.clone() for each in self._state]
        side = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(min(WARM_UP, self._plan.steps)):
                self._step()
        torch.cuda.current_stream().wait_stream(side)
        self._restore(kept)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self._step()
        self._restore(kept)
        return graph.replay

    @property
    def _state(self) -> list[torch.Tensor]:
        memory = [held for group in self._groups for held in group.memory.values()]
        return [self._weights, self._at, *memory]

    def _restore(self, kept: Sequence[torch.Tensor]) -> None:
        for now, then in zip(self._state, kept, strict=True):
            now.copy_(then)

    def _step(self) -> None:
        batch = self._batches.index_select(0, self._at).squeeze(0)
        self._backward(self._x[batch], self._targets[batch])
        for group in self._groups:
            group.step(self._weights, self._gradient, self._at)
        self._at.add_(1)

    def _layers(self, flat: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Views of [seed, run, parameter] as each layer's weight [seed, run, out, in] and bias [seed, run, out, 1]."""
        seeds, runs, _ = flat.shape
        found, at = [], 0
        for before, after in pairwise(self._widths):
            weight = flat[:, :, at : at + after * before].view(seeds, runs, after, before)
            at += after * before
            found.append((weight, flat[:, :, at : at + after].view(seeds, runs, after, 1)))
            at += after
        return found

    def _forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """What each layer gives, before its ReLU, [seed, run, out, sample]; x [seed or 1, sample, in]."""
        outputs: list[torch.Tensor] = []
        values = x.transpose(1, 2).unsqueeze(1)
        for weight, bias in self._layers(self._weights):
            if outputs:
                values = outputs[-1].relu()
            outputs.append(torch.matmul(weight, values) + bias)
        return outputs

    def _backward(self, x: torch.Tensor, targets: torch.Tensor) -> None:
        """The gradient of the mean loss; x [seed, sample, in], targets [seed, sample, class]."""
        *hidden, logits = self._forward(x)
        delta = (logits.softmax(2) - targets.transpose(1, 2).unsqueeze(1)) / x.shape[1]
        layers = list(zip(self._layers(self._weights), self._layers(self._gradient), strict=True))
        for (weight, _), (weight_out, bias_out) in reversed(layers[1:]):
            below = hidden.pop()
            weight_out.copy_(delta @ below.relu().transpose(2, 3))
            bias_out.copy_(delta.sum(3, keepdim=True))
            delta = (weight.transpose(2, 3) @ delta) * (below > 0)
        weight_out, bias_out = layers[0][1]
        weight_out.copy_(delta @ x.unsqueeze(1))
        bias_out.copy_(delta.sum(3, keepdim=True))

    def _look(self, x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Loss and accuracy, [seed, run] each."""
        kept = self._weights.clone()
        for group in self._groups:
            group.show(self._weights)
        logits = self._forward(x.unsqueeze(0))[-1]
        self._weights.copy_(kept)
        seeds, runs = logits.shape[:2]
        loss, accuracy = score(logits.flatten(0, 1), y)
        return loss.view(seeds, runs), accuracy.view(seeds, runs)
