"""Settings against field cards: what was typed is checked, completed, and written down as a
command.

Knows the contract and nothing else, so that the backend, a worker and the terminal all use it. A
refusal names the field, the value, the limits, and the nearest value that would have been taken. It
cannot know whether a combination of settings makes sense; an experiment says that itself when it
runs.
"""

from __future__ import annotations

import json
import math
import shlex
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from pydantic import TypeAdapter

from backend.contract.compute import Chosen, Experiment, FieldCard, Setting, Settings
from backend.contract.refusals import BadSettings

Several = TypeVar("Several", tuple[str, ...], tuple[float, ...])

_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)

_CHOSEN: TypeAdapter[tuple[Chosen, ...]] = TypeAdapter(tuple[Chosen, ...])

SHOWN = 60
"""Characters of a wrong value that a refusal repeats."""


def complete(experiment: Experiment, given: Mapping[str, Setting]) -> Settings:
    """Every setting of `experiment`: what was given, checked, and the default for the rest.

    Lists may be typed as one text with commas, numbers as text. Raises `BadSettings`.
    """
    known = [field.name for field in experiment.fields]
    for name in given:
        if name not in known:
            near = _nearest(name, known)
            hint = f" Did you mean “{near}”?" if near else ""
            raise _bad(
                f"There is no setting “{_cut(name)}”.{hint} The settings are {_listed(known)}."
            )
    return {
        field.name: checked(field, given[field.name])
        if given.get(field.name, field.default) != field.default
        else field.default
        for field in experiment.fields
    }


def checked(field: FieldCard, value: Setting) -> Setting:
    """`value` as the field wants it. Raises `BadSettings`."""
    match field.kind:
        case "choice":
            if not isinstance(value, str):
                raise _bad(
                    f"{_named(field)} must be one of {_names(field)}; {_shown(value)} is not."
                )
            return _choice(field, value.strip())
        case "choices":
            names = tuple(_choice(field, str(part).strip()) for part in _parts(value))
            return _enough(field, names, f"of {_names(field)}")
        case "integer":
            return _integer(field, value)
        case "number":
            return _number(field, value)
        case "numbers":
            numbers = tuple(sorted(_number(field, part) for part in _parts(value)))
            return _enough(field, numbers, "numbers")


def command(experiment: str, settings: Mapping[str, Setting]) -> str:
    """What repeats the benchmark in a terminal, quoted for a POSIX shell."""
    words = [f"{name}={_typed(value)}" for name, value in settings.items() if value != ()]
    return shlex.join(["syllabot", "bench", experiment, *words])


def in_words(experiment: Experiment, settings: Mapping[str, Setting]) -> tuple[Chosen, ...]:
    """Complete settings for people: titles for names, and nothing of what was left open."""
    return tuple(
        Chosen(title=field.title, words=_in_words(field, settings[field.name])[:1000])
        for field in experiment.fields
        if not is_open(field, settings[field.name])
    )


def is_open(field: FieldCard, value: Setting) -> bool:
    """Whether the value says that somebody else decides: no numbers, or a 0 that stands for that."""
    return value == () or bool(field.left_open and value == 0)


def _in_words(field: FieldCard, value: Setting) -> str:
    titles = {choice.name: choice.title for choice in field.choices}
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(
        titles.get(part, part) if isinstance(part, str) else f"{part:.12g}" for part in parts
    )


def kept_words(chosen: tuple[Chosen, ...]) -> str:
    return _CHOSEN.dump_json(chosen).decode()


def read_words(text: str) -> tuple[Chosen, ...]:
    """What `kept_words` wrote."""
    return _CHOSEN.validate_json(text)


def typed(words: Iterable[str]) -> Settings:
    """The settings of a command's `name=value` words, still unchecked. Raises `BadSettings`."""
    settings: Settings = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise _bad(f"“{_cut(word)}” is no setting. Write name=value, such as seeds=3.")
        settings[name] = value
    return settings


def canonical(settings: Mapping[str, Setting]) -> str:
    """JSON by which equal settings are equal text."""
    return json.dumps(settings, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Settings:
    """What `canonical` wrote."""
    return _SETTINGS.validate_json(text)


def _choice(field: FieldCard, name: str) -> str:
    names = [choice.name for choice in field.choices]
    if name in names:
        return name
    titles = {choice.title.casefold(): choice.name for choice in field.choices}
    if name.casefold() in titles:
        return titles[name.casefold()]
    near = _nearest(name.casefold(), [*names, *titles])
    hint = f" Did you mean “{titles.get(near, near)}”?" if near else ""
    raise _bad(f"{_named(field)} cannot be {_shown(name)}.{hint} Choose from {_names(field)}.")


def _integer(field: FieldCard, value: Setting) -> int:
    number = _number(field, value)
    if number != int(number):
        raise _bad(
            f"{_named(field)} must be a whole number; {_shown(value)} is not. Take {round(number)}."
        )
    return int(number)


def _number(field: FieldCard, value: Setting | float) -> float:
    number = _read_number(value)
    whole = field.kind == "integer"
    if number is None or not math.isfinite(number):
        kind = "a whole number" if whole else "a number"
        raise _bad(f"{_named(field)} must be {kind}{_limits(field)}; {_shown(value)} is not.")
    for limit, beyond in ((field.at_least, -1), (field.at_most, 1)):
        if limit is not None and (number - limit) * beyond > 0:
            size = "small" if beyond < 0 else "large"
            raise _bad(
                f"{_named(field)} must be{_limits(field)}; {_shown(value)} is too {size}."
                f" The nearest is {_plain(limit)}."
            )
    return number


def _read_number(value: Setting | float) -> float | None:
    if isinstance(value, bool | tuple):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _parts(value: Setting) -> Sequence[str | float]:
    if isinstance(value, str):
        return [part for part in value.replace(",", " ").split() if part]
    return value if isinstance(value, tuple) else (value,)


def _enough(field: FieldCard, values: Several, of: str) -> Several:
    twice = next((value for at, value in enumerate(values) if value in values[:at]), None)
    if twice is not None:
        raise _bad(f"{_named(field)} names {_shown(twice)} twice. Name each once.")
    if len(values) < field.fewest:
        raise _bad(f"{_named(field)} needs at least {field.fewest} {of}; {len(values)} given.")
    if len(values) > field.most:
        raise _bad(f"{_named(field)} takes at most {field.most} {of}; {len(values)} given.")
    return values


def _limits(field: FieldCard) -> str:
    low, high = field.at_least, field.at_most
    if low is not None and high is not None:
        return f" between {_plain(low)} and {_plain(high)}"
    if low is not None:
        return f" at least {_plain(low)}"
    return f" at most {_plain(high)}" if high is not None else ""


def _nearest(name: str, known: Sequence[str]) -> str | None:
    near = get_close_matches(name[:SHOWN], known, n=1)
    return near[0] if near else None


def _bad(problem: str) -> BadSettings:
    return BadSettings(problem=problem)


def _named(field: FieldCard) -> str:
    return f"“{field.name}”"


def _names(field: FieldCard) -> str:
    return _listed([choice.name for choice in field.choices])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none at all"


def _shown(value: object) -> str:
    return f"“{_cut(value)}”" if isinstance(value, str) else _cut(value)


def _cut(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _plain(number: float) -> str:
    return f"{number:g}" if abs(number) < 1e15 else str(number)


def _typed(value: Setting) -> str:
    if isinstance(value, tuple):
        return ",".join(_typed(part) for part in value)
    return repr(value) if isinstance(value, float) else str(value)
