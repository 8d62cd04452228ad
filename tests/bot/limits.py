"""Discord's limits on what a message shows, as a judge for tests.

https://docs.discord.com/developers/resources/message#embed-object-embed-limits and the component reference. Sizes in
UTF-16 code units, the stricter of the two ways in which they may be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import discord

BUTTON = discord.ui.Button


def units(text: str | None) -> int:
    return len((text or "").encode("utf-16-le")) // 2


def judge(card: discord.Embed) -> None:
    """AssertionError for an embed that Discord would refuse."""
    faults = list(faults_of(card))
    assert not faults, faults


def faults_of(card: discord.Embed) -> Iterator[str]:
    yield from text_faults("title", card.title, 256)
    if card.description is not None:
        yield from text_faults("description", card.description, 4096)
    if len(card.fields) > 25:
        yield f"{len(card.fields)} fields"
    for field in card.fields:
        yield from text_faults("a field's name", field.name, 256)
        yield from text_faults("a field's value", field.value, 1024)
    if card.footer.text is not None:
        # Discord shows no markdown in a footer, so that nothing opens a code block there.
        yield from text_faults("footer", card.footer.text.replace("```", "`` `"), 2048)
    parts = [card.title, card.description, card.footer.text]
    parts += [text for field in card.fields for text in (field.name, field.value)]
    if sum(units(part) for part in parts) > 6000:
        yield f"{[units(part) for part in parts]} units in all"


def text_faults(what: str, text: str | None, limit: int) -> Iterator[str]:
    if not shown(text):
        yield f"{what} shows nothing: {text!r}"
    elif units(text) > limit:
        yield f"{what} has {units(text)} units"
    elif not fenced(text or ""):
        yield f"{what} leaves a code block open: {text!r}"


def shown(text: str | None) -> bool:
    """Whether anything is left when Discord has trimmed white space."""
    return bool((text or "").strip())


def fenced(text: str) -> bool:
    """Whether every code block that is opened is closed again."""
    return text.count("```") % 2 == 0


def judge_all(cards: Iterable[discord.Embed]) -> None:
    every = list(cards)
    assert every
    for card in every:
        judge(card)


def judge_controls(view: discord.ui.View | None) -> None:
    """AssertionError for rows of components that Discord would refuse."""
    if view is None:
        return
    rows = view.to_components()
    assert 1 <= len(rows) <= 5
    ids: list[str] = []
    for row in rows:
        items = row["components"]
        assert 1 <= len(items) <= 5
        assert len(items) == 1 or all(item["type"] == 2 for item in items)
        for item in items:
            if "custom_id" in item:
                ids.append(item["custom_id"])
                assert 1 <= units(item["custom_id"]) <= 100
            if item["type"] == 2:
                assert 1 <= units(item["label"]) <= 80
                assert units(item.get("url")) <= 512
            else:
                assert 1 <= len(item["options"]) <= 25
                for option in item["options"]:
                    assert 1 <= units(option["label"]) <= 100
                    assert 1 <= units(option["value"]) <= 100
                    assert units(option.get("description")) <= 100
    assert len(ids) == len(set(ids))


def counted(card: discord.Embed) -> int:
    """How many entries the foot says are left out; 0 if it says nothing."""
    found = re.search(r"and (\d+) ", card.footer.text or "")
    return int(found[1]) if found else 0
