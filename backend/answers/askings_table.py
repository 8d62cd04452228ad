"""The table behind `askings`: questions that the facts answer well, and by which words students ask for the same.

    NAME = words                  words that may stand for one another
    = a question                  what is answered instead, with the slots of `askings`
      WORDS a|b {c}               one way to ask it: one word of each of these, in any order
      + more WORDS                what may be said besides, in each of the ways above

`a_b` is two words in a row, `a!` the word in just this form. `@` stands for every kind of work of the list WORK, `@task` for those that are given out, `@text` for
what is written, whichever of them it is. Nothing of a course is here.
"""

from backend.answers import (
    askings_apart,
    askings_bargains,
    askings_beside,
    askings_mine,
    askings_misses,
    askings_named,
    askings_own,
    askings_planner,
    askings_rules,
    askings_said,
    askings_sharper,
    askings_turned,
    askings_work,
)

SETS = """
WHEN = when day date weekday week month until till soon calendar timing countdown left whenever target many_day many_week how_soon
HOUR = time hour clock midnight noon pm {hour} eod clock_time o'clock exact_time time_of_day o_clock
MEET = class lecture session meeting seminar lesson meet class_meeting we_meet lessons sessions gathering course_meeting
COURSE = course class seminar module {own} syllabus lecture_series
TERM = semester term year spring fall course
WHERE = where room hall building location place classroom auditorium whereabouts spot theater theatre located address campus room_number venue directions
HOLD = hold fall happen take_place meet occur run sit head attend regular regularly usual usually normal normally typical typically generally always scheduled convene gather host arrive go show there be
START = start begin beginning kick_off commence open resume kickoff restart launch going
END = end finish over stop close let_out conclude late out done dismiss wrap finished through ends let_us_out release dismissed
DUE = due deadline submit hand turn deliver upload cutoff cut ready finish done complete submission send latest last supposed exact date close written write finalize end done_by owed owing expire expiry land fall falls lands submitted handed turned closing closure target timeline countdown
SUBMIT = submit hand turn deliver upload send submission post email drop hand_over file push give_in put_in drop_off
LATE = grace_period late lateness overdue tardy delay delayed grace slip leeway belated extension_free overshoot tardily miss_it past_it wiggle_room wiggle slack buffer cushion flexible flexibility extension extend forgiving forgiveness lenient behind grace_days grace_day late_days
AFTER = miss_deadline after_deadline past_deadline past_due after_due after past behind
EASE = accept allow okay fine possible permit still bit little short few hour day days week one two {c} once sometimes any cool legit tolerate tolerated acceptable legal fair happen consequence bad screwed doomed minus
PENALTY = hurt affect penalty penalize deduct deduction lose loss cost punish consequence point mark credit subtract dock off damage sanction demerit minus reduce reduction zero fail harm hit cut downgrade
POLICY = policy rule regulation guideline stance allow permit rules norm say situation deal
OUT = hand_out give_out come_out put_out out release assign give post publish come available get receive start handout drop begin issue hand_over go_out go_live up launch published unlock land arrive begin_on start_on
HOWMANY = many number count total amount altogether overall
WORTH = point worth weight count percent percentage % weigh what_share share_of fraction portion contribute value toward towards proportion influence much heavy heavily factor weighting weightage slice chunk piece matter matters cost contribution play role impact amount_to account accounts accounting pull important importance percentwise enter gradewise
GRADE = grade mark score assessment evaluation total_grade final_grade overall
PAGES = page word length long short size character lengthy wordy space sheet sheets pg lines paragraph paragraphs wordcount extent
LIMIT = minute limit count minimum maximum minimal maximal min max least most much many enough half double full single spaced {c} full whole exceed approximately roughly less more between upper lower cap ceiling floor bound shorter longer suffice sufficient pages sheet
CONTENT = contain include consist structure content part section cover write belong go describe look require requirement component outline element made ask comprise instruction address put format expect entail involve parameter mandatory criterion ingredient parts sections ingredients elements pieces points aspects items mention specify discuss touch_on spell_out checklist rubric composed made_up required goes belongs part_of need needed required bullet essential
ASSIGNMENT = assignment homework pa problem_set exercise programming programming_assignment coding_assignment coding_homework programming_homework programming_task coding_task programming_exercise code_assignment programming_project coding_project coding_exercise coding_thing coding_part coding_hw programming_hw programming_thing programming_part programming_coursework coding_coursework code_homework coding_stuff programming_stuff coding_work
REVIEW = review critique paper_review paper_critique reading_response paper_summary write_up response referee_report review_paper paper_write_up_of_paper paper_reaction written_review review_text
PAPER = paper article publication texts works
PRESENT = present presentation talk presenter
PROPOSAL = proposal propose
REPORT = report writeup write_up final_paper project_paper project_submission final_submission paper_for_project final_document final_deliverable paper_about_project final_write_up concluding_report end_report closing_report final_text workshop_paper
ABSTRACT = abstract draft
PLAN = experiment_plan experimental_plan plan_experiment plan_of_experiment plan_for_experiment
PROJECT = project
PROF = professor prof instructor teacher lecturer {prof} faculty prof's de_sa faculty_member teaching
OH = office_hour consultation consultation_hour drop_in_hour student_hour drop_in office_hrs hours_of_office
TALK = talk speak see meet visit chat ask consult catch reach
FORUM = forum discussion_board message_board piazza ed edstem slack discord q_a board discussion_forum qanda
GROUP = group team partner pair together teammate alone solo individual individually myself ourselves yourself squad groupmate crew buddies members trio duo people partners team_mates
SIZE = size big large many number maximum max most limit cap small minimum least up {c} more four five six three two allowed members
LIKE = about discuss read talk cover go_through present study treat learn look_at go_over schedule show discussion teach come_up hear explain introduce mention deal tackle feature address focus appear dealt go_into turn scheduled planned part talk_about on_for
WHO = who whose whom
AUTHOR = author write writer by behind researcher coauthor invent create people team guys creators inventors wrote penned name names
YEAR = year old recent published age
VENUE = conference journal venue publish appear proceedings publication arxiv preprint came_out come_out
TOPIC = topic about subject content theme cover title agenda discuss learn treat deal teach material
ALL = all every list everything complete overview whole each full both entire full_list total
NEXT = next upcoming following! follows! soonest nearest coming! soon closest up_next
LAST = last final latest closing concluding very_last
FIRST = first opening
LEFT = left still remain remaining open outstanding pending undone unfinished to_do remains owed still_to
OWE = do due owe hand submit turn deadline finish deliver work homework assignment task thing anything something todo pending plate coursework
PUPIL = student people person everyone everybody participant presenter classmate
ME = i me my mine
SPLIT = split divide divided distribute distributed division breakdown share apportion
"""

WORK = """
programming assignment {n} = ASSIGNMENT {n}
the {nth} programming assignment = ASSIGNMENT {nth}
the last programming assignment = ASSIGNMENT {last}
the review of discussion {n} = REVIEW {n}
the review of paper {id} = REVIEW {id}
the {nth} paper review = REVIEW {nth}
the last paper review = REVIEW {last}
the review of {name} = REVIEW {name}
the project proposal = PROPOSAL
the final report = REPORT
the abstract draft = ABSTRACT
the abstract draft = ABSTRACT REPORT
the experiment plan = PLAN
the final project = PROJECT
the paper reviews = REVIEW
the programming assignments = ASSIGNMENT
"""

WITH_WORK = "paper project number discussion final class course of for"

