"""`/ask` and the staff behind it, in chat. The course's now is noon on Monday, 5 February 2024."""

from __future__ import annotations

from sandbox.seen import Seen
from tests.bot.conftest import Stage

OPEN = "does the coffee machine in the hallway take cards"


async def test_a_fact_comes_with_its_source(stage: Stage) -> None:
    reply = await stage.ada.slash("ask", question="how late can I hand in a review?")
    assert reply.first.ephemeral
    assert "two days late without penalty" in reply.text
    assert "Late reviews (policies.md, line" in reply.text
    assert "read from the course's data" in reply.text
    assert not reply.first.buttons, "what is sure needs no human"


async def test_what_is_not_stated_is_said_so_and_the_staff_are_a_button_away(stage: Stage) -> None:
    reply = await stage.ada.slash("ask", question="may I use ChatGPT for the reviews?")
    assert "the course does not state it" in reply.text
    assert reply.first.button(label="ask the staff")


async def test_an_answer_that_is_mine_says_so(stage: Stage) -> None:
    await stage.ada.slash("signup", paper="5a")
    mine = await stage.ada.slash("ask", question="which paper do I present?")
    assert "5a" in mine.text and "holds for you" in mine.text
    assert "5a" not in (await stage.ben.slash("ask", question="which paper do I present?")).text


async def test_nobody_is_called_and_no_markdown_acts(stage: Stage) -> None:
    reply = await stage.ada.slash("ask", question="@everyone **when** is `class` <@1>?")
    assert not reply.first.mentions and not reply.first.mentions_everyone
    assert "\\*\\*when\\*\\*" in reply.text


async def hand_on(stage: Stage, *, anonymous: bool = False) -> Seen:
    """Ada asks the staff; what the staff's channel shows."""
    await stage.setup()
    reply = await stage.ada.slash("ask", question=OPEN)
    form = await stage.ada.click(reply, label="ask the staff")
    handed = await stage.ada.submit(form, question=f"{OPEN}, please?", anonymous=anonymous)
    assert "Handed on" in handed.text and handed.first.ephemeral
    return await stage.until(lambda: waiting(stage), "the question in the staff's channel")


def waiting(stage: Stage) -> Seen | None:
    asked = [seen for seen in stage.posts("staff") if "coffee" in seen.text]
    return asked[-1] if asked else None


async def test_a_question_goes_to_the_staff_and_the_answer_comes_back_and_stays(stage: Stage) -> None:
    shown = await hand_on(stage)
    assert stage.ada.name in shown.text and f"{OPEN}, please?" in shown.text
    form = await stage.instructor.click(shown, label="answer")
    done = await stage.instructor.submit(form, words="Only coins.\nAsk at the desk.", heading="The coffee machine")
    assert "Answered" in done.text
    letter = await stage.until(lambda: next(iter(stage.ada.inbox), None), "the answer")
    assert "Only coins." in letter.text and OPEN in letter.text
    changed = await stage.until(
        lambda: (seen := waiting(stage)) and "Answered" in seen.text and seen, "the staff's message"
    )
    assert changed.id == shown.id and not changed.buttons
    again = await stage.instructor.slash("questions answer", number=1)
    assert "has answered question" in again.text

    found = await stage.ben.slash("ask", question="coffee machine: does it take cards?")
    assert "Only coins." in found.text and "written by the staff" in found.text
    listed = await stage.instructor.slash("questions written")
    assert "The coffee machine" in listed.text
    gone = await stage.instructor.slash("questions retract", passage="the-coffee-machine")
    assert "Taken back" in gone.text
    assert "Only coins." not in (await stage.ben.slash("ask", question=OPEN)).text


async def test_an_anonymous_question_shows_no_name(stage: Stage) -> None:
    shown = await hand_on(stage, anonymous=True)
    assert "anonymous" in shown.text
    assert stage.ada.name not in shown.text and str(stage.ada.id) not in shown.text
    listed = await stage.instructor.slash("questions open")
    assert "anonymous" in listed.text and stage.ada.name not in listed.text


async def test_the_weeks_open_questions_are_counted_and_answered_by_a_passage(stage: Stage) -> None:
    for person in (stage.ada, stage.ben):
        await person.slash("ask", question=OPEN)
    asked = await stage.instructor.slash("questions asked")
    assert "2 × does the coffee machine" in asked.text
    assert stage.ada.name not in asked.text
    form = await stage.instructor.choose(asked, [str(asked.first.menus[0]["options"][0]["value"])])
    written = await stage.instructor.submit(form, heading="Coffee", words="It takes cards.")
    assert "From now on this is found" in written.text
    assert "It takes cards." in (await stage.ada.slash("ask", question=OPEN)).text
    assert "none" in (await stage.instructor.slash("questions asked")).text


async def test_only_staff_are_shown_the_staffs_commands(stage: Stage) -> None:
    assert "questions" in stage.instructor.commands
    assert "questions" not in stage.ada.commands


async def test_a_passage_is_written_without_a_question(stage: Stage) -> None:
    form = await stage.instructor.slash("questions write")
    empty = await stage.instructor.submit(form, heading="Lockers", words=" \n ")
    assert "nothing to read" in empty.text
    form = await stage.instructor.slash("questions write")
    await stage.instructor.submit(form, heading="Lockers", words="Lockers are rented at the library.")
    found = await stage.ada.slash("ask", question="where are lockers rented?")
    assert "rented at the library" in found.text


async def test_wording_without_a_model_says_so(stage: Stage) -> None:
    assert "No language model is configured" in (await stage.instructor.slash("questions wording")).text
