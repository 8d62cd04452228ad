"""Every card, for any value of the contract, is something Discord takes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import discord
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend.contract.calendar import (
    Agenda,
    CourseCard,
    Deadline,
    DueList,
    Landmark,
    Meeting,
    OfficeHours,
    Paper,
    Passage,
    Term,
)
from backend.contract.compute import Choice, Experiment, Job, PastJob, Report
from backend.contract.notices import Places
from backend.contract.signup import Board, Booking
from bot.cards.course import course_card, office_hours_card, policy_pages
from bot.cards.deadlines import deadline_card, due_pages, ticked_card
from bot.cards.history import comparison_card, explained_card, history_pages
from bot.cards.jobs import details_card, experiments_card, job_card, queue_card
from bot.cards.meetings import agenda_pages, landmark_card, meeting_card
from bot.cards.notes import staff_note_card
from bot.cards.papers import (
    board_card,
    booking_card,
    leaving_card,
    left_card,
    paper_card,
    paper_pages,
)
from bot.cards.setup import setup_card
from tests.bot.limits import counted, judge, judge_all
from tests.bot.values import LETTERS, any_of

WORDS = st.text(LETTERS, max_size=300)
SENTENCES = WORDS.filter(lambda text: "```" not in text)
"""As we write them ourselves."""
quick = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    # Shrinking values this large takes minutes and tells little more than the first finding.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip

CARDS: dict[str, tuple[st.SearchStrategy[Any], Any]] = {
    "due": (any_of(DueList), lambda due: due_pages(due, asked="the next 14 days")),
    "deadline": (any_of(Deadline), lambda each: [deadline_card(each)]),
    "ticked": (any_of(Deadline), lambda each: [ticked_card(each, done=True)]),
    "unticked": (any_of(Deadline), lambda each: [ticked_card(each, done=False)]),
    "agenda": (any_of(Agenda), lambda agenda: agenda_pages(agenda, asked="This week")),
    "meeting": (any_of(Meeting), lambda each: [meeting_card(each)]),
    "landmarks": (
        st.lists(any_of(Landmark), max_size=6).map(tuple),
        lambda found: [landmark_card(found, asked="😀*" * 200)],
    ),
    "papers": (
        any_of(Board),
        lambda board: [
            *paper_pages(board, free_only=False),
            *paper_pages(board, free_only=True),
        ],
    ),
    "paper": (any_of(Paper), lambda each: [paper_card(each), paper_card(each, TERM.now)]),
    "booking": (any_of(Booking), lambda each: [booking_card(each)]),
    "left": (any_of(Booking), lambda each: [left_card(each)]),
    "leaving": (any_of(Paper), lambda each: [leaving_card(each)]),
    "board": (any_of(Board), lambda each: [board_card(each)]),
    "policy": (any_of(Passage), policy_pages),
    "long policy": (
        st.text(LETTERS, min_size=1, max_size=40).map(
            lambda text: Passage(slug="a", heading="Late", text=text * 500, source="x")
        ),
        policy_pages,
    ),
    "office hours": (any_of(OfficeHours), lambda each: [office_hours_card(each)]),
    "course": (any_of(CourseCard), lambda each: [course_card(each)]),
    "job": (any_of(Job), lambda job: [job_card(job, picture="plot.png")]),
    "job's details": (
        st.tuples(any_of(Job), any_of(Report)),
        lambda told: [
            details_card(told[0].model_copy(update={"report": told[1]}), without_picture="It is gone."),
            details_card(told[0]),
        ],
    ),
    "queue": (st.lists(any_of(Job), max_size=30), lambda jobs: [queue_card(jobs)]),
    "history": (st.lists(any_of(PastJob), max_size=20), lambda jobs: history_pages(jobs, mine=True)),
    "comparison": (
        st.tuples(any_of(Job), any_of(Report), any_of(Job), any_of(Report)),
        lambda two: [
            comparison_card(
                two[0].model_copy(update={"report": two[1]}), two[2].model_copy(update={"report": two[3]})
            )
        ],
    ),
    "explained": (any_of(Choice), lambda each: [explained_card(each)]),
    "long lines explained": (
        st.text(LETTERS, min_size=1, max_size=40).map(
            lambda text: Choice(name="a", title="A", source=(text + "\n") * 90)
        ),
        lambda each: [explained_card(each)],
    ),
    "experiments": (
        st.lists(any_of(Experiment), max_size=30),
        lambda offered: [experiments_card(offered)],
    ),
    "staff note": (WORDS, lambda text: [staff_note_card(text)]),
    "setup": (
        st.tuples(any_of(Places), st.lists(SENTENCES, max_size=30), st.lists(SENTENCES, max_size=30)),
        lambda told: [setup_card(*told)],
    ),
}


class Drawn:
    """A drawn value that prints nothing: writing out such a large one would take minutes."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"<a {type(self.value).__name__}>"


@st.composite
def drawn(draw: st.DrawFn, name: str) -> Drawn:
    return Drawn(draw(CARDS[name][0]))


@pytest.mark.parametrize("name", CARDS)
def test_any_card_fits_discord(name: str) -> None:
    @quick
    @given(drawn(name))
    def fits(of: Drawn) -> None:
        judge_all(CARDS[name][1](of.value))

    fits()


