"""`syllabot bench`: a benchmark in this terminal, with a progress bar and without any server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from backend.compute.engines.engine import ChildWontStart
from backend.compute.experiment import CannotRun
from backend.compute.fields import typed
from backend.compute.terminal import offered, run_local
from backend.contract.compute import Cell, Column, Experiment, Progress, Report, Table
from backend.contract.refusals import CourseError
from backend.settings import Settings
from launch.worker import care_of

BAR = 24


async def run_bench(told: argparse.Namespace, settings: Settings) -> int:
    """Run it, print the report, write its figures. Exit code 1 when it is refused or cannot run."""
    care = care_of(settings)
    try:
        if told.experiment is None:
            for experiment in await offered(care):
                print(described(experiment))
            return 0
        out: Path = told.out or settings.data.folder / "bench"
        out.mkdir(parents=True, exist_ok=True)
        done = await run_local(told.experiment, typed(told.fields), show_progress, care)
    except CourseError as refusal:
        _clear()
        print(f"{type(refusal).__name__}: {refusal.sentence}", file=sys.stderr)
        return 1
    except (CannotRun, ChildWontStart) as stopped:
        _clear()
        print(f"syllabot: {stopped}", file=sys.stderr)
        return 1
    except OSError as failure:
        print(f"syllabot: --out {failure.filename}: {failure.strerror}", file=sys.stderr)
        return 2
    _clear()
    print(as_text(done.report))
    for name, data in _files(told.experiment, done.report, done.blobs):
        file = out / name
        file.write_bytes(data)
        print(f"wrote {file}")
    return 0


def described(experiment: Experiment) -> str:
    """An experiment and its settings, for the list that `syllabot bench` prints."""
    lines = [f"{experiment.name}: {experiment.title}", f"  {experiment.about}"]
    for field in experiment.fields:
        default = field.default
        shown = ",".join(map(str, default)) if isinstance(default, tuple) else str(default)
        lines.append(f"  {field.name}={shown or '…'}".ljust(36) + field.about)
        if field.choices:
            lines.append(f"{'':38}one of: {', '.join(choice.name for choice in field.choices)}")
    return "\n".join(lines)


def show_progress(progress: Progress) -> None:
    """One line that is written over; nothing when nobody looks."""
    if sys.stderr.isatty():
        full = round(BAR * progress.done / progress.total)
        bar = "█" * full + "░" * (BAR - full)
        sys.stderr.write(f"\r\x1b[K{bar} {progress.done}/{progress.total} {progress.doing[:60]}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def as_text(report: Report) -> str:
    """The whole report as plain text: verdict, table with both sides, machine, seeds, how to repeat it."""
    machine = report.machine
    parts = [
        report.title,
        "",
        report.verdict,
        "",
        table_as_text(report.table),
        "",
        *(f"· {note}" for note in report.notes),
        f"· {machine.processor}, {machine.threads} of {machine.cores} threads, {machine.device}, torch {machine.torch}",
        f"· seeds {', '.join(map(str, report.seeds))}; {report.seconds:.1f} s in all",
        f"· again: {report.command}",
    ]
    return "\n".join(parts)


def table_as_text(table: Table) -> str:
    """Columns side by side, under the side of the evaluation to which they belong."""
    sides = [column.side for column in table.columns]
    first_of_side = [side if side not in sides[:at] else "" for at, side in enumerate(sides)]
    heads: list[list[str]] = [["", *first_of_side], ["", *map(_head, table.columns)]]
    rows = [
        [row.name, *(_cell(row.cells.get(column.name, Cell())) for column in table.columns)]
        for row in table.rows
    ]
    widths = [max(len(line[at]) for line in heads + rows) for at in range(len(heads[0]))]
    lines = (
        (text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in heads + rows
    )
    return "\n".join("  ".join(line).rstrip() for line in lines)


def _head(column: Column) -> str:
    return f"{column.title}, {column.unit}" if column.unit else column.title


def _cell(cell: Cell) -> str:
    if cell.value is None:
        return cell.text or "–"
    shown = f"{cell.value:.4g}"
    if cell.low is not None and cell.high is not None:
        shown += f" [{cell.low:.3g}, {cell.high:.3g}]"
    return f"{shown} {cell.text}".rstrip()


def _files(experiment: str, report: Report, blobs: dict[str, bytes]) -> list[tuple[str, bytes]]:
    named = [
        (f"{experiment}-{number}.{figure.media_type.rsplit('/', 1)[1].split('+')[0]}", figure.blob)
        for number, figure in enumerate(report.figures, 1)
    ]
    if report.raw is not None:
        named.append((f"{experiment}.json", report.raw))
    return [(name, blobs[sha256]) for name, sha256 in named]
