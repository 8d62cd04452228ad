"""The days that a question speaks of, in the course's zone: "feb 26", "3/20", "next wednesday", "in two weeks".

A day without a year is taken in the term. Where a phrase can be read in two ways ("next Wednesday", said on a
Monday), the mention carries both, the likelier first. What is *not* done here: looking anything up on those days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from backend.answers.feasts import day_of, feast
from backend.answers.tokens import Token

Kind = Literal["day", "span", "habit", "none"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SHORT_DAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
    "th": 3, "tu": 1, "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
}  # fmt: skip
_SHORT_MONTHS = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
_COUNTED_BEFORE = frozenset("review reviews lecture lectures discussion discussions paper papers assignment pa session number deadline page pages".split())
"""Behind these a number tells which one."""
_ONE_OF_A_ROW = frozenset("deadline deadlines review reviews lecture lectures discussion paper papers session assignment homework".split())
"""What is counted by a word such as "first"."""
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?$")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})$")
_AFTER_A_DAY = frozenset(("", "is", "are", "was", "do", "does", "did", "have", "in", "on", "at", "for", "and", "or", "will", "i", "we", "to", "please", "happen", "take", "held", "online", "off", "still", "too"))
_PARTS = {
    "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (10, 20), "middle": (10, 20), "late": (21, 31), "end": (24, 31),
    "first half": (1, 15), "second half": (16, 31),
}  # fmt: skip
"""Parts of a month, from which day to which."""
_FIRST_OR_LAST = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
_NTH = {**_FIRST_OR_LAST, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1, "final": -1}
_HEADS = frozenset("this next last coming upcoming past following".split())
"""What says of a day of the week which one it is."""
_UNITS = frozenset("am pm day days week weeks hour hours page pages paper papers people students minutes percent o'clock".split())
"""What a bare number counts, so that it is no day."""
_TO = ("to", "until", "till", "through", "-")
_PAST = frozenset("did was were had happened missed went last previous ago covered discussed talked".split())


@dataclass(frozen=True, slots=True)
class Days:
    """What one phrase means: first and last day, and perhaps a second reading."""

    first: date
    last: date
    tokens: frozenset[int]
    """Which words said so."""
    kind: Kind = "day"
    words: str = ""
    """For a span: "this week", "March"."""
    second: date | None = None
    """The other day that may be meant."""
    not_on: str = ""
    """A weekday that was named with the date and does not fit it."""
    weekday: int | None = None
    """For a habit ("on Fridays"): which day of the week, Monday is 0."""

    @property
    def is_day(self) -> bool:
        return self.kind == "day"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a phrase is read against."""

    today: date
    first_day: date
    last_day: date

    def in_term(self, month: int, day: int) -> date | None:
        """That day in the year that brings it nearest to the term; None where there is no such day."""
        years = {self.first_day.year, self.last_day.year}
        days = [found for year in sorted(years) if (found := _date(year, month, day))]
        inside = [each for each in days if self.first_day <= each <= self.last_day]
        return next(iter(inside or days), None)


def days_in(tokens: Sequence[Token], calendar: Calendar) -> tuple[Days, ...]:
    """Every mention, in the order of the text; no word counts twice."""
    return tuple(_Reader(tokens, calendar).mentions())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of(word: str) -> int | None:
    return WEEKDAYS.index(word) if word in WEEKDAYS else _SHORT_DAYS.get(word)


def month_of(word: str) -> int | None:
    return MONTHS.index(word) + 1 if word in MONTHS else _SHORT_MONTHS.get(word)


_OF_A_WEEK = frozenset("in of during for from until till by before after".split())
"""What stands before "week three", and not before "each week two papers"."""
_MET = frozenset("class classes lecture lectures discussion discussions session sessions evening evenings paper papers".split())


