"""The same question in other words: what a student typed → the question that the facts answer well.

A way to ask (`askings_table`) is a few sets of words. It fits when each set is met, in any order, and when nothing that
carries a meaning is left over: a word that neither the way nor its extra words know makes it another question. Dates,
numbers, names and codes are slots, filled into the question that is answered instead. So this decides what was asked, and
the facts decide what is true; a way without a fitting fact answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from backend.answers.askings_lessons import LESSONS
from backend.answers.askings_table import SETS, TABLE, WITH_WORK, WORK
from backend.answers.dates import MONTHS
from backend.answers.frame import Frame, Word
from backend.answers.lexicon import OBJECTS, Meaning
from backend.answers.ordinary import elsewhere
from backend.answers.stems import stem

REFUSE = "REFUSE"
"""Instead of a question: nothing that may be answered."""
_SLOT = re.compile(r"\{(\??\w+)\}")
"""`{?delay}` may stay empty."""
BETWEEN = 2
"""So many words without a meaning may stand inside `a_b`."""
SMALL = 0.3
"""What a word of `FREE` adds to the rank of a way that needs it, beside 1 for any other word."""
REFUSED = 0.9
"""What a way that refuses has ahead of one that answers, all else being equal."""
MOST_LEFT = 3
"""So many words may be left over at most, if the answer itself accounts for them."""
TOLD_WHY = 0.2
"""What a word of a clause that only tells why it is asked adds less."""
FILLED = 0.5
NAMED_WORK = 1.5
"""What work adds that is named beside what a way needs, as its words are none of the needs."""
OWN = 0.05
"""What a lesson's own question has ahead of another that says as much: its answer is the more exact."""
GENERIC = 0.6
"""What a word such as "paper" or "class" adds, which is said of almost everything."""
_GENERIC = frozenset(("paper", "articl", "cours"))
"""What a slot adds that is carried over into the question that is answered instead."""
_WEEKDAY = re.compile(r"^the \w+$|day\b|\b\d+(st|nd|rd|th)\b|\b(mon|tues?|wed|thu|fri|sat|sun)\b")
_UNITS = frozenset(("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"))
_DURATIONS = frozenset(("24", "48", "24h", "48h", "24hours", "48hours"))

FREE = frozenset(
    """a an the this that these those it its is am are was were be been being do does did can could shall should will
    would may might has have had having i we us you your our my me mine ours he she they them their one and or but nor so if of
    in on at by to from with for as into what which how there here please hi hello hey yo ok okay thanks thank sorry
    just actually really exactly precisely again btw currently now quick question tell know wonder wondering remind sure guess
    think believe suppose supposed hear heard say says said let want would need needs get gets got go goes going went come comes coming came take takes make makes
    give find see try put also too well anyway maybe perhaps then already yet ever even some any must shall up down out else
    anybody anyone somebody someone folks guys exact correct right true possible able like wanna
    um uh hmm kindly dear quickly confused asking remember idea clue curious looking only done being asap urgent urgently thought asked
    regarding concerning according says stated stand state listed means thing things
    whether super exactly specific specifically officially currently hope hoping plan-no able though anyways
    ie eg doing gonna gotta very something anything literally id simply info information detail details""".split()
)  # fmt: skip
"""Words that may stand in any question without making it another one."""

_THINGS: frozenset[Meaning] = (OBJECTS - {"instructor", "zone", "forum"}) | {"named", "paper-id", "author-name", "code", "due", "late", "grade", "weight", "ai"}
_ORDERED = {"1st": "first", "2nd": "second", "3rd": "third"}
_SLOT_OF: dict[Meaning, str] = {
    "named": "name", "author-name": "author", "venue-name": "venue", "paper-id": "id", "code": "code", "year-number": "year",
    "room-name": "room", "zone": "zone",
}  # fmt: skip


