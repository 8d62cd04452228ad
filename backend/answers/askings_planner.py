"""What people ask who fill their own calendar, and what only resembles it: a time of day, snow, a room that is taken, a date of another. The form is
that of `askings_table`."""

TABLE = """
= are lectures always on mondays and paper discussions on wednesdays
  plan|rely|count|assume|trust|schedule|go lecture {weekday} discussion
  set|fixed|constant|regular|same|steady|certain|specific|particular day|days|weekday|weekdays lecture|lectures
  set|fixed|constant|regular|same|steady|certain|specific|particular day|days|weekday|weekdays discussion|discussions
  + can could may i we by on that it always every each week is there a of the for are do does PAPER held take place and always strictly my
= what is the last paper discussion
  LAST paper_discussion WHEN
  LAST paper_discussion evening
  + and the of on which what is it TERM COURSE very held
= how many class meetings are there
  HOWMANY class|classes|session|sessions|meetings not|without|excluding|except|minus counting|count|including|break|breaks
  HOWMANY class|classes|session|sessions|meetings not|without|excluding counting|count|including break|breaks
  + TERM COURSE HOLD altogether in all total whole do we have are there is the held that off days
= REFUSE unknown
  which|who|what {id} PRESENT|presented|discussed|goes first|second|last|earlier
  which|who paper|papers|group PRESENT|presented|goes first|second {day}
  + is are of and or on {day} the that evening will be two in PAPER one both one day presents comes it order
= REFUSE unknown
  snow|snows|snowed|snowing|snowstorm|blizzard|storm|hurricane|weather|strike|blackout|outage|fire class|lecture|MEET|discussion|campus
  snow|snows|snowing|snowstorm|blizzard|storm|weather cancelled|canceled|called_off|held|online
  + is on {day} if it when there a the cancelled canceled off held what happens happen does do we still will be in case of because due to closed closes power bad day days office hours moved goes go online
= REFUSE unknown
  room|{room}|hall|building|classroom taken|occupied|booked|double_booked|unavailable|locked|closed|flooded if|when|once
  room|{room}|hall|classroom move|moved|relocate|relocated if|where|which
  + {c} {n} which what is that evening day for something someone else an event MEET do does we to go where to then the class be will on {day} COURSE or not
= REFUSE unknown
  when {author} present!|presents!|presenting!|presentation!|talk!|talks!|speak!|speaks!
  day|date|evening {author} present!|presents!|presenting!
  when|day|evening {name}|{author} present!|presents!|presenting! his!|her!
  + PAPER does do is on which what will his her their the in our class going to be
= REFUSE unknown
  time|hour|o'clock feedback activity|session
  time|hour|o'clock feedback start|begin|begins|starts
  + at what which exactly does do is the PROJECT on {day} of evening in class START will it and when
= REFUSE unknown
  when|day|time|evening GROUP meet|available|free|time other|others|rest|my|everyone
  + PROJECT when which what does do people person members of in the my our have has to for can we all
= REFUSE unknown
  REVIEW|REPORT|PROPOSAL|ABSTRACT by_hand|handwritten|hand_written|handwriting|pen
  REVIEW|REPORT|PROPOSAL|ABSTRACT written|write|typed|type hand!|pen|paper! by|in|or
  + can a the be is are it allowed ok okay may i we must have to has should written write typed type and in on with PAPER an my our my one
= REFUSE unknown
  class|lecture|discussion|session end!|finish!|stop!|start!|begin!|over earlier|sooner {day}|before|usual|usually|break|holiday|because
  class|lecture|discussion|session earlier|sooner than usual|usual|normal|always
  + will does do is are the on we get out of let day spring february it a go to there our
= REFUSE unknown
  PROF travelling|traveling|travel|away|abroad|vacation|sabbatical|absent|gone|out_of_town when|{day}|which|how|will|during|ever
  + is the does he she on be in of days day week weeks over break TERM long going
= REFUSE unknown
  what bring {day}|class|lecture|discussion|MEET
  + should do must i we to the on for have need with me along day first
= REFUSE unknown
  which|HOWMANY {habit} lecture|discussion have|has|with|hold|are|there
  + how many on do does we the of are there PAPER is
= when are the presentation slots assigned
  LAST|latest day|date|moment sign_up|signup|signing_up
  until|till when sign_up|signup
  + is the to for a PRESENT PAPER can i we by slot talk my what which when in at can must
= at what hour is @ due
  @ {hour} {day}
  @ {hour} {day} DUE
  @ time|hour by {day}
  @ time|hour by {day} in
  + COURSE is it the at on or by correct right of which what has have to be until has exact exactly
= does {day} count as in time for @
  @ SUBMIT {day} can|may|could
  @ SUBMIT {day} still
  + i we the a in on it be my our PAPER
= what is given out {day}
  handed_out|given_out|released|posted|hand_out|give_out|coming_out|comes_out|come_out|release {day} anything|something|what|which|new|nothing
  handed_out|given_out|released|posted|hand_out|give_out|coming_out|comes_out|come_out|release {day} anything|something|what|which|new ASSIGNMENT
  + is are does do will there get gets being we to us the any a in on COURSE be
= when is the next paper discussion
  NEXT class|evening|session|time|meeting PAPER|papers with|in|discuss|read|about
  + what is which the a on it when there are we will do do we have
= what happens in class {day}
  what|anything fall|falls|lies|scheduled then|those|that|time|period {day}
  + in on days is week the i am travel away travelling traveling trip from of calendar COURSE PAPER
= how many students are in one presentation group
  HOWMANY people|students|others|classmates PRESENT with|share|together|shared i|me|my
  HOWMANY people|students|others|classmates PRESENT prepare|preparing|give|do with
  + how will be the a our in to i do my one
= what is the next paper review i have to write
  NEXT REVIEW not ticked|done|submitted|handed|written
  NEXT REVIEW i not ticked|done|submitted|handed|written
  NEXT REVIEW open|unticked|undone|untouched
  + what which is my the that remind me i have haven't not yet off already written handed in PAPER still
= what is the next thing i have to hand in
  NEXT deadline|due|assignment|work not ticked|done|submitted
  last! open item|thing|task|point
  until|till|before hand|submit|turn again|next|something long|many|soon|much
  when hand|submit|turn again something|anything
  + what is my the which remind me i have haven't yet off already written handed in PAPER still how a day days week weeks do does have to must something anything time due
= all dates of the final project
  PROJECT date|dates|day|days|deadlines feedback REPORT
  PROJECT date|dates|deadlines REPORT from|to|until|through
  PROJECT date|dates|deadlines PROPOSAL to|until|through|till
  + what which should i mark note put block in my calendar are the all from to until through everything of for final and have PROPOSAL ABSTRACT a list every
= what is due {day}
  clash|clashes|collide|coincide|overlap|two|several|both due|deadlines|submissions|things {day}
  submissions|deadlines|deliverables {day} two|one|once|several|many|both
  + does do is are anything i think or just at once only that on the same day there are one
= which discussions have a review
  fewer|less|more REVIEW discussion
  not REVIEW every|each discussion count|listed|calendar
  + than i are there the calendar in is that right count of see do for PAPER why a
= until when can I hand in @ without penalty
  @ free|late|grace|two days plus|and|added|add|{c}|{n} date|day|when|which
  + is what the with two on two_days date {c} {n} {nth} PAPER
= what counts as participation
  participation|participate credit|points|marks for get|earn|given|receive
  + what do does i we the is are one for from how
= how much is participation worth
  show|showing|turn|turning|come|coming up talk|talking|speak|speaking breakout|breakouts|discussion|discussions count|counts|worth
  talk|talking|speak|speaking breakout|breakouts count|counts|worth
  + does do and in the for something anything my grade GRADE to class a much is to discussion_groups
= how are the classes structured, lectures or discussions
  WHO PRESENT student|students PROF|staff|lecturer|teacher
  WHO PRESENT reading|readings|papers student|students|staff|PROF
  + the two do does or in PAPER we is are by class a of
= what happens to a review that is a week late
  REVIEW after|beyond|once free|grace|late days|day used|over|gone|up|exhausted
  REVIEW free|grace|late days|day used|over|gone|exhausted rule|happens|penalty|what
  + what is the rule for are after once PAPER have been up all both two by when they if i have i've
= is attendance mandatory
  required|mandatory|obligatory|compulsory|must|have come|attend|be|show|present day before|after|of break|{name}
  + is it to on the up do i we there a my flight evening that {day} class
= on which days is more than one thing due
  two|several|multiple|both|three|more deadlines|deadline|submissions|due|things one|same|single day|date
  day|days|date|dates with|where|having two|several|multiple|more deadlines|submissions|due
  deadlines coincide|collide|clash|overlap|fall_together any|some|ever
  double deadline|deadlines|submission|submissions|due
  two|several|multiple deadlines|submissions|due collide|coincide|clash|overlap|fall_together
  + when which what day days date dates on the that does do occur happen happens fall is are there any one a than is it ever of have due thing or at once we i must hand in are more
"""
"""Blocks of the questions; see `askings_table`."""
