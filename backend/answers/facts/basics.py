"""The course itself: its name and term, who teaches, where and when it meets, its zone, how it begins and ends, the forum."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.dates import WEEKDAYS
from backend.answers.facts.agenda import meeting_text
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, clock, day, listed
from backend.answers.stems import plain
from backend.contract.ask import Source

SAID = uses(ASKING, "course", "class", "lecture", "online-no", "term", "number", "topic", "in-person")


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from _prerequisites(frame, known)
    yield from _format(frame, known)
    yield from _about(frame, known)
    if any(each.kind != "habit" for each in frame.days) or frame.numbered or frame.hits_of("paper", "lecture"):
        return
    yield from _name(frame, known)
    yield from _instructor(frame, known)
    yield from _times(frame, known)
    yield from _count(frame, known)
    yield from _zone(frame, known)
    yield from _term(frame, known)
    yield from _forum(frame, known)


def _about(frame: Frame, known: Known) -> Iterator[Found]:
    """What the course is about, in general."""
    passage = known.library.passage("about-course")
    named = frame.has("about-course") or bool({"course", "class"} & set(frame.texts) and {"about", "topics", "topic", "content", "contents", "cover", "covers", "covered", "subjects", "overview", "learn", "summary", "description", "teach"} & set(frame.texts) and not frame.has("where", "when", "hour", "who", "first", "last")) or (frame.says("is about") and len(frame.words) <= 5)
    own = plain(known.course.code).replace(" ", "")
    named = named or bool({"about", "topics", "learn", "cover", "covers", "overview", "content"} & set(frame.texts) and any(f"{a}{b}" == own for a, b in zip(frame.texts, frame.texts[1:], strict=False)))
    if passage is None or not named or frame.days or frame.numbered or frame.hits or frame.has("next", "last", "first", "previous", "presentation"):
        return
    said = uses(ASKING, "about-course", "topic", "course", "class", "cover", "lecture", "everything", "topic-choice", "requirement", "technique", "term", "format")
    yield Found(passage.text, (sources.of_passage(passage),), said, "about", made="passage", rank=0)


def _format(frame: Frame, known: Known) -> Iterator[Found]:
    """How classes are: lectures, discussions, in which order."""
    passage = known.library.passage("format")
    dated = any(each.kind != "habit" for each in frame.days)
    both = frame.has("lecture") and frame.has("discussion") and not frame.numbered and not dated
    if dated:
        return
    about = frame.has("class", "course", "lecture", "discussion", "paper")
    if frame.has("grade", "weight") or (frame.has("style", "mode") and not about) or not ((frame.has("format") and about) or both or (frame.says("how many of") and frame.has("lecture", "discussion"))) or (frame.has("how-many") and not frame.has("how-often") and not frame.says("how many of")):
        return
    text = passage.text if passage else known.course.format
    named = (*_passage(known, "format"), sources.of_field(known.course, "format", "Format"))
    yield Found(text, named, SAID | {"format", "discussion", "paper", "day", "mode", "each", "presentation", "requirement", "done", "everything", "topic", "group", "read", "term", "how-often", "size", "together", "weight"}, "format", made="passage" if passage else "fact", rank=1)


def _prerequisites(frame: Frame, known: Known) -> Iterator[Found]:
    """What one has to know before; a code that is asked about is looked for among them."""
    needed = known.course.prerequisites
    if not needed:
        return
    named_codes = {plain(each.course).replace(" ", ""): each for each in needed}
    if frame.codes and not all(code in named_codes for code in frame.codes):
        return
    if not frame.has("prereq") and not ((frame.codes and frame.has("must", "exempt", "requirement")) or (frame.codes and frame.says("need", "required", "necessary", "mandatory", "take", "without", "prerequisite"))):
        return
    chosen = [named_codes[code] for code in frame.codes] or list(needed)
    lines = [f"{each.course} ({'required' if each.required else 'recommended'}): {each.note}" for each in chosen]
    text = lines[0] if len(lines) == 1 else bullets(lines)
    named = (sources.of_field(known.course, "prerequisites", "Prerequisites"), *_passage(known, "prereq"))
    passage = known.library.passage("prereq")
    held = known.library.stems(text) | (known.library.stems(passage.text) if passage else frozenset())
    yield Found(text, named, SAID | {"prereq", "requirement", "code", "course", "exempt", "each", "done", "first", "enrol-no", "about-course-no", "assumed", "start", "technique"}, "prerequisites", words=held, rank=1)


def _passage(known: Known, *meanings: str) -> tuple[Source, ...]:
    found = known.library.passage(*meanings)
    return (sources.of_passage(found),) if found else ()


def _name(frame: Frame, known: Known) -> Iterator[Found]:
    course = known.course
    own = plain(course.code).replace(" ", "")
    meant = "mean" in frame.texts and any(f"{a}{b}" == own for a, b in zip(frame.texts, frame.texts[1:], strict=False))
    if (frame.has("name") or meant) and not frame.has("instructor", "office", "assistant", "paper", "lecture", "presentation", "review", "assignment", "project", "forum", "group"):
        text = f"This course is {course.code}, {course.title} ({course.term})."
        yield Found(text, (sources.of_field(course, "title", "Title"),), uses(ASKING, "name", "course", "class", "number", "topic", "term", "about-course", "cover", "code"), "title")
    if frame.has("term") and {"course", "class", "this", "which", "what"} & set(frame.texts) and not frame.has("start", "end", "first", "last", "next", "break", "due"):
        text = f"This is {course.code}, {course.title}, of {course.term}. The term goes from {day(course.first_day)} to {day(course.last_day)}."
        yield Found(text, (sources.of_field(course, "term", "Term"), sources.of_field(course, "first_day", "First day")), uses("when", "which", "name", "term", "course", "class", "year", "how-long", "year-number"), "term")


def _instructor(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.has("instructor") and not frame.has("assistant", "office", "office-hours", "email", "phone"):
        course = known.course
        text = f"{course.instructor} teaches {course.code}."
        named = (sources.of_field(course, "instructor", "Instructor"), *_passage(known, "hour", "where"))
        yield Found(text, named, uses("who", "which", "name", "instructor", "course", "class", "lecture", "term"), "instructor", rank=-1)


def _times(frame: Frame, known: Known) -> Iterator[Found]:
    """Where and when the course usually meets. "class" alone in a question about the hour or the room is this."""
    course = known.course
    asked = frame.has("where", "hour", "when", "start", "end", "how-long", "how-many", "how-often", "minutes", "in-person") or _habit(frame)
    asked = asked or frame.says("a week", "per week", "every week", "each week", "twice", "once", "often", "every", "evening", "morning", "afternoon", "evenings", "mornings")
    if not asked or frame.has("office", "zone", "break", "exam"):
        return
    if frame.has("presentation", "discussion", "paper") and not frame.has("class", "lecture"):
        return
    about = frame.has("class", "lecture") or (frame.has("hour") and frame.has("start", "end")) or (frame.has("where") and not _habit(frame)) or bool({"course", "we"} & set(frame.texts))
    if not about or (frame.says("again", "next", "last") and not frame.has("how-long")):
        return
    times = course.class_times
    minutes = (times.end.hour - times.start.hour) * 60 + times.end.minute - times.start.minute
    days = listed([f"{each}s" for each in times.weekdays])
    when = f"{days}, {clock(times.start)} to {clock(times.end)} ({minutes} minutes)"
    lead = ""
    for each in frame.days:
        if each.kind == "habit" and each.weekday is not None:
            meets = WEEKDAYS[each.weekday].capitalize() in times.weekdays
            name = WEEKDAYS[each.weekday].capitalize()
            lead = f"Yes, {name} is a day of class. " if meets else f"No, {name} is not a day of class. "
    text = f"{lead}Class meets on {when}, in {course.room}, unless the calendar says otherwise for a day."
    named = (sources.of_field(course, "class_times", "Class times"), sources.of_field(course, "room", "Room"), *_passage(known, "hour", "where"))
    said = SAID | {"start", "end", "how-long", "how-many", "minutes", "day", "everything", "each", "cover", "format", "due-no", "discussion", "number", "in-person", "requirement", "room-name", "how-often"}
    yield Found(text, named, said, "times", rank=0)
    if frame.has("start", "end") and frame.has("when") and not frame.has("hour"):
        return


def _count(frame: Frame, known: Known) -> Iterator[Found]:
    """How often class meets in the whole term."""
    counting = {"many", "number", "total", "count"} & set(frame.texts)
    if not frame.has("class") or not counting or frame.has("lecture", "discussion", "online", "break", "how-often", "missed"):
        return
    if frame.says("a week", "per week", "every week", "each week"):
        return
    online = sum(row.mode == "online" for row in known.classes)
    text = f"There are {len(known.classes)} classes in the calendar, {online} of them online only."
    named = (sources.of_field(known.course, "meetings", "Calendar"), sources.of_field(known.course, "class_times", "Class times"))
    yield Found(text, named, uses(ASKING, "class", "course", "term", "number", "everything", "topic"), "count:classes", rank=2)


def _habit(frame: Frame) -> bool:
    return any(each.kind == "habit" for each in frame.days)


def _zone(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.has("zone"):
        text = f"All times of this course are those of {known.course.zone.replace('_', ' ')}."
        named = (sources.of_field(known.course, "zone", "Time zone"),)
        yield Found(text, named, SAID | {"zone", "due", "day", "hour", "office-hours", "review", "assignment", "project", "report", "submit", "everything"}, "zone", rank=2)


def _term(frame: Frame, known: Known) -> Iterator[Found]:
    course = known.course
    rows = known.classes
    if not rows or frame.has("break", "next"):
        return
    first, last = rows[0], rows[-1]
    if (frame.has("start", "first") and (frame.has("class", "term", "lecture") or "course" in frame.texts)) or frame.says("first day", "semester start", "start of the semester", "course start"):
        text = f"The first class is on {meeting_text(first, known)}"
        if frame.has("start") and frame.has("class") and not frame.says("first"):
            days = listed([f"{each}s" for each in course.class_times.weekdays])
            text = f"Class meets on {days}, from {clock(course.class_times.start)} to {clock(course.class_times.end)}. {text}"
        named = (sources.of_field(course, "first_day", "First day"), sources.of_meeting(first), sources.of_field(course, "class_times", "Class times"))
        yield Found(text, named, SAID | {"start", "first", "day", "released"}, "first-day", rank=1)
    whole = frame.has("last", "term") or {"semester", "course", "term", "classes", "lectures"} & set(frame.texts)
    if (frame.has("end", "last") and whole) or (frame.has("due") and frame.says("last day of class", "final day of class", "last day of classes", "final day of classes", "last day of the course", "last day of the semester")):
        final = max(known.deadlines, key=lambda item: item.closes, default=None)
        thing = f" The last thing that is due is {final.title}, on {final.in_words}." if final else ""
        text = f"The last class is on {last.in_words}: {last.title}.{thing}"
        named = (sources.of_meeting(last), sources.of_field(course, "last_day", "Last day"), *((sources.of_deadline(final),) if final else ()), *(sources.of_lecture(each.number, each.title) for each in last.lectures))
        yield Found(text, named, SAID | {"end", "last", "day", "due"}, "last-day", rank=1)


def _forum(frame: Frame, known: Known) -> Iterator[Found]:
    forum = known.course.forum
    if not frame.has("forum") or forum is None:
        return
    link = f" ({forum.link})" if forum.link else ""
    text = f"The course's forum is {forum.name}{link}."
    named = (sources.of_field(known.course, "forum", "Forum"), *_passage(known, "forum"))
    yield Found(text, named, uses(ASKING, "forum", "course", "class", "online", "assignment", "project", "review", "lecture", "topic", "cover", "email", "slides-no", "paper", "choose"), "forum", rank=1)
