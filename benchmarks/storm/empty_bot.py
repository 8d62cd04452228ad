"""A bot that answers "ok" and nothing else: what discord.py and the sandbox cost by themselves.

SANDBOX=http://127.0.0.1:… TOKEN=… python -m benchmarks.storm.empty_bot
"""

from __future__ import annotations

import os
import sys

import discord
import yarl
from discord import app_commands


class Empty(discord.Client):
    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True), guild_ready_timeout=0.05, max_messages=None
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(ok)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@app_commands.command()
async def ok(interaction: discord.Interaction) -> None:
    """Says ok."""
    await interaction.response.send_message("ok", ephemeral=True)


def main() -> None:
    base = yarl.URL(os.environ["SANDBOX"])
    discord.http.Route.BASE = str(base / "api" / "v10")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = base.with_scheme("ws") / "gateway"
    try:
        Empty().run(os.environ["TOKEN"], log_handler=None)
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
