"""Runs a sandbox until it is cancelled: what a process of its own calls.

It prints nothing; the address is logged, and handed to `listening` once the port is open.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from sandbox.limits import Limits
from sandbox.page_socket import CourseClock
from sandbox.people import Seed
from sandbox.server import LOOPBACK, Sandbox

REMEMBERED = 1000  # wire entries a long-running sandbox keeps for the page's inspector


async def serve(
    *,
    port: int,
    token: str,
    host: str = LOOPBACK,
    state_file: Path | None = None,
    seed: Seed | None = None,
    clock: CourseClock | None = None,
    limits: Limits | None = None,
    listening: Callable[[Sandbox], None] | None = None,
) -> None:
    """Serve until cancelled, then close every socket and write the state.

    `token` is what the bot logs in with. Raises ValueError for a host that is not this machine's
    loopback (anyone who reaches the sandbox may act as anyone), OSError when the port is taken.
    """
    if host not in (LOOPBACK, "localhost"):
        raise ValueError(
            f"The sandbox listens on {LOOPBACK} only, not on {host}: whoever reaches it may act as"
            " anyone. Forward the port if you need it elsewhere."
        )
    sandbox = Sandbox(
        seed=seed,
        port=port,
        token=token,
        state_file=state_file,
        clock=clock,
        limits=limits,
        remembered=REMEMBERED,
    )
    async with sandbox:
        if listening is not None:
            listening(sandbox)
        await asyncio.Event().wait()
