"""Telling the staff of what could not be delivered: one message a day and reason, which counts as it grows."""

import hashlib

from sqlalchemy import func
from sqlmodel import col, select

from backend.contract.notices import ListPlaces, StaffNote
from backend.delivery.wording import in_words, recipient_in_words
from backend.desk import Visit
from backend.outbox import NoticeRow


def tell_staff(row: NoticeRow, at: Visit) -> None:
    """Say in every staff channel that `row` (and others like it) was set aside, or is unknown."""
    reason = hashlib.sha256(row.reason.encode()).hexdigest()[:12]
    count = at.session.exec(
        select(func.count(col(NoticeRow.id))).where(
            NoticeRow.state == row.state, NoticeRow.reason == row.reason
        )
    ).one()
    what = f"{in_words(row)} to {recipient_in_words(row)}"
    fate = "may or may not have been said" if row.state == "unknown" else "was not said"
    more = f" So it is with {count} notices now." if count > 1 else ""
    text = (
        f"A notice {fate}: {what}. Reason: {row.reason}.{more} "
        "`/staff deliveries` lists them and can say them again."
    )
    for place in at.ask(ListPlaces()):
        # That a note to this very channel failed cannot be said in this very channel.
        if place.staff_channel and place.staff_channel != row.channel:
            at.tell(
                StaffNote(text=text[:1500]),
                key=f"undelivered:{place.guild}:{at.real_now:%Y-%m-%d}:{row.state}:{reason}",
                channel=place.staff_channel,
                kind="latest",
            )
