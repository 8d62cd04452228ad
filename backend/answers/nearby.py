"""What a question is like: the lessons that it may have been meant as, and the answers to those.

The learned model (`likely`) only says what was asked. What is true still comes from the facts, by the lesson's own question with
what was named put into it. Which of these answers is given, if any, is weighed (`weighing`): what speaks for one is how likely its
lessons are, and against it other answers, near misses, and what is left over of the question, words that no
example of the lesson ever had.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, cast

from backend.answers.askings import (
    FREE,
    TURNS,
    Said,
    as_said,
    filled_in,
    works_said,
)
from backend.answers.choosing import best
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Lexicon
from backend.answers.likely import Learned, learned
from backend.answers.pieces import Piece, features, pieces_of_question
from backend.answers.rest import weight_of_rest
from backend.answers.tokens import take_apart
from backend.answers.weighing import Candidate, Evidence, Taken

if TYPE_CHECKING:
    from backend.answers.alike import Alike

_DENIED = frozenset(("no",))
_DENIALS = frozenset("no not none without lack lacks lacking free never nothing missing except skip all every each any rest".split())
"""One of these has to be said where a lesson asks for what there is not."""
LEAST = 0.01
"""A lesson that is less likely is not looked at."""
TINY = 0.001
"""One that is less likely does not count at all."""
MOST = 6
"""So many lessons are looked at, since each costs the time of an answer."""
LEFT_SLOT = 4.0
"""What something named speaks against a lesson that knows nothing of the kind, as weights in `rest`."""
LEFT_COUNT = 1.0
"""What a bare count speaks against one: "which two dates"."""
_ASKS_WHEN = frozenset("when due until hour late next left still do miss dates".split())
LEFT_TURN = 2.0
"""What a word that turns a question ("first", "why", "not") speaks against one, besides, whose examples never have it."""
_OTHERS = frozenset("others classmates everyone everybody somebody someone else another students".split())
"""Words for other people: what is asked of them is not guessed at."""
_WORK_SLOT = re.compile(r"\{work:([^}]*)\}")


@dataclass(frozen=True)
class Like:
    """A lesson that a question is like."""

    lesson: int
    question: str
    """What the lesson asks, with what was named in its slots."""
    share: float
    """How likely it is that this was asked, from 0 to 1; beside the lessons whose slots are filled, as the next two."""
    by_words: float
    by_meaning: float
    """The same by each opinion alone; by words twice where nothing tells the meaning."""


@dataclass(frozen=True)
class Heard:
    """A question as the lessons are compared with it, and what its words alone say."""

    model: Learned
    pieces: tuple[Piece, ...]
    parts: tuple[tuple[Piece, ...], ...]
    meanings: tuple[frozenset[str], ...]
    """By piece: the features of what it may mean."""
    said: Said
    denies: bool
    shares: Sequence[float]
    """How likely each lesson is."""


@dataclass(frozen=True)
class Likeness:
    """How like each lesson a question is, before anything is answered."""

    heard: Heard
    asked: tuple[Like, ...]
    """Lessons whose slots are filled, the likeliest first."""
    miss: float
    """How likely a near miss is, beside the lessons whose slots are filled."""
    miss_by_meaning: float
    alike: float
    """The same as `miss`, beside all lessons."""
    nearest_miss: int
    """The likeliest lesson of near misses; -1 if there is none."""


def can_compare() -> bool:
    """Whether anything was learned that a question could be compared with."""
    return learned() is not None


def likeness(frame: Frame, own: frozenset[str], lexicon: Lexicon, by_meaning: Alike | None = None) -> Likeness | None:
    """What a question is like; None if nothing was learned, and where it is of other people. `own` are words for this course; `by_meaning` is asked besides,
    if there is one. Lessons of which a slot stays empty cannot be meant and do not count."""
    of = hear(frame, own, lexicon)
    return None if of is None else compare(of, by_meaning)


def hear(frame: Frame, own: frozenset[str], lexicon: Lexicon) -> Heard | None:
    """What has to be known of a question to compare it; None as in `likeness`."""
    model = learned()
    if model is None or frame.has("people", "my-grade") or _OTHERS & set(frame.texts):
        return None
    pieces = pieces_of_question(frame, own)
    meanings: list[set[str]] = [set() for _ in pieces]
    for meaning, words in lexicon.read([each.key for each in pieces]):
        for n in words:
            meanings[n].add(f"m:{meaning}")
    parts = _parts(pieces, frame)
    return Heard(
        model, pieces, parts, tuple(map(frozenset, meanings)), _counting(as_said(frame, own, "nothing")), bool(_DENIALS & set(frame.texts)),
        _mean([model.shares(features(each, lexicon)) for each in parts]),
    )  # fmt: skip


def compare(of: Heard, by_meaning: Alike | None) -> Likeness:
    """What it is like, by words and, if it is asked, by meaning."""
    words, questions = of.shares, of.model.questions
    meaning = words if by_meaning is None else _mean([by_meaning.shares(each) for each in of.parts])
    both = words if by_meaning is None else _both(words, meaning)
    asked = {
        n: question
        for n, each in enumerate(questions)
        if both[n] >= TINY and each and (of.denies or not _DENIED & set(each.split())) and (question := put(each, of.said))
    }
    misses = [n for n, each in enumerate(questions) if not each]
    miss = sum(both[n] for n in misses)
    whole, of_words, of_meaning = (sum(each[n] for n in (*misses, *asked)) or 1.0 for each in (both, words, meaning))
    ordered = sorted(asked, key=lambda n: -both[n])
    return Likeness(
        of, tuple(Like(n, asked[n], both[n] / whole, words[n] / of_words, meaning[n] / of_meaning) for n in ordered),
        miss / whole, sum(meaning[n] for n in misses) / of_meaning, miss, max(misses, key=lambda n: both[n], default=-1),
    )  # fmt: skip


def evidence(frame: Frame, taken: Taken | None, own: frozenset[str], known: Known, *, by_meaning: bool) -> Evidence:
    """What may be meant, with the answers: the one to which a way led, if one did, and those to what the question is like. Where the sentence model is to be
    heard (`by_meaning`), but there is none, the words speak alone."""
    of = _kept_heard(frame, own, known)
    like = None if of is None else compare(of, known.by_meaning if by_meaning else None)
    found: dict[str, Candidate] = {}
    if taken is not None:
        found[taken.found.text] = Candidate(taken.found, taken.way, taken.shorter)
    for each in () if like is None else like.asked[:MOST]:
        answer = _kept_answer(each.question, known) if each.share >= LEAST else None
        if of is None or answer is None or answer.made == "refused":
            continue
        guess = Candidate(
            replace(answer, guessed=each.question), "", share=each.share, by_words=each.by_words, by_meaning=each.by_meaning,
            strange=_strange(each, of, frame, answer, known),
        )  # fmt: skip
        same = found.get(answer.text)
        found[answer.text] = guess if same is None else same.and_also(guess)
    return Evidence(
        tuple(found.values()), like is not None, by_meaning and known.by_meaning is not None, len(frame.words) - len(frame.setting),
        *((0.0, 0.0, 0.0) if like is None else (like.miss, like.miss_by_meaning, like.alike)),
    )  # fmt: skip


def _kept_heard(frame: Frame, own: frozenset[str], known: Known) -> Heard | None:
    """What was heard of a frame, once in one asking."""
    if id(frame) not in known.heard:
        known.heard[id(frame)] = (frame, hear(frame, own, known.library.lexicon))
    return cast("Heard | None", known.heard[id(frame)][1])


def _kept_answer(question: str, known: Known) -> Found | None:
    """The answer to a lesson's question, looked for once in one asking."""
    if question not in known.answers:
        known.answers[question] = answered(question, known)
    return known.answers[question]


