"""The lab in chat: choose a benchmark, watch its table fill, stop it, run it again.

What can be run is what workers announced; no experiment is known here but by its name. The table itself is a channel
message that the outbox keeps up to date, because a command's own answer dies after 15 minutes.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands

from backend.contract.compute import (
    CancelJob,
    Experiment,
    GetJob,
    Job,
    ListExperiments,
    ListJobs,
    Settings,
    SubmitBench,
)
from backend.contract.notices import JobStands
from backend.contract.refusals import BackendAway, NoSuchBlob, NoSuchExperiment
from bot.asking import Interaction, answer, ask, ask_quietly, rows
from bot.cards.jobs import experiments_card, job_card, queue_card, queued_line
from bot.cards.text import label, one_line
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.config import Link
from bot.explain import SUGGESTING_S, Choices, suggesting
from bot.saying import Picture, Post
from bot.settings_text import completions, field_named, given, read_settings, values, written
from bot.ui import DynamicItem, Modal

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes; Discord takes 10 MiB a file."""
SUFFIXES = {"image/png": "png", "image/svg+xml": "svg"}


class CancelBench(DynamicItem, template=r"bench:cancel:(?P<job>\d{1,12})"):
    """Stops a job. Whether one may is for the backend to say."""

    def __init__(self, job: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="cancel", custom_id=f"bench:cancel:{job}", style=discord.ButtonStyle.danger
            )
        )
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        job = await ask(interaction, CancelJob(job=int(self.job)))
        await answer(interaction, f"#{job.id} is cancelled.")


class RunAgain(DynamicItem, template=r"bench:again:(?P<job>\d{1,12})"):
    """Opens a form with a job's settings, to be changed and run anew."""

    def __init__(self, job: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="run again …",
                custom_id=f"bench:again:{job}",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        # A form must be the first response, so there is no deferring, only not waiting too long.
        try:
            async with asyncio.timeout(SUGGESTING_S):
                job = await ask_quietly(interaction, GetJob(job=int(self.job)))
        except TimeoutError:
            raise BackendAway() from None
        await interaction.response.send_modal(SettingsForm(job))


class SettingsForm(Modal):
    """A job's settings, one a line."""

    def __init__(self, job: Job) -> None:
        super().__init__(title=label(f"Run {job.experiment} again", 45))
        self.experiment = job.experiment
        self.settings: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph,
            default=written(job.settings)[:4000],
            required=False,
            max_length=4000,
        )
        self.add_item(
            discord.ui.Label(
                text="Settings",
                description="name=value, one a line; what you leave out takes its default",
                component=self.settings,
            )
        )

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        await submit(interaction, self.experiment, read_settings(self.settings.value))


async def submit(interaction: Interaction, experiment: str, settings: Settings) -> None:
    """Queue a benchmark, and say where it stands and where its table will be."""
    channel, where = await table_channel(interaction)
    job = await ask(
        interaction, SubmitBench(experiment=experiment, settings=settings, channel=channel)
    )
    if job.state == "finished":
        await answer(interaction, card=job_card(job), controls=job_controls(job))
        return
    stands = queued_line(job) if job.state == "queued" else job.state
    await answer(interaction, f"**#{job.id}** {stands}. {where}", controls=job_controls(job))


async def table_channel(interaction: Interaction) -> tuple[str | None, str]:
    """Where a table is shown, and a sentence about that: the lab if there is one, else right here."""
    if interaction.guild_id is not None:
        places = await interaction.client.places.of(interaction.guild_id)
        if places.bench_channel:
            return places.bench_channel, f"The table fills in <#{places.bench_channel}>."
        may = interaction.app_permissions
        if not (may.view_channel and may.send_messages and may.embed_links):
            hint = "I may not post in this channel, so the table is not shown as it fills"
            return None, f"{hint}; `/bench show` has the result."
    return str(interaction.channel_id), "The table fills in this channel."


