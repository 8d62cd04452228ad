"""Words that ask for what an answer of that kind never says, whatever led to it.

Who wrote a paper is no answer to who employs its authors, how long the proposal is none to how long its introduction is, and the name of the
forum none to how quickly one is answered there. Each line holds how `Found.about` begins, and what then may not have been said.
"""

from __future__ import annotations

import re

_PERSON = (
    r"(?:(?:best |closest |good )?(?:friend|buddy|pal)|(?:room|flat|house|class|team|group|bench|lab)[- ]?mate|neighbou?r|partner|brother|sister|cousin|"
    r"girlfriend|boyfriend|wife|husband|colleague|fellow student|other group|rival|competitor)s?"
)
_OF_THEIRS = r"(?:universit(?:y|ies)|institut(?:e|es|ion|ions)|compan(?:y|ies)|labs?|country|nationalit(?:y|ies)|homepages?|websites?|e ?mails?|addresses|degrees?)"
_CODE = r"[a-z]{2,5} ?\d{3,4}"
_TABLE: tuple[tuple[str, str], ...] = (
    # People who write, and where they are.
    (
        r"paper:[^:]+:authors|author:|asked:who (?:is the first author|are the co)",
        rf"employ\w*|affiliat\w*|(?:which|what|whose) {_OF_THEIRS}|{_OF_THEIRS} of (?:the |its )?(?:authors?|writers?|people)|still alive|"
        r"(?:second|third|fourth|fifth|sixth|senior|corresponding|last|final) (?:named |listed )?authors?",
    ),
    (
        r"author:|paper:",
        r"visit of (?!my|our)|visits? (?:us|our class|the class|the course|our course)|guest (?:speaker|lecture|appearance|talk)|explain (?:to )?(?:me|us)\b.*\bmeans?|definition of|"
        r"what (?:is meant|do they mean) (?:by|with)",
    ),
    # Parts of a text of which only the whole is spoken of, and where it would be printed.
    (
        r"length:|content:|line:report|line:proposal|asked:is there an upper limit",
        r"intro|introductions?|conclusions?|related work|headings?|headlines?|chapter titles?|subsections?|captions?|footnotes?|appendix|appendices|titles?|cover page|cover letter|"
        r"table of contents|for publication|get published|(?:which|what|what kind of|what sort of) workshops?|file ?names?|(?:which|what) language|paragraphs?",
    ),
    (
        r"line:project|group-size",
        r"who did what|(?:say|state|declare|list|report|explain|document) who|(?:each|every|whose) (?:\w+ )?contributions?|(?:split|divide) (?:up )?the work|leader|captain|spokes\w+",
    ),
    # Somebody else's talk, list and seat.
    (
        r"my-presentation|left|overdue|done:|asked:(?:have i|what have i)",
        rf"(?:is|are|do|does|did|will|has|have) (?:my|our|his|her|the) {_PERSON}\b(?! (?:and|or) (?:i|me)\b)|(?:of|by) (?:my|our) {_PERSON}\b|"
        rf"(?:my|our) {_PERSON}(?: s)? (?:paper|talk|presentation|slot|turn)",
    ),
    # A class, and who comes, what is brought, what gives way.
    (
        r"day:|class:|first:|last:|next:|discussion:|lecture:",
        r"open to (?!be)|(?:get|gets|got) (?:skipped|cut|dropped|left out)|runs? (?:over|long)|overruns?|snacks?|livestream\w*|worth (?:going|coming|attending|it)|(?:ends?|finish(?:es)?|lets? out|starts?|begins?) (?:earlier|early|later|sooner) (?!or)|(?:end|finish|let out|start|begin) (?:earlier|early|later|sooner)$|blackboards?|whiteboards?|chalk|"
        r"(?:which|what) (?:student|group|person|presenter|team|pupil)s? (?:will )?(?:opens?|starts?|begins?|kicks? off|leads?|moderates?|chairs?|goes?|speaks?)\b",
    ),
    (r"discussion:|papers:year|paper:", r"shorter|shortest|longest|easier|easiest|harder|hardest|thickest"),
    (r"papers:year", r"(?:most|fewest) (?!recent)\w+|(?:oldest|youngest) authors?"),
    (r"lectures?:|asked:what is covered", r"repeat(?:ed)? of|more (?:important|relevant|difficult|interesting)|how many lectures"),
    (r"length:presentation", r"(?:per|each|every) (?:person|student|member|head|speaker|presenter)"),
    (r"weight", r"\d+ ?pt|fonts?"),
    (r"asked:can the project use a technique", r"who|whom"),
    (r"times|room", r"(?:close|closest|nearest|next|opposite) to|near|nearest|far from|walk(?:ing)? (?:time|distance)|parking"),
    (r"asked:was .* published", r"peer (?:review\w*|reviewed)|retracted|accepted on|awards?|oral|poster|spotlight"),
    (r"asked:are lectures always", r"blackboards?|whiteboards?|chalk|slides|projector|record\w*|zoom|stream\w*|english|by (?:him|her|the (?:prof|professor|instructor|same))|crowded|boring|interactive"),
    (r"lecture:|topic:|readings|asked:what is covered", r"(?:homework|home work|practice|exercise|sample|exam) (?:problems?|questions?|tasks?|sheets?)|exercises|quizzes|quiz|problem sets?"),
    # Hours, the forum, other courses, and marks.
    (r"office-hours", r"appointments?|book|booking|reserve|queue|crowded|busy|recorded"),
    (r"forum", r"how (?:quick|quickly|fast|soon|long|rapidly|often|promptly|many|active|busy)|response times?|within (?:a|one|\w+) (?:days?|hours?)|anonym\w+|moderat\w+|deleted?"),
    (r"about$", rf"(?:compared (?:to|with|against)|in comparison (?:to|with)|versus|vs|differ\w* (?:from|to)|than) (?:the )?{_CODE}"),
    (r"silence:(?:drop|scale|curve)", r"shown|showed|public|publicly|visible|displayed|announced|revealed|seen by"),
    # What is due has a day, and no length.
    (r"due:", r"(?:hand|handed|turn|turned|submit|submitted|deliver|delivered|give|given)(?: it| them| in)* (?:on paper|by hand|printed|as a (?:hard copy|print\w*))"),
    (r"due:|due-on:", r"for how (?:many minutes|long)|(?:and )?how many minutes (?:do|does|will|is|are)"),
)
_RULES = tuple((re.compile(about), re.compile(rf"\b(?:{words})\b")) for about, words in _TABLE)


def asks_beyond(about: str, said: str) -> bool:
    """Whether a question, in lower case and without what only tells why it is asked, wants what no answer of that kind says."""
    return any(kind.match(about) and words.search(said) for kind, words in _RULES)
