"""What the tests' own bot shows: buttons, menus, dynamic items, a layout, and its forms."""

from __future__ import annotations

import io
import re
from typing import Any

import discord
from discord import ui

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


class Consent(ui.Modal, title="Consent"):
    """Words to read, and a box to tick."""

    words = ui.TextDisplay[Any]("Your time will be shown to the class.")
    sure = ui.Label[Any](text="I agree", component=ui.Checkbox(custom_id="sure"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(str(self.sure.component.value))


class Renaming(ui.View):
    @ui.button(label="Rename", custom_id="rename")
    async def rename(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Nickname())
