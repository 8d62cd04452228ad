"""From `make run` to a first answered `/due`, in seconds.

    .venv/bin/python -m benchmarks.startup [rounds]

Each round starts everything as a newcomer does, in a new data folder (so the class is seeded too), types `/due` as the
first student the moment the page offers it, and stops the clock when the answer is there. What is needed is installed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time

import aiohttp

from backend.compute.machine import processor

PORT = 18765


async def one_round() -> float:
    """Seconds from the command to the answer."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "SYLLABOT_DATA_FOLDER": folder, "SYLLABOT_WEB_PORT": str(PORT + 1),
            "SYLLABOT_SANDBOX_PORT": str(PORT), "SYLLABOT_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        began = time.perf_counter()
        running = await asyncio.create_subprocess_exec(
            "make", "-s", "run", env=environment, stdout=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            async with asyncio.timeout(60):
                await first_answer(f"http://127.0.0.1:{PORT}")
            return time.perf_counter() - began
        finally:
            os.killpg(running.pid, signal.SIGINT)
            await running.wait()


async def first_answer(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        while True:
            try:
                socket = await http.ws_connect(f"{url}/page/socket")
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
        async with socket:
            hello = await socket.receive_json()
            online, commands = hello["bot"]["online"], hello["commands"]
            asked = False
            while True:
                due = next((each for each in commands if each["name"] == "due"), None)
                if online and due and not asked:
                    asked = True
                    body = {
                        "as": hello["you"]["id"], "channel_id": hello["channels"][0]["id"], "type": 2,
                        "data": {"id": due["id"], "name": "due", "type": 1, "options": []},
                    }  # fmt: skip
                    async with http.post(f"{url}/page/interactions", json=body) as sent:
                        sent.raise_for_status()
                told = await socket.receive_json()
                if told["t"] == "bot":
                    online = told["online"]
                elif told["t"] == "commands":
                    commands = told["commands"]
                elif (
                    told["t"] == "event"
                    and told["name"].startswith("MESSAGE")
                    and "Due" in str(told["d"])
                ):
                    return


async def main(rounds: int) -> None:
    seconds = [await one_round() for _ in range(rounds)]
    print(
        f"`make run` to a first answered /due: median {statistics.median(seconds):.2f} s, "
        f"{min(seconds):.2f} to {max(seconds):.2f} s over {rounds} rounds. "
        f"{processor()}, {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
