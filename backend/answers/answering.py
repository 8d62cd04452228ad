"""From a question to an answer, in this order: what is refused anyway, the question that was meant, passages, a refusal.

What was asked is recognised by `askings`, and put as the facts know it; every kind of fact may then propose answers. One is
fit only if it accounts for every word that carries a meaning; among those that are, the one that accounts for most is given.
What nobody is known to ask so is tried again with more left aside: everyday words, then clauses that only say why
(`clauses`), then single words that weigh little beside those that fit (`rest`). Before all that, what is named by way of
something else gets its own name (`steps`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from backend.answers import nearby, passages, refusals, sources, weighing
from backend.answers.asides import corrected, without_asides
from backend.answers.askings import FREE, REFUSE, TELLING, Leave, close, instead
from backend.answers.choosing import best
from backend.answers.clauses import setting
from backend.answers.compound import cut, named_by, with_day, with_name
from backend.answers.countdown import with_countdown
from backend.answers.facts import lessons_own
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import LIGHT, OBJECTS, Meaning
from backend.answers.library import Library
from backend.answers.outright import outright
from backend.answers.passages import quote
from backend.answers.plainer import plainer
from backend.answers.plans import plan
from backend.answers.rest import TOLERATED, weight_of_rest
from backend.answers.say import day, listed
from backend.answers.steps import steps
from backend.answers.stories import OF_THE_COURSE, with_that_day, without_days_of_a_story
from backend.answers.templates import EXACT
from backend.answers.tokens import Text, take_apart
from backend.answers.unfit import is_unfit
from backend.answers.weighing import PLAIN, Evidence, Taken
from backend.contract.ask import LONGEST_READ, Band, Made, Related, Source


@dataclass(frozen=True)
class Result:
    """An answer before it gets its id."""

    text: str
    made: Made
    band: Band
    sources: tuple[Source, ...] = ()
    personal: bool = False
    related: Related | None = None
    about: str = ""
    """What was asked in one slug, for counting."""


def result(asked: str, known: Known) -> Result:
    """The answer to a question in one's own words.

    Where the course's material leaves it open, what staff wrote for this group of questions is given.
    """
    found = _from_material(asked, known)
    written = (
        known.library.written.get(found.about) if found.made in ("not stated", "refused") else None
    )
    if written is None:
        return found
    return Result(
        written.text, "passage", "sure", (sources.of_passage(written),), about=found.about
    )


def _from_material(asked: str, known: Known) -> Result:
    if len(asked) > LONGEST_READ:
        return Result(refusals.LONG, "refused", "none", about="long")
    seen = read(asked, known)
    if isinstance(seen, Result):
        return seen
    found = _understood(seen, known)
    if found is not None and found.about != UNKNOWN and is_unfit(found, seen.whole):
        return _not_stated(seen.asked, known)
    # From here on no answer was found, and all that follows ends in a passage or in a refusal.
    if found is not None and found.about != UNKNOWN:
        if found.rank < EXACT:  # an answer in its own words says the days itself
            found = with_countdown(found, f"{asked} {' '.join(seen.whole.texts)}", known.today)
        return _as_result(found)
    if _asks_what_it_is(seen.asking):
        return _subject(seen.asking, known)
    return _from_passages(seen.asking, seen.text, seen.asked, known)


@dataclass(frozen=True)
class Reading:
    """A question as it is looked at."""

    asked: str
    text: Text
    whole: Frame
    asking: Frame
    """The sentences that ask."""


def read(asked: str, known: Known) -> Reading | Result:
    """The question taken apart, or what is answered without looking at it further."""
    asked = plainer(corrected(asked))
    text = take_apart(asked)
    reader = known.library.reader
    whole = reader.frame(text, known.today, focus=False)
    if (dated := with_that_day(asked, whole)) != asked:
        asked, text = dated, take_apart(dated)
        whole = reader.frame(text, known.today, focus=False)
    refused = refusals.refusal(whole, text, known)
    if refused is not None:
        return Result(refused, "refused", "none", about="refused")
    plainly = next(lessons_own(whole, known), None)
    if plainly is not None:
        return _as_result(plainly)
    asking = reader.frame(text, known.today)
    if asking.texts[:1] in _TEACH and _asks_what_it_is(asking):
        return _subject(asking, known)
    return Reading(asked, text, without_days_of_a_story(replace(whole, setting=setting(text)), text), asking)


def _as_result(found: Found) -> Result:
    band: Band = "none" if found.made == "refused" else "maybe" if found.guessed else "sure"
    words = f"*If you mean “{found.guessed}?”:* {found.text}" if found.guessed else found.text
    return Result(words, found.made, band, found.sources, found.personal, about=found.about)


def evidence(asked: str, known: Known, *, by_meaning: bool) -> Evidence | None:
    """What may be meant by a question, before it is weighed; None if it is answered, or refused, without weighing."""
    seen = None if len(asked) > LONGEST_READ else read(asked, known)
    if seen is None or isinstance(seen, Result):
        return None
    taken = _taken(seen, known)
    if taken is not None and (taken.found.made == "refused" or taken.way == "step"):
        return None
    return nearby.evidence(seen.whole, taken, own_words(known), known, by_meaning=by_meaning)


def _understood(seen: Reading, known: Known) -> Found | None:
    """The answer to what was meant, if one is likely enough to be right."""
    taken = _taken(seen, known)
    if taken is not None and (taken.found.made == "refused" or taken.way == "step" or not nearby.can_compare()):
        return taken.found
    found = _guessed(seen.whole, known, taken)
    if found is not None and (taken is None or taken.way == "closely") and _names_another_subject(seen.whole, found):
        return None
    return found


def _guessed(frame: Frame, known: Known, taken: Taken | None = None, least: float | None = None) -> Found | None:
    """The likeliest answer, if that is likely enough; what the words alone make all but certain is not asked of the sentence model."""
    for by_meaning, enough in ((False, PLAIN), (True, least)) if known.by_meaning is not None else ((False, least),):
        likeliest = weighing.likeliest(nearby.evidence(frame, taken, own_words(known), known, by_meaning=by_meaning), enough)
        if likeliest is not None:
            return likeliest[0].found
    return None


def _names_another_subject(frame: Frame, found: Found) -> bool:
    """ "Recommender systems", "recurrent neural networks": what is named, and answered about, is only the end of a name that this course does not have."""
    if not frame.hits or frame.hits[0].share >= (LEAST_NAMED if frame.hits[0].main else SAID) or frame.papers or frame.numbered or frame.authors:
        return False
    words, answered = frame.words, set(found.guessed.split())
    return any(
        word.foreign and n not in frame.setting and any("named" in each.meanings and each.token.text in answered for each in words[max(n - 1, 0) : n + 2])
        for n, word in enumerate(words)
    )


LEAST_NAMED = 0.3
"""Share of a name that has to be said where a word beside it is unknown."""
AFTER_A_STEP = 0.8
"""What is less likely is not given to the question after a step, which is a likelihood upon another."""


def _taken(seen: Reading, known: Known) -> Taken | None:
    """What the first way that fits leads to: a plan or a step, else the question as it is put, then with ever more left aside."""
    found = None if _resembles(seen.whole, known) else _in_steps(seen.whole, known)
    return next(_ways(seen, known), None) if found is None else Taken(found, "step")


def _resembles(whole: Frame, known: Known) -> bool:
    """Whether it is known, as it is put, to resemble what is answered and to be another question: then no step leads there either."""
    put = _put(whole, known, "nothing")
    return put is not None and put.startswith(REFUSE)


def _put(frame: Frame, known: Known, leave: Leave) -> str | None:
    """What was asked, as the facts know it; looked for once in one asking."""
    key = id(frame), leave
    if key not in known.put:
        known.put[key] = (frame, instead(frame, own_words(known), leave=leave))
    return known.put[key][1]


def _in_steps(whole: Frame, known: Known) -> Found | None:
    """The answer to a question of one who plans, or to the question after a step that can be taken; None if there is none to take, or
    it leads nowhere."""
    if (planned := plan(whole, known) or outright(whole, known)) is not None:
        return planned
    for step in steps(whole, known):
        text = take_apart(step.question)
        frame = known.library.reader.frame(text, known.today, focus=False)
        found = next(lessons_own(frame, known), None)
        if found is None:
            taken = next(_ways(Reading(step.question, text, frame, frame), known), None)
            found = _guessed(frame, known, least=AFTER_A_STEP) if taken is None else taken.found
        if found is not None and found.made != "refused":
            # What it was guessed to ask would show what the step put into it.
            named = tuple(dict.fromkeys((*found.sources, *step.sources)))
            return replace(found, text=f"{found.text}\n{step.tail}".strip(), sources=named, personal=found.personal or step.own, guessed="")
    return None


def _ways(seen: Reading, known: Known) -> Iterator[Taken]:
    """What the facts say to the question that was meant: as it is put, then with ever more left aside."""
    if (both := _of_two_parts(seen.asked, known, LEAVES[:1])) is not None:
        yield Taken(both, "two")
    readings = tuple(_readings(seen.asked, seen.whole, seen.asking, known))
    for leave in LEAVES:
        for n, frame in enumerate(readings):
            if leave == "setting" and not frame.setting:
                continue
            found = _in_other_words(frame, known, leave=leave)
            if found is not None:
                yield Taken(found, leave, n > 0)
    if (found := _directly(seen.whole, known)) is not None:
        yield Taken(found, "directly")
    if (found := _of_two_parts(seen.asked, known, LEAVES)) is not None:
        yield Taken(found, "two-left")
    for n, frame in enumerate((seen.whole, *_shorter(seen.asked, seen.whole, known))):
        if (found := _closely(frame, known)) is not None:
            yield Taken(found, "closely", n > 0)


def _of_two_parts(asked: str, known: Known, leaves: tuple[Leave, ...]) -> Found | None:
    """The answers to two questions in one, if both are understood."""
    for one, other in cut(asked):
        found: list[Found] = []
        named = ""
        first: Frame | None = None
        for part in (one, other):
            if found and found[0].personal and len(known.mine) == 1:
                part = _THE_PAPER.sub(f"paper {known.mine[0].id}", part, count=1)
            text = take_apart(with_name(with_day(part, first), named))
            frame = known.library.reader.frame(text, known.today, focus=False)
            first = first or frame
            named = named or named_by(frame)
            frame = replace(frame, setting=setting(text))
            answer = _in_steps(frame, known) or next(
                (each for leave in leaves for each in (_in_other_words(frame, known, leave=leave),) if each is not None), None
            ) or _directly(frame, known)
            if answer is None or answer.made == "refused":
                break
            found.append(answer)
        if len(found) == 2 and (found[0].text != found[1].text or leaves == LEAVES):
            return _both(*found)
    return None


_THE_PAPER = re.compile(r"\b(?:the|my|that|this) paper\b|(?<=\bwho wrote )(?:it|that|this)\b", re.IGNORECASE)
"""In the second of two questions, of which the first is about the asker's own presentation."""


