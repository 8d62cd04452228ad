"""Ways that hold a word more than the way that used to take the question: work handed in on a day, what comes of a
third late day, papers counted in all, a person's papers, hours in a week. The form is that of `askings_table`."""

TABLE = """
= does {day} count as in time for @
  can_i|can_we|may_i|may_we|could_i|could_we|ok_to|okay_to|fine_to|allowed_to SUBMIT|submitted|handed|turned @ {day}
  @ arrive|arrives|sent|send ok|okay|fine|enough|accepted {day}
  + it the on by still my our w is in
= what happens to a review that is a week late
  REVIEW two|grace|late|{c} one_more|another|third|beyond then|after|next|top|zero|day
  REVIEW point|points|deducted|deduct|deduction|lose|lost|minus|docked|zero|cost after|once|past|passed|over|beyond|used|expired|gone free_day|free_days|grace_day|grace_days|late_days|grace_period
  REVIEW third late|penalty day lose|happens|cost|costs|count|zero|points|penalty|what
  + late days day two {c} {n} many much how are is what do i we the a of have has been penalty then after of on PAPER up points
= how many papers are there in total
  many|number PAPER total|altogether|overall discussions!
  + class COURSE read reads discuss present do does we in its all are there the of TERM
= which papers are by {author}
  {author} which|what|any his|her|their PAPER
  {author} coauthored|authored|wrote|written|published something|anything|stuff which|what|any PAPER
  + co list is are on of with the do we read discuss COURSE his her their adviser advisor supervisor friend boss colleague roommate knows know met worked
= what is covered in the very first class
  opening|initial lecture|class|session|meeting cover|covered|about|topic|topics|treat|treats|discuss|teach|taught|title
  + what does did do is are will was in the it of on that deal with i had not enrolled yet missed because we you COURSE
= what are the prerequisites
  formal|official prereq|prerequisite|prerequisites which|what
  + course COURSE department departments another other major comes come from is are the there any
= which optional readings are there for the {nth} lecture
  optional|extra|additional|further reading|readings|paper|papers lecture {nth}
  + come comes with go goes belong belongs which what are there for the in listed somebody someone likes
= which optional readings are there for lecture {n}
  optional|extra|additional|further reading|readings|paper|papers lecture {n}
  + come comes with go goes belong belongs which what are there for the in listed
= can the final report be late
  REPORT after|past {hour} arrive|arrives|happen|happens|come|comes|uploaded
  REPORT after|past {hour} what_if
  + final our my the on last day due deadline {day} it is in what happens PROJECT
= which reviews are due {day}
  REVIEW collide|collides|clash|clashes|conflict|conflicts|coincide|coincides|overlap|overlaps|interfere|interferes {day}
  + my a an the is on with does do any it that exam quals qualifying wedding trip flight birthday interview conference there PAPER DUE
= until when can I hand in the review of paper {id} without penalty
  last|latest|final|until|till|when penalty_free|without_penalty|no_penalty|grace_day|grace_days|safe {id}
  + REVIEW one the day date moment for is penalty free what when DUE
= until when can I hand in the review of discussion {n} without penalty
  REVIEW {n} last|latest|final|until|till|when penalty_free|without_penalty|no_penalty|grace_day|grace_days|safe
  + the day date moment late am i is penalty free for what when DUE no more still
= which paper am I presenting
  which|what PAPER|discussion i_sign|i_signed|me_down|i_enrolled|i_registered
  + sign signed up down for forgot forget look it could can you please tell check ME did have put am with again the
= when is {name}
  {name} presentation_day|presentation_date|talk_day|talk_date|discussion_day|discussion_date
  + PAPER what is the which
= on which days are projects discussed in class
  many|number MEET PROJECT discuss|discussed|discussing|discussion|discussions devoted|dedicated|reserved|spent|set_aside|deal|go
  + are is to the final our how when what second first last of them which do does in on with
= REFUSE unknown
  hour|hours|hrs|hr week|weekly take|takes|cost|costs|need|needs|spend|demand|demands|eat|eats|require|requires|expect|invest|put
  hour|hours|hrs|hr week|weekly work|effort|workload
  + COURSE MEET how many much does do should i we is it to on a for in per each of outside average roughly about the would will
= REFUSE unknown
  many|number|enrollment|enrolment PUPIL usually|typically|normally|take|takes|enrolled|enroll|enrol|attend|registered|registers|sign_up class|COURSE
  big class|COURSE|enrollment
  + how this the is in are do does for there of usually typically normally
= REFUSE unknown
  can_i|may_i|could_i|can_we|may_we|could_we|ok_to|okay_to|allowed_to skip|miss|omit reading|readings {day}
  big|large|size|spacious room|classroom|hall|auditorium|class_room
  + the for of on in how is what our lecture class {room} i we be to if discussion
"""
