"""Short forms that people type, and slips that no rule of spelling puts right, with what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
wats whats = what is | whens = when is | wheres = where is | whos = who is | hows = how is | thats = that is | theres
= there is | im = i am | ive = i have | imma = i will | dont = do not | doesnt dosent dosnt = does
not | didnt = did not | cannot cant = can not | wont = will not | isnt = is not | arent = are not | wasnt = was not |
havent = have not | hasnt = has not | shouldnt = should not | couldnt = could not | wouldnt = would not | youre = you
are | theyre = they are | lets = let us | u = you | r = are | ur = your | pls plss plz = please | thx ty = thanks |
wen whn = when | dew du = due | waht wat whta wut = what | wich = which | hmwk hw hwk = homework | hws = homeworks |
asgn assgn assigment assn pset = assignment | assigments pas psets = assignments | 2morrow tmoro tmr tmrw tmw tomorow
tomorrows = tomorrow | 2day todays = today | tonights = tonight | yesterdays = yesterday | ppl = people | pgs = pages
| pg = page | min mins = minutes | hrs = hours | hr = hour | bc bcs cos coz cuz = because | lec lect = lecture | lecs
lects = lectures | pres prez = presentation | w = with | wk = week | wks = weeks | abt approx wrt = about | sem =
semester | proj = project | profs = professors | oh ohs = office hours | prereqs = prerequisites | prereq =
prerequisite | diff = different | ddl dl = deadline | ddls = deadlines | addr = address | max = maximum | gonna =
going to | wanna = want to | gotta = got to | til = till | thru = through | nxt = next | smth sth = something | didn =
did | grp = group | grps = groups | pts = points | pt = point | pct pcts = percent | sched = schedule | intro = introduction | disc =
discussion | stu = student | rn = now | idk = i do not know | rev rvw = review | revs rvws = reviews | hav hv = have |
hafta hafto = have to | outta = out of | vid = video | vids = videos | yr = year | yrs = years | prog = programming |
brk = break | dbl = double | b4 = before | sys = system | nr num = number | mw = monday wednesday | tth = tuesday
thursday | ques = question | dept = department | mtg = meeting | mtgs = meetings | cls = class | wknd = weekend | sry
= sorry | cud = could | shud = should | wud = would | addl = additional | req = required | reqs rqmts = requirements |
appt = appointment | deets = details | info = information | dunno = do not know | needa = need to | tryna = trying to
| lemme = let me | gimme = give me | whatre = what are | whatll = what will | anyones = anyone | everyones = everyone
| nah nope = no | yea = yes | alot = a lot | mond = monday | hte teh = the | adn = and | hwo = how | taht = that | ml
= machine learning | module = course | modules = courses | adv = advanced | irl = in person | genai = generative ai | loc = location | modul = module | asgmt = assignment | n = and | conf = conference | confs = conferences | deadlinewise = deadline | midterms = midterm | refs = references | ref = reference | exp = experiment |
duedate duedates = due date | auth auths authr = author | prop = proposal
"""


def _table() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in " ".join(_TABLE.split()).split(" | "):
        short, _, stands_for = each.partition(" = ")
        found.update(dict.fromkeys(short.split(), stands_for))
    return MappingProxyType(found)


SHORT = _table()
"""In lower case: "pls" is "please"."""
