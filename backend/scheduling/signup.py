"""Sign-up: one paper a student, never more students than seats, whatever is clicked at the same instant.

Writers come one at a time (one clerk on SQLite, the advisory lock on PostgreSQL), and behind that the schema has a
unique index on the seat and one on the student. A booking and the notice of the changed board are one transaction.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from backend.contract.calendar import GetCourse, GetPaper, ListPapers, Paper
from backend.contract.notices import BoardStands, ListPlaces
from backend.contract.refusals import (
    AlreadyPresenting,
    NoSuchPaper,
    NotPresenting,
    PaperFull,
    SeatJustTaken,
    SignUpClosed,
    SignUpNotOpen,
)
from backend.contract.signup import (
    Board,
    Booking,
    GetBoard,
    Leave,
    ListPresenters,
    Presenter,
    SignUp,
)
from backend.desk import Desk, Visit
from backend.scheduling.bookings import booking_of, presenters, taken_seats
from backend.scheduling.planning import replan
from backend.scheduling.tables import BookingRow
from backend.scheduling.words import moment_in_words

desk = Desk("sign-up")


@desk.answers(SignUp)
def sign_up(call: SignUp, at: Visit) -> Booking:
    if at.course.paper(call.paper) is None:
        raise NoSuchPaper(asked=call.paper)
    held = booking_of(at.session, at.by.id)
    if held is not None:
        if held.paper == call.paper:
            return _booking(held, at, already=True)
        raise AlreadyPresenting(paper=held.paper)
    _check_open(call.paper, at)
    taken = taken_seats(at.session, call.paper)
    free = set(range(1, at.course.sign_up.seats_per_paper + 1)) - taken
    if not free:
        raise PaperFull(paper=call.paper)
    row = BookingRow(
        paper=call.paper, seat=min(free), student=at.by.id, name=at.by.name, made=at.real_now
    )
    at.session.add(row)
    try:
        at.session.flush()
    except IntegrityError:
        raise SeatJustTaken() from None
    tell_boards(at)
    replan(at, (at.by.id,))
    return _booking(row, at)


@desk.answers(Leave)
def leave(_call: Leave, at: Visit) -> Booking:
    held = booking_of(at.session, at.by.id)
    if held is None:
        raise NotPresenting()
    _check_open(held.paper, at)
    booking = _booking(held, at)
    held.left_at = at.real_now
    at.session.add(held)
    at.session.flush()
    tell_boards(at)
    replan(at, (at.by.id,))
    return booking


@desk.answers(GetBoard)
def get_board(_call: GetBoard, at: Visit) -> Board:
    card = at.ask(GetCourse())
    return Board(
        term=card.term,
        course=card.title,
        opens=at.course.sign_up_opens,
        closes=at.course.sign_up_closes,
        open=at.course.sign_up_opens <= at.now < at.course.sign_up_closes,
        papers=at.ask(ListPapers()),
    )


@desk.answers(ListPresenters)
def list_presenters(call: ListPresenters, at: Visit) -> tuple[Presenter, ...]:
    if at.course.paper(call.paper) is None:
        raise NoSuchPaper(asked=call.paper)
    rows = presenters(at.session).get(call.paper, ())
    return tuple(Presenter(id=row.student, name=row.name) for row in rows)


def tell_boards(at: Visit) -> None:
    """Renew every guild's board message."""
    places = [place for place in at.ask(ListPlaces()) if place.board_channel]
    if not places:
        return
    # Nobody in particular asks for a board: what is "mine" to the asker is not to its readers.
    board = at.ask(GetBoard())
    papers = tuple(paper.model_copy(update={"mine": False}) for paper in board.papers)
    board = board.model_copy(update={"papers": papers})
    for place in places:
        assert place.board_channel is not None
        at.tell(
            BoardStands(board=board),
            key=f"board:{place.guild}",
            channel=place.board_channel,
            kind="latest",
        )


def _check_open(paper: str, at: Visit) -> None:
    """A paper's sign-up ends some hours before its own discussion, or with the whole sign-up."""
    opens, closes = at.course.sign_up_opens, at.course.sign_up_closes
    meeting = at.course.meeting_of_paper(paper)
    if meeting is not None:
        before = timedelta(hours=at.course.sign_up.hours_before_meeting)
        closes = min(closes, at.course.starts(meeting) - before)
    if at.now < opens:
        raise SignUpNotOpen(opens=_said(opens, at))
    if at.now >= closes:
        raise SignUpClosed(paper=paper, closed=_said(closes, at))


def _said(moment: datetime, at: Visit) -> str:
    return moment_in_words(moment, at.course.tz)


def _booking(row: BookingRow, at: Visit, *, already: bool = False) -> Booking:
    paper: Paper = at.ask(GetPaper(paper=row.paper))
    return Booking(paper=paper, seat=row.seat, student=row.name, made=row.made, already=already)
