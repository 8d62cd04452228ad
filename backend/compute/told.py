"""What is told of a plug-in when it is announced: a sentence of its file, and the lines that do the work.

The text is the file's own, so it cannot differ from what runs: the first paragraph of the docstring of the module that
declares it, the constants that the lines name, and the lines themselves. A plug-in that is made of another one has its
declaration below the other's lines. Where there is no source to be had, nothing is told.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from dataclasses import dataclass
from types import ModuleType
from typing import Any

SENTENCE, LINES = 300, 4000
"""Characters that the contract takes; what is longer is cut, and says so."""


@dataclass(frozen=True)
class Home:
    """Where a plug-in is declared."""

    module: ModuleType
    declaration: str
    """The lines that assign it."""


def homes(package: str) -> dict[int, Home]:
    """By the `id` of each value: the module of `package`, of those imported already, that assigns it at its top.

    A module that only imports a plug-in is not its home.
    """
    found: dict[int, Home] = {}
    for name, module in sorted(sys.modules.items()):
        if not name.startswith(f"{package}."):
            continue
        source = _source(module)
        for each in ast.parse(source).body:
            if isinstance(each, ast.Assign):
                for target in each.targets:
                    if isinstance(target, ast.Name) and target.id in vars(module):
                        lines = ast.get_source_segment(source, each) or ""
                        found[id(vars(module)[target.id])] = Home(module, lines)
    return found


def about(home: Home | None) -> str:
    """The first paragraph of its docstring."""
    paragraph = (inspect.getdoc(home.module) or "").split("\n\n")[0] if home else ""
    return _cut(" ".join(paragraph.split()), SENTENCE)


def lines(thing: Any, home: Home | None = None) -> str:
    """The source of the class or function `thing`, below the constants of its module that it names.

    With a `home` that is another module, what is declared there stands below.
    """
    module = inspect.getmodule(thing)
    whole = _source(module)
    try:
        body = textwrap.dedent(inspect.getsource(thing)).strip()
        named = {word.id for word in ast.walk(ast.parse(body)) if isinstance(word, ast.Name)}
    except (OSError, TypeError, SyntaxError):  # a lambda's source may be half of an expression
        return ""
    constants = [
        ast.get_source_segment(whole, each) or ""
        for each in ast.parse(whole).body
        if isinstance(each, ast.Assign)
        and isinstance(each.value, ast.Constant)
        and all(isinstance(to, ast.Name) and to.id in named for to in each.targets)
    ]
    elsewhere = home is not None and home.module is not module
    below = [home.declaration] if home is not None and elsewhere else []
    return _cut("\n\n".join(part for part in ("\n".join(constants), body, *below) if part), LINES)


def _source(module: ModuleType | None) -> str:
    try:
        return "" if module is None else inspect.getsource(module)
    except (OSError, TypeError):
        return ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
