"""Bad input over HTTP: refused in a sentence, nothing written, and the process lives."""

import asyncio
import hashlib
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from sqlmodel import select

from backend.clock import HandClock
from backend.contract import By, calls
from backend.contract.calendar import ListDeadlines
from backend.contract.compute import ClaimJob
from backend.contract.notices import Places, SetPlaces
from backend.contract.refusals import NotYours, StaffOnly, WrongToken
from backend.contract.signup import SignUp
from backend.course.model import Course
from backend.scheduling.tables import BookingRow
from backend.settings import Settings
from tests.conftest import START, House, open_house

ADA = {"id": "ada", "name": "Ada"}


class Http:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def post(
        self, path: str, body: Any, token: str | None = "bot-token"
    ) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = io.BytesIO(data)
        async with self.session.post(self.url + path, data=sent, headers=headers) as answer:
            assert answer.content_type in ("application/json", "application/problem+json")
            told = await answer.json(content_type=None)
            return answer.status, told if isinstance(told, dict) else {"reply": told}


@pytest.fixture
async def http(sqlite_house: House) -> AsyncIterator[Http]:
    async with aiohttp.ClientSession() as session:
        yield Http(session, sqlite_house.url)


def bookings(house: House) -> int:
    with house.backend.database.reading() as session:
        return len(session.exec(select(BookingRow)).all())


async def test_an_unknown_call_suggests_the_nearest(http: Http) -> None:
    status, told = await http.post("/calls/SignUpp", {"by": ADA})
    assert (status, told["refusal"]) == (404, "UnknownCall")
    assert "Did you mean SignUp?" in told["detail"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the body: "),
        (b"\xff\xfe", "the body: "),
        (b"[1, 2]", "the body: "),
        ({"call": {"paper": "5a"}}, "by: field required"),
        ({"by": ADA, "call": {"paper": 5}}, "paper: "),
        ({"by": ADA, "call": {"paper": "5a", "seat": 1}}, "seat: extra inputs are not permitted"),
        ({"by": ADA, "call": {"paper": "@everyone"}}, "paper: "),
        ({"by": ADA | {"name": "A" * 10_000}, "call": {"paper": "5a"}}, "by.name: "),
        ({"by": ADA | {"name": "A\x00da"}, "call": {"paper": "5a"}}, "control characters"),
        ({"by": ADA | {"id": "a b"}, "call": {"paper": "5a"}}, "by.id: "),
        ({"by": ADA | {"root": True}, "call": {"paper": "5a"}}, "by.root: "),
        ({"by": ADA, "call": {}}, "paper: field required"),
        ({"by": ADA, "call": "5a"}, "call: "),
    ],
)
async def test_a_malformed_call_names_the_field(
    http: Http, sqlite_house: House, body: Any, says: str
) -> None:
    status, told = await http.post("/calls/SignUp", body)
    assert status == 422 and told["refusal"] == "Malformed"
    assert says in told["detail"]
    assert len(told["detail"]) < 2000
    assert bookings(sqlite_house) == 0


@pytest.mark.parametrize("value", [0, -1, 401, 10**30, "seven", [7], 1.5, True, {}])
async def test_a_field_out_of_range(http: Http, value: Any) -> None:
    status, told = await http.post(
        "/calls/ListDeadlines", {"by": ADA, "call": {"within_days": value}}
    )
    if value is True:  # JSON's true is no integer, and pydantic's lax mode takes it as 1
        assert status in (200, 422)
    else:
        assert status == 422 and "within_days" in told["detail"]


async def test_ten_megabytes_are_refused(http: Http) -> None:
    status, told = await http.post("/calls/SignUp", b"x" * 10_000_000)
    assert (status, told["refusal"]) == (413, "TooLarge")
    status, _ = await http.post("/calls/ListDeadlines", {"by": ADA})
    assert status == 200


async def test_deep_nesting_does_no_harm(http: Http) -> None:
    deep = b'{"by":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    status, _ = await http.post("/calls/SignUp", deep)
    assert status == 422


@pytest.mark.parametrize("token", [None, "", "wrong", "bot-token2", "Bearer bot-token", "ünïcode"])
async def test_a_wrong_token(http: Http, token: str | None) -> None:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with http.session.post(
        http.url + "/calls/ListDeadlines", json={"by": ADA}, headers=headers
    ) as answer:
        assert answer.status == 401
        assert (await answer.json(content_type=None))["refusal"] == "WrongToken"


