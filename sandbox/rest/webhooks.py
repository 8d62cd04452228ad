"""Follow-ups to an interaction, and its original response, by the interaction's token.

Webhooks of channels do not exist here: another id meets 10015.
"""

from __future__ import annotations

from sandbox import shapes
from sandbox.interactions import Interaction
from sandbox.rest.routing import Call, Reply, Routes

route = Routes()
_BASE = "/webhooks/{webhook_id}/{webhook_token}"


def _interaction(call: Call) -> Interaction:
    return call.sandbox.interactions.by_token(
        call.number("webhook_id"), call.params["webhook_token"]
    )


def _message_id(call: Call) -> int | None:
    return call.number("message_id") if "message_id" in call.params else None


@route("POST", _BASE, open=True)
async def follow_up(call: Call) -> Reply:
    interaction = _interaction(call)
    post = call.sandbox.answering.follow_up(interaction, call.fields, call.uploads)
    return Reply(200, shapes.message(call.world, post, seen_by=call.bot_id))


@route("GET", f"{_BASE}/messages/@original", open=True)
@route("GET", f"{_BASE}/messages/{{message_id}}", open=True)
async def get(call: Call) -> Reply:
    post = call.sandbox.answering.message(_interaction(call), _message_id(call))
    return Reply(200, shapes.message(call.world, post, seen_by=call.bot_id))


@route("PATCH", f"{_BASE}/messages/@original", open=True)
@route("PATCH", f"{_BASE}/messages/{{message_id}}", open=True)
async def edit(call: Call) -> Reply:
    post = call.sandbox.answering.edit(
        _interaction(call), _message_id(call), call.fields, call.uploads
    )
    return Reply(200, shapes.message(call.world, post, seen_by=call.bot_id))


@route("DELETE", f"{_BASE}/messages/@original", open=True)
@route("DELETE", f"{_BASE}/messages/{{message_id}}", open=True)
async def delete(call: Call) -> Reply:
    call.sandbox.answering.delete(_interaction(call), _message_id(call))
    return Reply(204)
