"""May it be late? By kind of work, for nothing is guessed from one kind about another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.library import PARTS
from backend.answers.say import bullets, counted, day, sentence
from backend.answers.targets import NAMES, Target, targets
from backend.contract.ask import Source
from backend.contract.calendar import Deadline
from backend.course.model import Gap

WORDS = """
grace-day: 24 hours | 48 hours | calendar day | calendar days | business days | weekdays only | hours or days | 24h | 48h | mean by a day | exactly two days
  until the end of the day | counted in hours | in hours | to the minute | count as a day | end of the second day | full days | working days | weekends | weekend | from the hour
"""

SAID = uses(ASKING, "late", "penalty", "due", "submit", "number", "day", "requirement", "choose", "grade", "class", "each", "done", "weight", "remaining", "size", "extension", "everything", "format", "topic", "missed", "last", "first", "next", "term", "remaining", "end", "why", "course")


MOST_TOLD = 3
"""Of so many reviews that are named alike, each is told."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.asker and "overdue" in frame.texts and not frame.has("review", "assignment", "project"):
        return
    if not frame.has("late", "penalty", "extension", "grace-day") and not _after_its_day(frame):
        return
    found = targets(frame, known)
    for target in found:
        if target.unlisted or target.absent:
            continue
        if target.kind == "review":
            yield from _reviews(target, frame, known)
        else:
            yield from _others(target, frame, known)
    if not found and frame.has("grace-day") and not frame.days and frame.says("day", "days", "24h", "48h") and known.course.reviews.grace_days:
        reviews = tuple(item for item in known.deadlines if item.kind == "review")
        yield from _reviews(Target("review", reviews, uses("review")), frame, known)
    elif not found and not frame.has("presentation", "participation", "exam"):
        yield from _all(frame, known)


def _after_its_day(frame: Frame) -> bool:
    after = frame.says("after", "although", "though", "instead of", "but") and bool(frame.days)
    return after and frame.has("submit")


def _rule(known: Known) -> str:
    """The rule of reviews in a sentence, and what is said of later ones."""
    rules = known.course.reviews
    unit = {"calendar": " (days of the calendar)", "24 hours": " (a day is 24 hours)", "not stated": ""}[rules.grace_day]
    rule = f"A review may come up to {counted(rules.grace_days, 'day')} late{unit} without penalty."
    return f"{rule} {rules.after_grace}" if rules.after_grace else rule


def _named(known: Known) -> tuple[Source, ...]:
    passage = known.library.passage("late", "review", without=("assignment", "project"))
    named = [sources.of_passage(passage)] if passage else []
    return (*named, sources.of_field(known.course, "reviews", "The rules of reviews"))


