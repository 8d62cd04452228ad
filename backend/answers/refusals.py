"""What is refused whatever else is in the question: orders, other people's marks, other courses, work done for someone."""

from __future__ import annotations

import re
from dataclasses import replace

from backend.answers.clauses import setting
from backend.answers.frame import Frame, meanings_of
from backend.answers.known import Known
from backend.answers.tokens import Text

LONG = "That is long for one question. Please ask in one or two sentences."
EMPTY = "There is no question in that. Ask in your own words, such as: when is the next review due?"
ORDER = "I answer questions about the course, from its material; I do not take orders, change anything or reveal settings."
PRIVATE = "I say nothing about other people, nor about marks; your own marks are for the course staff to tell."
OTHER_COURSE = "I know this course only."
DO_IT = "I answer questions about the course; I do not write, solve or sum up work for it."
SUBJECT = "I answer questions about the course, not about its subject."
NOT_STATED = "The course material does not state that, as far as I can find."
ACTION = "I only answer questions here; I change nothing and send nothing. `/help` lists the commands that do, such as `/signup` and `/done`."
BOT = "I am the bot of this course and answer questions about it from its material. `/help` lists what else can be done."
OTHER_TERM = "I know this term of the course only."
CLOCK = "I tell the dates of the course; for today's date and the time look at your own clock."
CODE = "That looks like code. Ask in your own words about the course."
LANGUAGE = "I read English only. Please ask in English."


def refusal(frame: Frame, text: Text, known: Known) -> str | None:
    """The sentence to refuse with, or None if nothing speaks against answering."""
    if not frame.words:
        return EMPTY
    if text.symbols > 3 and text.symbols * 4 > len(text.tokens):
        return CODE
    if _is_order(frame):
        return ORDER
    asking = _asking(frame, text)
    if asking.has("people", "my-grade") and asking.has("grade", "my-grade", "regrade", "scale", "weight", "email", "scores") and not frame.has("regrade") and not ((_MADE_OF & set(frame.texts) or _asks_for_a_weight(frame)) and not frame.has("people")) and not frame.says(*_GOT_RIGHT):
        return PRIVATE
    if asking.has("people") and frame.has("review", "assignment", "proposal", "report", "presentation", "listed") and frame.says("of the other students", "other students'", "other people's", "someone else's", "show me"):
        return PRIVATE
    if _is_errand(frame):
        return DO_IT
    if _is_action(frame):
        return ACTION
    if frame.has("bot") and not frame.has("due", "class", "review", "assignment", "project", "late", "lecture", "paper") and not frame.days:
        return BOT
    if frame.says("what day is it", "what date is it", "what time is it") and len(frame.words) < 8:
        return CLOCK
    if frame.has("other-term") and (asking.has("other-term") or _COMPARES & set(asking.texts)):
        return OTHER_TERM
    if set(frame.texts) <= _BARE:
        return EMPTY
    return None


def _asks_for_a_weight(frame: Frame) -> bool:
    """ "How much do the reviews count towards my grade" is about a part of the mark, and not about anybody's."""
    return bool({"count", "counts", "contribute", "contributes"} & set(frame.texts)) and bool({"towards", "toward", "to", "for", "in"} & set(frame.texts)) and frame.has("review", "assignment", "project", "presentation", "participation") and {"how", "much"} <= set(frame.texts)


def _asking(frame: Frame, text: Text) -> Frame:
    """What is left without the clauses that only tell of the asker's life; all of it where the rest points at a person of theirs."""
    kept = tuple(word for n, word in enumerate(frame.words) if n not in setting(text))
    if len(kept) == len(frame.words) or _PERSONS & {word.token.text for word in kept}:
        return frame
    return replace(frame, words=kept, all_meanings=meanings_of(kept))


