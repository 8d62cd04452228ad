"""What stands beside an announcement's preview, and the list of announcements. The preview itself is the message."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from backend.contract.announcements import Announcement, AnnouncementState
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import clip, moment, one_line, plain, plural

HEADINGS: dict[AnnouncementState, str] = {
    "draft": "Draft: above is exactly what would be posted",
    "scheduled": "Scheduled: above is exactly what will be posted",
    "holding": "On its way: it can still be taken back",
    "out": "This is out",
    "failed": "Discord would not take this",
    "cancelled": "This was taken back and is not posted",
}
TONES: dict[AnnouncementState, Tone] = {
    "draft": Tone.FACTS,
    "scheduled": Tone.FACTS,
    "holding": Tone.CARE,
    "out": Tone.DONE,
    "failed": Tone.BROKEN,
    "cancelled": Tone.QUIET,
}


def preview_card(
    announcement: Announcement, *, reach: str, warnings: Sequence[str] = ()
) -> discord.Embed:
    """Where it goes, when, and whom it calls; `reach` and `warnings` are sentences of our own."""
    over = announcement.state in ("out", "cancelled")
    lead = [f"In <#{announcement.channel}>. {when_words(announcement)}", "" if over else reach]
    if not over:
        lead += [f"⚠ {warning}" for warning in warnings]
    if announcement.delivery:
        lead.append(f"Delivery: {plain(announcement.delivery, 300)}")
    if announcement.post.files:
        lead.append(f"With {plural(len(announcement.post.files), 'file')}.")
    return sheet(
        HEADINGS[announcement.state],
        lead=lead,
        foot=f"announcement {announcement.id}, version {announcement.version}, by {one_line(announcement.by)}",
        tone=TONES[announcement.state],
    )


def when_words(announcement: Announcement) -> str:
    if announcement.state == "holding" and announcement.held_until is not None:
        return f"It goes out {moment(announcement.held_until, 'R')}."
    if announcement.state == "scheduled" and announcement.at is not None:
        return f"It goes out {moment(announcement.at)}, by the course's clock."
    if announcement.state == "out" and announcement.message:
        return link(announcement)
    return ""


def link(announcement: Announcement) -> str:
    return f"https://discord.com/channels/{announcement.guild}/{announcement.channel}/{announcement.message}"


def announcements_card(found: Sequence[Announcement], *, asked: str) -> discord.Embed:
    """The list; `asked` says which: "waiting", "posted"."""
    return sheet(
        f"Announcements: {asked}",
        lead=["The menu opens one, to change or take it back."]
        if found
        else ["There are none. `/announce` writes one."],
        entries=[
            Entry(
                f"{each.id} · {each.state}",
                (
                    plain(clip(each.post.text, 200), 300),
                    f"<#{each.channel}> · by {plain(each.by, 60)} · {when_words(each)}".rstrip(
                        " ·"
                    ),
                    plain(each.delivery, 200) if each.delivery else "",
                ),
            )
            for each in found
        ],
        left_out="announcements",
        tone=Tone.FACTS if found else Tone.QUIET,
    )
