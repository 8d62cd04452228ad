"""The machine card: where numbers were made. Imported in the child, after what it measures with.

It describes; it does not judge whether two machines may be compared. With it goes the version of the code.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from backend.contract.compute import GpuCard, MachineCard

HERE = Path(__file__).parent


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
        gpu=gpu(),
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


def gpu() -> GpuCard | None:
    """The GPU that torch would use; None when torch was not imported or sees none."""
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_available():
        return None
    about = torch.cuda.get_device_properties(torch.cuda.current_device())
    driver, *clocks = _asked_of_the_driver(f"GPU-{about.uuid}")
    return GpuCard(
        name=about.name,
        memory_gib=round(about.total_memory / 2**30, 1),
        driver=driver,
        clock_mhz=_number(clocks[0]),
        most_clock_mhz=_number(clocks[1]),
        memory_clock_mhz=_number(clocks[2]),
    )


def _asked_of_the_driver(uuid: str) -> list[str]:
    """Driver, clock, largest clock, memory clock of that GPU, as nvidia-smi has them; empty where it has none."""
    command = [
        "nvidia-smi", f"--id={uuid}", "--format=csv,noheader,nounits",
        "--query-gpu=driver_version,clocks.sm,clocks.max.sm,clocks.mem",
    ]  # fmt: skip
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
        return parsed(asked.stdout)
    except (OSError, subprocess.SubprocessError):
        return parsed("")


def parsed(line: str) -> list[str]:
    """The four answers; "[N/A]", and what is missing, is empty."""
    told = [part.strip() for part in line.strip().split(",")]
    told = ["" if part.startswith("[") else part for part in told]
    return (told + [""] * 4)[:4]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def torch_version() -> str:
    try:
        return version("torch")
    except PackageNotFoundError:
        return "not installed"


def code_version(packages: Iterable[str] = ()) -> str:
    """A hash over the lab's own files and those of `packages`, names and contents: it changes with any of them.

    Libraries are not in it; of torch, the machine card has the version.
    """
    elsewhere = {
        Path(folder) for name in packages for folder in importlib.import_module(name).__path__
    }
    folders = {HERE, *(folder for folder in elsewhere if not folder.is_relative_to(HERE))}
    hashed = hashlib.sha256()
    for folder in sorted(folders):
        for file in sorted(folder.rglob("*.py")):
            name, content = file.relative_to(folder).as_posix(), file.read_bytes()
            hashed.update(f"{folder.name}/{name} {len(content)}\n".encode() + content)
    return hashed.hexdigest()[:16]


def load() -> float:
    """The one-minute load average."""
    return round(os.getloadavg()[0], 2)


def gpu_is_missing() -> str:
    """What to do when torch sees no GPU; empty when it sees one."""
    import torch

    if torch.cuda.is_available():
        return ""
    built = f"built for CUDA {torch.version.cuda}" if torch.version.cuda else "a build for CPUs"
    return (
        f'[compute] device is "cuda", but torch {torch.__version__} ({built}) sees no GPU here. '
        'Look at nvidia-smi and at docs/howto/gpu-box.md, or set device = "auto".'
    )
