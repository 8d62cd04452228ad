"""Runs command lines for tests, each in a process of its own that begins with everything imported.

    python -m tests.launch.forking        a JSON object a line: typed, environment, out, err; answers with exit codes
                                          with "stays" true it answers with the process's number, and its
                                          exit code when that is asked for: {"over": 123}

Most of what `syllabot call` takes is importing; a fork of a process that has done it takes none of that, and is
otherwise what a terminal would start.
"""

import json
import os
import sys

import backend.desks
import launch.house
import launch.terminal
import syllabot

IMPORTED = (backend.desks, launch.house, launch.terminal)
"""What a call needs."""


def run(typed: list[str], environment: dict[str, str], out: str, err: str, stdin: int) -> None:
    """In the child: never returns."""
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(stdin, 0)
    for number, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    code: object = 1
    try:
        code = syllabot.main(typed)
    except SystemExit as leaving:
        code = leaving.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def serve() -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    as_long_as_we_live, ours = os.pipe()
    for line in sys.stdin:
        told = json.loads(line)
        child, stays = told.get("over", 0), told.pop("stays", False)
        if not child and (child := os.fork()) == 0:
            os.close(ours)
            run(**told, stdin=as_long_as_we_live if stays else nothing)
        answer = child if stays else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
