"""Networks trained on the spot, what they learn from, the shelf that keeps them; and every quantizer on them."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import torch
from torch.nn import Conv2d, Flatten, Linear, MaxPool2d, ReLU, Sequential, Unflatten

from backend.compute import shelf
from backend.compute.digits import digits
from backend.compute.experiment import discover
from backend.compute.model import Model, Recipe, perceptron, seeded, trained
from backend.compute.models._grammar import ALPHABET, DOES, NUMBERS, RESTS, encoded, sentences
from backend.compute.models.characters import CONTEXT, Characters, text
from backend.compute.quantizer import Quantizer
from backend.compute.serving import judged
from backend.compute.workload import Data, Part, Workload
from tests.backend.compute.lab import shortened

pytestmark = pytest.mark.usefixtures("one_thread")

HERE = torch.device("cpu")
MODELS = discover(Model, ["backend.compute.models"])
QUANTIZERS = discover(Quantizer, ["backend.compute.quantizers"])
WORKLOAD = discover(Workload, ["backend.compute.workloads"]).plugs["digits-network"]


def small_convolutions() -> torch.nn.Module:
    return Sequential(
        Unflatten(1, (1, 8, 8)), Conv2d(1, 8, 3, padding=1), ReLU(), MaxPool2d(2), Flatten(), Linear(128, 10)
    )  # fmt: skip


@cache
def data_of(load: Callable[[], Data]) -> Data:
    """Made once for all tests that look at it."""
    return load()


@pytest.fixture(scope="module")
def learned() -> dict[str, tuple[torch.nn.Module, Data]]:
    """A convolutional network and a transformer, both small enough for a test."""
    images, letters = digits(), data_of(text)
    letters = replace(letters, test=Part(letters.test.x[:40], letters.test.y[:40]))
    return {
        "convolutions": (trained(seeded(1, small_convolutions), images, 1, Recipe(steps=150, rate=4e-3)), images),
        "characters": (
            trained(seeded(1, lambda: Characters(64, 2, 1)), letters, 1, Recipe(steps=80, batch=4, rate=4e-3)),
            letters,
        ),
    }


def test_every_file_is_a_model() -> None:
    assert MODELS.broken == ()
    assert {"fashion-cnn", "lenet-300-100", "characters"} <= set(MODELS.plugs)


@pytest.mark.parametrize("model", list(MODELS), ids=list(MODELS.plugs))
def test_a_seed_makes_a_network_that_takes_the_data(model: Model) -> None:
    one, again, other = model.network(1), model.network(1), model.network(2)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), again.parameters(), strict=True))
    assert any(not torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))
    assert model.licence and model.title
    if model.missing():
        pytest.skip(model.missing())
    part = data_of(model.load).test
    logits = one(part.x[:3])
    assert logits.shape[:-1] == part.y[:3].shape and logits.shape[-1] > int(part.y.max())


# The text.


def test_text_is_the_same_for_the_same_seed_and_means_what_it_says() -> None:
    told = sentences(1, 20_000)
    assert told == sentences(1, 20_000) != sentences(2, 20_000)
    assert len(told) >= 20_000 and set(told) <= set(ALPHABET)
    assert "".join(ALPHABET[place] for place in encoded(told)) == told
    sums = [line.rstrip(".").split() for line in told.splitlines() if " make " in line]
    assert len(sums) > 50
    for one, _, other, _, both in sums:
        assert NUMBERS.index(one) + NUMBERS.index(other) == NUMBERS.index(both)


def test_a_verb_agrees_with_its_subject_over_the_clause_between() -> None:
    single = {*DOES, *RESTS}
    clauses = [line.rstrip(".").split() for line in sentences(3, 60_000).splitlines() if line.count(" that ") == 1]
    checked = 0
    for words in clauses:
        if '"' in " ".join(words):
            continue
        at = words.index("that")
        verbs = [w for w in words[at:] if w in single or f"{w}s" in single or w == "carry"]
        if len(verbs) == 2 and words.index(verbs[1], at) > words.index(verbs[0], at):
            assert (verbs[1] in single) != words[at - 1].endswith("s"), words
            checked += 1
    assert checked > 50


def test_a_window_is_continued_by_the_next_character_and_sees_none_that_comes_later() -> None:
    data = data_of(text)
    assert torch.equal(data.test.x[:, 1:], data.test.y[:, :-1])
    assert torch.equal(data.test.x[1:, 0], data.test.y[:-1, -1])
    network = seeded(1, lambda: Characters(32, 2, 2))
    x = data.test.x[:2].clone()
    before = network(x)
    x[:, 40:] = 0
    assert torch.equal(network(x)[:, :40], before[:, :40])
    assert not torch.equal(network(x)[:, 40:], before[:, 40:])
    assert network(x[:, :7]).shape == (2, 7, len(ALPHABET)) and x.shape[1] == CONTEXT


# Every quantizer, on what is no stack of linear layers.


@pytest.mark.parametrize(
    ("kind", "quantizer"),
    [
        pytest.param(kind, each, id=f"{kind}-{each.name}")
        for kind in ("convolutions", "characters")
        for each in shortened(QUANTIZERS)
        if (kind, each.name) != ("characters", "deep-compression")  # whose own training takes half a minute
    ],
)
def test_a_quantizer_serves_it(
    kind: str, quantizer: Quantizer, learned: dict[str, tuple[torch.nn.Module, Data]]
) -> None:
    if quantizer.unavailable(HERE):
        pytest.skip(quantizer.unavailable(HERE))
    network, data = learned[kind]
    calibration = Part(data.training.x[:256], data.training.y[:256])
    before = [each.clone() for each in network.parameters()]
    small = quantizer.quantize(network, calibration)
    assert all(torch.equal(a, b) for a, b in zip(network.parameters(), before, strict=True))
    with torch.inference_mode():
        assert small.run(data.test.x[:1]).shape == network(data.test.x[:1]).shape
    of, own = judged(small.run, network, data.test), judged(network, network, data.test)
    assert own.accuracy > 0.9 if kind == "convolutions" else own.loss < 2.4
    coarse = "-2" in quantizer.name or quantizer.name == "deep-compression"
    assert of.divergence < (1.0 if coarse else 0.05), of
    if "onnx" not in quantizer.name and not quantizer.name.startswith(("fp32", "int4", "int8-static")):
        # Of what is stored beside the file's own names, the share of the layers that are lowered.
        assert len(small.stored) < 0.8 * 4 * sum(each.numel() for each in network.parameters())


def test_eight_bits_take_a_quarter_of_what_they_lower(learned: dict[str, tuple[torch.nn.Module, Data]]) -> None:
    network, data = learned["characters"]
    floats = 4 * sum(each.numel() for each in network.parameters())
    lowered = 4 * sum(each.weight.numel() for each in network.modules() if isinstance(each, Linear))
    for name in ("int8-dynamic", "int8-weights", "rtn-8"):
        stored = len(QUANTIZERS.plugs[name].quantize(network, data.training).stored)
        assert floats - 0.75 * lowered <= stored < floats - 0.7 * lowered


# The shelf.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(shelf.VARIABLE, str(tmp_path / "models"))
    return tmp_path / "models"


MODEL = perceptron(WORKLOAD, 16, Recipe(steps=20))


def same(one: torch.nn.Module, other: torch.nn.Module) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_what_was_trained_is_taken_from_the_shelf_and_nothing_else_is(folder: Path) -> None:
    data = digits()
    made = shelf.trained(MODEL, data, 1)
    (file,) = folder.iterdir()
    assert same(made, trained(MODEL.network(1), data, 1, MODEL.recipe)), "it is what training gives"
    marked = {name: torch.full_like(value, 0.5) for name, value in made.state_dict().items()}
    torch.save(marked, file)
    taken = shelf.trained(MODEL, data, 1)
    assert all((each == 0.5).all() for each in taken.parameters()), "the file is read, nothing is trained"
    assert not any(each.requires_grad for each in taken.parameters())
    others = Data(Part(data.training.x + 1, data.training.y), data.validation, data.test)
    for model, of, seed in (
        (MODEL, data, 2), (replace(MODEL, recipe=Recipe(steps=21)), data, 1), (MODEL, others, 1),
        (perceptron(WORKLOAD, 17, MODEL.recipe), data, 1),
    ):  # fmt: skip
        assert not all((each == 0.5).all() for each in shelf.trained(model, of, seed).parameters())
    assert len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("broken", [b"", b"no such thing", b"PK\x03\x04" + bytes(40)])
def test_a_file_that_cannot_be_read_counts_as_none(folder: Path, broken: bytes) -> None:
    made = shelf.trained(MODEL, digits(), 1)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(broken or whole[: len(whole) // 2])
    assert same(shelf.trained(MODEL, digits(), 1), made)
    assert len(file.read_bytes()) == len(whole), "and is written anew"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert math.isfinite(float(next(shelf.trained(MODEL, digits(), 1).parameters()).detach().sum()))


def test_the_shelf_forgets_what_was_used_longest_ago(folder: Path) -> None:
    folder.mkdir()
    for number in range(shelf.MOST + 3):
        old = folder / f"{number}.pt"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    shelf.trained(MODEL, digits(), 1)
    left = {each.name for each in folder.iterdir()}
    assert len(left) == shelf.MOST and not {"0.pt", "1.pt", "2.pt", "3.pt"} & left
