"""The pages that teach are right: their examples are taken out of them and run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from backend.compute.digits import digits
from backend.compute.engines.local import Care
from backend.compute.experiment import CannotRun, Experiment, discover
from backend.compute.model import trained
from backend.compute.optimizer import Optimizer
from backend.compute.quantizer import Quantizer
from backend.compute.terminal import run_local
from backend.contract.compute import Progress
from tests.backend.compute import test_optimizers as contract
from tests.backend.compute import test_quantizers as quantizers

HOWTO = Path(__file__).parents[3] / "docs" / "howto"


def example(page: str) -> str:
    """The page's one Python file."""
    (code,) = re.findall(r"^```python\n(.*?)^```", (HOWTO / page).read_text(), re.S | re.M)
    return str(code)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty package that this process and its children can import."""
    folder = tmp_path / f"taught_{os.getpid()}"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield folder
    for module in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[module]


async def test_the_experiment_of_the_page_runs(package: Path) -> None:
    (package / "matmul.py").write_text(example("experiment.md"))
    care = Care(packages=(package.name,), alone=False, time_limit_s=60)
    seen: list[Progress] = []
    made = await run_local("matmul", {"size": 32, "seeds": 2}, seen.append, care)
    report = made.report
    assert [progress.done for progress in seen] == [1, 2]
    assert [row.name for row in report.table.rows] == ["float64", "float32"]
    error = report.table.rows[1].cells["error"].value
    assert error is not None
    assert 1e-9 < error < 1e-4
    assert {column.side for column in report.table.columns} == {"statistical", "hardware"}
    assert "size 32" in report.verdict
    (experiment,) = discover(Experiment, [package.name])  # type: ignore[type-abstract]
    with pytest.raises(CannotRun, match="33 is odd"):
        experiment.run({"size": 33, "seeds": 2}, seen.append)


@pytest.mark.usefixtures("one_thread")
def test_the_optimizer_of_the_page_keeps_the_contract(package: Path) -> None:
    (package / "signsgd.py").write_text(example("optimizer.md"))
    found = discover(Optimizer, [package.name])
    assert found.broken == ()
    (optimizer,) = found
    draw = np.random.default_rng(3)
    valley = contract.Valley(
        np.geomspace(1e-3, 1, contract.SIZE),
        draw.normal(0, 0.1, (contract.STEPS, contract.SIZE)),
        draw.normal(0, 1, contract.SIZE),
    )
    contract.test_the_reference_agrees_with_torch(optimizer, valley)
    contract.test_the_reference_takes_tensors_and_many_runs_at_once(optimizer, valley)
    contract.test_a_zero_gradient_moves_nothing_but_the_decay(optimizer, valley)
    contract.test_the_same_seed_gives_the_same_bits(optimizer, valley)
    contract.test_its_card_is_complete(optimizer)


@pytest.mark.usefixtures("one_thread")
def test_the_quantizer_of_the_page_keeps_the_contract(package: Path) -> None:
    (package / "ternary.py").write_text(example("quantizer.md"))
    found = discover(Quantizer, [package.name])
    assert found.broken == ()
    (quantizer,) = found
    data = digits()
    network = trained(quantizers.WORKLOAD.network(1), data, 1, quantizers.SHORT)
    quantizers.test_it_serves_and_leaves_the_network_alone(quantizer, network, data)
    assert len(quantizer.quantize(network, data.training).stored) * 12 < 4 * sum(
        each.numel() for each in network.parameters()
    )
