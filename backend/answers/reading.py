"""From text to `Frame`: one pass for each kind of thing a word can be.

In this order: slips of the pen are put right against what is known; days are read; then numbers with what they number,
course codes, phrases of the lexicon, and names of this course. A word may come out with several meanings: which of them
was meant shows when something accounts for all words at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from backend.answers.askings_lessons import LESSONS
from backend.answers.askings_table import SETS, TABLE
from backend.answers.dates import MONTHS, WEEKDAYS, Calendar, Days, days_in, month_of, weekday_of
from backend.answers.everyday import says_nothing
from backend.answers.frame import Frame, Numbered, NumberedKind, Word, meanings_of
from backend.answers.gazetteer import Gazetteer, Hit
from backend.answers.lexicon import FIRM, OBJECTS, SOFT, Lexicon, Meaning, content_of
from backend.answers.ordinary import elsewhere
from backend.answers.ordinary import words as ordinary_words
from backend.answers.spelling import corrected
from backend.answers.stems import plain, stem
from backend.answers.tokens import Text, Token
from backend.course.model import Course

_PAPER_ID = re.compile(r"0*(\d{1,2})([a-g])$")
_CODE_NUMBER = re.compile(r"\d{3,4}$")
_ME = frozenset("i me my mine myself we our us ours".split())
_NUMBERABLE: dict[Meaning, NumberedKind] = {
    "lecture": "lecture", "discussion": "discussion", "review": "review", "assignment": "assignment",
    "paper": "paper", "class": "class",
}  # fmt: skip
_UNITS = frozenset("days day weeks week pages page people times hours percent % students minutes late".split())
SHORT_NAME = 3
"""So many letters a first name has at least that is cut short."""
TOO_MANY = 6
SAID_ENOUGH = 0.6
"""Share of a name from which on everyday words alone may be it: "free" is not the lock-free approach."""
TITLED = 0.3
"""The same, of a title."""
WHOLE = 0.6
"""Share of a name from which on it counts as said in full."""
ROMAN = frozenset(("ii", "iii", "iv"))
_BETWEEN = frozenset(("number", "no", "nr", "#"))


@dataclass(frozen=True)
class Reader:
    """What text is read against: the language of courses, and the names of this one."""

    course: Course
    names: Gazetteer
    lexicon: Lexicon

    def frame(self, text: Text, today: date, *, focus: bool = True) -> Frame:
        """The question's frame. With `focus`, only sentences that ask count, if there are any."""
        asking = [each for each in text.sentences if each.asks]
        tokens = list(text.tokens)
        if focus and asking:
            tokens = [token for each in asking for token in text.tokens[each.first : each.after]]
        return _Reading(self, tokens, today).frame()

    def known(self, token: Token) -> bool:
        """Whether the word is anything to us as it is typed."""
        word = token.text
        return (
            not word.isalpha()
            or len(word) < 4
            or word in elsewhere()
            or word in ordinary_words()
            or says_nothing(word)
            or token.stem in self.lexicon.stems
            or token.stem in _stems_in_ways()
            or bool(self.names.expand(word))
            or word in self.names.authors
            or word in self.names.venues
            or any(word.startswith(each) and len(word) <= len(each) + 1 for row in self.places for each in row)
            or weekday_of(word) is not None
            or month_of(word) is not None
        )

    def repaired(self, token: Token) -> Token:
        if self.known(token) or token.ordinal is not None:
            return token
        word = corrected(token.text, self.surfaces, self.lexicon.core | self.names.core)
        return token if word is None else Token(word, stem(word), token.sentence, token.capital)

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The rooms of the course, as words."""
        course = self.course
        rooms = {course.room, *((course.office.room,) if course.office else ())}
        rooms |= {each.place for each in course.office_hours if each.place}
        rooms |= {row.room for row in course.meetings if row.room}
        return tuple(sorted(tuple(re.findall(r"[a-z0-9]+", plain(room))) for room in rooms))

    @property
    def surfaces(self) -> frozenset[str]:
        return _surfaces(self.lexicon) | self.names.surfaces


@cache
def _surfaces(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.surfaces | ordinary_words() | _in_ways() | frozenset(WEEKDAYS) | frozenset(MONTHS)


@cache
def _in_ways() -> frozenset[str]:
    """The words by which ways to ask are known."""
    return frozenset(re.findall(r"(?<![\w{@])[a-z]{4,}(?![\w}])", f"{SETS} {TABLE} {LESSONS}".replace("_", " ")))


@cache
def _stems_in_ways() -> frozenset[str]:
    return frozenset(stem(word) for word in _in_ways())


class _Reading:
    """One question while it is read: meanings are gathered word by word."""

    def __init__(self, reader: Reader, tokens: Sequence[Token], today: date) -> None:
        self.reader = reader
        self.tokens = [reader.repaired(token) for token in tokens]
        self.texts = [token.text for token in self.tokens]
        self.stems = [token.stem for token in self.tokens]
        self.meanings: list[set[Meaning]] = [set() for _ in self.tokens]
        self.known: list[bool] = [False] * len(self.tokens)
        self.in_phrase: list[bool] = [False] * len(self.tokens)
        self.full: set[int] = set()
        course = reader.course
        days = days_in(self.tokens, Calendar(today, course.first_day, course.last_day))
        self.days = tuple(each for each in days if not self._begins_a_name(each))

    def _begins_a_name(self, days: Days) -> bool:
        """ "February Break" is no month."""
        if days.kind != "span" or len(days.tokens) != 1:
            return False
        length, whole = self.reader.names.longest_run(self.stems, min(days.tokens))
        return whole and length > 1

    def frame(self) -> Frame:
        self._days()
        self._places()
        self._zone()
        codes = self._codes()
        self._phrases()
        self._noon()
        papers = self._paper_ids()
        numbered = self._numbered()
        self._people()
        years = self._years()
        authors, venues = self._authors(), self._venues()
        hits, own = self._names()
        self._title()
        words = tuple(
            Word(token, frozenset(self.meanings[n]), foreign=self._is_foreign(n), soft=self._is_soft(n))
            for n, token in enumerate(self.tokens)
        )
        return Frame(
            words=words, days=self.days, papers=papers, numbered=numbered, hits=hits, authors=authors, venues=venues,
            years=years, codes=codes, own_words=own, all_meanings=meanings_of(words),
        )  # fmt: skip

    def _mark(self, at: int, *meanings: Meaning) -> None:
        self.meanings[at].update(meanings)
        self.known[at] = True

    def _is_foreign(self, at: int) -> bool:
        word = self.texts[at]
        if word in ROMAN:
            return False
        if word in elsewhere() and not self.known[at]:
            return True
        return not (
            self.known[at] or word in ordinary_words() or self.stems[at] in _ordinary_stems() or len(word) < 2
            or (says_nothing(word) and self.stems[at] not in self.reader.names.vocabulary)
        )

    def _is_soft(self, at: int) -> bool:
        ordinary = self.texts[at] in ordinary_words()
        return ordinary and not self.in_phrase[at] and self.meanings[at] <= SOFT

    def _days(self) -> None:
        for each in self.days:
            for at in each.tokens:
                self.known[at] = True
                if self.texts[at] not in ("on", "the", "in", "of"):
                    self._mark(at, "day")

    def _title(self) -> None:
        """The course by its title: "advanced ML systems" is this course, and no subject of it."""
        title = [stem(word) for word in re.findall(r"[a-z]+", plain(self.reader.course.title))]
        for at in range(len(self.stems)):
            length = 0
            while length < len(title) and at + length < len(self.stems) and self.stems[at + length] == title[length]:
                length += 1
            if length >= 3 and length == len(title):
                for n in range(at, at + length):
                    self.meanings[n] = {"course-title"}
                    self.known[n] = True

    def _places(self) -> None:
        """Words of the rooms that the course names."""
        for row in self.reader.places:
            for at in range(len(self.texts)):
                if self.texts[at] == row[0] or (len(row[0]) > 4 and self.stems[at] == stem(row[0])):
                    length = 1
                    while length < len(row) and at + length < len(self.texts) and self.texts[at + length] == row[length]:
                        length += 1
                    for n in range(at, at + length):
                        self._mark(n, "room-name")

    def _zone(self) -> None:
        """The city after which the zone is called."""
        city = plain(self.reader.course.zone.rsplit("/", 1)[-1]).replace("_", " ").split()
        for at in range(len(self.texts) - len(city) + 1):
            if self.texts[at : at + len(city)] == city:
                for n in range(at, at + len(city)):
                    self._mark(n, "zone")

    def _codes(self) -> tuple[str, ...]:
        """ "CS4780", "cs 4780": a course; this one's own code says nothing."""
        own = plain(self.reader.course.code).replace(" ", "")
        found: list[str] = []
        for at in range(len(self.tokens) - 1):
            head, number = self.texts[at], self.texts[at + 1]
            if not (_CODE_NUMBER.match(number) and head.isalpha() and 2 <= len(head) <= 6):
                continue
            if "room-name" in self.meanings[at] or head in ordinary_words() or (self.stems[at] in self.reader.lexicon.stems and len(head) > 3) or month_of(head) is not None or head in ("lecture", "year", "spring", "fall", "summer", "winter", "autumn", "office", "room", "hall"):
                continue
            if re.fullmatch(r"(19|20)\d\d", number) and self.stems[at] in self.reader.lexicon.stems:
                continue
            if re.fullmatch(r"(19|20)\d\d", number) and self.texts[at + 2 : at + 3] in (["paper"], ["article"]):
                continue  # "the hinton 1986 paper"
            if re.fullmatch(r"(19|20)\d\d", number) and head in self.reader.names.venues and head not in own:
                continue  # "mlsys 2023": a conference and its year
            same = f"{head}{number}" == own
            for each in (at, at + 1):
                self._mark(each, *(() if same else ("code",)))
            if not same:
                found.append(f"{head}{number}")
        number = "".join(char for char in own if char.isdigit())
        needed = {"".join(char for char in each.course if char.isdigit()): each.course for each in self.reader.course.prerequisites}
        for at, word in enumerate(self.texts):
            if word == number and len(number) >= 3:
                self.known[at] = True
            elif word in needed and len(word) >= 3 and not self.known[at]:
                self._mark(at, "code")
                found.append(plain(needed[word]).replace(" ", ""))
        return tuple(found)

    def _phrases(self) -> None:
        for meaning, words in self.reader.lexicon.read(self.stems):
            for at in words:
                self._mark(at, meaning)
                if content_of(self.stems, words) > 1:
                    self.in_phrase[at] = True

    def _noon(self) -> None:
        """ "7:30 pm": the second half belongs to the number."""
        for at in range(1, len(self.texts)):
            if re.fullmatch(r"\d{1,2}:\d\d", self.texts[at]):
                self._mark(at, "hour")
            if re.fullmatch(r"\d{1,2}[ap]m", self.texts[at]):
                self._mark(at, "hour")
            if self.texts[at] in ("am", "pm") and self.texts[at - 1][0].isdigit():
                self._mark(at, "hour")
                self._mark(at - 1, "hour")

    def _paper_ids(self) -> tuple[str, ...]:
        found: list[str] = []
        for at, word in enumerate(self.texts):
            matched = _PAPER_ID.match(word)
            joined = None
            if matched is None and word.isdigit() and at + 1 < len(self.texts) and "day" not in self.meanings[at]:
                after = self.texts[at + 1]
                before = "paper" in self.meanings[at - 1] if at else False
                if len(after) == 1 and after in "abcdefg" and (before or after != "a"):
                    joined = _PAPER_ID.match(f"{word}{after}")
            if matched and "day" not in self.meanings[at]:
                self._mark(at, "paper-id")
                found.append(f"{matched[1]}{matched[2]}")
            elif joined:
                self._mark(at, "paper-id")
                self._mark(at + 1, "paper-id")
                found.append(f"{joined[1]}{joined[2]}")
        return tuple(dict.fromkeys(found))

    def _numbered(self) -> tuple[Numbered, ...]:
        """ "lectures 3 and 4", "lecture number five", "the fifth lecture" """
        found: list[Numbered] = []
        for at in range(len(self.tokens)):
            kind = self._kind_at(at)
            if kind is None:
                continue
            found.extend(self._numbers_after(at, kind))
            found.extend(self._ordinal_before(at, kind))
        for at, token in enumerate(self.tokens):
            if (token.number is not None and not self.known[at]) or (token.number is not None and self.meanings[at] == set()):
                self._mark(at, "number")
        return tuple(dict.fromkeys(found))

    def _kind_at(self, at: int) -> NumberedKind | None:
        if "day" in self.meanings[at]:
            return None
        for meaning, kind in _NUMBERABLE.items():
            if meaning in self.meanings[at]:
                return kind
        return None

    def _numbers_after(self, at: int, kind: NumberedKind) -> list[Numbered]:
        after = at + 1
        while after < len(self.texts) and (self.texts[after] in _BETWEEN or self._kind_at(after) == kind):
            after += 1
        found: list[Numbered] = []
        while after < len(self.tokens):
            token = self.tokens[after]
            number = token.number
            is_unit = after + 1 < len(self.texts) and self.texts[after + 1] in _UNITS
            is_choice = token.text == "one" and after + 1 < len(self.texts) and self.texts[after + 1] in ("of", "or")
            if number is None or "day" in self.meanings[after] or is_unit or is_choice or number > 99:
                break
            found.append(Numbered(kind, number))
            self._mark(after, "numbered")
            self.meanings[after].discard("number")
            if after + 1 < len(self.texts) and self.texts[after + 1] in ("and", "or", "to", "vs") and after + 2 < len(self.tokens) and self.tokens[after + 2].number is not None:
                after += 2
            elif after + 1 < len(self.tokens) and self.tokens[after + 1].number is not None:
                after += 1
            else:
                break
        return found

    def _ordinal_before(self, at: int, kind: NumberedKind) -> list[Numbered]:
        begin = at
        while begin > 0 and self._kind_at(begin - 1) is not None:
            begin -= 1
        for before in (begin - 1, begin - 2):
            if before < 0 or "day" in self.meanings[before]:
                continue
            token = self.tokens[before]
            if token.ordinal is not None and (before == begin - 1 or self.known[begin - 1] or self.texts[begin - 1] in ordinary_words()):
                self._mark(before, "numbered")
                return [Numbered(kind, token.ordinal, ordinal=True)]
        return []

    def _people(self) -> None:
        for at, word in enumerate(self.texts):
            if word in _ME:
                self._mark(at, "me")
        own = set(plain(self.reader.course.instructor).split())
        bare = [self._own_name(word, own) for word in self.texts]
        for at, word in enumerate(bare):
            beside = [bare[n] for n in (at - 1, at + 1) if 0 <= n < len(bare)]
            if word in own and (len(word) > 2 or any(each in own for each in beside)):
                self._mark(at, "instructor")
        if any({"instructor"} & each for each in self.meanings):
            # "Prof. De Sa … his office": no other person's.
            for at, word in enumerate(self.texts):
                if word in ("his", "her"):
                    self.meanings[at].discard("people")

    @staticmethod
    def _own_name(word: str, own: set[str]) -> str:
        """The instructor's name behind a possessive or a short form of it."""
        if word in own:
            return word
        if word[:-1] in own and word.endswith("s"):
            return word[:-1]
        return next((name for name in own if len(word) >= 4 and name.startswith(word)), word)

    def _years(self) -> tuple[int, ...]:
        found = []
        for at, word in enumerate(self.texts):
            if re.fullmatch(r"(19|20)\d\d", word) and "day" not in self.meanings[at] and "code" not in self.meanings[at]:
                self._mark(at, "year-number")
                self.meanings[at].discard("number")
                found.append(int(word))
        return tuple(found)

    def _authors(self) -> tuple[str, ...]:
        keys: list[tuple[str, ...]] = []
        full = self.full = self._full_names()
        for at, word in enumerate(self.texts):
            papers = self.reader.names.authors.get(word)
            if papers is None and at in full:  # "Ben Recht": the surname tells whose
                self.meanings[at].clear()
                self._mark(at, "author-name")
                continue
            if papers and at in full:
                self.meanings[at].clear()
                self._mark(at, "author-name")
                keys.append(papers)
                continue
            ordinary = word in ordinary_words() or word in elsewhere() or self.known[at]
            if papers and not (ordinary and not self.tokens[at].capital) and "instructor" not in self.meanings[at]:
                if self._is_day_or_phrase(at) and not self.tokens[at].capital:
                    continue
                self._mark(at, "author-name")
                keys.append(papers)
        if not keys:
            return ()
        together = [key for key in keys[0] if all(key in each for each in keys)]
        return tuple(together or dict.fromkeys(key for each in keys for key in each))

    def _full_names(self) -> set[int]:
        """Neighbours that are two names of the authors of one paper: "song han" needs no capitals."""
        authors = self.reader.names.authors
        found: set[int] = set()
        for at in range(len(self.texts) - 1):
            here, papers = self.texts[at], set(authors.get(self.texts[at + 1], ()))
            both = set(authors.get(here, ())) & papers
            if papers and not both and len(here) >= SHORT_NAME and here not in ordinary_words() and not self.meanings[at]:
                # A first name cut short: "Ben Recht".
                both = {key for name, keys in authors.items() if name.startswith(here) for key in keys if key in papers}
            if both and not self.meanings[at] & {"day", "instructor"} and self.texts[at + 1] not in ordinary_words():
                found |= {at, at + 1}
        return found

    def _is_day_or_phrase(self, at: int) -> bool:
        return bool(self.meanings[at])

    def _venues(self) -> tuple[str, ...]:
        found: list[str] = []
        for at, word in enumerate(self.texts):
            papers = self.reader.names.venues.get(word)
            if papers:
                self._mark(at, "venue-name")
                found.extend(papers)
        return tuple(dict.fromkeys(found))

    def _names(self) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
        """What the words name that belong to this course; also neighbours that are one word in a title."""
        names = self.reader.names
        asked: list[str] = []
        typed: list[str] = []
        runs: list[range] = []
        at = 0
        while at < len(self.tokens):
            length, whole = names.longest_run(self.stems, at)
            run = range(at, at + length)
            telling = any(not self.known[n] and self.texts[n] not in ordinary_words() for n in run)
            if length and (telling or whole) and not any("day" in self.meanings[n] for n in run):
                for n in run:
                    if self.stems[n] in names.vocabulary:
                        asked.append(self.stems[n])
                        self._mark(n, "named")
                    else:
                        self.known[n] = True
                    typed.append(self.texts[n])
                runs.append(run)
                at += length
                continue
            if self.known[at] and (at in self.full or not (self.meanings[at] <= {"author-name"} and self.meanings[at])):
                at += 1
                continue
            if "author-name" in self.meanings[at] and self.stems[at] not in names.vocabulary:
                at += 1  # someone's name is not the initials or the beginning of something else: "Tri Dao"
                continue
            joined = self.texts[at] + (self.texts[at + 1] if at + 1 < len(self.texts) else "")
            everyday = self.texts[at] in ordinary_words() or (self.texts[at + 1 : at + 2] and self.texts[at + 1] in ordinary_words())
            if at + 1 < len(self.texts) and not everyday and not self.known[at + 1] and stem(joined) in names.vocabulary:
                asked.append(stem(joined))
                typed += self.texts[at : at + 2]
                self._mark(at, "named")
                self._mark(at + 1, "named")
                at += 2
                continue
            plural = self.stems[at] in _ordinary_stems() and self.texts[at] not in names.surfaces
            everyday = plural or self.texts[at] in ordinary_words() or (self.texts[at] in elsewhere() and self.texts[at] not in names.surfaces)
            found = () if everyday else names.expand(self.texts[at])
            if found and len(self.texts[at]) > 1:
                asked.extend(found)
                typed.append(self.texts[at])
                self._mark(at, "named")
            at += 1
        asked += self._more_names(asked)
        hits = names.resolve(asked) or names.resolve_whole(asked)
        if not hits and len(set(asked)) > 1:
            hits = self._several(asked) or self._but_for_one(asked)
        if len(hits) > TOO_MANY and hits[0].share < WHOLE:
            # "system", "learning": a word of so many names names nothing.
            hits = ()
            for each in self.meanings:
                each.discard("named")
        if hits and hits[0].share > WHOLE and hits[0].kind != "deadline":
            self._hide(runs)
        return hits, tuple(typed)

    def _hide(self, runs: Sequence[range]) -> None:
        """Words of a name that is said as a whole are that name and nothing else."""
        for run in runs:
            if len(run) > 1:
                for at in run:
                    self.meanings[at] = {"named"} | (self.meanings[at] & {"ai", "numbered", "day"})

    def _more_names(self, asked: Sequence[str]) -> list[str]:
        """Words that mean something in any course and are also part of a name: "theory" in "sgd theory"."""
        names = self.reader.names
        teaching = any({"cover", "lecture"} & each for each in self.meanings) or any("when" in each for each in self.meanings)
        if not asked and not teaching:
            return []
        maybe = [
            at for at, stem_ in enumerate(self.stems)
            if stem_ in names.vocabulary and self.meanings[at] and not self.meanings[at] & (OBJECTS | FIRM)
            and self.texts[at] not in ordinary_words()
        ]  # fmt: skip
        more = [self.stems[at] for at in maybe if self.stems[at] not in asked]
        found = names.resolve([*asked, *more]) if more else ()
        if not found or (not asked and not any(hit.share >= (TITLED if hit.main else SAID_ENOUGH) for hit in found)):
            return []
        for at in maybe:
            self._mark(at, "named")
        return more

    def _but_for_one(self, asked: Sequence[str]) -> tuple[Hit, ...]:
        """ "Lock-free asynchronous SGD": what two words in a row name, if all else but one word is of that name as well."""
        names = self.reader.names
        for at in range(len(self.stems) - 1):
            if "named" not in self.meanings[at] or (length := names.longest_run(self.stems, at)[0]) < 2:
                continue
            kept = [each for each in self.stems[at : at + length] if each in names.vocabulary]
            others = [each for each in dict.fromkeys(asked) if each not in kept]
            fits = [form for each in others for form in ((each,), names.initials(each)) if form and names.resolve([*kept, *form])]
            if len(others) > 1 and len(fits) == len(others) - 1 and (hits := names.resolve([*kept, *(each for form in fits for each in form)])):
                return hits
        return ()

    def _several(self, asked: Sequence[str]) -> tuple[Hit, ...]:
        """Two names in one question: cut where the first stops."""
        for cut in range(len(asked) - 1, 0, -1):
            first, second = self.reader.names.resolve(asked[:cut]), self.reader.names.resolve(asked[cut:])
            if first and second:
                return first[:2] + tuple(hit for hit in second[:2] if hit not in first[:2])
        return ()


@cache
def _ordinary_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in ordinary_words())
