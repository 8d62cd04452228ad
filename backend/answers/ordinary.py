"""Words that carry no subject: what is left of a question when they are gone is what it is about.

A question is answered only when all that is left has been understood, so this list is what lets people
talk freely. A word belongs here if it can stand in a question without changing what would answer it.
Words that decide what is asked ("late", "where", "worth") are not here but in `lexicon`.
"""

from __future__ import annotations

from functools import cache

_FUNCTION = """
a an the this that these those it its itself he she they them their his her him we us our ours i me my mine
myself you your yours yourself one ones someone somebody anyone anybody everyone everybody everything something
anything nothing none nobody thing things stuff such same other others another else
am is are was were be been being do does did doing done has have had having can could shall should will would
may might must ought need needs needed let lets go goes going gone went get gets getting got gotten come comes
coming came make makes making made take takes taking took taken give gives giving gave given keep keeps kept put
puts want wants wanted wanna gonna gotta like likes liked know knows knew known knowing think thinks thought guess
suppose supposed expect expects expected wonder wondering wondered see sees saw seen look looks looking looked
find finds finding found tell tells telling told say says saying said ask asks asking asked answer answers reply
mean means meant understand understood check checks checking checked confirm confirms clarify clarification explain
remind show shows shown list lists listed listing enumerate name names give help helps use uses used using try
tries trying tried work works working worked happen happens happening happened hear hears heard believe remember
forget forgot forgotten hope hopes hoping wish feel call called
and or but nor so yet if then than because for since although though while whereas as of in on at by to from with
without within into onto over under about around across along against among between beyond through throughout
during before after until till up down out off per via like unlike regarding concerning versus vs etc ie eg
no not never neither yes yeah yep nope ok okay also too very really quite rather just only even still already
again ever always usually often sometimes maybe perhaps probably possibly actually currently exactly precisely
basically simply generally specifically especially particularly officially definitely certainly clearly apparently
approximately roughly almost nearly about least most more less fewer much many few several some any all both
either each every whole entire total overall full various different certain particular specific own
here there now then soon later earlier lately recently meanwhile anyway instead otherwise therefore thus however
well great fine right wrong correct true false sure possible able allowed okay
important necessary required mandatory compulsory optional normal usual typical general common main key basic
new old little short quick fast slow
hi hello hey dear greetings please pls thank thanks thankful sorry excuse pardon cheers regards sincerely
welcome appreciate appreciated grateful politely kindly advance lot lots bit kind sort type types way ways
question questions query info information detail details idea clue matter matters case cases reason point
fact part parts piece example instance respect regard terms sense
student students people person folks guys everyone class classmate classmates peers undergrad undergrads undergraduate undergraduates
member members
course courses syllabus semester term year
what which who whom whose when where why how whatever whichever whether
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth last next previous prior upcoming following
current final initial latest
week weeks day days month months hour hours minute minutes time times date dates evening morning afternoon night
today tomorrow yesterday
outside inside earliest given ready reached reach campus
zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty half dozen couple once twice
set sets number numbers order orders item items entry entries amount
start starts starting started begin begins beginning began end ends ending ended finish finishes finished
stop continue remain remains remaining left leave
plan plans planned planning prepare preparing prepared ready schedule scheduled
bring change changes changed differ difference
apply applies applied follow follows count counts counted include includes included including contain contains
consist consists involve involves require requires belong belongs
exist exists available offer offers offered provide provides provided
care worry worried confused unclear clear unsure curious interested interest
able onto upon toward towards
long far near close
per cent percent
mine ours theirs
oops uh um hmm well lol btw fyi asap actually literally totally
official written stated mentioned posted announced defined described specified state states mention mentions
document online
accept accepted accepts acceptable permit permitted permits permissible allow allows
ill sick busy behind trouble problem issue issues
kinda sorta little super pretty fairly
friend friends roommate partner partners guy
morning gm everyone team
two-day weekly daily
happenning currently supposed anybody whats
real quick rule rules policy policies regulation regulations guideline guidelines requirement requirements coursework
must-have expectation expectations instruction instructions
place places
treat treated covering
talk talks talking talked speak discuss
read reads reading
write writes writing wrote written
learn learns learning
teach teaches
mark marks marked
attend
open opens opened close closes closed
wait briefly besides describe beside except somewhere anywhere everywhere nowhere overall enough bother combined basis disclose disclosed extent generally formal formally move moving lead leads request requests requesting requested own per allowed permission fill filled
side sides aspect aspects touch touches touched angle
pick picks picked choose chooses chosen select
send sends sent
turn turns
pay hold holds held
run runs running
join joins
"""

