"""The sentence model: its pieces of words, its points, and what is learned of them."""

from __future__ import annotations

import string
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from backend.answers.alike import FILE, Alike, Layer, alike, sentence, write
from backend.answers.facts import tables_of_facts
from backend.answers.lessons import lessons
from backend.answers.lexicon import lexicon
from backend.answers.likely import learned
from backend.answers.pieces import features, pieces_of_example
from backend.answers.sentences import (
    HEADS,
    LAYERS,
    LONGEST,
    PACKAGE,
    WIDTH,
    Sentences,
    mapped,
    sentences,
)
from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Ask
from backend.course.model import Course
from backend.settings import AskSettings, CourseSettings, DataSettings, Settings
from tests.conftest import COURSE, build, cannot_run


@pytest.fixture(scope="module")
def model() -> Sentences:
    found = sentences()
    if found is None:
        cannot_run("The sentence model is not installed; see scripts/sentence-model.txt.")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def folder(model: Sentences) -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


@given(st.text(string.ascii_lowercase, min_size=1, max_size=30))
def test_a_word_is_cut_into_pieces_that_make_it_up_the_longest_first(word: str) -> None:
    model = sentences()
    if model is None:
        cannot_run("The sentence model is not installed; see scripts/sentence-model.txt.")
    assert model is not None
    names = {n: piece for piece, n in model.pieces.numbers.items()}
    begin, *middle, end = (names[n] for n in model.pieces(word))
    assert (begin, end) == ("[CLS]", "[SEP]")
    assert "".join(piece.removeprefix("##") for piece in middle) == word
    at = 0
    for piece in middle:
        longer = [
            f"##{word[at:to]}" if at else word[:to]
            for to in range(at + len(piece.removeprefix("##")) + 1, len(word) + 1)
        ]
        assert not any(each in model.pieces.numbers for each in longer)
        at += len(piece.removeprefix("##"))


def test_capitals_accents_and_signs_are_read_as_the_model_learned_them(model: Sentences) -> None:
    assert model.pieces("Café, naïve?") == model.pieces("cafe , naive ?")
    assert model.pieces("日本") == model.pieces("日 本")
    assert len(model.pieces("late " * 1000)) == LONGEST
    assert model.pieces("") == model.pieces("   ")


