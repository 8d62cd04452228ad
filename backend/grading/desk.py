"""The grading desk: so far, what students tick off for themselves."""

from sqlmodel import select

from backend.contract.calendar import Deadline, ListDeadlines, ListTicks, TickOff
from backend.contract.refusals import NoSuchDeadline
from backend.desk import Desk, Visit
from backend.grading.tables import Tick

desk = Desk("grading")


@desk.answers(ListTicks)
def list_ticks(_call: ListTicks, at: Visit) -> tuple[str, ...]:
    ticked = select(Tick.deadline).where(Tick.student == at.by.id).order_by(Tick.deadline)
    return tuple(at.session.exec(ticked).all())


@desk.answers(TickOff)
def tick_off(call: TickOff, at: Visit) -> Deadline:
    if at.course.deadline(call.deadline) is None:
        raise NoSuchDeadline(asked=call.deadline)
    tick = at.session.get(Tick, (at.by.id, call.deadline))
    if call.done and tick is None:
        at.session.add(Tick(student=at.by.id, deadline=call.deadline, at=at.real_now))
    elif not call.done and tick is not None:
        at.session.delete(tick)
    at.session.flush()
    everything = at.ask(ListDeadlines(within_days=None, past=True))
    return next(each for each in everything.deadlines if each.id == call.deadline)
