"""A Slurm of our own for a test run: two nodes, on loopback, in namespaces of its own.

    with slurm_cluster() as slurm:
        subprocess.run(["sinfo"], env={**os.environ, **slurm.environment})

Debian's binaries do the work; here are only their settings and their life. The daemons live in new namespaces of
processes, mounts, network and host name, so that neither a port nor a process is shared with the machine; they end
with this process however that ends. Jobs go to the first node, and to the second in a partition that has both;
each has resources to count that the other lacks. The clients are small scripts on a PATH of their own that enter the
namespaces. Wants root, and a machine that allows namespaces and mounts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

from tests.patience import PATIENCE_S

CLIENTS = ("sbatch", "squeue", "scancel", "sinfo", "scontrol")
UP = ("idle", "mixed", "allocated", "drained", "draining")
"""How sinfo calls a node that answers; out of service is not dead."""
DAEMONS = ("munged", "slurmctld", "slurmd")

TUNED = "SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1"
"""Slurm's own defaults collect submissions for some seconds before they are looked at."""

CONF = """\
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/slurmd-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
CommunicationParameters=NoCtldInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdParameters=config_overrides
KillWait=2
MinJobAge=4
MessageTimeout=3
MaxJobCount={most_jobs}
FirstJobId=1
GresTypes=gpu,abacus
{scheduling}
NodeName=one NodeAddr=127.0.0.1 CPUs={cpus} RealMemory={memory_mib} Gres=gpu:2 State=UNKNOWN
NodeName=two NodeAddr=127.0.0.2 Port=6820 CPUs={cpus} RealMemory={memory_mib} Gres=abacus:3 State=UNKNOWN
PartitionName=lab Nodes=one Default=YES MaxTime=60 State=UP
PartitionName=both Nodes=one,two MaxTime=60 State=UP
"""


class NoSlurm(Exception):
    """Slurm cannot run here; the text says what is missing."""


class NotInstalled(NoSlurm):
    """It could run here if it were installed."""


