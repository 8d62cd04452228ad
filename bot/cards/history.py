"""Benchmarks of before: the list, two reports side by side, and what a choice is.

Numbers of two reports are shown side by side with what differs between them said first, in words: machine, code,
settings. Nothing is divided by anything here, because a ratio across two runs has no interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import discord

from backend.contract.compute import (
    Cell,
    Choice,
    Chosen,
    Job,
    MachineCard,
    PastJob,
    Report,
    Row,
    Table,
)
from bot.cards.jobs import machine_line, setting_text_raw
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.tables import SIDES, table_blocks
from bot.cards.text import clip, listed, moment, one_line, plain, seconds, size

TABLE, SMALL_TABLE = 1950, 960
"""Units that a table may take in a card's lead, and in an entry: no more than a line there, so that none is cut."""
PAGES = "the reports' pages have all"
WARNING, CODE = 400, 1800
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(“])")


def first_sentence(text: str) -> str:
    """`sgd needed 120 steps.` of a verdict of two sentences; a full stop within a number ends none."""
    return SENTENCE_ENDS.split(one_line(text), maxsplit=1)[0]


def history_pages(jobs: Sequence[PastJob], *, mine: bool) -> tuple[discord.Embed, ...]:
    """The answer to `/bench history`, the newest first."""
    whose = "Your benchmarks" if mine else "Everyone's benchmarks"
    if not jobs:
        none = "You have asked for none yet." if mine else "Nobody has asked for one yet."
        return (sheet(whose, lead=[f"{none} `/bench run` starts one."], tone=Tone.QUIET),)
    return pages(
        whose, entries=[_past_entry(job) for job in jobs], a_page=6, foot="the newest first"
    )


def _past_entry(job: PastJob) -> Entry:
    if job.same_as is not None:
        took = f", answered from the store: #{job.same_as} measured it"
    elif job.seconds is not None and job.state == "finished":
        took = f" in {seconds(job.seconds)}"
    else:
        took = ""
    by = "you" if job.mine else plain(job.asked_by, 60)
    said = first_sentence(job.verdict) or job.problem
    return Entry(
        f"#{job.id} · {plain(job.title, 150)}",
        (
            f"{job.state}{took} · {by} · {moment(job.asked, 'f')}",
            plain(said, 400) if said.strip() else "",
            clip(" · ".join(map(_chosen_text, job.chosen)), 200),
        ),
    )


def _chosen_text(chosen: Chosen) -> str:
    """`SGD, Adam`; a bare number with its title, `Batch size 32`."""
    bare = chosen.words[:1].isdigit() or chosen.words[:1] == "-"
    return plain(f"{chosen.title} {chosen.words}" if bare else chosen.words, 90)


def comparison_card(one: Job, other: Job) -> discord.Embed:
    """Two jobs with reports, side by side. ValueError when one has none."""
    if one.report is None or other.report is None:
        raise ValueError("only what has a report can be compared")
    differ = list(differences(one, other))
    apart = one.report.machine.lasting != other.report.machine.lasting
    same = "Same experiment, settings, code and machine: what differs is chance and the machine's mood."
    table = side_by_side(one, other)
    statistical, *others = SIDES
    return sheet(
        f"#{one.id} beside #{other.id}",
        lead=[
            *(f"⚠ {clip(line, WARNING)}" for line in differ),
            *([] if differ else [same]),
            table_blocks(table, limit=TABLE, sides=(statistical,), elsewhere=PAGES),
        ],
        entries=[
            *(
                Entry(f"{heading}, on different machines" if apart else heading, (shown,))
                for side, heading in others
                if (shown := table_blocks(
                    table, limit=SMALL_TABLE, sides=((side, ""),), elsewhere=PAGES
                ))
            ),
            _verdict_entry(one, one.report),
            _verdict_entry(other, other.report),
        ],
        foot="intervals of 95 %; one run of each is no test of a difference between them",
        tone=Tone.CARE if differ else Tone.FACTS,
        left_out="parts",
    )


def _verdict_entry(job: Job, report: Report) -> Entry:
    by = "you" if job.mine else plain(job.asked_by, 60)
    return Entry(
        f"#{job.id} · {plain(report.title, 200)}",
        (
            plain(report.verdict, 500),
            machine_line(report.machine),
            f"{by} · {moment(job.asked, 'f')}",
        ),
    )


