"""Questions in one's own words: `/ask` for everyone, `/questions` for the staff behind it."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from backend.contract.ask import (
    LONGEST_QUESTION,
    Ask,
    GetWording,
    ListAsked,
    ListStaffQuestions,
    ListWritten,
    RetractPassage,
    SetWording,
    StaffAnswered,
    StaffAsked,
)
from bot.asking import Interaction, answer, ask, ask_quietly, rows
from bot.cards.answers import (
    answer_card,
    asked_card,
    staff_answer_card,
    staff_question_card,
    waiting_pages,
    wording_card,
    written_card,
    written_pages,
)
from bot.cards.text import label, one_line
from bot.client import Syllabot
from bot.cog import CourseCog, staff_only
from bot.explain import Choices, suggesting
from bot.pages import Pages, open_book
from bot.questions import AnswerIt, AskTheStaff, PassageForm, PickAsked, below_answer, writing
from bot.saying import Post

LASTING = (AnswerIt, AskTheStaff, PickAsked)
"""The buttons and menus of these commands; named here so that they are known after a restart."""


class Questions(CourseCog):
    """Questions in your own words"""

    rank = 5

    questions = app_commands.Group(
        name="questions",
        description="What people ask, and what the staff answer",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        default_permissions=discord.Permissions(manage_messages=True),
    )

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.books["waiting"] = self.pages_of_waiting
        bot.books["written"] = self.pages_of_written
        bot.sayings[StaffAsked] = self.asked_message
        bot.sayings[StaffAnswered] = self.answered_message

    @app_commands.command(name="ask")
    @app_commands.describe(question="in your own words, such as: is the review due on Wednesday?")
    async def ask_question(
        self, interaction: Interaction, question: app_commands.Range[str, 1, LONGEST_QUESTION]
    ) -> None:
        """Ask about the course: an answer with its source, or an honest "not stated\""""
        given = await ask(interaction, Ask(question=question))
        await answer(interaction, card=answer_card(given), controls=below_answer(given))

    @staff_only
    @questions.command(name="open")
    async def open_ones(self, interaction: Interaction) -> None:
        """Questions that wait for an answer"""
        await open_book(interaction, "waiting")

    async def pages_of_waiting(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        return waiting_pages(await ask(interaction, ListStaffQuestions(), redrawing=redrawing))

    @staff_only
    @questions.command()
    @app_commands.describe(number="the question's number")
    async def answer(self, interaction: Interaction, number: app_commands.Range[int, 1]) -> None:
        """Answer one of them"""
        await AnswerIt(str(number)).pressed(interaction)

    @staff_only
    @questions.command()
    @app_commands.describe(days="how many days back (7 unless you say)")
    async def asked(self, interaction: Interaction, days: app_commands.Range[int, 1, 30] = 7) -> None:
        """What was asked most, and what remained open: counts, no names"""
        found = await ask(interaction, ListAsked(days=days, most=25))
        await answer(interaction, card=asked_card(found), controls=writing(found.unanswered))

    @staff_only
    @questions.command()
    async def write(self, interaction: Interaction) -> None:
        """Write a passage that /ask finds from then on"""
        await interaction.response.send_modal(PassageForm())

    @staff_only
    @questions.command()
    async def written(self, interaction: Interaction) -> None:
        """The passages that the staff wrote"""
        await open_book(interaction, "written")

    async def pages_of_written(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        return written_pages(await ask(interaction, ListWritten(), redrawing=redrawing))

    @staff_only
    @questions.command()
    @app_commands.describe(passage="which: pick one as you type")
    async def retract(self, interaction: Interaction, passage: app_commands.Range[str, 1, 64]) -> None:
        """Take back a passage that the staff wrote"""
        gone = await ask(interaction, RetractPassage(slug=one_line(passage)))
        await answer(interaction, card=written_card(gone, retracted=True))

    @retract.autocomplete("passage")
    @suggesting
    async def suggest_written(self, interaction: Interaction, typed: str) -> Choices:
        text = one_line(typed).casefold()
        return [
            app_commands.Choice(name=label(each.heading, 100), value=each.slug)
            for each in await ask_quietly(interaction, ListWritten())
            if text in f"{each.heading} {each.slug}".casefold()
        ][:25]

    @staff_only
    @questions.command()
    @app_commands.describe(model="whether a language model may word answers; left out, how it stands")
    async def wording(
        self, interaction: Interaction, model: Literal["on", "off"] | None = None
    ) -> None:
        """Whether a language model words answers, and how often it did today"""
        call = GetWording() if model is None else SetWording(on=model == "on")
        await answer(interaction, card=wording_card(await ask(interaction, call)))

    async def asked_message(self, matter: StaffAsked) -> Post:
        question = matter.question
        controls = None if question.answered else rows([AnswerIt(str(question.number))])
        return Post(staff_question_card(question), controls=controls)

    async def answered_message(self, matter: StaffAnswered) -> Post:
        return Post(staff_answer_card(matter))
