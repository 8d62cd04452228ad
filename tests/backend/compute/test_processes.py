"""Marks: whose child a process is, also when whoever made it is gone."""

from __future__ import annotations

import os
import subprocess
import sys

from backend.compute.processes import new_mark, worker_lives


def test_a_mark_names_its_maker() -> None:
    mark = new_mark()
    assert worker_lives(mark)
    assert mark != new_mark()
    assert mark.startswith(f"{os.getpid()}.")


def test_the_mark_of_a_process_that_ended_is_a_dead_worker_s() -> None:
    program = "from backend.compute.processes import new_mark; print(new_mark())"
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not worker_lives(made.stdout.strip())


def test_a_later_process_with_the_same_id_is_another() -> None:
    pid, _began, namespace, token = new_mark().split(".")
    assert not worker_lives(f"{pid}.1.{namespace}.{token}")


def test_another_container_s_mark_is_left_alone() -> None:
    assert worker_lives("1.1.1.abc")
    assert not worker_lives("nonsense")
