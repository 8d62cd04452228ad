"""The buttons and menus of dates that change. Each names all it needs in its custom id, so it works after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import discord

from backend.contract.changes import (
    Disagreement,
    EndExtension,
    Extension,
    ListExtensions,
    MoveDeadline,
    PlanMove,
    PlannedMove,
    Reload,
    ReloadCourse,
)
from backend.contract.refusals import MovedMeanwhile, NoSuchExtension, NothingMoves
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.changes import extension_card, move_card, reason_in, reload_card
from bot.cards.text import label
from bot.ui import DynamicItem

SLUG = r"[a-z0-9][a-z0-9-]{0,63}"
KEPT = "-"
"""In place of an hour: it stays as it is."""
LONGEST = 100
"""Characters of a custom id or of an option's value."""
OFFERED = 25


class ConfirmMove(
    DynamicItem,
    template=rf"move:(?P<deadline>{SLUG}):(?P<version>\d{{1,10}}):(?P<day>\d{{8}}):(?P<hour>\d{{4}}|-)",
):
    """Makes the move that was shown, if the deadline is still where it was."""

    def __init__(self, deadline: str, version: str, day: str, hour: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="Move it",
                custom_id=f"move:{deadline}:{version}:{day}:{hour}",
                style=discord.ButtonStyle.danger,
            )
        )
        self.deadline, self.version = deadline, int(version)
        self.day = date.fromisoformat(day)
        self.hour = None if hour == KEPT else time(int(hour[:2]), int(hour[2:]))

    async def pressed(self, interaction: Interaction) -> None:
        embeds = interaction.message.embeds if interaction.message else []
        reason = reason_in(embeds[0] if embeds else None)
        call = MoveDeadline(
            deadline=self.deadline, day=self.day, hour=self.hour, expected=self.version,
            reason=reason,
        )  # fmt: skip
        try:
            moved = await ask(interaction, call, redrawing=True)
        except MovedMeanwhile as meanwhile:
            await self._show_anew(interaction, reason, meanwhile)
            return
        await redraw(interaction, card=move_card(moved, made=True, reason=reason))

    async def _show_anew(
        self, interaction: Interaction, reason: str, meanwhile: MovedMeanwhile
    ) -> None:
        """Someone else moved it first: what the move would do now, to be confirmed again."""
        plan = PlanMove(deadline=self.deadline, day=self.day, hour=self.hour)
        try:
            planned = await ask(interaction, plan, redrawing=True)
        except NothingMoves:
            raise meanwhile from None
        await redraw(
            interaction,
            card=move_card(planned, reason=reason, note=meanwhile.sentence),
            controls=confirming(planned, self.day, self.hour),
        )


def confirming(move: PlannedMove, day: date, hour: time | None) -> discord.ui.View | None:
    """The button below a move that is shown."""
    at = KEPT if hour is None else f"{hour:%H%M}"
    day_text = f"{day.year:04}{day:%m%d}"
    return rows([ConfirmMove(move.deadline, str(move.version), day_text, at)])


class PickExtension(DynamicItem, template=r"extension:pick"):
    """Chooses one of the extensions that are listed, to take it back."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="extension:pick", placeholder="take one back …", options=list(options)
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        deadline, _, student = self.item.values[0].partition(":")
        for each in await ask(interaction, ListExtensions(deadline=deadline)):
            if each.student.id == student:
                controls = rows([TakeBackExtension(deadline, student)])
                await answer(interaction, card=extension_card(each), controls=controls)
                return
        raise NoSuchExtension(student="That student", title=deadline)


class TakeBackExtension(
    DynamicItem,
    template=rf"extension:end:(?P<deadline>{SLUG}):(?P<student>[A-Za-z0-9_.@-]{{1,64}})",
):
    """Ends one student's extension."""

    def __init__(self, deadline: str, student: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="Take it back",
                custom_id=f"extension:end:{deadline}:{student}",
                style=discord.ButtonStyle.danger,
            )
        )
        self.deadline, self.student = deadline, student

    async def pressed(self, interaction: Interaction) -> None:
        call = EndExtension(deadline=self.deadline, student=self.student)
        ended = await ask(interaction, call, redrawing=True)
        await redraw(interaction, card=extension_card(ended))


def ending(extensions: Sequence[Extension]) -> discord.ui.View | None:
    """A menu of those that hold; a name from a terminal may be too long to be offered."""
    options = [
        discord.SelectOption(
            label=label(f"{each.student.name}: {each.title}", 100),
            value=f"{each.deadline}:{each.student.id}",
        )
        for each in extensions
        if each.ended is None and len(f"extension:end:{each.deadline}:{each.student.id}") <= LONGEST
    ]
    return rows([PickExtension(options[:OFFERED])]) if options else None


class ApplyReload(DynamicItem, template=r"reload:apply:(?P<fingerprint>[A-Za-z0-9]{1,64})"):
    """Serves the folder as it was shown; what staff set in chat stands."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="Apply",
                custom_id=f"reload:apply:{fingerprint}",
                style=discord.ButtonStyle.danger,
            )
        )
        self.fingerprint = fingerprint

    async def pressed(self, interaction: Interaction) -> None:
        await apply(interaction, ReloadCourse(fingerprint=self.fingerprint))


class FolderWins(DynamicItem, template=r"reload:wins:(?P<fingerprint>[A-Za-z0-9]{1,64})"):
    """The same, and lets the folder win for the deadlines that are chosen."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, fingerprint: str, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"reload:wins:{fingerprint}",
                placeholder="Apply, and let the folder win for …",
                options=list(options),
                max_values=max(1, len(options)),
            )
        )
        self.fingerprint = fingerprint

    async def pressed(self, interaction: Interaction) -> None:
        winning = tuple(self.item.values)
        await apply(interaction, ReloadCourse(fingerprint=self.fingerprint, folder_wins=winning))


async def apply(interaction: Interaction, call: ReloadCourse) -> None:
    reloaded = await ask(interaction, call, redrawing=True)
    await redraw(interaction, card=reload_card(reloaded, applied=True))


def applying(reload: Reload) -> discord.ui.View | None:
    """What can be done with a reload that is shown; nothing when it would do nothing."""
    items: list[discord.ui.Item[Any]] = []
    if not reload.is_empty:
        items.append(ApplyReload(reload.fingerprint))
    if reload.disagreements:
        items.append(FolderWins(reload.fingerprint, _options(reload.disagreements[:OFFERED])))
    return rows(items)


def _options(disagreements: Sequence[Disagreement]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=label(each.title, 100),
            value=each.deadline,
            description=label(each.folder.in_words, 100),
        )
        for each in disagreements
    ]