def test_a_point_is_where_torch_s_own_layers_put_it(model: Sentences, folder: Path) -> None:
    arrays = {
        name: torch.from_numpy(np.array(each))
        for name, each in mapped(folder / "model.safetensors").items()
        if "position_ids" not in name
    }
    numbers = model.pieces("When is the project proposal due, and how long may it be?")
    places = (
        arrays["embeddings.position_embeddings.weight"][: len(numbers)]
        + arrays["embeddings.token_type_embeddings.weight"][0]
    )
    x = arrays["embeddings.word_embeddings.weight"][numbers] + places
    x = nn.functional.layer_norm(
        x,
        (WIDTH,),
        arrays["embeddings.LayerNorm.weight"],
        arrays["embeddings.LayerNorm.bias"],
        1e-12,
    )[None]
    for n in range(LAYERS):
        of = f"encoder.layer.{n}."
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 4 * WIDTH, activation="gelu", layer_norm_eps=1e-12, batch_first=True
        ).eval()
        layer.load_state_dict(
            {
                **{
                    f"self_attn.in_proj_{kind}": torch.cat(
                        [arrays[f"{of}attention.self.{each}.{kind}"] for each in ("query", "key", "value")]
                    )
                    for kind in ("weight", "bias")
                },
                **{
                    f"{ours}.{kind}": arrays[f"{of}{theirs}.{kind}"]
                    for ours, theirs in (
                        ("self_attn.out_proj", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                        ("linear1", "intermediate.dense"), ("linear2", "output.dense"), ("norm2", "output.LayerNorm"),
                    )
                    for kind in ("weight", "bias")
                },
            }
        )  # fmt: skip
        with torch.no_grad():
            x = layer(x)
    expected = nn.functional.normalize(x[0].mean(0), dim=0).numpy()
    found = model.point("When is the project proposal due, and how long may it be?")
    assert np.abs(found - expected).max() < 1e-5
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_many_at_once_lie_where_each_lies_alone(model: Sentences) -> None:
    texts = ["who wrote it", "where do we meet", "may i hand it in late", "", "who wrote it"]
    assert (
        np.abs(
            model.points(texts, at_once=2) - np.array([model.point(each) for each in texts])
        ).max()
        < 1e-5
    )


def test_what_means_alike_lies_nearer_than_what_shares_words(model: Sentences) -> None:
    asked, alike_, other = (
        model.point(each)
        for each in (
            "when must the essay be handed in",
            "by what date do i submit the paper",
            "when must the door be locked",
        )
    )
    assert asked @ alike_ > asked @ other


def test_what_is_damaged_is_left_out_with_a_sentence(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "vocab.txt").write_bytes((folder / "vocab.txt").read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"no such thing at all")
    with pytest.raises(ValueError, match="install the package of the model anew"):
        Sentences(tmp_path)


def test_examples_are_recognised_by_their_meaning_and_better_by_both(model: Sentences) -> None:
    """It fails after a change of examples until `tools/learn_examples.py` has run."""
    by_meaning, by_words = alike(), learned()
    assert by_meaning is not None and by_words is not None, "run tools/learn_examples.py"
    words = lexicon(tables_of_facts())
    right = drawn = 0
    for n, each in enumerate(lessons()):
        pieces = pieces_of_example(each.examples[len(each.examples) // 2])
        shares = by_meaning.shares(pieces)
        assert sum(shares) == pytest.approx(1)
        both = [
            a * b for a, b in zip(shares, by_words.shares(features(pieces, words)), strict=True)
        ]
        right += (
            by_words.questions[max(range(len(both)), key=both.__getitem__)] == by_words.questions[n]
        )
        drawn += 1
    assert right > 0.9 * drawn


def test_what_stands_in_a_slot_does_not_count() -> None:
    assert (
        sentence(pieces_of_example("when is {work} due on {day}"))
        == "when is assignment due on wednesday"
    )


def test_other_examples_than_were_learned_leave_it_out(model: Sentences, tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("= where is class held\nwhich room\n")
    file = tmp_path / FILE.name
    assert alike(file) is None
    alike.cache_clear()
    hidden = Layer(np.linspace(-1, 1, 3 * WIDTH, dtype=np.float32).reshape(WIDTH, 3), np.zeros(3, np.float32))
    lessons_layer = Layer(np.float32([[1, 0], [0, 1], [-1, 1]]), np.float32([0.5, 0]))
    write(hidden, lessons_layer, file)
    found = alike(file)
    assert isinstance(found, Alike) and np.abs(found.hidden.weights - hidden.weights).max() < 0.01
    point = np.full(WIDTH, 0.1, np.float32)
    raised = np.exp(np.maximum(point @ hidden.weights, 0) @ lessons_layer.weights + lessons_layer.bias)
    assert found.shares_at(point) == pytest.approx(list(raised / raised.sum()), abs=0.01)
    (tmp_path / "some.txt").write_text("= where is class held\nwhich hall\n")
    alike.cache_clear()
    assert alike(file) is None
    alike.cache_clear()


@pytest.mark.parametrize("embeddings", [True, False])
async def test_it_can_be_switched_off(
    embeddings: bool, model: Sentences, sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:  # fmt: skip
    settings = Settings(
        data=DataSettings(folder=tmp_path),
        course=CourseSettings(folder=COURSE),
        ask=AskSettings(embeddings=embeddings),
    )
    backend = build(sqlite_url, course, settings, clock)
    points = model.point.cache_info().misses
    try:
        asked = Ask(
            question="would you be so kind and say until which moment my proposal counts as in time"
        )
        await backend.answer(asked, By(id="1", name="Ada", now=clock.now()), Caller.OWNER)
    finally:
        await backend.close()
    assert (model.point.cache_info().misses > points) is embeddings
