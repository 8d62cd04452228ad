# ruff: noqa: ASYNC109 — a time-out is part of what these promise: they say what did not happen.
"""What came of a command, a press or a form, as the person who did it sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.interactions import Interaction
from sandbox.seen import Form, Seen

if TYPE_CHECKING:
    from sandbox.server import Sandbox


class Reply:
    """Live: what the bot edits or adds later shows in it.

    `failed` is what the person reads when the bot did not answer in time; then there is no message,
    and `first` says so.
    """

    def __init__(self, sandbox: Sandbox, interaction: Interaction) -> None:
        self._sandbox = sandbox
        self.interaction = interaction

    def __repr__(self) -> str:
        return f"<reply {self.interaction.state}: {self.failed or self.modal or self.messages}>"

    @property
    def failed(self) -> str | None:
        return self.interaction.reason

    @property
    def modal(self) -> Form | None:
        """The form that opened, if that was the answer."""
        return None if self.interaction.modal is None else Form(self.interaction.modal)

    @property
    def thinking(self) -> bool:
        return self.interaction.state == "thinking"

    @property
    def messages(self) -> list[Seen]:
        """The answer and its follow-ups that still exist. After a press that changed its message,
        that message comes first."""
        wanted = [self.interaction.original_id, *self.interaction.followups]
        world, place = self._sandbox.world, self.interaction.channel_id
        found = [world.find_message(place, item) for item in wanted if item is not None]
        return [Seen(self._sandbox, post) for post in found if post is not None]

    @property
    def first(self) -> Seen:
        """The answer. LookupError says what happened instead when there is none."""
        if self.messages:
            return self.messages[0]
        state = self.failed or (f"it opened {self.modal}" if self.modal else "it has no message")
        raise LookupError(f"There is no message to look at: {state}.")

    @property
    def text(self) -> str:
        """All there is to read in the answer and its follow-ups."""
        return "\n".join(message.text for message in self.messages)

    @property
    def edits(self) -> int:
        """How often the answer was filled in or changed after the first response."""
        return self.interaction.edits

    async def edited(self, times: int = 1, *, timeout: float = 60.0) -> Seen:
        """Wait until the answer was changed so often (after a silent acknowledgement, say)."""
        await self._sandbox.until(
            lambda: self.interaction.edits >= times, timeout=timeout, what=f"{times} edit(s)"
        )
        return self.first

    async def followed_up(self, times: int = 1, *, timeout: float = 5.0) -> Seen:
        """Wait for so many follow-ups; the last of them."""
        await self._sandbox.until(
            lambda: len(self.interaction.followups) >= times,
            timeout=timeout,
            what=f"{times} follow-up(s)",
        )
        return self.messages[-1]
