"""What is asked of work, marks, teams and machines and resembles an answered question, but is another one: no course states who may
leave a team, on what machine a program runs, or whether a mark is lost for a page too many. The form is that of `askings_table`."""

_ANY_WORK = "REVIEW|ASSIGNMENT|PROJECT|PROPOSAL|REPORT|ABSTRACT|PLAN|experiment|experiments"
"""Any work, as one need."""
_AROUND = (
    "REVIEW ASSIGNMENT PROJECT PROPOSAL REPORT ABSTRACT PLAN PAPER PRESENT COURSE GROUP PUPIL TERM {n} {nth} {c} {id} {name} {day} "
    "each every one two second final last first am i we he she they my our their his her who whom what which when how where must should may can could will would "
    "does do did be is are was have has had need allowed okay ok fine possible if after before once during while later again still also just only or and "
    "not no any some another other own same different during middle midterm half way now suddenly because of to for with from in on at by as than then it me us you "
    "programming coding written write work group team member members experiment experiments paper class course everyone everybody someone somebody anyone happens happen"
)
"""What may stand around it all."""

TABLE = f"""
= REFUSE unknown
  teammate|teammates|partner|partners|groupmate|member|members|GROUP dropped|drops|quit|quits|ghosted|ghosts|lazy|disappears|disappeared|unresponsive|slacks|slacking|freeloads|freeloader|contributes|contribute|vanishes|vanished
  teammate|teammates|partner|partners|groupmate|member|members drop|leave|leaves|left|abandons|abandon course|class|project|us|group|team
  GROUP|teammate|partner|partners|teammates switch|swap|change|exchange|merge|split_up|break_up|leave|quit|kick PROJECT|GROUP|after|later|still|proposal|member|members|partner|partners
  ME two|several|multiple|both|more_than_one groups|teams|projects|project_groups|project_teams
  GROUP|teams|groups same|identical|similar topic|subject|idea PROJECT|work|two|another|other|groups|teams
  rate|evaluate|grade|rank|peer teammates|teammate|partner|partners|groupmates|members each|end|our|other|evaluation|another
  GROUP|teammate|member|everyone|one_of_us|all_of_us|each SUBMIT copy|copies|separately|once|behalf
  + nothing anything dealing topic project leader done does nobody instructor prof into out up down join number course what_now
  + {_AROUND}
= REFUSE unknown
  gpu|gpus|cpu|cpus|cuda ASSIGNMENT|PROJECT|experiment|experiments|measure|throughput|measurements|benchmark|hardware_performance need|needs|require|requires|must|have|necessary|run|runs|use|using|measure|enough|fine|own|on
  cluster|server|servers|aws|colab|cloud|supercomputer|which_machine|what_machine|own_machine|machines!|computer|macbook {_ANY_WORK} run|use|log|which|own|access|powerful|enough|fast|rent|need
  cluster|aws|colab|gpu|gpus|slurm log_in|login|ssh|access|account|get_on|quota
  pay|pays|paid|fund|funds|funding|reimburse|cover|covers cloud|compute|aws|gpu|gpus|subscription
  + my own on a the an is are it campus department university school your personal powerful enough old new which model models single multiple or and cpu gpu throughput hardware time
  + computer laptop fast wall clock wall-clock statistical number numbers seeds runs compute cloud course costs claude chatgpt
  + {_AROUND}
= REFUSE unknown
  word!|docx|google_docs|google_doc|overleaf|markdown|libreoffice|handwritten|handwriting REPORT|PROPOSAL|REVIEW|ABSTRACT|PLAN|PROJECT okay|ok|fine|allowed|or|instead|can|may|use|document|file|doc|in|with|be
  latex REPORT|PROPOSAL|REVIEW|ABSTRACT|PLAN must|have|required|need|needed|mandatory|necessary|or to|in|be|word!|use|with
  + word latex pdf docx doc file document microsoft typeset typed type written typing use used using icml style
  + {_AROUND}
= REFUSE unknown
  {_ANY_WORK} marked_down|penalized|penalised|docked|lose|minus|punished|fail pages|page|long|longer|short|shorter|exceed|exceeds|spacing
  many baseline|baselines
  beat|outperform|worse|slower|faster|better baseline|baselines
  {_ANY_WORK} written!|theory|theoretical|math|mathematical|essay|pen part|parts|section|component|questions
  PROJECT count|use|reuse|submit|combine|share|double|credit another|other|two|second|both class|course|classes|courses
  {_ANY_WORK} resubmit|redo|revise|revision|edit|replace|rewrite|reupload|update|fix after|once|again|already|grade|better|score|feedback
  correct|change|edit REVIEW|ASSIGNMENT|PROPOSAL|REPORT delivered|deliver|submitted|submit|handed_in|sent|uploaded after|once|already
  points|marks|grade|graded|credit|credits|mandatory|required|compulsory|obligatory|miss|skip|attend feedback activity|session|event
  hypothesis|prediction|experiment|experiments|results wrong|false|fail|fails|failed|predicted!|disproved|negative|refuted
  + pages page length long limit lines words report down over by than minimum number against compare compared supposed it system our single many how much points marks be deliver delivered
  + submit submitted handed upload uploaded code coding feedback march april february hypothesis give gives results plan predicted don't doesn't too part parts approved rejected
  + accuracy lose get getting received receive seeing see score count counts
  + {_AROUND}
= REFUSE unknown
  tell|notify|inform|announce|email|form|request|permission|let_know|declare late_day|late_days|grace|grace_day|grace_days|grace_period|two_day|two_days REVIEW|someone|somebody|anyone|you|staff|PROF|instructor|we|i|use
  how use|apply|claim|take|declare late_day|late_days|grace_day|grace_days
  + late day days two use using when i want advance beforehand need the a
  + {_AROUND}
= REFUSE unknown
  swap|exchange|trade|switch|swapped PRESENT|slot|seat|paper|date with|someone|somebody|classmate|friend|group|student|another
  PRESENT PAPER not_on|outside_of|not_from|off|own list|syllabus|schedule|reading_list
  get_caught|gets_caught|caught|punished|punishment|consequence|consequences|sanction|sanctions|expelled copy|copying|copied|cheat|cheating|plagiarize|plagiarise|plagiarism
  PRESENT|breakout GROUP change|switch|leave after|half|halfway|midway|fixed|later|still
  + slot seat date presentation code students student people anyone somebody signing signed sign up happen is on list the a
  + {_AROUND}
= REFUSE unknown
  when receive|get|back|see|learn|know|released|posted|ready|out grades|marks|scores|score|notes|result|results|grade|mark REVIEW|ASSIGNMENT|PROPOSAL|REPORT|PRESENT|midterm
  when hear|hear_back PROPOSAL|proposals
  ME score|grade|mark|points participation|REVIEW|ASSIGNMENT|PRESENT|PROJECT until_today|until_now|today|so_far|currently|right_now
  participation|participate instead|by posting|post|forum|ed|piazza|writing|email
  participation|participate posting|post ed|forum|piazza|online
  grade|mark|score {{code}} require|required|requires|need|needed|minimum|must|least|want
  waive|waived|waiver|exception prerequisite|prerequisites|prereq|{{code}}|requirement
  another|other|different class|course overlap|overlaps|overlapping|clash|clashes|conflict|conflicts minutes|problem|okay|ok|allowed|possible|leave|late
  + have take experience industry background until today so far back our about credit credits shy get posting ed forum instead minute minutes is problem that a for me by i'm in on what grade
  + {_AROUND}
= REFUSE unknown
  python|pytorch|jax|tensorflow|java|cuda|c++|julia|matlab know|need|must|require|required|beforehand|experience|skill|skills|advanced|fluent|good ME|we|much|how|must|have|need|beforehand|should
  {{code}} same_time|concurrently|parallel|simultaneously|alongside|co_enroll|corequisite take|taking|enroll|do|course|class|is|be
  {{code}} take same time|semester|term
  post|share|publish|upload|put solution|solutions|code ed|forum|piazza|github|online|public|publicly|internet
  related_work|introduction|conclusion|conclusions|appendix|cover_page|title_page|table_of_contents|acknowledgements|limitations_section REPORT|PROPOSAL|REVIEW need|have|include|require|must|has|should|contain|with
  + i we to do beforehand before as this one am time same semester help ask section about solution code on a an the get way good python much how
  + {_AROUND}
= REFUSE unknown
  miss|skip|forget REVIEW|ASSIGNMENT GRADE|happens|happen
  PROPOSAL|REPORT|PLAN|ABSTRACT SUBMIT as_group|as_team|jointly|together
  should|supposed REVIEW before|after discussion
  ABSTRACT PRESENT all|each|every|member|members|everyone|who
  wait|waiting|need|get|require|requires approval|approve|approved|permission|green_light|go_ahead PROPOSAL|topic|PROJECT
  OH attend|show_up must|have|need|should|required
  OH attendance|mandatory|obligatory|compulsory
  PROJECT PRESENT remotely|online|zoom|video|virtually|recorded|pre_recorded
  PROJECT PRESENT long|minute|minutes
  long|words|word|pages|lines|sentences|paragraphs abstract_be|abstract_draft_be|abstract_supposed
  when start|begin|starting PROJECT ME|can|should
  when|earliest|early start|begin|open submitting|submit|submission|uploading|upload PROPOSAL|REPORT|ABSTRACT|REVIEW
  + video recording talk presentation many time talks zoom over via come visit
  + {_AROUND}
= who presents {{name}}
  who presents!|presenting!|presented! {{name}} PAPER
  + is the our in class
= how many papers does each student present
  have_give|have_hold|need_give|must_give|mandatory|compulsory|obligatory|optional PRESENT
  + i we a to is it the one every student at all really in a paper
= what is the late policy
  which|what deadline|deadlines flexible|hard|strict|firm|soft
  + are is the really ones
= is attendance mandatory
  attend|come|show_up have|must|need|required|mandatory|obligatory LAST|first|every|each|all class|lecture|discussion|session|meeting
  + do i we to the up go one paper really
= by when and how do project groups form
  tell|inform|register who|whom GROUP
  + do i we have to need must you is in my our the of PROF
= are the two late days of a review 24 hours or calendar days
  grace|grace_period|grace_days|grace_day|late_days|late_day time|hour|o'clock|midnight until|till|what|end|ends|over|exactly
  + is the of when does at do days day late period second which REVIEW for
= when is the project feedback activity
  show|present|discuss|feedback PROJECT before PROPOSAL
  + do we our to anyone someone each others other class classmates handing hand in submit submitting turning turn the is are there any on get
= on which days are projects discussed in class
  PROJECT|projects discuss|discussed|talk|talked|discussion|discussions evening|evenings|day|days|date|dates|classes!|sessions
  PROJECT|projects discuss|discussed|talk|talked|discussions last|final|end evening|evenings|day|days|date|dates|classes!|sessions|when
  PROJECT|projects discuss|discussed final|last class|lecture|lectures when
  + are is do we have get there our where talk discussion about the two both which what on at of in end final last TERM for be course class me
= what is the late policy
  which|what works|work|things|thing|kinds|kind|items LATE can|can't|cannot|rule|may|allowed|not
  + for is there actually a and be have has which of don't no
= is there a collaboration policy
  discuss|talk PAPER classmates|classmate|friend|friends|peers|others before|write|writing|own REVIEW
  + a the with my own may can i we before writing write other each
= how is the weight of the programming assignments divided within itself
  ASSIGNMENT {{n}} many|much point|points|percent|percentage
  ASSIGNMENT {{n}} count|worth|weigh|weight alone|much|itself|percent|share
  ASSIGNMENT which|two|both|do|does count|counts|weigh|weighs|worth|weight more|most|equal|equally|same|heavier
  + is are of out in total the two does do how each for it on by more same as counts count worth grade final by
= when is @ due
  @ until|till when! time! have|left|got
  + the i we do you for of paper to write
= when is the review of {{name}} due
  write|writing|wrote {{name}} turn|hand|submit|deliver|due|owe when
  + if i about on my do it in the is that what to want decide paper when then
= what are the prerequisites
  background|knowledge|experience systems|hardware|architecture|computer_systems helpful|useful|recommended|expected|needed|assumed|help|good
  + which what computer in is of the would be do i have should for this course and some level
= is {{code}} a prerequisite
  {{code}} instead|equivalent|substitute|replace|replaces|count|counts|accepted another|other|different university|college|school|institution|department
  + can i get in with an a ml machine learning course class from of for as is to take took in my old previous home was at by it the
"""
"""Blocks of the questions; see `askings_table`."""
