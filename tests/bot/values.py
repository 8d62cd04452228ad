"""Any value of any contract model, for property tests: drawn from the model's own annotations and limits.

A new field or a new model needs nothing here unless it brings a new kind of annotation, which is then refused loudly.
"""

from __future__ import annotations

import types
from datetime import UTC, date, datetime, time
from functools import cache
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
"""Longest text and most members drawn where the model itself sets no limit."""


def any_of(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Instances of `model`, valid ones only."""
    fields = {name: _of_field(field) for name, field in model.model_fields.items()}
    return st.builds(model, **fields)


def _of_field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return _of(field.annotation, tuple(field.metadata))


@cache
def _of(annotation: Any, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *more = arguments
        flat: list[Any] = []
        for each in more:
            flat.extend(each.metadata if isinstance(each, FieldInfo) else [each])
        return _of(inner, (*flat, *metadata))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_of(each) for each in arguments))
    if origin is tuple:
        least = _bound(metadata, annotated_types.MinLen, "min_length") or 0
        most = _limit(metadata, MANY)
        return st.lists(_of(arguments[0]), min_size=least, max_size=most).map(tuple)
    if origin is dict:
        keys, values = arguments
        return st.dictionaries(_of(keys), _of(values), max_size=6)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return st.deferred(lambda: any_of(annotation))
    return _plain(annotation, metadata)


def _plain(annotation: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    low = _bound(metadata, annotated_types.Ge, "ge")
    high = _bound(metadata, annotated_types.Le, "le")
    if annotation is str:
        return _text(metadata)
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(0 if low is None else low, 10**9 if high is None else high)
    if annotation is float:
        return st.floats(low, high, allow_nan=low is None, allow_infinity=low is None)
    if annotation is time:
        return st.times()
    if annotation is date:
        return st.dates(date(1, 1, 1), date(9999, 12, 31))
    if annotation in (AwareDatetime, datetime):
        return st.integers(86_400, 2**37).map(lambda at: datetime.fromtimestamp(at, UTC))
    if annotation is type(None):
        return st.none()
    raise TypeError(f"no values are drawn for {annotation!r}: teach tests/bot/values.py")


def _text(metadata: tuple[Any, ...]) -> st.SearchStrategy[str]:
    pattern = next(
        (each.pattern for each in metadata if getattr(each, "pattern", None) is not None), None
    )
    if pattern is not None:
        return st.from_regex(pattern, fullmatch=True).filter(lambda text: "\n" not in text)
    least = _bound(metadata, annotated_types.MinLen, "min_length") or 0
    most = _limit(metadata, LONGEST)
    checks = [each.func for each in metadata if isinstance(each, AfterValidator)]
    drawn = st.one_of(
        st.text(LETTERS, min_size=least, max_size=min(most, 40)),
        # A long text is a short one over and over: as long, and much quicker to draw.
        st.text(LETTERS, min_size=1, max_size=9).map(lambda text: (text * most)[:most]),
    )
    return drawn.filter(lambda text: all(_passes(check, text) for check in checks))


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
