"""A worker as a process: `python -m tests.backend.compute.run_a_worker URL NAME TIME_LIMIT_S PACKAGE [SPOOL]`.

With a SPOOL its benchmarks are jobs of the Slurm that is on PATH; how long these may be silent can follow.

Stops on SIGTERM. Most tests offer experiments of their own, so that no torch is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from pathlib import Path

from backend.compute.engines.engine import Care
from backend.compute.engines.slurm import Cluster, SlurmEngine
from backend.compute.worker import WorkerConfig, run_worker
from backend.link import HttpLink


async def main(
    url: str, name: str, time_limit_s: float, package: str, spool: str = "", silent_s: str = "120"
) -> None:
    care = Care(
        time_limit_s=time_limit_s,
        memory_gib=0.4 if package.startswith("tests") else 4.0,
        packages=(package,),
    )
    config = WorkerConfig(care=care, heartbeat_s=0.2, between_reports_s=0.01)
    cluster = Cluster(
        spool=Path(spool), grace_s=2, ask_s=0.2, pause_s=0.1, beat_s=0.5, silent_s=float(silent_s)
    )
    engine = SlurmEngine(care, cluster, name) if spool else None
    async with HttpLink(url, "worker-token") as link:
        working = asyncio.create_task(run_worker(link, name, config, engine))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await working


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), *sys.argv[4:]))
