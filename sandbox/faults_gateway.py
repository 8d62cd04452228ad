"""How a fault befalls a gateway socket: an event that comes late, twice or not at all, or its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.connection import Connection, Op, Session
from sandbox.errors import Json
from sandbox.faults import Fault

if TYPE_CHECKING:
    from sandbox.gateway import Gateway

HELD_BACK = 0.25  # seconds that an event waits for another one to come before it


def deliver(gateway: Gateway, session: Session, name: str, data: Json) -> None:
    """Send an event that the session keeps already, as the planted faults have it."""
    connection = session.connection
    if connection is None:
        return
    at = session.sequence
    for fault in gateway.faults.of_gateway(name, str(data.get("id", ""))):
        if fault.kind == "duplicate":
            connection.send(Op.DISPATCH, data, name=name, at=at)
        elif fault.kind == "reordered":
            connection.hold(HELD_BACK, Op.DISPATCH, data, name=name, at=at)
            return
        else:
            strike(gateway, connection, fault)
            if fault.kind == "abort" or fault.kind == "invalid session" or fault.code:
                return
    connection.send(Op.DISPATCH, data, name=name, at=at)


def strike(gateway: Gateway, connection: Connection, fault: Fault) -> None:
    """Let a fault befall one socket."""
    if fault.code is not None:
        connection.close(fault.code)
    elif fault.kind == "abort":
        connection.abort()
    elif fault.kind == "reconnect":
        connection.send(Op.RECONNECT, None)
    elif fault.kind == "stall":
        connection.stall(fault.seconds)
    elif fault.kind == "invalid session resumable":
        connection.send(Op.INVALID_SESSION, True)
    elif fault.kind == "invalid session":
        gateway.disown(connection)
        connection.send(Op.INVALID_SESSION, False)


def greeted(gateway: Gateway, connection: Connection, moment: str, data: Json) -> int | None:
    """What IDENTIFY or RESUME meets: a close code, 0 when it was refused with op 9, None if it may
    proceed."""
    for fault in gateway.faults.of_gateway(moment):
        if fault.code is not None:
            return fault.code
        if fault.kind == "invalid session":
            gateway.forget(data.get("session_id"))
        strike(gateway, connection, fault)
        if fault.kind.startswith("invalid session"):
            return 0
    return None
