"""What a question limits its answer to: "which lecture is between GPipe and LoRA", "how many classes before the break", "the first review after 3/20".

That time is made two days, and the question is put anew with them, for the facts to answer (`facts/windows`): all of a kind that
lie in it, how many, the first, the last, or what is left for the asker. All of that is done here and nowhere else. What it is
limited by is read by `events`. Two things that are held against each other, and a single day that is named by way of another
("the week after the break"), are of `plans`. A word that is neither part of that nor of what is asked for leaves the question as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.answers import sources
from backend.answers.askings import FREE
from backend.answers.events import THAT, Event, breaks, event_of, of_days, of_one_day, spelt_out
from backend.answers.everyday import says_nothing
from backend.answers.found import ASKING
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import LIGHT, Meaning
from backend.answers.say import day

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
_NEAREST = frozenset("closest right directly immediately just next straight very".split())
_FIRST, _LAST = frozenset(("first", "earliest", "nearest", "soonest")), frozenset(("last", "final", "latest"))
_TRAILING = frozenset("about in on at it please exactly again now planned scheduled".split())
"""What does not end a name."""
_STOPS = frozenset(
    """which what whats when where who whose how why do does did is are was were will would can could should may must we there have has i shall
    please and or then come comes take takes happens happen for""".split()
)
"""Where the name of a thing ends."""
_OPEN = frozenset("open pending outstanding undone unfinished".split())
"""What is still left for one, beside "my"."""
_TURNS = frozenset("why not without never who whom whose where else other another besides except long often far late much can could may allowed possible permitted change changing switch switching swap replace forget forgot forgotten".split())
_ALLOWED: frozenset[Meaning] = (ASKING - {"who", "why", "where", "how", "how-much", "how-long"}) | frozenset((
    "lecture", "class", "discussion", "paper", "topic", "cover", "read", "day", "due", "submit", "review", "assignment", "first", "last", "next", "previous",
    "everything", "listed", "number", "start", "end", "term", "course", "break", "todo", "task", "remaining", "me", "mine", "requirement", "done", "about-course",
    "discussion-verb", "milestone", "name", "released", "topic-choice", "reading",
))  # fmt: skip
_SAYS = frozenset(KIND_OF) | _FIRST | _LAST | _NEAREST | _MANY | frozenset("many how where next lie lies lying stand stands fall falls sit sits scheduled planned still left calendar stands over ends ended done finished".split())
"""What may be said of it besides, whatever else the words mean."""
LONGEST = 12
"""So many words the name of a thing may take."""
_OWN = re.compile(r"(?:the )?(?:my (?:own )?(?:paper |article )?(?:presentation|talk|slot|turn|paper)(?: evening| day| date| slot)?|(?:the )?(?:evening|day|date|paper|class|time)? ?(?:that |when |where |which |on which )?(?:i|we) (?:\w+ )?(?:present|presenting|speak|talk)|mine)")
_END = re.compile(r"(?:the )?(?:very )?end(?: of (?:the )?(?:term|semester|course|class|classes|year|spring))?|(?:the )?(?:term|semester|course|classes) ends?")
_START = re.compile(r"(?:the )?(?:very )?(?:start|beginning)(?: of (?:the )?(?:term|semester|course|class|classes))?|now on")


@dataclass(frozen=True, slots=True)
class Window:
    """Two days and what lies between them, both among it."""

    first: date
    last: date
    how: str
    """"after", "before", "between" or "in"."""
    at: frozenset[int]
    """The words that say it."""
    ends: tuple[Event, ...] = ()
    """What it begins or ends at."""


def windows(frame: Frame, known: Known) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """The question with two days in the place of what it limits its answer to, and what those days were taken from."""
    if not known.course.meetings:
        return
    if _GRACE_IS_OVER.search(" ".join(frame.texts)):
        return
    yield from _after_which(frame, known)
    window = _between_breaks(frame, known) or _between(frame, known) or _beyond(frame, known) or _within(frame, known)
    if window is None or window.first > window.last or _is_only_told(frame, window):
        return
    question = _question(frame, window, known)
    if question is not None:
        yield question, window.ends


_GRACE_IS_OVER = re.compile(r"\b(?:after|once|beyond|past) (?:the |my |those |these |all )?(?:two )?(?:free|grace|late|slip|penalty free) (?:days?|period)\b")
""" "After the free days" of late work is no time of the calendar."""
_WAS_AWAY = re.compile(r"\b(?:was|were|have been|has been|got|came|joined|moved)\b")
_OF_THEN = frozenset("miss missed then there during meanwhile while".split())


def _is_only_told(frame: Frame, window: Window) -> bool:
    """ "I owe a dinner on the night before the draft is discussed. On what day does that happen?" – asks for the day of the thing itself."""
    asks = {text for n, text in enumerate(frame.texts) if n not in frame.setting}
    if window.at <= frame.setting and window.how == "in" and not _OF_THEN & asks and frame.has("released", "due") and _WAS_AWAY.search(" ".join(text for n, text in enumerate(frame.texts) if n in frame.setting)):
        return True  # "I was away in January, has the first assignment been released": of that assignment, whenever it was
    return window.at <= frame.setting and bool({"that", "it"} & asks) and bool({"happen", "happens", "held", "discussed", "scheduled"} & asks) and bool({"when", "day", "date"} & asks)


_AFTER_WHICH = re.compile(r"\b(after|before) (?:which|what) (lecture|class|discussion|paper discussion|break|holiday)s?\b")


def _after_which(frame: Frame, known: Known) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """ "After which lecture do we read LoRA", "after which break is my talk": the last of a kind before a thing."""
    found = _AFTER_WHICH.search(" ".join(frame.texts))
    if found is None or frame.days:
        return
    own = _OWN_SAID.search(" ".join(frame.texts))
    rest = " ".join(text for text in f"{' '.join(frame.texts)[: found.start()]} {' '.join(frame.texts)[found.end() :]}".split() if text not in _AROUND_A_NAME)
    there = place("my presentation" if own else rest, known)
    if there is None:
        return
    kind = {"discussion": "paper discussion", "holiday": "break"}.get(found[2], found[2])
    if found[1] == "after":
        first, last, which = known.course.first_day, there.first - timedelta(1), "last"
    else:
        first, last, which = there.last + timedelta(1), known.course.last_day, "first"
    if first <= last:
        yield f"which is the {which} {kind} from {first.isoformat()} to {last.isoformat()}", (there,)


_OWN_SAID = re.compile(r"\bmy (?:own )?(?:presentation|talk|paper|slot)\b|\bi (?:\w+ )?present\b")
_AROUND_A_NAME = frozenset("do does we is are will comes come read discuss discussed cover covered exactly of the semester term in placed scheduled it there and on date".split())


# What limits it


_TWO_BREAKS = re.compile(r"\b(?:in )?between (?:the )?(?:two |both )?(?:\w+ )?(?:breaks|holidays|vacations|recesses)\b")


def _between_breaks(frame: Frame, known: Known) -> Window | None:
    """ "Between the two breaks": from the first to the last of the term."""
    text = " ".join(frame.texts)
    found = _TWO_BREAKS.search(text)
    off = [] if found is None else breaks(known)
    if found is None or len(off) < 2:
        return None
    at = len(text[: found.start()].split())
    used = frozenset(range(at, at + len(found[0].split())))
    return Window(off[0].last + timedelta(1), off[-1].first - timedelta(1), "between", used, (off[0], off[-1]))


_NOT_OF_A_NAME = re.compile(r"(?: (?:and|but|still))+$")


def _between(frame: Frame, known: Known) -> Window | None:
    """ "Between A and B", "from A to B", "after A and before B" """
    texts = frame.texts
    for begin, joins in (("between", ("and",)), ("from", ("to", "until", "till", "through")), ("after", ("before",))):
        if begin not in texts:
            continue
        at = texts.index(begin)
        joints = [n for n in range(at + 2, min(len(texts), at + LONGEST)) if texts[n] in joins]
        for joint in joints:
            end = _end_of_name(frame, joint + 1)
            if texts[at + 1] == "now" and any(joint in each.tokens for each in frame.days):
                continue  # "between now and feb 10" is a span as it stands
            one, other = (place(each, known) for each in spelt_out(_NOT_OF_A_NAME.sub("", " ".join(texts[at + 1 : joint])), " ".join(texts[joint + 1 : end])))
            if one is None or other is None:
                continue
            one, other = sorted((one, other), key=lambda each: each.first)
            used = frozenset(range(at, end)) | ({at - 1} if at and texts[at - 1] == "in" else set())
            if begin == "after":
                return Window(one.last + timedelta(1), other.last if other.kind == "term" else other.first - timedelta(1), "between", used, (one, other))
            inside = begin == "between"
            return Window(
                one.last + timedelta(1) if inside and not _is_dated(one) else one.first,
                other.first - timedelta(1) if inside and not _is_dated(other) else other.last,
                "between", used, (one, other),
            )  # fmt: skip
    return None


def _beyond(frame: Frame, known: Known) -> Window | None:
    """ "After A", "before B", "the week after the break", "two weeks before my talk" """
    texts = frame.texts
    in_days = {n for each in frame.days for n in each.tokens if n > min(each.tokens)}  # "the day after tomorrow"
    found = [n for n, text in enumerate(texts) if text in AFTER | BEFORE and n not in in_days and not _is_no_limit(texts, n)]
    if len(found) != 1 or texts[found[0] - 1 : found[0]] in (("day",), ("days",), ("week",), ("weeks",), ("month",), ("months",)):
        return None  # "the week after the break" is counted from it (`plans.dated`)
    at = found[0]
    ahead = texts[at] in AFTER
    begins = at + 1 + (texts[at] in ("ahead", "prior", "following") and texts[at + 1 : at + 2] in (("of",), ("to",), ("on",)))
    for end in dict.fromkeys((_end_of_name(frame, begins, joined=True), _end_of_name(frame, begins))):
        said = " ".join(texts[begins:end])
        pointing = THAT.match(said) is not None
        there = _said_before(frame, at) if pointing else place(said, known)
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
    whole = there.kind == "term" or (_is_dated(there) and texts[at] in ("until", "till"))
    through = there.last if whole else there.first - timedelta(1)
    first, last = (there.last + timedelta(1), known.course.last_day) if ahead else (known.course.first_day, through)
    return Window(first, last, "after" if ahead else "before", used, (there,))


def _is_no_limit(texts: Sequence[str], n: int) -> bool:
    """ "The following class", "past deadlines", "one after another", "before class": they limit nothing by a thing of the calendar."""
    after = texts[n + 1] if n + 1 < len(texts) else ""
    if texts[n] in ("following", "past"):
        return after in KIND_OF or after in ("", "one", "week", "day", "few", "two", "three", "weeks", "days") or (n > 0 and texts[n - 1] == "the" and after != "the")
    return texts[n] == "once" and after in ("a", "more", "again")


def _said_before(frame: Frame, at: int) -> Event | None:
    """ "I leave on May 10, is anything due after that" """
    days = [each for each in frame.days if each.kind in ("day", "span") and max(each.tokens) < at]
    return of_days(days[0]) if len(days) == 1 and len(frame.days) == 1 else None


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
    """ "When I present", "the proposal is due", "we leave for spring break" """
    if texts[n] == "for" and n and texts[n - 1] in ("leave", "leaves", "off"):
        return True
    return texts[n : n + 2] in (("is", "due"), ("are", "due")) or texts[n : n + 3] in (("am", "presenting"),) or (texts[n] in ("when", "where") and texts[n + 1 : n + 2] == ("i",))


def place(text: str, known: Known) -> Event | None:
    """What is called so; None if it is nothing of the calendar, or says more than a name."""
    text = text.strip()
    if _OWN.fullmatch(text):
        return event_of("my presentation", known)
    if _START.fullmatch(text):
        on = known.course.first_day
        return Event(f"the term begins on {day(on)}", "the start of the term", on, on, (sources.of_field(known.course, "first_day", "First day"),), "term")
    if _END.fullmatch(text):
        return event_of("the end of the term", known)
    return event_of("today" if text == "now" else text, known) or of_one_day(text, known, "paper")


def _is_dated(event: Event) -> bool:
    """Whether it was said as a day or a span of days: "between March 4 and March 20" has both of them in it."""
    return event.kind in ("day", "term")


# What is asked for


def _question(frame: Frame, window: Window, known: Known) -> str | None:
    """What is asked of that time; None if a word is left over that says more."""
    texts = frame.texts
    beside = [n for n in range(len(texts)) if n not in window.at]
    rest = [n for n in beside if n not in frame.setting]
    said = [texts[n] for n in rest]
    if not KIND_OF.keys() & set(said):
        said = [texts[n] for n in beside]
    if (_TURNS - ({"where"} if "when" in said else set())) & set(said):
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
    if others and (len(weekdays) != 1 or len(others) > 1 or window.how == "in"):
        return None
    if weekdays:
        rows = [row for row in known.meetings if window.first <= row.day <= window.last and row.day.weekday() in weekdays]
        if window.how == "between" and len(rows) != 1:
            return None
        return f"what happens in class {rows[0 if window.how == 'after' else -1].day.isoformat()}" if rows else None
    if "a review" in " ".join(said) and window.how == "after" and any(each.kind in ("paper", "class") for each in window.ends):
        return None  # a review of what was read then, and not of what follows
    if {"talk", "one"} & set(said) and not KIND_OF.keys() & set(said):
        return None  # "which talk precedes the one on pipelines": of the kind of that, which is not said
    if {"optional", "recommended", "suggested", "extra"} & set(said):
        return None
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
        kind = "lecture" if any(each.kind == "lecture" for each in window.ends) else "class"
    if not kind and ((window.how == "in" and window.at <= frozenset().union(*(each.tokens for each in frame.days))) or frame.has("review", "assignment", "report", "proposal")):
        return None
    is_open = bool(_OPEN & set(said)) and {"my", "mine", "me", "i"} & set(texts)
    to_do = "to do" in " ".join(said) or is_open
    kind = kind or ("deadline" if to_do else "class" if {"what", "which", "anything", "something"} & set(said) else "")
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
    if not count and not many and kind not in _WORKS and {"until", "till"} & {texts[n] for n in window.at} and window.how == "before":
        return None  # what is read for a class is that of the class
    if kind in _WORKS and ({"left", "remaining"} & set(said) or is_open):
        until_the_end = {"until", "till"} & {texts[n] for n in window.at} and any(each.kind == "term" for each in window.ends)
        return None if count or first or last or until_the_end else f"which {plural(kind)} are left for me {days}"  # the end is read for itself
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
