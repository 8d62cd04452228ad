"""Tokens: made once, for the owner's eyes alone, and overridden by the environment."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backend.settings import Settings, SettingsError, read_settings
from launch.tokens import read_tokens
from tests.conftest import ROOT
from tests.patience import PATIENCE_S


def settings(folder: Path, **more: str) -> Settings:
    return read_settings(folder / "none.toml", {"SYLLABOT_DATA_FOLDER": str(folder), **more})


def test_tokens_are_made_once_and_kept(tmp_path: Path) -> None:
    first, second = read_tokens(settings(tmp_path)), read_tokens(settings(tmp_path))
    assert first == second and len({first.owner, first.bot, first.worker}) == 3
    mode = stat.S_IMODE((tmp_path / "tokens.toml").stat().st_mode)
    assert mode == 0o600
    assert first.owner not in repr(first)


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from backend.settings import read_settings; "
        "from launch.tokens import read_tokens; "
        "print(read_tokens(read_settings(Path('none'), {'SYLLABOT_DATA_FOLDER': sys.argv[1]})).owner)"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    found = {process.communicate(timeout=PATIENCE_S)[0] for process in started}
    assert len(found) == 1 and len(found.pop().strip()) > 30
    assert [file.name for file in tmp_path.iterdir()] == ["tokens.toml"]


def test_the_environment_wins(tmp_path: Path) -> None:
    tokens = read_tokens(settings(tmp_path, SYLLABOT_WORKER_TOKEN="from-outside"))
    assert tokens.worker == "from-outside" and tokens.owner != "from-outside"


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text("owner = ")
    with pytest.raises(SettingsError, match="delete it"):
        read_tokens(settings(tmp_path))