def _both(one: Found, other: Found) -> Found:
    """Two answers as one; what is known of either is said."""
    if one.text == other.text or other.text in one.text:
        return one
    made: Made = one.made if one.made == other.made else "fact" if "fact" in (one.made, other.made) else "passage"
    named = tuple(dict.fromkeys((*one.sources, *other.sources)))
    return replace(one, text=f"{one.text}\n{other.text}", sources=named, made=made, personal=one.personal or other.personal, about=f"{one.about} & {other.about}")


LEAVES: tuple[Leave, ...] = ("nothing", "everyday", "setting")


def _closely(frame: Frame, known: Known) -> Found | None:
    """The answer to a question that is nearly the one asked: what is left over has to weigh little beside what fits."""
    if frame.codes:
        return None
    lightest: tuple[float, Found | None] = (1.0, None)
    for near in close(frame, own_words(known))[:MOST_TRIED]:
        if near.question.startswith(REFUSE):
            break
        if not near.met:
            continue
        if not _is_of_its_sort(near.question, frame):
            continue
        found = best(known.library.reader.frame(take_apart(near.question), known.today), known)
        if found is None or found.made == "refused":
            continue
        weight = weight_of_rest(frame, near.left, found, known) / (TOLERATED * near.met)
        if weight < lightest[0]:
            lightest = weight, replace(found, guessed=near.question)
    return lightest[1]


