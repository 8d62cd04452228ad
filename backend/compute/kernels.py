"""The lines that are read, compiled: an optimizer's reference as one pass over the weights of a run.

A reference's `step` is a few lines of operators over arrays. Written for one number instead, those lines are the inner
loop of a kernel that reads each weight, gradient and memory once and writes them once, where the arrays' way goes
through memory a dozen times. So they are rewritten here, by their syntax tree, and compiled by numba:

    self.steps += 1                              what counts steps is counted once a step,
    mean / (1 - BETA1**self.steps)               what only constants and counts decide is computed once a step,
    self.mean = BETA1 * self.mean + …            and the rest for each number, in the arrays' own precision.

A reference that cannot be rewritten (it calls something, or loops) is run as it stands; so is every one where numba is
not installed. A test holds each kernel to its reference.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from backend.compute.compiling import POSSIBLE, compiled
from backend.compute.optimizer import Reference


class CannotCompile(Exception):
    """Why a reference is run as it stands."""


@dataclass(frozen=True)
class Kernel:
    """A compiled step."""

    counts: tuple[str, ...]
    """Memory that counts steps: one integer each."""
    memory: tuple[str, ...]
    """Memory beside every weight: one array each, of the weights' shape, zero at first."""
    made: Callable[[str], Callable[..., None]]
    """For numbers of a kind, "float32" or "float64": (weights [·], gradient [last − first], first, last, rate, counts
    int64 [·], memory [·, ·]) takes a step of the weights from `first` to `last`, which have these counts for their
    own. Its type is `signature`."""

    def fresh(
        self, weights: int, parts: int, dtype: npt.DTypeLike
    ) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Counts [parts, ·] of weights that are updated in so many parts, and memory [·, weights], at the beginning."""
        counts = np.zeros((parts, max(len(self.counts), 1)), np.int64)
        return counts, np.zeros((max(len(self.memory), 1), weights), dtype)


def signature(kind: str) -> Any:
    """Of a compiled step, so that a compiled loop can be given any of them."""
    from numba import types

    number = types.float32 if kind == "float32" else types.float64
    row, table = types.Array(number, 1, "C"), types.Array(number, 2, "C")
    return types.void(row, row, types.int64, types.int64, number, types.Array(types.int64, 1, "C"), table)


@cache
def kernel_of(reference: type[Reference]) -> Kernel | None:
    """The compiled step of a reference class; None when it is to be run as it stands."""
    if not POSSIBLE:
        return None
    try:
        counts, memory, source = _rewritten(reference)
    except (CannotCompile, OSError, TypeError):
        return None
    names = {**vars(inspect.getmodule(reference) or object()), "np": np}
    return Kernel(counts, memory, cache(_compiler(reference, source, names)))


def _compiler(
    reference: type[Reference], source: str, names: dict[str, Any]
) -> Callable[[str], Callable[..., None]]:
    """What makes machine code of the kernel, kept on disk beside this file's own where that can be written: compiling
    all of them takes seconds, which nobody should wait for twice."""
    constants = sorted(
        f"{name}={value!r}" for name, value in names.items() if isinstance(value, int | float)
    )
    mark = hashlib.sha256("\n".join([source, *constants]).encode()).hexdigest()[:16]
    name = f"{reference.__qualname__}_{mark}"
    file = Path(__file__).parent / "__pycache__" / "kernels" / f"{name}.py"
    on_disk = _written(file, source)
    code = compile(source, str(file) if on_disk else f"<kernel {name}>", "exec")
    exec(code, names)
    return lambda kind: cast(
        Callable[..., None], compiled(names["kernel"], signature=signature(kind), keep=on_disk)
    )


def _written(file: Path, source: str) -> bool:
    """Whether the file has that source now; numba names its cache after it."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            # Threads train beside one another, too, and ask for the same at the same moment.
            fresh = file.with_name(f"{file.name}.{os.getpid()}.{get_ident()}")
            fresh.write_text(source, encoding="utf-8")
            fresh.replace(file)
        return file.read_text(encoding="utf-8") == source
    except OSError:
        return False


