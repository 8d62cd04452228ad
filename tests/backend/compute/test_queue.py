"""Whose turn it is, and when: pure functions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backend.compute.queue import Durations, Lane, Past, Waiting, in_order, places, remaining

OFFERS = frozenset({"pendulum"})


def job(id: int, person: str, experiment: str = "pendulum", settings: str = "{}") -> Waiting:
    return Waiting(id, person, experiment, settings)


def ids(order: list[Waiting]) -> list[int]:
    return [each.id for each in order]


def test_first_come_first_served_among_people_who_had_no_turn() -> None:
    assert ids(in_order([job(3, "c"), job(1, "a"), job(2, "b")], {})) == [1, 2, 3]


def test_a_second_job_waits_for_everyone_s_first() -> None:
    waiting = [job(1, "a"), job(2, "a"), job(3, "a"), job(4, "b"), job(5, "b"), job(6, "c")]
    assert ids(in_order(waiting, {})) == [1, 4, 6, 2, 5, 3]


def test_who_was_just_served_goes_behind_who_was_not() -> None:
    assert ids(in_order([job(1, "a"), job(2, "b")], {"a": 1})) == [2, 1]
    assert ids(in_order([job(1, "a"), job(2, "b")], {"a": 1, "b": 1})) == [1, 2]


people = st.sampled_from("abcd")


@given(
    waiting=st.lists(people, max_size=12).map(
        lambda names: [job(at, name) for at, name in enumerate(names, start=1)]
    ),
    served=st.dictionaries(people, st.integers(0, 3)),
)
def test_nobody_gets_another_turn_before_someone_with_fewer(
    waiting: list[Waiting], served: dict[str, int]
) -> None:
    order = in_order(waiting, served)
    assert sorted(ids(order)) == sorted(ids(waiting)), "nobody is lost"
    turns = dict(served)
    ranks = []
    for each in order:
        ranks.append(turns.get(each.person, 0))
        turns[each.person] = turns.get(each.person, 0) + 1
    assert ranks == sorted(ranks)
    for person in "abcd":
        mine = [each.id for each in order if each.person == person]
        assert mine == sorted(mine), "a person's own jobs stay in order"


PAST = Durations(
    [Past("pendulum", '{"swings":10}', 8.0), Past("pendulum", '{"swings":10}', 12.0),
     Past("pendulum", '{"swings":500}', 100.0)]
)  # fmt: skip


def test_the_same_work_is_the_best_guide_to_how_long_it_takes() -> None:
    assert PAST.of("pendulum", '{"swings":10}') == 10.0
    assert PAST.of("pendulum", '{"swings":3}') == 12.0, "else the median of the experiment"
    assert PAST.of("spring", "{}") is None


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
    assert {place.wait_s for place in places(order, [], PAST).values()} == {None}
    unknown = places(order, [Lane(OFFERS, None)], PAST)
    assert unknown[1].wait_s is None
    only_pendulums = places(order, [Lane(OFFERS, 0.0)], PAST)
    assert only_pendulums[2].wait_s is None, "no living worker offers it"
    assert only_pendulums[3].wait_s == 12.0, "and it does not hold up the others"
    both = places(order[1:], [Lane(frozenset({"spring", "pendulum"}), 0.0)], PAST)
    assert both[2].wait_s == 0.0
    assert both[3].wait_s is None, "nobody knows how long a spring takes"
