"""Rate limits: headers, real 429s, and discord.py waiting and trying again."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from sandbox.limits import DISCORD_LIKE, Limits, RateLimiter
from sandbox.server import Sandbox
from tests.sandbox.conftest import Asking, Bots, Redirect
from tests.sandbox.school import School

POST = "POST /channels/{channel_id}/messages"


async def test_a_bucket_runs_out(ask: Asking) -> None:
    async with Sandbox(limits=Limits(routes={POST: (2, 60.0)})) as sandbox:
        path = f"/channels/{sandbox.channel('general').id}/messages"
        authorised = {"Authorization": f"Bot {sandbox.token}"}
        for left in ("1", "0"):
            sent = await ask(
                "POST", path, json={"content": "x"}, base=sandbox.rest_base, headers=authorised
            )
            assert sent.status == 200
            assert (sent.headers["X-RateLimit-Limit"], sent.headers["X-RateLimit-Remaining"]) == (
                "2",
                left,
            )
        refused = await ask(
            "POST", path, json={"content": "x"}, base=sandbox.rest_base, headers=authorised
        )
        assert refused.status == 429
        assert refused.headers["Via"]
        assert refused.headers["X-RateLimit-Scope"] == "user"
        assert 0 < refused.body["retry_after"] <= 60
        assert refused.body["global"] is False
        assert len(sandbox.person("Ada").sees()) == 2


async def test_discord_py_waits_and_tries_again(bots: Bots, redirect: Redirect) -> None:
    """The library keeps to the headers; what it cannot foresee (all at once) it retries."""
    async with Sandbox(limits=Limits(routes={POST: (2, 0.2)}, everything=30)) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        await asyncio.gather(*(school.hall.send(str(number)) for number in range(5)))
        said = sorted(message.content for message in sandbox.person("Ada").sees())
        assert said == ["0", "1", "2", "3", "4"]
        await bots.stop()


async def test_the_limit_on_everything(bots: Bots, redirect: Redirect) -> None:
    async with Sandbox(limits=Limits(everything=5)) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        await asyncio.gather(*(school.fetch_user(sandbox.bot.user.id) for _ in range(8)))
        refused = [entry for entry in sandbox.wire.requests if entry.status == 429]
        assert refused
        assert all(entry.reply["global"] for entry in refused)
        reply = await sandbox.person("Ada").slash("due")
        assert reply.failed is None, "interactions lie outside the limit on everything"
        await bots.stop()


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 5))
def test_never_more_than_the_limit_in_a_window(pauses: list[float], limit: int) -> None:
    now = [0.0]
    limiter = RateLimiter(Limits(bucket=(limit, 2.0), everything=10**6), clock=lambda: now[0])
    admitted: list[float] = []
    starts: list[float] = []
    for pause in pauses:
        now[0] += pause
        verdict = limiter.admit("GET /x", {})
        if verdict.refusal is None:
            if int(verdict.headers["X-RateLimit-Remaining"]) == limit - 1:
                starts.append(now[0])
            admitted.append(now[0])
        else:
            assert 0 < verdict.refusal["retry_after"] <= 2.0
            assert now[0] < starts[-1] + 2.0
    for start in starts:
        assert sum(start <= at < start + 2.0 for at in admitted) <= limit


def test_what_is_like_discord_is_stricter() -> None:
    assert DISCORD_LIKE.routes[POST] == (5, 5.0)
    limiter = RateLimiter(DISCORD_LIKE, clock=lambda: 100.0)
    verdicts = [limiter.admit(POST, {"channel_id": "1"}) for _ in range(6)]
    assert [verdict.refusal is None for verdict in verdicts] == [True] * 5 + [False]
    assert limiter.admit(POST, {"channel_id": "2"}).refusal is None
