"""A report as a web page: one pure function from a job to HTML.

The page loads nothing from elsewhere and holds under a strict content security policy; its one script, which draws
the figures again so that they can be pointed at, lies beside it, and without it the pictures are there to be read.
Everything that came from a benchmark is escaped. Numbers carry their intervals, and what is no number ("not
reached") is said in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from pathlib import Path

from backend.compute.downloads import NotThere, download
from backend.contract.compute import Cell, Column, GpuCard, Job, MachineCard, Report, Setting, Table

SCRIPT = Path(__file__).parent / "report_page" / "plots.js"

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may do, as a Content-Security-Policy."""

SIDES = {
    "statistical": "Statistical side: what a step brings",
    "hardware": "Hardware side: what a step costs",
    "": "",
}

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fffefb; --faint: #5c5c5c;
  --line: #d8d4cb; --note: #f3efe6; --alarm: #8a2b0e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --paper: #17181a; --faint: #a5a29b;
  --line: #3a3b3e; --note: #222326; --alarm: #ffab8a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 62rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 Charter, "Bitstream Charter", Georgia, serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2.4rem 0 .6rem; }
.verdict { font-size: 1.15rem; max-width: 46rem; }
.faint, figcaption, caption { color: var(--faint); }
.problem { border-left: .3rem solid var(--alarm); padding: .4rem .9rem; background: var(--note); }
.stored { border-left: .3rem solid var(--faint); padding: .4rem .9rem; background: var(--note); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .4rem; font-size: .9rem; }
th, td { padding: .35rem .9rem .35rem 0; text-align: right; vertical-align: top;
  border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; }
thead th { font-weight: 600; vertical-align: bottom; }
thead .side { text-align: left; font-style: italic; font-weight: 400; color: var(--faint); }
.interval { display: block; font-size: .82rem; color: var(--faint); }
figure { margin: 1.4rem 0; }
img { max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); }
.plot { width: 100%; min-width: 30rem; height: auto; background: #fff; border: 1px solid var(--line);
  touch-action: pan-y; display: block; }
