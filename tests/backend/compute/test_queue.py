"""Whose turn it is, and when: pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from backend.compute.estimates import Durations, Past
from backend.compute.queue import UNKNOWN_S, Lane, Waiting, in_order, places, remaining


def offers(*experiments: str) -> Callable[[Waiting], bool]:
    return lambda job: job.experiment in experiments


OFFERS = offers("pendulum")


def job(
    id: int, person: str, experiment: str = "pendulum", settings: str = "{}", *, first: bool = False
) -> Waiting:
    return Waiting(id, person, experiment, settings, first)


def ids(order: list[Waiting]) -> list[int]:
    return [each.id for each in order]


def a_minute(_job: Waiting) -> float:
    return UNKNOWN_S


def test_first_come_first_served_among_people_who_used_as_much() -> None:
    assert ids(in_order([job(3, "c"), job(1, "a"), job(2, "b")], {}, a_minute)) == [1, 2, 3]


def test_a_second_job_waits_for_everyone_s_first() -> None:
    waiting = [job(1, "a"), job(2, "a"), job(3, "a"), job(4, "b"), job(5, "b"), job(6, "c")]
    assert ids(in_order(waiting, {}, a_minute)) == [1, 4, 6, 2, 5, 3]


def test_who_used_fewer_seconds_today_goes_first() -> None:
    waiting = [job(1, "a"), job(2, "b"), job(3, "c")]
    assert ids(in_order(waiting, {"a": 30.0, "b": 2.0, "c": 1.0}, a_minute)) == [3, 2, 1]


def test_two_short_jobs_may_be_one_turn() -> None:
    waiting = [job(1, "a", settings="short"), job(2, "a", settings="short"), job(3, "b")]
    takes = {"short": 1.0, "{}": 60.0}
    order = in_order(waiting, {"b": 5.0}, lambda each: takes[each.settings])
    assert ids(order) == [1, 2, 3], "both together are less than b had"


def test_what_the_staff_put_first_goes_before_everyone_and_counts() -> None:
    waiting = [job(1, "a"), job(2, "b"), job(3, "b", first=True), job(4, "c", first=True)]
    assert ids(in_order(waiting, {"b": 500.0}, a_minute)) == [3, 4, 1, 2]
    assert ids(in_order([job(1, "a"), job(2, "b"), job(3, "a", first=True)], {}, a_minute)) == [
        3,
        2,
        1,
    ]


people = st.sampled_from("abcd")
lengths = st.integers(1, 40).map(float)


@given(
    asked=st.lists(st.tuples(people, lengths), max_size=12),
    used=st.dictionaries(people, st.integers(0, 100).map(float)),
)
def test_nobody_goes_ahead_of_someone_who_used_less(
    asked: list[tuple[str, float]], used: dict[str, float]
) -> None:
    waiting = [job(at, person) for at, (person, _) in enumerate(asked, start=1)]
    takes = {at: length for at, (_, length) in enumerate(asked, start=1)}
    order = in_order(waiting, used, lambda each: takes[each.id])
    assert sorted(ids(order)) == sorted(takes), "nobody is lost"
    spent = defaultdict(float, used)
    left = list(order)
    for each in order:
        others = [spent[other.person] for other in left]
        assert spent[each.person] == min(others), "whoever used least is next"
        tied = [other for other in left if spent[other.person] == spent[each.person]]
        assert each.id == min(ids(tied)), "and of those, who asked first"
        spent[each.person] += takes[each.id]
        left.remove(each)


@given(
    jobs=st.lists(st.lists(lengths, min_size=1, max_size=8), min_size=2, max_size=4),
    guessed=st.lists(lengths, min_size=1, max_size=5),
    workers=st.integers(1, 3),
)
def test_of_people_who_always_wait_none_gets_ahead_by_more_than_a_job_a_worker(
    jobs: list[list[float]], guessed: list[float], workers: int
) -> None:
    """The queue at work, on a clock of its own, with estimates that are wrong."""
    longest = max(max(own) for own in jobs)
    waiting = [
        job(at * 10 + person, "abcd"[person])
        for person, own in enumerate(jobs)
        for at in range(len(own))
    ]
    real = {each.id: jobs["abcd".index(each.person)][each.id // 10] for each in waiting}
    guess = {each.id: guessed[each.id % len(guessed)] for each in waiting}
    used: defaultdict[str, float] = defaultdict(float)
    running: list[tuple[float, float, Waiting]] = []
    now = 0.0
    while waiting:
        if len(running) == workers:
            running.sort(key=lambda each: each[0])
            now, began, over = running.pop(0)
            used[over.person] += now - began
        counted = defaultdict(float, used)
        for _, began, each in running:
            counted[each.person] += max(now - began, guess[each.id])
        taken = in_order(waiting, counted, lambda each: guess[each.id])[0]
        waiting.remove(taken)
        running.append((now + real[taken.id], now, taken))
        backlogged = {each.person for each in waiting}
        spent = defaultdict(float, used)
        for end, began, each in running:
            spent[each.person] += end - began
        shares = [spent[person] for person in backlogged]
        bound = workers * (longest + max(guessed))
        assert not shares or max(shares) - min(shares) <= bound


PAST = Durations(
    [Past("pendulum", '{"swings":10}', 8.0), Past("pendulum", '{"swings":10}', 12.0),
     Past("pendulum", '{"swings":500}', 100.0)]
)  # fmt: skip


def test_a_running_job_is_judged_by_its_progress() -> None:
    assert remaining(elapsed=6.0, done=3, total=4, usual=100.0) == 2.0
    assert remaining(elapsed=6.0, done=0, total=4, usual=10.0) == 4.0
    assert remaining(elapsed=60.0, done=0, total=4, usual=10.0) == 0.0
    assert remaining(elapsed=6.0, done=0, total=4, usual=None) is None


def test_places_and_waits() -> None:
    order = [job(1, "a", settings='{"swings":10}'), job(2, "b"), job(3, "c")]
    found = places(order, [Lane(OFFERS, 5.0)], PAST)
    assert [(found[id].ahead, found[id].wait_s) for id in (1, 2, 3)] == [(0, 5), (1, 15), (2, 27)]
    two = places(order, [Lane(OFFERS, 5.0), Lane(OFFERS, 0.0)], PAST)
    assert [two[id].wait_s for id in (1, 2, 3)] == [0.0, 5.0, 10.0]


def test_what_cannot_be_known_is_not_guessed() -> None:
    order = [job(1, "a"), job(2, "b", "spring"), job(3, "c")]
    assert {(place.wait_s, place.unable) for place in places(order, [], PAST).values()} == {(None, True)}
    unknown = places(order, [Lane(OFFERS, None)], PAST)
    assert unknown[1].wait_s is None and not unknown[1].unable, "it can be run, only nobody knows when"
    only_pendulums = places(order, [Lane(OFFERS, 0.0)], PAST)
    assert only_pendulums[2].wait_s is None and only_pendulums[2].unable, "no living worker offers it"
    assert only_pendulums[3].wait_s == 12.0, "and it does not hold up the others"
    both = places(order[1:], [Lane(offers("spring", "pendulum"), 0.0)], PAST)
    assert both[2].wait_s == 0.0
    assert both[3].wait_s is None, "nobody knows how long a spring takes"


def test_a_place_says_what_its_job_takes() -> None:
    [place] = places([job(1, "a", settings='{"swings":10}')], [], PAST).values()
    assert place.takes is not None
    assert (place.takes.seconds, place.takes.jobs) == (10.0, 2)


def test_who_has_as_many_running_as_one_may_waits_for_them() -> None:
    order = [job(1, "a"), job(2, "b"), job(3, "a")]
    free = [Lane(OFFERS, 0.0), Lane(OFFERS, 3.0)]
    found = places(order, free, PAST, {"a": [20.0]}, at_once=1)
    assert [found[id].wait_s for id in (1, 2, 3)] == [20.0, 0.0, 32.0]
    assert places(order, free, PAST, {"a": [None]}, at_once=1)[1].wait_s is None
    put_first = places([job(1, "a", first=True)], free, PAST, {"a": [20.0]}, at_once=1)
    assert put_first[1].wait_s == 0.0