_SPELT = {"1": "one", "2": "two", "3": "three", "4": "four"}
TURNS = frozenset(
    """why no not without never except many much more most less least same other others another else far about open old full
    once twice question questions before after part parts two both nothing everyone everybody nobody confirm tell send change
    move instead early late good best hard long short new first last next only enough differ different""".split()
)
"""Everyday words that make it another question all the same."""


TELLING: frozenset[Meaning] = OBJECTS - {"textbook", "office", "forum", "zone", "slides", "about-course", "instructor", "class"} | {
    "late", "penalty", "extension", "ai", "together", "enrol", "credits", "extra-credit", "exempt", "missed", "recording", "regrade",
    "drop", "scale", "people", "other-term", "exam", "command", "solve", "attendance",
}  # fmt: skip
"""What may not be left over even where a clause only tells why it is asked."""
Leave = Literal["nothing", "everyday", "setting"]
"""What may be left over: nothing that is not in `FREE`; everyday words that need not mean anything, unless they are such
as turn a question; besides, words of clauses that ask nothing."""


@dataclass(frozen=True, slots=True)
class Close:
    """A question that may be answered instead, and the words for which that does not account."""

    question: str
    rank: tuple[float, float, int]
    left: frozenset[int]
    met: float
    """How many words that carry a meaning it accounts for."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask something."""

    instead: str
    needs: tuple[frozenset[str], ...]
    """Of each set one has to be said."""
    more: frozenset[str]
    """What may be said besides."""
    lesson: bool = False
    """Whether the question is a lesson's own, which is answered word for word."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that was named: what kind of thing, by which words, as typed."""

    kind: str
    at: frozenset[int]
    text: str


@dataclass(frozen=True)
class Said:
    """The words of a question as ways are compared with them."""

    stems: tuple[str, ...]
    free: frozenset[int]
    slots: tuple[Slot, ...]
    at: dict[str, frozenset[int]]
    """Where each stem, each row of stems and each slot stands."""

    def where(self, any_of: frozenset[str]) -> frozenset[int]:
        """The words by which one of these is said; empty if none is."""
        return frozenset().union(*(self.at[each] for each in any_of & self.at.keys()))

    def within(self, first: int, after: int) -> Said:
        """What these words say of it; each keeps its place."""
        inside = frozenset(range(first, after))
        at = {key: here for key, each in self.at.items() if (here := each & inside)}
        return replace(self, slots=tuple(slot for slot in self.slots if slot.at <= inside), at=at)


def instead(
    frame: Frame, own: frozenset[str] = frozenset(), *, leave: Leave = "nothing"
) -> str | None:
    """What is to be answered instead of the question; `REFUSE`; None if no way fits. `own` are words for this course,
    `leave` is what may be left over."""
    fit = _fitting(frame, own, leave, 0)
    return max(fit, key=lambda each: each.rank).question if fit else None


def close(frame: Frame, own: frozenset[str] = frozenset(), *, most: int = MOST_LEFT) -> list[Close]:
    """The ways that are met but for a few words that are left over, the closest first, each question once."""
    found: dict[str, Close] = {}
    for each in sorted(_fitting(frame, own, "setting", most), key=lambda each: (len(each.left), *(-r for r in each.rank))):
        found.setdefault(each.question, each)
    return list(found.values())


