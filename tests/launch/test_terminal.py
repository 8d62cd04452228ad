"""`syllabot call` and `check`, as typed in a terminal: a process of its own, its output, its exit code."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, House
from tests.patience import PATIENCE_S


@pytest.fixture(scope="module")
def forking() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.launch.forking"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        yield process
        process.stdin.close()  # type: ignore[union-attr]


class Terminal:
    def __init__(self, folder: Path, forking: "subprocess.Popen[str]") -> None:
        self._folder, self._forking = folder, forking
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith("SYLLABOT_")
            },
            "SYLLABOT_DATA_FOLDER": str(folder),
            "SYLLABOT_WEB_PORT": "1",  # nobody listens there, so the database is opened directly
        }

    def __call__(self, *typed: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """In a fork of a process that has everything imported."""
        out, err = self._folder / "out", self._folder / "err"
        asked = {
            "typed": typed,
            "environment": {**self.environment, **more},
            "out": str(out),
            "err": str(err),
        }
        told, answers = self._forking.stdin, self._forking.stdout
        assert told is not None and answers is not None
        told.write(json.dumps(asked) + "\n")
        told.flush()
        code = int(answers.readline())
        return subprocess.CompletedProcess(typed, code, out.read_text(), err.read_text())

    def started(self, *typed: str) -> "subprocess.CompletedProcess[str]":
        """As a newcomer's shell starts it."""
        return subprocess.run(
            [sys.executable, str(ROOT / "syllabot.py"), *typed],
            capture_output=True, text=True, cwd=ROOT, env=self.environment, timeout=PATIENCE_S,
        )  # fmt: skip


@pytest.fixture
def terminal(tmp_path: Path, forking: "subprocess.Popen[str]") -> Terminal:
    return Terminal(tmp_path, forking)


def test_a_call_prints_its_reply(terminal: Terminal) -> None:
    ran = terminal.started(
        "call", "ListDeadlines", "within_days=3", "--by", "ada", "--now", "2024-02-05T12:00"
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert [each["id"] for each in told["deadlines"]] == ["review-1"]
    assert told["term"]["now"] == "2024-02-05T17:00:00Z"


def test_after_the_term_it_says_so(terminal: Terminal) -> None:
    told = json.loads(terminal("call", "ListDeadlines", "--now", "2026-11-23T09:00").stdout)
    assert (
        told["last_things"]
        and told["term"]["sentence"] == "Spring 2024 ended on Wednesday 15 May 2024."
    )
    assert told["deadlines"][-1]["id"] == "report"


def test_a_refusal_goes_to_stderr(terminal: Terminal) -> None:
    ran = terminal("call", "SignUp", "paper=1a", "--now", "2024-02-05T12:00")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("SignUpClosed: Sign-up for 1a closed on Wednesday 31 January 2024")


def test_what_was_booked_is_there_the_next_time(terminal: Terminal) -> None:
    now = ("--now", "2024-02-05T12:00")
    assert terminal("call", "SignUp", "paper=5a", "--by", "ada", *now).returncode == 0
    board = json.loads(terminal("call", "GetBoard", *now).stdout)
    assert {paper["id"] for paper in board["papers"] if paper["presenters"]} == {"5a"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("call", "Sinup"), "did you mean SignUp?"),
        (("call", "SignUp", "papr=5a"), "the fields of SignUp are paper"),
        (("call", "SignUp", "paper"), "write field=value"),
        (("call", "SignUp"), "paper: field required"),
        (
            ("call", "ListDeadlines", "within_days=many"),
            "within_days: input should be a valid integer",
        ),
        (("call", "ListDeadlines", "--now", "yesterday"), "write it like 2024-02-05T12:00"),
        (("call", "ListDeadlines", "--now", "2024-03-10T02:30"), "--now 2024-03-10T02:30: "),
        (("--config", "pyproject.toml", "call"), "pyproject.toml: [project]: unknown table"),
        (("bot",), "SYLLABOT_DISCORD_TOKEN is not set"),
    ],
)
def test_what_is_mistyped_is_said_in_one_line(
    terminal: Terminal, typed: tuple[str, ...], says: str
) -> None:
    ran = terminal(*typed)
    assert ran.returncode == 2 and ran.stdout == ""
    assert says in ran.stderr and len(ran.stderr.strip().splitlines()) == 1


def test_all_calls_are_listed(terminal: Terminal) -> None:
    listed = terminal("call").stdout
    assert "SignUp          Take a seat to present `paper`." in listed


def test_a_wrong_variable_has_exit_code_two(terminal: Terminal) -> None:
    ran = terminal("call", SYLLABOT_COMPUTE_WORKERS="lots")
    assert ran.returncode == 2 and ran.stderr.startswith(
        "syllabot: SYLLABOT_COMPUTE_WORKERS: [compute] workers"
    )


def test_an_unusable_database_is_said(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for url in ("sqlite://", f"sqlite:///{tmp_path}/file/x.db", "oracle://x/y", "nonsense"):
        ran = terminal("call", "GetBoard", SYLLABOT_DATABASE_URL=url)
        assert (
            ran.returncode == 2 and "[database] url: the database cannot be used" in ran.stderr
        ), ran.stderr
        assert "Traceback" not in ran.stderr


def test_check_lints_a_course(terminal: Terminal) -> None:
    ran = terminal("check")
    assert ran.returncode == 0 and "0 errors" in ran.stdout and "4 March" in ran.stdout
    ran = terminal("check", "no/such/folder")
    assert ran.returncode == 1 and "Traceback" not in ran.stderr


COMMANDS = ("run", "bot", "backend", "worker", "sandbox", "call", "check", "bench")


def test_the_help_lists_every_command(terminal: Terminal) -> None:
    told = terminal("--help").stdout
    assert [each for each in COMMANDS if f"  {each} " not in told] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_well(terminal: Terminal, command: str) -> None:
    told = terminal(command, "--help")
    assert (
        told.returncode == 0
        and told.stdout.startswith("usage: syllabot")
        and len(told.stdout) > 200
    )


async def test_a_running_backend_is_asked(terminal: Terminal, sqlite_house: House) -> None:
    port = sqlite_house.url.rsplit(":", 1)[1]
    ran = await asyncio.to_thread(
        terminal, "call", "SignUp", "paper=6a", "--by", "zoe",
        SYLLABOT_WEB_PORT=port, SYLLABOT_OWNER_TOKEN="owner-token",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["made"].startswith("2024-02-05"), (
        "stamped by the running backend's clock"
    )
