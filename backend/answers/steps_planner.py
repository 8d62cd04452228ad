"""Steps of one who fills a calendar: the month in which something is due, and the days between leaving and coming back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.dates import MONTHS
from backend.answers.events import event_of
from backend.answers.frame import Frame
from backend.answers.known import Known

_SAME_MONTH = re.compile(r"^(?P<x>.+?) (?:in|during|within) the (?:very )?same month (?:as|with|in which|where) (?P<y>.+)$")
_ASKS = re.compile(r"^(?:(?:and|so) )?(?:which|what|list|how many|are there|is there|any) (?:\w+ ){0,3}?(?:reviews?|lectures?|discussions?|papers?|deadlines?|classes|due|assignments?)\b")
_LEAVES = re.compile(r"\b(?:leave|leaving|go|going|fly|flying|travel|travelling|traveling|depart|away|gone|off|vacation|trip)\b")
_RETURNS = re.compile(r"\b(?:back|return|returning|returns|come home|coming home|fly home)\b")
_MISSES = re.compile(r"\b(?:miss|missing|missed|skip|skipping)\b(?: (?:any|a|some|out on|one|the|of))* ?(?:class|classes|lecture|lectures|session|sessions|anything|something|much)?")
_OTHER = frozenset("present presentation due deadline deadlines review proposal report assignment attendance penalty excused allowed grade why who".split())
"""What makes it a question about something else than which classes there are."""


_MUST_COME = re.compile(
    r"\b(?:(?:do|must|should|need) (?:i|we|students) (?:really |absolutely |all |even )?(?:have to |need to |got to |to )?(?:come|attend|show up|be there|be present)"
    r"|is it (?:required|mandatory|obligatory|compulsory|necessary) (?:to|that) (?:\w+ )?(?:come|attend|show up|be there|be present)|is attendance (?:required|mandatory|compulsory|obligatory|taken))\b"
)
_HOW_MANY = re.compile(r"\b(?:how many|number of|total of) (?:\w+ ){0,2}?(?:classes|sessions|meetings|class meetings)\b")
_NOT_BREAKS = re.compile(r"\b(?:not counting|excluding|except(?: for)?|without(?: counting)?|not including|minus|leaving out|apart from) (?:the )?(?:\w+ )?(?:breaks?|holidays?|days off|vacations?)\b")
_WITH_PAPERS = re.compile(r"\bnext (?:class|evening|session|meeting|time) (?:with|that has|where (?:we|there are)(?: discuss| read)?|on which we (?:discuss|read)|in which we (?:discuss|read)) ?(?:any |two |the )?papers?\b")
_AND_GRACE = re.compile(r"\b(?:two|2) (?:free|grace|late|penalty free) days\b")
_OF_REVIEW = re.compile(r"\breview (?:of )?(?:paper )?(?:discussion )?(?P<n>\d{1,2}[ab]?)\b")
_AFTER_GRACE = frozenset("after happens penalty more beyond why how".split())


def planner_steps(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """The question with a month or with two days in place of how they are named; none if it is plain as it is."""
    found = _SAME_MONTH.match(text) if "month" in frame.texts else None
    if found is not None and _ASKS.match(found["x"]) and not frame.days:
        event = event_of(found["y"], known)
        if event is not None and event.first.month == event.last.month:
            yield f"{found['x']} in {MONTHS[event.first.month - 1]}"
    if _NOT_BREAKS.search(text) and _HOW_MANY.search(text) and not frame.days and not frame.hits_of("paper", "lecture"):
        yield "how many class meetings are there"
    if {"before", "after"} & set(frame.texts) and _MUST_COME.search(text) and not frame.has("presentation", "office-hours", "due", "review", "exam", "feedback"):
        yield "is attendance mandatory"  # and not what that class is about
    if _WITH_PAPERS.search(text) and not frame.days and not frame.hits and not frame.has("who", "due", "presentation", "where"):
        yield "when is the next paper discussion"
    if _AND_GRACE.search(text) and (number := _OF_REVIEW.search(text)) is not None and {"date", "day", "when", "until"} & set(frame.texts) and not _AFTER_GRACE & set(frame.texts):
        kind = "paper" if number["n"][-1] in "ab" else "discussion"
        yield f"until when can i hand in the review of {kind} {number['n']} without penalty"
    if frame.venues and frame.years and frame.hits_of("paper") and frame.has("when") and not frame.has("year", "venue", "author", "due", "review", "lecture"):
        yield " ".join(word.token.text for word in frame.words if not word.meanings & {"venue-name", "year-number"})
    if len(frame.days) == 2 and _MISSES.search(text) and _LEAVES.search(text) and _RETURNS.search(text) and not _OTHER & set(frame.texts):
        first, last = frame.days
        if first.is_day and last.is_day and first.second is None and last.second is None and first.first < last.first:
            yield f"is there class from {first.first.isoformat()} to {last.first.isoformat()}"