def _fitting(frame: Frame, own: frozenset[str], leave: Leave, most: int) -> list[Close]:
    """Every way whose needs are met, with at most so many words that neither it nor its extra words know."""
    said = as_said(frame, own, leave)
    if not said.stems:
        return []
    everything = frozenset(range(len(said.stems))) - said.free
    in_slots = frozenset(n for slot in said.slots for n in slot.at)
    index = _index()
    met = {need: said.where(index.needs[need]) for need in {n for key in said.at for n in index.holding.get(key, ())}}
    counted: dict[int, int] = {}
    for need in met:
        for n in index.needing[need]:
            counted[n] = counted.get(n, 0) + 1
    found: list[Close] = []
    for order in sorted(n for n, times in counted.items() if times == index.kinds[n]):
        way = ways()[order]
        words = sorted((met[need] for need in index.of_way[order]), key=len)
        if not each_its_own(words, frozenset()):
            continue
        needed = frozenset().union(*words)
        if leave == "setting" and not most and needed <= frame.setting:
            continue
        left = everything - needed
        if left:
            left -= said.where(way.more)
            if len(left) > most:
                continue
        filled = filled_in(way.instead, said)
        if filled is None:
            continue
        refuses = way.instead.startswith(REFUSE)
        told = (
            sum(GENERIC if said.stems[n] in _GENERIC else 1 for n in needed - said.free)
            + SMALL * len(needed & said.free)
            + FILLED * len(set(_SLOT.findall(way.instead)))
            + NAMED_WORK * way.instead.count("{work}")
            + OWN * way.lesson
            - TOLD_WHY * len((needed - said.free - in_slots) & frame.setting)
            + (REFUSED + (len(everything - needed) if "private" in way.instead else 0) if refuses else 0)
        )
        rank = (told, sum(1 / len(each) for each in way.needs), -order)
        found.append(Close(filled, rank, left, len(everything - left)))
    return found


@dataclass(frozen=True)
class _Index:
    """Ways by what they need, so that only those are looked at of which every need is met."""

    needs: tuple[frozenset[str], ...]
    holding: Mapping[str, tuple[int, ...]]
    """By a stem or slot: the needs that it meets."""
    needing: tuple[tuple[int, ...], ...]
    """By the need: the ways that have it."""
    of_way: tuple[tuple[int, ...], ...]
    kinds: tuple[int, ...]
    """By the way: how many different needs it has."""


@cache
def _index() -> _Index:
    numbers: dict[frozenset[str], int] = {}
    of_way = tuple(tuple(numbers.setdefault(need, len(numbers)) for need in way.needs) for way in ways())
    holding: dict[str, list[int]] = {}
    for need, number in numbers.items():
        for key in need:
            holding.setdefault(key, []).append(number)
    needing: list[list[int]] = [[] for _ in numbers]
    for n, each in enumerate(of_way):
        for need_number in dict.fromkeys(each):
            needing[need_number].append(n)
    return _Index(
        tuple(numbers), {key: tuple(each) for key, each in holding.items()}, tuple(map(tuple, needing)), of_way,
        tuple(len(set(each)) for each in of_way),
    )  # fmt: skip


def each_its_own(met: Sequence[frozenset[int]], taken: frozenset[int]) -> bool:
    """Whether each need can have a word of its own."""
    return not met or any(each_its_own(met[1:], taken | {n}) for n in met[0] - taken)


def filled_in(question: str, said: Said) -> str | None:
    """The question with what was said in its slots; None if one stays empty. Where a slot stands in it twice, two things
    have to be named."""
    if works := question.count("{work}"):
        named = works_said(said, works)
        if named is None:
            return None
        for work in named:
            question = question.replace("{work}", work, 1)
    holes = _SLOT.findall(question)
    for hole in holes:
        kind = hole.lstrip("?")
        if (times := holes.count(hole)) > 1:
            texts = _apart(kind, said, times)
            if len(texts) != times:
                return None
            for each in texts:
                question = question.replace(f"{{{hole}}}", each, 1)
            continue
        texts = [slot.text for slot in said.slots if slot.kind == kind]
        if kind == "author":  # a name that is an everyday word, too, is only read as one with its capital: "Dean"
            texts = [text.capitalize() if text in elsewhere() else text for text in texts]
        if not texts and hole == kind:
            return None
        text = " and ".join(dict.fromkeys(texts)) if kind in ("day", "n") else "".join(texts[:1])
        question = question.replace(f"{{{hole}}}", text, 1)
    return question


_SEVERAL = re.compile(r" (?:and|vs|with) ")


