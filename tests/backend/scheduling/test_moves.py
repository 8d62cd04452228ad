"""Deadlines that move: shown first, versioned, and corrected for exactly those who were told the old date."""

from __future__ import annotations

from datetime import date, time

import pytest

from backend.contract.calendar import Deadline, FindWhen, ListDeadlines, ListMeetings, TickOff
from backend.contract.changes import ListMoves, MoveDeadline, PlanMove
from backend.contract.notices import Places, SetPlaces
from backend.contract.refusals import (
    MovedMeanwhile,
    NoSuchDeadline,
    NoSuchMoment,
    NothingMoves,
    StaffOnly,
)
from backend.contract.reminders import ChooseLeads, JoinCourse, LeaveCourse, TurnReminders
from tests.backend.scheduling.mailbox import Mailbox, at
from tests.conftest import Ask

REVIEW_3 = MoveDeadline(deadline="review-3", day=date(2024, 2, 23), expected=1)


async def due(mail: Mailbox, name: str, by: str = "101") -> Deadline:
    listed = await mail.ask(ListDeadlines(past=True), by)
    return next(each for each in listed.deadlines if each.id == name)


async def test_a_move_is_shown_before_it_is_made(ask: Ask) -> None:
    call = PlanMove(deadline="review-3", day=date(2024, 2, 23), hour=time(17))
    shown = await ask(call, staff=True)
    assert shown.old.in_words == "Wednesday 21 February 2024, hour not stated (New York)"
    assert shown.new.in_words == "Friday 23 February 2024, 5:00 pm (New York), hour set by staff"
    assert (shown.version, shown.new.version, shown.warnings) == (1, 2, ())
    assert shown.new.moved_from is not None and shown.new.moved_from.day == date(2024, 2, 21)
    assert (shown.told.people, shown.joined) == (0, 0)
    [still] = [each for each in (await ask(ListDeadlines(past=True))).deadlines if each.id == "review-3"]
    assert (still.version, still.day) == (1, date(2024, 2, 21)), "nothing was changed"
    moved = await ask(
        MoveDeadline(deadline="review-3", day=date(2024, 2, 23), hour=time(17), expected=1,
                     reason="snow"),
        name="Dr Staff", staff=True,
    )  # fmt: skip
    assert moved.new == shown.new and moved.old == shown.old
    [first, second] = reversed(await ask(ListMoves(), staff=True))
    assert (first.version, first.by, first.due.day) == (1, "course folder", date(2024, 2, 21))
    assert (second.version, second.by, second.name) == (2, "staff", "Dr Staff")
    assert (second.reason, second.due.at) == ("snow", at(2, 23, 17))


async def test_everything_speaks_of_the_new_date(mail: Mailbox) -> None:
    await mail.staff(REVIEW_3)
    moved = await due(mail, "review-3")
    assert (moved.day, moved.version, moved.hour) == (date(2024, 2, 23), 2, "not stated")
    assert moved.moved_from is not None
    assert moved.moved_from.in_words == "Wednesday 21 February 2024, hour not stated (New York)"
    assert (moved.closes, moved.grace_day) == (at(2, 24, 0), date(2024, 2, 25))
    assert moved.source == "the course staff; first: course calendar, 21 February"
    old = await mail.ask(ListMeetings(span="day", day=date(2024, 2, 21)))
    assert [each.id for each in old.due] == []
    [found] = await mail.ask(FindWhen(text="deadline:review-3"))
    assert found.day == date(2024, 2, 23) and found.label.endswith("Fri 23 Feb")
    back = REVIEW_3.model_copy(update={"day": date(2024, 2, 21), "expected": 2})
    await mail.staff(back)
    again = await due(mail, "review-3")
    assert (again.version, again.moved_from) == (3, None), "it is where it was at first"


async def test_an_hour_that_staff_set_stays_when_the_day_moves(mail: Mailbox) -> None:
    with_hour = MoveDeadline(deadline="pa1", day=date(2024, 2, 12), hour=time(17), expected=1)
    await mail.staff(with_hour)
    await mail.staff(MoveDeadline(deadline="pa1", day=date(2024, 2, 13), expected=2))
    moved = await due(mail, "pa1")
    assert (moved.at, moved.hour) == (at(2, 13, 17), "set by staff")


async def test_refusals(mail: Mailbox) -> None:
    with pytest.raises(StaffOnly):
        await mail.ask(REVIEW_3)
    with pytest.raises(NoSuchDeadline):
        await mail.staff(PlanMove(deadline="review-99", day=date(2024, 2, 23)))
    with pytest.raises(NothingMoves, match="21 February"):
        await mail.staff(PlanMove(deadline="review-3", day=date(2024, 2, 21)))
    with pytest.raises(NoSuchMoment, match="the clocks skip it"):
        await mail.staff(PlanMove(deadline="review-5", day=date(2024, 3, 10), hour=time(2, 30)))
    with pytest.raises(NoSuchMoment, match="far outside the term"):
        await mail.staff(PlanMove(deadline="review-5", day=date(2042, 3, 10)))
    await mail.staff(REVIEW_3)
    with pytest.raises(MovedMeanwhile, match=r"Friday 23 February.*by Dr Staff"):
        await mail.staff(REVIEW_3.model_copy(update={"day": date(2024, 2, 26)}))


