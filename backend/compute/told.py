"""What is told of a plug-in when it is announced: a sentence of its file, and the lines that do the work.

The text is the file's own, so it cannot differ from what runs: the first paragraph of the module's docstring, the
constants that the lines name, and the lines themselves. Where there is no source to be had, nothing is told.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

SENTENCE, LINES = 300, 4000
"""Characters that the contract takes; what is longer is cut, and says so."""


def about(thing: Any) -> str:
    """The first paragraph of the docstring of the module that defines `thing`."""
    module = inspect.getmodule(thing)
    paragraph = (inspect.getdoc(module) or "").split("\n\n")[0] if module else ""
    return _cut(" ".join(paragraph.split()), SENTENCE)


def lines(thing: Any) -> str:
    """The source of the class or function `thing`, below the constants of its module that it names."""
    module = inspect.getmodule(thing)
    try:
        body = textwrap.dedent(inspect.getsource(thing)).strip()
        whole = inspect.getsource(module) if module else ""
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
    above = "\n".join(constants)
    return _cut(f"{above}\n\n{body}" if above else body, LINES)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
