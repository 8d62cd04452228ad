"""Days of the year that have a name, by which people call them: "is there class on valentine's day".

Those of the United States, where most courses that this was made for are held. A feast that moves is given by its rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType

from dateutil.easter import easter

_FIXED = MappingProxyType({
    "new year": (1, 1), "new years": (1, 1), "new years day": (1, 1), "groundhog day": (2, 2), "valentine day": (2, 14), "valentines day": (2, 14),
    "valentines": (2, 14), "vday": (2, 14), "v day": (2, 14), "leap day": (2, 29), "pi day": (3, 14), "st patricks day": (3, 17), "st patrick day": (3, 17),
    "saint patricks day": (3, 17), "paddys day": (3, 17), "april fools": (4, 1), "april fools day": (4, 1), "april fool day": (4, 1), "earth day": (4, 22),
    "tax day": (4, 15), "may day": (5, 1), "star wars day": (5, 4), "cinco de mayo": (5, 5), "juneteenth": (6, 19), "independence day": (7, 4),
    "fourth of july": (7, 4), "halloween": (10, 31), "veterans day": (11, 11), "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
})  # fmt: skip
_MOVING = MappingProxyType({
    "mlk day": (1, 0, 3), "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3), "president day": (2, 0, 3), "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "mothers day": (5, 6, 2),
    "super bowl sunday": (2, 6, 2), "super bowl": (2, 6, 2),
})  # fmt: skip
"""Month, day of the week (Monday is 0), and the how-manieth of the month it is; -1 is the last."""
_BY_EASTER = MappingProxyType({"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "maundy thursday": -3})
"""Days from Easter Sunday."""
LONGEST = 4


def feast(words: Sequence[str]) -> tuple[str, int] | None:
    """The name of a feast with which these words begin, and how many words it takes; None if there is none."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        name = " ".join(words[:length]).replace("'", "")
        if name in _FIXED or name in _MOVING or name in _BY_EASTER:
            return name, length
    return None


def day_of(name: str, year: int) -> date | None:
    """When it falls in that year; None for the 29th of February where there is none."""
    if name in _FIXED:
        month, day = _FIXED[name]
        try:
            return date(year, month, day)
        except ValueError:
            return None
    if name in _BY_EASTER:
        return easter(year) + timedelta(_BY_EASTER[name])
    month, weekday, nth = _MOVING[name]
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)
