"""What staff see of deliveries, what a person may see, and what staff decide."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.contract.notices import (
    AboutNotice,
    ListDeliveries,
    NextNotices,
    NoticeFailed,
    NoticeSaid,
    NoticeUnknown,
    SettleNotice,
)
from backend.contract.refusals import NoSuchNotice, NoticeIsSettled, StaffOnly
from tests.backend.test_draining import note, put
from tests.conftest import Ask, House


async def test_staff_see_what_was_sent_and_why_not(ask: Ask, house: House) -> None:
    put(house, note("a", channel="7"), note("b", person="42"), note("review-3", person="43"))
    a, b, _ = await ask(NextNotices(), "bot")
    await ask(NoticeSaid(notice=a.id, version=1, message="9"), "bot")
    await ask(NoticeFailed(notice=b.id, version=1, reason="403", give_up=True), "bot")
    with pytest.raises(StaffOnly):
        await ask(ListDeliveries(), "ada")
    seen = await ask(ListDeliveries(), "owner", staff=True)
    assert seen.counts == {"waiting": 1, "said": 1, "set aside": 1}
    assert [each.key for each in seen.deliveries] == ["review-3", "b", "a"]
    assert [each.reason for each in seen.deliveries] == ["", "403", ""]
    assert seen.deliveries[2].said == house.clock.now() and not seen.more
    one = await ask(ListDeliveries(states=("set aside",), person="42"), "owner", staff=True)
    assert [each.what for each in one.deliveries] == ["note to the staff: b"]
    found = await ask(ListDeliveries(text="review-3"), "owner", staff=True)
    assert [each.person for each in found.deliveries] == ["43"]
    page = await ask(ListDeliveries(most=2), "owner", staff=True)
    assert page.more and len(page.deliveries) == 2
    rest = await ask(ListDeliveries(before=page.deliveries[-1].notice), "owner", staff=True)
    assert [each.key for each in rest.deliveries] == ["a"] and not rest.more


async def test_a_percent_sign_is_looked_for_as_it_stands(ask: Ask, house: House) -> None:
    put(house, note("100%", channel="7"), note("1000", channel="7"))
    found = await ask(ListDeliveries(text="0%"), "owner", staff=True)
    assert [each.key for each in found.deliveries] == ["100%"]


async def test_a_person_may_ask_about_what_went_to_them(ask: Ask, house: House) -> None:
    put(house, note("for 42", person="42"), note("for staff", channel="7"))
    own, staffs = (each.id for each in reversed(await ask(NextNotices(), "bot")))
    assert (await ask(AboutNotice(notice=own), "42")).what == "note to the staff: for 42"
    for person, notice in (("43", own), ("42", staffs), ("42", 4711)):
        with pytest.raises(NoSuchNotice):
            await ask(AboutNotice(notice=notice), person)
    assert (await ask(AboutNotice(notice=staffs), "owner", staff=True)).channel == "7"


async def test_staff_settle_what_is_unknown(ask: Ask, house: House) -> None:
    put(house, note("again", channel="7"), note("let be", channel="8"), note("fine", channel="9"))
    again, let_be, fine = await ask(NextNotices(), "bot")
    for each in (again, let_be):
        await ask(NoticeUnknown(notice=each.id, version=1, reason="?"), "bot")
    await ask(NoticeSaid(notice=fine.id, version=1, message="9"), "bot")
    with pytest.raises(NoticeIsSettled, match="is said"):
        await ask(SettleNotice(notice=fine.id, say_again=True), "owner", staff=True)
    gone = await ask(SettleNotice(notice=let_be.id, say_again=False), "owner", staff=True)
    assert (gone.state, gone.reason) == ("withdrawn", "decided by Owner: it was unknown")
    await ask(SettleNotice(notice=again.id, say_again=True), "owner", staff=True)
    house.clock.move(timedelta(minutes=5))
    (anew,) = await ask(NextNotices(), "bot")
    assert anew.id == again.id and anew.nonce != again.nonce
    assert not anew.look_first, "staff decided that it shall be posted"
