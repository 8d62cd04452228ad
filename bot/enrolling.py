"""Mirrors the role that the course names: who holds it is reminded without asking.

Discord tells a bot of changed roles only with a privileged intent, which this bot does without. But every interaction
brings the roles of the person who acts; so the role counts from the first command, click or suggestion after it was
given or taken, and someone who never acts is reminded only after `/join`.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

import discord

from backend.contract import By
from backend.contract.refusals import NoRoleNamed
from backend.contract.reminders import GetEnrolment, SeeRole
from bot.people import serves, shown_name

if TYPE_CHECKING:
    from bot.asking import Interaction
    from bot.config import Link

FRESH_S = 300.0
"""How long the course's role is taken as known."""
KEPT = 5000
"""People of whom the last thing told is remembered."""


class RoleMirror:
    """Tells the backend, once for each change, who holds the course's role."""

    def __init__(self, link: Link, me: By) -> None:
        self._link = link
        self._me = me
        self._role: str | None = None
        self._known_until = 0.0
        self._told: OrderedDict[str, bool] = OrderedDict()

    async def see(self, interaction: Interaction) -> None:
        """Look at the person's roles. Raises what the link raises; in a direct message there is nothing to see."""
        user = interaction.user
        if not isinstance(user, discord.Member) or user.bot or not serves(interaction):
            return
        role = await self._course_role()
        if role is None:
            return
        student = str(user.id)
        holds = any(each.name.casefold() == role.casefold() for each in user.roles)
        if self._told.get(student) is holds:
            return
        try:
            await self._link(SeeRole(student=student, name=shown_name(user), holds=holds), self._me)
        except NoRoleNamed:
            self._role = None
            return
        self._told[student] = holds
        self._told.move_to_end(student)
        while len(self._told) > KEPT:
            self._told.popitem(last=False)

    async def _course_role(self) -> str | None:
        now = asyncio.get_running_loop().time()
        if now >= self._known_until:
            self._role = (await self._link(GetEnrolment(), self._me)).role
            self._known_until = now + FRESH_S
        return self._role
