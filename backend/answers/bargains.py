"""Bargaining: who asks for leave beyond a rule ("may I talk for ten minutes only", "can I meet him outside office hours") is not answered with the rule.

What a course states is the rule; whether it bends is for its staff. So each entry says which answers are none to a question of such a form. A question
that only asks what the rule is, whatever it is worried about, is left alone.
"""

from __future__ import annotations

import re

from backend.answers.found import Found
from backend.answers.frame import Frame

_MAY = r"(?:can|could|may|might|must|would|should|what if|what happens if|is it (?:ok|okay|fine|allowed|alright|possible|bad)|(?:am|are) (?:i|we) allowed)"
_TALK = r"(?:present(?:s|ing|ation|ations)?|talks?|speak(?:ing)?)"

_BARGAINS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # To present from elsewhere, on another day, for another, or longer.
    (
        ("my-presentation", "asked:do i present", "silence:presentation", "presenting"),
        rf"{_MAY}\b.*\b{_TALK}\b.*\b(?:(?:over|via|by|through|on) (?:zoom|video|skype|teams|phone)|remotely|virtually|from (?:home|abroad|afar|my|another)|(?:a|by) recording)\b",
        r"\b(?:my|the) (?:day|date|evening|slot)\b|\bor (?:is|in|at|do)\b",
    ),
    (
        ("my-presentation", "silence:presentation", "which-paper", "due", "papers"),
        rf"{_MAY}\b.*\b(?:swap|trade|switch|exchange|give away|hand over|pass on)\b.*\b(?:{_TALK}|slots?|dates?|seats?|papers?|evenings?)\b",
        "",
    ),
    (
        ("my-presentation", "silence:presentation"),
        rf"{_MAY}\b.*\b{_TALK}\b.*\b(?:(?:on|at|in) (?:another|a different|some other|an other) (?:day|date|evening|week|time|class)|(?:a|one|two) (?:day|days|week|weeks) (?:later|earlier)|earlier|sooner)\b",
        r"\b(?:sick|ill|miss|missed|fever|hospital|flu|emergency|catch up|make up|made up|repeat)\b",
    ),
    (
        ("length:presentation", "asked:how many days are left until my presentation"),
        r"\b(?:minutes? over|over the time|overtime|over time|runs? (?:too )?(?:long|over)|go(?:es)? over|cut (?:me |us )?off|stopped|(?:only|just) (?:\w+ )?(?:five|ten|5|10) minutes|shorter than|less than fifteen|less than 15)\b",
        r"\b(?:how long|how many|how much|what is|what are)\b",
    ),
    # To meet him at another time, or in another way.
    (
        ("office-hours",),
        r"\b(?:outside (?:of )?(?:his |the |her |their |normal |regular |official )?office hours?|(?:announce|notify|warn|let (?:him|her|them) know|tell (?:him|her|the professor)|e ?mail (?:him|her)|register|reserve)\b.*\b(?:come|coming|visit|drop|attend)\b.*\boffice hours?)\b",
        "",
    ),
    (
        ("office-hours",),
        r"\boffice hours?\b.*\b(?:over|via|by|through|on) (?:zoom|video|skype|teams|phone|telephone|email|chat)\b",
        r"\bor\b|\bwhere\b|\bwhich room\b",
    ),
    # What a piece of work would have to have, keep to, or may become.
    (
        ("content:", "length:", "asked:does the", "plan:"),
        r"\b(?:need|needs|have|has|require|requires|include|includes|contain|contains|must) (?:to (?:have|include|contain) )?(?:an? |any )?(?:\w+ )?(?:\w+ or )?"
        r"(?:budget|timeline|time line|schedule|gantt|appendix|title page|cover page|cover letter|table of contents|toc|keywords|acknowledge?ments|footnotes|ethics|glossary|diagram|flowchart|logo|signature|poster|video|disclaimer)\b",
        r"\b(?:what|which) (?:does|do|must|should|else)\b",
    ),
    (
        ("content:", "length:", "due:", "plan:"),
        r"\b(?:plan|proposal|abstract|draft|hypothesis|protocol)\b.*\b(?:match|binding|stick to|deviate|differ from|commit|committed|same as what|still change|change (?:it|that|them) (?:later|afterwards|after)|change later)\b",
        r"\b(?:rules?|parameters?|project rules|technique|techniques|methods?)\b",
    ),
    (
        ("length:report", "content:report"),
        r"\b(?:max|maximum|at most|upper (?:limit|bound)|too long|too many pages|no more than|longest|page limit)\b",
        r"\b(?:min|minimum|at least|how short|references?|shortest)\b",
    ),
    # What is lost for something that is nobody's rule.
    (
        ("weight:", "content:", "length:"),
        r"\b(?:lose|loses|lost|cost|costs|deduct|deducted|docked|penali[sz]ed|hurt|marked down)\b.*\b(?:partner|partners|teammates?|group ?mates?|group members?|slides|notes|accent|english|typos?|spelling|grammar|slower|negative|nervous|stutter|laptop)\b",
        "",
    ),
    # What others did, and what somebody would have to be told.
    (
        ("late:", "due:", "done", "silence:", "review"),
        r"\b(?:who else|any(?:one|body) else|how many others|how many (?:people|students|of us)|am i the only one|is every(?:one|body) else)\b.*\b(?:late|behind|submitted|handed|turned|finished|missing|missed)\b",
        "",
    ),
    (("breaks", "class", "silence:attendance"), r"\b(?:tell|inform|notify|email|write to|let) (?:someone|somebody|anyone|anybody|him|them|you|staff|the professor|the instructor)\b.*\b(?:skip|miss|absent|come|cannot)\b", ""),
    (("due:", "released"), r"^(?:\w+ ){0,2}what (?:if|happens (?:if|when)) (?:the |my |our )?(?:\w+ )?(?:internet|wifi|server|site|website|upload|laptop|computer|power|network|system|file)\b", r"\bdue on\b|\buntil when\b"),
    (("papers-per-student", "presenting", "exempt"), r"\b(?:can|could|may) (?:my (?:partner|teammate|friend)|someone|somebody|the others)\b.*\b(?:alone|without me|instead of me|for me)\b|\breviews? instead of present", ""),
    (("group-size",), r"\b(?:outside (?:of )?(?:the |our |this )?(?:course|class)|(?:not|never) (?:in|taking|enrolled|registered)|from (?:another|a different|some other) (?:course|class|university|school|department))\b", ""),
    # What asks nothing.
    (
        ("silence:", "late", "content:", "weight"),
        r"^(?:i|we) (?:am|are|feel|hate|cannot|can not|think|really|just)\b.*\b(?:stressed|tired|exhausted|overwhelmed|sad|anxious|depressed|lonely|sleep|hate|cry|crying|burnt out|burned out|bored|sick of)\b",
        r"\b(?:what|when|where|who|which|how|why|whether|may i|can i|can we|do i|do we|is|are there|does)\b",
    ),
    (("review-not-listed",), r"\b(?:replace|replaces|substitute|extra review|instead of)\b", ""),
)
"""Beginnings of `Found.about`, what is no question for such an answer, and what makes it one all the same."""
_COMPILED = tuple((about, re.compile(pattern), re.compile(unless) if unless else None) for about, pattern, unless in _BARGAINS)


def is_bargain(found: Found, whole: Frame) -> bool:
    """Whether a question asks for more than the rule that would be told."""
    text = " ".join(whole.texts)
    return any(
        found.about.startswith(about) and pattern.search(text) is not None and (unless is None or unless.search(text) is None)
        for about, pattern, unless in _COMPILED
    )
