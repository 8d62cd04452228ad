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

from collections.abc import Callable
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
from backend.compute.tiles import ROWS, one_vector, two_vectors

BLOCK = 2 * LANES
"""Samples that are looked at together."""
NOUGHT: Any = np.int64(0)
ONE: Any = np.int64(1)
"""For what is handed over: of a function that is given a number as such, numba makes another one for it alone."""
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
            at, to = i + r * row, o + r * over + n
            two_vectors(a, at, row, step, b, j + n, beside, depth, begin, first + r, out, to, over)
    if pairs < width:
        for top in range(0, rows, ROWS):
            r = min(top, lowest)
            at, to = i + r * row, o + r * over + pairs
            one_vector(a, at, row, step, b, j + pairs, beside, depth, begin, first + r, out, to, over)


@compiled
def turn(given: Any, at: int, rows: int, beside: int, columns: int, out: Any, to: int, room: int) -> None:
    """out[to + c · room + r] = given[at + r · beside + c] for r < rows and c < columns; what is left of `room` is
    nought."""
    whole_rows, whole_columns = rows - rows % LANES, columns - columns % LANES
    for r in range(0, whole_rows, LANES):
        for c in range(0, whole_columns, LANES):
            turn_tile(given, at + r * beside + c, beside, out, to + c * room + r, room)
    for c in range(columns):
        for r in range(whole_rows if c < whole_columns else 0, rows):
            out[to + c * room + r] = given[at + r * beside + c]
        for r in range(rows, room):
            out[to + c * room + r] = 0


def _gather(x: Any, wanted: Any, width: int, stride: int, lanes: int, samples: Any, features: Any) -> None:
    """Minibatches `wanted` [step, sample] of `x` [· · width], as `samples` [step · sample · stride] and, the other way
    round, as `features` [step · width · lanes]."""
    steps, batch = wanted.shape
    for step in range(steps):
        begin = step * batch * stride
        for n in range(batch):
            at, to = wanted[step, n] * width, begin + n * stride
            for c in range(width):
                samples[to + c] = x[at + c]
        turn(samples, begin, batch, stride, width, features, step * width * lanes, lanes)


def _blocks(x: Any, width: int, lanes: int, features: Any) -> None:
    """All of `x` [sample · width], as `features` [block · width · lanes]."""
    samples = len(x) // width
    for begin in range(0, samples, lanes):
        turn(x, begin * width, min(lanes, samples - begin), width, width, features, begin * width, lanes)


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
            weights, own + layer[WEIGHTS], stride, ONE, below, j, lanes, layer[IN], weights, own + layer[BIAS],
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
                turn(values, u, inputs, lanes, batch, turned, NOUGHT, stride)
                product(
                    weights, first, ONE, stride, delta, d, lanes, outputs, nothing, NOUGHT, deltas, u, lanes, inputs,
                    lanes,
                )  # fmt: skip
                for n in range(0, inputs * lanes, LANES):  # what the ReLU let through
                    store(deltas, u + n, where_positive(load(values, u + n), load(deltas, u + n)))
            for row in range(0, outputs, layer[AT_ONCE]):
                rows = min(layer[AT_ONCE], outputs - row)
                product(
                    delta, d + row * lanes, lanes, ONE, below, j, stride, batch, nothing, NOUGHT, gradient, NOUGHT,
                    stride, rows, stride,
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
    table: Any, weights: Any, features: Any, classes: Any, lanes: int, numbers: Any, scratch: Any, losses: Any,
    hits: Any,
) -> None:  # fmt: skip
    """Adds sums over samples, float64 [run], of the loss and of what was told right; weights [runs · parameters],
    features [block · in · lanes], classes [sample]. As in `workload.score`, a sample is right when no class has a
    larger logit than its own."""
    values, _, _, own, tops, totals, _ = scratch
    runs, last = losses.shape[0], table.shape[0] - 1
    parameters, at, kinds = weights.shape[0] // runs, table[last, VALUES] * lanes, table[last, OUT]
    for begin in range(0, len(classes), lanes):
        count = min(lanes, len(classes) - begin)
        for run in range(runs):
            forward(table, weights, run * parameters, features, begin * table[0, IN], lanes, values)
            for n in range(count):
                own[n] = values[at + classes[begin + n] * lanes + n]
            exponentials(values, at, kinds, lanes, numbers, tops, totals)
            # One logarithm for all: of numbers between 1 and the classes, the product of a block's is in range.
            loss, together, right = 0.0, 1.0, 0
            for n in range(count):
                loss += tops[n] - own[n]
                together *= totals[n]
                right += own[n] >= tops[n]
            losses[run] += loss + np.log(together)
            hits[run] += right


FUNCTIONS: dict[str, Callable[..., None]] = {
    "stretch": _stretch, "looked": _looked, "gather": _gather, "blocks": _blocks,
}  # fmt: skip


_tuple: Any = types.UniTuple


@cache
def made(function: str, kind: str) -> Any:
    """One of `FUNCTIONS`, compiled for numbers of that kind, "float32" or "float64"."""
    number = types.float32 if kind == "float32" else types.float64
    row, table = types.Array(number, 1, "C"), types.Array(number, 2, "C")
    wholes, whole_table = types.Array(types.int64, 1, "C"), types.Array(types.int64, 2, "C")
    sums, whole, scratch = types.Array(types.float64, 1, "C"), types.int64, _tuple(row, 7)
    given = {
        "stretch": (
            types.intp, whole_table, row, table, whole_table, table, row, row, whole_table, row, row, scratch,
            types.boolean,
        ),
        "looked": (whole_table, row, row, wholes, whole, row, scratch, sums, sums),
        "gather": (row, whole_table, whole, whole, whole, row, row),
        "blocks": (row, whole, whole, row),
    }  # fmt: skip
    return compiled(FUNCTIONS[function], signature=types.void(*given[function]))
