"""What `askings` goes by: the words that may stand for one another, how kinds of work are named, and the ways to ask, by subject, in
`ways/*.txt`.

    = a question                  what is answered instead, with the slots of `askings`
      WORDS a|b {c}               one way to ask it: one word of each of these, in any order
      + more WORDS                what may be said besides, in each of the ways above

`a_b` is two words in a row, `a!` the word in just this form. `@` stands for every kind of work of the list WORK, `@task` for those that are given out, `@text` for
what is written, whichever of them it is. `= REFUSE unknown` stands above what only resembles an answered question, and is stated by no course. Of two ways that
account for as much the earlier one counts, by the files' names and then by their lines. Blank lines and lines that begin with `#` are passed over. Nothing of a
course is here.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "ways"

SETS = """
WHEN = when day date weekday week month until till soon calendar timing countdown left whenever target many_day many_week how_soon
HOUR = time hour clock midnight noon pm {hour} eod clock_time o'clock exact_time time_of_day o_clock
MEET = class lecture session meeting seminar lesson meet class_meeting we_meet lessons sessions gathering course_meeting
COURSE = course class seminar module {own} syllabus lecture_series
TERM = semester term year spring fall course
WHERE = where room hall building location place classroom auditorium whereabouts spot theater theatre located address campus room_number venue directions
HOLD = hold fall happen take_place meet occur run sit head attend regular regularly usual usually normal normally typical typically generally always scheduled convene gather host arrive go show there be
START = start begin beginning kick_off commence open resume kickoff restart launch going
END = end finish over stop close let_out conclude late out done dismiss wrap finished through ends let_us_out release dismissed
DUE = due deadline submit hand turn deliver upload cutoff cut ready finish done complete submission send latest last supposed exact date close written write finalize end done_by owed owing expire expiry land fall falls lands submitted handed turned closing closure target timeline countdown
SUBMIT = submit hand turn deliver upload send submission post email drop hand_over file push give_in put_in drop_off
LATE = grace_period late lateness overdue tardy delay delayed grace slip leeway belated extension_free overshoot tardily miss_it past_it wiggle_room wiggle slack buffer cushion flexible flexibility extension extend forgiving forgiveness lenient behind grace_days grace_day late_days
AFTER = miss_deadline after_deadline past_deadline past_due after_due after past behind
EASE = accept allow okay fine possible permit still bit little short few hour day days week one two {c} once sometimes any cool legit tolerate tolerated acceptable legal fair happen consequence bad screwed doomed minus
PENALTY = hurt affect penalty penalize deduct deduction lose loss cost punish consequence point mark credit subtract dock off damage sanction demerit minus reduce reduction zero fail harm hit cut downgrade
POLICY = policy rule regulation guideline stance allow permit rules norm say situation deal
OUT = hand_out give_out come_out put_out out release assign give post publish come available get receive start handout drop begin issue hand_over go_out go_live up launch published unlock land arrive begin_on start_on
HOWMANY = many number count total amount altogether overall
WORTH = point worth weight count percent percentage % weigh what_share share_of fraction portion contribute value toward towards proportion influence much heavy heavily factor weighting weightage slice chunk piece matter matters cost contribution play role impact amount_to account accounts accounting pull important importance percentwise enter gradewise
GRADE = grade mark score assessment evaluation total_grade final_grade overall
PAGES = page word length long short size character lengthy wordy space sheet sheets pg lines paragraph paragraphs wordcount extent
LIMIT = minute limit count minimum maximum minimal maximal min max least most much many enough half double full single spaced {c} full whole exceed approximately roughly less more between upper lower cap ceiling floor bound shorter longer suffice sufficient pages sheet
CONTENT = contain include consist structure content part section cover write belong go describe look require requirement component outline element made ask comprise instruction address put format expect entail involve parameter mandatory criterion ingredient parts sections ingredients elements pieces points aspects items mention specify discuss touch_on spell_out checklist rubric composed made_up required goes belongs part_of need needed required bullet essential
ASSIGNMENT = assignment homework pa problem_set exercise programming programming_assignment coding_assignment coding_homework programming_homework programming_task coding_task programming_exercise code_assignment programming_project coding_project coding_exercise coding_thing coding_part coding_hw programming_hw programming_thing programming_part programming_coursework coding_coursework code_homework coding_stuff programming_stuff coding_work
REVIEW = review critique paper_review paper_critique reading_response paper_summary write_up response referee_report review_paper paper_write_up_of_paper paper_reaction written_review review_text
PAPER = paper article publication texts works
PRESENT = present presentation talk presenter
PROPOSAL = proposal propose
REPORT = report writeup write_up final_paper project_paper project_submission final_submission paper_for_project final_document final_deliverable paper_about_project final_write_up concluding_report end_report closing_report final_text workshop_paper
ABSTRACT = abstract draft
PLAN = experiment_plan experimental_plan plan_experiment plan_of_experiment plan_for_experiment
PROJECT = project
PROF = professor prof instructor teacher lecturer {prof} faculty prof's de_sa faculty_member teaching
OH = office_hour consultation consultation_hour drop_in_hour student_hour drop_in office_hrs hours_of_office
TALK = talk speak see meet visit chat ask consult catch reach
FORUM = forum discussion_board message_board piazza ed edstem slack discord q_a board discussion_forum qanda
GROUP = group team partner pair together teammate alone solo individual individually myself ourselves yourself squad groupmate crew buddies members trio duo people partners team_mates
SIZE = size big large many number maximum max most limit cap small minimum least up {c} more four five six three two allowed members
LIKE = about discuss read talk cover go_through present study treat learn look_at go_over schedule show discussion teach come_up hear explain introduce mention deal tackle feature address focus appear dealt go_into turn scheduled planned part talk_about on_for
WHO = who whose whom
AUTHOR = author write writer by behind researcher coauthor invent create people team guys creators inventors wrote penned name names
YEAR = year old recent published age
VENUE = conference journal venue publish appear proceedings publication arxiv preprint came_out come_out
TOPIC = topic about subject content theme cover title agenda discuss learn treat deal teach material
ALL = all every list everything complete overview whole each full both entire full_list total
NEXT = next upcoming following! follows! soonest nearest coming! soon closest up_next
LAST = last final latest closing concluding very_last
FIRST = first opening
LEFT = left still remain remaining open outstanding pending undone unfinished to_do remains owed still_to
OWE = do due owe hand submit turn deadline finish deliver work homework assignment task thing anything something todo pending plate coursework
PUPIL = student people person everyone everybody participant presenter classmate
ME = i me my mine
SPLIT = split divide divided distribute distributed division breakdown share apportion
"""

WORK = """
programming assignment {n} = ASSIGNMENT {n}
the {nth} programming assignment = ASSIGNMENT {nth}
the last programming assignment = ASSIGNMENT {last}
the review of discussion {n} = REVIEW {n}
the review of paper {id} = REVIEW {id}
the {nth} paper review = REVIEW {nth}
the last paper review = REVIEW {last}
the review of {name} = REVIEW {name}
the project proposal = PROPOSAL
the final report = REPORT
the abstract draft = ABSTRACT
the abstract draft = ABSTRACT REPORT
the experiment plan = PLAN
the final project = PROJECT
the paper reviews = REVIEW
the programming assignments = ASSIGNMENT
"""

WITH_WORK = "paper project number discussion final class course of for"


def table(folder: Path = FOLDER) -> str:
    """All ways to ask, without remarks."""
    lines = (line for file in sorted(folder.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if not line.startswith("#"))


TABLE = table()
