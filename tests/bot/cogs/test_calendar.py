"""The calendar's commands, typed by people. The course's now is noon on Monday, 5 February 2024."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.bot.conftest import Stage


async def test_due_shows_what_is_due_to_the_asker_alone(stage: Stage) -> None:
    reply = await stage.ada.slash("due")
    assert reply.first.ephemeral
    assert "Wednesday 7 February 2024, hour not stated (New York)" in reply.text
    assert "Programming Assignment 1" in reply.text
    assert "Review of paper 3a" not in reply.text, "the 21st is more than 14 days ahead"


async def test_due_looks_as_far_as_asked(stage: Stage) -> None:
    assert "Programming Assignment 1" not in (await stage.ada.slash("due", days=3)).text
    assert "Review of paper 3a" in (await stage.ada.slash("due", days=30)).text


async def test_due_everything_turns_pages_and_back(stage: Stage) -> None:
    reply = await stage.ada.slash("due", everything=True)
    first = reply.text
    assert "page 1 of" in first
    turned = await stage.ada.click(reply, label="next")
    assert "page 2 of" in turned.text
    assert turned.first == reply.first, "the page is turned where it lies"
    again = await stage.ada.click(turned, label="◀ back")
    assert again.text == first


async def test_what_is_ticked_off_is_left_out_of_ones_own_list_only(stage: Stage) -> None:
    ticked = await stage.ada.slash("done", task="review-1")
    assert ticked.first.ephemeral
    assert "Ticked off" in ticked.text
    assert "Review of paper 1a" not in (await stage.ada.slash("due")).text
    assert "Review of paper 1a" in (await stage.ada.slash("due", whose="everyone")).text
    assert "Review of paper 1a" in (await stage.ben.slash("due")).text


async def test_a_tick_is_taken_back_by_its_button(stage: Stage) -> None:
    ticked = await stage.ada.slash("done", task="review-1")
    undone = await stage.ada.click(ticked, label="undo")
    assert "Open again" in undone.text
    assert undone.first == ticked.first
    assert not undone.first.buttons
    assert "Review of paper 1a" in (await stage.ada.slash("due")).text


async def test_done_takes_words_and_refuses_nonsense(stage: Stage) -> None:
    assert "Programming Assignment 1" in (await stage.ada.slash("done", task="assignment 1")).text
    refused = await stage.ada.slash("done", task="Ω nonsense")
    assert refused.first.ephemeral
    assert "There is no deadline" in refused.text


async def test_done_suggests_open_tasks_only(stage: Stage) -> None:
    await stage.ada.slash("done", task="pa1")
    values = [choice.value for choice in await stage.ada.complete("done", "task", "assign")]
    assert values == ["pa2"]


async def test_a_task_that_a_presenter_may_be_excused_from_is_marked_and_stays(
    stage: Stage,
) -> None:
    await stage.ada.slash("signup", paper="3a")
    text = (await stage.ada.slash("due", days=30)).text
    assert "? Review of paper 3a or 3b" in text
    assert "perhaps excused" in text
    assert text.count("perhaps excused") == 1, "said once"


async def test_today_is_the_day_of_the_course(stage: Stage) -> None:
    # 00:00 UTC on Tuesday is still Monday evening in class.
    await stage.at(datetime(2024, 2, 6, 0, 0, tzinfo=UTC))
    reply = await stage.ada.slash("today")
    assert "Today: Mon 5 Feb 2024" in reply.text
    assert "Lecture 4" in reply.text
    assert "Phillips Hall 101" in reply.text


async def test_week_shows_meetings_and_what_is_due(stage: Stage) -> None:
    text = (await stage.ada.slash("week")).text
    assert "This week: Mon 5 Feb to Sun 11 Feb 2024" in text
    assert "Paper discussion 2" in text
    assert "Due: ○ Review of paper 1a or 1b" in text


async def test_an_online_day_shows_no_room(stage: Stage) -> None:
    await stage.at(datetime(2024, 2, 19, 17, 0, tzinfo=UTC))
    text = (await stage.ada.slash("today")).text
    assert "online" in text
    assert "Phillips" not in text


async def test_after_the_term_it_says_so_and_shows_the_last_things(stage: Stage) -> None:
    await stage.at(datetime(2024, 7, 1, 17, 0, tzinfo=UTC))
    for command in ("due", "today", "week", "officehours", "course"):
        text = (await stage.ada.slash(command)).text
        assert "ended on" in text, command
    assert "these are the last things of the term" in (await stage.ada.slash("due")).text


async def test_when_finds_by_words_and_says_what_else_fits(stage: Stage) -> None:
    text = (await stage.ada.slash("when", about="5a")).text
    assert "Random search" in text
    assert "<t:1709166600:F>" in text
    assert "also fits: Due: Review of paper 5a or 5b" in text


async def test_when_takes_a_suggestion_and_says_when_nothing_fits(stage: Stage) -> None:
    suggested = (await stage.ada.complete("when", "about", "proposal"))[0]
    assert suggested.value == "deadline:proposal"
    assert "proposal" in (await stage.ada.slash("when", about=str(suggested.value))).text
    assert "Nothing fits" in (await stage.ada.slash("when", about="zeppelin")).text


async def test_an_unfinished_word_of_when_suggests_what_comes_next(stage: Stage) -> None:
    names = [choice.name for choice in await stage.ada.complete("when", "about", "")]
    assert names[0].startswith("Lecture 4")
    assert len(names) == 25


async def test_papers_have_pages_and_a_free_only_view(stage: Stage) -> None:
    reply = await stage.ada.slash("papers")
    assert "page 1 of 4 · 24 papers" in reply.text
    await stage.ada.slash("signup", paper="3a")
    await stage.ben.slash("signup", paper="3a")
    free = await stage.ada.slash("papers", free=True)
    assert "21 papers" in free.text, "two are over, one is full"
    assert "Random features" not in free.text


@pytest.mark.parametrize("typed", ["2a", "2 A", "Palm scaling"])
async def test_a_paper_is_found_by_number_or_title(stage: Stage, typed: str) -> None:
    text = (await stage.ada.slash("paper", paper=typed)).text
    assert text.startswith("2a · Palm")
    assert "<t:1707352200:F>" in text


async def test_a_paper_that_is_not_there_is_refused_with_what_to_do(stage: Stage) -> None:
    reply = await stage.ada.slash("paper", paper="99z")
    number = stage.bot.command_ids["papers"]
    assert reply.text == f"There is no paper 99z. </papers:{number}> lists them all."


async def test_paper_suggests_by_every_word(stage: Stage) -> None:
    values = [each.value for each in await stage.ada.complete("paper", "paper", "rahimi random")]
    assert values == ["3a"]


async def test_policy_quotes_the_course_and_says_where(stage: Stage) -> None:
    slug = (await stage.ada.complete("policy", "topic", "late"))[0].value
    reply = await stage.ada.slash("policy", topic=slug)
    assert "policies.md, line" in reply.text
    body = str(reply.first.embeds[0]["description"])
    assert "\n" not in body.strip(), "the line breaks of the file are not the chat's"


async def test_policy_refuses_what_the_course_does_not_say(stage: Stage) -> None:
    reply = await stage.ada.slash("policy", topic="dress code")
    assert "no passage called" in reply.text


async def test_office_hours_and_the_course_itself(stage: Stage) -> None:
    hours = (await stage.ada.slash("officehours")).text
    assert "Christopher De Sa" in hours
    assert "not stated" in hours, "where they are held is not"
    assert "<t:1707334200:F>" in hours
    course = (await stage.ada.slash("course")).text
    assert "40 % Final project" in course
    assert "20 % Paper presentation" in course


async def test_it_works_in_a_direct_message(stage: Stage) -> None:
    reply = await stage.ada.slash("due", channel=stage.ada.dm)
    assert "Review of paper 1a" in reply.text
