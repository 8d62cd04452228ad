"""From what a child sent to the last word on a job: its report, whole or cut short, or a problem.

Pure: pictures go in with their bytes and come out as named by their hashes, beside the bytes to
upload.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass

from backend.compute.engines.engine import Finished, Stopped
from backend.compute.fields import command
from backend.compute.frames import Ready
from backend.compute.limits import REPORT_BYTES
from backend.contract.compute import (
    Assignment,
    Experiment,
    Figure,
    FinishJob,
    Progress,
    Report,
    Settings,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Assembled:
    report: Report
    blobs: dict[str, bytes]
    """What the report names, by hash."""


def whole(
    ended: Finished, experiment: str, settings: Settings, ready: Ready, seconds: float
) -> Assembled:
    """The report of a benchmark that ran to its end. `seconds` are from claim to report."""
    blobs: dict[str, bytes] = {}
    drawn = _drawn(ended.raw)
    figures = tuple(
        Figure.model_validate(
            {
                "title": picture.title,
                "alt": picture.alt,
                "blob": _keep(picture.data, blobs),
                "media_type": picture.media_type,
                "drawn": number in drawn,
            }
        )
        for number, picture in enumerate(ended.pictures)
    )
    done = ended.done
    report = Report(
        title=done.title,
        verdict=done.verdict,
        table=done.table,
        figures=figures,
        machine=ready.machine.model_copy(update={"load": done.load, "device": done.device}),
        seeds=done.seeds,
        notes=done.notes,
        command=command(experiment, settings)[:1000],
        seconds=seconds,
        raw=None if ended.raw is None else _keep(ended.raw, blobs),
        code=ready.code,
    )
    return Assembled(report, blobs)


def cut_short(
    progress: Progress | None,
    card: Experiment,
    settings: Settings,
    ready: Ready,
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
        machine=ready.machine,
        seeds=(),
        notes=(
            f"Missing: {progress.total - progress.done} of {progress.total} parts, "
            f"all figures, and the raw numbers.{doing}"[:300],
        ),
        command=command(card.name, settings)[:1000],
        seconds=seconds,
        code=ready.code,
    )


def last_word(
    taken: Assignment,
    ready: Ready,
    ended: Finished | Stopped,
    progress: Progress | None,
    seconds: float,
) -> tuple[FinishJob, dict[str, bytes]]:
    """What to tell the backend of a job that is over, and the blobs to upload before."""
    if isinstance(ended, Finished):
        made = _fit(ended, taken, ready, seconds)
        if made is not None:
            return finish(taken, report=made.report), made.blobs
        ended = Stopped("The benchmark's report cannot be read. The worker's log says more.")
    card = next((card for card in ready.experiments if card.name == taken.experiment), None)
    partial = card and cut_short(progress, card, taken.settings, ready, seconds)
    return finish(taken, report=partial, problem=ended.problem, retry=ended.retry), {}


def finish(taken: Assignment, **told: object) -> FinishJob:
    return FinishJob.model_validate({"job": taken.job, "attempt": taken.attempt, **told})


def _fit(ended: Finished, taken: Assignment, ready: Ready, seconds: float) -> Assembled | None:
    """The report, if the backend will take it."""
    try:
        made = whole(ended, taken.experiment, taken.settings, ready, seconds)
    except ValueError as unfit:  # pydantic's: a title too long, a picture of another kind
        log.error("job %d: %s", taken.job, unfit)
        return None
    size = len(made.report.model_dump_json().encode())
    if size > REPORT_BYTES:
        log.error("job %d: a report of %d bytes, where %d may be", taken.job, size, REPORT_BYTES)
        return None
    return made


def _drawn(raw: bytes | None) -> set[int]:
    """Of which pictures the raw numbers have the lines."""
    try:
        return {int(each["picture"]) for each in json.loads(raw or b"{}")["figures"]}
    except (ValueError, KeyError, TypeError):
        return set()


def _keep(data: bytes, blobs: dict[str, bytes]) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    blobs[sha256] = data
    return sha256
