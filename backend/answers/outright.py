"""Questions of two things at once that are answered outright: the dates of two pieces of work, what two parts of the mark come to, and the
rest of a week beside one day of it.

A way by words alone would answer such a question with one of the two, and leave the other out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from backend.answers import sources
from backend.answers.events import Event, event_of
from backend.answers.facts.shares import part_of, weights_named
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.plans import is_other
from backend.answers.say import bullets, day, percent
from backend.answers.steps_parts import TAKING_PART
from backend.answers.templates import EXACT
from backend.answers.things import upper
from backend.contract.ask import Source


def outright(frame: Frame, known: Known) -> Found | None:
    """The answer to a question of one of these forms; None if it has none of them."""
    if len(frame.words) > LONGEST or frame.codes:
        return None
    text = " ".join(frame.texts)
    for form in (_dates_of_two, _two_parts, _rest_of_the_week):
        if (found := form(text, frame, known)) is not None:
            return found
    return None


LONGEST = 20
"""Words; a longer question tells a story."""


def _told(text: str, named: Sequence[Source], about: str, frame: Frame) -> Found:
    stems = frozenset(word.token.stem for word in frame.words)
    return Found(text, tuple(dict.fromkeys(named)), frame.all_meanings | {"foreign"}, f"plan:{about}", "fact", False, stems, EXACT)


_OPENS = r"^(?:(?:so|and|hey|hi|ok|also) )*"
_BOTH_DATES = (
    re.compile(_OPENS + r"(?:when|what day|what days|what dates|which days|by when)(?: exactly)? (?:are|is|do|must|should) (?:i |we )?(?:have to |need to )?(?:both )?(?:hand in |turn in |submit )?(?P<x>.+?) and (?P<y>.+?)(?: both)?(?: due| to be handed in)*$"),
    re.compile(_OPENS + r"(?:what (?:are|is) )?(?:the )?(?:due dates?|deadlines?|due days?)(?: of| for) (?:both )?(?P<x>.+?) and (?P<y>.+?)$"),
    re.compile(_OPENS + r"(?:when|what day|by when) is (?P<x>.+?) due and (?:when is )?(?P<y>.+?)(?: due)?$"),
    re.compile(_OPENS + r"(?P<x>.+?) and (?P<y>.+?)(?: both)? (?:are )?(?:due|deadlines?|due dates?)(?: when| on what day| on which day)?$"),
)


def _dates_of_two(text: str, frame: Frame, known: Known) -> Found | None:
    """ "When are the proposal and the report due": each of the two is told."""
    if " and " not in text or not frame.has("due", "when") or frame.days or frame.has("hour", "how-many", "how-long", "released", "class") or is_other(frame):
        return None
    for form in _BOTH_DATES:
        found = form.match(text)
        one, other = (event_of(found[side], known) for side in ("x", "y")) if found else (None, None)
        if one is None or other is None or not (_is_work(one) and _is_work(other)) or one.name == other.name:
            continue
        both = sorted((one, other), key=lambda each: each.first)
        return _told(f"There are two dates:\n{bullets([upper(each.said) for each in both])}", (*one.sources, *other.sources), "two-dates", frame)
    return None


def _is_work(event: Event) -> bool:
    return event.kind == "work" and event.deadline is not None


_TOGETHER = re.compile(r"\b(?:together|combined|taken together|added up|summed up|in sum|in total|altogether)\b")
_SHARE = frozenset("percent percentage percentages worth count counts weigh weight share % portion fraction much".split())
_NOT_OF_TWO = frozenset("or than more less group groups partner friend done do written write present presented hours time pages work grade graded three all everything best worst first second half each".split())
"""Beside these, "together" is no sum, or the sum is of something else."""


def _two_parts(text: str, frame: Frame, known: Known) -> Found | None:
    """ "Discussion and presentation together, how many percent" """
    if not _TOGETHER.search(text) or not _SHARE & set(frame.texts) or _NOT_OF_TWO & set(frame.texts) or frame.days or frame.hits or frame.numbered or frame.papers or frame.has("people", "how-long"):
        return None
    words = TAKING_PART.sub("participation", text).split()
    for cut in range(1, len(words)):
        one, other = part_of(" ".join(words[:cut]), known), part_of(" ".join(words[cut:]), known)
        if one is not None and other is not None and one.id != other.id:
            both = percent(one.percent + other.percent)
            return _told(f"Together {both} of the final mark: {one.title} {percent(one.percent)}, {other.title} {percent(other.percent)}.", weights_named(known), "two-shares", frame)
    return None


_REST = re.compile(r"\b(?:(?:in|during) )?the (?:same |very )*week (?:of|as|with) (?:the |our |my )?(?P<y>.+?) (?:but )?(?:not (?:counting|including|on|for)|excluding|excepting|except(?: for)?|besides|other than|apart from|aside from|without) (?:on )?(?:the|that) (?:same |very |due )?(?:day|date)(?: itself)?$")


def _rest_of_the_week(text: str, frame: Frame, known: Known) -> Found | None:
    """ "Is anything due in the week of the proposal, not counting the same day" """
    found = _REST.search(text)
    event = event_of(found["y"], known) if found and frame.has("due", "submit") else None
    if event is None or event.first != event.last:
        return None
    monday = event.first - timedelta(event.first.weekday())
    rest = [each for each in known.deadlines if monday <= each.day <= monday + timedelta(6) and each.day != event.first]
    lead = f"{upper(event.said)}."
    if not rest:
        return _told(f"Nothing on another day of that week. {lead}", event.sources, "rest-of-week", frame)
    listed = bullets([f"{each.title}: {each.in_words}" for each in rest])
    return _told(f"Besides {day(event.first)}, in that week:\n{listed}\n{lead}", (*event.sources, *(sources.of_deadline(each) for each in rest)), "rest-of-week", frame)
