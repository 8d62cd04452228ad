"""Two things of the calendar held against each other, and days that are named by way of another thing.

`plan` answers at once which of two comes first, how far apart they are, how long it is until one, and what is on either of two
days. Each is known by its form ("is … before or after …"), and both ends may be anything of the calendar that `events` reads.
What is said in between must be accounted for, so "is the review after the break graded" is none of these. `dated` puts a day or a
week in the place of what is named by way of another ("a week before the proposal is due"). What lies between two things, before
one or after one, is of `windows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from backend.answers import sources
from backend.answers.choosing import best
from backend.answers.dates import WEEKDAYS
from backend.answers.events import (
    OWN,
    Event,
    event_of,
    main_break,
    of_class,
    rows_of,
    spelt_out,
    that_of,
)
from backend.answers.facts.agenda import meeting_text
from backend.answers.facts.compared import days_in_words
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.library import PARTS
from backend.answers.say import counted
from backend.answers.templates import EXACT
from backend.answers.things import frame_of, upper
from backend.contract.ask import Source

_OTHER: frozenset[Meaning] = frozenset(
    """why where who how late penalty extension people grade weight recording ai together exam code author venue year email office office-hours instructor assistant
    solve opinion my-grade credits enrol missed exempt regrade slides requirement pages sign-up reading textbook forum workload citation technique evaluation choose""".split()
)
"""What makes it a question of another kind, whatever stands around it."""
_OTHERS = frozenset("student students people person persons friend friends partner drop graded grader curve".split())
_DONE_TO_IT = frozenset("returned returning approved accepted rejected announced opened visible shared changed switched extended moved cancelled canceled postponed handwritten grading".split())
"""What is done to a piece of work or a class: another question than when it is, unless it only tells why that is asked."""
_SOMEBODY = frozenset("anyone anybody someone somebody everyone everybody nobody others".split())
_MAY = re.compile(r"\b(?:can|may|could|might|need (?:a|an|to (?:know|have|use|own|buy|install|learn|understand))|have to (?:know|own|buy|install|learn)|allowed|ok|okay|fine|possible|permitted|acceptable|able|legal|alright|what if|what happens if|should|forget|forgot)\b")
"""Asks for leave, or what would be, and not for a day."""
_PRINTED = re.compile(r"\b(?:published|came out|older|newer|oldest|newest|appeared|written|invented|proposed)\b")


def plan(frame: Frame, known: Known) -> Found | None:
    """The answer to a question of one of these forms; None if it has none of them."""
    text = " ".join(frame.texts)
    if len(frame.words) > LONGEST or frame.codes:
        return None
    for form in (_distance, _until, _same_time, _order, _two_days, _leave_to_miss):
        found = form(text, frame, known)
        if found is not None:
            return found
    return None


_DUE: frozenset[Meaning] = frozenset(("due", "submit", "todo", "remaining", "review", "assignment", "project"))
_LEFT: frozenset[Meaning] = frozenset(
    """due submit review assignment project when first next last task todo remaining everything listed number how-many day me mine class lecture discussion paper must read
    cover topic which name start released idiom done previous presentation break term course change each""".split()
)
LONGEST = 40
"""Words; a longer question tells a story, in which such forms stand by chance."""


def _told(text: str, named: Sequence[Source], about: str, frame: Frame, *, own: bool = False) -> Found:
    stems = frozenset(word.token.stem for word in frame.words)
    return Found(text, tuple(dict.fromkeys(named)), frame.all_meanings | {"foreign"}, f"plan:{about}", "fact", own, stems, EXACT)


def is_other(frame: Frame, *but: Meaning) -> bool:
    """Whether a word makes it a question of another kind, whatever stands around it; `but`: meanings that do not."""
    other = _OTHER - set(but)
    done = any(text in _DONE_TO_IT and n not in frame.setting for n, text in enumerate(frame.texts))
    return done or bool(_OTHERS & set(frame.texts)) or any(word.meanings & other and not word.meanings & (_LEFT | {"named"}) for word in frame.words)


# Which of two comes first


_EITHER = re.compile(r"\b(?:before or after|after or before|earlier or later than|earlier than or later than|later or earlier than|sooner or later than|before or behind|ahead of or after|ahead of or behind|prior to or after)\b")
_OR_AFTER = re.compile(r"^(?P<x>.+?) (?:before|prior to|ahead of) (?P<y>.+) or (?:rather |instead |only |come |comes )?(?:after|afterwards|later|behind)(?: it| that| this| them)?(?: .*)?$")
_OR_BEFORE = re.compile(r"^(?P<x>.+?) (?:after|behind) (?P<y>.+) or (?:rather |instead |already |come |comes )?(?:before|earlier|ahead)(?: it| that| this)?$")
_OR_WITHIN = re.compile(r"^(?P<x>.+?) (?:inside|within|during|in the middle of) (?P<y>.+?) or (?:rather |only )?(?:before|after|outside)(?: it| that| of it)?$")
_SIDE = re.compile(r"^(?P<x>.+?) (?P<side>before|after|earlier than|later than|prior to|ahead of|sooner than)(?: the day of)? (?P<y>.+)$")
_ASKS = re.compile(r"^(?:(?:and|so|wait|but|then|ok|hi|hey) )*(?:is|are|does|do|did|will|was|were|am|has|shall)\b")
_FIRST = re.compile(
    r"\b(?:earlier|sooner|later|what order|which order)\b"
    r"|\b(?:first|before|last)\b(?! (?:or after|class|classes|lecture|lectures|discussion|discussions|meeting|session|review|reviews|paper|papers|assignment|(?:mon|tues|wednes|thurs|fri|satur|sun)day|online|month|programming|day|days|week|author|deadline|homework|one|of|two|three|project|pa|hw|thing|hypothesis|draft|break))"
)
_ENDS_IN_KIND = re.compile(r"\b(?:first|last|next|final) (?:class|lecture|discussion|meeting|session|deadline|review|thing|monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|evening|week)$|\bthe (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)$")


def _order(text: str, frame: Frame, known: Known) -> Found | None:
    if is_other(frame) or _SOMEBODY & set(frame.texts) or _PRINTED.search(text) or _MAY.search(text.replace("might", "")):
        return None
    prefer = "paper" if frame.has("read", "paper") and not frame.has("lecture") else "lecture" if frame.has("lecture") and not frame.has("paper", "read") else ""
    text = _OR_BOTH.sub("", text)
    text = _OWN_PAPER_AT.sub("my presentation", _PUT_FIRST.sub(r"is \g<x> \g<rel>", text))
    either = _EITHER.search(text)
    if either:
        both = _pair(text[: either.start()], text[either.end() :], known, prefer)
        return _which_side(both, None, frame) if both else None
    for form in (_OR_AFTER, _OR_BEFORE, _OR_WITHIN):
        if found := form.match(text):
            both = _pair(found["x"], found["y"], known, prefer)
            if both:
                return _which_side(both, None, frame)
    side = _SIDE.match(text)
    if side and " or " not in text and not _ENDS_IN_KIND.search(side["x"]) and (_ASKS.match(text) or text.endswith(("right", "correct", "true"))) and "between" not in frame.texts:
        both = _pair(side["x"], side["y"], known, prefer)
        if both:
            return _which_side(both, side["side"], frame)
    if _FIRST.search(text) and " or " in text and not _OF_A_KIND.match(text):
        for cut in re.finditer(r" (?:or) ", text):
            both = _pair(text[: cut.start()], text[cut.end() :], known, prefer)
            if both:
                return _in_turn(both, frame)
    return None


_OR_BOTH = re.compile(r" or (?:do|does|is|are|will) (?:they|it|both|that|the two)\b.*$")
""" "… or do they overlap": the order answers it."""
_PUT_FIRST = re.compile(r"^(?P<x>(?!(?:is|are|do|does|did|will|what|which|when)\b).+?) (?:is it|are they|is that|does it come|do they come|will it be) (?:\w+ )??(?P<rel>before or after|before|after)\b(?! or\b)")
""" "Federated learning, is it discussed before the break" """


_OWN_PAPER_AT = re.compile(r"\bmy (?:own )?paper(?: (?:is|gets|being|get|be))*(?: (?:presented|discussed|read|due to be presented))?(?= (?:before|after|earlier|later|sooner|prior)\b|$)")
""" "Is my paper presented before the February break": a paper has the day on which it is presented."""


def _pair(one: str, other: str, known: Known, prefer: str = "") -> tuple[Event, Event] | None:
    """The events that two pieces name, if they are two."""
    one, other = spelt_out(one.strip(), other.strip())
    first, second = (event_of(each, known, prefer) if each else None for each in (one, other))
    first, second = (main_break(known) if each is not None and each.vague else each for each in (first, second))
    if first is None or second is None or first.name == second.name:
        return None
    return first, second


_OF_A_KIND = re.compile(r"^(?:which|what) \w+ (?:comes|is|falls|lies|was) (?:due |discussed |held )?(?:first|last|earlier|later|sooner)\b.*\b(?:that|those|the one) (?:of|on|for)\b")
""" "Which review comes first, that of the sixth or of the seventh discussion": the kind is said only once."""


def _which_side(both: tuple[Event, Event], side: str | None, frame: Frame) -> Found:
    one, other = both
    named = (*one.sources, *other.sources)
    own = one.own or other.own
    if one.first == other.first:
        lead = "Neither" if side is None else "No, on the same day"
        return _told(f"{lead}: {one.said}, and {other.said}.", named, "order", frame, own=own)
    if other.first < one.first <= other.last:
        return _told(f"During it: {one.said}, and {other.said}.", named, "order", frame, own=own)
    is_before = one.first < other.first
    where = "before it" if is_before else "after it"
    if side is not None:
        where = f"{'Yes' if is_before == (side in _AHEAD) else 'No'}, {where}"
    return _told(f"{upper(where)}: {one.said}, and {other.said}.", named, "order", frame, own=own)


_AHEAD = ("before", "earlier than", "prior to", "ahead of", "sooner than")


def _in_turn(both: tuple[Event, Event], frame: Frame) -> Found:
    first, second = sorted(both, key=lambda each: each.first)
    named = (*first.sources, *second.sources)
    own = first.own or second.own
    if first.first == second.first:
        return _told(f"Neither, both are on one day: {first.said}; {second.said}.", named, "order", frame, own=own)
    return _told(f"First {first.said}; then {second.said}.", named, "order", frame, own=own)


_SAME_TIME = re.compile(
    r"^(?:(?:and|so|wait|ok) )*(?:is|are|does|do|did|will|was|were|am) (?P<x>.+?) (?:(?:fall|falls|land|happen|come|be|lie|due|held|scheduled|take place|taking place) )*"
    r"(?:(?:(?:in|on|at|during) )?the (?:very )?same (?P<unit>day|date|evening|night|week) (?:as|with|of|when|that|on which)|(?:coincide|coincides|collide|clash|clashes) with) (?P<y>.+)$"
)


_SAME_PUT_FIRST = re.compile(r"^(?P<x>(?!(?:is|are|do|does|did|will|what|which|when)\b).+?) (?:is|are) (?:it|they|that) (?:really |actually |even |held |due |discussed |taught )*(?=(?:(?:in|on|at|during) )?the (?:very )?same )")
""" "The parallelism lecture, is it the same day as discussion 5" """


_BOTH_AT = re.compile(r"^(?:(?:and|so|wait|ok) )*(?:is|are|do|does|did|will|were) (?:both )?(?P<x>.+?) and (?P<y>.+?) (?:(?:both|fall|happen|come|due|discussed|read|scheduled|be|held) )*(?:on|in|at) the (?:very )?same (?P<unit>day|date|evening|night|week)$")


def _same_time(text: str, frame: Frame, known: Known) -> Found | None:
    """ "Does my presentation fall in the same week as the proposal", "does the report coincide with my talk" """
    found = _SAME_TIME.match(_SAME_PUT_FIRST.sub(r"is \g<x> ", text)) or _BOTH_AT.match(text)
    if found is None or is_other(frame) or _MAY.search(text):
        return None
    prefer = "paper" if frame.has("read", "paper") and not frame.has("lecture") else ""
    both = _pair(found["x"], found["y"], known, prefer)
    if both is None or "day" in (each.kind for each in both):
        return None
    first, second = sorted(both, key=lambda each: each.first)
    is_week = found["unit"] == "week"
    span = timedelta(first.last.weekday()) if is_week else timedelta(0)
    same = second.first - timedelta(second.first.weekday() if is_week else 0) <= first.last - span
    lead = "Yes" if same else "No"
    return _told(f"{lead}: {first.said}, and {second.said}.", (*first.sources, *second.sources), "same-time", frame, own=first.own or second.own)


# Leave to miss what is on a day


_MAY_I_MISS = re.compile(r"^(?:(?:hi|hey|so|ok|and|please) )*(?:(?:can|may|could) (?:i|we)|(?:am i|are we) allowed to|is it (?:ok|okay|fine|alright|possible) (?:to|if (?:i|we))) (?:\w+ )??(?:miss|skip|be absent)\b(?! (?:anything|something)\b)")


def _leave_to_miss(text: str, frame: Frame, known: Known) -> Found | None:
    """Leave to miss what is on a day is a question of attendance, and not of what is on that day."""
    if not frame.days or not _MAY_I_MISS.search(text) or frame.has("presentation", "due", "review", "assignment", "project", "office-hours"):
        return None
    if frame.has("reading", "paper") or ((row := known.meeting_on(frame.days[0].first)) is not None and row.mode == "no class"):
        return None
    found = best(frame_of("is attendance mandatory", known), known)
    return found if found is not None and found.made != "refused" else Found("", (), frozenset(), "unknown", made="refused")


# How far apart


_HOW_FAR = re.compile(r"\b(?:how many (?:\w+ )?(?:days|weeks|nights)|how much (?:time|later|earlier)|how long|how far(?: apart| ahead| before| after|)|how soon|number of (?:days|weeks)|time|gap|days|weeks)\b")
_AHEAD_OF = re.compile(r"^(?P<x>.+?) how (?:far|long|many (?:days|weeks)|much (?:earlier|later)) (?:ahead of|before|after|behind|than) (?P<y>.+?) (?:is|are|does|do|comes?|was) (?:that|it|this|those|they)$")
""" "The feedback activity: how far ahead of the proposal is that"."""
_APART = (
    re.compile(r"\bbetween (?P<x>.+?) and (?P<y>.+)$"),
    re.compile(r"\b(?:after|before|following) (?P<x>.+?) (?:is|are|do|does|will|comes?|till|until|to) (?P<y>.+)$"),
    re.compile(r"\bfrom (?P<x>.+?) (?:until|till|to) (?P<y>.+)$"),
    re.compile(r"^(?:how many (?:days|weeks)|how long|how far|how much later|how much earlier|how soon) (?:after|before|ahead of) (?P<x>.+?) (?:is|are|do|does|will|comes?) (?P<y>.+)$"),
    re.compile(r"^(?:how many (?:days|weeks)|how long|how much) (?:later |earlier )?(?:is|are|do|does|will|comes?) (?P<x>.+?) (?:after|before|later than|earlier than) (?P<y>.+)$"),
    _AHEAD_OF,
)
_ITS = re.compile(r"^(?:its|their|the|it) (?:own )?(?:paper )?(?:discussion|discussions|presentation|class)$")


_BACK = re.compile(r"\b(?:get|have|receive|see|returned|graded)\b.*\bback\b")
"""What was handed in comes back: of that no day is known."""


def _distance(text: str, frame: Frame, known: Known) -> Found | None:
    asked = _HOW_FAR.search(text)
    if asked is None or (not asked[0].startswith(("how", "number")) and "between" not in frame.texts):
        return None
    if is_other(frame, "how") or _MAY.search(text) or _BACK.search(text):
        return None
    for form in _APART:
        found = form.search(text)
        if found is None:
            continue
        both = _pair(found["x"], found["y"], known) or _of_its_own(found["x"], found["y"], known)
        if both is None or (form is not _AHEAD_OF and asked.start() > found.start() and asked.end() < found.end()):
            continue
        first, second = sorted(both, key=lambda each: each.first)
        apart = (second.first - first.last).days
        lead = upper(_in_weeks(apart)) if apart > 0 else "None"
        return _told(f"{lead}: {first.said}, and {second.said}.", (*first.sources, *second.sources), "apart", frame, own=first.own or second.own)
    return None


def _in_weeks(days: int) -> str:
    """In days; a number of whole weeks is said as such, too."""
    told = days_in_words(days)
    if days % 7 or "(" in told:
        return told
    return f"{told} ({counted(days // 7, 'week')})"


def _of_its_own(one: str, other: str, known: Known) -> tuple[Event, Event] | None:
    """ "How many days after its discussion is the review of paper 5 due" """
    for its, named in ((one, other), (other, one)):
        event = event_of(named, known) if _ITS.match(its) else None
        if event is not None and event.deadline is not None and event.deadline.papers:
            paper = known.paper(event.deadline.papers[0])
            row = known.meeting_on(paper.day) if paper else None
            if row is not None:
                return of_class(row), event
    return None


_UNTIL = re.compile(r"\bhow (?:many (?:more )?(?P<unit>days|weeks|nights)|long|soon|much (?:more )?time)\b(?P<mid>.*?)\b(?:until|till|before|to) (?P<y>.+)$")


def _until(text: str, frame: Frame, known: Known) -> Found | None:
    """ "How many days are left until the break", "… remain to prepare before I present" """
    found = _UNTIL.search(text)
    if found is None or any(word.foreign for word in frame.words) or _MAY.search(text):
        return None
    for at in (found.start("y"), *(cut.end() for cut in re.finditer(r"\b(?:until|till|before) ", text))):
        event = event_of(_NEXT_BREAK.sub("the break", text[at:]), known)
        if event is None or event.kind in ("day", "work"):
            continue
        left = (event.first - known.today).days
        lead = upper(days_in_words(left)) if left > 0 else "It is today" if not left else f"None, that was {days_in_words(-left)} ago"
        return _told(f"{lead}: {event.said}.", event.sources, "until", frame, own=event.own)
    return None


_NEXT_BREAK = re.compile(r"^(?:the |our )?(?:next|upcoming) (?:break|recess|vacation)\b")
"""Of several breaks "the break" is the next one."""


# One of two days


def _two_days(text: str, frame: Frame, known: Known) -> Found | None:
    """ "Do we have class on Monday or is it only Wednesday that week": both days are told."""
    days = [each for each in frame.days if each.kind != "habit"]
    if len(days) != 2 or not all(each.is_day for each in days) or not frame.has("class", "lecture", "discussion") or frame.has(*_DUE, *PARTS, "presentation", "feedback") or frame.hits or is_other(frame):
        return None
    between = frame.texts[max(days[0].tokens) + 1 : min(days[1].tokens)]
    if "or" not in between or any(word.foreign for word in frame.words):
        return None
    rows = [row for each in days if (row := known.meeting_on(each.first))]
    if len(rows) != 2:
        return None
    return _told("\n".join(meeting_text(row, known) for row in rows), tuple(sources.of_meeting(row) for row in rows), "days", frame)


# A day that is named by way of something else


_CUT = re.compile(" ")
_QUESTION = re.compile(r"(?:is|are|what|which|when|do|does|how|will|any|anything|there|a)\b \w+ \w+|(?:what|which|when)\b|anything due|any deadlines?")


def _named_then(found: re.Match[str], frame: Frame, asked: bool) -> Iterator[tuple[str, str]]:
    """What follows a relation as a name, with what is left: all of it; or up to where a sentence ends, or, where nothing was asked before,
    up to where a question begins."""
    text, begin = found["y"], len(found.string[: found.start("y")].split())
    yield text, ""
    for cut in _CUT.finditer(text):
        n = begin + len(text[: cut.start()].split())
        ends = frame.words[n - 1].token.sentence != frame.words[n].token.sentence
        if ends or (not asked and _QUESTION.match(text[cut.end() :])):
            yield text[: cut.start()], text[cut.end() :]




def _sentence_before(frame: Frame, text: str, at: int) -> int:
    """Where the sentence begins in which that letter stands, as an index of letters."""
    n = len(text[:at].split())
    if n == 0 or n >= len(frame.words):
        return 0
    here = frame.words[n].token.sentence
    first = next(m for m, word in enumerate(frame.words) if word.token.sentence == here)
    return len(" ".join(frame.texts[:first])) + (1 if first else 0)


def _said_of(named: str) -> str:
    """Whether what is named is discussed, and so a paper, or taught; nothing where the words do not say."""
    said = set(named.split())
    return "paper" if said & {"discussed", "discuss", "read", "presented"} else "lecture" if said & {"taught", "lectured"} else ""


def _named(text: str, earlier: str, frame: Frame, known: Known, prefer: str = "") -> Event | None:
    """What a piece names, by a word such as "that weekend" or "it", too."""
    if text in ("it", "this", "that") and (before := event_of(earlier, known)) is not None:
        return before
    return that_of(text, frame) or event_of(text, known, prefer)


_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|ten|fourteen|\d{1,3})"
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven".split())} | {"a": 1, "an": 1, "ten": 10, "fourteen": 14}
_OFFSET = re.compile(rf"\b(?:exactly |about )?(?P<count>{_COUNT}) (?P<unit>day|days|week|weeks) (?P<rel>before|after|prior to|ahead of|following) (?P<y>.+)$")
_DAY_OF = re.compile(
    r"\b(?:(?:on|for|at|in|during) )?(?:the )?(?P<same>same |very |whole )?(?P<unit>day|evening|night|date|week)(?P<rel> of| as| that| when| where| on which| in which| before| after| following| preceding|(?= (?:the|we|i|my|our|pa|lecture|paper|review|project|proposals?|programming|abstract|reports?|homework|assignment)\b))(?P<more> that| when)? (?!tomorrow\b|yesterday\b)(?P<y>.+)$"
)
_CLASS_BY = re.compile(
    r"\b(?:(?:on|for|at|by|in|until) )?(?:the )?(?:very )?(?:(?:first|next|last|final) )?(?:paper )?(?P<kind>class|classes|lecture|discussion|paper|meeting|session|evening|day of class|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: day)?(?: (?:we have|there is|back|we meet|that comes|that is|exactly|comes|is|is discussed|do we read|do we have|is read|we read|we discuss|is there))?(?: (?:right|directly|immediately|just|straight))? (?P<rel>after|following|before|preceding|prior to|once) (?P<y>.+)$"
)


def dated(text: str, frame: Frame, known: Known) -> Iterator[tuple[str, Event | None]]:
    """The question with the day in place of how it is named, and what it was named by, if that stands in it no more."""
    if len(frame.words) > LONGEST:
        return
    if OWN.search(text) and not known.mine and (_EITHER.search(text) or _OR_AFTER.match(text) or _OR_BEFORE.match(text)) and not is_other(frame):
        yield "when do i present", None
    yield from ((question, None) for question in _late(text, frame, known))
    if _OWN_DATE.search(text) and OWN.search(text) and not frame.has(*_DUE, "how-long", "who", "missed", "late", "grade", "my-grade", "feedback", *_OF_ANOTHER) and not _NOT_WHEN_IT_IS & set(frame.texts) and not frame.hits_of("paper", "lecture"):
        yield "when do i present", None
    yield from _beside(text, known)
    for form, when in ((_OFFSET, _offset), (_CLASS_BY, _class_by), (_DAY_OF, _day_of)):
        found = form.search(text)
        if found is None or (form is _CLASS_BY and found["y"].startswith("next")) or (form is _DAY_OF and found["same"] and frame.has("paper", "presentation", "discussion")):
            continue
        yield from _put(text, found, when, frame, known)


_OWN_DATE = re.compile(r"\b(?:in|on|at|by)? ?(?:which|what) (?:week|day|date|month|evening)\b|\bwhen exactly\b|^when\b|^(?:what is )?(?:the )?(?:exact )?(?:date and time|time and date|date|time|hour) of my (?:own )?(?:talk|presentation)$")
_OF_ANOTHER: tuple[Meaning, ...] = ("office-hours", "instructor", "assistant", "email", "slides", "feedback", "grade", "sign-up", "minutes", "pages", "office", "forum", "recording", "group")
_NOT_WHEN_IT_IS = frozenset("practise practice rehearse prepare preparing slides send upload change swap switch choose feedback comments grade told know decided announced professor prof teacher start begin ends over meet ask".split())
"""Beside "when" and "my talk": something else is to be dated than the talk."""
_PASSIVE = re.compile(r"^(?P<y>.+?) (?:is|are|gets|will be|was) (?:directly |immediately )?(?P<rel>preceded|followed|succeeded) by (?:which|what|a|another|one)\b(?: \w+)*$")


def _beside(text: str, known: Known) -> Iterator[tuple[str, Event]]:
    """ "The lecture on attention is followed by which one" """
    found = _PASSIVE.match(text)
    event = event_of(found["y"], known) if found else None
    if found is None or event is None or event.kind not in ("lecture", "paper", "class", "break", "seat"):
        return
    rows = rows_of("lecture" if event.kind == "lecture" else "discussion" if event.kind in ("paper", "seat") else "class", known)
    if found["rel"] == "preceded":
        row = next((each for each in reversed(rows) if each.day < event.first), None)
    else:
        row = next((each for each in rows if each.day > event.last), None)
    if row is not None:
        yield f"what happens in class {row.day.isoformat()}", event


_ONLY_AFTER = re.compile(r"^(?P<x>.+?) (?:only |just )?(?:after|once|following) (?P<y>.+)$")


def _late(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """ "Can I hand in the proposal only after the break" asks whether it may be late, if it is due before."""
    found = _ONLY_AFTER.match(text)
    if found is None or not frame.has("submit") or not _MAY.search(text) or frame.has("late"):
        return
    one, other = event_of(_MAY.sub(" ", found["x"]), known), event_of(found["y"], known)
    if one is None or other is None or one.deadline is None or other.last < one.first:
        return
    days = (other.last - one.first).days + 1
    yield f"can i hand in a review {days} days late" if one.deadline.kind == "review" else f"can {one.name} be late"


def _put(
    text: str, found: re.Match[str], when: Callable[[re.Match[str], Event, Known], str | None], frame: Frame, known: Known
) -> Iterator[tuple[str, Event]]:
    begins = _sentence_before(frame, text, found.start())
    before = text[begins : found.start()].strip()
    if _SOMEBODYS.search(before) or _OF_ANOTHER_DATE.search(before):
        return
    for named, rest in _named_then(found, frame, bool(before)):
        event = _named(named, text[:begins], frame, known, _said_of(named))
        if event is None or event.kind == "day" or (event.kind in ("lecture", "paper") and any(each.kind in ("day", "span") for each in frame_of(named, known).days)):
            continue  # "after February do we hear about pipelines": two things limit it
        on = when(found, event, known)
        if on is None:
            continue
        asks = f"{before} {rest}".strip()
        yield f"what happens in class {on}" if not asks or _WHAT.match(asks) else f"{asks} {on}", event
        return


_SOMEBODYS = re.compile(r"\b(?:extra|additional|special)\b|\b(?:my|our|this|that|a|an|no|each|every|any|one|other|online|virtual|remote|optional|extra|cancelled|canceled|free)$|^(?:can|may|could|is it (?:required|mandatory|obligatory|compulsory|necessary)|what if|how do i|how can|how should|should|am i allowed|is it ok|is it okay|do i have to (?:come|attend|be))\b")
"""Before "class before the break": it is some other class than that one, or leave that is asked for."""
_OF_ANOTHER_DATE = re.compile(r"\b(?:release|released|start|starting|launch|handout|hand out|publication|posting|end)$")
"""Before "date of": it is not the day on which the thing itself is."""
_WHAT = re.compile(r"^(?:which|what|the|what is the|which is the|what was the|and|when is the|when and where is the|what about the)$|^(?:(?:and|so) )?(?:what|which topic|when)(?: \w+)*? (?:is|does|will|do|are)(?: (?:it|we|that|exactly|the))*(?: (?:be|about|cover|do|deal with|happen|on|topic|called|date))*$|^(?:what|when)(?: \w+)? is$|^when$|^what$")
"""Of the class itself: "what is it about", "when is"."""


def _week(of: date) -> str:
    return f"the week of {(of - timedelta(of.weekday())).isoformat()}"


def _offset(found: re.Match[str], event: Event, known: Known) -> str | None:
    count = _NUMBERS.get(found["count"]) or int(found["count"])
    is_weeks = found["unit"].startswith("week")
    step = count * (7 if is_weeks else 1)
    if is_weeks and event.first != event.last:  # no single day is meant
        return _week(event.first - timedelta(step) if found["rel"] in ("before", "prior to", "ahead of") else event.last + timedelta(step))
    return (event.first - timedelta(step) if found["rel"] in ("before", "prior to", "ahead of") else event.last + timedelta(step)).isoformat()


def _day_of(found: re.Match[str], event: Event, known: Known) -> str | None:
    rel, is_week = found["rel"].strip(), found["unit"] == "week"
    if rel in ("before", "preceding"):
        return _week(event.first - timedelta(7)) if is_week else (event.first - timedelta(1)).isoformat()
    if rel in ("after", "following"):
        return _week(event.last + timedelta(7)) if is_week else (event.last + timedelta(1)).isoformat()
    if event.first != event.last and not is_week:
        return None
    return _week(event.first) if is_week else event.first.isoformat()


def _class_by(found: re.Match[str], event: Event, known: Known) -> str | None:
    rows = rows_of(found["kind"], known)
    ahead = found["rel"] in ("after", "following", "once")
    if found["kind"] in WEEKDAYS:
        step = timedelta(1 if ahead else -1)
        on = (event.last if ahead else event.first) + step
        while on.weekday() != WEEKDAYS.index(found["kind"]):
            on += step
        return on.isoformat()
    if ahead:
        row = next((each for each in rows if each.day > event.last), None)
    else:
        row = next((each for each in reversed(rows) if each.day < event.first), None)
    return row.day.isoformat() if row else None
