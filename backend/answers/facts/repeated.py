"""What comes more than once: authors of several papers, and days on which several things are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from backend.answers import sources
from backend.answers.facts.authorship import people
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed
from backend.answers.stems import plain
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import upper
from backend.contract.calendar import Deadline, Paper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _authors(_: Slots, known: Known) -> Reply | None:
    """Who is named with more than one of the papers; a middle initial tells nobody apart."""
    theirs: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    called: dict[tuple[str, str], str] = {}
    is_short = False
    for paper in known.papers:
        names, more = people(paper.authors)
        is_short |= more
        for name in names:
            words = name.split()
            key = plain(words[0]), plain(words[-1])
            called.setdefault(key, name)
            theirs[key].append(paper)
    several = {key: papers for key, papers in theirs.items() if len(papers) > 1}
    rest = ("Of some papers the course does not name every author.",) if is_short else ()
    if not several:
        field = sources.of_field(known.course, "papers", "Papers")
        return Reply(" ".join(("None: no author is named with more than one paper.", *rest)), (field,))
    lines = [f"{called[key]}: {listed([f'{each.title} (paper {each.id})' for each in papers])}" for key, papers in several.items()]
    named = tuple(dict.fromkeys(sources.of_paper(each) for papers in several.values() for each in papers))
    return Reply("\n".join((f"{upper(counted(len(lines), 'author'))}:", bullets(lines), *rest)), named)


def _days(_: Slots, known: Known) -> Reply | None:
    """The days on which more than one thing is due."""
    due: dict[date, list[Deadline]] = defaultdict(list)
    for item in known.deadlines:
        due[item.day].append(item)
    several = {on: items for on, items in due.items() if len(items) > 1}
    named = tuple(sources.of_deadline(each) for items in several.values() for each in items)
    if not several:
        return Reply("None: on no day of the calendar is more than one thing due.", (sources.of_field(known.course, "deadlines", "Deadlines"),))
    lines = [f"{day(on)}: {listed([each.title for each in items])}" for on, items in sorted(several.items())]
    return Reply(f"{upper(counted(len(lines), 'day'))}:\n{bullets(lines)}", named)


ASKED: Asked = {
    "which authors wrote more than one paper": _authors,
    "on which days is more than one thing due": _days,
}
