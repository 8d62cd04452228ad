"""The same question with an aside left out: what stands in brackets, a purpose, a reason, a second way to put it.

"On which day is it given out, so that I can keep the weekend free?" asks what it asked before the comma. A text that is not
understood as a whole is tried again without such a part, if the rest still stands for itself. Nothing is left out that
says of what or when something is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ASKER = r"(?:what|when|where|who|whose|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|shall|may|must|has|have)"
_ENDS = r"(?=[?!.;]|$)"
_SUBJECT = r"(?:i|i'm|i've|i'd|im|ive|my|we|we're|our|others|he|she|they|it|it's|its|the|there|this|that|some|someone|nobody|everyone|otherwise)"

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PURPOSE = re.compile(
    rf"[,;]?\s+(?:so that|in order (?:to|that)|so (?:i|we) (?:can|could|know|have|may|don't|do not|get|plan)|just so|(?:e\.?g\.?,? )?(?:because|bc|cuz|coz)\b|given that|considering"
    rf"|seeing (?:that|as|how)|now that|(?:since|as|cause) (?:i|i'm|im|i've|ive|my|we|our|the|it|there)\b)[^?!;]*?{_ENDS}",
    re.IGNORECASE,
)
"""Why it is asked, told behind the question."""
_PURPOSE_AHEAD = re.compile(
    rf"^\W*(?:so that|in order to|because|given that|considering|seeing (?:that|as)|now that|since|as|before|once|if|when|while|suppose|assuming|supposing|imagine) {_SUBJECT}\b[^,:;?!]*[,:;]\s*(?={_ASKER}\b)",
    re.IGNORECASE,
)
"""The same ahead of it."""
_BEHIND = re.compile(
    rf",\s*(?:before (?:i|we|my|others|it)\b|not counting|not including|excluding|leaving aside|apart from|as (?:far|long) as|according to|assuming|as regards|i\.?e\.?,?\s|lost track|no idea|first one|one is enough)[^?!;,]*?{_ENDS}",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:(?:my|our) [\w ]{2,30} (?:is|are|was) |(?:i|we)(?:'ve| have)? |(?:i'm |i am |we're |we are )?(?=(?:done|finished|through) with\b))(?:already )?(?:uploaded|submitted|done|finished|handed in|turned in|sent|did|finished with|through with)[^?!;.,]*[.,;]\s+(?=[^?]*\b(?:else|next|another|more|other)\b)",
    re.IGNORECASE,
)
"""What is over and done with, before something else is asked for."""
_TODAY = re.compile(r"^\W*(?:it'?s|it is|today is) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night|noon))?[.,;]\s*", re.IGNORECASE)
_BESIDES = re.compile(rf"(?:^|[,;]?\s+)(?:besides|apart from|aside from|other than|except(?: for)?) (?:the |my |our )?[\w -]{{2,40}}?(?:,\s*|\s+(?=(?:is|are|was|do|does|anything|what|which)\b)|{_ENDS})", re.IGNORECASE)
_FOR_MY = re.compile(r"[,.?;]?\s+for my [\w ]{2,25}[?.!]*$", re.IGNORECASE)
_FOR_WHOM = re.compile(rf",\s+for (?:somebody|someone|people|those|one|a (?:friend|student|classmate)) (?:who|that|whose) [^?!;,]{{2,60}}?{_ENDS}", re.IGNORECASE)
_COMPARED = re.compile(rf"\s+before or after (?:the )?[\w ]{{3,30}}?(?=,|\s+and\b|{_ENDS})", re.IGNORECASE)
_ACCORDING = re.compile(r",?\s+according to (?:the |my |our |your )?[\w-]+(?: [\w-]+)?\s*(?=[?!.;,]|$)", re.IGNORECASE)
_FOR_ME = re.compile(r"^\W*for (?:my|our) [^,:;?!]{2,40}?(?:[,:]\s*|\s+)(?=(?:i|we) (?:need|want|would|must|have to)\b)", re.IGNORECASE)
"""What for: "For my visa form I need …"."""
_ALTERNATIVE = re.compile(
    rf"[,;]?\s+or\s+(?:(?:is|are|was|were|am|do|does|did|can|could|will|would|should|may|might|must|have|has)\s+(?:i|we|you|it|that|this|there|they|he|she|the|one|only)\b[^?!;]*?|no|not|nah|nope|what|whatever|never|something|sth|so|not at all|what else)\s*{_ENDS}",
    re.IGNORECASE,
)
"""A second way to put it: "… or is that the joke"."""
_SOMETHING_LIKE = re.compile(rf",\s*(?:something|some|sth|the one|one) (?:with|about|on|like|of) [\w -]{{2,40}}?{_ENDS}", re.IGNORECASE)
"""What one half remembers, behind what was asked: "the two papers of that day, something with PaLM"."""
_CALLED = re.compile(r"(?<=[A-Z]),\s+(?:the|a|an) [a-z][\w -]{3,50}(?=[?!.]*$)")
"""What a name in capitals is: "ISCA, the symposium on computer architecture"."""
SHORTEST = 3
"""So many words have to stay."""


_CORRECTED = re.compile(rf"^.*?[,.;:!?-]*\s*\b(?:i mean|i meant|i mean to ask|or rather|no wait|wait no|scratch that|make that|sorry i meant)\b[,:.;-]*\s+(?={_ASKER}\b)", re.IGNORECASE)
"""What the asker takes back: "who presents … I mean, what are the papers"."""


_WHO_IS_RIGHT = re.compile(r"[.,;:!?-]*\s*(?:so |and )?(?:who(?:'?s| is)|which (?:one |of (?:us|them|the two) )?is|(?:which|who) of us is) (?:right|correct|wrong|mistaken|true)\b(?: (?:here|now|then))?(?=[?!.\s]*$)", re.IGNORECASE)
"""What asks of two opinions that were said before which is right: the answer tells."""


_TAKES_BACK = r"(?:,|\.\.+|…)?\s+(?:sorry,? )?(?:i mean|i meant|or rather|no wait|wait,? no),?\s+"
_OTHER_THING = re.compile(
    rf"\b(?:the|my|our) [\w-]+(?: [\w-]+)?{_TAKES_BACK}(?=(?:the|my|our) )|\b[a-z]+ ?\d+[a-d]?{_TAKES_BACK}(?=[a-z]+ ?\d)", re.IGNORECASE
)
"""One thing that is taken back for another: "the proposal, I mean the report"."""


def corrected(asked: str) -> str:
    """The question without what the asker takes back, where what follows asks for itself; without "who's right?" behind two
    opinions."""
    asked = _SAID_BETTER.sub(r"\g<before> \g<name>", _SAME_THING.sub(r"\g<asks> \g<name>", asked))
    asked = _shorter(_ITS_DATES, asked)
    return _shorter(_OR_OVER, _shorter(_IN_SO_MANY, _shorter(_WHO_IS_RIGHT, _shorter(_OTHER_THING, _shorter(_ANEW, _shorter(_CORRECTED, asked))))))


_ITS_DATES = re.compile(
    r"[,;:.?-]*\s+(?:i mean|that is|that is to say|i\.e\.),?\s+(?:what|which|when) (?:are|is) (?:the |these |those |they)?(?:two |both |exact )?(?:dates?|days?)?(?=[?!.\s]*$)", re.IGNORECASE
)
"""Asks for the dates of what was asked before, and takes nothing back: "how long is it from one to the other; I mean, what are the two dates"."""


_ANEW = re.compile(rf"^[^?!;]{{4,80}}?(?:\.\.+|…|\s-+)\s*(?:hm+|hmm+|uh|um|er|no|wait|actually)\b[,.:;-]*\s+(?={_ASKER}\b)", re.IGNORECASE)
"""What was begun and broken off, with dots behind it: "do the abstracts … hm, can the report be late"."""
_SAME_THING = re.compile(
    r"^\W*(?:who|what|when|where|which)\s+[a-z]+\s+(?P<name>[^,;:.?!]{3,60}?)[,;:.\s-]*\s(?:i mean|i meant|or rather|sorry i meant),?\s+(?P<asks>(?:who|what|when|where|which)\s[^?!.,]{2,30}?)\s(?:it|that|that one)(?=[?!.\s]*$)",
    re.IGNORECASE,
)
"""Something else is asked of the same thing: "who presented LoRA, I mean who wrote it"."""
_IN_SO_MANY = re.compile(r",?\s+in (?:one|two|three|four|five|a few|\d) (?:titles?|words?|sentences?|lines?)(?=[?!.\s]*$)", re.IGNORECASE)
"""How short the answer should be."""
_SAID_BETTER = re.compile(
    rf"\b(?P<before>about|on|with) (?:the )?[\w -]{{3,60}}?,\s+(?:i mean|i meant|that is to say),?\s+(?!{_ASKER}\b|the\b|my\b|our\b)(?P<name>[\w -]{{3,50}})(?=[?!.\s]*$)", re.IGNORECASE
)
"""What it is about, said again in other words: "about quantised formats, I mean low precision"."""
_OR_OVER = re.compile(
    r",?\s+or (?:is|are) (?:it|(?:the |this )?(?:course|class|classes|semester|term|lectures?)) (?:already |all )?(?:over|finished|done|cancelled|canceled|off)(?: already)?(?=[?!.\s]*$)",
    re.IGNORECASE,
)
"""What would be so if not: "do we meet tomorrow, or is the course over"."""


def without_asides(asked: str) -> Iterator[str]:
    """The text without one sort of aside, then without any; nothing for a text that has none."""
    seen = {asked}
    whole = asked
    for pattern in (_BRACKETS, _TODAY, _DONE, _BESIDES, _FOR_MY, _FOR_WHOM, _COMPARED, _FOR_ME, _ACCORDING, _PURPOSE_AHEAD, _PURPOSE, _BEHIND, _SOMETHING_LIKE, _CALLED, _ALTERNATIVE):
        whole = _shorter(pattern, whole)
        if whole not in seen:
            seen.add(whole)
            yield whole


def _shorter(pattern: re.Pattern[str], text: str) -> str:
    left = " ".join(pattern.sub(" ", text).split())
    return left if len(re.findall(r"\w+", left)) >= SHORTEST else text
