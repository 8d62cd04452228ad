"""The bot of the chat page's tests: small, unmodified discord.py, with one of everything that the
page has to show. It knows nothing of the sandbox; page_stage.py points it there.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import struct
import zlib
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

PAPERS = ("Hogwild!", "Shampoo", "Roofline", "PipeDream")
ZONE = ZoneInfo("America/New_York")
DUE = dt.datetime(2024, 2, 7, 23, 59, tzinfo=ZONE)


def picture(width: int = 320, height: int = 180) -> bytes:
    """A PNG of one colour, written by hand (RFC 2083), so that no library need be loaded."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x2f\x6f\xdb" * width) * height
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


class Choices(discord.ui.View):
    """Buttons and selects in rows, as bots have had them for years."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.Button(label="The paper", url="https://example.org/paper"))

    @discord.ui.button(label="Count", style=discord.ButtonStyle.primary, custom_id="count")
    async def count(
        self, interaction: discord.Interaction, button: discord.ui.Button[Choices]
    ) -> None:
        number = int((button.label or "").removeprefix("Count").strip() or 0) + 1
        button.label = f"Count {number}"
        await interaction.response.edit_message(view=self)

    @discord.ui.button(label="Ignored", style=discord.ButtonStyle.danger, custom_id="ignored")
    async def ignored(
        self, interaction: discord.Interaction, button: discord.ui.Button[Choices]
    ) -> None:
        return None

    @discord.ui.select(
        placeholder="A workload",
        custom_id="workload",
        options=[
            discord.SelectOption(label="Logistic regression", value="logreg"),
            discord.SelectOption(label="Small network", value="mlp", description="Two layers"),
        ],
    )
    async def workload(
        self, interaction: discord.Interaction, select: discord.ui.Select[Choices]
    ) -> None:
        await interaction.response.send_message(f"Chosen: {select.values[0]}", ephemeral=True)

    @discord.ui.select(
        cls=discord.ui.UserSelect, placeholder="Share with", custom_id="share", max_values=2
    )
    async def share(
        self, interaction: discord.Interaction, select: discord.ui.UserSelect[Choices]
    ) -> None:
        names = " and ".join(sorted(person.display_name for person in select.values))
        await interaction.response.send_message(f"Shared with {names}", ephemeral=True)


class Board(discord.ui.LayoutView):
    """A layout of Components V2, with a picture that came as an attachment."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        press: discord.ui.Button[Board] = discord.ui.Button(label="Take it", custom_id="take")
        press.callback = self.take  # type: ignore[method-assign]
        self.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay("## Presentation slots\nTwo presenters *each*."),
                discord.ui.Separator(),
                discord.ui.Section("**Hogwild!** has one place", accessory=press),
                discord.ui.MediaGallery(
                    discord.MediaGalleryItem("attachment://plan.png", description="The plan")
                ),
                accent_color=0xE67E22,
            )
        )

    async def take(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Taken.", ephemeral=True)


class Review(discord.ui.Modal):
    """A form with the fields that a label can hold: text, radio buttons, boxes, a select, files."""

    def __init__(self) -> None:
        super().__init__(title="Your review")
        self.summary: discord.ui.TextInput[Review] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, min_length=5
        )
        self.verdict: discord.ui.RadioGroup[Review] = discord.ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Accept", value="accept"),
                discord.RadioGroupOption(label="Reject", value="reject"),
            ]
        )
        self.strengths: discord.ui.CheckboxGroup[Review] = discord.ui.CheckboxGroup(
            required=False,
            min_values=0,
            options=[
                discord.CheckboxGroupOption(label="Clear", value="clear"),
                discord.CheckboxGroupOption(label="Measured", value="measured"),
            ],
        )
        self.about: discord.ui.Select[Review] = discord.ui.Select(
            options=[discord.SelectOption(label=name) for name in ("Training", "Serving")]
        )
        self.report: discord.ui.FileUpload[Review] = discord.ui.FileUpload(
            required=False, min_values=0
        )
        for text, component in {
            "Summary": self.summary,
            "Verdict": self.verdict,
            "Strengths": self.strengths,
            "Field": self.about,
            "Report": self.report,
        }.items():
            self.add_item(discord.ui.Label(text=text, component=component))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [item.filename for item in self.report.values]
        picked = [*self.strengths.values, *self.about.values, *files]
        said = " / ".join([self.summary.value, self.verdict.value or "nothing", *picked])
        await interaction.response.send_message(f"Read: {said}")


