"""Questions in two steps, of what shares a day or a week with something that is named.

"What is due on the evening we discuss Adam", "which lecture coincides with the abstract draft", "who wrote the paper that is
paired with GPipe", "do we meet on the Wednesday of the proposal week", "the last discussion in person". Each is put anew with the
day, or with the papers, that were meant. All that stands before the relation has to be of what is asked for; a word that is not
("are snacks given out on the day of …", "how did others like the other paper") leaves the question as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from backend.answers import sources
from backend.answers.dates import WEEKDAYS
from backend.answers.events import OWN, Event, event_of, of_one_day, rows_of
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.contract.ask import Source
from backend.contract.calendar import Paper


@dataclass(frozen=True, slots=True)
class Shared:
    """The question with what shares a day put by its own name."""

    question: str
    said: str = ""
    """By what it was named, as a sentence."""
    sources: tuple[Source, ...] = ()
    own: bool = False


def together(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """The question put anew, each way in which it can be; none if it is plain, or of something else."""
    if len(frame.words) > LONGEST or frame.codes or not known.course.meetings:
        return
    yield from _beside_my_own(text, frame, known)
    yield from _about_the_other(text, frame, known)
    yield from _about_the_next(text, frame, known)
    yield from _on_the_day(text, known)
    yield from _weekday(text, frame, known)
    yield from _hours_of_the_day(text, known)
    yield from _after_the_next(text, frame, known)
    yield from _while_away(text, frame, known)
    yield from _weekday_of(text, frame, known)
    yield from _of_a_mode(text, frame, known)
    yield from _first_with(text, frame, known)


LONGEST = 24
"""Words; a longer question tells a story."""
_NOT_OF_PRINT: frozenset[Meaning] = frozenset(("why", "how-many", "how-long", "how-much", "review", "due", "opinion", "slides", "recording", "grade"))


def wants_of_print(frame: Frame) -> str | None:
    """How authors or venue and year of a paper are asked for; None if nothing of the kind is, or a word says more."""
    if frame.has(*_NOT_OF_PRINT) or (frame.has("where") and not frame.has("venue")) or any(word.foreign for word in frame.words):
        return None
    texts = set(frame.texts)
    if texts & _OF_PEOPLE or frame.has("citation"):
        return None
    if texts & _IN_PRINT:
        return "in which conference and year was paper {} published"
    if frame.has("author") or ("whose" in texts and frame.has("paper")):
        return "who wrote paper {}"
    return "in which conference and year was paper {} published" if frame.has("venue", "year") else None


_IN_PRINT = frozenset("year years conference conferences journal venue venues older newer oldest newest recent".split())
_OF_PEOPLE = frozenset("present presents presenting presenter presenters affiliation affiliated employed works work alive age university company cited citations online else many".split())
"""What is asked of authors or papers beyond their names, or of those who present."""


# The other paper of a discussion


_PAIRED = re.compile(
    r"\b(?:(?:paired|coupled|grouped|combined|bundled|discussed|read|presented|shown|scheduled|placed|goes|comes|runs) (?:together |along |jointly |up )?(?:with|alongside|besides?|next to)|"
    r"(?:shares?|sharing|shared) (?:its |a |an |the |their )?(?:same )?\w+ with|together with|"
    r"alongside|accompan(?:y|ies|ied|ying)|next to|partner(?: paper)? (?:of|to|for)|companion (?:paper )?(?:of|to|for)|counterpart (?:of|to)|"
    r"other (?:paper|article|one|half|text|reading|publication)(?! (?:did|does|has|have|by|from|written|is by|was))\b|same (?:day|evening|night|date|session|class|discussion|slot|time) as)\b"
)


_OTHER_OF_MINE = re.compile(r"\b(?:other|second) (?:paper|article|one|talk|presentation)\b|\b(?:what|which) else (?:is |are |do we |gets |will be )?(?:discussed|read|presented|discuss)\b")


def _beside_my_own(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Which other paper is presented on the evening that I present", "who wrote the other paper of my discussion" """
    if not frame.asker or len(known.mine) != 1 or not _OTHER_OF_MINE.search(text) or not OWN.search(text) or frame.has("review", "due", "missed"):
        return
    if not {"what", "which", "who", "whose"} & set(frame.texts) or {"can", "may", "could", "instead", "swap", "switch", "choose"} & set(frame.texts):
        return
    own = known.mine[0]
    others = [each for each in known.papers if each.day == own.day and each.id != own.id]
    asked = wants_of_print(frame)
    if asked is not None and others:
        yield Shared(asked.format(" and ".join(each.id for each in others)), f"you present paper {own.id}, {own.title}", (sources.of_paper(own), sources.of_own("your seat")), True)
    elif asked is None and not any(word.foreign for word in frame.words) and not frame.has("author", "venue", "citation", "people", "who"):
        yield Shared("which other paper is presented on the day i present", own=True)


