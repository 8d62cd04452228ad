"""Papers: title, authors, venue and year, when they are discussed, who presents them; by number, name, author or venue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed
from backend.answers.things import upper
from backend.contract.ask import Source
from backend.contract.calendar import Paper
from backend.course.model import Reading

SAID = uses(ASKING - {"how", "why"}, "paper", "paper-id", "named", "author-name", "discussion", "numbered", "cover", "read", "class", "topic", "requirement", "course", "number", "day", "choose", "presentation")
ABOUT = SAID | {"author", "venue", "year", "citation", "presentation", "released", "venue-name", "year-number"}


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    missing = [paper for paper in frame.papers if known.paper(paper) is None]
    if missing:
        yield _absent(missing, known)
        return
    papers = _named(frame, known)
    if papers and not (frame.hits_of("lecture") and not frame.has("paper") and not frame.papers and len(papers) > 3):
        yield from _about(papers, frame, known)
    yield from _discussions(frame, known)
    yield from _by_author(frame, known)
    yield from _by_venue(frame, known)
    yield from _readings(frame, known)
    yield from _count(frame, known)


def _absent(missing: Sequence[str], known: Known) -> Found:
    ids = [paper.id for paper in known.papers]
    range_ = f" They go from {ids[0]} to {ids[-1]}." if ids else ""
    text = f"There is no paper {listed(missing, 'or')} in the course.{range_}"
    return Found(text, (sources.of_field(known.course, "papers", "Papers"),), ABOUT | {"review", "due", "submit", "late", "exempt"}, "absent:paper", made="not stated", rank=5)


def _named(frame: Frame, known: Known) -> list[Paper]:
    named = [paper for each in frame.papers if (paper := known.paper(each))]
    hits = frame.hits_of("paper")
    if hits and not named:
        lectures = frame.hits_of("lecture")
        best = hits[0].share
        of_papers = frame.has("paper", "author", "venue", "year", "presentation", "citation", "review")
        if lectures and not of_papers and lectures[0].share > 2.5 * best:
            return []
        named = [paper for hit in hits if hit.share >= 0.5 * best and (paper := known.paper(hit.key))]
    if frame.authors and named:
        narrowed = [paper for paper in named if paper.id in frame.authors]
        named = narrowed or named
    return named[:6]


def _about(papers: Sequence[Paper], frame: Frame, known: Known) -> Iterator[Found]:
    about = f"paper:{'+'.join(paper.id for paper in papers)}"
    named = tuple(sources.of_paper(paper) for paper in papers)
    days = tuple(dict.fromkeys(_meeting(paper, known) for paper in papers))
    if frame.has("author") and frame.has("venue", "year"):
        lines = [f"{paper.title} (paper {paper.id}), by {paper.authors.rstrip('.')}: {paper.venue}." for paper in papers]
        yield Found(_lines(lines), named, SAID | {"author", "venue", "year", "released"}, f"{about}:citation", rank=4)
    if frame.has("author") or (frame.has("who") and not frame.has("presentation")):
        lines = [f"{paper.title} (paper {paper.id}) was written by {paper.authors.rstrip('.')}." for paper in papers]
        yield Found(_lines(lines), named, SAID | {"author", "released"}, f"{about}:authors", rank=3)
    if frame.has("venue", "year"):
        lines = [f"{paper.title} (paper {paper.id}): {paper.venue}." for paper in papers]
        yield Found(_lines(lines), named, SAID | {"venue", "year", "released", "author"}, f"{about}:venue", rank=3)
    if frame.has("citation", "references") and not frame.has("how-many"):
        lines = [f"{paper.authors.rstrip('.')}. {paper.title}. {paper.venue}." for paper in papers]
        yield Found(_lines(lines), named, SAID | {"citation", "references", "year", "venue"}, f"{about}:citation", rank=3)
    if (frame.has("who") and frame.has("presentation")) or frame.has("sign-up", "remaining"):
        lines = [_presenters(paper) for paper in papers]
        # Who will present what nobody has signed up for is not known to anybody; that seats are free is told all the same.
        unknown = not frame.has("sign-up", "remaining") and not any(paper.presenters for paper in papers)
        said = SAID | {"presentation", "group", "sign-up", "remaining", "how-many", "done", "size"}
        yield Found(_lines(lines), named, said, f"{about}:presenters", made="refused" if unknown else "fact", rank=3)
    lines = [
        f"Paper {paper.id}: {paper.title} ({paper.authors.rstrip('.')}; {paper.venue}), discussed on {_when(paper, known)}."
        for paper in papers
    ]  # fmt: skip
    said = SAID | {"presentation", "start", "online", "in-person", "mode", "hour", "lecture", "first", "next", "last", "due"}
    if not frame.has("lecture") or frame.has("paper"):
        yield Found(_lines(lines), (*named, *days), said, about, rank=0)


def _lines(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else bullets(lines)


def _when(paper: Paper, known: Known) -> str:
    row = known.meeting_on(paper.day)
    if row is None:
        return day(paper.day)
    return f"{row.in_words}, {'online only' if row.mode == 'online' else row.place}"


def _meeting(paper: Paper, known: Known) -> Source:
    row = known.meeting_on(paper.day)
    return sources.of_meeting(row) if row else sources.of_day(paper.day, "class")


def _presenters(paper: Paper) -> str:
    who = listed(list(paper.presenters)) if paper.presenters else "nobody yet"
    return f"Paper {paper.id} ({paper.title}), on {day(paper.day)}, is presented by {who}; {counted(paper.free, 'seat')} of {paper.seats} free."


def _discussions(frame: Frame, known: Known) -> Iterator[Found]:
    nth = [each.number for each in frame.numbers_of("paper") if each.ordinal]
    numbers = [each.number for each in frame.numbers_of("discussion", "paper") if each.kind == "discussion" or not each.ordinal]
    if nth and len(numbers) == 1:
        within = [paper for paper in known.papers if paper.discussion == numbers[0]]
        if 0 < nth[0] <= len(within):
            yield from _about(within[nth[0] - 1 : nth[0]], frame, known)
    for number in dict.fromkeys(numbers):
        papers = [paper for paper in known.papers if paper.discussion == number]
        if not papers:
            last = max((paper.discussion for paper in known.papers), default=0)
            text = f"There is no discussion {number}: the course lists {counted(last, 'discussion')}."
            yield Found(text, (sources.of_field(known.course, "papers", "Papers"),), ABOUT | {"first", "last"}, "absent:discussion", made="not stated", rank=3)
            continue
        titles = listed([f"paper {paper.id}, {paper.title} ({paper.authors.rstrip('.')})" for paper in papers])
        text = f"Discussion {number} is on {_when(papers[0], known)}: {titles}."
        named = (*(sources.of_paper(paper) for paper in papers), _meeting(papers[0], known))
        yield Found(text, named, ABOUT | {"first", "how-many", "online", "mode", "in-person", "hour", "start"}, f"discussion:{number}", rank=1)


def _by_author(frame: Frame, known: Known) -> Iterator[Found]:
    if not frame.authors or not frame.has("paper", "author", "read", "cover", "reading", "review"):
        return
    papers = [paper for each in frame.authors if (paper := known.paper(each))]
    if papers and not frame.has("review"):
        lines = [f"Paper {paper.id}: {paper.title} ({paper.authors.rstrip('.')}; {paper.venue}), discussed on {day(paper.day)}" for paper in papers]
        named = (*(sources.of_paper(paper) for paper in papers), *(dict.fromkeys(_meeting(p, known) for p in papers)))
        yield Found(_lines(lines), named, ABOUT | {"how-many", "everything", "read"}, f"author:{papers[0].id}", rank=1)


def _by_venue(frame: Frame, known: Known) -> Iterator[Found]:
    ids = [p for p in frame.venues] or [p for year in frame.years for p in known.library.reader.names.years.get(str(year), ())]
    if frame.years and frame.venues:
        ids = [p for p in ids if any(p in known.library.reader.names.years.get(str(y), ()) for y in frame.years)]
    if not ids or frame.hits or frame.papers or not frame.has("paper", "read", "cover", "venue", "year"):
        return
    papers = [paper for each in ids if (paper := known.paper(each))]
    lines = [f"Paper {paper.id}: {paper.title} ({paper.venue})" for paper in papers]
    text = bullets(lines) if len(lines) < 2 else f"{upper(counted(len(lines), 'paper'))}:\n{bullets(lines)}"
    yield Found(text, tuple(sources.of_paper(paper) for paper in papers), ABOUT | {"how-many", "everything", "read"}, "venue", rank=1)


def _readings(frame: Frame, known: Known) -> Iterator[Found]:
    found: list[tuple[str, Reading]] = [
        (row.day.isoformat(), reading) for row in known.course.meetings for reading in row.readings
    ]
    hits = {hit.key for hit in frame.hits_of("reading")}
    beside = sum("named" in word.meanings for word in frame.words) > 1
    for word in frame.own_words if frame.has("reading") or not beside else ():  # "lock free asynchronous SGD" is no reading on SGD
        initials = set(known.library.reader.names.initials(word))
        if not initials:
            continue
        # What else is named has to be of that title, too: "lock-free asynchronous SGD" is none of theirs.
        initials |= {each.token.stem for each in frame.words if "named" in each.meanings and each.token.text != word}
        hits |= {key for key, reading in found if initials <= known.library.stems(reading.title)}
    by_author = set(frame.authors)
    only = not frame.hits_of("paper", "lecture")
    if not found or not (frame.has("reading") or (hits and only) or by_author & {key for key, _ in found}):
        return
    days = [each for each in frame.days if each.kind != "habit"]
    if days:
        found = [(key, reading) for key, reading in found if any(f"{d.first}" <= key <= f"{d.last}" for d in days)]
        if not found:
            return
    numbered = [row for each in frame.numbers_of("lecture") if (row := known.meeting_of_lecture(each.number))]
    if numbered:
        found = [(key, reading) for key, reading in found if key in {row.day.isoformat() for row in numbered}]
        if not found:
            return
    lecture_days = {row.day.isoformat() for hit in frame.hits_of("lecture") if (row := known.meeting_of_lecture(int(hit.key)))}
    titles = {hit.text for hit in frame.hits_of("reading")}
    chosen = [(key, reading) for key, reading in found if reading.title in titles] or [
        (key, reading) for key, reading in found if key in hits | lecture_days | by_author
    ]
    if not chosen and frame.hits:
        return
    chosen = chosen or found
    if frame.hits and not hits and not lecture_days:
        return
    whole = [(key, reading) for key, reading in found if key in {k for k, _ in chosen}] if not titles else chosen
    held = dict.fromkeys(key for key, _ in whole)
    lines = [reading.citation for _, reading in whole]
    rows = [row for row in known.meetings if row.day.isoformat() in held]
    text = f"Optional reading, with the class of {listed([day(row.day) for row in rows])}:\n{bullets(lines)}"
    yield Found(text, tuple(sources.of_meeting(row) for row in rows), ABOUT | {"reading", "lecture", "choose", "textbook", "first", "listed", "how-many"}, "readings", rank=1)


_AVAILABLE = frozenset(("free", "left", "available", "taken", "empty", "unclaimed"))
"""Of seats, unless more is named beside it: "lock free …" is a title."""


def _count(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.hits or frame.papers or frame.days or frame.numbered or frame.authors or frame.venues or frame.years:
        return
    if not frame.has("paper") or frame.has("review"):
        return
    named = (sources.of_field(known.course, "papers", "Papers"), *(sources.of_paper(p) for p in known.papers[:1]))
    numbers = {paper.discussion for paper in known.papers}
    words = set(frame.texts)
    if words & {"newest", "latest", "oldest", "recent"}:
        written = {paper.id: paper.year for paper in known.course.papers}
        pick = min(written.values()) if "oldest" in words else max(written.values())
        chosen = [paper for paper in known.papers if written[paper.id] == pick]
        lines = [f"Paper {paper.id}: {paper.title} ({paper.venue})" for paper in chosen]
        yield Found(_lines(lines), tuple(sources.of_paper(paper) for paper in chosen), ABOUT | {"last"}, "papers:year", rank=2)
    if _AVAILABLE & words and not any("named" in word.meanings and word.token.text not in _AVAILABLE for word in frame.words):
        free = [paper for paper in known.papers if paper.free and paper.starts > known.now]
        text = f"Papers with a free seat:\n{bullets([f'{paper.id}: {paper.title}, {day(paper.day)}' for paper in free])}" if free else "No paper has a free seat any more."
        yield Found(text, named, SAID | {"sign-up", "remaining", "presentation", "everything", "choose", "how-many"}, "papers:free", rank=1)
    elif frame.has("how-many") and not frame.has("presentation", "each"):
        text = f"There are {len(known.papers)} papers, in {counted(len(numbers), 'discussion')}."
        yield Found(text, named, SAID | {"everything", "each-no", "read", "term"}, "count:papers", rank=0)
    elif frame.has("everything", "listed"):
        lines = [f"{paper.id}: {paper.title}, {day(paper.day)}" for paper in known.papers]
        yield Found(bullets(lines), named, SAID | {"everything"}, "list:papers")
