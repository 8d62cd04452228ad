"""A whole term at speed, from 22 January to 15 May 2024: every message, to the minute, against a table made by hand.

The table was written from the syllabus with a calendar, not by a program. All hours are New York's wall clock, which
goes forward on Sunday 10 March; Vienna's follows on 31 March, so for three weeks the two lie five hours apart, not six.

- Ada follows the course: reviews 2 days before, assignments 3 and 1, the project 7 and 2, her presentation 7 and 1.
  What has no hour is reminded of at 19:30. She presents 5a.
- Ben lives in Vienna, where it is quiet from 23:00 to 7:00, and chose: reviews 1 day and 3 hours before, the project
  14 days and 1 day, no assignments. Seven in Vienna is 1:00 in New York (2:00 in those three weeks). Three hours
  before the end of a day is in the quiet and seven in the morning would be too late, so that comes at 22:59 in Vienna.
- Cleo joins on 6 March, presents 9b, and asked for a word 1 day before the end of grace. She ticks off review 6 on 17
  March, so its grace is silent, and review 8 on 5 April, so it is silent altogether.
- The channel hears of reviews and assignments 1 day before, of the project 2.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from backend.contract.calendar import TickOff
from backend.contract.notices import Places, SetPlaces
from backend.contract.reminders import (
    ChooseLeads,
    ChooseQuietHours,
    ChooseZone,
    JoinCourse,
    QuietHours,
)
from backend.contract.signup import SignUp
from tests.backend.scheduling.mailbox import NAMES, NEW_YORK, Mailbox, Message, at

TRANSCRIPT = """
Mon 05 Feb 19:30  Ada       review-1              2d
Tue 06 Feb 19:30  #90       review-1              1d
Wed 07 Feb 01:00  Ben       review-1              1d
Wed 07 Feb 16:59  Ben       review-1              3h
Fri 09 Feb 19:30  Ada       pa1                   3d
Sun 11 Feb 19:30  #90       pa1                   1d
Sun 11 Feb 19:30  Ada       pa1                   1d
Mon 19 Feb 19:30  Ada       review-3              2d
Tue 20 Feb 19:30  #90       review-3              1d
Wed 21 Feb 01:00  Ben       review-3              1d
Wed 21 Feb 16:59  Ben       review-3              3h
Wed 21 Feb 19:30  Ada       presentation of 5a    7d
Sun 25 Feb 19:30  Ada       pa2                   3d
Tue 27 Feb 19:30  #90       pa2                   1d
Tue 27 Feb 19:30  Ada       pa2                   1d
Tue 27 Feb 19:30  Ada       presentation of 5a    1d

Sat 09 Mar 19:30  Ada       review-5              2d  perhaps excused
Sat 09 Mar 19:30  Cleo      review-5              2d
Sun 10 Mar 19:30  #90       review-5              1d
Mon 11 Mar 02:00  Ben       review-5              1d
Mon 11 Mar 17:59  Ben       review-5              3h
Tue 12 Mar 02:00  Ben       proposal             14d
Tue 12 Mar 19:30  Cleo      grace of review-5     1d
Sat 16 Mar 19:30  Ada       review-6              2d
Sat 16 Mar 19:30  Cleo      review-6              2d
Sun 17 Mar 19:30  #90       review-6              1d
Mon 18 Mar 02:00  Ben       review-6              1d
Mon 18 Mar 17:59  Ben       review-6              3h
Mon 18 Mar 19:30  Ada       proposal              7d
Mon 18 Mar 19:30  Cleo      proposal              7d
Wed 20 Mar 19:30  Cleo      presentation of 9b    7d
Sat 23 Mar 19:30  #90       proposal              2d
Sat 23 Mar 19:30  Ada       proposal              2d
Sat 23 Mar 19:30  Ada       review-7              2d
Sat 23 Mar 19:30  Cleo      proposal              2d
Sat 23 Mar 19:30  Cleo      review-7              2d
Sun 24 Mar 19:30  #90       review-7              1d
Mon 25 Mar 02:00  Ben       proposal              1d
Mon 25 Mar 02:00  Ben       review-7              1d
Mon 25 Mar 17:59  Ben       review-7              3h
Tue 26 Mar 19:30  Cleo      grace of review-7     1d
Tue 26 Mar 19:30  Cleo      presentation of 9b    1d

Sat 06 Apr 19:30  Ada       review-8              2d
Sun 07 Apr 19:30  #90       review-8              1d
Mon 08 Apr 01:00  Ben       review-8              1d
Mon 08 Apr 16:59  Ben       review-8              3h
Sat 13 Apr 19:30  Ada       review-9              2d
Sat 13 Apr 19:30  Cleo      review-9              2d  perhaps excused
Sun 14 Apr 19:30  #90       review-9              1d
Mon 15 Apr 01:00  Ben       review-9              1d
Mon 15 Apr 16:59  Ben       review-9              3h
Tue 16 Apr 01:00  Ben       abstract-draft       14d
Tue 16 Apr 19:30  Cleo      grace of review-9     1d  perhaps excused
Sat 20 Apr 19:30  Ada       review-10             2d
Sat 20 Apr 19:30  Cleo      review-10             2d
Sun 21 Apr 19:30  #90       review-10             1d
Mon 22 Apr 01:00  Ben       review-10             1d
Mon 22 Apr 16:59  Ben       review-10             3h
Mon 22 Apr 19:30  Ada       abstract-draft        7d
Mon 22 Apr 19:30  Cleo      abstract-draft        7d
Tue 23 Apr 19:30  Cleo      grace of review-10    1d
Sat 27 Apr 19:30  #90       abstract-draft        2d
Sat 27 Apr 19:30  Ada       abstract-draft        2d
Sat 27 Apr 19:30  Ada       review-11             2d
Sat 27 Apr 19:30  Cleo      abstract-draft        2d
Sat 27 Apr 19:30  Cleo      review-11             2d
Sun 28 Apr 19:30  #90       review-11             1d
Mon 29 Apr 01:00  Ben       abstract-draft        1d
Mon 29 Apr 01:00  Ben       review-11             1d
Mon 29 Apr 16:59  Ben       review-11             3h
Tue 30 Apr 19:30  Cleo      grace of abstract-draft  1d
Tue 30 Apr 19:30  Cleo      grace of review-11    1d

