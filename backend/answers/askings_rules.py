"""Further ways to ask for what the rules say; the form is that of `askings_table`."""

TABLE = """
= how are the classes structured, lectures or discussions
  after PRESENT class|we|what|then|leave|more|happen|breakout|finish|over|done
  PRESENT finish|over|done|end then|leave|what|more|happen
  PRESENT then what|happen
  lecture {weekday} PAPER|discussion {weekday}
  {habit} lecture PAPER|discussion|always
  always|every lecture {weekday}
  breakout what|group|how|work|happen|part
  small group discussion|class|talk
  + after finish group do just leave is there more always then home up both class go
= what are the rules of the presentation
  PRESENT involve|entail|mean what|have
  + paper group do have to all about
= which deadline has an hour
  HOUR|time DUE only|sole|other|else|any
  HOUR|time only|sole|else REPORT|item|thing|deadline|one
  HOUR|time only|sole REPORT DUE|deadline|item
  HOUR|time any|other|else deadline|due
  deadline have|has|with HOUR|time
  hour|time stated|given|specified|exact|fixed deadline|due|only
  only deadline|item|thing|one hour|time
  + REPORT PROJECT item have exact clock which what real concrete specific particular or all other single is there in its with thing the by for
= what is not stated
  syllabus|course|calendar tell not|unspecified|silent|missing|leave everything|what|list|which
  syllabus|course silent
  syllabus|course not say|state|mention|tell|specify|cover everything|what|list|which
  gap|gaps|unknowns|open_questions syllabus|course|rules
  left|leave open|unclear|unspecified|unsaid
  + list all us things about which what questions known does
= can the requirements of the project still change
  PROJECT rule|requirement|parameter switch|swap|tweak|revise|amend|alter|differ
  switch|tweak|revise|amend|alter rule|requirement|parameter PROJECT|midway|later
  PROJECT stone|definitive|binding|firm|settled|carved
  PROJECT rule|requirement|parameter|spec modify|modified|change|adjust|update|fixed
  + midway on us up later could they prof professor in mid during suddenly course term
= does the proposal need preliminary work
  PROPOSAL nothing|zero|anything|something done|built|working|ready|finished|code|started|yet|begun
  PROPOSAL have built|implemented|coded|tried|run|working
  PROPOSAL time|date built|working|running|ready
  PROPOSAL empty|handed|idea only|enough|without|just result|work|progress|done
  result|progress|prototype PROPOSAL without|no|not|any|yet|zero
  + how much need actually basically feel like just hand in have yet any by time before only PROJECT results must
= are larger project groups expected to do more work
  GROUP grade|graded|mark|expect harder|stricter|tougher|higher
  {c} PUPIL GROUP harder|stricter|more|same|expect
  bigger|larger group penalty|penalized|harder|disadvantage|downside|catch|expect
  + PROJECT get is it if of us bar
= what does the final project have to be compared with, the baseline
  accuracy speed|throughput|time only|just|enough|skip|both|either
  only|just|enough|skip|both accuracy|convergence|iterations speed|throughput|wall_clock|hardware|time
  PROJECT two way|manner|kind|sort|thing|axis|metric evaluate|measure|compare|report|test|show
  two way|manner|kind|metric|axis evaluate|measure|compare baseline|PROJECT|system
  evaluate|compare|measure|test system|model|project baseline
  + PROJECT report curve curves numbers cool ok okay fine i if need must have in which what one has to of the against with my our
= what should the style of the final report be
  REPORT format|formatted|look|written like|as article|thesis|paper|chapter|journal
  REPORT workshop|thesis|journal|article paper|form|style|format|like
  + is to be or what else a concluding final need must PAPER
= how do i ask for a regrade
  lost|lose|deduct point|mark unfair|unfairly|wrongly|mistake
  grade|mark|score fair|correct|right not|do
  grade|mark|score second|another look|check|opinion
  grader|ta|grading mistake|error|wrong|unfair
  object|objection|protest|challenge|question grade|mark|score|result
  + REVIEW ASSIGNMENT what how can my i for to complain whom disagree think if on do get
= what if i miss my presentation
  PRESENT day sick|sickness|ill|illness|emergency|flu|cannot|unable
  PRESENT substitute|replacement|alternative|arrangement|catch_up|redo|retake|backup
  PRESENT another|other|different|later day|date|time|slot
  sickness|illness PRESENT
  + in case of on my what is the arrangement PAPER for do happens if get
= by when and how do project groups form
  PROJECT GROUP allocate|allocated|matched|random|randomly|put|sort|arrange|organize|organise|responsible
  PROF allocate|assign|choose|match|put|make PROJECT|GROUP
  search|look PROJECT GROUP
  + ourselves myself we or date for it there does own
= is there a textbook
  book|textbook buy|borrow|order|library|purchase|rent
  + course which should i from for the this before
= what is the email address of the professor
  PROF address|mail|email|write privately|private|directly|personally
  mail|email|e_mail address his|her
  + what is his her how would prefer to
= what should the paper reviews contain
  REVIEW page|long CONTENT
  REVIEW part|section|point|heading which|what|how_many|{c}
  REVIEW CONTENT which|what|exactly
  + PAPER must have to need be a in each
= how long should the paper reviews be
  REVIEW spacing|spaced|single_spaced|double_spaced
  single|double spacing|spaced REVIEW
  + line text texts PAPER or be should for the
= is there a grading scale or a curve
  SPLIT REVIEW|ASSIGNMENT|PROJECT|PROPOSAL|REPORT|participation
  PROPOSAL worth|weight|percent|much {c}|project|forty
  each|single REVIEW|ASSIGNMENT worth|weigh|percent|count|points
  how {c} divide|split|distribute|divided
  + within inside out of the is are just between among equally PAPER {n} per cent {c} both how much or
= what are the prerequisites
  nice|optional|recommended|merely|only|strict|strictly|compulsory|required {code}
  undergraduate|undergrad|sophomore|freshman|junior|senior {code} allow|allowed|permitted|eligible|let|welcome
  course|class|evening two|both|either required|mandatory|recommended before
  + which of the two is merely to have nice and or without in am i not PUPIL took taken
= how are the classes structured, lectures or discussions
  share|portion|fraction|percentage|part|ratio|proportion class|evening|session|time|course lecture|lecturing|discussion
  how_much|much class|evening|time|course lecture|lecturing
  + roughly what of our is plain are pure the WHO
= grade breakdown
  WORTH single|one component|part|item|thing most|least|heaviest|biggest
  weigh|weighs most|heaviest|least GRADE|component|part
  part|component|item|thing grade|mark {c} worth|percent|weigh|fifth|tenth|quarter|half
  part|component|item|thing fifth|tenth|quarter|half worth|count|weigh
  PRESENT REVIEW PROJECT as|much|together|combined|sum|outweigh|than
  REVIEW|PRESENT|ASSIGNMENT|participation PROJECT outweigh|sum|combined
  + add up which ones what how much final two each is that as the single ones fifth tenth quarter half PAPER
= what should the paper reviews contain
  REVIEW deal|address|treat|handle {c}|every|what|which|thing
  REVIEW {c} thing|part|section|question|ingredient
  {c} thing|part REVIEW
  + name every has to with in a of must PAPER the contain
= can the paper reviews be {delay} late
  REVIEW {delay} after|late|past|behind|later DUE|date|deadline|day|time|it
  REVIEW {delay} lose|cost|penalty|point|mark
  + PENALTY what happens if comes in its lose points any PAPER or do
= i present a paper, do i still have to review it
  PRESENT PAPER REVIEW allowed|allow|may|can|permit|permitted|also|anyway|still|voluntary|voluntarily
  PRESENT own REVIEW
  PRESENT talk REVIEW
  + gave give same all if it still am already once to on it submit
= do i have to review {name} since i present it
  PRESENT {name} REVIEW free|freed|exempt|excused|off|need|must|still|owe|skip
  {name} talk|presentation REVIEW free|freed|exempt|owe|need|skip|must
  + gave give am from this that discussion PAPER our my own i already last day {day}
= are larger project groups expected to do more work
  pair|duo|two|couple trio|three|more|group much|more|less|same|as
  {c} PUPIL|GROUP more|less|same|as work|deliver|do|expect
  + PROJECT is expected to as a of deliver do
= what does the final project have to be compared with, the baseline
  measure|evaluate|test|assess well|good perform|performance|system|work
  two way|manner|kind measure|evaluate|test|assess|show
  + in which my do i have how my system performs PROJECT
= what are the requirements of the final project
  PROJECT survey|literature|theory|theoretical|essay|analysis enough|okay|allowed|fine|only|just|without|suffice
  PROJECT code|coding|program|software|implementation without|no|must|need|required
  PROJECT paper|replication|reproduce|replicate enough|allowed|okay
  + would be a any can it must have to the survey literature review for just pure is purely
= which techniques must the project use
  technique|method|algorithm outside|beyond|never|not class|course|lecture|covered|taught
  technique|method|algorithm own|new|different|other|another PROJECT|allowed|can|may
  allowed|permit|may|can technique|method|algorithm not|never|outside class|lecture|course
  + build on that came come up in am i to use a PROJECT similar it if was
= how many citations does the proposal need, from outside class
  PROPOSAL cite|citation|reference|source|paper list|reading|class|syllabus|course sufficient|enough|suffice|okay|only|just
  PROPOSAL cite|citation|reference PAPER list|syllabus
  + all are on the reading my i is that {c} from
= is there an evening with a lecture and a discussion
  evening|class|session|day|date|meeting lecture PAPER|discussion both|as_well|plus|together|same
  lecture PAPER|discussion same evening|class|session|day|date
  both lecture PAPER|discussion evening|class|session|day|date
  double evening|class|session|header
  + is there any with a and two also ever time one single which {c} as well besides
= when are the breaks
  HOWMANY class|day|session|meeting fall_away|fall|lost|cancel|cancelled|lose|drop break|holiday
  HOWMANY class|day|session break|holiday
  + because of the two due to both together away days off are do we
= who wrote {name}
  {author} {name} alone|himself|herself|other|else|coauthor|co-author|person|who
  {name} other|else|second author|person|who|coauthor
  + write not by himself herself who was the with together did does PAPER AUTHOR LIKE read reading we we're
= in which conference and year was {name} published
  {author} {name} published|publish|conference|journal|arxiv|preprint|venue
  {name} conference|journal|preprint|arxiv only|just|or|published|publication|anywhere
  + anywhere just is it or only PAPER text AUTHOR peer reviewed
= papers from arxiv
  arxiv|preprint PAPER only|which|one|what
  PAPER not published|publish conference|journal
  PAPER unpublished
  + listed one appeared on any just list is that which
= which papers are by {author}
  {author} {author} title|wrote|write|reading|PAPER|text|work
  + what is the of that his her colleagues and coauthors team called
= how is participation graded, what is the rubric
  decide|judge|measure|assess|determine took|take|taking part enough|breakout|discussion|active
  + who by what measure whether i in the and
= by when and how do project groups form
  PROJECT GROUP lock|locked|finalize|finalise|fixed|settle|settled|register|registered|told|tell|inform|declare|know
  GROUP lock|lock_in|finalize|settle|tell|told|inform WHEN|day|date
  + in day by which must we have the staff who is our do to with PROF WHEN
= where are office hours held
  OH office elsewhere|somewhere|else|really|in_there|same
  OH {room} really|in_there|there|actually|held
  + does he she hold in or other if i knock at past half {hour} {c} two
= can @ be late
  @ {hour} instead|after|later|past PENALTY|what|lose
  @ {hour} instead|rather {hour}
  @ LATE damage|harm|hit
  @ DUE damage|harm
  @ in|comes after {hour} PENALTY|damage
  + at what is the pm am of minutes whats comes in after
= does each student present as one of a group
  PRESENT alone|solo|myself or GROUP|others
  + do i
= when is the review of {name} due
  {name} PAPER deadline|due_date
  deadline|due_date {name}
  write|writing about|on {name} by|until|when|deadline
  + PAPER must i apply applies what for of is to have my about the
= when is the review of paper {id} due
  {id} deadline|due_date
  write|writing about|on {id} by|until|when|deadline
  + PAPER must i apply applies what for of is to have my about the
= is there a review of the {nth} discussion
  REVIEW {nth} discussion need|require|required|there|must|have|exist|mandatory|expected|list|listed|skip
  REVIEW {nth} discussion
  + PAPER one of do we have to is there the for write any
= is there class {day}
  {day} trip|travel|away|vacation|leave|fly|gone|holiday|hike|camping miss|class|anything|nothing|safe|ok|okay|free|fine
  {day} miss nothing|anything
  + take could can i a on and without MEET be my go
= when is the last class meeting
  LAST thing|item|deliverable|submission|piece|assignment|work DUE|submit|hand
  LAST DUE TERM
  + very what is the that has to be and when we have by date
= what does the final project have to be compared with, the baseline
  measure|evaluate|test|assess performance|speed|quality system|model|implementation|PROJECT
  way measure|evaluate|assess performance|system
  + in what ways do we have to the of our my how on
= grade breakdown
  PRESENT REVIEW WORTH|GRADE as_much|equal|equally|than|same
  ASSIGNMENT REVIEW|participation|PRESENT|PROJECT WORTH|GRADE as_much|equal|equally|than|same
  + much does to my writing write contribute presenting do count
= REFUSE unknown
  ASSIGNMENT about|topic|subject|content|contain|cover|involve|question|problem
  grade|graded|marked|returned back|soon|turnaround|quickly|fast REVIEW|ASSIGNMENT|PROJECT|PROPOSAL|REPORT|work|submission
  when|long REVIEW|ASSIGNMENT|PROPOSAL|REPORT graded|marked|returned
  get|receive|see feedback|grade|comment back REVIEW|ASSIGNMENT|PROPOSAL|REPORT
  when grade|score release|released|post|posted|published|out
  + {n} {nth} what how after PAPER my our will be the is until do i to on by submission submit PROJECT it get take
= which papers are by {author}
  {author} PAPER VENUE|published|arxiv|preprint
  + anywhere just is it or only peer reviewed was conference journal
= is {code} a prerequisite
  no|without|lack|missing|never {code} problem|issue|okay|allowed|possible|transcript
  + on my transcript is that a any
= which classes are online
  {c} date|day|class|session|meeting online
  + which are the of
= what is due {day}
  HOWMANY thing|deadline|submission|item DUE {day}
  + what are they and which be
= when is the abstract draft due
  ABSTRACT LIKE {day} {day}
  ABSTRACT talk|discuss|present {day}
  + in class on the or syllabus says both MEET PROJECT final are
= is there class {day}
  am|do|would|will miss|skip|skipping|missing MEET {day}
  am|do|would|will miss|skip|skipping|missing discussion|lecture {day}
  + i we a the any on if
= who wrote {name}
  {name} PAPER WHO LIKE|read|reading
  {name} {author} right|true|by|correct|wrote
  {author} {name} WHO
  + that is was i think we wrote write AUTHOR
= what is the next thing i have to hand in
  ME NEXT deadline|due DUE|done|finish|finished
  + did already REVIEW ASSIGNMENT {n} PROPOSAL
= how many papers does each student present
  PRESENT second|two|twice|again|another|more ME
  second|another PRESENT|one ME talk|PRESENT|gave
  + no is there for so already gave my back in {day} one just
= REFUSE unknown
  PRESENT question|qanda|q_a time|minute|long|after|count|counted|include|included
  PRESENT question|qanda inside|within|part
  + how many for each is the are there of after inside
= when is @ due
  @ how_long|long we|i|us have|got|get left|for|until
  @ time left|remaining|remain
  + LAST TERM COURSE we i for do until have got get one
= what is this course about
  COURSE about more|less|mainly|mostly|rather|math|theory|systems|hardware|coding|practical|compare
  COURSE about versus|vs|compared|than|different
  + math maths mathematics theory theoretical system systems hardware code coding programming or than compare normal standard ml machine learning
  + inventing invent model models practical applied research real machine machines fast making training really is it one sentence deciding
  + advisor wants know in few words short intro introductory other class
= which paper of a discussion do I review, either or both
  {id} {id} pick|choose|both|one|write|either|only
  write|review both|one pick|choose|just|only|either
  + it says or do we really just lose points want to a review REVIEW PAPER
= what are the requirements of the final project
  PROJECT hard|strict|firm|absolute|must requirement|rule|constraint
  + what are the for
= can the paper reviews be {delay} late
  REVIEW {delay} over|overdue
  REVIEW {delay} point|mark|credit|nothing
  + already my is do i still get some or any points still can
= what happens in class {day}
  {day} lecture|class PUPIL|PRESENT talk|PRESENT
  {day} foreseen|expected|planned|scheduled|in_store|lined_up|await|awaits
  + a the or what is student students lecture class talks for PAPER discussion
= when is the project feedback activity
  activity class|in_class PROPOSAL|PROJECT|before
  activity what|when|purpose
  + what is the purpose of in one week before and on which date day PROJECT for
= how many paper reviews are there
  discussion REVIEW attached|attach|with|have|come|belong
  + which lost count a to PAPER
= how many class meetings are there
  HOWMANY time meet|class semester|term|total|altogether
  + we do over the COURSE
= how many paper reviews are there
  which|what REVIEW mandatory|required|compulsory|obligatory
  + are PAPER
= how many papers does each student present
  HOWMANY talk|presentation|PAPER per|each|single|every|one PUPIL
  HOWMANY talk|presentation ME give|do|hold
  + PRESENT must a over the whole TERM COURSE do i we
= what is the title of the last lecture
  lecture course|semester|term close|end|finish what|which
  lecture final|last name|topic|title|what|which
  lecture end|finish|close topic|what|which
  + with does the COURSE of at LAST TERM get
= what should the project proposal contain
  PROPOSAL make|makes complete|good|strong|perfect
  + what a
= what time does class start
  each|every|usual|usually MEET START
  + when does do
= when is lecture {n}
  lecture {n} {day}
  + so is on then the that
= when is the last class meeting
  up_to|until|till date|day|when MEET|COURSE run|go|last
  + what does this the
= who presents paper {id}
  WHO turn|up|claim|claimed|doing {id}
  + is for it whose the
= who presents {name}
  WHO turn|claim|claimed|doing {name}
  + is for it whose the PAPER
= is there class {day}
  need|have|must come|show|be {day}
  + i to in up there do we
= are there office hours {day}
  OH {day} question|help
  + quick would there be for any is a
= how do i sign up for a presentation
  how|where ME sign|register|get|put|claim|reserve PRESENT|talk|PAPER|schedule|slot
  + on the for up do to a present presenting presentation list go not yet have what
= REFUSE unknown
  which|what PAPER should ME present|choose|pick|take|select
  recommend PAPER
  check|verify ASSIGNMENT|code|solution correct|right
  you receive|get|got @
  receive|received @ ME
  + {n} for my is did PRESENT to me
= REFUSE private
  other|others GROUP PROJECT work|working|doing|do|topic
  anybody|anyone|someone|somebody PROJECT done|did|doing|chosen|picked
  + what are the on for their already {name} as a has
= what is this course about
  COURSE teach|learn|about|offer|treat|cover|differ|different|difference|distinguish|special|add normal|ordinary|regular|usual|standard|typical|intro|introductory|introduction|conventional|average|classic|classical|generic|basic
  learn|teach here|us normal|ordinary|regular|usual|standard|typical|intro|introductory|introduction|conventional|average|generic|basic class|course|machine_learning|ml
  COURSE differ|different|difference|distinguish|unlike|special other|another machine_learning|ml
  COURSE special|unique|unusual
  apart|set_apart normal|ordinary|regular|usual|standard|typical|intro|introductory|introduction|basic course|class|machine_learning|ml
  + COURSE not what that which how does is from to a an other another machine learning ml deep one two few sentence sentences shell nutshell brief briefly beyond than compared set sets apart undergrad graduate level in so about
= which papers are by {author}
  {author} other|another|else PAPER|read|list|text
  {author} list|syllabus|calendar PAPER|which|what|also
  + AUTHOR LIKE {name} {id} our the on it has have had of there is on in also by with which course and
= when do we discuss {name}
  {name} lecture|class|session|week LIKE|touch|touch_on|mention|devoted
  + touch on any does the of side aspect aspects part question questions generative ai language model models llm llms learning machine ever do we
= what do i still have to do
  ME LEFT PROJECT
  ME LEFT @
  ME remain|remains|remaining|open|pending PROJECT
  PROJECT our|we|us left|remain|remains|remaining|pending
  + what is wise for of besides apart aside except from the to do with still other than REPORT PROPOSAL ABSTRACT
= when is @ due
  @ {day} DUE says|say|said|swear|swears|claims|claim|insists|insist|thinks|believes|thought|heard|told|notes|wrote|written
  + teammate friend classmate roommate partner other GROUP {day} i have had got the my in it is on that calendar notes not was
  + 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st
= is {code} a prerequisite
  {code} lock|locked|lock_out|bar|barred|exclude|excluded|deny|denied|kick|kicked|turn_away|turned_away|reject|rejected|block|blocked|refuse|refused|trouble|doomed
  {code} get_in|let_in|get_by|survive
  + never took take taken not without no had have out away be still i am will from COURSE for of if them only half passed
= is class {day} online or in person
  {day} follow|join|attend|watch|participate|take_part|dial|tune|call_in laptop|home|computer|screen|afar|hotel|remote|remotely|couch|abroad|virtually|airport|train|sofa|elsewhere|away|distance
  {day} laptop|computer|screen|afar|hotel|couch|sofa|remotely
  + MEET COURSE from my on the in still town out will could can could have be possible
= which classes are online
  follow|join|attend|watch|participate|take_part MEET|COURSE laptop|home|computer|screen|afar|hotel|remote|remotely|couch|abroad|virtually|sofa
  + from my on the in still town out will could can ever any always be possible
= how much are @ worth
  @ share|chunk|slice|fraction|portion|weight|weighting|percentage|stake GRADE
  + of the final total overall in
= how much is participation worth
  silent|silence|quiet|shy|mute|mouth|talkative|introvert|introverted|speak|speaking|talk|talking|say|listen|listening percent|percentage|point|lose|cost|grade|mark|%
  participation lose|cost|percent|points
  + WORTH i am never not hardly nothing stay staying say saying open keep shut class speaking only just could would by if too to up in at breakout breakouts discussion discussions MEET small group groups GRADE lose what much how in ever
= when is @task given out and when is it due
  @task out! due|deadline|back
  @task OUT due
  @task out! DUE WHEN
  @task OUT DUE WHEN
  + WHEN and
= when is @task given out
  @task hand_out|handed_out|given_out|give_out|go_out|come_out|put_out|release|publish|hand_us|post {day}
  @task out! {day}
  + they really is it to us on so do will
= i present a paper, do i still have to review it
  REVIEW hook|exempt|excuse|excused|exempted|free|freed|spared|skip|off mine|my
  REVIEW mine still|have|must|need|write|skip|off
  + {name} {id} {n} PAPER PRESENT since because as is i am the for of one off on it that if do to
= does the project have to be implemented, is a survey enough
  PROJECT proof|proofs|prove|mathematical|mathematics|analytical|pencil|blackboard|survey|essay|theorem|theorems|derivation enough|only|pure|purely|just|be|do|suffice|count|allowed|instead|without|okay|fine|mere|merely
  PROJECT pure|purely|only|just|mere|merely theory|theoretical|proof|math|maths|analysis|survey|reading|simulation|theorem
  + PROJECT a an could can be is it of or what does it need have in to the convergence rate result theory paper enough without code any pure only
= how many days are left until @ is due
  @ long|time have|get|got|left|remain still|left|remain|remaining|count|counted|today|now
  @ long|time {day} have|get|got|left|remain|still
  @ long|time {day} still have|left|got
  @ much longer have|get|got|left
  @ {day} count|counted|counting
  + {day} do we i us still have got for from this morning now today counted count counting until till is are PROJECT the as of
= when is the review of {name} due
  until|till|deadline|by write|writing|have|got REVIEW {name}
  + which day when i to my want about on that for it PAPER have got do
= how many paper reviews do i still have to write
  REVIEW still|yet coming|ahead|come_up|to_come
  which|what REVIEW coming|ahead|upcoming|remain|remaining
  + are is up there for me to for us we PAPER do
= what have i ticked off
  ME finish|finished|completed|done|ticked so_far|already
  + what did have got off everything things until now up to
= REFUSE unknown
  many_week COURSE|semester|term run|last|go|long|span|take
  + is does the how for altogether total in all
= are there office hours {day}
  come_by|drop_by|stop_by|swing_by|pop_by|drop_in|stop_in {day} {room}|office|PROF
  knock {day}
  + can could i and at in on his the to by in
= how many paper reviews are there
  which|what|for discussion|class REVIEW have|has|with|attached|attach|due|belong|come|need
  + actually really do a for of PAPER DUE is are there that
= how much is the presentation worth
  talk|talks count|worth|weight|percent|percentage|weigh
  + how much does the do for what in of toward towards final GRADE my
= REFUSE unknown
  where|website|site|page ASSIGNMENT post|posted|download|found|find|spec|specs|handout|published|upload|uploaded|description
  + is are the can i do we for {n} {nth} on to
= REFUSE unknown
  GROUP|teammate|member same|equal|identical|shared|individual GRADE all|everyone|every|each|both|whole|get
  + PROJECT do does the on a in will is or PUPIL
= REFUSE unknown
  REPORT published|publish|public|website|online
  REPORT PROJECT published|publish|public|website
  + will be the our final somewhere is are does later on will made make
= REFUSE unknown
  PRESENT GROUP|member every|everyone|everybody|all|each|both|equal|equally speak|talk|say
  + must have to does do need of the in a share time PAPER PUPIL an
= which classes are online
  NEXT online|zoom|remote|virtual MEET|date|day|evening
  + WHEN is the
= what is due next
  earliest|nearest|soonest deadline|due
  + when is the one WHEN COURSE
= REFUSE unknown
  bring|wear|pack what MEET|day|evening
  + FIRST do i need should must to on the with me {day}
= what is lecture {n} about
  lecture {n} gist|point|idea|takeaway|takeaways|scope|outline|summary
  + what main of the
= what is the forum, where can I ask questions
  FORUM find|see|locate|access|reach
  + not can i where do the how COURSE anyone any to
= what is the link for online classes
  zoom|online|meeting|remote|virtual link|url|id|passcode|password find|see|locate|lost|missing|work|anyone|broken|dead
  + not can no i {hour} {c} it is and anyone anybody have does where MEET
= REFUSE unknown
  letter|accommodation|sds|form|paperwork|certificate|doctor give|send|show|hand|bring|submit|mail|forward whom|who
  extended|extra time|hour accommodation|sds|disability|letter
  accommodation|accommodations|sds|disability
  + i have a an for my the to do it from about {day} PROF extra extended time where need
"""
