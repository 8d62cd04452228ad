"""Desks answer calls; `HouseBackend` puts them behind the one verb, each call in one transaction.

A handler is short, synchronous and never sleeps:

    desk = Desk("scheduling")

    @desk.answers(SignUp)
    def sign_up(call: SignUp, at: Visit) -> Booking: ...

Around it this module keeps three promises: a token asks only what it may; a request key is answered once and then
repeated; whoever waits, waits at the edge, outside any transaction. It knows no table of any desk and no HTTP.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar, cast

from sqlalchemy import delete
from sqlmodel import Session, col, select

from backend.blobs import Blobs
from backend.clock import Clock
from backend.contract.base import Backend, By, Call, Caller, Waker, reply_adapter
from backend.contract.notices import ListPlaces, Matter, StaffNote
from backend.contract.refusals import (
    BackendFault,
    CourseError,
    NoSuchBlob,
    NotAllowed,
    NotYours,
    RequestKeyReused,
    StaffOnly,
    refusal_named,
)
from backend.course.model import Course
from backend.db import Database
from backend.leases import LeaseRow, hold
from backend.outbox import Telling, tell, tell_all, withdraw
from backend.settings import Settings
from backend.tables import Answered, ClockOffset
from backend.waiting import Bell, Clerks

log = logging.getLogger(__name__)
R = TypeVar("R")
C = TypeVar("C", bound=Call[Any])
F = TypeVar("F", bound=Callable[..., Awaitable[Any]])
Handler = Callable[[Any, "Visit"], Any]
Finisher = Callable[[Any, By, Backend, Settings], Awaitable[Any]]
"""From a reply to the one that is given: what takes time, such as asking a model, comes after the transaction."""

_OFFSET = select(ClockOffset.seconds).where(col(ClockOffset.id) == 1)
KEEP_KEYS = timedelta(days=2)
"""Discord's interaction tokens live fifteen minutes and a restarted bot asks again within hours."""


class Desk:
    """The handlers of one subject. Filled by decorators while its module loads, then only read."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.handlers: dict[type[Call[Any]], Handler] = {}
        self.finishers: dict[type[Call[Any]], Finisher] = {}

    def finishes(self, kind: type[Call[Any]]) -> Callable[[F], F]:
        """Register what is done to the reply of `kind` at the edge, outside any transaction."""

        def register(finisher: F) -> F:
            self.finishers[kind] = finisher
            return finisher

        return register

    def answers(
        self, kind: type[C]
    ) -> Callable[[Callable[[C, Visit], Any]], Callable[[C, Visit], Any]]:
        """Register the handler of `kind`; two handlers of one call are a mistake, found at import."""

        def register(handler: Callable[[C, Visit], Any]) -> Callable[[C, Visit], Any]:
            if kind in self.handlers:
                raise ValueError(f"{kind.__name__} already has a handler on desk {self.subject}")
            self.handlers[kind] = handler
            return handler

        return register


@dataclass(frozen=True)
class Visit:
    """What a handler is given: who asks, what time it is, the transaction, and the other desks."""

    by: By
    caller: Caller
    now: datetime
    """The course clock."""
    real_now: datetime
    """The real clock."""
    session: Session
    course: Course
    settings: Settings
    blobs: Blobs
    handlers: dict[type[Call[Any]], Handler]
    rung: set[Waker] = field(default_factory=set)
    served: list[Course] = field(default_factory=list)
    """A course that was read anew in this visit: the last one is served after the commit."""

    def ask(self, call: Call[R]) -> R:
        """Another desk's answer, in this transaction and on behalf of the same person."""
        return cast(R, self.handlers[type(call)](call, self))

    def at_moment(self, now: datetime) -> Visit:
        """The same visit, as of another moment of the course."""
        return replace(self, now=now)

    def as_person(self, person: str) -> Visit:
        """The same visit, seen by someone else: for things that are said to a person who did not ask."""
        return replace(self, by=By(id=person, name=person))

    def serve(self, course: Course) -> Visit:
        """Serve `course` from the commit on; the visit that is returned sees it already."""
        self.served.append(course)
        return replace(self, course=course)

    def tell(
        self,
        matter: Matter,
        *,
        key: str,
        kind: Literal["once", "latest"],
        channel: str | None = None,
        person: str | None = None,
        guild: str | None = None,
        not_before: datetime | None = None,
        fallback: str | None = None,
    ) -> bool:
        """Put something to say into the outbox, in this transaction; see `backend.outbox.Telling`.

        False when it is there already and there is nothing new to say.
        """
        new = tell(
            self.session, matter, key=key, kind=kind, made=self.real_now, channel=channel,
            person=person, guild=guild, not_before=not_before, fallback=fallback,
        )  # fmt: skip
        if new:
            self.wake(Waker.NOTICES)
        return new

    def tell_all(self, tellings: Iterable[Telling]) -> int:
        """Put many things to say once into the outbox, fast; returns how many were not there yet."""
        new = tell_all(self.session, tellings, made=self.real_now)
        if new:
            self.wake(Waker.NOTICES)
        return new

    def withdraw(self, key: str, reason: str) -> bool:
        """Take something back that waits in the outbox; False when it may be out already."""
        return withdraw(self.session, key, reason, now=self.real_now)

    def wake(self, waker: Waker) -> None:
        """After the commit, those who wait for `waker` are asked again."""
        self.rung.add(waker)


