"""The chat page's routes: what a person does there, as HTTP.

Only for a browser on this machine: a request for another host, or from another origin, is refused,
so that no page of the web can act here.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox import errors, page_faults, page_input, shapes, strict_json
from sandbox.check.form import Form
from sandbox.check.message import FILE_BYTES
from sandbox.errors import DiscordError, Json
from sandbox.interactions import Interaction, Kind
from sandbox.model import Message
from sandbox.page_files import PageFiles
from sandbox.page_input import number
from sandbox.page_socket import CourseClock, Telling
from sandbox.state import Event

if TYPE_CHECKING:
    from sandbox.server import Sandbox

SHOWN_EVENTS = 200
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    def __init__(self, sandbox: Sandbox, clock: CourseClock | None) -> None:
        self._sandbox = sandbox
        self._clock = clock
        self._telling = Telling(sandbox, clock)
        self._files = PageFiles(sandbox)

    def hear(self, event: Event) -> None:
        self._telling.hear(event)

    def commands_changed(self) -> None:
        self._telling.commands_changed()

    def was_reset(self) -> None:
        self._telling.was_reset()

    async def stop(self) -> None:
        await self._telling.stop()

    def add_routes(self, app: web.Application) -> None:
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/", self._files.index),
            ("GET", "/assets/{name}", self._files.asset),
            ("GET", "/attachments/{channel}/{id}/{filename}", self._files.attachment),
            ("GET", "/page/socket", self._socket),
            ("GET", "/page/messages", self._history),
            ("POST", "/page/messages", self._say),
            ("DELETE", "/page/messages", self._delete),
            ("POST", "/page/interactions", self._interact),
            ("POST", "/page/uploads", self._upload),
            ("POST", "/page/dms", self._dm),
            ("POST", "/page/reactions", self._react),
            ("DELETE", "/page/reactions", self._react),
            ("POST", "/page/settings", self._settings),
            ("GET", "/page/clock", self._read_clock),
            ("POST", "/page/clock", self._move_clock),
            ("GET", "/page/log", self._log),
            ("POST", "/page/reset", self._reset),
            ("GET", "/page/faults", self._faults),
            ("POST", "/page/faults", self._plant),
            ("DELETE", "/page/faults", self._take_away),
        ]
        for method, path, handler in routes:
            # The bot fetches attachments too, by whatever name it was given for this machine.
            guarded = handler if path.startswith("/attachments") else self._guarded(handler)
            app.router.add_route(method, path, guarded)

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            hosts = {f"127.0.0.1:{self._sandbox.port}", f"localhost:{self._sandbox.port}"}
            origin = request.headers.get("Origin")
            foreign = origin is not None and origin.removeprefix("http://") not in hosts
            if request.host not in hosts or foreign:
                return _json(403, {"message": "Only this machine's own page may ask.", "code": 0})
            try:
                return await handler(request)
            except DiscordError as refusal:
                return _json(refusal.status, refusal.body())

        return guarded

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        # Who opens the page for the first time is the first student, and chooses from there.
        newcomer = {"as": str(self._sandbox.students[0].id)}
        return await self._telling.serve(request, self._as(request.query or newcomer))

    # Messages

    async def _history(self, request: web.Request) -> web.Response:
        user_id = self._as(request.query)
        place = self._sandbox.deeds.channel(user_id, number(request.query, "channel"))
        posts = self._sandbox.world.history(place.id, user_id)
        if "before" in request.query:
            before = number(request.query, "before")
            posts = [post for post in posts if post.id < before]
        form = Form()
        limit = form.whole(("limit",), request.query.get("limit", "50"), least=1, most=100)
        form.finish()
        return _json(200, [self._shown(post, user_id) for post in posts[-(limit or 50) :]])

    async def _say(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user_id, place = self._as(body), number(body, "channel_id")
        post = self._sandbox.deeds.say(user_id, place, str(body.get("content") or ""))
        return _json(200, self._shown(post, user_id))

    async def _delete(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user_id, place = self._as(body), number(body, "channel_id")
        self._sandbox.deeds.take_away(user_id, place, number(body, "message_id"))
        return web.Response(status=204)

    async def _react(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user_id, deeds = self._as(body), self._sandbox.deeds
        place = deeds.channel(user_id, number(body, "channel_id"))
        post = deeds.message(user_id, place, number(body, "message_id"))
        act = deeds.react if request.method == "POST" else deeds.unreact
        act(user_id, place, post, str(body.get("emoji") or ""))
        return web.Response(status=204)

    async def _dm(self, request: web.Request) -> web.Response:
        body = await _body(request)
        recipient = number(body, "recipient_id")
        place = self._sandbox.deeds.open_direct(self._as(body), recipient)
        shape = shapes.channel(self._sandbox.world, place)
        return _json(200, self._telling.with_both(shape, place.recipients))

    # Interactions

    async def _interact(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user_id, form = self._as(body), Form()
        data = form.mapping(("data",), body.get("data"))
        kind = form.one_of(("type",), body.get("type"), {2, 3, 4, 5})
        nonce = None if body.get("nonce") is None else str(body["nonce"])[:100]
        form.finish()
        sent = self._sent(user_id, Kind(kind), body, data, nonce)
        return _json(200, {"id": str(sent.id)})

    def _sent(
        self, user_id: int, kind: Kind, body: Json, data: Json, nonce: str | None
    ) -> Interaction:
        deeds, form = self._sandbox.deeds, Form()
        if kind == Kind.MODAL:
            opened = number(data | body, "interaction_id")
            filled = page_input.fields(form, data.get("components"))
            form.finish()
            return deeds.submit(user_id, opened, filled, nonce=nonce)
        place = number(body, "channel_id")
        if kind == Kind.COMPONENT:
            message_id = number(body, "message_id")
            custom_id, values = page_input.component(form, data)
            form.finish()
            return deeds.press(user_id, place, message_id, custom_id, values, nonce=nonce)
        command = page_input.command(form, data)
        form.finish()
        act = deeds.run if kind == Kind.COMMAND else deeds.complete
        return act(user_id, place, command, nonce=nonce)

    async def _upload(self, request: web.Request) -> web.Response:
        user_id = self._as(request.query)
        if (request.content_length or 0) > FILE_BYTES:
            raise errors.too_large()
        content = bytearray()
        async for chunk in request.content.iter_chunked(2**16):
            content += chunk
            if len(content) > FILE_BYTES:
                raise errors.too_large()
        filename = request.query.get("filename", "file")
        item = self._sandbox.deeds.upload(user_id, filename, bytes(content))
        return _json(200, shapes.attachment(self._sandbox.world, user_id, item))

    # Settings, the clock, the log

    async def _settings(self, request: web.Request) -> web.Response:
        body = await _body(request)
        closed = bool(body.get("closed_dms"))
        self._sandbox.deeds.close_direct(self._as(body), closed=closed)
        return _json(200, {"closed_dms": closed})

    async def _read_clock(self, request: web.Request) -> web.Response:
        return _json(200, await self._telling.clock())

    async def _move_clock(self, request: web.Request) -> web.Response:
        body = await _body(request)
        if self._clock is None:
            raise errors.Refused("This sandbox was given no clock to move.")
        try:
            clock = await self._clock.move(str(body.get("to") or ""))
        except ValueError as error:
            raise errors.Refused(str(error)) from None
        self._sandbox.course_now.heard(clock)
        self._telling.clock_moved(clock)
        return _json(200, clock)

    async def _log(self, request: web.Request) -> web.Response:
        entries = list(self._sandbox.wire)[-SHOWN_EVENTS:]
        return _json(200, [entry.shown() for entry in entries])

    async def _reset(self, request: web.Request) -> web.Response:
        await _body(request)
        await self._sandbox.reset()
        return web.Response(status=204)

    async def _faults(self, request: web.Request) -> web.Response:
        return _json(200, page_faults.listed(self._sandbox))

    async def _plant(self, request: web.Request) -> web.Response:
        return _json(200, page_faults.plant(self._sandbox, await _body(request)))

    async def _take_away(self, request: web.Request) -> web.Response:
        chosen = number(request.query, "id") if "id" in request.query else None
        page_faults.take_away(self._sandbox, chosen)
        return web.Response(status=204)

    def _as(self, given: Mapping[str, Any]) -> int:
        """Whom the request acts as: someone who is here."""
        user_id = number(given, "as")
        if user_id not in self._sandbox.world.members:
            raise errors.unknown_user()
        return user_id

    def _shown(self, post: Message, user_id: int) -> Json:
        return shapes.message(self._sandbox.world, post, seen_by=user_id)


async def _body(request: web.Request) -> Json:
    try:
        body = strict_json.loads(await request.read())
    except ValueError:
        raise errors.bad_json() from None
    except web.HTTPRequestEntityTooLarge:
        raise errors.too_large() from None
    if not isinstance(body, dict):
        raise errors.bad_json()
    return body


def _json(status: int, body: Any) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(body, separators=(",", ":")).encode(),
        headers={"Content-Type": "application/json", "X-Content-Type-Options": "nosniff"},
    )
