"""What resembles an answered question about people, rooms, prerequisites, presenting or handing in and is turned by a word; and some silences
of a course in other words. The form is that of `askings_table`."""

TABLE = """
= REFUSE unknown
  floor|storey|elevator|lift|stairs|entrance|door|wing WHERE|class|{room}
  capacity|outlet|outlets|projector|whiteboard|accessible|wheelchair|heating|heated room|hall|building|classroom|auditorium|{room}
  seat|seats many|fit room|classroom|hall|auditorium|{room}
  + MEET WHERE COURSE {room} on in of the which what is are our how many at by use with has have floor number held
= REFUSE unknown
  which|what|minimum|lowest|good GRADE {code}|prereq|prerequisite|prerequisites
  GRADE {code}|prereq|prerequisite|prerequisites enough|need|needed|required|least|minimum|must|count|sufficient
  check|checks|checked|verify|verifies|verified|enforce|enforced|enforces|prove|proof|transcript prereq|prerequisite|prerequisites|{code}
  waive|waiver|waives|waived prereq|prerequisite|prerequisites|{code}
  + WHO PROF PUPIL anyone anybody someone undergrad undergrads undergraduate undergraduates done taken have had did passed pass that the a be let in to into enroll sign up enter need take taking required least minimum COURSE registrar really strictly will my our for from
= REFUSE unknown
  additional|extra|added|more|longer|special OH
  OH extend|extended|cancel|cancelled|canceled|moved|rescheduled|full|crowded|busy
  + will be there are is have does PROF {day} week weeks day days before after when due @ in during for break the any hold REPORT PROPOSAL PROJECT ASSIGNMENT END TERM finals last exam offer how very usually HOLD
= REFUSE unknown
  which|what|many baseline|baselines use|pick|choose|take|enough|minimum|least|must|should|best
  beat|outperform|better|worse|slower|faster baseline
  + how we do i is are the to it our my system results if in for against compare compared with PROJECT at final REPORT supposed a only must will fail or have has need
= REFUSE unknown
  who|whom give|gives|giving feedback activity|session
  feedback activity|session graded|grade|count|counts|mandatory|required|optional|attendance|bring|prepare|minutes|slides|partner|anonymous
  + PROJECT in the for is we do i to what should anything class does that on {day} from us how many must at
= REFUSE unknown
  did|do|does others|classmates|rest|average|everybody|everyone|median how ASSIGNMENT|REVIEW|PROJECT|PROPOSAL|REPORT|PRESENT
  average|median|mean GRADE|score|result|results ASSIGNMENT|REVIEW|PROJECT|PROPOSAL|REPORT|PRESENT|class
  friend|roommate|classmate|buddy|neighbor|neighbour has|did|is hand|handed|submit|submitted|turn|turned|finish|finished|done|start|started ASSIGNMENT|REVIEW|PROJECT|PROPOSAL|REPORT
  others|classmates|everyone|everybody|anyone|anybody has|did|have handed|submitted|turned|finished|started already ASSIGNMENT|REVIEW|PROJECT|PROPOSAL|REPORT
  + in on of the class course how did do well badly my his her their already yet else with it {name} {author} {n} {id} {nth} in last for
= REFUSE unknown
  caught copy|copying|copied|cheating|cheat|plagiarizing|plagiarising|plagiarism
  plagiarism|plagiarise|plagiarize|plagiarized detection|software|checker|check|checked|strict|consequence|consequences|penalty|punished|happens|screening|screened|tool
  caught copy|copying|copied|cheating|cheat code|ASSIGNMENT|REVIEW|text|homework
  + what happens if somebody someone a student students who are gets get is code ASSIGNMENT REVIEW REPORT the for do they run our my on through how w with will to in i we you
= REFUSE unknown
  replace|resubmit|redo|revise|edit|update|overwrite|re_upload|reupload REVIEW|ASSIGNMENT|PROPOSAL|ABSTRACT after|once|already SUBMIT
  replace|redo|revise|edit|update|overwrite REVIEW|ASSIGNMENT|PROPOSAL|ABSTRACT after|once|already SUBMIT i|we|it|been in
  resubmit|re_upload|reupload REVIEW|ASSIGNMENT|PROPOSAL
  + can i we may it a my the SUBMIT in once already have before DUE is are allowed to
= REFUSE unknown
  what|which program|implement|code ASSIGNMENT {n}|{c}|{nth}|one|two|first|second|last
  what ASSIGNMENT about {n}|{c}|{nth}|one|two|first|second|last
  + do we have to in the is are supposed for must i should need programming even or
= REFUSE unknown
  save|bank|carry|transfer|accumulate|pool|reuse|trade|spend|unused grace_days|grace_day|late_days|late_day|slip_days|days|day REVIEW
  save|bank|carry|transfer|accumulate|pool|unused grace_days|grace_day|late_days|late_day|slip_days
  + can i we may the my up over forward LATE not did use later another next one other to for a from on
= REFUSE unknown
  lose|deduct|deducted|deduction|penalty|penalties|marked|penalized|dock|docked REVIEW|REPORT|PROPOSAL|PLAN page|pages|longer|too_long|too_short|exceed|exceeds|shorter
  + do i we points marks mark GRADE if my our runs run to goes over it is a an the for two {c} one half than for on there any will get off short long down
= REFUSE unknown
  much|how_much more|extra|additional expect|expected|demand|demanded|require|required GROUP|three|two|{c}
  + do does you is are a an of from than people members person one two three in larger the to bigger {c} GROUP PUPIL
= REFUSE unknown
  how|where|when know|tell|told|announce|announced|inform|informed|notify|notified|hear rule|rules|parameters|parameter|requirement|requirements|syllabus|calendar|schedule change|changed|changes
  + will you us let we i be the of do does about if PROJECT PROF when any there is are by to it
= REFUSE unknown
  each|every|one|everyone member|person|us|everyone|group|team SUBMIT PROPOSAL|REPORT|ABSTRACT
  + does do or just of the a GROUP one only all is it own their per copy to in we must should both have
= REFUSE unknown
  an_example|example_of|examples_of|good_example|example_plan|example_report|example_proposal|example_review|sample|exemplary|exemplar PLAN|PROPOSAL|REPORT|REVIEW|ABSTRACT|PRESENT
  + could can i we see is there an a of good me you show give the have where find get from for look at previous past last year any earlier experiment PAPER
= REFUSE unknown
  optional reading|readings asked|tested|quizzed|examined|graded
  {name} optional reading|readings asked|tested|quizzed|examined|graded
  + is the are will be it going to on about in class later {name}
= REFUSE unknown
  GRADE release|released|posted|published|returned|back when|soon|long|where PRESENT|PROJECT|PROPOSAL|REPORT|REVIEW|ASSIGNMENT|participation
  + will our my the be are is get do we i how PAPER for take by on come out {n} {name} {id}
= REFUSE unknown
  link|url|join_code|join|invite|added|code|register|access FORUM
  link ed_discussion|forum|board
  + what is the for to of how do i get a where find can me added COURSE there
= REFUSE unknown
  {name}|{id} peer_reviewed|refereed|retracted|award|prize|rejected ever|was|did|win|won
  + PAPER get by it a the is been has best in after were
= REFUSE unknown
  {author} coming|appear|present|there|show|zoom|visiting|guest PAPER|discussion|class|lecture his|her|their|own|to
  + is will be in at the of to a for his her own up does guest in_person discussion
= REFUSE unknown
  switch|swap|trade|exchange PRESENT|PAPER classmate|friend|student|someone|somebody|group|another|person
  switch|swap|trade|exchange PRESENT PAPER date|slot|day|week|seat|turn
  + can i we may my our a the with date slot day week seat turn PAPER for once after sign up signed signing else other is it possible allowed to
= REFUSE unknown
  mail|email|tell|notify|inform|permission|write someone|somebody|anyone|PROF|staff|you before|if|that|when REVIEW late
  + do i need to must should have a my turn in hand it the is be will PAPER for LATE SUBMIT in_advance we get ask
= REFUSE unknown
  zoom|hybrid|stream|livestream|remote|remotely option|possible|join|follow|attend|watch normal|regular|usual|usually|every|always|all|other
  + is there a an for people who can not come in person on days day class lecture the PUPIL to can i we COURSE MEET cannot
= is there an upper limit on the length of the final report
  REPORT|report upper|maximum|max|maximal|most|ceiling page|pages|length|long
  REPORT at_most page|pages|many
  REPORT upper|maximum|max|maximal limit|bound|cap|number|count page|pages|length is|what|on|of|the|for
  + is there an on of the for limit bound cap count number numbers how many can may be have does at a what what's PROJECT w we what s are final COURSE
= who presents {name}
  WHO PRESENT {name} PAPER
  + group student team class our in the COURSE
= who presents paper {id}
  WHO PRESENT {id} PAPER
  + group student team class our in the COURSE
= where are office hours held
  OH student|students|visitors office elsewhere|somewhere|else|really|other
  OH in office or|really|actually
  + see sees receive receives meet meets does he she PROF his her the do during in or is at
= are the two late days of a review 24 hours or calendar days
  day|days LATE REVIEW {24}
  {delay} LATE REVIEW {24} exactly|precisely|really are|is|be
  + {c} {delay} hour hours the are is of for a two LATE does do exactly mean or
= who are the teaching assistants
  assistant|assistants|ta|tas OH
  help|helping|helps|assist|assisting|assists PROF teaching|teach|course assistant|assistants|anyone|someone|who
  + when do does the hold have their is are there any anyone with COURSE in who else what TIME WHEN HOUR where teaching teaching_assistants or someone
= how is participation graded, what is the rubric
  measure|measured|track|judge|judged|assess participation quiet|shy|silent|they
  quiet|shy|silent|introvert|introverted lose|marks|points|worse|penalized participation|students|student
  + do they how students student lose marks points people are is does GRADE for the in if i stay less who
= at what hour is @ due
  @ late|till|until|time {day} how|what SUBMIT|still
  + can i we on the at by is it in up could still do have DUE
= what if i miss my presentation
  GROUP PRESENT without me
  PRESENT remote|remotely|zoom|home sick|ill|covid|flu|quarantine
  + what is the rule if my our i am could can give do from at over when happens and GROUP PAPER
= does {day} count as in time for @
  @ only|not finished|ready|done|complete|finish {day} what|if
  + what if our my the is on until by before we it happens are
= how many classes are cancelled because of the breaks
  which|what MEET|days|day fall_out|drop_out|cancelled|canceled|skipped|lost break|breaks|holidays|holiday|vacation
  which|what MEET days|day|dates fall_out|drop_out|cancelled|canceled|skipped|lost {name} break|breaks|holidays|holiday|vacation
  + because of the for due to over do does are is class we and by {name}
"""
"""Blocks of the questions; see `askings_table`."""
