"""Which work a question is about: "pa1", "the review of GPipe", "the third review", "the proposal", "all deadlines"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from backend.answers.found import uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.library import PARTS
from backend.contract.calendar import Deadline


@dataclass(frozen=True)
class Target:
    """Some work of one kind."""

    kind: Meaning
    """"review", "assignment", "project", or a step such as "proposal"."""
    deadlines: tuple[Deadline, ...]
    uses: frozenset[Meaning]
    single: bool = False
    """Whether one thing was singled out, rather than a kind of work."""
    unlisted: tuple[int, ...] = ()
    """Discussions whose review was asked for and is not listed."""
    absent: tuple[int, ...] = ()
    """Numbers that were asked for and do not exist."""

    @property
    def name(self) -> str:
        if self.single and self.deadlines:
            return self.deadlines[0].title
        return NAMES.get(self.kind, self.kind)


NAMES = {
    "review": "paper reviews", "assignment": "programming assignments", "project": "the project", "plan": "the experiment plan",
    "proposal": "the project proposal", "abstract": "the abstract draft", "report": "the project report",
    "presentation": "presentations", "participation": "participation", "feedback": "the project feedback activity",
}  # fmt: skip
"""What kinds of work are called where the course has no title for them."""


def targets(frame: Frame, known: Known) -> tuple[Target, ...]:
    """Every work that the question names, the most particular first."""
    found: list[Target] = []
    review = _review(frame, known)
    if review:
        found.append(review)
    if frame.has("assignment"):
        found.append(_assignment(frame, known))
    parts = [part for part in PARTS if frame.has(part)]
    for part in parts:
        items = of_part(part, known)
        if items:
            more = ("presentation", "discussion") if part == "abstract" else ()
            found.append(Target(part, items, uses(part, "project", "name", "named", more), single=len(items) == 1))
    if frame.has("project") and not parts:
        items = tuple(item for item in known.deadlines if item.kind == "project")
        found.append(Target("project", _chosen(frame, items, known), uses("project", "first", "last", "next")))
    if not found:
        named = [hit for hit in frame.hits_of("deadline") if hit.share > 0]
        items = tuple(item for hit in named if (item := known.deadline(hit.key)))
        if items and not frame.hits_of("paper", "lecture"):
            found.append(Target(items[0].kind, items, uses("named", items[0].kind), single=len(items) == 1))
    return tuple(_after(target, frame, known) for target in found)


_AFTER = re.compile(r"\b(comes?|follows?|next|is due|due) after\b")


def _after(target: Target, frame: Frame, known: Known) -> Target:
    """ "Which review comes after review 3?" – the next one of its kind."""
    if not target.single or len(target.deadlines) != 1 or not _AFTER.search(" ".join(frame.texts)):
        return target
    item = target.deadlines[0]
    later = [each for each in known.deadlines if each.kind == item.kind and each.closes > item.closes]
    return replace(target, deadlines=tuple(later[:1]), uses=target.uses | {"next", "topic"}) if later else target


def of_part(part: Meaning, known: Known) -> tuple[Deadline, ...]:
    """The deadlines of a step of the project; a step that comes with another has that one's."""
    tags = known.library.tags
    items = tuple(item for item in known.deadlines if part in tags.get(item.id, ()))
    if part == "plan" and known.course.project:
        named = {s.deadline for s in known.course.project.milestones if part in known.library.meanings(s.title)}
        items = tuple(item for item in known.deadlines if item.id in named)
    elif part != "plan":
        narrow = tuple(item for item in items if "plan" not in tags.get(item.id, ()) or part == "proposal")
        items = narrow or items
    return items


