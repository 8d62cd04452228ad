"""Reading who presents what. Only reads; taking and leaving a seat is `backend.scheduling.signup`."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from backend.scheduling.tables import BookingRow


def presenters(session: Session) -> Mapping[str, Sequence[BookingRow]]:
    """Active bookings by paper, in the order in which they were made."""
    found: dict[str, list[BookingRow]] = {}
    rows = session.exec(
        select(BookingRow).where(col(BookingRow.left_at).is_(None)).order_by(col(BookingRow.id))
    )
    for row in rows:
        found.setdefault(row.paper, []).append(row)
    return found


def booking_of(session: Session, student: str) -> BookingRow | None:
    """The seat that a student holds now, if any: one at most, by the schema."""
    return session.exec(
        select(BookingRow).where(BookingRow.student == student, col(BookingRow.left_at).is_(None))
    ).first()


def taken_seats(session: Session, paper: str) -> frozenset[int]:
    """Seat numbers that are taken at one paper."""
    seats = select(BookingRow.seat).where(
        BookingRow.paper == paper, col(BookingRow.left_at).is_(None)
    )
    return frozenset(session.exec(seats).all())
