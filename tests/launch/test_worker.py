"""Which engine the settings ask for; the settings of the how-tos are among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.compute.engines.local import LocalEngine
from backend.compute.engines.slurm import SlurmEngine
from backend.settings import SettingsError, read_settings
from launch.worker import care_of, engine_of
from tests.conftest import ROOT


def settings_of(howto: str) -> str:
    text = (ROOT / "docs" / "howto" / howto).read_text()
    (block,) = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    return str(block)


def test_the_how_to_of_a_cluster_gives_jobs_of_a_cluster(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(settings_of("cluster.md"))
    settings = read_settings(tmp_path / "config.toml", {})
    engine = engine_of(settings, care_of(settings), "cluster-1")
    assert isinstance(engine, SlurmEngine)
    assert (engine._cluster.gres, engine._cluster.partition) == ("gpu:1", "gpu")
    assert engine._cluster.options == ("--exclusive",)
    assert engine._folder == Path("/home/course/syllabot-spool/cluster-1")


def test_the_how_to_of_a_gpu_box_insists_on_its_gpu(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(settings_of("gpu-box.md"))
    settings = read_settings(tmp_path / "config.toml", {})
    care = care_of(settings)
    assert care.device == "cuda"
    assert isinstance(engine_of(settings, care, "gpu-box"), LocalEngine)


def test_the_settings_that_come_with_the_project_run_here() -> None:
    settings = read_settings(ROOT / "config.toml", {})
    assert isinstance(engine_of(settings, care_of(settings), "local-1"), LocalEngine)


def test_an_engine_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="engine"):
        read_settings(ROOT / "config.toml", {"SYLLABOT_COMPUTE_ENGINE": "ray"})


def test_options_may_come_from_the_environment() -> None:
    told = {"SYLLABOT_SLURM_OPTIONS": "--exclusive,--nice=10", "SYLLABOT_COMPUTE_ENGINE": "slurm"}
    assert read_settings(ROOT / "config.toml", told).slurm.options == ("--exclusive", "--nice=10")
