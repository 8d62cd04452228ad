"""What stands beside an answered question, close enough that its way would take it: one review of all, two days after the deadline instead of on
one, the author who is not the first. The form is that of `askings_table`."""

TABLE = """
= how is the weight of the paper reviews divided within itself
  REVIEW single|individual|individually|apiece WORTH
  REVIEW single|individual|individually|apiece GRADE
  REVIEW one! how|what WORTH
  REVIEW single|individual|individually|apiece {c} WORTH
  REVIEW single|individual|individually|apiece {c} WORTH GRADE
  + one each every the of is a an in for how much many what does do have final COURSE towards toward PAPER WORTH GRADE my
= how is the weight of the programming assignments divided within itself
  ASSIGNMENT single|individual|individually|apiece|one! WORTH
  ASSIGNMENT single|individual|individually|apiece {c} WORTH
  ASSIGNMENT one! how|what WORTH
  + every the of is a an in for how much many what does do have final COURSE towards toward GRADE my
= can @ be {?delay} late
  @ come|arrive|be|SUBMIT|handed|turned|accepted|submitted {delay} after|past DUE
  @ happen|happens|happening if {delay} late
  @ what if SUBMIT|comes|is|handed|turned {delay} late
  + can may could would will i we it the my our us in on still is are a to deadline its what be allowed accepted for of do does turn turned hand handed give given date COURSE PROF off
= papers from {venue} {year}
  PAPER {venue} {year}
  {venue} {year}
  + which what is are on schedule list any there do we read in from of at the published appeared have how many calendar course discuss discussed paper papers
= may i present and review the same paper
  ME PRESENT PAPER may|can|allowed review|critique all_the_same|anyway|nonetheless|nevertheless|regardless|voluntarily
  ME PRESENT may|can|allowed review|critique PAPER all_the_same|anyway|nonetheless|nevertheless|regardless|voluntarily
  + if also it that still too one write the a same my am to even though of i is still all hand in
= is lecture {n} online or in person
  lecture {n} online|zoom|internet|in_person|room|classroom|remote|remotely|virtual|hybrid|campus
  + is held over the in or via on by given of person zoom online internet room classroom remote remotely net web taught be will it does take place do we have MEET physically only
= is there an upper limit on the length of the final report
  REPORT many|long|length|pages|page maximum|at_most|most|max|upper
  + how can have pages page the be is are at of final it may could allowed does number our what which there COURSE long many length
= when is the review of the {nth} discussion due
  REVIEW {nth} discussion DUE
  REVIEW {nth} discussion DUE before|after|by|during|in|on {day}
  + is the of for when after before by in class {day} what does do paper break
= is a review listed for the {nth} discussion
  REVIEW {nth} discussion there|exist|exists|any|listed|expected
  + is a for of the does do we have to write that one {name} {c} about on with it still
= can the paper reviews be {delay} late
  every|each|all REVIEW {delay} late
  + can may be is only one time once in TERM semester not so and the are really for a or just without
= what happens in class {day}
  MEET {day} papers|paper|discussion|discussions lecture|lectures
  + is it a an or still already begin start with does do we on of there be not what kind have that will
= did I miss any deadline
  ME forget|forgot|forgotten|missed REVIEW|ASSIGNMENT any|some|until|so_far|already
  + did have i any of my the until now so far yet already to hand in SUBMIT
= when do I present
  ME miss|missed slot|turn|talk|presentation already still|yet|or
  + did have i my is it coming to come ahead or not
= how many students are in one presentation group
  HOWMANY PUPIL|people|persons share|split PRESENT|slot
  + one a single each do of the per
= what is the next thing i have to hand in
  ME have|am done|finished|completed|submitted REVIEW|ASSIGNMENT {nth}|{n} what comes|next|follows|now
  ME have|am done|finished|completed|submitted REVIEW|ASSIGNMENT what comes|next|follows|now
  + have i am with the {nth} {n} first so for me now next is up then and PAPER of {name} comes come already just
= by when and how do project groups form
  find|form|join|build|change PROJECT team|group|partner|partners|teammates still|possible|late|deadline|until|date|when
  + is it to a the or there for that after before break spring_break {name} {day} i we can an end of may do by our my in
= what is the proxy in an experiment plan
  proxy mean|means|meant|word|term|is|definition what|understand
  + PLAN in the a they with it do does by of don't not don t word i for is
= until when can I hand in @ without penalty
  @ late last|latest|final date|day ok|okay|fine|still|allowed|accepted
  + if i am with the of for what which is it when we can be hand in to turn SUBMIT
"""
"""Blocks of the questions; see `askings_table`."""
