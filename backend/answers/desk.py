"""The desk of /ask: an answer to every question, kept for some weeks; the model's part is at the edge (`wording`).

What reads a question is loaded when the first one is asked, so that the backend starts without it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col

from backend.answers import written
from backend.answers.tables import AnswerRow
from backend.contract.ask import Answer, Ask, FindPassages, Related
from backend.desk import Desk, Visit

if TYPE_CHECKING:
    from backend.answers.library import Library

KEEP = timedelta(days=60)
"""Long enough for a term's look back; what a person asked is nobody's business for ever."""
LONGEST_SHOWN = 300

desk = Desk("answers")


@desk.answers(Ask)
def ask(call: Ask, at: Visit) -> Answer:
    from backend.answers.answering import result
    from backend.answers.known import Known

    found = result(call.question, Known(at, library(at)))
    answer = Answer(
        id=secrets.token_urlsafe(12),
        question=" ".join(call.question.split())[:LONGEST_SHOWN],
        text=found.text,
        sources=found.sources,
        made=found.made,
        band=found.band,
        personal=found.personal,
        related=found.related,
    )
    at.session.connection().execute(
        delete(AnswerRow).where(col(AnswerRow.at) < at.real_now - KEEP)
    )
    at.session.add(
        AnswerRow(
            id=answer.id, person=at.by.id, question=answer.question, about=found.about[:200],
            made=answer.made, answer=answer.model_dump_json(), at=at.real_now,
        )
    )  # fmt: skip
    return answer


@desk.answers(FindPassages)
def find_passages(call: FindPassages, at: Visit) -> tuple[Related, ...]:
    from backend.answers.answering import nearest

    return nearest(call.text, library(at), call.most)


def library(at: Visit) -> Library:
    """The course, prepared for being asked about, with what staff wrote."""
    from backend.answers.library import library_of

    return library_of(at.course, at.settings.course.folder, tuple(written.rows(at)))
