"""What is left over of a question when a way to ask it has been found, and how much it speaks against that way.

A word that is asked for ("what floor"), one of another subject, or one beside a name weighs so much that nothing outweighs
it; a deed of the asker, or a word that the answer itself says, weighs little. So a near miss stays a miss, and a question
is not lost for a word that people put around it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from backend.answers.askings import TURNS
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import OBJECTS, Meaning
from backend.answers.ordinary import elsewhere

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
    if text in TURNS or text in HEAVY:
        return HEAVY.get(text, 1.0)
    if word.token.number is not None or word.token.ordinal is not None:
        return 0.8
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
    if {"my", "our"} & set(frame.texts[max(n - 2, 0) : n]):
        return 0.4
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
_BEGINS = frozenset("is are was were does do did can will how where when".split())
_PASSED = frozenset("kind sort type of the new good other own big".split())


def is_asked_for(texts: Sequence[str], n: int) -> bool:
    """Whether the word is what is asked for: "what floor", "is there parking", "need an appendix"."""
    at = n - 1
    if at > 0 and texts[at] == "the" and texts[at - 1] in _BEGINS:
        return True
    while at >= 0 and (texts[at] in _PASSED):
        at -= 1
    if at < 0:
        return False
    if texts[at] in ("a", "an", "any", "no"):
        return at > 0 and texts[at - 1] in ("there", "need", "needs", "have", "has", "use", "include", "is", "get", "give", "write", "with", "as")
    return texts[at] in _ASKS_FOR
