"""Sign-up, on both databases and through both links."""

import asyncio

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.notices import NextNotices, NoticeSaid, Places, SetPlaces
from backend.contract.refusals import (
    AlreadyPresenting,
    CourseError,
    NoSuchPaper,
    NotPresenting,
    PaperFull,
    RequestKeyReused,
    SignUpClosed,
    SignUpNotOpen,
)
from backend.contract.signup import Booking, GetBoard, Leave, SignUp
from backend.scheduling.tables import BookingRow
from tests.conftest import Ask, House


async def test_a_seat_is_taken_and_seen(ask: Ask) -> None:
    booking = await ask(SignUp(paper="5a"), "ada")
    assert (booking.seat, booking.student, booking.paper.presenters) == (1, "Ada", ("Ada",))
    board = await ask(GetBoard(), "ben")
    assert next(paper for paper in board.papers if paper.id == "5a").presenters == ("Ada",)
    assert not any(paper.mine for paper in board.papers)


async def test_the_same_seat_twice_is_one_booking(ask: Ask) -> None:
    first = await ask(SignUp(paper="5a"), "ada")
    again = await ask(SignUp(paper="5a"), "ada")
    assert not first.already and again.already
    assert again.seat == first.seat and again.paper.presenters == ("Ada",)


async def test_one_paper_a_student(ask: Ask) -> None:
    await ask(SignUp(paper="5a"), "ada")
    with pytest.raises(AlreadyPresenting, match="paper 5a"):
        await ask(SignUp(paper="6b"), "ada")


async def test_never_more_than_the_seats(ask: Ask) -> None:
    for student in ("ada", "ben"):
        await ask(SignUp(paper="5a"), student)
    with pytest.raises(PaperFull):
        await ask(SignUp(paper="5a"), "cleo")
    await ask(Leave(), "ada")
    booking = await ask(SignUp(paper="5a"), "cleo")
    assert booking.seat == 1, "the seat that was given back is the one that is taken"


async def test_leaving_needs_a_seat(ask: Ask) -> None:
    with pytest.raises(NotPresenting):
        await ask(Leave(), "ada")


async def test_an_unknown_paper(ask: Ask) -> None:
    with pytest.raises(NoSuchPaper, match="99z"):
        await ask(SignUp(paper="99z"), "ada")


async def test_sign_up_has_a_beginning_and_an_end(ask: Ask, house: House) -> None:
    course = house.backend.course
    with pytest.raises(SignUpNotOpen):
        await ask(SignUp(paper="5a"), "ada", now=course.sign_up_opens.replace(year=2023))
    with pytest.raises(SignUpClosed, match="1a"):
        await ask(SignUp(paper="1a"), "ada")  # discussed on 31 January, and it is 5 February
    await ask(MoveClock(to=course.sign_up_closes), "owner")
    with pytest.raises(SignUpClosed):
        await ask(SignUp(paper="12b"), "ada")


@pytest.mark.all_four
async def test_a_request_key_is_answered_once(ask: Ask) -> None:
    first = await ask(SignUp(paper="5a"), "ada", key="interaction-1")
    await ask(Leave(), "ada")
    repeated = await ask(SignUp(paper="5a"), "ada", key="interaction-1")
    assert repeated == first, "the stored reply, word for word"
    with pytest.raises(NotPresenting):
        await ask(Leave(), "ada")  # and nothing was booked a second time
    with pytest.raises(RequestKeyReused):
        await ask(SignUp(paper="6a"), "ada", key="interaction-1")
    other = await ask(SignUp(paper="6a"), "ben", key="interaction-1")
    assert other.paper.id == "6a", "a key is the asker's own"


@pytest.mark.all_four
async def test_a_refusal_is_repeated_too(ask: Ask) -> None:
    for student in ("ada", "ben"):
        await ask(SignUp(paper="5a"), student)
    with pytest.raises(PaperFull):
        await ask(SignUp(paper="5a"), "cleo", key="k")
    await ask(Leave(), "ada")
    with pytest.raises(PaperFull, match="5a has all its presenters"):
        await ask(SignUp(paper="5a"), "cleo", key="k")


@pytest.mark.all_four
async def test_a_booking_and_its_notice_are_one(ask: Ask) -> None:
    places = Places(guild="1", board_channel="2")
    await ask(SetPlaces(places=places), "owner", staff=True)
    (first,) = await ask(NextNotices(), "bot")
    assert first.key == "board:1" and first.message is None
    await ask(NoticeSaid(notice=first.id, version=first.version, message="3"), "bot")
    assert await ask(NextNotices(), "bot") == ()
    await ask(SignUp(paper="5a"), "ada")
    (second,) = await ask(NextNotices(), "bot")
    assert (second.id, second.message, second.nonce) == (first.id, "3", first.nonce)
    assert second.version == first.version + 1
    with pytest.raises(CourseError):
        await ask(SignUp(paper="6a"), "ada")
    await ask(NoticeSaid(notice=second.id, version=second.version, message="3"), "bot")
    assert await ask(NextNotices(), "bot") == (), "a refusal changes no board"


async def test_two_hundred_at_once_for_forty_seats(house: House) -> None:
    """Over HTTP, from two hundred hands at the same instant, at twenty papers of two seats."""
    papers = [paper.id for paper in house.backend.course.papers if paper.discussion > 2][:20]

    async with house.link("bot-token") as link:

        async def click(number: int) -> Booking | CourseError:
            student = By(id=f"s{number}", name=f"Student {number}", key=f"click-{number}")
            try:
                return await link(SignUp(paper=papers[number % 20]), student)
            except CourseError as refusal:
                return refusal

        ends = await asyncio.gather(*(click(number) for number in range(200)))

    assert sum(isinstance(end, Booking) for end in ends) == 40
    assert sum(isinstance(end, PaperFull) for end in ends) == 160
    with house.backend.database.reading() as session:
        active = select(BookingRow).where(col(BookingRow.left_at).is_(None)).subquery()
        assert session.exec(select(func.count()).select_from(active)).one() == 40
