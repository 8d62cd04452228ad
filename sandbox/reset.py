"""Back to the first day: everything said, made and set up since is taken away, and the bot is told of it.

It goes as if the server's owner deleted it all by hand, so a bot needs no restart. Who is there,
the bot's commands and all ids stay. It knows nothing of what a bot keeps elsewhere.
"""

from __future__ import annotations

from sandbox import guild_shape
from sandbox.state import Event, World

DELETED_AT_ONCE = 100


def reset(world: World) -> None:
    """Lay the world's seed over it again."""
    fresh = World(world.seed, world.ids, world.now)
    for event in list(world.scheduled.values()):
        del world.scheduled[event.id]
        shape = guild_shape.scheduled_event(world, event)
        world.emit(Event("GUILD_SCHEDULED_EVENT_DELETE", shape))
    # Threads first: they hang on channels.
    places = sorted(world.channels.values(), key=lambda place: place.thread is None)
    for place in places:
        if place.id in fresh.channels:
            held = sorted(world.messages.get(place.id, {}))
            for at in range(0, len(held), DELETED_AT_ONCE):
                world.remove_messages(place.id, held[at : at + DELETED_AT_ONCE])
            continue
        if not place.direct:
            name = "CHANNEL_DELETE" if place.thread is None else "THREAD_DELETE"
            world.emit(world.channel_event(name, place))
        world.messages.pop(place.id, None)
        del world.channels[place.id]
    world.channels.update(fresh.channels)
    for place in fresh.channels.values():
        world.emit(world.channel_event("CHANNEL_UPDATE", place))
    for role in [held for held in world.roles.values() if held.id not in fresh.roles]:
        del world.roles[role.id]
        data = {"guild_id": str(world.guild_id), "role_id": str(role.id)}
        world.emit(Event("GUILD_ROLE_DELETE", data))
    for known in fresh.roles.values():
        world.roles[known.id] = known
        world.emit(world.role_event("GUILD_ROLE_UPDATE", known))
    for member in fresh.members.values():
        world.users[member.user.id] = member.user
        world.members[member.user.id] = member
        world.emit(world.member_event(member))
    world.bot = world.members[world.application_id]
    world.command_permissions.clear()
