"""/ask: the right answer with its source, or an honest "that is not stated".

    reading     text → tokens, sentences, days, things that are named: a `Frame`
    askings     the same question in other words → the question that facts answer
    nearby      what a question is like where no way fits, by examples (`lessons`) and what was learned of them: by their words
                (`likely`) and, where the sentence model is installed (`sentences`), by their meaning (`alike`)
    facts/      one subject a file: a `Frame` → what the course's data say
    gaps        what the course is known not to state
    passages    the rules in prose, found by keywords
    answering   all of these in order, and a refusal when none is sure
    desk        the calls; staff, spending: the human and the model behind it

Answers never import a sibling desk: dates, papers and a person's own rows come from `at.ask(...)`.
"""
