"""Every benchmark can still begin: what it takes from the rest of the code is there."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import benchmarks

NOT_INSTALLED = {"torchao_kernels"}
"""What needs a package that is only installed for it."""
BENCHMARKS = sorted({file.stem for file in Path(benchmarks.__file__).parent.glob("[a-z]*.py")} - NOT_INSTALLED)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_it_can_be_imported(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").main)
