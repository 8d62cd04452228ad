"""The pretend Discord of the drill, in a process of its own. It is told what to do by lines on its standard input.

    fair     from now on every request is passed
    shake    the gateway is closed, by one of the ways in which it closes
    count    prints, in one line of JSON, what the bot wrote to each person
    tally    prints how many requests were lost, refused and passed

It prints one line when it is there: its address and the ids of the students.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from random import Random
from typing import Any

from benchmarks.drilling.weather import FAIR, Door, Forecast
from sandbox.interactions import Timing
from sandbox.people import Seed
from sandbox.seen import Seen
from sandbox.server import Sandbox


async def serve(told: argparse.Namespace) -> None:
    seed = Seed(students=tuple(f"Student {number}" for number in range(1, told.students + 1)))
    timing = Timing(nonce_life=told.nonce_life)
    dice = Random(told.seed)
    forecast = Forecast() if told.faults else FAIR
    async with (
        Sandbox(seed=seed, token=told.token, timing=timing, remembered=10) as sandbox,
        Door(sandbox.url, forecast, told.seed) as door,
    ):
        # The gateway, too, is to be found behind the door.
        sandbox.gateway.url = door.url.replace("http", "ws", 1) + "/gateway"
        say({"url": door.url, "students": [str(person.id) for person in sandbox.students]})
        async for order in lines():
            if order == "fair":
                door.forecast = FAIR
            elif order == "shake":
                await shake(sandbox, dice)
            elif order == "count":
                say(written(sandbox))
            elif order == "tally":
                say(dict(door.befell))


async def shake(sandbox: Sandbox, dice: Random) -> None:
    way = dice.choice(("cut", "reconnect", "invalid"))
    if way == "cut":
        await sandbox.gateway.cut()
    elif way == "reconnect":
        sandbox.gateway.ask_to_reconnect()
    else:
        sandbox.gateway.invalidate(resumable=dice.random() < 0.5)


def written(sandbox: Sandbox) -> dict[str, list[list[str]]]:
    """By student: the messages of the bot, each as its headings and its foot."""
    found: dict[str, list[list[str]]] = {}
    for person in sandbox.students:
        mine = [seen for seen in person.inbox if seen.post.author_id == sandbox.bot.user.id]
        found[str(person.id)] = [headings(seen) for seen in mine]
    return found


def headings(seen: Seen) -> list[str]:
    """Content, titles of embeds and of their fields, and what stands at the foot."""
    parts = [seen.content] if seen.content else []
    for embed in seen.embeds:
        parts += [embed.get("title", ""), *(field["name"] for field in embed.get("fields", []))]
        parts.append(embed.get("footer", {}).get("text", ""))
    return parts


def say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def lines() -> Any:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := await reader.readline():
        yield line.decode().strip()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--nonce-life", type=float, default=300.0)
    parser.add_argument("--faults", action="store_true")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