def _reviews(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    rules = known.course.reviews
    if not rules.grace_days:
        yield from _others(target, frame, known)
        return
    said = target.uses | SAID | {"hour", "grace-day"}
    gap = known.library.gap("grace-day") if rules.grace_day == "not stated" else None
    if frame.has("grace-day") and (gap or rules.grace_day != "not stated"):
        text = gap.sentence if gap else _rule(known)
        yield Found(
            text, (*((sources.of_gap(gap),) if gap else ()), *_named(known)), said, "grace-day",
            made="not stated" if gap else "fact", rank=4,
        )  # fmt: skip
        return
    days = _days_late(frame)
    if days is not None and days > rules.grace_days:
        yield _too_late(days, said, known)
        return
    if days is None and target.single and len(target.deadlines) == 1 and len(frame.days) == 1 and frame.days[0].is_day:
        item, on = target.deadlines[0], frame.days[0].first
        if item.grace_day is not None and item.grace_day < on:
            rule = _too_late((on - item.day).days, said, known)
            yield replace(rule, text=f"{day(on)} is after the days without penalty: {item.title} is due on {item.in_words}. {rule.text}", sources=(*rule.sources, sources.of_deadline(item)))
            return
    yield _in_grace(target, frame, known, said)


def _days_late(frame: Frame) -> float | None:
    """How late it is said to be, in days; None if nothing is said."""
    words = frame.texts
    for at, word in enumerate(words):
        unit = {"day": 1.0, "days": 1.0, "week": 7.0, "weeks": 7.0, "hour": 1 / 24, "hours": 1 / 24, "month": 30.0, "months": 30.0}.get(word)
        if unit is None or at == 0:
            continue
        number = frame.words[at - 1].token.number
        if number is None and words[at - 1] in ("a", "an", "one", "another"):
            number = 1
        if number is not None:
            more = at >= 3 and words[at - 3 : at - 1] == ("more", "than")
            return number * unit + (0.5 if more else 0.0)
    if frame.says("after the grace period", "after grace", "past the grace period", "beyond the grace period", "after the two days"):
        return 1000.0
    return None


def _too_late(days: float, said: frozenset[str], known: Known) -> Found:
    rules = known.course.reviews
    gap = _after_grace(known)
    rule = f"A review may come up to {counted(rules.grace_days, 'day')} late without penalty, and no more is granted than that."
    stated = rules.after_grace or "What happens to one that comes later is not stated."
    text = f"{rule} {gap.sentence if gap else stated}"
    silent = gap is not None or " not " in f" {stated} "
    return Found(
        text, (*((sources.of_gap(gap),) if gap else ()), *_named(known)), said, "late:review-after-grace",
        made="not stated" if silent else "fact", rank=4,
    )  # fmt: skip


def _after_grace(known: Known) -> Gap | None:
    """The gap about reviews that are later than the grace."""
    fitting = [
        gap for gap in known.course.gaps
        if {"late", "review"} <= known.library.gap_meanings[gap.id]
    ]  # fmt: skip
    return fitting[0] if fitting else None


def _in_grace(target: Target, frame: Frame, known: Known, said: frozenset[str]) -> Found:
    """The rule; for one review also its last day."""
    chosen = [item for item in target.deadlines if item.grace_day]
    due = [item for item in chosen if target.single or _is_running(item, known)]
    dates = [
        f"{item.title}: due on {day(item.day)}, without penalty until {day(item.grace_day)}."
        for item in due if item.grace_day
    ]  # fmt: skip
    rule = _rule(known)
    few = len(dates) == 1 or (target.single and 1 < len(dates) <= MOST_TOLD)
    text = f"{' '.join(dates)} {rule}" if few else rule
    named = (*_named(known), *(sources.of_deadline(item) for item in due[:2]))
    return Found(text, named, said, f"late:{target.deadlines[0].id if target.single else 'review'}", personal=not target.single and bool(due), rank=2)


def _is_running(item: Deadline, known: Known) -> bool:
    """Whether the grace of this one has begun and is not over, for the one who asks."""
    return item.standing == "in grace" and item.day <= known.today


def _others(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    items = [item for item in target.deadlines if _stated(item, known)]
    said = target.uses | SAID | {"grace-day", "hour"}
    if items and (target.kind not in ("project",) or len(items) == len(target.deadlines)):
        text = " ".join(dict.fromkeys(item.late_rule for item in items))
        lead = f"{items[0].title} is due on {items[0].in_words}. " if len(items) == 1 else ""
        passage = _passage(target, known)
        named = (*(sources.of_deadline(item) for item in items), *((sources.of_passage(passage),) if passage else ()))
        yield Found(lead + text, named, said, f"late:{target.kind}", rank=2)
        return
    gap = _gap(target, known)
    passage = _passage(target, known)
    name = target.name
    text = gap.sentence if gap else f"The course material does not state a late rule for {name}."
    exceptions = [item for item in items if target.kind == "project"]
    if exceptions:
        text += " " + " ".join(f"{item.title}: {sentence(item.late_rule)}" for item in exceptions)
    cited = [sources.of_gap(gap)] if gap else []
    cited += [sources.of_passage(passage)] if passage else []
    cited += [sources.of_deadline(item) for item in target.deadlines[:2]] if not cited else []
    yield Found(text, tuple(cited), said, f"late:{target.kind}", made="not stated", rank=3)


def _stated(item: Deadline, known: Known) -> bool:
    written = known.course.deadline(item.id)
    return written is not None and bool(written.late)


def _gap(target: Target, known: Known) -> Gap | None:
    own = known.library.gap("late", target.kind)
    if own is None and target.kind in PARTS:
        return known.library.gap("late", "project")
    return own


def _passage(target: Target, known: Known):  # type: ignore[no-untyped-def]
    return known.library.passage("late", target.kind) or known.library.passage("late", without=("review",))


def _all(frame: Frame, known: Known) -> Iterator[Found]:
    """ "What is the late policy?" – of everything, kind by kind."""
    if not frame.has("late", "penalty"):
        return
    rules = known.course.reviews
    lines = [_rule(known)] if rules.grace_days else []
    named = list(_named(known)) if rules.grace_days else []
    for kind in ("assignment", "project"):
        items = [item for item in known.deadlines if item.kind == kind]
        stated = [item for item in items if _stated(item, known)]
        lines += dict.fromkeys(f"{NAMES[kind][:1].upper()}{NAMES[kind][1:]}: {item.late_rule}" if kind == "assignment" else f"{item.title}: {item.late_rule}" for item in stated)
        if items and len(stated) < len(items):
            gap = known.library.gap("late", kind)
            lines.append(gap.sentence if gap else f"No late rule is stated for {NAMES[kind]}.")
            named += [sources.of_gap(gap)] if gap else []
    # A heading such as "late work other than reviews" is not about reviews, though it names them.
    headed = [each for each in known.course.policies if "late" in known.library.heading_meanings[each.slug]]
    named += [found for each in headed if (found := sources.of_passage(each)) not in named]
    if lines:
        said = SAID | {"grace-day", "project" if False else "due", "work", "how", "course", "extension"}
        yield Found(bullets(lines), tuple(named), said, "late", rank=1)
