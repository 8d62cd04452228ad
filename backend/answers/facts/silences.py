"""What a course is known not to state, or states in one passage: recordings, exams, attendance, AI tools and the like.

Each topic says by which meanings it is recognised and what else may be asked about it. What is answered comes from the
course: its gap of that topic, else its passage, else the sentence that it says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.library import PARTS, WORKS
from backend.contract.ask import Source

_WORK = uses(WORKS, PARTS, "paper", "discussion", "numbered", "paper-id", "named")
_FRAME = uses(ASKING, "course", "class", "lecture", "term", "day", "number", "everything", "requirement", "instructor", "each", "next", "first", "last", "start", "end", "choose", "cover", "topic", "grade", "done", "listed", "task")


@dataclass(frozen=True)
class Topic:
    """Something people ask about."""

    name: str
    """In words, to say that nothing is stated of it."""
    needs: tuple[Meaning, ...]
    """All of these must be meant."""
    keys: tuple[Meaning, ...] = ()
    """What the course's gap or passage is about; `needs` if empty."""
    one_of: tuple[Meaning, ...] = ()
    without: tuple[Meaning, ...] = ()
    also: frozenset[Meaning] = field(default_factory=frozenset)
    """What else may be asked about it."""
    rank: int = 2


TOPICS: tuple[Topic, ...] = (
    Topic("an exam", ("exam",), without=("code",), also=_WORK | {"weight", "due", "late", "how-graded", "submit", "online", "in-person", "missed", "released", "scale", "remaining", "cover", "read", "textbook", "open", "format", "group"}),
    Topic("an exam", ("final-exam",), keys=("exam",), without=(*WORKS, "class", "lecture", "discussion", "code", "grade", "course", "due", "submit"), also=uses("weight", "hour", "last"), rank=0),
    Topic("a textbook", ("textbook",), also=_WORK | {"read", "reading", "author", "name", "prereq", "weight", "released", "link", "online", "email"}),
    Topic("recordings", ("recording",), also=_WORK | {"online", "in-person", "link", "released", "missed", "attendance", "read", "slides-no", "mode", "remaining", "previous", "break", "email", "forum", "submit"}),
    Topic("attendance", ("attendance",), without=("presentation", "recording", "code", "office-hours", "online", "exempt"), also=_WORK | {"penalty", "weight", "missed", "prereq", "online", "in-person", "how-much", "rubric", "exempt", "late-no", "done", "size", "drop", "remaining", "mode", "previous", "break"}),
    Topic("attendance", ("missed", "class"), keys=("attendance",), without=("presentation", "submit", "review", "assignment", "project", "recording", "day"), also=_WORK | {"penalty", "weight", "attendance", "topic", "size", "exempt", "group"}),
    Topic("AI tools", ("ai",), without=("lecture", "when"), also=_WORK | {"together", "solve", "submit", "exempt", "prereq", "style", "allowed", "read", "penalty", "technique", "course", "late-no", "references", "how", "topic", "name", "author", "evaluation", "preliminary"}),
    Topic("regrades", ("regrade",), also=_WORK | {"due", "email", "submit", "late", "penalty", "how-long", "office-hours", "assistant", "weight", "rubric", "how-graded", "my-grade", "change", "extension", "forum", "scale", "missed", "remaining", "drop", "exam"}),
    Topic("dropped scores", ("drop",), keys=("drop",), without=("code", "enrol", "late", "submit"), also=_WORK | {"scores", "scale", "weight", "size", "how-many", "allowed"}),
    Topic("a scale or a curve", ("scale",), without=("code", "enrol", "my-grade", "people"), also=_WORK | {"weight", "grade", "prereq", "size", "requirement", "rubric", "how-graded", "pages", "end", "submit", "scores", "how-much"}),
    Topic("how participation is judged", ("participation",), keys=("participation", "rubric"), one_of=("rubric", "how-graded", "how", "requirement", "grade", "todo", "must"), without=("late", "how-much"), also=uses("weight", "rubric", "how-graded", "penalty", "discussion", "attendance", "grade", "size", "each", "how-many", "scores", "evaluation", "read", "online", "choose", "forum", "todo")),
    Topic("missed presentations", ("missed", "presentation"), without=("recording",), also=uses("paper", "discussion", "exempt", "group", "sign-up", "late", "penalty", "change", "moved", "end", "attendance", "online", "start", "submit", "extension", "together", "extra-credit", "weight", "day", "break", "remaining", "numbered", "paper-id", "name", "email"), rank=4),
    Topic("how project groups form", ("project", "form"), keys=("project", "form"), without=("size",), also=uses("group", "due", "sign-up", "together", "submit", "assistant", "forum", "mine", "email", "released", "remaining", "course"), rank=3),
    Topic("how project groups form", ("group", "form"), keys=("form",), without=("presentation", "review", "assignment"), also=uses("project", "due", "sign-up", "together", "submit", "size", "forum", "report", "proposal", "released", "remaining"), rank=2),
    Topic("how project groups form", ("project", "group"), keys=("project", "form"), one_of=("due", "when", "sign-up", "how", "where", "released"), without=("size", "how-many", "how-long"), also=uses("due", "sign-up", "together", "submit", "form"), rank=2),
    Topic("collaboration", ("together",), without=("presentation", "form", "late", "exempt", "project", *PARTS), one_of=("review", "assignment", "together"), also=_WORK | {"group", "size", "solve", "submit", "penalty", "ai", "allowed", "read", "exempt", "technique", "forum", "choose", "evaluation", "preliminary", "rubric", "office-hours", "sign-up", "author", "style", "reading", "citation"}),
    Topic("collaboration", ("group", "assignment"), keys=("together",), also=_WORK | {"together", "size", "choose", "allowed"}),
    Topic("collaboration", ("group", "review"), keys=("together",), without=("presentation",), also=_WORK | {"together", "size", "choose", "allowed"}),
    Topic("where work is handed in", ("submit",), keys=("submit",), one_of=("where", "how", "email", "forum", "style", "link", "portal"), without=("when", "due", "late", "how-many", "how-long", "day", "penalty", "start", "group"), also=_WORK | {"where", "how", "portal", "email", "forum", "style", "online", "link", "in-person", "format", "done", "remaining", "each", "assistant", "released", "my-grade", "mode", "exempt"}, rank=3),
    Topic("where work is handed in", ("submit",), keys=("submit",), without=("when", "due", "late", "hour", "how-many", "who", "exempt", "day", "remaining", "start", "released", "penalty", "presentation", "group", "done", "choose", "extension"), also=_WORK | {"email", "forum", "style", "online", "link", "in-person", "mode", "assistant"}, rank=-1),
    Topic("where work is handed in", ("portal",), keys=("submit",), without=("exam",), also=_WORK | {"submit", "due", "where", "how", "email", "forum", "released", "grade", "online", "link", "recording", "slides", "done", "sign-up"}, rank=1),
    Topic("teaching assistants", ("assistant",), also=_WORK | {"office-hours", "email", "office", "name", "how-many", "hour", "instructor", "contact", "forum", "grade", "rubric", "mine", "how-graded", "ai-no", "phone", "regrade-no", "online", "link", "scores"}, rank=3),
    Topic("the link of online classes", ("link",), keys=("link",), without=("textbook", "slides", "paper"), also=uses("online", "in-person", "day", "discussion", "lecture", "class", "mode", "released", "email", "office-hours-no", "where", "forum", "attendance", "break", "recording-no", "room", "phone", "presentation"), rank=3),
    Topic("an e-mail address", ("email",), keys=("email",), without=("submit", "assistant", "regrade"), one_of=("email",), also=uses("instructor", "office-hours", "course", "forum", "question", "office", "phone", "assistant-no", "name", "attendance-no", "late-no", "online"), rank=1),
    Topic("when and where sign-up takes place", ("sign-up", "presentation"), keys=("presentation", "group"), also=_WORK | {"sign-up", "group", "due", "start", "size"}, rank=-1),
)  # fmt: skip


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    for topic in TOPICS:
        if not all(frame.has(each) for each in topic.needs) or frame.has(*topic.without):
            continue
        if topic.one_of and not frame.has(*topic.one_of):
            continue
        if topic.keys == ("attendance",) or topic.needs == ("attendance",):
            allowed = {"if", "can", "may", "must", "have", "allowed", "mandatory", "required", "ok", "okay", "need"}
            if (frame.days and not allowed & set(frame.texts)) or frame.has("when", "hour", "where"):
                continue
        if topic.needs == ("participation",) and {"count", "counts", "worth", "weight", "percent", "%", "weigh", "percentage"} & set(frame.texts) and not frame.says("counts as", "count as"):
            continue
        if _names_a_topic(topic, frame):
            continue
        found = _said(topic, frame, known)
        if found is not None:
            yield found


