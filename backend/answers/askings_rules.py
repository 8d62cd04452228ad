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
= which deadlines have an hour
  HOUR|time DUE only|sole|other|else|any
  HOUR|time only|sole|else REPORT|item|thing|deadline|one
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
  GROUP grade|graded|mark|expect harder|stricter|tougher|higher|same
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
"""
