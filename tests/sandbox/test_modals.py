"""Forms, the newer with labels and the older with rows."""

from __future__ import annotations

import pytest

from sandbox.acting import File, Refused
from sandbox.server import Sandbox
from tests.sandbox.school import School


async def test_every_field_of_a_newer_form(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("review")
    assert opened.modal is not None
    assert opened.modal.title == "A review"
    assert list(opened.modal.fields) == ["Summary", "Paper", "Stars", "Tags", "Notes", "Partner"]
    reply = await ada.submit(
        opened,
        summary="a fine paper",
        paper="Adam",
        stars="4",
        tags=["fast", "new"],
        notes=[File("n.txt", b"123")],
        partner=sandbox.person("Björn"),
    )
    expected = ["a fine paper", ["adam"], "4", ["fast", "new"], [("n.txt", 3)]]
    assert reply.text == repr([*expected, ["Björn Lindqvist"]])


async def test_what_is_not_required_may_be_left_out(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("review")
    reply = await ada.submit(opened, {"Summary": "short", "Paper": "adam", "Stars": "1"})
    assert reply.text == repr(["short", ["adam"], "1", [], [], []])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"summary": "ab"}, "3 to 4000 characters"),
        ({"summary": "fine"}, "Choose 1"),
        ({"summary": "fine", "paper": "sgd"}, "'sgd' is not in the menu"),
        ({"summary": "fine", "paper": "adam"}, "Stars: choose one"),
        ({"summary": "fine", "paper": "adam", "stars": "9"}, "choose one of 1, 2"),
    ],
)
async def test_a_form_is_checked_before_it_is_sent(
    sandbox: Sandbox, school: School, given: dict[str, str], says: str
) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("review")
    with pytest.raises(Refused, match=says):
        await ada.submit(opened, given)


async def test_an_older_form_keeps_what_it_came_with(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("nickname")
    assert (await ada.submit(opened)).text == "Ada/"
    opened = await ada.slash("nickname")
    assert (await ada.submit(opened, Name="Bo", Why="shorter")).text == "Bo/shorter"
    with pytest.raises(Refused, match="1 to 10 characters"):
        await ada.submit(opened, Name="x" * 11)
    with pytest.raises(LookupError, match="no field 'age'"):
        await ada.submit(opened, age="3")


async def test_a_form_from_a_button_may_change_the_message(
    sandbox: Sandbox, school: School
) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("rename")
    opened = await ada.click(shown)
    reply = await ada.submit(opened, Name="Grace")
    assert shown.first.content == "now Grace"
    assert reply.first == shown.first


async def test_a_form_is_its_readers_own(sandbox: Sandbox, school: School) -> None:
    opened = await sandbox.person("Ada").slash("nickname")
    with pytest.raises(Refused, match="not open any more"):
        await sandbox.person("Björn").submit(opened)


async def test_words_and_a_box_to_tick(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    opened = await ada.slash("consent")
    assert opened.modal is not None
    assert opened.modal.fields == {"I agree": "sure"}
    assert (await ada.submit(opened, sure=True)).text == "True"
    opened = await ada.slash("consent")
    assert (await ada.submit(opened)).text == "False"
