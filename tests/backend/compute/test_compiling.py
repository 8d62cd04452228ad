"""Machine code is made once, however many processes want it at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from backend.compute.compiling import compiled
from backend.compute.kernels import _written

types = pytest.importorskip("numba", reason="nothing is compiled").types

ASKS = """
import sys
from numba import types
from numba.core import event
from backend.compute.compiling import compiled
from backend.compute.kernels import _written

class Compilations(event.Listener):
    made = 0
    def on_start(self, event): pass
    def on_end(self, event): self.made += 1

sys.path.insert(0, sys.argv[1])
import middle
listener = Compilations()
row = types.Array(types.float64, 1, "C")
print("ready", flush=True)
sys.stdin.readline()
with event.install_listener("numba:compile", listener):
    compiled(middle.middle, signature=types.float64(row))
print("made" if listener.made else "found")
"""
MIDDLE = "import numpy as np\ndef middle(x):\n    return np.sort(x)[::2].sum()\n"
"""Seconds of compiling: who does not wait for the one who is at it begins while nothing is there."""


def test_who_comes_later_finds_it(tmp_path: Path) -> None:
    """Two processes ask at once; one of them compiles."""
    (tmp_path / "middle.py").write_text(MIDDLE)
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASKS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")},
        )
        for _ in range(2)
    ]  # fmt: skip
    for each in asking:
        assert each.stdout and each.stdout.readline() == "ready\n"
    for each in asking:
        assert each.stdin
        each.stdin.write("now\n")
        each.stdin.flush()
    assert sorted(each.communicate()[0] for each in asking) == ["found\n", "made\n"]


def test_what_cannot_be_kept_is_compiled_all_the_same() -> None:
    made = compiled(_twice, signature=types.float64(types.float64), keep=False)
    assert made(21.0) == 42.0
    assert made.signatures == [(types.float64,)]


def _twice(x: float) -> float:
    return 2 * x


def test_threads_that_write_a_kernel_at_the_same_moment_all_find_it_written(tmp_path: Path) -> None:
    together = Barrier(4)

    def write(number: int) -> bool:
        together.wait()
        return _written(tmp_path / f"{number}.py", "x = 1\n" * 200)

    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(write, [number for number in range(100) for _ in range(4)]))
    assert all(written)
    assert len(list(tmp_path.iterdir())) == 100