_ELSEWHERE = """
pizza lunch dinner breakfast food eat eating restaurant restaurants coffee tea beer cafe cook recipe banana calories
convergence converge converges converging convergent accuracy loss dataset datasets python pytorch tensorflow jax keras
cuda numpy pandas algorithm algorithms matrix vector neuron neurons embedding embeddings tokenizer guest guests quest snacks
chair chairs desk desks bookstore dress robot
weather rain snow sunny forecast temperature music movie movies film game games football soccer basketball team sport
sports party parties picnic concert club gym dog cat pet pets birthday gift shop store shirt shirts clothes shoes price
president election elections government minister country countries state united america american europe china
london paris tokyo berlin australia capital city cities town river mountain planet moon history war king queen
bus train plane flight ticket car bike park parking garage road map hotel house rent apartment dorm laundry kitchen
bathroom toilet elevator door printer laptop keyboard screen phone phones wifi password internet charger battery
money pay paid salary job jobs career interview hire hired company companies startup stock stocks bank tax insurance
 hospital medicine health vaccine marriage
 family religion politics news newspaper actor singer celebrity joke jokes poem story song dance
dean provost registrar library librarian admission admissions scholarship tuition visa passport degree diploma graduation
biology chemistry physics economics law art psychology philosophy spanish german french chinese english language languages
calculus algebra geometry statistics probability calculator translate translation dictionary wikipedia google facebook
twitter instagram tiktok spotify netflix amazon apple microsoft windows linux ubuntu android iphone bitcoin
hate love stupid ugly funny boring cool sexy drunk pirate robot alien ghost god devil
weapon bomb drug drugs kill die death crime court
beautiful early back color colour red blue green yellow black white
font fonts margin margins meal meals dining cafeteria buses award awards prize phd bachelor theses doctoral
doctorate dissertation breadth elective electives concentration minors majors repo repository repositories git
docker kubernetes clusters aws azure gcp colab jupyter notebook notebooks laptops compute vm quotas license
licence licenses vpn ssh login account accounts username credentials diffusion gan gans bert roberta llama
mistral rlhf dpo mamba rag agents robotics nlp compiler cpp java rust julia matlab haskell javascript scala
typescript triton jit poster posters outlet outlets socket sockets projector microphone whiteboard seats
seating floor floors stairs ramp wheelchair accessibility accommodation accommodations disability disabilities
counselling counseling therapy therapist nurse clinic scholarships stipend stipends fee fees bursar refund
refunds expensive cheap afford citations cited impactfactor copyright patent patents plagiarismchecker
turnitin internship internships intern careers recruiter recruiters cv referral recommendation recommendations
letters university universities college schools departments deans alumni alma mater hometown nationality hobby
hobbies spouse birthplace biography bio cellphone fax mascot colors slogan logo sweatshirt hoodie merch swag
tshirt museum theater cinema bars pub nightclub hike hiking gorge waterfall waterfalls lake beach ski skiing
swim swimming pool tennis golf sandwich sandwiches burger burgers sushi ramen noodles salad soup bagel donut
donuts cookie cookies cake chocolate vegan vegetarian allergy allergies drinks drink sublet landlord dorms
furniture couch ram disk vram terminal bash shell package packages install installation
pip conda bug bugs error errors exception traceback crash crashes segfault nan nans overfit powerpoint keynote
handout handouts transcript transcripts subtitles captions quizlet chegg flashcards appendix appendices
footnote footnotes glossary acknowledgement acknowledgements clicker clickers iclicker qr ombudsman advisor
advisors adviser advisers advising mentor mentors suit jacket snack beverages recitation recitations labs
tutorial tutorials sales crypto recipes horoscope zodiac lottery aliens dinosaurs population currency synonym
antonym championship won winner variance deviation histogram dropout relu softmax industry speaker speakers
keynotes invited startups funding investor investors implement mnist imagenet cifar corpus qanda hackathon
competition leaderboard kaggle archive archives rate rates volunteer volunteers ra positions opening openings
passfail vacancy vacancies nearest restroom restrooms washroom
graph graphs recommender recommenders shifts interned interning
"""


@cache
def elsewhere() -> frozenset[str]:
 """Everyday words that are not about any course: they are right as they are typed, and they are not understood."""
 return frozenset(_ELSEWHERE.split())


@cache
def words() -> frozenset[str]:
 """All of them, in lower case."""
 return frozenset(_FUNCTION.split())
