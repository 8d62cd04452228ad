"""Resident memory of the bot and the backend after a round of every kind of question, without a worker.

    .venv/bin/python -m benchmarks.memory

Both are processes as `syllabot run` starts them. The sandbox beside them is not counted, for a real course has none.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

import aiohttp

from benchmarks.startup import PORT, first_answer


def resident_mb(pid: int) -> float:
    """VmRSS of a process, in units of 10^6 bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kib) * 1024 / 1e6


def children(pid: int) -> dict[str, int]:
    """The parts that a supervisor started, by their command."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
        for part in ("backend", "bot", "sandbox", "worker"):
            if part in words:
                found[part] = int(child)
    return found


async def ask_everything(url: str) -> None:
    """Each command without required options, once, as the first student."""
    async with aiohttp.ClientSession() as http, http.ws_connect(f"{url}/page/socket") as socket:
        hello = await socket.receive_json()
        for command in hello["commands"]:
            if any(
                option["type"] <= 2 or option.get("required")
                for option in command.get("options", [])
            ):
                continue
            body = {
                "as": hello["you"]["id"], "channel_id": hello["channels"][0]["id"], "type": 2,
                "data": {"id": command["id"], "name": command["name"], "type": 1, "options": []},
            }  # fmt: skip
            async with http.post(f"{url}/page/interactions", json=body) as sent:
                if sent.status >= 400:
                    continue
            async with asyncio.timeout(10):
                while (told := await socket.receive_json())["t"] != "interaction" or told["state"] not in (
                    "answered", "failed",
                ):  # fmt: skip
                    pass


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "SYLLABOT_DATA_FOLDER": folder, "SYLLABOT_WEB_PORT": str(PORT + 1),
            "SYLLABOT_SANDBOX_PORT": str(PORT), "SYLLABOT_COMPUTE_WORKERS": "0", "SYLLABOT_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        running = await asyncio.create_subprocess_exec(
            sys.executable, "syllabot.py", "run", env=environment, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            await first_answer(f"http://127.0.0.1:{PORT}")
            await ask_everything(f"http://127.0.0.1:{PORT}")
            parts = children(running.pid)
            sizes = {part: resident_mb(pid) for part, pid in parts.items()}
        finally:
            running.send_signal(signal.SIGINT)
            await running.wait()
    for part, size in sorted(sizes.items()):
        print(f"{part:<10}{size:>7.1f} MB")
    print(f"{'bot + backend':<14}{sizes['bot'] + sizes['backend']:>3.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
