"""A paper as a whole: its full title with all that stands beside it, its first author, and whether the course treats something."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.authorship import people
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.gazetteer import Hit, row_of
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day
from backend.answers.targets import discussions_of
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, papers_of
from backend.contract.ask import Source
from backend.contract.calendar import Paper

MOST = 3
"""So many papers may be meant by a name."""
FAINT = 0.15
"""What shares less of a name is not meant by it."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _card(paper: Paper) -> str:
    return f"Paper {paper.id}: {paper.title}, by {paper.authors.rstrip('.')}; {paper.venue.rstrip('.')}. Discussed on {day(paper.day)}."


def _meant(text: str, known: Known) -> tuple[Paper, ...]:
    """The papers that may be meant; one whose title begins with the words, or an acronym of it, before all others."""
    found = papers_of(text, known)
    return found if len(found) <= MOST else ()


def _told(papers: tuple[Paper, ...]) -> Reply | None:
    if not papers:
        return None
    lines = [_card(paper) for paper in papers]
    return Reply(lines[0] if len(lines) == 1 else bullets(lines), tuple(sources.of_paper(paper) for paper in papers))


def _whole(slots: Slots, known: Known) -> Reply | None:
    return _told(_meant(slots[0], known))


def _first_author(slots: Slots, known: Known) -> Reply | None:
    papers = _meant(slots[0], known)
    lines = []
    for paper in papers:
        names, more = people(paper.authors)
        if not names:
            return None
        of = "and others" if more else "the only author" if len(names) == 1 else f"of {counted(len(names), 'author')}"
        lines.append(f"{names[0]}, {of}: {_card(paper)}")
    if not lines:
        return None
    return Reply(lines[0] if len(lines) == 1 else bullets(lines), tuple(sources.of_paper(paper) for paper in papers))


def _covered(slots: Slots, known: Known) -> Reply | None:
    """Where the course treats what has that name; nothing where it has no such name."""
    frame = frame_of(slots[0], known)
    if frame.foreign or not frame.hits:
        return None
    said = row_of(" ".join(frame.texts))
    best = frame.hits[0].share
    lines: list[str] = []
    named: list[Source] = []
    for hit in frame.hits:
        if hit.share < max(0.5 * best, FAINT) or len(lines) == MOST:
            break
        if not _holds(hit, said, known):
            continue
        if hit.kind == "paper" and (paper := known.paper(hit.key)):
            lines.append(f"in the discussion of paper {paper.id}, {paper.title}, on {day(paper.day)}")
            named.append(sources.of_paper(paper))
        elif hit.kind == "lecture" and (row := known.meeting_of_lecture(int(hit.key))):
            lecture = next(each for each in row.lectures if each.number == int(hit.key))
            topic = "" if hit.main else f" (“{hit.text}”)"
            lines.append(f"in Lecture {lecture.number}, {lecture.title}{topic}, on {day(row.day)}")
            named += [sources.of_lecture(lecture.number, lecture.title), sources.of_meeting(row)]
    if not lines:
        return None
    return Reply(f"Yes, {lines[0]}." if len(lines) == 1 else f"Yes:\n{bullets(lines)}", tuple(named))


def _holds(hit: Hit, said: tuple[str, ...], known: Known) -> bool:
    """Whether every word is one of that name, or stands for some of its words: graph networks are no graphics cards."""
    row = set(row_of(hit.text))
    expand = known.library.reader.names.expand
    return all(stem in row or ((meant := expand(stem)) and set(meant) <= row) for stem in said if stem not in _KIND)


_KIND = frozenset(("lectur", "paper", "articl", "topic", "discuss", "method", "algorithm"))
"""What may be said of a name besides."""


def _with_review(_: Slots, known: Known) -> Reply | None:
    """Of which discussions a review is listed."""
    reviews = [each for each in known.deadlines if each.kind == "review"]
    every = sorted({paper.discussion for paper in known.papers})
    has = [n for n in every if any(n in discussions_of(each, known) for each in reviews)]
    if not has:
        return None
    rest = [n for n in every if n not in has]
    passage = known.library.passage("review", "listed")
    named = (*((sources.of_passage(passage),) if passage else ()), sources.of_field(known.course, "deadlines", "What is due"))
    none = f" None is listed for {_numbers(rest)}." if rest else ""
    return Reply(f"{counted(len(has), 'discussion').capitalize()}: {_numbers(has)}.{none}", named)


def _numbers(numbers: list[int]) -> str:
    told = [str(n) for n in numbers]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]


ASKED: Asked = {
    "what is the full title of {name}": _whole,
    "which paper is about {name}": _whole,
    "who wrote {name}, and in which year": _whole,
    "who is the first author of {name}": _first_author,
    "is {name} covered in the course": _covered,
    "which discussions have a review": _with_review,
}
