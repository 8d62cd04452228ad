"""/ask: a question in one's own words, its answer with sources, and the way to a human when there is none.

    everyone   Ask → Answer                 FindPassages → tuple[Related, …]
               AskStaff → StaffQuestion     ListMyQuestions → tuple[StaffQuestion, …]
    staff      ListStaffQuestions → tuple[StaffQuestion, …]    AnswerStaffQuestion → StaffQuestion
               ListAsked → AskedLately      WritePassage → Written     ListWritten → tuple[Written, …]
               RetractPassage → Written     GetWording → Wording       SetWording → Wording
    edge       ReserveWording → Reserved    KeepWording → Answer

An answer is made in one of five ways: a *fact* from the calendar, the course file or the asker's own rows; a *passage*
of the rules, quoted; *worded* by a language model from passages, with quotes that were checked; *not stated*, where the
course is known to be silent; or *refused*. Only the third needs a model, and there is none unless one is configured.
"""

from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Line, Snowflake, Value

Made = Literal["fact", "passage", "worded", "not stated", "refused"]
Band = Literal["sure", "maybe", "none"]
"""How far the answer can be relied on: quoted or read from data; perhaps related; nothing."""
SourceKind = Literal["deadline", "lecture", "paper", "meeting", "policy", "gap", "course", "staff", "own"]
AnswerId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,32}$")]
PassageSlug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Wish = Annotated[str, Field(min_length=1, max_length=1500)]
"""What a person writes in a form."""

LONGEST_QUESTION = 6000
"""What Discord lets people type; what is longer than `LONGEST_READ` is refused with a sentence."""
LONGEST_READ = 1000


class Source(Value):
    """Where an answer comes from."""

    kind: SourceKind
    id: str
    """The id in the course, such as "review-3", "2024-02-07", "late-reviews"; the field, for "course"."""
    name: str
    place: str
    """Where in the course folder: "course.toml, deadlines, review-3", "policies.md, line 81"."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


class Related(Value):
    """A passage that may be about it."""

    source: Source
    text: str


class Answer(Value):
    id: AnswerId
    """Names this answer when the staff are asked about it. It cannot be guessed."""
    question: str
    """As it was read: in one line, clipped."""
    text: str
    """Calm words, in Markdown."""
    sources: tuple[Source, ...] = ()
    made: Made
    band: Band
    personal: bool = False
    """Whether it holds for the asker only."""
    related: Related | None = None
    """The nearest passage, when there is no answer."""


class Ask(Call[Answer]):
    """Ask about the course in one's own words. Never refuses with an error: what cannot be answered is said so."""

    writes = True
    question: Annotated[str, Field(max_length=LONGEST_QUESTION)]


class FindPassages(Call[tuple[Related, ...]]):
    """The passages nearest to a text, best first, whether or not they answer it."""

    text: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    most: Annotated[int, Field(ge=1, le=10)] = 3


class StaffQuestion(Value):
    """A question that was handed on to the staff."""

    number: int
    question: str
    asked: Instant
    asker: str
    """The name, or "anonymous"."""
    mine: bool = False
    answered: Instant | None = None
    answer: str = ""
    by: str = ""
    kept: PassageSlug | None = None
    """The passage that was made of the answer."""


class AskStaff(Call[StaffQuestion]):
    """Hand a question on to the staff. Their answer comes back as a direct message.

    Raises `NoSuchAnswer`, `TooManyQuestions`.
    """

    writes = True
    answer: AnswerId
    question: Wish | None = None
    """As the person puts it; None for the question as it was asked."""
    anonymous: bool = False


class ListMyQuestions(Call[tuple[StaffQuestion, ...]]):
    """What the asker handed on to the staff, newest first, with the answers so far."""


class ListStaffQuestions(Call[tuple[StaffQuestion, ...]]):
    """What was handed on, newest first; of anonymous askers nothing is said."""

    staff_only = True
    open_only: bool = True


class AnswerStaffQuestion(Call[StaffQuestion]):
    """Answer a student's question; with a heading, the answer is kept as a passage that is found from then on.

    Raises `NoSuchQuestion`, `AlreadyAnswered`.
    """

    staff_only = True
    writes = True
    number: int
    text: Wish
    heading: Annotated[str, Field(max_length=100)] = ""


class Written(Value):
    """A passage that staff wrote in chat: verified by them, cited like the course's own."""

    slug: PassageSlug
    heading: str
    text: str
    by: str
    written: Instant


class WritePassage(Call[Written]):
    """Write a passage, or write it anew under the same heading. Questions that led to it find it from then on."""

    staff_only = True
    writes = True
    heading: Line
    text: Annotated[str, Field(min_length=1, max_length=3500)]
    about: Annotated[str, Field(max_length=200)] = ""
    """The group of questions (`Asked.about`) that it answers."""


class RetractPassage(Call[Written]):
    """Take back a passage that staff wrote. Raises `NoSuchPolicy`."""

    staff_only = True
    writes = True
    slug: PassageSlug


class ListWritten(Call[tuple[Written, ...]]):
    """The passages that staff wrote, newest first."""


class Asked(Value):
    """Questions of the last days that asked the same thing."""

    about: str
    example: str
    """One of them, as typed."""
    count: int
    made: Made
    """How the last of them was answered."""


class AskedLately(Value):
    days: int
    questions: int
    unanswered: tuple[Asked, ...]
    """What the course does not state or nobody understood, the most asked first."""
    most_asked: tuple[Asked, ...]


class ListAsked(Call[AskedLately]):
    """What people asked: counts, no names."""

    staff_only = True
    days: Annotated[int, Field(ge=1, le=30)] = 7
    most: Annotated[int, Field(ge=1, le=25)] = 10


class Wording(Value):
    """Whether a language model words answers."""

    configured: bool
    on: bool
    model: str = ""
    worded_today: int = 0
    limit_today: int = 0


class GetWording(Call[Wording]):
    """How the wording by a model stands."""

    staff_only = True


class SetWording(Call[Wording]):
    """Let a model word answers, or not. Without a configured endpoint nothing changes."""

    staff_only = True
    writes = True
    on: bool


class Reserved(Value):
    """Leave to ask the model once."""

    granted: bool
    worded: Answer | None = None
    """This answer was worded before; nothing needs to be asked."""


class ReserveWording(Call[Reserved]):
    """Before a model is asked: whether staff let it and the budgets of person and day have room, and book that."""

    callers = frozenset({Caller.OWNER})
    writes = True
    answer: AnswerId


class KeepWording(Call[Answer]):
    """After a model answered and its quotes were checked: the answer as it is given from now on."""

    callers = frozenset({Caller.OWNER})
    writes = True
    answer: Answer
    tokens: Annotated[int, Field(ge=0)] = 0


class StaffAsked(Value):
    """For the staff's channel: a question waits, or was answered."""

    about: Literal["staff-asked"] = "staff-asked"
    question: StaffQuestion


class StaffAnswered(Value):
    """For the one who asked: the staff's answer."""

    about: Literal["staff-answered"] = "staff-answered"
    question: str
    answer: str
    by: str
    person: Snowflake | None = None
