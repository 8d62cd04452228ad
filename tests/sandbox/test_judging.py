"""Sandboxes are judged whoever opens them, and where they are not, the run says so: runs of pytest within the test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sandbox import schema

CASES = """
import aiohttp
import pytest
from sandbox.server import Sandbox

async def post(sandbox, path, **body):
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(sandbox.rest_base + path, json=body):
            pass

async def post_here(sandbox, **body):
    await post(sandbox, f"/channels/{sandbox.default_channel.id}/messages", content="x", **body)

@pytest.fixture
async def opened():
    async with Sandbox() as sandbox:
        yield sandbox

async def test_well(opened):
    await post_here(opened)

async def test_with_a_wrong_key():
    async with Sandbox() as sandbox:
        await post_here(sandbox, colour="red")

async def test_with_a_wrong_key_in_a_fixture(opened):
    await post_here(opened, colour="red")

async def test_nowhere(opened):
    await post(opened, "/nowhere")

async def test_meant(opened, court):
    court.excuse(opened, "/nowhere", "colour")
    await post(opened, "/nowhere")
    await post_here(opened, colour="red")

async def test_excused_in_vain(opened, court):
    court.excuse(opened, "/nowhere")
    await post_here(opened)

async def test_without_any():
    pass
"""


def run(folder: Path, schemas: Path, *more: str) -> str:
    (folder / "test_cases.py").write_text(CASES, "utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.sandbox.judging", "-p", "no:cacheprovider",
         "-c", ROOT / "pyproject.toml", "--rootdir", folder, "-rA", *more, folder / "test_cases.py"],
        cwd=ROOT, env={**os.environ, "DISCORD_SCHEMAS": str(schemas)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return said.stdout + said.stderr


def ended_in(said: str, kind: str) -> set[str]:
    """The tests of which the summary says PASSED, or ERROR in what came after them."""
    lines = [line.split(" - ")[0] for line in said.splitlines() if line.startswith(f"{kind} ")]
    return {line.split("::test_")[1] for line in lines}


@pytest.mark.skipif(not schema.here(), reason=f"Discord's schemas are not in {schema.FOLDER}")
def test_every_sandbox_is_judged(tmp_path: Path) -> None:
    said = run(tmp_path, schema.FOLDER)
    faulty = {"with_a_wrong_key", "with_a_wrong_key_in_a_fixture", "nowhere", "excused_in_vain"}
    assert ended_in(said, "ERROR") == faulty, said
    assert said.count("request: $.colour is a key Discord does not know") >= 2
    assert "excused, but it did not happen: /nowhere" in said
    assert "NOT JUDGED" not in said


@pytest.mark.parametrize("processes", [(), ("-n", "1")])
def test_without_the_schemas_it_says_so(tmp_path: Path, processes: tuple[str, ...]) -> None:
    """And still sees that something was called which does not exist."""
    nothing = tmp_path / "nothing"
    said = run(tmp_path, nothing, *processes)
    assert ended_in(said, "ERROR") == {"nowhere"}, said
    assert "NOT JUDGED: what 6 tests sent to the pretend Discord" in said
    assert f"{nothing} has no openapi.json or gateway.schema.json" in said
