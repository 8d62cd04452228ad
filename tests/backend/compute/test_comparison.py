"""The comparison's protocol: who chooses, who judges, and what it makes of what it saw."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from backend.compute.comparison import (
    TUNING_SEEDS,
    Question,
    check,
    choose,
    judge,
    merit,
    tune,
    with_anchors,
)
from backend.compute.conclusion import notes, verdict
from backend.compute.digits import digits
from backend.compute.experiment import CannotRun, Progress
from backend.compute.experiments.optimizers import (
    BUDGETS,
    FEWEST_SEEDS,
    FEWEST_STEPS,
    OPTIMIZERS,
    OptimizerComparison,
)
from backend.compute.fields import complete
from backend.compute.findings import Findings
from backend.compute.fused import fused
from backend.compute.timing import Timing
from backend.compute.training import Curve, plain
from backend.compute.workload import Data, Part
from backend.contract.refusals import BadSettings

pytestmark = pytest.mark.usefixtures("one_thread")

SMALL = complete(
    OPTIMIZERS.card,
    {"optimizers": ("sgd", "adam", "rmsprop"), "seeds": 3, "steps": 60, "target": 0.85},
)
BRIEF = OptimizerComparison(rounds=6)
"""Its steps are timed so seldom that its seconds are worth nothing here."""


def question(**more: object) -> Question:
    return OPTIMIZERS.question({**SMALL, **more})  # type: ignore[dict-item]


@pytest.fixture(scope="module")
def data() -> Data:
    return digits()


def curve(steps: int | None, loss: float = 0.2, last: float = 0.96) -> Curve:
    """A curve that reaches 0.85 after so many of 60 steps."""
    grid = tuple(range(0, 61, 5))
    accuracy = [0.1 if steps is None or step < steps else last for step in grid]
    losses = np.linspace(2.3, loss, len(grid))
    return Curve(grid, tuple(losses), tuple(accuracy))


# Choosing and judging.


def test_test_data_has_no_say_in_the_rates(data: Data) -> None:
    """With other test data the same rates are chosen; with other validation data not."""
    asked = question()
    shuffled = data.test.y[torch.randperm(400, generator=torch.Generator().manual_seed(1))]
    others = replace(data, test=Part(data.test.x, shuffled))
    garbled = replace(data, validation=Part(data.validation.x, shuffled[:397]))
    tried = [[tune(asked, each, fused, 9001)] for each in (data, others, garbled)]
    assert tried[0] == tried[1]
    assert tried[0] != tried[2]
    assert choose(asked, tried[0]) == choose(asked, tried[1])


def test_a_seed_that_chose_does_not_judge(data: Data) -> None:
    asked = question()
    rates = {each.name: each.rates[2] for each in asked.optimizers}
    with pytest.raises(ValueError, match="used to choose"):
        judge(asked, data, fused, rates, TUNING_SEEDS[0])
    assert not set(TUNING_SEEDS) & set(question(seeds=100).seeds)


def test_every_optimizer_gets_equally_many_rates() -> None:
    asked = question(optimizers=tuple(OPTIMIZERS.optimizers))
    assert len({len(grid) for grid in asked.rates.values()}) == 1
    shared = question(rates=(0.01, 0.1, 1.0))
    assert set(shared.rates.values()) == {(0.01, 0.1, 1.0)}
    odd = OptimizerComparison()
    odd.optimizers["sgd"] = replace(odd.optimizers["sgd"], rates=(0.1, 1.0))
    with pytest.raises(CannotRun, match="would not be fair"):
        odd.question(SMALL)


def test_the_best_rate_reaches_the_target_soonest() -> None:
    sure, lucky, never = [curve(30)] * 3, [curve(5), curve(5), curve(None)], [curve(None)] * 3
    soonest = [curve(20)] * 3
    diverged = [curve(None, loss=9.0)] * 3
    ranks = sorted((soonest, sure, lucky, never, diverged), key=lambda runs: merit(runs, 0.85))
    assert ranks == [soonest, sure, lucky, never, diverged]
    assert merit([curve(30, loss=0.1)], 0.85) < merit([curve(30, loss=0.2)], 0.85)


# Concluding.


def timing(asked: Question, *factors: float, foreign: float = 0.0) -> Timing:
    base = 1e-4 * (1 + 0.02 * np.sin(np.arange(20)))
    names = tuple(each.name for each in asked.optimizers)
    return Timing(names, np.array([base * f for f in factors]), (50,) * len(names), foreign)


def found(
    sgd: Sequence[int | None],
    adam: Sequence[int | None],
    rmsprop: Sequence[int | None],
    **more: object,
) -> Findings:
    asked = question()
    judged = tuple(
        {"sgd": curve(a, last=0.9), "adam": curve(b), "rmsprop": curve(c)}
        for a, b, c in zip(sgd, adam, rmsprop, strict=True)
    )
    told: dict[str, object] = {
        "question": asked,
        "rates": {"sgd": 1.0, "adam": 0.03, "rmsprop": 0.03},
        "judged": judged,
        "timing": timing(asked, 1.0, 2.0, 1.5),
    }
    return Findings(**(told | more))  # type: ignore[arg-type]


def test_a_winner_in_steps_and_another_in_seconds() -> None:
    said = verdict(found([50, 55, 50, 50], [20, 25, 20, 20], [60, 60, 55, 60]))
    assert said.startswith("Adam reached 85 % test accuracy in the fewest steps, 21 on average")
    assert "where SGD took 51" in said
    assert "Counting what a step costs, Adam is there soonest, after 4.2" in said
    quick = found([50, 55, 50, 50], [30, 35, 30, 30], [60, 60, 55, 60])
    said = verdict(replace(quick, timing=timing(quick.question, 1, 3, 2)))
    assert said.startswith("Adam reached 85 % test accuracy in the fewest steps, 31")
    assert said.endswith("SGD is there soonest, after 5.13 ms where Adam takes 9.39 ms.")


def test_a_tie_is_called_a_tie() -> None:
    said = verdict(found([20, 40, 30], [30, 25, 35], [25, 45, 30]))
    assert "cannot be told apart from" in said
    assert "fewest" not in said
    assert said.count(". ") == 1, "two sentences at most"


def test_what_was_not_reached_is_said_and_shown() -> None:
    findings = found([20, 25, 20], [20, 25, 20], [60, None, 55])
    assert "RMSProp did not get there in every run" in verdict(findings)
    cells = {row.name: row.cells for row in findings.table().rows}
    assert cells["RMSProp"]["steps"].text == "2 of 3 runs"
    assert cells["RMSProp"]["seconds"].text == "2 of 3 runs"
    never = found([None] * 3, [20, 25, 20], [None] * 3)
    assert verdict(never).startswith("Only Adam reached 85 % test accuracy in every run")
    assert never.table().rows[0].cells["steps"].text == "not reached"
    nobody = found([None] * 3, [None] * 3, [None] * 3)
    assert verdict(nobody).startswith("No optimizer reached 85 % test accuracy in every run; ")


def test_a_diverged_run_is_shown_as_that() -> None:
    findings = found([20, 25, 20], [20, 25, 20], [20, 25, 20])
    blown = replace(findings.judged[0]["sgd"], loss=(2.3,) * 12 + (float("inf"),))
    judged = ({**findings.judged[0], "sgd": blown}, *findings.judged[1:])
    assert (
        replace(findings, judged=judged).table().rows[0].cells["loss"].text == "diverged in 1 of 3"
    )


def test_the_table_has_both_sides_and_paired_ratios() -> None:
    table = found([20, 25, 20], [20, 25, 20], [20, 25, 20]).table()
    assert {column.side for column in table.columns} >= {"statistical", "hardware"}
    adam = next(row for row in table.rows if row.name == "Adam").cells
    assert adam["ratio"].value == pytest.approx(2.0)
    assert adam["ratio"].high == pytest.approx(2.0), "what disturbs both does not move a ratio"
    assert adam["seconds"].value == pytest.approx(21.67 * 2e-4, rel=0.02)
    assert adam["accuracy"].value == pytest.approx(0.96)


def test_where_the_optimum_is_known_digits_are_compared() -> None:
    asked = question(
        workload="ridge", condition=10, optimizers=("sgd", "svrg", "gradient-descent"), target=0
    )
    assert asked.target == asked.workload.target == 1.0
    with pytest.raises(
        CannotRun, match="Test accuracy on digits-softmax goes to 1, so 2 cannot be a target"
    ):
        question(target=2.0)
    settings = complete(
        OPTIMIZERS.card,
        {
            "workload": "ridge", "condition": 10, "optimizers": ("sgd", "svrg"), "rates": (0.1, 0.3, 1),
            "seeds": 3, "steps": 40, "target": 0.4,
        },
    )  # fmt: skip
    outcome = BRIEF.run(settings, lambda _: None)
    titles = {column.name: (column.title, column.unit) for column in outcome.table.columns}
    assert titles["accuracy"] == ("Digits of the optimum", "")
    assert titles["loss"] == ("Test loss", "")
    assert "0.4 digits of the optimum" in outcome.verdict
    assert "condition number 10" in outcome.title and outcome.raw["condition"] == 10
    assert "Digits of the optimum against seconds" in outcome.pictures[1].title
    assert "nats" not in outcome.pictures[0].alt
    assert any("as they do not go together with others: SVRG." in note for note in outcome.notes)
    digits = [row.cells["accuracy"].value or 0 for row in outcome.table.rows]
    assert all(0.3 < each < 16 for each in digits)


def test_where_steps_are_not_alike_passes_are_counted() -> None:
    plain = found([20, 25, 20], [20, 25, 20], [20, 25, 20])
    assert "passes" not in {column.name for column in plain.table().columns}
    every = OPTIMIZERS.optimizers
    asked = replace(
        plain.question, optimizers=(every["sgd"], every["svrg"], every["gradient-descent"])
    )
    grid = curve(20).steps
    judged = {
        "sgd": replace(curve(20), passes=tuple(step / 10 for step in grid)),
        "svrg": replace(curve(10), passes=tuple(step / 4 for step in grid)),
        "gradient-descent": replace(curve(None), passes=tuple(float(step) for step in grid)),
    }
    mixed = replace(
        plain,
        question=replace(asked, rates={each.name: each.rates for each in asked.optimizers}),
        rates=dict.fromkeys(judged, 1.0),
        judged=(judged,) * 3,
        timing=None,
    )
    cells = [row.cells["passes"] for row in mixed.table().rows]
    assert [cell.value for cell in cells[:2]] == [2.0, 2.5]
    assert cells[2].text == "not reached"
    told = " ".join(notes(mixed))
    assert "SGD: a new order each pass; SVRG: minibatches drawn with replacement" in told
    assert (
        "Trained one run at a time, as they do not go together with others: SVRG and Gradient descent."
        in told
    )


def test_what_is_due_seldom_is_part_of_a_step() -> None:
    samples = np.array([[1.0, 1.1], [2.0, 2.2], [50.0, 60.0]])
    measured = Timing(("sgd", "svrg", "svrg anchor"), samples, (9, 5, 1), 0.1)
    folded = with_anchors(measured, {"sgd": 0.0, "svrg": 0.02})
    assert folded.names == ("sgd", "svrg")
    assert folded.calls == (9, 5)
    assert folded.samples.tolist() == [[1.0, 1.1], [pytest.approx(3.0), pytest.approx(3.4)]]
    assert measured.samples[1, 0] == 2.0


def test_what_would_not_fit_is_refused(data: Data) -> None:
    every = OPTIMIZERS.optimizers
    asked = replace(
        question(seeds=100, steps=5000), optimizers=(every["sgd"], every["gradient-descent"])
    )
    small = replace(asked, optimizers=(every["sgd"], every["gradient-descent"], every["saga"]))
    check(replace(small, plan=replace(asked.plan, steps=400)), data)
    with pytest.raises(CannotRun, match="all 1,000 samples at each step"):
        check(replace(asked, workload=replace(asked.workload, layers=(64, 256, 10))), data)
    wide = replace(asked.workload, layers=(64, 4096, 10))
    with pytest.raises(CannotRun, match="each of 1,000 minibatches"):
        check(
            replace(
                asked, workload=wide, optimizers=(every["saga"],), plan=replace(asked.plan, batch=1)
            ),
            data,
        )


def test_notes_say_what_weakens_the_numbers() -> None:
    findings = found([20, 25, 20], [20, 25, 20], [20, 25, 20])
    asked, muon = findings.question, OPTIMIZERS.optimizers["muon"]
    tried = {
        (each.name, rate): curve(20, loss=9.0 if (each.name, rate) == ("sgd", 10.0) else 0.2)
        for each in findings.question.optimizers
        for rate in findings.question.rates[each.name]
    }
    busy = timing(findings.question, 1, 2, 3, foreign=0.4)
    rates = {**findings.rates, "adam": 0.3}
    told = " ".join(notes(replace(findings, tried=(tried,), timing=busy, rates=rates)))
    assert "Diverged while rates were chosen: SGD at 10." in told
    assert "At the edge of its grid, so that a wider one might do better: Adam (0.3)." in told
    assert "Other programs took 40 % of the machine" in told
    assert "CC BY 4.0" in told
    assert "one run at a time" not in told
    alone = replace(
        asked, optimizers=(*asked.optimizers[:2], muon), rates={**asked.rates, "muon": muon.rates}
    )
    told = " ".join(
        notes(replace(findings, question=alone, rates={**findings.rates, "muon": 0.01}))
    )
    assert "Trained one run at a time, as they do not go together with others: Muon." in told
    quiet = " ".join(notes(findings))
    assert "Diverged" not in quiet
    assert "Other programs" not in quiet


# The whole, on a small scale.


def test_the_experiment_from_settings_to_outcome() -> None:
    seen: list[Progress] = []
    outcome = BRIEF.run(SMALL, seen.append)
    assert [(each.done, each.total) for each in seen] == [(at, 8) for at in range(8)]
    tables = [each.table for each in seen if each.table is not None]
    filled = [sum(len(row.cells) for row in table.rows) for table in tables]
    assert filled == sorted(filled), "the table fills"
    assert filled[0] == 0
    assert filled[-1] == 3 * len(outcome.table.columns)
    assert [row.name for row in outcome.table.rows] == ["SGD", "Adam", "RMSProp"]
    assert outcome.seeds == (1, 2, 3)
    assert len(outcome.pictures) == 3
    for picture in outcome.pictures:
        assert len(picture.data) < 1_000_000
        assert "Adam" in picture.alt
    raw = json.loads(json.dumps(outcome.raw, allow_nan=False))
    assert [each["name"] for each in raw["optimizers"]] == ["sgd", "adam", "rmsprop"]
    assert len(raw["optimizers"][0]["runs"]) == 3
    assert len(raw["optimizers"][0]["tuning"]) == 5


def test_the_same_seeds_give_the_same_bits(data: Data) -> None:
    asked = question()
    rates = {each.name: each.rates[2] for each in asked.optimizers}
    assert tune(asked, data, fused, 9001) == tune(asked, data, fused, 9001)
    assert judge(asked, data, fused, rates, 1) == judge(asked, data, fused, rates, 1)
    assert judge(asked, data, fused, rates, 1) != judge(asked, data, fused, rates, 2)


def test_either_engine_tells_the_same_story(data: Data) -> None:
    asked = question(rates=(0.003, 0.01, 0.03))
    one, other = ([tune(asked, data, way, seed) for seed in (9001, 9002)] for way in (plain, fused))
    assert choose(asked, one) == choose(asked, other)


def test_its_fields_are_found_not_listed() -> None:
    card = OPTIMIZERS.card
    fields = {field.name: field for field in card.fields}
    assert {choice.name for choice in fields["optimizers"].choices} == set(OPTIMIZERS.optimizers)
    assert fields["optimizers"].fewest == 2
    assert {choice.name for choice in fields["budget"].choices} == {"quick", "standard", "thorough"}
    assert fields["rates"].fewest == 3
    assert complete(card, {}) == {field.name: field.default for field in card.fields}


def test_a_condition_number_is_chosen_where_it_can_be() -> None:
    easy, hard = (question(workload="logistic", condition=c, target=0) for c in (1, 10_000))
    assert (easy.workload.condition, hard.workload.condition) == (1, 10_000)
    assert easy.target > hard.target > 0
    assert question(workload="ridge", target=0.5).workload.condition == 100, "what suits"
    with pytest.raises(CannotRun, match=r"of digits-softmax is what its data make it.*logistic or ridge"):
        question(condition=10)
    with pytest.raises(CannotRun, match=r"is 1 at least, and 0\.5 is not"):
        question(workload="ridge", condition=0.5)
    with pytest.raises(BadSettings, match="between 0 and 10000; 20000 is too large"):
        complete(OPTIMIZERS.card, {"workload": "ridge", "condition": 20_000})
    with pytest.raises(BadSettings, match="Did you mean “ridge”"):
        complete(OPTIMIZERS.card, {"workload": "ridge-10"})


def test_a_budget_buys_less_where_a_step_costs_more() -> None:
    for workload in OPTIMIZERS.workloads.values():
        assert set(workload.spends) <= set(BUDGETS)
        bought = [workload.spends.get(name, each.usual) for name, each in BUDGETS.items()]
        for less, more in pairwise(bought):
            assert less.steps < more.steps and less.seeds < more.seeds
            assert less.tuning <= more.tuning and (less.held or math.inf) <= (more.held or math.inf)
        for spend in bought:
            assert spend.seeds >= FEWEST_SEEDS and spend.steps >= FEWEST_STEPS
            assert 1 <= spend.tuning <= len(TUNING_SEEDS)
    quick = question(workload="letters-transformer", seeds=0, steps=0, target=0)
    assert quick.tuning == TUNING_SEEDS[:1] and len(quick.seeds) < 10 and quick.plan.steps < 400


def test_what_is_looked_at_is_a_part_where_looking_is_dear(data: Data) -> None:
    asked = replace(question(), held=50)
    cut = asked.looked_at(data)
    assert (len(cut.training), len(cut.validation), len(cut.test)) == (1000, 50, 50)
    assert torch.equal(cut.test.x, data.test.x[:50]) and torch.equal(cut.test.y, data.test.y[:50])
    assert len(question().looked_at(data).test) == len(data.test)
    told = found([20, 25, 20], [20, 25, 20], [20, 25, 20])
    assert not any("the first" in note for note in notes(told))
    assert any("the first 50 samples" in note for note in notes(replace(told, question=asked)))


def test_a_budget_says_what_is_not_given() -> None:
    asked = question(seeds=0, steps=0, budget="standard")
    assert (len(asked.seeds), asked.plan.steps) == (16, 1200)
    assert len(question(seeds=4, steps=0, budget="quick").seeds) == 4
    for few in ({"seeds": 2}, {"steps": 19}):
        with pytest.raises(CannotRun, match="3 seeds and 20 steps"):
            question(**few)
