"""What can go wrong at Discord, made to happen: faults planted by route, count and chance.

    faults = sandbox.faults
    faults.add("429 shared", route="POST /channels/{channel}/messages", count=3)
    faults.add("cut after", chance=0.2, seed=7, count=None)          # any request, until cleared
    faults.add("close 4009", route="INTERACTION_CREATE")             # instead of telling the bot
    faults.add("4014", count=2); faults.add("refused")               # identify, first connection
    faults.add("expired", route="signup")                            # a command or a custom id
    faults.now("reconnect"); faults.now("invalid session")           # at once, to every socket
    faults.struck["cut after"], faults.log, faults.clear()

Kinds. Of requests (`route` is "METHOD /path": `{…}` stands for a parameter, `*` for anything):

    429 user, 429 shared, 429 global    without effect; `seconds` to wait; `via=False` leaves out the
                                        header by which clients know Discord's API from a proxy's ban
    500, 502, 503, 504 (any 5xx)        without effect; "502 after": the effect took place
    delay, delay after                  `seconds` before the effect, or between effect and answer
    cut before, cut after               the connection ends without an answer
    truncated                           the effect, and half of the answer
    no permission, gone, unauthorized   403 50013; 404 of what the path names; 401

Of the gateway (`route` is CONNECT, IDENTIFY, RESUME, HEARTBEAT or an event's name):

    close 4000 (any code), abort        the socket ends, with a close frame or without; an event on
                                        its way is kept for the resume. 4004, 4014: when identifying
    reconnect                           op 7, before the event
    invalid session, … resumable        op 9; without `resumable` an event on its way is lost
    no ack                              heartbeats are not acknowledged
    stall                               nothing is written for `seconds`
    duplicate, reordered                an event comes twice, or after the next one
    refused                             the connection is turned away with a 503

Of interactions (`route` is a command's name or a custom id):

    expired                             the first response meets 10062, the person reads of a failure
    token expired                       what follows the first response meets 50027

Each fault throws its own seeded dice, so a run can be repeated. Of several that fit, delays add up
and the first other one that strikes decides. It does not decide how a fault shows on the wire: that
is in `rest/faulty` and `faults_gateway`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from random import Random
from typing import Literal

from sandbox.errors import Json

Sphere = Literal["rest", "gateway", "interaction"]

REST = frozenset(
    {
        *("429 user", "429 shared", "429 global", "delay", "delay after", "cut before"),
        *("cut after", "truncated", "no permission", "gone", "unauthorized"),
    }
)
GATEWAY = {
    "abort": "*",
    "reconnect": "*",
    "invalid session": "*",
    "invalid session resumable": "*",
    "no ack": "HEARTBEAT",
    "stall": "*",
    "duplicate": "*",
    "reordered": "*",
    "refused": "CONNECT",
}
"""The kinds of the gateway, and the route of each where none is given."""
AT_IDENTIFY = frozenset({"4004", "4010", "4011", "4013", "4014"})
INTERACTION = frozenset({"expired", "token expired"})
AT_ONCE = frozenset({"abort", "reconnect", "invalid session", "invalid session resumable", "stall"})
REMEMBERED = 10_000


class BadFault(ValueError):
    """A fault that this language cannot say; the text tells what would do."""


@dataclass(frozen=True)
class Fault:
    """A planted fault. `count` None: until it is taken away. `seconds` is a delay, a stall, or the
    wait that a 429 asks for."""

    id: int
    kind: str
    sphere: Sphere
    route: str
    count: int | None
    chance: float
    seed: int
    seconds: float
    via: bool

    def body(self) -> Json:
        return {
            "id": self.id,
            "kind": self.kind,
            "route": self.route,
            "count": self.count,
            "chance": self.chance,
            "seed": self.seed,
            "seconds": self.seconds,
            "via": self.via,
        }

    @property
    def status(self) -> int | None:
        """The status of a 5xx, else None."""
        found = re.fullmatch(r"(5\d\d)(?: after)?", self.kind)
        return int(found[1]) if found else None

    @property
    def code(self) -> int | None:
        """The gateway's close code, else None."""
        found = re.fullmatch(r"close (\d{4})", self.kind)
        return int(found[1]) if found else None

    @property
    def delays(self) -> bool:
        return self.kind in ("delay", "delay after", "stall")


@dataclass(frozen=True)
class Struck:
    """A fault that happened. What it struck: "POST /channels/1/messages", "INTERACTION_CREATE 12"
    (with the interaction's id), "due 12" (a command's or button's name, and the interaction's id)."""

    kind: str
    target: str
    at: datetime


@dataclass
class _Planted:
    fault: Fault
    left: int | None
    dice: Random


