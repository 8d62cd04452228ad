"""Plug-ins are found because their files exist; a broken one takes no other down."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backend.compute.experiment import Experiment, discover

GOOD = """
from backend.compute.experiment import Experiment
class One(Experiment):
    name, title, about, fields = {name!r}, "One", "Nothing.", ()
    def run(self, settings, report): raise AssertionError('only found, never run')
ONE = One()
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / f"plugs_{tmp_path.name}"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder


def found(package: Path) -> tuple[list[str], list[str]]:
    plugs = discover(Experiment, [package.name])  # type: ignore[type-abstract]
    for module in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[module]
    return list(plugs.plugs), [line.partition(":")[0].rpartition(".")[2] for line in plugs.broken]


def test_a_file_is_a_plug_in(package: Path) -> None:
    assert found(package) == ([], [])
    (package / "zebra.py").write_text(GOOD.format(name="zebra"))
    (package / "ant.py").write_text(GOOD.format(name="ant"))
    assert found(package) == (["ant", "zebra"], [])


def test_a_file_with_an_underscore_is_a_part_of_others(package: Path) -> None:
    (package / "_part.py").write_text("raise RuntimeError")
    assert found(package) == ([], [])


def test_what_cannot_be_imported_is_named_and_left_out(package: Path) -> None:
    (package / "good.py").write_text(GOOD.format(name="good"))
    (package / "syntax.py").write_text("def")
    (package / "missing.py").write_text("import no_such_module_anywhere")
    assert found(package) == (["good"], ["missing", "syntax"])


def test_two_of_one_name_are_a_mistake(package: Path) -> None:
    (package / "a.py").write_text(GOOD.format(name="same"))
    (package / "b.py").write_text(GOOD.format(name="same"))
    assert found(package) == (["same"], ["b"])


def test_one_that_is_imported_by_another_is_one(package: Path) -> None:
    (package / "a.py").write_text(GOOD.format(name="same"))
    (package / "b.py").write_text(f"from {package.name}.a import ONE")
    assert found(package) == (["same"], [])


def test_the_house_s_own_experiments_are_whole() -> None:
    own = discover(Experiment, ["backend.compute.experiments"])  # type: ignore[type-abstract]
    assert own.broken == ()
    assert "optimizers" in own.plugs
    for experiment in own:
        card = experiment.card
        assert card.about.endswith(".")
        assert len({field.name for field in card.fields}) == len(card.fields)
