"""Steps by what is said in passing: the review of the papers of a day, a grace period that is asked for by its end, whose turn it is.

"When is the review of today's papers due" names a review by the day of its discussion, "tomorrow's review" by its own day; "gonna hand
in review 7 late, until when is that ok" asks for the last day without penalty; "which papers are about momentum" asks among the papers for
what only a lecture treats. Each is put anew so that the one thing that was meant is answered about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.answers.askings import FREE
from backend.answers.events import event_of
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.things import frame_of, upper
from backend.contract.ask import Source


@dataclass(frozen=True, slots=True)
class Said:
    """The question put anew."""

    question: str
    tail: str = ""
    """A sentence to be said behind the answer; empty if the answer says all."""
    sources: tuple[Source, ...] = ()
    """Where that stands."""


def said_steps(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """The question put anew, each way in which it can be; none if it is plain."""
    if len(frame.words) > LONGEST or frame.codes or not known.course.meetings:
        return
    for form in (_by_its_papers, _by_its_day, _end_of_grace, _by_its_place, _my_turn, _left_for_a_day, _moved, _the_one_on, _in_which_form, _among_the_others, _as_a_topic):
        yield from form(text, frame, known)


LONGEST = 20
"""Words; a longer question tells a story."""


def _one_day(frame: Frame) -> date | None:
    """The only day that is named."""
    days = [each for each in frame.days if each.kind != "habit"]
    return days[0].first if len(days) == 1 and days[0].is_day else None


# Which review is meant


_DAY = r"(?:today|tonight|tomorrow|yesterday|this (?:evening|morning)|last night|(?:(?:last|this|next|the coming|on) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]* \d{1,2}|the \d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2})"
_PAPERS = r"(?:papers?|discussions?|readings?|session|class)"
_OF_ITS_PAPERS = re.compile(
    rf"\breviews? (?:of|on|for|about) (?:(?:one|either|any) of )?(?:the |our |what )?(?:two |both )?(?:{_DAY} (?:evening |night )?(?:two )?{_PAPERS}"
    rf"|(?:{_PAPERS} )?(?:that |which )?(?:(?:we|was|were|is|are|will|be|have|just|had|got) )*(?:read|reading|discuss|discussed|discussing|had|presented|from|of|on)(?: on| from)? {_DAY})\b"
)
_NOT_OF_A_DATE = ("grade", "hour", "pages", "people", "who", "missed", "exempt", "regrade", "how-long", "feedback", "slides", "recording")


def _by_its_papers(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "When is the review of today's papers due": it is not due on that day, its papers are discussed then."""
    if not _OF_ITS_PAPERS.search(text) or not frame.has("due", "when") or frame.has(*_NOT_OF_A_DATE) or frame.hits:
        return
    on = _one_day(frame)
    row = known.meeting_on(on) if on else None
    if row is not None:  # where nothing is discussed on that day, what there is instead tells so
        yield Said(f"when is the review of paper {row.papers[0].id} due" if row.papers else f"what happens in class {row.day.isoformat()}")


_OF_THAT_DAY = re.compile(rf"\b{_DAY} (?:paper )?review\b|\breview (?:that is |which is )?(?:due|for) (?:on )?{_DAY}\b")


