"""The way from an answer to a human: the button below an answer, the staff's, and their forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

import discord

from backend.contract.ask import (
    Answer,
    AnswerStaffQuestion,
    Asked,
    AskStaff,
    ListAsked,
    ListStaffQuestions,
    StaffQuestion,
    WritePassage,
)
from backend.contract.base import CONTROL
from backend.contract.refusals import AlreadyAnswered, Malformed, NoSuchQuestion, StaffOnly
from bot.asking import Interaction, answer, ask, rows
from bot.cards.answers import handed_on_card, staff_question_card, written_card
from bot.cards.text import label
from bot.people import is_staff
from bot.ui import DynamicItem, Modal

FORM_S = 3600.0
"""How long a form that was opened is waited for."""
MOST_WORDS = 1500
ESCAPED = re.compile(r"\\(.)")


class AskTheStaff(DynamicItem, template=r"ask:staff:(?P<answer>[A-Za-z0-9_-]{8,32})"):
    """Opens the form by which a question is handed on."""

    def __init__(self, answer: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="ask the staff",
                custom_id=f"ask:staff:{answer}",
                style=discord.ButtonStyle.primary,
            )
        )
        self.of = answer

    async def pressed(self, interaction: Interaction) -> None:
        cards = interaction.message.embeds if interaction.message else []
        await interaction.response.send_modal(HandOn(self.of, as_typed(cards[0].title if cards else "")))


class HandOn(Modal):
    """The question as it goes to the staff, and whether with a name."""

    def __init__(self, of: str, question: str) -> None:
        super().__init__(title="Ask the course staff", timeout=FORM_S)
        self._of = of
        self.question = discord.ui.TextInput[HandOn](
            custom_id="question", style=discord.TextStyle.paragraph, max_length=MOST_WORDS,
            default=question or None,
        )  # fmt: skip
        self.anonymous = discord.ui.Checkbox[HandOn](custom_id="anonymous")
        self.add_item(discord.ui.Label(text="Your question", component=self.question))
        self.add_item(
            discord.ui.Label(
                text="Without my name",
                description="The staff read the question only; the answer still comes to you.",
                component=self.anonymous,
            )
        )

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        call = AskStaff(
            answer=self._of, question=readable(self.question.value), anonymous=self.anonymous.value
        )
        await answer(interaction, card=handed_on_card(await ask(interaction, call)))


class AnswerIt(DynamicItem, template=r"ask:answer:(?P<number>\d{1,12})"):
    """Opens the form by which staff answer."""

    def __init__(self, number: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="answer",
                custom_id=f"ask:answer:{number}",
                style=discord.ButtonStyle.primary,
            )
        )
        self.number = int(number)

    async def pressed(self, interaction: Interaction) -> None:
        if not await is_staff(interaction):
            raise StaffOnly()
        every = await ask(interaction, ListStaffQuestions(open_only=False))
        question = next((each for each in every if each.number == self.number), None)
        if question is None:
            raise NoSuchQuestion(asked=self.number)
        if question.answered is not None:
            raise AlreadyAnswered(number=self.number, by=question.by)
        await interaction.response.send_modal(AnswerForm(question))


class AnswerForm(Modal):
    """The staff's answer, and whether it stays as a passage."""

    def __init__(self, question: StaffQuestion) -> None:
        super().__init__(title=f"Answer question {question.number}", timeout=FORM_S)
        self._number = question.number
        self.words = discord.ui.TextInput[AnswerForm](
            custom_id="words", style=discord.TextStyle.paragraph, max_length=MOST_WORDS
        )
        self.heading = discord.ui.TextInput[AnswerForm](
            custom_id="heading", max_length=100, required=False
        )
        self.add_item(
            discord.ui.Label(
                text="Your answer", description=label(question.question, 100), component=self.words
            )
        )
        self.add_item(
            discord.ui.Label(
                text="Keep it as a passage with this heading",
                description="Then /ask finds it from now on. Leave empty to answer this person only.",
                component=self.heading,
            )
        )

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        call = AnswerStaffQuestion(
            number=self._number, text=readable(self.words.value),
            heading=CONTROL.sub("", self.heading.value).strip(),
        )  # fmt: skip
        await answer(interaction, card=staff_question_card(await ask(interaction, call)))


class PickAsked(DynamicItem, template=r"ask:write"):
    """Chooses a group of questions without an answer, to write the passage."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="ask:write", placeholder="write the passage about …", options=list(options)
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        chosen = self.item.values[0]
        asked = await ask(interaction, ListAsked(days=30, most=25))
        group = next((each for each in asked.unanswered if about_value(each) == chosen), None)
        await interaction.response.send_modal(PassageForm(group))


class PassageForm(Modal):
    """A passage that staff write."""

    def __init__(self, group: Asked | None = None) -> None:
        super().__init__(title="Write a passage", timeout=FORM_S)
        self._about = group.about if group else ""
        self.heading = discord.ui.TextInput[PassageForm](custom_id="heading", max_length=100)
        self.words = discord.ui.TextInput[PassageForm](
            custom_id="words", style=discord.TextStyle.paragraph, max_length=3500
        )
        asked = f"Asked {group.count} times: {group.example}" if group else "A question reads well."
        self.add_item(
            discord.ui.Label(text="Heading", description=label(asked, 100), component=self.heading)
        )
        self.add_item(discord.ui.Label(text="The passage", component=self.words))

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        call = WritePassage(
            heading=readable(self.heading.value), text=readable(self.words.value), about=self._about
        )
        await answer(interaction, card=written_card(await ask(interaction, call)))


def below_answer(given: Answer) -> discord.ui.View | None:
    """The way to a human, where the answer is none or may be wrong; also below what a model worded."""
    open_ended = given.made in ("not stated", "refused", "worded") or given.band != "sure"
    return rows([AskTheStaff(given.id)]) if open_ended else None


def about_value(asked: Asked) -> str:
    """A menu's value has at most 100 characters."""
    return asked.about[:100] or "-"


def writing(groups: Sequence[Asked]) -> discord.ui.View | None:
    """The menu below the list of what was asked."""
    options = {
        about_value(each): discord.SelectOption(
            label=label(each.example, 100), value=about_value(each), description=f"asked {each.count} ×"
        )
        for each in groups[:25]
    }
    return rows([PickAsked(list(options.values()))]) if options else None


def as_typed(shown: str | None) -> str:
    """Someone's words without what `cards.text.plain` put before their markdown and mentions."""
    return ESCAPED.sub(r"\1", shown or "").replace("@\u2060", "@")


def readable(text: str) -> str:
    """What was written, without what no chat shows. Raises `Malformed` when nothing is left to read."""
    kept = CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if not kept:
        raise Malformed(problem="there is nothing to read in it. Write a sentence.")
    return kept
