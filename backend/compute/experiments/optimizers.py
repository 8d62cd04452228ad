"""Optimizers compared: what a step brings, what a step costs, and what the two make together.

The protocol, so that the comparison is fair:

1. Every optimizer gets the same number of learning rates. Each is tried with up to three tuning seeds; the
   rate that reaches the target on *validation* data in the fewest steps is taken.
2. With that rate it is trained on fresh seeds, which chose nothing, and judged on *test* data. All
   optimizers of a seed begin at the same point, and those that sample alike see the same minibatches.
3. A step's seconds are measured with plain torch.optim, one optimizer at a time, interleaved. Where
   steps do not cost the same number of gradients, passes over the data are counted as well.

What is not reached or diverges is shown as that. It compares optimizers on one workload, with
default constants; it says nothing of other workloads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import torch

from backend.compute import cuda, plots
from backend.compute.beside import Beside
from backend.compute.comparison import (
    FIRST_SEED,
    TUNING_SEEDS,
    Question,
    check,
    choose,
    judge,
    time_steps,
    tune,
)
from backend.compute.conclusion import notes, verdict
from backend.compute.drawing import pictures
from backend.compute.experiment import (
    CannotRun,
    Choice,
    Experiment,
    FieldCard,
    Outcome,
    Progress,
    Setting,
    Settings,
    discover,
)
from backend.compute.findings import Findings
from backend.compute.fused import prepared
from backend.compute.graphed import graphable
from backend.compute.machine import device
from backend.compute.optimizer import Optimizer
from backend.compute.stacked import Stacked
from backend.compute.timing import ROUNDS
from backend.compute.told import about, homes, lines
from backend.compute.training import Engine, Plan
from backend.compute.workload import Spend, Workload


@dataclass(frozen=True)
class Budget:
    """How much is spent on a comparison where nobody says otherwise."""

    title: str
    usual: Spend
    """A workload that takes longer has its own (`Workload.spends`)."""
    takes_s: float
    """Roughly; finished jobs tell better."""


BUDGETS = {
    "quick": Budget("Quick: seconds", Spend(steps=400, seeds=10), takes_s=10),
    "standard": Budget("Standard: a minute", Spend(steps=1200, seeds=16), takes_s=60),
    "thorough": Budget("Thorough: minutes", Spend(steps=3000, seeds=32), takes_s=300),
}

USUAL = ("sgd", "momentum", "rmsprop", "adam")
"""Optimizers that are compared where none is named."""
FEWEST_SEEDS, FEWEST_STEPS = 3, 20
WORST = 10_000
"""The largest condition number; with a larger one nothing here comes near the optimum in the steps there are."""


class OptimizerComparison(Experiment):
    name = "optimizers"
    title = "Optimizers compared"
    about = (
        "Trains a small model with each optimizer, at the learning rate that suits it best, and "
        "compares steps and seconds to a target."
    )

    def __init__(self, engine: Engine | None = None, rounds: int = ROUNDS) -> None:
        """Without an engine: on a CUDA device where there is one, else `Stacked` on the processor's cores.

        `rounds`: how often a step of each is timed."""
        self._engine, self._rounds = engine, rounds

    @cached_property
    def optimizers(self) -> dict[str, Optimizer]:
        return discover(Optimizer, ["backend.compute.optimizers"]).plugs

    @cached_property
    def workloads(self) -> dict[str, Workload]:
        return discover(Workload, ["backend.compute.workloads"]).plugs

    @property
    def fields(self) -> tuple[FieldCard, ...]:
        return (
            FieldCard(
                name="workload", title="Workload", about="What is learned.", kind="choice",
                choices=_choices(each for each in self.workloads.values() if not each.missing()),
                default="digits-softmax",
            ),
            FieldCard(
                name="optimizers", title="Optimizers", about="Which are compared, two at least.",
                kind="choices", choices=_explained(self.optimizers.values()), fewest=2, most=16,
                default=USUAL,
            ),
            FieldCard(
                name="condition", title="Condition number", kind="number", at_least=0, at_most=WORST, default=0,
                left_open="what suits the workload",
                about="How many times as much the loss curves in one direction as in another, 1 at least; of "
                f"{' and '.join(each.name for each in self.workloads.values() if each.conditioned)}.",
            ),
            FieldCard(
                name="rates", title="Learning rates",
                about="The same for all, three at least; left out, each optimizer has its own grid.",
                kind="numbers", at_least=1e-8, at_most=1000, fewest=3, most=16, default=(),
                left_open="each optimizer's own",
            ),
            FieldCard(
                name="budget", title="Budget", about="How many steps and seeds, where they are not given.",
                kind="choice", default="quick",
                choices=tuple(
                    Choice(name=name, title=each.title, takes_s=each.takes_s) for name, each in BUDGETS.items()
                ),
            ),
            FieldCard(
                name="seeds", title="Seeds", kind="integer", at_least=0, at_most=100, default=0,
                left_open="what the budget has",
                about="Fresh runs to report on, three at least; more tell more apart. 0 takes the budget's.",
            ),
            FieldCard(
                name="steps", title="Steps", kind="integer", at_least=0, at_most=5000, default=0,
                left_open="what the budget has",
                about="Of each run, twenty at least. 0 takes the budget's.",
            ),
            FieldCard(
                name="batch", title="Batch size", about="Samples a step.", kind="integer",
                at_least=1, at_most=512, default=32,
            ),
            FieldCard(
                name="target", title="Target", kind="number", at_least=0, at_most=16, default=0,
                about="Test accuracy, 0 to 1, or correct digits where the optimum is known; 0 takes what suits.",
                left_open="what suits the workload",
            ),
        )  # fmt: skip

    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        question = self.question(settings)
        data = question.looked_at(question.workload.load())
        check(question, data)
        where = None if self._engine else cuda.device()
        if where is not None:
            data = cuda.on(where, data)
            engine: Engine = cuda.AllSeeds(where, (question.tuning, question.seeds))
        else:
            engine = self._engine or Beside(lambda: Stacked((question.tuning, question.seeds)))
        found = Findings(question)
        parts = Parts(len(question.tuning) + len(question.seeds) + 2, report)
        for seed in question.tuning:
            parts.begin(f"choosing rates, seed {seed}", found)
            found = replace(found, tried=(*found.tried, tune(question, data, engine, seed)))
        rates = choose(question, found.tried)
        found = replace(found, rates=rates)
        for seed in question.seeds:
            parts.begin(f"training on seed {seed}", found)
            judged = judge(question, data, engine, rates, seed)
            found = replace(found, judged=(*found.judged, judged))
        parts.begin("timing a step of each", found)
        stopwatch = cuda.stopwatch(where) if where else None
        timing = time_steps(question, data, rates, stopwatch, self._rounds)
        found = replace(found, timing=timing)
        parts.begin("drawing", found)
        return Outcome(
            title=f"{self.title}: {_in_a_title(question.workload)}",
            verdict=verdict(found),
            table=found.table(),
            pictures=pictures(found, timing),
            seeds=question.seeds,
            notes=(*notes(found, graphable), cuda.said(where)) if where else notes(found),
            raw=found.raw(),
            device=device() if where else "cpu",
        )

    def prepare(self) -> Iterator[None]:
        """Some seconds of importing, and on a machine where nothing was compiled yet some more, that a student would
        wait for otherwise."""
        usual = [self.optimizers[name] for name in USUAL]
        yield
        # torch imports its own compiler when the first optimizer is made.
        usual[0].plain([torch.nn.Parameter(torch.zeros(1))], usual[0].rates[0])
        yield
        plots.prepare()
        yield
        if cuda.device() is None:
            yield from prepared(usual)

    def question(self, settings: Settings) -> Question:
        """The settings, in terms of what they name. Raises `CannotRun`."""
        workload = self._conditioned(self.workloads[str(settings["workload"])], settings["condition"])
        if workload.missing():
            raise CannotRun(workload.missing())
        names = settings["optimizers"]
        given, seeds, steps = settings["rates"], settings["seeds"], settings["steps"]
        batch, target = settings["batch"], settings["target"]
        assert isinstance(names, tuple)
        assert isinstance(given, tuple)
        assert isinstance(seeds, int)
        assert isinstance(steps, int)
        assert isinstance(batch, int)
        assert isinstance(target, int | float)
        if target > workload.objective.most:
            raise CannotRun(
                f"{workload.objective.measure.capitalize()} on {workload.name} goes to "
                f"{workload.objective.most:g}, so {target:g} cannot be a target; 0 takes what suits."
            )
        budget = str(settings["budget"])
        spend = workload.spends.get(budget, BUDGETS[budget].usual)
        seeds, steps = seeds or spend.seeds, steps or spend.steps
        if seeds < FEWEST_SEEDS or steps < FEWEST_STEPS:
            raise CannotRun(
                f"A comparison needs {FEWEST_SEEDS} seeds and {FEWEST_STEPS} steps at least; "
                "0 takes what the budget has."
            )
        chosen = tuple(self.optimizers[str(name)] for name in names)
        shared = tuple(float(rate) for rate in given)
        grids = {each.name: shared or each.rates for each in chosen}
        if len({len(grid) for grid in grids.values()}) > 1:
            raise CannotRun(
                "These optimizers do not have equally many rates of their own, so the comparison "
                "would not be fair. Say which rates to try."
            )
        return Question(
            workload=workload,
            optimizers=chosen,
            rates=grids,
            seeds=tuple(range(FIRST_SEED, FIRST_SEED + seeds)),
            plan=Plan(steps=steps, batch=batch, every=max(1, steps // spend.looks)),
            target=float(target) or workload.target,
            tuning=TUNING_SEEDS[: spend.tuning],
            held=spend.held,
        )


    def _conditioned(self, workload: Workload, condition: Setting) -> Workload:
        """With that condition number, 0 for what it has. Raises `CannotRun`."""
        assert isinstance(condition, int | float)
        if condition == 0:
            return workload
        if workload.conditioned is None:
            able = " or ".join(each.name for each in self.workloads.values() if each.conditioned)
            raise CannotRun(
                f"The condition number of {workload.name} is what its data make it, so {condition:g} cannot be chosen: "
                f"leave “condition” out, or take {able}."
            )
        if condition < 1:
            raise CannotRun(
                f"A condition number is 1 at least, and {condition:g} is not; 0 takes what suits the workload."
            )
        return workload.conditioned(float(condition))


class Parts:
    """Counts finished parts and reports them, with the table as it then is."""

    def __init__(self, total: int, report: Callable[[Progress], None]) -> None:
        self._begun, self._total, self._report = 0, total, report

    def begin(self, doing: str, found: Findings) -> None:
        """The next part begins, so those before it are done."""
        table = found.table()
        self._report(Progress(done=self._begun, total=self._total, doing=doing, table=table))
        self._begun += 1


def _in_a_title(workload: Workload) -> str:
    told = workload.title[0].lower() + workload.title[1:]
    return told if workload.condition is None else f"{told}, condition number {workload.condition:g}"


def _choices(plugs: Iterable[Optimizer | Workload]) -> tuple[Choice, ...]:
    return tuple(Choice(name=plug.name, title=plug.title) for plug in plugs)


def _explained(plugs: Iterable[Optimizer]) -> tuple[Choice, ...]:
    """With what a student may ask of each: the words, the paper and the lines of its own file."""
    declared = homes("backend.compute.optimizers")
    return tuple(
        Choice(
            name=plug.name,
            title=plug.title,
            about=about(declared.get(id(plug))),
            paper=plug.paper[:300],
            source=lines(plug.reference, declared.get(id(plug))),
        )
        for plug in plugs
    )


OPTIMIZERS = OptimizerComparison()