def _names_a_topic(topic: Topic, frame: Frame) -> bool:
    """ "Will generative AI be covered?" is about a lecture, not about tools."""
    taught = {"part", "covered", "cover", "taught", "discussed", "treated", "learn", "lectures", "topic", "paper"} & set(frame.texts)
    return topic.needs == ("ai",) and bool(frame.hits) and bool(taught)


def _said(topic: Topic, frame: Frame, known: Known) -> Found | None:
    keys = topic.keys or topic.needs
    gap = known.library.gap(*keys)
    passage = known.library.passage(*keys)
    if topic.needs == ("participation",) and frame.says("what counts as"):  # what it is, not how it is judged
        gap, passage = None, known.library.passage("participation")
    said = uses(_FRAME, topic.needs, keys, topic.one_of, topic.also)
    about = f"silence:{keys[-1]}"
    if gap is not None:
        named: list[Source] = [sources.of_gap(gap)] + ([sources.of_passage(passage)] if passage else [])
        return Found(gap.sentence, tuple(named), said, about, made="not stated", rank=topic.rank)
    if passage is not None:
        return Found(passage.text, (sources.of_passage(passage),), said, about, made="passage", rank=topic.rank)
    text = f"The course material does not state anything about {topic.name}."
    return Found(text, (), said, about, made="refused", rank=topic.rank - 1)
