"""A benchmark without any server: `syllabot bench optimizers workload=digits-softmax`.

    report, blobs = await run_local("optimizers", {"seeds": 5}, on_progress)

The same child, the same limits and the same report as a worker's; only nobody is asked and nothing
is stored.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from backend.compute.assembly import Assembled, whole
from backend.compute.engines.engine import Care, Stopped
from backend.compute.engines.local import LocalChild
from backend.compute.experiment import CannotRun
from backend.compute.fields import complete
from backend.compute.processes import adopt_orphans
from backend.contract.compute import Experiment, Progress, Settings
from backend.contract.refusals import NoSuchExperiment

log = logging.getLogger(__name__)


async def offered(care: Care | None = None) -> tuple[Experiment, ...]:
    """What this machine can run."""
    async with await LocalChild.spawn(care or Care()) as child:
        return child.ready.experiments


async def run_local(
    experiment: str,
    settings: Settings,
    on_progress: Callable[[Progress], None],
    care: Care | None = None,
) -> Assembled:
    """Run it here and now; the report, and the bytes of what it names by hash.

    Raises `NoSuchExperiment`, `BadSettings`, `CannotRun` with what stopped it, and
    `ChildWontStart`. Makes this process a subreaper.
    """
    adopt_orphans()
    async with await LocalChild.spawn(care or Care()) as child:
        for line in child.ready.broken:
            log.error("left out: %s", line)
        cards = {card.name: card for card in child.ready.experiments}
        if experiment not in cards:
            raise NoSuchExperiment(asked=experiment, offered=", ".join(sorted(cards)))
        all_settings = complete(cards[experiment], settings)
        began = time.monotonic()
        ended = await child.run(experiment, all_settings, on_progress)
        if isinstance(ended, Stopped):
            raise CannotRun(ended.problem)
        seconds = time.monotonic() - began
        return whole(ended, experiment, all_settings, child.ready, seconds)
