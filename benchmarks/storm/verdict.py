"""How each interaction ended, and whether a failure was one that had been made to happen.

An interaction ends in exactly one answer (a message, a change to the message under the button, suggestions), or in a
failure that the person reads. A failure counts as injected when a fault struck the interaction itself (the event that
told of it, a request that answered it), or when the bot was away at that time because a fault had struck its gateway.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox import snowflake
from sandbox.faults import Struck
from sandbox.interactions import Interaction, Kind
from sandbox.server import Sandbox

RECOVERY_S = 1.5
"""For how long after an absence the bot still works off what came meanwhile."""
BEFORE_S = 1.0
"""At most so long after the fault an absence begins that it causes."""
AWAY = "away after "
"""How the cause of a failure begins that an absence brought about."""
NOTHING_MORE = "token expired"
"""After this fault nothing can be said to the person."""
STOOD_STILL = "the machine stood still"
SILENT, UPDATE = 6, 7
"""Callback types that change the message under the button, later and at once."""
ENDINGS = frozenset(
    {"abort", "reconnect", "refused", "invalid session", "invalid session resumable"}
)
"""The faults, beside closings with a code, that end a connection or keep it from coming about."""


@dataclass(frozen=True)
class Absence:
    """A span of the real clock in which the bot had no connection. `causes`: the faults that befell it, in order."""

    since: float
    until: float
    causes: tuple[str, ...]

    @property
    def seconds(self) -> float:
        return self.until - self.since


@dataclass
class Away:
    """When the bot could not answer, and why."""

    sandbox: Sandbox
    spans: list[tuple[float, float]] = field(default_factory=list)
    _since: float | None = None

    def watch(self) -> None:
        self.sandbox.gateway.listeners.append(self._told)

    def _told(self, online: bool) -> None:
        now = time.time()
        if not online and self._since is None:
            self._since = now
        elif online and self._since is not None:
            self.spans.append((self._since, now))
            self._since = None

    def absences(self) -> list[Absence]:
        open_one = [(self._since, time.time())] if self._since is not None else []
        log = list(self.sandbox.faults.log)
        return [
            Absence(since, until, _causes(log, since, until))
            for since, until in [*self.spans, *open_one]
        ]


def _causes(log: list[Struck], since: float, until: float) -> tuple[str, ...]:
    return tuple(
        blow.kind
        for blow in log
        if (blow.kind in ENDINGS or blow.kind.startswith("close "))
        and since - BEFORE_S <= blow.at.timestamp() <= until
    )


@dataclass
class Verdict:
    """What came of all interactions."""

    interactions: int = 0
    answered: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    """Visible failures, by the fault that caused them."""
    absences: list[Absence] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """What must not be: no answer without a cause, or more than one."""


def judge(
    sandbox: Sandbox,
    interactions: list[Interaction],
    away: Away,
    respond_s: float,
    stalls: Sequence[tuple[float, float]] = (),
) -> Verdict:
    """All interactions have had their time; `respond_s` is what the bot had for a first response. In `stalls`, spans of
    the real clock, not even this process got to run."""
    verdict = Verdict(interactions=len(interactions), absences=away.absences())
    struck = by_interaction(list(sandbox.faults.log), interactions)
    for interaction in interactions:
        causes = struck.get(interaction.id, [])
        if interaction.state == "answered":
            verdict.answered += 1
            answers = count_answers(sandbox, interaction)
            if not answers and causes[-1:] == [NOTHING_MORE]:
                # It was accepted in silence, and then there was no way left to say anything.
                verdict.answered -= 1
                verdict.failed[NOTHING_MORE] += 1
            elif answers != 1:
                verdict.wrong.append(f"{_named(interaction)} has {answers} answers ({causes})")
            continue
        sent = snowflake.time_of(interaction.id).timestamp()
        if causes:
            verdict.failed[causes[-1]] += 1
        elif absence := _meanwhile(verdict.absences, sent, sent + respond_s):
            verdict.failed[f"{AWAY}{absence.causes[0]}"] += 1
        elif any(since < sent + respond_s and sent < until for since, until in stalls):
            verdict.failed[STOOD_STILL] += 1
        else:
            verdict.wrong.append(
                f"{_named(interaction)} is {interaction.state} after {time.time() - sent:.0f} s for no cause"
            )
    return verdict


def _meanwhile(absences: list[Absence], start: float, end: float) -> Absence | None:
    """The absence, made to happen, that kept the bot from answering between these two moments."""
    for each in absences:
        if each.causes and each.since < end and start < each.until + RECOVERY_S:
            return each
    return None


def by_interaction(log: list[Struck], interactions: list[Interaction]) -> dict[int, list[str]]:
    """The faults that struck each interaction, in order."""
    named = {each.token: each.id for each in interactions} | {
        str(each.id): each.id for each in interactions
    }
    found: dict[int, list[str]] = {}
    for blow in log:
        for number in {named[word] for word in re.split(r"[/ ]", blow.target) if word in named}:
            found.setdefault(number, []).append(blow.kind)
    return found


def count_answers(sandbox: Sandbox, interaction: Interaction) -> int:
    """Messages that the person got for it, or 1 for suggestions and for a change of the message under the button."""
    if interaction.kind is Kind.AUTOCOMPLETE or interaction.modal is not None:
        return 1
    if interaction.callback == SILENT:
        return bool(interaction.edits) + len(interaction.followups)
    own = [interaction.original_id, *interaction.followups]
    if interaction.callback == UPDATE:
        return len(own)
    there = [
        each for each in own if each and sandbox.world.find_message(interaction.channel_id, each)
    ]
    return len(there)


def _named(interaction: Interaction) -> str:
    what = interaction.name or interaction.data.get("custom_id", "")
    return f"{interaction.kind.name.lower()} {what} {interaction.id}"
