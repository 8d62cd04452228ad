"""What the tests of the answering read questions against."""

from __future__ import annotations

import pytest

from backend.answers.library import Library, library_of
from backend.course.load import load
from tests.conftest import COURSE

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"


@pytest.fixture(scope="session")
def library() -> Library:
    """Of the first course."""
    return library_of(load(COURSE), COURSE)


@pytest.fixture(scope="session")
def made_up() -> Library:
    """Of a course that was made up."""
    return library_of(load(MADE_UP), MADE_UP)


@pytest.fixture(scope="session", params=(COURSE, MADE_UP), ids=("first", "made up"))
def either(request: pytest.FixtureRequest) -> Library:
    """Of each course in turn."""
    return library_of(load(request.param), request.param)
