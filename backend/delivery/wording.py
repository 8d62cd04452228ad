"""What a notice is, in a few words, and why it is said: for the staff's list, and for who asks about a message."""

from backend.contract.announcements import AnnouncementStands
from backend.contract.ask import StaffAnswered, StaffAsked
from backend.contract.events import EventStands
from backend.contract.notices import BoardStands, DoorClosed, JobStands, StaffNote
from backend.contract.reminders import ReminderDigest, ReminderDue
from backend.outbox import MATTER, NoticeRow


def in_words(row: NoticeRow) -> str:
    """Without a capital or a full stop: "benchmark #17", "reminder: Review 3, 2 days before"."""
    matter = MATTER.validate_json(row.handed or row.matter)
    match matter:
        case BoardStands():
            return "sign-up board"
        case JobStands(job=job):
            return f"benchmark #{job.id}"
        case StaffNote(text=text):
            return f"note to the staff: {_clipped(text)}"
        case DoorClosed():
            return "mention that direct messages are closed"
        case AnnouncementStands(announcement=number, text=text):
            return f"announcement {number}: {_clipped(text)}"
        case EventStands(name=name):
            return f"scheduled event: {name}"
        case StaffAsked(question=question):
            return f"question {question.number} to the staff"
        case StaffAnswered():
            return "answer of the staff"
        case ReminderDue(title=title, lead_words=lead):
            return f"reminder: {title}, {lead}" if lead else f"reminder: {title}"
        case ReminderDigest(items=items):
            return f"digest of {len(items)} reminders"
    return "reminder"


def why(row: NoticeRow) -> str:
    """Why it is said to this recipient, in a sentence."""
    matter = MATTER.validate_json(row.handed or row.matter)
    match matter:
        case BoardStands():
            return "The course staff chose this channel for the sign-up board."
        case JobStands():
            return "Someone asked here for a benchmark, and its table fills as it runs."
        case StaffNote():
            return "The course staff chose this channel for what they should know."
        case DoorClosed():
            return "A direct message could not be delivered, and this is where that is said."
        case AnnouncementStands(by=by, mentions=mentions):
            called = f"It calls {mentions.words}." if mentions.words else "It calls nobody."
            return f"{by} announced it. {called}"
        case EventStands():
            return "The meetings of the course are shown as events of the server."
        case StaffAsked():
            return "Someone handed a question on, and the course staff chose this channel for what they should know."
        case StaffAnswered():
            return "You handed a question on to the course staff, and this is their answer."
        case ReminderDue(why=reason) | ReminderDigest(why=reason):
            return reason
    return "It is a reminder; what it says is decided when it is sent."


def recipient_in_words(row: NoticeRow) -> str:
    """As Discord shows it."""
    if row.channel is not None:
        return f"<#{row.channel}>"
    return f"<@{row.person}>" if row.person is not None else "the server's events"


def _clipped(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
