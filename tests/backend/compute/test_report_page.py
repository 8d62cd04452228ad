"""A report's page in a real browser: figures that can be pointed at, under a policy that forbids everything else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator

import numpy as np
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from backend.compute.experiment import Outcome
from backend.compute.plots import Frame, Series, curves
from backend.contract import By
from backend.contract.compute import ClaimJob, FinishJob, SubmitBench
from tests.backend.compute.lab import TABLE, offer, report, worker
from tests.conftest import House, cannot_run
from tests.patience import PATIENCE_MS
from tests.sandbox.page_stage import ARGUMENTS, CHROMIUM

STEPS = np.array([1.0, 10.0, 100.0])
SERIES = [
    Series("Adam", STEPS, np.array([[2.0, 0.5, 0.1], [2.2, 0.7, 0.3]]), ("seed 1", "seed 2")),
    Series("SGD", STEPS, np.array([[2.0, 1.5, 1.0], [2.0, 1.5, np.nan]]), ("seed 1", "seed 2")),
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        cannot_run(f"{CHROMIUM} was not found; on Debian: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        await browser.close()


async def reported(house: House, *, broken: bool = False) -> str:
    """The address of a report with one figure."""
    frame = Frame(
        "Loss <b>",
        "steps",
        "loss",
        x_scale="log",
        y_scale="log",
        line_at=0.2,
        line_says="target 0.2",
    )
    picture = curves(frame, SERIES, "Adam falls fastest.")
    made = Outcome(
        title="T", verdict="V", table=TABLE, pictures=(picture,), seeds=(1, 2), raw={"a": [1.5]}
    )
    numbers = made.numbers
    if broken:
        numbers["figures"][0]["lines"][0]["y"] = "</script>"
    raw = json.dumps(numbers).encode()
    async with house.link("worker-token") as link:
        await link(offer(), worker())
        await house.backend(SubmitBench(experiment="pendulum"), By(id="ada", name="Ada"))
        taken = await link(ClaimJob(experiments=("pendulum",)), worker())
        assert taken is not None
        figures = (
            {
                "title": "Loss <b>",
                "alt": picture.alt,
                "blob": await link.put_blob(picture.data),
                "drawn": True,
            },
        )
        told = report(figures=figures, raw=await link.put_blob(raw))
        job = await link(FinishJob(job=taken.job, attempt=taken.attempt, report=told), worker())
    assert job.report_url is not None
    return f"{house.url}/reports/{job.report_url.rpartition('/')[2]}"


async def opened(browser: Browser, url: str, *, script: bool = True) -> tuple[Page, list[str]]:
    """The page, and what the browser complains about."""
    context = await browser.new_context(
        java_script_enabled=script, viewport={"width": 1000, "height": 2400}
    )
    page = await context.new_page()
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "favicon" not in message.location["url"]:
            complaints.append(message.text)

    page.on("console", complain)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    return page, complaints


async def test_the_pointer_and_the_arrow_keys_show_run_step_and_value(
    sqlite_house: House, browser: Browser
) -> None:
    page, complaints = await opened(browser, await reported(sqlite_house))
    plot = page.locator("figure svg.plot")
    await plot.wait_for()
    assert await plot.locator("path.mean").count() == 2
    assert await plot.locator("path.run").count() == 4
    box = await plot.bounding_box()
    assert box
    scale = box["width"] / 760
    left, right, top, bottom = 66, 760 - 18, 14, 430 - 48
    middle = (left + right) / 2  # ten steps, between one and a hundred
    share = np.log(0.5 / 0.1) / np.log(2.2 / 0.1)
    high = bottom + share * (top - bottom)  # Adam's first seed: from 0.1 at the foot to 2.2
    await page.mouse.move(box["x"] + middle * scale, box["y"] + high * scale)
    word = page.locator("figure output")
    await expect(word).to_have_text("Adam, seed 1 · steps 10 · loss 0.5 (mean of 2: 0.6)")
    await page.mouse.move(box["x"] + right * scale, box["y"] + bottom * scale)
    await expect(word).to_have_text("Adam, seed 1 · steps 100 · loss 0.1 (mean of 2: 0.2)")

    await plot.focus()
    await page.keyboard.press("ArrowDown")
    await expect(word).to_contain_text("Adam, seed 2 · steps 100 · loss 0.3")
    await page.keyboard.press("ArrowLeft")
    await expect(word).to_contain_text("Adam, seed 2 · steps 10 · loss 0.7")
    await page.get_by_label("Adam").uncheck()
    await expect(word).to_contain_text("Point at a line")
    await plot.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        await page.keyboard.press(key)
    await expect(word).to_have_text("SGD, seed 1 · steps 100 · loss 1", use_inner_text=True)
    ticks = """async ([scale, low, high]) => {
        const module = await import(document.querySelector("script[src]").src);
        return new module.Axis([low, high], scale, [0, 1]).ticks();
    }"""
    assert await page.evaluate(ticks, ["log", 0.9, 120]) == [1, 2, 5, 10, 20, 50, 100]
    assert await page.evaluate(ticks, ["log", 0.5, 30_000]) == [1, 10, 100, 1000, 10_000]
    assert await page.evaluate(ticks, ["log", 0.13, 0.31]) == [0.15, 0.2, 0.25, 0.3], "never one alone"
    assert await page.evaluate(ticks, ["linear", 0, 10]) == [0, 2, 4, 6, 8, 10]
    assert complaints == [], "nothing that the policy refused, and no error"


async def test_without_a_script_the_picture_is_there(sqlite_house: House, browser: Browser) -> None:
    page, _ = await opened(browser, await reported(sqlite_house), script=False)
    assert await page.locator("figure img").is_visible()
    width = await page.locator("figure img").evaluate("image => image.naturalWidth")
    assert width > 1000
    assert await page.locator("svg").count() == 0


async def test_numbers_that_are_not_as_expected_leave_the_picture(
    sqlite_house: House, browser: Browser
) -> None:
    page, complaints = await opened(browser, await reported(sqlite_house, broken=True))
    await page.wait_for_load_state("networkidle")
    assert await page.locator("figure img").is_visible()
    assert await page.locator("svg").count() == 0
    assert complaints == []


async def test_everything_below_the_page_is_served_and_sealed(
    sqlite_house: House, browser: Browser
) -> None:
    url = await reported(sqlite_house)
    page, _ = await opened(browser, url)
    links = await page.locator("main a").evaluate_all("all => all.map(each => each.href)")
    assert len(links) == 5
    context = page.context
    for link in links:
        answer = await context.request.get(link)
        assert answer.status == 200, link
        assert answer.headers["x-content-type-options"] == "nosniff"
    figure = await context.request.get(f"{url}/figure-1.csv")
    assert (await figure.text()).splitlines()[1] == "Adam,seed 1,1.0,2.0"
    assert (
        figure.headers["content-disposition"] == 'attachment; filename="benchmark-1-figure-1.csv"'
    )
    assert (await context.request.get(f"{url}/figure-2.csv")).status == 404
    assert (await context.request.get(f"{url}/nothing.csv")).status == 404
    picture = await page.locator("img").get_attribute("src")
    sealed = await context.request.get(f"{sqlite_house.url}{picture}")
    assert "sandbox" in sealed.headers["content-security-policy"]
    policy = (await context.request.get(url)).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert hashlib.sha256(await sealed.body()).hexdigest() == (picture or "").rpartition("/")[2]
