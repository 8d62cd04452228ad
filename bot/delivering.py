"""The staff's list of deliveries: its pages, and what can be decided about what was not said.

A page is asked for by the newest notice that is older than those just seen, so it does not move while more is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import discord

from backend.contract.notices import (
    AboutNotice,
    Deliveries,
    Delivery,
    ListDeliveries,
    SettleNotice,
    State,
)
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.deliveries import A_PAGE, TROUBLE, decision_card, deliveries_card
from bot.cards.text import label
from bot.ui import DynamicItem

STATES: tuple[State, ...] = get_args(State)
ANY = "x"
LONGEST_TEXT = 30


@dataclass(frozen=True)
class Filter:
    """Which deliveries are asked for."""

    state: State | None = None
    person: str = ""
    channel: str = ""
    text: str = ""

    @property
    def code(self) -> str:
        """At most 75 characters, for a custom id."""
        number = ANY if self.state is None else str(STATES.index(self.state))
        return f"{number}:{self.person}:{self.channel}:{self.text}"

    @classmethod
    def of(cls, code: str) -> Filter:
        number, person, channel, text = code.split(":", 3)
        known = number.isdecimal() and int(number) < len(STATES)
        return cls(STATES[int(number)] if known else None, person, channel, text)

    def call(self, before: int | None) -> ListDeliveries:
        return ListDeliveries(
            states=(self.state,) if self.state else (), person=self.person or None,
            channel=self.channel or None, text=self.text, before=before, most=A_PAGE,
        )  # fmt: skip

    @property
    def words(self) -> str:
        parts = [
            self.state or "",
            f"to <@{self.person}>" if self.person else "",
            f"in <#{self.channel}>" if self.channel else "",
            f"about {self.text}" if self.text else "",
        ]
        told = ", ".join(part for part in parts if part)
        return f"Only: {told}." if told else ""


class PageOfDeliveries(
    DynamicItem,
    template=r"deliveries:(?P<before>\d{0,12}):(?P<code>[x\d]:\d{0,20}:\d{0,20}:.{0,30})",
):
    """Shows what is older than `before`, or the newest."""

    def __init__(self, before: str, code: str, *, label: str = "", off: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label=label or "page",
                custom_id=f"deliveries:{before}:{code}",
                disabled=off,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.before = int(before) if before else None
        self.code = code

    async def pressed(self, interaction: Interaction) -> None:
        chosen = Filter.of(self.code)
        found = await ask(interaction, chosen.call(self.before), redrawing=True)
        await redraw(
            interaction,
            card=deliveries_card(found, asked=chosen.words),
            controls=paging(found, chosen, first=self.before is None),
        )


class PickDelivery(DynamicItem, template=r"delivery:pick"):
    """Chooses one that was not said, to decide about it."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="delivery:pick", placeholder="decide about …", options=list(options)
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        number = int(self.item.values[0])
        delivery = await ask(interaction, AboutNotice(notice=number))
        await answer(interaction, card=decision_card(delivery), controls=deciding(delivery))


class Decide(DynamicItem, template=r"delivery:(?P<what>again|drop):(?P<notice>\d{1,12})"):
    """Says it again, or lets it be."""

    def __init__(self, what: str, notice: str) -> None:
        again = what == "again"
        super().__init__(
            discord.ui.Button(
                label="say it again" if again else "let it be",
                custom_id=f"delivery:{what}:{notice}",
                style=discord.ButtonStyle.danger if again else discord.ButtonStyle.secondary,
            )
        )
        self.again, self.notice = again, int(notice)

    async def pressed(self, interaction: Interaction) -> None:
        call = SettleNotice(notice=self.notice, say_again=self.again)
        settled = await ask(interaction, call, redrawing=True)
        await redraw(interaction, card=decision_card(settled, decided=True))


def paging(found: Deliveries, chosen: Filter, *, first: bool) -> discord.ui.View | None:
    """The buttons and the menu below a page."""
    items: list[discord.ui.Item[Any]] = []
    if not first or found.more:
        oldest = str(found.deliveries[-1].notice) if found.deliveries else "0"
        items.append(PageOfDeliveries("", chosen.code, label="newest", off=first))
        items.append(PageOfDeliveries(oldest, chosen.code, label="older ▶", off=not found.more))
    undecided = [each for each in found.deliveries if each.state in TROUBLE]
    if undecided:
        items.append(
            PickDelivery(
                [
                    discord.SelectOption(
                        label=label(f"#{each.notice} {each.what}", 100),
                        value=str(each.notice),
                        description=label(f"{each.state}: {each.reason}", 100),
                    )
                    for each in undecided
                ]
            )
        )
    return rows(items)


def deciding(delivery: Delivery) -> discord.ui.View | None:
    if delivery.state not in TROUBLE:
        return None
    number = str(delivery.notice)
    return rows([Decide("again", number), Decide("drop", number)])
