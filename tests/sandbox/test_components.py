"""Buttons, menus, dynamic items and layouts, pressed as a person presses them."""

from __future__ import annotations

import pytest

from sandbox.acting import Refused
from sandbox.errors import DiscordError
from sandbox.server import Sandbox
from tests.sandbox.school import School
from tests.sandbox.school_views import PNG, Seats


async def test_a_button_changes_its_message(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("seats")
    assert shown.first.buttons == ["Take a seat", "Quietly", "Syllabus"]
    pressed = await ada.click(shown, label="Take")
    assert pressed.first == shown.first
    assert shown.first.content == "Ada Okonkwo sits"
    assert shown.first.edited


async def test_a_silent_acknowledgement_and_a_later_edit(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("seats")
    pressed = await ada.click(shown, custom_id="quiet")
    assert (await pressed.edited()).content == "changed later"


async def test_a_persistent_view_outlives_the_bot(sandbox: Sandbox, school: School) -> None:
    shown = await school.hall.send("Seats", view=None)
    await shown.edit(view=Seats())
    bjorn = sandbox.person("Björn")
    (message,) = bjorn.sees("general")
    await bjorn.click(message, label="Take a seat")
    assert message.content == "Björn Lindqvist sits"


async def test_a_dynamic_item_knows_its_paper(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("papers")
    reply = await ada.click(shown)
    assert reply.text == f"lora of {shown.first.id}"


async def test_a_menu_of_words(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("seats")
    reply = await ada.choose(shown, ["Wed", "mon"], custom_id="day")
    assert reply.first.content == "wed mon"
    assert reply.first.ephemeral
    with pytest.raises(Refused, match="Choose 1 to 2"):
        await ada.choose(shown, [])
    with pytest.raises(Refused, match="'fri' is not in the menu"):
        await ada.choose(shown, ["fri"])


async def test_menus_of_people_roles_and_channels(sandbox: Sandbox, school: School) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    sandbox.add_role("Readers")
    shown = await ada.slash("choosers")
    assert (await ada.choose(shown, [bjorn], custom_id="who")).text == "Björn Lindqvist Member"
    assert (await ada.choose(shown, ["Readers"], custom_id="role")).text == "Readers"
    assert (await ada.choose(shown, ["general"], custom_id="place")).text == "general"


async def test_what_cannot_be_pressed(sandbox: Sandbox, school: School) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    shown = await ada.slash("seats")
    with pytest.raises(Refused, match="not on this message"):
        await ada.click(shown, label="Syllabus")  # a link opens a page; it asks no bot
    with pytest.raises(LookupError, match="No button 'Stand'"):
        await ada.click(shown, label="Stand")
    secret = await ada.slash("due")
    with pytest.raises(DiscordError, match="Unknown Message"):
        sandbox.deeds.press(bjorn.id, secret.first.channel_id, secret.first.id, "seat")
    said = ada.say("general", "hello")
    with pytest.raises(DiscordError, match="Unknown Message"):
        sandbox.deeds.press(bjorn.id, said.channel_id, said.id, "seat")


async def test_a_layout(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    shown = await ada.slash("board")
    assert shown.first.text == "# Board\nwith a picture"
    assert shown.first.file("plot.png") == PNG
    assert shown.first.buttons == ["Take adam"]
    gallery = shown.first.components[0]["components"][3]
    assert gallery["items"][0]["media"]["width"] == 2
    assert (await ada.click(shown)).text.startswith("adam of")
