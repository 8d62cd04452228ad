#!/usr/bin/env python3
"""Syllabot's command line, and its composition root: here settings, engine, backend, bot, sandbox and worker are built.

`syllabot COMMAND --help` says what each command does. Nothing is built at import, and each command imports only what it
needs, so that the bot never loads a database and the backend never loads torch.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backend.settings import Settings

PROGRAM = Path(__file__).resolve()
WRONG = 2
"""Exit code of a mistake in what was typed or configured; 1 is for a refusal."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    told = parser.parse_args(arguments)
    from backend.settings import SettingsError, read_settings

    try:
        settings = read_settings(told.config)
        _log(settings, told.command)
        code: int = told.run(told, settings)
        return code
    except SettingsError as mistake:
        print(f"syllabot: {mistake}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough of it, as in `syllabot call … | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="syllabot",
        description="Runs a university course from chat.",
        epilog="Without a Discord token (SYLLABOT_DISCORD_TOKEN), `syllabot run` opens a sandbox: a chat page "
        "on this machine where the bot can be tried as any student or as the instructor.",
    )
    parser.add_argument(
        "--config", type=Path, default=Path("config.toml"), metavar="FILE",
        help="settings (default: config.toml; may be absent)",
    )  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Any, summary: str, more: str = "") -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {more}".strip()
        )
        command.set_defaults(run=run)
        return command

    add(
        "run",
        _run,
        "run everything on this machine and restart what dies",
        "Starts backend, bot and worker; and the sandbox with its chat page when there is no Discord token.",
    )
    add(
        "backend",
        _backend,
        "run the backend alone",
        "It owns the database and answers calls over HTTP, at [web] host and port of the settings. Missing tables are "
        "made at start. Bot and workers ask it, from here or from other machines.",
    )
    bot = add("bot", _bot, "run the bot alone", "It connects to Discord and asks the backend.")
    bot.add_argument(
        "--sandbox", metavar="URL", help="connect to a sandbox at this address instead of Discord"
    )
    worker = add(
        "worker",
        _worker,
        "run a compute worker",
        "It pulls benchmarks from the backend, so it needs no open port; run it where the GPU is.",
    )
    worker.add_argument(
        "--name", default=None, help="what reports call this worker (default: the host's name)"
    )
    sandbox = add(
        "sandbox",
        _sandbox,
        "run the sandbox alone",
        "A pretend Discord on loopback, with a chat page and a seeded class.",
    )
    sandbox.add_argument(
        "--start-clock",
        action="store_true",
        help="set the course clock to where the course's sandbox starts",
    )

    call = add(
        "call",
        _call,
        "make any call and print its reply as JSON",
        "A refusal goes to stderr, with exit code 1. The running backend is asked; when none runs, the "
        "database is opened directly. `syllabot call` alone lists the calls.",
    )
    call.add_argument(
        "name", nargs="?", metavar="NAME", help="such as ListDeadlines; without it, all are listed"
    )
    call.add_argument(
        "fields",
        nargs="*",
        metavar="field=value",
        help="such as within_days=14; values may be JSON",
    )
    call.add_argument(
        "--by", default="terminal", metavar="NAME", help="on whose behalf (default: terminal)"
    )
    call.add_argument("--staff", action="store_true", help="ask as course staff")
    call.add_argument(
        "--now", metavar="2024-02-05T12:00", help="as of this moment, in the course's zone"
    )
    call.add_argument(
        "--key",
        help="request key: asking again with it gives the same answer and does nothing twice",
    )

    check = add(
        "check",
        _check,
        "check a course folder",
        "Errors and warnings name file and line. Exit code 1 when there are errors.",
    )
    check.add_argument("folder", nargs="?", type=Path, help="default: the course of config.toml")

    bench = add(
        "bench",
        _bench,
        "run a benchmark in this terminal, without any server",
        "Prints the report and writes its figures. `syllabot bench` alone lists the experiments.",
    )
    bench.add_argument("experiment", nargs="?", help="such as optimizers")
    bench.add_argument(
        "fields",
        nargs="*",
        metavar="field=value",
        help="settings, such as optimizers=sgd,adam seeds=5",
    )
    bench.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="where figures and raw numbers go (default: bench/ in the data folder)",
    )
    return parser  # fmt: skip


def _log(settings: Settings, process: str) -> None:
    logging.basicConfig(
        level=settings.log.level,
        format=f"%(asctime)s {process:<8}%(levelname)-8s%(message)s",
        datefmt="%H:%M:%S",
        stream=sys.stderr,
    )
    # What others log of each request is too much for a terminal.
    for loud in ("discord", "aiohttp.access", "alembic", "apscheduler", "matplotlib"):
        logging.getLogger(loud).setLevel(max(logging.WARNING, logging.getLogger().level))


def _until_stopped(work: Coroutine[Any, Any, int]) -> int:
    """Run `work` until it ends or the process is asked to stop, which cancels it and lets it clean up."""

    async def run() -> int:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, task.cancel)
        try:
            return await task
        except asyncio.CancelledError:
            return 0

    from launch.supervisor import end_with_parent

    end_with_parent()
    return asyncio.run(run())


def _run(told: argparse.Namespace, settings: Settings) -> int:
    from launch.everything import run_everything

    return _until_stopped(run_everything(PROGRAM, told.config, settings))


def _backend(_told: argparse.Namespace, settings: Settings) -> int:
    from launch.backend import serve_backend

    return _until_stopped(serve_backend(settings))


def _bot(told: argparse.Namespace, settings: Settings) -> int:
    from launch.bot import serve_bot

    return _until_stopped(serve_bot(settings, told.sandbox))


def _worker(told: argparse.Namespace, settings: Settings) -> int:
    from launch.worker import serve_worker

    return _until_stopped(serve_worker(settings, told.name))


def _sandbox(told: argparse.Namespace, settings: Settings) -> int:
    from launch.sandbox import serve_sandbox

    return _until_stopped(serve_sandbox(settings, start_clock=told.start_clock))


def _call(told: argparse.Namespace, settings: Settings) -> int:
    from launch.terminal import make_call

    return asyncio.run(make_call(told, settings))


def _check(told: argparse.Namespace, settings: Settings) -> int:
    from backend.course.lint import check

    folder: Path = told.folder or settings.course.folder
    findings = check(folder)
    for finding in findings:
        print(finding)
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    print(f"{folder}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return 1 if errors else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _bench(told: argparse.Namespace, settings: Settings) -> int:
    from launch.bench import run_bench

    return asyncio.run(run_bench(told, settings))


if __name__ == "__main__":
    sys.exit(main())
