"""Which faults come, in what order, and how often at random."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sandbox.faults import Faults

CALLBACK = "POST /interactions/{id}/{token}/callback"
EDIT = "PATCH /webhooks/{application}/{token}/messages/@original"


@dataclass(frozen=True)
class Trial:
    """One fault. `push` is what befalls every socket first, where the fault lies in the way of coming back."""

    kind: str
    route: str | None = None
    chance: float = 0.25
    count: int | None = None
    seconds: float = 0.3
    via: bool = True
    push: str | None = None
    slow: bool = False
    """Whether it needs answers that take long: the backend is made to stand still meanwhile."""

    def plant(self, faults: Faults, seed: int, chance: float | None = None) -> None:
        faults.add(
            self.kind, route=self.route, count=self.count, chance=chance or self.chance,
            seed=seed, seconds=self.seconds, via=self.via,
        )  # fmt: skip
        if self.push is not None:
            faults.now(self.push)


INSTEAD = (
    *("429 user", "429 shared", "429 global", "500", "502", "503", "504", "delay", "delay after"),
    *("500 after", "502 after", "503 after", "504 after", "cut before", "cut after", "truncated"),
    *("no permission", "gone", "unauthorized"),
)
REQUESTS = (
    *(Trial(kind, CALLBACK) for kind in INSTEAD),
    Trial("429 user", CALLBACK, via=False),
    Trial("502", EDIT, chance=0.5, slow=True),
    Trial("503", EDIT, chance=0.5, slow=True),
    Trial("cut before", EDIT, chance=0.5, slow=True),
    Trial("cut after", EDIT, chance=0.5, slow=True),
    *(Trial(kind, "* /channels/*", chance=0.5) for kind in ("503", "cut after", "429 shared")),
    Trial("delay", "*", seconds=1.0),
)

GATEWAY = (
    *(Trial(f"close {code}", "INTERACTION_CREATE", 0.05) for code in (1001, 4000, 4002, 4009)),
    Trial("abort", "INTERACTION_CREATE", 0.05),
    Trial("reconnect", "INTERACTION_CREATE", 0.05),
    Trial("invalid session resumable", "INTERACTION_CREATE", 0.05),
    Trial("stall", "INTERACTION_CREATE", 0.05, seconds=1.0),
    Trial("duplicate", "INTERACTION_CREATE"),
    Trial("reordered", "INTERACTION_CREATE"),
    Trial("no ack", chance=1.0),
    Trial("refused", chance=1.0, count=2, push="close 4000"),
    Trial("invalid session", "INTERACTION_CREATE", 1.0, count=1),
)
"""The library waits five seconds after an invalid session, and doubles its waits after a refusal."""

STARTS_ANEW = (
    Trial("invalid session", "RESUME", 1.0, count=1, push="close 4000"),
    Trial("4014", chance=1.0, count=1, push="invalid session"),
    Trial("close 4013", "IDENTIFY", 1.0, count=1, push="invalid session"),
    Trial("close 4000", "IDENTIFY", 1.0, count=1, push="invalid session"),
)
"""After these the bot identifies anew. (4004 is not among them: it means that the token is no longer good.)"""

INTERACTIONS = (Trial("expired"), Trial("token expired", chance=0.5, slow=True))


def plant_at_random(faults: Faults, dice: Random, share: float) -> None:
    """All of them at once, each with a small chance; `share` is that of one request to be struck by any."""
    requests = [trial for trial in REQUESTS if trial.kind != "delay"]
    for trial in (*requests, *INTERACTIONS):
        trial.plant(faults, dice.randrange(2**31), share / len(requests))
    for trial in GATEWAY:
        if trial.push is None and trial.count is None and trial.kind != "no ack":
            trial.plant(faults, dice.randrange(2**31), share / len(GATEWAY) / 4)
