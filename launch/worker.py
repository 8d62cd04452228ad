"""`syllabot worker`: pulls benchmarks from the backend and runs them on this machine, or on a cluster from here."""

import re
import socket
import sys
from pathlib import Path

from backend.compute.engines.engine import Care, ChildWontStart, Engine
from backend.compute.engines.local import LocalEngine
from backend.compute.engines.slurm import Cluster, SlurmEngine
from backend.compute.worker import WorkerConfig, run_worker
from backend.link import HttpLink
from backend.settings import Settings, SettingsError
from launch.supervisor import say_ready
from launch.tokens import read_tokens


async def serve_worker(settings: Settings, name: str | None) -> int:
    """Run until cancelled. Raises `SettingsError` when no benchmark can run here as the settings say."""
    told = name or socket.gethostname()
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", told)[:50] or "worker"
    care = care_of(settings)
    async with HttpLink(settings.backend_url, read_tokens(settings).worker) as link:
        say_ready()
        try:
            await run_worker(link, name, WorkerConfig(care=care), engine_of(settings, care, name))
        except ChildWontStart as fault:
            raise SettingsError(f"no benchmark can run here: {fault}") from None
    return 0


def care_of(settings: Settings) -> Care:
    """What a benchmark may take here, as the settings say."""
    compute = settings.compute
    return Care(
        time_limit_s=compute.time_limit_s,
        memory_gib=compute.child_memory_gib,
        threads=compute.threads,
        device=compute.device,
    )


def engine_of(settings: Settings, care: Care, name: str) -> Engine:
    """Where the worker of that name has its benchmarks run."""
    if settings.compute.engine == "local":
        return LocalEngine(care)
    slurm = settings.slurm
    cluster = Cluster(
        spool=(Path(slurm.spool) if slurm.spool else settings.data.folder / "spool").resolve(),
        partition=slurm.partition,
        account=slurm.account,
        qos=slurm.qos,
        gres=slurm.gres,
        minutes=slurm.minutes,
        options=slurm.options,
        queue_limit_s=slurm.queue_limit_s,
        silent_s=slurm.silent_s,
        python=slurm.python or sys.executable,
    )
    return SlurmEngine(care, cluster, name)
