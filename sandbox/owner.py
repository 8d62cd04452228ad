"""What the server's owner sets up by hand in Discord's client: channels, roles, who may use what."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sandbox.acting import Person
from sandbox.errors import Json
from sandbox.model import Channel, ChannelType, Role
from sandbox.rest.channels import channel_name
from sandbox.rest.roles import place_at_the_bottom
from sandbox.state import World


class Owner(ABC):
    """The part of a sandbox that a test or a launcher arranges before people come."""

    world: World

    @abstractmethod
    def role(self, name: str) -> Role: ...

    @abstractmethod
    def commands_changed(self) -> None: ...

    def add_channel(self, name: str, kind: int = ChannelType.TEXT) -> Channel:
        place = Channel(
            self.world.ids.next(), kind, channel_name(name, kind), position=len(self.world.channels)
        )
        self.world.channels[place.id] = place
        self.world.emit(self.world.channel_event("CHANNEL_CREATE", place))
        return place

    def add_role(
        self, name: str, *people: Person, permissions: int = 0, mentionable: bool = False
    ) -> Role:
        """Make a role below the bot's, and give it to these people."""
        role = Role(self.world.ids.next(), name, permissions, mentionable=mentionable)
        place_at_the_bottom(self.world, role)
        for person in people:
            self.give_role(person, role)
        return role

    def give_role(self, person: Person, role: Role | str) -> None:
        role = self.role(role) if isinstance(role, str) else role
        if role.id not in person.member.roles:
            person.member.roles.append(role.id)
            self.world.emit(self.world.member_event(person.member))

    def take_role(self, person: Person, role: Role | str) -> None:
        role = self.role(role) if isinstance(role, str) else role
        if role.id in person.member.roles:
            person.member.roles.remove(role.id)
            self.world.emit(self.world.member_event(person.member))

    def set_bot_permissions(self, permissions: int) -> None:
        """What the bot's own role grants it, beside what everyone has."""
        role = self.world.roles[self.world.bot.roles[0]]
        role.permissions = permissions
        self.world.emit(self.world.role_event("GUILD_ROLE_UPDATE", role))

    def permit(self, command: str, whom: Person | Role, allowed: bool = True) -> None:
        """Override who may use a command, as a server's settings do (past default permissions)."""
        kind = 2 if isinstance(whom, Person) else 1
        entry: Json = {"id": str(whom.id), "type": kind, "permission": allowed}
        for item in self.world.commands.values():
            if item["name"] == command:
                entries = self.world.command_permissions.setdefault(int(item["id"]), [])
                entries[:] = [known for known in entries if known["id"] != entry["id"]] + [entry]
                self.commands_changed()
                return
        raise KeyError(f"No command is called {command!r}.")