.plot text { font: 12px system-ui, sans-serif; fill: #444; }
.plot .name { fill: #1b1b1b; font-size: 13px; }
.plot .frame line { stroke: #e6e6e6; }
.plot .frame .target { stroke: #767676; }
.plot .says { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.plot path { fill: none; }
.plot .run { stroke-width: 1; opacity: .28; }
.plot .mean { stroke-width: 2.2; }
.plot .faded { opacity: .25; }
.plot .mark line { stroke: #767676; stroke-dasharray: 3 3; }
.plot .mark circle { stroke: #fff; stroke-width: 2; }
.at { display: block; min-height: 1.6em; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .3rem 0; }
.legend label { display: flex; align-items: center; gap: .35rem; }
.swatch { width: 1.1rem; height: .3rem; border-radius: .15rem; }
.still { margin-top: .3rem; color: var(--faint); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: .9rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
pre { background: var(--note); padding: .7rem .9rem; overflow-x: auto; }
"""


def page(job: Job, path: str) -> str:
    """The HTML of a job's report. `path` is where the page lies; its pictures lie below it.

    Raises ValueError when the job has no report.
    """
    report = job.report
    if report is None:
        raise ValueError(f"job {job.id} has no report")
    parts = [
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="faint">Benchmark #{job.id}, asked by {escape(job.asked_by)} '
        f"on {job.asked:%-d %B %Y, %H:%M} UTC</p>",
        *_stored(job),
        *_problem(job),
        f'<p class="verdict">{escape(report.verdict)}</p>',
        "<h2>Numbers</h2>",
        _table(report.table),
        *_notes(report),
        *_figures(report, path),
        "<h2>How it was measured</h2>",
        _facts(job, report),
        "<h2>Numbers to take away</h2>",
        _downloads(report, path),
        "<h2>Repeat it</h2>",
        f"<pre><code>{escape(report.command)}</code></pre>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)} · benchmark #{job.id}</title>"
        f"<style>{STYLE}</style>{_script(report, path)}</head>\n<body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def number(value: float) -> str:
    """Whole numbers whole, others to three significant digits, exponents only where they help."""
    if not math.isfinite(value):
        return f"{value:g}"
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    if 1e-4 <= abs(value) < 100 and float(f"{value:.2g}") == value:
        return f"{value:g}"  # such as a learning rate of 0.03, which was chosen and not measured
    digits = 2 - math.floor(math.log10(abs(value)))
    if digits > 8 or digits < -6:
        return f"{value:.2e}"
    rounded = round(value, digits)
    return f"{rounded:,.{max(digits, 0)}f}" if abs(rounded) >= 1 else f"{rounded:.{digits}f}"


def cell(told: Cell | None) -> tuple[str, str]:
    """What a cell says, and its interval: ("0.962", "0.951 to 0.97"); either may be empty."""
    if told is None:
        return "", ""
    said = [] if told.value is None else [number(told.value)]
    if told.text:
        said.append(told.text)
    interval = ""
    if told.low is not None and told.high is not None:
        interval = f"{number(told.low)} to {number(told.high)}"
    return " ".join(said), interval


def _stored(job: Job) -> Iterator[str]:
    if job.same_as is not None:
        on = f" on {job.measured:%-d %B %Y, %H:%M} UTC" if job.measured else ""
        yield (
            f'<p class="stored">Answered from the store: benchmark #{job.same_as} measured this{on}, with the same '
            "settings, code and machine. Nothing was measured anew.</p>"
        )


def _problem(job: Job) -> Iterator[str]:
    if job.state == "cancelled":
        yield '<p class="problem">This benchmark was cancelled; what follows is not all of it.</p>'
    elif job.problem:
        yield f'<p class="problem">{escape(job.problem)}</p>'


def _table(table: Table) -> str:
    sides = "".join(_sides(table.columns))
    names = "".join(f'<th scope="col">{_heading(column)}</th>' for column in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        + "".join(_data(row.cells.get(column.name)) for column in table.columns)
        + "</tr>"
        for row in table.rows
    )
    return (
        '<div class="wide"><table><caption>Below a number: its 95 % interval.</caption><thead>'
        f'<tr><th></th>{sides}</tr><tr><th scope="col">Name</th>{names}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _sides(columns: tuple[Column, ...]) -> Iterator[str]:
    """One heading over each run of columns of the same side."""
    begin = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].side != columns[begin].side:
            title = SIDES[columns[begin].side]
            yield f'<th class="side" scope="colgroup" colspan="{at - begin}">{title}</th>'
            begin = at


def _heading(column: Column) -> str:
    unit = f" ({escape(column.unit)})" if column.unit else ""
    better = f'<span class="interval">{column.better} is better</span>' if column.better else ""
    return f"{escape(column.title)}{unit}{better}"


def _data(told: Cell | None) -> str:
    said, interval = cell(told)
    below = f'<span class="interval">{interval}</span>' if interval else ""
    return f"<td>{escape(said)}{below}</td>"


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
        yield f"<h2>To be read with it</h2><ul>{notes}</ul>"


def _figures(report: Report, path: str) -> Iterator[str]:
    for number, figure in enumerate(report.figures):
        source = escape(f"{path}/{figure.blob}")
        drawn = figure.drawn and report.raw is not None
        plot = f' data-plot="{number}" data-raw="{escape(f"{path}/{report.raw}")}"' if drawn else ""
        numbers = (
            f' · <a href="{escape(f"{path}/figure-{number + 1}.csv")}">CSV</a>' if drawn else ""
        )
        yield (
            f'<figure{plot}><img src="{source}" alt="{escape(figure.alt)}">'
            f"<figcaption>{escape(figure.title)}{numbers}</figcaption></figure>"
        )


def _script(report: Report, path: str) -> str:
    if report.raw is None or not any(figure.drawn for figure in report.figures):
        return ""
    beside = path.rpartition("/")[0]
    return f'<script type="module" src="{escape(f"{beside}/{SCRIPT.name}")}"></script>'


def _downloads(report: Report, path: str) -> str:
    links = [("table.csv", "the table as CSV"), ("report.json", "the report as JSON")]
    if report.raw is not None:
        links += [("raw.csv", "all raw numbers as CSV"), (report.raw, "all raw numbers as JSON")]
    items = "".join(
        f'<li><a href="{escape(f"{path}/{name}")}">{says}</a></li>' for name, says in links
    )
    return f"<ul>{items}</ul>"


def _facts(job: Job, report: Report) -> str:
    facts = [
        *_settings(job),
        ("seeds reported on", ", ".join(map(str, report.seeds)) or "none"),
        *_machine(report.machine),
        ("took", f"{report.seconds:.1f} s"),
        *([("code", report.code)] if report.code else []),
    ]
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f"<dl>{told}</dl>"


def _machine(machine: MachineCard) -> Iterator[tuple[str, str]]:
    yield "machine", f"{machine.processor}, {machine.cores} cores, {machine.memory_gib:g} GiB"
    yield "measured on", f"{machine.device}, threads: {machine.threads}"
    if machine.gpu is not None:
        yield "GPU", gpu_in_words(machine.gpu)
    yield "software", f"{machine.system}, Python {machine.python}, torch {machine.torch}"
    if machine.load is not None:
        yield "load at the start", f"{machine.load:g}"


def _settings(job: Job) -> Iterator[tuple[str, str]]:
    """What was chosen; jobs of before that was kept have the bare settings."""
    if job.chosen:
        yield from ((each.title, each.words) for each in job.chosen)
    else:
        yield from ((name, _setting(value)) for name, value in job.settings.items())


def _setting(value: Setting) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_setting, value)) or "each its own"
    return f"{value:g}" if isinstance(value, float) else str(value)


def gpu_in_words(gpu: GpuCard) -> str:
    """Its memory, its driver, and how fast it was clocked as far as the driver said."""
    parts = [gpu.name, f"{gpu.memory_gib:g} GiB"]
    if gpu.driver:
        parts.append(f"driver {gpu.driver}")
    if gpu.clock_mhz is not None:
        most = "" if gpu.most_clock_mhz is None else f" of at most {gpu.most_clock_mhz:g}"
        parts.append(f"clocked at {gpu.clock_mhz:g}{most} MHz")
    if gpu.memory_clock_mhz is not None:
        parts.append(f"memory at {gpu.memory_clock_mhz:g} MHz")
    return ", ".join(parts)


__all__ = ["POLICY", "SCRIPT", "NotThere", "cell", "download", "gpu_in_words", "number", "page"]
