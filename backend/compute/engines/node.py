"""What a cluster's job runs on its node: `python -m backend.compute.engines.node FOLDER`.

It takes the order from the folder (`spool`), runs it in the same child under the same limits as a worker does on its
own machine, and leaves everything in the folder. It holds no token and asks no backend, so a node needs no network.
All the while it shows there that it lives, and it ends when nobody wants the job any more.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

from backend.compute.engines.engine import Care, ChildWontStart, Finished, Stopped, Unfit
from backend.compute.engines.local import LocalChild, sweep
from backend.compute.engines.spool import Heart, Order, Spool
from backend.compute.processes import adopt_orphans
from backend.contract.compute import Progress

log = logging.getLogger(__name__)

BETWEEN_WRITES_S = 0.2
"""A table that fills faster is written in leaps: a shared file system is not for chatting."""

BEAT_S = 5.0
"""How often it shows that it lives, when the order does not say."""


async def run(spool: Spool, order: Order) -> None:
    """Until there is a last word, or nobody wants one."""
    beating = asyncio.create_task(beat(spool, order.beat_s or BEAT_S))
    try:
        await work(spool, order, beating)
    finally:
        beating.cancel()
        await asyncio.wait({beating})


async def beat(spool: Spool, every_s: float) -> None:
    """Returns when the job is not wanted any more."""
    heart = Heart(spool.folder)
    try:
        while spool.wanted:
            try:
                heart.beat()
            except OSError as fault:
                log.warning("no sign of life could be given: %s", fault)
            await asyncio.sleep(every_s)
    finally:
        heart.close()


async def work(spool: Spool, order: Order, unwanted: asyncio.Task[None]) -> None:
    care = Care(
        time_limit_s=order.time_limit_s,
        memory_gib=order.memory_gib,
        threads=order.threads,
        packages=order.packages,
        device=order.device,
    )
    try:
        child = await LocalChild.spawn(care)
    except Unfit as fault:
        spool.end(Stopped(f"The cluster's node will not do: {fault}"[:300]))
        return
    except ChildWontStart as fault:
        problem = "No benchmark can be started on the cluster's node. The worker's log says why."
        spool.end(Stopped(problem), log=str(fault))
        return
    async with child:
        spool.say_ready(child.ready)
        if order.taken is None:
            spool.end(Stopped("Nothing was asked for."))
            return
        slip = Slip(spool)
        writing = asyncio.create_task(slip.keep())
        running = asyncio.create_task(
            child.run(order.taken.experiment, order.taken.settings, slip.put)
        )
        await asyncio.wait({running, unwanted}, return_when=asyncio.FIRST_COMPLETED)
        writing.cancel()
        if unwanted.done() and not running.done():
            log.warning("nobody wants this any more: it is ended")
            running.cancel()  # and so it kills the child
            await asyncio.wait({running, writing})
            return
        await asyncio.wait({writing})
        ended = running.result()
        slip.write()
        spool.end(ended, log="" if isinstance(ended, Finished) else child.printed())


class Slip:
    """The newest progress, and whether it was written down."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._new = asyncio.Event()
        self._progress: Progress | None = None

    def put(self, progress: Progress) -> None:
        self._progress = progress
        self._new.set()

    def write(self) -> None:
        if self._progress is not None and self._new.is_set():
            self._new.clear()
            self._spool.say_progress(self._progress)

    async def keep(self) -> None:
        while True:
            await self._new.wait()
            self.write()
            await asyncio.sleep(BETWEEN_WRITES_S)


def main(folder: str) -> None:
    spool = Spool(Path(folder))
    order = spool.order()
    if order is None:
        sys.exit(f"{folder}: no order that can be read")
    if not spool.begin():
        sys.exit(f"{folder}: begun before, or cancelled")
    adopt_orphans()
    sweep()
    asyncio.run(run(spool, order))


if __name__ == "__main__":
    main(sys.argv[1])
