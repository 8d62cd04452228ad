"""Any value of any contract model, for property tests: made from the model's own annotations and limits.

A new field or a new model needs nothing here unless it brings a new kind of annotation, which is then refused loudly.
Hypothesis draws no more than a seed, and everything else is made from that: drawing each letter of values this large
took most of a test's time, and they were never made smaller after a failure anyway.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from random import Random
from re import _constants as regex  # type: ignore[attr-defined]
from re import _parser as regex_parser  # type: ignore[attr-defined]
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from hypothesis import strategies as st
from pydantic import AfterValidator, AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

NASTY = "*_~|`<>@#[]()\\-> \n\u202eé漢😀"
LETTERS = st.one_of(
    st.sampled_from(NASTY), st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x1FFFF)
)
LONGEST = 1500
MANY = 30
"""Longest text and most members made where the model itself sets no limit."""


class Dice(Random):
    """Chances of a seed, and how many members the lists of one value may still have: lists of lists stay small."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.members = 120


Make = Callable[[Dice], Any]


def any_of(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Instances of `model`, valid ones only."""
    return st.integers(0, 2**63).map(lambda seed: _model(model)(Dice(seed)))


@cache
def _model(model: type[BaseModel]) -> Make:
    fields = {
        name: _of(field.annotation, tuple(field.metadata))
        for name, field in model.model_fields.items()
    }
    return lambda random: model(**{name: make(random) for name, make in fields.items()})


@cache
def _of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Make:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *more = arguments
        flat: list[Any] = []
        for each in more:
            flat.extend(each.metadata if isinstance(each, FieldInfo) else [each])
        return _of(inner, (*flat, *metadata))
    if origin is Literal:
        return lambda random: random.choice(arguments)
    if origin in (Union, types.UnionType):
        kinds = [_of(each) for each in arguments]
        return lambda random: random.choice(kinds)(random)
    if origin is tuple:
        member = _of(arguments[0])
        least = _bound(metadata, annotated_types.MinLen, "min_length") or 0
        most = _limit(metadata, MANY)
        return lambda random: tuple(member(random) for _ in range(_count(random, least, most)))
    if origin is dict:
        key, value = map(_of, arguments)
        return lambda random: {key(random): value(random) for _ in range(random.randint(0, 6))}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return lambda random: _model(annotation)(random)
    return _plain(annotation, metadata)


def _count(random: Dice, least: int, most: int) -> int:
    """How many members: often the fewest or the most there may be, else few rather than many."""
    few = random.randint(least, min(most, least + 8))
    count = random.choice((least, most, few, few, few, random.randint(least, most)))
    count = max(least, min(count, random.members))
    random.members -= count
    return count


def _plain(annotation: Any, metadata: tuple[Any, ...]) -> Make:
    low = _bound(metadata, annotated_types.Ge, "ge")
    high = _bound(metadata, annotated_types.Le, "le")
    if annotation is str:
        return _text(metadata)
    if annotation is bool:
        return lambda random: random.random() < 0.5
    if annotation is int:
        least, most = 0 if low is None else low, 10**9 if high is None else high
        return lambda random: random.choice((least, most, random.randint(least, most)))
    if annotation is float:
        return _float(low, high)
    if annotation is time:
        return lambda random: time(random.randrange(24), random.randrange(60), random.randrange(60))
    if annotation is date:
        days = date.max.toordinal()
        return lambda random: date.fromordinal(random.choice((1, days, random.randint(1, days))))
    if annotation in (AwareDatetime, datetime):
        return lambda random: datetime.fromtimestamp(random.randint(86_400, 2**37), UTC)
    if annotation is type(None):
        return lambda random: None
    raise TypeError(f"no values are made for {annotation!r}: teach tests/bot/values.py")


def _float(low: float | None, high: float | None) -> Make:
    edges = [each for each in (low, high) if each is not None]
    if low is None:
        edges += [0.0, -0.0, float("nan"), float("inf"), float("-inf"), 1e-300, -1e300]

    def make(random: Dice) -> float:
        if edges and random.random() < 0.3:
            return random.choice(edges)
        size = random.random() * 10.0 ** random.randint(-9, 12)
        value = size if low is not None else random.choice((size, -size))
        return value if high is None else min((low or 0) + value % (high - (low or 0)), high)

    return make


def _text(metadata: tuple[Any, ...]) -> Make:
    pattern = next(
        (each.pattern for each in metadata if getattr(each, "pattern", None) is not None), None
    )
    least = _bound(metadata, annotated_types.MinLen, "min_length") or 0
    most = _limit(metadata, LONGEST)
    if pattern is not None:
        parsed = regex_parser.parse(pattern)
        return lambda random: _fitting(lambda: _matching(parsed, random, most), pattern, least)
    checks = [each.func for each in metadata if isinstance(each, AfterValidator)]

    def candidate(random: Dice) -> str:
        if random.random() < 0.5:
            return _letters(random, random.randint(least, min(most, 40)))
        # A long text is a short one over and over.
        return (_letters(random, random.randint(1, 9)) * most)[:most]

    def make(random: Dice) -> str:
        while True:
            text = candidate(random)
            if all(_passes(check, text) for check in checks):
                return text

    return make


def _fitting(make: Callable[[], str], pattern: str, least: int) -> str:
    while True:
        text = make()
        if len(text) >= least and re.search(pattern, text) and "\n" not in text:
            return text


def _matching(parsed: Any, random: Dice, most: int) -> str:
    """A text of the kinds of pattern that the contract uses: classes, repetitions, alternatives, anchors."""
    said = ""
    for kind, of in parsed:
        if kind is regex.AT:
            continue
        if kind is regex.LITERAL:
            said += chr(of)
        elif kind is regex.IN:
            said += random.choice(_class(tuple(of)))
        elif kind is regex.MAX_REPEAT:
            least, up_to, inner = of
            longest = least + 40 if up_to is regex.MAXREPEAT else up_to
            times = random.choice((least, longest, random.randint(least, longest)))
            if len(inner) == 1 and inner[0][0] is regex.IN:
                said += "".join(random.choices(_class(tuple(inner[0][1])), k=times))
            else:
                said += "".join(_matching(inner, random, most) for _ in range(times))
        elif kind is regex.BRANCH:
            said += _matching(random.choice(of[1]), random, most)
        elif kind is regex.SUBPATTERN:
            said += _matching(of[-1], random, most)
        else:
            raise TypeError(
                f"no values are made for {kind} of a pattern: teach tests/bot/values.py"
            )
    return said[:most]


@cache
def _class(of: tuple[Any, ...]) -> str:
    return "".join(chr(code) for part in of for code in _codes(*part))


def _codes(kind: Any, of: Any) -> range:
    if kind is regex.LITERAL:
        return range(of, of + 1)
    if kind is regex.RANGE:
        return range(of[0], of[1] + 1)
    raise TypeError(f"no values are made for {kind} in a class: teach tests/bot/values.py")


def _letters(random: Dice, count: int) -> str:
    """Some of `LETTERS`: what formats, half of the time; else of any plane, but no control and no half of a pair."""
    kinds = random.choices((NASTY, NASTY, NASTY, _up_to(0x7F), _up_to(0x3000), _up_to(0x20000)), k=count)
    return "".join(letters[int(random.random() * len(letters))] for letters in kinds)


@cache
def _up_to(end: int) -> str:
    codes = range(32, end)
    return "".join("x" if 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 else chr(code) for code in codes)


def _passes(check: Any, text: str) -> bool:
    try:
        check(text)
    except ValueError:
        return False
    return True


def _limit(metadata: tuple[Any, ...], otherwise: int) -> int:
    limit = _bound(metadata, annotated_types.MaxLen, "max_length")
    return otherwise if limit is None else min(int(limit), LONGEST)


def _bound(metadata: tuple[Any, ...], kind: Any, name: str) -> Any:
    return next((getattr(each, name) for each in metadata if isinstance(each, kind)), None)
