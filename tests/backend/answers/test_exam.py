"""The question sets, asked of the desk without any model. `python -m benchmarks.ask` prints the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.answers.sentences import sentences
from backend.clock import HandClock
from backend.course.model import Course
from backend.settings import AskSettings, CourseSettings, DataSettings, Settings
from tests.backend.answers.exam import failures, sit
from tests.backend.answers.test_questions import read
from tests.conftest import COURSE, build, cannot_run


@pytest.mark.parametrize(
    ("name", "embeddings", "right", "wrong"),
    [
        ("development", True, 0.98, 0.01),
        ("students", False, 0.97, 0.02),
        ("ana-held", False, 0.88, 0.03),
        ("bo-held", True, 0.89, 0.04),
        ("reported", False, 0.90, 0.03),
        ("reported", True, 0.93, 0.03),
        ("cohort", False, 0.86, 0.05),
        ("cohort", True, 0.90, 0.05),
    ],
)
async def test_it_answers_what_it_can_and_refuses_the_rest(
    name: str, embeddings: bool, right: float, wrong: float,
    sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path,
) -> None:  # fmt: skip
    """None may fall below what it had when it was last measured, a question or two less."""
    if embeddings and sentences() is None:
        cannot_run("The sentence model is not installed; see scripts/sentence-model.txt.")
    settings = Settings(
        data=DataSettings(folder=tmp_path), course=CourseSettings(folder=COURSE), ask=AskSettings(embeddings=embeddings)
    )
    backend = build(sqlite_url, course, settings, clock)
    try:
        result = await sit(backend, read(name))
    finally:
        await backend.close()
    told = (
        "\n".join(failures(result))
        if name in ("development", "students")
        else str(result.counted())
    )
    assert result.right >= right, told
    assert result.answered_wrongly <= wrong, told
