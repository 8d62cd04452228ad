"""Further ways to ask, beside those of `askings_table`: which part takes part in the mark, whether a day is free, who presents; and what resembles
a question about reviews, groups and office hours and is another one. The form is that of `askings_table`."""

TABLE = """
= REFUSE unknown
  someone|somebody|anyone|anybody share|show|send|lend|post|forward|upload REVIEW|PROPOSAL|REPORT|ABSTRACT|PLAN|PROJECT their!|his!|her!
  show|send|lend|give|forward REVIEW|PROPOSAL|REPORT|ABSTRACT|PLAN their!|his!|her!
  + can could will would please may i we their his her my with to on of the so that see style idea ideas topic did does has look good great last old finished PAPER {name} {id} {n} on the how
= REFUSE unknown
  groups! HOWMANY|list PROJECT
  teams! HOWMANY|list PROJECT
  HOWMANY projects! there|class|total|altogether
  + are is there for the final in class of this do we have total so far there all course COURSE will
= what is the link for online classes
  which|what zoom
  which|what zoom {day}
  zoom|link use|join|click|open {day}
  + do we use for the is on class room meeting id call lecture discussion MEET join to a one do i
= when are office hours
  OH now|already|today|currently|later|tonight|yet
  + is the PROF in his her their or are they now later right do does have has having hold at it
= how are the classes structured, lectures or discussions
  WHO PRESENT|presents PROF or! PUPIL
  WHO give|gives presentation|presentations|talk|talks PROF or! PUPIL
  PROF lecture|lectures|teach|teaches or! PUPIL present|presents|presentation
  PUPIL present|presents PAPER or! PROF
  + the is it do does or PAPER in class a all always our every class just themselves are
= how much is participation worth
  breakout count|counts|counted|graded|worth|marks|grade|points
  + my part in the group groups for anything do does is it towards toward to into GRADE discussion taking
= is a review like a review for a real conference
  REVIEW peer_review|peer_reviews|blog_post|blog|essay|academic|informal|book_report
  + should a be sound look read more or like an the tone style written in formal rather as is it of academic
= what should the paper reviews contain
  REVIEW mattered|matters|influence|influenced|influential|legacy|aftermath|consequences|changed_the_field
  + does do a need to talk say discuss about mention cover why how PAPER was later on the it has to must should i in field had of and
= what is this course about
  technique|techniques|method|methods see!|learn|taught which|what we|course|class
  mean|meant scaling_up|system_focused
  + do does you by is the will in this our here of aspects learning techniques methods kind sort scaling up with
= is there class {day}
  get|have|got {day} off
  + do we the is on it a
= is {code} a prerequisite
  {code} hard|strict|real|formal|firm requirement|prerequisite|prereq
  {code} requirement|required|prerequisite if undergrad|undergraduate|undergrads
  + anyone know a i am an is it for the as
"""
"""Blocks of the questions; see `askings_table`."""
