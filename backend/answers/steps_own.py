"""Steps by the asker's own paper: the review of it, whether one is free of that, and how old it is beside another one.

Which review "my paper" has is not said by the words, so "when is the review of my paper due" would be answered with every date,
and "can I skip review 11 because of my talk" with a rule alone. Each is put anew with the paper's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.contract.calendar import Paper

_PRESENT = r"(?:present|presenting|presented|give|giving|gave|signed up for|chose|picked|speak about|talk about)"
_ONE = rf"(?:my (?:own )?(?:presentation )?(?:paper|article)|(?:the )?(?:paper|article|one|discussion|evening|class) (?:that |which |where |when )?(?:i|we) (?:\w+ )?(?:\w+ )?{_PRESENT})"
OWN_PAPER = re.compile(rf"\b{_ONE}\b")
_REVIEW_OF_IT = re.compile(rf"\breviews? (?:due )?(?:of|on|for|about|that belongs to|that goes with) (?:the discussion of )?{_ONE}\b(?! (?:i|we) )")
_REVIEWS_OF_OWN_DAY = re.compile(
    r"\breview(?:s|ing)? (?:due )?(?:(?:of|on|for|about) )?(?:the )?(?:two )?papers? (?:of|on|from|that belong to) (?:my (?:own )?(?:presentation|talk)(?: day| date| evening)?|the (?:day|evening) (?:on which |when |that |where )?(?:i|we) (?:am )?present(?:ing)?)\b"
)
_PRESENTING = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:present|presenting|presented|gave|give|giving|speak|talk)\b|\b(?:being|as) (?:a |the )?(?:presenter|speaker)\b|\bmy (?:own )?(?:presentation|talk|paper|slot)\b"
)
_FREE_OF_IT = re.compile(
    r"\b(?:skip|excused?|exempt(?:ed)?|frees? (?:me |us )?(?:from|of)|freed|off (?:my|the) (?:list|hook|plate)|spared?|get out of|let off|need(?:ed)? from me|still needed|leave out|omit)\b"
)
_MUST = re.compile(r"\b(?:do|must|should|need|have) (?:i|we) (?:still |really |even |also )?(?:have |need |got )?(?:to )?(?:still )?(?:write|review|do|submit|hand in|turn in|owe|plan|prepare|schedule)\b|\b(?:am|are) (?:i|we) (?:still )?(?:required|supposed|expected|obliged) to (?:write|review|do|submit)\b")
_WHICH_ONE = re.compile(r"^(?:(?:so|and|hi|hey) )*(?:which|what)(?: one)?(?: of my| of the| of our)? (?:paper )?reviews? (?:\w+ )??(?:i|we|me)\b")
""" "Which of my reviews might I be excused from": of the one whose paper is the asker's."""
_ANOTHER = frozenset("other both either partner together mate others else late extension".split())
"""What makes it a question about another review, or about more than one's own."""
_WHOSE = re.compile(r"\bwhose (?:paper|article|work) (?:do|did|am|will|shall|must|should) i (?:\w+ ){0,2}?(?:present|presenting|give|giving)\b")
_OLDER = re.compile(r"\b(?:older|newer|earlier|more recent|younger)\b")


def own_steps(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """The question put anew with the number of the paper that the asker presents; none where there is not exactly one."""
    if not frame.asker or len(known.mine) != 1:
        return
    paper = known.mine[0]
    if frame.has("review") and frame.has("due") and _REVIEWS_OF_OWN_DAY.search(text) and not frame.has("grade", "pages", "who", "hour", "late"):
        yield f"when is the review of paper {paper.id} due"
    if frame.has("review") and not _ANOTHER & set(frame.texts):
        if (_asks_to_be_free(text, frame) or _is_named_and_asked_off(paper, text, frame)) and _is_its_review(paper, frame, known):
            yield f"do i have to write the review of paper {paper.id} since i present it"
        elif frame.has("due", "when") and _REVIEW_OF_IT.search(text) and not frame.has("grade", "pages", "who", "hour") and not frame.days and not frame.hits:
            yield f"when is the review of paper {paper.id} due"
    if _WHOSE.search(text):
        yield f"who wrote paper {paper.id}"
    if _OLDER.search(text) and OWN_PAPER.search(text) and not frame.has("lecture", "discussion", "review", "due", "presentation"):
        others = [each for each in (*frame.papers, *(hit.key for hit in frame.hits_of("paper")[:1])) if each != paper.id]
        if len(set(others)) == 1:
            yield f"which is older, paper {paper.id} or paper {others[0]}"


def _asks_to_be_free(text: str, frame: Frame) -> bool:
    """ "Can I skip the review because I present", "do I have to review the paper I present"; leave to write one all the same is another question."""
    if _WHICH_ONE.match(text) and _FREE_OF_IT.search(text) and not frame.has("assignment", "project", "late", "grade"):
        return True
    if not _PRESENTING.search(text) or frame.has("class", "lecture", "assignment", "project", "when", "grade", "pages"):
        return False
    return bool(_FREE_OF_IT.search(text)) or (bool(_MUST.search(text)) and not {"when", "where", "how", "long"} & set(frame.texts))


_ME_FREE_OF_IT = re.compile(r"\b(?:am|are) (?:i|we) (?:\w+ )?(?:excused|exempt(?:ed)?|freed?|spared|let off|off the hook)\b|\bdo (?:i|we) (?:still |really |even )?(?:owe|need to write|have to write|have to do)\b")


def _is_named_and_asked_off(paper: Paper, text: str, frame: Frame) -> bool:
    """ "Do I owe review 8", "am I excused from the review of discussion 7": of the review of one's own evening, by its number, the talk need not be said."""
    if not _ME_FREE_OF_IT.search(text) or frame.has("class", "lecture", "assignment", "project", "when", "grade", "pages", "due", "late"):
        return False
    return {each.number for each in frame.numbers_of("review", "discussion")} == {paper.discussion} or paper.id in frame.papers


def _is_its_review(paper: Paper, frame: Frame, known: Known) -> bool:
    """Whether what is named, if anything is, belongs to the discussion of that paper."""
    numbers = {each.number for each in frame.numbers_of("review", "discussion")}
    named = [known.paper(each) for each in (*frame.papers, *(hit.key for hit in frame.hits_of("paper")[:1]))]
    return numbers <= {paper.discussion} and all(each is not None and each.discussion == paper.discussion for each in named)
