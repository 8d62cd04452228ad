"""The how-to for cogs is run as it stands on the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.bot.cogs_on_trial import added
from tests.bot.conftest import Stage

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "cog.md"
COG, TEST = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)


async def test_the_pages_cog_passes_the_pages_test(quiet_stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "cogs"
    folder.mkdir()
    (folder / "nextup.py").write_text(COG, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(compile(TEST, str(PAGE), "exec"), names)
    (test,) = (value for name, value in names.items() if name.startswith("test_"))
    with added(folder):
        async with quiet_stage.running():
            await test(quiet_stage)
            assert "nextup" in (await quiet_stage.ada.slash("help")).text


async def test_the_pages_button_works_after_a_restart(quiet_stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "cogs"
    folder.mkdir()
    (folder / "nextup.py").write_text(COG, encoding="utf-8")
    with added(folder):
        async with quiet_stage.running():
            reply = await quiet_stage.ada.slash("nextup")
        async with quiet_stage.running():
            assert "Ticked off" in (await quiet_stage.ada.click(reply, label="done")).text


def test_every_file_that_the_page_names_is_there() -> None:
    root = PAGE.parents[2]
    for name in re.findall(
        r"`((?:bot|tests|backend)/[\w/]+\.py)`", PAGE.read_text(encoding="utf-8")
    ):
        if "nextup" not in name:
            assert (root / name).exists(), name
