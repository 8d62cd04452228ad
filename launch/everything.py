"""`syllabot run`: all parts on this machine, supervised; with the sandbox when there is no Discord token."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from backend.settings import Settings
from launch.supervisor import Part, Supervisor
from launch.tokens import read_tokens


async def run_everything(program: Path, config: Path, settings: Settings) -> int:
    """Run until cancelled, or until a part says that restarting it would not help."""
    read_tokens(settings)  # made once, before several parts want them
    began = time.monotonic()
    sandbox = settings.secrets.discord_token is None
    common = ["--config", str(config)]
    sandbox_url = f"http://127.0.0.1:{settings.sandbox.port}"
    supervisor = Supervisor(program)
    waiting: asyncio.Task[None] | None = None
    try:
        supervisor.start(Part("backend", [*common, "backend"]))
        if sandbox:
            supervisor.start(Part("sandbox", [*common, "sandbox"], first_only=["--start-clock"]))
            supervisor.start(Part("bot", [*common, "bot", "--sandbox", sandbox_url]))
        else:
            supervisor.start(Part("bot", [*common, "bot"]))
        waiting = asyncio.create_task(
            _announce(supervisor, settings, common, began, sandbox_url if sandbox else None)
        )
        return await supervisor.gave_up
    finally:
        if waiting is not None:
            waiting.cancel()
        await supervisor.stop()


async def _announce(
    supervisor: Supervisor, settings: Settings, common: list[str], began: float, sandbox: str | None
) -> None:
    """Say when people can begin; then start the workers, whose libraries would slow the others down."""
    if sandbox:
        await supervisor.ready("sandbox")
    await supervisor.ready("bot")
    seconds = time.monotonic() - began
    if sandbox:
        print(
            f"\n  Syllabot is ready after {seconds:.1f} s. Open {sandbox} and type /due\n"
            "  It is a sandbox on this machine: nobody else sees it. Ctrl-C ends it.\n",
            flush=True,
        )
    else:
        print(
            f"\n  Syllabot is connected to Discord after {seconds:.1f} s. Ctrl-C ends it.\n",
            flush=True,
        )
    if not _can_compute():
        print(
            "  No compute worker here (the extra `worker` is not installed): /bench waits for one.",
            file=sys.stderr,
            flush=True,
        )
        return
    for number in range(settings.compute.workers):
        name = f"local-{number + 1}"
        supervisor.start(Part(f"worker {number + 1}", [*common, "worker", "--name", name]))


def _can_compute() -> bool:
    """Whether torch is installed, found without importing it."""
    from importlib.util import find_spec

    return find_spec("torch") is not None
