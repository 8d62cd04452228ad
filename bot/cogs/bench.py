"""The lab in chat: choose a benchmark, watch its table fill, stop it, run it again.

What can be run is what workers announced; no experiment is known here but by its name. The table itself is a channel
message that the outbox keeps up to date, because a command's own answer dies after 15 minutes.
"""

from __future__ import annotations

import asyncio
from typing import Any, Literal, cast

import discord
from discord import app_commands

from backend.contract.compute import (
    CancelJob,
    EstimateBench,
    Experiment,
    ExplainChoice,
    FieldCard,
    GetJob,
    GoFirst,
    ListExperiments,
    ListHistory,
    ListJobs,
    Settings,
)
from backend.contract.notices import JobStands
from backend.contract.refusals import BadSettings, NoSuchExperiment
from bot.asking import Interaction, answer, ask, ask_quietly
from bot.benching import (
    CancelBench,
    CompareWith,
    Details,
    PickOther,
    PostHere,
    RunAgain,
    RunAnew,
    compare,
    job_post,
    past_label,
    show,
    submit,
)
from bot.cards.history import explained_card, history_pages
from bot.cards.jobs import experiments_card, queue_card, queued_line, takes_text
from bot.cards.text import label, one_line
from bot.client import Syllabot
from bot.cog import CourseCog, staff_only
from bot.explain import Choices, suggesting
from bot.pages import open_book
from bot.people import is_staff
from bot.saying import Post
from bot.settings_text import completions, field_named, given, read_settings, values

LASTING = (CancelBench, RunAgain, RunAnew, Details, CompareWith, PickOther, PostHere)
"""The buttons under a benchmark; named here so that they are known after a restart."""


