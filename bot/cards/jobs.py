"""Benchmarks: queued, filling, over; the queue; what can be run.

The lab's moments are of the real clock and are shown as such, never as "in 2 minutes": where the course's clock was
moved, as in the sandbox, that would be counted from another now.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import discord

from backend.contract.compute import (
    Estimate,
    Experiment,
    FieldCard,
    Job,
    JobState,
    MachineCard,
    Report,
    Setting,
)
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.tables import table_blocks
from bot.cards.text import clip, moment, one_line, plain, plural, seconds

TONES: dict[JobState, Tone] = {
    "queued": Tone.QUIET,
    "running": Tone.FACTS,
    "finished": Tone.DONE,
    "failed": Tone.BROKEN,
    "cancelled": Tone.QUIET,
}
BAR = 12
TABLE = 1950
"""Units of the description that tables may take."""


def job_card(job: Job, *, picture: str = "", without_picture: str = "") -> discord.Embed:
    """A benchmark as it now stands; `picture` is the name of an attached plot.

    `without_picture` says why a plot that the report names is not there.
    """
    report = job.report
    notes = [without_picture] if without_picture else []
    made = sheet(
        f"#{job.id} · {plain(report.title if report else job.title, 220)}",
        lead=_lead(job),
        entries=[*(_report_entries(report, notes) if report else ()), _settings_entry(job)],
        foot=f"asked by {clip(one_line(job.asked_by), 80)} · {job.state}",
        tone=TONES[job.state],
    )
    if picture:
        made.set_image(url=f"attachment://{picture}")
    return made


def _lead(job: Job) -> list[str]:
    lead = [state_line(job)]
    table = job.report.table if job.report else job.progress.table if job.progress else None
    if job.report:
        lead.insert(0, f"**{plain(job.report.verdict, 800)}**")
    if table is not None:
        page = "the report's page has all" if job.report else "the report's page will have all"
        lead.append(table_blocks(table, limit=TABLE, elsewhere=page))
    return lead


def state_line(job: Job) -> str:
    """Where the job stands, in a sentence."""
    match job.state:
        case "queued":
            return queued_line(job)
        case "running":
            return progress_line(job)
        case "finished" if job.same_as is not None:
            return stored_line(job)
        case "finished":
            took = f" in {seconds(job.report.seconds)}" if job.report else ""
            ended = f" · {moment(job.ended, 'f')}" if job.ended else ""
            return f"finished{took}{ended}"
        case "failed":
            kept = " What was finished is kept." if job.progress and job.progress.table else ""
            return f"failed: {plain(job.problem or 'no reason was given', 500)}{kept}"
        case "cancelled":
            return "cancelled"


def stored_line(job: Job) -> str:
    """Where an answer comes from that nobody measured now."""
    when = f" on {moment(job.measured, 'f')}" if job.measured else ""
    return (
        f"answered from the store: **#{job.same_as}** measured this{when}, with the same settings, code "
        "and machine"
    )


def queued_line(job: Job) -> str:
    """`queued, 2 ahead, should begin at 17:04:20; takes about 12 s, as 3 benchmarks with these settings did`."""
    ahead = "next in line" if job.ahead == 0 else f"{job.ahead} ahead"
    if job.unable:
        wait = "no worker that is there now can run it, so it waits for one that can"
    elif job.wait_s is None or not math.isfinite(job.wait_s):
        wait = "there is no telling yet when it begins"
    elif job.wait_s < 1:
        wait = "it begins at once"
    elif job.begins is not None:
        wait = f"should begin at {moment(job.begins, 'T')}"
    else:
        wait = f"about {seconds(job.wait_s)}"
    first = ", put first by the staff" if job.first else ""
    return f"queued, {ahead}{first}, {wait}{f'; {takes_text(job.takes)}' if job.takes else ''}"


def takes_text(takes: Estimate) -> str:
    """How long it may take, said as the estimate that it is."""
    about, of = seconds(takes.seconds), plural(takes.jobs, "benchmark")
    where = f" on another machine ({plain(takes.machine, 80)})" if takes.machine else ""
    match takes.basis:
        case "the same settings":
            return f"takes about {about}, as {of} with these settings did{where}"
        case "like settings":
            return f"takes about {about}, going by {of} with like settings{where}"
        case "the experiment's own estimate":
            return f"takes perhaps {about}, by the experiment's own estimate"
        case "the same experiment":
            return f"takes perhaps {about}, going by {of} with other settings{where}"


def progress_line(job: Job) -> str:
    if job.progress is None:
        return "running"
    done, total = min(job.progress.done, job.progress.total), job.progress.total
    full = BAR * done // total
    doing = f" · {plain(job.progress.doing, 150)}" if job.progress.doing.strip() else ""
    return f"{'▰' * full}{'▱' * (BAR - full)} {done} of {total}{doing}"


def details_card(job: Job, *, without_picture: str = "") -> discord.Embed:
    """What the job's card has no room for: when, where and with which code, every setting, every plot in words."""
    report = job.report
    when = [f"asked {moment(job.asked)}"]
    when += [f"began {moment(job.began)}"] if job.began else []
    when += [f"ended {moment(job.ended)}"] if job.ended else []
    when += [f"took {seconds(report.seconds)}"] if report else []
    when += [f"tries {job.tries}"] if job.tries > 1 else []
    every = [f"{plain(name, 64)}={setting_text(value)}" for name, value in job.settings.items()]
    entries = [Entry("When", tuple(when)), Entry("All settings", (" · ".join(every) or "none",))]
    if report:
        entries += [
            Entry("Where", (machine_line(report.machine), *_machine_more(report.machine))),
            Entry("Code", (plain(report.code, 64) if report.code else "its version was not told",)),
            Entry("Seeds", (", ".join(map(str, report.seeds[:200])) or "none",)),
            *(
                Entry(f"Plot: {plain(figure.title, 200)}", (plain(figure.alt, 900),))
                for figure in report.figures
            ),
        ]
    said = [
        f"• {plain(note, 300)}"
        for note in (*(report.notes if report else ()), without_picture)
        if note
    ]
    if said:
        entries.append(Entry("Note", tuple(said)))
    return sheet(
        f"#{job.id} · {plain(report.title if report else job.title, 220)}",
        lead=[state_line(job)],
        entries=entries,
        foot=f"asked by {clip(one_line(job.asked_by), 80)}",
        tone=TONES[job.state],
        left_out="parts, which are in the full report",
    )


