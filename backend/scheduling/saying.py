"""What a reminder says to its reader, as data: the reader's own date, the late rule, the standing, and why it comes.

The words of dates and of rules come from `views`, so that a reminder and `/due` cannot differ. Whether it is said at
all is decided in `renewal`; how it looks, by the bot.
"""

from __future__ import annotations

from datetime import timedelta

from backend.contract.calendar import Deadline, Meeting, Paper
from backend.contract.reminders import Correction, ReminderDue, ReminderKind
from backend.scheduling.leads import lead_in_words, leads_in_words
from backend.scheduling.readers import Reader
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.targets import Target
from backend.scheduling.views import View
from backend.scheduling.words import day_in_words, moment_in_words, place_of

LATE = timedelta(minutes=15)
"""A reminder that comes so much later than planned says so."""

OF: dict[ReminderKind, str] = {
    "review": "reviews",
    "assignment": "assignments",
    "project": "the project",
    "grace": "the end of the days of grace",
    "presentation": "your presentation",
    "meeting": "classes",
}


def is_late(row: PlanRow, view: View) -> bool:
    return view.now - row.due > LATE


def reminder(row: PlanRow, target: Target, reader: Reader, view: View) -> ReminderDue:
    """The reminder of one plan. `view` is the reader's."""
    assert row.id is not None
    deadline = _deadline(target, reader, view)
    meeting, paper = _meeting(target, view), _paper(target, view)
    return ReminderDue(
        plan=row.id, kind=target.kind, person=reader.student,
        title=_title(target, meeting),
        lead=row.lead if row.sort == "lead" else None, lead_words=lead_words(row),
        moment=target.moment, day=target.anchor.day, in_words=_in_words(target, deadline, view),
        in_own_words=_in_own_words(target, reader),
        late_rule=deadline.late_rule if deadline else "",
        status=_status(target, reader, deadline, paper, view), planned=row.due,
        late=is_late(row, view), snoozed=row.sort == "snooze",
        why=_why(row, target.kind, reader), deadline=deadline, meeting=meeting, paper=paper,
        can_tick=deadline is not None and reader.student is not None and deadline.standing != "done",
    )  # fmt: skip


def corrected(said: ReminderDue, told: PlanRow, view: View) -> ReminderDue:
    """The same as a correction of what `told` said."""
    return said.model_copy(update={"correction": _correction(told, said.deadline, view)})


def cancelled(row: PlanRow, told: PlanRow, reader: Reader, view: View) -> ReminderDue:
    """That something of which the reader was told is no longer in the course."""
    assert row.id is not None and told.told_day is not None and told.told_closes is not None
    kinds: dict[str, ReminderKind] = {kind: kind for kind in OF}
    kind = kinds[row.kind]
    return ReminderDue(
        plan=row.id, kind=kind, person=reader.student, title=row.title, lead=None,
        lead_words="it is no longer in the course", moment=told.told_closes, day=told.told_day,
        in_words=told.told_words, planned=row.due, late=is_late(row, view), cancelled=True,
        correction=_correction(told, None, view), why=_why(row, kind, reader),
    )  # fmt: skip


def lead_words(row: PlanRow) -> str:
    if row.sort == "snooze":
        return "as you asked when you snoozed it"
    return "the date has changed" if row.sort == "correction" else lead_in_words(row.lead)


def _title(target: Target, meeting: Meeting | None) -> str:
    if target.kind == "meeting" and meeting is not None:
        return f"Class: {meeting.title}"
    return f"End of the days of grace: {target.title}" if target.kind == "grace" else target.title


def _deadline(target: Target, reader: Reader, view: View) -> Deadline | None:
    if not target.subject.startswith("deadline:"):
        return None
    item = view.course.deadline(target.name)
    return view.deadline(item, personal=reader.student is not None) if item else None


def _meeting(target: Target, view: View) -> Meeting | None:
    row = view.course.meeting_on(target.day) if target.kind in ("meeting", "presentation") else None
    return view.meeting(row) if row else None


def _paper(target: Target, view: View) -> Paper | None:
    paper = view.course.paper(target.name) if target.kind == "presentation" else None
    return view.paper(paper) if paper else None


def _in_words(target: Target, deadline: Deadline | None, view: View) -> str:
    if deadline is not None and target.kind != "grace":
        return deadline.in_words
    if target.hour_known:
        return moment_in_words(target.moment, view.course.tz)
    return f"the end of {day_in_words(target.anchor.day)} ({place_of(view.course.tz)})"


def _in_own_words(target: Target, reader: Reader) -> str:
    if reader.zone is None or not target.hour_known:
        return ""
    return moment_in_words(target.moment, reader.zone)


def _status(
    target: Target, reader: Reader, deadline: Deadline | None, paper: Paper | None, view: View
) -> str:
    """How it stands for the reader; nothing in a channel, where nobody in particular reads."""
    if reader.student is None:
        return ""
    if paper is not None:
        others = [
            row.name for row in view.bookings.get(paper.id, ()) if row.student != reader.student
        ]
        return f"You present it with {' and '.join(others)}." if others else "You present it alone."
    return _standing(deadline, view) if deadline is not None else ""


def _standing(deadline: Deadline, view: View) -> str:
    own = " and ".join(
        paper
        for paper in deadline.papers
        if any(row.student == view.asker for row in view.bookings.get(paper, ()))
    )
    sentences: list[str] = []
    if deadline.extended is not None:
        sentences.append(f"You have an extension; for others it is {deadline.extended.in_words}.")
    if deadline.standing == "done":
        sentences.append("You have ticked it off.")
    elif deadline.standing == "excused":
        sentences.append(f"You present {own}, so no review is due.")
    elif own and deadline.why.startswith("perhaps excused"):
        sentences.append(f"You present {own}, so perhaps no review is due: ask the staff.")
    elif own:
        others = " or ".join(paper for paper in deadline.papers if paper not in own.split())
        sentences.append(f"You present {own}, so the review that is due is of {others}.")
    if deadline.standing == "in grace" and deadline.grace_day is not None:
        last = day_in_words(deadline.grace_day)
        sentences.append(f"The day itself has passed; it is still taken until {last}.")
    return " ".join(sentences)


def _why(row: PlanRow, kind: ReminderKind, reader: Reader) -> str:
    if row.sort == "snooze":
        return "You asked to be reminded once more."
    if row.sort == "correction":
        who = "You were" if reader.student is not None else "This channel was"
        return f"{who} told another date, which no longer holds."
    leads = leads_in_words(reader.leads[kind])
    if reader.student is None:
        return f"The course reminds this channel of {OF[kind]}: {leads}."
    if kind in reader.chosen:
        return f"You chose to be reminded of {OF[kind]}: {leads}."
    return f"You joined, and the course reminds of {OF[kind]}: {leads}."


def _correction(told: PlanRow, deadline: Deadline | None, view: View) -> Correction:
    assert told.told_day is not None and told.told_at is not None
    if deadline is not None and deadline.extended is not None:
        why = "You have an extension."
    else:
        change = view.dates.changes.get(told.subject.partition(":")[2])
        staff = change is not None and change.chat is not None
        why = "The course staff moved it." if staff else "The calendar of the course was changed."
    return Correction(
        day=told.told_day, at=told.told_closes if told.told_hour else None,
        in_words=told.told_words, told=told.told_at, why=why,
    )  # fmt: skip
