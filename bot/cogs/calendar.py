"""The calendar in chat: what is due, what happens when, what is read, and what the rules say."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from backend.contract.calendar import (
    FindWhen,
    GetCourse,
    GetOfficeHours,
    GetPolicy,
    ListDeadlines,
    ListMeetings,
    ListPapers,
    ListTopics,
    TickOff,
)
from backend.contract.refusals import NoSuchPaper, NoSuchPolicy
from backend.contract.signup import GetBoard
from bot.asking import Interaction, answer, ask, ask_quietly, redraw, rows
from bot.cards.course import course_card, office_hours_card, policy_pages
from bot.cards.deadlines import due_pages, ticked_card
from bot.cards.meetings import agenda_pages, landmark_card
from bot.cards.papers import paper_card, paper_pages
from bot.cards.text import label, one_line, plural
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.explain import Choices, suggesting
from bot.pages import Pages, open_book
from bot.picking import paper_choices, paper_id, task_choices, task_id
from bot.ui import DynamicItem

SPANS = {"today": "Today", "week": "This week"}


class UndoTick(DynamicItem, template=r"untick:(?P<deadline>[a-z0-9-]{1,64})"):
    """Takes a tick back."""

    def __init__(self, deadline: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="undo",
                custom_id=f"untick:{deadline}",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.deadline = deadline

    async def pressed(self, interaction: Interaction) -> None:
        call = TickOff(deadline=self.deadline, done=False)
        deadline = await ask(interaction, call, redrawing=True)
        await redraw(interaction, card=ticked_card(deadline, done=False))


class Calendar(CourseCog):
    """Calendar, readings and rules"""

    rank = 10

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.books["due"] = self.pages_of_due
        bot.books["agenda"] = self.pages_of_agenda
        bot.books["papers"] = self.pages_of_papers
        bot.books["policy"] = self.pages_of_policy

    @app_commands.command()
    @app_commands.describe(
        whose="mine leaves out what you ticked off; everyone shows it all",
        days="how many days ahead to look (14 unless you say)",
        everything="the whole term, also what is over",
    )
    async def due(
        self,
        interaction: Interaction,
        whose: Literal["mine", "everyone"] = "mine",
        days: app_commands.Range[int, 1, 400] = 14,
        everything: bool = False,
    ) -> None:
        """What is due, soonest first"""
        await open_book(interaction, "due", f"{whose}:{'all' if everything else days}")

    async def pages_of_due(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        whose, _, days = rest.partition(":")
        whole = days == "all"
        call = ListDeadlines(
            within_days=None if whole else int(days), mine=whose == "mine", past=whole
        )
        due = await ask(interaction, call, redrawing=redrawing)
        asked = "the whole term" if whole else f"the next {plural(int(days), 'day')}"
        return due_pages(due, asked=asked if whose == "mine" else f"{asked}, for everyone")

    @app_commands.command()
    async def today(self, interaction: Interaction) -> None:
        """What happens today, and what is due"""
        await open_book(interaction, "agenda", "today")

    @app_commands.command()
    async def week(self, interaction: Interaction) -> None:
        """What happens this week, Monday to Sunday, and what is due"""
        await open_book(interaction, "agenda", "week")

    async def pages_of_agenda(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        span: Literal["today", "week"] = "week" if rest == "week" else "today"
        agenda = await ask(interaction, ListMeetings(span=span), redrawing=redrawing)
        return agenda_pages(agenda, asked=SPANS[span])

    @app_commands.command()
    @app_commands.describe(
        about="a paper, a topic, a lecture, something due: pick one, or just type"
    )
    async def when(self, interaction: Interaction, about: app_commands.Range[str, 1, 200]) -> None:
        """When something is discussed, taught or due"""
        found = await ask(interaction, FindWhen(text=one_line(about), most=6))
        await answer(interaction, card=landmark_card(found, asked=about))

    @when.autocomplete("about")
    @suggesting
    async def suggest_landmarks(self, interaction: Interaction, typed: str) -> Choices:
        found = await ask_quietly(interaction, FindWhen(text=one_line(typed)[:200], brief=True))
        return [app_commands.Choice(name=label(each.label, 100), value=each.key) for each in found]

    @app_commands.command()
    @app_commands.describe(free="only papers with a free seat")
    async def papers(self, interaction: Interaction, free: bool = False) -> None:
        """The papers in order, with the seats left"""
        await open_book(interaction, "papers", "free" if free else "")

    async def pages_of_papers(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        board = await ask(interaction, GetBoard(), redrawing=redrawing)
        return paper_pages(board, free_only=rest == "free")

    @app_commands.command()
    @app_commands.describe(paper="its number, such as 5a, or words of its title")
    async def paper(self, interaction: Interaction, paper: app_commands.Range[str, 1, 100]) -> None:
        """One paper: authors, day, presenters"""
        wanted = await paper_id(interaction, paper)
        board = await ask(interaction, GetBoard())
        for each in board.papers:
            if each.id == wanted:
                await answer(interaction, card=paper_card(each, board.term.now))
                return
        raise NoSuchPaper(asked=wanted)

    @paper.autocomplete("paper")
    @suggesting
    async def suggest_papers(self, interaction: Interaction, typed: str) -> Choices:
        papers = await ask_quietly(interaction, ListPapers())
        return paper_choices(papers, typed)

    @app_commands.command()
    @app_commands.describe(topic="pick one as you type")
    async def policy(self, interaction: Interaction, topic: app_commands.Range[str, 1, 64]) -> None:
        """What the course's rules say, and where they say it"""
        if not one_line(topic):
            raise NoSuchPolicy(asked="that")
        await open_book(interaction, "policy", one_line(topic))

    async def pages_of_policy(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        return policy_pages(await ask(interaction, GetPolicy(topic=rest), redrawing=redrawing))

    @policy.autocomplete("topic")
    @suggesting
    async def suggest_topics(self, interaction: Interaction, typed: str) -> Choices:
        topics = await ask_quietly(interaction, ListTopics(text=one_line(typed)[:200]))
        return [
            app_commands.Choice(name=label(each.heading, 100), value=each.slug) for each in topics
        ]

    @app_commands.command()
    async def officehours(self, interaction: Interaction) -> None:
        """When the instructor is there for questions"""
        await answer(interaction, card=office_hours_card(await ask(interaction, GetOfficeHours())))

    @app_commands.command()
    async def course(self, interaction: Interaction) -> None:
        """Who, where and when, and what counts how much"""
        await answer(interaction, card=course_card(await ask(interaction, GetCourse())))

    @app_commands.command()
    @app_commands.describe(task="one of your open tasks: pick one as you type")
    async def done(self, interaction: Interaction, task: app_commands.Range[str, 1, 64]) -> None:
        """Tick off a task, so that /due leaves it out"""
        deadline = await ask(interaction, TickOff(deadline=await task_id(interaction, task)))
        await answer(
            interaction,
            card=ticked_card(deadline, done=True),
            controls=rows([UndoTick(deadline.id)]),
        )

    @done.autocomplete("task")
    @suggesting
    async def suggest_tasks(self, interaction: Interaction, typed: str) -> Choices:
        return await task_choices(interaction, typed)