def _apart(kind: str, said: Said, times: int) -> list[str]:
    """So many different things of a kind, in their order; a paper's number is a name, too. "lora and gptq" are two."""
    slots = sorted((slot for slot in said.slots if slot.kind == kind or (kind == "name" and slot.kind == "id")), key=lambda slot: min(slot.at))
    texts = list(dict.fromkeys(f"paper {slot.text}" if slot.kind == "id" else slot.text for slot in slots))
    if len(texts) < times:
        texts = list(dict.fromkeys(part for text in texts for part in _SEVERAL.split(text)))
    return texts


def works_said(said: Said, times: int) -> tuple[str, ...] | None:
    """One kind of work, or two that are named one after the other; None if there are not so many."""
    if times == 1:
        work = next(works_in(said), None)
        return None if work is None else (work[1],)
    best: tuple[float, tuple[str, ...]] | None = None
    for cut in range(1, len(said.stems)):
        one, other = next(works_in(said.within(0, cut)), None), next(works_in(said.within(cut, len(said.stems))), None)
        if one is None or other is None or one[1] == other[1] or _is_the_kind(one[1], other[1]):
            continue
        told = one[0] + other[0] + (0.1 if said.stems[cut] in _BETWEEN_TWO else 0.0)
        if best is None or told > best[0]:
            best = told, (one[1], other[1])
    return best[1] if best else None


def _is_the_kind(one: str, other: str) -> bool:
    """Whether one is only the kind of the other: "which review is the last review", "the project proposal"."""
    for kind in kinds_of_work():
        noun = kind.instead.split()[-1].removesuffix("s")
        if kind.instead.endswith("s") and kind.instead in (one, other) and noun in one and noun in other:
            return True
    return WHOLE_PROJECT in (one, other) and not any(noun in one + other for noun in ("review", "assignment"))


WHOLE_PROJECT = "the final project"
_BETWEEN_TWO = frozenset(stem(word) for word in "or and than to until vs the as with before after".split())


def works_in(said: Said) -> Iterator[tuple[float, str]]:
    """The kinds of work that are named, the most particular first, each with how particular it is."""
    found: list[tuple[float, int, str]] = []
    for order, way in enumerate(kinds_of_work()):
        met = sorted((said.where(need) for need in way.needs), key=len)
        if all(met) and each_its_own(met, frozenset()) and (filled := filled_in(way.instead, said)) is not None:
            found.append((len(way.needs) + way.instead.count("{") / 2, -order, filled))
    yield from ((told, filled) for told, _, filled in sorted(found, reverse=True))


def as_said(frame: Frame, own: frozenset[str], leave: Leave) -> Said:
    words = frame.words
    slots = _of_what_asks(tuple(slots_in(frame, own)), frame)
    at: dict[str, set[int]] = {}
    for n, word in enumerate(words):
        if _is_aside(n, words):
            continue
        if word.token.text in _LAST and not {each.token.text for each in words[n + 1 : n + 2]} & _MOMENTS:
            at.setdefault("{last}", set()).add(n)
        at.setdefault(_ORDERED.get(word.token.text, word.token.stem), set()).add(n)
        at.setdefault(f"{word.token.text}!", set()).add(n)
    if not frame.has(*_THINGS):
        # Where nothing is named, "it" and "we" are the class: "when are we let out", "how late does it go".
        for n, word in enumerate(words):
            if word.token.text in ("it", "this", "we", "us"):
                at.setdefault("class", set()).add(n)
            if word.token.text in ("him", "he"):
                at.setdefault("professor", set()).add(n)
    for slot in slots:
        at.setdefault(f"{{{slot.kind}}}", set()).update(slot.at)
        if slot.kind == "c" and slot.text in _SPELT:
            at.setdefault(_SPELT[slot.text], set()).update(slot.at)
    framing = _framing([word.token.text for word in words], own)
    in_slots = {n for slot in slots for n in slot.at}
    free = {
        n for n, word in enumerate(words) if word.token.text in FREE and n not in in_slots
    } | framing | {n for n in range(len(words)) if _is_aside(n, words)}
    if leave != "nothing":
        free |= {n for n, word in enumerate(words) if n not in in_slots and _says_little(word)}
    if leave == "setting":
        free |= {n for n in frame.setting if n not in in_slots and not words[n].meanings & TELLING}
    small = {
        n
        for slot in slots
        for n in slot.at
        if words[n].token.text in ("on", "the", "in", "of", "at", "for", "by", "a", "an")
    }
    stems = tuple(word.token.stem for word in words)
    known = {key: frozenset(each) for key, each in at.items()}
    for row, name in _rows():
        found = _in_a_row(row, stems, known, free)
        if found:
            known[name] = found
    return Said(stems, frozenset(free | small), slots, known)


