"""The outbox: leased, said, tried again, set aside; the same nonce until a message must be posted anew.

What is beyond that (people, doubt, one bot at a time) is in `test_draining`.
"""

import asyncio
from datetime import timedelta

import pytest

from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.notices import (
    GetPlaces,
    ListPlaces,
    NextNotices,
    Notice,
    NoticeFailed,
    NoticeSaid,
    Places,
    SetPlaces,
)
from backend.contract.refusals import BackendFault, NoSuchNotice, StaffOnly
from backend.contract.signup import GetBoard, Leave, SignUp
from tests.conftest import Ask, House
from tests.patience import PATIENCE_S


async def a_board(ask: Ask) -> Notice:
    await ask(SetPlaces(places=Places(guild="1", board_channel="2")), "owner", staff=True)
    (notice,) = await ask(NextNotices(), "bot")
    return notice


async def test_places_are_kept_and_only_staff_set_them(ask: Ask) -> None:
    assert await ask(GetPlaces(guild="1"), "bot") == Places(guild="1")
    places = Places(guild="1", board_channel="2", staff_role="3")
    with pytest.raises(StaffOnly):
        await ask(SetPlaces(places=places), "ada")
    await ask(SetPlaces(places=places), "owner", staff=True)
    assert await ask(GetPlaces(guild="1"), "bot") == places
    assert await ask(ListPlaces(), "bot") == (places,)


async def test_a_leased_notice_is_nobody_elses(ask: Ask, house: House) -> None:
    first = await a_board(ask)
    assert await ask(NextNotices(), "other-bot") == ()
    house.clock.move(timedelta(seconds=44))
    assert await ask(NextNotices(), "other-bot") == ()
    house.clock.move(timedelta(seconds=2))
    (again,) = await ask(NextNotices(), "other-bot")
    assert (again.id, again.nonce, again.tries) == (first.id, first.nonce, 2)


async def test_what_changed_while_it_was_being_said_is_said_again(ask: Ask) -> None:
    first = await a_board(ask)
    await ask(SignUp(paper="5a"), "ada")
    await ask(NoticeSaid(notice=first.id, version=first.version, message="9"), "bot")
    (second,) = await ask(NextNotices(), "bot")
    assert second.message == "9" and second.version == first.version + 1
    assert second.nonce == first.nonce
    await ask(NoticeSaid(notice=second.id, version=second.version, message="9"), "bot")
    assert await ask(NextNotices(), "bot") == ()


async def test_many_changes_are_one_thing_to_say(ask: Ask) -> None:
    first = await a_board(ask)
    await ask(NoticeSaid(notice=first.id, version=first.version, message="9"), "bot")
    for _ in range(3):
        await ask(SignUp(paper="5a"), "ada")
        await ask(Leave(), "ada")
    await ask(SignUp(paper="6a"), "ada")
    (last,) = await ask(NextNotices(), "bot")
    assert last.matter.about == "board"
    taken = {paper.id: paper.presenters for paper in last.matter.board.papers if paper.presenters}
    assert taken == {"6a": ("Ada",)}


async def test_a_lost_message_is_posted_anew_with_a_new_nonce(ask: Ask) -> None:
    first = await a_board(ask)
    await ask(
        NoticeFailed(notice=first.id, version=1, reason="404 Unknown Message", message_gone=True),
        "bot",
    )
    (again,) = await ask(NextNotices(), "bot")
    assert again.message is None and again.nonce != first.nonce


async def test_back_off_doubles_and_ends(ask: Ask, house: House) -> None:
    notice = await a_board(ask)
    failed = NoticeFailed(notice=notice.id, version=1, reason="502", retry_after_s=1)
    for whole in (1, 2, 4, 8, 16, 32, 64):
        await ask(failed, "bot")
        house.clock.move(timedelta(seconds=0.74 * whole))
        assert await ask(NextNotices(), "bot") == (), f"jitter takes a quarter of {whole} s at most"
        house.clock.move(timedelta(seconds=0.26 * whole))
        (notice,) = await ask(NextNotices(), "bot")
    await ask(failed, "bot")
    house.clock.move(timedelta(days=1))
    assert await ask(NextNotices(), "bot") == (), "and then it is set aside"


