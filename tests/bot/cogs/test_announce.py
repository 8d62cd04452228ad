"""Announcements: written, previewed, posted, taken back, scheduled and changed by the instructor, mentions exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from backend.contract import Waker
from backend.contract.announcements import Announcement, EditAnnouncement, ListAnnouncements
from backend.contract.signup import SignUp
from sandbox.filling import File
from sandbox.permissions import Permission
from sandbox.reply import Reply
from sandbox.seen import Seen
from tests.bot.conftest import Stage

EVERY = ("draft", "scheduled", "holding", "out", "failed", "cancelled")
NASTY = (
    "@everyone @here <@&{role}> <@{ben}> **bold** `/due` <#1> \\@everyone\n> quoted\n||spoiler||"
)


async def written(stage: Stage, text: str = "The room has changed.", **fields: Any) -> Reply:
    """`/announce` and its form; the preview."""
    opened = await stage.instructor.slash("announce", options={"channel": "general"})
    return await stage.instructor.submit(opened, words=text, **fields)


async def one(stage: Stage) -> Announcement:
    """The newest announcement."""
    found = await stage.ask(ListAnnouncements(states=EVERY), staff=True)
    return max(found, key=lambda each: each.id)


def menu(reply: Reply | Seen, what: str) -> str:
    seen = reply.first if isinstance(reply, Reply) else reply
    return next(str(m["custom_id"]) for m in seen.menus if f":{what}:" in m["custom_id"])


async def time_passes(stage: Stage, seconds: float) -> None:
    """By the real clock, which the outbox goes by."""
    stage.house.clock.move(timedelta(seconds=seconds))
    stage.house.backend._bell.ring(Waker.NOTICES)


async def posted(stage: Stage) -> Seen:
    await stage.until(lambda: stage.posts("general"), "the announcement")
    return stage.posts("general")[-1]


def may_mention(stage: Stage) -> None:
    stage.sandbox.set_bot_permissions(
        int(Permission.MENTION_EVERYONE | Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL
            | Permission.EMBED_LINKS | Permission.ATTACH_FILES)
    )  # fmt: skip


async def test_what_is_previewed_is_what_is_posted_after_a_minute(stage: Stage) -> None:
    role = stage.sandbox.add_role("Other", stage.ben)
    text = NASTY.format(role=role.id, ben=stage.ben.id)
    preview = await written(stage, text)
    assert preview.first.ephemeral and preview.first.content == text, "to the letter"
    assert "above is exactly what would be posted" in preview.text
    assert "Calls nobody; whoever reads" in preview.text
    assert not preview.first.mentions and not preview.first.mentions_everyone

    held = await stage.instructor.click(preview, label="Post · 1 min")
    assert held.first == preview.first and "can still be taken back" in held.text
    await time_passes(stage, 59)
    assert (await one(stage)).state == "holding" and not stage.posts("general")
    await time_passes(stage, 2)
    message = await posted(stage)
    assert message.content == text
    assert not message.mentions_everyone and not message.mentions
    assert message.post.mention_roles == []

    late = await stage.instructor.click(held, label="take it back")
    assert "is out already" in late.text
    out = await stage.instructor.click(held, label="look again")
    assert f"/{message.channel_id}/{message.id}" in out.text


async def test_it_can_be_taken_back_while_it_is_held_and_written_anew(stage: Stage) -> None:
    preview = await written(stage, "Too early.")
    held = await stage.instructor.click(preview, label="Post · 2 min")
    await time_passes(stage, 100)
    back = await stage.instructor.click(held, label="take it back")
    assert back.first == preview.first and "was taken back" in back.text
    await time_passes(stage, 300)
    assert (await one(stage)).state == "cancelled" and not stage.posts("general")
    anew = await stage.instructor.click(back, label="write it anew")
    assert anew.first.content == "Too early." and (await one(stage)).id == 2


async def test_the_preview_outlives_a_restart_of_the_bot(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        preview = await written(stage)
    async with stage.running():
        edited = await stage.instructor.choose(
            preview, ["everyone"], custom_id=menu(preview, "group")
        )
        assert (
            "Call everyone · 1 min" in edited.first.button(label="Call everyone · 1 min")["label"]
        )
        await stage.instructor.click(edited, label="discard")
        assert (await one(stage)).state == "cancelled"


# Whom.


async def test_a_role_is_counted_by_discord_itself_and_alone_is_called(stage: Stage) -> None:
    may_mention(stage)
    group = stage.sandbox.add_role("Group", stage.ada, stage.ben)
    preview = await written(stage, "@everyone come")
    chosen = await stage.instructor.choose(preview, [group], custom_id=menu(preview, "whom"))
    assert chosen.first == preview.first
    assert f"Calls <@&{group.id}>: 2 people." in chosen.text and "⚠" not in chosen.text
    assert chosen.first.content == f"<@&{group.id}>\n@everyone come"
    await stage.instructor.click(chosen, label="Post · 1 min")
    await time_passes(stage, 61)
    message = await posted(stage)
    assert message.content == chosen.first.content
    assert message.post.mention_roles == [group.id] and not message.mentions_everyone


async def test_everyone_is_called_only_when_it_was_chosen_and_shown(stage: Stage) -> None:
    may_mention(stage)
    preview = await written(stage, "Come.")
    chosen = await stage.instructor.choose(preview, ["everyone"], custom_id=menu(preview, "group"))
    members = len(stage.sandbox.world.members)
    assert f"up to {members} people" in chosen.text
    assert not [label for label in chosen.first.buttons if label.startswith("Post")]
    await stage.instructor.click(chosen, label="Call everyone · 1 min")
    await time_passes(stage, 61)
    assert (await posted(stage)).mentions_everyone


async def test_the_role_that_everyone_has_is_not_taken_for_a_role(stage: Stage) -> None:
    preview = await written(stage)
    everyone = stage.sandbox.world.roles[stage.sandbox.world.guild_id]
    refused = await stage.instructor.choose(preview, [everyone], custom_id=menu(preview, "whom"))
    assert "that role is everyone" in refused.text
    assert (await one(stage)).audience.kind == "nobody"


async def test_presenters_and_people_are_called_by_name(stage: Stage) -> None:
    await stage.ask(SignUp(paper="5a"), by=str(stage.ada.id))
    preview = await written(stage)
    chosen = await stage.instructor.choose(
        preview, ["presenters:5a"], custom_id=menu(preview, "group")
    )
    assert "who present paper 5a when it goes out: 1 person now" in chosen.text
    assert stage.ada.mention in chosen.first.content
    chosen = await stage.instructor.choose(
        chosen, [stage.ada, stage.ben], custom_id=menu(chosen, "whom")
    )
    assert "2 people by name" in chosen.text
    mixed = await stage.instructor.choose(
        chosen,
        [stage.ada, stage.sandbox.add_role("Group", stage.ada)],
        custom_id=menu(chosen, "whom"),
    )
    assert "calls one role, or people" in mixed.text
    await stage.instructor.click(chosen, label="Post · 1 min")
    await time_passes(stage, 61)
    assert sorted((await posted(stage)).mentions) == sorted([stage.ada.name, stage.ben.name])


async def test_a_mention_that_would_notify_nobody_is_said_before(stage: Stage) -> None:
    group = stage.sandbox.add_role("Group", stage.ada)
    stage.sandbox.set_bot_permissions(int(Permission.VIEW_CHANNEL))
    preview = await written(stage)
    chosen = await stage.instructor.choose(preview, [group], custom_id=menu(preview, "whom"))
    assert "notify nobody" in chosen.text and "**Mention Everyone**" in chosen.text


async def test_the_channel_is_chosen_and_what_is_missing_there_is_said(stage: Stage) -> None:
    await stage.setup()
    opened = await stage.instructor.slash("announce")
    preview = await stage.instructor.submit(opened, words="Hello")
    assert f"<#{stage.sandbox.channel('announcements').id}>" in preview.text, "the usual place"
    other = stage.sandbox.channel("lab")
    moved = await stage.instructor.choose(preview, [other], custom_id=menu(preview, "place"))
    assert f"In <#{other.id}>" in moved.text and (await one(stage)).channel == str(other.id)


# When.


async def test_it_is_scheduled_by_the_courses_clock_and_listed(stage: Stage) -> None:
    preview = await written(stage, "Tomorrow is online.")
    form = await stage.instructor.click(preview, label="later")
    scheduled = await stage.instructor.submit(form, day="tomorrow", hour="6 pm")
    assert scheduled.first == preview.first
    at = datetime(2024, 2, 6, 23, 0, tzinfo=UTC)
    assert f"It goes out <t:{int(at.timestamp())}:F>" in scheduled.text
    listed = await stage.instructor.slash("announcements")
    assert listed.first.ephemeral and "Tomorrow is online." in listed.text
    await stage.at(at + timedelta(seconds=1))
    await time_passes(stage, 0)
    assert (await posted(stage)).content == "Tomorrow is online."
    assert "There are none" in (await stage.instructor.slash("announcements")).text
    assert "Tomorrow" in (await stage.instructor.slash("announcements", which="posted")).text


# Who may.


async def test_students_can_neither_write_nor_press(stage: Stage) -> None:
    assert not {"announce", "announcements"} & set(stage.ada.commands)
    for command in ("announce", "announcements"):
        stage.sandbox.permit(command, stage.ada)
        reply = await stage.ada.slash(command)
        assert reply.first.ephemeral and "Only the course staff may do that" in reply.text


async def test_who_lost_the_staff_role_cannot_post_an_old_preview(stage: Stage) -> None:
    await stage.setup()
    stage.sandbox.give_role(stage.ben, "Course staff")
    opened = await stage.ben.slash("announce", options={"channel": "general"})
    preview = await stage.ben.submit(opened, words="Mine.")
    stage.sandbox.take_role(stage.ben, "Course staff")
    assert "Only the course staff" in (await stage.ben.click(preview, label="Post · 1 min")).text
    assert (await one(stage)).state == "draft"


async def test_a_slow_backend_is_waited_for_at_every_step(quiet_stage: Stage) -> None:
    """Everything is deferred at once, as when the backend takes its time, and filled in afterwards."""
    stage = quiet_stage
    async with stage.running(replace(stage.config(), patience_s=0.0)):
        preview = await written(stage, "Slowly.", files=[File("a.txt", b"a")])
        await stage.until(lambda: preview.messages and preview.first.content == "Slowly.")
        assert preview.first.ephemeral and preview.first.files == ["a.txt"]
        form = await stage.instructor.click(preview, label="later")
        await stage.instructor.submit(form, day="fri", hour="noon")
        await stage.until(lambda: "Scheduled" in preview.text)
        await stage.instructor.click(preview, label="cancel")
        await stage.until(lambda: "was taken back" in preview.text)
        assert preview.first.files == ["a.txt"]
        listed = await stage.instructor.slash("announcements", which="all")
        await stage.until(lambda: listed.messages and "Slowly." in listed.text)
        opened = await stage.instructor.choose(listed, ["1"], custom_id="announcements:open")
        await stage.until(lambda: opened.messages and opened.messages[-1].content == "Slowly.")


async def test_a_scheduled_one_is_cancelled_from_the_list(stage: Stage) -> None:
    preview = await written(stage, "Never mind.")
    form = await stage.instructor.click(preview, label="later")
    await stage.instructor.submit(form, day="fri", hour="noon")
    listed = await stage.instructor.slash("announcements")
    opened = await stage.instructor.choose(listed, ["1"], custom_id="announcements:open")
    assert opened.first.ephemeral and opened.first.content == "Never mind."
    gone = await stage.instructor.click(opened, label="cancel")
    assert "was taken back" in gone.text and (await one(stage)).state == "cancelled"


# Editing.


async def test_an_edit_afterwards_changes_the_posted_message(stage: Stage) -> None:
    preview = await written(stage, "Room 101.")
    await stage.instructor.click(preview, label="Post · 1 min")
    await time_passes(stage, 61)
    message = await posted(stage)
    listed = await stage.instructor.slash("announcements", which="posted")
    opened = await stage.instructor.choose(listed, ["1"], custom_id="announcements:open")
    form = await stage.instructor.click(opened, label="edit")
    assert form.modal and form.modal.component("words")["value"] == "Room 101."
    edited = await stage.instructor.submit(form, words="Room 114.")
    assert edited.first == opened.first and edited.first.content == "Room 114."
    await stage.until(lambda: message.content == "Room 114.")
    assert len(stage.posts("general")) == 1


async def test_what_changed_meanwhile_is_not_posted_unseen(stage: Stage) -> None:
    preview = await written(stage, "First.")
    await stage.ask(EditAnnouncement(announcement=1, version=1, text="Second."), staff=True)
    refused = await stage.instructor.click(preview, label="Post · 1 min")
    assert "was changed meanwhile" in refused.text
    assert (await one(stage)).state == "draft"
