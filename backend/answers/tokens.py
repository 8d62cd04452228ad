"""A question taken apart: words in a row, in sentences, with contractions opened and short forms spelt out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

from backend.answers.shorthand import SHORT
from backend.answers.stems import QUOTES, plain, stem

_PIECE = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d+(?:[:/]\d+)+(?:[ap]m)?|\d+\.\d+|[^\W_]+(?:'[^\W\d_]+)*|%|[?!;\n]+|\.+(?=\s|$)|[^\s\w]"
)
_WITHOUT = re.compile(r"\bw/o\b", re.IGNORECASE)
_QA = re.compile(r"\bq\s?&\s?a\b", re.IGNORECASE)
_FOR = re.compile(r"(?<=[a-z])\s4\s(?=(?:the|a|an|my|our|this|that|each|every|me|us|it|all|real|sure|lol|instance|example|what|which|how)\b)|(?<=\bup)\s4(?=\s|$|\?)", re.IGNORECASE)
_TO = re.compile(r"\b(?<=how|eed|ant|ave|got|ere|ing|hen|due)\s2\s(?=(?!days?\b|weeks?\b|hours?\b|papers?\b|reviews?\b|pages?\b|people\b|late\b|of\b|or\b|and\b|online\b|classes\b|programming\b)[a-z]{2,})", re.IGNORECASE)
"""Numbers that are written for words: "signed up 4 the talk", "how 2 submit"."""
_LOVE = re.compile(r"\b(?:would|'d) love\b", re.IGNORECASE)
_PASS_FAIL = re.compile(r"\bs/u\b|\bpass(?:/| or | ?- ?)fail\b", re.IGNORECASE)
_DASH = re.compile(r"\s-+\s")
_SPAN = re.compile(
    r"\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}/\d{1,2})\s?[-\u2013\u2014]\s?"
    r"(?=\d{1,2}(?:st|nd|rd|th)?(?![\d-])|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)", re.IGNORECASE,
)
""" "April 9-11", "3/5 - 3/12": from one day to another."""
_GLUED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
_PAPER = re.compile(r"\d{1,2}[a-g]$")
_HOUR = re.compile(r"\d{1,2}[ap]m$")
_ABBREVIATED = re.compile(r"\b(i\.e|e\.g|et al|etc|vs|prof|dr|approx|no|p|pp)\.")

_TAILS = MappingProxyType(
    {"'s": "is", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
)
_OPENED_BEFORE_S = frozenset(("what", "when", "where", "who", "how", "that", "there", "it", "here", "she", "he"))
_NUMBERS = MappingProxyType(
    {word: number for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)  # fmt: skip
_ORDINALS = MappingProxyType(
    {word: number for number, word in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )}
)  # fmt: skip
_TEN = MappingProxyType({"twenty": 20, "thirty": 30})
_TENS = re.compile(rf"\b({'|'.join(_TEN)})[- ]({'|'.join(list(_ORDINALS)[1:10])})\b", re.IGNORECASE)
"""Ordinals of two words: "twenty-ninth", read as "29th"."""
_HOW_LONG_UNTIL = re.compile(r"\bhow long (?:un)?'?till?\b", re.IGNORECASE)
"""Asks for a day, not for a length."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it is compared. `sentence` counts from 0; `capital` says whether it was written with one."""

    text: str
    stem: str
    sentence: int
    capital: bool = False

    @property
    def number(self) -> int | None:
        """What the word counts, if it is a number: 5, "five"."""
        if self.text.isdigit():
            return int(self.text) if len(self.text) < 6 else None
        return _NUMBERS.get(self.text)

    @property
    def ordinal(self) -> int | None:
        """What the word orders: 5 for "5th" and "fifth"."""
        if _NUMBERED.match(self.text):
            return int(self.text[:-2])
        return _ORDINALS.get(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens, and whether it asks for something."""

    first: int
    after: int
    asks: bool
    questioned: bool = False
    """Whether it ends with a question mark."""


@dataclass(frozen=True, slots=True)
class Text:
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    symbols: int
    """Characters that are neither letters nor digits nor the usual punctuation: much of it is code."""
    pauses: frozenset[int] = frozenset()
    """Before which words a comma, a colon, a bracket or a dash stands."""


def take_apart(asked: str) -> Text:
    """The words of a question. Possessive endings are dropped, "what's" is opened."""
    text = unicodedata.normalize("NFKC", asked).translate(QUOTES)
    text = _TENS.sub(lambda found: f"{_TEN[found[1].lower()] + _ORDINALS[found[2].lower()]}th", text)
    text = _HOW_LONG_UNTIL.sub("when is", text)
    text = _ABBREVIATED.sub(lambda found: found[1].replace(".", ""), text)
    text = _TO.sub(" to ", _FOR.sub(" for ", text))
    text = _LOVE.sub("would like", _PASS_FAIL.sub("passfail", text))
    text = _SPAN.sub(r"\1 to ", text)
    text = _DASH.sub(" , ", _WITHOUT.sub("without", _QA.sub("qanda", text)))
    tokens: list[Token] = []
    marks: list[tuple[int, bool]] = []
    symbols = 0
    pauses: set[int] = set()
    for piece in _PIECE.findall(text):
        if piece[0] in "?!;\n" or set(piece) == {"."}:
            marks.append((len(tokens), "?" in piece))
        elif piece[0].isalnum() or piece == "%":
            tokens.extend(_opened(piece, len(marks)))
        else:
            symbols += piece not in ",'\"-:()/&#"
            if piece in ",:()":
                pauses.add(len(tokens))
    return Text(tuple(tokens), _sentences(tokens, marks), symbols, frozenset(pauses))


def _opened(piece: str, sentence: int) -> list[Token]:
    capital = piece[0].isupper()
    word = plain(piece).strip("'")
    if not word:
        return []
    if "'" in word:
        head, _, tail = word.rpartition("'")
        tail = f"'{tail}"
        if tail == "'t":
            head = head.removesuffix("n")
            words = ["can" if head == "ca" else "will" if head == "wo" else head, "not"]
        elif tail == "'s" and head not in _OPENED_BEFORE_S:
            words = SHORT.get(head, head).split()  # "tmrw's"
        else:
            words = [head.replace("'", ""), *([_TAILS[tail]] if tail in _TAILS else [])]
    else:
        words = SHORT.get(word, word).split()
    if len(words) == 1 and not words[0].isalpha():
        words = _unglued(words[0])
    return [Token(each, stem(each), sentence, capital and n == 0) for n, each in enumerate(words) if each]


def _unglued(word: str) -> list[str]:
    """ "pa1" is "pa 1" and "feb26" "feb 26", but "5a", "26th" and "7pm" stay whole."""
    if any(form.match(word) for form in (_NUMBERED, _PAPER, _HOUR)):
        return [word]
    word = re.sub(r"^(\d+)h(rs?)?$", r"\1hours", word)
    parts = _GLUED.split(word)
    return [again for part in parts for again in SHORT.get(part, part).split()]


_ASKING = frozenset(
    """what when where who whose whom which why how is are am was were do does did can could shall should will would
    may might must has have had wonder wondering whether tell need any ask question know let list give show please
    explain find remind confirm""".split()
)  # fmt: skip


def _sentences(tokens: list[Token], marks: list[tuple[int, bool]]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    begun = 0
    for after, questioned in [*marks, (len(tokens), False)]:
        if after > begun:
            words = [token.text for token in tokens[begun:after]]
            opens = words[0] in _ASKING and words[0] != "had"
            within = bool({"wonder", "wondering", "whether", "ask"} & set(words))
            found.append(Sentence(begun, after, questioned or opens or within, questioned))
        begun = after
    return tuple(found)
