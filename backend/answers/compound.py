"""Two questions in one: "who wrote GPipe, and when do we discuss it?" – cut where the second begins.

What the second one calls "it" is what the first one names. Nothing is cut that might be one question: both parts have to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.frame import Frame

_ASKER = r"(?:what|what's|whats|when|when's|whens|where|where's|who|who's|whos|whose|which|how|is|are|does|do|did|can|could|will|must|should|by when|until when|at what|on what|on which|in which|for how many minutes|for how long)"
_CUT = re.compile(rf"(?:[?.;]+\s*|,?\s+)(?:and|plus|also|&)(?: also)?\s+(?={_ASKER}\b)|\?+\s*(?={_ASKER}\b)", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|it's|this one|that one|that paper|this paper|that lecture|that|they|them|their)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:that day|that date|that evening|then)\b", re.IGNORECASE)
_OF_SOMETHING = re.compile(r"\b(?:authors?|full title)[ ?!.]*$", re.IGNORECASE)
"""Is of something, though it does not say of what: "who is the first author"."""
SHORTEST = 2
"""So many words each part has at least."""


def cut(asked: str) -> Iterator[tuple[str, str]]:
    """The two parts, each way in which the text can be cut into two."""
    for found in _CUT.finditer(asked):
        one, other = asked[: found.start()].strip(), asked[found.end() :].strip()
        if min(len(one.split()), len(other.split())) >= SHORTEST:
            yield one, other


def with_name(part: str, named: str) -> str:
    """The second part with what the first one names in the place of "it"; behind it, if there is no "it"."""
    if not named or _PLACE.search(part):
        return part
    if named == "the presentation" and _FOR_HOW_LONG.match(part):
        return f"how long is {named}"
    if _IT.search(part):
        return _IT.sub(named, part, count=1)
    return f"{part.rstrip(' ?!.')} of {named}" if _OF_SOMETHING.search(part) else part


_FOR_HOW_LONG = re.compile(r"^for how (?:long|many minutes)\W*$", re.IGNORECASE)


_SAME_DAY = re.compile(r"\b(?:on )?(?:the same|that) (?:day|date|evening|night)\b", re.IGNORECASE)


def with_day(part: str, frame: Frame | None) -> str:
    """The second part with the one day of the first in the place of "the same day"."""
    days = [each for each in frame.days if each.kind != "habit"] if frame else []
    if len(days) != 1 or not days[0].is_day:
        return part
    return _SAME_DAY.sub(f"on {days[0].first.isoformat()}", part, count=1)


def named_by(frame: Frame) -> str:
    """What a part names, in words that can stand in a question; empty if nothing, or several things."""
    if frame.papers:
        return f"paper {frame.papers[0]}" if len(frame.papers) == 1 else ""
    lectures = frame.numbers_of("lecture", "assignment", "discussion")
    if len(lectures) == 1:
        kind = {"assignment": "programming assignment"}.get(lectures[0].kind, lectures[0].kind)
        return f"{kind} {lectures[0].number}"
    works = [part for part in ("proposal", "report", "abstract", "plan", "presentation", "review", "assignment", "project") if frame.has(part)]
    if (len(works) == 1 and not frame.hits_of("paper", "lecture")) or works[:1] in (["proposal"], ["report"], ["abstract"]):
        return {"report": "the final report", "proposal": "the project proposal", "abstract": "the abstract draft", "plan": "the experiment plan"}.get(works[0], f"the {works[0]}")
    return " ".join(frame.own_words) if frame.hits_of("paper", "lecture", "reading") and (not works or works == ["review"]) else ""
