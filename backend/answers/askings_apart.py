"""What is told apart by one word from what a way takes it for: a part of a review, a paper off the list, a course that is dropped, talks
that somebody grades; and the same answered questions in fewer words. The form is that of `askings_table`."""

_WORK = "REVIEW|ASSIGNMENT|PROJECT|PROPOSAL|REPORT|ABSTRACT|PLAN"

TABLE = f"""
= REFUSE unknown
  talks!|presentations!|presentation grade|grader|mark|score|rate|judge|evaluate|assess PROF|ta|tas|peer|peers|classmate|classmates|student|students|audience|us
  PRESENT grade|mark|score|rate|judge|evaluate|assess by! PROF|ta|tas|peer|peers|classmate|classmates|student|students|audience|us
  + PAPER PUPIL are is do does will who our my the by or of and also how it each other only alone himself we us you them in class for
= REFUSE unknown
  pick|choose|propose|suggest|bring|take|select|PRESENT PAPER not!|outside|beyond|off|unlisted list|listed|schedule|calendar|reading_list
  propose|suggest|bring own|other|another|new|different PAPER PRESENT
  PRESENT PAPER own_choice|own_choosing|my_choice|self_chosen|self_selected|favorite|favourite
  + can may could i we is it a an the that of my our to for on one with are isn't n't instead own choice different there allowed ok okay possible permitted fine PRESENT PAPER COURSE in if what from want like
= REFUSE unknown
  late_drop|late_withdrawal|late_withdraw|late_add|late_enroll|late_enrollment|late_registration
  drop|quit|abandon|scrap|withdraw PROJECT
  + COURSE PROJECT TERM when how what is the a for my our i we can may do it of deadline date petition fee form after before still midway halfway later late and if happens altogether entirely want without from
= REFUSE unknown
  detailed|detail|deep|thorough|extensive|elaborate|long|short|length|many|much summary|strengths|strength|weaknesses|weakness|impact part|section|paragraph|portion|half|piece|bit|sentences|words|lines REVIEW
  detailed|thorough|extensive|elaborate|in_depth summary|strengths|strength|weaknesses|weakness|impact REVIEW
  how much|many|long summary|summarize|summarise versus|vs|against|compared|relative REVIEW
  + PAPER PAGES how should must be is the a an of in our my each every and or to it does do have has need own for write
= REFUSE unknown
  comments|comment|remarks|reaction|reply|reactions {_WORK} send|sends|sent|receive|write|writes|written|give|gives|given|get|expect|email|return
  somebody|someone|anyone|anybody|staff|you|PROF comments|comment|remarks|respond|reply|react|feedback {_WORK} when|soon|by|long|will|does|do
  + {_WORK} GROUP TERM us we i our my the a an and on to by when how soon long will does do is are be with any there from of for back after before handing handed in out written until somebody someone anyone
= REFUSE unknown
  read|reading|study both|each|all|either PAPER before|beforehand|prior|in_advance|ahead discussion|class|lecture|session|MEET|come|coming|even
  + REVIEW do i we need to must have should a an the even if not only one just or is it them that them any every week required expected enough supposed two them then write reviewing
= REFUSE unknown
  who|anyone|anybody|someone|somebody want|wants|wanna|interested|keen|willing|like|looking|join PRESENT|team_up|pair_up|partner|partners|copresenter
  {{name}}|{{id}} partner|partners|teammate|teammates|copresenter|copresenters look|looking|search|searching|seek|seeking|need|wanted
  + PRESENT PAPER {{name}} {{id}} else to with me us for in on the a is are up there would does do and of i we our my still missing join group
= REFUSE unknown
  which|what shorter|longer|easier|harder|better|best|easiest|hardest|longest|shortest|interesting PAPER {{day}}
  who hear|hears|listen|listens|watch|watches|see|sees|read|reads|judge|judges ABSTRACT|PROPOSAL|REPORT|PRESENT|REVIEW
  get|receive|got {_WORK} back when|day|date|soon
  need|bring|prepare|ready|draft|submit|finish|have feedback activity|session
  floor|storey {{room}}
  where! {{room}}
  one|single|each REVIEW more|less|much|same ASSIGNMENT
  if! two|several|many deadlines|reviews|due|things same|one|single day|week|date
  how_long PAPER!|papers!
  + of the two {{c}} {{n}} {{day}} PAPER PROJECT our my is on at in do we i us to a for or and any something anything our up there as much than one than WORTH GRADE exactly actually graded marked hall building located find which what deadlines due reviews fall falls same week happens
= how is the weight of @ divided within itself
  @ each|one|single|per|individual|apiece WORTH
  how @ one|single|each WORTH
  each|one|single @ point|points|percent|% many|much
  + how much many PAPER WORTH GRADE is of the a final mark does do
= is attendance mandatory
  MEET|COURSE mandatory|compulsory|obligatory|optional {{day}}
  MEET|COURSE online|zoom|virtual mandatory|compulsory|obligatory|optional|required
  have|need|must come|attend|be_there MEET {{day}}
  + is the on are it do i we to to online zoom in person in_person COURSE
= REFUSE unknown
  much! more work|effort|expected three|{{c}}|GROUP|PUPIL|people
  how_long|how_early|early|soon know|told|informed|learn PRESENT ME
  late|later talk!|presentation|presentations penalized|penalised|penalty|punished|deduction
  + how for does do is will a of the by with before in advance that i when my to from GROUP PUPIL
= does the experiment plan count toward the length of the project proposal
  PROPOSAL PLAN|plan|plans including|include|included|with|plus|together|counting page|pages|long|length
  + how many much the is are for all each our does do have in must be at most experiment experimental
= when do I present
  my PAPER discussion when|day|date
  my PAPER discuss|discussed when|day|date
  + is the are of on what which we do will be for
= what is the link for online classes
  zoom|teams!|webex|skype|google_meet teams!|webex|skype|google_meet|discord|meet! or
  which|what platform|app|software|tool|program|service online|remote|virtual|zoom|not_in_person MEET|COURSE|day|evening
  + MEET COURSE two both {{c}} {{day}} are is the we use used do does on which that in person isn't not n't online remote virtual or over via through held for will be it of
= REFUSE private
  ME gradewise|markwise|pointwise|pointswise|gradeswise far|now|got|have|stand|currently|doing|until_now
  what|how|where ME stand|standing|doing points|marks|grade|grades|pointwise|gradewise
  + what how have has do i am is in terms of the so far now already got my COURSE at currently this today as
= what happens to a review that is a week late
  REVIEW third_day|3rd_day|fourth_day|4th_day|fifth_day|day_three|day_3|day_four|day_4|day_five|day_5 PENALTY|happen|accepted|accept|okay|ok|late|grace
  REVIEW three|four|five|six|seven|{{c}} day|days after|past|over|beyond grace|free|grace_period|penalty_free
  + PAPER SUBMIT LATE we i do does get on in a an the is are handed if my what happens still for or be it days day come comes came only after of with gets getting for to will already
= one experiment plan for each person, or one per group
  experiment|experiments PROPOSAL one|each|per|{{c}} member|person|head|teammate
  + PLAN GROUP names name lists list has have contains with our my the a and in of right wrong correct or is that do we must need should for okay ok enough {{c}} describes per each
= how is participation graded, what is the rubric
  talk|talking|speak|speaking|say|contribute|contributing|contribution much|many|often|enough discussion|participation points|point|credit|grade|full|max|maximum
  + how much do i we have to need must should is it for full all the in a to get points of credit enough discussion class per every each times
= is there a review of discussion {{n}}
  discussion {{n}} REVIEW no!|none|missing|absent|not! see|find|list|listed|calendar|schedule|there|due
  + PAPER has have two both with but and i we see find for it do does is are that one in the a to write must listed anything why so then still one there
= is there a review of paper {{id}}
  {{id}} REVIEW no!|none|missing|absent|not! see|find|list|listed|calendar|schedule|there|due
  + PAPER discussion has have two both with but and i we see find for it do does is are that one in the a to write must listed anything why so then still one there
= is there a review of {{name}}
  {{name}} REVIEW no!|none|missing|absent|not! see|find|list|listed|calendar|schedule|there
  + PAPER discussion has have two both with but and i we see find for it do does is are that one in the a to write must listed anything why so then still one there
= when is the review of paper {{id}} due
  {{nth}} REVIEW {{id}} when|due|deadline|date|day|by
  {{id}} hand_in|turn_in|submit|submission|turned_in|handed_in when|by|date|day|deadline
  + PAPER REVIEW DUE of on for the is are a or and it what which must to i we do
= until when does a class go
  ends|end!|finishes|finish!|finished|over|out!|done HOUR {{weekday}}
  + MEET what at on is it does we do the are usually
= what happens in class {{day}}
  {{day}} HOUR
  + MEET what at on is it does we do the are when start
= what time does class start
  START when|HOUR dinner|lunch|eat|eating|snack|food|meal|bite
  + MEET quick before i we can do does is it a the first enough to for have grab
= did I tick off @
  @ owe ME
  + still do you already really
= which papers are available
  which|what PAPER free|available|open|empty|unclaimed|left seat|seats|spot|spots|slot|slots|present|presentation|sign_up
  which|what PAPER unclaimed|untaken
  PAPER free|open|empty seats|spots|slots
  + still are is there have has to for with a the any do yet nobody up on list ME can i we
= does each student present as one of a group
  WHO PRESENT PROF PUPIL|we|us or|and
  + PAPER the is it are does do or
= which authors wrote more than one paper
  AUTHOR|authors|person|researcher|researchers|name|names|anybody|anyone|who twice|several|multiple|more_than_one|two|repeatedly|again|both|recur|recurring PAPER|list|syllabus|wrote|written|author|authors
  AUTHOR|authors appear|appears|show|shows|occur|occurs|come twice|several|multiple|more_than_one|two|repeatedly|again
  + which what who is are there any an by of our the in that on have has with PAPER AUTHOR more than once one list listed reading course syllabus times up do does we read at least same person
= on which days is more than one thing due
  two|several|multiple|many|more_than_one|2 deadlines|due|reviews|items|things|submissions same|one|single day|date
  day|days|date|dates two|several|multiple|more_than_one deadlines|due
  deadlines collide|coincide|clash|overlap|double
  + is are there any on which what a an the with have has do does we fall falls things thing deadline deadlines due more than one once ever at same day DUE COURSE TERM that
= on which days is more than one thing due
  busiest|fullest|worst|heaviest|most day|date|evening deadlines|due|work|things
  busiest|fullest|worst|heaviest day|date
  + which what is the with most on has of DUE COURSE TERM
= when are the breaks
  NEXT no! MEET
  NEXT day_off|free_day|break|holiday|recess|vacation
  NEXT evening|day|monday|wednesday|time without|no! MEET
  + when is the day evening with have do we off free a
= papers from {{venue}} {{year}}
  {{venue}} {{year}} PAPER|which|what|list|any|read
  + are is we do from of at in the COURSE there LIKE published come came VENUE
= who teaches this course
  WHO give|gives|teach|teaches|hold|holds|deliver|delivers|lectures {{n}}|{{nth}}|{{name}} lecture
  + MEET the on is does will it
= who wrote {{name}}
  {{name}} people!|guys!|folks|team!|names!
"""
"""Blocks of the questions; see `askings_table`."""
