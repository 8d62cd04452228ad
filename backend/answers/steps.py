"""Questions in two steps: what is named by way of something else is first put by its own name.

"Who wrote the papers of 3/20" asks for the authors of papers 8a and 8b; "what comes after the lecture on kernels" asks for a
day; "the paper I present" is one that the asker's seat names. A step gives the question anew; it is then answered like
any other. Nothing is rewritten that does not resolve to exactly one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.answers import sources
from backend.answers.dates import WEEKDAYS
from backend.answers.events import Event, most_clearly
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.ordinary import elsewhere
from backend.answers.overviews import overviews
from backend.answers.plans import dated, is_other
from backend.answers.rest import is_asked_for
from backend.answers.steps_authors import author_steps
from backend.answers.steps_named import named_steps
from backend.answers.steps_own import own_steps
from backend.answers.steps_parts import parts_compared
from backend.answers.steps_planner import planner_steps
from backend.answers.steps_said import said_steps
from backend.answers.targets import targets
from backend.answers.things import upper
from backend.answers.together import together, wants_of_print
from backend.answers.tokens import take_apart
from backend.answers.windows import windows
from backend.contract.ask import Source
from backend.contract.calendar import Meeting


@dataclass(frozen=True, slots=True)
class Step:
    """The question with one step taken."""

    question: str
    own: bool = False
    """Whether it was taken by what only holds for the asker."""
    tail: str = ""
    """What is said behind the answer, so that it can be seen by what the step was taken."""
    sources: tuple[Source, ...] = ()
    """Where that stands."""


_PRESENT = r"(?:present|presenting|presented|give|giving|gave|signed up for|chose|picked|take|got)"
_OWN_PAPER = re.compile(
    rf"\b(?:the |a |that |which )?(?:paper|article|one|publication) (?:from )?(?:that |which )?(?:i|we) (?:am |are |will |must |have |had |need |should |do |was |just |going |be |to |agreed |chose |get |got |offered |volunteered |decided |promised |plan |planned |want |wanted |supposed )*{_PRESENT}\b"
    r"|\b(?:the |that )?(?:paper|article|one) (?:(?:that |which )?(?:was |is |has been |got )?(?:assigned|given|allotted|allocated) to me|(?:that |which )?i (?:was|am|got|have been) (?:assigned|given|allotted|allocated)(?: to)?|(?:that |which )?i (?:am|was) (?:down|listed|responsible) for)\b"
    r"|\bthe (?:paper|article) (?:that |which )?i (?:have|got)(?= and\b|$)"
    r"|\bmy (?:own )?(?:paper|article)\b(?! reviews?\b)|\bmy (?:own )?presentation paper\b"
    r"|(?<=author of |uthors of )mine\b|(?<=who wrote )mine\b"
)
_OWN_DAY = re.compile(
    r"\b(?:on |for )?(?:the )?(?:same )?(?:day|date|evening|night|class) (?:that |when |on which |where |as )?(?:i|we) (?:am |are |will |must |have to |do )*(?:present|presenting|talk)\b"
    r"|\b(?:on |for )?(?:the )?(?:same )?(?:day|date|evening) (?:of|as) my (?:own )?(?:presentation|talk)\b|\bmy presentation day\b"
)
_AFTER = re.compile(r"\b(?:after|follows?|following|succeeds?|once|past)\b")
_BEFORE = re.compile(r"\b(?:before|precedes?|preceding|prior to|ahead of|leading up to)\b")
_WORK = ("due", "review", "assignment", "project", "proposal", "report", "abstract", "plan", "late", "submit", "office-hours", "extension", "sign-up")


def steps(frame: Frame, known: Known) -> Iterator[Step]:
    """The question put anew, each way in which a step can be taken; none if it is plain as it is."""
    text = " ".join(frame.texts)
    if _LEAVING.search(text) and not frame.has("due", "submit", "todo", "remaining"):
        yield Step(_LEAVING.sub("before", text))
    yield from (Step(question) for question in overviews(text, frame))
    yield from (Step(question) for question in parts_compared(text, frame, known))
    yield from (Step(question) for question in planner_steps(text, frame, known))
    yield from (Step(question, own=True) for question in own_steps(text, frame, known))
    yield from (Step(question) for question in named_steps(text, frame, known))
    yield from (Step(question) for question in author_steps(text, frame, known))
    for said in said_steps(text, frame, known):
        yield Step(said.question, False, said.tail, said.sources)
    for each in together(text, frame, known):
        yield Step(each.question, each.own, f"{upper(each.said)}." if each.said else "", each.sources)
    if not frame.told_days:
        for question, event in dated(text, frame, known):
            yield _by(question, event) if event is not None and event.own else Step(question)
        yield from (_by(question, *ends) for question, ends in windows(frame, known))
    yield from _own(text, frame, known)
    yield from _papers_of_a_day(text, frame, known)
    yield from _beside(text, frame, known)
    yield from _same_day(text, frame, known)
    yield from _back(text, frame, known)
    yield from _online(frame, known)
    yield from _older(text, frame, known)
    yield from _over_a_break(frame, known)
    yield from _at_the_end(text, frame, known)
    yield from _late_but_for_reviews(text, frame)
    yield from _for_missing(text, frame)
    yield from _must_review(text, frame)
    if _ONE_MORE.search(text) and frame.has("review") and not frame.has("extension"):
        yield Step("what happens to a review that is a week late")
    yield from _review_by_its_day(text, frame, known)
    yield from _without_breaks(text, frame)
    if _LEVEL.search(text) and len(frame.words) < _SHORT:
        yield _level(frame, known)
    if frame.days and (shorter := _OF_LANGUAGE_MODELS.sub("", text)) != text:
        yield Step(shorter)  # of a day all papers are told, whatever they are about
    yield from _so_far(text, frame, known)
    yield from _last_time(text, frame, known)
    yield from _from_a_year(text, frame)


_LEAVING = re.compile(r"\bbefore (?:we|everyone|everybody|i|people) (?:all )?(?:leave|go|head|depart|break|travel) (?:home |off |away |out )?(?:for|on|into|to)(?= (?:the )?(?:\w+ )?(?:break|recess|vacation|holidays?)\b)")
""" "Before we all leave for spring break" is before the break."""


def _by(question: str, *events: Event) -> Step:
    """A step that was taken by these; what only is a date needs no telling."""
    named = [each for each in dict.fromkeys(events) if each.sources and each.kind != "day"]
    own = any(each.own for each in events)
    return Step(question, own, "\n".join(f"{upper(each.said)}." for each in named), tuple(source for each in named for source in each.sources))


_RESUMES = re.compile(r"\b(?:continues?|resumes?|restarts?|recommences?|go(?:es)? on again|reconvenes?|starts? (?:up )?again|begins? again|meet again|(?:get|come|be|are|am) back|back (?:in|to|from) (?:class|school|campus|break)|return(?:s|ing)?)\b")


def _back(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """When class goes on after a break."""
    if not _RESUMES.search(text) or frame.has(*_WORK) or not frame.has("class", "lecture", "when", "day", "discussion"):
        return
    if len(frame.days) == 1 and frame.days[0].kind == "span":
        within = [row.day for row in known.meetings if row.mode == "no class" and frame.days[0].first <= row.day <= frame.days[0].last]
        anchor = within[-1] if within else None
    elif frame.days or (not frame.has("break") and not frame.hits_of("meeting")):
        return
    else:
        anchor = _anchor(frame, -1, known, last=True)
    row = _next_row(anchor, frame.texts, known, ahead=True) if anchor else None
    if row is not None:
        yield Step(f"what happens in class {row.day.isoformat()}")


_OF_LANGUAGE_MODELS = re.compile(r"\b(?:ai|llms?|(?:large )?language models?) (?=(?:papers?|discussions?|lectures?)\b)")
_LEVEL = re.compile(r"\bis (?:it|this|the (?:course|class)|this (?:course|class)) (?:a |an |at |on )?(?:the )?(?:grad|graduate|undergrad|undergraduate)(?: level| course| class)\b")
_UNDERGRADUATES = frozenset("undergraduate undergraduates undergrad undergrads bachelor bachelors".split())


def _level(frame: Frame, known: Known) -> Step:
    """What the course is, and, where they are asked for, what it asks of those who are no graduates yet."""
    needed = known.course.prerequisites if _UNDERGRADUATES & set(frame.texts) else ()
    tail = "\n".join(f"{each.course} ({'required' if each.required else 'recommended'}): {each.note}" for each in needed)
    named = (sources.of_field(known.course, "prerequisites", "Prerequisites"),) if needed else ()
    return Step("what is this course about", False, tail, named)


_SHORT = 12
"""What is longer asks more than the level of the course."""
_NO_REVIEW = re.compile(r"\b(?:is|are) (?:not|no) (?:a |the )?(?:paper )?reviews?\b|\b(?:other than|besides|except(?: for)?|apart from|aside from|but not|beyond) (?:a |the )?(?:paper )?reviews?\b")


_ASSIGNMENTS_TOO = re.compile(
    r"\b(?:grace|late|leeway|slack|buffer)\b.*\b(?:coding|programming|homeworks?|assignments?|pas)\b.*\b(?:or (?:is (?:that|it) )?(?:just|only)|too|as well|also|like)\b.*\breviews?$"
)
"""Whether what holds of late reviews holds of assignments."""


def _late_but_for_reviews(text: str, frame: Frame) -> Iterator[Step]:
    """What holds of late work that is no review: all that is stated of late work tells it."""
    if frame.has("late") and not frame.days and _ASSIGNMENTS_TOO.search(text):
        yield Step("can the programming assignments be late")
    elif frame.has("late") and _NO_REVIEW.search(text) and not frame.has("when", "how-many", "proposal", "report", "abstract", "assignment") and not frame.days:
        yield Step("what is the late policy")


_FOR_MISSING = re.compile(
    r"\b(?:what (?:does|do|will|would|can) (?:one|i|you|we|someone|people) (?:get|lose)|what happens|penalty|penalties|consequences?|punishment) (?:there )?(?:for|of|from|by) (?:missing|skipping|not (?:attending|coming to)) (?:\w+ ){0,3}?(?:class|classes|lectures?|discussions?|sessions?)\b"
)


def _for_missing(text: str, frame: Frame) -> Iterator[Step]:
    """What comes of missing a class is a question of attendance, and not of that class."""
    if _FOR_MISSING.search(text) and not frame.has("presentation", "due", "review"):
        yield Step("is attendance mandatory")


_BREAKS_NOT_COUNTED = re.compile(
    r"\b(?:(?:the |february |fall |spring )*breaks? (?:are )?not (?:counted|counting|included)|(?:without|not counting|not including|excluding|leaving out|leaving aside|minus|apart from|if (?:you|we|one|i) (?:do not|leave out|leave aside) ?(?:count )?)(?: the| february| fall| spring)* breaks?(?: (?:days|weeks?))?)\b"
)


_ONE_MORE = re.compile(r"\b(?:two|both|2)(?: \w+)? days?(?: late)? (?:and )?(?:then|plus) (?:one|another|a third)(?: day)?(?: more| extra)?\b")
""" "Two days late, then one more": later than is granted."""
_MUST_REVIEW = re.compile(r"^(?:(?:so|and|hi|hey) )*(?:(?:must|should) (?:we|i|one)|(?:do|does) (?:we|i|one) (?:have|need) to) (?:really |also |still )?(?:review|write (?:a|the) review|submit (?:a|the) review|hand in (?:a|the) review)\b")


def _must_review(text: str, frame: Frame) -> Iterator[Step]:
    """ "Must we review one of the papers of the second discussion": whether it has a review, and not which paper one may choose."""
    if not _MUST_REVIEW.match(text) or frame.days or frame.has("presentation", "exempt", "late", "each") or {"both", "other", "together", "long"} & set(frame.texts):
        return
    numbers = {each.number for each in frame.numbers_of("discussion")}
    if len(numbers) == 1:
        yield Step(f"is there a review of discussion {numbers.pop()}")


_LATEST = re.compile(r"\b(?:(?:last|latest|final) (?:possible |safe )?(?:day|date|moment)|(?:until|till) when|how late|how long|at the latest)\b")
_FREE_OF_CHARGE = re.compile(r"\b(?:grace|penalty|costs? (?:me |us )?nothing|for free|late days?|without (?:losing|loss|deduction))\b")


def _review_by_its_day(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """ "The review due on February 21, until when without penalty": the one that is due on that day has a name."""
    if not frame.has("review") or len(frame.days) != 1 or not frame.days[0].is_day or frame.numbered or frame.papers or frame.hits:
        return
    if not _LATEST.search(text) or not _FREE_OF_CHARGE.search(text):
        return
    due = [each for each in known.deadlines if each.kind == "review" and each.day == frame.days[0].first]
    if len(due) == 1 and due[0].papers:
        yield Step(f"until when can i hand in the review of paper {due[0].papers[0]} without penalty")


def _without_breaks(text: str, frame: Frame) -> Iterator[Step]:
    """ "How many classes are there, the breaks not counted": breaks are none of what is counted."""
    if frame.has("how-many") and frame.has("break") and (shorter := " ".join(_BREAKS_NOT_COUNTED.sub(" ", text).split())) != text and "break" not in shorter:
        yield Step(shorter)


_SO_FAR = re.compile(r"\b(?:so far|until now|up to now|up until now|by now|till now)\b")


def _so_far(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """The lectures, discussions or classes that have been: "I joined late, which lectures did I miss so far"."""
    plural = next((kind for kind in ("lectures", "discussions", "papers", "classes") if kind in frame.texts), None)
    if plural is None or not _SO_FAR.search(text) or not known.classes or known.today < known.classes[0].day:
        return
    if frame.has("due", "review", "assignment", "remaining", "done", "grade", "presentation") or {"who", "why", "not", "how"} & set(frame.texts):
        return
    yield Step(f"list the {'paper discussions' if plural == 'discussions' else plural} from {known.classes[0].day.isoformat()} to {known.today.isoformat()}")


_LAST_TIME = re.compile(
    r"^(?:(?:so|and|hey|hi|ok|sorry) )*(?:what|which (?:topics?|papers?)) (?:topics? |papers? |all )?(?:did(?: (?:we|i|you|the (?:class|prof|professor)))?|was|were|happened|got)\b(?: \w+){0,4}? "
    r"(?:(?:in|at|during|on) )?(?:the |our )?(?:last|previous|most recent|latest) (?:class|lecture|session|discussion|meeting|time)(?: \w+)?$"
)
""" "What did we do last class", "what was the last lecture about": of what has been, and not of the last of the term."""


def _last_time(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """What was done in the class before today."""
    if not _LAST_TIME.match(text) or frame.days or frame.hits or frame.has(*_WORK, "recording", "slides") or {"semester", "term", "year", "grade"} & set(frame.texts):
        return
    row = _next_row(known.today, frame.texts, known, ahead=False)
    if row is not None:
        yield Step(f"what happens in class {row.day.isoformat()}")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _from_a_year(text: str, frame: Frame) -> Iterator[Step]:
    """The papers of one venue in one year; those of either alone would be more than was asked for."""
    if not frame.venues or frame.hits or frame.papers or frame.authors or frame.has("when", "style", *_WORK):
        return
    years = set(_YEAR.findall(text))
    named = {word.token.text for word in frame.words if "venue-name" in word.meanings}
    if len(years) == len(named) == 1 and frame.has("paper", "read", "venue", "venue-name") and not {"not", "except", "besides", "who", "wrote", "where", "held"} & set(frame.texts):
        yield Step(f"papers from {named.pop()} in {years.pop()}")


_THROUGH = frozenset("over during in on throughout through within".split())


def _over_a_break(frame: Frame, known: Known) -> Iterator[Step]:
    """What is due while there is no class: "is there homework over the spring break"."""
    if not _THROUGH & set(frame.texts) or not frame.has("due", "submit", "assignment") or frame.days or frame.numbered or frame.papers:
        return
    if frame.has("review", "proposal", "report", "abstract", "plan", "late", "extension", "office-hours") or not (frame.has("break") or frame.hits_of("meeting")):
        return
    if frame.hits_of("paper", "lecture") or {"before", "after"} & set(frame.texts):
        return
    first, last = _anchor(frame, -1, known, last=False), _anchor(frame, -1, known, last=True)
    if first and last:
        yield Step(f"what is due {first.isoformat()}" if first == last else f"what is due the week of {first.isoformat()}")


_TERM = r"(?:class|classes|the semester|semester|the term|term|the course|the class|lectures|instruction)"
_LAST_WEEK = re.compile(rf"\b(?:very )?(?:last|final) week (?:of|in) {_TERM}(?! break)\b")
_LAST_BUT_ONE = re.compile(
    r"\b(?:second to last|second last|penultimate|next to last|last but one) (?P<kind>class|session|meeting|lecture|paper discussion|discussion|paper review|review)\b"
)


def _at_the_end(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """The last week of the term, and the last but one of a kind."""
    if not known.course.meetings:
        return
    if _LAST_WEEK.search(text):
        yield Step(_LAST_WEEK.sub(f"week of {known.classes[-1].day.isoformat()}", text, count=1))
    named = _LAST_BUT_ONE.search(text)
    if named is None:
        return
    kind = named["kind"].split()[-1]
    if kind == "review":
        days = [each.day for each in known.deadlines if each.kind == "review"]
    else:
        days = [row.day for row in known.classes if kind not in ("lecture", "discussion") or (row.lectures if kind == "lecture" else row.papers)]
    if len(days) > 1 and not frame.has("late", "exempt"):
        yield Step(f"what {'is due' if kind == 'review' else 'happens in class'} {days[-2].isoformat()}")


_FOUND_ONLINE = frozenset("available free find download downloaded access pdf pdfs posted published".split())
"""What is to be had on the web, and not in a class there."""


def _online(frame: Frame, known: Known) -> Iterator[Step]:
    """What is taught or discussed in the one class that is online, on that day of the week or of that kind."""
    if "online" not in frame.texts or frame.has("due", "where", "link", "presentation", "office-hours", "recording") or frame.hits or frame.numbered:
        return
    if _FOUND_ONLINE & set(frame.texts):
        return
    if not {"what", "which", "topic", "topics", "subject", "title"} & set(frame.texts) or not frame.has("topic", "cover", "read", "paper", "lecture", "discussion", "forum"):
        return
    rows = [row for row in known.classes if row.mode == "online"]
    weekdays = {each.weekday for each in frame.days if each.weekday is not None}
    if any(each.weekday is None for each in frame.days):
        return
    if weekdays:
        rows = [row for row in rows if row.day.weekday() in weekdays]
    if (frame.has("discussion", "paper") or "discussion" in frame.texts) and not frame.has("lecture"):
        rows = [row for row in rows if row.papers]
    elif frame.has("lecture") and not frame.has("discussion", "paper"):
        rows = [row for row in rows if row.lectures]
    if len(rows) == 1 and len(frame.words) > 4 and not {"classes", "days", "dates", "lectures", "discussions"} & set(frame.texts):
        yield Step(f"what happens in class {rows[0].day.isoformat()}")


_OLDER = re.compile(r"\b(?:older|newer|earlier|later|first|more recent|oldest|newest)\b")
_EITHER = re.compile(r"[,:]|\b(?:or|and|than|versus|vs)\b")


def _older(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """Which of two papers came out first: the years of both."""
    if not _OLDER.search(text) or {"discussed", "discuss", "date", "day", "evening"} & set(frame.texts) or not frame.has("year", "paper", "venue", "author") or frame.has("lecture", "discussion", "review", "due", "presentation"):
        return
    found: list[str] = []
    for part in _EITHER.split(text):
        hits = known.library.reader.frame(take_apart(part), known.today, focus=False).hits_of("paper") if part.strip() else ()
        found += [hit.key for hit in hits[:1]]
    if len(set(found)) == 2:
        yield Step(f"in which conference and year was paper {found[0]} and {found[1]} published")


_SAME_DAY = re.compile(
    r"\b(?:same (?:day|evening|night|date|session|class|week|slot|discussion)|shares?|sharing|shared|paired|pairs|pairing|coupled|alongside|along with|next to|together with|goes with|other (?:paper|article|one)|partner paper)\b"
)

_YES_OR_NO = re.compile(r"^(?:is|are|do|does|did|will|was) (?!(?:something|anything|there)\b)|\b(?:is|are) (?:it|they|that) (?:\w+ )?(?:on )?the (?:very )?same\b")
_NOT_THAT_DAY = re.compile(r"\b(?:not (?:counting|including|on)|excluding|except|without|other than|besides)\b")
"""What is asked for is not on that day."""
_SAME_TIME = re.compile(r"\b(?:same|shares?|sharing|shared) (?:the )?(?:same )?(?:day|evening|night|date|week)\b")


_MORE_THAN_ONE = re.compile(r"\b(?:too|as well|both|also)\b|\b(?:must|should|have to|need to|can|may|allowed to|supposed to) (?:i |we )?(?:\w+ )?(?:present|read|give|choose|attend|know|discuss)\b|\b(?:instead|swap|switch|change|trade)\b")
"""Asks what is to be done about the other one, and not which it is."""


def _same_day(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """What is on the same day as a paper, a lecture or a deadline that is named."""
    own = known.mine[0] if frame.asker and len(known.mine) == 1 else None
    if own and re.search(r"\bother (?:paper|article|one|talk)\b|\bsame (?:day|evening|night|class)\b|\b(?:what|who) else (?:is |gets |will be )?(?:presented|discussed|read)\b(?=.*\b(?:evening|day|night|date|class)\b)", text) and frame.has("paper", "presentation") and not frame.has("review", "due", "missed") and not _MORE_THAN_ONE.search(text):
        yield Step(f"which papers are discussed {own.day.isoformat()}", own=True)
        return
    if not _SAME_DAY.search(text) or frame.days or (_YES_OR_NO.search(text) and not _YES_OR_NO.match(text)) or _NOT_THAT_DAY.search(text) or wants_of_print(frame) is not None:
        return
    if is_other(frame) or frame.has("people") or {"others", "think", "thought"} & set(frame.texts):
        return
    if not frame.has("review", "due") and not frame.asker:
        named = [paper.day for hit in frame.hits_of("paper")[:1] if (paper := known.paper(hit.key))]
        named += [paper.day for each in frame.papers[:1] if (paper := known.paper(each))]
        if not named and frame.authors and len(set(frame.authors)) == 1 and (paper := known.paper(frame.authors[0])):
            named = [paper.day]
        if named and (frame.has("paper", "discussion", "read", "presentation") or "what" in frame.texts or "which" in frame.texts):
            yield Step(f"which papers are discussed {named[0].isoformat()}")
            return
        if named or frame.hits_of("lecture"):
            return
    if not _SAME_TIME.search(text) or _YES_OR_NO.match(text):
        return
    works = [target for target in targets(frame, known) if target.single and len(target.deadlines) == 1]
    if len(works) >= 1 and frame.has("review", "assignment", "project", "proposal", "report", "abstract", "class", "lecture", "due"):
        due = works[0].deadlines[0]
        if "same week" in text:  # of a week, all that is in it
            if not frame.asker:
                yield Step(f"what {'is due' if frame.has('review', 'due') and not frame.has('class', 'lecture', 'discussion') else 'happens in class'} the week of {due.day.isoformat()}")
            return
        if frame.asker:
            return  # whether it is one's own day is of `plans`
        if not frame.has("class", "lecture", "discussion", "paper") or frame.has("review"):
            yield Step(f"what is due {due.day.isoformat()}")
        else:
            yield Step(f"what happens in class {due.day.isoformat()}")


def _own(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """The paper or the day on which one presents."""
    if not frame.asker or len(known.mine) != 1:
        return
    paper = known.mine[0]
    if frame.has("author", "venue", "year", "citation") and _OWN_PAPER.search(text) and "with" not in frame.texts:
        yield Step(_OWN_PAPER.sub(f"paper {paper.id}", text, count=1), own=True)
    if frame.has("due", "submit", "todo", "remaining") and not frame.has("missed", "exempt") and _OWN_DAY.search(text):
        yield Step(_OWN_DAY.sub(paper.day.isoformat(), text, count=1), own=True)


def _papers_of_a_day(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """Authors and venues of what is discussed on a day, or in a week."""
    days = [each for each in frame.days if each.is_day or (each.kind == "span" and (each.last - each.first).days < A_WEEK)]
    asked = wants_of_print(frame) or ("who wrote paper {}" if "whose" in frame.texts and not frame.has("review", "due") else None)
    if len(days) != 1 or asked is None or frame.hits or frame.papers or not frame.has("paper"):
        return
    papers = [paper for row in known.classes if days[0].first <= row.day <= days[0].last for paper in row.papers]
    if papers:
        yield Step(asked.format(" and ".join(paper.id for paper in papers)))


A_WEEK = 7
"""Days; of longer spans the papers are too many to tell the authors of each."""


def _beside(text: str, frame: Frame, known: Known) -> Iterator[Step]:
    """The class that comes before or after a day, a break, a lecture or a discussion that is named."""
    if frame.has(*_WORK, "how-many", "reading") or {"who", "whose", "authors", "author"} & set(frame.texts):
        return
    if not (frame.has("class", "lecture", "discussion", "paper", "cover", "topic", "when") or "back" in frame.texts):
        return
    if any(word.token.text in elsewhere() or is_asked_for(frame.texts, n) for n, word in enumerate(frame.words) if word.foreign and n not in frame.setting):
        return
    if _LEAVE.search(text) or _SOME_CLASS.search(text) or _IS_IT_BEFORE.search(text) or is_other(frame) or {"rate", "chapter", "chapters", "section"} & set(frame.texts):
        return
    for ahead, pattern in ((True, _AFTER), (False, _BEFORE)):
        found = list(pattern.finditer(text))
        if not found or (len(found) > 1 and found[0][0] != "once") or (_BEFORE if ahead else _AFTER).search(text):
            continue
        at = len(text[: found[0].start()].split())
        if any(at in each.tokens for each in frame.days):
            continue  # "the day after tomorrow"
        beyond = frame.words[at + 1 :]
        named = any(each.meanings & {"named", "day", "numbered", "paper-id", "break"} for each in beyond)
        if not named or beyond[0].token.text in ("i", "we", "you"):
            continue
        if any(each.meanings & {"named", "paper-id"} for each in frame.words[:at]):
            continue  # two things are compared: "is the discussion of gpipe before the break"
        if any(each.weekday is None and max(each.tokens) < at for each in frame.days):
            continue  # "I leave on 3/28, do I miss anything before the break": of the time between them
        anchor = _anchor(frame, at, known, last=ahead)
        if anchor is None:
            continue
        here = frame.texts[:at] or frame.texts
        if "the one" in text and not {"lecture", "class", "discussion", "paper", "session", "meeting"} & set(here):
            continue  # "which talk precedes the one on pipelines": of the kind of that, which is not said
        row = _next_row(anchor, here, known, ahead=ahead)
        weekdays = {WEEKDAYS.index(word) for word in here if word in WEEKDAYS}
        if len(weekdays) == 1:
            rows = [each for each in known.meetings if each.day.weekday() in weekdays and (each.day > anchor if ahead else each.day < anchor)]
            row = (rows[0] if ahead else rows[-1]) if rows else None
        if row is not None:
            yield Step(f"what happens in class {row.day.isoformat()}")


_SOME_CLASS = re.compile(r"\b(?:other|online|virtual|remote|zoom|optional|extra|cancelled|canceled) (?:only )?(?:class|classes|lecture|lectures|discussion|discussions|session|sessions|meeting|meetings|one)\b|\b(?:after|before) next\b")
"""Not the class that is next to something, but one of another sort; and "the Monday after next"."""
_IS_IT_BEFORE = re.compile(r"^(?:does|do|did|will) (?:the|our|my) (?:\w+ ){1,4}(?:come|happen|fall|take place|go) (?:before|after)\b|^(?:is|are|was) the (?:\w+ ){1,3}(?:lecture|paper|discussion|talk) (?:before|after)\b")
"""Holds two things against each other, and asks for neither's neighbour."""
_LEAVE = re.compile(
    r"^(?:what if\b|(?:is it|am i|are we) (?:\w+ )?(?:required|mandatory|obligatory|compulsory|necessary|obliged|expected)\b|(?:do|must) (?:i|we) (?:really |have to |need to )?(?:come|attend|show up|be there)\b"
    r"|(?:can|may|could) (?:i|we) (?!know|ask|see|find|get|expect)|(?:is|would) it (?:be )?(?:still |also |too )?(?:ok|okay|fine|allowed|possible|permitted|acceptable|alright|late) (?:to|for|if)\b|(?:am|are) (?:i|we) (?:still )?(?:allowed|permitted) to\b)"
)
"""Asks for leave, or what would be, and not for what happens then."""
LEAST_OF_A_NAME = 0.3
"""Share of a name from which on it is what something comes after or before."""


