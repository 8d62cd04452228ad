"""Where a guild keeps the course: what `/setup` chose."""

from sqlmodel import Field, SQLModel, select

from backend.contract.events import RenewEvents
from backend.contract.notices import BoardStands, GetPlaces, ListPlaces, Places, SetPlaces
from backend.contract.signup import GetBoard
from backend.desk import Desk, Visit

desk = Desk("places")


class PlacesRow(SQLModel, table=True):
    """What `/setup` chose in a guild."""

    __tablename__ = "places"

    guild: str = Field(primary_key=True, max_length=20)
    board_channel: str | None = Field(default=None, max_length=20)
    bench_channel: str | None = Field(default=None, max_length=20)
    announce_channel: str | None = Field(default=None, max_length=20)
    staff_channel: str | None = Field(default=None, max_length=20)
    staff_role: str | None = Field(default=None, max_length=20)

    def value(self) -> Places:
        return Places.model_validate(self.model_dump())


@desk.answers(GetPlaces)
def get_places(call: GetPlaces, at: Visit) -> Places:
    row = at.session.get(PlacesRow, call.guild)
    return row.value() if row else Places(guild=call.guild)


@desk.answers(ListPlaces)
def list_places(_call: ListPlaces, at: Visit) -> tuple[Places, ...]:
    return tuple(row.value() for row in at.session.exec(select(PlacesRow)).all())


@desk.answers(SetPlaces)
def set_places(call: SetPlaces, at: Visit) -> Places:
    at.session.merge(PlacesRow(**call.places.model_dump()))
    if call.places.board_channel:
        at.tell(
            BoardStands(board=at.ask(GetBoard())),
            key=f"board:{call.places.guild}",
            channel=call.places.board_channel,
            kind="latest",
        )
    at.ask(RenewEvents())
    return call.places
