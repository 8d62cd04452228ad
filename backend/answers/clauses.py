"""Which part of a text asks, and which only tells why: "I'm travelling on Mar 20, do I miss a discussion?"

A text is cut into clauses at stops, pauses and conjunctions. Where one clause asks, those that do not are its setting:
words of theirs that nobody knows do not make it another question, and what they name may be what "it" and "then" mean.
"""

from __future__ import annotations

from itertools import pairwise

from backend.answers.tokens import Text

_SUBJECTS = frozenset("i we my our he she they it this that there the you your some someone nobody a an".split())
_PERSONS = frozenset("i we my our he she they".split())
_ASKERS = frozenset("what when where who whose whom which why how whats whens".split())
_VERBS = frozenset(
    "is are was were do does did can could will would shall should may must am has have had isnt arent does doesnt".split()
)
_OPENERS = frozenset(
    """hi hello hey yo so and but or ok okay please pls well just now then also um uh hmm sorry thanks thank you if
    whether dear all everyone guys again anyway quick question wondering wonder know tell me""".split()
)
_JOINS = frozenset("but because since cuz coz cos so although though whereas while and as given if when once before".split())
_SHARP = frozenset(("but", "because", "cuz", "coz", "cos", "although", "whereas"))
_BEFORE_AN_ASKER = frozenset("on in at by for from to until till with under of since about within after".split())
"""With what a question may begin before what it asks for: "on which day", "until what hour"."""
_TOLD = frozenset("wants want needs need is was keeps said says asked asks has got died broke will would".split())
_INTERJECTIONS = frozenset("pls please thanks sorry lol ugh hm hmm right ok okay haha btw".split())
_CONFIRMS = frozenset("right correct true yes no or".split())
_WHICH_OF_TWO = frozenset("is that it this who which one of us wrong he she they i am the mistaken".split())
"""With these, what only asks who of two is right: "who's right"."""
_CALLS = frozenset("anyone anybody someone somebody help idea ideas any no clue who knows know please pls what do what's is it".split())
"""A clause of these only calls for an answer, as "anyone?" does."""
_LACKS = frozenset("find see locate remember forgot lost missing access open".split())

def clauses(text: Text) -> tuple[range, ...]:
    """The clauses, as runs of words."""
    words = [token.text for token in text.tokens]
    cuts = {0, len(words), *(each.first for each in text.sentences), *text.pauses}
    for n, word in enumerate(words[:-1]):
        after = words[n + 1]
        if n and word == "my" and n + 2 < len(words) and words[n + 2] in _TOLD:
            cuts.add(n)
        if word in _INTERJECTIONS and n and after in _PERSONS | {"there", "it"}:
            cuts.add(n + 1)
        if word in ("before", "once") and after not in _PERSONS:
            continue
        if n and word in _JOINS and (word in _SHARP or after in _SUBJECTS | _ASKERS | _VERBS):
            cuts.add(n)
    ordered = sorted(each for each in cuts if each <= len(words))
    return tuple(range(a, b) for a, b in pairwise(ordered) if b > a)


def asks(words: list[str], *, questioned: bool) -> bool:
    """Whether a clause asks for something. `questioned` says whether a question mark closes it."""
    opening = 0
    while opening < len(words) and words[opening] in _OPENERS:
        opening += 1
    rest = words[opening:]
    if len(rest) > 2 and rest[0] in _BEFORE_AN_ASKER and rest[1] in _ASKERS:
        rest = rest[1:]
    if not rest or set(rest) <= _CONFIRMS | _WHICH_OF_TWO or _is_tag(rest):
        return False
    if rest[0] in _ASKERS or rest[-1] in _ASKERS or any(word in ("whether",) for word in words):
        return True
    if rest[0] in ("did", "have", "has", "had") and len(rest) > 1 and rest[1] not in _SUBJECTS | {"anyone", "anybody", "everyone", "all", "any"}:
        return False
    if rest[0] in _VERBS and len(rest) > 2:
        return True
    for n, word in enumerate(words):
        if word in ("know", "tell", "wonder", "wondering", "ask", "asking") and _ASKERS & set(words[n + 1 : n + 4]):
            return word != "asking" or words[n + 1] in _ASKERS
    return questioned and len(rest) > 2 and rest[0] not in ("i", "we", "my", "our")


def _is_tag(words: list[str]) -> bool:
    """ "Isn't it", "aren't they", "isn't that so": asks whether what was said before is right."""
    return 2 <= len(words) <= 4 and words[0] in _VERBS and set(words[1:]) <= _TAGGED


_TAGGED = frozenset("not it they he she there we i you that this so".split())


def _lacks(words: list[str]) -> bool:
    """Whether a clause says that something cannot be found."""
    return bool({"not", "never", "no", "nowhere", "forgot", "lost"} & set(words)) and bool(_LACKS & set(words))


def _states(words: list[str]) -> bool:
    """Whether a clause speaks of the one who asks, or says for what it is asked."""
    rest = [word for n, word in enumerate(words) if any(each not in _OPENERS for each in words[: n + 1])]
    return not rest or rest[0] in _STATES


_STATES = frozenset("i we my our asking because since given according provided suppose trying need want just as mine me".split())


def setting(text: Text) -> frozenset[int]:
    """The words of the clauses that ask nothing, where another clause asks; else none."""
    words = [token.text for token in text.tokens]
    found = clauses(text)
    if len(found) < 2:
        return frozenset()
    ends = {sentence.after: sentence.questioned for sentence in text.sentences}
    asking = [each for each in found if asks(words[each.start : each.stop], questioned=ends.get(each.stop, False))]
    if all(set(words[each.start : each.stop]) <= _CALLS for each in asking) and (missed := [each for each in found if _lacks(words[each.start : each.stop])]):
        # "I can't find the link, anyone?" asks for the link.
        asking = missed
    if not asking:
        # "Did review 1 already, my next deadline?"
        asking = [each for each in found if ends.get(each.stop) and len(each) > 1 and not set(words[each.start : each.stop]) <= _CALLS | _CONFIRMS and not _is_tag(words[each.start : each.stop])]
    if not asking:
        # Key words, with a statement beside them: "next deadline pls, I'm on the bus".
        asking = [each for each in found if not _states(words[each.start : each.stop]) and not _is_tag(words[each.start : each.stop])]
    if not asking:
        return frozenset()
    return frozenset(n for each in found if each not in asking for n in each)
