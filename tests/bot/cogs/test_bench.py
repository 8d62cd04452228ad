"""The lab from chat: from the command to the report in the channel."""

from __future__ import annotations

from datetime import timedelta

from backend.contract.compute import Estimate, GetJob, ListJobs
from bot.cards.jobs import takes_text
from sandbox.seen import Seen
from tests.bot.conftest import Stage
from tests.bot.lab import MACHINE, a_worker, png


def the_table(stage: Stage, channel: str = "lab") -> Seen | None:
    return next(iter(stage.posts(channel)), None)


async def test_without_a_worker_bench_says_what_is_missing(stage: Stage) -> None:
    for command in ("bench run", "bench optimizers"):
        options = {"experiment": "optimizers"} if command == "bench run" else {}
        reply = await stage.ada.slash(command, options=options)
        assert reply.first.ephemeral
        assert "No compute worker has reported" in reply.text


async def test_a_benchmark_fills_one_message_and_ends_in_a_report(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage) as worker:
        reply = await stage.ada.slash(
            "bench optimizers", workload="digits", optimizers="sgd, adam", rates="0.1", seeds="2",
            condition="37.5",
        )  # fmt: skip
        assert reply.first.ephemeral
        assert "#1" in reply.text
        assert "queued, next in line" in reply.text
        assert "<#" in reply.text, "where the table fills"
        await stage.until(lambda: (seen := the_table(stage)) and "queued" in seen.text)

        taken = await worker.claim()
        await worker.progress(taken, 2)
        await stage.until(lambda: (seen := the_table(stage)) and "2 of 4" in seen.text)
        report = await worker.finish(taken)
        seen = await stage.until(lambda: (seen := the_table(stage)) and seen.files and seen)

    assert seen and len(stage.posts("lab")) == 1, "one living message"
    assert report.verdict in seen.text
    for part in (
        "Statistical",
        "Hardware",
        "sgd",
        "120 (110–131)",
        "not reached",
        "0.240",
        "step ms ↓",
    ):
        assert part in seen.text, part
    for part in ("Xeon", "seeds 1, 2, 3", "torch 2.13.0", "syllabot bench optimizers"):
        assert part in seen.text, part
    for part in ("workload: DIGITS", "optimizers: SGD, ADAM", "learning rates: 0.1", "condition number: 37.5"):
        assert part in seen.text, "settings in words"
    assert "steps:" not in seen.text, "what was left open is not shown"
    assert seen.file() == png()
    assert list(seen.alt_texts.values()) == ["Loss falls from 2.3 to 0.4 within 120 steps."]
    assert seen.embeds[0]["image"]["url"].endswith("plot-1.png")
    assert "full report" in seen.buttons
    assert seen.button(label="full report")["url"].startswith("http")
    assert "cancel" not in seen.buttons


async def test_without_a_lab_the_table_is_where_the_command_was(stage: Stage) -> None:
    async with a_worker(stage):
        reply = await stage.ada.slash("bench run", experiment="optimizers", settings="seeds=2")
        assert "in this channel" in reply.text
        await stage.until(lambda: the_table(stage, "general"))


async def test_a_failed_benchmark_says_why_and_keeps_its_table(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage) as worker:
        from tests.bot.lab import TABLE

        await stage.ada.slash("bench optimizers")
        taken = await worker.claim()
        await worker.progress(taken, 3, TABLE)
        await worker.fail(taken, "The time limit of 300 s was reached.")
        seen = await stage.until(
            lambda: (seen := the_table(stage)) and "failed" in seen.text and seen
        )
    assert seen
    assert "The time limit of 300 s was reached" in seen.text
    assert "120 (110–131)" in seen.text


async def test_settings_are_refused_with_what_would_do(stage: Stage) -> None:
    async with a_worker(stage):
        for options, part in (
            ({"optimizers": "adamm"}, "Did you mean “adam”"),
            ({"condition": "1000"}, "“condition” must be between 0 and 100"),
            ({"rates": "fast"}, "must be a number"),
            ({"seeds": "99"}, "The nearest is 20"),
            ({"more": "colour=blue"}, "There is no setting “colour”"),
            ({"more": "blue"}, "is no setting. Write name=value"),
        ):
            reply = await stage.ada.slash("bench optimizers", options=options)
            assert reply.first.ephemeral
            assert part in reply.text, reply.text
        unknown = await stage.ada.slash("bench run", experiment="horoscopes")
        assert "On offer: optimizers" in unknown.text
        assert not await stage.ask(ListJobs(state="any"))


