"""The first response to an interaction."""

from __future__ import annotations

from sandbox import shapes
from sandbox.answering import Callback
from sandbox.errors import Json
from sandbox.model import MessageFlag
from sandbox.rest.routing import Call, Reply, Routes

route = Routes()


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", open=True)
async def respond(call: Call) -> Reply:
    interaction = call.sandbox.interactions.claim(
        call.number("interaction_id"), call.params["interaction_token"]
    )
    post = call.sandbox.answering.respond(interaction, call.fields, call.uploads)
    if not call.flag("with_response"):
        return Reply(204)
    told: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel_id),
    }
    if not call.world.channels[interaction.channel_id].direct:
        told["guild_id"] = str(call.world.guild_id)
    body: Json = {"interaction": told}
    if post is not None:
        told["response_message_id"] = str(post.id)
        told["response_message_loading"] = post.loading
        told["response_message_ephemeral"] = bool(post.flags & MessageFlag.EPHEMERAL)
        if interaction.callback in (Callback.MESSAGE, Callback.UPDATE):
            body["resource"] = {
                "type": interaction.callback,
                "message": shapes.message(call.world, post, seen_by=call.bot_id),
            }
    return Reply(200, body)
