"""The text of a feed, by the rules of RFC 5545 that readers stumble over, and as another parser reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import vobject

from backend.feed.text import Entry, Standing, calendar_text

WHEN = datetime(2024, 3, 11, 23, 30, tzinfo=UTC)
NOW = datetime(2024, 2, 5, 17, tzinfo=UTC)


def told(*entries: Entry, cancelled: bool = False, sequence: int = 0) -> str:
    standings = [
        Standing(entry=entry, sequence=sequence, changed=NOW, cancelled=cancelled) for entry in entries
    ]
    return calendar_text("A course; with, odd\ncharacters", standings)


def lines(text: str) -> list[str]:
    """Unfolded."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_moments_are_utc_and_need_no_zone() -> None:
    seen = lines(told(Entry(uid="a", title="Class", starts=WHEN, ends=WHEN.replace(hour=23, minute=45), busy=True)))
    assert "DTSTART:20240311T233000Z" in seen and "DTEND:20240311T234500Z" in seen
    assert not any(line.startswith(("BEGIN:VTIMEZONE", "METHOD", "TZID")) for line in seen)
    assert "TRANSP:OPAQUE" in seen


def test_a_deadline_is_a_moment_or_a_day_without_an_end() -> None:
    moment, day = Entry(uid="a", title="Due", starts=WHEN), Entry(uid="b", title="Due", starts=date(2024, 3, 10))
    seen = lines(told(moment, day))
    assert "DTSTART;VALUE=DATE:20240310" in seen
    assert not any(line.startswith(("DTEND", "DURATION")) for line in seen)
    assert seen.count("TRANSP:TRANSPARENT") == 2


def test_long_lines_are_folded_at_75_octets_and_end_in_crlf() -> None:
    title = "Überlänge ☃ 🎓 " * 20
    text = told(Entry(uid="a", title=title, starts=WHEN, about="x" * 500))
    raw = text.encode().split(b"\r\n")
    assert raw[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in raw)
    assert max(len(line) for line in raw) <= 75
    for line in raw:
        line.decode()  # a fold never cuts a character in two
    assert f"SUMMARY:{title.strip()}" in lines(text) or f"SUMMARY:{title}" in lines(text)


def test_what_is_special_is_escaped_and_comes_back_as_it_was() -> None:
    title = "A; B, C\\D: \"E\"\nsecond line"
    calendar = vobject.readOne(told(Entry(uid="a", title=title, starts=WHEN, place="Room 1, upstairs")))
    assert calendar.vevent.summary.value == title
    assert calendar.vevent.location.value == "Room 1, upstairs"


def test_another_parser_reads_all_of_it() -> None:
    entries = (
        Entry(uid="a@x", title="Class", starts=WHEN, ends=WHEN.replace(minute=45), about="one\ntwo"),
        Entry(uid="b@x", title="Grace ends", starts=date(2024, 3, 12), status="TENTATIVE"),
    )
    calendar = vobject.readOne(told(*entries, sequence=3))
    first, second = calendar.vevent_list
    assert (first.dtstart.value, first.dtend.value) == (WHEN, WHEN.replace(minute=45))
    assert (second.dtstart.value, second.status.value) == (date(2024, 3, 12), "TENTATIVE")
    assert [each.uid.value for each in (first, second)] == ["a@x", "b@x"]
    assert {each.sequence.value for each in (first, second)} == {"3"}
    assert first.dtstamp.value == first.last_modified.value == NOW
    assert first.description.value == "one\ntwo"


def test_what_is_cancelled_says_so_and_takes_up_no_time() -> None:
    seen = lines(told(Entry(uid="a", title="Class", starts=WHEN, ends=WHEN, busy=True), cancelled=True))
    assert "STATUS:CANCELLED" in seen and "TRANSP:TRANSPARENT" in seen


def test_the_refresh_interval_has_its_type() -> None:
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines(told())
