"""From a question to an answer, in this order: what is refused anyway, the question that was meant, passages, a refusal.

What was asked is recognised by `askings`, and put as the facts know it; every kind of fact may then propose answers. One is
fit only if it accounts for every word that carries a meaning; among those that are, the one that accounts for most is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from backend.answers import passages, refusals, sources
from backend.answers.askings import FREE, REFUSE, TURNS, Leave, close, instead
from backend.answers.clauses import setting
from backend.answers.facts import all_facts
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import LIGHT, OBJECTS, Meaning
from backend.answers.library import Library
from backend.answers.ordinary import elsewhere
from backend.answers.passages import quote
from backend.answers.say import day, listed
from backend.answers.tokens import Text, take_apart
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
    text = take_apart(asked)
    reader = known.library.reader
    whole = reader.frame(text, known.today, focus=False)
    refused = refusals.refusal(whole, text, known)
    if refused is not None:
        return Result(refused, "refused", "none", about="refused")
    asking = reader.frame(text, known.today)
    if asking.texts[:1] in _TEACH and _asks_what_it_is(asking):
        return _subject(asking, known)
    whole = replace(whole, setting=setting(text))
    found = _understood(asked, whole, asking, known)
    if found is not None:
        band: Band = "none" if found.made == "refused" else "sure"
        return Result(
            found.text, found.made, band, found.sources, found.personal, about=found.about
        )
    if _asks_what_it_is(asking):
        return _subject(asking, known)
    return _from_passages(asking, text, asked, known)


def _understood(asked: str, whole: Frame, asking: Frame, known: Known) -> Found | None:
    """What the facts say to the question that was meant: as it is put, then with ever more left aside."""
    for leave in LEAVES:
        for frame in _readings(asked, whole, asking, known):
            if leave == "setting" and not frame.setting:
                continue
            found = _in_other_words(frame, known, leave=leave)
            if found is not None:
                return found
    return _directly(whole, known) or _closely(whole, known)


LEAVES: tuple[Leave, ...] = ("nothing", "everyday", "setting")


def _closely(frame: Frame, known: Known) -> Found | None:
    """The answer to a question that is nearly the one asked: what is left over has to weigh little beside what fits."""
    if frame.codes:
        return None
    lightest: tuple[float, Found | None] = (1.0, None)
    for near in close(frame, _own(known))[:MOST_TRIED]:
        if near.question.startswith(REFUSE):
            break
        found = best(known.library.reader.frame(take_apart(near.question), known.today), known)
        if found is None or found.made == "refused":
            continue
        weight = weight_of_rest(frame, near.left, found, known) / (TOLERATED * near.met)
        if weight < lightest[0]:
            lightest = weight, found
    return lightest[1]


MOST_TRIED = 6
"""Near questions that are looked at; more would cost time and bring none that is meant."""
TOLERATED = 0.3
"""What may be left over for each word that fits."""


def weight_of_rest(frame: Frame, left: Collection[int], found: Found, known: Known) -> float:
    """How much the words that are left over speak against an answer; those that only say why it is asked, little."""
    held = known.library.stems(found.text)
    return sum(min(_weight_of(frame, n, found, held), 0.3 if n in frame.setting else 9.0) for n in left)


def _weight_of(frame: Frame, n: int, found: Found, held: frozenset[str]) -> float:
    word = frame.words[n]
    text = word.token.text
    if word.token.stem in held and not text.isdigit():
        return 0.1
    if text in TURNS:
        return HEAVY.get(text, 1.0)
    if word.token.number is not None or word.token.ordinal is not None:
        return 1.0
    if not word.foreign:
        if text in elsewhere():
            return 5.0
        if word.meanings & found.uses and not word.meanings & OBJECTS:
            return 0.5
        if word.meanings & OTHER:
            return 5.0
        return 2.0 if word.meanings & (OBJECTS | {"named", "author-name", "venue-name", "paper-id", "code"}) else 0.8
    beside = [frame.words[m] for m in (n - 1, n + 1) if 0 <= m < len(frame.words)]
    if text in elsewhere() or is_asked_for(frame.texts, n) or any("named" in each.meanings for each in beside):
        return 5.0
    before = frame.texts[n - 1] if n else ""
    return 0.4 if before in _BEFORE_A_VERB else 0.8


OTHER: frozenset[Meaning] = frozenset(
    "credits phone parking enrol workload people my-grade solve subject-matter command bot opinion extra-credit slides".split()
)
"""Meanings that are another question whatever else is asked."""
HEAVY = {"why": 5.0, "not": 1.5, "without": 2.0, "never": 1.5, "question": 0.3, "questions": 0.3, "one": 0.4, "two": 0.4, "both": 0.4, "all": 0.3,
         "change": 2.0, "send": 2.0, "first": 1.5, "last": 1.5, "next": 1.5}  # fmt: skip
_BEFORE_A_VERB = frozenset("i we you they to can could must should may might will would shall not just".split())
_ASKS_FOR = frozenset("what which whose many much any no there need needs have has use include a an".split())
_PASSED = frozenset("kind sort type of the new good other own big".split())


def is_asked_for(texts: Sequence[str], n: int) -> bool:
    """Whether the word is what is asked for: "what floor", "is there parking", "need an appendix"."""
    at = n - 1
    while at >= 0 and (texts[at] in _PASSED):
        at -= 1
    if at < 0:
        return False
    if texts[at] in ("a", "an", "any", "no"):
        return at > 0 and texts[at - 1] in ("there", "need", "needs", "have", "has", "use", "include", "is", "get", "give", "write", "with", "as")
    return texts[at] in _ASKS_FOR


def _own(known: Known) -> frozenset[str]:
    return frozenset(token.text for token in take_apart(known.course.code).tokens)


def _readings(asked: str, whole: Frame, asking: Frame, known: Known) -> Iterator[Frame]:
    """All that was said; then the sentences that ask; then a clause that does, if the rest holds no unknown word."""
    yield whole
    if len(asking.words) < len(whole.words):
        yield asking
    clauses = [each for each in _CLAUSE.split(asked) if each.strip()]
    if len(clauses) > 1:
        frames = [
            known.library.reader.frame(take_apart(each), known.today, focus=False)
            for each in clauses
        ]
        for n, frame in enumerate(frames):
            rest = [each for m, each in enumerate(frames) if m != n]
            if (
                _ASKS & set(frame.texts)
                and len(frame.words) > 2
                and not any(each.foreign for each in rest)
            ):
                yield frame


_CLAUSE = re.compile(r"[,:;.?!]\s+(?:so |but |and )?|\s+but\s+", re.IGNORECASE)


def _in_other_words(asking: Frame, known: Known, *, leave: Leave) -> Found | None:
    """The answer to what was asked, put as the facts know it; None if nobody is known to ask it so."""
    own = _own(known)
    for part in parts(asking):
        question = instead(part, own, leave=leave)
        if question is not None and question.startswith(REFUSE):
            return (
                Found(refusals.PRIVATE, (), frozenset(), "refused", made="refused")
                if "private" in question
                else None
            )
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
    ):
        return None
    if (
        frame.foreign
        or frame.codes
        or frame.has("why", "where", "people", "how-long", "how-much", "how-often")
    ):
        return None
    if frame.has("who") and not frame.has("author"):
        return None
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


DATED = (
    "due", "day:", "span:", "next", "last", "first:", "previous", "released:", "hour:", "activity:", "after-break", "left", "overdue",
    "topic:", "lecture:", "discussion:", "count:", "paper:", "author:", "venue", "review-not-listed", "absent:", "office-hours",
)  # fmt: skip
"""Kinds of answers, by the beginning of `Found.about`, that are dates and names."""
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
        if n and here in _OPENS and (polite or here in _ASKS):
            yield asking.since(n)
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


def best(frame: Frame, known: Known) -> Found | None:
    """The fit answer that accounts for most; None if none is fit."""
    proposed = list(all_facts(frame, known))
    fit = [each for each in proposed if is_fit(each, frame)]
    return max(
        fit,
        key=lambda each: (frame.explained(each.uses, each.words) + each.rank, each.rank),
        default=None,
    )


def is_fit(found: Found, frame: Frame) -> bool:
    return not frame.unexplained(found.uses, found.words)


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