_LAST = frozenset("last final latest closing concluding".split())
_MOMENTS = frozenset("day date moment minute chance hour time possible opportunity week possibility grade mark score".split())
"""Behind "last" or "final" they say that it is not the work which is the last one: "the last day to send the review"."""


def _of_what_asks(slots: tuple[Slot, ...], frame: Frame) -> tuple[Slot, ...]:
    """Without the days of what only tells why, where what asks has one: "If I return on April 4, is there class on the third" asks for one day."""
    if any(slot.kind == "day" and not slot.at <= frame.setting for slot in slots):
        return tuple(slot for slot in slots if slot.kind not in ("day", "weekday") or not slot.at <= frame.setting)
    return slots


def _is_aside(n: int, words: Sequence[Word]) -> bool:
    """ "Tell me", and "when writing the report, how long …": a word that looks as if it asked for something."""
    text = words[n].token.text
    if text == "me":
        return n > 0 and words[n - 1].token.text in _TELLS
    if text == "when" and n + 1 < len(words):
        after = words[n + 1].token.text
        others = {each.token.text for m, each in enumerate(words) if m != n}
        return (after.endswith("ing") or after in ("i", "we", "one", "you")) and bool(others & {"what", "which", "how", "who", "where"})
    return False


_TELLS = frozenset("tell let give show remind help send".split())


def _says_little(word: Word) -> bool:
    everyday = not word.foreign and (not word.meanings or word.soft)
    return everyday and word.token.text.isalpha() and word.token.text not in TURNS


def _in_a_row(
    row: tuple[str, ...], stems: Sequence[str], at: Mapping[str, frozenset[int]], free: Set[int]
) -> frozenset[int]:
    """Where these stems stand one after another, with few and light words between them."""
    if not all(each in at for each in row):
        return frozenset()
    found: set[int] = set()
    for begin in at[row[0]]:
        words, here = {begin}, begin + 1
        for each in row[1:]:
            room = range(here, min(here + BETWEEN + 1, len(stems)))
            n = next(
                (n for n in room if stems[n] == each and all(k in free for k in range(here, n))),
                None,
            )
            if n is None:
                break
            words.add(n)
            here = n + 1
        else:
            found |= words
    return frozenset(found)