async def test_the_owner_cancels_by_button_and_others_may_not(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage):
        await stage.ada.slash("bench optimizers")
        seen = await stage.until(lambda: the_table(stage))
        assert seen
        refused = await stage.ben.click(seen, label="cancel")
        assert refused.first.ephemeral
        assert "belongs to someone else" in refused.text
        done = await stage.ada.click(seen, label="cancel")
        assert "#1 is cancelled" in done.text
        await stage.until(lambda: "cancelled" in seen.text and "cancel" not in seen.buttons)
    assert (await stage.ask(GetJob(job=1))).state == "cancelled"


async def test_bench_cancel_and_its_refusals(stage: Stage) -> None:
    async with a_worker(stage):
        await stage.ada.slash("bench optimizers")
        names = [choice.name for choice in await stage.ada.complete("bench cancel", "job", "")]
        assert names == ["#1 · queued · Optimizers compared"]
        assert not await stage.ben.complete("bench cancel", "job", "")
        assert "#1 is cancelled" in (await stage.ada.slash("bench cancel", job=1)).text
        assert "already over" in (await stage.ada.slash("bench cancel", job=1)).text
        assert "There is no job #77" in (await stage.ada.slash("bench cancel", job=77)).text


async def test_staff_may_cancel_anyones(stage: Stage) -> None:
    async with a_worker(stage):
        await stage.ada.slash("bench optimizers")
        assert "cancelled" in (await stage.instructor.slash("bench cancel", job=1)).text


async def test_queue_shows_whose_and_how_long(stage: Stage) -> None:
    assert "The lab is idle" in (await stage.ada.slash("bench queue")).text
    async with a_worker(stage) as worker:
        await stage.ada.slash("bench optimizers")
        await stage.ben.slash("bench optimizers", seeds="2")
        await worker.progress(await worker.claim(), 1)
        text = (await stage.ada.slash("bench queue")).text
    assert "#1" in text
    assert "1 of 4 · part 1" in text
    assert "asked by you" in text
    assert "asked by Björn Lindqvist" in text


async def test_the_staff_put_a_waiting_benchmark_first(stage: Stage) -> None:
    async with a_worker(stage) as worker:
        await stage.ada.slash("bench optimizers")
        await stage.ben.slash("bench optimizers", seeds="2")
        refused = await stage.ben.slash("bench first", job=2)
        assert "Only the course staff" in refused.text
        names = [each.value for each in await stage.instructor.complete("bench first", "job", "")]
        assert names == [1, 2]
        put = await stage.instructor.slash("bench first", job=2)
        assert "#2** queued, next in line, put first by the staff" in put.text
        assert (await worker.claim()).job == 2


async def test_an_estimate_is_said_before_and_when_one_asks(stage: Stage) -> None:
    async with a_worker(stage) as worker:
        [quick, slow] = await stage.ada.complete("bench optimizers", "budget", "", seeds="2")
        assert quick.name == "quick · takes perhaps 10 s, by the experiment's own estimate"
        assert (slow.name, slow.value) == ("thorough", "thorough")
        asked = await stage.ada.slash("bench optimizers", budget="quick")
        assert "takes perhaps 10 s, by the experiment's own estimate" in asked.text
        taken = await worker.claim()
        stage.house.clock.move(timedelta(seconds=4))
        await worker.finish(taken)
        for options in ({}, {"seeds": "x"}):
            [quick, _] = await stage.ada.complete("bench optimizers", "budget", "", **options)
            said = "quick · takes about 4.0 s, as 1 benchmark with these settings did"
            assert quick.name == ("quick" if options else said)
        await stage.ben.slash("bench optimizers", seeds="2")
        await worker.claim()
        waits = await stage.ada.slash("bench optimizers", seeds="4")
        assert "should begin at <t:" in waits.text, "a moment, which does not grow old while one looks"


def test_an_estimate_from_another_machine_names_it() -> None:
    told = Estimate(seconds=12, basis="like settings", jobs=3, machine="NVIDIA H200")
    assert takes_text(told) == (
        "takes about 12 s, going by 3 benchmarks with like settings on another machine (NVIDIA H200)"
    )


async def test_show_has_the_report_with_its_plot_for_oneself(stage: Stage) -> None:
    async with a_worker(stage) as worker:
        await stage.ada.slash("bench optimizers")
        await worker.finish(await worker.claim())
        suggested = await stage.ben.complete("bench show", "job", "1")
        reply = await stage.ben.slash("bench show", job=suggested[0].value)
    assert reply.first.ephemeral
    assert "adam did not reach the target" in reply.text
    assert reply.first.file() == png()
    assert "There is no job #9" in (await stage.ada.slash("bench show", job=9)).text