def _review(frame: Frame, known: Known) -> Target | None:
    if not frame.has("review"):
        return None
    reviews = tuple(item for item in known.deadlines if item.kind == "review")
    said = uses("review", "paper", "class", "discussion", "cover")
    numbers = _discussions(frame, known)
    if numbers:
        listed = [item for number in numbers for item in reviews if number in discussions_of(item, known)]
        missing = tuple(n for n in numbers if not any(n in discussions_of(item, known) for item in reviews))
        exist = {paper.discussion for paper in known.papers}
        return Target(
            "review", tuple(dict.fromkeys(listed)), said | {"paper-id", "numbered", "named", "author-name", "presentation"}, single=True,
            unlisted=tuple(n for n in missing if n in exist), absent=tuple(n for n in missing if n not in exist),
        )  # fmt: skip
    by_title = tuple(
        item for hit in frame.hits_of("deadline") if (item := known.deadline(hit.key)) and item.kind == "review"
    )
    if by_title and not frame.hits_of("paper"):
        return Target("review", by_title, said | {"named"}, single=len(by_title) == 1)
    ordinals = [each.number for each in frame.numbers_of("review", "paper") if each.ordinal]
    if ordinals:
        items = tuple(reviews[n - 1] for n in ordinals if 0 < n <= len(reviews))
        absent = tuple(n for n in ordinals if not 0 < n <= len(reviews))
        return Target("review", items, said | {"numbered", "first"}, single=True, absent=absent)
    chosen = _chosen(frame, reviews, known)
    return Target("review", chosen, said | {"first", "last", "next", "previous"}, single=len(chosen) == 1 < len(reviews))


def discussions_of(item: Deadline, known: Known) -> frozenset[int]:
    return frozenset(paper.discussion for paper in known.papers if paper.id in item.papers)


def _discussions(frame: Frame, known: Known) -> tuple[int, ...]:
    """Discussions that are named in any way: by number, by a paper's id, title or author."""
    found = [each.number for each in frame.numbers_of("review", "discussion", "paper") if not each.ordinal]
    found += [each.number for each in frame.numbers_of("discussion") if each.ordinal]
    found += [int(paper[:-1]) for paper in frame.papers]
    by_id = {paper.id: paper.discussion for paper in known.papers}
    papers = frame.hits_of("paper")
    if papers:
        best = papers[0].share
        found += [by_id[hit.key] for hit in papers if hit.share >= 0.5 * best or len(papers) <= 2]
    elif not found:
        found += [by_id[paper] for paper in frame.authors if paper in by_id]
    return tuple(dict.fromkeys(found))


def _assignment(frame: Frame, known: Known) -> Target:
    items = tuple(item for item in known.deadlines if item.kind == "assignment")
    asked = frame.numbers_of("assignment")
    if asked:
        found = [item for each in asked if (item := _numbered(items, each.number)) is not None]
        absent = tuple(each.number for each in asked if _numbered(items, each.number) is None)
        return Target("assignment", tuple(found), uses("assignment", "numbered", "first"), single=len(asked) == 1, absent=absent)
    chosen = _chosen(frame, items, known)
    return Target(
        "assignment", chosen, uses("assignment", "first", "last", "next", "previous"), single=len(chosen) == 1 < len(items)
    )


def _numbered(items: Sequence[Deadline], number: int) -> Deadline | None:
    """The one whose title or id has that number, or else the one at that place."""
    for item in items:
        digits = "".join(char if char.isdigit() else " " for char in f"{item.title} {item.id}").split()
        if str(number) in digits:
            return item
    titled = any(char.isdigit() for item in items for char in item.title)
    return items[number - 1] if not titled and 0 < number <= len(items) else None


def _chosen(frame: Frame, items: Sequence[Deadline], known: Known) -> tuple[Deadline, ...]:
    """The first, the last or the next of them, if that is asked; else all."""
    if not items:
        return ()
    if frame.has("next"):
        ahead = [item for item in items if not known.is_over(item)]
        return tuple(ahead[:1] or items[-1:])
    if frame.says("first") or frame.has("first"):
        return (items[0],)
    if _asks_for_last(frame):
        return (items[-1],)
    return tuple(items)


def _asks_for_last(frame: Frame) -> bool:
    """ "the last review", not "the last day" to hand one in."""
    return frame.has("last") and any("last" in word.meanings and "due" not in word.meanings for word in frame.words)


def kinds(found: Iterable[Target]) -> frozenset[Meaning]:
    return frozenset(each.kind for each in found)
