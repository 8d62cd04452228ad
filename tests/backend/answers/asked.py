"""Questions asked of a real desk, one after another, by one person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Answer, Ask
from backend.course.model import Course
from backend.settings import CourseSettings, DataSettings, Settings
from tests.conftest import build


async def answers_to(
    questions: Iterable[str], course: Course, folder: Path, url: str, clock: HandClock, tmp: Path, by: By, *first: Any
) -> dict[str, Answer]:
    """What is answered to each question, after the calls `first` were made by the same person."""
    settings = Settings(data=DataSettings(folder=tmp), course=CourseSettings(folder=folder))
    backend = build(url, course, settings, clock)
    try:
        for call in first:
            await backend.answer(call, by, Caller.OWNER)
        return {each: await backend.answer(Ask(question=each), by, Caller.OWNER) for each in questions}
    finally:
        await backend.close()