async def test_experiments_lists_what_was_announced(stage: Stage) -> None:
    assert "No experiments yet" in (await stage.ada.slash("bench experiments")).text
    async with a_worker(stage):
        text = (await stage.ada.slash("bench experiments")).text
    for part in (
        "what the budget has",
        "Optimizers compared",
        "`rates`",
        "from 1e-05 up to 10",
        "sgd, momentum, adam",
    ):
        assert part in text, part


async def test_history_is_in_pages_the_newest_first(stage: Stage) -> None:
    assert "You have asked for none" in (await stage.ada.slash("bench history")).text
    async with a_worker(stage) as worker:
        for person in (stage.ada, stage.ben):
            await person.slash("bench optimizers", seeds="4")
            await worker.finish(await worker.claim())
        await stage.ada.slash("bench optimizers", rates="1,2,3")
        await worker.fail(await worker.claim(), "The time limit was reached.")
        mine = (await stage.ada.slash("bench history")).text
        every = (await stage.ada.slash("bench history", whose="everyone's")).text
    assert "sgd needed 120 steps; adam did not reach the target." in mine
    assert "The time limit was reached." in mine
    assert mine.index("#3") < mine.index("#1")
    assert "#2" not in mine
    assert "#2" in every
    assert "Björn Lindqvist" in every
    assert "finished in 1.2 s" in every


async def test_two_reports_are_compared_and_what_differs_is_said(stage: Stage) -> None:
    async with a_worker(stage) as worker:
        for seeds in ("3", "4"):
            await stage.ada.slash("bench optimizers", seeds=seeds)
        await worker.finish(await worker.claim())
        other = MACHINE.model_copy(update={"processor": "EPYC", "load": 3.0})
        await worker.finish(await worker.claim(), machine=other, code="beef", seeds=(1, 2, 3, 4))
        await stage.ada.slash("bench optimizers", seeds="5")
        [found] = await stage.ada.complete("bench compare", "with", "#", job=1)
        assert found.value == 2
        text = (await stage.ada.slash("bench compare", options={"job": 1, "with": 2})).text
        for part in (
            "Different machines", "processor: Xeon / EPYC", "seconds, and what is made of them, cannot",
            "Different code", "Different settings", "seeds 3 / 4", "3 and 4 of them",
            "#1 steps to target", "#2 step", "Hardware, on different machines", "120 (110–131)",
        ):  # fmt: skip
            assert part in text, part
        assert "load" not in text.split("#1 steps")[0], "the load is no machine"
        same = (await stage.ada.slash("bench compare", options={"job": 1, "with": 1})).text
        assert "Same experiment, settings, code and machine" in same
        unfinished = (await stage.ada.slash("bench compare", options={"job": 1, "with": 3})).text
        assert "#3 has no report: it is queued" in unfinished


async def test_an_optimizer_is_explained_by_its_own_lines(stage: Stage) -> None:
    assert "No compute worker" in (await stage.ada.slash("bench explain", optimizer="adam")).text
    async with a_worker(stage):
        found = await stage.ada.complete("bench explain", "optimizer", "rmsprop in")
        assert [(each.name, each.value) for each in found] == [
            ("ADAM · Momentum and RMSProp in one.", "adam")
        ]
        reply = await stage.ada.slash("bench explain", optimizer="adam")
        assert reply.first.ephemeral
        for part in ("Momentum and RMSProp in one", "Kingma and Ba", "BETA1 = 0.9", "class Adam:"):
            assert part in reply.text, part
        unknown = await stage.ada.slash("bench explain", optimizer="adamant")
        assert "On offer: sgd, momentum, adam" in unknown.text
        silent = await stage.ada.slash("bench explain", optimizer="sgd")
        assert "told nothing of it" in silent.text


async def test_run_again_opens_a_form_with_the_settings(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage) as worker:
        await stage.ada.slash("bench optimizers", rates="0.5,0.05")
        await worker.finish(await worker.claim())
        seen = await stage.until(lambda: (seen := the_table(stage)) and seen.files and seen)
        assert seen
        opened = await stage.ben.click(seen, label="again with")
        assert opened.modal
        typed = opened.modal.component("Settings")["value"]
        assert "rates=0.05,0.5" in typed
        changed = typed.replace("seeds=3", "seeds=5")
        reply = await stage.ben.submit(opened, {"Settings": changed})
        assert "#2" in reply.text
        job = await stage.ask(GetJob(job=2))
        assert job.settings["seeds"] == 5
        assert job.settings["rates"] == (0.05, 0.5)
        assert job.asked_by == "Björn Lindqvist"
        wrong = await stage.ben.submit(
            await stage.ben.click(seen, label="again with"), {"Settings": "seeds=many"}
        )
        assert wrong.first.ephemeral
        assert "must be a whole number" in wrong.text


