"""What can be done with a benchmark from chat: queue it, stop it, run it again, show it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import discord

from backend.contract.compute import (
    CancelJob,
    GetJob,
    Job,
    ListHistory,
    PastJob,
    PostJob,
    Settings,
    SubmitBench,
)
from backend.contract.refusals import BackendAway, NoReport, NoSuchBlob
from bot.asking import Interaction, answer, ask, ask_quietly, in_time, rows
from bot.cards.history import comparison_card, first_sentence
from bot.cards.jobs import details_card, job_card, queued_line
from bot.cards.text import label
from bot.config import Link
from bot.explain import SUGGESTING_S
from bot.saying import Picture, Post
from bot.settings_text import read_settings, written
from bot.ui import DynamicItem, Modal

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes of all plots of a message; Discord takes 10 MiB."""
FIGURES = 8
"""Plots shown with the details."""
NO_POSTING = "I may not post in this channel"
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
        super().__init__(_button("again with …", f"bench:again:{job}"))
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        # A form must be the first response, so there is no deferring, only not waiting too long.
        try:
            async with asyncio.timeout(SUGGESTING_S):
                job = await ask_quietly(interaction, GetJob(job=int(self.job)))
        except TimeoutError:
            raise BackendAway() from None
        await interaction.response.send_modal(SettingsForm(job))


class RunAnew(DynamicItem, template=r"bench:anew:(?P<job>\d{1,12})"):
    """Measures again what was answered from the store."""

    def __init__(self, job: str) -> None:
        super().__init__(_button("run it anew", f"bench:anew:{job}"))
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        job = await ask(interaction, GetJob(job=int(self.job)))
        await submit(interaction, job.experiment, job.settings, anew=True)


class Details(DynamicItem, template=r"bench:details:(?P<job>\d{1,12})"):
    """Everything that a report has, with all its plots."""

    def __init__(self, job: str) -> None:
        super().__init__(_button("details", f"bench:details:{job}"))
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        job = await ask(interaction, GetJob(job=int(self.job)))
        pictures, missing = await in_time(
            interaction, _pictures(interaction.client.config.link, job, most=FIGURES)
        )
        card = details_card(job, without_picture=missing)
        await answer(interaction, card=card, pictures=pictures)


class CompareWith(DynamicItem, template=r"bench:with:(?P<job>\d{1,12})"):
    """Offers the other reports of the same experiment, to be put beside this one."""

    def __init__(self, job: str) -> None:
        super().__init__(_button("compare with #…", f"bench:with:{job}"))
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        job = await ask(interaction, GetJob(job=int(self.job)))
        asked = ListHistory(experiment=job.experiment, reported=True, most=26)
        others = [each for each in await ask(interaction, asked) if each.id != job.id][:25]
        if not others:
            await answer(interaction, "There is no other report of this experiment yet.")
            return
        menu = PickOther(self.job, [_option(each) for each in others])
        await answer(interaction, f"Compare **#{job.id}** with which one?", controls=rows([menu]))


class PickOther(DynamicItem, template=r"bench:other:(?P<job>\d{1,12})"):
    """The menu of reports to compare with."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, job: str, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"bench:other:{job}", placeholder="compare with …", options=list(options)
            )
        )
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        await compare(interaction, int(self.job), int(self.item.values[0]))


class PostHere(DynamicItem, template=r"bench:post:(?P<job>\d{1,12})"):
    """Shows a job to everyone in the channel where it is pressed."""

    def __init__(self, job: str) -> None:
        super().__init__(_button("make it a channel post", f"bench:post:{job}"))
        self.job = job

    async def pressed(self, interaction: Interaction) -> None:
        if not _may_post(interaction):
            await answer(interaction, f"{NO_POSTING}. Try it in another channel.")
            return
        asked = PostJob(job=int(self.job), channel=str(interaction.channel_id))
        job = await ask(interaction, asked)
        await answer(interaction, f"**#{job.id}** is posted in this channel, for everyone here.")


def _button(words: str, custom_id: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=words, custom_id=custom_id, style=discord.ButtonStyle.secondary)


def _option(job: PastJob) -> discord.SelectOption:
    by = "you" if job.mine else job.asked_by
    return discord.SelectOption(
        label=label(past_label(job), 100),
        value=str(job.id),
        description=label(f"{by} · {first_sentence(job.verdict)}", 100),
    )


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


async def submit(
    interaction: Interaction, experiment: str, settings: Settings, *, anew: bool = False
) -> None:
    """Queue a benchmark, and say where it stands and where its table will be."""
    channel, where = await table_channel(interaction)
    asked = SubmitBench(experiment=experiment, settings=settings, channel=channel, anew=anew)
    job = await ask(interaction, asked)
    if job.state == "finished":
        await show(interaction, job)
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
        if not _may_post(interaction):
            return (
                None,
                f"{NO_POSTING}, so the table is not shown as it fills; `/bench show` has the result.",
            )
    return str(interaction.channel_id), "The table fills in this channel."


def _may_post(interaction: Interaction) -> bool:
    may = interaction.app_permissions
    return interaction.guild_id is None or (
        may.view_channel and may.send_messages and may.embed_links
    )


def job_controls(job: Job, *, private: bool = False) -> discord.ui.View | None:
    """What can be done with a job as it stands; `private` when only one person sees it."""
    items: list[discord.ui.Item[Any]] = []
    number = str(job.id)
    if job.state in ("queued", "running"):
        items.append(CancelBench(number))
    else:
        if job.report is not None:
            items.append(Details(number))
        items.append(RunAgain(number))
        if job.same_as is not None:
            items.append(RunAnew(number))
        if job.report is not None:
            items.append(CompareWith(number))
            if private:
                items.append(PostHere(number))
    if job.report_url and job.report_url.startswith(("http://", "https://")):
        items.append(discord.ui.Button(label="full report", url=job.report_url[:512]))
    return rows(items)


async def show(interaction: Interaction, job: Job) -> None:
    """A job for the one who asked, with its first plot."""
    post = await in_time(interaction, job_post(interaction.client.config.link, job, private=True))
    await answer(interaction, card=post.card, controls=post.controls, pictures=post.pictures)


async def job_post(link: Link, job: Job, *, private: bool = False) -> Post:
    """A job as a message; its first plot is fetched and shown with its description."""
    controls = job_controls(job, private=private)
    pictures, missing = await _pictures(link, job, most=1)
    if not pictures:
        return Post(job_card(job, without_picture=missing), controls)
    [picture] = pictures
    # Discord shows no SVG inside a card; it is attached to be downloaded.
    inside = picture.name if picture.name.endswith(".png") else ""
    return Post(job_card(job, picture=inside), controls, (picture,))


async def _pictures(link: Link, job: Job, *, most: int) -> tuple[tuple[Picture, ...], str]:
    """The first plots of a job's report, and why one is missing."""
    found: list[Picture] = []
    missing, room = "", LARGEST_PICTURE
    for number, figure in enumerate(job.report.figures[:most] if job.report else (), start=1):
        suffix = SUFFIXES[figure.media_type]
        name = f"plot-{job.id}.{suffix}" if number == 1 else f"plot-{job.id}-{number}.{suffix}"
        try:
            data = await link.get_blob(figure.blob)
        except NoSuchBlob:
            missing = "The plot is no longer stored."
            continue
        if len(data) > room:
            missing = "The plot is too large for Discord; the full report shows it."
            continue
        room -= len(data)
        found.append(Picture(name, data, label(figure.alt, 1000)))
    return tuple(found), missing
