"""Who wrote a paper, counted and compared: whether a person did, with whom, how many they are; and where it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, listed
from backend.answers.stems import plain
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, paper_of, papers_of, upper
from backend.contract.calendar import Paper

_AND_OTHERS = re.compile(r",?\s*\bet al\.?\s*$")
_BETWEEN = re.compile(r",\s*and\s+|,\s*|\s+and\s+|;\s*")
_SEVERAL = re.compile(r" and | et al\b")
_MEETINGS = ("proceedings", "conference", "symposium", "workshop", "advances in")
"""Words by which a venue is a meeting rather than a journal."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def people(authors: str) -> tuple[tuple[str, ...], bool]:
    """The names in a list of authors, and whether it says that there are more; "Last, First" at its head is turned round."""
    told = _AND_OTHERS.sub("", authors.strip().rstrip("."))
    names = [name.strip() for name in _BETWEEN.split(told) if name.strip()]
    if len(names) > 1 and " " not in names[0] and (" " not in names[1] or re.fullmatch(r"\w+ \w\.?", names[1])):
        names[:2] = [f"{names[1]} {names[0]}"]
    return tuple(names), told != authors.strip().rstrip(".")


def _is(person: str, asked: str) -> bool:
    """Whether that name may be meant: each word that was asked for is one of it."""
    words = re.findall(r"[\w'-]+", plain(person))
    parts = {part for word in words for part in (word, *word.split("-"))}
    wanted = re.findall(r"[\w'-]+", plain(asked))
    return bool(wanted) and all(word in parts for word in wanted)


def _label(paper: Paper) -> str:
    return f"{paper.title} (paper {paper.id})"


def _by(slots: Slots, known: Known) -> Reply | None:
    """Whether a paper is by that author; where the course names only some of the authors, it leaves it open."""
    paper = paper_of(slots[0], known)
    if paper is None:
        return None
    names, more = people(paper.authors)
    asked = _SEVERAL.split(slots[1])
    who = [name for name in names if any(_is(name, each) for each in asked)]
    if who and len(who) < len(asked):
        who = []
    theirs = [each for each in known.papers if each.id != paper.id and any(_is(name, slots[1]) for name in people(each.authors)[0])]
    named = (sources.of_paper(paper), *(sources.of_paper(each) for each in theirs))
    if who:
        rest = [name for name in names if name not in who]
        others = f", with {listed([*rest, *(['others'] if more else [])])}" if rest or more else ""
        return Reply(f"Yes: {_label(paper)} is by {listed(who)}{others}.", named)
    elsewhere = f" {listed([_label(each) for each in theirs])} names the one whom you ask for." if theirs else ""
    if more:
        return Reply(f"The course does not say so: it names {paper.authors.rstrip('.')} for {_label(paper)}, and not the others.{elsewhere}", named, "not stated")
    return Reply(f"No: {_label(paper)} is by {listed(names)}.{elsewhere}", named)


def _with(slots: Slots, known: Known) -> Reply | None:
    """The others of each paper by that author."""
    lines, named = [], []
    for paper in known.papers:
        names, more = people(paper.authors)
        if not any(_is(name, slots[0]) for name in names):
            continue
        rest = [name for name in names if not _is(name, slots[0])]
        told = listed(rest) + (" and others whom the course does not name" if more and rest else "")
        told = told or ("others whom the course does not name" if more else "nobody else")
        lines.append(f"{upper(told)}: {_label(paper)}")
        named.append(sources.of_paper(paper))
    if not lines:
        return None
    return Reply(f"{lines[0]}." if len(lines) == 1 else bullets(lines), tuple(named))


def _how_many(slots: Slots, known: Known) -> Reply | None:
    paper = paper_of(slots[0], known)
    if paper is None:
        return None
    names, more = people(paper.authors)
    if more:
        lead = f"More than {counted(len(names), 'author')}; how many, the course does not say: it names {listed(names)} “et al.”"
        return Reply(f"{lead} for {_label(paper)}.", (sources.of_paper(paper),), "not stated")
    return Reply(f"{upper(counted(len(names), 'author'))}: {_label(paper)} was written by {listed(names)}.", (sources.of_paper(paper),))


def _came_out(slots: Slots, known: Known) -> Reply | None:
    """Whether at a conference, in a journal, or as a preprint alone."""
    paper = paper_of(slots[0], known)
    if paper is None:
        return None
    venue = paper.venue.casefold()
    kind = (
        "As a preprint" if "arxiv" in venue or "preprint" in venue
        else "In a journal" if "journal" in venue
        else "At a conference" if any(word in venue for word in _MEETINGS)
        else "The course names this"
    )  # fmt: skip
    return Reply(f"{kind}: {_label(paper)} is cited as {paper.venue}.", (sources.of_paper(paper),))


def _about(slots: Slots, known: Known) -> Reply | None:
    """Whether a paper, by its number, is what was named."""
    paper = known.paper(slots[0])
    if paper is None:
        return None
    meant = papers_of(slots[1], known)
    if not meant and not frame_of(slots[1], known).hits:
        return None
    if paper.id in {each.id for each in meant}:
        return Reply(f"Yes: paper {paper.id} is {paper.title}.", (sources.of_paper(paper),))
    rest = f" That is {listed([f'paper {each.id}, {each.title}' for each in meant])}." if 0 < len(meant) < 4 else ""
    return Reply(f"No: paper {paper.id} is {paper.title}.{rest}", tuple(sources.of_paper(each) for each in (paper, *meant[:3])))


ASKED: Asked = {
    "is {name} by {author}": _by,
    "who are the co-authors of {author}": _with,
    "how many authors does {name} have": _how_many,
    "was {name} published at a conference or only on arxiv": _came_out,
    "is paper {id} about {name}": _about,
}
