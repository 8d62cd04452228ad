"""What a question is like that no listed way fits: the lesson that it was most likely meant as, and the answer to that.

The learned model (`likely`) only says what was asked. What is true still comes from the facts, by the lesson's own question with
what was named put into it. And it is a guess, so much has to bear it out: no other answer may be nearly as likely, near misses
less still, each slot of the question has to be one that the lesson knows, and what is left over of the question, words that no
example of the lesson ever had, has to weigh little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
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

if TYPE_CHECKING:
    from backend.answers.alike import Alike

_DENIED = frozenset(("no",))
_DENIALS = frozenset("no not none without lack lacks lacking free never nothing missing except skip all every each any rest".split())
"""One of these has to be said where a lesson asks for what there is not."""
LEAST = 0.04
"""A lesson that is less likely is not looked at."""
TINY = 0.002
"""One that is less likely does not count at all."""
MOST = 4
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
CLEAR = 0.6
"""What is less likely than this is never put in the place of another answer."""
CLEARLY, CLEARLY_STRANGE, CLEARLY_RIVAL = 0.7, 0.5, 0.25
"""What is so likely, with so little left over, is put in the place of an answer that is at most that much as likely."""
ALONE, ALONE_STRANGE, ALONE_MISS = 0.93, 4.1, 0.1
"""What is so likely is given even with that much left over, if near misses are less likely than the last."""
LEAST_OWN = 0.15
"""What is less likely than this is not answered by a way that leaves much aside. Chosen with `ENOUGH`, `CERTAIN` and `MISSES` on five sets of
which no example stands in the lessons (`tests/backend/answers/questions/README.md`): of 1,600 questions 103 were answered wrongly instead of 126,
and ten fewer rightly."""
LEAST_SHARE = 0.4
"""What is less likely than this is not given, however well nothing speaks against it."""
MOST_MISS = 0.6
"""A near miss may be so likely, beside what is meant."""
_WORK_SLOT = re.compile(r"\{work:([^}]*)\}")


@dataclass(frozen=True)
class Guess:
    """One answer that may be meant."""

    question: str
    """What is answered, in place of what was asked."""
    found: Found
    share: float
    """How likely it is that this was asked, all lessons with the same answer together."""
    strange: float
    """How much what is left over speaks against it."""


@dataclass(frozen=True)
class Guesses:
    """What may be meant, the likeliest first."""

    guesses: tuple[Guess, ...]
    miss: float
    """How likely it is that nothing is meant that a course states."""


@dataclass(frozen=True)
class Likeness:
    """How like each lesson a question is, before anything is answered."""

    model: Learned
    pieces: tuple[Piece, ...]
    asked: tuple[tuple[int, str, float], ...]
    """Lessons whose slots are filled, with the question that each asks then and its share, the likeliest first."""
    miss: float
    """How likely a near miss is, beside the lessons whose slots are filled."""
    alike: float
    """The same, beside all lessons."""


def likeness(frame: Frame, own: frozenset[str], lexicon: Lexicon, by_meaning: Alike | None = None) -> Likeness | None:
    """What a question is like; None if nothing was learned, and where it is of other people. `own` are words for this course; `by_meaning` is asked besides,
    if there is one. Lessons of which a slot stays empty cannot be meant and do not count."""
    model = learned()
    if model is None or frame.has("people", "my-grade") or _OTHERS & set(frame.texts):
        return None
    pieces = pieces_of_question(frame, own)
    parts = _parts(pieces, frame)
    by_words = _mean([model.shares(features(each, lexicon)) for each in parts])
    return _meant(frame, own, model, pieces, by_words if by_meaning is None else _both(by_words, _mean([by_meaning.shares(each) for each in parts])))


def _meant(frame: Frame, own: frozenset[str], model: Learned, pieces: tuple[Piece, ...], shares: Sequence[float]) -> Likeness:
    said = _counting(as_said(frame, own, "nothing"))
    denies_nothing = not _DENIALS & set(frame.texts)
    asked = {
        n: question
        for n, each in enumerate(model.questions)
        if shares[n] >= TINY and each and not (denies_nothing and _DENIED & set(each.split())) and (question := put(each, said))
    }
    miss = sum(
        share for share, question in zip(shares, model.questions, strict=True) if not question
    )
    whole = miss + sum(shares[n] for n in asked) or 1.0
    ordered = sorted(asked, key=lambda n: -shares[n])
    return Likeness(
        model, pieces, tuple((n, asked[n], shares[n] / whole) for n in ordered), miss / whole, miss
    )


def _likeness(frame: Frame, own: frozenset[str], known: Known) -> Likeness | None:
    """The same, worked out once for a frame in one asking."""
    kept = known.likenesses.get(id(frame))
    if kept is None:
        kept = known.likenesses[id(frame)] = (frame, likeness(frame, own, known.library.lexicon, known.by_meaning))
    return cast("Likeness | None", kept[1])


def is_plain(found: Found, frame: Frame, own: frozenset[str], known: Known) -> bool:
    """Whether the words alone say that this is what was asked: then nothing else need be looked at."""
    if known.by_meaning is None:
        return False
    like = likeness(frame, own, known.library.lexicon)
    if like is None or not like.asked or like.asked[0][2] < PLAIN:
        return False
    first = answered(like.asked[0][1], known)
    return first is not None and first.text == found.text


PLAIN = 0.8
"""What is so likely by its words is not asked of the sentence model, which takes as long as all else."""


def guesses(like: Likeness, frame: Frame, known: Known) -> Guesses:
    """What may be meant, with the answers."""
    found: dict[str, Guess] = {}
    for n, question, share in like.asked[:MOST]:
        answer = answered(question, known) if share >= LEAST else None
        if answer is None or answer.made == "refused":
            continue
        guess = Guess(
            question, answer, share, _strange(n, question, like, frame, answer, known)
        )
        before = found.get(answer.text)
        found[answer.text] = (
            guess if before is None
            else replace(before, share=before.share + share, strange=min(before.strange, guess.strange))
        )  # fmt: skip
    return Guesses(tuple(sorted(found.values(), key=lambda each: -each.share)), like.miss)


def likely(frame: Frame, own: frozenset[str], known: Known, least: float) -> Found | None:
    """The answer to what a question is most like, if it can be trusted so far."""
    like = _likeness(frame, own, known)
    if like is None:
        return None
    may_be = guesses(like, frame, known)
    best_one = trusted(may_be)
    if best_one is not None and best_one[1] >= least:
        return replace(best_one[0].found, guessed=best_one[0].question)
    first = may_be.guesses[0] if may_be.guesses else None
    if first is not None and first.share >= ALONE and first.strange <= ALONE_STRANGE and like.alike <= ALONE_MISS:
        return replace(first.found, guessed=first.question)
    return None


def is_near_miss(frame: Frame, own: frozenset[str], known: Known, least: float) -> bool:
    """Whether it is so like what no course states."""
    like = _likeness(frame, own, known)
    return like is not None and like.alike >= least


def is_unlike(found: Found, frame: Frame, own: frozenset[str], known: Known) -> bool:
    """Whether hardly anything that asks for this answer is like the question."""
    like = _likeness(frame, own, known)
    if like is None or found.personal:
        return False
    share = 0.0
    likeliest = [(question, each) for _, question, each in like.asked[:MOST] if each >= LEAST]
    answers = [answered(question, known) for question, _ in likeliest]
    if likeliest and not any(answers):
        return False  # what it is like has no answer here, so nothing was found that speaks against this one
    for answer, (_, each) in zip(answers, likeliest, strict=True):
        share += each if answer is not None and answer.text == found.text else 0.0
        if share >= LEAST_OWN:
            return False
    # Two opinions multiplied are seldom in doubt, even where the likeliest has no place for the day that was named.
    return known.by_meaning is None or not (like.asked and found.about.startswith("day:") and _passes_over(like, frame, found))


def likelier(found: Found, frame: Frame, own: frozenset[str], known: Known, least: float) -> Found:
    """An answer that was found, or the one to what a question is much more like, if that can be trusted so far."""
    like = None if found.personal or " & " in found.about or is_plain(found, frame, own, known) else _likeness(frame, own, known)
    if like is None or not like.asked or like.asked[0][2] < CLEAR:
        return found
    first = answered(like.asked[0][1], known)
    if first is None or first.text == found.text or _passes_over(like, frame, found):
        return found
    if found.made == "fact" and first.made == "not stated" and first.about.startswith(found.about):
        return found  # what is not stated of a part is no better an answer than what is stated of the whole
    may_be = guesses(like, frame, known)
    best_one = trusted(may_be)
    if not may_be.guesses:
        return found
    first_one = may_be.guesses[0]
    own_share = sum(each.share for each in may_be.guesses if each.found.text == found.text)
    if set(re.findall(r"\w+", first.text.casefold())) <= set(re.findall(r"\w+", found.text.casefold())):
        return found  # what was found says that, too
    if first_one.found.text == first.text and first_one.share >= CLEARLY and first_one.strange <= CLEARLY_STRANGE and own_share <= CLEARLY_RIVAL * first_one.share:
        return replace(first_one.found, guessed=first_one.question)
    if (
        best_one is None
        or best_one[1] < least
        or any(each.found.text == found.text for each in may_be.guesses)
    ):
        return found
    return replace(best_one[0].found, guessed=best_one[0].question)


def _passes_over(like: Likeness, frame: Frame, found: Found) -> bool:
    """Whether the likeliest lesson has no place for something that is named or dated in what asks, or for the day that was found."""
    asked = like.model.questions[like.asked[0][0]]
    dated = found.about.startswith("day:")
    kinds = {each.slot for each in like.pieces if each.slot in _NAMES_IT and (not set(each.at) <= frame.setting or (dated and each.slot == "day"))}
    return any(f"{{{kind}}}" not in asked for kind in kinds)


_NAMES_IT = frozenset(("name", "author", "id", "day", "code"))


def trusted(found: Guesses) -> tuple[Guess, float] | None:
    """The guess that is to be given if any is, and how far it can be trusted, from 0 to 1."""
    if not found.guesses:
        return None
    ordered = sorted(found.guesses, key=_borne_out, reverse=True)
    first = ordered[0]
    rival = _borne_out(ordered[1]) / (_borne_out(first) + 1e-9) if len(ordered) > 1 else 0.0
    open_ = max(0.0, 1 - sum(each.share for each in found.guesses) - found.miss)
    score = (
        2.1
        + 1.3 * first.share
        - 0.54 * min(first.strange, 6.0)
        - 2.5 * rival
        - 2.1 * found.miss
        - 1.7 * open_
    )
    likely_enough = first.share >= LEAST_SHARE and found.miss <= MOST_MISS * first.share
    return first, 1 / (1 + exp(-score)) if likely_enough else 0.0


def _borne_out(guess: Guess) -> float:
    """A share, less for what is left over."""
    return guess.share * exp(-min(guess.strange, 8.0) / 2)


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
    """Two opinions as one: their product."""
    shares = [(a + NEVER) * (b + NEVER) for a, b in zip(one, other, strict=True)]
    whole = sum(shares)
    return [each / whole for each in shares]


NEVER = 1e-9
"""Nothing is quite impossible."""


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(each) / len(each) for each in zip(*rows, strict=True)]


def _strange(
    lesson: int, question: str, like: Likeness, frame: Frame, found: Found, known: Known
) -> float:
    """How much the words speak against the lesson that none of its examples has; a name or number that is put into its
    question is not one of them."""
    pieces, model = like.pieces, like.model
    put_in = set(question.split())
    meanings: list[set[str]] = [set() for _ in pieces]
    for meaning, words in known.library.lexicon.read([each.key for each in pieces]):
        for n in words:
            meanings[n].add(f"m:{meaning}")
    slots = 0.0
    left: set[int] = set()
    for piece, meant in zip(pieces, meanings, strict=True):
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
