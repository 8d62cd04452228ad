"""Where networks serve, and by which clock that is timed: this processor, or a CUDA device.

On the processor a call is over when it returns. On a CUDA device it only has been asked for then, so the device's own
events tell when it began and ended; what is called again and again is captured as a graph where that can be, because
a small network's call is mostly launches; and before an arm's turn the second-level cache is overwritten, so that none
begins with what another left there. Clocks are never set (`machine` reads them).

The CUDA side takes its events from outside, so that everything but capture is tested on the processor as well.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import torch

from backend.compute import cuda
from backend.compute.latency import ByClock, Timer
from backend.compute.machine import gpu
from backend.compute.quantizer import Quantized
from backend.compute.workload import Part

WARM_UP = 3
"""Calls on a side stream before a capture, as torch asks for."""

Run = Callable[[torch.Tensor], torch.Tensor]
Call = Callable[[], object]


class Site(Protocol):
    @property
    def where(self) -> torch.device: ...

    def timer(self) -> Timer:
        """Seconds of single calls."""

    def turn(self) -> None:
        """Said before each arm's turn."""

    def wait(self) -> None:
        """Until all that was asked for is done."""

    def captured(self, call: Call) -> Call | None:
        """The call as one launch; None where it cannot be, or where there is nothing to gain."""

    def peak(self, call: Call) -> int | None:
        """The most bytes that a call takes beside what is there; None where they are not counted."""

    def notes(self, uncaptured: tuple[str, ...]) -> tuple[str, ...]:
        """What a report has to say of it; `uncaptured` are the titles of what could not be captured."""


class Processor:
    where = torch.device("cpu")

    def timer(self) -> Timer:
        """This thread's processor time, which stands still while others run; with several threads, the wall's clock."""
        return ByClock(time.thread_time if torch.get_num_threads() == 1 else time.perf_counter)

    def turn(self) -> None:
        return

    def wait(self) -> None:
        return

    def captured(self, _call: Call) -> Call | None:
        return None

    def peak(self, _call: Call) -> int | None:
        return None

    def notes(self, _uncaptured: tuple[str, ...]) -> tuple[str, ...]:
        return ()


class Event(Protocol):
    """A mark in a device's queue (torch.cuda.Event)."""

    def record(self) -> object: ...

    def synchronize(self) -> object: ...

    def elapsed_time(self, end: Event, /) -> float:
        """Milliseconds."""


class Cuda:
    def __init__(
        self,
        where: torch.device,
        event: Callable[[], Event] | None = None,
        cache: int | None = None,
    ) -> None:
        """`event` makes one that tells times, by default the device's own; `cache` is the second-level cache's bytes,
        by default what the device says.
        """
        self.where = where
        self._event: Callable[[], Event] = event or partial(torch.cuda.Event, enable_timing=True)  # type: ignore[assignment]
        self._of_kind = torch.get_device_module(where)
        if cache is None:
            cache = torch.cuda.get_device_properties(where).L2_cache_size
        self._spoiler = torch.empty(2 * max(cache, 2**20), dtype=torch.uint8, device=where)

    def timer(self) -> Timer:
        begin, end = self._event(), self._event()

        def seconds(call: Call, calls: int) -> list[float]:
            found = []
            for _ in range(calls):
                self.wait()  # so that asking for the call counts, as it does for whoever waits for the answer
                begin.record()
                call()
                end.record()
                end.synchronize()
                found.append(begin.elapsed_time(end) / 1000)
            return found

        return seconds

    def turn(self) -> None:
        self._spoiler.zero_()
        self.wait()

    def wait(self) -> None:
        self._of_kind.synchronize(self.where)

    def captured(self, call: Call) -> Call | None:
        if self.where.type != "cuda":
            return None
        try:
            side = torch.cuda.Stream(self.where)  # type: ignore[no-untyped-call]
            side.wait_stream(torch.cuda.current_stream(self.where))
            with torch.cuda.stream(side):
                for _ in range(WARM_UP):
                    call()
            torch.cuda.current_stream(self.where).wait_stream(side)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                call()
        except RuntimeError:  # it waits for the device, or allocates what a graph may not
            self.wait()
            return None
        return _Captured(graph, call)

    def peak(self, call: Call) -> int | None:
        if self.where.type != "cuda":
            return None
        torch.cuda.reset_peak_memory_stats(self.where)
        before = torch.cuda.memory_allocated(self.where)
        call()
        self.wait()
        return int(torch.cuda.max_memory_allocated(self.where)) - before

    def notes(self, uncaptured: tuple[str, ...]) -> tuple[str, ...]:
        told = [
            "Served on the GPU. A call's latency is between two events of the device, one call at a time, each waited "
            "for, with the cache overwritten before an arm's turn; under load it is the wall's, samples are there."
        ]
        alone = ", ".join(uncaptured)
        told.append(
            f"Latencies are of captured graphs, but for what cannot be captured: {alone}."
            if uncaptured
            else "Latencies are of captured graphs; under load batches differ in size, and nothing is captured."
        )
        card = gpu()
        if card is not None and card.clock_mhz and card.most_clock_mhz:
            told.append(
                f"The GPU's clock was at {card.clock_mhz:.0f} MHz after the timing, of at most "
                f"{card.most_clock_mhz:.0f}. It is read, never set."
            )
        return tuple(told)


@dataclass(frozen=True)
class _Captured:
    graph: torch.cuda.CUDAGraph
    call: Call
    """Holds the tensors that the graph reads and writes."""

    def __call__(self) -> None:
        self.graph.replay()


def here() -> Site:
    """On a CUDA device where torch sees one, else on the processor."""
    where = cuda.device()
    return Processor() if where is None else Cuda(where)


def part_at(site: Site, part: Part) -> Part:
    return Part(part.x.to(site.where), part.y.to(site.where))


def at(site: Site, small: Quantized) -> Quantized:
    """What serves, there. A module is copied and moved; a function serves where it was made, on the processor."""
    return replace(small, run=network_at(site, small.run)) if _moves(site, small.run) else small


def network_at(site: Site, network: Run) -> Run:
    return copy.deepcopy(network).to(site.where) if _moves(site, network) else network  # type: ignore[attr-defined]


def _moves(site: Site, run: Run) -> bool:
    return isinstance(run, torch.nn.Module) and site.where.type != "cpu"


def held(run: Run) -> int:
    """Bytes of a module's parameters and buffers, as they lie in memory."""
    if not isinstance(run, torch.nn.Module):
        return 0
    return sum(each.nbytes for each in (*run.parameters(), *run.buffers()))
