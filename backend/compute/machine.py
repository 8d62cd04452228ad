"""The machine card: where numbers were made. Imported in the child, after what it measures with.

It describes; it does not judge whether two machines may be compared.
"""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from backend.contract.compute import MachineCard


def machine_card(threads: int) -> MachineCard:
    """This machine, now. `threads` is how many the measured code uses."""
    return MachineCard(
        processor=processor(),
        cores=len(os.sched_getaffinity(0)),
        threads=threads,
        memory_gib=round(memory_gib(), 1),
        device=device(),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        torch=torch_version(),
        load=load(),
    )


def processor() -> str:
    """The model as /proc/cpuinfo has it, which Arm machines leave out."""
    try:
        for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name" and value.strip():
                return " ".join(value.split())
    except OSError:
        pass
    return platform.machine() or "unknown"


def memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def device() -> str:
    """The GPU's name, if torch was imported and sees one."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    return "cpu"


def torch_version() -> str:
    try:
        return version("torch")
    except PackageNotFoundError:
        return "not installed"


def load() -> float:
    """The one-minute load average."""
    return round(os.getloadavg()[0], 2)
