"""Passages that staff wrote in chat: part of what is searched, and cited as theirs."""

from __future__ import annotations

import re

from sqlmodel import col, select

from backend.answers.tables import WrittenRow
from backend.contract.ask import Written
from backend.contract.refusals import NoSuchPolicy
from backend.course.model import Passage
from backend.desk import Visit

PLACE = "written by the staff"
"""Where such a passage stands, in place of a file of the course folder."""


def rows(at: Visit) -> list[WrittenRow]:
    """Those that stand, the newest first."""
    wanted = select(WrittenRow).where(WrittenRow.retracted == False)  # noqa: E712
    return list(at.session.exec(wanted.order_by(col(WrittenRow.written).desc())).all())


def as_passage(row: WrittenRow) -> Passage:
    said = f"{row.by}, {row.written:%-d %B %Y}"
    return Passage(slug=row.slug, heading=row.heading, text=row.text, source=said, file=PLACE, line=0)


def as_reply(row: WrittenRow) -> Written:
    return Written(slug=row.slug, heading=row.heading, text=row.text, by=row.by, written=row.written)


def write(at: Visit, heading: str, text: str, *, about: str = "", question: str = "") -> WrittenRow:
    """Write it, or write it anew under the same heading."""
    slug = _slug(heading, at)
    row = at.session.get(WrittenRow, slug) or WrittenRow(
        slug=slug, heading=heading, text=text, by=at.by.name, written=at.real_now
    )
    row.heading, row.text, row.by, row.written = heading, text, at.by.name, at.real_now
    row.about, row.question, row.retracted = about or row.about, question or row.question, False
    at.session.add(row)
    at.session.flush()
    return row


def retract(at: Visit, slug: str) -> WrittenRow:
    """Raises `NoSuchPolicy`."""
    row = at.session.get(WrittenRow, slug)
    if row is None or row.retracted:
        raise NoSuchPolicy(asked=slug)
    row.retracted = True
    at.session.add(row)
    return row


def _slug(heading: str, at: Visit) -> str:
    """From the heading; never the slug of a passage of the course folder."""
    words = re.findall(r"[a-z0-9]+", heading.casefold())
    slug = "-".join(words)[:56].strip("-") or "passage"
    return f"staff-{slug}" if at.course.passage(slug) else slug
