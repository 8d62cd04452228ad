"""Every refusal, drawn as a tree. A refusal is a sentence, its docstring, and says what to do next.

    CourseError
    ├── Malformed             the call itself cannot be read
    │   ├── UnknownCall
    │   └── TooLarge
    ├── NotAllowed            who asks may not
    │   ├── WrongToken
    │   ├── NotYours
    │   └── StaffOnly
    ├── NoSuchThing           what is asked about does not exist
    │   ├── NoSuchPaper · NoSuchDeadline · NoSuchMeeting · NoSuchPolicy
    │   ├── NoSuchJob · NoSuchExperiment · NoSuchChoice · NoSuchNotice · NoSuchBlob
    │   ├── NoSuchAnnouncement · NoSuchFeed
    │   ├── NoSuchReminder · NoSuchExtension · NoSuchZone · NoSuchAnswer · NoSuchQuestion
    ├── NotPossible           it exists, but not now or not for you
    │   ├── PaperFull · AlreadyPresenting · NotPresenting · SignUpClosed · SignUpNotOpen
    │   ├── NothingToTick · SeatJustTaken · RequestKeyReused
    │   ├── AnotherBot · NoticeIsSettled
    │   ├── NothingMoves · MovedMeanwhile · NoSuchMoment · NotLater · NobodyNamed
    │   ├── CourseUnusable · CourseEditedMeanwhile · NoRoleNamed · NothingToSnooze
    │   ├── AnnouncementChanged · AnnouncementIsOut · AnnouncementIsOver · HourIsPast · NobodyToCall
    │   ├── TooManyQuestions · AlreadyAnswered
    │   ├── BadSettings · NoWorker · TooManyJobs · JobIsOver · NotYourJob · LeaseLost · NoReport
    │   ├── DayIsUsed · NotWaiting
    ├── BackendAway           the backend does not answer (raised by the link, never by a handler)
    └── BackendFault          something broke on the backend's side; carries a code that the log knows

The same class is raised on both sides of the seam: over HTTP a refusal travels as its name and its facts.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import ClassVar


class CourseError(Exception):
    """Something stands in the way. Please ask the course staff."""

    status: ClassVar[int] = 409
    """The HTTP status it travels under (RFC 9110)."""

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The docstring, with the facts put into its braces."""
        text = " ".join(inspect.getdoc(type(self)).split())  # type: ignore[union-attr]
        return text.format_map(_Facts(self.facts))


class _Facts(dict[str, str | int]):
    """A refusal from a newer backend may lack a fact; show a dash rather than fail while failing."""

    def __missing__(self, key: str) -> str:
        return "–"


class Malformed(CourseError):
    """That request cannot be read: {problem}"""

    status = 422


class UnknownCall(Malformed):
    """There is no call named {asked}. {hint}"""

    status = 404


class TooLarge(Malformed):
    """That is too large: at most {limit} are taken. Send less at once."""

    status = 413


class NotAllowed(CourseError):
    """That is not allowed. Ask the course staff if you think it should be."""

    status = 403


class WrongToken(NotAllowed):
    """The token is missing or wrong. Check the token that this process was started with."""

    status = 401


class NotYours(NotAllowed):
    """A {caller} token may not ask {asked}. Use the token of {allowed}."""


class StaffOnly(NotAllowed):
    """Only the course staff may do that. If you are staff, ask the owner for the staff role."""


class NoSuchThing(CourseError):
    """There is no {asked}."""

    status = 404


class NoSuchPaper(NoSuchThing):
    """There is no paper {asked}. `/papers` lists them all."""


class NoSuchDeadline(NoSuchThing):
    """There is no deadline {asked}. `/due` with "everything" lists them all."""


class NoSuchMeeting(NoSuchThing):
    """There is no meeting {asked}. `/when` finds meetings, papers and deadlines by name."""


class NoSuchPolicy(NoSuchThing):
    """The course material has no passage called {asked}. `/policy` suggests the topics as you type."""


class NoSuchJob(NoSuchThing):
    """There is no job #{asked}."""


class NoSuchExperiment(NoSuchThing):
    """No compute worker offers an experiment called {asked}. On offer: {offered}."""


class NoSuchChoice(NoSuchThing):
    """The lab knows no {field} called {asked}. On offer: {offered}."""


class NoSuchNotice(NoSuchThing):
    """There is no notice {asked}, or it was withdrawn."""


class NoSuchBlob(NoSuchThing):
    """There is nothing stored under {asked}. Upload it first: PUT /blobs/{asked}."""


class NoSuchAnnouncement(NoSuchThing):
    """There is no announcement {asked}."""


class NoSuchFeed(NoSuchThing):
    """There is no calendar at this address; it may have been revoked. `/calendar` gives you a new one."""


class NoSuchReminder(NoSuchThing):
    """That reminder is not yours, or is no longer known. `/remind` shows those that are to come."""


class NoSuchExtension(NoSuchThing):
    """{student} has no extension for {title}."""