def _anchor(frame: Frame, at: int, known: Known, *, last: bool) -> date | None:
    """The day of what is named; of a break that is several days, the last or the first."""
    days = [each for each in frame.days if min(each.tokens) > at]
    spans = [each for each in days if each.kind == "span"]
    if len(days) == 1 and days[0].is_day:
        return days[0].first
    if len(spans) == 1 and frame.has("break"):
        within = [row.day for row in known.meetings if row.mode == "no class" and spans[0].first <= row.day <= spans[0].last]
        return (within[-1] if last else within[0]) if within else None
    if days:
        return None
    breaks = [date.fromisoformat(hit.key) for hit in frame.hits_of("meeting") if hit.share > 0.4]
    # "The first discussion after the break" counts from the break, and not from the first of the term.
    numbers = [each for each in frame.numbers_of("lecture", "discussion") if not (breaks and each.ordinal)]
    if len(numbers) == 1:
        rows = [
            row.day for row in known.meetings
            if any(lecture.number == numbers[0].number for lecture in row.lectures if numbers[0].kind == "lecture")
            or (numbers[0].kind == "discussion" and any(paper.discussion == numbers[0].number for paper in row.papers))
        ]  # fmt: skip
        return rows[0] if rows else None
    if frame.papers and (paper := known.paper(frame.papers[0])):
        return paper.day
    off = sorted(each for each in breaks if (row := known.meeting_on(each)) and row.mode == "no class")
    if off:
        return off[-1] if last else off[0]
    if frame.has("break") and not frame.hits:
        off_rows = [row for row in known.meetings if row.mode == "no class"]
        said = [row for row in off_rows if set(row.title.casefold().split()) & set(frame.texts)]
        lying = sorted(row.day for row in said or off_rows if said or row.day >= known.today)
        if not lying:
            return None
        run = [each for each in lying if (each - lying[0]).days < 7]
        return run[-1] if last else run[0]
    for hit in most_clearly(frame.hits)[:1]:
        if hit.share < LEAST_OF_A_NAME:
            return None
        if hit.kind == "lecture" and (row := known.meeting_of_lecture(int(hit.key))):
            return row.day
        if hit.kind == "paper" and (named := known.paper(hit.key)):
            return named.day
    return None


def _next_row(anchor: date, said: tuple[str, ...], known: Known, *, ahead: bool) -> Meeting | None:
    """The class next to that day; of the kind that was asked for, if one was."""
    rows = [row for row in known.classes if (row.day > anchor if ahead else row.day < anchor)]
    if {"lecture", "lectures"} & set(said):
        rows = [row for row in rows if row.lectures]
    elif {"discussion", "discussions", "paper", "papers"} & set(said):
        rows = [row for row in rows if row.papers]
    return (rows[0] if ahead else rows[-1]) if rows else None
