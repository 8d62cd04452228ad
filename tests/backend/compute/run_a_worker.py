"""A worker as a process: `python -m tests.backend.compute.run_a_worker URL NAME TIME_LIMIT_S PACKAGE`.

Stops on SIGTERM. Most tests offer experiments of their own, so that no torch is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys

from backend.compute.engines.local import Care
from backend.compute.worker import WorkerConfig, run_worker
from backend.link import HttpLink


async def main(url: str, name: str, time_limit_s: float, package: str) -> None:
    care = Care(
        time_limit_s=time_limit_s,
        memory_gib=0.4 if package.startswith("tests") else 4.0,
        packages=(package,),
    )
    config = WorkerConfig(care=care, heartbeat_s=0.2, between_reports_s=0.01)
    async with HttpLink(url, "worker-token") as link:
        working = asyncio.create_task(run_worker(link, name, config))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await working


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]))
