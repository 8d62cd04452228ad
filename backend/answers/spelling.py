"""Slips of the pen: an unknown word becomes the known one that differs by a letter or two, or stays unknown.

Short words are left alone, since too many things are a letter away from them. A word that only looks like one without a
subject ("weather", "whether") is not made into it: what is not understood must stay visible.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from backend.answers.ordinary import words as ordinary_words


@cache
def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours from one word to the other; `most` + 1 if more.

    The restricted edit distance of Damerau, "A technique for computer detection and correction of spelling errors",
    Communications of the ACM 7 (1964), 171-176.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def corrected(word: str, known: Iterable[str], core: frozenset[str] = frozenset()) -> str | None:
    """The known word that was meant; None when none is near enough. `core` are words for which short slips count, too."""
    if len(word) < 4 or not word.isalpha():
        return None
    most = 1 if len(word) < 8 else 2
    best: dict[str, int] = {}
    for each in known:
        if len(each) < 4 or (each[0] != word[0] and each[:2] != word[1::-1]):
            continue
        apart = distance(word, each, most)
        swapped = sorted(word) == sorted(each)
        changed = len(each) == len(word) and not swapped
        if apart <= most and ((changed and len(word) < 7) or (len(word) < 6 and not swapped and each not in core)):
            # In short words a letter more, less or other makes another word: only what a course is full of is worth it.
            continue
        if apart <= most and not (apart == 2 and each in ordinary_words()):
            best[each] = apart
    if not best:
        return None
    nearest = min(best.values())
    return min(
        (each for each, apart in best.items() if apart == nearest),
        key=lambda each: (each in ordinary_words(), len(each) == len(word) and sorted(each) != sorted(word), -_common(word, each), each),
    )


def _common(one: str, other: str) -> int:
    """Letters that the beginnings share."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
