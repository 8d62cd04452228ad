"""Days that are told in a story around a question, and days that the question asks about: which of them count."""

from __future__ import annotations

import re
from dataclasses import replace

from backend.answers.dates import WEEKDAYS
from backend.answers.frame import Frame
from backend.answers.lexicon import Meaning
from backend.answers.tokens import Text

OF_THE_COURSE = frozenset("course class semester term syllabus week is".split())
"""After "this" or "that" they point at nothing that was told."""


def with_that_day(asked: str, whole: Frame) -> str:
    """ "Passover starts on April 22. What is due that Monday?" – with the day in the place of what points at it."""
    found = _THAT_WEEKDAY.search(asked)
    days = [each for each in whole.days if each.is_day and each.second is None]
    if found is None or len(days) != 1 or days[0].first.weekday() != WEEKDAYS.index(found[1].casefold()):
        return asked
    return f"{asked[: found.start()]}on {days[0].first.isoformat()}{asked[found.end() :]}"


_THAT_WEEKDAY = re.compile(rf"\b(?:on )?that ({'|'.join(WEEKDAYS[:7])})\b", re.IGNORECASE)


def without_days_of_a_story(whole: Frame, text: Text) -> Frame:
    """The question without the days of sentences before it that ask nothing, where what asks has a day, a name or the whole term of its
    own, and points at none of them: "I interview all of April. How many lectures does the course have altogether?" """
    told = {n for each in text.sentences for n in range(each.first, each.after) if set(range(each.first, each.after)) <= whole.setting}
    days = tuple(each for each in whole.days if each.tokens <= told)
    if not days or len(told) == len(whole.words):
        return whole
    asks = [n for n in range(len(whole.words)) if n not in whole.setting]
    texts = whole.texts
    if any(texts[n] in _POINTS_AT_A_DAY and not (n + 1 < len(texts) and texts[n + 1] in OF_THE_COURSE) for n in asks):
        return whole
    of_itself = any(each.tokens <= set(asks) for each in whole.days) or any(
        texts[n] in _ALL_OF_IT or whole.words[n].meanings & _FIRMLY_NAMED for n in asks
    )
    return replace(whole, days=tuple(each for each in whole.days if each not in days), told_days=True) if of_itself else whole


_ALL_OF_IT = frozenset("altogether overall total course term semester syllabus".split())
_FIRMLY_NAMED: frozenset[Meaning] = frozenset(("named", "paper-id", "proposal", "abstract", "report", "plan"))
_POINTS_AT_A_DAY = frozenset(
    """it that they them those these this its then there miss missing skip skipping before after by until till beyond still already
    anything something while during meanwhile conflict clash collide overlap fall back away late left again""".split()
) - {"left"}
