"""Ways to ask the questions that are answered word for word (`ASKED` in the files of `facts`); the form is that of `askings_table`.

In place of `{n} percent` the table has `{c}`, a number that numbers nothing.
"""

from itertools import permutations

_PARTS = {
    "the presentation": "PRESENT",
    "participation": "participation|participate|attendance",
    "the paper reviews": "REVIEW",
    "the programming assignments": "ASSIGNMENT|coding",
    "the final project": "PROJECT",
}
"""Parts of a mark, and by which words they are named."""
_AS_MUCH = """
= does {one} count as much as {other}
  {first} {second} as|equal|equally|same|than|more|less|outweigh|versus|vs WORTH|outweigh|grade
  + WORTH GRADE PAPER same equal equally much more less as than single final for together all alone
"""

_TIMES_AS_MUCH = """
= how many times as much as {one} does {other} count
  {first} {second} twice|double|triple|thrice|half|times|fold WORTH|outweigh|grade
  + WORTH GRADE PAPER as than of the final what for together all more many {{c}} much
"""


def _pairs() -> str:
    """Each two parts of a mark, the one that was named first first as far as the words tell."""
    pairs = [pair for pair in permutations(_PARTS, 2) if list(_PARTS).index(pair[0]) < list(_PARTS).index(pair[1])]
    return "".join(
        way.format(one=one, other=other, first=_PARTS[one], second=_PARTS[other]) for one, other in pairs for way in (_AS_MUCH, _TIMES_AS_MUCH)
    )