MOST_TRIED = 6
"""Near questions that are looked at; more would cost time and bring none that is meant."""


def _is_of_its_sort(question: str, frame: Frame) -> bool:
    """Whether a near question may be meant at all: "where" and "who" are not answered with something else, and a word that
    only stands somewhere in a topic is no name of it."""
    texts = frame.texts
    asked = {text for n, text in enumerate(texts) if n not in frame.setting and (not n or texts[n - 1] in FREE)}
    answered = set(question.split())
    if "where" in asked and not answered & _PLACES and not asked & {"what", "when", "which"}:
        return False
    if "who" in asked and not answered & _PERSONS and not asked & {"what", "when", "which", "how"}:
        return False
    named = [word for word in frame.words if "named" in word.meanings]
    return not (len(named) == 1 and named[0].token.text in answered and frame.hits and not frame.hits[0].main and frame.hits[0].share < SAID)


SAID = 0.55
"""Share of a topic from which on a single word may name it."""
_PLACES = frozenset("where room held online submit link forum email office happens person".split())
_PERSONS = frozenset("who wrote author authors assistants presents teaches by email participation alone group sign".split())


def own_words(known: Known) -> frozenset[str]:
    """Words for this course, such as its code."""
    return frozenset(token.text for token in take_apart(known.course.code).tokens)


