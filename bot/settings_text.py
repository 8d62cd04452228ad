"""A benchmark's settings as people type them: `workload=digits rates=0.1,0.01`, and suggestions while they do.

Values stay text here. What a setting may be is checked by the backend against what a worker announced; this only takes
the text apart, puts it together, and completes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backend.contract.compute import Experiment, FieldCard, Setting, Settings
from backend.contract.refusals import BadSettings
from bot.cards.jobs import setting_text_raw
from bot.cards.text import one_line

PAIR = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]{0,63})\s*=\s*(?P<value>[^=]*?)\s*(?=$|\s[a-z0-9][a-z0-9-]*\s*=)"
)
LONGEST = 100
"""Characters of a suggestion that Discord takes."""


def read_settings(text: str) -> Settings:
    """`{"workload": "digits", "rates": "0.1,0.01"}`. Raises `BadSettings` for what is no name=value."""
    settings: Settings = {}
    rest = one_line(text)
    while rest:
        pair = PAIR.match(rest)
        if pair is None or not pair["value"]:
            raise BadSettings(
                problem=f"“{rest[:60]}” is no setting. Write name=value, such as seeds=3, with spaces between."
            )
        settings[pair["name"]] = pair["value"]
        rest = rest[pair.end() :].lstrip()
    return settings


def written(settings: Mapping[str, Setting]) -> str:
    """Settings one a line, as `read_settings` takes them."""
    return "\n".join(
        f"{name}={setting_text_raw(value)}" for name, value in settings.items() if value != ()
    )


def given(**typed: str | None) -> Settings:
    """The options of a command that were filled in; `_` in a name stands for `-`."""
    return {
        name.replace("_", "-"): one_line(text)
        for name, text in typed.items()
        if text is not None and one_line(text)
    }


def completions(experiment: Experiment, text: str) -> list[str]:
    """Whole texts that continue `text`: first the names of settings, then the values of the one begun."""
    *_, last = re.split(r"\s(?=[a-z0-9-]+=|[a-z0-9-]*$)", f" {text}")
    before = text[: len(text) - len(last)] if last else text
    used = {name for name in re.findall(r"([a-z0-9-]+)=", before)}
    name, equals, value = last.partition("=")
    if equals:
        field = next((each for each in experiment.fields if each.name == name), None)
        found = [f"{name}={each}" for each in values(field, value)] if field else []
    else:
        found = [
            f"{each.name}={setting_text_raw(each.default)}"
            for each in experiment.fields
            if each.name not in used and each.name.startswith(name)
        ]
    return [f"{before}{each}" for each in found if len(before) + len(each) <= LONGEST]


def values(field: FieldCard, typed: str) -> list[str]:
    """Texts that continue what was typed for one setting; for lists the last item is completed."""
    typed = one_line(typed)
    default = setting_text_raw(field.default)
    match field.kind:
        case "choice":
            return _matching(field, typed)
        case "choices":
            return _continued(field, typed, default)
        case _:
            return list(dict.fromkeys(text for text in (typed, default) if text))


def _matching(field: FieldCard, typed: str) -> list[str]:
    words = typed.casefold()
    return [
        choice.name
        for choice in field.choices
        if words in choice.name.casefold() or words in choice.title.casefold()
    ]


def _continued(field: FieldCard, typed: str, default: str) -> list[str]:
    if not typed:
        return list(dict.fromkeys([default, *(choice.name for choice in field.choices)]))[:25]
    *whole, last = [part.strip() for part in typed.split(",")]
    names = _matching(field, last)
    fresh = [name for name in names if name not in whole]
    found = [",".join([*whole, name]) for name in fresh]
    known = {choice.name for choice in field.choices} - set(whole)
    if last in known and len(whole) + 1 < field.most:
        found += [
            ",".join([*whole, last, choice.name])
            for choice in field.choices
            if choice.name not in (*whole, last)
        ]
    return [text for text in dict.fromkeys(found) if len(text) <= LONGEST]


def field_named(experiments: Sequence[Experiment], experiment: str, name: str) -> FieldCard | None:
    """The announced field `name` of the announced experiment `experiment`."""
    return next(
        (
            field
            for each in experiments
            if each.name == experiment
            for field in each.fields
            if field.name == name
        ),
        None,
    )
