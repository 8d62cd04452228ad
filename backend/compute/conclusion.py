"""What may be said of a comparison of optimizers: the verdict, and what must be read with it.

The verdict has at most two sentences, one on steps and one on seconds, and names no winner that the
data do not tell apart. The notes say how it was measured and what makes the numbers weaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from backend.compute.findings import Findings, in_seconds
from backend.compute.intervals import median_error
from backend.compute.optimizer import Optimizer
from backend.compute.sampling import Sampling
from backend.compute.stacked import together
from backend.compute.timing import QUIET, Timing
from backend.compute.verdict import Scores, listed, rank, sentence
from backend.compute.workload import Workload

NOTE = 300
"""Characters a note may have."""
SEES: dict[Sampling, str] = {
    "reshuffled": "a new order each pass",
    "replaced": "minibatches drawn with replacement",
    "blocks": "fixed minibatches drawn with replacement",
    "full": "all samples",
}


def verdict(found: Findings) -> str:
    """At most two sentences: on steps, and on seconds."""
    titles = found.titles
    target = _said(found, found.question.target)
    steps = {titles[name]: found.steps(name) for name in titles}
    reached = {title: values for title, values in steps.items() if values is not None}
    missed = [title for title, values in steps.items() if values is None]
    if not reached:
        return _on_accuracy(found, target)
    said = {title: f"{np.mean(values):.0f}" for title, values in reached.items()}
    if len(reached) == 1:
        (only,) = reached
        return f"Only {only} reached {target} in every run, in {said[only]} steps on average."
    on_steps = sentence(
        rank(Scores(reached, coarse=found.coarse)),
        said,
        best=f"{{best}} reached {target} in the fewest steps, {{number}} on average"
        " where {next} took {next_number}",
        tie=f"In steps to {target}, {{best}} ({{number}}) cannot be told apart from {{tied}}",
        beats=", but needs fewer than {beaten}",
    )
    others = f"; {listed(missed)} did not get there in every run" if missed else ""
    on_seconds = _on_seconds(found, found.timing, reached) if found.timing else ""
    return f"{on_steps}{others}. {on_seconds}".strip()


def _on_seconds(found: Findings, timing: Timing, reached: Mapping[str, Sequence[float]]) -> str:
    names = {title: name for name, title in found.titles.items()}
    each = {title: timing.seconds(names[title]).value for title in reached}
    seconds = {title: [count * each[title] for count in reached[title]] for title in reached}

    def doubt(one: str, other: str) -> float:
        return median_error(timing.log_ratios(names[one], names[other]))

    ranking = rank(Scores(seconds, coarse=found.coarse * max(each.values()), doubt=doubt))
    said = {title: in_seconds(float(np.mean(values))) for title, values in seconds.items()}
    told = sentence(
        ranking,
        said,
        best="Counting what a step costs, {best} is there soonest, after {number}"
        " where {next} takes {next_number}",
        tie="In seconds, {best} ({number}) cannot be told apart from {tied}",
        beats=", but is faster than {beaten}",
    )
    return f"{told}."


def _on_accuracy(found: Findings, target: str) -> str:
    short = {
        title: [-curve.accuracy[-1] for curve in found.of(name)]
        for name, title in found.titles.items()
    }
    objective = found.question.workload.objective
    said = {title: objective.said(-float(np.mean(values))) for title, values in short.items()}
    steps = found.question.plan.steps
    told = sentence(
        rank(Scores(short)),
        said,
        best=f"after {steps} steps {{best}} is ahead with {{number}},"
        " before {next} with {next_number}",
        tie=f"after {steps} steps {{best}} ({{number}}) cannot be told apart from {{tied}}",
        beats=", but is ahead of {beaten}",
        lead=f"No optimizer reached {target} in every run; ",
    )
    return f"{told}."


def notes(found: Findings, joins: Callable[[Workload, Optimizer], bool] = together) -> tuple[str, ...]:
    """What must be read with the numbers. `joins`: whose runs the engine trains together."""
    told = [
        *_method(found),
        *_alone(found, joins),
        *_families(found),
        *_edges(found),
        *_diverged(found),
        *_load(found),
    ]
    told.append(f"Data: {found.question.workload.licence}.")
    return tuple(note if len(note) <= NOTE else f"{note[: NOTE - 1]}…" for note in told)


def _method(found: Findings) -> Iterator[str]:
    question = found.question
    tries, others = len(question.rates[question.optimizers[0].name]), len(question.tuning)
    yield (
        f"Each optimizer's rate was chosen out of {tries} on validation data, with "
        f"{others} other seed{'s' if others > 1 else ''}; all numbers are of test data and fresh seeds."
    )
    yield (
        "Intervals are of 95 %: Student's t over seeds, the bootstrap for timings. What is told "
        "apart is so after Holm's correction. Held-out data were looked at every "
        f"{question.plan.every} steps."
    )
    if question.held is not None:
        yield (
            f"Looked at were the first {question.held:,} samples of the validation and of the test part, as looking at "
            "all of them takes longer than training does; the budget “thorough” looks at all."
        )


def _alone(found: Findings, joins: Callable[[Workload, Optimizer], bool]) -> Iterator[str]:
    question = found.question
    alone = [each.title for each in question.optimizers if not joins(question.workload, each)]
    if len(alone) == len(question.optimizers):
        yield "Trained one run after another, the plain way: these do not gain from being trained together."
    elif alone:
        yield f"Trained one run at a time, as they do not go together with others: {listed(alone)}."


def _families(found: Findings) -> Iterator[str]:
    """Who sees which samples, where that differs."""
    if not found.mixed:
        return
    seen: dict[str, list[str]] = {}
    for each in found.question.optimizers:
        seen.setdefault(SEES[each.sampling], []).append(each.title)
    told = "; ".join(f"{listed(titles)}: {sees}" for sees, titles in seen.items())
    yield f"What a step sees, the same for all of a kind: {told}."


def _edges(found: Findings) -> Iterator[str]:
    edge = []
    for each in found.question.optimizers:
        grid, rate = found.question.rates[each.name], found.rates[each.name]
        if rate in (grid[0], grid[-1]):
            edge.append(f"{each.title} ({rate:g})")
    if edge:
        yield f"At the edge of its grid, so that a wider one might do better: {listed(edge)}."


def _diverged(found: Findings) -> Iterator[str]:
    diverged = [
        f"{each.title} at {rate:g}"
        for each in found.question.optimizers
        for rate in found.question.rates[each.name]
        if any(seed[each.name, rate].diverged for seed in found.tried)
    ]
    if diverged:
        yield f"Diverged while rates were chosen: {listed(diverged)}."


def _load(found: Findings) -> Iterator[str]:
    if found.timing is not None and found.timing.foreign > QUIET:
        yield (
            f"Other programs took {100 * found.timing.foreign:.0f} % of the machine while steps "
            "were timed. Ratios bear that well, milliseconds less so."
        )


def _said(found: Findings, value: float) -> str:
    """85 % test accuracy."""
    objective = found.question.workload.objective
    return f"{objective.said(value)} {objective.measure}"
