"""Passes over activations for `fused`: ReLU, and the softmax's part of backpropagation.

Activations lie as [run, feature, sample]. Each pass goes along samples, which lie side by side, so that
the compiler makes vector instructions of the loops. Without numba the same is done by torch, in more passes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from backend.compute.compiling import POSSIBLE, compiled

if POSSIBLE:
    # exp for float32: x = k·ln 2 + f with |f| ≤ ln 2 / 2, a polynomial for e^f, and 2^k written into the exponent
    # (Cody and Waite, Software Manual for the Elementary Functions, 1980, chapter 6).
    LOG2E = np.float32(1.4426950408889634)
    LN2_HIGH, LN2_LOW = np.float32(0.693145751953125), np.float32(1.428606765330187e-06)
    SMALLEST = np.float32(-87.0)
    P6, P5, P4 = np.float32(1 / 720), np.float32(1 / 120), np.float32(1 / 24)
    P3, P2, ONE, HALF = np.float32(1 / 6), np.float32(0.5), np.float32(1), np.float32(0.5)

    @compiled
    def _exp_rows(x: Any, bits: Any, powers: Any) -> None:
        """In place: e^x of a row of numbers that are at most nought. `powers` is `bits`, seen as float32."""
        for n in range(x.shape[0]):
            value = max(x[n], SMALLEST)
            k = np.floor(value * LOG2E + HALF)
            f = value - k * LN2_HIGH - k * LN2_LOW
            bits[n] = (np.int32(k) + np.int32(127)) << np.int32(23)
            x[n] = ONE + f * (ONE + f * (P2 + f * (P3 + f * (P4 + f * (P5 + f * P6)))))
        for n in range(x.shape[0]):
            x[n] = x[n] * powers[n]

    @compiled
    def _exp_rows_double(x: Any, _bits: Any, _powers: Any) -> None:
        for n in range(x.shape[0]):
            x[n] = np.exp(x[n])

    def _delta_pass(exp_rows: Any) -> Any:
        @compiled
        def delta(logits: Any, classes: Any, share: Any, top: Any, total: Any, bits: Any, powers: Any) -> None:
            runs, kinds, samples = logits.shape
            for run in range(runs):
                for n in range(samples):
                    top[n] = logits[run, 0, n]
                for kind in range(1, kinds):
                    for n in range(samples):
                        top[n] = max(top[n], logits[run, kind, n])
                for n in range(samples):
                    total[n] = 0
                for kind in range(kinds):
                    row = logits[run, kind]
                    for n in range(samples):
                        row[n] = row[n] - top[n]
                    exp_rows(row, bits, powers)
                    for n in range(samples):
                        total[n] = total[n] + row[n]
                for n in range(samples):
                    total[n] = share / total[n]
                for kind in range(kinds):
                    row = logits[run, kind]
                    for n in range(samples):
                        row[n] = row[n] * total[n]
                for n in range(samples):
                    logits[run, classes[n], n] -= share

        return delta

    _delta_single, _delta_double = _delta_pass(_exp_rows), _delta_pass(_exp_rows_double)

    @compiled
    def _relu(values: Any) -> None:
        flat = values.reshape(-1)
        for n in range(flat.shape[0]):
            flat[n] = max(flat[n], flat[n] * 0)

    @compiled
    def _mask(delta: Any, activations: Any) -> None:
        flat, seen = delta.reshape(-1), activations.reshape(-1)
        for n in range(flat.shape[0]):
            flat[n] = flat[n] if seen[n] > 0 else seen[n] * 0

    @compiled
    def _sums(delta: Any, out: Any) -> None:
        for run in range(delta.shape[0]):
            for unit in range(delta.shape[1]):
                total = delta[run, unit, 0] * 0
                for n in range(delta.shape[2]):
                    total += delta[run, unit, n]
                out[run, unit] = total


class SoftmaxDelta:
    """The gradient of the mean cross-entropy by the logits: (softmax − one-hot) / samples, in place."""

    def __init__(self, logits: torch.Tensor) -> None:
        """`logits` [run, class, sample], contiguous: where they will always lie."""
        samples, dtype = logits.shape[2], logits.dtype
        self._logits = logits
        self._seen = logits.numpy()
        kind = torch.empty(0, dtype=dtype).numpy().dtype
        self._top, self._total = np.empty(samples, kind), np.empty(samples, kind)
        self._bits = np.empty(samples, np.int32)
        self._powers = self._bits.view(np.float32)
        self._share = kind.type(1 / samples)
        if POSSIBLE:
            self._delta = _delta_single if dtype == torch.float32 else _delta_double

    def __call__(self, classes: torch.Tensor) -> None:
        """`classes` int64 [sample]."""
        if POSSIBLE:
            self._delta(
                self._seen, classes.numpy(), self._share, self._top, self._total, self._bits, self._powers
            )
            return
        logits = self._logits
        logits.copy_(logits.softmax(1))
        logits[:, classes, torch.arange(len(classes))] -= 1
        logits.mul_(float(self._share))


def relu(values: torch.Tensor) -> None:
    """In place; `values` contiguous."""
    if POSSIBLE:
        _relu(values.numpy())
    else:
        values.relu_()


def mask(delta: torch.Tensor, activations: torch.Tensor) -> None:
    """In place: `delta` where the ReLU let something through, nought elsewhere; both contiguous."""
    if POSSIBLE:
        _mask(delta.numpy(), activations.numpy())
    else:
        delta.mul_(activations > 0)


def sums(delta: torch.Tensor, out: torch.Tensor) -> None:
    """`out` [run, unit]: `delta` [run, unit, sample] summed over samples."""
    if POSSIBLE:
        _sums(delta.numpy(), out.numpy())
    else:
        torch.sum(delta, 2, out=out)
