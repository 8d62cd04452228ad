"""Why a reminder came, or did not: each plan with what became of it, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, select

from backend.contract.calendar import ListTicks
from backend.contract.refusals import NoSuchDeadline, StaffOnly
from backend.contract.reminders import (
    Explained,
    ExplainReminders,
    PlanState,
    ReminderKind,
    ReminderStory,
)
from backend.desk import Desk, Visit
from backend.scheduling.enrolment import enrolment
from backend.scheduling.outlook import outlook
from backend.scheduling.readers import Reader, read_student
from backend.scheduling.saying import OF, lead_words
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.targets import Target

desk = Desk("story")

SENTENCES: dict[PlanState, str] = {
    "planned": "It is to come.",
    "handed": "It is due and on its way.",
    "told": "It was given to the bot; Discord has not confirmed it yet.",
    "said": "It was sent.",
    "withdrawn": "It was not sent: {reason}.",
    "missed": "It was not sent: {reason}.",
    "failed": "It could not be delivered: {reason}.",
}


@desk.answers(ExplainReminders)
def explain_reminders(call: ExplainReminders, at: Visit) -> ReminderStory:
    student = call.student or at.by.id
    if student != at.by.id and not at.by.staff:
        raise StaffOnly()
    if call.deadline is not None and at.course.deadline(call.deadline) is None:
        raise NoSuchDeadline(asked=call.deadline)
    reader = read_student(at, student)
    rows = select(PlanRow).where(PlanRow.recipient == reader.recipient)
    if call.deadline is not None:
        rows = rows.where(PlanRow.subject == f"deadline:{call.deadline}")
    past = rows.where(PlanRow.state != "planned").order_by(
        col(PlanRow.due).desc(), col(PlanRow.id).desc()
    )
    coming = rows.where(PlanRow.state == "planned").order_by(col(PlanRow.due), col(PlanRow.id))
    return ReminderStory(
        enrolment=enrolment(student, at, already=True), on=reader.on, sentence=_sentence(reader),
        past=tuple(explained(row) for row in at.session.exec(past.limit(call.most))),
        coming=tuple(explained(row) for row in at.session.exec(coming.limit(call.most))),
        silent=tuple(_silent(call.deadline, reader, at))[: call.most],
    )  # fmt: skip


def explained(row: PlanRow) -> Explained:
    assert row.id is not None
    states: dict[str, PlanState] = {state: state for state in SENTENCES}
    kinds: dict[str, ReminderKind] = {kind: kind for kind in OF}
    state = states[row.state]
    sentence = SENTENCES[state].format(reason=row.reason)
    if row.into is not None and state in ("told", "said"):
        sentence = f"{sentence} It came in one message with others."
    return Explained(
        plan=row.id, kind=kinds[row.kind], title=row.title, lead_words=lead_words(row),
        planned=row.due, state=state, sentence=sentence,
    )  # fmt: skip


def _sentence(reader: Reader) -> str:
    if not reader.joined:
        return "You have not joined, so nothing is sent to you. `/join` changes that."
    if not reader.on:
        return "You have turned reminders off, so nothing is sent to you. `/remind` turns them on."
    if not any(reader.leads.values()):
        return "You have joined, and every kind of reminder is off. `/remind` changes that."
    return "You have joined, and are reminded as `/remind` shows."


def _silent(deadline: str | None, reader: Reader, at: Visit) -> Iterator[str]:
    """What lies ahead and brings no reminder, and why."""
    if not reader.active:
        return
    planned = select(PlanRow.subject).where(
        PlanRow.recipient == reader.recipient,
        col(PlanRow.state).in_(("planned", "handed", "told", "said")),
    )
    covered = set(at.session.exec(planned).all())
    ticks = at.as_person(reader.student or "").ask(ListTicks())
    for target in outlook(at).of(reader):
        ours = target.kind not in ("grace", "meeting") and target.moment > at.now
        if not ours or (deadline is not None and target.subject != f"deadline:{deadline}"):
            continue
        if target.subject not in covered or target.name in ticks:
            yield f"{target.title}: {_reason(target, reader, ticks)}."


def _reason(target: Target, reader: Reader, ticks: tuple[str, ...]) -> str:
    if target.name in ticks:
        return "you have ticked it off"
    if not reader.leads[target.kind]:
        return f"reminders of {OF[target.kind]} are off"
    return "the hours at which you would have been reminded were over before it was planned"