def answered(question: str, known: Known) -> Found | None:
    """What the facts say to a lesson's question; a date is no answer to one that asks for none."""
    found = best(known.library.reader.frame(take_apart(question), known.today), known)
    if found is not None and found.about.startswith("due:") and not _ASKS_WHEN & set(question.split()):
        return None
    return found


def _parts(pieces: tuple[Piece, ...], frame: Frame) -> tuple[tuple[Piece, ...], ...]:
    """The whole and, if a part of it only tells why it is asked, the rest as well: each is looked at."""
    asking = tuple(each for each in pieces if each.slot or not set(each.at) <= frame.setting)
    return (pieces, asking) if 0 < len(asking) < len(pieces) else (pieces,)


def _both(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Two opinions as one: their geometric mean."""
    shares = [sqrt((a + NEVER) * (b + NEVER)) for a, b in zip(one, other, strict=True)]
    whole = sum(shares)
    return [each / whole for each in shares]


NEVER = 1e-9
"""Nothing is quite impossible."""


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(each) / len(each) for each in zip(*rows, strict=True)]


def _strange(like: Like, of: Heard, frame: Frame, found: Found, known: Known) -> float:
    """How much the words speak against the lesson that none of its examples has; a name or number that is put into its
    question is not one of them."""
    lesson, model = like.lesson, of.model
    put_in = set(like.question.split())
    slots = 0.0
    left: set[int] = set()
    for piece, meant in zip(of.pieces, of.meanings, strict=True):
        keys = [f"u:{piece.key}", *meant, *([f"c:{piece.text[:5]}"] if len(piece.text) > 5 else [])]
        if piece.text in FREE or model.knows(lesson, keys):
            continue
        if piece.slot and {frame.words[n].token.text for n in piece.at} <= put_in:
            continue
        if piece.slot and f"{{{piece.slot}}}" in model.questions[lesson]:
            slots += LEFT_SLOT  # another one of the kind was put in its place
            continue
        if piece.slot == "n" and not any("numbered" in frame.words[n].meanings for n in piece.at):
            slots += LEFT_COUNT
            continue
        if piece.slot:
            slots += 0.3 if set(piece.at) <= frame.setting else LEFT_SLOT
        else:
            left |= set(piece.at)
            slots += (
                LEFT_TURN if piece.text in TURNS and not set(piece.at) <= frame.setting else 0.0
            )
    return slots + weight_of_rest(frame, left, found, known)


def _counting(said: Said) -> Said:
    """With a bare number taken for one that numbers something, if it is the only one: "#12 lecture"."""
    bare = [each for each in said.slots if each.kind == "c"]
    if len(bare) != 1 or any(each.kind == "n" for each in said.slots):
        return said
    return replace(said, slots=(*said.slots, replace(bare[0], kind="n")))


def put(question: str, said: Said) -> str | None:
    """A lesson's question with what was named in its slots; None if one stays empty. `{work:the reviews}` is the reviews where no
    work is named."""
    hole = _WORK_SLOT.search(question)
    if hole:
        named = works_said(said, 1)
        question = question.replace(hole[0], named[0] if named else hole[1], 1)
    return filled_in(question, said)
