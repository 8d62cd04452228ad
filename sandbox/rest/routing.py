"""From a request's method and path to the endpoint that answers it, and what an endpoint is given.

Templates are spelt as in Discord's own OpenAPI file, so that a record of what was called can be
held against it. A literal segment (`@me`) wins over a parameter.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sandbox import errors
from sandbox.check.form import Form
from sandbox.check.message import Upload
from sandbox.errors import Json
from sandbox.model import Channel, Member, Message, Role
from sandbox.permissions import Permission

if TYPE_CHECKING:
    from sandbox.server import Sandbox
    from sandbox.state import World


@dataclass(frozen=True)
class Reply:
    """A status and a JSON body; None for no body."""

    status: int
    body: Any = None


@dataclass(frozen=True)
class Call:
    """One request as an endpoint sees it: parsed, admitted, from the bot (unless it is open)."""

    sandbox: Sandbox
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    uploads: tuple[Upload, ...] = ()

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def bot_id(self) -> int:
        return self.world.bot.user.id

    @property
    def fields(self) -> Json:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            form = Form()
            form.wrong((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")
            form.finish()
        fields: Json = self.body
        return fields

    def number(self, name: str) -> int:
        """A snowflake of the path; 50035 when it is none."""
        form = Form()
        value = form.snowflake((name,), self.params[name])
        form.finish()
        return value or 0

    def asked(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number of the query within bounds."""
        form = Form()
        value = form.whole((name,), self.query.get(name), least=least, most=most)
        form.finish()
        return default if value is None else value

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")

    def guild(self) -> None:
        if self.number("guild_id") != self.world.guild_id:
            raise errors.unknown_guild()

    def application(self) -> None:
        if self.number("application_id") != self.world.application_id:
            raise errors.unknown_application()

    def need(self, permission: Permission, place: Channel | None = None) -> None:
        """50013 unless the bot has this permission there."""
        if self.world.permissions(self.bot_id, place) & permission != permission:
            raise errors.missing_permissions()

    def channel(self, *needed: Permission) -> Channel:
        """The path's channel. 10003 if there is none, 50001 if the bot cannot see it, 50013 if it
        lacks a permission there."""
        place = self.world.channels.get(self.number("channel_id"))
        if place is None:
            raise errors.unknown_channel()
        if not self.world.sees(self.bot_id, place):
            raise errors.missing_access()
        for permission in needed:
            self.need(permission, place)
        return place

    def message(self, place: Channel) -> Message:
        """The path's message, unless it is one person's alone: 10008."""
        post = self.world.find_message(place.id, self.number("message_id"))
        if post is None or post.reader is not None:
            raise errors.unknown_message()
        return post

    def member(self) -> Member:
        member = self.world.members.get(self.number("user_id"))
        if member is None:
            raise errors.unknown_member()
        return member

    def role(self) -> Role:
        role = self.world.roles.get(self.number("role_id"))
        if role is None:
            raise errors.unknown_role()
        return role


Handler = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True)
class Endpoint:
    """`open`: the path itself is the credential (interaction and webhook tokens)."""

    method: str
    template: str
    handler: Handler
    open: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


class Routes:
    """The endpoints of one subject, collected by decorators."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []

    def __call__(
        self, method: str, template: str, *, open: bool = False
    ) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self.endpoints.append(Endpoint(method, template, handler, open))
            return handler

        return keep


@dataclass
class _Node:
    literal: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    endpoints: dict[str, tuple[Endpoint, tuple[str, ...]]] = field(default_factory=dict)


class Router:
    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._root = _Node()
        for endpoint in endpoints:
            self._add(endpoint)

    def _add(self, endpoint: Endpoint) -> None:
        node, names = self._root, []
        for segment in endpoint.template.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment.strip("{}"))
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, _Node())
        node.endpoints[endpoint.method] = (endpoint, tuple(names))

    def find(self, method: str, raw_path: str) -> tuple[Endpoint, dict[str, str]]:
        """The endpoint and its parameters, decoded. Raises 404, or 405 for another method."""
        segments = [unquote(part) for part in raw_path.strip("/").split("/")]
        found = list(self._walk(self._root, segments, ()))
        for node, values in found:
            if method in node.endpoints:
                endpoint, names = node.endpoints[method]
                return endpoint, dict(zip(names, values, strict=True))
        if found:
            raise errors.method_not_allowed()
        raise errors.not_found()

    def _walk(
        self, node: _Node, segments: list[str], values: tuple[str, ...]
    ) -> Iterable[tuple[_Node, tuple[str, ...]]]:
        if not segments:
            if node.endpoints:
                yield node, values
            return
        head, rest = segments[0], segments[1:]
        if head in node.literal:
            yield from self._walk(node.literal[head], rest, values)
        if node.parameter is not None:
            yield from self._walk(node.parameter, rest, (*values, head))
