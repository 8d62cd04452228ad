"""Questions made examples: which lesson each was meant as, what is left out, and where the lines are put."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from backend.answers.lessons import lessons
from benchmarks import ask
from tests.backend.answers.test_questions import Question
from tools.asking import plain
from tools.examples_from_questions import chosen, write

EXAMPLES = """\
# what is due

= when is {work} due
deadline of {work}

# of the room
= none
is the door locked
# the end
"""


def test_lines_are_put_at_the_end_of_their_lessons(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text(EXAMPLES)
    write({0: ["when must {work} be in", "{work} until when"], 1: ["who locks up"]}, lessons(tmp_path), tmp_path)
    assert (tmp_path / "some.txt").read_text() == EXAMPLES.replace(
        "deadline of {work}\n", "deadline of {work}\nwhen must {work} be in\n{work} until when\n"
    ).replace("door locked\n", "door locked\nwho locks up\n")
    assert [len(each.examples) for each in lessons(tmp_path)] == [3, 2]


def question(slug: str, asked: str, kind: str = "refuse", must: str = "", source: str = "") -> Question:
    facts = ((must,),) if must else ()
    return Question(slug, asked, kind, facts, (), (source,) if source else (), None, None, (), False)


ASKED = (
    question("new", "whereabouts, i.e. which hall, do we congregate for gpipe evenings", "fact", "Phillips Hall 101"),
    question("near", "which brand of chalk squeaks least in the lecture hall"),
    question("wrong", "when, pray, is the proposal wanted from us", "fact", "31 December"),
    question("told", "is the course recorded by any chance", "not stated", "not state"),
)


def test_a_question_becomes_an_example_of_what_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "read", lambda name: ASKED)
    taught = lessons()
    left_out: Counter[str] = Counter()
    found = {plain(line): taught[lesson] for lesson, line in chosen(["some"], taught, left_out)}
    hall = next(each for line, each in found.items() if "congregate for {name}" in line)
    assert hall.question and not any("gpipe" in line for line in found)
    assert found[plain(ASKED[1].ask)].question == ""
    assert not any("proposal wanted" in line for line in found)
    assert left_out["no lesson that is like it has that answer"] == 1
    again = {plain(line) for each in taught for line in each.examples}
    assert not again & set(found)
