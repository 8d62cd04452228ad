"""From what someone typed to the thing that was meant: a paper, a task.

Discord lets people pick a suggestion or type freely; both end here. What fits nothing is refused with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from discord import app_commands

from backend.contract.calendar import Deadline, FindWhen, ListDeadlines, Paper
from backend.contract.refusals import NoSuchDeadline, NoSuchPaper
from bot.asking import Interaction, ask, ask_quietly
from bot.cards.text import label, one_line, short_day
from bot.explain import Choices

PAPER_ID = re.compile(r"([0-9]{1,2})\s*([a-z])")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


async def paper_id(interaction: Interaction, typed: str) -> str:
    """`5a` from `5a`, `5 A` or words of its title. Raises `NoSuchPaper`."""
    text = one_line(typed).casefold()
    exact = PAPER_ID.fullmatch(text)
    if exact:
        return f"{int(exact[1])}{exact[2]}"
    if text:
        for found in await ask(interaction, FindWhen(text=text[:200])):
            if found.paper is not None:
                return found.paper.id
    raise NoSuchPaper(asked=label(typed, 60))


def paper_choices(papers: Sequence[Paper], typed: str) -> Choices:
    """Papers whose number, title or authors hold every word typed, in the order given."""
    words = one_line(typed).casefold().split()
    fitting = [paper for paper in papers if all(word in searched(paper) for word in words)]
    return [app_commands.Choice(name=paper_label(paper), value=paper.id) for paper in fitting[:25]]


def searched(paper: Paper) -> str:
    return f"{paper.id} {paper.title} {paper.authors}".casefold()


def paper_label(paper: Paper) -> str:
    """`5a · 28 Feb · 1 free · Title`."""
    free = f"{paper.free} free" if paper.free else "full"
    return label(f"{paper.id} · {short_day(paper.day)} · {free} · {paper.title}", 100)


async def task_id(interaction: Interaction, typed: str) -> str:
    """A deadline's id from that id or words of its title. Raises `NoSuchDeadline`."""
    text = one_line(typed).casefold()
    if SLUG.fullmatch(text):
        return text
    due = await ask(interaction, ListDeadlines(within_days=None, past=True, mine=False))
    for deadline in due.deadlines:
        if text and text in task_label(deadline).casefold():
            return deadline.id
    raise NoSuchDeadline(asked=label(typed, 60))


async def task_choices(interaction: Interaction, typed: str) -> Choices:
    """The asker's open tasks, soonest first."""
    due = await ask_quietly(interaction, ListDeadlines(within_days=None))
    text = one_line(typed).casefold()
    return [
        app_commands.Choice(name=task_label(each), value=each.id)
        for each in due.deadlines
        if text in task_label(each).casefold() and not due.last_things
    ][:25]


def task_label(deadline: Deadline) -> str:
    return label(f"{short_day(deadline.day)} · {deadline.title}", 100)