_BUT_FOR = frozenset(("else", "besides", "except", "apart", "aside"))
"""What follows one of them is not what is asked for."""


def _readings(asked: str, whole: Frame, asking: Frame, known: Known) -> Iterator[Frame]:
    """All that was said; then the sentences that ask; then the clauses that do, where they stand for themselves."""
    if _BUT_FOR & set(whole.texts) or ("other", "than") in pairwise(whole.texts):
        yield from _shorter(asked, whole, known)
    yield whole
    if len(asking.words) < len(whole.words) and not _leans_on(whole, asking):
        yield asking
    if whole.setting:
        text = take_apart(asked)
        kept = [token for n, token in enumerate(text.tokens) if n not in whole.setting]
        frame = known.library.reader.frame(replace(text, tokens=tuple(kept), sentences=()), known.today, focus=False)
        if not _leans_on(whole, frame) and not _has_its_day_elsewhere(whole, frame):
            yield frame
    yield from _shorter(asked, whole, known)


def _shorter(asked: str, whole: Frame, known: Known) -> Iterator[Frame]:
    """What is left without an aside, where it stands for itself."""
    for shorter in without_asides(asked):
        text = take_apart(shorter)
        frame = known.library.reader.frame(text, known.today, focus=False)
        if _stands(whole, frame):
            yield replace(frame, setting=setting(text))


def _has_its_day_elsewhere(whole: Frame, part: Frame) -> bool:
    """ "I am away on Mar 20, do I miss a discussion?" – is about the day that was said before."""
    return whole.has("day") and not part.has("day") and bool(_ON_A_DAY & set(part.texts))


_ON_A_DAY = frozenset("miss missing skip skipping come coming attend then there anything something".split())


def _stands(whole: Frame, part: Frame) -> bool:
    """Whether what is left without an aside says of itself what it is about."""
    if not part.has(*OBJECTS, "named", "paper-id", "code", "author-name", "day", "due", "grade", "where", "late", "name", "break") or len(part.words) < 2:
        return False
    if len(whole.days) > 1 and not part.days:
        return False
    here = Counter(word.token for word in part.words)
    gone = [word for word in whole.words if (Counter(each.token for each in whole.words) - here)[word.token]]
    said = frozenset().union(*(word.meanings for word in gone)) if gone else frozenset()
    if said & _PIECES_OF_WORK and not part.has(*_PIECES_OF_WORK) and "else" not in part.texts:
        return False
    texts = part.texts
    points = any(text in _POINTS and (n + 1 == len(texts) or texts[n + 1] not in OF_THE_COURSE) for n, text in enumerate(texts))
    return not (points and not part.has(*(OBJECTS - {"class", "paper"}), *_NAMES) and said & (OBJECTS | {"named"}))


_PIECES_OF_WORK: frozenset[Meaning] = frozenset(("review", "assignment", "project", "proposal", "report", "abstract", "plan", "presentation"))


UNKNOWN = "unknown"
"""What a question is about that is known to be answered nowhere."""