@dataclass(frozen=True)
class Target:
    """A request, as faults see it."""

    method: str
    template: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Faults:
    """All planted faults, and what they struck. `act` carries out what is to happen at once;
    `templates` are the endpoints there are, so that a mistyped route is refused."""

    now_is: Callable[[], datetime]
    act: Callable[[Fault], None]
    templates: frozenset[tuple[str, str]]
    struck: Counter[str] = field(default_factory=Counter)
    log: deque[Struck] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _planted: list[_Planted] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add(
        self,
        kind: str,
        *,
        route: str | None = None,
        count: int | None = 1,
        chance: float = 1.0,
        seed: int = 0,
        seconds: float = 0.2,
        via: bool = True,
    ) -> Fault:
        """Plant a fault; BadFault if there is no such kind or route."""
        if not (0 < chance <= 1 and 0 <= seconds <= 3600 and (count is None or count >= 1)):
            raise BadFault(
                "chance is above 0 and at most 1, seconds 0 to 3600, count 1 or more (None: always)"
            )
        kind, sphere, usual = _kind(kind)
        route = usual if route is None else route.strip()
        if sphere == "rest" and not any(
            _fits(route, Target(method, path, path)) for method, path in self.templates
        ):
            raise BadFault(f'no endpoint is called {route!r}; try "POST /channels/{{id}}/messages"')
        fault = Fault(next(self._numbers), kind, sphere, route, count, chance, seed, seconds, via)
        self._planted.append(_Planted(fault, count, Random(seed)))
        return fault

    def now(self, kind: str, *, seconds: float = 0.2) -> None:
        """Let a gateway fault befall every socket at once; BadFault for one that cannot."""
        kind, sphere, _ = _kind(kind)
        fault = Fault(0, kind, sphere, "now", 1, 1.0, 0, seconds, True)
        if kind not in AT_ONCE and fault.code is None:
            raise BadFault(f"{kind!r} cannot happen at once: plant it with a route")
        self._note(fault, "now")
        self.act(fault)

    def remove(self, fault_id: int) -> bool:
        """Take one fault away; whether it was still there."""
        before = len(self._planted)
        self._planted = [held for held in self._planted if held.fault.id != fault_id]
        return len(self._planted) < before

    def clear(self) -> None:
        """Take every fault away. What struck stays in the record."""
        self._planted.clear()

    @property
    def planted(self) -> list[Fault]:
        return [held.fault for held in self._planted]

    # Asked by those whom faults befall

    def of_request(self, target: Target) -> list[Fault]:
        """What befalls a request: any delays, and one other fault at most."""
        return self._strike("rest", lambda route: _fits(route, target), str(target))

    def of_gateway(self, moment: str, subject: str = "") -> list[Fault]:
        """What befalls CONNECT, IDENTIFY, RESUME, HEARTBEAT or an event's dispatch; `subject` is
        the id of what the event is about."""
        special = moment in ("CONNECT", "IDENTIFY", "RESUME", "HEARTBEAT")
        return self._strike(
            "gateway",
            lambda route: fnmatchcase(moment, route) and (not special or route != "*"),
            f"{moment} {subject}".strip(),
        )

    def of_interaction(self, kind: str, name: str, subject: int) -> bool:
        """Whether an interaction of this command or custom id is struck by this kind."""
        target = f"{name} {subject}"
        return bool(
            self._strike("interaction", lambda route: fnmatchcase(name, route), target, kind)
        )

    def _strike(
        self, sphere: Sphere, fits: Callable[[str], bool], target: str, kind: str | None = None
    ) -> list[Fault]:
        found: list[Fault] = []
        for held in list(self._planted):
            fault = held.fault
            if fault.sphere != sphere or kind not in (None, fault.kind) or not fits(fault.route):
                continue
            if not fault.delays and any(not other.delays for other in found):
                continue
            if fault.chance < 1 and held.dice.random() >= fault.chance:
                continue
            found.append(fault)
            if held.left is not None:
                held.left -= 1
                if held.left == 0:
                    self._planted.remove(held)
            self._note(fault, target)
        return found

    def _note(self, fault: Fault, target: str) -> None:
        self.struck[fault.kind] += 1
        self.log.append(Struck(fault.kind, target, self.now_is()))


def _kind(told: str) -> tuple[str, Sphere, str]:
    """A kind in its one spelling, whom it befalls, and its usual route."""
    kind = " ".join(told.split())
    if kind in REST or re.fullmatch(r"5\d\d( after)?", kind):
        return kind, "rest", "*"
    if kind in AT_IDENTIFY:
        return f"close {kind}", "gateway", "IDENTIFY"
    if kind == "close":
        kind = "close 4000"
    if re.fullmatch(r"close [14]\d{3}", kind):
        return kind, "gateway", "*"
    if kind in GATEWAY:
        return kind, "gateway", GATEWAY[kind]
    if kind in INTERACTION:
        return kind, "interaction", "*"
    known = sorted(REST | GATEWAY.keys() | INTERACTION | {"5xx", "5xx after", "close 4xxx"})
    raise BadFault(f"there is no fault {told!r}; there are: {', '.join(known)}")


def _fits(route: str, target: Target) -> bool:
    """Whether "METHOD /path" describes the request; `{…}` fits what the template has as parameter."""
    if route == "*":
        return True
    method, _, path = route.rpartition(" ")
    if method.strip() not in ("", "*", target.method):
        return False
    wanted = path.strip("/").split("/")
    template, actual = target.template.strip("/").split("/"), target.path.strip("/").split("/")
    if wanted[-1] == "*":
        wanted.pop()
        template, actual = template[: len(wanted)], actual[: len(wanted)]
    if not len(wanted) == len(template) == len(actual):
        return False
    return all(
        named.startswith("{")
        if wish.startswith("{")
        # A literal of the wish may stand for a parameter of the template: a channel's id, say.
        else fnmatchcase(here, wish) or (here == named and named.startswith("{"))
        for wish, named, here in zip(wanted, template, actual, strict=True)
    )