class Lost(discord.ui.Modal):
    """A form which the bot takes and never answers."""

    def __init__(self) -> None:
        super().__init__(title="A form that is lost")
        self.add_item(discord.ui.TextDisplay("Nobody **answers** this."))
        self.add_item(discord.ui.TextInput(label="Words"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        return None


class StageBot(discord.Client):
    """The bot of these tests. `finish` lets what was deferred go on."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True))
        self.tree = app_commands.CommandTree(self)
        self.finish = asyncio.Event()
        self._add_commands()

    async def setup_hook(self) -> None:
        self.add_view(Choices())
        self.add_view(Board())
        await self.tree.sync()

    def _add_commands(self) -> None:
        tree = self.tree

        @tree.command(description="What is due in the next days")
        @app_commands.describe(days="How many days ahead")
        async def due(
            interaction: discord.Interaction, days: app_commands.Range[int, 1, 60] = 14
        ) -> None:
            unix = int(DUE.timestamp())
            text = f"**{days} days**: review 1 is due <t:{unix}:F>, <t:{unix}:R>"
            await interaction.response.send_message(text, ephemeral=True)

        @tree.command(description="Take a presentation slot")
        @app_commands.describe(paper="Which paper")
        async def signup(interaction: discord.Interaction, paper: str) -> None:
            await interaction.response.send_message(f"You present {paper}.")

        @signup.autocomplete("paper")
        async def papers(
            interaction: discord.Interaction, current: str
        ) -> list[app_commands.Choice[str]]:
            found = [name for name in PAPERS if current.lower() in name.lower()]
            return [app_commands.Choice(name=name, value=name.lower()) for name in found]

        bench = app_commands.Group(name="bench", description="Small benchmarks")

        @bench.command(description="Compare optimizers")
        @app_commands.choices(
            workload=[
                app_commands.Choice(name="Logistic regression", value="logreg"),
                app_commands.Choice(name="Small network", value="mlp"),
            ]
        )
        async def optimizers(
            interaction: discord.Interaction,
            workload: app_commands.Choice[str],
            plot: bool = True,
            partner: discord.Member | None = None,
        ) -> None:
            await interaction.response.defer()
            await self.finish.wait()
            embed = discord.Embed(title=f"Loss on {workload.name}", color=0x2ECC71)
            embed.description = f"```\n{'a long line of code ' * 12}\n```"
            embed.add_field(name="Adam", value="`0.034`").add_field(name="SGD", value="`0.210`")
            embed.set_image(url="attachment://loss.png").set_footer(text="median of 5")
            file = discord.File(io.BytesIO(picture()), "loss.png", description="Loss by step")
            await interaction.edit_original_response(embed=embed, attachments=[file])

        tree.add_command(bench)

        @tree.command(description="Buttons and selects")
        async def choices(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("Choose:", view=Choices())

        @tree.command(description="The board")
        async def board(interaction: discord.Interaction) -> None:
            file = discord.File(io.BytesIO(picture()), "plan.png")
            await interaction.response.send_message(view=Board(), file=file)

        @tree.command(description="Write a review")
        async def review(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Review())

        @tree.command(description="Open a form that is lost")
        async def lost(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Lost())

        @tree.command(description="Look at a file")
        async def hand_in(interaction: discord.Interaction, report: discord.Attachment) -> None:
            text = f"{report.filename} has {report.size} bytes"
            await interaction.response.send_message(text)

        @tree.command(description="Never answers")
        async def silent(interaction: discord.Interaction) -> None:
            return None