class Slurm:
    """A running cluster."""

    def __init__(
        self, folder: Path, process: subprocess.Popen[str], *, fresh_numbers: bool = True
    ) -> None:
        self.folder = folder
        self._fresh_numbers = fresh_numbers
        self._process = process
        self._dead: set[str] = set()
        self._first = 1
        self._space = Path(f"/proc/{_first(process)}/ns/pid").readlink()

    @property
    def environment(self) -> dict[str, str]:
        """Set these and `sbatch`, `squeue` and `scancel` speak to this cluster."""
        return {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}

    def kill(self, daemon: str) -> None:
        """With SIGKILL."""
        self._order(f"kill {daemon}")
        self._dead.add(daemon)

    def start(self, daemon: str) -> None:
        """Returns when the cluster answers again and its node is up, unless that is dead."""
        if daemon == "slurmctld" and self._fresh_numbers:
            self._number_on()
        self._order(f"start {daemon}")
        self._dead.discard(daemon)
        if "slurmd" not in self._dead:
            self.until_up()

    def resume_drained(self) -> bool:
        """As whoever runs a cluster does: whether a node was out of service."""
        drained = [node for node, state in self.nodes() if "drain" in state]
        if not drained:
            return False
        nodes = f"NodeName={','.join(drained)}"
        return self.ask("scontrol", "update", nodes, "State=RESUME").returncode == 0

    def nodes(self) -> set[tuple[str, str]]:
        """Their names and how sinfo calls them; none when the controller does not answer."""
        told = self.ask("sinfo", "--Node", "--noheader", "--format=%N %T").stdout
        return {(name, state) for name, _, state in map(str.partition, told.splitlines(), repeat(" "))}

    def forget(self) -> None:
        """Of a dead controller, all that it saved about jobs."""
        for file in (self.folder / "state").glob("job_state*"):
            file.unlink()

    def crash_node(self) -> None:
        """As by a power failure: its daemon and all that runs there are gone, and nobody could say a last word."""
        self.kill("slurmd")
        for pid in self.running():
            os.kill(pid, signal.SIGKILL)

    def running(self) -> list[int]:
        """Every process of every job, each below its parent; the first are Slurm's own, which report ends."""
        children: dict[int, list[int]] = {}
        steps: list[int] = []
        for folder in Path("/proc").iterdir():
            try:
                if not folder.name.isdigit() or (folder / "ns" / "pid").readlink() != self._space:
                    continue
                stat = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                children.setdefault(int(stat[1]), []).append(int(folder.name))
                if (folder / "cmdline").read_bytes().startswith(b"slurmstepd"):
                    steps.append(int(folder.name))
            except OSError:
                continue  # it has ended
        found = list(dict.fromkeys(steps))
        for pid in found:
            found += [child for child in children.get(pid, ()) if child not in found]
        return found

    def restart_with(self, **settings: str) -> None:
        """Its controller again, with other settings."""
        self.kill("slurmctld")
        self._set(**settings)
        self.start("slurmctld")

    def _set(self, **settings: str) -> None:
        conf = self.folder / "slurm.conf"
        text = conf.read_text()
        for name, value in settings.items():
            text, found = re.subn(rf"^{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
            assert found == 1, f"slurm.conf has no line for {name}"
        conf.write_text(text)

    def _number_on(self) -> None:
        """A killed controller may have forgotten its last numbers; one that is given twice has the node drained."""
        self._first += 1000
        self._set(FirstJobId=str(self._first))

    def mend(self) -> None:
        """Start what was killed and was not started again, and take its node back into service."""
        for daemon in sorted(self._dead):
            self.start(daemon)
        self.resume_drained()

    def until_up(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while True:
            nodes = self.nodes()
            if nodes and all(state in UP for _, state in nodes):
                return
            if time.monotonic() > until:
                raise NoSlurm(f"the cluster did not come up: {nodes} {self._logs()}")
            # Slurm tells nobody when it is up.
            time.sleep(0.1)

    def ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
            env={**os.environ, **self.environment},
        )  # fmt: skip

    def jobs(self) -> dict[int, str]:
        """The state of every job that Slurm still knows, by its number."""
        told = json.loads(self.ask("squeue", "--json").stdout)
        return {job["job_id"]: job["job_state"] for job in told["jobs"]}

    def _order(self, line: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answered = self._process.stdout.readline().strip()
        assert answered == line, f"asked to {line!r}, Slurm's keeper said {answered!r}"

    def _logs(self) -> str:
        files = [self.folder / f"{name}.log" for name in ("slurmctld", "slurmd-one", "slurmd-two")]
        files += [self.folder / f"{name}.out" for name in DAEMONS]
        return "\n".join(
            f"{file.name}: {file.read_text(errors='replace')[-800:]}"
            for file in files
            if file.exists()
        )


@contextmanager
def slurm_cluster(
    scheduling: str = TUNED,
    most_jobs: int = 100,
    cpus: int | None = None,
    *,
    fresh_numbers: bool = True,
) -> Iterator[Slurm]:
    """A cluster that is up. A controller that starts again gives no number twice, unless that is to be seen.

    Raises `NotInstalled`, and `NoSlurm` with the capability that this machine lacks."""
    missing = [name for name in (*DAEMONS, *CLIENTS, "unshare", "nsenter") if not _which(name)]
    if missing:
        raise NotInstalled(
            f"Slurm is not installed ({', '.join(missing)}); "
            "on Debian: apt-get install slurmctld slurmd slurm-client munge"
        )
    if os.geteuid() != 0:
        raise NoSlurm("a cluster for tests needs root, to make namespaces and to mount /sys")
    folder = Path(tempfile.mkdtemp(prefix="syllabot-slurm-"))
    try:
        _furnish(folder, scheduling, most_jobs, cpus or os.cpu_count() or 1)
        process = subprocess.Popen(
            ["unshare", "--net", "--mount", "--pid", "--fork", "--uts", "--mount-proc", "--kill-child",
             sys.executable, str(Path(__file__).with_name("slurm_init.py")), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            _started(process, folder)
            slurm = Slurm(folder, process, fresh_numbers=fresh_numbers)
            slurm.until_up()
            yield slurm
        finally:
            process.kill()  # and by --kill-child the namespace's first process, and so all in it
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _which(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _furnish(folder: Path, scheduling: str, most_jobs: int, cpus: int) -> None:
    folder.chmod(0o755)
    for name in ("munge", "state", "bin"):
        (folder / name).mkdir()
    key = folder / "munge" / "key"
    key.write_bytes(os.urandom(64))
    key.chmod(0o400)
    (folder / "slurm.conf").write_text(
        CONF.format(
            folder=folder,
            scheduling=scheduling,
            most_jobs=most_jobs,
            cpus=cpus,
            memory_mib=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20 * 3 // 4,
        )
    )
    # Slurm counts GPUs by their files, and looks at no file; what has none is a number.
    (folder / "gres.conf").write_text(
        "NodeName=one Name=gpu File=/dev/null,/dev/zero\nNodeName=two Name=abacus Count=3\n"
    )
    (folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")


def _started(process: subprocess.Popen[str], folder: Path) -> None:
    """Raises `NoSlurm` with what the machine refused. Writes the clients, which enter the namespaces."""
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != "started":
        raise NoSlurm(f"this machine does not allow what Slurm needs: {said or 'unshare failed'}")
    for name in CLIENTS:
        client = folder / "bin" / name
        client.write_text(
            f"#!/bin/sh\nSLURM_CONF={folder}/slurm.conf "
            f"exec nsenter --target {_first(process)} --net --mount --pid --uts "
            f'{_which(name)} "$@"\n'
        )
        client.chmod(0o755)


def _first(process: subprocess.Popen[str]) -> int:
    """The first process in the namespaces."""
    return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
