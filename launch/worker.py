"""`syllabot worker`: pulls benchmarks from the backend and runs them on this machine."""

import re
import socket

from backend.compute.engines.local import Care
from backend.compute.worker import WorkerConfig, run_worker
from backend.link import HttpLink
from backend.settings import Settings
from launch.supervisor import say_ready
from launch.tokens import read_tokens


async def serve_worker(settings: Settings, name: str | None) -> int:
    """Run until cancelled."""
    told = name or socket.gethostname()
    async with HttpLink(settings.backend_url, read_tokens(settings).worker) as link:
        say_ready()
        await run_worker(
            link,
            re.sub(r"[^A-Za-z0-9_.-]+", "-", told)[:50] or "worker",
            WorkerConfig(care=care_of(settings)),
        )
    return 0


def care_of(settings: Settings) -> Care:
    """What a benchmark may take here, as the settings say."""
    compute = settings.compute
    return Care(
        time_limit_s=compute.time_limit_s,
        memory_gib=compute.child_memory_gib,
        threads=compute.threads,
    )