@cache
def _rows() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every `a_b` of the table, taken apart."""
    said = {each for way in ways() for need in (*way.needs, way.more) for each in need}
    return tuple(
        (tuple(each.split("_")), each)
        for each in sorted(said)
        if "_" in each and not each.startswith("{")
    )


def _framing(texts: Sequence[str], own: frozenset[str]) -> set[int]:
    """ "… for this course", "… according to the syllabus": words that only say where one is."""
    found: set[int] = set()
    if len(texts) > 3 and texts[-2] == "or" and texts[-1] in ("not", "no"):
        found |= {len(texts) - 2, len(texts) - 1}
    for n, word in enumerate(texts):
        before = texts[n - 1] if n else ""
        prior = texts[n - 2] if n > 1 else ""
        if word in ("morning", "afternoon", "evening", "day") and before == "good":
            found |= {n - 1, n}
        places = ("course", "class", "semester", "term", "syllabus", "calendar")
        if (
            word in places
            and before in ("this", "the", "our", "your")
            and prior
            in (
                "in",
                "for",
                "of",
                "to",
                "on",
                "by",
                "from",
                "during",
                "over",
                "across",
                "throughout",
                "within",
            )
        ) or (word in own and before in ("in", "for", "of", "to", "the", "", "your", "our")):
            found.add(n)
    return found


def slots_in(frame: Frame, own: frozenset[str]) -> Iterator[Slot]:
    words = frame.words
    for days in frame.days:
        text = " ".join(words[n].token.text for n in sorted(days.tokens))
        if days.is_day and days.second is None and not days.not_on and _WEEKDAY.search(text):
            # As it was understood: beside other words it might be another Wednesday.
            text = days.first.isoformat()
        text = f"in {text}" if days.kind == "span" and text in MONTHS else text
        if days.kind != "habit":
            yield Slot("day", days.tokens, text)
        if days.weekday is not None:
            yield Slot("weekday", days.tokens, text)
        if days.kind == "habit":
            yield Slot("habit", days.tokens, text)
    yield from _delays(words)
    taken = {n for days in frame.days for n in days.tokens}
    works_only = bool(frame.hits) and all(hit.kind == "deadline" for hit in frame.hits)
    for meaning, kind in _SLOT_OF.items():
        if kind == "name" and works_only:
            continue
        yield from _runs(words, meaning, kind, taken)
    for n, word in enumerate(words):
        if n in taken:
            continue
        token = word.token
        if token.text in _DURATIONS:
            yield Slot("24", frozenset((n,)), token.text)
        if (
            token.number is not None
            and "year-number" not in word.meanings
            and "code" not in word.meanings
        ):
            yield Slot("n" if "numbered" in word.meanings else "c", frozenset((n,)), token.text)
        elif token.ordinal is not None and "numbered" in word.meanings:
            yield Slot("nth", frozenset((n,)), token.text)
        if "hour" in word.meanings and token.text[0].isdigit():
            half = words[n + 1].token.text if n + 1 < len(words) and words[n + 1].token.text in ("am", "pm") else ""
            yield Slot("hour", frozenset((n, n + 1) if half else (n,)), f"{token.text} {half}".strip())
        if "course-title" in word.meanings:
            yield Slot("own", frozenset((n,)), token.text)
        if "instructor" in word.meanings and token.stem not in _teachers():
            yield Slot("prof", frozenset((n,)), token.text)
        if token.text in own:
            yield Slot("own", frozenset((n,)), token.text)


def _delays(words: Sequence[Word]) -> Iterator[Slot]:
    """ "three days", "a week" """
    for n, (one, other) in enumerate(pairwise(words)):
        counts = one.token.number is not None or one.token.text in ("a", "an")
        if counts and other.token.text in _UNITS and "numbered" not in one.meanings:
            yield Slot("delay", frozenset((n, n + 1)), f"{one.token.text} {other.token.text}")
        elif one.token.text == "day" and other.token.number is not None:
            yield Slot("delay", frozenset((n, n + 1)), f"{other.token.text} days")


@cache
def _teachers() -> frozenset[str]:
    return sets_in(SETS)["PROF"]


def _runs(words: Sequence[Word], meaning: Meaning, kind: str, taken: set[int]) -> Iterator[Slot]:
    """Neighbours that mean it, with small words between them, as one."""
    run: list[int] = []
    for n in range(len(words) + 1):
        meant = n < len(words) and n not in taken and meaning in words[n].meanings
        small = n < len(words) and words[n].token.text in (
            "of",
            "the",
            "and",
            "for",
            "to",
            "a",
            "is",
            "all",
            "you",
            "in",
            "with",
            "at",
            "vs",
        )
        if meant:
            run.append(n)
        elif run and not small:
            last = max(m for m in run if meaning in words[m].meanings)
            inside = [m for m in range(run[0], last + 1)]
            if kind == "name" and len(inside) == 1 and _is_no_name(words[last]):
                run = []
                continue
            said = [m for m in inside if kind != "name" or words[m].token.text != "with"]
            yield Slot(kind, frozenset(inside), " ".join(words[m].token.text for m in said))
            run = []
        elif run:
            run.append(n)


def _is_no_name(word: Word) -> bool:
    """A single word that only happens to stand in some title: "points", "weight"."""
    return word.token.text in elsewhere() or bool(word.meanings & _COUNTED)


_COUNTED: frozenset[Meaning] = frozenset(("weight", "grade", "due", "late", "penalty", "how-many"))


@cache
def ways() -> tuple[Way, ...]:
    """All ways, those of every kind of work written out."""
    sets = sets_in(SETS)
    works = [(each.instead, each.needs) for each in kinds_of_work()]
    with_work = _words(WITH_WORK, sets)
    found: list[Way] = []
    others = sum(1 for _ in _blocks(TABLE))
    for order, (question, lines, more) in enumerate(_blocks(TABLE + LESSONS)):
        lesson = order >= others
        kind = next((each for each in question.split() if each.startswith("@")), "@")
        mine = [each for each in works if _is_of(each[0], kind)]
        plain = [
            " ".join(each for each in line.split() if not each.startswith("@")) for line in lines
        ]
        extra = _words(" ".join(each for each in more.split() if not each.startswith("@")), sets)
        extra |= frozenset(each for line in plain for need in needs_in(line, sets) for each in need)
        if "@" in more.split():
            extra |= frozenset().union(*(each for _, needs in works for each in needs))
        # One set for all that say the same: thousands of them would be ten megabytes.
        beside_work = extra | with_work
        for line, rest in zip(lines, plain, strict=True):
            needs = needs_in(rest, sets)
            if line == rest:
                found.append(Way(question, needs, extra, lesson))
            else:
                found += [
                    Way(question.replace(kind, name), (*work, *needs), beside_work, lesson)
                    for name, work in mine
                ]
    return tuple(found)


@cache
def kinds_of_work() -> tuple[Way, ...]:
    """Each kind of work by its name in an answered question, and the words by which it is named."""
    sets = sets_in(SETS)
    lines = (each.partition("=") for each in WORK.strip().splitlines())
    return tuple(Way(name.strip(), needs_in(line, sets), frozenset()) for name, _, line in lines)


def _is_of(work: str, kind: str) -> bool:
    task = "assignment" in work
    if kind == "@text":
        return not task and not _SLOT.search(work) and "last" not in work
    return kind == "@" or task


def sets_in(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        name, _, words = line.partition("=")
        found[name.strip()] = _words(words, {})
    return found


def _words(text: str, sets: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in text.split():
        if word in sets:
            found |= sets[word]
        elif word[0] == "{" or word[-1] == "!":
            found.add(word)
        else:
            found.add("_".join(stem(each) for each in word.replace("-", "_").split("_")))
    return _the_same(frozenset(found))


@cache
def _the_same(words: frozenset[str]) -> frozenset[str]:
    return words


def needs_in(line: str, sets: dict[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    return tuple(_words(each.replace("|", " "), sets) for each in line.split())


def _blocks(table: str) -> Iterator[tuple[str, list[str], str]]:
    """Question, ways, extra words."""
    question, more = "", ""
    lines: list[str] = []
    for line in table.strip().splitlines():
        if line.startswith("="):
            if question:
                yield question, lines, more
            question, lines, more = line[1:].strip(), [], ""
        elif line.strip().startswith("+"):
            more += line.strip()[1:]
        elif line.strip():
            lines.append(line.strip())
    if question:
        yield question, lines, more
