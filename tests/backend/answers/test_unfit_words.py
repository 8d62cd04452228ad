"""What an answer of a kind never says is not answered with it, and what it does say still is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.answers.unfit_words import asks_beyond
from backend.clock import HandClock
from backend.contract import By
from backend.course.model import Course
from tests.backend.answers.asked import answers_to
from tests.conftest import COURSE

BEYOND = (
    ("paper:1b:authors", "employers of the batch norm paper is authors"),
    ("paper:2b:authors", "second author on the few shot learners paper"),
    ("author:8a", "when is the visit of jeff dean to our class"),
    ("paper:1b", "could you explain to me what means internal covariate shift"),
    ("length:proposal", "how long is the introduction of the proposal"),
    ("content:report", "list the section headings that a final report needs"),
    ("line:report", "the report should be sent to what kind of workshop"),
    ("line:project", "does a bigger team have to say in the report who did what"),
    ("my-presentation", "when does my best friend present"),
    ("day:2024-04-17", "is class on april 17 open to my little brother"),
    ("first:discussion", "which group starts in the first discussion"),
    ("asked:are lectures always on mondays", "are lectures always given with the blackboard"),
    ("readings", "what homework problems belong to the lecture on sgd"),
    ("office-hours-place", "do i need an appointment for office hours"),
    ("forum", "how soon does someone answer on the forum"),
    ("my-presentation", "what is the title of my roommate is paper"),
    ("papers:year", "which paper has the most authors"),
    ("lectures:7+5", "is lecture 7 a repeat of lecture 5"),
    ("due:proposal", "can the proposal be handed in on paper"),
    ("discussion:5", "which of the two papers of discussion 5 is shorter"),
    ("length:presentation", "how many minutes per person in a presentation"),
    ("weight:reviews", "is 11pt ok for the review"),
    ("times", "which building is the classroom closest to"),
    ("last:class", "does class on may 1 end earlier"),
    ("about", "what is this course about compared to cs5787"),
    ("silence:drop", "is the lowest score shown to the class"),
    ("due:abstract-draft", "when do i talk about my abstract and for how many minutes"),
)
WITHIN = (
    ("paper:1b:authors", "who wrote batch norm"),
    ("paper:1b:authors", "who is the first author of batch norm"),
    ("length:proposal", "how long is the proposal"),
    ("content:report", "what must the report contain"),
    ("my-presentation", "when do my partner and i present"),
    ("my-presentation", "when do i present, my sister wants to come"),
    ("day:2024-04-17", "is there class on april 17"),
    ("papers:year", "which is the most recent paper"),
    ("last:class", "is the last class on may 6 or earlier"),
    ("length:presentation", "how long is a presentation"),
    ("office-hours", "when are office hours"),
    ("forum", "what is the forum"),
    ("about", "what is this course about"),
    ("due:abstract-draft", "when is the abstract draft due"),
)


@pytest.mark.parametrize(("about", "said"), BEYOND)
def test_it_asks_for_more_than_such_an_answer_says(about: str, said: str) -> None:
    assert asks_beyond(about, said)


@pytest.mark.parametrize(("about", "said"), WITHIN)
def test_it_asks_for_what_such_an_answer_says(about: str, said: str) -> None:
    assert not asks_beyond(about, said)


async def test_whoever_asks_beyond_is_refused(
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    by = By(id="1", name="Ada", now=datetime(2024, 2, 5, 17, tzinfo=UTC))
    refused = (
        "which company employs the authors of batch norm",
        "when does my roommate present",
        "how quick is the forum",
        "can I give my presentation over Zoom",
        "what time does the fall break end",
        "is there a lecture on data augmentation",
    )
    told = ("who wrote batch norm", "when do I present", "what is the forum")
    seen = await answers_to((*refused, *told), course, COURSE, sqlite_url, clock, tmp_path, by)
    assert [each for each in refused if seen[each].made not in ("refused", "not stated")] == []
    assert [each for each in told if seen[each].made == "refused"] == []
