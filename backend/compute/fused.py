"""All runs of one seed as one computation.

The runs of a seed see the same minibatch, so it is gathered once, and the first layer of all of them is one matrix
product. Gradients are written out by hand: for linear layers with ReLU under softmax cross-entropy they are five lines.
Runs whose optimizer can be compiled (`kernels`) go through compiled code from look to look (`dense`). The others, and
all of them where numba is not installed, go through torch here: nothing is allocated in a step, minibatches are
gathered many at a time, and an optimizer's lines are taken for all of its runs at once.

    layer 1     [run · out, in + 1] × [in + 1, sample]     one product for all runs; the bias is a column of it
    others      [run, out, in] × [run, in, sample]         one product a run

What both compute is what `plain` computes, up to rounding; a test holds them to that. A run whose optimizer is not
elementwise, asks for gradients itself or sees all samples goes the plain way, and so does everything where fusing does
not pay (`pays`) and every workload that is not such a network. It says nothing about an
optimizer's own speed: shared work hides that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import torch

from backend.compute.kernels import kernel_of
from backend.compute.optimizer import Optimizer, Reference, Showing
from backend.compute.schedule import Schedule
from backend.compute.training import Curve, Plan, Run, minibatches, plain
from backend.compute.workload import Data, Part, Workload, score

GATHERED = 64
"""Minibatches that are gathered at once."""
OWN_SHARE, LARGE = 0.3, 100_000
"""A network with more parameters than this, of whose products more than this share is each run's own, gains nothing."""


def pays(layers: Sequence[int]) -> bool:
    """Whether training many runs of a dense network together is faster than one after another."""
    sizes = [a * b for a, b in pairwise(layers)]
    return sum(sizes) <= LARGE or sum(sizes[1:]) / sum(sizes) <= OWN_SHARE


def together(workload: Workload, optimizer: Optimizer) -> bool:
    """Whether its runs are trained as one; else one after another, the plain way."""
    rows = not optimizer.asks and optimizer.sampling in ("reshuffled", "replaced")
    return rows and optimizer.elementwise and workload.dense and pays(workload.layers)


def fused(
    workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
) -> list[Curve]:
    """As `plain`, many times faster. See `training.Engine`."""
    curves: dict[int, Curve] = {}
    alone = [at for at, run in enumerate(runs) if not together(workload, run.optimizer)]
    one_by_one = plain(workload, data, held, [runs[at] for at in alone], plan, seed)
    curves.update(zip(alone, one_by_one, strict=True))
    ways: dict[tuple[str, bool], list[int]] = {}
    for at in sorted(set(range(len(runs))) - set(alone), key=lambda at: runs[at].optimizer.name):
        ways.setdefault((runs[at].optimizer.sampling, compilable(runs[at])), []).append(at)
    for (_, able), family in sorted(ways.items()):
        members = [runs[at] for at in family]
        trained = _trained(able, workload, data, held, members, plan, seed)
        curves.update(zip(family, trained, strict=True))
    return [curves[at] for at in range(len(runs))]


def compilable(run: Run) -> bool:
    """Whether its optimizer's reference is one that can be compiled, and numba is there to do it."""
    made = run.optimizer.reference
    return isinstance(made, type) and kernel_of(made) is not None


def prepared(optimizers: Sequence[Optimizer], kind: str = "float32") -> Iterator[None]:
    """Makes, piece by piece, the code with which runs of these are trained together: from disk, or the first time on a
    machine by some ten seconds of compiling."""
    able = [each for each in optimizers if compilable(Run(each, each.rates[0]))]
    if not able:
        return
    from backend.compute import passes  # which needs numba

    for function in passes.FUNCTIONS:
        passes.made(function, kind)
        yield
    for each in able:
        assert isinstance(each.reference, type)
        kernel = kernel_of(each.reference)
        assert kernel is not None
        kernel.made(kind)
        yield


def _trained(
    compiled: bool,
    workload: Workload,
    data: Data,
    held: Part,
    runs: Sequence[Run],
    plan: Plan,
    seed: int,
) -> list[Curve]:
    if not compiled:
        return Together(workload, data, runs, plan, seed).train(held)
    from backend.compute.dense import Dense  # which needs numba

    return Dense(workload, data, runs, plan, seed).train(held)


