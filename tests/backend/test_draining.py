"""Draining: lanes, people, one bot at a time, and what is done about a post that may or may not have been made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from backend.contract import By, Call
from backend.contract.announcements import PostDue
from backend.contract.events import RenewEvents
from backend.contract.notices import (
    ListDeliveries,
    NextNotices,
    Notice,
    NoticeClosed,
    NoticeFailed,
    NoticeSaid,
    NoticeUnknown,
    Places,
    SetPlaces,
    StaffNote,
    StopDraining,
    TryAgain,
)
from backend.contract.refusals import AnotherBot
from backend.contract.reminders import ReminderHeld, ReminderRef, RenewReminder, SettleReminder
from backend.outbox import Telling
from backend.places import PlacesRow
from tests.conftest import House

GUILD = "1"


async def ask(house: House, call: Call, by: str = "bot", *, staff: bool = False):  # type: ignore[no-untyped-def, type-arg]
    return await house.backend(call, By(id=by, name=by.title(), staff=staff))


async def drain(house: House, process: str = "one", **more: object) -> tuple[Notice, ...]:
    """As a bot that holds whatever it was ever handed."""
    held = tuple(range(1, 200))
    call = NextNotices(process=process, **{"held": held, **more})  # type: ignore[arg-type]
    told: tuple[Notice, ...] = await ask(house, call)
    return told


def put(house: House, *tellings: Telling) -> int:
    """Into the outbox, as a handler does."""
    backend = house.backend
    with backend.database.writing() as session:
        from backend.contract.base import Caller

        visit = backend._visit(session, By(id="house", name="House"), Caller.OWNER)
        return visit.tell_all(tellings)


def note(key: str, *, channel: str | None = None, person: str | None = None) -> Telling:
    return Telling(StaffNote(text=key), key, channel=channel, person=person)


async def with_staff_channel(house: House) -> None:
    places = Places(guild=GUILD, staff_channel="500", announce_channel="600")
    await ask(house, SetPlaces(places=places), "owner", staff=True)


def texts(notices: Sequence[Notice]) -> list[str]:
    return [each.matter.text for each in notices if isinstance(each.matter, StaffNote)]


async def test_channels_come_before_a_crowd_of_people(house: House) -> None:
    put(house, *(note(f"dm {number}", person=str(1000 + number)) for number in range(300)))
    put(house, note("progress", channel="7"))
    first = await drain(house, most=20, people=10)
    assert texts(first)[0] == "progress"
    assert len(first) == 11 and all(each.person for each in first[1:])


async def test_one_channel_does_not_fill_the_batch(house: House) -> None:
    put(house, *(note(f"a {number}", channel="7") for number in range(30)))
    put(house, note("b", channel="8"))
    first = await drain(house, most=20)
    assert [each.channel for each in first] == ["7"] * 5 + ["8"]
    assert await drain(house, most=20) == (), "those that are being said count"


async def test_what_is_told_twice_in_bulk_is_there_once(house: House) -> None:
    many = [note(f"k{number}", person=str(number)) for number in range(1200)]
    assert put(house, *many) == 1200
    assert put(house, *many, note("new", person="9")) == 1
    counts = await ask(house, ListDeliveries(), staff=True)
    assert counts.counts == {"waiting": 1201}


async def test_a_second_bot_is_refused_until_the_first_is_silent(house: House) -> None:
    put(house, note("hello", channel="7"))
    assert texts(await drain(house, "one")) == ["hello"]
    with pytest.raises(AnotherBot, match="since 17:00 UTC"):
        await drain(house, "two")
    with pytest.raises(AnotherBot):
        await drain(house, "")
    house.clock.move(timedelta(seconds=5))
    assert await drain(house, "one") == ()
    house.clock.move(timedelta(seconds=5))
    with pytest.raises(AnotherBot):
        await drain(house, "two")
    house.clock.move(timedelta(seconds=2))
    assert texts(await drain(house, "two")) == ["hello"]
    with pytest.raises(AnotherBot):
        await drain(house, "one")


async def test_a_bot_that_ends_politely_hands_over_at_once(house: House) -> None:
    put(house, note("begun", channel="7"), note("not begun", channel="7"))
    begun, not_begun = await drain(house, "one")
    await ask(house, StopDraining(process="one", not_begun=(not_begun.id,)))
    doubtful, again = await drain(house, "two")
    assert (doubtful.id, doubtful.tries, doubtful.nonce) == (begun.id, 2, begun.nonce)
    assert doubtful.first_tried == house.clock.now(), "it may have been said"
    assert (again.id, again.tries, again.first_tried) == (not_begun.id, 1, None)
    await ask(house, StopDraining(process="one", not_begun=(again.id,)))
    assert await drain(house, "two") == (), "a process gives back only what it holds itself"


async def test_what_a_silent_bot_held_goes_to_the_next_one_at_once(house: House) -> None:
    put(house, note("hello", channel="7"))
    (first,) = await drain(house, "one")
    assert await drain(house, "one") == ()
    house.clock.move(timedelta(seconds=7))
    (second,) = await drain(house, "two")
    assert (second.id, second.nonce, second.look_first) == (first.id, first.nonce, False)


async def test_an_answer_that_was_lost_is_given_again_at_once(house: House) -> None:
    put(house, note("one", channel="7"), note("two", channel="7"))
    one, two = await drain(house)
    (again,) = await drain(house, held=(one.id,))
    assert (again.id, again.nonce) == (two.id, two.nonce)


async def test_one_that_breaks_does_not_hold_up_the_others(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A reminder of which the planning makes a fault, and chores that fail too."""

    def broken(_call: object, _at: object) -> None:
        raise ZeroDivisionError("as it may happen")

    for kind in (RenewReminder, PostDue, RenewEvents):
        house.backend.handlers[kind] = broken
    await with_staff_channel_only(house)
    put(house, Telling(ReminderRef(plan=1), "reminder", person="42"), note("fine", person="43"))
    assert texts(await drain(house)) == ["fine"]
    for _ in range(7):
        assert await drain(house) == ()
        house.clock.move(timedelta(seconds=31))
        await drain(house)
    seen = await ask(house, ListDeliveries(states=("set aside",)), staff=True)
    assert [each.key for each in seen.deliveries] == ["reminder"]
    assert "ZeroDivisionError" in seen.deliveries[0].reason
    assert "as it may happen" not in seen.deliveries[0].reason


