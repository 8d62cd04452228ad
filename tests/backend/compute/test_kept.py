"""What is kept to save time is what was made, and nobody misses it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backend.compute.kept import arrays, cache


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return []


def test_arrays_are_made_once_for_an_origin(counted: list[int]) -> None:
    def make() -> dict[str, np.ndarray]:
        counted.append(len(counted))
        return {"x": np.arange(3, dtype=np.float32), "y": np.array([len(counted)])}

    for _ in range(2):
        found = arrays("a package, 1.0", make)
        assert found["x"].dtype == np.float32 and found["x"].tolist() == [0, 1, 2] and found["y"].tolist() == [1]
    assert arrays("a package, 1.1", make)["y"].tolist() == [2], "another origin"
    for file in (cache() / "data").iterdir():
        file.write_bytes(b"PK\x03\x04 cut off")
    assert arrays("a package, 1.0", make)["y"].tolist() == [3], "what cannot be read is made anew"
    assert not list((cache() / "data").glob("*.part"))


def test_where_nothing_can_be_kept_it_is_made_each_time(counted: list[int], tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file where the folder should be")

    def make() -> dict[str, np.ndarray]:
        counted.append(0)
        return {"x": np.zeros(1)}

    arrays("a package", make)
    arrays("a package", make)
    assert len(counted) == 2
