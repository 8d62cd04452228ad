"""What is no answer to a question of that form, whatever it is about.

"What if a due date falls on a holiday" is not answered with a date, nor "what if our results are negative" with what a plan has to contain:
who asks what would be wants a rule for that case. Whether somebody who is called by name has handed something in is nobody else's business.
"""

from __future__ import annotations

import re
from itertools import pairwise

from backend.answers.bargains import is_bargain
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.unfit_words import asks_beyond

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
_DATES_AND_WEIGHTS = ("due:", "weight", "my-presentation")


def is_unfit(found: Found, whole: Frame) -> bool:
    """Whether an answer cannot be one to a question of that form."""
    text = " ".join(whole.texts)
    if found.made == "refused":
        return False
    if found.about.startswith(_TOOLS) and _TAUGHT & set(whole.texts) and not _USED & set(whole.texts):
        return True
    if found.personal and _ANOTHERS.search(text):
        return True
    if is_bargain(found, whole):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith(_NO_RULE) and not _THEN_ASKS.search(text):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith("due:") and not _OF_LATENESS & set(whole.texts):
        return True
    if found.made == "fact" and _LEAVE.search(text) and found.about.startswith(_DATES_AND_WEIGHTS) and not _OF_TIME & set(whole.texts) and not whole.days and not _HOW_MUCH.search(text):
        return True
    if found.about.startswith(("topic:", "lecture:")) and _OF_PRINT.search(text) and not any(each.kind == "paper" for each in found.sources):
        return True
    if found.about == "venue" and whole.years and not any(str(year) in found.text for year in whole.years):
        return True
    if found.about == "breaks" and (season := _SEASON.search(text)) and season[1] not in found.text.casefold():
        return True
    asking = " ".join(text for n, text in enumerate(whole.texts) if n not in whole.setting)
    return asks_beyond(found.about, asking) or _is_of_somebody(whole) or _is_of_a_child(text) or is_of_a_stranger(found, whole)


_OF_PRINT = re.compile(r"\b(?:published|came out|authors?|written by|who (?:wrote|invented|proposed|published))\b")
"""Asked of papers, and told by no lecture."""
_CHILD = re.compile(
    r"\bmy (?:daughter|son|child|kid|kids|children|wife|husband|nephew|niece|grandson|granddaughter)\b(?: \w+){0,6}? (?:doing (?:well|ok|okay|fine|good|badly|poorly|in)|performing|passing|failing|passed|failed|behaving|showing up|attending class|keeping up|do (?:well|in|ok)|scored?|marks?|grades?)\b"
)


def _is_of_a_child(text: str) -> bool:
    """ "Is my daughter doing well in your class": how somebody does is nobody else's business, their parents' neither."""
    return _CHILD.search(text) is not None


_A_CLASS = frozenset("lecture lectures paper papers reading readings article articles".split())
_BEFORE_A_SURNAME = frozenset("mr mrs ms dr prof author coauthor".split())


def is_of_a_stranger(found: Found, whole: Frame) -> bool:
    """Whether a name that this course does not have stands where the name would be: "the LSTM lecture", "some Karpathy reading", "Fei-Fei Li".

    Of a lecture or a paper only where nothing else is named, or the name has a capital within a sentence; of an author, where an unknown first name
    precedes the surname, or an unknown surname follows the first name. An answer that says that there is none is never one about something else.
    """
    if found.about.startswith(("absent", "review-not-listed")) or found.made == "not stated":
        return False
    words = whole.words
    for n, (word, after) in enumerate(pairwise(words)):
        together = word.token.capital and after.token.capital and word.token.sentence == after.token.sentence
        if together and after.foreign and "author-name" in word.meanings and n > 0 and after.token.text.isalpha():
            return True
        if not word.foreign or word.meanings or not word.token.text.isalpha():
            continue
        if together and "author-name" in after.meanings and word.token.text not in _BEFORE_A_SURNAME:
            return True
        if after.token.text in _A_CLASS and (word.token.capital or word.token.text.isupper()) and (n > 0 or not whole.hits) and word.token.text not in found.text.casefold():
            return True
    return False


_SEASON = re.compile(r"\b(fall|autumn|winter|summer|thanksgiving|christmas|easter|midterm) (?:break|recess|vacation|holidays?)\b")
_TOOLS = "silence:ai"
_TAUGHT = frozenset("covered taught discussed treated lecture lectures topic topics learn besides".split())
_USED = frozenset(
    "use uses used using usage write writing written help helped helps allowed allow allows permitted permit permission policy policies rule rules ban banned forbidden ok okay fine may cheat cheating "
    "tool tools generate generated assist assistance grammar code coding debug stance review reviews assignment assignments homework report project".split()
)
"""What is taught of language models is no question of what they may be used for; these words tell the two apart."""
_ANOTHERS = re.compile(
    r"\b(?:is|are|does|do|did|has|will|when|which|what|whose) (?:my|our|the|a) (?:roommate|flatmate|housemate|friend|buddy|classmate|neighbou?r|girlfriend|boyfriend|brother|sister|teammate|labmate|officemate)"
    r"(?: \w+)? (?:present|presents|presenting|presented|give|gives|giving|talk|going|signed|sign|have|has|had|write|writing|review|reviewing|hand|handed|do|doing|due)\b"
)
"""What somebody else does is not answered with what the asker does."""
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
