"""How one asks who worries or bargains ("how many at most", "what is lost", "can I still"), where a rule or a silence answers; and some ways to ask for
what is known that such stories bring along. The form is that of `askings_table`; what only bargains is refused in `bargains`."""

TABLE = """
= how many paper reviews are there
  HOWMANY REVIEW most|max|maximum|altogether|total|overall
  + how will i have to write at in PAPER do we the of need must
= how is the weight of the paper reviews divided within itself
  one|single|each missed|skipped|missing|unwritten|forgotten REVIEW cost|worth|lose|count|weigh|take
  one|single REVIEW cost|worth|count|weigh|matter {c}
  much one|single missed|skipped|missing|unwritten|forgotten REVIEW cost|lose|take|count {c}
  one|single miss|skip|forget REVIEW cost|lose|take|hurt
  + how much does one single me out of the % percent {c} each PAPER if i do would will GRADE points away off how_much my from
= how is participation graded, what is the rubric
  participation|participate lose|cost|deduct|deducted|hurt miss|skip|absent|missed|skipped|missing|skipping
  participation|participate GRADE|points|marks drop|suffer|sink miss|skip|absent|missed|skipped|missing
  + points point marks GRADE would do does will i one a single discussion class session once because am ill sick if when to only MEET me it for my
= is @ due before class or at the end of the day
  @ after|before|during class|discussion|lecture {day}
  + can i upload hand in SUBMIT the on or is it too late by then may could still
= can the programming assignments be late
  grace|grace_period|late|lateness|late_days|buffer|leeway ASSIGNMENT only|just|or REVIEW
  grace|grace_period|late|lateness|late_days|buffer|leeway ASSIGNMENT coding|programming too|also|as_well
  + is are there any at all for the period days day PAPER does do have coding programming LATE POLICY rule
= what if i miss my presentation
  ME PRESENT not! what_if|what_happens
  ME PRESENT cancelled|canceled|delayed|stranded flight|train|bus|plane what_if|what_happens
  not! ME PRESENT evening|day|night|class|slot because|if
  + is my flight train bus plane cancelled canceled delayed and i cannot can able to that evening day night class slot PAPER when on the if ill sick car breaks down up wake still
= when is the last class meeting
  LAST MEET skip|miss|skipping|missing|leave which|what|when day|date
  + if i of the TERM COURSE is that which would on very
= what is covered in the very first class
  FIRST|first_day miss|missed|skipped|absent what do|did|teach|taught|happen|cover|covered|learn
  + i day class MEET was the we you in on there have had WHEN
= what does the final project have to be compared with, the baseline
  baseline must|need|have|require|required own|our number|numbers|result|results
  baseline must|need|required skip|without|necessary|instead
  + do we to a or can just report only have our PROJECT could it be is for compare with
= can the project use a technique that was not covered in class
  stick|limit|limited|bound|confine|restricted|tied technique|techniques|method|methods class|course|lecture|syllabus|taught|covered
  + do are we have to the from PROJECT or could use can something else other are our in must
= does the proposal need preliminary work
  PROPOSAL experiment|experiments|results|work|code|progress not|no|nothing done|started|begun|run|ready|yet
  + have has we what if any yet when write is in the it for do i happens our preliminary need
= do i present on the day {day}
  travel|travelling|traveling|trip|away|flight|leaving|wedding|vacation {day} clash|collide|conflict|overlap|interfere ME PRESENT
  + would do does will with on own be is being my
= grade breakdown
  GRADE made_of|composed_of|consist_of|built_from ME
  + what is my of afford afford_to lose losing where can points know
= how much is participation worth
  participate|participating|participation share|percentage|percent|weight|part what|which|how
  + without survive could can live i is it the of GRADE final
= what should the paper reviews contain
  REVIEW what|which part|parts|section|sections required|mandatory|necessary|needed
  weaknesses|strengths|impact leave_out|skip|omit|drop|forget what|which part|parts|section|sections
  + would be missing something if i the are of a in PAPER have to are is
= who presents {name}
  show|list|tell who PRESENT|presents|presenting|presented {name}
  show|list|tell who PRESENT|presents|presenting|presented PAPER {name}
  + me PAPER the of will is please
= does {day} count as in time for @
  @ something|anything|credit|points|credits|partial SUBMIT {day}
  @ ok|okay|fine|acceptable|accepted|accept|allowed SUBMIT {day}
  + can could i we still get some for if hand it in on would will be is to my our a the PAPER any only there
= does the hour {hour} count as in time for @
  @ {hour} matter|ok|okay|fine|late|possible|accepted|happen|still SUBMIT
  + does it is if i we at hand in the by only what would be will our my on
= are there office hours
  OH time until|till|end|ends|over catch|reach|find|see|meet PROF
  + what can i in the is at his
= is a review like a review for a real conference
  REVIEW model|modelled|modeled|mimic|imitate|imitates|resemble|pattern|patterned what
  REVIEW read|look like|as real|conference|official
  + how should a the it of on details is our PAPER detail
"""
