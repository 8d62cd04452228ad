"""Who is an author of more than one paper of the course."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.authorship import people
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, listed
from backend.answers.stems import plain
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.contract.calendar import Paper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _person(name: str) -> tuple[str, str]:
    """By surname and the first letter of the first name: "Tom Brown" is "Tom B. Brown"."""
    words = plain(name).split()
    return words[-1], words[0][:1]


def _repeated(_: Slots, known: Known) -> Reply | None:
    if not known.papers:
        return None
    of: dict[tuple[str, str], list[tuple[str, Paper]]] = {}
    unnamed = False
    for paper in known.papers:
        names, more = people(paper.authors)
        unnamed |= more
        for name in names:
            of.setdefault(_person(name), []).append((name, paper))
    named = (sources.of_field(known.course, "papers", "Papers"),)
    rest = "\nOf some papers the course names only the first authors." if unnamed else ""
    found = [each for each in of.values() if len(each) > 1]
    if not found:
        return Reply(f"Nobody who is named is an author of more than one paper.{rest}", named)
    lines = [f"{max((name for name, _ in each), key=len)}: {listed([f'{paper.id}, {paper.title}' for _, paper in each])}" for each in found]
    papers = {paper.id: sources.of_paper(paper) for each in found for _, paper in each}
    return Reply(f"Authors of more than one paper:\n{bullets(lines)}{rest}", (*named, *papers.values()))


ASKED: Asked = {"which authors have more than one paper": _repeated}
