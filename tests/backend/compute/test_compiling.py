"""Machine code is made once, however many processes want it at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba", reason="nothing is compiled")

ASKS = """
import sys
from numba import types
from numba.core import event
from backend.compute.compiling import compiled

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
