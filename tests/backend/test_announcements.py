"""Announcements: what is previewed is what is posted; taken back while held; edited afterwards; mentions exactly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from backend.contract import By, Call
from backend.contract.announcements import (
    Announcement,
    AnnouncementStands,
    Attached,
    CancelAnnouncement,
    ComposeAnnouncement,
    EditAnnouncement,
    Everyone,
    GetAnnouncement,
    ListAnnouncements,
    Mentions,
    Nobody,
    People,
    PostAnnouncement,
    Presenters,
    RoleHolders,
)
from backend.contract.clock import MoveClock
from backend.contract.notices import NextNotices, Notice, NoticeFailed, NoticeSaid
from backend.contract.refusals import (
    AnnouncementChanged,
    AnnouncementIsOut,
    AnnouncementIsOver,
    HourIsPast,
    NobodyToCall,
    NoSuchAnnouncement,
    NoSuchBlob,
    StaffOnly,
)
from backend.contract.signup import SignUp
from tests.conftest import House

Ask = Callable[..., Awaitable[Any]]


@pytest.fixture
def say(house: House) -> Ask:
    """Ask as staff, in process, on each database."""

    async def ask(call: Call[Any], by: str = "prof", *, staff: bool = True) -> Any:
        return await house.backend(call, By(id=by, name=by.title(), staff=staff))

    return ask


async def draft(say: Ask, text: str = "The room has changed.", **more: Any) -> Announcement:
    told: Announcement = await say(ComposeAnnouncement(guild="1", channel="7", text=text, **more))
    return told


async def handed(say: Ask) -> tuple[Notice, ...]:
    told: tuple[Notice, ...] = await say(NextNotices(), "bot")
    return told


async def test_only_staff_announce(say: Ask) -> None:
    with pytest.raises(StaffOnly):
        await say(ComposeAnnouncement(guild="1", channel="7", text="x"), "ada", staff=False)


@pytest.mark.parametrize(
    ("audience", "mentions", "words", "reach"),
    [
        (Nobody(), Mentions(), "", 0),
        (Everyone(), Mentions(everyone=True), "@everyone", None),
        (RoleHolders(role="55"), Mentions(roles=("55",)), "<@&55>", None),
        (People(people=("8", "9", "8")), Mentions(people=("8", "9")), "<@8> <@9>", 2),
    ],
)
async def test_a_preview_says_what_is_posted_and_whom_it_calls(
    say: Ask, audience: Any, mentions: Mentions, words: str, reach: int | None
) -> None:
    seen = await draft(say, "@everyone <@&1> <@2> come!", audience=audience)
    assert (seen.state, seen.reach, seen.post.mentions) == ("draft", reach, mentions)
    assert seen.post.mentions.words == words
    assert await handed(say) == (), "nothing is posted by looking at it"
    await say(PostAnnouncement(announcement=seen.id, version=seen.version, hold_s=0))
    (notice,) = await handed(say)
    assert notice.matter == seen.post and notice.channel == "7"


async def test_a_papers_presenters_are_those_at_the_hour_of_posting(say: Ask) -> None:
    with pytest.raises(NobodyToCall, match="5a"):
        await draft(say, audience=Presenters(paper="5a"))
    await say(SignUp(paper="5a"), "101", staff=False)
    seen = await draft(say, audience=Presenters(paper="5a"))
    assert seen.reach == 1
    await say(SignUp(paper="5a"), "102", staff=False)
    await say(PostAnnouncement(announcement=seen.id, version=1, hold_s=0))
    (notice,) = await handed(say)
    assert notice.matter.mentions == Mentions(people=("101", "102"))  # type: ignore[union-attr]
    # Once it is out nobody else becomes part of it, whatever is edited later.
    await say(NoticeSaid(notice=notice.id, version=1, message="9"), "bot")
    await say(EditAnnouncement(announcement=seen.id, version=1, text="Come early."))
    (edited,) = await handed(say)
    assert edited.message == "9" and edited.matter.mentions == Mentions(people=("101", "102"))  # type: ignore[union-attr]


async def test_post_holds_it_and_it_can_be_taken_back(say: Ask, house: House) -> None:
    seen = await draft(say)
    held = await say(PostAnnouncement(announcement=seen.id, version=1))
    assert held.state == "holding"
    assert held.held_until == house.clock.now() + timedelta(seconds=60)
    assert await handed(say) == ()
    assert (await say(CancelAnnouncement(announcement=seen.id))).state == "cancelled"
    house.clock.move(timedelta(hours=1))
    assert await handed(say) == ()
    for call in (
        CancelAnnouncement(announcement=seen.id),
        PostAnnouncement(announcement=seen.id, version=1),
        EditAnnouncement(announcement=seen.id, version=1, text="?"),
    ):
        with pytest.raises(AnnouncementIsOver):
            await say(call)


async def test_what_a_bot_was_handed_cannot_be_taken_back(say: Ask, house: House) -> None:
    seen = await draft(say)
    await say(PostAnnouncement(announcement=seen.id, version=1, hold_s=30))
    house.clock.move(timedelta(seconds=30))
    assert (await say(GetAnnouncement(announcement=seen.id))).state == "holding"
    (notice,) = await handed(say)
    for call in (
        CancelAnnouncement(announcement=seen.id),
        EditAnnouncement(announcement=seen.id, version=1, channel="8"),
        EditAnnouncement(announcement=seen.id, version=1, audience=Everyone()),
        PostAnnouncement(announcement=seen.id, version=1),
    ):
        with pytest.raises(AnnouncementIsOut):
            await say(call)
    await say(NoticeSaid(notice=notice.id, version=1, message="9"), "bot")
    out = await say(GetAnnouncement(announcement=seen.id))
    assert (out.state, out.message, out.delivery) == ("out", "9", "")


async def test_an_edit_while_it_is_held_holds_it_anew(say: Ask, house: House) -> None:
    seen = await draft(say)
    await say(PostAnnouncement(announcement=seen.id, version=1))
    house.clock.move(timedelta(seconds=50))
    held = await say(EditAnnouncement(announcement=seen.id, version=1, text="At eight.", channel="8"))
    assert held.held_until == house.clock.now() + timedelta(seconds=60)
    house.clock.move(timedelta(seconds=50))
    assert await handed(say) == ()
    house.clock.move(timedelta(seconds=10))
    (notice,) = await handed(say)
    assert (notice.channel, notice.matter.text) == ("8", "At eight.")  # type: ignore[union-attr]


async def test_held_it_can_be_posted_at_once_or_put_off(say: Ask, house: House) -> None:
    seen = await draft(say)
    await say(PostAnnouncement(announcement=seen.id, version=1))
    at = datetime(2024, 2, 6, 15, tzinfo=UTC)
    assert (await say(PostAnnouncement(announcement=seen.id, version=1, at=at))).state == "scheduled"
    house.clock.move(timedelta(minutes=5))
    assert await handed(say) == ()
    await say(PostAnnouncement(announcement=seen.id, version=1))
    assert await handed(say) == ()
    await say(PostAnnouncement(announcement=seen.id, version=1, hold_s=0))
    assert len(await handed(say)) == 1


async def test_what_is_posted_is_what_was_seen(say: Ask) -> None:
    seen = await draft(say)
    await say(EditAnnouncement(announcement=seen.id, version=1, text="Other words."))
    with pytest.raises(AnnouncementChanged):
        await say(PostAnnouncement(announcement=seen.id, version=seen.version))
    with pytest.raises(AnnouncementChanged):
        await say(EditAnnouncement(announcement=seen.id, version=1, text="Mine."))


async def test_a_scheduled_one_goes_by_the_courses_clock_and_goes_once(say: Ask, house: House) -> None:
    seen = await draft(say)
    with pytest.raises(HourIsPast, match="Monday 5 February 2024, 12:00 pm"):
        await say(PostAnnouncement(announcement=seen.id, version=1, at=house.clock.now()))
    at = datetime(2024, 2, 8, 14, tzinfo=UTC)
    waiting = await say(PostAnnouncement(announcement=seen.id, version=1, at=at))
    assert (waiting.state, waiting.at) == ("scheduled", at)
    await say(MoveClock(to=at - timedelta(seconds=1)), "owner")
    assert await handed(say) == ()
    await say(MoveClock(to=at), "owner")
    (notice,) = await handed(say)
    await say(NoticeSaid(notice=notice.id, version=1, message="9"), "bot")
    await say(MoveClock(to=at - timedelta(days=2)), "owner")
    await say(MoveClock(to=at + timedelta(days=2)), "owner")
    assert await handed(say) == ()


async def test_a_scheduled_one_can_be_edited_and_cancelled(say: Ask) -> None:
    at = datetime(2024, 2, 8, 14, tzinfo=UTC)
    first, second = await draft(say, "one"), await draft(say, "two")
    for each in (first, second):
        await say(PostAnnouncement(announcement=each.id, version=1, at=at))
    await say(EditAnnouncement(announcement=first.id, version=1, text="one, better", audience=Everyone()))
    await say(CancelAnnouncement(announcement=second.id))
    await say(MoveClock(to=at), "owner")
    (notice,) = await handed(say)
    assert isinstance(notice.matter, AnnouncementStands)
    assert (notice.matter.text, notice.matter.mentions.everyone) == ("one, better", True)


async def test_the_list_is_in_the_order_in_which_they_come(say: Ask, house: House) -> None:
    late, soon, held, drafted = [await draft(say, text) for text in ("late", "soon", "held", "draft")]
    now = house.clock.now()
    for each, days in ((late, 3), (soon, 1)):
        await say(PostAnnouncement(announcement=each.id, version=1, at=now + timedelta(days=days)))
    await say(PostAnnouncement(announcement=held.id, version=1))
    listed = await say(ListAnnouncements())
    assert [each.post.text for each in listed] == ["soon", "late", "held"]
    drafts = await say(ListAnnouncements(states=("draft",)))
    assert [each.id for each in drafts] == [drafted.id]
    assert await say(ListAnnouncements(guild="2")) == ()


async def test_what_discord_refuses_is_failed_and_an_edit_tries_again(say: Ask, house: House) -> None:
    seen = await draft(say)
    await say(PostAnnouncement(announcement=seen.id, version=1, hold_s=0))
    (notice,) = await handed(say)
    refused = NoticeFailed(notice=notice.id, version=1, reason="Missing Access", give_up=True)
    await say(refused, "bot")
    failed = await say(GetAnnouncement(announcement=seen.id))
    assert (failed.state, failed.delivery) == ("failed", "set aside: Missing Access")
    await say(EditAnnouncement(announcement=seen.id, version=1, channel="8"))
    (anew,) = await handed(say)
    assert anew.channel == "8"


async def test_attachments_must_be_stored_first(say: Ask, house: House) -> None:
    sha256 = await house.backend.put_blob(b"a map")
    file = Attached(blob=sha256, name="map.png", alt="the way to the room")
    seen = await draft(say, files=(file,))
    assert seen.post.files == (file,)
    missing = Attached(blob="0" * 64, name="map.png")
    with pytest.raises(NoSuchBlob):
        await draft(say, files=(missing,))
    with pytest.raises(NoSuchBlob):
        await say(EditAnnouncement(announcement=seen.id, version=1, files=(missing,)))


@pytest.mark.parametrize("text", ["", "   \n", "a\x00b", "x" * 1201])
def test_words_that_cannot_be_posted(text: str) -> None:
    with pytest.raises(ValidationError):
        ComposeAnnouncement(guild="1", channel="7", text=text)


async def test_unknown_ones_and_both_hours(say: Ask) -> None:
    with pytest.raises(NoSuchAnnouncement):
        await say(GetAnnouncement(announcement=4711))
    with pytest.raises(ValidationError, match="not held"):
        PostAnnouncement(announcement=1, version=1, at=datetime.now(UTC), hold_s=3)
