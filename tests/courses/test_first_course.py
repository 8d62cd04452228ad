"""The first course, held against its syllabus: every table here was written by hand from the
source, none by the code.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from backend.course.model import Course

# day and month, weekday, in person (I), online (O) or no class (–), lectures, discussions
CALENDAR = """
22 Jan Mon I L1
24 Jan Wed I L2
29 Jan Mon I L3
31 Jan Wed I D1
 5 Feb Mon I L4
 7 Feb Wed I D2
12 Feb Mon I L5
14 Feb Wed I D3
19 Feb Mon O L6
21 Feb Wed I D4
26 Feb Mon –
28 Feb Wed I D5 L7
 4 Mar Mon I
 6 Mar Wed I D6
11 Mar Mon I L8
13 Mar Wed I D7
18 Mar Mon I L9
20 Mar Wed I D8
25 Mar Mon I L10
27 Mar Wed I D9
 1 Apr Mon –
 3 Apr Wed –
 8 Apr Mon I L11
10 Apr Wed I D10
15 Apr Mon I L12
17 Apr Wed I D11
22 Apr Mon I L13
24 Apr Wed O D12
29 Apr Mon I L14
 1 May Wed I L15
 6 May Mon I L16
"""

# what, due, until when it is taken though late (– if nothing is said)
DUE = """
review-1        7 Feb   9 Feb
pa1            12 Feb   –
review-3       21 Feb  23 Feb
pa2            28 Feb   –
review-5       11 Mar  13 Mar
review-6       18 Mar  20 Mar
review-7       25 Mar  27 Mar
proposal       25 Mar   –
review-8        8 Apr  10 Apr
review-9       15 Apr  17 Apr
review-10      22 Apr  24 Apr
review-11      29 Apr   1 May
abstract-draft 29 Apr   1 May
report         15 May   –
"""

# id, first author's family name, year, venue's abbreviation, and some words of the title
PAPERS = """
1a  Vaswani    2017 NeurIPS  Attention is all you need
1b  Ioffe      2015 ICML     Batch Normalization: Accelerating Deep Network Training by
2a  Chowdhery  2023 JMLR     Palm: Scaling language modeling with pathways
2b  Brown      2020 NeurIPS  Language models are few-shot learners
3a  Rahimi     2007 NeurIPS  Random features for large-scale kernel machines
3b  Weinberger 2009 ICML     Feature Hashing for Large Scale Multitask Learning
4a  Haochen    2019 ICML     Random shuffling beats sgd after finite epochs
4b  Kingma     2015 ICLR     Adam: A method for stochastic optimization
5a  Bergstra   2012 JMLR     Random search for hyper-parameter optimization
5b  Kaplan     2020 arXiv    Scaling laws for neural language models
6a  Chu        2007 NeurIPS  Map-reduce for machine learning on multicore
6b  Niu        2011 NeurIPS  Hogwild: A lock-free approach to parallelizing stochastic
7a  Dao        2022 NeurIPS  Flashattention: Fast and memory-efficient exact attention
7b  Li         2020 MLSys    A System for Massively Parallel Hyperparameter Tuning
8a  Dean       2012 NeurIPS  Large scale distributed deep networks
8b  Bonawitz   2019 MLSys    Towards federated learning at scale: System design
9a  Huang      2019 NeurIPS  Gpipe: Efficient training of giant neural networks using
9b  Pope       2023 MLSys    Efficiently scaling transformer inference
10a Gupta      2015 ICML     Deep learning with limited numerical precision
10b Hu         2021 ICLR     LoRA: Low-Rank Adaptation of Large Language Models
11a Han        2016 ICLR     Deep compression: Compressing deep neural networks with
11b Frantar    2023 ICLR     GPTQ: Accurate post-training quantization for generative
12a Jouppi     2017 ISCA     In-datacenter performance analysis of a tensor processing
12b Fowers     2018 ISCA     A Configurable Cloud-Scale DNN Processor for Real-Time AI
"""

# number, how many topics the calendar lists, title
LECTURES = """
1  5 Overview
2  5 Backpropagation & ML Frameworks
3  7 Hyperparameters and Tradeoffs
4  4 Kernels and Dimensionality Reduction
5  4 Adaptive Methods & Non-Convex Optimization
6  3 Hyperparameter Optimization
7  5 Parallelism
8  6 Distributed Learning
9  5 Low-Precision Arithmetic
10 5 Inference and Compression
11 3 Machine Learning Frameworks II
12 4 Hardware for Machine Learning
13 4 Modern Generative AI
14 2 Large Scale ML on the Cloud
15 0 Final Project Discussion
16 0 Final Project Discussion
"""

MODES = {"I": "in person", "O": "online", "–": "no class"}


def day(text: str) -> date:
    return datetime.strptime(f"{text} 2024 +0000", "%d %b %Y %z").date()


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def test_every_row_of_the_calendar(course: Course) -> None:
    written = rows(CALENDAR)
    assert len(written) == len(course.meetings) == 31
    for (number, month, weekday, mode, *what), meeting in zip(
        written, course.meetings, strict=True
    ):
        assert meeting.day == day(f"{number} {month}")
        assert meeting.weekday[:3] == weekday == meeting.day.strftime("%a")
        assert meeting.mode == MODES[mode]
        assert meeting.lectures == tuple(int(item[1:]) for item in what if item[0] == "L")
        assert meeting.discussions == tuple(int(item[1:]) for item in what if item[0] == "D")


def test_the_counts_of_the_calendar(course: Course) -> None:
    modes = [meeting.mode for meeting in course.meetings]
    assert (modes.count("in person"), modes.count("online"), modes.count("no class")) == (26, 2, 3)
    assert [meeting.day for meeting in course.meetings if meeting.is_empty] == [day("4 Mar")]
    assert len(course.lectures) == 16
    assert sum(len(meeting.discussions) for meeting in course.meetings) == 12
    assert len(course.papers) == 24


def test_the_breaks_have_their_names(course: Course) -> None:
    breaks = {meeting.day: meeting.title for meeting in course.meetings if not meeting.is_class}
    assert breaks == {
        day("26 Feb"): "February Break",
        day("1 Apr"): "Spring Break",
        day("3 Apr"): "Spring Break",
    }


def test_every_deadline_and_its_grace(course: Course) -> None:
    written = rows(DUE)
    assert len(written) == len(course.deadlines) == 14
    for deadline in course.deadlines:
        [row] = [each for each in written if each[0] == deadline.id]
        assert deadline.day == day(" ".join(row[1:3]))
        assert deadline.weekday[:3] == deadline.day.strftime("%a")
        late = None if row[3] == "–" else day(" ".join(row[3:5]))
        assert course.grace_day(deadline) == late
        assert deadline.where


def test_a_review_offers_both_papers_of_its_discussion(course: Course) -> None:
    reviews = [each for each in course.deadlines if each.kind == "review"]
    assert [each.id for each in reviews] == [f"review-{n}" for n in (1, 3, 5, 6, 7, 8, 9, 10, 11)]
    for review in reviews:
        number = review.id.removeprefix("review-")
        assert review.papers == (f"{number}a", f"{number}b")
        assert review.title == f"Review of paper {number}a or {number}b"
    assert course.review_of("5a") == course.deadline("review-5")
    assert course.review_of("12a") is None


def test_only_the_report_has_an_hour(course: Course) -> None:
    hours = {each.id: course.hour_of(each) for each in course.deadlines}
    assert hours.pop("report") == (time(16, 30), "stated")
    assert set(hours.values()) == {(None, "not stated")}
    report = course.deadline("report")
    assert report is not None
    assert course.due(report) == datetime.fromtimestamp(1715805000, UTC)
    assert course.due(report) == datetime(2024, 5, 15, 20, 30, tzinfo=UTC)
    assert not report.in_calendar
    assert [each.id for each in course.deadlines if not each.in_calendar] == ["report"]


def test_assignments_are_given_out_two_weeks_before(course: Course) -> None:
    released = {each.id: each.released for each in course.deadlines if each.kind == "assignment"}
    assert released == {"pa1": day("29 Jan"), "pa2": day("14 Feb")}
    assert all(each.late is None for each in course.deadlines if each.kind == "assignment")


def test_both_claims_on_the_abstract_draft_are_kept(course: Course) -> None:
    draft = course.deadline("abstract-draft")
    assert draft is not None
    text, calendar = draft.claims
    assert text.discussed == day("29 Apr")
    assert text.late_until is None
    assert calendar.discussed == calendar.late_until == day("1 May")
    assert {claim.due for claim in draft.claims} == {day("29 Apr")}


@pytest.mark.parametrize("line", PAPERS.strip().splitlines())
def test_every_paper(course: Course, line: str) -> None:
    number, author, year, venue, title = line.split(None, 4)
    paper = course.paper(number)
    assert paper is not None
    assert author in paper.authors.split(" and ")[0]
    assert paper.year == int(year)
    assert venue in paper.venue
    assert paper.title.startswith(title)


def test_papers_are_in_the_order_of_discussion(course: Course) -> None:
    assert [paper.id for paper in course.papers] == [f"{n}{c}" for n in range(1, 13) for c in "ab"]
    meetings = [course.meeting_of_paper(paper.id) for paper in course.papers]
    assert all(meeting is not None and meeting.weekday == "Wednesday" for meeting in meetings)


def test_citations_read_as_the_syllabus_writes_them(course: Course) -> None:
    shown = {paper.id: paper.citation for paper in course.papers}
    assert shown["5a"] == (
        "James Bergstra and Yoshua Bengio. Random search for hyper-parameter optimization. "
        "Journal of Machine Learning Research (JMLR), 2012."
    )
    assert shown["2b"] == (
        "Tom Brown et al. Language models are few-shot learners. "
        "In Advances in neural information processing systems (NeurIPS), 2020."
    )
    assert "Łukasz Kaiser" in shown["1a"]
    assert "Christopher Ré." in shown["7a"]
    assert "Christopher Re," in shown["6b"]


def test_three_optional_readings(course: Course) -> None:
    found = [(meeting.day, reading) for meeting in course.meetings for reading in meeting.readings]
    assert [where for where, _ in found] == [day("24 Jan")] * 3
    assert all(reading.optional for _, reading in found)
    assert [reading.year for _, reading in found] == [1986, 1988, 2004]
    assert found[1][1].citation == (
        "Rumelhart, David E., Geoffrey E. Hinton, and Ronald J. Williams. "
        "Learning representations by back-propagating errors. Cognitive modeling 5.3 (1988): 1."
    )


@pytest.mark.parametrize("line", LECTURES.strip().splitlines())
def test_every_lecture(course: Course, line: str) -> None:
    number, topics, title = line.split(None, 2)
    lecture = course.lecture(int(number))
    assert lecture is not None
    assert lecture.title == title
    assert len(lecture.topics) == int(topics)


def test_the_frame_of_the_course(course: Course) -> None:
    assert course.code == "CS6787"
    assert course.title == "Advanced Machine Learning Systems"
    assert course.term == "Spring 2024"
    assert course.instructor == "Christopher De Sa"
    assert course.room == "Phillips Hall 101"
    assert course.class_times.weekdays == ("Monday", "Wednesday")
    assert (course.class_times.start, course.class_times.end) == (time(19, 30), time(20, 45))
    [hours] = course.office_hours
    assert (hours.weekday, hours.start, hours.end) == ("Wednesday", time(14, 30), time(15, 30))
    assert hours.place is None
    assert course.office is not None
    assert course.office.room == "Gates 426"
    assert course.forum is not None
    assert (course.forum.name, course.forum.link) == ("Ed Discussion", None)
    assert {each.course: each.required for each in course.prerequisites} == {
        "CS4780": True,
        "CS 3410": False,
    }


def test_the_weights(course: Course) -> None:
    assert {each.id: each.percent for each in course.weights} == {
        "presentation": 20,
        "participation": 10,
        "reviews": 20,
        "assignments": 10,
        "project": 40,
    }


def test_the_rules(course: Course) -> None:
    assert (course.reviews.pages, course.reviews.grace_days) == (1, 2)
    assert course.reviews.grace_day == "not stated"
    assert course.reviews.presenter_exemption == "undecided"
    shown = course.presentations
    assert (shown.minutes_least, shown.minutes_most, shown.papers_per_student) == (15, 20, 1)
    assert course.project is not None
    assert course.project.group_size_most == 3
    assert course.project.subject_to_change
    assert len(course.project.requirements) == 4
    steps = {step.id: step.day or step.deadline for step in course.project.milestones}
    assert steps == {
        "feedback": day("18 Mar"),
        "proposal": "proposal",
        "experiment-plan": "proposal",
        "abstract-draft": "abstract-draft",
        "report": "report",
    }


def test_what_was_added_says_so(course: Course) -> None:
    assert course.zone == "America/New_York"
    ours = {source.of for source in course.sources if source.set_by == "us"}
    assert ours == {
        "zone", "sandbox_start", "reminders", "sign_up.seats_per_paper", "sign_up.opens", "sign_up.closes",
    }  # fmt: skip
    assert course.sign_up.set_by == "us"
    assert course.sign_up.seats_per_paper == 2
    assert course.sign_up_opens == datetime(2024, 1, 22, 5, 0, tzinfo=UTC)
    assert course.sign_up_closes == datetime(2024, 4, 24, 23, 30, tzinfo=UTC)
    assert course.default_hour is None


def test_the_silence_is_listed(course: Course) -> None:
    gaps = {gap.id for gap in course.gaps}
    assert gaps >= {
        "collaboration", "ai-tools", "late-assignments", "late-project", "regrades", "attendance",
        "recordings", "textbook", "exams", "participation-rubric", "makeup-presentations",
        "project-groups", "submission", "teaching-assistants", "online-link",
    }  # fmt: skip
    assert all("not state" in gap.sentence or gap.id in SAID_OTHERWISE for gap in course.gaps)


SAID_OTHERWISE = {"hour-of-deadlines", "scale", "email", "empty-meeting"}
"""Gaps whose sentence says in other words that something is missing."""


@pytest.mark.parametrize(
    ("number", "month", "starts"),
    [
        (6, 3, datetime(2024, 3, 7, 0, 30, tzinfo=UTC)),
        (11, 3, datetime(2024, 3, 11, 23, 30, tzinfo=UTC)),
        (22, 1, datetime(2024, 1, 23, 0, 30, tzinfo=UTC)),
        (6, 5, datetime(2024, 5, 6, 23, 30, tzinfo=UTC)),
    ],
)
def test_class_begins_on_another_day_of_utc_until_summer_time(
    course: Course, number: int, month: int, starts: datetime
) -> None:
    meeting = course.meeting_on(date(2024, month, number))
    assert meeting is not None
    assert course.starts(meeting) == starts
    assert course.day_of(starts) == date(2024, month, number)


def test_policies_cite_their_file(course: Course) -> None:
    assert {passage.file for passage in course.policies} == {"policies.md"}
    headed = {passage.slug for passage in course.policies}
    assert headed >= {
        "reviews", "late-reviews", "presenter-exemption", "presentation", "participation",
        "programming-assignments", "project", "proposal", "experiment-plan", "abstract-draft",
        "report", "grading", "office-hours", "forum", "prerequisites", "format", "online",
        "not-stated", "reviews-listed", "project-groups",
    }  # fmt: skip
    assert all(passage.source for passage in course.policies)


def test_no_link_and_no_address_is_made_up(course: Course) -> None:
    text = course.model_dump_json()
    assert "http" not in text
    assert "@" not in text