def job_controls(job: Job) -> discord.ui.View | None:
    """What can be done with a job as it stands."""
    items: list[discord.ui.Item[Any]] = []
    if job.state in ("queued", "running"):
        items.append(CancelBench(str(job.id)))
    else:
        items.append(RunAgain(str(job.id)))
    if job.report_url and job.report_url.startswith(("http://", "https://")):
        items.append(discord.ui.Button(label="full report", url=job.report_url[:512]))
    return rows(items)


async def job_post(link: Link, job: Job) -> Post:
    """A job as a channel message; its first plot is fetched and shown with its description."""
    figures = job.report.figures if job.report else ()
    if not figures:
        return Post(job_card(job), job_controls(job))
    figure = figures[0]
    name = f"plot-{job.id}.{SUFFIXES[figure.media_type]}"
    why = ""
    try:
        data = await link.get_blob(figure.blob)
        if len(data) > LARGEST_PICTURE:
            why = "The plot is too large for Discord; the full report shows it."
    except NoSuchBlob:
        why = "The plot is no longer stored."
    if why:
        return Post(job_card(job, without_picture=why), job_controls(job))
    picture = Picture(name, data, label(figure.alt, 1000))
    # Discord shows no SVG inside a card; it is attached to be downloaded.
    inside = name if figure.media_type == "image/png" else ""
    return Post(job_card(job, picture=inside), job_controls(job), (picture,))


class Bench(CourseCog):
    """The compute lab"""

    bench = app_commands.Group(name="bench", description="Benchmarks on the course's machines")

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[JobStands] = self.job_message

    async def job_message(self, matter: JobStands) -> Post:
        return await job_post(self.bot.config.link, matter.job)

    @bench.command()
    @app_commands.describe(
        experiment="what to measure: pick one",
        settings="name=value pairs with spaces between; suggestions come as you type",
    )
    async def run(
        self,
        interaction: Interaction,
        experiment: app_commands.Range[str, 1, 64],
        settings: app_commands.Range[str, 0, 1000] = "",
    ) -> None:
        """Run any experiment that the lab offers"""
        offered = await ask(interaction, ListExperiments())
        name = one_line(experiment).casefold()
        if name not in [each.name for each in offered] and offered:
            names = ", ".join(each.name for each in offered)
            raise NoSuchExperiment(asked=label(experiment, 60), offered=names)
        await submit(interaction, name, read_settings(settings))

    @bench.command()
    @app_commands.describe(
        workload="what is learned: pick one",
        optimizers="which to compare, with commas: the last one is completed as you type",
        rates="learning rates to try, with commas",
        seeds="how many seeds, or what the lab takes for it",
        more="any other setting as name=value",
    )
    async def optimizers(
        self,
        interaction: Interaction,
        workload: app_commands.Range[str, 1, 100] | None = None,
        optimizers: app_commands.Range[str, 1, 500] | None = None,
        rates: app_commands.Range[str, 1, 200] | None = None,
        seeds: app_commands.Range[str, 1, 100] | None = None,
        more: app_commands.Range[str, 1, 1000] | None = None,
    ) -> None:
        """Compare optimizers: who needs how many steps, and how long a step takes"""
        chosen = given(workload=workload, optimizers=optimizers, rates=rates, seeds=seeds)
        await submit(interaction, "optimizers", {**read_settings(more or ""), **chosen})

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
        post = await job_post(self.bot.config.link, found)
        await answer(interaction, card=post.card, controls=post.controls, pictures=post.pictures)

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

    @optimizers.autocomplete("rates")
    @suggesting
    async def suggest_rates(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "rates", typed)

    @optimizers.autocomplete("seeds")
    @suggesting
    async def suggest_seeds(self, interaction: Interaction, typed: str) -> Choices:
        return await self._values(interaction, "seeds", typed)

    @show.autocomplete("job")
    @cancel.autocomplete("job")
    @suggesting
    async def suggest_jobs(self, interaction: Interaction, typed: str) -> Choices:
        stopping = interaction.command is not None and interaction.command.name == "cancel"
        call = ListJobs(state="waiting" if stopping else "any", mine=stopping, most=25)
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
        return as_choices(values(field, typed)) if field else []


def as_choices(texts: list[str]) -> Choices:
    return [app_commands.Choice(name=text, value=text) for text in texts if 0 < len(text) <= 100]
