"""What is no answer to a question of that form, whatever it is about.

"What if a due date falls on a holiday" is not answered with a date, nor "what if our results are negative" with what a plan has to contain:
who asks what would be wants a rule for that case. Whether somebody who is called by name has handed something in is nobody else's business.
"""

from __future__ import annotations

import re

from backend.answers.bargains import is_bargain
from backend.answers.found import Found
from backend.answers.frame import Frame

_WOULD_BE = re.compile(r"^(?:\w+ ){0,3}?(?:what if|what happens (?:if|when|to (?!be\b))|what would happen|what will happen if)\b")
"""At the beginning, or after a few words such as "hi there": "… what if"."""
_THEN_ASKS = re.compile(r"\bwhat (?:if|happens (?:if|when))\b(?: \w+){3,} (?:what|which|who|when) (?:is|are|was|were|do|does|did|will|would|lecture|lectures|topic|topics|paper|papers|class)\b")
"""Behind the case it asks to be told something after all: "what if I can't come on Monday, what is taught then"."""
_NO_RULE = ("content:", "length:", "weight", "due-on:", "day:", "class:", "count:", "lecture", "paper:", "activity", "plan:order", "topic:", "asked:what happens in the feedback")
"""What states how things are, by the beginning of `Found.about`, and no rule for a case."""
_LEAVE = re.compile(
    r"^(?:(?:so|and|hi|hey|please|also) )*(?:(?:can|may|could) (?:i|we)|am i allowed to|are we allowed to|is it (?:ok|okay|allowed|alright) (?:to|if (?:i|we)))"
    r" (?!know|ask|see|find|get|have|please|hear|expect|learn|read)"
)
"""Asks for leave, and not to be told something."""
_OF_TIME = frozenset(
    "when until till by late later still yet day days date time hour due deadline after before early earlier on today tomorrow tonight midnight week noon "
    "submit hand turn send deliver upload".split()
)
_OF_LATENESS = frozenset("late later ready until till when day date still miss missed deadline after".split())
_HOW_MUCH = re.compile(r"\b(?:how much|(?:what|which) (?:share|part|percentage|percent|portion|fraction|weight))\b")
_DATES_AND_WEIGHTS = ("due:", "weight")


def is_unfit(found: Found, whole: Frame) -> bool:
    """Whether an answer cannot be one to a question of that form."""
    text = " ".join(whole.texts)
    if found.made == "refused":
        return False
    if is_bargain(found, whole):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith(_NO_RULE) and not _THEN_ASKS.search(text):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith("due:") and not _OF_LATENESS & set(whole.texts):
        return True
    if found.made == "fact" and _LEAVE.search(text) and found.about.startswith(_DATES_AND_WEIGHTS) and not _OF_TIME & set(whole.texts) and not whole.days and not _HOW_MUCH.search(text):
        return True
    return _is_of_somebody(whole)


_DID = frozenset(("has", "did", "will"))
_DEEDS = frozenset("handed submitted turned sent finished uploaded hand submit turn upload written passed failed".split())


def _is_of_somebody(whole: Frame) -> bool:
    """ "Has Daniel already handed in his review": a word that is no other is a name where one does something."""
    texts = whole.texts
    for n, text in enumerate(texts[:-2]):
        if text not in _DID or not whole.words[n + 1].foreign or whole.words[n + 1].meanings:
            continue
        after = [each for each in texts[n + 2 : n + 4] if each not in ("already", "yet", "ever")]
        if after and after[0] in _DEEDS:
            return True
    return False