TERM = Term(
    phase="during the term",
    now=datetime(2024, 2, 5, 17, tzinfo=UTC),
    zone="America/New_York",
    first_day=date(2024, 1, 22),
    last_day=date(2024, 5, 15),
    sentence="",
)
REVIEW = Deadline(
    id="review-1",
    title="Review of 1a or 1b",
    kind="review",
    day=date(2024, 2, 7),
    at=None,
    hour="not stated",
    closes=datetime(2024, 2, 8, 5, tzinfo=UTC),
    grace_day=date(2024, 2, 9),
    grace_closes=datetime(2024, 2, 10, 5, tzinfo=UTC),
    late_rule="Up to two days late without penalty.",
    source="calendar",
    papers=("1a", "1b"),
    in_words="Wednesday 7 February 2024, hour not stated (New York)",
)
REPORT = REVIEW.model_copy(
    update={
        "id": "report",
        "title": "Project report",
        "at": datetime(2024, 5, 15, 20, 30, tzinfo=UTC),
        "hour": "stated",
        "grace_day": None,
        "grace_closes": None,
        "in_words": "Wednesday 15 May 2024, 4:30 pm (New York)",
    }
)


def text_of(*cards: discord.Embed) -> str:
    parts: list[str] = []
    for card in cards:
        parts += [card.title or "", card.description or "", card.footer.text or ""]
        parts += [text or "" for field in card.fields for text in (field.name, field.value)]
    return "\n".join(parts)


def test_an_unstated_hour_shows_the_day_in_words_and_when_it_ends() -> None:
    text = text_of(*due_pages(DueList(term=TERM, deadlines=(REVIEW,)), asked="the next 14 days"))
    assert "Wednesday 7 February 2024, hour not stated (New York)" in text
    assert "<t:1707368400:R>" in text
    assert "<t:1707368400:F>" not in text, "midnight is not the hour at which it is due"
    assert "until Fri 9 Feb" in text


def test_a_stated_hour_shows_in_every_zone_and_in_words() -> None:
    text = text_of(deadline_card(REPORT))
    assert "<t:1715805000:F>" in text
    assert "<t:1715805000:R>" in text
    assert "Wednesday 15 May 2024, 4:30 pm (New York)" in text


@pytest.mark.parametrize("sure", ["assumed", "set by staff"])
def test_how_sure_an_hour_is_stands_beside_it(sure: str) -> None:
    assert f"· {sure}" in text_of(deadline_card(REPORT.model_copy(update={"hour": sure})))


def test_an_online_day_never_shows_a_room() -> None:
    meeting = Meeting(
        day=date(2024, 2, 19), mode="online", starts=datetime(2024, 2, 20, 0, 30, tzinfo=UTC),
        ends=datetime(2024, 2, 20, 1, 45, tzinfo=UTC), place="Phillips Hall 101",
        title="Lecture 6", in_words="Monday 19 February 2024, 7:30 pm",
    )  # fmt: skip
    assert "online" in text_of(meeting_card(meeting))
    assert "Phillips" not in text_of(meeting_card(meeting))


def test_after_the_term_every_calendar_card_says_so() -> None:
    over = TERM.model_copy(
        update={"phase": "after the term", "sentence": "Spring 2024 ended on 15 May 2024."}
    )
    agenda = Agenda(term=over, first=date(2024, 6, 1), last=date(2024, 6, 1), meetings=())
    hours = OfficeHours(
        holder="X", when="Wed", place="", next_starts=None, next_ends=None, term=over
    )
    for cards in (
        due_pages(DueList(term=over, deadlines=(REVIEW,), last_things=True), asked="14 days"),
        agenda_pages(agenda, asked="Today"),
        (office_hours_card(hours),),
    ):
        assert "Spring 2024 ended on 15 May 2024." in text_of(*cards)


def test_what_does_not_fit_on_a_board_is_counted() -> None:
    papers = tuple(
        Paper(
            id=f"{number}a", title="T" * 200, authors="A", venue="V", discussion=number,
            day=date(2024, 2, 1) + timedelta(days=number), starts=TERM.now, seats=2,
        )
        for number in range(60)
    )  # fmt: skip
    board = Board(term=TERM, course="CS", opens=TERM.now, closes=TERM.now, open=True, papers=papers)
    card = board_card(board)
    judge(card)
    assert counted(card) + len(card.fields) == 60


def test_pages_show_every_deadline_once() -> None:
    many = tuple(
        REVIEW.model_copy(update={"id": f"review-{n}", "title": f"Review {n} of many"})
        for n in range(40)
    )
    pages = due_pages(DueList(term=TERM, deadlines=many), asked="the whole term")
    assert len(pages) > 1
    shown = [field.name for page in pages for field in page.fields]
    assert shown == [f"○ Review {n} of many" for n in range(40)]
    assert "page 2 of" in (pages[1].footer.text or "")


def test_a_name_cannot_format_or_mention() -> None:
    paper = Paper(
        id="5a", title="**bold** `code` [link](https://x.example) @everyone <@1>", authors="_me_",
        venue="", discussion=5, day=date(2024, 2, 28), starts=TERM.now, seats=3,
        presenters=("||spoiler||", "@here", "<#4>"),
    )  # fmt: skip
    text = text_of(paper_card(paper))
    for raw in ("**bold**", " `code`", " [link](", "@everyone", "@here", " <@1>", "_me_", " ||sp"):
        assert raw not in text
