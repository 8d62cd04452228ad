"""What is told of a plug-in is what its file says, and fits the contract."""

from __future__ import annotations

import pytest

from backend.compute.experiments.optimizers import OPTIMIZERS
from backend.compute.optimizers.adam import ADAM
from backend.compute.told import about, lines
from backend.contract.compute import Choice

CHOICES = next(field for field in OPTIMIZERS.fields if field.name == "optimizers").choices


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_every_optimizer_is_told_with_its_paper_and_its_lines(choice: Choice) -> None:
    assert len(choice.about) > 20
    assert choice.paper
    assert "def step(self, weights" in choice.source
    compile(choice.source, choice.name, "exec", dont_inherit=True)


def test_no_two_are_told_the_same() -> None:
    """One that is made of another has words and lines of its own: gradient descent is no SGD."""
    assert len({choice.about for choice in CHOICES}) == len(CHOICES)
    assert len({choice.source for choice in CHOICES}) == len(CHOICES)
    [descent] = [choice for choice in CHOICES if choice.name == "gradient-descent"]
    assert "no noise" in descent.about
    assert 'sampling="full"' in descent.source


def test_the_lines_run_by_themselves() -> None:
    """The constants that they name are above them."""
    room: dict[str, object] = {"Array": object}
    exec(lines(ADAM.reference), room)
    mine, house = room["Adam"](), ADAM.reference()  # type: ignore[operator]
    assert mine.step(1.0, 0.5, 0.1) == house.step(1.0, 0.5, 0.1)
    assert "EPSILON = 1e-8" in lines(ADAM.reference), "as written, not as computed"


def test_what_has_no_source_is_told_nothing_of() -> None:
    assert lines(len) == ""
    assert about(None) == ""