TABLE = """
= where is class held
  room|classroom
  building
  + post say tell send door him her number wrong {room} or correct now
  WHERE we|class
  classroom|auditorium|lecture_hall
  WHERE head|go|come tonight|evening|lecture|class
  MEET WHERE gates|elsewhere|somewhere
  + not one head find somewhere else new there
  WHERE MEET
  WHERE COURSE
  WHERE HOLD
  room|classroom|building|hall|location
  MEET {room}
  COURSE {room}
  WHERE be_we
  + TERM {weekday} {day} number week use name guys
= what time does class start
  START {hour}
  MEET START dinner|eat|time
  + move or still before dinner eat change
  START time|hour|o'clock|o
  MEET {hour}
  when be there|evening
  when from|to MEET when!
  MEET START o
  MEET until|work|make|on_time|in_time {hour}
  + there evening o from to until work need make be
  HOUR MEET START
  MEET START {hour}
  MEET START WHEN {weekday}
  HOUR COURSE START
  early MEET START
  HOUR there|arrive|show|appear
  MEET evening|afternoon|morning|daytime|night|pm|noon
  HOUR come|be {weekday}
  HOUR COURSE
  + HOLD TERM {c} {day} must should need campus at
= until when does a class go
  when|time MEET ends|end|ended|over
  leave when|time|how {weekday}|{habit}|class|evening
  + leave officially ride bus early home want
  MEET end|ends|over|finish|finished|out|done|release train|bus|flight|home
  late MEET go
  HOUR MEET done|over|out|end|finish
  + train bus catch after before 9 {c} home
  WHEN MEET END
  HOUR MEET END
  late MEET run|go|last
  until|till MEET go|run|last|take
  HOUR let|get out|off
  MEET END {hour}
  late COURSE run|go|last
  HOUR COURSE END
  MEET past|after|beyond|until|till {hour}
  MEET dismiss|dismissed
  MEET out|done|over|finish|end
  HOUR MEET finished|finish|ends
  HOUR we done|over|out|finish|finished|end
  END HOUR
  + HOLD {weekday} {c} {day} evening ever at
= how long is a class in minutes
  MEET hour|minute longer|shorter|more|less|or
  long MEET sit|stay|be|there
  + sit there stay hour an
  LONG MEET
  minute|hour MEET many
  minute|hour MEET last|long|take
  {c} minute MEET
  MEET long|short
  duration|length MEET
  + HOLD {day} one each single much time per have
= on which days of the week is class
  MEET|COURSE {habit} conflict|clash|overlap|fit|work
  MEET weekday|evening|day shift|plan|conflict
  + conflict clash overlap work shift evening plan
  WHEN MEET have|run|week
  MEET {habit} or|just|only|anything
  {habit} just|only|or|class|we|it|there
  + have just only or there anything
  WHEN MEET week
  WHEN MEET twice
  often MEET
  twice|once|time week MEET
  MEET {habit}
  COURSE {habit}
  weekday MEET
  WHEN MEET HOLD
  WHEN COURSE HOLD
  day|days MEET
  + {weekday} weekly many only ever every both all
= when and where does class meet
  WHERE WHEN MEET
  WHERE HOUR MEET
  WHERE HOUR COURSE
  WHERE HOUR WHEN
  HOUR MEET
  class_time|class_hour|timetable|weekly_schedule|meeting_time|class_schedule
  when|time where|room class|course|lecture|we|meet
  schedule class|course|weekly|meeting
  class when|time
  + HOLD what it
= who teaches this course
  name PROF
  name who teach|teaches|lecture
  + for form fill letter address name guy dude
  WHO teach|run|give|lead|hold|lecture|responsible COURSE|us|it|this|lecture|semester|class|we
  WHO PROF
  PROF name|call
  WHO charge
  {prof} teach
  PROF COURSE
  WHO lecturing|teaching|lecture
  WHO instructs|instruct
  {prof} PROF|teach|lecture|course
  instructor|professor|lecturer|teacher
  person|people teach|teaches|run|lecture|instruct
  + TERM surname family
= who teaches this course
  PROF name first|last|full|whole|surname|family|given
  + COURSE TERM
= what is the course called
  COURSE title|name|call|called actual|official|real|full|exact
  + actual real
  COURSE name|title|call|stand
  COURSE stand
  + official officially full proper exact number
= which semester is this
  spring|fall|summer|winter or|offering|edition|semester
  spring|fall fall|spring|summer
  + offering this edition or
  semester|term COURSE
  semester|term this|which|what|it
  COURSE TERM {year}
  spring|fall|summer|winter {year}
  + taught run offer current is
= when is the first day of class
  day one class|course|semester|lecture
  first|opening lecture|class|session|day
  START COURSE semester|term|date|day
  + one day kick off
  FIRST MEET
  FIRST day COURSE|semester|term
  START semester|term|COURSE WHEN
  MEET START WHEN
  first class|lecture|session|meeting|day when|date|was|on
  class|classes|course|semester|lectures|term start|begin|starts|begins|started when|date|day
  when class|classes|course|semester|term start|begin|starts|begins|started
  FIRST MEET TOPIC
  + TERM HOUR {day} in the did
= when is the last class meeting
  last day come|attend|class|lecture|be
  until|till date|day COURSE run|go|last
  MEET wrap|finish|end semester|term|date|up
  COURSE run until|till date|day|when
  + come have up date we run
  LAST MEET
  LAST day class|semester|term|COURSE
  END semester|term|course|classes! WHEN
  MEET END semester|term
  last class|lecture|session|meeting|day when|date|is|on|of
  when classes!|course|semester|term|lectures! end|over|ends|finish|finishes|done
  end semester|course|term|classes! when|date|day
  LAST MEET WHEN
  LAST MEET day|date
  LAST deadline|due COURSE
  LAST deadline
  + TERM HOLD {day} in the thing
= how many class meetings are there
  HOWMANY class|meeting|session
  + TERM COURSE HOLD MEET whole entire
= how many lectures are there
  HOWMANY paper_discussion
  HOWMANY lecture
  HOWMANY discussion
  + TERM COURSE HOLD whole entire give paper how there
= how many papers are there in total
  HOWMANY PAPER
  + TERM COURSE LIKE whole entire over across during
= in which time zone are the times of the deadlines
  time_zone|timezone|zone count|apply|deadline|use|relevant|which|what
  eastern|est|edt|et|local|new_york
  + count abroad apply due my home
  time_zone|timezone|zone
  eastern|est|edt|pacific|pst|utc|gmt|central|et time|deadline|date|hour|class|due|calendar|list
  {zone} time|deadline|hour
  local_time
  time_zone|timezone
  which|what zone
  + DUE HOUR COURSE MEET give use in are
= what is this course about
  COURSE about|cover|deal|teach|topic|content|subject|overview|goal|description|summary|describe|aim|purpose|theme|focus
  learn COURSE
  cover|teach|topic COURSE
  topic|subject TERM
  + TOPIC main mainly general generally roughly kind sort short brief
= what are the prerequisites
  undergraduate|undergrad|before|must enroll|enrol|register complete|must|need|take
  course|courses|class must|should|have pass|passed before|first|prior
  COURSE without background|knowledge|class|ml|machine_learning
  + pass one before this chance require like
  course|class should|must|have|need done|take|taken|finish|first|before
  require|required prior|background|coursework|knowledge|course
  class|course|knowledge assume|assumed|expected|required
  allow|allowed|able|join|take without machine_learning|ml|introduction|background
  intro|introduction machine_learning|ml
  systems|hardware background|knowledge|experience mandatory|require|need|nice|must
  + first in done intro introduction nice mandatory just or assume coursework without allowed
  must|need|require|have complete|finish|take enroll|join|register
  undergraduate|undergrad must|need|require|complete|enroll|take|before
  + complete enroll so undergraduate undergrad
  prerequisite|prereq
  background|knowledge|experience|skill need|assume|require|expect|necessary|have|should|prior|bring|must
  need|must|should|expect|require know|take|learn|study before|beforehand|already|prior|previously
  course|class take|complete before
  requirement take|join|enroll COURSE
  undergraduate|undergrad|undergrads|undergraduates|freshman|sophomore|junior|senior take|enroll|join|allow|allowed|register
  previous|prior course|class|knowledge|experience
  course|courses|class|classes before|beforehand|prior|previously
  what need|required know|taken|take
  machine_learning|ml knowledge|background|experience|course|need|know|before
  know|background machine_learning|ml|systems|hardware
  beginner|beginners|new|no|without experience|background|knowledge|prior
  course|class take|taken first|before|prior|beforehand
  + ALL formal official math can for this who machine learning much how about any good strong kind sort suitable in
  + eligible which
= is {code} a prerequisite
  {code} dealbreaker|problem|issue|ok|okay|fine|suggested|compulsory|merely
  + architecture never did dealbreaker merely suggested undergrad skip
  {code} essential|important|crucial|background|mandatory|nice|problem|skip
  {code} class|course|one
  + how essential systems background nice just or problem hardware
  never|not take|took|taken|have|had|do|done {code}
  + never take took am fail screw problem
  {code} need|require|obligatory|mandatory|prerequisite|must|optional|recommend|necessary|compulsory|enough|sufficient|prereq|before|without|skip|take|have|only|nice|know|knowledge
  {code}
  + COURSE first or strictly formally undergraduate undergrad just done already equivalent same level should i this to
  + never haven't instead fine not be can haven phd master graduate grad students for
= how are the classes structured, lectures or discussions
  COURSE structure|format|organize|work|setup|run|pattern|mix
  more|mostly|mainly|only|just|half|alternate|pattern|mix|kind|split lecture|discussion
  lecture discussion
  discussion work|structure|organize|run|format|happen|look
  lecture|discussion HOLD {habit}
  typical|usual class look|run|go
  class style|like|typical
  COURSE lecture-based|discussion-based|seminar|lectures|discussions
  lecture|discussion every|each week|time|class
  half class lecture|discussion
  seminar or lecture
  PUPIL PRESENT PAPER class
  + MEET WHEN {weekday} type both based way goes what in small groups breakout about into
= when are office hours
  PROF see|talk|meet|receive|find|catch when|time|hour
  PROF receive|see PUPIL|student|us|me
  see|catch|meet|talk! PROF grade|question|review|project i|we|to|with|one|where
  + receive student about grade question go got review find go
  OH
  TALK PROF WHEN|HOUR
  TALK PROF person|in_person|directly|private|privately|outside|face_to_face
  PROF available|free WHEN|HOUR
  TALK PROF come
  + NEXT COURSE HOLD START END {weekday} {c} {day} weekly every half past offer office question student best at still
= are there office hours {day}
  OH {day}
  TALK PROF {day}
  PROF available|free {day}
  + HOUR HOLD WHEN COURSE {c} person offer office any afternoon morning evening can come still at
= where are office hours held
  OH WHERE
  OH {room}
  OH zoom|online|in_person|remote|virtual
  drop|drop_in|stop|come PROF office
  OH {weekday} PROF office
  TALK PROF where|office|zoom|online
  come|visit|stop|drop office
  + HOLD COURSE {habit} person same or in by link your
= where is the professor's office
  PROF where find|sit|campus
  where PROF campus|building|office
  + find campus on
  office PROF
  office where|which|number|room|location
  {room} office
  PROF sit|room
  PROF {room}
  + COURSE WHERE find work see
= what is the forum, where can I ask questions
  where talk|discuss|chat online|about
  where question student|put|ask|post
  where people|student talk|ask|discuss|chat
  + people student about put one class other questions
  where ask|post|discuss stuff|things|anything|something|online|homework
  FORUM use|have|there
  where question|questions|ask online|homework|assignment|class
  + stuff things homework assignment other students
  FORUM
  where|place ask|post question
  ask|post question online|publicly|class
  where|place|how ask|post|discuss questions|question
  forum|piazza|ed|edstem|slack|discord|discussion_board|board|message_board
  online ask|questions|discussion class|course
  platform|website|site|tool|system discuss|discussion|question|questions
  + COURSE use name page student other between outside exist put call material have do if for or instead link
= what is the email address of the professor
  email|mail|e_mail PROF
  contact|write PROF
  PROF address|contact
  email|e-mail|mail|contact PROF
  how|where contact|reach|email PROF
  PROF reachable|reach|contact how|by|email|outside
  touch|contact PROF
  in_touch PROF
  + COURSE via info detail send best way what is in
= grade breakdown
  GRADE made|make|add|adds|composed|built|break|calculated|computed up|how|down|what
  break_down
  break down grade|mark|score
  part|component|piece add|grade|mark
  GRADE how final|overall|total|computed|calculated
  + add up different down break final be
  GRADE breakdown|make|put|compose|composition|compute|calculate|determine|distribution|scheme|structure|weight|split|divide|consist|component|decide|figure|base|breakup|come_about|constitute
  weight|weighting|percentage COURSE|grade|part|component|category|all|each|different|everything|grading
  how graded COURSE|we|i|student|us
  GRADE into|go|part
  most|least|highest|biggest|largest|heaviest WORTH
  how COURSE graded
  grade|graded|graded_on|evaluated|assessed how|what COURSE|we|i|student|students
  grading policy|criteria|rule|scheme|structure
  GRADE consists|consist|depend|depends|based
  what|which counts|count GRADE
  percentages
  matters most
  grading!
  weights!
  + ALL POLICY HOWMANY item final up together thing my work more important discussion syllabus
= grade breakdown
  WORTH vs|versus|compared|than|and REVIEW|ASSIGNMENT|PROJECT|PRESENT|participation REVIEW|ASSIGNMENT|PROJECT|PRESENT|participation
  GRADE part|share biggest|largest|heaviest|smallest REVIEW|ASSIGNMENT|PROJECT|PRESENT|participation
  WORTH more|most|less|least|bigger|same|equal|higher|lower REVIEW|ASSIGNMENT|PROJECT|PRESENT|participation
  GRADE more|most|less|least REVIEW|ASSIGNMENT|PROJECT|PRESENT|participation
  + PAPER COURSE both together discussion final or matter important for
= how much are @ worth
  @ how important|heavily|much|strongly
  @ GRADE ride|rest|gone|lose|hinge|depend|rely|on
  @ hard try|worth|percent
  + bad if all percent final mark enter into extent average calculate i want gone ride on how skip bomb important
  @ lose|lost|miss overall|total|grade|never|skip|everything
  + lose overall if never i total
  @ WORTH
  @ GRADE part|much|influence|affect|impact|matter|big|important|percent
  @ matter much
  @ {c} GRADE|WORTH|percent
  @ GRADE WORTH
  @ HOWMANY GRADE
  + COURSE {n} make up final all both single or is do they really out max
= how much is the presentation worth
  PRESENT worth|percent|count|weight hard|try
  GRADE ride|rest|hinge|depend PRESENT
  + need know how hard try on ride my
  PRESENT count|counts|worth|percent|weight
  + what does for
  PRESENT WORTH
  PRESENT GRADE part|much|influence|affect|impact|matter|big|important|percent
  PRESENT HOWMANY GRADE
  + COURSE {n} {c} make up final paper how or my our
= how much is participation worth
  show|showing|talking!|speaking|attending count|worth|weight|percent
  participation count|counts|worth|percent|weight|share
  + show up showing talk talking in and class
  participation|participate WORTH
  participation|participate GRADE part|much|influence|affect|impact|matter|big|important|percent
  participation HOWMANY GRADE
  participating HOWMANY|WORTH
  speaking|speak|discussion|talking! GRADE|WORTH HOWMANY|percent|much
  + COURSE {n} {c} make up final how or
= when is @ due
  @ DUE before|after|over|during|within {name}|break|{day}
  @ DUE again|was
  + or before after over during within {name} break spring fall not soon late
  @ DUE
  @ WHEN
  @ {day} DUE
  deadline|due_date @
  @ until|till|by
  @ still open
  @ over|end|closes|close
  + COURSE LAST {n} up in need must have before or already exactly correct right true there set fix on
= at what hour is @ due
  @ HOUR {day} DUE
  @ DUE {hour}
  @ HOUR SUBMIT still|can|until
  + still until WHEN SUBMIT up
  @ HOUR DUE
  @ HOUR WHEN
  @ HOUR
  + {day} COURSE before after exactly start by evening night
= when is @task given out
  @task work|start|begin from|when|day can|which
  @task from when|day|which
  + work from can start day on
  @task OUT WHEN
  @task OUT
  + {day} COURSE first student we
= when is @task given out and when is it due
  @task OUT DUE
  @task time much|long|have
  @task week|day many have|get|give|take|for
  @task long window|time
  @task window|period
  + WHEN HOUR COURSE between work from
= when is programming assignment {n} given out and when is it due
  ASSIGNMENT {n} long|time have|get|take|give|for
  + OUT DUE WHEN HOUR COURSE much many between work period
= how many programming assignments are there
  more|less|only ASSIGNMENT two|{c}|three|one
  + are there than more
  HOWMANY ASSIGNMENT
  ASSIGNMENT ALL
  + TERM COURSE DUE expect do will planned
= how many paper reviews are there
  HOWMANY REVIEW
  discussion REVIEW
  REVIEW ALL list|due|date|deadline|calendar
  REVIEW every|each|weekly week|discussion|paper|class|lecture
  REVIEW weekly
  REVIEW schedule|calendar|timetable|plan
  + TERM COURSE PAPER need must require write expect have when do over in no not without
= what is due {day}
  REVIEW DUE {day}
  ASSIGNMENT DUE {day}
  due|deadline|deadlines|submit|submission|hand|homework|assignment {day}
  {day} anything|something|nothing due|hand|submit|turn
  what|which|anything turn|hand|submit {day}
  deadline|deadlines {day}
  HOUR {day} due
  + PAPER WHEN COURSE ALL must need have any in are coming up falls on the there
= until when can I hand in @ without penalty
  @ LATE WHEN
  @ LAST|latest|until|till|long without|free|penalty_free
  @ LATE END
  @ until|till|long accept|accepted|possible|still|latest
  @ LAST|latest day|date|moment|possible LATE
  @ LATE until|till|deadline
  @ free|no PENALTY until|till|when|last
  @ LATE LAST|latest day
  + DUE COURSE SUBMIT not any period paper in can if use with including counting
= can @ be {?delay} late
  @ DUE hour|minute late|oversleep|after|miss
  @ {day} instead|though|although|but DUE|due
  + oversleep dead am by hour an was today but if it's
  @ LATE
  @ AFTER SUBMIT|still|accept|allow|possible|okay
  @ AFTER deadline
  @ {c} day rule|policy|apply|grace
  @ miss|forget deadline|submit|hand|turn|due
  @ two_day rule|policy|apply|grace
  @ LATE HOWMANY
  @ LATE any|there
  @ PENALTY deadline|after|past|miss
  @ SUBMIT {c} day|hour|week after|late|past|later
  @ {day} LATE|okay|still|instead|too
  @ not make|finish|submit|meet time|deadline|in_time
  @ extend|extension
  @ flexible|strict|hard|firm deadline
  @ still submit|hand|turn|accept|accepted
  @ miss|missed|forget|forgot deadline|submit|hand|turn|due|it
  @ slack|leeway deadline
  @ {c} more day
  @ {delay} more|extra|longer
  @ LATE long|length
  + POLICY EASE DUE COURSE PAPER {n} GRADE work also same use exist how bad happen in if get without no free much
  + anything will would reach arrive kind sort some be pass yesterday today that was being each every when on period
= can i hand in a review {delay} late
  REVIEW LATE {c} day
  REVIEW {c} day more|over
  REVIEW LATE {delay}
  REVIEW {delay} after|past|later
  + PENALTY SUBMIT DUE EASE COURSE PAPER than happen what will going
= what happens to a review that is a week late
  after grace day|period|days
  REVIEW PENALTY later|more|longer|beyond {c}|two|day
  REVIEW later than
  + what happen two {c} than days
  REVIEW LATE week
  REVIEW LATE weeks|long|very|month
  REVIEW more {c} day
  REVIEW after grace
  REVIEW LATE later|longer|more|than
  REVIEW after|beyond {c} day
  REVIEW after two|grace day|period
  + PENALTY SUBMIT DUE EASE COURSE PAPER {n} {delay} happen what will going over much come not would when if there on
= are the two late days of a review 24 hours or calendar days
  LATE day {24}
  LATE day|days calendar|business|working|weekend
  {c} day {24}
  two_day {24}
  day {24} mean|count
  {c} day hour|hours|calendar|business|weekend REVIEW
  LATE hour|hours|calendar|business|weekend day
  late day mean|counted|count|include|defined|measured
  REVIEW day counted|measured|defined|count
  REVIEW day weekend|weekends|calendar|hours|business
  + PAPER POLICY {n} {delay} exactly or until period as end midnight start from exact free
= what is the late policy
  LATE POLICY
  LATE work|submission|penalty|day
  LATE HOWMANY
  + PENALTY COURSE SUBMIT general have any there use get accept how happen
= what should @text contain
  @text talk|discuss|write|mention|cover about|what
  @text what|about discuss|write|talk
  + about talk
  @text spaced|spacing|single_spaced|double_spaced|line_spacing
  + single double line
  @text CONTENT
  @text what write|include|say
  @text what must|should|have|into|in|do|supposed|expected|need
  @text write|structure how
  @text good|perfect write|make|look
  @text look|looks like
  @text part|parts|section|sections|piece|component
  @text instructions|guidelines|requirements|requirement|expectations|criteria
  + {n} {nth} {name} {id} PAPER COURSE ALL kind information thing exactly is an detail rule
= how long should @text be
  @text how! much! write|want|page
  @text HOWMANY|much write want
  @text much write|page
  @text write much|long
  + us want you do
  @text extent|length minimum|maximum|prescribed|certain|fixed
  + prescribed certain fixed there minimum
  @text PAGES
  @text LIMIT PAGES
  @text half|one|two|three|four|{c} page
  @text pages|page
  @text long|short
  @text HOWMANY page|word
  @text limit!|limits!
  @text much write|text|long
  + {n} {nth} {name} {id} COURSE need must should have supposed expect require allowed okay fine about fit can at too
  + than over go beyond requirement experiment longer shorter
= are references counted in the length of the final report
  reference|bibliography page|limit|length
  reference|bibliography REPORT
  reference|bibliography count|include
  reference|references|bibliography|citation|citations page|pages|limit|length|count|included|include
  + PAGES LIMIT PROJECT {n} exclude part toward in with without final requirement need four
= what should the style of the final report be
  REPORT format|style|template prescribed|certain|fixed|required
  + prescribed certain fixed
  REPORT template|style|format|latex|layout|formatting|font|overleaf
  template|style|format|latex|formatting PROJECT
  REPORT {venue}
  REPORT what|which conference|style|template|format|latex|form
  REPORT workshop|icml|neurips|word|docs
  latex|template|style REPORT|PROJECT
  icml REPORT|PROJECT|style|template
  + PAPER {year} final use need must have follow require file or other another similar any allowed okay write in
= does a review need scores
  PAPER score|rating|rate|grade accept|reject|give|number|like
  score|rating|rate give|assign PAPER
  + accept reject like have must
  REVIEW score|rating|rate|recommendation|accept
  REVIEW grade|rate|score PAPER
  + give need must have include assign real conference like number numerical numeric or not write reject any
= which paper of a discussion do I review, either or both
  write both|one|each|either|two paper|papers
  review|write both|either paper|papers
  + about do we
  REVIEW both|one|either|choose|pick|two|choice|only|each
  REVIEW {id} {id}
  choose|pick|decide|select PAPER review
  REVIEW whichever|which|any PAPER like|want|choose|pick|prefer
  + {n} {c} just discussion need must have or per do all class session between free able allowed own
= i present a paper, do i still have to review it
  PRESENT release|released|free|freed|relieved|spare|duty REVIEW
  PRESENT write REVIEW still|also|must|have|gotta
  + duty release next week
  PRESENT skip|exempt|excused|free|need|must|have REVIEW
  PRESENT REVIEW group|hand|submit|also|must|day
  + group hand submit that day my our must skip
  PRESENT REVIEW
  exempt|exemption|excused REVIEW
  exempt|exemption|excused PRESENT
  PRESENT REVIEW skip|own|also|too|exempt|still|both
  + PAPER COURSE free need must have same require since because when instead off hook out week it that one get write
  + well if being expect rule discussion not
= do i have to review {name} since i present it
  PRESENT REVIEW {name}
  + PAPER exempt excuse free also still too need must have skip same own require since because when off hook out it
  + that one get write
= do i have to write the review of paper {id} since i present it
  PRESENT REVIEW {id}
  + PAPER {n} SUBMIT exempt excuse free also still too need must have skip same own require since because when off
  + hook out it that one get write if do
= how long is a presentation
  PRESENT long|length|duration|last|minute|short|time
  PRESENT time|minute much|many
  PRESENT time limit|slot|frame|allotted
  long|short PRESENT
  PRESENT minutes|minute
  + PAPER HOWMANY {c} take have need must should suppose expect each one single give student group get for of or fixed
  + set exact exactly there a per enough too allowed okay ok more less than longer shorter
= how many papers does each student present
  PRESENT HOWMANY PAPER
  PRESENT often|twice|once|times!
  PRESENT PAPER every|each
  PRESENT more one|once
  PRESENT every|each PUPIL
  PRESENT HOWMANY PAPER PUPIL
  HOWMANY PAPER have|must|need|will PRESENT
  PRESENT once|twice|often|times
  PRESENT more than once|one
  everyone|everybody PRESENT
  HOWMANY PRESENT
  PRESENT times! HOWMANY
  PAPER per student|person
  + TERM COURSE ME only just do all two required
= how many papers are presented in one discussion
  HOWMANY talk|presentation discussion|session|class|evening|week
  HOWMANY PRESENT in|per|each|one|a discussion|session|class
  + happen one in session talks
  HOWMANY PAPER discussion|session|evening|meeting
  HOWMANY PAPER PRESENT discussion|session|class|evening|meeting|week|time|each|per
  HOWMANY PAPER LIKE each|per|one|every discussion|session|class|evening|meeting
  PAPER per discussion|session|class
  + HOLD single
= does each student present as one of a group
  PRESENT GROUP
  PRESENT own
  PRESENT together|alone|by_myself|own|solo|group|team|pair|partner
  PRESENT other|others|someone|somebody|classmate|friend
  + PAPER TERM work or all must need give by with each student in as a one my will
= how many students are in one presentation group
  PRESENT GROUP SIZE
  PRESENT HOWMANY PUPIL
  PUPIL HOWMANY per PRESENT
  + PAPER each one single same work how give
= how do i sign up for a presentation
  get|be assigned|assign|allocated paper|talk|slot
  sign|signup|register talk|slot|paper|present|presenting
  + get assigned how talk slot
  sign|signup|register|slot PRESENT
  sign|signup|register|claim|reserve PAPER
  choose|pick|select|assign PAPER PRESENT
  signup|sign_up
  PRESENT GROUP form|find|assign|make|choose|match|pick
  PRESENT choose|pick|select|assign|assigned PAPER|slot|date|day
  PAPER choose|pick|select|claim|assign|get PRESENT
  PRESENT signup|sign
  WHEN|HOW sign PAPER|presentation
  PRESENT order|schedule|assigned|decided|chosen
  assigned|assign|allocated paper|papers
  + START END HOLD up how where do we or own my to
= what if i miss my presentation
  PRESENT miss|sick|ill|absent|makeup|make_up|reschedule|swap|trade|away|emergency|conflict|covid|postpone|switch|travel|flu|unwell
  someone|somebody|friend|other PRESENT instead|for|else
  PRESENT not|cannot|unable make|come|attend|give|do|show
  PRESENT change|move day|date|slot|other|another
  PRESENT ill|sick|absent|away|flu|covid|unwell when|if|on|day|before
  ME PRESENT ill|sick|away|absent when|if
  + PAPER WHEN PENALTY POLICY EASE happen able with get am fall different will due later student group there
= how big can a project group be
  PROJECT GROUP SIZE
  PROJECT PUPIL SIZE
  PROJECT alone|solo|myself|individual|individually|yourself|own|single
  GROUP SIZE maximum|max|limit|largest|biggest|size
  PROJECT GROUP work
  PROJECT GROUP allow|okay|fine|possible|must|have
  GROUP of {c}
  PROJECT GROUP
  PROJECT {c} PUPIL
  GROUP HOWMANY PUPIL project|allowed|max|maximum
  GROUP three|four|two|five|{c} allow|okay|fine|possible|can
  PUPIL per group|team
  PROJECT with friend|classmate|someone|other|others|partner|people
  PROJECT on|by own|myself|me
  HOWMANY GROUP
  GROUP larger|bigger|more|exceed three|{c}|four
  + need final how do make too or in class one member at than should be
= are larger project groups expected to do more work
  GROUP less|more work
  people|person|member GROUP work|less|more|expect
  + people less each
  GROUP big|bigger|large|larger|more|size more|work|expect|extra|harder
  GROUP expect more
  more people|member|person more work
  GROUP more work|do|deliver
  + PROJECT PUPIL {c} need should than have small smaller three two one if amount final
= by when and how do project groups form
  PUPIL GROUP find|look|search|meet
  PROJECT GROUP PUPIL find|look|search|get
  + for
  GROUP form|find|match|join|formation|register|build|create|declare|choose|pick|assign|team_up|put
  PUPIL find PROJECT
  GROUP PROJECT WHEN
  PROJECT partner|teammate|team|group find|get|choose|pick|look|need
  PROJECT GROUP assign|assigned|choose|chosen|pick|self
  PROJECT GROUP deadline|due|when|until|register|tell|announce|submit
  GROUP deadline|due PROJECT
  how GROUP project form|formed|made|built|work_out
  PROJECT GROUP decide|decided|settled|fixed|known|set
  + DUE own who final up other or instructor help by someone work our not
= can we choose the topic of the project
  PROJECT anything|whatever|everything|any want|like|please|interest|topic|on
  PROJECT topic|subject|idea|theme
  PROJECT choose|pick|free|decide
  + own any assign who final want what about restriction give come with select list up set whatever problem from task
  + allow may anything
= what does the final project have to be compared with, the baseline
  PROJECT compare|baseline|comparison|evaluate|evaluation|measure|metric|measurement|empirical|benchmark
  baseline
  need|must|have baseline PROJECT|compare
  PROJECT experiments|experiment|evaluation|evaluated|results
  PROJECT hardware|statistical|throughput|performance|speed|wall_clock|accuracy
  measure|evaluate|evaluation|compare hardware|performance|throughput|accuracy|statistical|speed|baseline
  evaluate|measure|report wall_clock|time|iterations|speed
  + two way against how final require kind do both to with what wall clock which show on requirement
= which techniques must the project use
  PROJECT technique|method COURSE|class|use|implement|many
  PROJECT use something|technique|method|topic class|course|lecture|cover
  PROJECT technique|techniques|method|methods|topic class|course|lecture|lectures|covered|learned
  PROJECT related|relate|connect|connected class|course|topics|lecture
  PROJECT one|two|many technique|method
  use|need|must technique|techniques
  + HOWMANY {c} have final from require discuss least has anything outside similar not
= what are the requirements of the final project
  PROJECT CONTENT
  PROJECT requirement|rule
  PROJECT what do|build|expect
  PROJECT what|there|about|involve|involves
  PROJECT look|like|supposed|expected|expectations
  PROJECT implement|build|code|system|program
  PROJECT guidelines|instructions|parameters|rules|constraints|description|criteria
  + ALL final minimum basic need must should have main formal exactly detail kind machine learning ml own working
  + actual
= can the requirements of the project still change
  PROJECT description|requirement|rules|guideline modify|modified|change|final|adjust|update
  + might still be
  PROJECT change|modify|fixed|update|adjust
  PROJECT final|fixed|set|stone|subject change|changes|stone
  requirement|requirements|parameters|rules change|final|fixed
  requirement|rule|parameter final|fixed|change|changed PROJECT
  + still may might yet detail guideline later could
= when is the project feedback activity
  PROJECT idea|discuss other|each class|when
  + discuss with other each idea in class
  feedback PROJECT
  feedback WHEN
  feedback activity|session
  feedback
  peer feedback|review project|projects
  PROJECT feedback class|session|day|activity|time
  + HOLD PROPOSAL DUE each other idea get give before receive our during where will there be on any
= all dates of the final project
  PROJECT milestone|timeline|schedule|deliverable|stage|step|checkpoint|phase
  PROJECT ALL date|deadline|due
  PROJECT date|deadline ALL
  PROJECT important|key|all|due dates|deadlines|date|deadline
  PROJECT timeline|schedule|milestones|plan
  when PROJECT due|deadlines|parts|steps
  + main final with different various
= how many citations does the proposal need, from outside class
  PROPOSAL cite|citation|reference|source HOWMANY|need|must|have
  PROPOSAL cite|citation|reference|paper outside|course
  + something outside do need
  PROPOSAL citation|cite|reference|source|literature
  PROPOSAL PAPER outside|many|beyond
  PROPOSAL cite|citing|citation|citations|reference|references|bibliography|related_work
  PROPOSAL papers|paper outside|beyond|not|other|cited|cite
  citation|cite|citations new|outside|class|covered|least
  + PROJECT HOWMANY need must have course discuss include minimum any one read require related work at how requirement
  + rule
= does the proposal need preliminary work
  PROPOSAL preliminary|result|started|start|progress|feasible|prototype
  PROPOSAL work|experiment already|first|initial|done|some|show
  PROPOSAL preliminary|prelim|results|result|progress|prototype|running|working|code|start|started|begun|begin
  + PROJECT need must have do any include actual require yet much prior we should before something
= one experiment plan for each person, or one per group
  plan HOWMANY team|group|hand|submit|person|each
  + team hand our does
  PLAN each|every|per|one|everyone|own|many|individual|member|single|shared|joint
  PLAN each|every|everyone|own|person|per|individual|group|shared|many|joint|members|member
  everyone|each|every plan
  plan person|each|every|per|everyone|member
  + GROUP PUPIL PROPOSAL PROJECT HOWMANY {c} need must have write submit or all whole enough require same do our
= what is the proxy in an experiment plan
  PLAN proxy
  proxy
  + PROPOSAL mean part experiment
= when is the abstract draft due
  ABSTRACT discuss|discussion
  ABSTRACT {day} {day}
  ABSTRACT conflict|disagree|different|contradict|contradiction
  ABSTRACT discussed|presented|present|class
  ABSTRACT when|due|deadline
  + PROJECT WHEN DUE PRESENT {c} final say place thing two or source monday be which correct right in and is
= how late can i still submit the abstract draft
  ABSTRACT LATE
  ABSTRACT AFTER
  + PENALTY EASE DUE WHEN SUBMIT POLICY PROJECT HOUR final long much
= which classes are online
  MEET online|zoom|remote|virtual room|but|not|instead
  + not take_place but room will in
  online|zoom|remote|virtual|remotely|virtually|in_person|hybrid MEET|COURSE
  online|zoom|remote|virtual any|ever|all|some|day|sometimes
  all|every|always|everything in_person|person|campus
  hybrid|in_person|in-person|online COURSE|class|classes
  any|ever|some|sometimes online|zoom|remote|virtual
  zoom class|classes|lecture|lectures|session
  attend|join remotely|online|zoom|remote|home|virtually
  COURSE fully|completely|partly in_person|online
  online days|dates|sessions
  online|zoom date|day|when
  + HOLD WHEN ALL HOWMANY TERM only or entirely discussion do physical is it taught offered possible from need come
= when are the breaks
  when|days|day home|trip|travel|vacation off|free|spring
  break spring|february when|mom|book
  + home go mom book flight flights travel trip cabin in like which can i
  break|holiday|vacation|recess
  day|days off|free
  day|days|when|week without|no class|lecture
  when|day|days not MEET
  when|day|days|which MEET cancel|skip
  day|days class cancelled|cancel|off
  no class|classes|lecture|lectures when|days|day|which
  not class|classes|meet when|which|day|days
  class skip|skipped|cancelled|canceled|cancel when|which|any|ever
  classes_cancelled|free_days|no_class_days
  WHEN off
  WHEN we free
  no MEET WHEN
  break|holiday|vacation {day}
  + COURSE semester term year HOWMANY ALL have during get there long how a is
= when is {name}
  {name} break
  {name} WHEN
  + START END TERM {year} COURSE
= is there class {day}
  MEET {day}
  {day} off|cancel|free
  come|show {day} have|need|must
  class|lecture|meet|session|we|anything {day} still|cancel|cancelled|on|off|happening|normal|usual
  {day} class|lecture|session|meeting
  {day} no class
  attend|campus {day}
  why|reason MEET no {day}
  + COURSE HOLD WHEN holiday scheduled planned not any up skip as is there in person the after spring
= what happens in class {day}
  absent|sick|away|gone {day} what|which
  {day} lecture lose|miss
  + absent lose which if
  {day} {room}
  + {room} {n} come go myself or have do discussion paper session lecture
  TOPIC {day}
  plan|schedule|happen|program|going|agenda|calendar|up|do|did {day}
  discuss|talk|learn|cover {day}
  {day}
  miss {day}
  ALL {day}
  {day} about|topic|topics|subject
  {day} class|lecture|session|meeting what|about|topic
  what|anything on|up|happen|happening|do|doing|planned {day}
  teach|taught|covered|cover|discuss|discussed|learn {day}
  miss|missed|sick|ill {day} class|what|lecture
  + MEET COURSE coming tell for there if special
= which papers are discussed {day}
  PAPER {day}
  read|reading {day}
  {day} papers|paper|readings|reading
  read|prepare {day}
  discuss|discussing|discussion {day} what|which|papers
  + LIKE MEET must need should two supposed up both have assigned we
= is class {day} online or in person
  {day} in_person
  {day} watch|stream home|bed|online|remote
  + watch from or {room}
  {day} online|zoom|in_person|remote|remotely|campus|virtual|room|physically|hybrid|building
  {day} come in
  {day} WHERE
  class|lecture|we|it {day} online|zoom|in_person|remote|campus|room|where
  {day} zoom|online
  physically|come|go|attend|campus {day}
  where class|lecture|meet|we {day}
  MEET {day} {room}
  class|lecture|discussion|session|meet {day} {room}
  + COURSE HOLD person need must have or home still be should
= what is due {day}
  {day} OWE
  {day} due|deadline
  {day} read|prepare
  + DUE ALL PAPER COURSE nothing must need have by until any up which there review
= what is the next class about
  NEXT MEET
  MEET again WHEN
  MEET WHEN resume|back
  WHEN see|meet again
  what next
  next class|lecture|session|meeting|time
  coming class|lecture|session
  when class|lecture|meet|we again|next
  next time what|topic|do|doing|cover
  + HOUR WHERE TOPIC COURSE plan happen up will
= when is the next lecture
  NEXT lecture
  next lecture when|about|topic|date|what
  + WHEN HOUR WHERE TOPIC up coming happen plan
= when is the next paper discussion
  NEXT discussion|PAPER
  next paper|papers|discussion when|which|what|about|date
  next papers
  + WHEN HOUR WHERE TOPIC LIKE MEET up coming happen
= what is due next
  NEXT due|deadline|submission|homework|deliverable
  deadline soon|coming|ahead|approach|approaching|up
  due soon
  next due|deadline|assignment_due|submission|thing
  upcoming deadlines|deadline|due|assignments|submissions|work
  when next due|deadline|homework|assignment
  soonest|nearest|closest deadline|due
  what due next|soon|now
  due_dates|deadlines
  deadlines list|all|upcoming|overview
  + DUE WHEN ALL COURSE item anything is any
= when do I present
  ME PRESENT {day}
  ME PRESENT WHEN
  ME PRESENT WHERE|online|in_person|zoom
  ME turn|slot
  ME PRESENT
  when|date|day ME present|presentation|presenting|turn|talk|slot|up|paper
  ME presentation|talk|slot|turn when|date|day
  ME scheduled|schedule|assigned present|presentation|talk
  ME PRESENT with|whom
  + PAPER HOUR {room} person or what which title own supposed give have take_place exactly next again does take who
  + and
= which paper am I presenting
  ME PRESENT PAPER
  ME sign|signup|signed
  ME PRESENT what|which
  ME paper|presenting which|what
  ME assigned|got paper|which
  ME paper presentation|present|presenting
  ME PAPER sign|signed did|have|am
  ME paper
  + WHEN title name get up already for yet slot any group called
= who presents with me
  WHO PRESENT ME
  ME PRESENT partner|group|teammate|member
  ME group|partner|partners|team|teammates|co presentation|presenting|present|paper who
  who ME group|partner|team|presentation
  who else paper|present|presenting|presentation ME|me
  + PAPER GROUP other same in day with
= what do i still have to do
  ME LEFT
  ME todo|to_do|to_dos|tasks|task
  ME todo|to_do|tasks|task|left|remaining|outstanding|open
  what|anything left|remaining|outstanding|open|still ME
  still|left ME do|hand|submit|finish|turn|owe
  ME LEFT REVIEW|ASSIGNMENT
  not done ME
  ME owe
  + OWE ALL COURSE TERM PAPER need must have for missing got yet until end
= what do i still have to do {day}
  ME LEFT {day}
  ME done|finish|finished {day}
  ME OWE {day}
  ME supposed|need|must|should do|finish|complete {day}
  ME have|need|must|should|supposed do|finish|submit|hand|turn|complete|prepare {day}
  anything|something|what ME {day} do|left|open|due|finish|hand|submit
  ME homework|work|tasks|todo {day}
  left|remaining|open {day} ME
  + ALL COURSE until by before nothing else more us we our with week weekend yet
= what is the next thing i have to hand in
  ME NEXT OWE
  ME NEXT
  ME next deadline|due|submission|assignment|homework|task|thing
  next ME hand|submit|turn|do|owe|due
  + DUE WHEN COURSE need must have item first should to up one
= did I miss any deadline
  ME miss|missed anything|any|deadline|something
  ME forget|forgot anything|any|something|hand|submit|deadline
  ME overdue|behind
  ME miss|missed|forget|forgot|forgotten deadline|anything|something|submission|hand|assignment|due
  ME late|overdue|behind anything|any|something|with
  overdue
  + DUE SUBMIT so far already yet in all everything am is
= do i have an extension
  ME extra time get|got|have|anything
  + did for anything get
  ME extension
  ME extra|more time
  ME deadline extended|extend
  @ ME have! extension
  @ ME got|given|granted extension
  + DUE @ have get any for already on still
= when do we discuss {name}
  {name} WHEN
  {name} LIKE
  {name} lecture
  {name} where COURSE|lecture|show|cover|calendar
  {name} part COURSE
  {name} PAPER WHEN
  {name} PAPER LIKE
  {name} {name} WHEN
  {name} lecture|class|discussion|session|date|day|when
  {name} discuss|discussed|discussing|cover|covered|covering|treated|taught|learn|read|reading|studied|study|present|presented|scheduled
  which|what lecture|class|day|date {name}
  lecture|lectures|class on|about|with {name}
  {name} part|included|include|on syllabus|course|schedule|calendar|list
  talk|hear {name}
  {name} topic|subject|theme
  {name} number|id
  {name} online|in_person|zoom
  {name} {name} WHEN|lecture
  {name} PAPER
  + TERM {day} come up turn point somewhere ever at all also in will happen there any does focus spend do have
  + dedicated devoted for or get reach vs versus among one our
= when do we discuss {name}
  {name} author|title YEAR|VENUE|WHEN|author
  {name} YEAR|VENUE WHEN|author
  + PAPER AUTHOR LIKE
= who wrote {name}
  {name} WHO
  {name} author|writer|behind
  {name} name author
  {name} authors|author|wrote|written|by|invented|proposed|created|made|who
  who|whose invented|proposed|created|made|developed|published|introduced {name}
  + PAPER AUTHOR ALL people with up come make first original was team is the from
= in which conference and year was {name} published
  {name} VENUE
  {name} YEAR
  {name} come out
  {name} published|publish|publication|venue|conference|journal|appear|appeared|proceedings|year|old
  when|where {name} published|publish|written|released|come_out|came
  what year {name}
  {name} {year}
  {name} AUTHOR VENUE|YEAR
  + PAPER {venue} at which from present original first in is how
= what is paper {id}
  {id} title|name|call|about|what|which
  {id} PAPER
  {id} what|title|name|called|which|about|titled|stand
  paper {id}
  {id} author|title|who|name YEAR|VENUE|WHEN|author
  {id} YEAR|VENUE WHEN|author
  {id} AUTHOR VENUE|YEAR|where
  + LIKE full tell topic for does number
= who wrote paper {id}
  {id} WHO
  {id} author|writer|behind
  + PAPER AUTHOR ALL name people
= when is paper {id} discussed
  {id} WHEN
  {id} LIKE
  when|day|date|class {id} discussed|discuss|presented|present|read|up|scheduled|discussion|presentation
  {id} scheduled|when|day|date
  {id} online|in_person|zoom
  + PAPER COURSE {day} come turn on is or where room
= in which conference and year was paper {id} published
  {id} VENUE
  {id} YEAR
  {id} {year}
  {id} {venue}
  + PAPER come out where when original
= who presents paper {id}, free seats
  {id} free|taken|available|open|left|claimed present|still|yet|somebody|someone|anyone|by
  someone|anyone|somebody|people PRESENT|take|taken|talk|took {id}
  + still free to yet already take taken someone about which people will
= who presents paper {id}
  who take|taken|talk|took {id}
  + still free to yet already take taken someone about which people will
  WHO PRESENT {id}
  + PAPER group student team sign up
= who presents {name}
  WHO PRESENT {name}
  + PAPER group student team sign up
= which papers are by {author}
  {author}
  + one two {c} which on has on_it work
  {author} PAPER
  {author} write|by
  papers|paper|anything|works {author}
  {author} read|reading|wrote|written|authored|cowrote
  + AUTHOR LIKE COURSE HOWMANY ALL TERM other and we
= when do we discuss the paper by {author}
  {author} WHEN
  {author} LIKE
  + PAPER AUTHOR COURSE calendar up colleague group et al other turn come
= papers from {venue}
  {venue} PAPER
  {venue} read
  + LIKE VENUE COURSE HOWMANY ALL {year} TERM come
= papers from {year}
  {year} PAPER
  + LIKE VENUE COURSE HOWMANY ALL TERM AUTHOR old come
= which papers are in discussion {n}
  discussion {n} PAPER
  discussion {n} TOPIC
  discussion {n} read|title
  discussion {n}
  papers|paper discussion|session|week {n}
  + LIKE {nth} number two both all up belong second first
= when is discussion {n}
  discussion {n} WHEN
  discussion {n} WHERE|online|in_person|zoom|remote
  + HOLD PAPER {room} {day} number scheduled up or person
= what is lecture {n} about
  lecture {n}
  lecture {n} TOPIC
  topic|topics|title|subject|content|contents lecture|lectures {n}
  lecture {n} about|cover|covers|topic|topics|called|title|treat|deal|what
  lecture {n} {name}
  + LIKE WHEN name number tell something entitled will and does
= when is lecture {n}
  lecture {n} WHEN
  lecture {n} WHERE|online|in_person|zoom|remote
  + HOLD {room} {day} number give scheduled or person
= what is the {nth} lecture about
  lecture {nth} TOPIC
  lecture {nth} title|name|call
  + LIKE
= when is the {nth} lecture
  lecture {nth} WHEN
  + HOLD give
= which optional readings are there
  optional|extra|additional|recommended|suggested|background|further|supplementary reading|paper|article|literature
  reading|readings optional|extra|additional|recommended|suggested|background|voluntary|there|any|list
  optional_reading|optional_readings
  + COURSE ALL TERM lecture or which
= which optional readings are there for lecture {n}
  optional|extra|additional|recommended|suggested|background|further reading|paper|readings lecture {n}
  reading|readings lecture {n}
  + list any number
= when is the review of {name} due
  {name} writeup|write_up DUE|WHEN
  REVIEW {name} WHEN
  REVIEW {name} DUE
  REVIEW {name}
  + PAPER LAST want need must plan like if about
= can i use ai tools
  artificial_intelligence
  + artificial intelligence use for be
  ai|chatgpt|gpt|copilot|llm|claude|gemini|chatbot|language_model|openai|grammarly|deepseek use|policy|allow|help|write|rule|okay|may|let|permit|permitted|generate|cheat|assist|stance|ban|forbid|fine|code|legal|can|chat|tool
  ai|chatgpt|gpt|copilot|llm|llms|claude|gemini|chatbot|chatbots|language_model|language_models|openai|grammarly|deepseek|ai_tools
  use|using ai|chatgpt|llm
  + POLICY @ REVIEW ASSIGNMENT PROJECT REPORT PROPOSAL PAPER {n} {c} COURSE model assistant WORK polish english
  + grammar text part debug brainstorm idea like other similar work generative any for summary summarize ok about
  + against as source language fix helper with count
= can i do the programming assignments together with a friend
  solve|do ASSIGNMENT common|jointly|together|team|teamwork
  teamwork ASSIGNMENT|allow|allowed
  + in common solve is it allowed teamwork
  together|collaborate|collaboration|cooperate|classmate|friend|friends|classmates|partner|copy|pair|jointly|discuss|roommate|joint|alone|group|groups|team|teams|someone|other ASSIGNMENT
  share|compare|discuss|copy code|solution|answer|idea
  + GROUP {n} {c} {nth} POLICY COURSE work another student else people okay fine possible must do write talk solve
  + submit each one two hand legal cheating help us same single own about ok in have
= can i do the paper reviews together with a friend
  together|collaborate|collaboration|cooperate|classmate|friend|friends|classmates|partner|pair|jointly|joint|alone|group|team|someone|cowrite REVIEW
  two|three us REVIEW
  talk|discuss REVIEW other|classmate|friend|each
  + PAPER GROUP {n} {c} POLICY COURSE work share copy another student else people okay fine possible must do write
  + submit one hand same single own about
= is there a collaboration policy
  collaboration|collaborate|plagiarism|integrity|honor|cheating|copying|honesty|teamwork policy|rule|allow|okay|what|course|class|code
  work together|classmate|friend|other|others allow|okay|may|policy|fine|can
  collaboration|plagiarism|cheating|collaborating|collaborate
  considered|counts cheating|plagiarism
  + COURSE POLICY academic group student each homework as ok for with
= how do i ask for a regrade
  my! score|grade|mark wrong|unfair|bad|low can|do
  score|grade|mark wrong|unfair|disagree|incorrect
  + what can i do my
  regrade|regrading|appeal|contest|dispute|challenge
  grade|graded|score|mark|grading wrong|unfair|mistake|error|incorrect|incorrectly|unfairly|wrongly|disagree|unhappy|harsh|complain
  regrade|regrades|regrading|appeal|dispute|contest|challenge grade|grades|score|grading|request|how|policy|process|review|deadline
  grade|grades|score|points wrong|unfair|mistake|incorrect|missing|error|disagree|complain|change|changed|reconsider
  unhappy|disagree grade|score|grading|mark
  regrade|regrades|regrading
  + POLICY @ ASSIGNMENT REVIEW PROJECT PAPER {n} {c} {nth} PRESENT ask procedure who where when contact go turn fix
  + correct make possible tell if whom decision think believe got my what do happens with work exist about
= is there a grading scale or a curve
  pass|passing total|score|percent|point|need|what|which
  + suffice for total which how many
  curve|curved
  scale|cutoff|threshold|boundary grade|grading|letter|a
  letter grade
  percent|percentage|point|score need|get a
  a|b|c|pass need|get|percent|percentage|points|score|cutoff|threshold minimum|how|many|much|what|need|percentage|percent|score|cutoff
  grade|grades cutoffs|cutoff|boundaries|thresholds|scale|rounded|rounding|round
  point|percent|score|many a minus|plus
  + COURSE HOWMANY final up above for an is are
= is the lowest score dropped
  drop|discard|forgive|throw lowest|worst|bad|score|weakest
  drop REVIEW|ASSIGNMENT
  drop|dropped|drops lowest|worst|any|one|score|scores|review|reviews|grade|grades|assignment
  lowest|worst score|scores|grade|review dropped|drop|count|counted|discard|ignored
  + PAPER COURSE {n} {c} mark each some two many do will away out automatically best
= how is participation graded, what is the rubric
  participation|participate grade|graded|judge|measure|rubric|evaluate|assess|full|criteria|criterion|earn|determine|track|score|calculate
  participation point get|earn|full
  participation graded|grading|measured|judged|rubric|evaluated|assessed|scored|determined|tracked|calculated|counted|points|full|good
  participate enough|much|often|how
  get|earn|full participation points|point|credit|grade|score
  what counts! participation
  how|what participation
  speak|talk every|each|often class|discussion
  who|how participation grade|decide
  participation enough|question|talk|say|speak
  + COURSE mark need must for as do up per one ask
= is attendance mandatory
  attend have|must|need|required
  presence
  presence obligatory|required|mandatory|need
  check|notice|track|monitor there|come|show|here|attendance|absent
  show up|notice|check
  + who there notice if show up they obligatory in wedding
  attendance
  attend|skip|absent|absence MEET|COURSE|lecture
  come|go MEET every|all|have|need|must|required|each|mandatory
  miss MEET
  show MEET have|need|must
  attendance|absence|absences
  skip|skipping|miss|missing class|classes|lecture|lectures|session|sessions|discussion|discussions
  attend|attending class|classes|lecture|lectures|all|every
  come|show|go|be class|classes|lecture|lectures must|have|required|need|every|all|mandatory|always
  not come|attend|go|show class|lecture|classes|lectures
  penalty|penalties miss|missing|skip|skipping|absence class|classes|lecture
  required|mandatory class|classes|lecture|lectures attend|come|go|there|in_person
  be|being class|there mandatory|required|every|always
  show up every|always|each
  limit|maximum|allowed absences|absence
  + POLICY HOWMANY PENALTY optional take track okay fine sometimes once some few if grade physically person one
  + necessary without compulsory obligatory part checked what happens can times present do going matter ok week
= are the lectures recorded
  record|recorded|recording|recordings|panopto|livestream|video|videos|rewatch|replay|videotape
  watch lecture|class|later|afterwards|session
  stream MEET
  recording|recordings|record|recorded|taped|filmed|video|videos|streamed|livestream
  watch|rewatch|see|view lecture|lectures|class later|afterwards|again|online|after|video|home
  lecture|lectures|class video|videos|recording|recordings|youtube
  + COURSE {day} available find get post upload put zoom there anywhere if miss where link past share access
  + discussion live i can't make of
= is there a textbook
  required text|texts
  book course|class|module
  + a is there accompany
  textbook|textbooks|book|books|coursebook
  textbook|textbooks|book|books|course_book|text_book
  reader|required_reading course|class|buy
  + COURSE TERM TOPIC need must get use require recommend read any follow which purchase optional own mandatory text
  + what should the reading
= is there an exam
  examination|exam end|must|sit|write|take
  + one sit at end must
  exam|midterm|prelim|quiz|quizzes|examination
  final take|have|week|is|there|prelim
  test end|have|take|any|is|there
  exam|exams|midterm|midterms|prelim|prelims|quiz|quizzes|final_exam|finals|test|tests
  in_class final|exam|test
  + COURSE TERM WHEN HOWMANY PROJECT kind sort or written oral take-home time place room are how in cumulative just
  + only instead
= where do i submit @
  @ SUBMIT where|how|portal|gradescope|canvas|cms|cmsx|site|website|platform|via|through|moodle|blackboard|dropbox|whom|system|page
  @ SUBMIT email|github|online|printed|electronically|upload
  @ go where SUBMIT
  submit|hand|turn|upload|send|deliver where|how|which|what @
  @ go|submitted|uploaded|handed|turned where|how|via|through
  @ gradescope|canvas|cms|cmsx|email|github|moodle|blackboard
  + @ PAPER COURSE or pdf up copy hard digitally use on file formats my by to in
= how do i submit my work, and where
  SUBMIT where|how|portal|site|platform|system work|thing|everything|stuff|assignment|file
  gradescope|canvas|cmsx|cms|blackboard|moodle
  where SUBMIT
  submit|hand|turn|upload|send work|assignments|homework|everything|things|stuff|files|solutions where|how|which
  submission site|portal|platform|system|website|link|page
  + COURSE use or my our it all
= who are the teaching assistants
  WHO grade|grades|correct|corrects|mark|marks ASSIGNMENT|REVIEW|work|homework|project
  who|whom ask about|grading ta|tas|grading
  + correct our ask about grading are there
  ta|tas|teaching_assistant|grader|teaching_staff|course_staff|tutor|assistant
  WHO grade REVIEW|ASSIGNMENT|work|project
  ta|tas|teaching_assistant|teaching_assistants|grader|graders|tutor|tutors|course_staff
  who|whom grades|grading|marks reviews|assignments|homework|projects|presentations|papers|work
  + COURSE HOWMANY OH PAPER WHEN name list contact any our staff have email is there how who's
= what is the link for online classes
  enter|join|access|get online|zoom|virtual session|class|meeting|lecture
  meeting_id
  id|url|link zoom|online|virtual|meeting
  + enter the how do i id
  link|url|passcode|invite|invitation MEET|COURSE|online|zoom|remote|virtual|{day}
  zoom link|url|where|id|find|get|address
  join online|zoom|remote|virtual|remotely
  zoom|online|meeting|virtual|remote link|url|id|passcode|password
  link class|lecture|session|meeting|online|zoom|{day}
  join|access|connect online|zoom|remote|virtual class|lecture|session|meeting
  where|how join|find|get zoom|online link|class|lecture
  + send post call room share discussion please to do
= what are we doing {day}
  {day} empty|blank|unlisted|nothing
  + MEET calendar why list schedule plan happen entry
= when is programming assignment {n} due
  ASSIGNMENT {n}
= which reviews are due {day}
  REVIEW {day} what|which|any
  + there
= what should the project proposal contain
  PROPOSAL PLAN
  PROPOSAL what
  PROPOSAL
  + PROJECT experiment need be in is explain
= what should the experiment plan contain
  PLAN what|explain|mean|define
  PLAN
  hypothesis|protocol plan|experiment|mean
  + PROJECT PROPOSAL need is each part
= what should the paper reviews contain
  REVIEW what|like
  REVIEW style|format|kind|sort
  REVIEW summarize|summary|summarise|strength|weakness|impact|opinion|critique|discuss
  + PAPER look good is expect and mention own to have need state on
= what is the title of the last lecture
  LAST lecture|class number|about|title|topic|what
  + very
= which optional readings are there on {name}
  optional|extra|additional|recommended|suggested|background|further reading|paper|article|literature {name}
  reading|readings {name}
  + PAPER COURSE TOPIC any list lecture
= is there a review of {name}
  REVIEW {name} need|require|required|there|must|have|exist|mandatory|expected|list|listed
  REVIEW {name} no|not|never
  + PAPER discussion class for write
= is there a review of discussion {n}
  REVIEW {n} need|require|required|there|must|have|exist|mandatory|expected|list|listed
  REVIEW {n} no|not|never
  + PAPER discussion class for write
= is there a review of paper {id}
  REVIEW {id} need|require|required|there|must|have|exist|mandatory|expected|list|listed
  REVIEW {id} no|not|never
  + PAPER discussion class for write
= when is the next programming assignment due
  NEXT ASSIGNMENT
  NEXT ASSIGNMENT DUE
  + when what is thing out come
= when is the next paper review due
  NEXT REVIEW
  NEXT REVIEW DUE
  + PAPER when what is which do i we must
= is the class after the spring break a lecture
  class|lecture {name} after
  {name} after
= when is the review of discussion {n} due
  REVIEW {n}
  + PAPER discussion
= when is the review of paper {id} due
  REVIEW {id}
  + PAPER discussion for
= what is the oldest paper
  oldest|earliest PAPER
  + LIKE COURSE
= what is the newest paper
  newest|latest|recent PAPER
  + LIKE COURSE most
= list all papers
  PAPER list|overview|all|complete
  + COURSE TERM show give
= list all lectures
  lecture list|overview|topics|titles|all
  course schedule|outline|topics list|overview|all
  + TOPIC COURSE TERM show give
= list all deadlines
  ALL|many deadline|due
  earliest|first deadline
  + COURSE TERM DUE HOWMANY show is what there
= is the class after {name} a lecture
  MEET back|after|resume|first|return {name}
  back|return {name}
  + WHEN from do get
= what is the name of the course and its number
  COURSE number
  + code
= what is the first paper discussion
  FIRST PAPER
  FIRST discussion
  + LIKE WHEN which what come two we
= what is the last paper discussion
  LAST PAPER
  LAST discussion
  + LIKE WHEN which what come two we
= what are the rules of the presentation
  PRESENT how work|works|go
  PRESENT rule|rules|requirement|requirements|guideline|guidelines|instruction|instructions|detail|details|expected|expectation|expectations|overview|explain|describe|info|information|summary
  PRESENT tell|know about
  + PAPER thing tell in class work about what
= REFUSE private
  GRADE get did what
  GRADE get did which
  student|classmate|person|friend|someone|anyone submit|hand|turn|finish|score|pass|fail already|yet|did|has|have|his|her
  his|her submit|hand|turn|finish|score|grade|mark|review|assignment|presentation
  GRADE person|student|presenter|group|someone|anyone {id}
  average|mean|median grade|score|mark|gpa
  other PUPIL get|score|grade|submit|write|email|hand
  all|every PUPIL email|mail|grade|name|address|score
  PUPIL email|address|grade print|list|show|give
  anyone|somebody|someone submit|hand|turn|finish|score
  groupmate|classmate|roommate|friend|partner submit|hand|grade|get|turn
  WHO best|highest|worst|top|lowest grade|score|mark|student
  ME current|now|far GRADE
  ME GRADE what get
  ME get {c} REVIEW|ASSIGNMENT what
  + ALL PROJECT PAPER {n} {nth} {name} {id} COURSE PRESENT her his their yet already has so in participation
= REFUSE unknown
  get|far|distance|walk|route|direction|bus|between {room} from|to|far|distance|walk|between
  HOWMANY reference|citation|source REPORT
  PROF prefer|like|nice|fun|strict|good|old
  become|apply|hire|job ta|tas|teaching_assistant|assistant|grader
  REVIEW font|margin|margins
  REPORT appendix
  + final hall building campus need do many office {room} project
  @ take|spend|need|cost long|time|hour|day much|many|long|average
  @ long take
  PRESENT long|time|hour prepare|preparation
  PRESENT slide
  miss|skip REVIEW
  miss|skip ASSIGNMENT
  + {n} {nth} {c} {name} {id} COURSE PAPER week should expect usually roughly write finish do work one without count
  + it
"""

TABLE += askings_rules.TABLE + askings_own.TABLE + askings_mine.TABLE + askings_misses.TABLE + askings_turned.TABLE + askings_work.TABLE + askings_sharper.TABLE + askings_apart.TABLE + askings_planner.TABLE + askings_named.TABLE + askings_beside.TABLE + askings_said.TABLE + askings_bargains.TABLE
