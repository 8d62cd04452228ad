"""From what a child sent to the report that the backend stores; whole, or cut short.

Pure: pictures go in with their bytes and come out as named by their hashes, beside the bytes to
upload.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from backend.compute.engines.local import Finished
from backend.compute.fields import command
from backend.contract.compute import (
    Experiment,
    Figure,
    MachineCard,
    Progress,
    Report,
    Settings,
)


@dataclass(frozen=True)
class Assembled:
    report: Report
    blobs: dict[str, bytes]
    """What the report names, by hash."""


def whole(
    ended: Finished, experiment: str, settings: Settings, machine: MachineCard, seconds: float
) -> Assembled:
    """The report of a benchmark that ran to its end. `seconds` are from claim to report."""
    blobs: dict[str, bytes] = {}
    figures = tuple(
        Figure.model_validate(
            {
                "title": picture.title,
                "alt": picture.alt,
                "blob": _keep(picture.data, blobs),
                "media_type": picture.media_type,
            }
        )
        for picture in ended.pictures
    )
    done = ended.done
    report = Report(
        title=done.title,
        verdict=done.verdict,
        table=done.table,
        figures=figures,
        machine=machine.model_copy(update={"load": done.load, "device": done.device}),
        seeds=done.seeds,
        notes=done.notes,
        command=command(experiment, settings)[:1000],
        seconds=seconds,
        raw=None if ended.raw is None else _keep(ended.raw, blobs),
    )
    return Assembled(report, blobs)


def cut_short(
    progress: Progress | None,
    card: Experiment,
    settings: Settings,
    machine: MachineCard,
    seconds: float,
) -> Report | None:
    """What a benchmark had found when it was stopped; None when that is nothing."""
    if progress is None or progress.table is None or not progress.table.rows:
        return None
    doing = f" It was at: {progress.doing}." if progress.doing else ""
    return Report(
        title=f"{card.title} (cut short)",
        verdict=(
            f"Stopped after {progress.done} of {progress.total} parts, "
            "so nothing can be concluded from the table."
        ),
        table=progress.table,
        figures=(),
        machine=machine,
        seeds=(),
        notes=(
            f"Missing: {progress.total - progress.done} of {progress.total} parts, "
            f"all figures, and the raw numbers.{doing}"[:300],
        ),
        command=command(card.name, settings)[:1000],
        seconds=seconds,
    )


def _keep(data: bytes, blobs: dict[str, bytes]) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    blobs[sha256] = data
    return sha256
