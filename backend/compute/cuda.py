"""A comparison of optimizers on a CUDA device: all seeds in one captured graph, and steps timed by the device's clock.

`AllSeeds` is an engine like the others, asked for one seed at a time; the first of a group that is asked for trains
them all (`graphed`), for launches are what is paid for. What does not go into a graph is trained the plain way, on the
device, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from backend.compute.graphed import graphable, graphed
from backend.compute.timing import Stopwatch
from backend.compute.training import Curve, Plan, Run, plain
from backend.compute.workload import Data, Part, Workload

SHARE = 0.5
"""Of the device's free memory, which runs that are trained together may take."""
COPIES = 6
"""Of the weights: themselves, their gradient, what an optimizer remembers, and what a step needs on the way."""


def device() -> torch.device | None:
    """The one to use; None where torch sees none."""
    return torch.device("cuda") if torch.cuda.is_available() else None


def on(where: torch.device, data: Data) -> Data:
    """The data, there."""

    def moved(part: Part) -> Part:
        return Part(part.x.to(where), part.y.to(where))

    return Data(moved(data.training), moved(data.validation), moved(data.test))


@dataclass(frozen=True)
class _Asked:
    """What a group of seeds was trained for."""

    workload: Workload
    runs: tuple[Run, ...]
    plan: Plan
    seeds: tuple[int, ...]


class AllSeeds:
    """An engine (`training.Engine`) for seeds that are known beforehand, in groups that go together."""

    def __init__(
        self,
        where: torch.device,
        groups: Sequence[Sequence[int]],
        room: Callable[[], float] | None = None,
    ) -> None:
        """`room`: bytes that runs which are trained together may take; by default a share of what is free."""
        self._where = where
        self._groups = [tuple(group) for group in groups]
        self._room = room or (lambda: SHARE * torch.cuda.mem_get_info(where)[0])
        self._asked: _Asked | None = None
        self._held: Part | None = None
        self._found: dict[int, list[Curve]] = {}

    def __call__(
        self, workload: Workload, data: Data, held: Part, runs: Sequence[Run], plan: Plan, seed: int
    ) -> list[Curve]:
        group = next((each for each in self._groups if seed in each), (seed,))
        asked = _Asked(workload, tuple(runs), plan, group)
        if asked != self._asked or held is not self._held:
            self._found = self._trained(workload, data, held, runs, plan, group)
            self._asked, self._held = asked, held
        return self._found[seed]

    def _trained(
        self,
        workload: Workload,
        data: Data,
        held: Part,
        runs: Sequence[Run],
        plan: Plan,
        seeds: Sequence[int],
    ) -> dict[int, list[Curve]]:
        together = [at for at, run in enumerate(runs) if graphable(workload, run.optimizer)]
        alone = [at for at in range(len(runs)) if at not in together]
        curves: dict[int, dict[int, Curve]] = {seed: {} for seed in seeds}
        if together:
            some = [runs[at] for at in together]
            many = seeds_at_once(workload, held, len(some), self._room())
            for first in range(0, len(seeds), many):
                part = seeds[first : first + many]
                for seed, of_seed in zip(
                    part, graphed(workload, data, held, some, plan, part, self._where), strict=True
                ):
                    curves[seed].update(zip(together, of_seed, strict=True))
        for seed in seeds if alone else ():
            of_seed = plain(workload, data, held, [runs[at] for at in alone], plan, seed)
            curves[seed].update(zip(alone, of_seed, strict=True))
        return {seed: [of_seed[at] for at in range(len(runs))] for seed, of_seed in curves.items()}


def seeds_at_once(workload: Workload, held: Part, runs: int, room: float) -> int:
    """How many seeds of so many runs fit into so many bytes, looking at held-out data included; one at least."""
    looked_at = 2 * max(workload.layers[1:]) * len(held)
    a_seed = runs * (COPIES * workload.parameters + looked_at) * held.x.element_size()
    return max(1, int(room // a_seed))


def stopwatch(where: torch.device) -> Stopwatch:
    """By the device's own events, between two waits, with its second-level cache overwritten before each sample."""
    about = torch.cuda.get_device_properties(where)
    spoiler = torch.empty(2 * max(about.L2_cache_size, 2**20), dtype=torch.uint8, device=where)
    begin = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]
    end = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]

    def seconds(call: Callable[[], object], count: int) -> float:
        spoiler.zero_()
        torch.cuda.synchronize(where)
        begin.record()
        for _ in range(count):
            call()
        end.record()
        end.synchronize()
        return float(begin.elapsed_time(end)) / 1000

    return seconds


def said(where: torch.device) -> str:
    """A note for the report: what ran how, and the most memory it took."""
    peak = torch.cuda.max_memory_allocated(where) / 2**20
    return (
        "Trained on the GPU, what goes together with all its seeds in one captured graph. Steps are timed by the "
        f"device's events, after its cache was overwritten. Memory taken there: {peak:,.0f} MiB at most."
    )


def too_old(what: str, since: str, oldest: tuple[int, int], has: tuple[int, int], name: str) -> str:
    """Why a device of that compute capability cannot do it, in a sentence; empty when it can. `since` names the
    generations that do."""
    if has >= oldest:
        return ""
    needs, got = (".".join(map(str, each)) for each in (oldest, has))
    return f"{what} needs compute capability {needs} ({since}); {name} has {got}."