class HouseBackend:
    """The backend in one process: `await backend(call, by)`, as the holder of an owner's token."""

    def __init__(
        self,
        *,
        desks: Iterable[Desk],
        database: Database,
        course: Course,
        settings: Settings,
        blobs: Blobs,
        clock: Clock,
    ) -> None:
        self.handlers: dict[type[Call[Any]], Handler] = {}
        self.finishers: dict[type[Call[Any]], Finisher] = {}
        for desk in desks:
            self.finishers.update(desk.finishers)
            for kind, handler in desk.handlers.items():
                if kind in self.handlers:
                    raise ValueError(f"two desks answer {kind.__name__}")
                self.handlers[kind] = handler
        self.database = database
        self.course = course
        self.settings = settings
        self.blobs = blobs
        self.clock = clock
        self._bell = Bell()
        self._clerks = Clerks(writers=database.writers)

    async def __call__(self, call: Call[R], by: By) -> R:
        return await self.answer(call, by, Caller.OWNER)

    async def answer(self, call: Call[R], by: By, caller: Caller) -> R:
        """`call`'s reply for the holder of a `caller` token. Raises any `CourseError`."""
        check_may_ask(call, by, caller)
        if call.waits_for is None:
            reply = await self._once(call, by, caller)
            finisher = self.finishers.get(type(call))
            return reply if finisher is None else cast(R, await self._finished(finisher, reply, by))
        return await self._bell.ask_until(
            call.waits_for, getattr(call, "wait", 0.0), lambda: self._once(call, by, caller)
        )

    async def put_blob(self, data: bytes) -> str:
        """Store bytes beside the seam; returns the SHA-256 under which calls may name them."""
        return await asyncio.to_thread(self.blobs.put, data)

    async def get_blob(self, sha256: str) -> bytes:
        """Raises `NoSuchBlob`."""
        try:
            return await asyncio.to_thread(self.blobs.get, sha256)
        except (FileNotFoundError, ValueError):
            raise NoSuchBlob(asked=sha256[:64]) from None

    async def heard(self, waker: Waker, within: float) -> bool:
        """Wait for a commit that rings for `waker`, at most `within` seconds; whether one came."""
        return await self._bell.hear(waker, within)

    async def check_health(self) -> None:
        """Raises whatever the database raises when it does not answer."""

        def touch() -> None:
            with self.database.reading() as session:
                session.connection().exec_driver_sql("SELECT 1")

        await self._clerks.read(touch)

    async def hold(self, lease: str, holder: str, seconds: float) -> LeaseRow | None:
        """Take or renew a lease of the house; None when it is the holder's, else the row of who has it."""

        def take() -> LeaseRow | None:
            with self.database.writing() as session:
                return hold(session, lease, holder, now=self.clock.now(), seconds=seconds)

        return await self._clerks.write(take)

    async def forget_old_keys(self) -> None:
        """Drop request keys that nobody will repeat any more."""

        def forget() -> None:
            with self.database.writing() as session:
                limit = self.clock.now() - KEEP_KEYS
                session.connection().execute(delete(Answered).where(col(Answered.at) < limit))

        await self._clerks.write(forget)

    async def close(self) -> None:
        """Let the clerks finish what they are at, then let go of the database."""
        await self._clerks.close()
        self.database.close()

    async def _finished(self, finisher: Finisher, reply: Any, by: By) -> Any:
        """The reply is right as it is: whatever breaks in finishing it is logged and costs nobody the answer."""
        try:
            return await finisher(reply, by, self, self.settings)
        except Exception:
            log.exception("%s failed; the reply is given as it was", finisher.__name__)
            return reply

    async def _once(self, call: Call[R], by: By, caller: Caller) -> R:
        try:
            if not call.writes:
                return await self._clerks.read(self._read, call, by, caller)
            reply, rung = await self._clerks.write(self._write, call, by, caller)
        except CourseError:
            raise
        except Exception as fault:
            raise await self._fault(call, by, fault) from fault
        for waker in rung:
            self._bell.ring(waker)
        if isinstance(reply, CourseError):
            raise reply
        return cast(R, reply)

    def _read(self, call: Call[Any], by: By, caller: Caller) -> Any:
        with self.database.reading() as session:
            return self._visit(session, by, caller).ask(call)

    def _write(self, call: Call[Any], by: By, caller: Caller) -> tuple[Any, set[Waker]]:
        answer, visit = self._transact(call, by, caller)
        if visit is None:
            return answer, set()
        if visit.served:
            self.course = visit.served[-1]
        return answer, visit.rung

    def _transact(self, call: Call[Any], by: By, caller: Caller) -> tuple[Any, Visit | None]:
        """One transaction; with a request key, the answer is stored in the same one.

        Without a visit in the reply, it was an earlier answer once more.
        """
        with self.database.writing() as session:
            visit = self._visit(session, by, caller)
            if by.key is None:
                reply = visit.ask(call)
                session.flush()
                return reply, visit
            fingerprint = _fingerprint(call)
            earlier = session.get(Answered, (by.id, by.key))
            if earlier is not None:
                return _repeat(earlier, call, fingerprint), None
            answer: Any
            try:
                with session.begin_nested():
                    answer = visit.ask(call)
                    session.flush()
            except CourseError as refusal:
                answer = refusal
                visit.rung.clear()
                visit.served.clear()
            if call.waits_for is None or answer:
                session.add(_answered(call, by, fingerprint, answer, visit.real_now))
            return answer, visit

    def _visit(self, session: Session, by: By, caller: Caller) -> Visit:
        real_now = self.clock.now()
        if by.now is not None:
            now = by.now
        else:
            # In every call there is: so not as an object, which takes the session several times as long.
            seconds = session.connection().execute(_OFFSET).scalar_one_or_none()
            now = real_now + timedelta(seconds=seconds or 0.0)
        return Visit(
            by=by, caller=caller, now=now, real_now=real_now, session=session, course=self.course,
            settings=self.settings, blobs=self.blobs, handlers=self.handlers,
        )  # fmt: skip

    async def _fault(self, call: Call[Any], by: By, fault: Exception) -> BackendFault:
        """Log a fault under a code that the person sees, and tell the staff the code."""
        code = f"B{secrets.randbelow(1000):03}"
        log.error("%s: %s failed", code, type(call).__name__, exc_info=fault)
        note = StaffNote(
            text=f"Fault {code} while answering {type(call).__name__}. The log says more."
        )
        try:
            await self._clerks.write(self._note_to_staff, note, by, code)
            self._bell.ring(Waker.NOTICES)
        except Exception:
            log.exception("%s: the staff could not be told", code)
        return BackendFault(code=code)

    def _note_to_staff(self, note: StaffNote, by: By, code: str) -> None:
        with self.database.writing() as session:
            visit = self._visit(session, by, Caller.OWNER)
            for place in visit.ask(ListPlaces()):
                if place.staff_channel:
                    key = f"fault:{code}:{place.guild}:{visit.real_now.timestamp()}"
                    visit.tell(note, key=key, channel=place.staff_channel, kind="once")


