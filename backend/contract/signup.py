"""Presentation groups: a group is the students who take the same paper.

SignUp → Booking      Leave → Booking      GetBoard → Board      ListPresenters → tuple[Presenter, …]
"""

from backend.contract.base import Call, Instant, PaperId, Value
from backend.contract.calendar import Paper, Term


class Booking(Value):
    """A seat at a paper."""

    paper: Paper
    seat: int
    """1-based."""
    student: str
    made: Instant
    already: bool = False
    """True when the student held this very seat before asking: nothing was done twice."""


class SignUp(Call[Booking]):
    """Take a seat to present `paper`.

    Raises `NoSuchPaper`, `PaperFull`, `AlreadyPresenting`, `SignUpNotOpen`, `SignUpClosed`.
    """

    writes = True
    paper: PaperId


class Leave(Call[Booking]):
    """Give one's seat back. Raises `NotPresenting`, `SignUpClosed`."""

    writes = True


class Board(Value):
    """Everything the one living board message shows."""

    term: Term
    course: str
    opens: Instant
    closes: Instant
    open: bool
    papers: tuple[Paper, ...]


class GetBoard(Call[Board]):
    """The board as it stands."""


class Presenter(Value):
    id: str
    """As in `By`."""
    name: str


class ListPresenters(Call[tuple[Presenter, ...]]):
    """Who presents a paper, with their ids, in the order in which they signed up. Raises `NoSuchPaper`."""

    staff_only = True
    paper: PaperId