_PERSONS = frozenset("he she his her hers him they their theirs".split())
_COMPARES = frozenset("again still same similar alike too different differ changed compared then that".split())
"""With these, what is asked leans on the other term that was told of."""
_GOT_RIGHT = ("did i get that right", "did i get this right", "did i get it right", "did i get that wrong")
"""Ask for no mark."""
_MADE_OF = frozenset("computed calculated made make composed determined weights weighted breakdown components up".split())
"""What makes "my grade" a question about how grades come about."""
_ERRANDS = frozenset(
    """write solve summarize summarise translate generate compose draft implement code program debug prove derive proofread
    complete calculate compute paraphrase rewrite recommend sing draw""".split()
)
_ALSO_NOUNS = frozenset("draft program code debug proof complete design sketch".split())
_BEHIND_A_NOUN = frozenset("of due deadline is was when until till by or".split())
"""After a word of `_ALSO_NOUNS` they tell that it is a thing: "draft of the abstract: when"."""
_SUMS_UP = frozenset("summarize summarise".split())
_RULES = frozenset("requirements rules requirement policy policies deadlines dates schedule guidelines regulations expectations".split())
"""What of a course may be summed up: the rules are told, not worked out."""
_POLITE = frozenset("please can could would will you hey hi hello just i want need to kindly now then ok so".split())


_BARE = frozenset("when where who what how why which is are the a it that this and or ok okay due question answer please yes no".split())
_ACTIONS = frozenset(
    """mark sign set send move change cancel delete add remove register book submit extend postpone post announce
    make update grant give approve enroll enrol upload reserve reschedule swap put close open start stop tick confirm
    accept extend unsubscribe subscribe notify ping""".split()
)
_ORDERS = frozenset(
    """mark move cancel delete add remove extend postpone grant approve enroll enrol reschedule swap notify ping update tick
    unsubscribe subscribe""".split()
)
"""Of these, those that are hardly ever the noun with which a question begins."""
_PLANNERS = frozenset("agenda calendar planner diary".split())
_GIVES = frozenset("list lists dates date overview deadlines info information details number name names title summary link schedule all the an a us me reference citation".split())


def _is_action(frame: Frame) -> bool:
    """ "Sign me up": something to be done rather than to be answered."""
    words = frame.texts
    first = next((n for n, word in enumerate(words) if word not in _POLITE), None)
    if first is None or words[first] not in _ACTIONS or "i" in words[:first] or len(words) < first + 3:
        return False
    if words[first] == "put" and "order" in words[first:]:
        return False  # "put the three dates in order"
    if words[first] in ("put", "add", "enter") and _PLANNERS & set(words) and frame.has("when"):
        return False  # "put the review in my agenda: which day is it"
    if words[first] in _ORDERS and not frame.has("when", "who", "where", "how-many", "how-long", "hour"):
        return True
    if words[first] in ("give", "confirm"):
        return bool({"extension", "points", "grade", "grades", "a"} & set(words[first + 1 :])) and not frame.has("when", "due", "citation", "overview", "name") and not {"breakdown", "split", "scheme", "weights", "percentages"} & set(words)
    return bool({"me", "my", "the", "a", "this", "us", "everyone", "all", "it", "our"} & set(words[first + 1 : first + 3]))


def _is_errand(frame: Frame) -> bool:
    """ "Write my review": the first word that is no politeness tells somebody to do the work."""
    words = frame.texts
    first = next((n for n, word in enumerate(words) if word not in _POLITE), None)
    if first is None:
        return False
    asks_you = "i" not in words[:first] or "you" in words[:first]
    if frame.says("give me ideas", "ideas for my", "ideas for our", "suggest a", "suggest me", "suggest topics", "some ideas"):
        return True
    if words[first] in _SUMS_UP and _RULES & set(words[first + 1 : first + 4]):
        return False
    if words[first] in _ALSO_NOUNS and words[first + 1 : first + 2] and words[first + 1] in _BEHIND_A_NOUN:
        return False
    own = re.search(r"\b(i|we)(?: still)?( have to| need to| must| should| want to| would like to| am going to| will| plan to| am about to| would rather)? (write|do|solve) (my|our|the|a)\b", " ".join(words)) is not None
    return (words[first] in _ERRANDS and asks_you) or (not own and frame.has("solve") and not frame.has("ai") and frame.says("answers to", "the answers", "the solution", "write my", "write me", "do my", "for me", "answer key", "solve my", "solution to", "solutions to", "solution for", "solutions for"))


def _is_order(frame: Frame) -> bool:
    """Whether somebody tries to command rather than to ask. What merely mentions a date is answered from the calendar."""
    if _SETS_TYPE.search(" ".join(frame.texts)):
        return False
    return frame.has("command") and not (frame.has("due") and frame.has("when"))


_SETS_TYPE = re.compile(r"\b(?:i|we) set the (?:\w+ ){0,2}?(?:report|review|proposal|abstract|text|paper) in\b")
""" "Which template do I set the report in" commands nothing."""
