"""What several workers offer together, as one card for each experiment: pure functions over what they announced.

Two workers may offer one experiment with different choices or limits: another version, a GPU, data that only one
has. People see all of it, and a submission is taken when one worker takes the whole of it; `leases` gives the job
only to such a worker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backend.compute.fields import canonical, complete, read
from backend.contract.compute import Experiment, FieldCard, Setting, Settings
from backend.contract.refusals import BadSettings

APART = (
    "Each of these settings is on offer, but no worker of the lab can run all of them together. "
    "Leave some out, or submit them as several benchmarks."
)


def together(cards: Sequence[Experiment]) -> Experiment:
    """One card with every field, choice and limit of any; where they disagree otherwise, the first is believed."""
    fields: dict[str, FieldCard] = {}
    for field in (field for card in cards for field in card.fields):
        known = fields.get(field.name)
        if known is None:
            fields[field.name] = field
        elif known.kind == field.kind:
            fields[field.name] = _either(known, field)
    return cards[0].model_copy(update={"fields": tuple(fields.values())})


def taken_by_one(
    cards: Sequence[Experiment], given: Mapping[str, Setting]
) -> tuple[Experiment, Settings]:
    """The first card that takes what was given, and every setting as that card has it. Raises `BadSettings`."""
    for card in cards:
        try:
            return card, complete(card, given)
        except BadSettings:
            continue
    complete(together(cards), given)  # refuses with all that is on offer
    raise BadSettings(problem=APART)


def can_run(cards: Sequence[Experiment], experiment: str, settings: str) -> bool:
    """Whether a worker that announced these cards takes the job: the whole of its settings, as they are.

    `settings` as `fields.canonical` writes them.
    """
    card = next((each for each in cards if each.name == experiment), None)
    if card is None:
        return False
    try:
        return canonical(complete(card, read(settings))) == settings
    except BadSettings:  # another worker, newer or older than this one, announced other fields
        return False


def _either(one: FieldCard, other: FieldCard) -> FieldCard:
    names = {choice.name for choice in one.choices}
    low = [limit for limit in (one.at_least, other.at_least) if limit is not None]
    high = [limit for limit in (one.at_most, other.at_most) if limit is not None]
    return one.model_copy(
        update={
            "choices": one.choices
            + tuple(choice for choice in other.choices if choice.name not in names),
            # None is no limit, and so the widest.
            "at_least": min(low) if len(low) == 2 else None,
            "at_most": max(high) if len(high) == 2 else None,
            "fewest": min(one.fewest, other.fewest),
            "most": max(one.most, other.most),
        }
    )
