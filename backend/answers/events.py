"""What has a place in the calendar, in whatever words it is named: a class, a paper, a deadline, a break, a day, one's own talk.

`event_of` reads a piece of a question ("the review of the attention paper is due", "i present", "spring break is over") and
gives the one thing that it names, with its first and last day; None if that is none, or more than one, or if the piece says
more than a name: a word of another subject makes it another question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from backend.answers import sources
from backend.answers.askings import FREE
from backend.answers.dates import Days
from backend.answers.frame import Frame
from backend.answers.gazetteer import Hit
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.library import PARTS
from backend.answers.say import day
from backend.answers.stems import stem
from backend.answers.targets import discussions_of, targets
from backend.answers.things import NAMING, frame_of
from backend.contract.ask import Source
from backend.contract.calendar import Deadline, Meeting, Paper

OWN = re.compile(
    r"\b(?:my|our) (?:own )?(?:paper )?(?:presentations?|presenting|talk|slot)(?: (?:day|date|evening|night|slot|class))?\b"
    r"|\b(?:i|we|me) (?:am |are |will |have to |must |need to |get to |shall |do )?(?:present|presenting|give my talk|give my presentation)\b"
)
_END = re.compile(r"\b(?:end of (?:the )?(?:whole )?(?:semester|term|course|classes|class)|(?:semester|term|course|classes) (?:is |are )?(?:ends?|over|done|finished))\b")
_ENDMOST = re.compile(
    r"\b(?P<which>very first|very last|first|last|final) (?:(?:of|paper|regular) )*(?:the )?(?P<kind>class|classes|lecture|lectures|discussion|discussions|meeting|session|day of class(?:es)?)(?: meeting| session)?(?: of (?:the )?(?:semester|term|course|year|spring))?\b"
)
_OUT = re.compile(r"\b(?:is|are|be) (?:already )?out\b|\bout$|\b(?:given|handed|comes?|coming|goes|gets?|put|let) out\b|\b(?:released?|release|hand out|give out|posted|assigned)\b|\b(?:we|i|they) (?:get|got|receive)\b")
CLEARLY = 0.75
"""What holds this share of the closest name's likeness, or more, may be meant as well."""
TITLED = 0.6
"""What a title holds of the closest topic's likeness, or more, is meant before that topic: "the hardware lecture"."""
LEAST = 0.3
"""Share of a name from which on a single word of it may name it."""
_MAY_SAY: frozenset[Meaning] = NAMING | {"due", "submit", "cover", "read", "day", "when", "presentation", "start", "end", "done", "name", "must", "term", "first", "last"}
_WORDS = frozenset(
    """come comes coming came take takes place held happen happens happening happened fall falls scheduled week weeks evening evenings night class talk about
    deal deals cover covers covered discuss discusses discussed read reads reading treat treats treated taught teach turn begin begins start starts started
    weekend trip return back over past end ends ended ending session meeting topic one ones big own itself whole two days day date deadline first already still
    hand handed turned submitted write wrote finish finished everyone everybody today tonight only leave leaves head heads go goes off""".split()
)


@dataclass(frozen=True)
class Event:
    """One thing of the calendar."""

    said: str
    """In a sentence without a stop: "Lecture 9, Low-Precision Arithmetic, is on Monday 18 March 2024"."""
    name: str
    first: date
    last: date
    """Of a break or of some days the last one, else the same day."""
    sources: tuple[Source, ...]
    kind: str
    """ "work", "paper", "lecture", "break", "day", "seat" or "term"."""
    deadline: Deadline | None = None
    key: str = ""
    """Of a paper its id."""
    vague: bool = False
    """A break that was not called by its name."""

    @property
    def own(self) -> bool:
        return self.kind == "seat"


def event_of(text: str, known: Known, prefer: str = "") -> Event | None:
    """The one event that a piece of text names. `prefer` is "paper" or "lecture" where the rest of the question says which."""
    frame = frame_of(text, known)
    if not frame.words or frame.codes:
        return None
    found = _event(text, frame, known, prefer)
    return found if found is not None and _names_only(frame, known) else None


_ACTIVITY = frozenset(("activity", "session", "event", "day"))


