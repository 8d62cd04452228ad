"""What can be done with a benchmark from chat: queue it, stop it, run it again, show it."""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from backend.contract.compute import CancelJob, GetJob, Job, PastJob, Settings, SubmitBench
from backend.contract.refusals import BackendAway, NoReport, NoSuchBlob
from bot.asking import Interaction, answer, ask, ask_quietly, in_time, rows
from bot.cards.history import comparison_card
from bot.cards.jobs import job_card, queued_line
from bot.cards.text import label
from bot.config import Link
from bot.explain import SUGGESTING_S
from bot.saying import Picture, Post
from bot.settings_text import read_settings, written
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


async def compare(interaction: Interaction, job: int, other: int) -> None:
    """Show two reports side by side, for oneself. Raises `NoSuchJob`, `NoReport`."""
    first, second = await in_time(interaction, _both(interaction, job, other))
    for each in (first, second):
        if each.report is None:
            raise NoReport(job=each.id, state=each.state)
    await answer(interaction, card=comparison_card(first, second))


async def _both(interaction: Interaction, job: int, other: int) -> tuple[Job, Job]:
    return (
        await ask_quietly(interaction, GetJob(job=job)),
        await ask_quietly(interaction, GetJob(job=other)),
    )


def past_label(job: PastJob) -> str:
    """A job in a menu or a suggestion: `#12 · Optimizers compared · SGD, Adam`."""
    words = ", ".join(each.words for each in job.chosen[:3])
    return f"#{job.id} · {job.title} · {words}" if words else f"#{job.id} · {job.title}"


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