def _machine_more(machine: MachineCard) -> tuple[str, ...]:
    told = [
        f"{machine.memory_gib:g} GiB",
        plain(machine.system, 80),
        f"Python {plain(machine.python, 30)}",
    ]
    if machine.gpu is not None:
        driver = f", driver {plain(machine.gpu.driver, 30)}" if machine.gpu.driver else ""
        told.append(f"{plain(machine.gpu.name, 80)}, {machine.gpu.memory_gib:g} GiB{driver}")
    return (" · ".join(told),)


def _report_entries(report: Report, notes: Sequence[str]) -> list[Entry]:
    seeds = ", ".join(str(seed) for seed in report.seeds[:12]) or "none"
    more = f" and {len(report.seeds) - 12} more" if len(report.seeds) > 12 else ""
    entries = [Entry("Where", (machine_line(report.machine), f"seeds {seeds}{more}"))]
    said = [f"• {plain(note, 300)}" for note in (*report.notes, *notes)]
    if said:
        entries.append(Entry("Note", tuple(said)))
    command = clip(one_line(report.command).replace("`", "'"), 600)
    if command:
        entries.append(Entry("Repeat it", (f"```\n{command}\n```",)))
    return entries


def machine_line(machine: MachineCard) -> str:
    """Where the numbers were made."""
    busy = f" · load {machine.load:.2f}" if machine.load is not None else ""
    device = "" if machine.device == "cpu" else f" · {plain(machine.device, 80)}"
    return (
        f"{plain(machine.processor, 100)}{device} · {plural(machine.threads, 'thread')} of "
        f"{plural(machine.cores, 'core')} · torch {plain(machine.torch, 30)}{busy}"
    )


def _settings_entry(job: Job) -> Entry:
    shown = [f"{plain(each.title, 80)}: {plain(each.words, 300)}" for each in job.chosen] or [
        f"{plain(name, 64)}: {setting_text(value)}"
        for name, value in job.settings.items()
        if value != ()
    ]
    return Entry("Settings", (" · ".join(shown) or "the defaults",))


def setting_text(value: Setting) -> str:
    """A setting as it would be typed, to be shown on a card."""
    return plain(setting_text_raw(value), 200)


def setting_text_raw(value: Setting) -> str:
    """A setting as it would be typed: `sgd,adam`, `0.1`."""
    if isinstance(value, tuple):
        return ",".join(setting_text_raw(each) for each in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def queue_card(jobs: Sequence[Job]) -> discord.Embed:
    """The answer to `/bench queue`."""
    if not jobs:
        return sheet(
            "The lab is idle",
            lead=["Nothing waits and nothing runs. `/bench run` starts something."],
            tone=Tone.QUIET,
        )
    entries = [
        Entry(
            f"#{job.id} · {plain(job.title, 150)}",
            (state_line(job), f"asked by {'you' if job.mine else plain(job.asked_by, 60)}"),
        )
        for job in jobs
    ]
    return sheet("The lab's queue", entries=entries, left_out="jobs")


def experiments_card(experiments: Sequence[Experiment]) -> discord.Embed:
    """What workers have announced, with the settings of each."""
    if not experiments:
        return sheet(
            "No experiments yet",
            lead=["No compute worker has reported to this course yet; one that has just begun takes some seconds."],
            tone=Tone.QUIET,
        )
    return sheet(
        "What the lab can run",
        entries=[
            Entry(
                f"{each.name} · {plain(each.title, 150)}",
                (plain(each.about, 300), *(field_line(field) for field in each.fields)),
            )
            for each in experiments
        ],
        left_out="experiments",
    )


def field_line(field: FieldCard) -> str:
    """`rates` learning rates, 1 to 8 numbers between 1e-05 and 10; else 0.1, 0.01."""
    match field.kind:
        case "choice" | "choices":
            names = ", ".join(choice.name for choice in field.choices[:12])
            more = f" and {len(field.choices) - 12} more" if len(field.choices) > 12 else ""
            what = f"{'one' if field.kind == 'choice' else 'some'} of {plain(names, 200)}{more}"
        case _:
            low = "" if field.at_least is None else f" from {field.at_least:g}"
            high = "" if field.at_most is None else f" up to {field.at_most:g}"
            what = f"{field.kind}{low}{high}"
    title = "" if field.title.casefold() == field.name else f" {plain(field.title, 80)}"
    return f"`{field.name}`{title}: {what}; else {default_text(field)}"


def default_text(field: FieldCard) -> str:
    """What counts when nothing is typed, as a person would say it."""
    if field.default == () or (field.left_open and field.default == 0):
        return plain(field.left_open, 80) if field.left_open else "left open"
    return setting_text(field.default)
