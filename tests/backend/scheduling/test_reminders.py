"""What is said at the moment of sending: the task, the date, the rule, one's own standing; or nothing, and why."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from backend.contract.calendar import ListTicks, TickOff
from backend.contract.changes import Extend, MoveDeadline, Person
from backend.contract.clock import MoveClock
from backend.contract.notices import (
    Delivery,
    ListDeliveries,
    NoticeFailed,
    NoticeSaid,
    Places,
    SetPlaces,
)
from backend.contract.refusals import NoSuchReminder, NothingToSnooze
from backend.contract.reminders import (
    ChooseLeads,
    ChooseQuietHours,
    ExplainReminders,
    JoinCourse,
    QuietHours,
    ReminderDue,
    RenewReminder,
    SnoozeReminder,
    TurnReminders,
)
from backend.contract.signup import Leave, SignUp
from backend.desk import Visit
from backend.scheduling.tables_reminders import PreferenceRow
from tests.backend.scheduling.mailbox import BOT, Mailbox, at

NIGHT = QuietHours(start=time(22), end=time(8))


async def test_what_a_reminder_says(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    [message] = await mail.until(at(2, 6))
    said = message.due
    assert (message.at, message.to, said.person) == (at(2, 5, 19, 30), "101", "101")
    assert (said.title, said.kind) == ("Review of paper 1a or 1b", "review")
    assert (said.lead, said.lead_words, said.late) == ("2d", "2 days before", False)
    assert said.in_words == "Wednesday 7 February 2024, hour not stated (New York)"
    assert (said.moment, said.day) == (at(2, 8, 0), date(2024, 2, 7))
    assert said.late_rule.startswith("Up to 2 days")
    assert said.why == "You joined, and the course reminds of reviews: 2 days before."
    assert said.can_tick and said.deadline is not None and said.deadline.standing == "open"
    assert said.planned == at(2, 5, 19, 30)


async def test_a_presenters_standing(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(SignUp(paper="5a"))
    said = await mail.until(at(3, 10))
    review = next(each.due for each in said if "5a or 5b" in each.due.title)
    assert review.status == "You present 5a, so perhaps no review is due: ask the staff."
    talk = next(each.due for each in said if each.due.kind == "presentation")
    assert talk.status == "You present it alone." and talk.late_rule == ""
    assert talk.paper is not None and talk.paper.mine
    await mail.ask(SignUp(paper="7a"), "102")
    await mail.ask(SignUp(paper="7a"), "103")
    await mail.ask(JoinCourse(), "102")
    later = await mail.until(at(3, 13))
    assert later[-1].due.status == "You present it with Cleo."


@pytest.mark.parametrize(
    ("exemption", "status"),
    [
        ("whole item", None),
        ("that paper only", "You present 5a, so the review that is due is of 5b."),
    ],
)
async def test_what_presenting_excuses_is_the_courses_to_say(
    mail: Mailbox, exemption: str, status: str | None
) -> None:
    course = mail.house.backend.course
    reviews = course.reviews.model_copy(update={"presenter_exemption": exemption})
    mail.house.backend.course = course.model_copy(update={"reviews": reviews})
    await mail.ask(JoinCourse())
    await mail.ask(SignUp(paper="5a"))
    said = await mail.until(at(3, 10))
    assert [each.due.status for each in said if "5a or 5b" in each.due.title] == (
        [] if status is None else [status]
    )
    story = await mail.ask(ExplainReminders(deadline="review-5"))
    expected = "you were excused: you present 5a" if status is None else "It was sent."
    assert expected in story.past[0].sentence


async def test_done_turned_off_moved_or_extended_since(mail: Mailbox) -> None:
    """Each of these happens after the alarm has rung and before a bot takes the notice."""
    people = ("101", "102", "103", "104", "105")
    for student in people:
        await mail.ask(JoinCourse(), student)
    mail.go_to(at(2, 5, 19, 30))
    assert (await mail.ring()).handed == 5
    await mail.ask(TickOff(deadline="review-1"), "101")
    await mail.ask(TurnReminders(on=False), "102")
    await mail.ask(ChooseLeads(kind="review", leads=("1d",)), "103")
    ben = Person(id="104", name="Dora")
    await mail.staff(Extend(deadline="review-1", students=(ben,), day=date(2024, 2, 14)))
    assert [message.to for message in await mail.drain()] == ["105"]
    reasons = {
        student: (await mail.ask(ExplainReminders(), student)).past[0].sentence
        for student in people
    }
    assert reasons == {
        "101": "It was not sent: you had ticked it off.",
        "102": "It was not sent: you had turned reminders off.",
        "103": "It was not sent: other times had been chosen.",
        "104": "It was not sent: its date had changed, and the new date has reminders of its own.",
        "105": "It was sent.",
    }
    later = await mail.until(at(2, 14))
    assert [(each.at, each.to) for each in later if each.due.kind == "review"] == [
        (at(2, 6, 19, 30), "103"),
        (at(2, 12, 19, 30), "104"),
    ]


async def test_a_presentation_given_back_is_not_reminded_of(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(SignUp(paper="5a"))
    mail.go_to(at(2, 21, 19, 30))
    await mail.ring()
    await mail.ask(Leave())
    said = await mail.until(at(3, 1))
    assert not any(each.due.kind == "presentation" for each in said if each.to == "101")


async def test_one_that_comes_late_says_so(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    mail.go_to(at(2, 6, 9))
    await mail.ring()
    [message] = await mail.drain()
    assert message.due.late and message.due.planned == at(2, 5, 19, 30)


async def test_in_grace_it_is_still_of_use_and_after_it_no_more(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    mail.go_to(at(2, 8, 12))
    await mail.ring()
    [message] = await mail.drain()
    assert message.due.late and message.due.deadline is not None
    assert message.due.deadline.standing == "in grace"
    assert "still taken until Friday 9 February" in message.due.status
    mail.go_to(at(2, 13, 12))
    ring = await mail.ring()
    assert (ring.handed, ring.missed) == (0, 2)
    assert await mail.drain() == []
    story = await mail.ask(ExplainReminders(deadline="pa1"))
    assert {each.state for each in story.past} == {"missed"}


async def test_a_backlog_is_one_digest_a_person(mail: Mailbox) -> None:
    """The backend was down from 16 to 24 March; then it rings, once for each of the two who joined."""
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.ask(TickOff(deadline="review-7"), "102")
    await mail.until(at(3, 16))
    mail.go_to(at(3, 24, 12))
    await mail.ring()
    said = {message.to: message for message in await mail.drain()}
    assert set(said) == {"101", "102", "#90"} and len(mail.messages) == len(
        {(each.at, each.to, each.matter.about, getattr(each.matter, "plan", 0)) for each in mail.messages}
    )
    digest = said["101"].digest
    assert [(item.title, item.lead) for item in digest.items] == [
        ("Final project proposal", "2d"),
        ("Review of paper 7a or 7b", "2d"),
    ], "the proposal's seven days before is not said beside its two"
    assert all(item.late for item in digest.items) and digest.since == at(3, 23, 19, 30)
    assert said["102"].due.title == "Final project proposal", "one alone needs no digest"
    story = await mail.ask(ExplainReminders(deadline="proposal"))
    assert [each.state for each in story.past] == ["said", "withdrawn"]
    assert "another reminder of the same" in story.past[1].sentence


async def test_a_backlog_because_no_bot_was_there(mail: Mailbox) -> None:
    """The alarm rings in time, and nobody takes the notices until later."""
    await mail.ask(JoinCourse())
    await mail.ask(ChooseLeads(kind="meeting", leads=("3h",)))
    for hour in (at(2, 5, 16, 30), at(2, 5, 19, 30)):
        mail.go_to(hour)
        await mail.ring()
    mail.go_to(at(2, 6, 9))
    await mail.ask(ChooseLeads(kind="review", leads=("2d", "1d")))
    mail.go_to(at(2, 6, 19, 30))
    await mail.ring()
    assert [each.matter.about for each in await mail.drain()] == ["reminder-due"] * 2
    late, timely = mail.messages
    assert late.due.late and late.due.lead == "2d", "the class is over, so it is left out"
    assert not timely.due.late and timely.due.lead == "1d"


async def test_a_digest_that_is_handed_out_again_is_the_same(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    mail.go_to(at(3, 24, 12))
    await mail.ring()
    [first] = await mail.take()
    failed = NoticeFailed(notice=first.id, version=1, reason="503", no_effect=True)
    await mail.backend(failed, BOT)
    await mail.ask(TickOff(deadline="review-7"))
    mail.house.clock.move(timedelta(minutes=5))
    [again] = await mail.take()
    assert isinstance(again.matter, ReminderDue), "and what was done meanwhile is left out"
    assert again.matter.title == "Final project proposal"
    await mail.backend(NoticeSaid(notice=again.id, version=1, message="1"), BOT)
    assert await mail.take() == []


async def test_a_reminder_is_unique_whatever_is_rung(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.until(at(2, 6))
    for _ in range(3):
        await mail.ring()
        await mail.ask(ChooseLeads(kind="review", leads=()))
        await mail.ask(ChooseLeads(kind="review", leads=None))
        await mail.ask(JoinCourse())
    assert await mail.drain() == []


async def test_jumps_of_the_course_clock(mail: Mailbox) -> None:
    """Forward like an outage, backward without saying anything twice, and what was missed lies ahead again."""
    await mail.ask(JoinCourse())
    await mail.until(at(2, 6))
    assert len(mail.messages) == 1
    await mail.ask(MoveClock(to=at(4, 4)), "owner")
    assert await mail.drain() == [], "all of it was too late to be of use"
    await mail.ask(MoveClock(to=at(2, 5)), "owner")
    assert await mail.drain() == []
    story = await mail.ask(ExplainReminders())
    assert story.coming[0].title == "Programming Assignment 1"
    said = await mail.until(at(2, 10))
    assert [(each.at, each.due.title) for each in said] == [
        (at(2, 9, 19, 30), "Programming Assignment 1")
    ]
    await mail.ask(MoveClock(to=at(2, 19, 19, 30)), "owner")
    [message] = await mail.drain()
    assert message.due.title == "Review of paper 3a or 3b" and not message.due.late


async def test_set_back_before_a_bot_came(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(MoveClock(to=at(2, 19, 19, 30)), "owner")
    await mail.ask(MoveClock(to=at(2, 18)), "owner")
    assert await mail.drain() == [], "it is not due any more"
    await mail.ask(MoveClock(to=at(2, 19, 19, 35)), "owner")
    assert [each.due.title for each in await mail.drain()] == ["Review of paper 3a or 3b"]


async def test_late_and_quiet_waits_for_the_morning(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(ChooseQuietHours(hours=NIGHT))
    mail.go_to(at(2, 5, 19, 30))
    await mail.ring()
    mail.go_to(at(2, 6, 2))
    assert await mail.drain() == []
    mail.go_to(at(2, 6, 7, 59))
    assert await mail.drain() == []
    mail.go_to(at(2, 6, 8))
    [message] = await mail.drain()
    assert message.due.late


async def test_a_correction_waits_for_the_morning_too(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(ChooseQuietHours(hours=NIGHT))
    await mail.until(at(2, 20, 2))
    moved = await mail.staff(
        MoveDeadline(deadline="review-3", day=date(2024, 2, 23), expected=1)
    )
    assert moved.told.people == 1 and await mail.drain() == []
    [message] = await mail.until(at(2, 20, 12))
    assert message.at == at(2, 20, 8) and message.due.correction is not None


async def test_snoozing(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    [first] = await mail.until(at(2, 5, 20))
    snoozed = await mail.ask(SnoozeReminder(plan=first.due.plan, minutes=90))
    assert snoozed.until == at(2, 5, 21, 30)
    assert snoozed.in_words == "Monday 5 February 2024, 9:30 pm (New York)"
    [again] = await mail.until(at(2, 6))
    assert (again.at, again.due.snoozed, again.due.lead) == (at(2, 5, 21, 30), True, None)
    assert again.due.why == "You asked to be reminded once more."
    await mail.ask(SnoozeReminder(plan=again.due.plan, minutes=60 * 24))
    await mail.ask(TickOff(deadline="review-1"))
    assert [each.due.kind for each in await mail.until(at(2, 9, 20))] == ["assignment"]
    with pytest.raises(NothingToSnooze):
        await mail.ask(SnoozeReminder(plan=first.due.plan, minutes=60 * 24))
    with pytest.raises(NoSuchReminder):
        await mail.ask(SnoozeReminder(plan=first.due.plan), "102")
    with pytest.raises(NoSuchReminder):
        await mail.ask(SnoozeReminder(plan=4711))


async def test_a_snooze_says_the_date_that_holds_then(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    [first] = await mail.until(at(2, 5, 20))
    await mail.ask(SnoozeReminder(plan=first.due.plan, minutes=60))
    await mail.staff(MoveDeadline(deadline="review-1", day=date(2024, 2, 8), expected=1))
    correction, snoozed = await mail.until(at(2, 6))
    assert correction.due.correction is not None and snoozed.due.snoozed
    assert snoozed.due.day == date(2024, 2, 8)


async def test_whoever_has_no_discord_account_is_told_nothing_and_why(mail: Mailbox) -> None:
    await mail.ask(JoinCourse(), "terminal")
    assert await mail.until(at(2, 6)) == []
    story = await mail.ask(ExplainReminders(), "terminal")
    assert "there is no Discord account" in story.past[0].sentence


async def test_a_reminder_that_could_not_be_delivered_told_nobody(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    mail.go_to(at(2, 19, 19, 30))
    await mail.ring()
    for notice in await mail.take():
        failed = NoticeFailed(notice=notice.id, version=1, reason="403 Forbidden", give_up=True)
        await mail.backend(failed, BOT)
    moved = await mail.staff(MoveDeadline(deadline="review-3", day=date(2024, 2, 28), expected=1))
    assert moved.told.people == 0
    story = await mail.ask(ExplainReminders(deadline="review-3"))
    assert story.past[0].sentence == "It could not be delivered: 403 Forbidden."


async def test_a_channel_chosen_later_is_reminded_from_then_on(mail: Mailbox) -> None:
    await mail.ring()
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    said = await mail.until(at(2, 7))
    assert [(each.at, each.to) for each in said] == [(at(2, 6, 19, 30), "#90")]
    assert said[0].due.why == "The course reminds this channel of reviews: 1 day before."
    assert not said[0].due.can_tick and said[0].due.status == ""
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="91")))
    assert {each.to for each in await mail.until(at(2, 12))} == {"#91"}
    await mail.staff(SetPlaces(places=Places(guild="9")))
    assert await mail.until(at(3, 1)) == []


async def test_a_plan_that_is_not(mail: Mailbox) -> None:
    assert await mail.ask(RenewReminder(plan=4711), "bot") is None


async def test_one_that_cannot_be_worded_does_not_stop_the_others(
    mail: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """Ada's ticks cannot be read; Ben gets his reminder all the same, and the staff are told."""
    await mail.staff(SetPlaces(places=Places(guild="9", staff_channel="95")))
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    works = mail.house.backend.handlers[ListTicks]

    def broken(call: ListTicks, visit: Visit) -> object:
        if visit.by.id == "101":
            raise ZeroDivisionError("as it may happen")
        return works(call, visit)

    mail.house.backend.handlers[ListTicks] = broken
    said = await mail.until(at(2, 6))
    assert [message.to for message in said] == ["102"]
    assert "as it may happen" in caplog.text
    mail.house.backend.handlers[ListTicks] = works
    [row] = (await mail.ask(ExplainReminders(deadline="review-1"))).past
    assert row.sentence.startswith("It could not be delivered: something broke on our side")
    notes = [each for each in await all_deliveries(mail) if each.channel == "95"]
    assert [each.state for each in notes] == ["said"]


async def test_a_zone_that_is_no_more(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    with mail.house.backend.database.writing() as session:
        session.add(PreferenceRow(student="101", zone="Atlantic/Atlantis"))
    assert [message.to for message in await mail.until(at(2, 6))] == ["101"]


async def all_deliveries(mail: Mailbox) -> tuple[Delivery, ...]:
    return (await mail.staff(ListDeliveries(most=100))).deliveries
