"""The bot's own messages through discord.py: send, edit, history, files, pins, threads, and more."""

from __future__ import annotations

import io

import discord
import pytest

from sandbox.server import Sandbox
from tests.sandbox.school import School
from tests.sandbox.school_views import PNG, Seats, plot


async def test_send_edit_delete(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    message = await school.hall.send("one", view=Seats())
    (seen,) = ada.sees("general")
    edited = await message.edit(content="two", view=None)
    assert (edited.content, seen.content, seen.buttons) == ("two", "two", [])
    assert seen.edited
    assert (await school.hall.fetch_message(message.id)).content == "two"
    await message.delete()
    assert seen.deleted
    with pytest.raises(discord.NotFound) as missing:
        await school.hall.fetch_message(message.id)
    assert missing.value.code == 10008


async def test_files_and_what_shows_them(sandbox: Sandbox, school: School) -> None:
    embed = discord.Embed(title="Run 17").set_image(url="attachment://plot.png")
    table = discord.File(io.BytesIO(b"a,b"), "table.csv", description="The numbers")
    message = await school.hall.send(embed=embed, files=[plot(), table])
    assert [item.filename for item in message.attachments] == ["table.csv"]
    assert message.attachments[0].description == "The numbers"
    assert message.embeds[0].image.width == 2
    assert await message.attachments[0].read() == b"a,b"
    (seen,) = sandbox.person("Ada").sees()
    assert seen.files == ["plot.png", "table.csv"]
    assert seen.file("plot.png") == PNG

    replaced = await message.edit(attachments=[discord.File(io.BytesIO(b"c"), "other.csv")])
    assert [item.filename for item in replaced.attachments] == ["other.csv"]
    assert replaced.embeds[0].image.url == message.embeds[0].image.url


async def test_the_same_nonce_is_one_message(sandbox: Sandbox, school: School) -> None:
    first = await school.hall.send("reminder", nonce="outbox-17")
    again = await school.hall.send("reminder", nonce="outbox-17")
    assert again.id == first.id
    assert len(sandbox.person("Ada").sees()) == 1
    other = await school.hall.send("reminder", nonce="outbox-18")
    assert other.id > first.id


async def test_history(sandbox: Sandbox, school: School) -> None:
    sent = [await school.hall.send(str(number)) for number in range(7)]
    newest = [m.content async for m in school.hall.history(limit=3)]
    assert newest == ["6", "5", "4"]
    before = [m.content async for m in school.hall.history(limit=2, before=sent[3])]
    assert before == ["2", "1"]
    after = [m.content async for m in school.hall.history(after=sent[4])]
    assert after == ["5", "6"]
    around = [m.content async for m in school.hall.history(limit=3, around=sent[3])]
    assert sorted(around) == ["2", "3", "4"]


async def test_deleting_in_bulk(sandbox: Sandbox, school: School) -> None:
    sent = [await school.hall.send(str(number)) for number in range(4)]
    await school.hall.delete_messages(sent[:3])
    assert [m.content for m in sandbox.person("Ada").sees()] == ["3"]


async def test_pins(sandbox: Sandbox, school: School) -> None:
    message = await school.hall.send("the board")
    await message.pin()
    (seen,) = sandbox.person("Ada").sees()
    assert seen.pinned
    assert [pinned.id async for pinned in school.hall.pins()] == [message.id]
    await message.unpin()
    assert not seen.pinned


async def test_reactions(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    message = await school.hall.send("vote")
    await message.add_reaction("👍")
    (seen,) = ada.sees()
    ada.react(seen, "👍")
    assert seen.reactions == {"👍": 2}
    fetched = await school.hall.fetch_message(message.id)
    assert (fetched.reactions[0].count, fetched.reactions[0].me) == (2, True)
    assert {user.name async for user in fetched.reactions[0].users()} == {
        "Syllabot",
        "ada.okonkwo",
    }
    ada.unreact(seen, "👍")
    assert school.user is not None
    await message.remove_reaction("👍", school.user)
    assert seen.reactions == {}
    ada.react(seen, "🎉")
    await message.clear_reactions()
    assert seen.reactions == {}


async def test_direct_messages(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    user = await school.fetch_user(ada.id)
    await user.send("psst")
    assert [message.text for message in ada.inbox] == ["psst"]
    ada.say(ada.dm, "yes?")
    heard = await sandbox.until(lambda: [m for m in school.heard if m.content == "yes?"])
    assert heard[0].guild is None
    ada.close_dms()
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("psst")
    assert refused.value.code == 50007
    ada.close_dms(False)
    await user.send("again")
    assert len(ada.inbox) == 3


async def test_who_is_called(sandbox: Sandbox, school: School) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    staff = sandbox.add_role("Staff", mentionable=True)
    text = f"{ada.mention} {bjorn.mention} <@&{staff.id}> @everyone `{ada.mention}`"
    everyone = await school.hall.send(text)
    assert everyone.mention_everyone
    assert [role.id for role in everyone.raw_role_mentions and everyone.role_mentions] == [staff.id]
    assert {user.id for user in everyone.mentions} == {ada.id, bjorn.id}
    nobody = await school.hall.send(text, allowed_mentions=discord.AllowedMentions.none())
    assert (nobody.mentions, nobody.mention_everyone) == ([], False)
    one = discord.AllowedMentions(users=[discord.Object(ada.id)], everyone=False, roles=False)
    message = await school.hall.send(text, allowed_mentions=one)
    assert [user.id for user in message.mentions] == [ada.id]
    code = await school.hall.send(f"`{ada.mention}`")
    assert code.mentions == []


async def test_an_edit_of_something_else_calls_nobody_anew(
    sandbox: Sandbox, school: School
) -> None:
    ada = sandbox.person("Ada")
    quiet = discord.AllowedMentions.none()
    message = await school.hall.send(f"{ada.mention}, your seat", allowed_mentions=quiet)
    await message.edit(view=Seats())
    (seen,) = ada.sees()
    assert seen.mentions == []


async def test_replies(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    said = ada.say("general", "when is it due?")
    heard = await sandbox.until(lambda: school.heard)
    answer = await heard[0].reply("soon")
    assert answer.reference is not None
    assert answer.reference.message_id == said.id
    assert [user.id for user in answer.mentions] == [ada.id]
    quiet = await heard[0].reply("soon", mention_author=False)
    assert quiet.mentions == []


async def test_threads(sandbox: Sandbox, school: School) -> None:
    message = await school.hall.send("paper 3")
    thread = await message.create_thread(name="Questions")
    await thread.send("ask here")
    await thread.add_user(discord.Object(sandbox.person("Ada").id))
    found = sandbox.person("Ada").sees("Questions")
    assert [seen.content for seen in found] == ["ask here"]
    await thread.edit(archived=True)
    alone = await school.hall.create_thread(name="Groups", type=discord.ChannelType.public_thread)
    assert [t.id for t in await school.guilds[0].active_threads()] == [alone.id]
    await alone.delete()


async def test_typing(sandbox: Sandbox, school: School) -> None:
    async with school.hall.typing():
        await school.hall.send("done")
    assert sandbox.wire.calls("POST", "/channels/{channel_id}/typing")


async def test_words_of_others_are_blank_without_the_intent(
    sandbox: Sandbox, school: School
) -> None:
    ada = sandbox.person("Ada")
    assert school.user is not None
    ada.say("general", "just talking")
    ada.say("general", f"<@{school.user.id}> listen")
    heard = await sandbox.until(lambda: len(school.heard) == 2 and school.heard)
    assert [message.content for message in heard] == ["", f"<@{school.user.id}> listen"]
    fetched = await school.hall.fetch_message(heard[0].id)
    assert fetched.content == "just talking"
