"""The first process of the namespaces in which a test's Slurm runs: `python slurm_init.py FOLDER`.

It brings up loopback, mounts what slurmd wants to see, starts munged, slurmctld and slurmd in the foreground, and obeys
one command a line on its standard input: `kill NAME`, `start NAME`. When that ends, however it ends, this process does
too, and the kernel kills everything in its namespace of processes: nothing can be left behind.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

DAEMONS = {
    "munged": ["munged", "--foreground", "--force"],
    "slurmctld": ["slurmctld", "-D"],
    "slurmd": ["slurmd", "-D", "-N", "one"],
    "slurmd-two": ["slurmd", "-D", "-N", "two"],
}
PORTS = {"slurmctld": 6817}
LISTENS = "0A"
"""As /proc/net/tcp has it."""


def listening(port: int) -> bool:
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(int(line[1].partition(":")[2], 16) == port and line[3] == LISTENS for line in lines)


def arrange() -> None:
    """Raises CalledProcessError with the step that the machine refuses."""
    for step in (
        ["mount", "--make-rprivate", "/"],
        ["ip", "link", "set", "lo", "up"],
        # With 127.0.0.1 alone, Slurm's way of asking for addresses finds none.
        ["ip", "address", "add", "127.0.0.2/8", "dev", "lo"],
        ["hostname", "localhost"],
        ["mount", "-t", "sysfs", "sysfs", "/sys"],
        ["mount", "-t", "tmpfs", "tmpfs", "/sys/fs/cgroup"],
    ):
        subprocess.run(step, check=True, capture_output=True, text=True)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Daemons:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        command = DAEMONS[name]
        if name == "munged":
            command = [
                *command,
                *(f"--{kind}={self.folder / 'munge' / file}" for kind, file in (
                    ("socket", "socket"), ("key-file", "key"), ("pid-file", "pid"), ("log-file", "log"),
                    ("seed-file", "seed"),
                )),
            ]  # fmt: skip
        with (self.folder / f"{name}.out").open("ab") as printed:
            self.running[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed,
                env={**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")},
            )  # fmt: skip
        # A client that is refused sleeps for a second, and so does slurmd.
        while name in PORTS and not listening(PORTS[name]) and self.running[name].poll() is None:
            time.sleep(0.01)

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.kill()
        process.wait()


def main(folder: Path) -> None:
    try:
        arrange()
    except (subprocess.CalledProcessError, OSError) as refused:
        say(f"refused {getattr(refused, 'cmd', '')} {getattr(refused, 'stderr', refused)}")
        return
    daemons = Daemons(folder)
    for name in DAEMONS:
        daemons.start(name)
    say("started")
    orders = b""
    while True:
        # Orphans of killed daemons come here, and must be reaped.
        if select.select([0], [], [], 0.2)[0]:
            read = os.read(0, 4096)
            if not read:
                return
            orders += read
            while b"\n" in orders:
                line, _, orders = orders.partition(b"\n")
                deed, name = line.decode().split()
                getattr(daemons, deed)(name)
                say(f"{deed} {name}")
        reap({process.pid for process in daemons.running.values()})


def reap(keep: set[int]) -> None:
    """Take the exit status of adopted processes, but not of our own, which `Popen` waits for."""
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None or found.si_pid in keep:
            return
        os.waitpid(found.si_pid, os.WNOHANG)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(Path(sys.argv[1]))
