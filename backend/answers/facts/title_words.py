"""Which papers have a word in their title: "which papers have 'large scale' in the title"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day
from backend.answers.stems import plain
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import upper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


_OPENING = re.compile(r"^(?:the )?(?:word|words|term|terms|phrase|name)s? ")


def _spelt(text: str) -> str:
    """Letters and digits only, one space between words: "large-scale" is "large scale"."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(text)))


def _in_titles(slots: Slots, known: Known) -> Reply | None:
    said = tuple(dict.fromkeys(_spelt(each) for each in _OPENING.sub("", slots[0]).split(" or ")))
    if not all(said) or not known.papers:
        return None
    found = [
        paper for paper in known.papers
        if any(re.search(rf"\b{re.escape(each)}(?:s|es)?\b", _spelt(paper.title)) for each in said)
    ]  # fmt: skip
    words = " or ".join(f"“{each}”" for each in said)
    if not found:
        return Reply(f"None: no paper of the course has {words} in its title.", (sources.of_field(known.course, "papers", "Papers"),))
    lines = bullets([f"{paper.id}: {paper.title}, {day(paper.day)}" for paper in found])
    verb = "has" if len(found) == 1 else "have"
    text = f"{upper(counted(len(found), 'paper'))} {verb} {words} in the title:\n{lines}"
    return Reply(text, tuple(sources.of_paper(paper) for paper in found))


_NOUNS = ("in the title", "in its title", "in their title", "in their titles", "in the titles", "in the name")
ASKED: Asked = {
    **{f"{opening} {{name}} {where}": _in_titles for where in _NOUNS for opening in (
        "which papers have", "which paper has", "what papers have", "what paper has", "how many papers have", "is there a paper with",
        "are there papers with", "which of the papers have", "which papers mention", "which papers contain", "papers with", "does any paper have",
    )},
    **{f"{opening} {{name}}": _in_titles for opening in (
        "which paper titles contain", "which titles contain", "which titles mention", "how many titles contain", "how many paper titles contain",
        "which paper titles mention", "which paper titles have", "which paper title contains", "which title contains",
    )},
}  # fmt: skip
