"""The first course with a mailbox: reminders are rung and posted as the clock is moved by hand."""

from __future__ import annotations

import pytest

from tests.backend.scheduling.mailbox import Mailbox
from tests.conftest import House


@pytest.fixture
def mail(house: House) -> Mailbox:
    """On each database, in process, at noon of 5 February 2024."""
    return Mailbox(house, house.backend)


@pytest.fixture
def sqlite_mail(sqlite_house: House) -> Mailbox:
    """On SQLite only: for long stories, where the database makes no difference."""
    return Mailbox(sqlite_house, sqlite_house.backend)
