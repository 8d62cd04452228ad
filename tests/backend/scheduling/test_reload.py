"""The course folder read again: shown, applied, and where it disagrees with what staff set in chat."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from backend.clock import HandClock
from backend.contract.calendar import GetPolicy, ListDeadlines, ListMeetings, ListPapers
from backend.contract.changes import ListMoves, MoveDeadline, PlanReload, ReloadCourse
from backend.contract.notices import NextNotices
from backend.contract.refusals import CourseEditedMeanwhile, CourseUnusable
from backend.contract.reminders import JoinCourse, RingReminders
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.settings import Settings
from tests.backend.scheduling.mailbox import ALARM, Mailbox, at
from tests.backend.scheduling.test_moves import due
from tests.conftest import COURSE, House, build, open_house


class Folder:
    """A course folder that is edited as by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(COURSE, path)

    def edit(self, before: str, after: str, *, file: str = "course.toml") -> None:
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(before) == 1, text.count(before)
        (self.path / file).write_text(text.replace(before, after), encoding="utf-8")


REVIEW_3 = 'kind = "review"\nday = 2024-02-21\nweekday = "Wednesday"'
FRIDAY = 'kind = "review"\nday = 2024-02-23\nweekday = "Friday"'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "course")


@pytest.fixture
def settings(tmp_path: Path, folder: Folder) -> Settings:
    return Settings(data={"folder": tmp_path}, course={"folder": folder.path})  # type: ignore[arg-type]


@pytest.fixture
async def desk(
    sqlite_url: str, settings: Settings, folder: Folder, clock: HandClock
) -> AsyncIterator[Mailbox]:
    async with open_house(sqlite_url, load(folder.path), settings, clock) as house:
        mail = Mailbox(house, house.backend)
        await house.backend(RingReminders(rebuild=True), ALARM)
        yield mail


async def reload(mail: Mailbox, *folder_wins: str) -> None:
    shown = await mail.staff(PlanReload())
    await mail.staff(ReloadCourse(fingerprint=shown.fingerprint, folder_wins=folder_wins))


async def test_nothing_changed(desk: Mailbox) -> None:
    shown = await desk.staff(PlanReload())
    assert shown.is_empty and not shown.disagreements and shown.warnings > 10
    await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    assert await desk.staff(ListMoves()) == ()


async def test_a_date_in_the_folder_moves_as_one_in_chat_does(
    desk: Mailbox, folder: Folder
) -> None:
    await desk.ask(JoinCourse())
    await desk.until(at(2, 19, 20))
    folder.edit(REVIEW_3, FRIDAY)
    shown = await desk.staff(PlanReload())
    [move] = shown.moves
    assert (move.deadline, move.old.day, move.new.day) == (
        "review-3", date(2024, 2, 21), date(2024, 2, 23),
    )  # fmt: skip
    assert (move.told.names, move.new.version) == (("Ada",), 2)
    assert (await due(desk, "review-3")).day == date(2024, 2, 21), "shown, not applied"
    applied = await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    assert applied == shown
    moved = await due(desk, "review-3")
    assert (moved.day, moved.version) == (date(2024, 2, 23), 2)
    assert moved.moved_from is not None and moved.moved_from.day == date(2024, 2, 21)
    [message] = await desk.drain()
    assert message.due.correction is not None
    assert message.due.correction.why == "The calendar of the course was changed."
    [version, _first] = await desk.staff(ListMoves(deadline="review-3"))
    assert (version.by, version.name) == ("course folder", "Dr Staff")


async def test_chat_stands_against_the_folder_until_staff_let_go(
    desk: Mailbox, folder: Folder
) -> None:
    await desk.staff(MoveDeadline(deadline="review-3", day=date(2024, 2, 26), expected=1))
    folder.edit(REVIEW_3, FRIDAY)
    shown = await desk.staff(PlanReload())
    assert shown.moves == ()
    [two] = shown.disagreements
    assert (two.folder.day, two.chat.day) == (date(2024, 2, 23), date(2024, 2, 26))
    assert two.set_by == "Dr Staff"
    await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    assert (await due(desk, "review-3")).day == date(2024, 2, 26)
    again = await desk.staff(PlanReload())
    assert again.is_empty and len(again.disagreements) == 1, "it is still said"
    await reload(desk, "review-3")
    settled = await due(desk, "review-3")
    assert (settled.day, settled.version) == (date(2024, 2, 23), 3)
    assert (await desk.staff(PlanReload())).disagreements == ()


