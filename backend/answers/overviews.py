"""What is asked of one who wants to hear all of a thing: "tell me about the final report", "a summary of the late policy".

Such a question names the thing and nothing else. It is put as those questions that say most of it; a question that says more is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers.frame import Frame

_TELL = re.compile(
    r"^(?:(?:hi|hey|hello|please|so|can you|could you|would you|i want to|i would like to|quick|pls) )*"
    r"(?:tell (?:me|us) (?:more |something |everything |all |a bit |a little )?(?:about|on)|what (?:can|could) you (?:tell|say) (?:me |us )?about|what do you know (?:about|of)"
    r"|what (?:should|must|do) i (?:need to )?know about|what is there to know about|(?:give me |show me |i need )?(?:a |an |the |some |all |short |quick |brief |any )*"
    r"(?:summary|overview|details|detail|info|information|rundown|recap|facts|gist|outline) (?:of|on|about|for|regarding)|(?:everything|all|anything) about)"
    r" (?:the |our |a |an |these |this |those )?(?:rules? (?:for|of|about|on) (?:the )?)?(?P<thing>[a-z0-9 ]{3,45}?)(?: part| thing| stuff| rules?| requirements?)?(?: (?:please|pls|thanks|in this (?:course|class)|of (?:the|this) (?:course|class)))*$"
)
_THINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:paper )?reviews?", ("what should the paper reviews contain",)),
    (r"(?:late|lateness) (?:policy|policies|rules?|work)|late (?:submissions?|hand ins?)", ("what is the late policy",)),
    (r"(?:presenters? and (?:the )?(?:paper )?reviews?|(?:paper )?reviews? (?:and|for) presenters?)", ("i present a paper, do i still have to review it",)),
    (r"experiment plans?", ("what should the experiment plan contain",)),
    (r"(?:final |project |final project )?report", ("what should the final report contain", "when is the final report due")),
    (r"(?:final |project |final project )?proposals?", ("what should the project proposal contain", "when is the project proposal due")),
    (r"(?:final )?abstract(?: drafts?)?|draft (?:of the )?abstract", ("when is the abstract draft due",)),
    (r"(?:final |course )?projects?", ("what are the requirements of the final project",)),
    (r"(?:programming|coding) (?:assignments?|homeworks?|exercises?)|assignments", ("how many programming assignments are there",)),
    (r"breakouts?(?: discussions?| groups?| sessions?)?", ("what happens in class after the presentations",)),
    (r"(?:class |course )?(?:format|structure)", ("how are the classes structured, lectures or discussions",)),
    (r"(?:paper )?presentations?", ("what are the rules of the presentation",)),
    (r"my (?:own )?(?:presentation|talk)", ("when do I present",)),
    (r"(?:class |discussion )?participation", ("what counts as participation", "how much is participation worth")),
    (r"(?:grading|grades|grade breakdown|grading scheme|marks|marking)", ("grade breakdown",)),
    (r"office hours?", ("when are office hours",)),
    (r"(?:prerequisites?|prereqs?)", ("what are the prerequisites",)),
    (r"(?:online (?:classes|class|sessions|meetings)|zoom classes)", ("which classes are online",)),
    (r"(?:breaks|holidays|vacations|days off)", ("when are the breaks",)),
)
_COMPILED = tuple((re.compile(pattern), questions) for pattern, questions in _THINGS)


def overviews(text: str, frame: Frame) -> Iterator[str]:
    """The questions that together say what there is to say of the one thing that is named; none where more is said than its name."""
    if frame.days or (found := _TELL.match(text)) is None:
        return
    for pattern, questions in _COMPILED:
        if pattern.fullmatch(found["thing"]):
            yield ", and ".join(questions)
            return
