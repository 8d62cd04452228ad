"""Extensions: one student's own date, on every surface, and nobody else's business."""

from __future__ import annotations

from datetime import date, time

import pytest

from backend.contract.calendar import ListDeadlines
from backend.contract.changes import (
    EndExtension,
    Extend,
    ListExtensions,
    MoveDeadline,
    Person,
)
from backend.contract.refusals import (
    NobodyNamed,
    NoSuchDeadline,
    NoSuchExtension,
    NoSuchMoment,
    NoSuchPaper,
    NotLater,
)
from backend.contract.reminders import JoinCourse
from backend.contract.signup import SignUp
from tests.backend.scheduling.mailbox import Mailbox, at
from tests.backend.scheduling.test_moves import due


@pytest.fixture
def mail(sqlite_mail: Mailbox) -> Mailbox:
    return sqlite_mail


ADA = Person(id="101", name="Ada")
LATER = Extend(deadline="pa1", students=(ADA,), day=date(2024, 2, 15), reason="ill")


async def test_only_the_student_sees_it(mail: Mailbox) -> None:
    granted = await mail.staff(LATER)
    assert [each.student for each in granted.extensions] == [ADA]
    own, others = await due(mail, "pa1"), await due(mail, "pa1", "102")
    assert (own.day, own.closes) == (date(2024, 2, 15), at(2, 16, 0))
    assert own.extended is not None and own.extended.day == date(2024, 2, 12)
    assert own.source == "an extension by the course staff"
    assert (others.day, others.extended) == (date(2024, 2, 12), None)
    everyones = await mail.ask(ListDeadlines(mine=False, past=True))
    assert next(each for each in everyones.deadlines if each.id == "pa1").extended is None
    [listed] = await mail.staff(ListExtensions())
    assert (listed.reason, listed.granted_by, listed.group) == ("ill", "Dr Staff", None)


async def test_reminders_follow_ones_own_date(mail: Mailbox) -> None:
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.staff(LATER.model_copy(update={"hour": time(12)}))
    said = await mail.until(at(2, 16))
    about = [
        (each.to, each.at, each.due.lead) for each in said if each.due.kind == "assignment"
    ]
    assert about == [
        ("102", at(2, 9, 19, 30), "3d"),
        ("102", at(2, 11, 19, 30), "1d"),
        ("101", at(2, 12, 12), "3d"),
        ("101", at(2, 14, 12), "1d"),
    ]
    own = next(each for each in said if each.to == "101" and each.due.kind == "assignment").due
    assert own.in_words == "Thursday 15 February 2024, 12:00 pm (New York), hour set by staff"
    assert own.status == (
        "You have an extension; for others it is Monday 12 February 2024, "
        "hour not stated (New York)."
    )


async def test_who_was_told_the_earlier_date_hears_of_it(mail: Mailbox) -> None:
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.until(at(2, 10))
    granted = await mail.staff(LATER)
    assert (granted.told.people, granted.told.names) == (1, ("Ada",))
    [message] = await mail.drain()
    assert message.to == "101" and message.due.correction is not None
    assert message.due.correction.why == "You have an extension."
    await mail.staff(EndExtension(deadline="pa1", student="101"))
    [back] = await mail.drain()
    assert back.to == "101" and back.due.day == date(2024, 2, 12)
    with pytest.raises(NoSuchExtension, match="Programming Assignment 1"):
        await mail.staff(EndExtension(deadline="pa1", student="101"))
    [ended] = await mail.staff(ListExtensions(ended=True))
    assert ended.ended is not None and await mail.staff(ListExtensions()) == ()


async def test_a_move_does_not_touch_those_with_a_later_date(mail: Mailbox) -> None:
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.staff(LATER)
    await mail.until(at(2, 12, 20))
    moved = await mail.staff(MoveDeadline(deadline="pa1", day=date(2024, 2, 14), expected=1))
    assert moved.told.people == 1
    assert [message.to for message in await mail.drain()] == ["102"]
    later = await mail.staff(MoveDeadline(deadline="pa1", day=date(2024, 2, 19), expected=2))
    assert later.told.people == 2, "later than the extension, so the extension is none any more"
    assert (await due(mail, "pa1")).extended is None


async def test_a_group_is_who_presents_the_paper(mail: Mailbox) -> None:
    for student in ("101", "102"):
        await mail.ask(SignUp(paper="5a"), student)
    granted = await mail.staff(Extend(deadline="review-5", paper="5a", day=date(2024, 3, 15)))
    assert [each.student.name for each in granted.extensions] == ["Ada", "Ben"]
    assert {each.group for each in granted.extensions} == {"5a"}
    own = await due(mail, "review-5", "102")
    assert (own.day, own.grace_day) == (date(2024, 3, 15), date(2024, 3, 17))
    again = await mail.staff(
        Extend(deadline="review-5", students=(ADA,), paper="5a", day=date(2024, 3, 18))
    )
    assert len(again.extensions) == 2, "each once, and in place of the earlier one"
    assert len(await mail.staff(ListExtensions(deadline="review-5"))) == 2
    assert len(await mail.staff(ListExtensions(ended=True))) == 4


async def test_refusals(mail: Mailbox) -> None:
    with pytest.raises(NotLater, match="12 February"):
        await mail.staff(LATER.model_copy(update={"day": date(2024, 2, 12)}))
    with pytest.raises(NobodyNamed, match="nobody presents paper 7a"):
        await mail.staff(Extend(deadline="pa1", paper="7a", day=date(2024, 2, 15)))
    with pytest.raises(NobodyNamed, match="no student was given"):
        await mail.staff(Extend(deadline="pa1", day=date(2024, 2, 15)))
    with pytest.raises(NoSuchPaper):
        await mail.staff(Extend(deadline="pa1", paper="77a", day=date(2024, 2, 15)))
    with pytest.raises(NoSuchDeadline):
        await mail.staff(LATER.model_copy(update={"deadline": "pa9"}))
    with pytest.raises(NoSuchDeadline):
        await mail.staff(ListExtensions(deadline="pa9"))
    with pytest.raises(NoSuchMoment):
        await mail.staff(LATER.model_copy(update={"day": date(2024, 3, 10), "hour": time(2, 30)}))
