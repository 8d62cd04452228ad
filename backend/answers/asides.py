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
    r"^\W*(?:(?:my|our) [\w ]{2,30} (?:is|are|was)|(?:i|we)(?:'ve| have)?) (?:already )?(?:uploaded|submitted|done|finished|handed in|turned in|sent|did|finished with)[^?!;.,]*[.,;]\s+(?=[^?]*\b(?:else|next|another|more|other)\b)",
    re.IGNORECASE,
)
"""What is over and done with, before something else is asked for."""
_TODAY = re.compile(r"^\W*(?:it'?s|it is|today is) (?:mon|tues|wednes|thurs|fri|satur|sun)day[.,;]\s*", re.IGNORECASE)
_BESIDES = re.compile(rf"(?:^|[,;]?\s+)(?:besides|apart from|aside from|other than|except(?: for)?) (?:the |my |our )?[\w -]{{2,40}}?(?:,\s*|\s+(?=(?:is|are|was|do|does|anything|what|which)\b)|{_ENDS})", re.IGNORECASE)
_FOR_MY = re.compile(r"[,.?;]?\s+for my [\w ]{2,25}[?.!]*$", re.IGNORECASE)
_COMPARED = re.compile(rf"\s+before or after (?:the )?[\w ]{{3,30}}?(?=,|\s+and\b|{_ENDS})", re.IGNORECASE)
_ACCORDING = re.compile(r",?\s+according to (?:the |my |our |your )?[\w-]+(?: [\w-]+)?\s*(?=[?!.;,]|$)", re.IGNORECASE)
_FOR_ME = re.compile(r"^\W*for (?:my|our) [^,:;?!]{2,40}?(?:[,:]\s*|\s+)(?=(?:i|we) (?:need|want|would|must|have to)\b)", re.IGNORECASE)
"""What for: "For my visa form I need …"."""
_ALTERNATIVE = re.compile(
    rf"[,;]?\s+or\s+(?:(?:is|are|was|were|am|do|does|did|can|could|will|would|should|may|might|must|have|has)\s+(?:i|we|you|it|that|this|there|they|he|she|the|one|only)\b[^?!;]*?|no|not|nah|nope|what|whatever|never|something|sth|so|not at all|what else)\s*{_ENDS}",
    re.IGNORECASE,
)
"""A second way to put it: "… or is that the joke"."""
SHORTEST = 3
"""So many words have to stay."""


def without_asides(asked: str) -> Iterator[str]:
    """The text without one sort of aside, then without any; nothing for a text that has none."""
    seen = {asked}
    whole = asked
    for pattern in (_BRACKETS, _TODAY, _DONE, _BESIDES, _FOR_MY, _COMPARED, _FOR_ME, _ACCORDING, _PURPOSE_AHEAD, _PURPOSE, _BEHIND, _ALTERNATIVE):
        whole = _shorter(pattern, whole)
        if whole not in seen:
            seen.add(whole)
            yield whole


def _shorter(pattern: re.Pattern[str], text: str) -> str:
    left = " ".join(pattern.sub(" ", text).split())
    return left if len(re.findall(r"\w+", left)) >= SHORTEST else text