def check_may_ask(call: Call[Any], by: By, caller: Caller) -> None:
    """Whether the holder of a `caller` token may ask `call` and claim `by`. Raises `NotAllowed`'s kin."""
    if caller not in call.callers:
        allowed = " or ".join(sorted(call.callers))
        raise NotYours(caller=caller, asked=type(call).__name__, allowed=allowed)
    if caller is Caller.WORKER and (by.staff or not by.id.startswith("worker:")):
        raise NotYours(caller=caller, asked="on behalf of a person", allowed="bot or owner")
    if by.now is not None and caller is not Caller.OWNER:
        raise NotYours(caller=caller, asked="as of another moment", allowed="owner")
    if call.staff_only and not by.staff:
        raise StaffOnly()


def _fingerprint(call: Call[Any]) -> str:
    return hashlib.sha256(f"{type(call).__name__}{call.model_dump_json()}".encode()).hexdigest()


def _answered(call: Call[Any], by: By, fingerprint: str, answer: Any, at: datetime) -> Answered:
    refused = isinstance(answer, CourseError)
    if refused:
        reply = json.dumps({"refusal": type(answer).__name__, "facts": answer.facts})
    else:
        reply = reply_adapter(type(call)).dump_json(answer).decode()
    assert by.key is not None
    return Answered(
        asker=by.id, key=by.key, call=type(call).__name__, fingerprint=fingerprint,
        refused=refused, reply=reply, at=at,
    )  # fmt: skip


def _repeat(earlier: Answered, call: Call[Any], fingerprint: str) -> Any:
    if earlier.fingerprint != fingerprint:
        raise RequestKeyReused()
    if earlier.refused:
        told = json.loads(earlier.reply)
        return refusal_named(told["refusal"], told["facts"])
    return reply_adapter(type(call)).validate_json(earlier.reply)


__all__ = ["Desk", "HouseBackend", "NotAllowed", "Visit", "check_may_ask"]
