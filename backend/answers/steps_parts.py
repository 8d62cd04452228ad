"""A step for who holds two parts of the mark against each other: "is the project worth more than the talk".

The two parts are put into a lesson's own question (`facts/shares`), so that the answer begins with yes or no and names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.facts.shares import part_of
from backend.answers.frame import Frame
from backend.answers.known import Known

_WEIGHS = frozenset("worth count counts counted weigh weighs weight weighted weighting contribute contributes matter matters percent percentage share".split())
_MORE = re.compile(r"^(?P<x>.+?) (?:\w+ )?(?P<how>more|less|higher|lower|bigger|smaller|heavier|greater)\b(?P<mid>.*?) than (?P<y>.+)$")
_AS = re.compile(r"^(?P<x>.+?) (?:as|so) (?:much|many|heavily|high|heavy)(?: \w+)? as (?P<y>.+)$")
TAKING_PART = re.compile(r"\b(?:(?:taking part|participating|engaging|speaking(?: up)?|talking) in (?:the |class |paper |breakout )*discussions?|(?:the )?(?:class |breakout )?discussions?(?: participation)?|class participation)\b")
_A_TALK = re.compile(r"\b(?:paper |my )?talks?\b(?! in)")
_TWO = re.compile(r"^(?P<a>.+?) (?:and|plus) (?P<b>.+)$")
_SUMMED = frozenset("together combined sum altogether taken jointly".split())
_LESS = frozenset(("less", "lower", "smaller"))
_OTHER = frozenset("hours hour time times work late pages page long longer days points one single per why who when where how if and or first second last half twice double".split())
"""What makes it a question about something else than the two parts as they stand."""


def parts_compared(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """The question of which part counts more, with each called by its own title."""
    if frame.days or frame.hits or frame.numbered or frame.papers or (_OTHER - {"and"}) & set(frame.texts) or not _WEIGHS & set(frame.texts) or len(frame.words) > LONGEST:
        return
    if frame.has("people", "report", "proposal", "abstract", "plan", "code", "exam", "penalty", "late"):
        return
    text = TAKING_PART.sub("participation", _A_TALK.sub("presentation", text))
    more, as_much = _MORE.match(text), _AS.match(text)
    found = more or as_much
    one = part_of(found["x"], known) if found else None
    if more is not None and one is not None and (two := _TWO.match(more["y"])) is not None:
        parts = [part for side in ("a", "b") if (part := part_of(two[side], known)) is not None]
        if len({part.id for part in (one, *parts)}) == len("xab") and "each" not in more["x"].split():
            how = "less" if more["how"] in _LESS else "more"
            both = "together" if _SUMMED & set(frame.texts) else "each"
            yield f"does {one.title.casefold()} count {how} than {parts[0].title.casefold()} and {parts[1].title.casefold()} {both}"
            return
    other = part_of(found["y"], known) if found and not {"and", "each"} & set(frame.texts) else None
    if one is None or other is None or one.id == other.id:
        return
    how = "as much as" if more is None else "less than" if more["how"] in _LESS else "more than"
    yield f"does {one.title.casefold()} count {how} {other.title.casefold()}"


LONGEST = 18
"""Words; what is longer says more than that."""
