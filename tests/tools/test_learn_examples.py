"""Where lines lie is found once, and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backend.answers.sentences import Floats, Sentences, sentences
from tests.conftest import cannot_run
from tools.learn_examples import Told, points

TOLD: list[Told] = [(0, n, {}, said) for n, said in enumerate(("when is it due", "where is class", "when is it due"))]


def test_points_are_kept_and_what_cannot_be_read_is_found_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = sentences()
    if model is None:
        cannot_run("The sentence model is not installed; see scripts/sentence-model.txt.")
    assert model is not None
    asked: list[str] = []
    find = model.points

    def counting(texts: list[str]) -> Floats:
        asked.extend(texts)
        return find(texts)

    monkeypatch.setattr(Sentences, "points", lambda _, texts: counting(texts))
    file = tmp_path / "cache" / "points.npz"
    first = points(model, TOLD, file)
    assert first.shape == (3, 384) and (first[0] == first[2]).all()
    assert sorted(asked) == ["when is it due", "where is class"]
    more: list[Told] = [*TOLD, (1, 3, {}, "who wrote it")]
    again = points(model, more, file)
    assert asked[2:] == ["who wrote it"] and np.array_equal(again[:3], first)
    file.write_bytes(b"half of it")
    assert np.array_equal(points(model, more, file), again)
    assert len(asked) == 6
