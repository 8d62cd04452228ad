"""What the course staff do with dates, and what they look up: `/staff`.

Every change is shown before it is made, or can be taken back. That only staff may do it is checked here, so that
nobody else sees it, and once more by the backend, which has the last word.
"""

from __future__ import annotations

import discord
from discord import app_commands

from backend.contract.calendar import GetCourse, ListDeadlines, ListPapers
from backend.contract.changes import (
    Extend,
    ListExtensions,
    ListMoves,
    Person,
    PlanMove,
    PlanReload,
)
from backend.contract.notices import State
from backend.contract.refusals import NobodyNamed
from backend.contract.reminders import ExplainReminders
from bot.asking import Interaction, answer, ask, ask_quietly
from bot.cards.changes import extensions_card, grant_card, move_card, moves_pages, reload_card
from bot.cards.deliveries import deliveries_card
from bot.cards.reminding import story_pages
from bot.cards.text import day as day_words
from bot.cards.text import label, one_line
from bot.client import Syllabot
from bot.cog import CourseCog, staff_only
from bot.dates_text import read_day, read_hour
from bot.delivering import (
    LONGEST_TEXT,
    STATES,
    Decide,
    Filter,
    PageOfDeliveries,
    PickDelivery,
    paging,
)
from bot.explain import Choices, suggesting
from bot.moving import (
    ApplyReload,
    ConfirmMove,
    FolderWins,
    PickExtension,
    TakeBackExtension,
    applying,
    confirming,
    ending,
)
from bot.pages import Pages, open_book
from bot.people import shown_name
from bot.picking import paper_choices, paper_id, task_id, task_label

LASTING = (
    ApplyReload, ConfirmMove, FolderWins, PickExtension, TakeBackExtension,
    Decide, PageOfDeliveries, PickDelivery,
)  # fmt: skip
"""The buttons and menus of these commands; named here so that they are known after a restart."""
STATE_CHOICES = [app_commands.Choice(name=state, value=state) for state in STATES]


