"""Square matrix products in every arithmetic of the lab, whose rates are what schemes are held against (`roofline`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import torch

Call = Callable[[], object]


@contextmanager
def multiplied_as(precision: str) -> Iterator[None]:
    """A CUDA device's products of float32: "ieee" as they are, "tf32" with ten bits of fraction. Its convolutions,
    too, whose factors are shortened by default. On the processor it changes nothing.
    """
    settings = (torch.backends.cuda.matmul, torch.backends.cudnn.conv)  # type: ignore[attr-defined]
    before = [each.fp32_precision for each in settings]
    try:
        for each in settings:
            each.fp32_precision = precision
        yield
    finally:
        for each, was in zip(settings, before, strict=True):
            each.fp32_precision = was


def product(arithmetic: str, size: int, where: torch.device) -> Call:
    """A product of two matrices [size, size]: 2 size³ operations.

    `arithmetic` is float32, tf32, bfloat16, float16, float8 or int8; the last two multiply by what was transposed, as
    their kernels want it. Raises `KeyError` for another.
    """
    draw = torch.Generator().manual_seed(0)
    one, other = (torch.randn(size, size, generator=draw).to(where) for _ in range(2))
    return _PRODUCTS[arithmetic](one, other)


def _tf32(one: torch.Tensor, other: torch.Tensor) -> Call:
    def call() -> None:
        with multiplied_as("tf32"):
            torch.mm(one, other)

    return call


def _as(dtype: torch.dtype, one: torch.Tensor, other: torch.Tensor) -> Call:
    return partial(torch.mm, one.to(dtype), other.to(dtype))


def _float8(one: torch.Tensor, other: torch.Tensor) -> Call:
    kind, scale = torch.float8_e4m3fn, torch.ones((), device=one.device)
    return partial(
        torch._scaled_mm, one.to(kind), other.to(kind).T, scale, scale, out_dtype=torch.bfloat16
    )


def _int8(one: torch.Tensor, other: torch.Tensor) -> Call:
    first, second = ((32 * each).clamp(-127, 127).to(torch.int8) for each in (one, other))
    return partial(torch._int_mm, first, second.T)


_PRODUCTS: dict[str, Callable[[torch.Tensor, torch.Tensor], Call]] = {
    "float32": lambda one, other: partial(torch.mm, one, other),
    "tf32": _tf32,
    "bfloat16": partial(_as, torch.bfloat16),
    "float16": partial(_as, torch.float16),
    "float8": _float8,
    "int8": _int8,
}