LESSONS = """
= which paper is discussed on the same day as {name}
  PAPER with|besides|apart|along|combined|goes {name} which|what other|goes|go|combined|discussed|apart
  {name} itself|alone|anything discussed|or
  same|identical day|evening|night|class|session|date|time|meeting|discussion|slot|wednesday {name}
  share|shares|sharing|shared day|evening|night|class|session|slot|discussion|meeting {name}
  PAPER alongside|together|accompany|accompanies|paired|pair|companion|besides {name}
  other|else|another|second PAPER {name} day|evening|session|discussion|class|meeting|night|with|alongside|beside|besides
  what|which else|other day|evening|session|discussion|class|meeting|night {name}
  + PAPER LIKE PRESENT other else another as with which what is also it its discussion evening partner same read second
  + apart combined goes go anything by itself discussed along talking will be tell in that
= which paper is discussed on the same day as paper {id}
  what|anything else discuss|discussed|presented|read {id}
  PAPER along|apart|goes|twin {id}
  what apart|along|besides {id}
  same|identical day|evening|night|class|session|date|time|meeting|discussion|slot {id}
  share|shares|sharing|shared day|evening|night|class|session|slot|discussion|meeting {id}
  PAPER alongside|together|accompany|accompanies|paired|pair|companion|besides {id}
  other|else|another|second PAPER {id} day|evening|session|discussion|class|meeting|night|with|alongside|beside|besides
  + PAPER LIKE PRESENT other else another as with which what is also it its discussion evening partner same read second
  + apart anything along read scheduled class twin discussed day
= which part of the grade counts the most
  PROJECT|REVIEW|PRESENT|ASSIGNMENT biggest|largest|most|heaviest part|count|weigh|matter GRADE|everything|else
  anything count more than PROJECT|everything
  depend|based mostly|most GRADE
  highest percentage GRADE
  part|component|thing|item|piece|element|category|work WORTH|GRADE most|heaviest|biggest|largest|highest|main|greatest
  what|which WORTH most|heaviest|biggest|largest|highest|greatest
  biggest|largest|heaviest|greatest part|component|share|chunk|percentage|weight|portion|item|slice|factor|piece GRADE|WORTH
  heaviest|highest weight|weighted|weighting part|component|item|thing
  + GRADE WORTH COURSE part component thing single item most of the final one has towards toward my
  + PROJECT REVIEW PRESENT ASSIGNMENT biggest part based mostly depend right else something count everything anything more than carries
= which part of the grade counts the least
  part|component|thing|item|piece|element|category|work WORTH|GRADE least|lightest|smallest|lowest
  what|which WORTH least|lightest|smallest|lowest
  smallest|lightest|lowest part|component|share|chunk|percentage|weight|portion|item|slice|factor GRADE|WORTH
  + GRADE WORTH COURSE part component thing single item least of the final one has towards toward my
= which parts of the grade are worth {c} percent
  {c} percent|%|percentage|pct|points part|component|thing|things|item|items|each|which|what
  {c} percent|%|percentage which|what worth|count|counts|weigh
  + GRADE WORTH COURSE part component thing each of the final all exactly
= in which two ways do we have to evaluate the project
  PROJECT evaluate|evaluation|evaluating|measure|benchmark how|ways|kind|type|types|required|two|second|section|else|expect|requirement
  PROJECT evaluations!
  accuracy speed|throughput|runtime PROJECT|compare|measure|report|evaluate|test|benchmark|both
  two|both way|kind|manner|method|measure|metric|aspect|sort|dimension|axis|performance evaluate|measure|test|compare|assess|benchmark|measuring|evaluation|comparison
  two|both way|kind|manner|method|measure|metric|sort|dimension|performance PROJECT evaluate|measure|test|compare|assess|report|show
  evaluate|measure|benchmark|measuring|evaluating PROJECT|system|model which|what|how way|metric|metrics|measure|measures|kind|performance
  PROJECT performance|evaluation kind|kinds|types|metric|metrics
  + PROJECT must need report system have to do we which has that what performance of baseline against how well perform my only also just accuracy speed throughput runtime stuff both or
  + two type types kind required requirement requirements evaluation evaluations ones results section consist exactly supposed second expect proper uses what else accuracy remind please must run so
= can the project use a technique that was not covered in class
  technique|method PROJECT not|internship|own|any|only|seen|covered class|fine|okay|else|use|lecture|from
  PROJECT technique|method from class|lecture|only|internship
  technique|method|algorithm|approach|idea outside|beyond|never|not|elsewhere|uncovered|untaught class|course|lecture|covered|taught|discussed|syllabus
  technique|method|algorithm|approach own|new|different|other|else|another PROJECT
  PROJECT something|anything outside|beyond|never|not|elsewhere class|course|lecture|covered|taught|discussed
  technique|method|algorithm|approach outside|beyond|not PROJECT
  + PROJECT use used allow allowed permit permitted have to has must from be covered only class course taught lecture lectures discussed similar was were that we instead apply something
  + seen haven't had internship own fine okay any or one right so
= does the project have to be implemented, is a survey enough
  PROJECT implement|implementation|program|code|coding must|need|required|mandatory|obligatory|expect|supposed|have|hands_on|real|include
  PROJECT working system
  PROJECT survey|literature|theory|theoretical|essay|theoretic|paper_only enough|okay|allowed|fine|only|just|without|suffice|count|acceptable|purely|pure|be|do
  PROJECT code|coding|program|software|implementation|implement|implemented|build|built without|no|must|need|required|necessary|really|actually|have|has
  survey|literature_review|theory|theoretical enough|okay|allowed|fine|only|suffice|count|acceptable|instead PROJECT|implementation|implement|building|system
  + PROJECT system review code survey literature have has to be do any something thing or can purely instead just enough must build actually required really only write writing
  + hands on system working write implement implementing mandatory obligatory include something expect they us real include supposed require
= what happens in class after the presentations
  after PRESENT class|we|what|then|leave|more|happen|breakout|next|else|done
  PRESENT finish|done|end|finished then|leave|what|more|happen|next|class
  PRESENT then|afterwards|afterward what|happen|do|discuss
  + PAPER class discussion group do just leave is there more both people students go happens both two have has evening presented is over done finished
= is there an evening with a lecture and a discussion
  evening|class|session|day|date|meeting lecture PAPER|discussion both|as_well|plus|same|single|combined|double
  lecture PAPER|discussion same|one|single evening|class|session|day|meeting
  both lecture PAPER|discussion evening|class|session|day|meeting
  evening lecture discussion
  + is there any with a and two also ever time single which as well besides both has have class PAPER day same PRESENT combined
= which deadline has an hour
  deadline|due_date|due_dates HOUR|time any|which|some|what|there with|has|say|says|include|tell|next|at|on
  only|sole deadline|item|due HOUR|time
  deadline|due have|has|with|exact|stated|given|specified|specific|actual HOUR|time which|any|what|only|other|all
  any|other|else deadline HOUR|time stated|given|specified|exact|with|has|have
  + HOUR DUE one an which exact specific stated given specified actual has have is are there besides fixed all do
  + date dates next to include tell says said some any certain calendar put my ones of day
= is anything else due on the day @ is due
  @ only thing DUE that|same
  @ what|whatever|anything else|besides|along|another|more DUE
  anything|something|else|other DUE same|that day|date @
  DUE same day|date @ anything|something|else|what|other
  @ else|other|another DUE day|date
  @ anything|something DUE same|that day|date
  + DUE else same day date is on also what besides when
  + only thing that day besides another second whatever along hand in
= is {work} due on the same day as {work}
  same|identical day|date|time|deadline DUE|is|are|deadline or|as|and|with
  DUE both|together same|one day|date|time
  coincide|clash|collide|overlap DUE|deadline|with|and
  + @ DUE same day date as both one on fall falls REVIEW PROPOSAL REPORT ASSIGNMENT PROJECT ABSTRACT PLAN PAPER {name} {n} {id} {nth} with or
= how many days are left until @ is due
  many day|week DUE @
  many day|week|nights! have|go @
  how soon|close DUE @
  countdown @
  number days! @
  many day|week|nights! left|remain|until|till|remaining @
  much time! left|remain|remaining|until|till @
  days!|weeks! left|remaining|until|till @
  countdown @
  + DUE have i we do are more is still get exactly
  + from now today number amount till deadline in for like still got countdown close soon we i started to go days next
= how many days are left until my presentation
  in many day|week ME PRESENT
  how soon|close ME PRESENT
  how_long until|till|before|left ME PRESENT
  countdown ME PRESENT
  number days! ME PRESENT
  many day|week|class|nights! left|remain|until|till|before|remaining|away ME PRESENT
  much time! left|remain|remaining|until|till ME PRESENT
  days!|weeks! left|remaining|until|till ME PRESENT
  day PRESENT ME away|off
  + my own left until till days how many are have do get to prepare preparation PAPER talk more
  + in number countdown soon close talk turn it's there from today now between date own how long we before
= have i signed up for a presentation
  ME PRESENT|PAPER signed|signup|registered|assigned|chosen|choose|reserved|picked|entered did|have|am|is|check|whether|already|any|yet
  ME sign_up go_through|there
  ME signed|sign|booked|registered|enrolled|down PRESENT did|have|am|already|yet
  have|do|did ME seat|slot|booking PRESENT|PAPER|already|signup
  am|have ME signed|booked|registered|listed|down PRESENT|PAPER|anything|talk
  name down|listed ME is|was PRESENT|PAPER|anything|talk|list
  + up for any yet already to a my as presenter PRESENT PAPER anything down on list slot seat
  + assigned put in up did choose chosen picked reserve under name check whether any ever there entered registered into group go through
= do i present online or in person
  ME PRESENT classroom|campus|room zoom|online|come|be|have|in|where
  ME PRESENT online|in_person day|slot
  ME PRESENT online|zoom|remote|remotely|virtually|in_person|person|home|irl|physically|face|video
  + online zoom remote remotely virtual virtually in person room classroom or from home campus on via must have to should will be my PAPER class front lecture hall video room give
  + zoom classroom campus come on where plan the an online day slot signed right take place for does is so
= which other paper is presented on the day i present
  besides|apart mine|my|own PAPER what|which
  what|which else ME PRESENT
  which|what other|else|another PAPER|presentation|talk|group day|evening|date|session|class|same ME PRESENT
  same day|evening|date|session|class|time ME PRESENT PAPER|else|which|what|other
  other|second PAPER|presentation|talk with|beside|besides|alongside ME|mine|my
  + PAPER PRESENT which what is other on the same day as i am my that when discussed one evening else also presented alongside
  + besides mine own apart what else people read when class my
= how many classes are cancelled because of the breaks
  HOWMANY class|day|session|meeting|lecture fall_away|fall|lost|cancel|cancelled|canceled|lose|drop|miss|skip|skipped|dropped|off break|holiday|breaks|holidays
  HOWMANY class|day|session|meeting break|holiday|breaks|holidays
  HOWMANY class|day|session cancel|cancelled|canceled
  HOWMANY class|day|session|meeting|lecture not held|happen|meet|take_place break|holiday|breaks|holidays
  + because of the due to both are off days off do we in total have without no spring term this two {c} together
= can i get an extension for @
  @ extension possible|request|chance|arrange|exist|ask|offer|policy
  @ extensions!
  @ GROUP extension|extend
  @ extension|extend|extended get|can|could|possible|ask|request|grant|allow|may|need|more|want|apply|give
  @ more|extra|additional time|day get|can|could|possible|ask|request|need|have
  + our team group whole my get for on time more days possible due DUE ask staff prof PROF grant how do to an few need whom any chance possible there thing here are
= what is the last thing that is due
  LAST thing|item|deliverable|submission|piece|assignment|work|deadline DUE|submit|hand|deadline|course|module|seminar|semester|term|of|is
  LAST due|deadline semester|term|all|very|what|when|is
  DUE very|absolutely LAST
  + very what is the that has to be and when we have by date thing everything course class module seminar semester term whole after comes absolutely deadline DUE
= are lectures always on mondays and paper discussions on wednesdays
  always|every|only|all|exclusively|ever|pattern|split|never|each lecture|discussion|paper {weekday}|{habit}
  lecture {weekday}|{habit} discussion|PAPER
  weekday|weekdays lecture discussion
  pattern|split|usual lecture discussion
  always|every|only|all|never lecture|discussion {habit}
  lecture {habit} PAPER|discussion
  {habit} lecture|lectures always|or|discussion|every|only
  {habit} always|every|only lecture|discussion|PAPER
  lecture {weekday} PAPER|discussion every|always|only
  + and or is it are be always PAPER {weekday} {day} every only week assume rely count being being
  + which day weekday weekdays the week each happen take place fall hold semester usual kind usually held exclusively {c} pattern are there ever so right mean must paper
= what is covered in the lecture on {name}
  lecture|class {name} topic|topics|subjects|content|concepts|list|included|in_it
  what in lecture {name}
  what things|stuff|subjects|kind lecture {name}
  what|which|topic lecture {name} cover|covered|about|contain|include|topic|topics|content|treat|discuss|learn
  + what is in of will be that LIKE TOPIC covered which do we
  + list things stuff kind subjects of in it plan taught going over tell me explained list exactly all
= have i ticked off @
  @ ticked!|checked!|marked! off|done|list|complete
  @ ME already|yet done!|submitted!|finished!|turned!|handed!|submit
  @ ME list done|complete|finished|open|off
  have ME @ done!|submitted!|finished!|completed!|handed!|turned!
  did ME @ submit|hand|turn|finish
  @ ME tick|ticked|mark|marked|check|checked did|have|is|am|has|does|whether|already|yet
  @ ticked|marked ME
  @ ME tick|ticked
  + as already yet ever is my in on list off done did complete
  + off list as checked marked still open complete for me is my listed done status finished hand in turn handed turned submitted submit with already yet
= what have i ticked off
  what|which|show ME ticked|tick|marked|checked off|done
  what|which work|works|duty|duties|task|tasks|homework|homeworks|deadline|deadlines|assignment|assignments|review|reviews complete|completed|finish|finished|done|submitted already|have|so_far ME
  + all things items already so far list as my complete have did everything
= how many lectures are left
  any lecture left|remaining
  HOWMANY lecture until|till|yet|rest|now|ahead
  HOWMANY lecture left|remain|remaining|more|still|ahead|to_go
  HOWMANY more lecture
  + COURSE TERM there are still have we until end more the to go do of this
  + any until end we're done yet rest from now on semester of hear
= how many paper discussions are left
  HOWMANY discussion left|remain|remaining|more|still|ahead|to_go
  + PAPER COURSE TERM there are still have we until end more the to go do of this
= how many classes are left
  HOWMANY class|session|meeting left|remain|remaining|more|still|ahead|to_go
  HOWMANY class until|till end TERM
  + TERM there are still have we until end more the to go do of this
= how many paper reviews do i still have to write
  REVIEW left|remaining|still ME write|turn|do|submit|have|for
  HOWMANY REVIEW missing!|open|done|left|yet
  which REVIEW still ME
  HOWMANY REVIEW left|remain|remaining|more|still|need|outstanding|to_go|yet ME
  HOWMANY REVIEW left|remain|remaining|still|outstanding|to_go
  HOWMANY more REVIEW
  + PAPER ME still have to write do left there are submit hand in i need need turn owe be written for me open
  + am missing not done yet which any turn in complete open count of rest semester number what number
= how many programming assignments do i still have to hand in
  HOWMANY ASSIGNMENT left|remain|remaining|more|still|outstanding|to_go
  HOWMANY more ASSIGNMENT
  + ME still have to do left there are submit hand in i need turn owe be for me open
= which discussions have no review
  discussion|class|week no!|not!|without|lack REVIEW
  PAPER no!|not!|without REVIEW listed|need|required|due|have
  + which of for do are is there PAPER have has any don't listed required discussion what to needed
= does the proposal need preliminary work
  PROPOSAL result|results|data|experiment|experiments|prototype|progress|evidence|code need|must|require|required|contain|have|include|any|some|without|first|preliminary|already|yet|zero|no
  PROPOSAL preliminary data|result|results|work|experiment
  PROPOSAL nothing|zero|anything|something done|built|working|ready|implemented|running|started
  + or in the have to be initial early first preliminary already any some yet work must PROJECT with working of show without only just an idea enough do
= must the citations of the proposal be from outside the course's papers
  PROPOSAL cite|citation|reference|source|paper list|reading|class|syllabus|course|outside|elsewhere|beyond|covered sufficient|enough|suffice|okay|only|just|must|need|all|allowed|can|may|have|do|count
  PROPOSAL cite|citation|reference|source outside|elsewhere|beyond|other|not
  + all are on the reading my i is that from PAPER cited citation citations references be have class covered outside of course one must PROJECT
= is {name} before or after {name}
  {name}|{id} {name}|{id} before|after|earlier|later|sooner or|than|before|after|is|does|do
  {name}|{id} {name}|{id} first|earlier|sooner discuss|discussed|lecture|read|comes|covered|which|what
  + or is the discuss read cover PAPER lecture on do we which first earlier later than before after come exactly day
= which is older, {name} or {name}
  {name}|{id} {name}|{id} older|newer|oldest|newest|recent|younger
  {name}|{id} {name}|{id} publish|published|written|wrote|appeared|came_out first|earlier|later|before|after
  + PAPER which is or than the more published first one of was YEAR came out two
= was {name} published at a conference or only on arxiv
  {name} arxiv|preprint|conference|journal or|only|just|actually|really
  {name} peer|preprint
  + at on a the only was published appear appear PAPER just or VENUE ever actually anywhere
= is {name} by {author}
  {name} {author} by|right|write|wrote|written|author|true
  + PAPER AUTHOR the one of by or not that did right from work read
= who are the co-authors of {author}
  {author} coauthor|coauthors|co_author|co_authors|collaborator|collaborators|colleague|colleagues|coworkers
  {author} WHO|with|together write|wrote|published|publish|with other|else|together|with
  + PAPER who are the of with did his her their other else write
= how many authors does {name} have
  many_author|many_people|many_person|many_writer|many_researcher|number_author {name}
  + PAPER have does are there of the did write wrote listed who on
= is paper {id} about {name}
  {id} {name} is|about|called|same|the|on
  + PAPER about is the or it same as LIKE
= is @ due before or after the spring break
  @ before|after|during|by spring_break DUE|be|is|over
  @ before|after|during DUE break
  @ before|after spring_break
  @ before|after break
  + DUE or is the spring break until or have to be in
  + fall during week right over by must in submit turn hand back the only deadline come does have we pre
  + says say said claims claim insists swears told thinks teammate friend classmate roommate partner other true GROUP
= is @ due before class or at the end of the day
  @ before|after|until class DUE|hand|turn|submit
  @ until|till midnight
  @ DUE class_time|midnight
  @ before|start|beginning class|lecture or|by|end|day|midnight|due
  @ midnight|end_day|end_of_day or|by|due
  @ end day or|by|due|until
  + DUE or is at the end of day class start beginning by midnight before end night hour HOUR
  + by time start starts begins night evening that can still same finish until midnight all day have
= do i lose points for a review that is {delay} late
  REVIEW {delay} late|after|past PENALTY
  REVIEW {delay} LATE lose|cost|penalty|point|mark|points
  + for a that is do i any does it cost if PAPER be come comes handed in
= can two people who present together also review the other paper
  PRESENT together|group|partner|both|two|copresenter REVIEW other
  PRESENT REVIEW other PAPER may|can|allowed|we|both|also
  + PAPER can two people who both also students allowed may we still same evening day each
= do i review when i present the other paper of the discussion
  ME PRESENT REVIEW other|same|one|whole|both|entire|week|altogether discussion|PAPER|item|one
  ME PRESENT REVIEW other
  + PAPER do i when of the discussion still have to write exempt excused need must am if for that also my group
= may i present and review the same paper
  PRESENT REVIEW same|own PAPER|one
  PRESENT REVIEW both|voluntarily|anyway PAPER|it|one
  + PAPER may i can both and also it allowed do the my am that which same still to
= when are the presentation slots assigned
  when PRESENT told|find|out|slots|dates
  day|date|when|already slot|people|presenter|PAPER assigned|assign|decided|allocated|distributed PRESENT
  PRESENT slot|date|seat|paper assign|assigned|allocate|allocated|distribute|distributed|decided|announced|given|handed
  PRESENT assign|assigned|allocate|allocated|distribute|distributed
  who|how|when assign|assigns|allocate|allocates PRESENT
  + when are the how PAPER who is be will get out up slots date us which PROF
  + know which i will told be find out schedule soon already or is that later date day has yet made my our get to
= what happens in the feedback activity
  feedback activity|class|session|event describe|explain|peer|how|thing|ready|prepare|show|run|takes_place|tell
  PROJECT feedback how|explain|describe|prepare|ready|peer
  feedback activity|session|class|event what|happen|do|happens|about|purpose|expect|for|goal|point
  PROJECT feedback activity|session|class what|happen|do|happens|about|purpose|expect|work|works|goal
  + PROJECT in the is at of we do class during to
  + describe explain takes place peer review kind of run how thing ready show prepare something anything need should tell me on
= what is due first, {work} or {work}
  due|deadline|submit|turn|deliver|finish before|after|later|earlier|sooner|first|order|last|ahead
  DUE first|earlier|sooner|earliest|before|soonest or|than|and|before
  which|what first|earlier|sooner or|than|comes
  + @ DUE is first earlier sooner comes come before than or which what PAPER {name} {n} {id} {nth}
  + order later last right correct need finish in the to do we which whats of ahead out deadlines
= how much time is there between {work} and {work}
  many day|week after|from|between|before|earlier|until
  how_soon|long after|from|between|until
  interval|spacing|gap between|of|deadline|deadlines
  number days! from|between|after|to
  time|day|days|week|weeks|long|gap between|after|from|separate|apart and|to|after|until|from
  + @ DUE much many is are there time day week between and lie lies have how deadlines PAPER {name} {n} {id} {nth}
  + interval spacing number deadline deadlines soon once earlier than in get till how long do have submit until
= what is programming assignment {n} about
  ASSIGNMENT {n} about|topic|subject|content|cover|covers|theme
  ASSIGNMENT {n} what do|about|involve|implement|contain
  + what is will be have we to of the it in on
""" + _pairs()
"""Blocks of the questions; see `askings_table`."""
