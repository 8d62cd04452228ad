"""Faults over HTTP: for the page's hidden panel, and for a test whose sandbox is another process.

GET    /page/faults                     {"faults": […], "struck": {"502": 3}, "kinds": […]}
POST   /page/faults {"kind", "route"?, "count"?, "chance"?, "seed"?, "seconds"?, "via"?}
POST   /page/faults {"kind", "seconds"?, "now": true}
DELETE /page/faults[?id=3]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.faults import AT_IDENTIFY, GATEWAY, INTERACTION, REST, BadFault

if TYPE_CHECKING:
    from sandbox.server import Sandbox

OFFERED = sorted(
    REST
    | GATEWAY.keys()
    | INTERACTION
    | AT_IDENTIFY
    | {"500", "502", "503", "504", "500 after", "502 after", "503 after", "504 after"}
    | {"close 1000", "close 4000", "close 4009"}
)


def listed(sandbox: Sandbox) -> Json:
    faults = sandbox.faults
    return {
        "faults": [fault.body() for fault in faults.planted],
        "struck": dict(faults.struck),
        "kinds": OFFERED,
    }


def plant(sandbox: Sandbox, body: Json) -> Json:
    """Plant what the body says, or let it happen now. Refused for what the language cannot say."""
    form = Form()
    kind = form.text(("kind",), body.get("kind"), 40, least=1) or ""
    given: dict[str, Any] = {}
    if "route" in body and body["route"] is not None:
        given["route"] = form.text(("route",), body["route"], 200, least=1)
    if "count" in body:
        given["count"] = form.whole(("count",), body["count"], least=1, most=10**9)
    if "seed" in body:
        given["seed"] = form.whole(("seed",), body["seed"]) or 0
    for name in ("chance", "seconds"):
        if name in body:
            given[name] = _fraction(form, name, body[name])
    if "via" in body:
        given["via"] = bool(body["via"])
    form.finish()
    try:
        if body.get("now"):
            sandbox.faults.now(kind, **{k: v for k, v in given.items() if k == "seconds"})
            return {"now": kind}
        return sandbox.faults.add(kind, **given).body()
    except BadFault as refusal:
        raise errors.Refused(str(refusal)) from None


def take_away(sandbox: Sandbox, fault_id: int | None) -> None:
    if fault_id is None:
        sandbox.faults.clear()
    else:
        sandbox.faults.remove(fault_id)


def _fraction(form: Form, name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        form.wrong((name,), "FLOAT_TYPE_COERCE", f'Value "{value}" is not a number.')
        return 1.0
    return float(value)
