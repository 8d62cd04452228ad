"""A report's page: everything is there, escaped, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from backend.compute.reports import cell, number, page
from backend.contract.compute import Cell, Chosen, Figure, Job, JobState
from tests.backend.compute.lab import TABLE, report

PICTURE, RAW = "a" * 64, "b" * 64
ASKED = datetime(2024, 2, 5, 17, 3, tzinfo=UTC)


def job(state: JobState = "finished", problem: str = "", **more: Any) -> Job:
    told: dict[str, Any] = {
        "figures": (Figure(title="Swings", alt='A "wave" & more', blob=PICTURE),),
        "raw": RAW,
        "notes": ("Other programs used the machine.",),
    }
    return Job(
        id=17, experiment="pendulum", title="A pendulum", settings={"swings": 10, "angles": ()},
        asked_by="Ada <script>alert(1)</script>", state=state, asked=ASKED,
        report=report(**(told | more)), problem=problem,
    )  # fmt: skip


class Reader(HTMLParser):
    """Reads a page as a browser does, as far as the tests need it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data + " "

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_everything_is_said() -> None:
    read = Reader(page(job(), "/reports/key"))
    for words in (
        "A pendulum, timed", "cannot be told apart", "2.01", "2 to 2.01", "not reached",
        "sand & sun", "A processor, 2 cores, 8 GiB", "threads: 1", "11, 12, 13", "torch 2.13.0",
        "syllabot bench pendulum swings=10", "Other programs used the machine.", "1.5 s",
        "5 February 2024, 17:03 UTC", "Statistical side", "Hardware side", "lower is better",
    ):  # fmt: skip
        assert words in read.text, words
    assert read.all("img") == [{"src": f"/reports/key/{PICTURE}", "alt": 'A "wave" & more'}]
    assert [link["href"] for link in read.all("a")] == [
        f"/reports/key/{name}" for name in ("table.csv", "report.json", "raw.csv", RAW)
    ]
    assert [head.get("scope") for head in read.all("th")].count("row") == len(TABLE.rows)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_but_the_page_s_own_script() -> None:
    html = page(job(title="</title><script>x</script>", command="a <b> & c"), "/reports/key")
    read = Reader(html)
    assert not read.all("script"), "no figure has numbers to be drawn again"
    assert not read.all("link")
    assert "<script>" not in html
    assert not re.search(r"https?://|@import|url\(", html)
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in read.tags if "style" in attrs]

    figures = (Figure(title="Swings", alt="A wave", blob=PICTURE, drawn=True),)
    drawn = Reader(page(job(figures=figures), "/reports/key"))
    assert drawn.all("script") == [{"type": "module", "src": "/reports/plots.js"}]
    assert drawn.all("figure") == [{"data-plot": "0", "data-raw": f"/reports/key/{RAW}"}]
    assert drawn.all("img"), "the picture is there for who runs no script"
    assert "/reports/key/figure-1.csv" in [link["href"] for link in drawn.all("a")]
    without = Reader(page(job(figures=figures, raw=None), "/reports/key"))
    assert not without.all("script")


def test_what_was_cut_short_says_so() -> None:
    failed = Reader(page(job("failed", "It was stopped at its time limit of 5 s."), "/reports/k"))
    assert "time limit of 5 s" in failed.text
    assert "cancelled" in Reader(page(job("cancelled"), "/reports/k")).text


def test_a_job_without_a_report_has_no_page() -> None:
    with pytest.raises(ValueError, match="no report"):
        page(job().model_copy(update={"report": None}), "/reports/k")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (0.96234, "0.962"), (2.006, "2.01"), (123.4, "123"), (123456.0, "123,456"), (80.0, "80"),
        (0.00012345, "0.000123"), (1e-12, "1.00e-12"), (-3.14159, "-3.14"), (1e12, "1.00e+12"),
        (0.9999, "1.000"), (9.996, "10.00"), (0.03, "0.03"), (0.0301, "0.0301"), (0.5, "0.5"),
    ],
)  # fmt: skip
def test_numbers_have_three_digits(value: float, said: str) -> None:
    assert number(value) == said


def test_cells() -> None:
    assert cell(None) == ("", "")
    assert cell(Cell(text="diverged")) == ("diverged", "")
    assert cell(Cell(value=80, low=71.5, high=90, text="2 of 3")) == ("80 2 of 3", "71.5 to 90")


def test_what_was_chosen_stands_in_words() -> None:
    chosen = job().model_copy(update={"chosen": (Chosen(title="Swings", words="ten"),)})
    read = Reader(page(chosen, "/reports/k"))
    assert "Swings ten" in " ".join(read.text.split())
    assert "angles" not in read.text


def test_an_answer_from_the_store_says_so() -> None:
    stored = job().model_copy(update={"same_as": 12, "measured": ASKED})
    said = " ".join(Reader(page(stored, "/reports/k")).text.split())
    assert (
        "Answered from the store: benchmark #12 measured this on 5 February 2024, 17:03 UTC" in said
    )
    assert "Answered from" not in Reader(page(job(), "/reports/k")).text