async def test_warnings(mail: Mailbox) -> None:
    early = await mail.staff(PlanMove(deadline="pa2", day=date(2024, 2, 4)))
    assert early.warnings == (
        "The new date has passed already.",
        "It would be due before it is given out.",
    )
    late = await mail.staff(PlanMove(deadline="report", day=date(2024, 5, 20)))
    assert late.warnings == ("The new date lies outside the term.",)
    undiscussed = await mail.staff(PlanMove(deadline="review-5", day=date(2024, 2, 26)))
    assert "Paper 5a is discussed only later" in undiscussed.warnings[0]


async def test_exactly_those_who_were_told_are_corrected(mail: Mailbox) -> None:
    """Ada is told on 19 February. Ben asked for one day before, so he is not yet; Cleo has left since."""
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    for student in ("101", "102", "103"):
        await mail.ask(JoinCourse(), student)
    await mail.ask(ChooseLeads(kind="review", leads=("1d",)), "102")
    said = await mail.until(at(2, 19, 20))
    assert {message.to for message in said if "3a" in message.due.title} == {"101", "103"}
    await mail.ask(LeaveCourse(), "103")

    plan = await mail.staff(PlanMove(deadline="review-3", day=date(2024, 2, 28)))
    assert (plan.told.people, plan.told.names, plan.told.channels) == (1, ("Ada",), 0)
    moved = await mail.staff(REVIEW_3.model_copy(update={"day": date(2024, 2, 28)}))
    assert moved.told == plan.told and moved.joined == 2
    [message] = await mail.drain()
    correction = message.due
    assert (message.to, correction.person, correction.lead) == ("101", "101", None)
    assert correction.correction is not None
    assert correction.correction.in_words.startswith("Wednesday 21 February 2024")
    assert correction.correction.why == "The course staff moved it."
    assert correction.in_words.startswith("Wednesday 28 February 2024")
    assert correction.deadline is not None and correction.deadline.version == 2

    later = await mail.until(at(2, 28, 12))
    about = [(each.at, each.to) for each in later if "3a" in each.due.title]
    assert about == [
        (at(2, 26, 19, 30), "101"),
        (at(2, 27, 19, 30), "#90"),
        (at(2, 27, 19, 30), "102"),
    ]


async def test_a_channel_that_was_told_is_corrected(mail: Mailbox) -> None:
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    await mail.until(at(2, 20, 20))
    moved = await mail.staff(REVIEW_3)
    assert (moved.told.people, moved.told.channels) == (0, 1)
    [message] = await mail.drain()
    assert message.to == "#90" and message.due.person is None and message.due.status == ""
    assert message.due.why == "This channel was told another date, which no longer holds."


async def test_moved_back_before_anyone_heard_is_silence(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.until(at(2, 19, 20))
    await mail.staff(REVIEW_3)
    await mail.staff(MoveDeadline(deadline="review-3", day=date(2024, 2, 21), expected=2))
    assert await mail.drain() == []


async def test_there_and_back_again_is_two_corrections(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.until(at(2, 19, 20))
    for version, day in ((1, 23), (2, 21), (3, 23)):
        await mail.staff(
            MoveDeadline(deadline="review-3", day=date(2024, 2, day), expected=version)
        )
        [message] = await mail.drain()
        assert message.due.day == date(2024, 2, day)
        assert message.due.correction is not None


async def test_who_ticked_it_off_is_corrected_and_who_turned_off_is_not(mail: Mailbox) -> None:
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.until(at(2, 19, 20))
    await mail.ask(TickOff(deadline="review-3"), "101")
    await mail.ask(TurnReminders(on=False), "102")
    await mail.staff(REVIEW_3)
    [message] = await mail.drain()
    assert (message.to, message.due.status) == ("101", "You have ticked it off.")


async def test_what_waits_in_the_outbox_when_it_moves_is_not_said(mail: Mailbox) -> None:
    """Rung, but no bot was there: nobody was told the old date, so there is nothing to correct."""
    await mail.ask(JoinCourse())
    mail.go_to(at(2, 19, 19, 30))
    await mail.ring()
    moved = await mail.staff(REVIEW_3)
    assert moved.told.people == 0
    said = await mail.until(at(2, 23))
    about = [(each.at, each.due.lead) for each in said if "3a" in each.due.title]
    assert about == [(at(2, 21, 19, 30), "2d")]


async def test_moved_so_near_that_every_lead_has_passed(mail: Mailbox) -> None:
    """Nobody was told yet, and two days before is over: it comes at once, and says that it is late."""
    await mail.ask(JoinCourse())
    await mail.ask(JoinCourse(), "102")
    await mail.ask(ChooseLeads(kind="review", leads=("7d", "5h")), "102")
    await mail.staff(MoveDeadline(deadline="review-3", day=date(2024, 2, 6), expected=1))
    said = await mail.drain()
    [message] = [each for each in said if "3a" in each.due.title]
    assert message.to == "101" and message.due.late and message.due.lead == "2d"
    later = await mail.until(at(2, 6, 20))
    assert [(each.to, each.due.lead) for each in later if "3a" in each.due.title] == [("102", "5h")]
