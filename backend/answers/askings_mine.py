"""What resembles a question about one's own talk, reviews and list, and is another one; and further ways to ask for what is known.
The form is that of `askings_table`."""

TABLE = """
= REFUSE unknown
  when|how_early ME prepare|preparing|practise|practice|rehearse PRESENT
  PRESENT PAPER not|outside list|listed|schedule|calendar
  HOWMANY PUPIL|guests|listeners come|watch|listen|attend PRESENT
  HOWMANY REVIEW ME late|graded|accepted|rejected|good
  feedback on PROPOSAL when|receive|back
  PROJECT topic|topics|idea|ideas|theme|themes list|suggested|suggest|suggestion|suggestions|sample|pool
  PROPOSAL|REPORT|ABSTRACT|PLAN single|double spaced|spacing
  PROPOSAL|REPORT|ABSTRACT|PLAN single_spaced|double_spaced|spacing|line_spacing
  ABSTRACT long|length|many|short word|words
  late bus|train|shuttle|subway|tram run|go|leave|operate|drive
  which|what first|second ME PRESENT order
  my PAPER first|second evening|night|session
  ME PRESENT first|second evening|night|session|class
  what ME say|explain|bring|wear PRESENT
  ME leave|go_home after PRESENT
  who PRESENT before|after ME
  which|what PAPER PRESENT before|after mine
  HOWMANY PRESENT before|after ME
  HOWMANY REVIEW PAPER get|receive
  + start should do i my the a an of for to our on can we is that in are there will written from or be how PAPER many much count does after class home still have some PROJECT PROPOSAL REPORT which before at by list available own with page pages length long
= how many papers does each student present
  ME PRESENT second_time|twice|second_one must|have|should|need|do
  ME PRESENT other PAPER must|need|have|should too|also|as_well
  + after gave talk later once to in {day} again a
= when is the project feedback activity
  feedback activity|session|event online|in_person|room|zoom|remote|remotely
  + PROJECT is the or will be in held on class we do our tell me whether
= how much is the presentation worth
  ME PRESENT graded|marked|assessed
  + is will be do does get
= is attendance mandatory
  be_there|come|attend|show_up|class day|days|evening|evenings|class|classes|nights not PRESENT ME
  + do have need must required to when on that where any only there
= what happens to a review that is a week late
  REVIEW PENALTY|off after|past|beyond free|grace|late day|days|period
  + which is there for two {c} how many how_many points the off
= what if i miss my presentation
  slept|overslept ME PRESENT
  + own through what now happens happen do can
= what have i ticked off
  which|what|list task|tasks|item|items|work|thing|things|deadline|deadlines ME tick|ticked|mark|marked|check|checked off|done|so_far
  which|what ME tick|ticked off
  + so far already of did have in list
= how many paper reviews do i still have to write
  HOWMANY REVIEW ME already|done|written|wrote|finished|ticked|handed|submitted|turned
  + did have in off so far now until write up
= what happens in class {day}
  {day} title|topic|theme|entry no|not|without|blank
  + what is it class in_person in person there but the on of we do have that
= can {work} be {?delay} late
  what_if|happen @ not ready|finished|done|complete time|deadline|due
  + our my is the by if on it
= at what hour is the final report due
  time|hour {day} PAPER PROJECT in|due|submitted|handed|delivered|turned
  + by what on have to be our must the for about need
= who presents {name}
  who presented {name} PAPER
  + did the in class on of
= what counts as participation
  participation|participate|participating count_as|counts_as what
  + discussion in class does do
"""