def differences(one: Job, other: Job) -> Iterator[str]:
    """What is not the same, each in a sentence; nothing for reports of the very same work."""
    first, second = one.report, other.report
    assert first is not None
    assert second is not None
    if one.experiment != other.experiment:
        yield (
            f"**Different experiments**, {plain(one.experiment, 64)} and {plain(other.experiment, 64)}: "
            "there may be nothing in common."
        )
    if first.machine.lasting != second.machine.lasting:
        said = listed(list(machines_differ(first.machine.lasting, second.machine.lasting)))
        yield (
            f"**Different machines** ({said}): seconds, and what is made of them, cannot be compared; "
            "steps, loss and accuracy can."
        )
    if not first.code or not second.code:
        unknown = " and ".join(
            f"#{job.id}" for job in (one, other) if job.report and not job.report.code
        )
        yield f"**The code of {unknown} is not known**: part of a difference may be the lab's own."
    elif first.code != second.code:
        yield (
            f"**Different code** ({first.code[:8]} and {second.code[:8]}): part of a difference may be "
            "the lab's own."
        )
    changed = list(settings_differ(one, other))
    if changed:
        yield f"**Different settings**: {'; '.join(changed)}."
    if first.seeds != second.seeds:
        yield f"**Different seeds**: {len(first.seeds)} and {len(second.seeds)} of them."


def machines_differ(one: MachineCard, other: MachineCard) -> Iterator[str]:
    """Field by field: `processor: Xeon / EPYC`."""
    for name in type(one).model_fields:
        here, there = getattr(one, name), getattr(other, name)
        if name == "gpu":
            here, there = (each.name if each else "none" for each in (here, there))
        if here != there:
            yield f"{name.replace('_gib', '')}: {plain(str(here), 60)} / {plain(str(there), 60)}"


def settings_differ(one: Job, other: Job) -> Iterator[str]:
    if one.settings == other.settings:
        return
    for name in dict.fromkeys([*one.settings, *other.settings]):
        here, there = (
            setting_text_raw(job.settings[name]) or "left open" if name in job.settings else "none"
            for job in (one, other)
        )
        if here != there:
            yield f"{plain(name, 64)} {plain(here, 120)} / {plain(there, 120)}"


def side_by_side(one: Job, other: Job) -> Table:
    """Each column that both reports have, twice; each row that one of them has."""
    assert one.report is not None
    assert other.report is not None
    first, second = one.report.table, other.report.table
    common = {column.name for column in second.columns}
    shared = [column for column in first.columns if column.name in common]
    tables = ((one.id, first), (other.id, second))
    named = {number: {row.name: row for row in table.rows} for number, table in tables}
    names = dict.fromkeys([*(row.name for row in first.rows), *(row.name for row in second.rows)])
    rows = tuple(
        Row(
            name=name,
            cells={
                f"c{at}-{number}": named[number][name].cells.get(column.name, Cell())
                for at, column in enumerate(shared)
                for number in (one.id, other.id)
                if name in named[number]
            },
        )
        for name in names
    )
    columns = tuple(
        column.model_copy(
            update={"name": f"c{at}-{number}", "title": clip(f"#{number} {column.title}", 200)}
        )
        for at, column in enumerate(shared)
        for number in dict.fromkeys((one.id, other.id))
    )
    return Table(columns=columns, rows=rows)


def explained_card(choice: Choice) -> discord.Embed:
    """The answer to `/bench explain`; code that does not fit ends with a line that says so."""
    shown = code_block(choice.source, CODE)
    source = (
        [Entry("Where it comes from", (plain(choice.paper, 300),))] if choice.paper.strip() else []
    )
    return sheet(
        plain(choice.title, 200),
        lead=[
            plain(choice.about, 600)
            if choice.about.strip()
            else "The lab's workers told nothing of it.",
            *(["**The rule, as it is in the lab's own file**", shown] if shown else []),
        ],
        entries=[
            *source,
            Entry("Try it", (f"`/bench optimizers optimizers:sgd,{choice.name}`",)),
        ],
    )


def code_block(code: str, limit: int) -> str:
    """Python in at most `limit` units, in whole lines; "" for none."""
    lines = [clip(line.replace("`", "'"), 200) for line in code.strip("\n").splitlines()]
    if not any(line.strip() for line in lines):
        return ""
    room = limit - size("```py\n\n```") - size("# … 9999 lines more\n")
    kept: list[str] = []
    for line in lines:
        room -= size(line) + 1
        if room < 0:
            kept.append(f"# … {len(lines) - len(kept)} lines more")
            break
        kept.append(line)
    return "```py\n" + "\n".join(kept) + "\n```"
