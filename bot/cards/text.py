"""Words that fit: clipping, escaping, counting, and Discord's way of writing a moment.

Sizes are UTF-16 code units, which is never less than what Discord counts.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from discord.utils import escape_markdown

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
NOTHING = "–"
ELLIPSIS = "…"
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def size(text: str) -> int:
    """UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` units, with an ellipsis where something was cut off."""
    if size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept) > limit - 1:
        kept = kept[: limit - 1 - size(kept)]
    return kept.rstrip() + ELLIPSIS


def one_line(text: str) -> str:
    """White space made single, and what shows nowhere (control and format characters) left out."""
    instead = {
        ord(character): " " if character.isspace() else None
        for character in set(text)
        if character.isspace() or unicodedata.category(character) in INVISIBLE
    }
    return " ".join(text.translate(instead).split())


def plain(text: str, limit: int = 200) -> str:
    """Someone's words in one line of at most `limit` units, showing as typed: no markdown, no mention."""
    words = one_line(text)
    room = limit
    while True:
        kept = clip(words, room)
        shown = (
            escape_markdown(kept, ignore_links=False).replace("<", "\\<").replace("@", "@\u2060")
        )
        over = size(shown) - limit
        if over <= 0:
            return shown or NOTHING
        room = max(1, min(room, size(kept)) - max(1, over // 2))


def label(text: str, limit: int) -> str:
    """Someone's words where Discord shows no markdown: a button, a choice, a file's description."""
    return clip(one_line(text), limit) or NOTHING


def joined(lines: Iterable[str], limit: int, *, of: str = "line") -> str:
    """As many lines as fit into `limit` units, and how many are left out."""
    every = [line for line in lines if line]
    whole = "\n".join(every)
    if size(whole) <= limit:
        return whole or NOTHING
    kept: list[str] = []
    used = 0
    for index, line in enumerate(every):
        left_out = f"{ELLIPSIS} and {plural(len(every) - index, of)} more"
        if used + size(line) + 1 + size(left_out) + 4 > limit:
            return "\n".join([*kept, left_out])
        kept.append(line)
        used += size(line) + 1
    return "\n".join(kept)


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def plural(count: int, thing: str, things: str = "") -> str:
    """`1 seat`, `3 seats`."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def day(of: date) -> str:
    """`Wed 7 Feb 2024`, the same in every locale."""
    return f"{WEEKDAYS[of.weekday()]} {of.day} {MONTHS[of.month - 1]} {of.year}"


def short_day(of: date) -> str:
    return f"{WEEKDAYS[of.weekday()]} {of.day} {MONTHS[of.month - 1]}"


def moment(at: datetime, style: str = "F") -> str:
    """A moment that everyone reads in their own zone (`F` long, `R` how far away, `t` the hour)."""
    return f"<t:{int(at.timestamp())}:{style}>"


def seconds(of: float) -> str:
    """`40 ms`, `1.4 s`, `2 min 5 s`, `3 h 20 min`."""
    if not math.isfinite(of):
        return "an unknown time"
    if of < 0.9995:
        return f"{of * 1000:.0f} ms"
    if of < 59.95:
        return f"{of:.1f} s" if of < 9.95 else f"{of:.0f} s"
    minutes, rest = divmod(round(of), 60)
    if minutes >= 60:
        hours, minutes = divmod(round(of / 60), 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