class StaffRoom(CourseCog):
    """Dates and deliveries, for the course staff"""

    rank = 80

    staff = app_commands.Group(
        name="staff",
        description="Dates that change, and what was sent",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        default_permissions=discord.Permissions(manage_messages=True),
    )

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.books["moves"] = self.pages_of_moves
        bot.books["whynot"] = self.pages_of_why

    @staff_only
    @staff.command()
    @app_commands.describe(
        task="which deadline: pick one as you type",
        day="the new day, such as YYYY-MM-DD or 12 Mar",
        hour="the new hour, such as 23:59; left out, the hour stays as it is",
        reason="kept with the move, for the staff",
    )
    async def deadline(
        self,
        interaction: Interaction,
        task: app_commands.Range[str, 1, 64],
        day: app_commands.Range[str, 1, 40],
        hour: app_commands.Range[str, 1, 20] | None = None,
        reason: app_commands.Range[str, 0, 250] = "",
    ) -> None:
        """Move a deadline for everyone: shows what it does, then asks"""
        term = (await ask(interaction, GetCourse())).term
        on, at = read_day(day, term), read_hour(hour) if hour else None
        plan = PlanMove(deadline=await task_id(interaction, task), day=on, hour=at)
        move = await ask(interaction, plan)
        card = move_card(move, reason=one_line(reason))
        await answer(interaction, card=card, controls=confirming(move, on, at))

    @staff_only
    @staff.command()
    @app_commands.describe(
        task="which deadline: pick one as you type",
        day="the last day for them, such as YYYY-MM-DD or 12 Mar",
        student="one student",
        paper="or everyone who presents this paper",
        hour="the hour, such as 23:59; left out, it is the deadline's own",
        reason="kept with the extension, for the staff",
    )
    async def extend(
        self,
        interaction: Interaction,
        task: app_commands.Range[str, 1, 64],
        day: app_commands.Range[str, 1, 40],
        student: discord.Member | None = None,
        paper: app_commands.Range[str, 1, 100] | None = None,
        hour: app_commands.Range[str, 1, 20] | None = None,
        reason: app_commands.Range[str, 0, 250] = "",
    ) -> None:
        """Give a student, or those who present a paper, a later date"""
        if student is not None and student.bot:
            raise NobodyNamed(problem="a bot hands nothing in")
        term = (await ask(interaction, GetCourse())).term
        students = (Person(id=str(student.id), name=shown_name(student)),) if student else ()
        call = Extend(
            deadline=await task_id(interaction, task), students=students,
            paper=await paper_id(interaction, paper) if paper else None,
            day=read_day(day, term), hour=read_hour(hour) if hour else None,
            reason=one_line(reason),
        )  # fmt: skip
        await answer(interaction, card=grant_card(await ask(interaction, call)))

    @staff_only
    @staff.command()
    @app_commands.describe(
        task="of one deadline only: pick one as you type",
        ended="also those that were taken back or replaced",
    )
    async def extensions(
        self,
        interaction: Interaction,
        task: app_commands.Range[str, 1, 64] | None = None,
        ended: bool = False,
    ) -> None:
        """Who has a later date, with a menu to take one back"""
        wanted = await task_id(interaction, task) if task else None
        found = await ask(interaction, ListExtensions(deadline=wanted, ended=ended))
        await answer(interaction, card=extensions_card(found), controls=ending(found))

    @staff_only
    @staff.command()
    @app_commands.describe(task="of one deadline only: pick one as you type")
    async def moves(
        self, interaction: Interaction, task: app_commands.Range[str, 1, 64] | None = None
    ) -> None:
        """How dates came to be what they are: who moved what, and when"""
        await open_book(interaction, "moves", await task_id(interaction, task) if task else "")

    async def pages_of_moves(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        moves = await ask(interaction, ListMoves(deadline=rest or None), redrawing=redrawing)
        return moves_pages(moves)

    @staff_only
    @staff.command()
    async def reload(self, interaction: Interaction) -> None:
        """Read the course folder again: shows what would change, then asks"""
        planned = await ask(interaction, PlanReload())
        await answer(interaction, card=reload_card(planned), controls=applying(planned))

    @staff_only
    @staff.command()
    @app_commands.choices(state=STATE_CHOICES)
    @app_commands.describe(
        state="only what is in this state",
        person="only what goes to this person in private",
        channel="only what goes to this channel",
        about="only what has this in its name, such as review-3 or announcement",
    )
    async def deliveries(
        self,
        interaction: Interaction,
        state: app_commands.Choice[str] | None = None,
        person: discord.Member | None = None,
        channel: discord.TextChannel | None = None,
        about: app_commands.Range[str, 1, LONGEST_TEXT] | None = None,
    ) -> None:
        """What was sent, to whom and when, or why not"""
        wanted: State | None = next((s for s in STATES if state and s == state.value), None)
        chosen = Filter(
            state=wanted,
            person=str(person.id) if person else "",
            channel=str(channel.id) if channel else "",
            text=one_line(about or ""),
        )
        found = await ask(interaction, chosen.call(None))
        card = deliveries_card(found, asked=chosen.words)
        await answer(interaction, card=card, controls=paging(found, chosen, first=True))

    @staff_only
    @staff.command()
    @app_commands.describe(student="whom", task="of one deadline only: pick one as you type")
    async def why(
        self,
        interaction: Interaction,
        student: discord.Member,
        task: app_commands.Range[str, 1, 64] | None = None,
    ) -> None:
        """Why a student was reminded, or was not"""
        wanted = await task_id(interaction, task) if task else ""
        await open_book(interaction, "whynot", f"{student.id}:{wanted}"[:80])

    async def pages_of_why(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        student, _, task = rest.partition(":")
        call = ExplainReminders(student=student, deadline=task or None, most=30)
        story = await ask(interaction, call, redrawing=redrawing)
        return story_pages(story, whose=story.enrolment.name)

    @deadline.autocomplete("task")
    @extend.autocomplete("task")
    @extensions.autocomplete("task")
    @moves.autocomplete("task")
    @why.autocomplete("task")
    @suggesting
    async def suggest_tasks(self, interaction: Interaction, typed: str) -> Choices:
        call = ListDeadlines(within_days=None, past=True, mine=False)
        due, text = await ask_quietly(interaction, call), one_line(typed).casefold()
        # What lies ahead comes first: that is what gets moved.
        ordered = sorted(due.deadlines, key=lambda each: each.closes < due.term.now)
        return [
            app_commands.Choice(name=task_label(each), value=each.id)
            for each in ordered
            if text in task_label(each).casefold() or text in each.id
        ]

    @extend.autocomplete("paper")
    @suggesting
    async def suggest_papers(self, interaction: Interaction, typed: str) -> Choices:
        papers = await ask_quietly(interaction, ListPapers())
        return paper_choices([each for each in papers if each.presenters], typed)

    @deadline.autocomplete("day")
    @extend.autocomplete("day")
    @suggesting
    async def suggest_days(self, interaction: Interaction, typed: str) -> Choices:
        """What is typed, read back with its weekday."""
        term = (await ask_quietly(interaction, GetCourse())).term
        found = read_day(typed or "tomorrow", term)
        return [app_commands.Choice(name=label(day_words(found), 100), value=found.isoformat())]
