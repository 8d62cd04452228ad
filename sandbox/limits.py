"""Rate limits: a bucket for each route and major parameter, and one for everything.

Real 429s with the headers discord.py reads. The defaults are generous, because a class in a sandbox
should not wait; `DISCORD_LIKE` is near what Discord itself allows, for those who want to feel it.

https://discord.com/developers/docs/topics/rate-limits
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.errors import Json

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


@dataclass(frozen=True)
class Limits:
    """`bucket` and the values of `routes` are (requests, seconds); `everything` is a second's.

    `routes` is keyed by "METHOD /path/{template}".
    """

    bucket: tuple[int, float] = (100, 1.0)
    everything: int = 50
    routes: Mapping[str, tuple[int, float]] = field(default_factory=dict)


DISCORD_LIKE = Limits(
    bucket=(10, 10.0),
    routes={
        "POST /channels/{channel_id}/messages": (5, 5.0),
        "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
        "GET /channels/{channel_id}/messages": (5, 5.0),
        "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": (1, 0.25),
        "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
        "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
    },
)


@dataclass
class _Window:
    starts: float
    used: int = 0


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, the headers either way, and the 429's body if it may not."""

    headers: dict[str, str]
    refusal: Json | None = None


class RateLimiter:
    def __init__(self, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        self.limits = limits
        self._clock = clock
        self._windows: dict[str, _Window] = {}
        self._everything = _Window(0.0)

    def admit(self, route: str, majors: Mapping[str, str], *, counted: bool = True) -> Verdict:
        """Count a request to `route` ("METHOD /template"). Interaction callbacks and follow-ups
        lie outside the limit on everything (`counted` False)."""
        now = self._clock()
        if counted and (wait := self._over_everything(now)):
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return Verdict(headers | _refusal_headers(wait), _body(wait, everywhere=True))
        limit, seconds = self.limits.routes.get(route, self.limits.bucket)
        name = hashlib.sha256(route.encode()).hexdigest()[:32]
        key = name + ":" + ":".join(majors.get(major, "") for major in MAJOR)
        window = self._windows.get(key)
        if window is None or now >= window.starts + seconds:
            self._sweep(now)
            window = self._windows[key] = _Window(now)
        resets = window.starts + seconds
        refused = window.used >= limit
        if not refused:
            window.used += 1
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - window.used),
            "X-RateLimit-Reset": f"{resets:.3f}",
            "X-RateLimit-Reset-After": f"{max(resets - now, 0):.3f}",
            "X-RateLimit-Bucket": name,
        }
        if not refused:
            return Verdict(headers)
        wait = max(resets - now, 0.001)
        headers |= {"X-RateLimit-Scope": "user"} | _refusal_headers(wait)
        return Verdict(headers, _body(wait, everywhere=False))

    def _over_everything(self, now: float) -> float:
        """Seconds to wait, or 0 where the second still has room."""
        if now >= self._everything.starts + 1.0:
            self._everything = _Window(now)
        if self._everything.used >= self.limits.everything:
            return max(self._everything.starts + 1.0 - now, 0.001)
        self._everything.used += 1
        return 0.0

    def _sweep(self, now: float) -> None:
        """Forget old windows once there are many (every interaction opens some)."""
        if len(self._windows) < 4096:
            return
        longest = max(s for _, s in (self.limits.bucket, *self.limits.routes.values()))
        self._windows = {
            key: window for key, window in self._windows.items() if now < window.starts + longest
        }


def _refusal_headers(wait: float) -> dict[str, str]:
    """`Via` is what tells a client that the limit is the API's and not a ban by the proxy."""
    return {"Via": "1.1 sandbox", "Retry-After": str(math.ceil(wait))}


def _body(wait: float, *, everywhere: bool) -> Json:
    return {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": round(wait, 3),
        "global": everywhere,
    }
