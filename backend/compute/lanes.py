"""Vectors that a compiled function names, as a type for numba: `LANES` numbers that the processor treats as one.

A compiler makes vector instructions of a simple loop by itself, but it does not keep a tile of sums in registers while
it walks along two matrices, and that is what makes a matrix product fast (Goto and van de Geijn, Anatomy of
high-performance matrix multiplication, ACM Trans. Math. Softw. 34(3), 2008). With vectors that have names such a tile
is written as what it is, a few sums:

    x = load(b, j)                                  LANES neighbours of a flat array, from the j-th on
    sums = sums + spread(a, i) * x                  a[i], times each of them; one instruction where there is such a one
    store(out, k, sums)

Nothing checks an index: what is read or written must lie in the array. A vector lives within one compiled function;
it is no argument and no result of any.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import llvmlite.binding
from llvmlite import ir
from numba import types
from numba.extending import lower_builtin, models, register_model, type_callable

from backend.compute.pointers import intrinsic

WIDE = ("avx512f", "sve")
"""Features of processors whose registers hold 16 numbers of four bytes, or may."""
LANES = 16 if any(llvmlite.binding.get_host_cpu_features().get(each) for each in WIDE) else 8
"""Numbers in a vector, whatever their type: a vector of float64 takes twice the registers."""

SHIFT = {4: 1.5 * 2.0**23, 8: 1.5 * 2.0**52}
"""By bytes of a number: added to a smaller one, it rounds that to a whole one, which its last bits then hold."""
FUSED = ("contract",)
"""A product that is added at once may be rounded once, as everywhere in what is `compiled`."""


class Vector(types.Type):
    """`LANES` numbers of a type."""

    def __init__(self, dtype: Any) -> None:
        self.dtype = dtype
        super().__init__(name=f"Vector({dtype}, {LANES})")


@register_model(Vector)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        number = manager.lookup(kind.dtype).get_value_type()
        super().__init__(manager, kind, ir.VectorType(number, LANES))  # type: ignore[no-untyped-call]


def place(context: Any, builder: Any, kind: Any, array: Any, at: Any) -> Any:
    """Where the number lies."""
    return builder.gep(context.make_array(kind)(context, builder, array).data, [at])


def everywhere(builder: Any, number: Any) -> Any:
    """A vector that holds the number in each of its lanes."""
    nothing = ir.Constant(ir.VectorType(number.type, LANES), ir.Undefined)
    first = builder.insert_element(nothing, number, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(
        first, nothing, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    )


@intrinsic
def load(_typing: Any, array: Any, _at: Any) -> Any:
    """(array [·], at) → the vector that begins there."""
    kind = Vector(array.dtype)

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        there = place(context, builder, signature.args[0], *given)
        whole = builder.bitcast(there, context.get_value_type(kind).as_pointer())
        return builder.load(whole, align=array.dtype.bitwidth // 8)

    return kind(array, types.intp), made


@intrinsic
def store(_typing: Any, array: Any, _at: Any, vector: Any) -> Any:
    """(array [·], at, vector): write it there."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        there = place(context, builder, signature.args[0], given[0], given[1])
        whole = builder.bitcast(there, given[2].type.as_pointer())
        builder.store(given[2], whole, align=array.dtype.bitwidth // 8)
        return context.get_dummy_value()

    return types.void(array, types.intp, vector), made


@intrinsic
def spread(_typing: Any, array: Any, _at: Any) -> Any:
    """(array [·], at) → that one number, in every lane."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return everywhere(builder, builder.load(place(context, builder, signature.args[0], *given)))

    return Vector(array.dtype)(array, types.intp), made


@intrinsic
def noughts(_typing: Any, array: Any) -> Any:
    """(array) → a vector of noughts of its type."""

    def made(context: Any, _builder: Any, signature: Any, _given: Any) -> Any:
        return ir.Constant(context.get_value_type(signature.return_type), None)

    return Vector(array.dtype)(array), made


@intrinsic
def largest(_typing: Any, one: Any, other: Any) -> Any:
    """The larger of each two; what is no number wins, so that an overflow is not lost."""

    def made(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        a, b = given
        larger = builder.select(builder.fcmp_ordered(">", a, b), a, b)
        return builder.select(builder.fcmp_unordered("uno", a, a), a, larger)

    return one(one, other), made


@intrinsic
def where_positive(_typing: Any, values: Any, others: Any) -> Any:
    """(values, others): the others where the value is above nought, and nought elsewhere."""

    def made(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        nought = ir.Constant(given[0].type, None)
        return builder.select(builder.fcmp_ordered(">", given[0], nought), given[1], nought)

    return others(values, others), made


@intrinsic
def power(_typing: Any, shifted: Any) -> Any:
    """2^k of whole numbers k, given as k + `SHIFT`: k then stands in the last bits, and becomes the exponent."""
    bits = shifted.dtype.bitwidth
    exponent = {32: 23, 64: 52}[bits]

    def made(_context: Any, builder: Any, signature: Any, given: Any) -> Any:
        whole = ir.VectorType(ir.IntType(bits), LANES)
        bias = (1 << (bits - exponent - 2)) - 1
        moved = builder.shl(builder.bitcast(given[0], whole), ir.Constant(whole, [exponent] * LANES))
        biased = builder.add(moved, ir.Constant(whole, [bias << exponent] * LANES))
        return builder.bitcast(biased, given[0].type)

    return shifted(shifted), made


@intrinsic
def total(_typing: Any, vector: Any) -> Any:
    """The sum of its numbers, halves added to halves."""

    def made(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        (sums,) = given
        nothing, half = ir.Constant(sums.type, ir.Undefined), LANES // 2
        while half:
            order = [(at + half) % LANES for at in range(LANES)]
            turned = builder.shuffle_vector(
                sums, nothing, ir.Constant(ir.VectorType(ir.IntType(32), LANES), order)
            )
            sums, half = builder.fadd(sums, turned), half // 2
        return builder.extract_element(sums, ir.Constant(ir.IntType(32), 0))

    return vector.dtype(vector), made


@intrinsic
def turn_tile(_typing: Any, given: Any, _at: Any, _beside: Any, out: Any, _to: Any, _over: Any) -> Any:
    """(given, at, beside, out, to, over): out[to + c · over + r] = given[at + r · beside + c], r and c below LANES.

    Blocks beside the diagonal change places, then the blocks within each block, down to single numbers."""

    def made(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        _, at, beside, _, to, over = values
        kind = ir.VectorType(context.get_value_type(given.dtype), LANES)
        bytes_each = given.dtype.bitwidth // 8

        def tile_row(array: int, number: int, begin: Any, distance: Any) -> Any:
            where = builder.add(begin, builder.mul(distance, ir.Constant(begin.type, number)))
            return builder.bitcast(
                place(context, builder, signature.args[array], values[array], where), kind.as_pointer()
            )

        rows = [builder.load(tile_row(0, row, at, beside), align=bytes_each) for row in range(LANES)]
        half = LANES // 2
        while half:
            first = [LANES + lane - half if lane & half else lane for lane in range(LANES)]
            second = [LANES + lane if lane & half else lane + half for lane in range(LANES)]
            orders = [ir.Constant(ir.VectorType(ir.IntType(32), LANES), each) for each in (first, second)]
            for row in range(LANES):
                if not row & half:
                    one, other = rows[row], rows[row + half]
                    rows[row] = builder.shuffle_vector(one, other, orders[0])
                    rows[row + half] = builder.shuffle_vector(one, other, orders[1])
            half //= 2
        for column, row in enumerate(rows):
            builder.store(row, tile_row(3, column, to, over), align=bytes_each)
        return context.get_dummy_value()

    whole = types.intp
    return types.void(given, whole, whole, out, whole, whole), made


def _operator(sign: Callable[[Any, Any], Any], instruction: str) -> None:
    """`vector sign vector` is that instruction."""

    @type_callable(sign)
    def typed(_context: Any) -> Any:
        def both(one: Any, other: Any) -> Any:
            return one if isinstance(one, Vector) and one == other else None

        return both

    @lower_builtin(sign, Vector, Vector)  # type: ignore[no-untyped-call, untyped-decorator]
    def lowered(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return getattr(builder, instruction)(*given, flags=FUSED)


for _sign, _instruction in (
    (operator.add, "fadd"),
    (operator.sub, "fsub"),
    (operator.mul, "fmul"),
    (operator.truediv, "fdiv"),
):
    _operator(_sign, _instruction)