def _leans_on(whole: Frame, part: Frame) -> bool:
    """Whether a part of a question cannot be told from the rest: it says "it", names nothing, or the rest turns it."""
    here = Counter(word.token for word in part.words)
    rest = [word for word in whole.words if (Counter(each.token for each in whole.words) - here)[word.token]]
    things = OBJECTS | {"named", "paper-id", "code", "author-name", "day", "due", "grade", "where", "exam", "late"}
    if not part.has(*things) or len(part.words) < 3:
        return True
    pointing = _POINTS & set(part.texts) and not part.has(*(OBJECTS - {"class", "paper"}), "named", "paper-id")
    if pointing and any(word.meanings & (OBJECTS | {"named", "day", "paper-id"}) for word in rest):
        return True
    if not part.has(*_NAMES) and whole.has(*_NAMES) and _points_at_a_class(part.texts):
        return True
    return any(word.meanings & BEARING for word in rest)


def _points_at_a_class(texts: tuple[str, ...]) -> bool:
    """ "When do they come up in lecture", "what day was that lecture": of what was named before."""
    return bool(_PLURALS & set(texts)) or any(a in ("that", "this", "those") and b in _CLASSES for a, b in pairwise(texts))


_NAMES: tuple[Meaning, ...] = ("named", "paper-id", "author-name")
_PLURALS = frozenset(("they", "them", "those", "these"))
_CLASSES = frozenset("lecture lectures discussion discussions session class paper papers".split())
_POINTS = frozenset("it that they them those these this its then there one same".split())
BEARING: frozenset[Meaning] = TELLING - {"lecture", "discussion", "paper", "about-course", "penalty", "late", "reading", "attendance", "missed"}
"""What bears on a question though it is not in the part that asks."""


def _in_other_words(asking: Frame, known: Known, *, leave: Leave) -> Found | None:
    """The answer to what was asked, put as the facts know it; None if nobody is known to ask it so."""
    for part in parts(asking):
        question = _put(part, known, leave)
        if question is not None and question.startswith(REFUSE):
            private = "private" in question
            return Found(refusals.PRIVATE if private else "", (), frozenset(), "refused" if private else UNKNOWN, made="refused")
        if question is not None:
            return best(known.library.reader.frame(take_apart(question), known.today), known)
    return None


def _directly(frame: Frame, known: Known) -> Found | None:
    """What the facts make of the words themselves, for questions that ask for a date or a name: those hold no rule that
    might be of something else. Each word has to be accounted for, "why" and "where" by nothing."""
    found = best(frame, known)
    if (
        found is None
        or found.made == "refused"
        or not found.about.startswith(DATED)
        or not frame.has(*WANTED)
        or _asks_something_else(found, frame.texts)
    ):
        return None
    if (
        frame.foreign
        or frame.codes
        or frame.has("why", "where", "people", "how-long", "how-much", "how-often")
    ):
        return None
    if frame.has("who") and (not frame.has("author") or found.about.startswith(_OF_A_CLASS)):
        return None
    if found.about.startswith("venue") and frame.has("when") and not frame.has("paper", "discussion", "read", "cover"):
        return None  # when a conference is held is no matter of the course
    if frame.has("how-many") and (
        not found.about.startswith("count:") or {"people", "students"} & set(frame.texts)
    ):
        return None
    left = [
        w
        for w in frame.words
        if w.token.text not in FREE
        and w.token.stem not in found.words
        and not w.meanings & found.uses
    ]
    return None if left else found


def _asks_something_else(found: Found, said: tuple[str, ...]) -> bool:
    """Whether a date would pass over what was asked: what a review should cover, what comes of missing a class, the days of two things."""
    if found.about.startswith("due") and _CONTENT & set(said) and "when" not in said:
        return True
    if "get" in said and any(pair in (("for", "missing"), ("for", "skipping")) for pair in pairwise(said)):
        return True
    if found.about.endswith(":authors") and "when" in said:
        return True  # who wrote it is half of what was asked
    return found.about.startswith("due") and len(found.sources) < 2 and len(_COUNTED & set(said)) > 1


_CONTENT = frozenset("cover covers contain contains include includes consist address mention criticize criticise".split())
_COUNTED = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())


DATED = (
    "due", "day:", "span:", "next", "last", "first:", "previous", "released:", "hour:", "activity:", "after-break", "left", "overdue",
    "topic:", "lecture:", "discussion:", "count:", "paper:", "author:", "venue", "review-not-listed", "absent:", "office-hours",
)  # fmt: skip
"""Kinds of answers, by the beginning of `Found.about`, that are dates and names."""
_OF_A_CLASS = ("lecture:", "topic:", "day:", "discussion:")
"""Of these none is somebody: "who came up with backpropagation first"."""
WANTED = (
    "when",
    "hour",
    "day",
    "due",
    "next",
    "last",
    "first",
    "author",
    "venue",
    "year",
    "lecture",
    "discussion",
    "how-many",
)
"""What asks for one."""