async def test_what_was_said_is_said_whatever_the_planning_makes_of_it(house: House) -> None:
    def broken(_call: object, _at: object) -> None:
        raise ZeroDivisionError("as it may happen")

    house.backend.handlers[SettleReminder] = broken
    house.backend.handlers[RenewReminder] = lambda _call, _at: ReminderHeld(until=house.clock.now())
    put(house, Telling(ReminderRef(plan=1), "reminder", person="42"))
    assert await drain(house) == (), "held back until now"
    await ask(house, NoticeSaid(notice=1, version=1, message="9"))
    assert (await ask(house, ListDeliveries(), staff=True)).counts == {"said": 1}


async def with_staff_channel_only(house: House) -> None:
    backend = house.backend
    with backend.database.writing() as session:
        session.add(PlacesRow(guild=GUILD, staff_channel="500"))


async def test_within_the_window_the_nonce_is_trusted_and_beyond_it_one_looks(house: House) -> None:
    put(house, note("hello", channel="7"))
    (first,) = await drain(house)
    assert (first.look_first, first.first_tried) == (False, None)
    house.clock.move(timedelta(seconds=46))
    (second,) = await drain(house)
    assert second.nonce == first.nonce and not second.look_first
    assert second.first_tried == house.clock.now() - timedelta(seconds=46)
    house.clock.move(timedelta(seconds=46))
    (third,) = await drain(house)
    assert third.look_first, "92 s after the first try, with a lease of 45 s, the window of 120 s may end"
    await ask(house, NoticeSaid(notice=first.id, version=1, message="9"))
    assert (await ask(house, ListDeliveries(), staff=True)).counts == {"said": 1}


async def test_a_refusal_leaves_no_doubt_but_a_lost_answer_does(house: House) -> None:
    put(house, note("hello", channel="7"))
    (first,) = await drain(house)
    refused = NoticeFailed(notice=first.id, version=1, reason="429", no_effect=True, retry_after_s=300)
    await ask(house, refused)
    house.clock.move(timedelta(seconds=301))
    (second,) = await drain(house)
    assert not second.look_first
    await ask(house, NoticeFailed(notice=first.id, version=1, reason="lost", retry_after_s=300))
    house.clock.move(timedelta(seconds=601))
    (third,) = await drain(house)
    assert third.look_first
    # Now even a clear refusal does not undo the doubt about the try before it.
    await ask(house, refused)
    house.clock.move(timedelta(seconds=1201))
    (fourth,) = await drain(house)
    assert fourth.look_first