async def test_what_is_new_and_what_is_gone(desk: Mailbox, folder: Folder) -> None:
    """A deadline that is added so late that its reminder would be over is told at once; one that goes is cancelled."""
    await desk.ask(JoinCourse())
    await desk.until(at(2, 19, 20))
    folder.edit(
        '[[deadlines]]\nid = "review-3"\ntitle = "Review of paper 3a or 3b"\n',
        '[[deadlines]]\nid = "extra"\ntitle = "An extra review"\n',
    )
    folder.edit(REVIEW_3, REVIEW_3.replace("21", "20").replace("Wednesday", "Tuesday"))
    shown = await desk.staff(PlanReload())
    assert (shown.added, shown.removed) == (("An extra review",), ("Review of paper 3a or 3b",))
    await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    gone, new = sorted((each.due for each in await desk.drain()), key=lambda each: each.plan)
    assert gone.cancelled and gone.title == "Review of paper 3a or 3b" and gone.deadline is None
    assert new.late and new.title == "An extra review"
    await desk.backend(RingReminders(rebuild=True), ALARM)
    assert await desk.drain() == [], "once"


async def test_a_presentation_that_moves_is_corrected(desk: Mailbox, folder: Folder) -> None:
    await desk.ask(JoinCourse())
    await desk.ask(SignUp(paper="5a"))
    await desk.until(at(2, 21, 20))
    folder.edit("discussions = [5]\nlectures = [7]", "lectures = [7]")
    folder.edit(
        'note = "The calendar lists this class in person, and nothing for it."', "discussions = [5]"
    )
    shown = await desk.staff(PlanReload())
    assert len(shown.meetings) == 2 and "4 March 2024: changed" in shown.meetings[1]
    await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    [message] = await desk.drain()
    assert message.due.title.startswith("Your presentation of paper 5a")
    assert message.due.moment == at(3, 4, 19, 30) and message.due.correction is not None
    later = await desk.until(at(3, 5))
    presents = [(each.at, each.due.lead) for each in later if each.due.kind == "presentation"]
    assert presents == [(at(2, 26, 19, 30), "7d"), (at(3, 3, 19, 30), "1d")]


async def test_other_parts(desk: Mailbox, folder: Folder) -> None:
    folder.edit("seats_per_paper = 2", "seats_per_paper = 3")
    folder.edit("# What the course asks for", "# What is asked\n\n## New {#new}\n\nA passage.\n",
                file="policies.md")  # fmt: skip
    folder.edit('title = "Programming Assignment 2"', 'title = "Programming Assignment Two"')
    shown = await desk.staff(PlanReload())
    assert shown.other == (
        "sign up", "policies", "the text of Programming Assignment Two",
    )  # fmt: skip
    assert (await desk.ask(ListPapers()))[0].seats == 2
    await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    assert (await desk.ask(ListPapers()))[0].seats == 3
    assert (await desk.ask(GetPolicy(topic="new"))).text.startswith("A passage.")


async def test_a_folder_with_a_mistake_changes_nothing(desk: Mailbox, folder: Folder) -> None:
    folder.edit(REVIEW_3, REVIEW_3.replace("Wednesday", "Thursday"))
    with pytest.raises(CourseUnusable, match=r"course\.toml:\d+: error: .*is a Wednesday"):
        await desk.staff(PlanReload())
    assert (await due(desk, "review-3")).day == date(2024, 2, 21)


async def test_edited_after_it_was_shown(desk: Mailbox, folder: Folder) -> None:
    shown = await desk.staff(PlanReload())
    folder.edit(REVIEW_3, FRIDAY)
    with pytest.raises(CourseEditedMeanwhile):
        await desk.staff(ReloadCourse(fingerprint=shown.fingerprint))
    assert (await desk.ask(ListDeadlines(past=True))).deadlines[2].day == date(2024, 2, 21)


async def test_edited_while_the_backend_was_down(
    desk: Mailbox, folder: Folder, settings: Settings, clock: HandClock, sqlite_url: str
) -> None:
    await desk.ask(JoinCourse())
    await desk.until(at(2, 19, 20))
    folder.edit(REVIEW_3, FRIDAY)
    backend = build(sqlite_url, load(folder.path), settings, clock)
    try:
        started = Mailbox(House(backend, clock, ""), backend)
        await backend(RingReminders(rebuild=True), ALARM)
        [message] = await started.drain()
        assert message.due.correction is not None and message.due.day == date(2024, 2, 23)
        assert (await due(started, "review-3")).version == 2
        await backend(RingReminders(rebuild=True), ALARM)
        assert await started.drain() == [], "a second start says nothing"
    finally:
        await backend.close()


async def test_a_meeting_that_turns_online_is_a_new_event(desk: Mailbox, folder: Folder) -> None:
    folder.edit('day = 2024-02-07\nweekday = "Wednesday"\nmode = "in person"',
                'day = 2024-02-07\nweekday = "Wednesday"\nmode = "online"')  # fmt: skip
    await reload(desk)
    [meeting] = (await desk.ask(ListMeetings(span="day", day=date(2024, 2, 7)))).meetings
    assert (meeting.mode, meeting.place) == ("online", "online")
    assert await desk.ask(NextNotices()) == (), "no guild, no event"
