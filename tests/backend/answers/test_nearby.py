"""What a question is like that no listed way fits: examples as read, what was learned, how careful it is."""

from __future__ import annotations

import random
import re
from array import array
from datetime import date
from itertools import chain
from math import exp, sqrt
from pathlib import Path

import pytest

from backend.answers.facts import kinds, tables_of_facts
from backend.answers.lessons import ExamplesBroken, lessons
from backend.answers.lexicon import lexicon
from backend.answers.library import Library
from backend.answers.likely import FILE, SHARPNESS, Learned, Sparse, learned, write
from backend.answers.nearby import Likeness, likeness
from backend.answers.pieces import features, pieces_of_example
from backend.answers.tokens import take_apart
from backend.clock import HandClock
from backend.contract import By, Caller
from backend.contract.ask import Ask
from backend.course.load import load
from backend.settings import CourseSettings, DataSettings, Settings
from tests.conftest import COURSE, build

MADE_UP = COURSE.parent / "demo-waihou-summer-2025"


@pytest.fixture(scope="module")
def model() -> Learned:
    found = learned()
    assert found is not None, "run tools/learn_examples.py"
    return found


def like(question: str, library: Library) -> Likeness:
    own = frozenset(token.text for token in take_apart(library.course.code).tokens)
    frame = library.reader.frame(take_apart(question), date(2024, 2, 6), focus=False)
    found = likeness(frame, own, library.lexicon)
    assert found is not None
    return found


