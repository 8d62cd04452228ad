"""What stands in a slot of a lesson's question: the paper, the class, the break or the piece of work that is meant."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from backend.answers import sources
from backend.answers.askings import FREE
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.say import day, listed
from backend.answers.targets import targets
from backend.answers.tokens import take_apart
from backend.contract.ask import Source
from backend.contract.calendar import Deadline, Meeting, Paper

NAMING: frozenset[Meaning] = frozenset(
    ("named", "author-name", "paper-id", "numbered", "paper", "lecture", "discussion", "class", "break", "feedback")
)
"""What the words of a name may mean; any other word makes the slot hold more than a name."""
CLEARLY = 0.75
"""What holds this share of the closest name's likeness, or more, may be meant as well."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the calendar that has a name: what it is called, and when it is."""

    title: str
    first: date
    last: date
    """Of a break the last day, else the same day."""
    sources: tuple[Source, ...]


def frame_of(text: str, known: Known) -> Frame:
    """What the text of a slot says by itself."""
    return known.library.reader.frame(take_apart(text), known.today, focus=False)


def _names_only(frame: Frame, said: Set[Meaning] = NAMING) -> bool:
    """Whether a slot holds what was named and nothing that asks for more of it: "the review of gpipe" is no paper."""
    return all(word.token.text in FREE or word.meanings & said for word in frame.words)


def papers_of(text: str, known: Known) -> tuple[Paper, ...]:
    """The papers that are meant, by id, title or author; several if the text fits them nearly alike."""
    frame = frame_of(text, known)
    if not _names_only(frame) or frame.has("review"):
        return ()
    ids = list(frame.papers)
    if not ids and (hits := frame.hits_of("paper")):
        ids = [hit.key for hit in hits if hit.share >= CLEARLY * hits[0].share]
    return tuple(paper for each in dict.fromkeys(ids or frame.authors) if (paper := known.paper(each)))


def paper_of(text: str, known: Known) -> Paper | None:
    """The one paper that is meant; None if it is none or more than one."""
    found = papers_of(text, known)
    return found[0] if len(found) == 1 else None


def lecture_of(text: str, known: Known) -> Meeting | None:
    """The class with the lecture that is meant, by its number, title or topic."""
    frame = frame_of(text, known)
    if not _names_only(frame):
        return None
    numbers = [each.number for each in frame.numbers_of("lecture")]
    numbers += [int(hit.key) for hit in frame.hits_of("lecture")]
    return known.meeting_of_lecture(numbers[0]) if numbers else None


def thing_of(text: str, known: Known) -> Thing | None:
    """A paper's discussion, a lecture, a break or an activity; whichever name is the closest."""
    frame = frame_of(text, known)
    if not _names_only(frame) or frame.has("review"):
        return None
    hits = [hit for hit in frame.hits if hit.kind in ("paper", "lecture", "meeting")]
    if frame.papers or (hits and hits[0].kind == "paper") or (not hits and frame.authors):
        paper = paper_of(text, known)
        return None if paper is None else Thing(f"paper {paper.id}, {paper.title}", paper.day, paper.day, (sources.of_paper(paper),))
    if hits and hits[0].kind == "meeting":
        return _days_off(date.fromisoformat(hits[0].key), known)
    row = lecture_of(text, known)
    if row is None:
        return None
    number = int(hits[0].key) if hits else frame.numbers_of("lecture")[0].number
    lecture = next(each for each in row.lectures if each.number == number)
    named = (sources.of_lecture(lecture.number, lecture.title), sources.of_meeting(row))
    return Thing(f"Lecture {lecture.number}, {lecture.title}", row.day, row.day, named)


def _days_off(on: date, known: Known) -> Thing | None:
    """A break with all its days, or another day of the calendar by its name."""
    row = known.meeting_on(on)
    if row is None:
        return None
    same = [each for each in known.meetings if each.title == row.title and each.mode == row.mode]
    return Thing(row.title, same[0].day, same[-1].day, tuple(sources.of_meeting(each) for each in same))


def works_of(text: str, known: Known) -> tuple[Deadline, ...]:
    """The deadlines of the work that is meant, soonest first; several where a kind of work is named and no single piece."""
    frame = frame_of(text, known)
    found = targets(frame, known)
    if not found or not _names_only(frame, found[0].uses | NAMING | {"last", "first", "next"}):
        return ()
    return tuple(sorted(found[0].deadlines, key=lambda item: item.closes))


def work_of(text: str, known: Known) -> Deadline | None:
    """The one piece of work that is meant; None if it is none or more than one."""
    found = works_of(text, known)
    return found[0] if len(found) == 1 else None


def due_on(item: Deadline) -> str:
    """ "Exercise 1 is due on Wednesday 12 March 2025, 9:00 am (Auckland)" """
    return f"{item.title} is due on {item.in_words}"


def titles(papers: tuple[Paper, ...]) -> str:
    """Papers by number, title and authors."""
    return listed([f"paper {paper.id}, {paper.title} ({paper.authors.rstrip('.')})" for paper in papers])


def upper(text: str) -> str:
    """With a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def span(thing: Thing) -> str:
    """ "on Wednesday 12 March 2025", or "from … to …" """
    return f"on {day(thing.first)}" if thing.first == thing.last else f"from {day(thing.first)} to {day(thing.last)}"
