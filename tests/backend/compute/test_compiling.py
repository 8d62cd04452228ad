"""Machine code is made once, however many processes want it at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba", reason="nothing is compiled")

COUNTS = """
import sys
from numba import types
from numba.core import event
from backend.compute.compiling import compiled

class Compilations(event.Listener):
    made = 0
    def on_start(self, event): pass
    def on_end(self, event): self.made += 1

sys.path.insert(0, sys.argv[1])
import added
listener = Compilations()
with event.install_listener("numba:compile", listener):
    add = compiled(added.add, signature=types.float64(types.float64, types.float64))
assert add(1.0, 2.0) == 3.0
print(listener.made)
"""


def test_who_comes_later_finds_it(tmp_path: Path) -> None:
    """Three processes begin together; one of them compiles."""
    (tmp_path / "added.py").write_text("def add(a, b):\n    return a + b\n")
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTS, str(tmp_path)], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")},
        )
        for _ in range(3)
    ]  # fmt: skip
    counted = sorted(int(each.communicate()[0]) for each in asking)
    assert counted == [0, 0, 1]
