"""Every message is seen by exactly those who may see it: on the page, by the bot, in history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.model import Channel, ChannelType, Message, MessageFlag, Overwrite
from sandbox.people import Seed
from sandbox.permissions import ALL, Permission
from sandbox.snowflake import Snowflakes
from sandbox.state import Event, World

SEED = Seed(students=("Ada", "Ben", "Cleo"))
VIEW = int(Permission.VIEW_CHANNEL)


def world() -> World:
    return World(SEED, Snowflakes(), lambda: datetime(2024, 2, 5, tzinfo=UTC))


@given(
    hidden=st.booleans(),
    invited=st.sets(st.sampled_from(SEED.students)),
    direct=st.sampled_from([None, "Ada", "Ben"]),
    reader=st.sampled_from([None, "Ada", "Cleo"]),
)
def test_messages(hidden: bool, invited: set[str], direct: str | None, reader: str | None) -> None:
    here = world()
    told: list[Event] = []
    here.listeners.append(told.append)
    bot = here.bot.user.id
    if direct is not None:
        place = here.direct_channel(here.person(direct).user.id, bot)
    else:
        place = next(iter(here.channels.values()))
        if hidden:
            place.overwrites = [Overwrite(here.guild_id, 0, 0, VIEW)]
            place.overwrites += [
                Overwrite(here.person(name).user.id, 1, VIEW, 0) for name in invited
            ]
    reader_id = None if reader is None else here.person(reader).user.id
    flags = int(MessageFlag.EPHEMERAL) if reader_id else 0
    post = Message(here.ids.next(), place.id, bot, here.now(), "x", flags=flags, reader=reader_id)
    here.add_message(post)

    for member in here.members.values():
        person = member.user.id
        name = member.user.global_name or ""
        if direct is not None:
            allowed = person in (bot, here.person(direct).user.id)
        elif person == here.owner_id:
            allowed = True
        else:
            allowed = not hidden or name in invited
        allowed_to_read = allowed and reader_id in (None, person)
        in_history = here.sees(person, place) and post in here.history(place.id, person)
        assert in_history == allowed_to_read
        assert here.hears(person, told[-1]) == allowed_to_read


@given(st.data())
def test_permissions_follow_discords_order(data: Any) -> None:
    """Against a second, naive reading of the rules, bit by bit."""
    here = world()
    place = Channel(here.ids.next(), ChannelType.TEXT, "room")
    here.channels[place.id] = place
    person = here.person("Ada")
    roles = list(here.roles.values())
    bits = st.integers(0, ALL) | st.sampled_from([0, VIEW, int(Permission.ADMINISTRATOR)])
    for role in roles:
        role.permissions = data.draw(bits)
    person.roles = [role.id for role in roles[1:] if data.draw(st.booleans())]
    targets = [(role.id, 0) for role in roles] + [(person.user.id, 1)]
    place.overwrites = [
        Overwrite(target, kind, data.draw(bits), data.draw(bits))
        for target, kind in targets
        if data.draw(st.booleans())
    ]
    held = here.permissions(person.user.id, place)

    everyone = here.guild_id
    base = [here.roles[role].permissions for role in (everyone, *person.roles)]
    if any(value & Permission.ADMINISTRATOR for value in base):
        assert held == ALL
        return
    layers = [{everyone}, set(person.roles), {person.user.id}]
    for bit in (1 << n for n in range(53)):
        granted = any(value & bit for value in base)
        for layer in layers:
            laid = [overwrite for overwrite in place.overwrites if overwrite.id in layer]
            if any(overwrite.deny & bit for overwrite in laid):
                granted = False
            if any(overwrite.allow & bit for overwrite in laid):
                granted = True
        if held:
            assert bool(held & bit) == granted
        elif bit == VIEW:
            assert not granted


def test_the_owner_may_do_everything() -> None:
    here = world()
    assert here.permissions(here.owner_id) == ALL
    assert here.permissions(1) == 0
