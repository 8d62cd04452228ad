"""Which of the answers that the facts propose is given."""

from __future__ import annotations

from backend.answers.facts import all_facts
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known


def best(frame: Frame, known: Known) -> Found | None:
    """The fit answer that accounts for most; None if none is fit."""
    proposed = list(all_facts(frame, known))
    fit = [each for each in proposed if is_fit(each, frame)]
    return max(
        fit,
        key=lambda each: (frame.explained(each.uses, each.words) + each.rank, each.rank),
        default=None,
    )


def is_fit(found: Found, frame: Frame) -> bool:
    return not frame.unexplained(found.uses, found.words)
