""" "How many days are left until …": the day is the answer, and how far off it is, is counted besides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from backend.answers.dates import MONTHS
from backend.answers.found import Found
from backend.answers.say import counted

_ASKS = re.compile(r"\b(?:how many (?:more |whole |full )?(?:days|weeks|nights)|how far (?:away|off)|how long (?:is it )?(?:until|till|before)|how (?:soon|much longer|much time)|days? (?:left|remaining|to go|until|till)|weeks? (?:left|remaining|to go|until|till))\b")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(name.capitalize() for name in MONTHS)}) (\d{{4}})\b")


def with_countdown(found: Found, question: str, today: date) -> Found:
    """The answer, with the number of days until the first day that it names, if the question counts and the day lies ahead."""
    if found.made not in ("fact", "passage") or not _ASKS.search(question.casefold()):
        return found
    said = _DAY.search(found.text)
    if said is None:
        return found
    day = date(int(said[3]), [name.capitalize() for name in MONTHS].index(said[2]) + 1, int(said[1]))
    ahead = (day - today).days
    if ahead < 0:
        return found
    when = "That is today." if not ahead else f"That is in {counted(ahead, 'day')}."
    if ahead >= 7:
        weeks, rest = divmod(ahead, 7)
        and_days = f" and {counted(rest, 'day')}" if rest else ""
        when = f"That is in {ahead} days ({counted(weeks, 'week')}{and_days})."
    return replace(found, text=f"{found.text} {when}" if "\n" not in found.text else f"{found.text}\n{when}")
