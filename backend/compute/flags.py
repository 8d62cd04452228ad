"""What the processor has for low precision: the names in /proc/cpuinfo that decide whether integers are faster here."""

from __future__ import annotations

from pathlib import Path

LOW_PRECISION = (
    "avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16",
    "asimddp", "i8mm", "bf16", "sve",
)  # fmt: skip
"""Of x86, then of Arm."""
DOT_PRODUCTS = {"avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm"}
"""Products of bytes are summed in 32 bits. Without them x86 sums two products in 16 bits, which may overflow."""


def flags(cpuinfo: Path = Path("/proc/cpuinfo")) -> tuple[str, ...]:
    """Those of `LOW_PRECISION` that the first processor has; none where the file cannot be read."""
    try:
        lines = cpuinfo.read_text(errors="replace").splitlines()
    except OSError:
        return ()
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return tuple(each for each in LOW_PRECISION if each in value.split())
    return ()


def dot_products() -> bool:
    """Whether the processor multiplies bytes without the risk of overflow."""
    return bool(DOT_PRODUCTS & set(flags()))
