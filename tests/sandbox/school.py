"""A bot for the sandbox's own tests: the unmodified discord.py, one command for each thing to try."""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any, Literal

import discord
from discord import app_commands, ui

INTENTS = discord.Intents(
    guilds=True, guild_messages=True, dm_messages=True, guild_scheduled_events=True
)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x02\x00\x00\x00"
    b"{@\xe8\xdd\x00\x00\x00\x0fIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x06\x00\x01\xff\x8b\xaf\xc2o"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def plot(name: str = "plot.png") -> discord.File:
    return discord.File(io.BytesIO(PNG), filename=name, description="Accuracy over time")


class Seats(ui.View):
    """A persistent view with a button, a link and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Syllabus", url="https://example.org/syllabus"))

    @ui.button(label="Take a seat", custom_id="seat", style=discord.ButtonStyle.primary)
    async def seat(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content=f"{interaction.user.display_name} sits")

    @ui.button(label="Quietly", custom_id="quiet")
    async def quiet(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    @ui.select(
        custom_id="day",
        placeholder="Which day?",
        max_values=2,
        options=[discord.SelectOption(label=day, value=day[:3].lower()) for day in ("Mon", "Wed")],
    )
    async def day(self, interaction: discord.Interaction, menu: ui.Select[Any]) -> None:
        await interaction.response.send_message(" ".join(menu.values), ephemeral=True)


class Choosers(ui.View):
    @ui.select(cls=ui.UserSelect, custom_id="who", placeholder="Who?")
    async def who(self, interaction: discord.Interaction, menu: ui.UserSelect[Any]) -> None:
        (member,) = menu.values
        await interaction.response.send_message(f"{member.display_name} {type(member).__name__}")

    @ui.select(cls=ui.RoleSelect, custom_id="role")
    async def role(self, interaction: discord.Interaction, menu: ui.RoleSelect[Any]) -> None:
        await interaction.response.send_message(menu.values[0].name)

    @ui.select(cls=ui.ChannelSelect, custom_id="place", channel_types=[discord.ChannelType.text])
    async def place(self, interaction: discord.Interaction, menu: ui.ChannelSelect[Any]) -> None:
        await interaction.response.send_message(menu.values[0].name)


class Paper(ui.DynamicItem[ui.Button[Any]], template=r"paper:(?P<key>\w+)"):
    """A button for each paper, found again by its custom id."""

    def __init__(self, key: str) -> None:
        super().__init__(ui.Button(label=f"Take {key}", custom_id=f"paper:{key}"))
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str]
    ) -> Paper:
        return cls(match["key"])

    async def callback(self, interaction: discord.Interaction) -> None:
        assert interaction.message is not None
        await interaction.response.send_message(f"{self.key} of {interaction.message.id}")


class Board(ui.LayoutView):
    """Components V2: text, a section, a gallery, a file, a row."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        gallery = ui.MediaGallery(discord.MediaGalleryItem("attachment://plot.png"))
        row: ui.ActionRow[Any] = ui.ActionRow(Paper("adam"))
        self.add_item(
            ui.Container(
                ui.TextDisplay("# Board"),
                ui.Section(
                    ui.TextDisplay("with a picture"),
                    accessory=ui.Thumbnail("attachment://plot.png"),
                ),
                ui.Separator(),
                gallery,
                row,
                accent_colour=discord.Colour.blue(),
            )
        )


