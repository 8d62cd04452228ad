"""Further ways to ask for what holds for the asker alone; the form is that of `askings_table`."""

TABLE = """
= when do I present
  ME PRESENT day many|how_many|left|until|till
  many day ME talk|presentation|present
  ME PRESENT home|campus|person|remotely|video|room|physically
  ME PRESENT lecture_hall|class|front
  when|what_day|date ME up|talk|hold PRESENT
  ME PRESENT date|day|when sign_up|signup|booked|scheduled
  + left until till my own of preparation from or to me home hold according how many weeks remain have more prepare remain remaining before away give video physically place
= which paper am I presenting
  ME PRESENT title|name|called|thing
  ME down|booked|registered|enrolled|listed PAPER|{id}|{name}|present|presentation|anything
  have|has|got ME down|listed|registered PAPER|present|talk
  ME take|took|chose|choose|picked|pick|got|claimed PAPER which|what
  which|what PAPER ME forget|forgot|again|remember
  ME down {id}
  ME on|in list|schedule present|presentation|PAPER
  + for up any do you which what full whole thing of again exact is or {name} {id} the a b not remember did with which_one
= did I tick off @
  @ ME tick|ticked|mark|marked|check|checked off|done|complete|completed|finished
  @ ME done|finished|submitted|completed already|yet|status|did|have
  @ ticked|marked ME
  + as already yet ever is my in on the list
= what do i still have to do {day}
  anything|something else|more ME DUE|deliver|submit|hand {day}
  ME DUE {day}
  + is there to be anything else of or other
= what is the next thing i have to hand in
  ME NEXT deadline|due
  ME open|first|soonest deadline|due|submission
  what|which ME worry|panic|work|tackle|focus|prioritize|prioritise first|next|now
  worry|panic first|next deadline|due
  + open my still for me about already done did after on what should do gotta
= what is the next thing i have to hand in
  ME need|have|must|should do|work|finish|start NEXT
  + REVIEW ASSIGNMENT {n} done did finished what to on now personally
= REFUSE private
  their|them|classmate|presenter email|mail|phone|contact
  names email|phone
  + who PRESENT give me like and PAPER {name} {id} with other else sign signed up
= when do I present
  ME turn front|everyone|class|speak|evening|day|when
  ME stage|front when|evening|day
  ME PRESENT room|classroom home|online|zoom
  + on which is it in of everyone will the or from the lecture my be person
= which paper am I presenting
  did|am|have ME sign|signed PRESENT|talk|anything|PAPER
  ME name|down PRESENT|talk|PAPER|list
  + is my for any so far to yet already up anything down name down
= how many students are in one presentation group
  HOWMANY PUPIL ME stage|share|with PRESENT|PAPER|talk
  HOWMANY other|others PUPIL|people ME PRESENT
  + will the for one with together share stage
= REFUSE private
  which|who PUPIL PRESENT {name}
  which|who PUPIL PRESENT {id}
  which|who classmate|student PRESENT
  + of my are is the PAPER other
= REFUSE unknown
  HOWMANY reference|citation|source|bibliography REPORT
  + must need have at minimum least final in the should
= who presents with me
  ME GROUP PRESENT name|people|person|member|who
  + of the in for are my
"""
