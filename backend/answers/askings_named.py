"""Ways to ask for papers, lectures and authors by name, and for what resembles that; the form is that of `askings_table`."""

TABLE = """
= what is the arxiv number of {name}
  {name} arxiv number|id|identifier|numbers|ids
  + PAPER give what is the of for tell has does have entry file which we number LIKE please me
= what is the arxiv number of paper {id}
  {id} arxiv number|id|identifier|numbers|ids
  + PAPER give what is the of for tell has does have entry file which we number LIKE please me
= REFUSE unknown
  {name} orcid|scopus|pubmed|acm number|id|identifier|numbers|ids
  {id} orcid|scopus|pubmed|acm number|id|identifier|numbers|ids
  {name} doi|isbn|bibtex|bib_entry
  {id} doi|isbn|bibtex|bib_entry
  + PAPER give what is the of for tell has does have entry file who which we number LIKE please under
= REFUSE unknown
  students|classmates|people|others|everyone|anyone|somebody|someone already|yet|so_far|finished reviewed|read|reviewing|reviews {name}|{id}
  many|which students|classmates|people reviewed|read|reviewing|finished {name}|{id}
  + PAPER how have has did what of our other the who is are REVIEW
= can @ be late
  @ {delay} after|past|following DUE can|could|may|okay|ok|fine|possible|accepted|allowed
  @ can|could|may|okay|ok|fine|possible|accepted|allowed come_in|arrive|trickle_in {delay}
  @ {delay} after_due|past_due can|could|may|okay|ok|fine|possible|accepted|allowed
  + be in come comes the its it is still handed hand turn turned submit submitted arrive date day
= which papers are about {name}
  too|also|as_well papers {name} lecture|lectures not_only|only|just|besides|beyond|beside
  {name} papers|readings lecture|lectures not_only|beyond|besides
  + are is do does in the we LIKE only just not discussed read or there any on about also too
= which papers are about {name}
  {name} papers other|besides|except|apart|beyond than|from|besides|except|beyond {author}
  {name} papers besides|except|beyond {author}
  + the one by which are is there any of from do we read what more on about LIKE
= which optional readings are there on {name}
  extra|additional|further|optional|supplementary|background read|reading|readings {name}
  older|old|classic|classical|extra|additional|further|optional|supplementary papers|reading|readings {name} suggest|suggested|recommend|recommended|optional|offered
  + something anything can which what are is there should any on about for the of PAPER old older do we have more could
= what is covered in the lecture on {name}
  {name} lecture|session|class|talk entitled|titled|called|named topics|cover|treat|deal|discuss|contents|content|subjects|taught|treated|covered|teach|address
  {name} lecture talk_about
  + what which the will does is be in of on with to deal dealt about topic me ii iii i {c} {n}
= what is this course about
  in_nutshell|nutshell|in_essence|in_short|in_brief learn|taught|teach|about|cover|covered|goal|idea
  meant|aimed|intended|designed|geared undergraduates|undergrads|undergraduate|freshmen|first_year|sophomores|bachelor graduate|grad|master|masters|phd|graduates or|at|level
  graduate|grad undergraduate|undergrad or level COURSE
  + what do does here in the is this COURSE it for level students PUPIL we a of or at year first me all main an class intended
= can we choose the topic of the project
  topic|subject|theme up_to_us|up_to_me|free|ours|open PROJECT|is
  topic|subject|theme ours to_choose|to_pick|to_decide
  + of the is our my your own completely entirely totally or left it to
= which discussions have a review
  REVIEW enumerate|list|name|listing calendar|schedule|syllabus date|due_date|dates|DUE
  REVIEW which|what calendar|schedule|syllabus gives|lists|has|sets|shows date|due_date|dates
  + for the of a all please has have gives with that are is DUE in PAPER by there on every
= how many paper reviews are there
  minimum|min|least|total number|many REVIEW calendar|schedule|listed|required|bare|semester
  + bare the of on is are in what PAPER for at how absolute one
= is there an evening with a lecture and a discussion
  two|both papers lecture evening|day|class|date|session on_top|besides|as_well|plus|addition|extra|alongside
  two|both papers and lecture evening|day|class|date|session which|what|when
  + are is there have do has we a with in of on that which what same PAPER one LIKE also and
= on which days are projects discussed in class
  class|lecture|session|day|date|evening|meeting LIKE|discuss|discussing PROJECT first_time|first
  class|lecture|session|day|date|evening|meeting LIKE|discuss|discussing PROJECT {day}
  + when where is are the in our final we of for time first which what are their do on last
= what do i still have to do
  open|outstanding|pending|unfinished|unresolved items|item|tasks|task|work|stuff|todos me|my|mine|i
  + as of now today currently still for right what are is have list any left
= when is the review of the paper by {author} due
  REVIEW {author} until|till|deadline|due|date|latest|by_when
  REVIEW {author} when give|hand|submit|turn|deliver|send|finish|upload
  + i want to write the a PAPER about of must it in on that for by is when give hand we from do have need my which day should next
= how big can a project group be
  PROF okay|ok|fine|alright|cool|chill|happy solo|alone|individual|one_person PROJECT
  + is with or do we i need must a have GROUP are about for to
= are larger project groups expected to do more work
  GROUP same|equal|identical workload|work|amount single|one|alone|solo|smaller|person|two
  + why on_earth earth on would should does do three four get gets have has of the a as our my {c} bigger larger PROJECT person people
= is there an exam
  exam|midterm|quiz|finals WORTH|more|less than|as PRESENT|REVIEW|PROJECT|ASSIGNMENT|participation
  + is the a does do much and each together PAPER final GRADE count more than as less
= REFUSE unknown
  PAPER most|fewest|least|longest|shortest|biggest|largest authors|author|title|citations|references|pages|figures|equations|words
  PAPER cited|downloaded|famous|popular|influential most|least
  corresponding|contact|senior|supervising author {name}|{id}
  + which what has have is are there the of a with in our we all list any to read course who PAPER
= which authors wrote more than one paper
  author|authors|researcher|researchers|someone|anyone|who|people more_than_one|twice|two|several|multiple|repeatedly PAPER
  author|authors|researchers appear|appears|show|occur|come|recur twice|repeatedly|again|more_than_once
  papers share|sharing|common author|authors
  author|authors overlap|overlapping|recurring PAPER
  + do does any two of our the is are there on in which what who with have has wrote written more than one once list by we read COURSE an a up same
= who teaches this course
  WHO teaches|gives|holds|delivers|teach|give lecture {n}|{nth}
  WHO teaches|gives|holds|delivers|teach|give lecture {name}
  + the on about will is going to PROF does
"""
"""Blocks of the questions; see `askings_table`."""
