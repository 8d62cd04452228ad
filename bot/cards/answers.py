"""Answers to questions, where they come from, and the questions that wait for the staff."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from backend.contract.ask import (
    Answer,
    Asked,
    AskedLately,
    Related,
    Source,
    StaffAnswered,
    StaffQuestion,
    Wording,
    Written,
)
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import clip, moment, one_line, plain, plural

HOW = {
    "fact": "read from the course's data",
    "passage": "quoted from the course's rules",
    "worded": "worded by a language model from the passages named; its quotes were checked",
    "not stated": "the course does not state it",
    "refused": "",
}
TONES = {
    "fact": Tone.FACTS, "passage": Tone.FACTS, "worded": Tone.FACTS,
    "not stated": Tone.CARE, "refused": Tone.QUIET,
}  # fmt: skip


def answer_card(answer: Answer) -> discord.Embed:
    """The answer, its sources, and how it was made; the nearest passage where there is none."""
    entries = []
    if answer.sources:
        lines = tuple(_source(each) for each in answer.sources[:6])
        entries.append(Entry("From", lines))
    if answer.related is not None:
        entries.append(_related(answer.related))
    made = "perhaps: " + HOW[answer.made] if answer.band == "maybe" and answer.sources else HOW[answer.made]
    foot = " · ".join(part for part in (made, "holds for you" if answer.personal else "") if part)
    return sheet(
        plain(answer.question, 250),
        lead=_lines(answer.text),
        entries=entries,
        foot=foot,
        tone=TONES[answer.made],
    )


def _lines(text: str) -> list[str]:
    """An answer's own Markdown, line by line; it is made of the course's words and ours, and calls nobody."""
    return [line.replace("@", "@\u2060") for line in text.splitlines() if line.strip()] or ["–"]


def _source(source: Source) -> str:
    return f"• {plain(source.name, 120)} ({plain(source.place, 120)})"


def _related(related: Related) -> Entry:
    words = " ".join(related.text.split())
    return Entry(
        f"Maybe related: {plain(related.source.name, 150)}",
        (plain(clip(words, 500), 700), _source(related.source)),
    )


def staff_question_card(question: StaffQuestion) -> discord.Embed:
    """For the staff's channel: what is asked, and the answer once there is one."""
    entries = []
    if question.answered is not None:
        kept = f"\nkept as the passage `{question.kept}`" if question.kept else ""
        said = f"by {plain(question.by, 80)}, {moment(question.answered, 'R')}{kept}"
        entries.append(Entry("Answered", (plain(question.answer, 900), said)))
    return sheet(
        f"Question {question.number}, from {one_line(question.asker)}",
        lead=[plain(question.question, 1600), f"asked {moment(question.asked, 'R')}"],
        entries=entries,
        foot="" if question.answered else "The answer goes back as a direct message.",
        tone=Tone.DONE if question.answered else Tone.CARE,
    )


def handed_on_card(question: StaffQuestion) -> discord.Embed:
    """For the one who asked."""
    name = "without your name" if question.asker == "anonymous" else "with your name"
    return sheet(
        "Handed on to the course staff",
        lead=[
            plain(question.question, 1600),
            f"It is question {question.number}, {name}. The answer comes to you as a direct message.",
        ],
        tone=Tone.DONE,
    )


def staff_answer_card(matter: StaffAnswered) -> discord.Embed:
    """The answer, for the one who asked."""
    return sheet(
        f"{one_line(matter.by)} answers your question",
        lead=[f"> {plain(matter.question, 600)}", *_shown(matter.answer)],
        foot="from the course staff",
    )


def _shown(text: str) -> list[str]:
    return [plain(line, 1500) for line in text.splitlines() if line.strip()]


def waiting_pages(questions: tuple[StaffQuestion, ...]) -> tuple[discord.Embed, ...]:
    """The questions that wait, newest first."""
    entries = [
        Entry(f"{each.number} · {one_line(each.asker)}", (plain(each.question, 300), moment(each.asked, "R")))
        for each in questions
    ]
    lead = [f"{plural(len(questions), 'question')} waiting." if questions else "No question waits."]
    return pages("Questions to the staff", lead=lead, entries=entries)


def asked_card(asked: AskedLately) -> discord.Embed:
    """What was asked in the last days: counts, no names."""
    return sheet(
        f"Asked in the last {plural(asked.days, 'day')}",
        lead=[f"{plural(asked.questions, 'question')}. Nobody's name is kept with them."],
        entries=[
            Entry("Without an answer", _counted(asked.unanswered) or ("none",)),
            Entry("Most asked", _counted(asked.most_asked) or ("none",)),
        ],
        foot="Choose one below to write the passage that answers it." if asked.unanswered else "",
    )


def _counted(groups: Sequence[Asked]) -> tuple[str, ...]:
    return tuple(f"{each.count} × {plain(each.example, 90)}" for each in groups[:10])


def written_card(written: Written, *, retracted: bool = False) -> discord.Embed:
    return sheet(
        "Taken back" if retracted else "From now on this is found",
        lead=[f"**{plain(written.heading, 200)}**", *_shown(written.text)],
        foot=f"{written.slug}, by {one_line(written.by)}",
        tone=Tone.QUIET if retracted else Tone.DONE,
    )


def written_pages(written: tuple[Written, ...]) -> tuple[discord.Embed, ...]:
    entries = [
        Entry(plain(each.heading, 200), (plain(each.text, 400), f"`{each.slug}`, by {plain(each.by, 60)}"))
        for each in written
    ]
    lead = [] if written else ["The staff have written no passage yet."]
    return pages("Passages of the staff", lead=lead, entries=entries)


def wording_card(wording: Wording) -> discord.Embed:
    """How the wording by a model stands."""
    if not wording.configured:
        lead = ["No language model is configured. Answers are read from the data and quoted from the rules."]
    else:
        state = "words" if wording.on else "does not word"
        lead = [
            f"{plain(wording.model, 100)} {state} answers from passages.",
            f"Today {wording.worded_today} of {wording.limit_today}.",
        ]
    return sheet("Wording by a model", lead=lead, tone=Tone.FACTS if wording.on else Tone.QUIET)
