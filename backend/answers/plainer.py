"""Uncommon words put by the common ones: who "delivers an article" presents a paper, and a "critique" is a review.

Examples and ways know how most students put things. What says the same in choice words is rewritten before anything else is looked at. Only
turns of phrase stand here that mean the same in any course, and none that could be a name of one.
"""

from __future__ import annotations

import re

_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|opening|last|final|\d{1,2}(?:st|nd|rd|th))"
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORKS = r"(?:reviews?|reports?|abstracts?|proposals?|assignments?|drafts?|homeworks?|work)"

_TABLE: tuple[tuple[str, str], ...] = (
    (r"(?:(?:so|wait),? )?(?:do i understand|if i understand|did i understand)(?: (?:it|this|that|you))? (?:right|correctly|well|rightly)(?:,| that)? ", ""),
    (r"an article\b", "a paper"),
    (r"articles\b", "papers"),
    (r"article\b", "paper"),
    (r"critiques\b", "reviews"),
    (r"critique\b", "review"),
    (r"critiqu(?P<end>ed|ing)\b", r"review\g<end>"),
    (r"(?:coding|programming) (?:exercise|task)(?P<s>s?)\b", r"programming assignment\g<s>"),
    (r"(?:concluding|closing) (?:project paper|paper on (?:our|the|my) project|paper|project report|report)\b(?! (?:discussion|we|of the discussions|discussed|that we|on the schedule))", "final report"),
    (r"final write[- ]?up\b", "final report"),
    (r"paper (?:on|about) (?:our|my) project\b", "final report"),
    (r"(?P<before>(?:to|we|i|will|must|should|can) )pitch (?P<whose>our|my|the|your|a|an|these|those)\b", r"\g<before>present \g<whose>"),
    (r"(?<!elevator )(?:project )?pitch\b(?! deck)", "project proposal"),
    (r"(?P<which>last|final|first|next|every|each|the) (?:regular|ordinary|proper|actual) (?=(?:lecture|discussion|class|session)\b)", r"\g<which> "),
    (r"(?:preliminary abstract|abstract sketch|sketch of the abstract)\b", "abstract draft"),
    (r"abstract sketches\b", "abstract drafts"),
    (r"springtime (?:holidays?|recess|break|vacation)\b", "spring break"),
    (rf"seminar (?={_COUNT}\b)", "discussion "),
    (rf"(?P<nth>{_ORDINAL}) seminar\b", r"\g<nth> discussion"),
    (r"sittings\b", "classes"),
    (r"(?P<before>(?:a|an|the|each|every|single|last|final|first|next|ultimate|kick-off)) sitting\b(?! (?:in|for|at|exam))", r"\g<before> class"),
    (r"(?P<which>each|every|most|fellow|single|one) learner(?P<s>s?)\b", r"\g<which> student\g<s>"),
    (r"bachelor students\b", "undergraduates"),
    (r"(?:earlier )?modules? must (?P<who>[\w ]{2,20}?) have behind (?:them|us|me)\b", r"course must \g<who> have taken before"),
    # To present, in other words.
    (r"(?P<ing>walking|taking|leading) (?:people|everyone|everybody|the audience|the class|others) through (?P<what>a|the|an|one|my|our) paper\b", r"presenting \g<what> paper"),
    (r"(?:(?:stand|be) (?:up )?(?:in|at the) front of (?:everyone|everybody|the class|people)|stand up front)\b", "present"),
    (r"(?:(?:standing|being) (?:up )?(?:in|at the) front of (?:everyone|everybody|the class|people)|standing up front)\b", "presenting"),
    (r"presenting (?:and )?presenting\b", "presenting"),
    (r"(?:i am|i'm|im) up front\b", "i present"),
    (r"am i up front\b", "do i present"),
    (r"the (?:talk|presentation) (?:that )?i (?:give|am giving|must give|have to give|will give)\b", "my talk"),
    (r"(?P<who>my|each|every|the|a|our)(?P<own> own)? delivery\b(?! (?:of (?:the |my |our )?" + _WORKS + r"|date|deadline|address|time))", r"\g<who>\g<own> presentation"),
    (r"papers? (?P<rest>(?:that |which )?(?:i|i'm|i am|we|we're|we are)(?: \w+){0,3}?) (?:have booked|booked|reserved)\b", r"paper \g<rest> present"),
    (r"(?:the )?paper i(?:'ve| have) (?:booked|reserved)\b", "the paper i present"),
    (r"in front of (?:everyone|everybody|the class|the others|all)\b", "in class"),
    (r"between the (?P<a>[\w -]{2,40}?) (?P<kind>lecture|paper|discussion|class) and the (?P<b>[\w -]{2,40}?) one\b", r"between the \g<a> \g<kind> and the \g<b> \g<kind>"),
    (r"(?:i |we )?(?:really |just )?(?:can't|cannot|can not|cant) wait(?=\s*(?:[!.,;:?]|$))", ""),
    (r"(?:it's|its|it is) (?:now |already |like )?\d{1,2}(?::\d\d)? ?[ap]m(?: now| already)?[,.;]", ""),
    (r"(?:do|will) i still have (?:any |enough )?time (?P<day>today|tonight|tomorrow) for\b", r"can i still hand in \g<day>"),
    (r"reviews? (?:of|for) (?P<n>1?\d)(?=\s*(?:[,.?!;]|$|(?:due|when|is|still|or|and|late)\b(?! \d)))", r"review of discussion \g<n>"),
    (r"(?P<what>(?:" + _ORDINAL + r" (?:discussion|lecture)|(?:discussion|lecture|paper) \d{1,2}[ab]?)), the [\w-]+ one(?=[?.!]?\s*$)", r"\g<what>"),
    # By whom, and called what.
    (r"(?:the )?(?:brains|minds|masterminds|people|names) behind (?P<what>the\b.{3,60}?\bpaper)\b", r"who wrote \g<what>"),
    (r"(?P<who>who|whoever) (?:composed|penned|authored)\b", r"\g<who> wrote"),
    (r"whose names? (?:is|are|stands?|appears?) (?:on|above|under) (?P<what>(?:the|my|that)\b(?! (?:list|board|schedule|sign|roster|calendar)).{2,50}?\b(?:papers?|present|presenting)\b)", r"who wrote \g<what>"),
    (r"the (?:thing|stuff|piece|work|text) (?:that |which )?(?P<who>i|i'm|i am)(?: will| have to| must| am)? (?=present(?:ing)?\b)", r"the paper \g<who> "),
    (r"compose (?P<what>the|a|my|our) (?=(?:\w+ ){0,3}review)", r"write \g<what> "),
    (r"headline of\b", "title of"),
    (r"at (?:some|any) point (?=(?:before|after|during)\b)", ""),
    (r"elective (?P<what>[\w ]{0,40}?)(?:literature|readings?)\b", r"optional \g<what>reading"),
    # Talks of the one who teaches.
    (r"talks (?:given )?by the (?:teacher|professor|lecturer|instructor)\b", "lectures"),
    (r"talk (?:given )?by the (?:teacher|professor|lecturer|instructor)\b", "lecture"),
    (r"which talk (?=(?:precedes?|succeeds?|follows?|comes?|treats?|covers?|deals?|tackles?)\b)", "which lecture "),
    # How long, when, how much.
    (r"(?:together|along) with what (?=(?:do|must|should|does|is)\b)", "when "),
    (r"quick q(?: ?: ?|, ?| - ?| )", ""),
    (r"how lengthy\b", "how long"),
    (r"(?:ought to|ought)\b", "should"),
    (r"prior to\b", "before"),
    (r"the coming (?=(?:class|lecture|discussion|review|deadline|assignment|session)\b)", "the next "),
    (r"tell me where and when (?:everyone|everybody|we all) convenes?\b", "where and when does class meet"),
    (r"convenes?\b", "meet"),
    (r"behind time\b", "late"),
    (r"(?P<a>a|one) whole (?P<unit>day|week|month)\b", r"\g<a> \g<unit>"),
    (r"(?:at|by|near|toward|towards|for) the close of (?P<what>the (?:semester|term|course))\b", r"at the end of \g<what>"),
    (r"outweighs?\b", "count more than"),
    (r"in the (?:final )?tally\b", "in the final grade"),
    (r"(?:a )?numerical (?:verdict|rating|judg[e]?ment)\b", "a numeric score"),
    (r"(?P<have>have i|i have|i've) wrapped up\b", r"\g<have> completed"),
    (r"a counterpart of\b", "an equivalent of"),
)  # fmt: skip
_REWRITTEN = tuple((re.compile(rf"\b{pattern}", re.IGNORECASE), instead) for pattern, instead in _TABLE)
_DELIVER = re.compile(rf"\bdeliver(?P<end>ed|ing|s|y)?\b(?! (?:(?:the|a|my|our|any|all) )?(?:\w+ )?{_WORKS}\b)", re.IGNORECASE)
_PRESENTS = {"": "present", "ed": "presented", "ing": "presenting", "s": "presents", "y": "presentation"}
_PAPER = re.compile(r"\bpapers?\b", re.IGNORECASE)
_OF_A_REVIEW = re.compile(r"\bpaper reviews?\b|\breviews? of\b", re.IGNORECASE)


def plainer(asked: str) -> str:
    """The question in common words; itself, if it is in such."""
    for pattern, instead in _REWRITTEN:
        asked = pattern.sub(instead, asked)
    if _PAPER.search(asked) and not _OF_A_REVIEW.search(asked):
        asked = _DELIVER.sub(lambda found: _PRESENTS[(found["end"] or "").lower()], asked)
    return asked