BROKEN = {
    "before any question": "when is it due\n= when is {work} due\ndue when\n",
    "line 3: {wrok} is no slot": "= when is {work} due\ndeadline\n{wrok} deadline\n",
    "line 2: a brace": "= when is {work} due\nwhen is {work due\n",
    "line 1: no example follows": "= when is {work} due\n\n= none\nwho cleans the room\n",
    "line 5: 'the Room?' stands in another lesson": "= where is class held\nthe room\n\n= none\nthe Room?\n",
    "line 1: '=' has to be followed": "=\nwhere\n",
}


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_file_of_examples_names_its_line(said: str, tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text(BROKEN[said])
    with pytest.raises(ExamplesBroken, match=r"^some\.txt, line \d") as broken:
        lessons(tmp_path)
    assert said in str(broken.value)


def test_comments_and_blank_lines_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("# of the room\n= where is class held\n\nwhich room\n# or\nwhich hall\n")
    assert [each.examples for each in lessons(tmp_path)] == [("which room", "which hall")]


def test_what_was_learned_is_of_these_examples_and_of_words_as_they_are_read_now(model: Learned) -> None:
    """Either fails after a change until `tools/learn_examples.py` has run."""
    words = lexicon(tables_of_facts())
    drawn = random.Random(0).sample([(n, line) for n, each in enumerate(lessons()) for line in each.examples], 120)
    known = right = 0
    for n, line in drawn:
        found = features(pieces_of_example(line), words)
        known += all(key in model.rows for key in found if key[:2] != "b:")
        shares = model.shares(found)
        right += model.questions[max(range(len(shares)), key=shares.__getitem__)] == model.questions[n]
    assert known == len(drawn)
    assert right > 0.85 * len(drawn)


def test_other_examples_than_were_learned_leave_it_out(model: Learned, tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("= where is class held\nwhich room\n")
    file = tmp_path / FILE.name
    assert learned(file) is None
    write(model, file)
    learned.cache_clear()
    assert learned(file) is not None
    (tmp_path / "some.txt").write_text("= where is class held\nwhich hall\n")
    learned.cache_clear()
    assert learned(file) is None
    learned.cache_clear()


def test_what_is_written_is_what_is_read(tmp_path: Path, model: Learned) -> None:
    for each in FILE.parent.glob("*.txt"):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    write(model, tmp_path / FILE.name)
    again = learned(tmp_path / FILE.name)
    assert again is not None and (again.weights, again.values, again.seen) == (model.weights, model.values, model.seen)
    learned.cache_clear()


MEANT = {
    "what hall does the seminar gather in": "where is class held",
    "up to which evening can I send in pa2": "at what hour is programming assignment 2 due",
    "i need the date by which the proposal is handed over": "when is the project proposal due",
    "which folks are behind the hogwild paper": "who wrote hogwild",
    "do late arrivals of my critique get docked, say two days": "can i hand in a review two days late",
    "#12 lecture whats it abt": "what is lecture 12 about",
}


@pytest.mark.parametrize("question", MEANT)
def test_what_is_meant_is_found_with_its_slots(question: str, library: Library) -> None:
    assert MEANT[question] in [each.question for each in like(question, library).asked[:3]]


def test_a_lesson_needs_what_it_speaks_of(library: Library) -> None:
    """Without a number, a name or a day there is no question about one."""
    assert any("lecture 5" in each.question for each in like("what's lecture 5 on?", library).asked)
    for question in ("what's the lecture on?", "who wrote it", "is there class then", "by when do I hand it in"):
        assert not any("{" in each.question for each in like(question, library).asked), question
    taught = [each.lesson for each in like("what's the lecture on?", library).asked]
    model = learned()
    assert model is not None
    assert not any("{n}" in model.questions[n] or "{day}" in model.questions[n] for n in taught)


def test_the_thing_that_is_named_makes_no_question_more_like_another(library: Library) -> None:
    one, other = (like(f"who are the people that wrote {each}", library) for each in ("hogwild", "gpipe"))
    asked = ([(each.lesson, round(each.share, 6)) for each in by.asked] for by in (one, other))
    assert next(asked) == next(asked)
    assert one.miss == other.miss


def test_what_is_like_a_near_miss_is_told_from_what_is_asked_of_a_course(library: Library) -> None:
    for question, near in (
        ("what font is on the sign of the classroom door", True),
        ("when is pa1 due", False),
        ("where is class held", False),
    ):
        assert (like(question, library).alike >= 0.55) is near, question


NEAR_MISSES = (
    "what font is on the sign of the classroom door",
    "how warm is it in the lecture hall",
    "which lecture hall has the best acoustics",
    "how many slides may a presentation have",
    "how many people fail this course",
    "who cleans the classroom after lecture",
    "what is the professor's favourite paper",
    "why is the report due in may",
    "how many reviewers did the hogwild paper have",
    "is the proposal harder than the report",
    "does the instructor like late reviews",
    "which gpu is needed for pa2",
    "can my dog come to office hours",
    "how heavy is the textbook of cs 4780",
    "what do most students think of paper 5a",
)
"""Each sounds like a lesson and asks something that no course states."""
ANSWERED = {
    "does curving happen here": "no curve",
    "mandatory attendance or can i skip half": "attendance",
    "do i gotta slap a 1-10 rating on the paper in my review": "score",
    "my mates and me, four in one project team, too many?": "three",
}


async def answers(folder: Path, questions: tuple[str, ...], url: str, clock: HandClock, tmp_path: Path) -> list[str]:
    course = load(folder)
    settings = Settings(data=DataSettings(folder=tmp_path), course=CourseSettings(folder=folder))
    backend = build(url, course, settings, clock)
    try:
        by = By(id="1", name="Ada", now=course.sandbox_starts)
        found = [await backend.answer(Ask(question=each), by, Caller.OWNER) for each in questions]
    finally:
        await backend.close()
    return ["" if each.made == "refused" else each.text for each in found]


async def test_near_misses_are_refused_and_likenesses_answered(
    sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    told = await answers(COURSE, (*NEAR_MISSES, *ANSWERED), sqlite_url, clock, tmp_path)
    wrongly = [(question, text) for question, text in zip(NEAR_MISSES, told, strict=False) if text]
    assert not wrongly
    for question, text in zip(ANSWERED, told[len(NEAR_MISSES) :], strict=True):
        assert ANSWERED[question] in text, question


def test_every_lesson_can_be_read(library: Library) -> None:
    """A heading with a word that nobody knows would teach in vain, unless a fact has that question in its own words."""
    known = {question for kind in kinds() for question in getattr(kind, "ASKED", {})}
    for each in lessons():
        if each.question in known:
            continue
        words = re.sub(r"\{work:([^}]*)\}|\{[^}]*\}", r"\1", each.question)
        frame = library.reader.frame(take_apart(words), date(2024, 2, 6))
        assert not set(frame.foreign) - {"proxy", "survey", "arxiv"}, each.place


def test_only_what_is_not_nought_is_kept_and_counts() -> None:
    """Three features, three lessons: against the sums that the whole table would give."""
    table, seen = ((2, 0, -1), (0, 0, 0), (0, 3, 0)), ((0, 2), (), (1,))
    small = Learned(
        ("a", "b", ""), {"x": 0, "y": 1, "z": 2}, (1.0, 1.0, 2.0),
        Sparse.of((2, 0, 1), (0, 2, 1)), array("b", (2, -1, 3)), (0.1, 0.2, 0.3), 0.5,
        Sparse.of(map(len, seen), chain(*seen)),
    )  # fmt: skip
    worth = {"x": 1.0, "y": 1.0, "z": 2.0}
    norm = sqrt(sum(each * each for each in worth.values()))
    scores = [
        bias + sum(value / norm * 0.5 * row[n] for value, row in zip(worth.values(), table, strict=True))
        for n, bias in enumerate(small.bias)
    ]
    raised = [exp(SHARPNESS * each) for each in scores]
    shares = small.shares({"x": 1.0, "y": 1.0, "z": 1.0, "nowhere": 5.0})
    assert shares == pytest.approx([each / sum(raised) for each in raised])
    known = {(lesson, key) for lesson in range(3) for key in "xyz" if small.knows(lesson, (key,))}
    assert known == {(0, "x"), (2, "x"), (1, "z")} and not small.knows(0, ("nowhere",))
