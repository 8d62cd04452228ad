"""A step to one author of a list: "second author on the few-shot paper" asks for a name, and not for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.events import most_clearly
from backend.answers.frame import Frame
from backend.answers.known import Known

_PLACE = re.compile(
    r"\b(?P<nth>second|third|fourth|fifth|sixth|seventh|2nd|3rd|4th|5th|last|final)(?: (?:named|listed|mentioned))? (?:co )?authors?\b(?! (?:we|i|you)\b)"
)
_WORDS = {"2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "final": "last"}
_OTHER = frozenset("employer university email affiliation where why when year how many present presents presented due".split())


def author_steps(text: str, frame: Frame, known: Known) -> Iterator[str]:
    """The question for the author at that place of the one paper that is named; none where no place or no paper is."""
    found = _PLACE.search(text)
    if found is None or _OTHER & set(frame.texts):
        return
    papers = [each for each in frame.papers if known.paper(each)] or [hit.key for hit in most_clearly(frame.hits) if hit.kind == "paper"]
    if len(set(papers)) == 1:
        yield f"who is the {_WORDS.get(found['nth'], found['nth'])} author of paper {papers[0]}"