def of_one_day(text: str, known: Known, prefer: str = "") -> Event | None:
    """ "Random shuffling and Adam": the first of two that are named and that are on one day; None if they are not."""
    if " and " not in text:
        return None
    events = [event_of(each, known, prefer) for each in text.split(" and ")]
    return events[0] if len({each.first if each else None for each in events}) == 1 else None


def _names_only(frame: Frame, known: Known) -> bool:
    said = _MAY_SAY.union(*(target.uses for target in targets(frame, known)))
    if frame.has("feedback") and _ACTIVITY & set(frame.texts):
        said |= {"feedback", "project"}
    if frame.has("assignment"):
        said |= {"released"}
    dated = {n for each in frame.days for n in each.tokens}
    return all(
        n in dated or word.token.text in FREE or word.token.text in _WORDS or (not word.foreign and (not word.meanings or word.meanings & said))
        for n, word in enumerate(frame.words)
    )


def _event(text: str, frame: Frame, known: Known, prefer: str) -> Event | None:
    text = " ".join(frame.texts)
    if OWN.search(text) and not frame.has("review"):
        return _seat(known)
    if frame.has("feedback") and _ACTIVITY & set(frame.texts):
        return _activity(frame, known)
    if frame.has("review", "assignment", *PARTS) and not (frame.has("abstract") and "discussed" in frame.texts):
        return _work(text, frame, known)
    if frame.has("feedback"):
        return _activity(frame, known)
    if _END.search(text):
        on = known.course.last_day
        return Event(f"the term ends on {day(on)}", "the end of the term", on, on, (sources.of_field(known.course, "last_day", "Last day"),), "term")
    if (off := _break(frame, known)) is not None:
        return off
    if not frame.hits and not frame.papers and not frame.numbered and (named := _endmost(text, known)) is not None:
        return named
    papers, lectures = _papers(frame, known), _lectures(frame, known)
    for chosen in _in_order(papers, lectures, frame, prefer):
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            return None
    days = [each for each in frame.days if each.kind in ("day", "span")]
    if len(days) == 1 and not frame.hits:
        return of_days(days[0])
    return None


def _in_order(papers: list[Event], lectures: list[Event], frame: Frame, prefer: str) -> Iterator[list[Event]]:
    """Papers or lectures first, as the words say or as the closest name does."""
    first_lecture = bool(frame.hits_of("paper", "lecture")) and frame.hits_of("paper", "lecture")[0].kind == "lecture"
    if frame.has("lecture") and not frame.has("paper"):
        first_lecture = True
    elif frame.has("paper", "discussion", "read") and not frame.has("lecture"):
        first_lecture = False
    elif prefer:
        first_lecture = prefer == "lecture"
    yield from (lectures, papers) if first_lecture else (papers, lectures)