class NoSuchAnswer(NoSuchThing):
    """I do not know that answer any more. Please ask again with `/ask`."""


class NoSuchQuestion(NoSuchThing):
    """There is no question {asked}. `/questions open` lists those that wait."""


class NoSuchZone(NoSuchThing):
    """There is no time zone called {asked}. Choose one that is suggested, such as Europe/Vienna."""


class NotPossible(CourseError):
    """That is not possible now."""


class PaperFull(NotPossible):
    """Paper {paper} has all its presenters. `/papers` shows where there is room."""


class AlreadyPresenting(NotPossible):
    """You already present paper {paper}, and everyone presents one. `/leave` gives that seat back first."""


class NotPresenting(NotPossible):
    """You have no presentation to leave. `/signup` takes a seat."""


class SignUpNotOpen(NotPossible):
    """Sign-up opens on {opens}. Please come back then."""


class SignUpClosed(NotPossible):
    """Sign-up for {paper} closed on {closed}. If something must change, ask the course staff."""


class SeatJustTaken(NotPossible):
    """Someone took that seat at the same instant. Please try again."""


class NothingToTick(NotPossible):
    """{title} is not yours to tick off: {why}"""


class RequestKeyReused(NotPossible):
    """This request key was already used for another request. Use a new key for a new request."""


class NothingMoves(NotPossible):
    """{title} is already due then: {when}. Nothing was changed."""


class MovedMeanwhile(NotPossible):
    """{title} was moved meanwhile, to {when}, by {name}. Look at it again before you move it."""


class NoSuchMoment(NotPossible):
    """That moment cannot be used: {problem}."""

    status = 422


class NotLater(NotPossible):
    """An extension has to end later than the deadline itself, which is {when}."""


class NobodyNamed(NotPossible):
    """That names nobody: {problem}. Name students, or a paper that someone presents."""


class CourseUnusable(NotPossible):
    """The course folder cannot be used as it is, so nothing was changed: {problem}"""


class CourseEditedMeanwhile(NotPossible):
    """The course folder was edited after you looked. Look again before you apply it."""


class NoRoleNamed(NotPossible):
    """This course names no role whose holders are reminded. `role` under [reminders] in course.toml names one."""


class NothingToSnooze(NotPossible):
    """{title} would be over by then. Choose a shorter while."""


class AnotherBot(NotPossible):
    """Another bot process posts for this course, since {since}. End one of the two; this one waits until then."""


class NoticeIsSettled(NotPossible):
    """Notice {notice} is {state}; there is nothing to decide about it."""


class AnnouncementChanged(NotPossible):
    """The announcement was changed meanwhile. Look at it again before you go on."""


class AnnouncementIsOut(NotPossible):
    """The announcement is out already. Its text can be edited; to take it away, delete the message."""


class AnnouncementIsOver(NotPossible):
    """The announcement was cancelled. Write a new one."""


class HourIsPast(NotPossible):
    """That hour is past: in the course it is {now}. Choose a later one, or post it now."""


class NobodyToCall(NotPossible):
    """Nobody presents paper {paper}, so there is nobody to call. Choose another audience."""


class TooManyQuestions(NotPossible):
    """You have handed {limit} questions on to the staff within a day, which is the limit. Please wait."""


class AlreadyAnswered(NotPossible):
    """{by} has answered question {number} already."""


class BadSettings(NotPossible):
    """{problem}"""

    status = 422


class NoWorker(NotPossible):
    """No compute worker has reported to this course yet. One that has just begun takes some seconds; please try again
    then."""


class TooManyJobs(NotPossible):
    """You already have {count} benchmarks waiting or running, and {limit} is the limit. Wait for one to end."""


class DayIsUsed(NotPossible):
    """Your benchmarks took {used} of the lab today, and {limit} is the limit of a day. It begins anew at midnight."""


class NotWaiting(NotPossible):
    """Benchmark #{job} does not wait: it is {state}."""


class JobIsOver(NotPossible):
    """Job #{job} is already over: {state}."""


class NotYourJob(NotAllowed):
    """Job #{job} belongs to someone else. Only its owner or the course staff may cancel it."""


class LeaseLost(NotPossible):
    """Job #{job} is no longer leased to this worker. Drop it and claim another."""


class NoReport(NotPossible):
    """Benchmark #{job} has no report: it is {state}. `/bench history` lists those that have one."""


class BackendAway(CourseError):
    """The course server is not answering. Please try again in a minute."""

    status = 503


class BackendFault(CourseError):
    """Something broke on our side. Tell the course staff the code {code}."""

    status = 500


def refusals(of: type[CourseError] = CourseError) -> Iterator[type[CourseError]]:
    """`of` and every refusal below it in the tree."""
    yield of
    for kind in of.__subclasses__():
        yield from refusals(kind)


def refusal_named(name: str, facts: dict[str, str | int]) -> CourseError:
    """The refusal that travelled as `name`; one this side does not know yet becomes a plain CourseError."""
    for kind in refusals():
        if kind.__name__ == name:
            return kind(**facts)
    return CourseError(**facts)
