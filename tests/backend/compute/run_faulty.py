"""A process with one benchmark: `python -m tests.backend.compute.run_faulty DEED BOX`.

Waits until the benchmark detached a process that writes to the letter-box; then stops the
benchmark. Ends well if the detached one died with it.
"""

from __future__ import annotations

import asyncio
import os
import sys

from backend.compute.engines.local import Care, LocalChild
from backend.compute.processes import adopt_orphans
from tests.backend.compute.processes import gone, letter_box


async def main(deed: str) -> None:
    adopt_orphans()
    care = Care(packages=("tests.backend.compute.misbehaving",))
    async with letter_box() as box:
        os.environ["LETTER_BOX"] = box.path
        async with await LocalChild.spawn(care) as child:
            running = asyncio.create_task(child.run("faulty", {"deed": deed}, lambda _: None))
            detached = int(await box.letter())
            if gone(detached):
                raise SystemExit("it should still live")
            running.cancel()
            await asyncio.wait({running})
    if not gone(detached):
        raise SystemExit("it should be dead")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
