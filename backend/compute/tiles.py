"""A tile of a matrix product, in registers from the first to the last of its sums: what `passes.product` is made of.

With ten sums or five that are all alike, the tile is built by loops over its rows and vectors, as the compiler's own
instructions. Written out in Python, as `lanes` would allow, it is sixty lines, and numba takes seconds to read them.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types

from backend.compute.lanes import FUSED, LANES, everywhere, place
from backend.compute.pointers import intrinsic

ROWS = 5
"""Of a tile: with two vectors each, ten sums fill the pipeline of two multipliers of four cycles. Ten classes are two
tiles."""


def _tile(vectors: int) -> Any:
    """An intrinsic: (a, i, row, step, b, j, beside, depth, begin, first, out, o, over) →

    out[o + r · over + n] = begin[first + r] + Σ over k < depth of a[i + r · row + k · step] · b[j + k · beside + n],
    for r < ROWS and n < LANES · vectors."""

    @intrinsic
    def tile(
        _typing: Any, a: Any, _i: Any, _row: Any, _step: Any, b: Any, _j: Any, _beside: Any, _depth: Any,
        begin: Any, _first: Any, out: Any, _o: Any, _over: Any,
    ) -> Any:  # fmt: skip
        def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            a_, i, row, step, b_, j, beside, depth, begin_, first, out_, o, over = given
            number = context.get_value_type(a.dtype)
            align, kind = a.dtype.bitwidth // 8, ir.VectorType(number, LANES)
            whole = depth.type

            def times(factor: int, distance: Any) -> Any:
                return builder.mul(distance, ir.Constant(whole, factor))

            def vector_at(pointer: Any, at: Any) -> Any:
                return builder.bitcast(builder.gep(pointer, [at]), kind.as_pointer())

            lines = [place(context, builder, a, a_, builder.add(i, times(r, row))) for r in range(ROWS)]
            columns = place(context, builder, b, b_, j)
            start = place(context, builder, begin, begin_, first)
            begins = [
                everywhere(builder, builder.load(builder.gep(start, [ir.Constant(whole, r)]))) for r in range(ROWS)
            ]

            before = builder.block
            loop, after = builder.append_basic_block("tile"), builder.append_basic_block("tiled")
            nought = ir.Constant(whole, 0)
            builder.cbranch(builder.icmp_signed(">", depth, nought), loop, after)
            builder.position_at_end(loop)
            k, along, down = (builder.phi(whole) for _ in range(3))
            sums = [[builder.phi(kind) for _ in range(vectors)] for _ in range(ROWS)]
            row_of_b = [
                builder.load(vector_at(columns, builder.add(down, ir.Constant(whole, v * LANES))), align=align)
                for v in range(vectors)
            ]
            following = []
            for r in range(ROWS):
                each = everywhere(builder, builder.load(builder.gep(lines[r], [along])))
                following.append(
                    [
                        builder.fadd(sums[r][v], builder.fmul(each, row_of_b[v], flags=FUSED), flags=FUSED)
                        for v in range(vectors)
                    ]
                )
            counters = [(k, ir.Constant(whole, 1)), (along, step), (down, beside)]
            for phi, more in counters:
                phi.add_incoming(nought, before)
                phi.add_incoming(builder.add(phi, more), loop)
            for r in range(ROWS):
                for v in range(vectors):
                    sums[r][v].add_incoming(begins[r], before)
                    sums[r][v].add_incoming(following[r][v], loop)
            builder.cbranch(builder.icmp_signed("<", k.incomings[1][0], depth), loop, after)

            builder.position_at_end(after)
            for r in range(ROWS):
                for v in range(vectors):
                    sums[r][v] = done = builder.phi(kind)
                    done.add_incoming(begins[r], before)
                    done.add_incoming(following[r][v], loop)
            there = place(context, builder, out, out_, o)
            for r in range(ROWS):
                for v in range(vectors):
                    at = builder.add(times(r, over), ir.Constant(whole, v * LANES))
                    builder.store(sums[r][v], vector_at(there, at), align=align)
            return context.get_dummy_value()

        whole = types.intp
        return types.void(a, whole, whole, whole, b, whole, whole, whole, begin, whole, out, whole, whole), made

    return tile


one_vector, two_vectors = _tile(1), _tile(2)
