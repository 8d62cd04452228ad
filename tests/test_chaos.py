"""The chaos drill in short: a few students, one fault of each family in turn, then several at random."""

from __future__ import annotations

from pathlib import Path

from benchmarks.chaos import Storm, chaos
from benchmarks.storm.programme import CALLBACK, EDIT, Trial
from benchmarks.storm.verdict import Away, judge
from sandbox.faults import Struck
from sandbox.interactions import Kind
from sandbox.server import Sandbox

ONE_OF_EACH = (
    Trial("429 user", CALLBACK, 1.0, 1),
    Trial("429 global", CALLBACK, 1.0, 1),
    Trial("503 after", CALLBACK, 1.0, 1),
    Trial("cut before", CALLBACK, 1.0, 1),
    Trial("cut after", CALLBACK, 1.0, 1),
    Trial("truncated", CALLBACK, 1.0, 1),
    Trial("502", EDIT, 1.0, 1, slow=True),
    Trial("close 4000", "INTERACTION_CREATE", 1.0, 1),
    Trial("invalid session resumable", "INTERACTION_CREATE", 1.0, 1),
    Trial("duplicate", "INTERACTION_CREATE", 1.0, 2),
    Trial("reordered", "INTERACTION_CREATE", 1.0, 2),
    Trial("expired", None, 1.0, 1),
)


async def test_the_bot_lives_through_it(tmp_path: Path) -> None:
    storm = Storm(seconds=12, students=10, pause_s=0.8, in_turn=ONE_OF_EACH, respond_s=6.0)
    findings = await chaos(storm, tmp_path)
    assert findings.verdict.wrong == []
    assert findings.contradictions == []
    assert findings.state == []
    assert findings.never_retrieved == []
    assert findings.unknown == []
    assert findings.idle == [], "every fault struck"
    assert findings.verdict.interactions > 50
    assert findings.verdict.answered > findings.verdict.interactions / 2
    assert findings.faultless


async def test_the_verdict_sees_what_is_wrong() -> None:
    """The judge itself, so that a drill which finds nothing means something."""
    async with Sandbox() as sandbox:
        away = Away(sandbox)
        one, other = (
            sandbox.interactions.send(
                Kind.COMMAND, person.id, sandbox.default_channel, {}, name="due"
            )
            for person in (sandbox.person("Ada"), sandbox.person("Björn"))
        )
        assert (one.state, other.state) == ("failed", "failed"), "no bot is there"
        assert len(judge(sandbox, [one, other], away, 3.0).wrong) == 2, "nothing excuses them"
        path = f"POST /webhooks/1/{other.token}/messages/@original"
        sandbox.faults.log.append(Struck("cut before", path, sandbox.world.now()))
        found = judge(sandbox, [one, other], away, 3.0)
        assert found.failed == {"cut before": 1}
        assert len(found.wrong) == 1
        one.state = "answered"
        assert "0 answers" in judge(sandbox, [one], away, 3.0).wrong[0]
        sandbox.faults.log.append(Struck("token expired", f"/ {one.token}", sandbox.world.now()))
        found = judge(sandbox, [one], away, 3.0)
        assert (found.answered, found.failed, found.wrong) == (0, {"token expired": 1}, [])
        sandbox.faults.log.clear()
        one.state = "thinking"
        now = sandbox.world.now().timestamp()
        away.spans.append((now - 5.0, now + 5.0))
        assert len(judge(sandbox, [one], away, 3.0).wrong) == 1, "away, but nothing had made it so"
        stalled = judge(sandbox, [one], away, 3.0, [(now - 1.0, now + 1.0)])
        assert (stalled.failed, stalled.wrong) == ({"the machine stood still": 1}, [])
        sandbox.faults.log.append(Struck("invalid session", "now", sandbox.world.now()))
        found = judge(sandbox, [one], away, 3.0)
        assert (found.failed, found.wrong) == ({"away after invalid session": 1}, [])
        assert [each.seconds for each in found.absences] == [10.0]