Wed 01 May 16:30  Ben       report               14d
Wed 08 May 16:30  Ada       report                7d
Wed 08 May 16:30  Cleo      report                7d
Mon 13 May 16:30  #90       report                2d
Mon 13 May 16:30  Ada       report                2d
Mon 13 May 16:30  Cleo      report                2d
Tue 14 May 16:30  Ben       report                1d
"""

DUE_ON = {
    "review-1": "7 February", "pa1": "12 February", "review-3": "21 February",
    "pa2": "28 February", "presentation of 5a": "28 February", "review-5": "11 March",
    "review-6": "18 March", "review-7": "25 March", "proposal": "25 March",
    "presentation of 9b": "27 March", "review-8": "8 April", "review-9": "15 April",
    "review-10": "22 April", "abstract-draft": "29 April", "review-11": "29 April",
    "report": "15 May", "grace of review-5": "13 March", "grace of review-7": "27 March",
    "grace of review-9": "17 April", "grace of review-10": "24 April",
    "grace of review-11": "1 May", "grace of abstract-draft": "1 May",
}  # fmt: skip
"""From the syllabus: the day that each message has to name."""


async def test_the_transcript_of_a_term(sqlite_mail: Mailbox) -> None:
    mail, ada, ben, cleo = sqlite_mail, "101", "102", "103"
    mail.go_to(at(1, 22))
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    await mail.ask(JoinCourse(), ada)
    await mail.ask(SignUp(paper="5a"), ada)
    await mail.ask(JoinCourse(), ben)
    await mail.ask(ChooseZone(zone="Europe/Vienna"), ben)
    await mail.ask(ChooseQuietHours(hours=QuietHours(start=time(23), end=time(7))), ben)
    await mail.ask(ChooseLeads(kind="review", leads=("1d", "3h")), ben)
    await mail.ask(ChooseLeads(kind="project", leads=("14d", "1d")), ben)
    await mail.ask(ChooseLeads(kind="assignment", leads=()), ben)
    await mail.until(at(3, 6))
    await mail.ask(JoinCourse(), cleo)
    await mail.ask(SignUp(paper="9b"), cleo)
    await mail.ask(ChooseLeads(kind="grace", leads=("1d",)), cleo)
    await mail.until(at(3, 17))
    await mail.ask(TickOff(deadline="review-6"), cleo)
    await mail.until(at(4, 5))
    await mail.ask(TickOff(deadline="review-8"), cleo)
    await mail.until(at(5, 16, 0))

    assert sorted(map(line, mail.messages)) == sorted(table())
    assert [message.at for message in mail.messages] == sorted(each.at for each in mail.messages)
    for message in mail.messages:
        said, day = message.due, DUE_ON[what(message)]
        assert f" {day} 2024" in said.in_words, (line(message), said.in_words)
        assert not said.late and said.correction is None and said.why
        assert ("hour not stated" in said.in_words) == (
            what(message) not in ("report",) and not what(message).startswith(("pres", "grace"))
        )


async def test_both_sides_of_the_change(sqlite_mail: Mailbox) -> None:
    """19:30 by the wall clock is half past midnight in UTC before 10 March, and 23:30 from then on."""
    mail = sqlite_mail
    mail.go_to(at(3, 8))
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    await mail.ask(JoinCourse(), "101")
    said = await mail.until(at(3, 11))
    assert [(each.to, each.at) for each in said] == [
        ("101", datetime(2024, 3, 10, 0, 30, tzinfo=UTC)),
        ("#90", datetime(2024, 3, 10, 23, 30, tzinfo=UTC)),
    ]


def table() -> list[str]:
    return [" ".join(row.split()) for row in TRANSCRIPT.splitlines() if row]


def line(message: Message) -> str:
    """A message as the table has it."""
    said = message.due
    to = message.to if message.to.startswith("#") else NAMES[message.to]
    excused = " perhaps excused" if "perhaps no review is due" in said.status else ""
    when = message.at.astimezone(NEW_YORK)
    return f"{when:%a %d %b %H:%M} {to} {what(message)} {said.lead}{excused}"


def what(message: Message) -> str:
    said = message.due
    if said.paper is not None:
        return f"presentation of {said.paper.id}"
    assert said.deadline is not None
    return f"grace of {said.deadline.id}" if said.kind == "grace" else said.deadline.id