class _Reader:
    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        self.words = [token.text for token in tokens]
        self.tokens = tokens
        self.calendar = calendar
        self.past = bool(_PAST & set(self.words))

    def mentions(self) -> Iterator[Days]:
        found: list[Days] = []
        at = 0
        while at < len(self.words):
            mention = self._mention(at)
            at = at + 1 if mention is None else max(mention.tokens) + 1
            if mention is not None:
                found.append(mention)
        yield from self._of_that_week(self._by_their_dates(found))

    def _by_their_dates(self, found: list[Days]) -> list[Days]:
        """ "Labour Day, first of May": where a date stands beside a feast, it says when that is."""
        kept: list[Days] = []
        for each in found:
            last = kept[-1] if kept else None
            if last is not None and each.is_day and last.is_day and min(each.tokens) == max(last.tokens) + 1:
                feasts = [feast(self.words[min(day.tokens) : max(day.tokens) + 1]) is not None for day in (last, each)]
                if feasts == [True, False]:
                    kept[-1] = replace(each, tokens=each.tokens | last.tokens)
                    continue
                if feasts == [False, True]:
                    kept[-1] = replace(last, tokens=each.tokens | last.tokens)
                    continue
            kept.append(each)
        return kept

    def _of_that_week(self, found: list[Days]) -> list[Days]:
        """ "In the week of March 18, what is on Monday": a day of the week that is named with a week is one of its days."""
        weeks = [each for each in found if each.kind == "span" and (each.last - each.first).days == 6 and "week" in each.words]
        bare = [each for each in found if each.is_day and each.weekday is not None and self.words[min(each.tokens)] not in _HEADS]
        if len(weeks) != 1 or not bare or len(bare) + 1 != len(found):
            return found
        week = weeks[0]
        monday = week.first
        if week.words == "this week" and self.calendar.today == week.last and not self.past:
            monday += timedelta(7)  # said on a Sunday: the week that begins
        days = [monday + timedelta(((each.weekday or 0) - monday.weekday()) % 7) for each in bare]
        return [Days(day, day, each.tokens | (week.tokens if not n else frozenset()), weekday=each.weekday) for n, (day, each) in enumerate(zip(days, bare, strict=True))]

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _mention(self, at: int) -> Days | None:
        bound = self._word(at)
        if bound in ("until", "till", "by", "before") and at + 1 < len(self.words):
            return self._bounded(at, self._mention(at + 1), before=bound == "before")
        for read in (
            self._nth_weekday, self._range, self._weekday_with_date, self._part_of_month, self._dated, self._feast, self._relative, self._counted, self._week, self._month,
            self._both_weekdays, self._weekday,
        ):  # fmt: skip
            found = read(at)
            if found is not None:
                return found
        return None

    def _bounded(self, at: int, end: Days | None, *, before: bool) -> Days | None:
        """ "Until Friday", "before March": from today on; a day that is past stays the day itself."""
        if end is None or end.kind in ("habit", "none"):
            return end
        last = end.first - timedelta(1) if before else end.last
        tokens = end.tokens | {at}
        if last < self.calendar.today or "due" in self.words[:at]:
            return Days(end.first, end.last, tokens, end.kind, end.words, end.second, end.not_on, end.weekday)
        return Days(self.calendar.today, last, tokens, "span", f"until {day_month(last)}")

    # Dates as such

    def _day_number(self, at: int) -> int | None:
        if not 0 <= at < len(self.tokens):
            return None
        token = self.tokens[at]
        number = token.ordinal if token.ordinal is not None else token.number
        return number if number is not None and 1 <= number <= 31 else None

    def _plain_date(self, at: int) -> tuple[date, int] | None:
        """A date that begins at that word, and the word after it."""
        word = self._word(at)
        slashed, iso, dotted = _SLASHED.match(word), _ISO.match(word), _DOTTED.match(word)
        if iso:
            exact = _date(int(iso[1]), int(iso[2]), int(iso[3]))
            return (exact, at + 1) if exact else None
        if slashed:
            month, day = int(slashed[1]), int(slashed[2])
            # As it is written in the United States; where that is no date, the other way round.
            found = self.calendar.in_term(month, day) or self.calendar.in_term(day, month)
            if found and slashed[3]:
                year = int(slashed[3]) + (2000 if len(slashed[3]) == 2 else 0)
                found = _date(year, found.month, found.day)
            return (found, at + 1) if found else None
        if dotted and self._word(at - 1) in ("on", "the", "until", "by", "for"):
            found = self.calendar.in_term(int(dotted[2]), int(dotted[1]))
            return (found, at + 1) if found else None
        month_here = month_of(word)
        if month_here is not None:
            after = at + 1 + (self._word(at + 1) == "the")
            if word == "may" and self._word(after) == "one":
                return None
            if self._word(after) in ("first", "second", "third") and self._word(after + 1) in _ONE_OF_A_ROW:
                return None  # "in april, first deadline is which?"
            number = self._day_number(after)
            if number is not None and self._word(after + 1) not in ("people", "pages"):
                return self._with_year(month_here, number, after + 1)
            return None
        number = self._day_number(at)
        if number is not None:
            after = at + 1 + (self._word(at + 1) == "of")
            month_there = month_of(self._word(after))
            if month_there is not None and not self._is_modal(after):
                return self._with_year(month_there, number, after + 1)
        return None

    def _is_modal(self, at: int) -> bool:
        """ "may" before a person is a verb."""
        return self._word(at) == "may" and self._word(at + 1) in ("i", "we", "you", "one", "the", "a")

    def _with_year(self, month: int, day: int, after: int) -> tuple[date, int] | None:
        word = self._word(after)
        if word.isdigit() and len(word) == 4:
            exact = _date(int(word), month, day)
            return (exact, after + 1) if exact else None
        found = self.calendar.in_term(month, day)
        return (found, after) if found else None

    def _dated(self, at: int) -> Days | None:
        begins = at + (self._word(at) == "the")
        found = self._plain_date(begins)
        if found is None:
            return self._impossible(at) or self._bare_number(at)
        day, after = found
        weekday = weekday_of(self._word(after))
        return self._on(day, range(at, after + (weekday is not None)), weekday)

    def _impossible(self, at: int) -> Days | None:
        """ "February 30": a month and a number that are no date."""
        month, after = month_of(self._word(at)), at + 1
        number = self.tokens[after].number or self.tokens[after].ordinal if after < len(self.tokens) else None
        if month is None or number is None or not 28 < number < 100 or self._word(after + 1) in ("papers", "people", "pages"):
            return None
        if self.calendar.in_term(month, number) is not None:
            return None
        today = self.calendar.today
        return Days(today, today, frozenset((at, after)), "none", f"{number} {MONTHS[month - 1].capitalize()}")

    def _on(self, day: date, words: range, weekday: int | None) -> Days:
        wrong = WEEKDAYS[weekday].capitalize() if weekday not in (None, day.weekday()) else ""
        return Days(day, day, frozenset(words), not_on=wrong)

    def _weekday_with_date(self, at: int) -> Days | None:
        weekday = weekday_of(self._word(at))
        if weekday is None:
            return None
        begins = at + 1 + (self._word(at + 1) == "the")
        found = self._plain_date(begins)
        if found is not None:
            return self._on(found[0], range(at, found[1]), weekday)
        token = self.tokens[begins] if begins < len(self.tokens) else None
        if token is not None and token.text[-2:] in ("st", "nd", "rd", "th") and token.ordinal:
            day = self._nearest_numbered(token.ordinal, weekday)
            return self._on(day, range(at, begins + 1), weekday) if day else None
        return None

    def _bare_number(self, at: int) -> Days | None:
        """ "on the 26th": the next such day, or the last one when things past are asked about."""
        if self._word(at) != "the" or at + 1 >= len(self.tokens):
            return None
        token = self.tokens[at + 1]
        spelt = token.ordinal is not None and self._word(at - 1) == "on" and self._word(at + 2) == "" and self._dated_before(at) is not None
        if (not spelt and not re.fullmatch(r"\d{1,2}(st|nd|rd|th)", token.text)) or token.ordinal is None:
            return None
        is_free = self._word(at + 2) == "off" and self._word(at - 1) in ("get", "got", "have")
        if not is_free and self._word(at - 1) not in ("on", "by", "until", "till", "before", "for", "of", "about", "is", "due", "class"):
            return None
        if self._word(at + 2) not in _AFTER_A_DAY:
            return None
        day = self._beside(token.ordinal) or self._nearest_numbered(token.ordinal, None)
        return Days(day, day, frozenset((at, at + 1))) if day else None

    def _dated_before(self, at: int) -> date | None:
        """The last date that was said before that word."""
        found = [plain[0] for n in range(at) if (plain := self._plain_date(n)) is not None]
        return found[-1] if found else None

    def _beside(self, number: int) -> date | None:
        """ "If I return on April 4, do I miss the class on the third?" – of the same month."""
        said = self._dated_before(len(self.words))
        return _date(said.year, said.month, number) if said else None

    def _nearest_numbered(self, number: int, weekday: int | None) -> date | None:
        days = [self.calendar.today + timedelta(n) for n in range(-70, 100)]
        fitting = [
            day for day in days
            if day.day == number and (weekday is None or day.weekday() == weekday)
        ]  # fmt: skip
        if not fitting and weekday is not None:
            return self._nearest_numbered(number, None)
        today = self.calendar.today
        ahead = [day for day in fitting if day >= today]
        behind = [day for day in fitting if day < today]
        if self.past and behind:
            return behind[-1]
        return next(iter(ahead or behind[::-1]), None)

    def _range(self, at: int) -> Days | None:
        """ "from march 4 to march 8", "between …  and …", "april 9 to 11", "from now until friday" """
        begins = at + (self._word(at) in ("from", "between"))
        opened = begins > at
        if opened and self._word(begins) in ("now", "today", "tonight") and self._word(begins + 1) in (*_TO, "and"):
            end = self._mention(begins + 2)
            if end is None or end.kind not in ("day", "span") or end.last <= self.calendar.today:
                return None
            words = f"until {day_month(end.last)}"
            return Days(self.calendar.today, end.last, frozenset(range(at, begins + 2)) | end.tokens, "span", words)
        if not opened and (joined := self._joined_days(at)) is not None:
            return joined
        first = self._date_with_weekday(begins) or self._day_of_the_same_month(begins + (self._word(begins) == "the"))
        if first is not None and self._word(first[1]).isdigit() and self._word(first[1] + 1) not in _UNITS:
            number = self._day_number(first[1])  # "april 12-14"
            day = _date(first[0].year, first[0].month, number) if number else None
            if day is not None and day > first[0]:
                return self._from_to(first[0], day, range(at, first[1] + 1))
        if first is None or self._word(first[1]) not in (*_TO, "and"):
            return None
        after = first[1] + 1 + (self._word(first[1] + 1) == "the")
        second = self._date_with_weekday(after)
        if second is None and (opened or self._word(first[1]) in _TO) and self._word(after + 1) not in _UNITS:
            number = self._day_number(after)
            day = _date(first[0].year, first[0].month, number) if number else None
            second = (day, after + 1) if day else None
        if second is None or second[0] <= first[0] or (self._word(first[1]) == "and" and not opened):
            return None
        return self._from_to(first[0], second[0], range(at, second[1]))

    def _joined_days(self, at: int) -> Days | None:
        """ "11-15 march", of which the hyphen is not seen; behind a noun the first number may be that of a review or a lecture."""
        number, last = self._day_number(at), self._day_number(at + 1)
        if number is None or last is None or number >= last or month_of(self._word(at + 2)) is None:
            return None
        if at and (self._word(at - 1).isdigit() or self._word(at - 1) in _COUNTED_BEFORE):
            return None
        second = self._plain_date(at + 1)
        first = _date(second[0].year, second[0].month, number) if second else None
        return self._from_to(first, second[0], range(at, second[1])) if first and second else None

    def _from_to(self, first: date, last: date, words: range) -> Days:
        said = f"{first.day} {MONTHS[first.month - 1].capitalize()} to {last.day} {MONTHS[last.month - 1].capitalize()}"
        return Days(first, last, frozenset(words), "span", said)

    def _day_of_the_same_month(self, at: int) -> tuple[date, int] | None:
        """The first of "12 to 14 February", "the 12th and the 14th of February"."""
        number = self._day_number(at)
        if number is None or self._word(at + 1) not in (*_TO, "and"):
            return None
        second = self._plain_date(at + 2 + (self._word(at + 2) == "the"))
        day = _date(second[0].year, second[0].month, number) if second else None
        return (day, at + 1) if day else None

    def _date_with_weekday(self, at: int) -> tuple[date, int] | None:
        """A date that begins at that word, a day of the week before it or not, and the word after it."""
        skip = at + (weekday_of(self._word(at)) is not None)
        skip += self._word(skip) == "the"
        return self._plain_date(skip)

    def _feast(self, at: int) -> Days | None:
        begins = at + (self._word(at) in ("on", "the"))
        found = feast(self.words[begins : begins + 4])
        if found is None or self._word(begins - 1) in ("lunar", "chinese", "jewish", "persian"):
            return None
        name, length = found
        days = [day for year in sorted({self.calendar.first_day.year, self.calendar.last_day.year}) if (day := day_of(name, year))]
        inside = [day for day in days if self.calendar.first_day <= day <= self.calendar.last_day]
        day = next(iter(inside or days), None)
        return Days(day, day, frozenset(range(at, begins + length))) if day else None

    def _both_weekdays(self, at: int) -> Days | None:
        """ "mon wed", "tu/th": two days of the week side by side are a habit."""
        first, second = weekday_of(self._word(at)), weekday_of(self._word(at + 1))
        if first is None or second is None or self._word(at - 1) in ("next", "this", "last"):
            return None
        return Days(self.calendar.today, self.calendar.today, frozenset((at, at + 1)), "habit", weekday=second)

    # Relative to today

    def _at(self, day: date, at: int, length: int) -> Days:
        return Days(day, day, frozenset(range(at, at + length)))

    def _relative(self, at: int) -> Days | None:
        today = self.calendar.today
        for phrase, days in (
            (("the", "day", "after", "tomorrow"), 2), (("day", "after", "tomorrow"), 2),
            (("the", "day", "before", "yesterday"), -2), (("day", "before", "yesterday"), -2),
            (("this", "evening"), 0), (("this", "morning"), 0), (("this", "afternoon"), 0), (("last", "night"), -1),
            (("today",), 0), (("tonight",), 0), (("tomorrow",), 1), (("yesterday",), -1),
        ):  # fmt: skip
            if tuple(self.words[at : at + len(phrase)]) == phrase:
                return self._at(today + timedelta(days), at, len(phrase))
        return None

    def _counted(self, at: int) -> Days | None:
        """ "in two weeks", "3 days ago", "a week from today", "the next 7 days", "two weeks from monday" """
        begins = at + (self._word(at) in ("in", "within", "over", "during"))
        begins += self._word(begins) == "the"
        ahead = self._word(begins) in ("next", "coming", "following")
        begins += ahead
        word = self._word(begins)
        number = 1 if word in ("a", "an") else self.tokens[begins].number if begins < len(self.tokens) else None
        if word in ("couple", "few"):
            number = 2 if word == "couple" else 3
        unit = self._word(begins + 1)
        step = 7 if unit in ("week", "weeks") else 1 if unit in ("day", "days") else 0
        if number is None or not step or not 0 < number <= 60:
            return None
        after = begins + 2
        today = self.calendar.today
        tokens = frozenset(range(at, after))
        if ahead or self._word(at) in ("within", "over"):
            last = today + timedelta(number * step)
            return Days(today, last, tokens, "span", f"the next {number} {unit}")
        if self._word(after) == "ago":
            return self._near(today - timedelta(number * step), tokens | {after}, step)
        if self._word(after) == "from":
            base = self._mention(after + 1)
            if self._word(after + 1) in ("now", "here"):
                return self._near(today + timedelta(number * step), tokens | {after, after + 1}, step)
            if base is not None and base.is_day:
                day = base.first + timedelta(number * step)
                return Days(day, day, tokens | {after} | base.tokens)
            return None
        if self._word(at) != "in":
            return None
        then = today + timedelta(number * step)
        skip = after + (self._word(after) == "on")
        weekday = weekday_of(self._word(skip))
        if step == 7 and weekday is not None:
            day = then - timedelta(then.weekday() - weekday)
            return Days(day, day, tokens | set(range(after, skip + 1)))
        return self._near(then, tokens, step)

    def _near(self, day: date, tokens: frozenset[int], step: int) -> Days:
        """A day that was counted in weeks means the week around it."""
        if step == 1:
            return Days(day, day, tokens)
        monday = day - timedelta(day.weekday())
        return Days(monday, monday + timedelta(6), tokens, "span", f"the week of {day_month(monday)}")

    def _week(self, at: int) -> Days | None:
        today = self.calendar.today
        monday = today - timedelta(today.weekday())
        two, three = self.words[at : at + 2], self.words[at : at + 3]
        if three == ["week", "after", "next"]:
            return self._whole_week(monday + timedelta(14), at, 3, "the week after next")
        if three[:2] == ["week", "of"] or self.words[at : at + 4][:3] == ["the", "week", "of"]:
            begins = at + 2 + (self._word(at) == "the")
            begins += self._word(begins) == "the" and self._day_number(begins + 1) is not None
            found = self._mention(begins)
            if found is not None and found.is_day:
                start = found.first - timedelta(found.first.weekday())
                span = Days(start, start + timedelta(6), frozenset(range(at, begins)) | found.tokens, "span")
                return _named(span, f"the week of {day_month(start)}")
        if len(three) == 3 and three[0] in ("last", "final") and three[1:] == ["week", "of"] and (month := month_of(self._word(at + 3))):
            day = self.calendar.in_term(month, 1)
            if day is not None:
                end = (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
                return _named(
                    Days(end - timedelta(6), end, frozenset(range(at, at + 4)), "span"), f"the last week of {MONTHS[month - 1].capitalize()}"
                )
        if len(three) == 3 and three[0] in _FIRST_OR_LAST and three[1:] == ["week", "of"] and (month := month_of(self._word(at + 3))):
            day = self.calendar.in_term(month, 1)
            if day is not None:
                start = day + timedelta(7 * _FIRST_OR_LAST[three[0]])
                span = Days(start, start + timedelta(6), frozenset(range(at, at + 4)), "span")
                return _named(span, f"the {three[0]} week of {MONTHS[month - 1].capitalize()}")
        if len(two) == 2 and two[1] == "week":
            shifts = {"this": 0, "current": 0, "next": 7, "coming": 7, "following": 7, "last": -7, "past": -7, "previous": -7}
            if two[0] in shifts:
                return self._whole_week(monday + timedelta(shifts[two[0]]), at, 2, f"{two[0]} week")
        if three[:2] == ["end", "of"] and self._word(at + 2) in ("the", "this", "next"):
            shift = 7 if self._word(at + 2) == "next" else 0
            if self._word(at + 3) == "week":
                return self._whole_week(monday + timedelta(shift), at, 4, "this week" if not shift else "next week")
        if len(two) == 2 and two[1] == "weekend" and two[0] in ("this", "next", "coming", "last"):
            saturday = monday + timedelta(5 + {"next": 7, "last": -7}.get(two[0], 0))
            return Days(saturday, saturday + timedelta(1), frozenset((at, at + 1)), "span", f"{two[0]} weekend")
        if len(two) == 2 and two[0] == "week" and two[1].isdigit():
            return self._nth_week(int(two[1]), at, 2)
        if len(two) == 2 and two[0] == "week" and (spelt := self.tokens[at + 1].number) and (not at or self._word(at - 1) in _OF_A_WEEK):
            return self._nth_week(spelt, at, 2)
        if len(two) == 2 and two[1] == "week":
            ordinal = self.tokens[at].ordinal
            if ordinal is not None:
                return self._nth_week(ordinal, at, 2)
        return None

    def _nth_week(self, number: int, at: int, length: int) -> Days | None:
        begins = self.calendar.first_day - timedelta(self.calendar.first_day.weekday())
        monday = begins + timedelta(7 * (number - 1))
        if not 1 <= number <= 60:
            return None
        return self._whole_week(monday, at, length, f"week {number} of the term")

    def _whole_week(self, monday: date, at: int, length: int, words: str) -> Days:
        sunday = monday + timedelta(6)
        return Days(monday, sunday, frozenset(range(at, at + length)), "span", words)

    def _nth_weekday(self, at: int) -> Days | None:
        """ "The first Monday of March", "last Wed in April"."""
        nth, weekday = _NTH.get(self._word(at)), weekday_of(self._word(at + 1))
        month = month_of(self._word(at + 3))
        if nth is None or weekday is None or month is None or self._word(at + 2) not in ("of", "in"):
            return None
        first = self.calendar.in_term(month, 1)
        if first is None or self._day_number(at + 4) is not None:
            return None
        days = [day for n in range(31) if (day := first + timedelta(n)).month == month and day.weekday() == weekday]
        return self._at(days[nth], at, 4) if nth < len(days) else None

    def _month(self, at: int) -> Days | None:
        word = self._word(at)
        today = self.calendar.today
        if word in ("this", "next", "last") and self._word(at + 1) == "month":
            month = (today.month - 1 + {"this": 0, "next": 1, "last": -1}[word]) % 12 + 1
            tokens = frozenset((at, at + 1))
        elif month_of(word) is not None and (word not in ("may", "mar", "sat", "march") or self._names_month(at)):
            month = month_of(word) or 1
            tokens = frozenset((at,))
        else:
            return None
        first = self.calendar.in_term(month, 1)
        if first is None:
            return None
        after = (first + timedelta(32)).replace(day=1)
        return Days(first, after - timedelta(1), tokens, "span", MONTHS[month - 1].capitalize())

    def _part_of_month(self, at: int) -> Days | None:
        """ "Early April", "the end of March", "mid-February" """
        begins = at + (self._word(at) in ("in", "at", "during"))
        begins += self._word(begins) == "the"
        for length in (2, 1):
            name = " ".join(self.words[begins : begins + length])
            if name not in _PARTS:
                continue
            after = begins + length
            after += self._word(after) == "of"
            month = month_of(self._word(after))
            if month is None or self._is_modal(after) or self._day_number(after + 1) is not None or (after == begins + length and name in ("beginning", "start", "end")):
                return None
            first = self.calendar.in_term(month, 1)
            if first is None:
                return None
            ends = (first + timedelta(32)).replace(day=1) - timedelta(1)
            low, high = _PARTS[name]
            words = f"{'the ' if name not in ('early', 'mid', 'late') else ''}{name} {'of ' if name not in ('early', 'mid', 'late') else ''}{MONTHS[month - 1].capitalize()}"
            return Days(first.replace(day=low), min(first.replace(day=min(high, ends.day)), ends), frozenset(range(at, after + 1)), "span", words)
        return None

    def _names_month(self, at: int) -> bool:
        return self._word(at - 1) in ("in", "of", "during", "for", "this", "late", "early", "mid", "until", "before", "after")

    def _weekday(self, at: int) -> Days | None:
        begins = at
        head = self._word(at)
        if head in ("this", "next", "last", "coming", "on", "upcoming", "past", "following"):
            begins += 1
            if self._word(begins) in ("this", "next", "last", "coming", "past"):
                head = self._word(begins)
                begins += 1
        word = self._word(begins)
        weekday = weekday_of(word)
        if begins > at and self._weekday_with_date(begins) is not None:
            return None
        if begins == at and at and self._word(at - 1) in ("which", "what") and self._word(begins + 1) not in _MET:
            return None  # asks for it: "on which Wednesday is LoRA"
        if weekday is None or (word in ("sat", "sun", "wed") and begins == at and self._word(at - 1) in ("i", "we")):
            return None
        tokens = frozenset(range(at, begins + 1))
        if word in _SHORT_DAYS and word.endswith("days"):
            return Days(self.calendar.today, self.calendar.today, tokens, "habit", weekday=weekday)
        today = self.calendar.today
        ahead = today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
        behind = today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
        if head in ("last", "past") or (self.past and head not in ("next", "coming", "this", "upcoming")):
            return Days(behind, behind, tokens, weekday=weekday)
        if head == "this":
            day = today if weekday == today.weekday() else ahead
            return Days(day, day, tokens, weekday=weekday)
        if weekday == today.weekday() and head != "next":
            return Days(ahead, ahead, tokens, second=today, weekday=weekday)
        if head == "next" and ahead - timedelta(ahead.weekday()) <= today:
            # "Next Wednesday" is, for many, the one of next week.
            return Days(ahead, ahead, tokens, second=ahead + timedelta(7), weekday=weekday)
        return Days(ahead, ahead, tokens, weekday=weekday)


def _named(days: Days, words: str) -> Days:
    return Days(days.first, days.last, days.tokens, days.kind, words)


def day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}"
