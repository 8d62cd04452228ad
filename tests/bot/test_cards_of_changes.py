"""Every card about reminders, moves, deliveries and announcements, for any value, is something Discord takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend.contract.announcements import Announcement
from backend.contract.changes import DateSet, Extension, Grant, PlannedMove, Reload
from backend.contract.feed import FeedAddress
from backend.contract.notices import Deliveries, Delivery
from backend.contract.reminders import Enrolment, ReminderSettings, ReminderStory
from bot.cards.announcements import announcements_card, preview_card
from bot.cards.changes import (
    extension_card,
    extensions_card,
    grant_card,
    move_card,
    moves_pages,
    reason_in,
    reload_card,
)
from bot.cards.deliveries import decision_card, deliveries_card
from bot.cards.feed import feed_card
from bot.cards.reminding import enrolment_card, settings_card, story_pages
from bot.cards.text import one_line
from bot.cogs.reminders import NAMES
from bot.delivering import Filter, paging
from bot.moving import applying, confirming, ending
from tests.bot.limits import judge_all, judge_controls
from tests.bot.test_cards import Drawn
from tests.bot.values import LETTERS, any_of

quick = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip
LONG = "😀*" * 200

CARDS: dict[str, tuple[st.SearchStrategy[Any], Any]] = {
    "enrolment": (any_of(Enrolment), lambda each: [enrolment_card(each)]),
    "settings": (
        any_of(ReminderSettings), lambda each: [settings_card(each, NAMES, changed="Done.")],
    ),
    "story": (
        any_of(ReminderStory), lambda each: [*story_pages(each), *story_pages(each, whose=LONG)],
    ),
    "move": (
        any_of(PlannedMove),
        lambda each: [move_card(each, note=LONG), move_card(each, made=True, reason=LONG)],
    ),
    "moves": (st.lists(any_of(DateSet), max_size=12), moves_pages),
    "grant": (any_of(Grant), lambda each: [grant_card(each)]),
    "extensions": (
        st.lists(any_of(Extension), max_size=30),
        lambda found: [extensions_card(found), *(extension_card(each) for each in found)],
    ),
    "reload": (
        any_of(Reload), lambda each: [reload_card(each), reload_card(each, applied=True)],
    ),
    "deliveries": (
        any_of(Deliveries), lambda each: [deliveries_card(each, asked=Filter(text="x" * 30).words)],
    ),
    "decision": (
        any_of(Delivery), lambda each: [decision_card(each), decision_card(each, decided=True)],
    ),
    "preview": (
        any_of(Announcement),
        lambda each: [preview_card(each, reach="Calls nobody.", warnings=["Beware."] * 3)],
    ),
    "announcements": (
        st.lists(any_of(Announcement), max_size=25),
        lambda found: [announcements_card(found, asked="all")],
    ),
    "feed": (any_of(FeedAddress), lambda each: [feed_card(each), feed_card(each, renewed=True)]),
}  # fmt: skip


@st.composite
def hidden(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> Drawn:
    """A value that prints nothing."""
    return Drawn(draw(values))


@pytest.mark.parametrize("name", CARDS)
def test_discord_takes_it(name: str) -> None:
    values, cards = CARDS[name]

    @quick
    @given(hidden(values))
    def takes(of: Drawn) -> None:
        judge_all(cards(of.value))

    takes()


@quick
@given(hidden(st.tuples(any_of(PlannedMove), any_of(Reload), any_of(Deliveries))))
def test_discord_takes_the_controls(of: Drawn) -> None:
    move, reload, found = of.value
    judge_controls(confirming(move, move.new.day, None))
    disagreeing = {each.deadline: each for each in reload.disagreements}
    shown = reload.model_copy(
        update={"disagreements": tuple(disagreeing.values()), "fingerprint": "a" * 64}
    )
    judge_controls(applying(shown))
    chosen = Filter("set aside", "9" * 20, "8" * 20, "x" * 30)
    assert Filter.of(chosen.code) == chosen
    one_each = {each.notice: each for each in found.deliveries}
    few = found.model_copy(update={"deliveries": tuple(one_each.values())[:8]})
    judge_controls(paging(few, chosen, first=False))


@quick
@given(hidden(st.lists(any_of(Extension), max_size=30)))
def test_discord_takes_the_menu_of_extensions(of: Drawn) -> None:
    one_each = {(each.deadline, each.student.id): each for each in of.value}
    judge_controls(ending(list(one_each.values())))


@quick
@given(hidden(any_of(PlannedMove)), st.text(LETTERS, max_size=250))
def test_a_reason_is_read_back_as_it_was_typed(of: Drawn, reason: str) -> None:
    card = move_card(of.value, reason=one_line(reason))
    # What has characters outside the basic plane counts double, and may be clipped; nothing else is.
    kept = reason_in(card)
    assert kept == one_line(reason) or kept.endswith("…")
