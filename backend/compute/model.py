"""What is served: a network that is trained on the spot, the data that it learns and is judged on, and how it learns.

A workload of the optimizer comparison becomes one with `perceptron`; what is no stack of linear layers is a file in
`models/`. Nothing is downloaded, and training the same twice gives the same bits on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch

from backend.compute.quantizer import cross_entropy
from backend.compute.workload import Data, Workload


@dataclass(frozen=True)
class Recipe:
    """Adam, its rate falling on a line to nought (as in Defazio et al., 2023, arXiv:2310.07831, section 3)."""

    steps: int = 800
    batch: int = 64
    rate: float = 1e-3


@dataclass(frozen=True)
class Model:
    name: str
    title: str
    """Continues "Quantized inference: "."""
    licence: str
    """Of the data."""
    load: Callable[[], Data]
    """x: float32 [samples, features], y: int64 [samples]; for text both are int64 [samples, characters]."""
    network: Callable[[int], torch.nn.Module]
    """At its initial point for that seed: samples → logits [samples, …, classes]."""
    recipe: Recipe = Recipe()
    large: int = 1024
    """Samples at once that fill the machine."""
    text: bool = False
    """It says what comes next: its perplexity is told."""
    missing: Callable[[], str] = lambda: ""
    """Why its data cannot be had on this machine, in a sentence; empty when they can."""


def perceptron(workload: Workload, width: int, recipe: Recipe = Recipe(steps=3000)) -> Model:
    """The workload's data with two hidden layers of that width."""
    first, *_, last = workload.layers
    sized = replace(workload, layers=(first, width, width, last))
    return Model(
        name=workload.name,
        title=f"a {first}-{width}-{width}-{last} network on the data of {workload.name}",
        licence=workload.licence,
        load=workload.load,
        network=sized.network,
        recipe=recipe,
        missing=workload.missing,
    )


def seeded(seed: int, build: Callable[[], torch.nn.Module]) -> torch.nn.Module:
    """What `build` makes with torch's own initial values; the same for the same seed."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return build()


def trained(
    network: torch.nn.Module, data: Data, seed: int, recipe: Recipe = Recipe()
) -> torch.nn.Module:
    """The network itself, after the recipe; the seed draws the minibatches."""
    optimizer = torch.optim.Adam(network.parameters(), lr=recipe.rate)
    draw = torch.Generator().manual_seed(seed)
    for step in range(recipe.steps):
        optimizer.param_groups[0]["lr"] = recipe.rate * (1 - step / recipe.steps)
        at = torch.randint(0, len(data.training), (recipe.batch,), generator=draw)
        optimizer.zero_grad()
        loss = cross_entropy(network(data.training.x[at]), data.training.y[at])
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return network.eval().requires_grad_(False)