def _rewritten(reference: type[Reference]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Counts, memory, and the kernel's source."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(reference)))
    (kind,) = tree.body
    assert isinstance(kind, ast.ClassDef)
    held = dict(_begins(kind))
    steps = [each for each in kind.body if isinstance(each, ast.FunctionDef) and each.name == "step"]
    if len(steps) != 1 or any(not isinstance(value, int | float) for value in held.values()):
        raise CannotCompile("its memory does not begin as a number")
    counts = tuple(name for name, value in held.items() if isinstance(value, int))
    memory = tuple(name for name, value in held.items() if isinstance(value, float))
    if any(held[name] for name in held):
        raise CannotCompile("its memory does not begin at nought")
    writer = _Writer(counts, memory, set(vars(inspect.getmodule(reference) or object())))
    return counts, memory, writer.kernel(steps[0])


def _begins(kind: ast.ClassDef) -> Iterator[tuple[str, object]]:
    """What the class says its memory begins as."""
    for each in kind.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value is not None:
            yield each.target.id, ast.literal_eval(each.value)
        elif isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            yield each.targets[0].id, ast.literal_eval(each.value)


class _Writer(ast.NodeTransformer):
    """Writes the loop; `self.x` becomes a name, and what no number decides goes before the loop."""

    def __init__(self, counts: tuple[str, ...], memory: tuple[str, ...], constants: set[str]) -> None:
        self.counts, self.memory, self.constants = counts, memory, constants
        self.hoisted: dict[str, str] = {}

    def kernel(self, step: ast.FunctionDef) -> str:
        weights, gradient, rate = (each.arg for each in step.args.args[1:])
        counting: list[ast.stmt] = []
        looping: list[ast.stmt] = []
        for line in step.body:
            if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
                continue
            (counting if self._counts(line) else looping).append(line)
        written: list[str] = []
        for line in looping:
            if isinstance(line, ast.Return):
                assert line.value is not None
                written.append(f"own_weights[at] = {self._expression(line.value)}")
            elif isinstance(line, ast.Assign | ast.AugAssign | ast.AnnAssign):
                written += self._assignment(line)
            else:
                raise CannotCompile(f"a step of {type(line).__name__} is not operators only")
        before = [ast.unparse(self._named(line)) for line in counting]
        load = [f"m_{name} = memory_{name}[at]" for name in self.memory]
        store = [f"memory_{name}[at] = m_{name}" for name in self.memory]
        fixed = [("0", "zero"), ("1", "one"), *self.hoisted.items()]
        lines = [
            f"def kernel(all_weights, all_gradients, first, last, {rate}, counts, memory):",
            *(f"    c_{name} = counts[{n}]" for n, name in enumerate(self.counts)),
            *(f"    {line}" for line in before),
            *(f"    counts[{n}] = c_{name}" for n, name in enumerate(self.counts)),
            # In the type of the weights: one double among floats would make the whole loop double.
            "    kind = all_weights.dtype.type",
            *(f"    {name} = kind({text})" for text, name in fixed),
            # Slices, so that the index begins at nought: one that may be less is checked at every number.
            "    own_weights = all_weights[first:last]",
            *(f"    memory_{name} = memory[{n}, first:last]" for n, name in enumerate(self.memory)),
            "    for at in range(last - first):",
            f"        {weights} = own_weights[at]",
            f"        {gradient} = all_gradients[at]",
            *(f"        {line}" for line in (*load, *written[:-1], *store, written[-1])),
        ]
        return "\n".join(lines) + "\n"

    def _counts(self, line: ast.stmt) -> bool:
        if not isinstance(line, ast.Assign | ast.AugAssign):
            return False
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        return self._own(target) in self.counts

    def _assignment(self, line: ast.Assign | ast.AugAssign | ast.AnnAssign) -> list[str]:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Tuple):
            names, values = line.targets[0].elts, line.value
            if not isinstance(values, ast.Tuple):
                raise CannotCompile("it takes something apart")
            pairs = list(zip(names, values.elts, strict=True))
            return [f"{self._target(name)} = {self._expression(value)}" for name, value in pairs]
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        if isinstance(line, ast.AugAssign):
            value: ast.expr = ast.BinOp(_loaded(target), line.op, line.value)
        else:
            assert line.value is not None
            value = line.value
        return [f"{self._target(target)} = {self._expression(value)}"]

    def _target(self, target: ast.expr) -> str:
        own = self._own(target)
        if own is not None:
            if own not in self.memory:
                raise CannotCompile(f"{own} is set but does not begin as anything")
            return f"m_{own}"
        if not isinstance(target, ast.Name):
            raise CannotCompile("it sets part of something")
        return target.id

    def _own(self, node: ast.AST) -> str | None:
        own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
        return node.attr if own and isinstance(node, ast.Attribute) else None

    def _named(self, line: ast.stmt) -> ast.stmt:
        """A counting line, with names for `self.…`."""
        writer = self

        class Named(ast.NodeTransformer):
            def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
                own = writer._own(node)
                return ast.Name(f"c_{own}", node.ctx) if own in writer.counts else node

        named = ast.fix_missing_locations(Named().visit(line))
        assert isinstance(named, ast.stmt)
        return named

    def _expression(self, node: ast.expr) -> str:
        """As text; whatever only constants and counts decide becomes a name that is set before the loop."""
        if self._fixed(node):
            text = ast.unparse(self._named(ast.Expr(node)))
            return self.hoisted.setdefault(text, f"h{len(self.hoisted)}")
        own = self._own(node)
        if own is not None:
            if own not in self.memory:
                raise CannotCompile(f"{own} is not its memory")
            return f"m_{own}"
        match node:
            case ast.Name(id=name):
                return name
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=0.5)):
                return f"np.sqrt({self._expression(left)})"
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
                base = self._expression(left)
                return f"({base} * {base})"
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return f"({self._expression(left)} {OPERATORS[type(op)]} {self._expression(right)})"
            case ast.UnaryOp(op=ast.USub(), operand=of):
                return f"(-{self._expression(of)})"
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARED:
                compared = f"{self._expression(left)} {COMPARED[type(op)]} {self._expression(right)}"
                return f"(one if {compared} else zero)"
            case ast.Call(func=ast.Name(id="abs"), args=[of], keywords=[]):
                return f"abs({self._expression(of)})"
        raise CannotCompile(f"{ast.unparse(node)} is not operators only")

    def _fixed(self, node: ast.expr) -> bool:
        """Whether only constants and counts decide it."""
        known = {"self", *self.constants}
        for each in ast.walk(node):
            if isinstance(each, ast.Attribute) and self._own(each) not in self.counts:
                return False
            if isinstance(each, ast.Call) or (isinstance(each, ast.Name) and each.id not in known):
                return False
        return True


OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip
COMPARED: dict[type[ast.cmpop], str] = {
    ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def _loaded(target: ast.expr) -> ast.expr:
    """A target, read."""
    text = ast.unparse(target)
    parsed = ast.parse(text, mode="eval")
    return parsed.body
