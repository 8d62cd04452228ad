"""One experiment; its setting says what it does wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from backend.compute.experiment import (
    CannotRun,
    Choice,
    Experiment,
    FieldCard,
    Outcome,
    Progress,
    Settings,
)
from tests.backend.compute.misbehaving.behaves import BEHAVES, table

DETACH = """
import os, socket, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
with socket.socket(socket.AF_UNIX) as box:
    box.connect(sys.argv[1])
    box.sendall(str(os.getpid()).encode())
time.sleep(600)
"""


def leave_a_letter(text: str) -> None:
    with socket.socket(socket.AF_UNIX) as box:
        box.connect(os.environ["LETTER_BOX"])
        box.sendall(text.encode())


def hang() -> None:
    while True:
        time.sleep(600)


def raise_an_error() -> None:
    raise ZeroDivisionError("a secret path: /home/ada/thesis")


def refuse() -> None:
    raise CannotRun("This machine has no abacus. Ask for another experiment.")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(3)


def eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(64 * 2**20))


def feed_a_child() -> None:
    """Each process stays below its own limit; together they do not."""
    meal = "import time; meal = b'x' * (170 * 2**20); time.sleep(600)"
    for _ in range(3):
        subprocess.Popen([sys.executable, "-c", meal])
    hang()


def print_garbage() -> None:
    os.write(1, b"\xff\xfe\x00 not text \x80" * 40_000)
    os.write(2, b"\xc3\x28" * 400_000)


def detach() -> None:
    """Twice forked and in a session of its own: no longer below this process, nor in its group."""
    if "FINISH" in os.environ:
        return
    subprocess.run([sys.executable, "-c", DETACH, os.environ["LETTER_BOX"]], check=True)
    hang()


def detach_without_a_trace() -> None:
    """The same, and it forgets its environment."""
    box = os.environ["LETTER_BOX"]
    subprocess.run([sys.executable, "-c", DETACH, box], check=True, env={})
    hang()


def tell_and_hang() -> None:
    leave_a_letter(str(os.getpid()))
    hang()


def tell_and_wait() -> None:
    """Until whoever has the letter-box replies."""
    with socket.socket(socket.AF_UNIX) as box:
        box.connect(os.environ["LETTER_BOX"])
        box.sendall(str(os.getpid()).encode())
        box.shutdown(socket.SHUT_WR)
        box.recv(1)


def meddle() -> None:
    """Write garbage into every socket it finds."""
    for fd in range(3, 50):
        try:
            os.write(fd, b"\xff" * 64)
        except OSError:
            pass
    hang()


def note_secrets() -> None:
    found = [name for name in os.environ if name.startswith("SYLLABOT_") and "TOKEN" in name]
    leave_a_letter(" ".join(found) or "none")


def note_what_it_got() -> None:
    """Secrets that it should not have, the GPUs that it was given, and a cluster's name for where it is."""
    secrets = [name for name in os.environ if name.startswith("SYLLABOT_") and "TOKEN" in name]
    gpus = os.environ.get("CUDA_VISIBLE_DEVICES", "all")
    node = os.environ.get("SLURMD_NODENAME", "none")
    leave_a_letter(f"secrets: {' '.join(secrets) or 'none'}; GPUs: {gpus or 'none'}; node: {node}")


DEEDS: dict[str, Callable[[], None]] = {
    deed.__name__.replace("_", "-"): deed
    for deed in (
        hang, raise_an_error, refuse, crash, be_killed, leave, eat, feed_a_child, print_garbage,
        detach, detach_without_a_trace, tell_and_hang, tell_and_wait, meddle, note_secrets,
        note_what_it_got,
    )
}  # fmt: skip
TOO_MANY = 4_500
"""Rows of a table that has more bytes than a report may, and not so many that its frame is refused for its size."""
MANY_STEPS = 5_000
"""Whose reports have several times the bytes that a socket holds."""
SIZES = ("huge-progress", "huge-report", "huge-picture", "many-steps")


class Faulty(Experiment):
    name, title, about = "faulty", "A bad one", "Does something wrong."
    fields = (
        FieldCard(
            name="deed", title="Deed", about="What it does.", kind="choice", default="hang",
            choices=tuple(Choice(name=name, title=name) for name in (*DEEDS, *SIZES)),
        ),
    )  # fmt: skip

    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        deed = str(settings["deed"])
        report(Progress(done=1, total=3, doing="the good part", table=table([0.5])))
        if deed in DEEDS:
            DEEDS[deed]()
        if deed == "huge-progress":
            report(Progress(done=2, total=3, doing="much", table=table([0.1] * TOO_MANY)))
        if deed == "many-steps":
            for done in range(1, MANY_STEPS + 1):
                report(Progress(done=done, total=MANY_STEPS, table=table([float(done)])))
        found = BEHAVES.run({"seed": 7}, lambda _: None)
        if deed == "huge-report":
            found = Outcome("Huge", "Huge.", table([0.1] * TOO_MANY), (), (1,))
        if deed == "huge-picture":
            found = Outcome("Huge", "Huge.", found.table, (), (1,), raw="x" * 20_000_000)
        return found


FAULTY = Faulty()