_ALSO_BY = re.compile(r"\bother papers?\b.* (?:write|wrote|written|author|authored|publish|published)$")
"""What else somebody wrote, and not what is read beside it."""


def _about_the_other(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Who wrote the paper discussed together with GPipe": the authors of the other one of that day."""
    if not _PAIRED.search(text) or "same author" in text or frame.asker:
        return
    if _ALSO_BY.search(text):
        return
    asked = wants_of_print(frame)
    paper = _named_paper(frame, known)
    if asked is None or paper is None:
        return
    others = [each for each in known.papers if each.day == paper.day and each.id != paper.id]
    if not others:
        return
    row = known.meeting_on(paper.day)
    named = (sources.of_paper(paper), *((sources.of_meeting(row),) if row else ()))
    yield Shared(asked.format(" and ".join(each.id for each in others)), f"it is discussed on the same day as paper {paper.id}, {paper.title}", named)


def _named_paper(frame: Frame, known: Known) -> Paper | None:
    """The one paper that is named, by id, title or author."""
    if frame.papers:
        ids = list(dict.fromkeys(frame.papers))
    elif hits := frame.hits_of("paper"):
        ids = [hit.key for hit in hits if hit.share >= 0.75 * hits[0].share]
    else:
        ids = list(dict.fromkeys(frame.authors))
    return known.paper(ids[0]) if len(ids) == 1 else None


# Authors and venues of what is read next


_EITHER = re.compile(r"\b(?:before or after|after or before)\b")
_NEXT_PAPER = re.compile(
    r"\b(?:the )?(?P<which>first|next|last|final|two)?(?: two)? (?:papers?|articles?|paper discussion|discussion)(?: (?:that )?(?:we (?:read|discuss)|is (?:read|discussed)|are (?:read|discussed)|discussed|read))?(?: (?:right|directly|just|immediately))? (?P<rel>after|before|following) (?P<y>.+)$"
)


def _about_the_next(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Which conference published the first paper after spring break" """
    found = _NEXT_PAPER.search(text)
    if found is None or _EITHER.search(text) or frame.papers or not (found["which"] or "papers" in found[0] or "discussion" in found[0]):
        return
    asked = wants_of_print(frame)
    event = event_of(found["y"], known) if asked else None
    if asked is None or event is None or event.kind == "day":
        return
    rows = [row for row in rows_of("discussion", known) if (row.day < event.first if found["rel"] == "before" else row.day > event.last)]
    if not rows:
        return
    row = rows[-1 if found["rel"] == "before" else 0]
    yield Shared(asked.format(" and ".join(each.id for each in row.papers)), event.said, (*event.sources, sources.of_meeting(row)))


# What is on the day, or in the week, of something


_ASKING = frozenset("what which whats is are s does do did was were there any anything something thing things the a of has have to must be we you i it will should that also exactly need needs and so then at all other else one whichever for on".split())
_DUE = frozenset("due deadline deadlines submit submitted hand handed turn turned deliver delivered homework submission submissions".split())
_WITH_DUE = _DUE | frozenset("in work review reviews assignment assignments paper papers programming falls fall land lands".split())
_OUT = frozenset("out released release handed given comes come goes go put assigned published".split())
_WITH_OUT = _OUT | frozenset("assignment assignments programming homework gets get".split())
_LECTURE = frozenset("lecture lectures".split())
_WITH_LECTURE = _LECTURE | frozenset("topic title called taught held given covered cover name falls fall lands land takes place happens comes topics".split())
_READ = frozenset("paper papers discussion discussions article articles read discuss".split())
_WITH_READ = _READ | frozenset("discussed presented takes place happens falls fall held titles in class lands land comes".split())

_RELATION = re.compile(
    r"\b(?:(?P<with>coincid(?:es?|ed|ing) with|(?:shares?|sharing) (?:its |a |the |their )?(?P<unit1>day|date|evening|night|week) with)"
    r"|(?:(?:falls?|falling|fall|lands?|landing|happens?|takes place|held|comes|is|are) )?(?:(?:on|in|at|during|by) )?the (?:very )?(?:same )?(?P<unit2>day|date|evening|night|week|class|session)(?: (?:of|as|that|when|where|on which|in which))?(?= )"
    r"|(?:falls?|falling|lands?|landing|happens?|takes place|is|held|comes) on the (?:deadline|due date|due day|date) (?:of|for)"
    r"|when(?= (?:we|you) (?:discuss|read|cover|talk|treat|study|have|do)\b)"
    r"|when(?= .+ (?:is|are|gets) (?:discussed|read|covered|taught|due)$)) (?P<y>(?!after\b|before\b|following\b|preceding\b|prior\b|that (?:comes|is) (?:after|before)\b).+)$"
)


def _on_the_day(text: str, known: Known) -> Iterator[Shared]:
    """ "What deadline coincides with the lecture on AI", "what is due when we discuss PaLM and GPT-3" """
    found = _RELATION.search(text)
    if found is None:
        return
    before = text[: found.start()].split()
    said = set(before)
    if not said or len(said & _FORMS) == 0:
        return
    kind = _kind(said)
    if kind is None:
        return
    event = _there(found["y"], known)
    if kind == "read" and "other" in said:
        if event is not None and event.kind == "paper" and event.key:
            yield Shared(f"which paper is discussed on the same day as paper {event.key}")
        return
    if event is None or event.kind in ("day", "term"):
        return
    is_week = "week" in (found["unit1"], found["unit2"])
    if event.first != event.last and not is_week:
        return
    on = f"the week of {(event.first - timedelta(event.first.weekday())).isoformat()}" if is_week else event.first.isoformat()
    question = {"due": "what is due {}", "out": "what is given out {}", "lecture": "what happens in class {}", "read": "what happens in class {}"}[kind]
    if kind == "out" and is_week:
        return
    yield Shared(question.format(on), event.said, event.sources, event.own)


_FORMS = frozenset("what which whats is are does do any anything".split())


def _kind(said: set[str]) -> str | None:
    """What is asked for by these words, if all of them are of that."""
    rest = said - _ASKING
    for kind, core, allowed in (("out", frozenset(("out", "released", "release", "assigned", "published")), _WITH_OUT), ("due", _DUE, _WITH_DUE), ("lecture", _LECTURE, _WITH_LECTURE), ("read", _READ, _WITH_READ)):
        if rest & core and rest <= allowed:
            return kind
    if rest and rest <= {"review", "reviews", "assignment", "assignments", "paper", "programming", "falls", "fall"} and rest & {"review", "reviews", "assignment", "assignments"}:
        return "due"
    return None


_SUBJECT = re.compile(r"^(?:we|you) (?:discuss|read|cover|talk about|treat|study|have|do) ")


def _there(text: str, known: Known) -> Event | None:
    """The event that a piece names; two papers of one day are that day."""
    prefer = "paper" if re.search(r"\b(?:discuss|discussed|discussion|read|presented|presents|paper)\b", text) else "lecture" if "lecture" in text or "taught" in text else ""
    return event_of(text, known, prefer) or of_one_day(_SUBJECT.sub("", text), known, prefer)


# At what hour it is on the day of something

_HOURS = frozenset("what which time hour when at does do did is the class session it we i have to be there start starts begin begins end ends meet".split())


def _hours_of_the_day(text: str, known: Known) -> Iterator[Shared]:
    """ "When does class start on the evening of the abstract draft", "what time do I have to be there on the evening I present" """
    found = _RELATION.search(text)
    if found is None or found["unit2"] in (None, "week", "class"):
        return
    before = set(text[: found.start()].split())
    if not before <= _HOURS or not before & {"time", "hour", "when"} or not before & {"class", "session", "start", "starts", "begin", "begins", "there", "meet"}:
        return
    event = _there(found["y"], known)
    if event is not None and event.first == event.last and event.kind not in ("day", "term"):
        named = (*event.sources, sources.of_field(known.course, "class_times", "Class times"))
        yield Shared(f"what happens in class {event.first.isoformat()}", event.said, named, event.own)


_WEEKDAY = re.compile(r"^(?:(?:and|so|hi|hey) )?(?:on |for )?(?:which|what) (?:weekday|day of the week) (?:is|was|does|will|are) .+$")


def _weekday(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Which weekday is May 15": of a date alone, what is on that day, which is told with its weekday."""
    days = [each for each in frame.days if each.kind == "day" and each.is_day]
    if len(days) != 1 or not _WEEKDAY.match(text) or frame.has("due", "class", "lecture", "discussion", "presentation", "review", "assignment", "project", "office-hours") or frame.hits:
        return
    yield Shared(f"what happens in class {days[0].first.isoformat()}")


# The one after the next


_AFTER_NEXT = re.compile(r"\b(?:after|follows|following) the (?:next|upcoming|coming) (?P<kind>class|one|lecture|discussion|session|meeting)\b")


def _after_the_next(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "What's after the next class": the one after it."""
    found = _AFTER_NEXT.search(text)
    if found is None or not {"what", "whats", "which"} & set(frame.texts) or frame.days or frame.hits or frame.has("due", "submit", "review", "assignment", "presentation"):
        return
    kind = next((each for each in ("lecture", "discussion") if each in frame.texts), "class")
    ahead = [row for row in rows_of(kind, known) if row.ends is not None and row.ends > known.now]
    if len(ahead) > 1:
        yield Shared(f"what happens in class {ahead[1].day.isoformat()}")


# Who goes for good, or comes late


_LEAVES = re.compile(r"\b(?:i|we) (?:will |am |must |have to |need to |already )?(?:leave|leaving|fly home|flying home|fly out|flying out|go home|going home)\b|\b(?:flight|train) home\b")
_COMES = re.compile(r"\b(?:i|we) (?:will |am |only |can |get to )*(?:land|landing|arrive|arriving|joined|join|joining)\b")
_MISSES = re.compile(r"\b(?:which|what|whats)\b.*\b(?:class|classes|lecture|lectures|discussion|discussions|sessions)\b.*\b(?:miss|missed|missing|over|gone|passed)\b|\bmiss\b.*\b(?:which|what) (?:class|classes)\b")
_BACK = frozenset("back return returning until till again days week break".split())
MOST_MISSED = 6
"""So many classes are told to whom the days of being away are only half known."""


def _while_away(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "If I leave on May 2, what's the only class I miss", "I land on January 25, which classes will already be over" """
    days = [each for each in frame.days if each.kind == "day" and each.is_day]
    if len(days) != 1 or len(frame.days) != 1 or _BACK & set(frame.texts) or not _MISSES.search(text) or frame.has("due", "review", "assignment", "attendance", "recording", "penalty", "late"):
        return
    if {"can", "could", "without", "allowed", "should"} & set(frame.texts):
        return
    on = days[0].first
    if _LEAVES.search(text):
        first, last = on, known.course.last_day
    elif _COMES.search(text):
        first, last = known.course.first_day, on - timedelta(1)
    else:
        return
    if 0 < sum(first <= row.day <= last for row in known.classes) <= MOST_MISSED:
        yield Shared(f"list the classes from {first.isoformat()} to {last.isoformat()}")


# A day of the week, in the week of something


_WEEKDAY_OF = re.compile(rf"\b(?:on )?(?:the |that )?(?P<weekday>{'|'.join(WEEKDAYS)}) (?:of|in|during) (?:the )?(?:same )?(?:week (?:of|as|with|when|in which) (?P<y>.+)|(?P<z>.+) week)$")


def _weekday_of(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Do we meet on the Wednesday of the proposal week" """
    found = _WEEKDAY_OF.search(text)
    if found is None:
        return
    rest = set(text[: found.start()].split())
    if not rest <= _ASKING | _MEETING or frame.has("office-hours", "late"):
        return
    event = _there(found["y"] or found["z"], known)
    if event is None or event.kind in ("day", "term"):
        return
    on = event.first - timedelta(event.first.weekday()) + timedelta(WEEKDAYS.index(found["weekday"]))
    is_due = bool(rest & _DUE)
    yield Shared(f"what {'is due' if is_due else 'happens in class'} {on.isoformat()}", event.said, event.sources, event.own)


_MEETING = _DUE | _READ | _LECTURE | frozenset("still meet meets class classes session happens happen planned on discussed taught covered cover topic in".split())


# The first or last online, or in person


_KIND = r"(?:paper )?(?P<{}>class|lecture|discussion|session|meeting)"
_MODE = r"(?:only )?(?P<{}>online|in-person|in person|remote|virtual)(?: only)?"
_OF_A_MODE = (
    re.compile(rf"\b(?P<which>first|last|final) {_MODE.format('mode')} {_KIND.format('kind')}\b"),
    re.compile(rf"\b(?P<which>first|last|final) {_KIND.format('kind')}(?: of the (?:semester|term|course))? (?:that |which )?(?:is |are |was |to |happens |takes place |be |held |we (?:have|hold) )*{_MODE.format('mode')}\b"),
)
_TURNS = frozenset("before after between due if link why how who or can may should must join miss skip attend review recorded recording mandatory required optional".split())
_IS_IT = re.compile(r"^(?:(?:and|so|hi|hey) )*(?:is|are|was|were|will|does|do) ")
"""Asks whether it is so, and not for the one that is."""


def _of_a_mode(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "What is the final in-person paper discussion" """
    found = next((each for form in _OF_A_MODE if (each := form.search(text))), None)
    if found is None or _IS_IT.match(text) or _TURNS & set(frame.texts) or frame.days or frame.hits_of("paper", "lecture") or any(word.foreign for word in frame.words):
        return
    mode = "in person" if found["mode"].startswith("in") else "online"
    rows = [row for row in rows_of(found["kind"], known) if row.mode == mode]
    if rows:
        row = rows[0 if found["which"] == "first" else -1]
        yield Shared(f"what happens in class {row.day.isoformat()}")


_FIRST_WITH = re.compile(
    rf"\b(?:(?:which|what) (?P<weekday1>{'|'.join(WEEKDAYS)}) is (?:the )?(?:very )?(?P<which1>first|last|final)(?: one)?|(?:what|which|when) is the (?:very )?(?P<which2>first|last|final) (?P<weekday2>{'|'.join(WEEKDAYS)})) "
    r"(?:with|that has|that holds|on which there is|when we have) (?:a |an )?(?:paper )?(?P<kind>discussion|lecture|class)$"
)


def _first_with(text: str, frame: Frame, known: Known) -> Iterator[Shared]:
    """ "Which Wednesday is the first with a paper discussion" """
    found = _FIRST_WITH.search(text)
    if found is None or frame.hits_of("paper", "lecture"):
        return
    weekday = WEEKDAYS.index(found["weekday1"] or found["weekday2"])
    rows = [row for row in rows_of(found["kind"], known) if row.day.weekday() == weekday]
    if rows:
        row = rows[0 if (found["which1"] or found["which2"]) == "first" else -1]
        yield Shared(f"what happens in class {row.day.isoformat()}")
