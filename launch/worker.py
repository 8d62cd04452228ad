"""`syllabot worker`: pulls benchmarks from the backend and runs them on this machine."""

import re
import socket

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
            WorkerConfig(
                threads=settings.compute.threads,
                time_limit_s=settings.compute.time_limit_s,
                child_memory_gib=settings.compute.child_memory_gib,
            ),
        )
    return 0