def most_clearly(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """With the title of a lecture before a topic of another one, where both are named about as clearly: "the hardware lecture"."""
    if not hits or hits[0].main or hits[0].kind != "lecture":
        return hits
    titles = [each for each in hits if each.kind == "lecture" and each.main and each.share >= CLEARLY * hits[0].share]
    return (titles[0], *(each for each in hits if each is not titles[0])) if len(titles) == 1 else hits


def _closest(hits: tuple[Hit, ...]) -> list[str]:
    """The keys of what is named as clearly as the closest is; a single word of a topic names nothing."""
    return [hit.key for hit in hits if hit.share >= CLEARLY * hits[0].share and (hit.main or hit.share >= LEAST)]


def _begins_with(papers: list[Paper], frame: Frame) -> list[Paper]:
    """Of several papers that are named alike, those whose titles begin as they were called."""
    stems = {word.token.stem for word in frame.words if "named" in word.meanings}
    chosen = [paper for paper in papers if stem(paper.title.split()[0].strip(":,.").casefold()) in stems]
    return chosen or papers


def of_paper(paper: Paper) -> Event:
    name = f"paper {paper.id}, {paper.title}"
    return Event(f"{name}{',' if ',' in name else ''} is discussed on {day(paper.day)}", name, paper.day, paper.day, (sources.of_paper(paper),), "paper", key=paper.id)


def of_work(item: Deadline) -> Event:
    return Event(f"{item.title} is due on {item.in_words}", item.title, item.day, item.day, (sources.of_deadline(item),), "work", item)


def of_class(row: Meeting, number: int | None = None) -> Event:
    """A class; with the number of one of its lectures, that lecture."""
    lecture = next((each for each in row.lectures if each.number == number), None)
    name = f"Lecture {lecture.number}, {lecture.title}" if lecture else row.title
    named = ((sources.of_lecture(lecture.number, lecture.title),) if lecture else ()) + (sources.of_meeting(row),)
    return Event(f"{name}{',' if ',' in name else ''} is on {day(row.day)}", name, row.day, row.day, named, "lecture" if lecture else "class")


def _papers(frame: Frame, known: Known) -> list[Event]:
    ids = list(frame.papers) or _closest(frame.hits_of("paper"))
    numbers = {each.number for each in frame.numbers_of("discussion", "paper")}
    if numbers and not ids:
        rows = [row for row in known.classes if any(paper.discussion in numbers for paper in row.papers)]
        return [of_class(row) for row in rows]
    found = [paper for each in dict.fromkeys(ids or frame.authors) if (paper := known.paper(each))]
    days = {paper.day for paper in found}
    if len(found) > 1 and not frame.papers and len(days) > 1:
        found = _begins_with(found, frame)
    if len(found) > 1 and len(days) == 1 and not frame.papers and not frame.hits:
        found = found[:1]
    return [of_paper(paper) for paper in found]


def _lectures(frame: Frame, known: Known) -> list[Event]:
    hits = frame.hits_of("lecture")
    titled = [hit for hit in hits if hit.main and hit.share >= TITLED * hits[0].share]
    numbers = [each.number for each in frame.numbers_of("lecture")] or [int(each) for each in _closest(tuple(titled) or most_clearly(hits))[:1]]
    return [of_class(row, each) for each in dict.fromkeys(numbers) if (row := known.meeting_of_lecture(each))]


def _seat(known: Known) -> Event | None:
    """One's own presentation, if there is exactly one."""
    if len(known.mine) != 1:
        return None
    paper = known.mine[0]
    row = known.meeting_on(paper.day)
    named = (sources.of_paper(paper), *((sources.of_meeting(row),) if row else ()), sources.of_own("your seat"))
    said = f"you present paper {paper.id}, {paper.title}{',' if ',' in paper.title else ''} on {day(paper.day)}"
    return Event(said, "your presentation", paper.day, paper.day, named, "seat")


def _work(text: str, frame: Frame, known: Known) -> Event | None:
    if frame.has("feedback"):
        return None
    found = targets(frame, known)
    if found and found[0].kind == "review" and len(found[0].deadlines) + len(found[0].unlisted) > 1 and len(papers := _papers(frame, known)) == 1:
        of = known.paper(papers[0].key)
        items = [item for item in known.deadlines if of is not None and item.kind == "review" and of.discussion in discussions_of(item, known)]
        return of_work(items[0]) if items else None
    if not found or len(found[0].deadlines) != 1 or found[0].unlisted or found[0].absent:
        return None
    item = found[0].deadlines[0]
    if item.released and _OUT.search(text) and not frame.has("due", "submit"):
        return replace(of_work(item), said=f"{item.title} is given out on {day(item.released)}", first=item.released, last=item.released)
    return of_work(item)


def _activity(frame: Frame, known: Known) -> Event | None:
    for step in known.course.project.milestones if known.course.project else ():
        said = known.library.meanings(step.id.replace("-", " "))
        if step.day is not None and "feedback" in said:
            row = known.meeting_on(step.day)
            passage = known.library.passage(*said)
            named = (*((sources.of_passage(passage),) if passage else ()), *((sources.of_meeting(row),) if row else ()))
            return Event(f"{step.title} is on {day(step.day)}", step.title, step.day, step.day, named, "class")
    return None


def _break(frame: Frame, known: Known) -> Event | None:
    """A break that is named; "the break" is the one that is next, or the last one."""
    if frame.hits_of("paper", "lecture") or frame.numbered or frame.papers:
        return None
    off = [row for row in known.meetings if row.mode == "no class"]
    keys = {hit.key for hit in frame.hits_of("meeting") if hit.share > 0.4}
    said = [row for row in off if row.day.isoformat() in keys]
    if not said and not frame.has("break"):
        return None
    if not said:
        words = set(frame.texts)
        said = [row for row in off if (set(row.title.casefold().split()) - {"break", "no", "class"}) & words]
    vague = not said
    if vague:
        within = [each for each in frame.days if each.kind == "span"]
        said = [row for row in off if any(each.first <= row.day <= each.last for each in within)] or [row for row in off if row.day >= known.today] or off[-1:]
    if not said:
        return None
    rows = [row for row in off if row.title == said[0].title and abs((row.day - said[0].day).days) < 14]
    return _of_days_off(rows, vague=vague)


def breaks(known: Known) -> list[Event]:
    """All breaks, each with all its days, first to last."""
    off = [row for row in known.meetings if row.mode == "no class"]
    return [_of_days_off([row for row in off if row.title == title]) for title in dict.fromkeys(row.title for row in off)]


def main_break(known: Known) -> Event | None:
    """The break that takes most classes away: what is meant where nothing says that it is the next one."""
    return max(breaks(known), key=lambda each: len(each.sources), default=None)


def _of_days_off(rows: list[Meeting], *, vague: bool = False) -> Event:
    first, last = rows[0].day, rows[-1].day
    when = f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    return Event(f"{rows[0].title} is {when}", rows[0].title, first, last, tuple(sources.of_meeting(row) for row in rows), "break", vague=vague)


def of_days(days: Days) -> Event:
    """A day, or a span of days, that was said as such."""
    words = days.words or day(days.first)
    return Event(f"that is {words}", words, days.first, days.last, (), "day")


def _endmost(text: str, known: Known) -> Event | None:
    """ "The first class", "the last lecture of the term"."""
    found = _ENDMOST.search(text)
    if found is None:
        return None
    rows = rows_of(found["kind"], known)
    if not rows:
        return None
    row = rows[0] if found["which"].endswith("first") else rows[-1]
    number = row.lectures[0].number if found["kind"].startswith("lecture") and row.lectures else None
    event = of_class(row, number)
    ends = "first" if row is rows[0] else "last"
    kind = "lecture" if found["kind"].startswith("lecture") else "discussion" if found["kind"].startswith("disc") else "class"
    return replace(event, said=f"the {ends} {kind} is on {day(row.day)}", name=f"the {ends} {kind}")


def rows_of(kind: str, known: Known) -> list[Meeting]:
    """The classes of a kind, by the word for it."""
    if kind.startswith("lecture"):
        return [row for row in known.classes if row.lectures]
    if kind.startswith(("discussion", "paper")):
        return [row for row in known.classes if row.papers]
    return list(known.classes)


_COUNTS = re.compile(r"(?:^|\b(?:the|discussion|lecture|class|review|assignment) )(?:\w+(?:st|nd|rd|th)|first|second|third|\d+)$")
_ONE_MORE = re.compile(r"(?:the )?(first|second|third|fourth|fifth|last|other) one\b(.*)$")
""" "The first review … the second one"."""
_HOMEWORK = re.compile(r"\b(?:pa|homework|hw|problem set)\b")
_NOUN = re.compile(r"(?:lecture|discussion|class|review|assignment)s?")


def spelt_out(one: str, other: str) -> tuple[str, str]:
    """ "The fifth and the tenth lecture", "lecture 8 and 9": what is said once holds for both."""
    here, there = _NOUN.search(one), _NOUN.search(other)
    if (same := _ONE_MORE.match(other)) is not None and (kind := here or _HOMEWORK.search(one)) is not None:
        return one, f"the {same[1]} {'assignment' if kind is not here else kind[0].removesuffix('s')}{same[2]}"
    if here is None and there is not None and _COUNTS.search(one):
        return f"{one} {there[0]}", other
    if there is None and here is not None and re.fullmatch(r"(?:the )?(?:\d+|\w+(?:st|nd|rd|th)|second|third)", other):
        return one, f"{here[0]} {other}" if other.isdigit() else f"{other} {here[0]}"
    return one, other


THAT = re.compile(r"^(?:that|this|the|my|our)(?: whole)? (?:weekend|trip|time|visit|date|day|week|days|stay|travel|conference|vacation|absence)$|^(?:that|then|it|this|i am back|i return|i get back|coming back|i come back|we are back)$")


def that_of(text: str, frame: Frame) -> Event | None:
    """ "That weekend", of days that were said before."""
    days = [each for each in frame.days if each.kind in ("day", "span")]
    return of_days(days[0]) if THAT.match(text) and len(days) == 1 else None