async def test_a_token_asks_only_what_it_may(sqlite_house: House) -> None:
    ada = By(id="ada", name="Ada")
    async with sqlite_house.link("worker-token") as worker:
        with pytest.raises(NotYours, match="worker token may not ask ListDeadlines"):
            await worker(ListDeadlines(), ada)
    async with sqlite_house.link("bot-token") as bot:
        with pytest.raises(NotYours, match="as of another moment"):
            await bot(ListDeadlines(), ada.model_copy(update={"now": datetime.now(UTC)}))
    async with sqlite_house.link("nobody") as nobody:
        with pytest.raises(WrongToken):
            await nobody(ListDeadlines(), ada)


async def test_a_worker_speaks_for_no_person(sqlite_house: House) -> None:
    async with sqlite_house.link("worker-token") as worker:
        with pytest.raises(NotYours):
            await worker(ClaimJob(experiments=()), By(id="ada", name="Ada"))
        assert await worker(ClaimJob(experiments=()), By(id="worker:one", name="one")) is None


async def test_staff_calls_are_checked_on_the_server(sqlite_house: House) -> None:
    async with sqlite_house.link("bot-token") as bot:
        with pytest.raises(StaffOnly):
            await bot(SetPlaces(places=Places(guild="1")), By(id="ada", name="Ada"))


async def test_methods_and_paths_that_are_not_there(http: Http) -> None:
    async with http.session.get(http.url + "/calls/SignUp") as answer:
        assert answer.status == 405
    async with http.session.get(http.url + "/nothing") as answer:
        assert answer.status == 404 and answer.content_type == "application/problem+json"
    for path in ("/reports/short", "/reports/" + "A" * 22, "/reports/" + "A" * 22 + "/" + "0" * 64):
        async with http.session.get(http.url + path) as answer:
            assert answer.status == 404


async def test_health_and_openapi(http: Http) -> None:
    async with http.session.get(http.url + "/healthz") as answer:
        assert answer.status == 200 and (await answer.json())["service"] == "syllabot"
    async with http.session.get(http.url + "/openapi.json") as answer:
        told = await answer.json()
    assert {path.removeprefix("/calls/") for path in told["paths"]} >= {c.__name__ for c in calls()}


async def test_blobs_are_what_their_name_says(http: Http, sqlite_house: House) -> None:
    data = bytes(range(256))
    sha = hashlib.sha256(data).hexdigest()
    headers = {"Authorization": "Bearer worker-token"}
    wrong = http.url + "/blobs/" + "0" * 64
    async with http.session.put(wrong, data=data, headers=headers) as answer:
        assert answer.status == 422
    async with http.session.put(http.url + f"/blobs/{sha}", data=data) as answer:
        assert answer.status == 401
    async with sqlite_house.link("worker-token") as link:
        assert await link.put_blob(data) == sha
        assert await link.put_blob(data) == sha
        assert await link.get_blob(sha) == data
    async with http.session.get(
        http.url + "/blobs/..%2f..%2fsyllabot.db", headers=headers
    ) as answer:
        assert answer.status == 404
    assert [
        path.name for path in sqlite_house.backend.blobs.folder.rglob("*") if path.is_file()
    ] == [sha]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=8,
)


@budget(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(kind.__name__ for kind in calls())), call=JSON, by=JSON)
def test_whatever_is_sent_is_answered(
    sqlite_url: str, course: Course, name: str, call: Any, by: Any
) -> None:
    """Any JSON to any call: an answer or a refusal below 500, never a fault."""

    async def send() -> int:
        fields = call if isinstance(call, dict) else {"wait": 0}
        fields.pop("wait", None)
        settings = Settings()
        async with (
            open_house(sqlite_url, course, settings, HandClock(START)) as house,
            aiohttp.ClientSession() as session,
        ):
            http = Http(session, house.url)
            status, _ = await http.post(f"/calls/{name}", {"by": by, "call": fields}, "owner-token")
            again, _ = await http.post(f"/calls/{name}", {"by": ADA, "call": fields}, "owner-token")
            return max(status, again)

    assert asyncio.run(send()) < 500


async def test_a_repeated_sign_up_over_a_lost_connection_books_once(sqlite_house: House) -> None:
    """The same key from two connections at once: one booking, one answer."""
    ada = By(id="ada", name="Ada", key="interaction-7")
    async with sqlite_house.link("bot-token") as one, sqlite_house.link("bot-token") as two:
        first, second = await asyncio.gather(
            one(SignUp(paper="5a"), ada), two(SignUp(paper="5a"), ada)
        )
    assert first == second and bookings(sqlite_house) == 1
