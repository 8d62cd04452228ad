"""Time between things: "which lecture is between GPipe and LoRA", "how many classes before the break", "the first review after 3/20".

What a question limits its answer to is made two days, and it is put anew with them, for the facts to answer (`facts/windows`).
What it limits it by may be a day, a span, a break, a lecture, a paper, a piece of work, the ends of the term, or the asker's own
presentation. A word that is neither part of that nor of what is asked for leaves the question as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from backend.answers.askings import FREE
from backend.answers.everyday import says_nothing
from backend.answers.found import ASKING
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import LIGHT, Meaning
from backend.answers.things import thing_of, work_of
from backend.answers.tokens import take_apart

AFTER = frozenset("after following follows follow behind since succeeding succeeds past once".split())
BEFORE = frozenset("before preceding precedes precede until till ahead prior".split())
_KINDS = {
    "lecture": "lecture lectures topic topics theme themes subject subjects",
    "paper discussion": "discussion discussions",
    "paper": "paper papers article articles",
    "class": "class classes session sessions meeting meetings lesson lessons evening evenings seminar seminars",
    "deadline": "due deadline deadlines submit hand turn deliver submission submissions deliverable deliverables owe",
    "paper review": "review reviews",
    "programming assignment": "assignment assignments homework homeworks",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_TOPIC = frozenset("topic topics theme themes subject subjects".split())
_WORKS = ("deadline", "paper review", "programming assignment")
_MANY = frozenset("lectures discussions classes sessions meetings lessons evenings deadlines reviews assignments homeworks topics themes subjects all list everything".split())
"""What asks for more than the nearest."""
_NEAREST = frozenset("right directly immediately just next straight very".split())
_FIRST, _LAST = frozenset(("first", "earliest", "nearest", "soonest")), frozenset(("last", "final", "latest"))
_TRAILING = frozenset("about in on at it please exactly again now planned scheduled".split())
"""What does not end a name."""
_STOPS = frozenset(
    """which what whats when where who whose how why do does did is are was were will would can could should may must we there have has i shall
    please and or then come comes take takes happens happen for""".split()
)
"""Where the name of a thing ends."""
_TURNS = frozenset("why not without never who whom whose where else other another besides except long often far late much can could may allowed possible".split())
_ALLOWED: frozenset[Meaning] = (ASKING - {"who", "why", "where", "how", "how-much", "how-long"}) | frozenset((
    "lecture", "class", "discussion", "paper", "topic", "cover", "read", "day", "due", "submit", "review", "assignment", "first", "last", "next", "previous",
    "everything", "listed", "number", "start", "end", "term", "course", "break", "todo", "task", "remaining", "me", "mine", "requirement", "done", "about-course",
    "discussion-verb", "milestone", "name", "released", "topic-choice", "reading",
))  # fmt: skip
_SAYS = frozenset(KIND_OF) | _FIRST | _LAST | _NEAREST | _MANY | frozenset("many how next lie lies lying stand stands fall falls sit sits scheduled planned still left calendar stands over ends ended done finished".split())
"""What may be said of it besides, whatever else the words mean."""
LONGEST = 12
"""So many words the name of a thing may take."""
_OWN = re.compile(r"(?:the )?(?:my (?:own )?(?:paper |article )?(?:presentation|talk|slot|turn|paper)(?: evening| day| date| slot)?|(?:the )?(?:evening|day|date|paper|class|time)? ?(?:that |when |where |which |on which )?(?:i|we) (?:\w+ )?(?:present|presenting|speak|talk)|mine)")
_END = re.compile(r"(?:the )?(?:very )?end(?: of (?:the )?(?:term|semester|course|class|classes|year|spring))?|(?:the )?(?:term|semester|course|classes) ends?")
_START = re.compile(r"(?:the )?(?:very )?(?:start|beginning)(?: of (?:the )?(?:term|semester|course|class|classes))?|now on")
_EDGE = re.compile(r"(?:the )?(?:very )?(first|last|final) (class|lecture|discussion|paper discussion|session|meeting|lesson)(?: meeting)?(?: of (?:the )?(?:term|semester|course|class))?")
_OF_WORK = re.compile(r"\b(?:deadline|due date|due day|hand in|is due|are due|due|is submitted|submission|date)\b")
_POINTING = frozenset(("that", "this", "it", "then", "that day", "this day", "that date", "this date", "that week", "this week", "this one", "that one"))


@dataclass(frozen=True, slots=True)
class Window:
    """Two days and what lies between them, both among it."""

    first: date
    last: date
    how: str
    """"after", "before", "between" or "in"."""
    at: frozenset[int]
    """The words that say it."""
    own: bool = False
    """Whether it hangs on what only holds for the asker."""
    lecture: bool = False
    """Whether it begins or ends at a lecture."""


@dataclass(frozen=True, slots=True)
class Place:
    """A thing by which time is divided: its first and its last day."""

    first: date
    last: date
    own: bool = False
    lecture: bool = False
    dated: bool = False
    """Whether it was said as a day or a span of days: "between March 4 and March 20" has both of them in it."""


Anchor = Callable[[Frame, int, Known, bool], date | None]
"""What finds the day of a thing that a frame names (`steps`)."""


def windows(frame: Frame, known: Known, anchor: Anchor) -> Iterator[tuple[str, bool]]:
    """The question with two days in the place of what it limits its answer to, and whether those only hold for the asker."""
    if not known.classes:
        return
    yield from _after_which(frame, known, anchor)
    window = _between(frame, known, anchor) or _beyond(frame, known, anchor) or _week_of(frame, known, anchor) or _within(frame, known)
    if window is None or window.first > window.last:
        return
    question = _question(frame, window, known)
    if question is not None:
        yield question, window.own


_AFTER_WHICH = re.compile(r"\b(after|before) (?:which|what) (lecture|class|discussion|paper discussion|break|holiday)s?\b")


def _after_which(frame: Frame, known: Known, anchor: Anchor) -> Iterator[tuple[str, bool]]:
    """ "After which lecture do we read LoRA", "after which break is my talk": the last of a kind before a thing."""
    found = _AFTER_WHICH.search(" ".join(frame.texts))
    if found is None or frame.days:
        return
    own = _OWN_SAID.search(" ".join(frame.texts))
    rest = " ".join(text for text in f"{' '.join(frame.texts)[: found.start()]} {' '.join(frame.texts)[found.end() :]}".split() if text not in _AROUND_A_NAME)
    there = place("my presentation" if own else rest, known, anchor)
    if there is None:
        return
    kind = {"discussion": "paper discussion", "holiday": "break"}.get(found[2], found[2])
    if found[1] == "after":
        first, last, which = known.course.first_day, there.first - timedelta(1), "last"
    else:
        first, last, which = there.last + timedelta(1), known.course.last_day, "first"
    if first <= last:
        yield f"which is the {which} {kind} from {first.isoformat()} to {last.isoformat()}", there.own


_OWN_SAID = re.compile(r"\bmy (?:own )?(?:presentation|talk|paper|slot)\b|\bi (?:\w+ )?present\b")
_AROUND_A_NAME = frozenset("do does we is are will comes come read discuss discussed cover covered exactly of the semester term in placed scheduled it there and on date".split())


# What limits it


def _between(frame: Frame, known: Known, anchor: Anchor) -> Window | None:
    """ "Between A and B", "from A to B" """
    texts = frame.texts
    for begin, joins in (("between", ("and",)), ("from", ("to", "until", "till", "through"))):
        if begin not in texts:
            continue
        at = texts.index(begin)
        joints = [n for n in range(at + 2, min(len(texts), at + LONGEST)) if texts[n] in joins]
        for joint in joints:
            one = place(" ".join(texts[at + 1 : joint]), known, anchor)
            end = _end_of_name(frame, joint + 1)
            said = " ".join(texts[joint + 1 : end])
            if said.isdigit() and (kind := re.search(r"\b(lectures?|discussions?|class(?:es)?|papers?)\b", " ".join(texts[at + 1 : joint]))):
                said = f"{kind[1].rstrip('s') if kind[1] != 'classes' else 'class'} {said}"
            other = place(said, known, anchor)
            if one is None or other is None:
                continue
            if other.last < one.first:
                one, other = other, one
            used = frozenset(range(at, end)) | ({at - 1} if at and texts[at - 1] == "in" else set())
            inside = begin == "between"
            return Window(
                one.last + timedelta(1) if inside and not one.dated else one.first,
                other.first - timedelta(1) if inside and not other.dated else other.last,
                "between", used, one.own or other.own, one.lecture or other.lecture,
            )  # fmt: skip
    return None


def _beyond(frame: Frame, known: Known, anchor: Anchor) -> Window | None:
    """ "After A", "before B", "the week after the break", "two weeks before my talk" """
    texts = frame.texts
    found = [n for n, text in enumerate(texts) if text in AFTER | BEFORE and not _is_no_limit(texts, n)]
    if len(found) != 1:
        return None
    at = found[0]
    ahead = texts[at] in AFTER
    begins = at + 1 + (texts[at] in ("ahead", "prior", "following") and texts[at + 1 : at + 2] in (("of",), ("to",), ("on",)))
    for end in dict.fromkeys((_end_of_name(frame, begins, joined=True), _end_of_name(frame, begins))):
        said = " ".join(texts[begins:end])
        pointing = said in _POINTING
        there = _said_before(frame, at) if pointing else place(said, known, anchor)
        if there is not None:
            break
    else:
        return None
    used = frozenset(range(at, end))
    if pointing:  # all up to that day only says which one is meant
        opening = max(frame.days[0].tokens) + 1
        while opening < at and texts[opening] in ("and", "or", "so", "but", "then"):
            opening += 1
        used |= set(range(opening))
    through = there.last if there.dated and texts[at] in ("until", "till") else there.first - timedelta(1)
    first, last = (there.last + timedelta(1), known.course.last_day) if ahead else (known.course.first_day, through)
    window = Window(first, last, "after" if ahead else "before", used, there.own, there.lecture)
    return _counted(frame, at, there, window)


def _is_no_limit(texts: Sequence[str], n: int) -> bool:
    """ "The following class", "past deadlines", "one after another", "before class": they limit nothing by a thing of the calendar."""
    after = texts[n + 1] if n + 1 < len(texts) else ""
    if texts[n] in ("following", "past"):
        return after in KIND_OF or after in ("", "one", "week", "day", "few", "two", "three", "weeks", "days") or (n > 0 and texts[n - 1] == "the" and after != "the")
    return texts[n] == "once" and after in ("a", "more", "again")


def _counted(frame: Frame, at: int, there: Place, window: Window) -> Window | None:
    """With the unit that stands before it: "the week after", "the day before", "two weeks after"."""
    texts = frame.texts
    unit = texts[at - 1].rstrip("s") if at else ""
    if unit not in ("week", "day", "month"):
        return window
    number = frame.words[at - 2].token.number if at > 1 else None
    count = number or 1
    if (texts[at - 1].endswith("s") and number is None) or unit == "month" or (at > 1 and texts[at - 2] in ("many", "which", "what")):
        return None
    steps = count if window.how == "after" else -count
    base = there.last if window.how == "after" else there.first
    used = window.at | {at - 1} | ({at - 2} if number is not None or (at > 1 and texts[at - 2] in ("the", "a")) else set())
    if unit == "day":
        return replace(window, first=base + timedelta(steps), last=base + timedelta(steps), how="in", at=used)
    monday = base - timedelta(base.weekday()) + timedelta(7 * steps)
    return replace(window, first=monday, last=monday + timedelta(6), how="in", at=used)


def _said_before(frame: Frame, at: int) -> Place | None:
    """ "I leave on May 10, is anything due after that" """
    days = [each for each in frame.days if each.kind in ("day", "span") and max(each.tokens) < at]
    return Place(days[0].first, days[0].last) if len(days) == 1 and len(frame.days) == 1 else None


def _week_of(frame: Frame, known: Known, anchor: Anchor) -> Window | None:
    """ "The week of my presentation", "in the week of the break"; a week that is named by a date is a span of its own."""
    texts = frame.texts
    if "week" not in texts or frame.days:
        return None
    at = texts.index("week")
    if texts[at + 1 : at + 2] not in (("of",), ("with",), ("in",), ("when",), ("where",)):
        return None
    begins = at + 1 + (texts[at + 1] in ("of", "with", "in"))
    end = _end_of_name(frame, begins + (texts[begins : begins + 1] == ("which",)))
    there = place(" ".join(texts[begins:end]).removeprefix("which "), known, anchor)
    if there is None:
        return None
    monday = there.first - timedelta(there.first.weekday())
    used = frozenset(range(at - (texts[at - 1 : at] == ("the",)), end))
    return Window(monday, there.last - timedelta(there.last.weekday()) + timedelta(6), "in", used, there.own)


def _within(frame: Frame, known: Known) -> Window | None:
    """ "In March", "until May": a span that the words themselves say, of the whole term where it only has an end."""
    spans = [each for each in frame.days if each.kind == "span"]
    if len(spans) != 1 or len(frame.days) != 1:
        return None
    span = spans[0]
    first = known.course.first_day if span.words.startswith("until") else span.first
    return Window(max(first, known.course.first_day), span.last, "in", span.tokens)


def _end_of_name(frame: Frame, begin: int, *, joined: bool = False) -> int:
    """Behind the last word of a name that begins there; `joined`: one in which there may be an "and"."""
    texts = frame.texts
    end = begin
    while end < len(texts) and end < begin + LONGEST:
        fresh = frame.words[end].token.sentence != frame.words[begin].token.sentence
        own = texts[end] == "i" and end + 1 < len(texts) and " ".join(texts[end:]).startswith(("i present", "i am presenting", "i have to present", "i speak", "i must present"))
        if fresh or (texts[end] in _STOPS and not (joined and texts[end] == "and") and not own and end > begin and not _is_within_a_name(texts, end)):
            break
        end += 1
        if own:
            end += 1
    while end > begin + 1 and texts[end - 1] in _TRAILING:
        end -= 1
    return end


def _is_within_a_name(texts: Sequence[str], n: int) -> bool:
    """ "When I present", "the proposal is due" """
    return texts[n : n + 2] in (("is", "due"), ("are", "due")) or texts[n : n + 3] in (("am", "presenting"),) or (texts[n] in ("when", "where") and texts[n + 1 : n + 2] == ("i",))


def place(text: str, known: Known, anchor: Anchor) -> Place | None:
    """The days of what is called so; None if it is nothing of the calendar, or says more than a name."""
    text = text.strip()
    if not text:
        return None
    if _OWN.fullmatch(text):
        mine = known.mine
        return Place(mine[0].day, mine[0].day, own=True) if len(mine) == 1 else None
    if _END.fullmatch(text):
        return Place(known.course.last_day, known.course.last_day, dated=True)
    if _START.fullmatch(text):
        return Place(known.course.first_day, known.course.first_day, dated=True)
    if edge := _EDGE.fullmatch(text):
        rows = [row for row in known.classes if ("lecture" not in edge[2] or row.lectures) and ("discussion" not in edge[2] or row.papers)]
        if not rows:
            return None
        row = rows[0] if edge[1] == "first" else rows[-1]
        return Place(row.day, row.day, lecture=edge[2] == "lecture")
    frame = known.library.reader.frame(take_apart(text), known.today, focus=False)
    if frame.has("review", "proposal", "report", "abstract", "plan", "assignment"):
        item = work_of(" ".join(_OF_WORK.sub(" ", text).split()), known)
        return Place(item.day, item.day) if item else None
    if not all(word.token.text in FREE or word.meanings & _NAMING or word.token.number is not None for word in frame.words):
        return None
    if len(frame.days) == 1 and frame.days[0].kind in ("day", "span") and not frame.hits and not frame.has("break"):
        return Place(frame.days[0].first, frame.days[0].last, dated=True)
    if frame.hits and (thing := thing_of(text, known)) is not None:
        return Place(thing.first, thing.last, lecture=thing.title.startswith("Lecture "))
    numbers = {each.number for each in frame.numbers_of("paper", "discussion")}
    if len(numbers) == 1 and not frame.numbers_of("lecture"):
        days = {paper.day for paper in known.papers if paper.discussion in numbers}
        return Place(min(days), max(days)) if days else None
    first, last = anchor(frame, -1, known, False), anchor(frame, -1, known, True)
    if first is None or last is None:
        return None
    return Place(first, last, lecture=bool(frame.numbers_of("lecture")))


_NAMING: frozenset[Meaning] = frozenset(("named", "author-name", "paper-id", "numbered", "paper", "lecture", "discussion", "class", "break", "day", "read", "topic", "cover"))


# What is asked for


def _question(frame: Frame, window: Window, known: Known) -> str | None:
    """What is asked of that time; None if a word is left over that says more."""
    texts = frame.texts
    beside = [n for n in range(len(texts)) if n not in window.at]
    rest = [n for n in beside if n not in frame.setting]
    said = [texts[n] for n in rest]
    if not KIND_OF.keys() & set(said):
        said = [texts[n] for n in beside]
    if _TURNS & set(said):
        return None
    for n in rest:
        word = frame.words[n]
        if word.token.text in _SAYS:
            continue
        if word.meanings & {"named", "paper-id", "author-name", "numbered", "code", "venue-name"}:
            return None
        fits = word.token.text in FREE or says_nothing(word.token.text) or word.soft
        if not fits and (word.foreign or not word.meanings <= _ALLOWED | LIGHT):
            return None
    others = [each for each in frame.days if each.kind != "habit" and min(each.tokens) in rest and not each.tokens <= window.at]
    weekdays = {each.weekday for each in others if each.weekday is not None}
    if others and (len(weekdays) != 1 or len(others) > 1 or window.how not in ("after", "before")):
        return None
    if weekdays:
        rows = [row for row in known.meetings if window.first <= row.day <= window.last and row.day.weekday() in weekdays]
        return f"what happens in class {rows[0 if window.how == 'after' else -1].day.isoformat()}" if rows else None
    kinds = [KIND_OF[text] for text in said if text in KIND_OF]
    works = [kind for kind in kinds if kind in _WORKS]
    if {"proposal", "report", "abstract", "project", "plan", "presentation"} & set(said) or (works and {"or"} & set(said)):
        return None
    kind = "paper review" if "paper review" in works else "programming assignment" if "programming assignment" in works else works[0] if works else kinds[0] if kinds else ""
    if kind == "paper" and ("discussion" in said or "discussions" in said):
        kind = "paper discussion"
    count = ("many" in said and "how" in said) or {"number", "count"} & set(said)
    if count and ({"days", "weeks", "hours", "people", "students", "authors", "points", "pages"} & set(said) or not kind):
        return None
    if (_TOPIC & set(said)) and not {"lecture", "lectures"} & set(said):
        kind = "lecture" if window.lecture else "class"
    if kind in _WORKS and {"left", "remaining"} & set(said):
        return None  # what the asker has done counts, too
    if not kind and ((window.how == "in" and window.at <= frozenset().union(*(each.tokens for each in frame.days))) or frame.has("review", "assignment", "report", "proposal")):
        return None
    kind = kind or ("class" if {"what", "which", "anything", "something"} & set(said) else "")
    if not kind:
        return None
    first, last = bool(_FIRST & set(said)), bool(_LAST & set(said))
    if first and last:
        return None
    begins = window.first
    if kind in _WORKS and window.how == "before" and begins <= known.today <= window.last:
        begins = known.today
    days = f"from {begins.isoformat()} to {window.last.isoformat()}"
    many = bool(_MANY & set(said)) and not {"when", "again"} & set(said)
    nearest = bool(_NEAREST & set(said)) or (window.how in ("after", "before") and not many and kind not in _WORKS)
    if not count and kind not in _WORKS and {"until", "till"} & {texts[n] for n in window.at} and window.how == "before":
        return None  # what is read for a class is that of the class
    if count:
        return f"how many {plural(kind)} are there {days}"
    if first or last or nearest:
        if kind == "paper":
            kind = "paper discussion"
        which = "first" if first or (nearest and not last and window.how == "after") else "last"
        if not (first or last) and window.how not in ("after", "before"):
            return None
        return f"which is the {which} {kind} {days}"
    if window.how == "in" and any(window.at <= each.tokens for each in frame.days):
        return None  # the facts read that for themselves
    return f"list the {plural(kind)} {days}"


def plural(kind: str) -> str:
    return f"{kind}es" if kind == "class" else f"{kind}s"