async def test_what_cannot_be_found_out_is_unknown_and_the_staff_are_told(house: House) -> None:
    await with_staff_channel(house)
    put(house, note("hello", channel="7"))
    (first,) = await drain(house)
    await ask(house, NoticeUnknown(notice=first.id, version=1, reason="its history cannot be read"))
    (told,) = await drain(house)
    assert told.channel == "500" and isinstance(told.matter, StaffNote)
    assert "may or may not have been said: note to the staff: hello to <#7>" in told.matter.text
    assert "its history cannot be read" in told.matter.text
    house.clock.move(timedelta(days=1))
    assert [each.id for each in await drain(house)] == [told.id], "only the note; the other is not repeated"


async def test_what_ends_every_bot_that_tries_it_is_left_alone(house: House) -> None:
    """Handed out sixteen times, and each time nothing was heard again."""
    await with_staff_channel(house)
    put(house, note("poison", person="42"))
    for _ in range(16):
        assert texts(await drain(house)) == ["poison"]
        house.clock.move(timedelta(seconds=46))
    assert await drain(house) == (), "then it is set aside"
    (told,) = await drain(house)
    assert told.channel == "500" and "handed out 16 times" in told.matter.text  # type: ignore[union-attr]
    listed = await ask(house, ListDeliveries(states=("unknown",)), staff=True)
    assert [each.person for each in listed.deliveries] == ["42"]


async def test_many_failures_for_one_reason_are_one_note_that_counts(house: House) -> None:
    await with_staff_channel(house)
    put(house, *(note(f"n{number}", person=str(number)) for number in range(12)))
    for each in await drain(house):
        await ask(house, NoticeFailed(notice=each.id, version=1, reason="403", give_up=True))
    (told,) = await drain(house)
    assert "So it is with 12 notices now" in told.matter.text  # type: ignore[union-attr]


async def test_a_failing_note_to_the_staff_makes_no_further_notes(house: House) -> None:
    await with_staff_channel(house)
    put(house, note("fault", channel="500"))
    (told,) = await drain(house)
    await ask(house, NoticeFailed(notice=told.id, version=1, reason="403", give_up=True))
    assert await drain(house) == ()


async def test_a_closed_door_is_mentioned_once_without_saying_what_it_was_about(house: House) -> None:
    await with_staff_channel(house)
    put(house, note("your grade", person="42"), note("your review", person="42"))
    for each in await drain(house):
        await ask(house, NoticeClosed(notice=each.id, version=1))
    (mention,) = await drain(house)
    assert mention.channel == "600" and mention.matter.model_dump() == {
        "about": "door-closed", "person": "42",
    }  # fmt: skip
    await ask(house, NoticeSaid(notice=mention.id, version=1, message="9"))
    assert (await ask(house, TryAgain(), "41")).notices == 0
    assert (await ask(house, TryAgain(), "42")).notices == 2
    first, second = await drain(house)
    assert not first.look_first and first.tries == 1
    # Still closed: no second mention. Then it opens, and is closed again: that is another one.
    await ask(house, NoticeClosed(notice=first.id, version=1))
    assert await drain(house) == ()
    await ask(house, NoticeSaid(notice=second.id, version=1, message="10"))
    put(house, note("another day", person="42"))
    (later,) = await drain(house)
    await ask(house, NoticeClosed(notice=later.id, version=1))
    assert [each.channel for each in await drain(house)] == ["600"]


async def test_a_closed_door_without_a_channel_is_told_to_the_staff(house: House) -> None:
    places = Places(guild=GUILD, staff_channel="500")
    await ask(house, SetPlaces(places=places), "owner", staff=True)
    put(house, note("hello", person="42"))
    (first,) = await drain(house)
    await ask(house, NoticeClosed(notice=first.id, version=1))
    (told,) = await drain(house)
    assert told.channel == "500" and "<@42> takes no direct messages" in told.matter.text  # type: ignore[union-attr]


async def test_a_late_acknowledgement_is_the_truth(house: House) -> None:
    put(house, note("hello", channel="7"))
    (first,) = await drain(house)
    await ask(house, NoticeUnknown(notice=first.id, version=1, reason="?"))
    await ask(house, NoticeSaid(notice=first.id, version=1, message="9"))
    (seen,) = (await ask(house, ListDeliveries(), staff=True)).deliveries
    assert (seen.state, seen.message, seen.reason) == ("said", "9", "")