class Bench(CourseCog):
    """The compute lab"""

    rank = 30

    bench = app_commands.Group(name="bench", description="Benchmarks on the course's machines")

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[JobStands] = self.job_message
        bot.books["benches"] = self.pages_of_benches

    async def job_message(self, matter: JobStands) -> Post:
        return await job_post(self.bot.config.link, matter.job)

    @bench.command()
    @app_commands.describe(
        experiment="what to measure: pick one",
        settings="name=value pairs with spaces between; suggestions come as you type",
        anew="measure again, even if the same was measured before",
    )
    async def run(
        self,
        interaction: Interaction,
        experiment: app_commands.Range[str, 1, 64],
        settings: app_commands.Range[str, 0, 1000] = "",
        anew: bool = False,
    ) -> None:
        """Run any experiment that the lab offers"""
        offered = await ask(interaction, ListExperiments())
        name = one_line(experiment).casefold()
        if name not in [each.name for each in offered] and offered:
            names = ", ".join(each.name for each in offered)
            raise NoSuchExperiment(asked=label(experiment, 60), offered=names)
        await submit(interaction, name, read_settings(settings), anew=anew)

    @bench.command()
    @app_commands.describe(
        workload="what is learned: pick one",
        optimizers="which to compare, with commas: the last one is completed as you type",
        budget="quick answers in seconds, standard in a minute",
        target="the accuracy to reach, 0 to 1",
        condition="the condition number of ridge or logistic regression",
        rates="learning rates to try, with commas",
        seeds="how many seeds, or what the lab takes for it",
        more="any other setting as name=value",
        anew="measure again, even if the same was measured before",
    )
    async def optimizers(
        self,
        interaction: Interaction,
        workload: app_commands.Range[str, 1, 100] | None = None,
        optimizers: app_commands.Range[str, 1, 500] | None = None,
        budget: app_commands.Range[str, 1, 100] | None = None,
        target: app_commands.Range[str, 1, 100] | None = None,
        condition: app_commands.Range[str, 1, 100] | None = None,
        rates: app_commands.Range[str, 1, 200] | None = None,
        seeds: app_commands.Range[str, 1, 100] | None = None,
        more: app_commands.Range[str, 1, 1000] | None = None,
        anew: bool = False,
    ) -> None:
        """Compare optimizers: who needs how many steps, and how long a step takes"""
        chosen = given(
            workload=workload,
            optimizers=optimizers,
            budget=budget,
            target=target,
            condition=condition,
            rates=rates,
            seeds=seeds,
        )
        await submit(interaction, "optimizers", {**read_settings(more or ""), **chosen}, anew=anew)

    @bench.command()
    async def experiments(self, interaction: Interaction) -> None:
        """What the lab can run, with all settings"""
        offered = await ask(interaction, ListExperiments())
        await answer(interaction, card=experiments_card(offered))

    @bench.command()
    async def queue(self, interaction: Interaction) -> None:
        """What waits and what runs"""
        jobs = await ask(interaction, ListJobs(most=25))
        await answer(interaction, card=queue_card(jobs))

    @bench.command()
    @app_commands.describe(job="its number")
    async def show(
        self, interaction: Interaction, job: app_commands.Range[int, 1, 2**31 - 1]
    ) -> None:
        """One benchmark: where it stands, or its report"""
        found = await ask(interaction, GetJob(job=job))
        await show(interaction, found)

    @staff_only
    @bench.command()
    @app_commands.describe(job="its number")
    async def first(
        self, interaction: Interaction, job: app_commands.Range[int, 1, 2**31 - 1]
    ) -> None:
        """Put a waiting benchmark before everyone's"""
        put = await ask(interaction, GoFirst(job=job))
        await answer(interaction, f"**#{put.id}** {queued_line(put)}.")

    @bench.command()
    @app_commands.describe(whose="yours, or everyone's")
    async def history(
        self, interaction: Interaction, whose: Literal["mine", "everyone's"] = "mine"
    ) -> None:
        """Benchmarks of before, the newest first, with what they found"""
        await open_book(interaction, "benches", "mine" if whose == "mine" else "all")

    async def pages_of_benches(
        self, interaction: Interaction, rest: str, redrawing: bool
    ) -> tuple[discord.Embed, ...]:
        mine = rest == "mine"
        found = await ask(interaction, ListHistory(mine=mine, most=60), redrawing=redrawing)
        return history_pages(found, mine=mine)

    @bench.command()
    @app_commands.describe(job="one finished benchmark", other="another one")
    @app_commands.rename(other="with")
    async def compare(
        self,
        interaction: Interaction,
        job: app_commands.Range[int, 1, 2**31 - 1],
        other: app_commands.Range[int, 1, 2**31 - 1],
    ) -> None:
        """Two finished benchmarks side by side, and what differs between them"""
        await compare(interaction, job, other)

    @bench.command()
    @app_commands.describe(optimizer="which one: pick it as you type")
    async def explain(
        self, interaction: Interaction, optimizer: app_commands.Range[str, 1, 100]
    ) -> None:
        """What an optimizer does: its rule, its paper, and the lines that the lab runs"""
        asked = ExplainChoice(
            experiment="optimizers", field="optimizers", choice=label(optimizer, 100)
        )
        choice = await ask(interaction, asked)
        await answer(interaction, card=explained_card(choice))

    @bench.command()
    @app_commands.describe(job="its number")
    async def cancel(
        self, interaction: Interaction, job: app_commands.Range[int, 1, 2**31 - 1]
    ) -> None:
        """Stop one of your benchmarks"""
        stopped = await ask(interaction, CancelJob(job=job))
        await answer(interaction, f"#{stopped.id} is cancelled.")

    @run.autocomplete("experiment")
    @suggesting
    async def suggest_experiments(self, interaction: Interaction, typed: str) -> Choices:
        words = one_line(typed).casefold()
        return [
            app_commands.Choice(name=label(f"{each.name} · {each.title}", 100), value=each.name)
            for each in await self._offered(interaction)
            if words in f"{each.name} {each.title}".casefold()
        ]

    @run.autocomplete("settings")
    @suggesting
    async def suggest_settings(self, interaction: Interaction, typed: str) -> Choices:
        wanted = interaction.namespace.experiment
        for each in await self._offered(interaction):
            if each.name == wanted:
                return as_choices(completions(each, typed))
        return []

    @optimizers.autocomplete("workload")
    @suggesting
    async def suggest_workload(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "workload", typed)

    @optimizers.autocomplete("optimizers")
    @suggesting
    async def suggest_optimizers(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "optimizers", typed)

    @optimizers.autocomplete("budget")
    @suggesting
    async def suggest_budget(self, interaction: Interaction, typed: str) -> Choices:
        """With how long each may take, given what was typed beside it."""
        asked = interaction.namespace
        names = ("workload", "optimizers", "target", "condition", "rates", "seeds")
        beside = given(**{name: str(asked[name]) for name in names if name in asked})
        found = await self._values(interaction, "budget", typed)
        told = [self._with_estimate(interaction, each, beside) for each in found[:5]]
        return [*await asyncio.gather(*told), *found[5:]]

    async def _with_estimate(
        self, interaction: Interaction, budget: app_commands.Choice[Any], beside: Settings
    ) -> app_commands.Choice[Any]:
        call = EstimateBench(experiment="optimizers", settings={**beside, "budget": budget.value})
        try:
            takes = await ask_quietly(interaction, call)
        except BadSettings:
            return budget  # something beside it is only half typed
        if takes is None:
            return budget
        return app_commands.Choice(
            name=label(f"{budget.name} · {takes_text(takes)}", 100), value=budget.value
        )

    @optimizers.autocomplete("target")
    @suggesting
    async def suggest_target(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "target", typed)

    @optimizers.autocomplete("condition")
    @suggesting
    async def suggest_condition(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "condition", typed)

    @optimizers.autocomplete("rates")
    @suggesting
    async def suggest_rates(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "rates", typed)

    @optimizers.autocomplete("seeds")
    @suggesting
    async def suggest_seeds(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "seeds", typed)

    @compare.autocomplete("job")
    @compare.autocomplete("other")
    @suggesting
    async def suggest_reports(self, interaction: Interaction, typed: str) -> Choices:
        """Those that have a report; beside a first one, those of the same experiment."""
        # While something is typed, Discord sends numbers as text.
        first = str(interaction.namespace.job) if interaction_is_at(interaction, "with") else ""
        words = str(typed).strip("# ").casefold()
        found = await ask_quietly(interaction, ListHistory(reported=True, most=100))
        kinds = {job.experiment for job in found if str(job.id) == first}
        return [
            app_commands.Choice(name=label(past_label(job), 100), value=job.id)
            for job in found
            if words in past_label(job).casefold()
            and str(job.id) != first
            and (not kinds or job.experiment in kinds)
        ]

    @explain.autocomplete("optimizer")
    @suggesting
    async def suggest_explained(self, interaction: Interaction, typed: str) -> Choices:
        field = field_named(await self._offered(interaction), "optimizers", "optimizers")
        words = one_line(typed).casefold()
        return [
            app_commands.Choice(name=label(f"{each.title} · {each.about}", 100), value=each.name)
            for each in (field.choices if field else ())
            if words in f"{each.name} {each.title} {each.about}".casefold()
        ]

    @show.autocomplete("job")
    @cancel.autocomplete("job")
    @first.autocomplete("job")
    @suggesting
    async def suggest_jobs(self, interaction: Interaction, typed: str) -> Choices:
        command = interaction.command.name if interaction.command else ""
        mine = command == "cancel" and not await is_staff(interaction)
        call = ListJobs(state="any" if command == "show" else "waiting", mine=mine, most=25)
        return [
            app_commands.Choice(
                name=label(f"#{job.id} · {job.state} · {job.title}", 100), value=job.id
            )
            for job in await ask_quietly(interaction, call)
            if str(typed).strip("# ") in str(job.id)
        ]

    async def _offered(self, interaction: Interaction) -> tuple[Experiment, ...]:
        return await ask_quietly(interaction, ListExperiments())

    async def _values(self, interaction: Interaction, name: str, typed: str) -> Choices:
        field = field_named(await self._offered(interaction), "optimizers", name)
        return as_choices(values(field, typed), field) if field else []


def interaction_is_at(interaction: Interaction, option: str) -> bool:
    """Whether that option is the one being typed."""
    data = cast("dict[str, Any]", interaction.data or {})
    options = data.get("options", [])
    while options and "focused" not in options[0] and options[0].get("options"):
        options = options[0]["options"]
    return any(each.get("focused") and each.get("name") == option for each in options)


def as_choices(texts: list[str], field: FieldCard | None = None) -> Choices:
    """Texts to be taken as they are; a 0 that leaves something open says who decides then."""
    return [
        app_commands.Choice(
            name=label(f"{text}: {field.left_open}", 100)
            if field and field.left_open and text == "0"
            else text,
            value=text,
        )
        for text in texts
        if 0 < len(text) <= 100
    ]