def _by_its_day(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Tomorrow's review, which papers can it be about" """
    texts = set(frame.texts)
    if not _OF_THAT_DAY.search(text) or not {"which", "what"} & texts or not {"paper", "papers"} & texts or frame.hits or frame.papers or frame.has("how-many", "late", *_NOT_OF_A_DATE):
        return
    if "when" in texts or (on := _one_day(frame)) is None:
        return
    works = [each for each in known.deadlines if each.kind == "review" and each.day == on and each.papers]
    if len(works) == 1 and (paper := known.paper(works[0].papers[0])) is not None:
        yield Said(f"which papers can i choose from for the review of discussion {paper.discussion}")


_NTH = r"(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
_NTH_REVIEW = re.compile(
    rf"^(?:(?:so|and|hey|hi|ok) )*(?:(?:when|what day|which day|what date|which date|by when)(?: exactly)? (?:is|are|must|do|does|should) (?:i |we )?(?:have to |need to )?(?:hand in |turn in |submit )?)?(?:the |our |my )?"
    rf"(?:(?:due date|deadline) (?:of|for) (?:the )?)?(?P<nth>{_NTH}) (?:paper )?review(?: (?:due|deadline|date|when|be|handed in|turned in|on))*$"
)


def _by_its_place(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "When is the third review due": which one is told by the count alone."""
    found = _NTH_REVIEW.match(text)
    if found is not None and frame.has("due", "when"):
        yield Said(f"when is the {found['nth']} paper review due")


# The end of the days of grace


_GRACE = re.compile(r"\b(?:two days?(?: late)?|2 days?(?: late)?|late|grace)\b")
_UNTIL = re.compile(r"\b(?:until when|till when|how long|how late|by when|latest|last (?:possible )?day|end of|ends?|which (?:day|date|weekday)|what (?:day|date|weekday)|runs? out|expires?)\b")
_MORE_THAN_THAT = frozenset("three four five six seven 3 4 5 6 7 week hours 24 48 after graded returned comes lose points penalty past because sick ill email ask tell extension".split())


_NUMBERED_REVIEW = re.compile(r"\breview (?:no |number )?(\d{1,2})(?= late\b)")


def _end_of_grace(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Gonna hand in review 7 late, until when is that ok", "for the last review, what is the end of the two days" """
    if not frame.has("review") or not _GRACE.search(text) or not _UNTIL.search(text) or frame.has("grade", "hour", "people", "presentation", "exempt", "assignment", "proposal", "report", "abstract"):
        return
    numbers = {each.number for each in frame.numbers_of("review", "discussion") if not each.ordinal} | {int(each) for each in _NUMBERED_REVIEW.findall(text)}
    if (_MORE_THAN_THAT - {str(each) for each in numbers}) & set(frame.texts) or frame.hits or frame.papers or frame.days:
        return
    if len(numbers) == 1:
        yield Said(f"until when can I hand in the review of discussion {numbers.pop()} without penalty")
    elif not numbers and re.search(r"\b(?:last|final) (?:paper )?review\b", text):
        yield Said("until when can I hand in the last paper review without penalty")


# The asker's own


_OF_THE_TWO = re.compile(r"\bwhich (?:one |paper )?of (?:the|these|those|both|our) (?:two |2 )?(?:papers? )?(?:do|am|will|should|must|did) i (?:have to |supposed to |going to )?(?:present|presenting)\b")
_TURN = re.compile(r"\bmy turn\b|\bi am up\b")
_WHICH_AGAIN = re.compile(r"\b(?:which|what) (?:paper|one) (?:was|is) (?:it|that|mine)(?: again)?\b|\bwhich paper again\b|\bwhat (?:is it about|do i present)$")
_WHEN_MY_TURN = re.compile(r"^(?:(?:so|and|hey|hi) )*(?:is|when is|when will|which (?:day|week) is|what day is) (?:it )?(?:be )?my turn\b(?: to (?:present|talk))?")


def _my_turn(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Next week it's my turn, which paper was it again", "which of the two do I present tomorrow" """
    named = _OF_THE_TWO.search(text) or (_TURN.search(text) and _WHICH_AGAIN.search(text))
    if named and not frame.has("review", "due", "missed", "people"):
        yield Said("which paper am I presenting")
    elif _WHEN_MY_TURN.match(text) and not frame.has("review", "due", "missed", "people", "late", "grade"):
        yield Said("when do I present")


_DONE_ALREADY = re.compile(
    rf"^(?:(?:so|and|ok|hey|hi) )*what (?:have i(?: got)?|do i(?: still)? have|is|else is) (?:still )?(?:left|open|to do|due)(?: to do| for me)? (?:for |on |by |until )?{_DAY} "
    r"(?:(?:the |my )?(?:review|pa|assignment|homework|programming assignment|proposal|abstract|report)\b.*\b(?:in|done|finished|submitted|off|sent|handed in)(?: already)?|i (?:have )?(?:already |just )?(?:did|done|finished|submitted|sent|handed in)\b.*)$"
)


def _left_for_a_day(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "What have I left for tomorrow, review 7 is in already": what is done is said by the way."""
    if _DONE_ALREADY.match(text) and (on := _one_day(frame)) is not None:
        yield Said(f"what do i still have to do {on.isoformat()}")


# Classes that are moved, and in which form they are


_TO_A_DAY = re.compile(r"^(?:(?:so|and|hey|wait) )*(?:is|was|did|has|have|will|are) (?P<x>.+?) (?:been |be |get |got |now )*(?:moved|move|shifted|pushed|postponed|rescheduled)(?: back| forward)? (?:to|until|till|onto) ")
_CLASSES = frozenset("lecture lectures class discussion discussions session".split())


def _moved(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Is lecture 7 moved to March 4": what is on that day is told, and when the lecture is."""
    found = _TO_A_DAY.match(text)
    if found is None or not _CLASSES & set(found["x"].split()) or frame.has("due", "review", "assignment", "presentation"):
        return
    on, event = _one_day(frame), event_of(found["x"], known)
    if on is not None and event is not None and event.kind in ("lecture", "paper") and known.meeting_on(on):
        yield Said(f"what happens in class {on.isoformat()}", f"{upper(event.said)}.", event.sources)


_ONE_ON = re.compile(r"^(?:(?:so|and|hey|hi|ok) )*what\b.*\b(?:lecture|class|discussion)\b.* the one (?:on|this|next) (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)$")


def _the_one_on(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "What is the last regular lecture about, the one on Monday": the day says which; "last" is not said of the day."""
    found = _ONE_ON.match(text)
    if found is not None and not frame.has("due", "review", "presentation", "who", "author"):
        yield Said(f"what happens in class {found['day']}")


_IN_PERSON = re.compile(r"^(?:(?:so|and|hey|hi) )*(?:does|do|will) (?:the |our )?(?:class|lecture|discussion|session|we)\b.* (?:happen|take place|run|go ahead|be held|be|meet) (?:in person|online|remotely|on campus|virtually)\b")


def _in_which_form(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Does class on the 6th happen in person" """
    if _IN_PERSON.match(text) and not frame.has("presentation", "office-hours", "due", "recording") and (on := _one_day(frame)) is not None:
        yield Said(f"is class {on.isoformat()} online or in person")


# What is asked for among papers and is taught, and the reverse


_ONE_OF = re.compile(
    r"^(?:(?:so|and|hey|hi) )*(?:is there|are there|do we (?:read|have|discuss)|which|what|when is|when do we (?:read|have|discuss)) (?:a |an |any |one |the |also )?(?P<kind>papers?|lectures?)"
    r"(?: (?:is|are|that|which|do we read|deals?|treats?|covers?|talks?|discusses|about|on|with|in))* (?P<x>.+)$"
)


def _among_the_others(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Which paper is about momentum": none is, a lecture treats it."""
    found = _ONE_OF.match(text)
    if found is None or frame.days or frame.numbered or frame.papers or not frame.hits:
        return
    named = frame_of(found["x"], known)
    if not named.hits or any(word.foreign or not (word.token.text in FREE or "named" in word.meanings) for word in named.words):
        return
    kinds = {hit.kind for hit in named.hits}
    if found["kind"].startswith("paper") and kinds == {"lecture"}:
        yield Said(f"when is {found['x']}", "No paper of the course has that in its title.")
    elif found["kind"].startswith("lecture") and kinds == {"paper"}:
        yield Said(f"when is {found['x']}", "No lecture of the course has that in its title or among its topics.")


_AI = r"(?:(?:modern )?generative ai|ai|large language models?|language models?|llms?)"
_TAUGHT = re.compile(
    rf"^(?:(?:so|and|hey|hi) )*(?:is|are|does|do|will|what|which|where|when)\b.*\b(?:discussed|covered|taught|treated|learn|talk|said|lecture|lectures|topics?|covers?|discuss)\b(?: \w+)?? (?:about|on|of|around) (?P<x>{_AI})\b"
    rf"|^(?:(?:so|and|hey|hi) )*(?:is|are|will|does|do) (?P<y>{_AI}) (?:be |also |even |ever |a |an |one of the |part of the |come |among the )*(?:covered|taught|discussed|treated|topics?|up in|course|class|syllabus|lecture)\b"
)
_AS_A_TOOL = frozenset("use used using write writing tool tools policy allowed allow permitted help cheat chatgpt copilot review reviews assignment assignments project report code homework rule rules".split())

_HELD_AGAINST = frozenset("before after same day evening date week coincides coincide between with other paper papers optional reading".split())
"""With these it is another thing that is asked for, by way of that topic."""


def _as_a_topic(text: str, frame: Frame, known: Known) -> Iterator[Said]:
    """ "Is generative AI a topic": what is taught, and no question of what tools may be used."""
    found = _TAUGHT.search(text) if frame.has("ai") else None
    if found is None or (_AS_A_TOOL - ({"policy"} if found["x"] else set())) & set(frame.texts) or frame.days:
        return
    if frame.has("due", "presentation", "who", "author", "how-many", "missed") or _HELD_AGAINST & set(frame.texts):
        return
    said = found["x"] or found["y"]
    said = "language models" if said.startswith("llm") else said
    named = said if frame_of(f"when is {said}", known).hits else None
    if named is None:
        return
    if found["y"] is None and not {"when", "where"} & set(frame.texts):
        lectures = frame_of(f"when is {named}", known).hits_of("lecture")
        yield Said(f"what is lecture {lectures[0].key} about" if len({hit.key for hit in lectures}) == 1 else f"what is covered in the lecture on {named}")
    yield Said(f"when is {named}")
