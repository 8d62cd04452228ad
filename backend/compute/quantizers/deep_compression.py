"""Deep Compression: most weights are cut, the rest share a few values, and what is left is written in a Huffman code.

Han, Mao and Dally, "Deep compression: compressing deep neural networks with pruning, trained quantization and Huffman
coding", ICLR 2016, arXiv:1510.00149. The sections named below are the paper's.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

import numpy as np
import torch

from backend.compute.huffman import decoded, encoded
from backend.compute.quantizer import (
    Layer,
    Quantized,
    Quantizer,
    cross_entropy,
    layers,
    read_rest,
    rest,
)
from backend.compute.workload import Part

KEPT = 0.17
"""Share of a layer's weights that stays; the last layer, which is small, keeps three times as many."""
SHARED_BITS = 5
"""Each weight that stays is one of 2^5 − 1 values of its layer (section 3)."""
SHARED = (1 << SHARED_BITS) - 1
GAP_BITS = 5
"""Gaps between weights that stay are written in so many bits; a longer one needs a filler (section 2, figure 2)."""
RETRAIN_STEPS, RETRAIN_RATE, BATCH = 2000, 1e-3, 64
SHARED_STEPS = 200
ROUNDS = 12
"""Of k-means."""


def quantize(
    network: torch.nn.Module, calibration: Part, retrain_steps: int = RETRAIN_STEPS
) -> Quantized:
    """Prune, retrain what is left, share values, train those, and write it down. Needs labelled calibration data."""
    small = copy.deepcopy(network).requires_grad_(True)
    held = layers(small)
    masks = [_mask(layer, KEPT * (3 if layer is held[-1] else 1)) for layer in held]
    _retrain(small, masks, calibration, retrain_steps)
    shared = [_shared(layer, mask) for layer, mask in zip(held, masks, strict=True)]
    _train_shared(small, shared, calibration)
    parts = [_written(assigned, centroids) for assigned, centroids in shared]
    return Quantized(small.requires_grad_(False), b"".join(parts) + rest(small))


def _mask(layer: Layer, share: float) -> torch.Tensor:
    """Section 2: the weights of the largest magnitude stay."""
    size = layer.weight.detach().abs()
    kept = max(1, round(size.numel() * share))
    smallest = size.flatten().kthvalue(size.numel() - kept + 1).values
    return size >= smallest


def _minibatches(part: Part, steps: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    draw = torch.Generator().manual_seed(0)
    for _ in range(steps):
        at = torch.randint(0, len(part), (BATCH,), generator=draw)
        yield part.x[at], part.y[at]


def _retrain(
    network: torch.nn.Module, masks: list[torch.Tensor], part: Part, steps: int
) -> None:
    """Section 2: the connections that are left are trained again; what was cut stays cut."""
    held = layers(network)
    optimizer = torch.optim.Adam(network.parameters(), lr=RETRAIN_RATE)
    for step, (x, y) in enumerate(_minibatches(part, steps)):
        optimizer.param_groups[0]["lr"] = RETRAIN_RATE * (1 - step / steps)
        with torch.no_grad():
            for layer, mask in zip(held, masks, strict=True):
                layer.weight.mul_(mask)
        optimizer.zero_grad()
        cross_entropy(network(x), y).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    with torch.no_grad():
        for layer, mask in zip(held, masks, strict=True):
            layer.weight.mul_(mask)


def _shared(layer: Layer, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Section 3.1 and 3.2: k-means over the weights that stay, from centroids spread evenly over their range.

    Which centroid each weight takes (0 for one that was cut, else its number from 1 on), and the centroids.
    """
    kept = layer.weight.detach()[mask]
    centroids = torch.linspace(float(kept.min()), float(kept.max()), SHARED)
    for _ in range(ROUNDS):
        nearest = (kept[:, None] - centroids).abs().argmin(1)
        total = torch.zeros_like(centroids).index_add_(0, nearest, kept)
        count = torch.bincount(nearest, minlength=len(centroids))
        centroids = torch.where(count > 0, total / count.clamp(min=1), centroids)
    assigned = torch.zeros(layer.weight.shape, dtype=torch.int64)
    assigned[mask] = (kept[:, None] - centroids).abs().argmin(1) + 1
    return assigned, centroids


def _train_shared(
    network: torch.nn.Module, shared: list[tuple[torch.Tensor, torch.Tensor]], part: Part
) -> None:
    """Section 3.3: a centroid's gradient is the sum of the gradients of all weights that share it."""
    held = layers(network)
    rate = RETRAIN_RATE / 10
    steps: list[tuple[torch.Tensor, torch.Tensor] | None] = [
        *_minibatches(part, SHARED_STEPS),
        None,
    ]
    for step in steps:
        with torch.no_grad():
            for layer, (assigned, centroids) in zip(held, shared, strict=True):
                values = torch.cat([centroids.new_zeros(1), centroids.half().float()])
                layer.weight.copy_(values[assigned])
        if step is None:
            return
        network.zero_grad()
        cross_entropy(network(step[0]), step[1]).backward()  # type: ignore[no-untyped-call]
        for layer, (assigned, centroids) in zip(held, shared, strict=True):
            assert layer.weight.grad is not None
            together = centroids.new_zeros(len(centroids) + 1)
            together.index_add_(0, assigned.flatten(), layer.weight.grad.flatten())
            count = torch.bincount(assigned.flatten(), minlength=len(together))[1:].clamp(min=1)
            centroids -= rate * together[1:] / count.sqrt()


def _written(assigned: torch.Tensor, centroids: torch.Tensor) -> bytes:
    """Section 4: gaps and centroids' numbers, each in a Huffman code; the centroids in float16."""
    gaps, values = gaps_and_values(assigned.flatten().numpy())
    return encoded(gaps) + encoded(values) + centroids.half().numpy().tobytes()


def read(data: bytes, network: torch.nn.Module) -> torch.nn.Module:
    """A copy of the network with the weights, biases and all else that the stored bytes hold."""
    found = copy.deepcopy(network)
    at = 0
    with torch.no_grad():
        for layer in layers(found):
            gaps, at = decoded(data, at)
            values, at = decoded(data, at)
            centroids = np.frombuffer(data, np.float16, SHARED, at).astype(np.float32)
            at += 2 * SHARED
            flat = np.zeros(layer.weight.numel(), np.float32)
            where = np.cumsum(np.array(gaps) + 1) - 1
            kept = np.array(values) > 0  # the others are fillers
            flat[where[kept]] = centroids[np.array(values)[kept] - 1]
            layer.weight.copy_(torch.from_numpy(flat).view_as(layer.weight))
    read_rest(data[at:], found)
    return found


def gaps_and_values(assigned: np.ndarray) -> tuple[list[int], list[int]]:
    """The sparse array as gaps since the last weight and numbers of centroids; nought is a filler (figure 2)."""
    longest = (1 << GAP_BITS) - 1
    gaps: list[int] = []
    values: list[int] = []
    last = -1
    for at in np.flatnonzero(assigned):
        gap = int(at) - last - 1
        while gap > longest:
            gaps.append(longest)
            values.append(0)
            gap -= longest + 1
        gaps.append(gap)
        values.append(int(assigned[at]))
        last = int(at)
    return gaps, values


DEEP_COMPRESSION = Quantizer(
    name="deep-compression",
    title="Deep Compression",
    paper="Han, Mao and Dally, Deep compression: compressing deep neural networks with pruning, trained "
    "quantization and Huffman coding, ICLR 2016, arXiv:1510.00149",
    quantize=quantize,
    simulated=True,
)
