"""How long a comparison takes from its claim to its report, with the four usual optimizers: what a student waits.

    .venv/bin/python -m benchmarks.budgets [--budget quick] [--idle 12] [--rounds 3] [workload …]

Each runs in a worker's child that has waited for so many seconds, as it does in a worker that was started, and prepared
meanwhile. Prints the median and the range.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time

from backend.compute.engines.engine import Care, Finished
from backend.compute.engines.local import LocalChild
from backend.compute.fields import complete
from backend.compute.machine import processor
from backend.compute.processes import adopt_orphans

EXPERIMENT = "optimizers"


async def seconds(workload: str, budget: str, idle_s: float) -> float:
    """Of one run."""
    async with await LocalChild.spawn(Care()) as child:
        cards = {card.name: card for card in child.ready.experiments}
        settings = complete(cards[EXPERIMENT], {"workload": workload, "budget": budget})
        await asyncio.sleep(idle_s)
        began = time.monotonic()
        ended = await child.run(EXPERIMENT, settings, lambda _: None)
        if not isinstance(ended, Finished):
            raise SystemExit(f"{workload}: {ended.problem}")
        return time.monotonic() - began


async def offered() -> tuple[str, ...]:
    async with await LocalChild.spawn(Care()) as child:
        (card,) = (card for card in child.ready.experiments if card.name == EXPERIMENT)
        (field,) = (field for field in card.fields if field.name == "workload")
        return tuple(choice.name for choice in field.choices)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("workloads", nargs="*")
    parser.add_argument("--budget", default="quick", choices=("quick", "standard", "thorough"))
    parser.add_argument("--idle", type=float, default=12.0, help="seconds that a child waits beforehand")
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    adopt_orphans()
    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(f"| workload | {told.budget}, s |\n|---|--:|")
    for workload in told.workloads or asyncio.run(offered()):
        took = [asyncio.run(seconds(workload, told.budget, told.idle)) for _ in range(told.rounds)]
        print(f"| {workload} | {statistics.median(took):.1f} ({min(took):.1f}–{max(took):.1f}) |", flush=True)
    print(f"\nload afterwards {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
