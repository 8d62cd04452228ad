"""What is no answer to a question of that form, whatever it is about.

"What if a due date falls on a holiday" is not answered with a date, nor "what if our results are negative" with what a plan has to contain:
who asks what would be wants a rule for that case. Whether somebody who is called by name has handed something in is nobody else's business.
"""

from __future__ import annotations

import re

from backend.answers.found import Found
from backend.answers.frame import Frame

_WOULD_BE = re.compile(r"^(?:\w+ ){0,3}?(?:what if|what happens (?:if|when|to (?!be\b))|what would happen|what will happen if)\b")
"""At the beginning, or after a few words such as "hi there": "… what if"."""
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
_DATES_AND_WEIGHTS = ("due:", "weight")


def is_unfit(found: Found, whole: Frame) -> bool:
    """Whether an answer cannot be one to a question of that form."""
    text = " ".join(whole.texts)
    if found.made == "refused":
        return False
    if found.about.startswith(_TOOLS) and _TAUGHT & set(whole.texts) and not _USED & set(whole.texts):
        return True
    if found.personal and _ANOTHERS.search(text):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith(_NO_RULE):
        return True
    if found.made == "fact" and _WOULD_BE.search(text) and found.about.startswith("due:") and not _OF_LATENESS & set(whole.texts):
        return True
    if found.made == "fact" and _LEAVE.search(text) and found.about.startswith(_DATES_AND_WEIGHTS) and not _OF_TIME & set(whole.texts) and not whole.days:
        return True
    return _is_of_somebody(whole)


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