@dataclass
class _Layer:
    """One layer of all runs. The first one's bias is the last column of its weight."""

    weight: torch.Tensor
    """[run, out, in], or [run, out, in + 1] for the first; contiguous."""
    bias: torch.Tensor | None
    """[run, out]; None for the first."""
    weight_gradient: torch.Tensor
    bias_gradient: torch.Tensor | None

    @property
    def parts(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Parameters and their gradients, as [run, parameters] each."""
        runs = len(self.weight)
        yield self.weight.view(runs, -1), self.weight_gradient.view(runs, -1)
        if self.bias is not None and self.bias_gradient is not None:
            yield self.bias, self.bias_gradient


class _Stepper:
    """Neighbouring runs of one optimizer, and what it remembers of one part of their parameters."""

    def __init__(
        self, reference: Reference, weights: torch.Tensor, gradient: torch.Tensor, rates: torch.Tensor
    ) -> None:
        """`rates` [run, 1] are read anew at each step: a schedule changes them in their place."""
        self._weights, self._gradient, self._rates = weights, gradient, rates
        self._reference = reference

    def show(self) -> torch.Tensor | None:
        """Puts the weights where they are judged, and returns them as they were; None when they stay."""
        if not isinstance(self._reference, Showing):
            return None
        kept = self._weights.clone()
        self._weights.copy_(self._reference.shown(kept))
        return kept

    def restore(self, kept: torch.Tensor | None) -> None:
        if kept is not None:
            self._weights.copy_(kept)

    def step(self) -> None:
        self._weights.copy_(self._reference.step(self._weights, self._gradient, self._rates))


class Together:
    """Runs of one seed and family, trained as one. `runs` of one optimizer are neighbours."""

    @torch.no_grad()
    def __init__(
        self, workload: Workload, data: Data, runs: Sequence[Run], plan: Plan, seed: int
    ) -> None:
        self._plan, self._count = plan, len(runs)
        self._widths = workload.layers
        self._x, self._y = data.training.x, data.training.y
        self._batches = minibatches(len(data.training), plan, seed, runs[0].optimizer.sampling)
        dtype = self._x.dtype
        # A place for minibatches that stays, so that views of it are made once and not at every step.
        self._gathered = torch.ones(GATHERED, plan.batch, self._widths[0] + 1, dtype=dtype)
        self._samples = list(self._gathered.unbind(0))
        # Once more the other way round: a product is faster when both factors lie as it reads them.
        self._turned = torch.empty(GATHERED, self._widths[0] + 1, plan.batch, dtype=dtype)
        self._features = list(self._turned.unbind(0))
        self._classes: list[torch.Tensor] = []
        modules = [
            each for each in workload.network(seed).children() if isinstance(each, torch.nn.Linear)
        ]
        self._layers = [self._layer(module, number, dtype) for number, module in enumerate(modules)]
        self._outputs = [
            torch.empty(self._count, width, plan.batch, dtype=dtype) for width in self._widths[1:]
        ]
        self._deltas = [torch.empty_like(output) for output in self._outputs[:-1]]
        self._every = torch.arange(plan.batch)
        self._scheduled: list[tuple[Schedule, torch.Tensor, torch.Tensor]] = []
        """Schedules, the rates [run, 1] that they change, and what those are at their largest."""
        self._steppers = list(self._made(runs, dtype))

    def _layer(self, module: torch.nn.Linear, number: int, dtype: torch.dtype) -> _Layer:
        weight, bias = module.weight.to(dtype), module.bias.to(dtype)
        if number == 0:
            weight = torch.cat([weight, bias.unsqueeze(1)], 1)
        held = weight.repeat(self._count, 1, 1)
        if number == 0:
            return _Layer(held, None, torch.empty_like(held), None)
        own = bias.repeat(self._count, 1)
        return _Layer(held, own, torch.empty_like(held), torch.empty_like(own))

    def _made(self, runs: Sequence[Run], dtype: torch.dtype) -> Iterator[_Stepper]:
        begin = 0
        for _, group in groupby(runs, key=lambda run: run.optimizer.name):
            members = list(group)
            rows = slice(begin, begin + len(members))
            begin = rows.stop
            rates = torch.tensor([[run.rate] for run in members], dtype=dtype)
            if (schedule := members[0].optimizer.schedule) is not None:
                self._scheduled.append((schedule, rates, rates.clone()))
            made = members[0].optimizer.reference
            for layer in self._layers:
                for weights, gradient in layer.parts:
                    yield _Stepper(made(), weights[rows], gradient[rows], rates)

    @torch.no_grad()
    def train(self, held: Part) -> list[Curve]:
        """To the end of the plan, looking at `held` where its grid says."""
        grid, looks = set(self._plan.grid), []
        seen = torch.cat([held.x, held.x.new_ones(len(held), 1)], 1).T.contiguous()
        for step in range(self._plan.steps + 1):
            if step in grid:
                kept = [stepper.show() for stepper in self._steppers]
                looks.append(score(self._forward(seen, None), held.y))
                for stepper, weights in zip(self._steppers, kept, strict=True):
                    stepper.restore(weights)
            if step < self._plan.steps:
                self._backward(*self._minibatch(step))
                for schedule, rates, largest in self._scheduled:
                    torch.mul(largest, schedule.factor(step, self._plan.steps), out=rates)
                for stepper in self._steppers:
                    stepper.step()
        losses = torch.stack([loss for loss, _ in looks], 1).tolist()
        accuracies = torch.stack([accuracy for _, accuracy in looks], 1).tolist()
        return [
            Curve(self._plan.grid, tuple(loss), tuple(accuracy), self._plan.passes(len(self._x)))
            for loss, accuracy in zip(losses, accuracies, strict=True)
        ]

    def _minibatch(self, step: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Samples [sample, in + 1], the same as [in + 1, sample], and classes [sample]."""
        at = step % GATHERED
        if at == 0:
            wanted = self._batches[step : step + GATHERED]
            self._gathered[: len(wanted), :, :-1] = self._x[wanted]
            self._turned.copy_(self._gathered.transpose(1, 2))
            self._classes = list(self._y[wanted].unbind(0))
        return self._samples[at], self._features[at], self._classes[at]

    def _forward(self, features: torch.Tensor, into: list[torch.Tensor] | None) -> torch.Tensor:
        """The logits [run, class, sample] of features [in + 1, sample]; what each layer gives goes `into` those
        buffers, if there are any."""
        values, count = features, features.shape[1]
        for number, layer in enumerate(self._layers):
            out = (
                into[number]
                if into
                else values.new_empty(self._count, layer.weight.shape[1], count)
            )
            if number == 0:
                wide = layer.weight.view(-1, layer.weight.shape[2])
                torch.mm(wide, features, out=out.view(len(wide), -1))
            else:
                assert layer.bias is not None
                values.relu_()
                torch.baddbmm(layer.bias.unsqueeze(2), layer.weight, values, out=out)
            values = out
        return values

    def _backward(self, x: torch.Tensor, features: torch.Tensor, y: torch.Tensor) -> None:
        """The gradient of the mean loss over the minibatch, into the layers' gradients."""
        delta = self._forward(features, self._outputs)
        delta.copy_(delta.softmax(1))
        delta[:, y, self._every] -= 1
        delta /= len(y)
        for number in range(len(self._layers) - 1, 0, -1):
            layer, below = self._layers[number], self._outputs[number - 1]
            assert layer.bias_gradient is not None
            torch.bmm(delta, below.transpose(1, 2), out=layer.weight_gradient)
            torch.sum(delta, 2, out=layer.bias_gradient)
            under = self._deltas[number - 1]
            torch.bmm(layer.weight.transpose(1, 2), delta, out=under)
            under.mul_(below > 0)
            delta = under
        first = self._layers[0]
        wide = first.weight_gradient.view(-1, x.shape[1])
        torch.mm(delta.view(len(wide), -1), x, out=wide)