def parts(asking: Frame) -> Iterator[Frame]:
    """The question, then what is left without an opening that is only polite: "I wanted to ask whether …"."""
    yield asking
    opening: set[str] = set()
    for n, word in enumerate(asking.words):
        here = word.token.text
        polite = bool(opening & _INTRODUCES)
        if n and here in _OPENS and (polite or here in _ASKS) and not _has_its_day_elsewhere(asking, part := asking.since(n)):
            yield part
        if (
            word.foreign
            or OBJECTS & word.meanings
            or (here in _ASKS and not polite)
            or (word.meanings - LIGHT and not word.soft and not polite)
        ):
            return
        opening.add(here)


_TEACH = (("explain",), ("define",), ("describe",))
_INTRODUCES = frozenset(
    "ask asked asking sorry wonder wondering tell know check confirm clarify question mind unsure".split()
)
_ASKS = frozenset(("when", "where", "who", "what", "which", "how", "why"))
_OPENS = frozenset(("whether", "if", "is", "are", "do", "does", "can", "may", "will")) | _ASKS


def _asks_what_it_is(frame: Frame) -> bool:
    """ "What is backpropagation?" – as against "what is lecture 3 about?" and a title that is quoted in full."""
    if not frame.hits or (frame.hits[0].share > 0.6 and frame.hits[0].kind == "paper"):
        return False
    rest = [
        word
        for word in frame.words
        if word.meanings - {"named"} - LIGHT and "named" not in word.meanings and not word.soft
    ]
    asks = frame.texts[:2] in (
        ("what", "is"),
        ("what", "are"),
        ("define",),
        ("explain",),
    ) or frame.has("subject-matter")
    plain = all(
        word.meanings <= {"subject-matter", "how", "which", "task", "why", "name", "named", *LIGHT}
        for word in rest
    )
    return asks and plain and not frame.has("when", "lecture", "paper", "class", "who", "where")


def _from_passages(frame: Frame, text: Text, asked: str, known: Known) -> Result:
    if frame.codes:
        return Result(refusals.OTHER_COURSE, "refused", "none", about="other-course")
    if (
        frame.hits
        and not frame.foreign
        and (frame.has("subject-matter", "how", "why") or frame.says("what is", "what are"))
    ):
        return _subject(frame, known)
    quoted = quote(frame, known.library)
    if quoted is not None:
        passage = known.course.passage(quoted.slug)
        assert passage is not None
        return Result(
            passage.text,
            "passage",
            "sure",
            (sources.of_passage(passage),),
            about=f"passage:{passage.slug}",
        )
    return _not_stated(asked, known)


def _not_stated(asked: str, known: Known) -> Result:
    near = nearest(asked, known.library, 1)
    band: Band = "maybe" if near else "none"
    about = "unknown:" + "+".join(sorted(passages.terms(asked))[:8])
    return Result(refusals.NOT_STATED, "refused", band, related=next(iter(near), None), about=about)


def _subject(frame: Frame, known: Known) -> Result:
    """The subject itself is not explained; where the course treats it is said."""
    places = []
    for hit in frame.hits[:2]:
        lecture = known.course.lecture(int(hit.key)) if hit.kind == "lecture" else None
        row = known.meeting_of_lecture(lecture.number) if lecture else None
        if lecture and row:
            places.append(f"Lecture {lecture.number}, {lecture.title}, on {row.in_words}")
        elif hit.kind == "paper" and (paper := known.paper(hit.key)):
            places.append(f"paper {paper.id}, {paper.title}, discussed on {day(paper.day)}")
    where = f" It comes up in {listed(places)}." if places else ""
    return Result(f"{refusals.SUBJECT}{where}", "refused", "none", about="subject")


def nearest(asked: str, library: Library, most: int) -> tuple[Related, ...]:
    """The passages nearest to a text, by keywords."""
    found = [
        library.course.passage(document.slug)
        for document, _ in passages.shelf(library).nearest(asked, most)
    ]
    return tuple(Related(source=sources.of_passage(each), text=each.text) for each in found if each)
