"""The wire to a real OpenAI-compatible server: llama.cpp's, with a tiny model that babbles in the given shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.answers.wording import Said
from backend.clock import HandClock
from backend.contract import By
from backend.contract.ask import Ask, GetWording
from backend.course.model import Course
from backend.settings import AskSettings, CourseSettings, DataSettings, Settings
from tests.backend.answers.test_wording import QUESTION
from tests.backend.answers.tiny_model import write_tiny_model
from tests.conftest import COURSE, build
from tests.patience import PATIENCE_S


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="the tests' extra brings llama.cpp's server")
    told = xllamacpp.CommonParams()
    told.model.path = str(write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf"))
    told.n_ctx, told.cpuparams.n_threads, told.warmup = 4096, 1, False
    running = xllamacpp.Server(told)
    yield f"{running.listening_address}/v1"
    del running


async def test_it_keeps_to_the_shape_that_it_is_given(server: str) -> None:
    """What an answer is checked for afterwards, the server enforces already, as far as the words reach."""
    from openai import AsyncOpenAI

    async with AsyncOpenAI(base_url=server, api_key="none", max_retries=0, timeout=PATIENCE_S) as client:
        reply = await client.chat.completions.create(
            model="babbler", temperature=0, max_tokens=60, messages=[{"role": "user", "content": "Hello"}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": Said.model_json_schema()},
            },
        )  # fmt: skip
    said = reply.choices[0].message.content
    assert said is not None and said.lstrip().startswith("{")
    assert '"answered"' in said or len(said) < 20


async def test_what_it_babbles_is_never_given(
    server: str, sqlite_url: str, course: Course, clock: HandClock, tmp_path: Path
) -> None:
    settings = Settings(
        data=DataSettings(folder=tmp_path),
        course=CourseSettings(folder=COURSE),
        ask=AskSettings(base_url=server, model="babbler", time_limit_s=60),
    )
    house = build(sqlite_url, course, settings, clock)
    try:
        given = await house(Ask(question=QUESTION), By(id="101", name="Ada"))
        stands = await house(GetWording(), By(id="1", name="Instructor", staff=True))
    finally:
        await house.close()
    assert given.made == "passage"
    assert stands.worded_today == 1, "it was asked"
    assert "model" not in json.dumps(given.model_dump(mode="json")["sources"])
