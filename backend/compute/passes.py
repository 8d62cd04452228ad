"""What training a dense network is made of, as compiled functions over flat arrays: for `dense`, which lays them out.

    product                 a tile of sums in registers, along two matrices: forward, back, and the gradient by weights
    forward, exponentials   logits, and e^(logit − largest) with its sum
    stretch                 some steps of all runs of one optimizer: no Python in between
    looked                  loss and hits on held-out data, a block of samples at a time, so that logits stay in cache

Matrices lie as [row, column] in flat arrays, rows `beside` one another, so that a row may be longer than what is in it:
what lies along a vector is padded to whole vectors (`lanes`). Rows are taken `ROWS` at a time; the last ones overlap
those before, and where there are fewer, the memory behind them is read, and what comes of it is not.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numba import types

from backend.compute.compiling import compiled
from backend.compute.lanes import (
    LANES,
    SHIFT,
    largest,
    load,
    noughts,
    power,
    spread,
    store,
    total,
    turn_tile,
    where_positive,
)
from backend.compute.pointers import call

ROWS = 5
"""Of a tile: with two vectors each, ten sums fill the pipeline of two multipliers of four cycles. Ten classes are two
tiles."""
BLOCK = 2 * LANES
"""Samples that are looked at together."""
IN, OUT, HELD, STRIDE, WEIGHTS, BIAS, VALUES, AT_ONCE = range(8)
"""Columns of a network's table, a layer a row: its widths, output rows there is room for, the distance of two rows of
its weights, where its weights and biases begin in a run's parameters, which row of all layers' outputs is its
first, and how many rows of weights are updated at once."""


@compiled
def product(
    a: Any, i: int, row: int, step: int, b: Any, j: int, beside: int, depth: int,
    begin: Any, first: int, out: Any, o: int, over: int, rows: int, width: int,
) -> None:  # fmt: skip
    """out[o + r · over + n] = begin[first + r] + Σ over k < depth of a[i + r · row + k · step] · b[j + k · beside + n],
    for r < rows and n < width, which is a multiple of LANES. All arrays but `b` have room for ROWS rows.
    """
    lowest = max(rows - ROWS, 0)
    pairs = width - width % BLOCK
    for n in range(0, pairs, BLOCK):
        for top in range(0, rows, ROWS):
            r = min(top, lowest)
            i0 = i + r * row
            i1, i2, i3, i4 = i0 + row, i0 + 2 * row, i0 + 3 * row, i0 + 4 * row
            m = first + r
            x0, x1, x2 = spread(begin, m), spread(begin, m + 1), spread(begin, m + 2)
            x3, x4 = spread(begin, m + 3), spread(begin, m + 4)
            y0, y1, y2, y3, y4 = x0, x1, x2, x3, x4
            at = j + n
            for _ in range(depth):
                x, y = load(b, at), load(b, at + LANES)
                each = spread(a, i0)
                x0, y0 = x0 + each * x, y0 + each * y
                each = spread(a, i1)
                x1, y1 = x1 + each * x, y1 + each * y
                each = spread(a, i2)
                x2, y2 = x2 + each * x, y2 + each * y
                each = spread(a, i3)
                x3, y3 = x3 + each * x, y3 + each * y
                each = spread(a, i4)
                x4, y4 = x4 + each * x, y4 + each * y
                i0, i1, i2, i3, i4 = i0 + step, i1 + step, i2 + step, i3 + step, i4 + step
                at += beside
            to = o + r * over + n
            store(out, to, x0)
            store(out, to + LANES, y0)
            store(out, to + over, x1)
            store(out, to + over + LANES, y1)
            store(out, to + 2 * over, x2)
            store(out, to + 2 * over + LANES, y2)
            store(out, to + 3 * over, x3)
            store(out, to + 3 * over + LANES, y3)
            store(out, to + 4 * over, x4)
            store(out, to + 4 * over + LANES, y4)
    if pairs < width:
        for top in range(0, rows, ROWS):
            r = min(top, lowest)
            i0 = i + r * row
            i1, i2, i3, i4 = i0 + row, i0 + 2 * row, i0 + 3 * row, i0 + 4 * row
            m = first + r
            x0, x1, x2 = spread(begin, m), spread(begin, m + 1), spread(begin, m + 2)
            x3, x4 = spread(begin, m + 3), spread(begin, m + 4)
            at = j + pairs
            for _ in range(depth):
                x = load(b, at)
                x0 = x0 + spread(a, i0) * x
                x1 = x1 + spread(a, i1) * x
                x2 = x2 + spread(a, i2) * x
                x3 = x3 + spread(a, i3) * x
                x4 = x4 + spread(a, i4) * x
                i0, i1, i2, i3, i4 = i0 + step, i1 + step, i2 + step, i3 + step, i4 + step
                at += beside
            to = o + r * over + pairs
            store(out, to, x0)
            store(out, to + over, x1)
            store(out, to + 2 * over, x2)
            store(out, to + 3 * over, x3)
            store(out, to + 4 * over, x4)


@compiled
def turn(given: Any, columns: int, out: Any) -> None:
    """out[c, r] = given[r, c] for so many columns of `given`; what is left of the rows of `out` is nought."""
    rows, beside = given.shape
    room = out.shape[1]
    whole_rows, whole_columns = rows - rows % LANES, columns - columns % LANES
    for r in range(0, whole_rows, LANES):
        for c in range(0, whole_columns, LANES):
            turn_tile(given, r * beside + c, beside, out, c * room + r, room)
    for c in range(columns):
        for r in range(whole_rows if c < whole_columns else 0, rows):
            out[c, r] = given[r, c]
        for r in range(rows, room):
            out[c, r] = 0


@compiled
def gather(x: Any, wanted: Any, samples: Any, features: Any) -> None:
    """Minibatches `wanted` [step, sample] of `x` [·, in], as `samples` [step, sample, stride] and, the other way round,
    as `features` [step, in, lanes]."""
    batch, width = wanted.shape[1], x.shape[1]
    for step in range(wanted.shape[0]):
        for n in range(batch):
            at = wanted[step, n]
            for c in range(width):
                samples[step, n, c] = x[at, c]
        turn(samples[step], width, features[step])


@compiled
def blocks(x: Any, features: Any) -> None:
    """All of `x` [sample, in], as `features` [block, in, BLOCK]."""
    for block in range(features.shape[0]):
        turn(x[block * BLOCK : (block + 1) * BLOCK], x.shape[1], features[block])


@compiled
def forward(table: Any, weights: Any, own: int, features: Any, at: int, lanes: int, values: Any) -> None:
    """Outputs of every layer of a run, logits last, as `values`; its parameters begin at `own`, features [in, lanes] at
    `at`."""
    last = table.shape[0] - 1
    below, j = features, at
    for number in range(last + 1):
        layer = table[number]
        out, stride = layer[VALUES] * lanes, layer[STRIDE]
        product(
            weights, own + layer[WEIGHTS], stride, 1, below, j, lanes, layer[IN], weights, own + layer[BIAS],
            values, out, lanes, layer[OUT], lanes,
        )  # fmt: skip
        if number < last:
            nothing = noughts(values)
            for n in range(out, out + layer[OUT] * lanes, LANES):
                store(values, n, largest(load(values, n), nothing))
        below, j = values, out


SMALLEST, LOG2E, SHIFTED, LN2_HIGH, LN2_LOW, SERIES = range(6)


@cache
def constants(kind: str) -> Any:
    """For e^x of numbers of that kind that are at most nought: x = k · ln 2 + f with |f| ≤ ln 2 / 2, a polynomial for
    e^f, and 2^k written into the exponent (Cody and Waite, Software Manual for the Elementary Functions, 1980, chapter
    6). Of ln 2 the high part times k is exact."""
    single = kind == "float32"
    high, low = (0.693145751953125, 1.428606765330187e-06) if single else (0.6931471803691238, 1.9082149292705877e-10)
    terms = 7 if single else 14
    series = 1 / np.cumprod([1.0, *range(1, terms)])[::-1]
    begin = [-87.0 if single else -708.0, np.log2(np.e), SHIFT[4 if single else 8], high, low]
    return np.array([*begin, *series], kind)


@compiled
def exponentials(
    logits: Any, at: int, kinds: int, lanes: int, numbers: Any, tops: Any, totals: Any
) -> None:
    """In place, from `at` on: e^(logit − the sample's largest); `tops` [lanes] gets that, `totals` the sum over
    classes."""
    smallest, log2e, shift = spread(numbers, SMALLEST), spread(numbers, LOG2E), spread(numbers, SHIFTED)
    high, low = spread(numbers, LN2_HIGH), spread(numbers, LN2_LOW)
    for n in range(0, lanes, LANES):
        top = load(logits, at + n)
        for kind in range(1, kinds):
            top = largest(top, load(logits, at + kind * lanes + n))
        sums = noughts(logits)
        for kind in range(kinds):
            place = at + kind * lanes + n
            x = largest(load(logits, place) - top, smallest)
            shifted = x * log2e + shift
            whole = shifted - shift
            rest = x - whole * high - whole * low
            value = spread(numbers, SERIES)
            for term in range(SERIES + 1, len(numbers)):
                value = value * rest + spread(numbers, term)
            value = value * power(shifted)
            store(logits, place, value)
            sums = sums + value
        store(tops, n, top)
        store(totals, n, sums)


@compiled
def _delta(
    logits: Any, at: int, kinds: int, lanes: int, classes: Any, shares: Any, numbers: Any, tops: Any, totals: Any
) -> None:
    """In place: the gradient of the mean cross-entropy by the logits, (softmax − one-hot) / samples. `shares` [lanes]
    are 1 / samples, and nought beyond the last."""
    exponentials(logits, at, kinds, lanes, numbers, tops, totals)
    for n in range(0, lanes, LANES):
        share = load(shares, n) / load(totals, n)
        for place in range(at + n, at + n + kinds * lanes, lanes):
            store(logits, place, load(logits, place) * share)
    for n in range(len(classes)):
        logits[at + classes[n] * lanes + n] -= shares[n]


def _stretch(
    kernel: Any, table: Any, weights: Any, memory: Any, counts: Any, rates: Any, samples: Any, features: Any,
    classes: Any, shares: Any, numbers: Any, scratch: Any, run_by_run: bool,
) -> None:  # fmt: skip
    """Some steps of all runs of one optimizer; `kernel` is the address of its compiled step.

    weights [runs · parameters], memory [·, runs · parameters], counts [runs · updates, ·], rates [step, run];
    samples [step · batch · stride], features [step · in · lanes], classes [step, batch]. With `run_by_run` a run takes
    all steps before the next one begins. A part of the gradient is used as soon as it is there, and never leaves the
    cache.
    """
    values, deltas, turned, gradient, tops, totals, nothing = scratch
    steps, runs = rates.shape
    parameters, updates = weights.shape[0] // runs, counts.shape[0] // runs
    batch, lanes, last = classes.shape[1], shares.shape[0], table.shape[0] - 1
    for number in range(steps * runs):
        if run_by_run:
            run, step = number // steps, number % steps
        else:
            step, run = number // runs, number % runs
        own, update = run * parameters, run * updates
        forward(table, weights, own, features, step * table[0, IN] * lanes, lanes, values)
        delta, d = values, table[last, VALUES] * lanes
        _delta(delta, d, table[last, OUT], lanes, classes[step], shares, numbers, tops, totals)
        for level in range(last, -1, -1):
            layer = table[level]
            inputs, outputs, stride, first = layer[IN], layer[OUT], layer[STRIDE], own + layer[WEIGHTS]
            below, j, u = samples, step * batch * stride, 0
            if level > 0:
                below, j, u = turned, 0, table[level - 1, VALUES] * lanes
                reached = values[u : u + inputs * lanes]
                turn(reached.reshape(inputs, lanes), batch, turned[: batch * stride].reshape(batch, stride))
                product(
                    weights, first, 1, stride, delta, d, lanes, outputs, nothing, 0, deltas, u, lanes, inputs, lanes
                )
                for n in range(0, inputs * lanes, LANES):  # what the ReLU let through
                    store(deltas, u + n, where_positive(load(values, u + n), load(deltas, u + n)))
            for row in range(0, outputs, layer[AT_ONCE]):
                rows = min(layer[AT_ONCE], outputs - row)
                product(
                    delta, d + row * lanes, lanes, 1, below, j, stride, batch, nothing, 0, gradient, 0, stride, rows,
                    stride,
                )  # fmt: skip
                size = rows * stride
                if row + rows == outputs:
                    biases = (layer[HELD] - row) * stride
                    for n in range(size, biases):
                        gradient[n] = 0
                    for r in range(outputs):
                        sums = noughts(delta)
                        for n in range(d + r * lanes, d + (r + 1) * lanes, LANES):
                            sums = sums + load(delta, n)
                        gradient[biases + r] = total(sums)
                    size = biases + outputs
                begin = first + row * stride
                call(kernel, (weights, gradient, begin, begin + size, rates[step, run], counts[update], memory))
                update += 1
            delta, d = deltas, u


def _looked(
    table: Any, weights: Any, features: Any, classes: Any, numbers: Any, scratch: Any, losses: Any, hits: Any
) -> None:
    """Adds sums over samples, float64 [run], of the loss and of what was told right; weights [runs · parameters],
    features [blocks · in · BLOCK], classes [sample]. As in `workload.score`, a sample is right when no class has a
    larger logit than its own."""
    values, _, _, own, tops, totals, _ = scratch
    runs, last = losses.shape[0], table.shape[0] - 1
    parameters, at, kinds = weights.shape[0] // runs, table[last, VALUES] * BLOCK, table[last, OUT]
    for begin in range(0, len(classes), BLOCK):
        count = min(BLOCK, len(classes) - begin)
        for run in range(runs):
            forward(table, weights, run * parameters, features, begin * table[0, IN], BLOCK, values)
            for n in range(count):
                own[n] = values[at + classes[begin + n] * BLOCK + n]
            exponentials(values, at, kinds, BLOCK, numbers, tops, totals)
            # One logarithm for all: of numbers between 1 and the classes, the product of a block's is in range.
            loss, together, right = 0.0, 1.0, 0
            for n in range(count):
                loss += tops[n] - own[n]
                together *= totals[n]
                right += own[n] >= tops[n]
            losses[run] += loss + np.log(together)
            hits[run] += right


_tuple: Any = types.UniTuple


def _arrays(kind: str) -> tuple[Any, Any, Any]:
    number = types.float32 if kind == "float32" else types.float64
    return types.Array(number, 1, "C"), types.Array(number, 2, "C"), _tuple(types.Array(number, 1, "C"), 7)


@cache
def stretch(kind: str) -> Any:
    """`_stretch` for numbers of that kind."""
    row, table, scratch = _arrays(kind)
    whole = types.Array(types.int64, 2, "C")
    given = (types.intp, whole, row, table, whole, table, row, row, whole, row, row, scratch, types.boolean)
    return compiled(_stretch, signature=types.void(*given))


@cache
def looked(kind: str) -> Any:
    """`_looked` for numbers of that kind."""
    row, _, scratch = _arrays(kind)
    sums = types.Array(types.float64, 1, "C")
    given = (
        types.Array(types.int64, 2, "C"), row, row, types.Array(types.int64, 1, "C"), row, scratch, sums, sums,
    )  # fmt: skip
    return compiled(_looked, signature=types.void(*given))
