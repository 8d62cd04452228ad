"""What resembles a question that is answered, and is another one: what no course states, and things that are told apart by one
word more. The form is that of `askings_table`."""

TABLE = """
= REFUSE unknown
  feedback REVIEW|ASSIGNMENT|REPORT quickly|soon|fast|back|written|detailed|individual|each|every|return|returned|personal
  comments|feedback on REVIEW|ASSIGNMENT|REPORT|PROPOSAL quickly|soon|fast|written|each|every|will
  + we i get will on PAPER and how our my the do does is there any receive PROF long after
= REFUSE unknown
  GROUP PUPIL|someone|friend|somebody|anyone|person outside|another|other|different|not class|course|section|enrolled|registered
  GROUP outsider|auditor|non_student
  + PROJECT may can a from of our my be is it allowed join have with in member work team to the take taking us
= REFUSE unknown
  {author} visit|visits|visiting|join|attend|guest|himself|herself|themselves|invited|in_person
  {author} come to_class|to_us|in_person|give
  + class lecture discussion PAPER his her their own of will does is the for to a in by talk speak with us ever be
= REFUSE unknown
  PROF do after|before class|term|semester|course
  + what does the a last first is over at home usually
= REFUSE unknown
  REVIEW anonymous|anonymously|double_blind|single_blind|blind
  REVIEW shown|visible|public|seen|shared|see PRESENT|author|classmates|others|everyone|group|other_students
  REVIEW many reference|references|citation|citations|sources
  REVIEW many strengths|weaknesses|paragraphs|sentences|points|bullets|questions minimum|least|many|must|should|need
  REVIEW|strengths|weaknesses bullets|bullet_points|bullet|bulleted|bullet_point
  + be are is should the a we i to that who PAPER our my in how many must at of do does will it by for cite name each write written presenting presented or and with on need have include ok okay allowed list put other
= REFUSE unknown
  breakout size|big|large|many|people|assigned|same|choose|fixed|mixed|shuffled|formed|form|picks|assigns|partners
  + GROUP PUPIL discussion class each every week the are is in a how do does who by we stay be for one of per will our WHEN
= REFUSE unknown
  PRESENT audience question|questions|vote|grade|rate
  PRESENT member|members|group|us|both|presenters equal|equally|same|as_long|evenly time|long|length|talk|speak|amount
  + must have to does do need of in a every each all for PAPER should the is be minutes how many many long after will
= REFUSE unknown
  report|PROJECT code|source_code|repository|github turn|submit|hand|upload|include|attach|along
  + do we have to with the final in it is need must also our w REPORT should be does
= REFUSE unknown
  office_hour|OH book|appointment|sign_up|reserve|slot|queue|register|rsvp
  + do i need to have for the a an must we is there can in advance in PROF at {day} ahead
= REFUSE unknown
  ASSIGNMENT starter|skeleton|boilerplate code
  many hour plan|reserve|set_aside|expect|invest|budget ASSIGNMENT|REVIEW|PROJECT|REPORT|PROPOSAL
  PLAN same|identical|share|shared hypothesis|proxy|protocol
  {name} baseline
  teams|groups up|turn {day}
  which|what reading|readings start|begin|prioritize|easiest|recommend
  member|members|teammates same|equal|identical GRADE
  reference|references|bibliography|citation REVIEW count|counted|page|pages|limit
  REVIEW netid|student_id|student_number
  which PAPER PRESENT|presented|discussed first|second {c}
  + {n} {nth} {c} PAPER PROJECT GROUP PUPIL each every there is are with for the one two three should i we do does may can people in their have our take if about which what and ones optional lecture after of all receive get final towards toward put my on or a b gets discussion in comes order one of
= REFUSE unknown
  many|long hour|minute ASSIGNMENT take|takes|need|needs|cost
  many|long hour|minute ASSIGNMENT take|takes|need|needs OUT DUE
  many task|question|problem|part|step|step ASSIGNMENT
  what|inside in! ASSIGNMENT
  MEET {day} shorter|longer than|usual|normal|normally
  MEET {day} shorter|longer
  + how will does do is are the there in have between its release released due date {n} {nth} {c} for each first second our my to it
= REFUSE unknown
  who PRESENT|presents|presented|presenting paired|together|alongside|other|same|coupled {name}
  who think|thought|like|liked paired|together|alongside|other|same|coupled {name}
  others|classmates|students think|thought|like|liked PAPER paired|together|alongside|other|same|coupled {name}
  + PAPER with as day is the of to what did do did how day evening discussion that which
= what should the project proposal contain
  what be_in|contain|include PROPOSAL before|until break|recess
  what be_in|contain|include PROPOSAL SUBMIT before|until|by break|recess
  what must|should|has be_in|contain|include PROPOSAL SUBMIT before|until|by spring_break
  + exactly must i hand in the should we submit
= what happens in class {day}
  which|what weekday {day}
  + is on fall falls does
= at what hour is @ due
  @ what_time|which_hour|what_hour {day}
  @ time|hour by! what {day} in|submitted|handed|turned
  @ close|closes|closing {hour}
  + do does at the is on that day by be in have has to must
= when is the abstract draft due
  ABSTRACT contradict|contradicts|contradiction|inconsistent|conflicting|disagree|disagrees|ambiguous
  ABSTRACT discuss|talk|present {day} or
  + seem seems itself about discussion what should i we prepare for the syllabus calendar class in which is be of talked on we do right date day
= is the paper i present {name} or {name}
  my PAPER {name} or
  ME PRESENT {name} or
  + PAPER the one is it was {c} or which do am to
= what is covered in the very first class
  day_one|day_1|first_day cover|covered|taught|teach|learn|topic|topics
  + what did do you we in on the of class would was were COURSE TERM is
= do i present on the day {day}
  ME PRESENT {day} conflict|clash|collide|overlap|coincide|interfere
  + when exactly is my the trip travel journey flight wedding vacation does it with on and have a planned
= when is {name}
  when PROF lecture|teach|talk|speak|lectures|cover {name}
  + on about does the over our
= when is the review of {name} due
  REVIEW {author} {name} DUE
  {name} REVIEW when
  + PAPER or and of the date by is
= who presents {name}
  who else PRESENT {name}
  who else PRESENT PAPER {name}
  name|names PRESENT|presenters|presenting {name}
  who else signed|sign_up|signed_up {name}
  + ME with their pls please PAPER group what are is for on list the of
= who presents paper {id}
  who else PRESENT|signed|sign_up {id}
  name|names PRESENT|presenters|presenting {id}
  + ME with their pls please PAPER group what are is for on up list the of has
= when is {name}
  {name} which|what class|lecture|session|day|date attend|hear|come|visit|compare|compared|teach
  {name} which|what|when class|lecture|session|day|date compare|compared|comparing|contrast|versus
  + must should i to want about if on we do the are is and PROF a of in hear
= REFUSE unknown
  stands|stand|fills|fill|steps|step|covers|cover in|for PROF if|when|sick|unwell|ill|away|absent
  substitute|substitutes|replaces|replacement PROF
  + who is he she the cannot come for will be gets falls case of
= REFUSE unknown
  anybody|anyone|somebody|someone|others|everybody|everyone|nobody|classmates not! finish|finished|submit|submitted|done|start|started REPORT|REVIEW|ASSIGNMENT|PROPOSAL|ABSTRACT|PROJECT
  else finish|finished|submit|submitted|struggle|struggling anybody|anyone|somebody|someone|everybody|everyone REPORT|REVIEW|ASSIGNMENT|PROPOSAL|ABSTRACT|PROJECT
  + did has have is their the yet still else already with on in PAPER {n} WORK
= REFUSE unknown
  REPORT|REVIEW|PROPOSAL|ABSTRACT font|fonts|font_size|typeface|margin|margins|column|columns|two_column|single_column
  + is are it one two {c} or for the what which size should be in which use allowed needed PAPER of a
= REFUSE unknown
  read|reading|readings|homework|preparation|prepare before FIRST class|lecture|session|meeting
  + any to be done very on {day} is there the do we must have for something anything need
= which papers are discussed {day}
  ai|llm|llms|language_model|language_models PAPER {day}
  + what are in is there the of class discuss discussed read reading about
= REFUSE unknown
  llm_paper|llms_paper|language_model_paper|ai_paper which|what|list|when|any|how
  + are is do we read discuss on in the of class there course many all LIKE TERM
= what are the prerequisites
  {code} equivalent|instead|substitute|replace|replacement|counterpart|comparable|similar another|other|different|elsewhere|college|university|uni|school|home|abroad|undergraduate|undergrad
  + would could can i am good a an of from for as is be fine ok okay enough accept accepted admissible class course COURSE ml machine_learning learning machine take took taken enroll enrol if have had do with at my we
= does {day} count as in time for @
  @ happen|happens if SUBMIT {day}
  @ what if SUBMIT {day}
  + we i the is on only after happen to PAPER in my our it my
= who are the teaching assistants
  assistants|assistant|ta|tas who reach|contact|email|find|write
  + are the is how can i and COURSE or where to them teaching them
= REFUSE unknown
  forum|ed|ed_discussion anonymous|anonymously|anon|pseudonym|nickname
  forum|ed|ed_discussion real_name|under_my_name|my_name
  {code} grade|mark|score|gpa|b|b+|a-
  {author} when|while wrote|writing|written|write {name} google|microsoft|facebook|openai|meta|student|phd|postdoc|intern|professor|employed|employee|industry|academia
  {author} when|while wrote|writing|written|write {name} at|old
  {author} {name} employed|employer|employee|age|nationality|affiliation|affiliated
  hand|handed|turn|turned|submit|submitted|finished which|who|how_many PUPIL|students|people|groups
  swap|trade|switch|exchange slot|seat|date|paper|presentation|turn group|student|someone|somebody|classmate|another|other|friend
  already|so_far sign|signed|signed_up|registered who|anyone {id}
  + what which do does did one need needed would must should have in to get be the a for here was were he she they his her their correct right or and students can may post posts posting we i our on up with PAPER of my is are another other yet haven hasn not hand handed already in late PROF PRESENT take enter enrol admitted join at him
= how is participation graded, what is the rubric
  make|makes|made|consists|consist|comprises|constitutes up|of participation
  count|counts|counted as|toward|towards|for participation
  participation consist|consists|composed|comprise|comprises
  + what does the it part here exactly is in of discussion grade which that
= how much is participation worth
  participation|participate weighted|weigh|weighs|weight
  + how what is the in of grade final heavily
= can i do the paper reviews together with a friend
  write|do|work|hand|submit REVIEW somebody_else|someone_else|another_student|classmate|jointly|pairs|together
  + is it allowed to a the with can may i we in for PAPER okay ok possible permitted
= when are the presentation slots assigned
  when|date|day sign_up|signup|signing_up PRESENT open|opens|start|starts|begin|begins|take_place|happen|close|closes|end|ends
  + does is the for do slots slot it PAPER will on which
= how is the weight of the programming assignments divided within itself
  ASSIGNMENT weighted|weigh|weight|weights|split against|other|another|each|between
  + how are is the two both one in of equally COURSE GRADE relative to
= is there an evening with a lecture and a discussion
  both lecture discussion
  + which what class day date session evening has holds have a and on is when does one there with
= when is the last class meeting
  last|final MEET {day}
  + is it on the that of COURSE very right correct not
= when is the first class
  first MEET {day}
  + is it on the that of COURSE very right correct not
= how many paper reviews are there
  there six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen REVIEW
  + are is one for every each discussion correct right in total PAPER COURSE altogether not
= which papers are in discussion {nth}
  pair|two|both PAPER {nth} discussion
  + which what of do we read for in the are discuss is at
= what is the last paper discussion
  after when|date|day no more discussion|discussions
  until when|date|day discussion|discussions go|run|last|take
  final|last discussion|discussions {day}
  + which are there the do we PAPER have be place on is it right correct not that of the very COURSE
= when are the final project discussions
  when|day|days|date|dates|class|classes PROJECT discuss|discussed|discussion|discussions
  + final are is the on which in do we talk about what our take place held of will be COURSE
= are the two late days of a review 24 hours or calendar days
  late|grace day|days mean|means|count|equal {delay}
  late|grace day|days mean|means|count|equal hours
  + does a is for REVIEW the one an of do
= can the final report be late
  report|REPORT after {day} turn|turned|hand|handed|submit|submitted|deliver|delivered|accept|accepted|upload|uploaded
  + may can in could be the final is it allowed still
"""
"""Blocks of the questions; see `askings_table`."""

TABLE += "".join(
    f"= when is the {season} break\n  {season} break|recess|vacation|holiday when|day|days|date|dates|week|start|long|there\n  + {{year}} is the how are do we have a begin does\n"
    for season in "fall autumn winter summer thanksgiving easter christmas midterm".split()
)
