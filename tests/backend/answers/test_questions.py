"""The question sets themselves: well formed, apart from each other, and true by the course.

Nothing is asked of the bot here. What a question expects is held against the course folder alone,
so that an answer is not measured by a mistake in its question.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from backend.course.load import load
from backend.course.model import Course
from tests.backend.answers.evidence import MONTHS, dates_in, days_of, evidence

HERE = Path(__file__).parent / "questions"
COURSE = Path(__file__).parents[3] / "courses" / "cs6787-spring-2024"
SETS = ("development", "reported", "cohort")
SPLIT = ("students", "ana", "bo")
LATER = (
    "dora", "eli", "fay", "gus", "hana", "ivan", "jo", "kai", "lea", "mia", "ned", "ora", "pia",
    "rae", "sol", "tom", "uma", "val", "wen", "xia", "yan",
    "msix", "meig", "mtwo", "otwo", "nthr", "peig", "qsev", "qeig", "tthr", "wone", "wtwo",
)  # fmt: skip
"""By more writers who saw nothing of the answering, later; only the benchmark asks them."""
ASKED = (
    "pone", "ptwo", "pthr", "pfou", "pfiv", "psix", "psev", "qone", "qtwo", "qthr", "qfou", "qfiv", "qsix",
    "sone", "stwo", "sthr", "sfou", "tone", "ttwo", "tfou", "tfiv",
    "uone", "utwo", "uthr", "ufou", "ufiv", "usix", "vone", "vtwo", "vthr", "vfou", "vfiv", "vsix", "vsev",
)  # fmt: skip
"""By the same, but now among the examples; the tools ask them."""
HALVES = tuple(f"{name}-{half}" for name in SPLIT for half in ("tuned", "held"))
SEED = 6787
"""Some sets are split by chance, so that one half can be tuned on and the other tells what that was worth."""
ANSWERABLE = ("fact", "passage", "personal")
KINDS = (*ANSWERABLE, "not stated", "refuse")
KEYS = {"id", "ask", "now", "as", "kind", "must", "must_not", "source", "either"}
RELATIVE = re.compile(r"\b(today|tonight|tomorrows?|yesterday|next|this week|in two weeks)\b")
OFFSETS = {
    "day after tomorrow": 2,
    "in two weeks": 14,
    "tomorrow": 1,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
}
TOO_CLOSE = 0.65
"""Share of words in common from which two questions count as one and the same."""


@dataclass(frozen=True)
class Question:
    id: str
    ask: str
    kind: str
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    sources: tuple[str, ...]
    now: datetime | None
    presents: str | None
    done: tuple[str, ...]
    either: bool


Check = Callable[[Question, Course], None]
NOT_STATED = (
    "not state", "not say", "not said", "says nothing", "no statement", "states no", "nothing is said", "not specif",
    "not mention", "none is stated", "no rule", "no hour", "without an hour", "no link",
)  # fmt: skip
"""What `"<not stated>"` among the facts of a question is short for."""


def read(name: str) -> tuple[Question, ...]:
    """The questions of a file, or of one half of a file that is split."""
    if name in HALVES:
        whole, _, which = name.partition("-")
        found = list(read(whole))
        random.Random(SEED).shuffle(found)
        half = len(found) // 2
        return tuple(found[:half] if which == "tuned" else found[half:])
    folder = HERE / "asked" if name in ASKED else HERE
    tables = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))["questions"]
    return tuple(_question(table) for table in tables)


def _question(table: dict[str, object]) -> Question:
    def listed(value: object) -> list[object]:
        return value if isinstance(value, list) else [value]

    assert table.keys() <= KEYS, f"{table['id']}: unknown keys {table.keys() - KEYS}"
    asker = table.get("as", {})
    assert isinstance(asker, dict) and asker.keys() <= {"presents", "done"}, table["id"]
    now = table.get("now")
    assert now is None or (isinstance(now, datetime) and now.tzinfo is None), table["id"]
    return Question(
        id=str(table["id"]),
        ask=str(table["ask"]),
        kind=str(table["kind"]),
        must=tuple(_ways(each) for each in listed(table["must"])),
        must_not=tuple(map(str, listed(table.get("must_not", [])))),
        sources=tuple(map(str, listed(table.get("source", [])))),
        now=now,
        presents=asker.get("presents"),
        done=tuple(asker.get("done", ())),
        either=table.get("either") is True,
    )


def _ways(fact: object) -> tuple[str, ...]:
    """The ways of saying a fact: those that are listed, all ways of writing a date, all of saying that it is silent."""
    if isinstance(fact, date):
        day, month = fact.day, MONTHS[fact.month - 1]
        short = month[:3]
        ways = (f"{day} {month}", f"{month} {day}", f"{day} {short}", f"{short} {day}")
        return tuple(dict.fromkeys(ways))
    if fact == "<not stated>":
        return NOT_STATED
    return tuple(map(str, fact)) if isinstance(fact, list) else (str(fact),)


def holds(text: str, fact: str) -> bool:
    """Whether the text says the fact, by the rule of the README."""
    text, fact = (" ".join(each.split()).lower() for each in (text, fact))
    before = r"(?<![0-9])" if fact[0].isdigit() else r"(?<![a-z])" if fact[0].isalpha() else ""
    after = r"(?![0-9])" if fact[-1].isdigit() else ""
    return re.search(before + re.escape(fact) + after, text) is not None


def meant_by(ask: str, today: date) -> date | None:
    """The single day that the question speaks of relative to today, if it does."""
    for phrase, days in OFFSETS.items():
        if re.search(rf"\b{phrase}", ask):
            return today + timedelta(days)
    found = re.search(r"\b(?<!was due )(?:next|on) (monday|wednesday)\b", ask)
    if found is None:
        return None
    later = (today + timedelta(n) for n in range(1, 8))
    return next(day for day in later if f"{day:%A}".lower() == found[1])


def words(ask: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"['’]", "", ask.lower()))


@pytest.fixture(scope="module")
def course() -> Course:
    return load(COURSE)


@pytest.fixture(params=SETS)
def questions(request: pytest.FixtureRequest) -> tuple[Question, ...]:
    return read(request.param)


FILES = (*SETS, *SPLIT, *LATER)
ALL = tuple(question for name in FILES for question in read(name))


@pytest.mark.parametrize("name", SPLIT)
def test_the_halves_are_apart_and_whole(name: str) -> None:
    tuned, held = read(f"{name}-tuned"), read(f"{name}-held")
    assert not set(tuned) & set(held) and set(tuned) | set(held) == set(read(name))
    assert abs(len(tuned) - len(held)) <= 1
    for each in (tuned, held):
        refused = sum(question.kind not in ANSWERABLE for question in each)
        assert 0.2 <= refused / len(each) <= 0.55


def test_no_id_is_used_twice() -> None:
    everything = [*ALL, *(question for name in ASKED for question in read(name))]
    assert [slug for slug, n in Counter(question.id for question in everything).items() if n > 1] == []


@pytest.mark.parametrize("name", ASKED)
def test_what_became_examples_can_be_asked_again(name: str) -> None:
    """The tools ask these sets; no figure is reported of them, so they are not held against the course one by one."""
    found = read(name)
    assert len(found) >= 300 and {question.kind for question in found} == set(KINDS)
    assert all(question.ask.strip() and (question.must or question.kind == "refuse") for question in found)


@pytest.mark.parametrize("names", [(*SETS[:2], "students"), *((name,) for name in ("cohort", "ana", "bo"))])
def test_no_question_is_asked_twice(names: tuple[str, ...]) -> None:
    """Within a set, and in those that were made to be apart; people who have not seen each other may ask the same."""
    among = [question for name in names for question in read(name)]
    bags = [(question.id, frozenset(words(question.ask)) or {question.ask}) for question in among]
    close = [
        (one, other)
        for (one, a), (other, b) in combinations(bags, 2)
        if len(a & b) / len(a | b) >= TOO_CLOSE
    ]
    assert close == []


def test_kinds_have_their_shares(questions: tuple[Question, ...]) -> None:
    assert len(questions) >= 150
    counted = Counter(question.kind for question in questions)
    assert set(counted) == set(KINDS)
    answerable = sum(counted[kind] for kind in ANSWERABLE) / len(questions)
    assert 0.65 <= answerable <= 0.70
    assert 0.15 <= counted["not stated"] / len(questions) <= 0.20
    assert 0.13 <= counted["refuse"] / len(questions) <= 0.17


def test_the_first_two_sets_are_made_alike() -> None:
    one, other = (read(name) for name in SETS[:2])
    for kind in KINDS:
        shares = [sum(q.kind == kind for q in each) / len(each) for each in (one, other)]
        assert abs(shares[0] - shares[1]) < 0.03, kind


def test_every_gap_and_every_passage_is_asked_about(
    course: Course, questions: tuple[Question, ...]
) -> None:
    named = {source for question in questions for source in question.sources}
    assert {f"gap:{gap.id}" for gap in course.gaps} <= named
    assert {f"policy:{passage.slug}" for passage in course.policies} <= named


def _it_is_well_formed(question: Question, course: Course) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", question.id) and question.ask.strip() == question.ask != ""
    assert question.kind in KINDS
    assert question.kind == "refuse" or question.must
    assert question.sources or question.kind in ("personal", "refuse")
    assert question.either == (question.kind == "refuse" and bool(question.must))
    assert question.presents is None or course.paper(question.presents)
    assert all(course.deadline(done) for done in question.done)
    assert not (question.presents or question.done) or question.kind == "personal"
    if question.kind in ("fact", "personal") and RELATIVE.search(question.ask.lower()):
        assert question.now is not None
    for alternatives in question.must:
        assert alternatives and all(fact.strip() for fact in alternatives)


def _its_sources_are_in_the_course_and_bear_it_out(question: Question, course: Course) -> None:
    said = [evidence(course, source) for source in question.sources]
    if not said:
        return
    for alternatives in question.must:
        assert any(holds(" \n ".join(said), fact) for fact in alternatives), alternatives
    assert any(not any(holds(each, fact) for fact in question.must_not) for each in said)


def _its_dates_are_those_of_its_sources(question: Question, course: Course) -> None:
    for alternatives in question.must:
        written = [found for fact in alternatives for found in dates_in(fact) if found[0] == fact]
        days = {day for _, day in written}
        if not days or not question.sources:
            continue
        assert len(days) == 1, f"{alternatives} are different days"
        assert days <= set().union(*(days_of(course, each) for each in question.sources))
        day, month = days.copy().pop().day, MONTHS[days.pop().month - 1]
        assert {f"{day} {month}", f"{month} {day}", f"{day} {month[:3]}"} <= set(alternatives)


def _the_day_that_is_meant_is_a_day_of_its_sources(question: Question, course: Course) -> None:
    if question.now is None or not question.sources:
        return
    meant = meant_by(question.ask.lower(), question.now.date())
    if meant is None:
        return
    if course.meeting_on(meant) is None and any("no class" in each for each in question.must):
        return
    assert meant in set().union(*(days_of(course, each) for each in question.sources)), meant


def _any_one_source_says_what_is_not_stated(question: Question, course: Course) -> None:
    if question.kind != "not stated":
        return
    assert question.sources[0].startswith("gap:")
    for source in question.sources:
        said = evidence(course, source)
        for alternatives in question.must:
            assert any(holds(said, fact) for fact in alternatives), (source, alternatives)
        assert not any(holds(said, fact) for fact in question.must_not), source


CHECKS = (
    _it_is_well_formed, _its_sources_are_in_the_course_and_bear_it_out, _its_dates_are_those_of_its_sources,
    _the_day_that_is_meant_is_a_day_of_its_sources, _any_one_source_says_what_is_not_stated,
)  # fmt: skip


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.strip("_"))
@pytest.mark.parametrize("name", FILES)
def test_every_question_of_a_set(name: str, check: Check, course: Course) -> None:
    """One test for a set and a check rather than thousands: what fails is told by the questions' ids."""
    failed: dict[str, str] = {}
    for question in read(name):
        try:
            check(question, course)
        except AssertionError as wrong:
            failed[question.id] = str(wrong)[:200]
    assert failed == {}


def test_the_rule_by_which_facts_are_found() -> None:
    assert holds("Due on **Wednesday,\n7  February**", "7 february")
    assert not holds("due on 27 February", "7 Feb")
    assert not holds("due on May 15", "May 1")
    assert not holds("I said so", "AI")
    assert holds("7:30pm", "7:30")