async def test_the_buttons_of_a_report(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage) as worker:
        await stage.ada.slash("bench optimizers")
        await worker.finish(await worker.claim())
        seen = await stage.until(lambda: (seen := the_table(stage)) and seen.files and seen)
        assert seen
        assert seen.buttons == ["details", "again with …", "compare with #…", "full report"]
        details = await stage.ben.click(seen, label="details")
        assert details.first.ephemeral
        for part in ("seeds=3", "c0de", "Plot: Loss", "Loss falls from 2.3 to 0.4", "4 GiB"):
            assert part in details.text, part
        assert details.first.file() == png()
        alone = await stage.ben.click(seen, label="compare with")
        assert "no other report" in alone.text

        await stage.ben.slash("bench optimizers", seeds="4")
        await worker.finish(await worker.claim())
        menu = await stage.ben.click(seen, label="compare with")
        chosen = await stage.ben.choose(menu.first, ["2"], custom_id="bench:other:1")
        assert "#1 beside #2" in chosen.text
        assert "Different settings" in chosen.text

        shown = await stage.ben.slash("bench show", job=1)
        posted = await stage.ben.click(shown, label="make it a channel post")
        assert "posted in this channel" in posted.text
        post = await stage.until(lambda: the_table(stage, "general"))
        assert post and not post.ephemeral
        assert "sgd needed 120 steps" in post.text
        assert "make it a channel post" not in post.buttons
        await stage.ben.click(shown, label="make it a channel post")
        assert len(stage.posts("general")) == 1, "once is enough"


async def test_the_same_again_is_answered_from_the_store_unless_anew(stage: Stage) -> None:
    await stage.setup()
    async with a_worker(stage) as worker:
        await worker.announce(code="c0de")
        await stage.ada.slash("bench optimizers")
        await worker.finish(await worker.claim())
        again = await stage.ben.slash("bench optimizers")
        assert again.first.ephemeral
        assert "answered from the store: **#1** measured this" in again.text
        assert "sgd needed 120 steps" in again.text
        assert again.first.file() == png()
        assert "run it anew" in again.first.buttons
        assert "answered from the store: #1" in (await stage.ben.slash("bench history")).text
        anew = await stage.ben.click(again, label="run it anew")
        assert "#3** queued" in anew.text
        assert (await worker.claim()).job == 3
        typed = await stage.ada.slash("bench run", experiment="optimizers", anew=True)
        assert "#4** queued" in typed.text
        other = await stage.ada.slash("bench optimizers", anew=True, seeds="7")
        assert "#5** queued" in other.text


async def test_suggestions_complete_lists_and_settings(stage: Stage) -> None:
    async with a_worker(stage):

        async def values(option: str, typed: str) -> list[object]:
            return [c.value for c in await stage.ada.complete("bench optimizers", option, typed)]

        assert await values("workload", "MOO") == ["moons"]
        assert await values("optimizers", "sgd, a") == ["sgd,adam"]
        assert (await values("optimizers", ""))[0] == "sgd,adam"
        assert await values("rates", "") == ["0.1,0.01"]
        assert await values("condition", "") == ["0"]
        assert await values("condition", "12") == ["12", "0"]
        assert await values("seeds", "7") == ["7", "3"]
        [steps] = await stage.ada.complete(
            "bench run", "settings", "steps", experiment="optimizers"
        )
        assert steps.value == "steps=0"
        found = await stage.ada.complete("bench run", "experiment", "opt")
        assert [choice.value for choice in found] == ["optimizers"]
        settings = await stage.ada.complete(
            "bench run", "settings", "seeds=2 work", experiment="optimizers"
        )
        assert [choice.value for choice in settings] == ["seeds=2 workload=digits"]


async def test_a_benchmark_from_a_direct_message_is_shown_there(stage: Stage) -> None:
    async with a_worker(stage):
        reply = await stage.ada.slash("bench optimizers", channel=stage.ada.dm)
        assert "#1" in reply.text
        await stage.until(
            lambda: any("queued" in seen.text and not seen.ephemeral for seen in stage.ada.inbox)
        )