class Review(ui.Modal, title="A review"):
    """A form with each of the newer fields."""

    summary = ui.Label(text="Summary", component=ui.TextInput(custom_id="summary", min_length=3))
    paper = ui.Label(
        text="Paper",
        component=ui.Select(
            custom_id="paper", options=[discord.SelectOption(label="Adam", value="adam")]
        ),
    )
    stars = ui.Label(
        text="Stars",
        component=ui.RadioGroup(
            custom_id="stars",
            options=[discord.RadioGroupOption(label=str(n), value=str(n)) for n in range(1, 6)],
        ),
    )
    tags = ui.Label(
        text="Tags",
        component=ui.CheckboxGroup(
            custom_id="tags",
            required=False,
            options=[discord.CheckboxGroupOption(label=tag, value=tag) for tag in ("fast", "new")],
        ),
    )
    file = ui.Label(
        text="Notes", component=ui.FileUpload(custom_id="notes", required=False, max_values=2)
    )
    partner = ui.Label(text="Partner", component=ui.UserSelect(custom_id="partner", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        given: list[Any] = [
            self.summary.component.value,
            self.paper.component.values,
            self.stars.component.value,
            sorted(self.tags.component.values),
            [(file.filename, len(await file.read())) for file in self.file.component.values],
            [who.display_name for who in self.partner.component.values],
        ]
        await interaction.response.send_message(repr(given))


class Nickname(ui.Modal, title="A name"):
    """A form of the older kind: text inputs in rows."""

    name = ui.TextInput[Any](label="Name", max_length=10, default="Ada")
    why = ui.TextInput[Any](label="Why", style=discord.TextStyle.long, required=False)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        if interaction.message is not None:
            await interaction.response.edit_message(content=f"now {self.name.value}")
        else:
            await interaction.response.send_message(f"{self.name.value}/{self.why.value}")


class Renaming(ui.View):
    @ui.button(label="Rename", custom_id="rename")
    async def rename(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Nickname())


class School(discord.Client):
    """Registers everything below and keeps what it heard."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.resumed = asyncio.Event()
        self.hold = asyncio.Event()
        self.tree.error(_refuse)
        _register(self)

    async def setup_hook(self) -> None:
        self.add_view(Seats())
        self.add_dynamic_items(Paper)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_resumed(self) -> None:
        self.resumed.set()

    @property
    def hall(self) -> discord.TextChannel:
        """The general channel."""
        found = self.guilds[0].text_channels[0]
        assert isinstance(found, discord.TextChannel)
        return found


async def _refuse(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    if not isinstance(error, app_commands.CheckFailure):
        raise error
    await interaction.response.send_message("That is for staff.", ephemeral=True)


def _register(bot: School) -> None:
    command = bot.tree.command

    @command()
    @app_commands.describe(days="How far ahead")
    async def due(
        interaction: discord.Interaction, days: app_commands.Range[int, 1, 30] = 7
    ) -> None:
        """What is due soon."""
        embed = discord.Embed(title="Due", description=f"in {days} days")
        await interaction.response.send_message("Soon", embed=embed, ephemeral=True)

    @command()
    async def slow(interaction: discord.Interaction, secretly: bool = False) -> None:
        """Thinks first."""
        await interaction.response.defer(ephemeral=secretly, thinking=True)
        await interaction.edit_original_response(content="Thought", attachments=[plot()])
        await interaction.followup.send("And more", ephemeral=True)

    @command()
    async def late(interaction: discord.Interaction) -> None:
        """Waits until it is let go, then answers."""
        await bot.hold.wait()
        await interaction.response.send_message("too late")

    @command()
    async def kinds(
        interaction: discord.Interaction,
        text: app_commands.Range[str, 2, 5],
        number: float,
        flag: bool,
        who: discord.Member,
        role: discord.Role,
        channel: discord.TextChannel,
        paper: discord.Attachment,
        tool: Literal["ruff", "mypy"] = "ruff",
    ) -> None:
        """One option of each kind."""
        words = [text, number, flag, who.display_name, role.name, channel.name, paper.filename]
        words.append(len(await paper.read()))
        await interaction.response.send_message(repr([*words, tool]))

    @command()
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.default_permissions(manage_guild=True)
    async def announce(interaction: discord.Interaction, text: str) -> None:
        """For staff."""
        await interaction.response.send_message(
            text, allowed_mentions=discord.AllowedMentions(everyone=True, users=False)
        )

    @command()
    async def seats(interaction: discord.Interaction) -> None:
        """Shows buttons."""
        await interaction.response.send_message("Seats", view=Seats())

    @command()
    async def choosers(interaction: discord.Interaction) -> None:
        """Shows menus of people, roles, channels."""
        await interaction.response.send_message("Choose", view=Choosers())

    @command()
    async def papers(interaction: discord.Interaction) -> None:
        """Shows a button for a paper."""
        view = ui.View(timeout=None)
        view.add_item(Paper("lora"))
        await interaction.response.send_message("Papers", view=view)

    @command()
    async def board(interaction: discord.Interaction) -> None:
        """A layout."""
        await interaction.response.send_message(view=Board(), file=plot())

    @command()
    async def review(interaction: discord.Interaction) -> None:
        """A form."""
        await interaction.response.send_modal(Review())

    @command()
    async def nickname(interaction: discord.Interaction) -> None:
        """An older form."""
        await interaction.response.send_modal(Nickname())

    @command()
    async def rename(interaction: discord.Interaction) -> None:
        """A button that opens a form."""
        await interaction.response.send_message("Ada", view=Renaming())

    @command()
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None:
        """Only in the guild."""
        await interaction.response.send_message(str(interaction.permissions.value))

    @bot.tree.context_menu(name="Quote")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"> {message.content}")

    @bot.tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hello {member.display_name}")

    project = app_commands.Group(name="project", description="Projects")
    team = app_commands.Group(name="team", description="Teams", parent=project)

    @project.command()
    @app_commands.rename(about="topic")
    async def propose(interaction: discord.Interaction, about: str, pages: int = 4) -> None:
        """Proposes one."""
        await interaction.response.send_message(f"{about} in {pages} pages")

    @propose.autocomplete("about")
    async def topics(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        known = ("review", "replication", "reading")
        return [
            app_commands.Choice(name=f"{t} ({interaction.namespace.pages})", value=t)
            for t in known
            if t.startswith(typed)
        ]

    @team.command()
    async def join(interaction: discord.Interaction, number: int) -> None:
        """Joins a team."""
        await interaction.response.send_message(f"team {number}")

    @join.autocomplete("number")
    async def numbers(
        interaction: discord.Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        return [app_commands.Choice(name=f"Team {n}", value=n) for n in (1, 2)]

    bot.tree.add_command(project)
