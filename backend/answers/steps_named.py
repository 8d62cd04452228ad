"""Steps for forms of a question that name a paper, a lecture or an author, and say by a few words what is wanted of it.

Each is known by a pattern on the words, and puts the question as the facts know it: which lecture takes something up first, which papers
are on something besides one, the review of the paper by somebody, what is listed and when each is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.events import event_of, rows_of
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.plans import is_other

_OPENING = r"^(?:(?:hey|hi|hello|so|and|ok|please|um|well) )*"
_NAME = r"(?:(?!\b(?:and|or|when|what|which|who|how|is|are|do|does)\b).){2,50}?"
_INTRODUCES = re.compile(rf"{_OPENING}(?:which|what|in which|in what) (?:lecture|class|session) (?:first |is it that )?(?:introduces|brings up|takes up|mentions|starts on|starts with) (?:us to )?(?P<x>{_NAME})(?: first| for the first time)?$")
_INTRODUCED = re.compile(rf"{_OPENING}(?:when|where|in which lecture|in what lecture|which lecture) (?:is|are|was|were|do we get|do we|does) (?P<x>{_NAME}) (?:first )?(?:introduced|brought up first|(?:come|comes) up first|first (?:mentioned|taught|covered|come up|comes up)|(?:mentioned|taught|covered) first)(?: in (?:the )?(?:lecture|lectures|class|course))?$")
_BESIDES = re.compile(rf"{_OPENING}(?:(?:are there|is there|which|what|any|do we read|other|more|which other|what other|any other) )*(?P<x>{_NAME}) papers? (?:besides|other than|apart from|aside from|except(?: for)?|than) (?:the )?(?P<y>{_NAME})(?: one| paper)?$")
_PAPERS_TOO = re.compile(rf"{_OPENING}(?:is|are|do|does) (?P<x>{_NAME}) (?:also )?(?:discussed|covered|treated|come up|comes up|appear|appears|mentioned|dealt with) (?:also )?in (?:the |any |some |a )?papers?\b(?=.*\b(?:too|also|as well|not only|not just)\b)")
_EXTRA = re.compile(r"\b(?:read|reading|readings|papers|literature|material)\b.*?\b(?:extra|additional|further|optional|supplementary) (?:(?:reading|readings|papers|about|on|for) )+(?P<x>(?:\w+)(?: \w+)?)")
_SUGGESTED = re.compile(r"\b(?:older|old|classic|extra|additional|further|optional|which) (?:papers|readings?|texts) (?:are |is )?(?:suggested|recommended|optional|offered)\b|\bread (?:something|anything|more) (?:extra|additional|further|optional)\b")
_BOTH = re.compile(rf"{_OPENING}(?:is|are|do|does) (?P<x>{_NAME}) (?:\w+ ){{0,2}}?(?:in|as) (?:both )?(?:a |the |any )?(?:lectures?|papers?) (?:as well as|and also|and) (?:in |as )?(?:a |the |any )?(?:lectures?|papers?)$")
_WROTE_BESIDE = re.compile(r"^(?:(?:and|so|hey|hi) )*(?:who (?:wrote|writes|has written)|(?:who|what) are the authors of|authors of|by whom (?:is|are)) (?:the )?papers? (?:(?:that|which|we|is|are|comes?|discussed|read|presented) )*(?:(?:right|directly|immediately|just) )?(?P<rel>after|before|following|preceding) (?P<y>.+)$")
_LISTED_AND_DUE = re.compile(rf"{_OPENING}(?:which|what|how many) (?P<x>(?:programming |coding |homework )?assignments|(?:paper )?reviews|homeworks) (?:exist|are there|do we have|does the (?:course|class) have)(?: in (?:all|total))? (?:and )?(?:when|by when|on which days?) (?:are|is) (?:they|those|these|each(?: of them)?|it) due$")
_REVIEWS_LISTED = re.compile(r"\b(?:enumerate|list|name) (?:me )?(?:all |every )?(?:of )?(?:the )?(?:paper )?reviews? (?:(?:for which|that|which|with) )+(?:the )?(?:calendar|syllabus|schedule|have|has|a|due|date|dates|gives?|lists?)\b")
_PROJECTS_IN_CLASS = re.compile(r"\b(?:class|classes|lecture|lectures|session|sessions|evening|evenings|day|days)(?: (?:in|on|of) \w+)? (?:where|when|in which|on which|that|during which) (?:we|everyone|everybody|all of us) (?:all )?(?:discuss|talk about|go over|talk over) (?:our |the |all )*(?:final )?projects\b")
_UNDER_GRADUATES = re.compile(r"\b(?:is|are) (?:it|this|the (?:course|class|seminar)|this (?:course|class|seminar)) (?:\w+ ){0,2}?(?:meant|intended|aimed|designed|geared|made) (?:for|at|towards?) (?:\w+ ){0,3}?(?:undergrads?|undergraduates?|freshm[ae]n|sophomores|bachelors?|masters?|phds?|graduates?)\b.*\b(?:grad|graduates?|masters?|phds?|undergrads?|undergraduates?)\b")
_UP_TO_US = re.compile(r"\b(?:is|are) (?:the |our )?(?:project )?(?:topic|subject|theme) (?:\w+ )?(?:up to (?:us|me|you)|ours to (?:choose|pick|decide)|free to choose)\b")
_ANOTHER_TOPIC = frozenset("review presentation present paper talk lecture discussion".split())
_WHETHER = frozenset("mandatory required graded counted count grade bonus credit exam".split())
"""Asks what comes of reading it, and not what there is to read."""

_FORMS = (
    (_INTRODUCES, "which lecture introduces {x}"),
    (_INTRODUCED, "which lecture introduces {x}"),
    (_BESIDES, "which papers are about {x} besides {y}"),
    (_PAPERS_TOO, "which paper is about {x}"),
    (_BOTH, "when do we discuss {x}"),
    (_LISTED_AND_DUE, "when are the {x} due"),
    (_PROJECTS_IN_CLASS, "on which days are projects discussed in class"),
    (_UNDER_GRADUATES, "what is this course about"),
)
_TAUGHT = (_INTRODUCES, _INTRODUCED)
_WORK: tuple[Meaning, ...] = ("project", "assignment", "review", "proposal", "report", "abstract", "plan", "presentation")
"""When one of these is first spoken of is not in the topics of lectures."""


def named_steps(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """The question put anew; none where no form fits."""
    for form, question in _FORMS:
        if (found := form.search(text)) is not None and not (form in _TAUGHT and frame.has(*_WORK)):
            yield question.format(**found.groupdict())
    if (extra := _EXTRA.search(text)) is not None and _SUGGESTED.search(text) and not _WHETHER & set(frame.texts):
        yield f"which optional readings are there on {extra['x'].split(' which')[0].split(' what')[0]}"
    if _REVIEWS_LISTED.search(text) and not frame.has("grade", "late", "mine", "done"):
        yield "how many paper reviews are there"
    if _UP_TO_US.search(text) and not _ANOTHER_TOPIC & set(frame.texts):
        yield "can we choose the topic of the project"
    yield from _authors_beside(text, known)
    yield from _review_of_somebodys_paper(frame, known)


def _authors_beside(text: str, known: Known) -> Iterator[str]:
    """ "Who wrote the papers discussed right after LoRA": those of the next discussion, or of the last one before."""
    found = _WROTE_BESIDE.match(text)
    event = event_of(found["y"], known) if found else None
    if found is None or event is None:
        return
    rows = rows_of("discussion", known)
    if found["rel"] in ("after", "following"):
        row = next((each for each in rows if each.day > event.last), None)
    else:
        row = next((each for each in reversed(rows) if each.day < event.first), None)
    if row is not None:
        yield f"who wrote paper {' and '.join(paper.id for paper in row.papers)}"


_DUE = frozenset("due deadline until till latest".split())


def _review_of_somebodys_paper(frame: Frame, known: Known) -> Iterator[str]:
    """ "I want to write the review of the paper by Bergstra, until when must I give it" """
    if not frame.has("review") or len(set(frame.authors)) != 1 or frame.papers or frame.days or frame.numbered or not _DUE & set(frame.texts):
        return
    if frame.hits_of("paper", "lecture") or frame.has("late", "penalty", "presentation", "exempt") or {"who", "how", "long", "pages", "discuss", "discussed"} & set(frame.texts) or is_other(frame, "author", "requirement"):
        return
    yield f"when is the review of paper {frame.authors[0]} due"
