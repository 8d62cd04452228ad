"""The machine card, on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend.compute.machine import code_version, machine_card, parsed


def test_the_card_describes_this_machine() -> None:
    card = machine_card(threads=3)
    assert card.processor
    assert card.cores == len(os.sched_getaffinity(0))
    assert card.threads == 3
    assert 0.1 < card.memory_gib < 100_000
    assert card.system.startswith("Linux")
    assert card.load is not None
    assert card.load >= 0


def test_without_a_gpu_the_card_names_none() -> None:
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    assert machine_card(threads=1).gpu is None


def test_what_the_driver_says_may_be_missing() -> None:
    assert parsed("570.86.15, 345, 1980, 2619\n") == ["570.86.15", "345", "1980", "2619"]
    assert parsed("535.1, [N/A], 1980, [Not Supported]") == ["535.1", "", "1980", ""]
    assert parsed("") == ["", "", "", ""]


def test_the_code_s_version_changes_with_any_file_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "swinging"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    alone = code_version()
    assert alone == code_version(["backend.compute.experiments"]), "they are within"
    seen = [code_version(["swinging"])]
    for name, text in (("bob.py", "a = 1\n"), ("bob.py", "a = 2\n"), ("cat.py", "")):
        (folder / name).write_text(text)
        seen.append(code_version(["swinging"]))
    (folder / "bob.py").rename(folder / "rob.py")
    seen.append(code_version(["swinging"]))
    assert len({alone, *seen}) == 6
