"""The link: refusals arrive as their class, lost connections are tried again where that is safe, and away is said."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from backend.contract import By
from backend.contract.refusals import BackendAway, CourseError, NoSuchBlob, refusal_named, refusals
from backend.contract.signup import GetBoard, SignUp
from backend.link import HttpLink
from tests.conftest import House

ADA = By(id="ada", name="Ada")


@asynccontextmanager
async def server(
    handle: Callable[[asyncio.StreamReader, asyncio.StreamWriter], object],
) -> AsyncIterator[str]:
    """A listener on loopback that does with each connection what `handle` says."""
    listening = await asyncio.start_server(handle, "127.0.0.1", 0)  # type: ignore[arg-type]
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("kind", list(refusals()), ids=lambda kind: kind.__name__)
def test_every_refusal_is_a_sentence_that_crosses_the_wire(kind: type[CourseError]) -> None:
    refusal = kind()
    assert inspect.getdoc(kind) and refusal.sentence.endswith((".", "?", "–")), refusal.sentence
    again = refusal_named(kind.__name__, {"paper": "5a"})
    assert type(again) is kind


async def test_nobody_listens() -> None:
    async with server(lambda _r, w: w.close()) as url:
        pass
    async with HttpLink(url, "t") as link:
        with pytest.raises(BackendAway, match="try again in a minute"):
            await link(GetBoard(), ADA)


async def test_a_link_that_was_closed_is_away() -> None:
    """While the bot ends, a command may still want to ask."""
    async with HttpLink("http://127.0.0.1:9", "t") as link:
        pass
    with pytest.raises(BackendAway):
        await link(GetBoard(), ADA)


async def test_a_server_that_is_not_ours() -> None:
    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="<h1>It works!</h1>", content_type="text/html", status=404)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", hello)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with HttpLink(f"http://127.0.0.1:{runner.addresses[0][1]}", "t") as link:
            with pytest.raises(BackendAway):
                await link(GetBoard(), ADA)
            with pytest.raises(BackendAway):
                await link.get_blob("0" * 64)
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("call", "by", "tries"),
    [
        (GetBoard(), ADA, 2),
        (SignUp(paper="5a"), ADA.model_copy(update={"key": "k"}), 2),
        (SignUp(paper="5a"), ADA, 1),
    ],
)
async def test_only_what_is_safe_is_tried_again(
    call: GetBoard | SignUp, by: By, tries: int
) -> None:
    """The server takes the whole request and hangs up: whether it acted cannot be known."""
    seen = 0

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal seen
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        seen += 1
        writer.close()

    async with server(hang_up) as url, HttpLink(url, "t") as link:
        with pytest.raises(BackendAway):
            await link(call, by)
    assert seen == tries


async def test_a_missing_blob_is_a_refusal(sqlite_house: House) -> None:
    async with sqlite_house.link() as link:
        with pytest.raises(NoSuchBlob):
            await link.get_blob("0" * 64)
    with pytest.raises(NoSuchBlob):
        await sqlite_house.backend.get_blob("0" * 64)
