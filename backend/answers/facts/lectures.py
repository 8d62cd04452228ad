"""Lectures by number, and topics: which lecture covers it, when, and what else is taught there."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.agenda import meeting_text
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.gazetteer import Hit
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed
from backend.contract.ask import Source

SAID = uses(ASKING - {"how", "why", "how-much"}, "lecture", "topic", "cover", "class", "read", "numbered", "about", "first", "last", "requirement", "day", "course", "about-course", "discussion-verb", "online", "in-person", "mode", "number", "previous", "done", "released", "discussion", "paper", "technique")


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    for each in frame.numbers_of("lecture"):
        yield _numbered(each.number, known)
    several = frame.numbers_of("lecture")
    if len(several) > 1:
        found = [_numbered(each.number, known) for each in several]
        yield Found("\n".join(f.text for f in found), tuple(s for f in found for s in f.sources), SAID, "lectures:" + "+".join(str(e.number) for e in several), rank=2)
    yield from _topic(frame, known)
    yield from _count(frame, known)


def _numbered(number: int, known: Known) -> Found:
    lecture = known.course.lecture(number)
    if lecture is None:
        numbers = [each.number for each in known.course.lectures]
        many = f"lectures {min(numbers)} to {max(numbers)}" if numbers else "no lectures"
        text = f"There is no lecture {number}: the course lists {many}."
        return Found(text, (sources.of_field(known.course, "lectures", "Lectures"),), SAID | {"hour"}, "absent:lecture", made="not stated", rank=3)
    row = known.meeting_of_lecture(number)
    topics = f" Topics: {'; '.join(lecture.topics)}." if lecture.topics else ""
    when = f" It is on {row.in_words}, {'online only' if row.mode == 'online' else f'in person, {row.place}'}." if row else ""
    text = f"Lecture {number}: {lecture.title}.{when}{topics}"
    named = (sources.of_lecture(number, lecture.title), *((sources.of_meeting(row),) if row else ()))
    return Found(text, named, SAID, f"lecture:{number}", rank=1)


def _topic(frame: Frame, known: Known) -> Iterator[Found]:
    """ "When do we cover adam?" – the lectures, and the papers of that name beside them."""
    hits = frame.hits_of("lecture")
    if not hits or ({"need", "required", "require", "know", "must", "should"} & set(frame.texts) and not frame.has("lecture", "when")):
        return
    best = max(hit.share for hit in hits)
    chosen = _best(hits)
    if frame.has("lecture") is False and frame.hits_of("paper") and max(h.share for h in frame.hits_of("paper")) > 2 * best:
        chosen = chosen[:1]
    lines, named = [], []
    for hit in chosen:
        lecture = known.course.lecture(int(hit.key))
        row = known.meeting_of_lecture(int(hit.key))
        if lecture is None or row is None:
            continue
        topic = "" if hit.main else f" (“{hit.text}”)"
        told = f". Topics: {'; '.join(lecture.topics)}" if hit.main and lecture.topics and len(chosen) > 1 and sum(each.main for each in chosen) == 1 and frame.has("lecture") else ""
        lines.append(f"Lecture {lecture.number}: {lecture.title}{topic}, on {row.in_words}, {'online only' if row.mode == 'online' else f'in person, {row.place}'}{told}")
        named += [sources.of_lecture(lecture.number, lecture.title), sources.of_meeting(row)]
    papers = [] if frame.has("lecture") else [hit for hit in frame.hits_of("paper") if hit.share >= 0.15 * best][:2]
    for hit in papers:
        paper = known.paper(hit.key)
        if paper is not None:
            lines.append(f"Paper {paper.id}: {paper.title}, discussed on {day(paper.day)}")
            named += [sources.of_paper(paper), *_meeting_of(paper.day, known)]
    if not lines:
        return
    if len(lines) == 1 and chosen[0].main and (only := known.course.lecture(int(chosen[0].key))) and only.topics:
        lines[0] += f". Topics: {'; '.join(only.topics)}"
    text = f"{lines[0]}." if len(lines) == 1 else f"It comes up in:\n{bullets(lines)}"
    yield Found(text, tuple(named), SAID | {"named", "start", "end", "recording", "where"}, f"topic:{'+'.join(frame.own_words)}", rank=1)


def _meeting_of(on, known: Known) -> list[Source]:  # type: ignore[no-untyped-def]
    row = known.meeting_on(on)
    return [sources.of_meeting(row)] if row else []


def _best(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The lectures that fit best, at most three: a title or a whole topic outdoes a word in passing."""
    best = hits[0].share
    return tuple(hit for hit in hits if hit.share >= 0.5 * best)[:3]


def _count(frame: Frame, known: Known) -> Iterator[Found]:
    if not frame.has("lecture") or frame.hits or frame.numbered or frame.days:
        return
    lectures = known.course.lectures
    if not lectures:
        return
    if frame.has("how-many") and not frame.has("how-often") and not frame.says("how many of"):
        text = f"There are {counted(len(lectures), 'lecture')}, and {counted(len({p.discussion for p in known.papers}), 'paper discussion')}."
        last = tuple(sources.of_paper(paper) for paper in known.papers[-1:])
        named = (sources.of_field(known.course, "lectures", "Lectures"), sources.of_lecture(lectures[-1].number, lectures[-1].title), *last)
        yield Found(text, named, uses(ASKING, "lecture", "course", "class", "discussion", "term"), "count:lectures", rank=1)
    elif frame.has("everything", "listed", "topic"):
        lines = []
        for lecture in lectures:
            row = known.meeting_of_lecture(lecture.number)
            lines.append(f"{lecture.number}: {lecture.title}" + (f", {day(row.day)}" if row else ""))
        named = (sources.of_field(known.course, "lectures", "Lectures"), sources.of_lecture(lectures[0].number, lectures[0].title))
        yield Found(bullets(lines), named, uses(ASKING, "lecture", "topic", "course", "class", "everything", "number"), "list:lectures")


__all__ = ["facts", "listed", "meeting_text"]