async def test_what_cannot_be_mended_is_set_aside(ask: Ask, house: House) -> None:
    notice = await a_board(ask)
    await ask(NoticeFailed(notice=notice.id, version=1, reason="403", give_up=True), "bot")
    house.clock.move(timedelta(days=1))
    assert await ask(NextNotices(), "bot") == ()
    # A new state of the board is a new chance, for the channel may be open again.
    await ask(SignUp(paper="5a"), "ada")
    assert len(await ask(NextNotices(), "bot")) == 1


async def test_a_board_that_moves_is_posted_in_its_new_channel(ask: Ask) -> None:
    first = await a_board(ask)
    await ask(NoticeSaid(notice=first.id, version=1, message="9"), "bot")
    await ask(SetPlaces(places=Places(guild="1", board_channel="7")), "owner", staff=True)
    (moved,) = await ask(NextNotices(), "bot")
    assert (moved.channel, moved.message) == ("7", None) and moved.nonce != first.nonce


async def test_two_guilds_have_a_board_each(ask: Ask) -> None:
    for guild in ("1", "2"):
        places = Places(guild=guild, board_channel=f"{guild}0")
        await ask(SetPlaces(places=places), "owner", staff=True)
    assert {notice.channel for notice in await ask(NextNotices(), "bot")} == {"10", "20"}


async def test_a_jump_of_the_clock_renews_the_board(ask: Ask, house: House) -> None:
    first = await a_board(ask)
    await ask(NoticeSaid(notice=first.id, version=1, message="9"), "bot")
    await ask(MoveClock(to=house.backend.course.sign_up_closes), "owner")
    (renewed,) = await ask(NextNotices(), "bot")
    assert renewed.matter.about == "board" and not renewed.matter.board.open


async def test_an_unknown_notice(ask: Ask) -> None:
    with pytest.raises(NoSuchNotice):
        await ask(NoticeSaid(notice=4711, version=1, message="1"), "bot")
    with pytest.raises(NoSuchNotice):
        await ask(NoticeFailed(notice=4711, version=1, reason="?"), "bot")


@pytest.mark.all_four
async def test_who_waits_is_woken_by_the_commit(ask: Ask) -> None:
    notice = await a_board(ask)
    await ask(NoticeSaid(notice=notice.id, version=1, message="9"), "bot")
    loop = asyncio.get_running_loop()
    began = loop.time()
    waiting = asyncio.create_task(ask(NextNotices(wait=25), "bot"))
    await asyncio.sleep(0)
    await ask(SignUp(paper="5a"), "ada")
    async with asyncio.timeout(PATIENCE_S):
        (woken,) = await waiting
    assert woken.id == notice.id and loop.time() - began < 10


@pytest.mark.all_four
async def test_a_fault_has_a_code_that_the_staff_are_told(ask: Ask, house: House) -> None:
    """A handler that breaks: the person gets a code, the staff channel gets the same one."""
    await ask(SetPlaces(places=Places(guild="1", staff_channel="5")), "owner", staff=True)

    def broken(_call: GetBoard, _at: object) -> None:
        raise ZeroDivisionError("as it may happen")

    house.backend.handlers[GetBoard] = broken
    with pytest.raises(BackendFault, match=r"the code B\d{3}") as fault:
        await ask(GetBoard(), "ada")
    (note,) = await ask(NextNotices(), "bot")
    assert note.channel == "5" and note.matter.about == "staff-note"
    assert str(fault.value.facts["code"]) in note.matter.text
    assert "as it may happen" not in note.matter.text + fault.value.sentence


def test_by_is_checked() -> None:
    with pytest.raises(ValueError, match="id"):
        By(id="", name="x")
