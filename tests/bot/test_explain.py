"""Whatever fails, wherever: one private sentence, a code for a fault, and never silence."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord import app_commands

from backend.contract.refusals import BackendAway, CourseError, refusals
from bot.explain import CHANGED, IN_A_SERVER, cause_of, code_of, sentence
from sandbox.acting import Reply
from tests.bot.cogs_on_trial import added
from tests.bot.conftest import Stage

FAULTY = Path(__file__).parent / "faulty"
CODE = re.compile(r"Something broke on our side\. Tell the course staff the code (B\d{3})\.")
FULL = "Paper 5a has all its presenters."


@pytest.fixture
async def faulty(quiet_stage: Stage) -> AsyncIterator[Stage]:
    """A stage whose bot has the cog in which everything fails."""
    with added(FAULTY):
        async with quiet_stage.running():
            yield quiet_stage


async def failing(stage: Stage, where: str, how: str) -> Reply:
    """Let something fail: in a command, a lasting button, a menu, a form."""
    match where:
        case "command":
            return await stage.ada.slash("faulty", how=how)
        case "button":
            return await stage.ada.click(await stage.ada.slash("faulty-buttons"), label=how)
        case "menu":
            return await stage.ada.choose(await stage.ada.slash("faulty-menu"), [how])
        case _:
            return await stage.ada.submit(await stage.ada.slash("faulty-form"), how=how)


PLACES = ("command", "button", "menu", "form")


@pytest.mark.parametrize("where", PLACES)
async def test_a_refusal_is_its_sentence_wherever_it_is_raised(faulty: Stage, where: str) -> None:
    reply = await failing(faulty, where, "refuse")
    said = reply.messages[-1]
    assert said.ephemeral
    papers = f"</papers:{faulty.bot.command_ids['papers']}>"
    assert said.text == f"{FULL} {papers} shows where there is room."


@pytest.mark.parametrize("where", PLACES)
async def test_a_fault_is_a_code_that_the_log_knows(
    faulty: Stage, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    await faulty.setup()
    with caplog.at_level(logging.ERROR):
        reply = await failing(faulty, where, "boom")
    said = reply.messages[-1]
    assert said.ephemeral
    found = CODE.fullmatch(said.text)
    assert found, said.text
    assert "secret" not in said.text
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert record.getMessage().startswith(found[1])
    assert record.exc_info and "secret" in str(record.exc_info[1])
    posts = await faulty.until(lambda: faulty.posts("staff"))
    assert found[1] in posts[0].text
    assert "secret" not in posts[0].text


async def test_a_failure_after_an_answer_is_a_further_answer(faulty: Stage) -> None:
    reply = await failing(faulty, "button", "after")
    await faulty.until(lambda: len(reply.messages) == 2)
    first, second = reply.messages
    assert first.text == "so far, so good"
    assert CODE.fullmatch(second.text)
    assert second.ephemeral


async def test_answering_twice_is_passed_over_in_silence(
    faulty: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await faulty.sandbox.until(lambda: True)
        data = faulty.ada._filling.command(
            "faulty", faulty.sandbox.default_channel, {"how": "twice"}
        )
        faulty.sandbox.deeds.run(faulty.ada.id, faulty.sandbox.default_channel.id, data)
        await faulty.until(
            lambda: any("too late, or twice" in record.message for record in caplog.records)
        )
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_suggestions_that_fail_are_none_and_the_log_says_why(
    faulty: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    assert [each.value for each in await faulty.ada.complete("faulty", "how", "fine")] == ["fine"]
    with caplog.at_level(logging.ERROR):
        assert await faulty.ada.complete("faulty", "how", "x") == []
    assert any("suggestions failed" in record.message for record in caplog.records)


async def test_staff_only_commands_refuse_students_and_serve_the_role(faulty: Stage) -> None:
    await faulty.setup()
    faulty.sandbox.permit("for-staff", faulty.ada)
    refused = await faulty.ada.slash("for-staff")
    assert refused.first.ephemeral
    assert "Only the course staff may do that" in refused.text
    faulty.sandbox.give_role(faulty.ben, "Course staff")
    assert (await faulty.ben.slash("for-staff")).text == "you are staff"
    assert (await faulty.instructor.slash("for-staff")).text == "you are staff"
    assert "for-staff" in (await faulty.ben.slash("help")).text
    assert "for-staff" not in (await faulty.sandbox.person("Chen").slash("help")).text


async def test_a_form_or_menu_from_before_a_restart_says_so(quiet_stage: Stage) -> None:
    with added(FAULTY):
        async with quiet_stage.running():
            menu = await quiet_stage.ada.slash("faulty-menu")
            form = await quiet_stage.ada.slash("faulty-form")
            buttons = await quiet_stage.ada.slash("faulty-buttons")
        async with quiet_stage.running():
            for reply in (
                await quiet_stage.ada.choose(menu, ["boom"]),
                await quiet_stage.ada.submit(form, how="boom"),
            ):
                assert reply.messages[-1].ephemeral
                assert "from before the bot was restarted" in reply.messages[-1].text
            lasting = await quiet_stage.ada.click(buttons, label="refuse")
            assert FULL in lasting.messages[-1].text


@pytest.mark.parametrize("kind", list(refusals()))
def test_every_refusal_has_a_sentence(kind: type[CourseError]) -> None:
    assert sentence(kind()) == kind().sentence


def test_what_the_library_raises_has_sentences_too() -> None:
    assert sentence(app_commands.NoPrivateMessage()) == IN_A_SERVER
    assert sentence(app_commands.CommandNotFound("x", [])) == CHANGED
    assert "Discord itself" in str(sentence(ConnectionResetError()))
    assert sentence(ValueError("x")) is None


def test_the_cause_below_the_librarys_wrapper_is_what_counts() -> None:
    async def callback(interaction: object) -> None: ...

    command: app_commands.Command[object, ..., object] = app_commands.Command(
        name="x",
        description="y",
        callback=callback,  # type: ignore[arg-type]
    )
    away = BackendAway()
    assert cause_of(app_commands.CommandInvokeError(command, away)) is away


def test_one_fault_has_one_code() -> None:
    def raised(kind: type[Exception]) -> Exception:
        try:
            raise kind("something else each time")
        except Exception as fault:
            return fault

    assert code_of(raised(ValueError)) == code_of(raised(ValueError))
    assert code_of(raised(ValueError)) != code_of(raised(KeyError))
    assert re.fullmatch(r"B\d{3}", code_of(raised(ValueError)))
