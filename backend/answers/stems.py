"""Words made comparable: small letters without accents, contractions opened, endings cut off.

The cutting is light on purpose: "submitted" and "submits" become one, "discuss" and "discussion" stay two,
because in a course the one is something people do and the other something on the calendar.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from types import MappingProxyType

QUOTES = MappingProxyType(
    str.maketrans(
        {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-"}
    )
)
"""Typographic marks as a keyboard has them."""
_VOWEL = re.compile(r"[aeiouy]")
_BRITISH = re.compile(r"(?<=[a-z]{2})(al|ar|im|tr|at|er|an)is(e|ed|es|ing|ation|ations|er|ers)$")
_AS_THEY_ARE = frozenset(
    """evening morning building thing anything something nothing everything during spring string king
    was is this his has does less its us bus pass class miss across process canvas always perhaps
    speed need feed seed indeed exceed proceed red bed used ring bring sing series basis thesis analysis
    campus syllabus status bonus bias gas plus focus course virus data overview news physics mathematics
    ceiling sibling pages times notes meeting training learning reading booking finals""".split()
)
_WITH_E = frozenset("note here plane care hate these those there where were fine rate mere bare".split())
_IRREGULAR = MappingProxyType(
    {
        "wrote": "write", "written": "write", "taught": "teach", "took": "take", "taken": "take",
        "met": "meet", "held": "hold", "gave": "give", "given": "give",

        "chose": "choose", "chosen": "choose", "sent": "send", "spoke": "speak", "began": "begin",
        "people": "person", "persons": "person", "using": "use", "uses": "use", "used": "use",
        "courses": "course", "classes": "class", "buses": "bus", "pages": "page", "times": "time",
        "notes": "note", "meetings": "meeting", "readings": "reading", "quizzes": "quiz",
        "dropped": "drop", "dropping": "drop", "lying": "lie", "missed": "miss", "missing": "miss",
        "due": "due", "dues": "due", "tas": "ta", "analyses": "analysis", "theses": "thesis",
        "learnt": "learn", "became": "become", "paid": "pay", "graded": "grade", "grading": "grade",
        "programme": "program", "cpus": "cpu", "gpus": "gpu", "tpus": "tpu", "processes": "process", "passes": "pass", "passed": "pass",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Small letters, without accents, with straight quotes and hyphens; what only shows or steers is a blank."""
    if text.isascii() and text.isprintable():  # as nearly every word is
        return text.replace("`", "'").lower()
    text = unicodedata.normalize("NFKD", text.translate(QUOTES).replace("ł", "l").replace("Ł", "L")).casefold()
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char
        for char in text
        if not unicodedata.combining(char)
    )


@cache
def stem(word: str) -> str:
    """The word without its ending: "reviews" and "reviewing" are "review"."""
    if word in _IRREGULAR:
        return _cut(_IRREGULAR[word])
    if len(word) <= 3 or not word.isalpha() or word in _AS_THEY_ARE:
        return _cut(word) if word in _AS_THEY_ARE else word
    word = _BRITISH.sub(lambda found: f"{found[1]}iz{found[2]}", word)
    for ending, instead in (("sses", "ss"), ("zzes", "z"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL.search(rest):
            if rest[-1] == rest[-2] and rest[-1] not in "lsz":
                rest = rest[:-1]
            return _cut(rest)
    return _cut(word)


def _cut(word: str) -> str:
    """Without a silent e, so that "release" and "releasing" meet."""
    silent = len(word) > 3 and word.endswith("e") and word[-2] != "e" and word not in _WITH_E
    return word[:-1] if silent else word
