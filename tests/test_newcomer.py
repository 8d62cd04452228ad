"""The newcomer's stage itself: a program that does not end when it is told to does not hold up the tests."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.newcomer import Log, end

STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("never", file=sys.stderr, flush=True)
time.sleep(600)
"""


async def test_what_does_not_end_is_ended_with_what_it_said() -> None:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STUBBORN, stderr=asyncio.subprocess.PIPE
    )
    assert running.stderr
    log = Log(running.stderr)
    await log.says("never")
    with pytest.raises(AssertionError, match=r"did not end within 0.2 s of Ctrl C(.|\n)*never"):
        await end(running, log, patience_s=0.2)
    assert running.returncode == -9
