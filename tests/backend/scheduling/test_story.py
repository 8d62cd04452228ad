"""Why a reminder came or did not: every one of them has a sentence."""

from __future__ import annotations

import pytest

from backend.contract.calendar import TickOff
from backend.contract.refusals import NoSuchDeadline, StaffOnly
from backend.contract.reminders import ChooseLeads, ExplainReminders, JoinCourse, TurnReminders
from tests.backend.scheduling.mailbox import Mailbox, at


@pytest.fixture
def mail(sqlite_mail: Mailbox) -> Mailbox:
    return sqlite_mail


async def test_who_has_not_joined_reads_so(mail: Mailbox) -> None:
    story = await mail.ask(ExplainReminders())
    assert story.sentence == "You have not joined, so nothing is sent to you. `/join` changes that."
    assert (story.past, story.coming, story.silent) == ((), (), ())


async def test_what_was_what_is_to_come_and_what_is_silent(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(ChooseLeads(kind="project", leads=()))
    await mail.ask(TickOff(deadline="pa1"))
    await mail.until(at(2, 6))
    story = await mail.ask(ExplainReminders())
    assert [(each.title, each.sentence) for each in story.past] == [
        ("Review of paper 1a or 1b", "It was sent.")
    ]
    first = story.coming[0]
    assert (first.title, first.lead_words, first.state) == (
        "Programming Assignment 1", "3 days before", "planned",
    )  # fmt: skip
    assert first.planned == at(2, 9, 19, 30)
    assert story.silent == (
        "Programming Assignment 1: you have ticked it off.",
        "Final project proposal: reminders of the project are off.",
        "Final project abstract draft: reminders of the project are off.",
        "Final project report: reminders of the project are off.",
    )


async def test_one_deadline_alone(mail: Mailbox) -> None:
    mail.go_to(at(2, 6))
    await mail.ask(JoinCourse())
    story = await mail.ask(ExplainReminders(deadline="review-1"))
    assert (story.past, story.coming) == ((), ())
    assert story.silent == (
        "Review of paper 1a or 1b: the hours at which you would have been reminded were over "
        "before it was planned.",
    )
    with pytest.raises(NoSuchDeadline):
        await mail.ask(ExplainReminders(deadline="review-99"))


async def test_turned_off(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(TurnReminders(on=False))
    story = await mail.ask(ExplainReminders())
    assert "turned reminders off" in story.sentence and story.coming == ()


async def test_someone_elses_is_for_staff(mail: Mailbox) -> None:
    await mail.ask(JoinCourse(), "102")
    with pytest.raises(StaffOnly):
        await mail.ask(ExplainReminders(student="102"))
    story = await mail.staff(ExplainReminders(student="102"))
    assert story.enrolment.name == "Ben" and story.coming
