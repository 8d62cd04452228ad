"""All runs of one seed as one computation.

The runs of a seed see the same minibatch, so the first layer of all of them is one wide matrix
product; that, not batching as such, is where the speed comes from. Gradients are written out by
hand: for linear layers with ReLU under softmax cross-entropy they are five lines. Activations lie
as [run, feature, sample], since a softmax over a last axis of ten is slow. Weights lie as [run,
parameter], each run's in the order of `parameters_to_vector`, so that an optimizer's rows are one
slice and its reference implementation updates them all at once.

What it computes is what `plain` computes, up to rounding; a test holds it to that. A run whose
optimizer is not elementwise goes the plain way. It says nothing about an optimizer's own speed:
shared kernels hide that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import torch
from torch.nn.utils import parameters_to_vector

from backend.compute.optimizer import Reference
from backend.compute.training import Curve, Plan, Run, minibatches, plain, score
from backend.compute.workload import Data, Part, Workload


@dataclass
class _Group:
    """Neighbouring runs of one optimizer: rows of the weights, and its memory for them."""

    rows: slice
    rates: torch.Tensor
    """[runs, 1]."""
    reference: Reference


def fused(
    workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
) -> list[Curve]:
    """As `plain`, many times faster. See `training.Engine`."""
    curves: dict[int, Curve] = {}
    alone = [at for at, run in enumerate(runs) if not run.optimizer.elementwise]
    one_by_one = plain(workload, data, held, [runs[at] for at in alone], plan, seed)
    curves.update(zip(alone, one_by_one, strict=True))
    together = sorted(set(range(len(runs))) - set(alone), key=lambda at: runs[at].optimizer.name)
    if together:
        chosen = [runs[at] for at in together]
        curves.update(
            zip(together, _together(workload, data, held, chosen, plan, seed), strict=True)
        )
    return [curves[at] for at in range(len(runs))]


@torch.no_grad()
def _together(
    workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
) -> list[Curve]:
    x, y = data.training.x, data.training.y
    start = parameters_to_vector(workload.network(seed).parameters()).to(x.dtype)
    weights = start.repeat(len(runs), 1)
    gradient = torch.empty_like(weights)
    groups = list(_groups(runs, x.dtype))
    targets = torch.nn.functional.one_hot(y, workload.layers[-1]).to(x.dtype)
    batches = minibatches(len(data.training), plan, seed)
    grid = set(plan.grid)
    looks: list[tuple[torch.Tensor, torch.Tensor]] = []
    for step in range(plan.steps + 1):
        if step in grid:
            looks.append(_look(weights, workload.layers, held))
        if step < plan.steps:
            batch = batches[step]
            _gradient(weights, workload.layers, x[batch], targets[batch], gradient)
            for group in groups:
                rows = weights[group.rows]
                rows.copy_(group.reference.step(rows, gradient[group.rows], group.rates))
    losses = torch.stack([loss for loss, _ in looks], 1).tolist()
    accuracies = torch.stack([accuracy for _, accuracy in looks], 1).tolist()
    return [
        Curve(plan.grid, tuple(loss), tuple(accuracy))
        for loss, accuracy in zip(losses, accuracies, strict=True)
    ]


def _groups(runs: Sequence[Run], dtype: torch.dtype) -> Iterator[_Group]:
    begin = 0
    for _, group in groupby(runs, key=lambda run: run.optimizer.name):
        members = list(group)
        rates = torch.tensor([[run.rate] for run in members], dtype=dtype)
        rows = slice(begin, begin + len(members))
        yield _Group(rows, rates, members[0].optimizer.reference())
        begin = rows.stop


def _layers(
    flat: torch.Tensor, widths: tuple[int, ...]
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Views of [run, parameter] as each layer's weight [run, out, in] and bias [run, out, 1]."""
    at = 0
    for before, after in pairwise(widths):
        weight = flat[:, at : at + after * before].view(-1, after, before)
        at += after * before
        yield weight, flat[:, at : at + after].unsqueeze(2)
        at += after


def _forward(weights: torch.Tensor, widths: tuple[int, ...], x: torch.Tensor) -> list[torch.Tensor]:
    """The input to each layer but the first, then the logits; each [run, feature, sample]."""
    outputs: list[torch.Tensor] = []
    for weight, bias in _layers(weights, widths):
        if not outputs:
            # One product for all runs: [run · out, in] × [in, sample].
            wide = weight.reshape(-1, widths[0]) @ x.T
            outputs.append(wide.view(len(weights), -1, len(x)).add_(bias))
        else:
            outputs[-1].relu_()
            outputs.append(torch.baddbmm(bias, weight, outputs[-1]))
    return outputs


def _gradient(
    weights: torch.Tensor,
    widths: tuple[int, ...],
    x: torch.Tensor,
    targets: torch.Tensor,
    out: torch.Tensor,
) -> None:
    """The gradient of the mean loss over the minibatch, by backpropagation, into `out`."""
    *hidden, logits = _forward(weights, widths, x)
    delta = (logits.softmax(1) - targets.T) / len(x)
    layers = list(zip(_layers(weights, widths), _layers(out, widths), strict=True))
    for (weight, _), (weight_out, bias_out) in reversed(layers[1:]):
        below = hidden.pop()
        weight_out.copy_(delta @ below.transpose(1, 2))
        bias_out.copy_(delta.sum(2, keepdim=True))
        delta = (weight.transpose(1, 2) @ delta) * (below > 0)
    weight_out, bias_out = layers[0][1]
    # Again one product for all runs: [run · out, sample] × [sample, in].
    weight_out.copy_((delta.reshape(-1, len(x)) @ x).view_as(weight_out))
    bias_out.copy_(delta.sum(2, keepdim=True))


def _look(
    weights: torch.Tensor, widths: tuple[int, ...], held: Part
) -> tuple[torch.Tensor, torch.Tensor]:
    return score(_forward(weights, widths, held.x)[-1], held.y)
