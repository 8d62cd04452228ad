"""What is written into the composer's forms: words and hours that fit, and files that are kept and taken away."""

from __future__ import annotations

import pytest

from backend.contract.announcements import ListAnnouncements
from bot.composing import ALL_FILES, file_name
from sandbox.errors import Refused
from sandbox.filling import File
from tests.bot.cogs.test_announce import EVERY, one, posted, time_passes, written
from tests.bot.conftest import Stage


async def test_files_travel_with_it_and_can_be_replaced_and_taken_away(stage: Stage) -> None:
    preview = await written(
        stage, files=[File("Lageplan ä.png", b"\x89PNG a map"), File("notes.pdf", b"%PDF")],
        alt="the way to the room\nthe slides",
    )  # fmt: skip
    assert preview.first.files == ["Lageplan__.png", "notes.pdf"] and "With 2 files" in preview.text
    assert preview.first.alt_texts["notes.pdf"] == "the slides"
    form = await stage.instructor.click(preview, label="edit")
    kept = await stage.instructor.submit(form, words="Still with files.")
    assert kept.first.files == preview.first.files
    await stage.instructor.click(kept, label="Post · 1 min")
    await time_passes(stage, 61)
    message = await posted(stage)
    assert message.file("notes.pdf") == b"%PDF"
    assert message.alt_texts["Lageplan__.png"] == "the way to the room"

    form = await stage.instructor.click(kept, label="edit")
    without = await stage.instructor.submit(form, drop=True)
    assert without.first.files == []
    await stage.until(lambda: message.files == [])


async def test_files_that_are_too_large_are_refused_before_they_are_fetched(stage: Stage) -> None:
    half = b"x" * (ALL_FILES // 3 + 1)
    refused = await written(stage, files=[File(f"{n}.bin", half) for n in range(3)])
    assert "too large" in refused.text
    assert await stage.ask(ListAnnouncements(states=EVERY), staff=True) == ()


def test_names_of_files_keep_to_what_the_backend_takes() -> None:
    assert file_name("plan.png", 0) == "plan.png"
    assert file_name("../../etc/passwd", 0) == "passwd"
    assert file_name("..", 2) == "file-3"
    assert file_name("日本.png", 1) == "file-2.png"
    assert len(file_name("a" * 300 + "." + "b" * 300, 0)) <= 100


async def test_a_text_too_long_or_empty_goes_nowhere(stage: Stage) -> None:
    with pytest.raises(Refused):
        await written(stage, "x" * 4000)
    blank = await written(stage, "  \n  ")
    assert "nothing to read" in blank.text
    assert await stage.ask(ListAnnouncements(states=EVERY), staff=True) == ()
    longest = await written(stage, "é" * 1200)
    assert longest.first.content == "é" * 1200


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        ("10 March", "2:30", "the clock skips 02:30"),
        ("3 Nov 2024", "1:30 am", "shows 01:30 twice"),
        ("4 Feb", "18:00", "That hour is past"),
        ("30 Feb", "18:00", "is not a day"),
        ("6 Feb", "6", "is not an hour"),
        ("0000-00-00", "18:00", "is not a day"),
    ],
)
async def test_an_hour_that_cannot_be_leaves_the_draft_as_it_was(
    stage: Stage, day: str, hour: str, sentence: str
) -> None:
    preview = await written(stage)
    form = await stage.instructor.click(preview, label="later")
    refused = await stage.instructor.submit(form, day=day, hour=hour)
    assert sentence in refused.text
    assert (await one(stage)).state == "draft"
