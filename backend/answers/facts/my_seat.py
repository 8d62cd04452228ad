"""The asker's own seat and ticks, asked about one by one: whether there is one, in how many days, online or not, beside what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backend.answers import sources
from backend.answers.facts.compared import days_in_words
from backend.answers.facts.same_day import others
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import day, listed
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, upper, work_of
from backend.contract.ask import Source
from backend.contract.calendar import Paper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def no_seat(lead: str = "") -> Reply:
    """What is said to whoever has no seat."""
    text = f"{lead}You are not signed up to present a paper. `/signup` takes a seat, and `/papers` shows which are free."
    return Reply(text, (sources.of_own("your seat"),), personal=True)


def when_in_words(paper: Paper, known: Known) -> str:
    """ "you present paper 9a, …, on Wednesday 27 March …" """
    row = known.meeting_on(paper.day)
    verb = "presented" if paper.starts < known.now else "present"
    return f"you {verb} paper {paper.id}, {paper.title}, on {row.in_words if row else day(paper.day)}"


def seats_named(known: Known) -> tuple[Source, ...]:
    """Where the asker's seats stand."""
    rows = [row for paper in known.mine if (row := known.meeting_on(paper.day))]
    return (*(sources.of_paper(paper) for paper in known.mine), *(sources.of_meeting(row) for row in rows), sources.of_own("your seat"))


def _of_seats(lead: Callable[[Paper, Known], str]) -> Callable[[Slots, Known], Reply]:
    """An answer with a sentence for each of the asker's seats."""

    def answer(_: Slots, known: Known) -> Reply:
        if not known.mine:
            return no_seat()
        text = " ".join(f"{lead(paper, known)}: {when_in_words(paper, known)}." for paper in known.mine)
        return Reply(text, seats_named(known), personal=True)

    return answer


def _signed_up(_: Slots, known: Known) -> Reply:
    if not known.mine:
        return no_seat("No. ")
    return Reply(f"Yes: {'; '.join(when_in_words(paper, known) for paper in known.mine)}.", seats_named(known), personal=True)


def _days_left(paper: Paper, known: Known) -> str:
    left = (paper.day - known.today).days
    return upper(days_in_words(left)) if left > 0 else "It is today" if not left else f"None, it was {days_in_words(-left)} ago"


def _where(paper: Paper, known: Known) -> str:
    row = known.meeting_on(paper.day)
    if row is None:
        return "That is not stated"
    return "Online" if row.mode == "online" else f"In person, in {row.place}"


def _beside(_: Slots, known: Known) -> Reply:
    if not known.mine:
        return no_seat()
    told = [others(paper, known, personal=True) for paper in known.mine]
    return Reply(" ".join(each.text for each in told), tuple(source for each in told for source in each.sources), personal=True)


def _ticked(slots: Slots, known: Known) -> Reply | None:
    """Whether one piece of work is ticked off; what was handed in, the bot cannot know."""
    item = work_of(slots[0], known)
    if item is None:
        return None
    lead = f"Yes, you have ticked off {item.title}" if item.standing == "done" else f"No, {item.title} is not ticked off in your list"
    tense = "was" if known.is_over(item) else "is"
    text = f"{lead}. Whether it was handed in, this bot does not know. {due_on(item).replace(' is due ', f' {tense} due ', 1)}."
    return Reply(text, (sources.of_deadline(item), sources.of_own("what you ticked off")), personal=True)


def _all_ticked(_: Slots, known: Known) -> Reply:
    done = [item for item in known.deadlines if item.standing == "done"]
    text = f"You have ticked off {listed([item.title for item in done])}." if done else "You have ticked off nothing yet; `/due` has a menu for that."
    return Reply(text, (*(sources.of_deadline(item) for item in done), sources.of_own("what you ticked off")), personal=True)


ASKED: Asked = {
    "have i signed up for a presentation": _signed_up,
    "how many days are left until my presentation": _of_seats(_days_left),
    "do i present online or in person": _of_seats(_where),
    "which other paper is presented on the day i present": _beside,
    "have i ticked off {work}": _ticked,
    "what have i ticked off": _all_ticked,
}
