"""The generated description is valid OpenAPI 3.1 as far as its JSON Schemas go, and speaks of every call."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from backend.contract import calls
from backend.contract.calendar import ListMeetings
from backend.contract.signup import GetBoard
from backend.openapi import document
from tests.conftest import Ask

Described = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> Described:
    """Made once: it is the same for every test, and none changes it."""
    return document("http://localhost")


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        here = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return here.union(*(references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(references(value) for value in node))
    return set()


def test_every_call_is_described_and_every_reference_leads_somewhere(told: Described) -> None:
    assert told["openapi"] == "3.1.0"
    for kind in calls():
        operation = told["paths"][f"/calls/{kind.__name__}"]["post"]
        assert operation["operationId"] == kind.__name__
        assert operation["summary"].endswith((".", ":", ",")) or len(operation["summary"]) > 10
    for reference in references(told):
        node: Any = told
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


async def test_replies_fit_their_description(ask: Ask, told: Described) -> None:
    for call in (GetBoard(), ListMeetings(span="term")):
        reply = await ask(call)
        operation = told["paths"][f"/calls/{type(call).__name__}"]["post"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": told["components"]})
        validator.validate(reply.model_dump(mode="json"))


def test_a_field_is_described_by_the_text_below_it(told: Described) -> None:
    person = told["components"]["schemas"]["By"]["properties"]["id"]
    assert person["description"].startswith("The Discord id of the person")
    reply = told["paths"]["/calls/GetJob"]["post"]["responses"]["200"]["content"][
        "application/json"
    ]["schema"]
    assert reply["title"] == "Job"
    assert any("description" in field for field in reply["properties"].values()), (
        "also where a reply is not a reference"
    )
