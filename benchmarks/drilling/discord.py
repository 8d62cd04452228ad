"""The pretend Discord of the drill, in a process of its own. It is told what to do by lines on its standard input.

    fair     from now on no request is struck by a fault
    shake    the gateway is closed, by one of the ways in which it closes
    count    prints, in one line of JSON, what the bot wrote to each person
    tally    prints which faults struck, and how often
    limits   prints how many requests were made, and how many were refused because they came too fast

It prints one line when it is there: its address and the ids of the students.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator
from random import Random
from typing import Any

from sandbox.interactions import Timing
from sandbox.people import Seed
from sandbox.seen import Seen
from sandbox.server import Sandbox
from sandbox.wire import Request

REQUESTS = {
    "429 user": 0.01, "429 shared": 0.01, "500": 0.01, "503": 0.01, "502 after": 0.02,
    "cut before": 0.02, "cut after": 0.02,
}  # fmt: skip
"""Faults of requests, each with the share of requests that it strikes. "After" is after the effect."""
GATEWAY = ("close 4000", "abort", "reconnect", "invalid session", "invalid session resumable")


async def serve(told: argparse.Namespace) -> None:
    seed = Seed(students=tuple(f"Student {number}" for number in range(1, told.students + 1)))
    timing = Timing(nonce_life=told.nonce_life)
    dice = Random(told.seed)
    async with Sandbox(seed=seed, token=told.token, timing=timing) as sandbox:
        if told.faults:
            for number, (kind, chance) in enumerate(REQUESTS.items()):
                fault_seed = told.seed * 100 + number
                sandbox.faults.add(kind, chance=chance, seed=fault_seed, count=None)
        say({"url": sandbox.url, "students": [str(person.id) for person in sandbox.students]})
        async for order in lines():
            if order == "fair":
                sandbox.faults.clear()
            elif order == "shake":
                sandbox.faults.now(dice.choice(GATEWAY))
            elif order == "count":
                say(written(sandbox))
            elif order == "tally":
                say(dict(sandbox.faults.struck))
            elif order == "limits":
                requests = [entry for entry in sandbox.wire if isinstance(entry, Request)]
                refused = [each for each in requests if each.status == 429 and each.fault is None]
                say({"requests": len(requests), "refused": len(refused)})


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


async def lines() -> AsyncIterator[str]:
    """Orders, until whoever gives them is gone."""
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
