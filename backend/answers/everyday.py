"""Words of general English that do not change what is asked: manners, hedges, moods, plans, and turns of phrase.

`ordinary` holds the words of which questions about a course are made; here is what people put around them. Nouns are
left out on purpose: a thing that the course does not know makes it another question. A word that is part of a name
of the course counts as that name.
"""

from __future__ import annotations

from functools import cache

_AROUND = """
hm ballpark freaking kosher cool honestly legit lowkey highkey fr ngl omw btw rly rlly tho tbf vibes vibe
abroad absolute admittedly afaik aforementioned ahead alas alright altogether amazing anew apart apologies apologise
apologize appear appears appropriate arrange arranging aside assume assumed assuming assumption aware awesome awfully
aye became become becomes beforehand beg begging bet bless blessed bloody bothering bro bruh cannot carefully cautious
chance cheer clarified clarifying clearer clearing coincidentally comfortable completely concerned conclude
considering convinced correctly cos coz curiosity cuz dare darn deal decent definite deliberate depart departing
desperate desperately directly doublecheck doubt doubtful doubting dunno dying eager easily effectively elaborate
enlighten enquire enquiring enquiry entirely essentially eternally eventual eventually evidently exact exactness
excited expecting explicitly extremely familiar famous figure figured figuring finally firstly foremost forever
forgetful forgetting forgive formerly fortunately frankly freshly glad gladly glance goodness gosh grab greatly
greeting haha hahaha handle handling hang hanging happy hardly hearing heck hella helpful helping hence hesitate heya
hint honest honestly hopefully humble hurry icymi ideally ignore iirc imagine imagining imho imo impression
incidentally indeed indicate indicated inform informed initially inquire inquiring inquiry intend intended intending
intends interestingly invariably irl jk juggling jumping justify keen keeping kidding kindness lemme likely lmk
luckily lucky maam madam mainly manage managed mentally mightily mild mind minded misheard misread misremember
mistaken misunderstand misunderstood momentarily mostly namely naturally nearby neat necessarily needless nervous
newbie noob normally note noted notice noticed noting nvm obvious obviously occasionally odd oddly oh omg onwards oof
ordinarily originally overlook overlooked overly overthinking owing panic panicking paranoid partially patience
patient penciled pencilled perfect perfectly personal personally pleased pleasure ponder pondering pop positive pray
precise prefer preferably preferred presumably presume primarily principally probable promptly proper properly puzzled
questioning rarely realise realised realistically realize realized reassurance reassure recall recalling reckon
reconfirm refresh regardless regularly relatively reliable reliably relieve relieved remembering reminded respective
respectively safe safely saving scared secondly seeing seem seemed seemingly seems seldom serious seriously settled
shortly sigh similarly simple simpler simplest sincere sir sis skim skimmed smh sneak somehow sometime someway sooner
soonish spare specify stress stressing strictly struggle struggling stupidly sudden suddenly suggest suggested sup
supposedly supposing surely surprise surprised suspect swamped swear swing sync synced tbh technically tend tentative
tentatively terrible terribly thankfully theoretically thinking thirdly thorough thoroughly thoughts thrilled tired
tldr tough truly trust truth truthfully typically ugh ultimately unaware understandable understanding underway
undoubtedly unfortunate unfortunately unintentionally unlikely untill upfront upset urgent urgently utterly vague
vaguely verification verified verify verifying visiting waiting wassup weird weirdly welp whatsoever whenever wherever
whilst whoa wholly whoops willing wise wishing wonderful woops worries worrying wow wrongly ya yall yo yup
"""

_PEOPLE = """
mom moms mum dad dads mother father parents parent sister sisters brother brothers sibling siblings cousin cousins aunt uncle grandma grandpa
grandmother grandfather wife husband spouse fiance fiancee girlfriend boyfriend baby babies kid kids child children son daughter twin
niece nephew boss bosses manager coworker coworkers colleague colleagues employer neighbor neighbour landlord babysitter doctor dentist
lawyer family relatives folks guest fellow dude sir madam gal gals lad lads younger older
"""

_FORMAL = """
prescribed prescribe stipulated foreseen envisaged obligatory compulsory accompany accompanies accompanying host hosts hosting hosted concern concerns
pertaining regards aforesaid thereof therein thereby herein hereby forthwith duly intend intends whatsoever namely wherein whereby whom
suffices suffice extent essential crucial dealbreaker issue issues enter enters entering respective overall mere merely sole solely
receive receives gradewise wise percentwise timewise datewise anyhow remind reminded reminds
oversleep brush shine bomb bombed bombing flunk flunked tank tanked ace aced crush crushed wing winging
"""

_DEEDS = """
sleep slept sleeping oversleep overslept wake woke waking burn burned burnt burning grab grabbed borrow borrowed walk walked walking drag dragging dragged
commute commuting rush rushing rushed knock knocking blow blowing blew crank cranking squeeze squeezing squeezed juggle juggled
budgeting catch caught catching carry carrying bike biking drive driving drove ride rode riding shuffle bounce bouncing bail bailing bailed
survive surviving chill chilling crying cry cried laugh hide hiding pray praying celebrate celebrating visit visits visited marry
move moved babysit commit committing rest resting relax relaxing recover recovering heal fight fighting wrap wrapping wrapped
finalize finalise finalizing polish polishing brush nail nailing rock tackle tackling handle grind grinding cram cramming procrastinate procrastinating
procrastinated blank blanked zone zoned doze dozed nap napping scroll scrolling browse browsing click clicking stare staring squint
paste pasted copy-pasting print-screen highlight bookmark pencil jot scribble scribbling google googled googling hunt hunting dig digging search
searching searched glance peek peeking swear promise promised bug bugging pester annoy annoying bore bored worried screw screwed doom doomed
drown drowning swamped buried overwhelmed exhausted wrecked fried cooked toast toasted freak panic panicked sweat sweating
fly flying flew travel travelling traveling travelled traveled leave leaving left arrive arriving arrived drive stay staying return returning returned
"""


@cache
def words() -> frozenset[str]:
    """All of them, in lower case."""
    return frozenset(f"{_AROUND} {_PEOPLE} {_FORMAL} {_DEEDS}".split())


@cache
def says_nothing(word: str) -> bool:
    """Whether the word is one of them, or an adverb as such: what ends in "ly" says how, hardly ever what."""
    return word in words() or (len(word) > 5 and word.endswith("ly") and word not in _NOUNS)


_NOUNS = frozenset("family assembly reply supply butterfly monopoly anomaly italy july weekly daily monthly yearly hourly apply".split())
