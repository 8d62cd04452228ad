"""The calendar desk through the seam: what is due and when class is, as it stands for whoever asks,
on both databases and through both links. Every expected date was worked out by hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from backend.contract.calendar import (
    Deadline,
    DueList,
    FindWhen,
    GetCourse,
    GetOfficeHours,
    GetPaper,
    GetPolicy,
    ListDeadlines,
    ListMeetings,
    ListPapers,
    ListTopics,
    TickOff,
)
from backend.contract.refusals import NoSuchPaper, NoSuchPolicy
from backend.contract.signup import SignUp
from tests.conftest import Ask


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=UTC)


BEFORE = utc(1, 10, 12)
NOON = utc(2, 5, 17)
AFTER = utc(6, 10, 12)


def ids(due: DueList) -> list[str]:
    return [each.id for each in due.deadlines]


async def the(ask: Ask, deadline: str, *, by: str = "ada", now: datetime = NOON) -> Deadline:
    """One deadline of the whole term."""
    due = await ask(ListDeadlines(past=True), by=by, now=now)
    [found] = [each for each in due.deadlines if each.id == deadline]
    return found


# What is due.


async def test_the_next_fortnight(ask: Ask) -> None:
    due = await ask(ListDeadlines(), now=NOON)
    assert ids(due) == ["review-1", "pa1"]
    assert not due.last_things
    assert due.term.phase == "during the term"
    assert due.term.sentence == ""
    assert ids(await ask(ListDeadlines(within_days=16), now=NOON)) == [
        "review-1",
        "pa1",
        "review-3",
    ]
    assert len(ids(await ask(ListDeadlines(within_days=None), now=NOON))) == 14


async def test_a_day_without_an_hour(ask: Ask) -> None:
    review = await the(ask, "review-1")
    assert (review.day, review.at, review.hour) == (date(2024, 2, 7), None, "not stated")
    assert review.closes == utc(2, 8, 5)
    assert (review.grace_day, review.grace_closes) == (date(2024, 2, 9), utc(2, 10, 5))
    assert review.in_words == "Wednesday 7 February 2024, hour not stated (New York)"
    assert review.source == "course calendar, 7 February"
    assert review.papers == ("1a", "1b")
    assert "Up to 2 days" in review.late_rule
    assert "not stated" in review.late_rule
    assert any("when discussion 2 is held" in note for note in review.notes)


async def test_the_one_with_an_hour(ask: Ask) -> None:
    report = await the(ask, "report")
    assert report.at == report.closes == datetime.fromtimestamp(1715805000, UTC)
    assert report.hour == "stated"
    assert report.grace_day is None
    assert report.in_words == "Wednesday 15 May 2024, 4:30 pm (New York)"
    assert "No rule" in report.late_rule
    assert any("does not list it" in note for note in report.notes)


async def test_two_sources_that_disagree_are_both_shown(ask: Ask) -> None:
    draft = await the(ask, "abstract-draft")
    [note] = [each for each in draft.notes if "disagree" in each]
    assert "discussed in class that day" in note
    assert "Wednesday, 1 May" in note
    assert (draft.day, draft.grace_day) == (date(2024, 4, 29), date(2024, 5, 1))
    assert draft.grace_closes is None
    standing = {
        moment: (await the(ask, "abstract-draft", now=moment)).standing
        for moment in (utc(4, 29, 12), utc(4, 30, 12), utc(5, 1, 12), utc(5, 2, 12))
    }
    assert list(standing.values()) == ["open", "in grace", "in grace", "past"]


async def test_when_the_assignment_was_given_out(ask: Ask) -> None:
    assert (await the(ask, "pa1")).released == date(2024, 1, 29)
    assert (await the(ask, "proposal")).released is None


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (utc(2, 8, 4, 59), "open"),  # still Wednesday evening in the course's zone
        (utc(2, 8, 5), "in grace"),
        (utc(2, 10, 4, 59), "in grace"),
        (utc(2, 10, 5), "past"),
    ],
)
async def test_a_review_passes_through_its_grace(ask: Ask, now: datetime, standing: str) -> None:
    assert (await the(ask, "review-1", now=now)).standing == standing
    listed = ids(await ask(ListDeadlines(), now=now))
    assert ("review-1" in listed) == (standing != "past")


async def test_grace_across_the_change_to_summer_time(ask: Ask) -> None:
    """The review of 11 March is the first whose days end at 4:00 UTC instead of 5:00."""
    review = await the(ask, "review-5")
    assert (review.closes, review.grace_closes) == (utc(3, 12, 4), utc(3, 14, 4))
    assert (await the(ask, "pa2")).closes == utc(2, 29, 5)


async def test_what_is_ticked_off_is_left_out_of_ones_own_list(ask: Ask) -> None:
    await ask(TickOff(deadline="review-1"))
    assert ids(await ask(ListDeadlines())) == ["pa1"]
    assert ids(await ask(ListDeadlines(), by="bob")) == ["review-1", "pa1"]
    assert ids(await ask(ListDeadlines(mine=False))) == ["review-1", "pa1"]
    assert (await the(ask, "review-1")).standing == "done"
    await ask(TickOff(deadline="review-1", done=False))
    assert ids(await ask(ListDeadlines())) == ["review-1", "pa1"]


async def test_a_presenter_is_perhaps_excused_and_still_sees_the_item(ask: Ask) -> None:
    await ask(SignUp(paper="5a"), by="bob")
    item = await the(ask, "review-5", by="bob")
    assert item.standing == "perhaps excused"
    assert item.why == "perhaps excused: you present 5a; ask the staff"
    listed = ids(await ask(ListDeadlines(within_days=None), by="bob", now=NOON))
    assert "review-5" in listed
    assert (await the(ask, "review-5", by="ada")).standing == "open"
    assert (await the(ask, "review-6", by="bob")).why == ""


async def test_days_that_hold_nothing_name_what_comes_next(ask: Ask) -> None:
    # The days of grace of 27 March are over, and the next review is due on 8 April.
    due = await ask(ListDeadlines(within_days=3), now=utc(3, 29, 16))
    assert ids(due) == []
    assert due.next_up is not None
    assert due.next_up.id == "review-8"


async def test_before_the_term_the_first_thing_is_named(ask: Ask) -> None:
    due = await ask(ListDeadlines(), now=BEFORE)
    assert due.term.phase == "before the term"
    assert due.term.sentence == "Spring 2024 begins on Monday 22 January 2024."
    assert due.next_up is not None
    assert due.next_up.id == "review-1"


@pytest.mark.parametrize("now", [utc(5, 15, 20, 30), AFTER])
async def test_after_everything_the_last_things_are_shown(ask: Ask, now: datetime) -> None:
    due = await ask(ListDeadlines(), now=now)
    assert due.last_things
    assert due.deadlines[-1].id == "report"
    assert {each.standing for each in due.deadlines} == {"past"}


async def test_after_the_term_it_says_so(ask: Ask) -> None:
    due = await ask(ListDeadlines(), now=AFTER)
    assert due.term.phase == "after the term"
    assert due.term.sentence == "Spring 2024 ended on Wednesday 15 May 2024."


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (utc(1, 22, 4, 59), "before the term"),
        (utc(1, 22, 5), "during the term"),
        (datetime(2024, 5, 16, 3, 59, tzinfo=UTC), "during the term"),
        (datetime(2024, 5, 16, 4, tzinfo=UTC), "after the term"),
    ],
)
async def test_the_term_has_the_days_of_its_own_zone(ask: Ask, now: datetime, phase: str) -> None:
    assert (await ask(GetCourse(), now=now)).term.phase == phase


# When class is.


@pytest.mark.parametrize(
    ("now", "day", "title"),
    [
        (utc(3, 7, 0, 30), date(2024, 3, 6), "Paper discussion 6"),
        (utc(3, 7, 4, 59), date(2024, 3, 6), "Paper discussion 6"),
        (utc(3, 11, 4), date(2024, 3, 11), "Lecture 8: Distributed Learning"),
        (utc(3, 12, 3, 59), date(2024, 3, 11), "Lecture 8: Distributed Learning"),
    ],
)
async def test_today_is_the_day_of_the_course_not_of_utc(
    ask: Ask, now: datetime, day: date, title: str
) -> None:
    agenda = await ask(ListMeetings(), now=now)
    assert agenda.first == agenda.last == day
    [meeting] = agenda.meetings
    assert meeting.title == title
    assert agenda.next_meeting is None


async def test_class_begins_on_either_side_of_utc_midnight(ask: Ask) -> None:
    agenda = await ask(ListMeetings(span="term"))
    starts = {meeting.day: meeting.starts for meeting in agenda.meetings}
    assert len(starts) == 31
    assert starts[date(2024, 3, 6)] == utc(3, 7, 0, 30)
    assert starts[date(2024, 3, 11)] == utc(3, 11, 23, 30)
    assert starts[date(2024, 2, 26)] is None
    assert len(agenda.due) == 14


async def test_places(ask: Ask) -> None:
    agenda = await ask(ListMeetings(span="term"))
    places = {meeting.day: (meeting.mode, meeting.place) for meeting in agenda.meetings}
    assert places[date(2024, 2, 5)] == ("in person", "Phillips Hall 101")
    assert places[date(2024, 2, 19)] == places[date(2024, 4, 24)] == ("online", "online")
    assert places[date(2024, 4, 1)] == ("no class", "")
    assert sum(place == "online" for _, place in places.values()) == 2


async def test_what_a_meeting_holds(ask: Ask) -> None:
    [second] = (await ask(ListMeetings(span="day", day=date(2024, 1, 24)))).meetings
    assert len(second.readings) == 3
    assert all(reading.endswith("(optional)") for reading in second.readings)
    [evening] = (await ask(ListMeetings(span="day", day=date(2024, 2, 28)))).meetings
    assert [paper.id for paper in evening.papers] == ["5a", "5b"]
    assert [lecture.number for lecture in evening.lectures] == [7]
    assert [item.id for item in evening.due] == ["pa2"]
    assert evening.title == "Paper discussion 5 and Lecture 7: Parallelism"
    assert evening.in_words == "Wednesday 28 February 2024, 7:30 pm to 8:45 pm (New York)"
    [given] = (await ask(ListMeetings(span="day", day=date(2024, 2, 14)))).meetings
    assert given.released == ("Programming Assignment 2",)
    [feedback] = (await ask(ListMeetings(span="day", day=date(2024, 3, 18)))).meetings
    assert any("feedback" in note for note in feedback.notes)


async def test_the_empty_class_is_shown_as_such(ask: Ask) -> None:
    [meeting] = (await ask(ListMeetings(span="day", day=date(2024, 3, 4)))).meetings
    assert meeting.mode == "in person"
    assert meeting.lectures == meeting.papers == ()
    assert "nothing" in meeting.title.lower()


async def test_a_week_goes_from_monday_to_sunday(ask: Ask) -> None:
    # Sunday night in the course's zone, and already Monday in UTC.
    agenda = await ask(ListMeetings(span="week"), now=utc(3, 11, 3))
    assert (agenda.first, agenda.last) == (date(2024, 3, 4), date(2024, 3, 10))
    assert [meeting.day.day for meeting in agenda.meetings] == [4, 6]
    later = await ask(ListMeetings(span="week"), now=utc(3, 11, 5))
    assert (later.first, later.last) == (date(2024, 3, 11), date(2024, 3, 17))
    assert [item.id for item in later.due] == ["review-5"]


async def test_a_week_in_which_only_grace_ends_still_names_it(ask: Ask) -> None:
    agenda = await ask(ListMeetings(span="day", day=date(2024, 3, 20)))
    assert [item.id for item in agenda.due] == ["review-6"]


async def test_a_week_without_class_names_the_next_one(ask: Ask) -> None:
    agenda = await ask(ListMeetings(span="week", day=date(2024, 4, 2)), now=NOON)
    assert [meeting.title for meeting in agenda.meetings] == ["Spring Break", "Spring Break"]
    assert agenda.next_meeting is not None
    assert agenda.next_meeting.day == date(2024, 4, 8)


async def test_a_day_without_class_names_the_next_one(ask: Ask) -> None:
    agenda = await ask(ListMeetings(), now=utc(2, 6, 17))
    assert agenda.meetings == ()
    assert agenda.next_meeting is not None
    assert agenda.next_meeting.day == date(2024, 2, 7)


async def test_meetings_before_and_after_the_term(ask: Ask) -> None:
    before = await ask(ListMeetings(), now=BEFORE)
    assert before.next_meeting is not None
    assert before.next_meeting.day == date(2024, 1, 22)
    after = await ask(ListMeetings(span="week"), now=AFTER)
    assert after.term.sentence.startswith("Spring 2024 ended")
    assert after.next_meeting is not None
    assert after.next_meeting.day == date(2024, 5, 6)


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("span", ["week", "day"])
async def test_the_ends_of_the_calendar_are_no_fault(ask: Ask, span: str, day: date) -> None:
    agenda = await ask(ListMeetings(span=span, day=day))  # type: ignore[arg-type]
    assert agenda.meetings == ()
    assert agenda.first <= day <= agenda.last


async def test_the_end_of_time_is_no_fault(ask: Ask) -> None:
    end = datetime(9999, 12, 31, 12, tzinfo=UTC)
    assert (await ask(ListDeadlines(within_days=400), now=end)).last_things
    assert (await ask(ListMeetings(span="week"), now=end)).meetings == ()
    assert (await ask(GetOfficeHours(), now=end)).next_starts is None
    assert (await ask(FindWhen(), now=end))[0].key == "deadline:report"


# Finding.


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("report", "deadline:report"),
        ("when is the final report due", "deadline:report"),
        ("PA1", "deadline:pa1"),
        ("programming assignment 2", "deadline:pa2"),
        ("review 3", "deadline:review-3"),
        ("review of 5a", "deadline:review-5"),
        ("abstract", "deadline:abstract-draft"),
        ("5a", "paper:5a"),
        ("hogwild", "paper:6b"),
        ("hogwlid", "paper:6b"),
        ("LoRA", "paper:10b"),
        ("christopher ré io", "paper:7a"),
        ("lecture 5", "meeting:2024-02-12"),
        ("lecture 1", "meeting:2024-01-22"),
        ("discussion 5", "meeting:2024-02-28"),
        ("low-precision", "meeting:2024-03-18"),
        ("kernel trick", "meeting:2024-02-05"),
        ("all-reduce", "meeting:2024-03-11"),
        ("feb 28", "meeting:2024-02-28"),
        ("28 february", "meeting:2024-02-28"),
        ("2024-02-28", "meeting:2024-02-28"),
        ("wednesday 7 february", "meeting:2024-02-07"),
        ("spring break", "meeting:2024-04-01"),
        ("feedback activity", "meeting:2024-03-18"),
        ("deadline:report", "deadline:report"),
        (" meeting:2024-03-04 ", "meeting:2024-03-04"),
    ],
)
async def test_finding_by_what_people_type(ask: Ask, text: str, key: str) -> None:
    found = await ask(FindWhen(text=text, brief=True), now=NOON)
    assert found[0].key == key


async def test_a_landmarks_key_gives_exactly_that_one(ask: Ask) -> None:
    [paper] = await ask(FindWhen(text="paper:5a"))
    assert paper.paper is not None
    assert paper.paper.id == "5a"
    [meeting] = await ask(FindWhen(text="meeting:2024-02-05"))
    assert meeting.meeting is not None
    [deadline] = await ask(FindWhen(text="deadline:report"))
    assert deadline.deadline is not None
    assert deadline.meeting is None


async def test_no_match_is_an_empty_answer(ask: Ask) -> None:
    assert await ask(FindWhen(text="zebra crossing")) == ()
    assert await ask(FindWhen(text="?!")) != ()


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (BEFORE, "meeting:2024-01-22"),
        (NOON, "meeting:2024-02-05"),
        (utc(2, 6, 4, 59), "meeting:2024-02-05"),
        (utc(2, 6, 5), "deadline:review-1"),
        (AFTER, "deadline:report"),
    ],
)
async def test_without_text_what_comes_next(ask: Ask, now: datetime, first: str) -> None:
    found = await ask(FindWhen(brief=True, most=5), now=now)
    assert len(found) == 5
    assert found[0].key == first


async def test_brief_landmarks_carry_nothing_but_their_name(ask: Ask) -> None:
    for landmark in await ask(FindWhen(text="class", brief=True)):
        assert landmark.meeting is landmark.paper is landmark.deadline is None
        assert 0 < len(landmark.label) <= 100


async def test_the_answer_is_as_long_as_was_asked_for(ask: Ask) -> None:
    assert len(await ask(FindWhen(text="review", most=3))) == 3
    assert len(await ask(FindWhen(text="", most=25))) == 25


# Papers, policies, office hours, the course.


async def test_papers_come_in_the_order_of_discussion(ask: Ask) -> None:
    papers = await ask(ListPapers())
    assert [paper.id for paper in papers] == [f"{n}{c}" for n in range(1, 13) for c in "ab"]
    assert {paper.seats for paper in papers} == {2}
    assert papers[8].day == date(2024, 2, 28)
    assert papers[8].starts == utc(2, 29, 0, 30)


async def test_free_papers_are_those_that_can_still_be_taken(ask: Ask) -> None:
    await ask(SignUp(paper="2a"), by="ada")
    await ask(SignUp(paper="2a"), by="bob")
    free = [paper.id for paper in await ask(ListPapers(free_only=True))]
    assert free[0] == "2b"  # 1a and 1b were discussed on 31 January, 2a is full
    assert len(free) == 21
    assert await ask(ListPapers(free_only=True), now=AFTER) == ()


async def test_one_paper_with_its_presenters(ask: Ask) -> None:
    await ask(SignUp(paper="9b"), by="ada")
    paper = await ask(GetPaper(paper="9b"))
    assert (paper.presenters, paper.mine, paper.free) == (("Ada",), True, 1)
    assert paper.venue == "In Proceedings of Machine Learning and Systems (MLSys), 2023"
    assert not (await ask(GetPaper(paper="9b"), by="bob")).mine


async def test_a_paper_there_is_not(ask: Ask) -> None:
    with pytest.raises(NoSuchPaper, match="no paper 13a"):
        await ask(GetPaper(paper="13a"))


@pytest.mark.parametrize(
    ("topic", "slug"),
    [
        ("late-reviews", "late-reviews"),
        ("Late reviews", "late-reviews"),
        ("late review", "late-reviews"),
        ("presenter's exemption", "presenter-exemption"),
        ("experiment plan", "experiment-plan"),
        ("grading", "grading"),
        ("is there an exam?", "exams"),
        ("attendance", "attendance"),
        ("textbook", "textbook"),
        ("AI tools", "collaboration"),
    ],
)
async def test_policies_by_slug_or_by_words(ask: Ask, topic: str, slug: str) -> None:
    assert (await ask(GetPolicy(topic=topic))).slug == slug


async def test_a_policy_cites_its_line(ask: Ask) -> None:
    passage = await ask(GetPolicy(topic="late-reviews"))
    assert passage.source.startswith("paper review parameters (policies.md, line ")
    assert "two days" in passage.text


async def test_what_is_not_stated_says_so(ask: Ask) -> None:
    assert "does not state" in (await ask(GetPolicy(topic="regrades"))).text


async def test_a_policy_there_is_not(ask: Ask) -> None:
    with pytest.raises(NoSuchPolicy):
        await ask(GetPolicy(topic="zebra crossing"))


async def test_topics_that_fit_come_first(ask: Ask) -> None:
    everything = await ask(ListTopics())
    assert everything[0].slug == "about"
    assert len({topic.slug for topic in everything}) == len(everything) > 40
    fitting = await ask(ListTopics(text="late"))
    assert len(fitting) == len(everything)
    assert {topic.slug for topic in fitting[:2]} == {"late-reviews", "late-work"}


async def test_every_topic_can_be_looked_up(ask: Ask) -> None:
    for topic in await ask(ListTopics()):
        passage = await ask(GetPolicy(topic=topic.slug))
        assert (passage.slug, passage.heading) == (topic.slug, topic.heading)
        assert passage.text


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        (BEFORE, utc(1, 24, 19, 30)),
        (NOON, utc(2, 7, 19, 30)),
        (utc(2, 7, 20), utc(2, 7, 19, 30)),  # they are on
        (utc(2, 7, 20, 30), utc(2, 14, 19, 30)),
        (utc(3, 7, 12), utc(3, 13, 18, 30)),  # an hour earlier in UTC from 10 March on
        (utc(3, 28, 12), utc(4, 10, 18, 30)),  # 3 April is in Spring Break
        (utc(5, 15, 19, 30), None),
    ],
)
async def test_the_next_office_hours(ask: Ask, now: datetime, starts: datetime | None) -> None:
    hours = await ask(GetOfficeHours(), now=now)
    assert hours.next_starts == starts
    if starts is not None:
        assert hours.next_ends == starts + timedelta(hours=1)


async def test_where_office_hours_are_is_not_said(ask: Ask) -> None:
    hours = await ask(GetOfficeHours())
    assert "Wednesdays" in hours.when
    assert "not stated" in hours.place
    assert "Gates 426" in hours.place
    assert hours.holder == "Christopher De Sa"


async def test_the_card_of_the_course(ask: Ask) -> None:
    card = await ask(GetCourse())
    assert card.id == "cs6787-spring-2024"
    assert "Advanced Machine Learning Systems" in card.title
    assert card.place == "Phillips Hall 101"
    assert card.forum == "Ed Discussion"
    assert "Mondays and Wednesdays" in card.schedule
    assert sum(weight.percent for weight in card.weights) == 100
    assert card.sandbox_start == NOON
