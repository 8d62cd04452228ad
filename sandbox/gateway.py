"""The gateway: one WebSocket session for each connected bot, resumable after a cut.

It speaks JSON, plain, as a `zlib-stream` or a `zstd-stream`. A session outlives its socket for a
while and keeps what it would have sent, so that RESUME replays it. It knows nothing of voice.

https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable

from aiohttp import WSMsgType, web

from sandbox import arrival, faults_gateway, intents, strict_json
from sandbox.connection import Close, Connection, Op, Session, shard_of
from sandbox.errors import Json
from sandbox.faults import Fault, Faults
from sandbox.pulse import Pulse
from sandbox.squeezing import squeezer
from sandbox.state import Event, World
from sandbox.wire import Dispatch, Wire

log = logging.getLogger(__name__)

ON_THE_WAY_S = 0.02
"""What an acknowledgement takes at least, as over a network. discord.py notes the time of a heartbeat after sending it;
an acknowledgement that comes before that is counted from the heartbeat before, and it warns of 41 s of delay."""


class Gateway:
    def __init__(
        self,
        world: World,
        wire: Wire,
        pulse: Pulse,
        faults: Faults,
        *,
        token: str,
        privileged: int,
        heartbeat: float,
        resume_life: float,
    ) -> None:
        self.world = world
        self.faults = faults
        self.url = ""
        self.token = token
        self.listeners: list[Callable[[bool], None]] = []
        self._wire = wire
        self._pulse = pulse
        self._privileged = privileged
        self._heartbeat = heartbeat
        self._resume_life = resume_life
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._expiries: dict[str, asyncio.TimerHandle] = {}
        self._stopping = False

    @property
    def online(self) -> bool:
        """Whether a bot is connected and identified."""
        return any(session.connection is not None for session in self._sessions.values())

    @property
    def reachable(self) -> bool:
        """Whether an event sent now would reach a bot, perhaps after it resumes."""
        return bool(self._sessions)

    def hear(self, event: Event) -> None:
        """Dispatch an event of the state to every session that asked for its like."""
        bot = self.world.bot.user.id
        place = self.world.channels.get(event.channel_id or 0)
        direct = place is not None and place.direct
        if direct and event.name.startswith("CHANNEL_") and event.name != "CHANNEL_PINS_UPDATE":
            return  # bots learn of a private channel by the first message in it
        gone = event.name in ("CHANNEL_DELETE", "THREAD_DELETE")
        if not gone and not self.world.hears(bot, event):
            return
        if event.message is not None and event.message.reader is not None:
            return
        intent = intents.needed(event, direct)
        if event.name == "GUILD_MEMBER_UPDATE" and event.data["user"]["id"] == str(bot):
            intent = 0  # of itself a bot hears without asking
        guild = None if direct else self.world.guild_id
        for session in list(self._sessions.values()):
            if session.hears_of(guild) and (not intent or session.intents & intent):
                data = intents.as_read(event, self.world, session.intents, direct=direct)
                self._dispatch(session, event.name, arrival.for_gateway(data))

    def _dispatch(self, session: Session, name: str, data: Json) -> None:
        session.sequence += 1
        session.kept.append((session.sequence, name, data))
        self._wire.append(Dispatch(name, data, session.sequence, self.world.now().isoformat()))
        faults_gateway.deliver(self, session, name, data)
        self._pulse.beat()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket, from HELLO to its close."""
        met = self.faults.of_gateway("CONNECT")
        if any(fault.kind == "refused" for fault in met):
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=2**16)
        await socket.prepare(request)
        connection = Connection(request, socket, squeezer(request.query.get("compress")))
        self._connections.add(connection)
        writer = asyncio.create_task(connection.write())
        try:
            if request.query.get("v", "10") != "10":
                await socket.close(code=Close.INVALID_VERSION, message=b"Invalid API version.")
            else:
                for fault in met:
                    faults_gateway.strike(self, connection, fault)
                connection.send(Op.HELLO, {"heartbeat_interval": int(self._heartbeat * 1000)})
                await self._listen(connection)
        finally:
            self._connections.discard(connection)
            self._detach(connection)
            connection.end()
            await writer
        return socket

    async def _listen(self, connection: Connection) -> None:
        socket = connection.socket
        while True:
            try:
                message = await socket.receive(timeout=self._heartbeat * 1.5)
            except TimeoutError:
                await socket.close(code=Close.TIMED_OUT, message=b"Session timed out.")
                return
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                try:
                    payload = strict_json.loads(message.data)
                    op, data = int(payload["op"]), payload.get("d")
                except (ValueError, KeyError, TypeError):
                    await socket.close(code=Close.DECODE, message=b"Error while decoding payload.")
                    return
                refusal = self._receive(connection, op, data)
                if refusal is not None:
                    await socket.close(code=refusal, message=_reason(refusal))
                    return
            else:
                return

    def _receive(self, connection: Connection, op: int, data: object) -> int | None:
        """Act on one payload; the close code if the socket must end for it."""
        if op == Op.HEARTBEAT:
            met = self.faults.of_gateway("HEARTBEAT")
            for fault in met:
                faults_gateway.strike(self, connection, fault)
            if not any(fault.kind == "no ack" for fault in met):
                connection.hold(ON_THE_WAY_S, Op.HEARTBEAT_ACK, None, at=None)
            return None
        if op in (Op.IDENTIFY, Op.RESUME):
            if connection.session is not None:
                return Close.ALREADY_AUTHENTICATED
            if not isinstance(data, dict):
                return Close.DECODE
            given = str(data.get("token", "")).removeprefix("Bot ")
            if not secrets.compare_digest(given.encode(), self.token.encode()):
                return Close.AUTHENTICATION_FAILED
            refusal = faults_gateway.greeted(self, connection, Op(op).name, data)
            if refusal is not None:
                return refusal or None
            return (self._identify if op == Op.IDENTIFY else self._resume)(connection, data)
        if connection.session is None:
            return Close.NOT_AUTHENTICATED
        if op == Op.REQUEST_MEMBERS and isinstance(data, dict):
            session = connection.session
            for chunk in arrival.member_chunks(self.world, data, session.intents):
                self._dispatch(session, "GUILD_MEMBERS_CHUNK", chunk)
            return None
        if op in (Op.PRESENCE, Op.VOICE_STATE):
            return None
        return Close.UNKNOWN_OPCODE

    def _identify(self, connection: Connection, data: Json) -> Close | None:
        asked = data.get("intents")
        if not isinstance(asked, int) or asked & ~intents.KNOWN:
            return Close.INVALID_INTENTS
        if asked & intents.PRIVILEGED & ~self._privileged:
            return Close.DISALLOWED_INTENTS
        shard = shard_of(data.get("shard"))
        if shard is None:
            return Close.INVALID_SHARD
        for old in list(self._sessions.values()):
            if old.connection is None and old.shard == shard:
                self._forget(old)  # who identifies anew will not resume what was cut
        session = Session(secrets.token_hex(16), asked, connection, shard)
        connection.session = session
        self._sessions[session.id] = session
        told = data.get("shard")
        here = session.hears_of(self.world.guild_id)
        ready = arrival.ready(self.world, session.id, self.url, told, here=here)
        self._dispatch(session, "READY", ready)
        if here and asked & intents.Intent.GUILDS:
            self._dispatch(session, "GUILD_CREATE", arrival.guild_create(self.world, asked))
        self._tell(online=True)
        return None

    def _resume(self, connection: Connection, data: Json) -> Close | None:
        session = self._sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is None or not isinstance(sequence, int):
            connection.send(Op.INVALID_SESSION, False)
            return None
        if sequence > session.sequence:
            return Close.INVALID_SEQUENCE
        oldest = session.kept[0][0] if session.kept else session.sequence + 1
        if sequence + 1 < oldest:
            self._forget(session)
            connection.send(Op.INVALID_SESSION, False)
            return None
        if session.connection is not None:
            session.connection.session = None
        session.connection = connection
        connection.session = session
        if timer := self._expiries.pop(session.id, None):
            timer.cancel()
        for at, name, payload in list(session.kept):
            if at > sequence:
                connection.send(Op.DISPATCH, payload, name=name, at=at)
        session.sequence += 1
        connection.send(Op.DISPATCH, {"_trace": []}, name="RESUMED", at=session.sequence)
        self._tell(online=True)
        return None

    def _detach(self, connection: Connection) -> None:
        """Keep a cut session for a while, unless the bot said good-bye (1000, 1001)."""
        session = connection.session
        if session is None or session.connection is not connection:
            return
        session.connection = None
        farewell = connection.socket.close_code in (1000, 1001) and not connection.cut
        if self._stopping or farewell:
            self._forget(session)
        else:
            self._expiries[session.id] = asyncio.get_running_loop().call_later(
                self._resume_life, self._forget, session
            )
        self._tell(online=self.online)

    def _forget(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        if timer := self._expiries.pop(session.id, None):
            timer.cancel()
        self._pulse.beat()

    def _tell(self, *, online: bool) -> None:
        for listener in list(self.listeners):
            listener(online)
        self._pulse.beat()

    async def cut(self, *, code: int = 4000) -> None:
        """Close every socket as a bad network would, leaving the sessions to be resumed."""
        for connection in list(self._connections):
            connection.cut = True
            await connection.socket.close(code=code)

    def act(self, fault: Fault) -> None:
        """Let a fault befall every socket now."""
        for connection in list(self._connections):
            faults_gateway.strike(self, connection, fault)

    def disown(self, connection: Connection) -> None:
        """Forget a socket's session: what it was not told is lost."""
        session, connection.session = connection.session, None
        if session is not None:
            self._forget(session)
            self._tell(online=self.online)

    def forget(self, session_id: object) -> None:
        """Let a session be unknown from now on."""
        session = self._sessions.get(str(session_id))
        if session is not None:
            self._forget(session)

    def ask_to_reconnect(self) -> None:
        """Op 7: the server will go away, come back and resume."""
        for connection in self._connections:
            connection.send(Op.RECONNECT, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9 to everyone; without `resumable` the sessions are forgotten."""
        for session in list(self._sessions.values()):
            connection = session.connection
            if not resumable:
                if connection is not None:
                    connection.session = None
                self._forget(session)
            if connection is not None:
                connection.send(Op.INVALID_SESSION, resumable)

    async def stop(self) -> None:
        self._stopping = True
        for timer in self._expiries.values():
            timer.cancel()
        self._expiries.clear()
        for connection in list(self._connections):
            await connection.socket.close(code=1001, message=b"The sandbox is closing.")
        self._sessions.clear()


def _reason(code: int) -> bytes:
    named = {known.value: known.name for known in Close}
    return named.get(code, "The sandbox was told to close.").encode()
