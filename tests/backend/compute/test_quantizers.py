"""The contract of a quantizer; every file in quantizers/ is found and held to it. And what each method promises."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.compute import site as sites
from backend.compute.cuda import too_old
from backend.compute.digits import digits
from backend.compute.experiment import discover
from backend.compute.grid import Grid, grid_of, packed, stored, unpacked
from backend.compute.huffman import decoded, encoded
from backend.compute.model import Recipe, trained
from backend.compute.products import product as matrix_product
from backend.compute.quantizer import DoesNotFit, Quantizer, layers, matrix
from backend.compute.quantizers import fp8, tf32
from backend.compute.quantizers._onnx import exported, served
from backend.compute.quantizers.deep_compression import gaps_and_values, read
from backend.compute.quantizers.gptq import DAMPING, gptq, hessian_of
from backend.compute.quantizers.int4_groups import check, packed_groups
from backend.compute.serving import judged
from backend.compute.workload import Data, Part, Workload
from tests.backend.compute.lab import shortened

pytestmark = pytest.mark.usefixtures("one_thread")

HERE = torch.device("cpu")
FOUND = discover(Quantizer, ["backend.compute.quantizers"])
EVERY = pytest.mark.parametrize("quantizer", list(shortened(FOUND)), ids=list(FOUND.plugs))
WORKLOAD = discover(Workload, ["backend.compute.workloads"]).plugs["digits-network"]
SHORT = Recipe(steps=300, rate=3e-3)


@pytest.fixture(scope="module")
def data() -> Data:
    return digits()


@pytest.fixture(scope="module")
def network(data: Data) -> torch.nn.Module:
    return trained(WORKLOAD.network(1), data, 1, SHORT)


def test_every_file_is_a_quantizer() -> None:
    assert FOUND.broken == ()
    needed = {"fp32", "fp32-onnx", "bf16", "fp16", "int8-dynamic", "int8-onnx", "int8-static", "int8-weights",
              "int8-rows", "fp8", "tf32",
              "int4-g16", "int4-g32", "stochastic-8", "stochastic-4", "stochastic-2", "rtn-8", "rtn-4", "rtn-3",
              "rtn-2", "rtn-2-g256", "gptq-2-g256", "gptq-4", "gptq-3", "gptq-2", "deep-compression"}  # fmt: skip
    assert needed <= set(FOUND.plugs)


@EVERY
def test_it_serves_and_leaves_the_network_alone(
    quantizer: Quantizer, network: torch.nn.Module, data: Data
) -> None:
    if quantizer.unavailable(HERE):
        pytest.skip(quantizer.unavailable(HERE))
    before = [each.clone() for each in network.parameters()]
    small = quantizer.quantize(network, data.training)
    for now, then in zip(network.parameters(), before, strict=True):
        assert torch.equal(now, then)
    with torch.inference_mode():
        for size in (1, 7):
            assert small.run(data.test.x[:size]).shape == (size, 10)
    of = judged(small.run, network, data.test)
    own = judged(network, network, data.test).accuracy
    assert of.accuracy >= own - 0.15 and own > 0.9
    floats = 4 * sum(each.numel() for each in network.parameters())
    if quantizer.name.startswith("fp32"):
        assert floats <= len(small.stored) < 1.2 * floats
    else:
        assert len(small.stored) < floats
    assert bool(small.kernel) != quantizer.simulated, "what is timed names what multiplies, nothing else does"
    again = quantizer.quantize(network, data.training)
    assert again.stored == small.stored, "the same network gives the same bytes"
    assert quantizer.title and re.search(r"\b(19|20)\d\d\b", quantizer.paper)


# What is written can be read.


@given(st.integers(1, 8).flatmap(lambda bits: st.tuples(
    st.just(bits), st.lists(st.integers(0, (1 << bits) - 1), min_size=1, max_size=70))))  # fmt: skip
@settings(max_examples=80, deadline=None, derandomize=True)
def test_codes_are_packed_to_their_width(drawn: tuple[int, list[int]]) -> None:
    bits, codes = drawn
    data = packed(torch.tensor(codes), bits)
    assert len(data) == -(-len(codes) * bits // 8)
    assert unpacked(data, bits, len(codes)).int().tolist() == codes


@given(st.lists(st.integers(0, 31), min_size=1, max_size=300))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_huffman_reads_what_it_wrote(symbols: list[int]) -> None:
    data = encoded(symbols)
    assert decoded(data) == (symbols, len(data))
    assert decoded(b"before" + data + b"after", 6) == (symbols, 6 + len(data))


def test_huffman_is_as_short_as_the_entropy_lets_it_be() -> None:
    draw = np.random.default_rng(1)
    symbols = np.minimum(draw.geometric(0.4, 4000) - 1, 30)
    share = np.bincount(symbols) / len(symbols)
    entropy = -(share[share > 0] * np.log2(share[share > 0])).sum()
    bits = 8 * (len(encoded(symbols.tolist())) - 5 - len(share))
    assert entropy * len(symbols) <= bits <= (entropy + 1) * len(symbols) + 8


@given(st.lists(st.sampled_from([0] * 40 + [1, 7, 31]), min_size=1, max_size=400))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_gaps_and_fillers_say_where_each_weight_is(assigned: list[int]) -> None:
    gaps, values = gaps_and_values(np.array(assigned))
    read = [0] * len(assigned)
    at = -1
    for gap, value in zip(gaps, values, strict=True):
        assert 0 <= gap <= 31
        at += gap + 1
        if value:
            read[at] = value
    assert read == assigned


def test_a_grid_has_nought_on_it_and_rounds_to_the_nearest_level() -> None:
    weights = torch.tensor([[-0.3, 0.0, 0.9, 0.26], [0.1, 0.21, 0.3, 0.4]])
    grid = grid_of(weights, 2)
    levels = grid.values(torch.arange(4.0).repeat(2, 1))
    assert (levels == 0).any(1).all()
    distance = (weights.unsqueeze(2) - levels.unsqueeze(1)).abs()
    assert torch.allclose(grid.rounded(weights), levels.gather(1, distance.argmin(2)))
    assert (grid.rounded(torch.zeros(1, 3)) == 0).all()


@given(st.integers(2, 8), st.integers(0, 2**20))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_rounding_at_random_takes_a_neighbour_and_is_right_on_average(bits: int, seed: int) -> None:
    draw = torch.Generator().manual_seed(seed)
    weights = torch.randn(1, 5, generator=draw).repeat(1, 800)
    grid = grid_of(weights, bits)
    rounded = grid.values(grid.drawn(weights, draw))
    assert ((rounded - weights).abs() <= grid.scale * 1.0001).all()
    of_each = rounded.view(800, 5).mean(0) - weights[0, :5]
    inside = (weights[0, :5] > weights.min()) & (weights[0, :5] < weights.max())  # the grid's ends are rounded, too
    assert (of_each.abs()[inside] < 5 * 0.5 * grid.scale.item() / 800**0.5).all()


# What the engine really does.


def test_four_bits_in_groups_are_those_of_the_grid(network: torch.nn.Module, data: Data) -> None:
    (layer,) = layers(torch.nn.Sequential(torch.nn.Linear(64, 10)).requires_grad_(False))
    small = FOUND.plugs["int4-g32"].quantize(torch.nn.Sequential(layer), data.training)
    rounded = grid_of(matrix(layer).reshape(-1, 32), 4).rounded(matrix(layer).reshape(-1, 32)).view(10, 64)
    assert torch.allclose(small.run(data.test.x), data.test.x @ rounded.T + layer.bias, atol=1e-4)
    assert "MatMulNBits ×1" in small.kernel
    codes = packed_groups(matrix(layer), 16)[0]
    assert codes.shape == (10, 4, 8) and codes.dtype == np.uint8


def test_groups_that_do_not_divide_a_layer_are_refused_with_the_sizes(data: Data) -> None:
    network = torch.nn.Sequential(torch.nn.Linear(64, 48), torch.nn.ReLU(), torch.nn.Linear(48, 10))
    with pytest.raises(DoesNotFit, match=re.escape(
        "Linear layer 2 has 48 inputs, which groups of 32 do not divide (48 = 1 × 32 + 16). Groups of 16 divide it."
    )):  # fmt: skip
        FOUND.plugs["int4-g32"].quantize(network.requires_grad_(False), data.training)
    with pytest.raises(DoesNotFit, match="None of the sizes on offer divides it"):
        check(16, 1, 50)


def test_what_an_engine_leaves_in_float32_has_no_kernel(network: torch.nn.Module, data: Data) -> None:
    """The file is named as if it were lower, the arithmetic is not."""
    assert served(exported(network, data.training), network).kernel == ""


@pytest.mark.parametrize("name", ["int8-onnx", "int8-static", "int8-dynamic"])
def test_eight_bits_differ_from_float32_by_no_more_than_their_steps(
    name: str, network: torch.nn.Module, data: Data
) -> None:
    small = FOUND.plugs[name].quantize(network, data.training)
    said, meant = small.run(data.test.x), network(data.test.x)
    difference = (said - meant).abs().max() / meant.abs().max()
    assert 0 < difference < 0.05, "nought would mean that nothing was lowered"


# GPTQ.


def problem(seed: int, rows: int = 6, columns: int = 12, samples: int = 40) -> tuple[torch.Tensor, torch.Tensor]:
    draw = torch.Generator().manual_seed(seed)
    mixed = torch.randn(columns, columns, generator=draw, dtype=torch.float64)
    inputs = torch.randn(samples, columns, generator=draw, dtype=torch.float64) @ mixed
    return torch.randn(rows, columns, generator=draw, dtype=torch.float64), inputs


def loss(weight: torch.Tensor, rounded: torch.Tensor, inputs: torch.Tensor) -> float:
    return float(((weight - rounded) @ inputs.T).square().sum())


def written_out(
    weight: torch.Tensor, inputs: torch.Tensor, grid: Grid, largest_first: bool
) -> torch.Tensor:
    """Equations 2 and 3 of the paper as they stand: one column at a time, the inverse Hessian shrunk after each."""
    weight, codes = weight.clone(), torch.empty_like(weight)
    hessian = 2 * inputs.T @ inputs
    left = list(range(weight.shape[1]))
    if largest_first:
        left.sort(key=lambda column: -float(hessian[column, column]))
    hessian.diagonal().add_(DAMPING * hessian.diagonal().mean())
    inverse = torch.linalg.inv(hessian[left][:, left])
    while left:
        at = left[0]
        own = Grid(
            grid.scale[:, at // grid.group, None], grid.zero[:, at // grid.group, None], grid.bits, 1
        )
        codes[:, at] = own.codes(weight[:, at : at + 1]).squeeze(1)
        error = weight[:, at] - own.values(codes[:, at : at + 1]).squeeze(1)
        weight[:, left] -= error[:, None] / inverse[0, 0] * inverse[0][None]
        inverse = inverse - inverse[:, :1] @ inverse[:1] / inverse[0, 0]
        inverse, left = inverse[1:, 1:], left[1:]
    return codes


@pytest.mark.parametrize("largest_first", [False, True])
@pytest.mark.parametrize("group", [0, 5])
@pytest.mark.parametrize("bits", [2, 3, 4])
@pytest.mark.parametrize("seed", range(3))
def test_gptq_is_the_papers_algorithm(seed: int, bits: int, group: int, largest_first: bool) -> None:
    weight, inputs = problem(seed)
    grid = grid_of(weight, bits, group)
    found = gptq(weight, hessian_of(inputs), grid, largest_first)
    assert torch.equal(found, written_out(weight, inputs, grid, largest_first))


@pytest.mark.parametrize("largest_first", [False, True])
@pytest.mark.parametrize("group", [0, 3])
def test_gptq_is_better_than_rounding_on_average_and_never_better_than_every_choice(
    group: int, largest_first: bool
) -> None:
    gains = []
    for seed in range(30):
        weight, inputs = problem(seed, rows=1, columns=5)
        grid = grid_of(weight, 2, group)
        found = loss(weight, grid.values(gptq(weight, hessian_of(inputs), grid, largest_first)), inputs)
        nearest = loss(weight, grid.rounded(weight), inputs)
        all_codes = torch.tensor(list(product(range(4), repeat=5)), dtype=torch.float64)
        every = ((weight - grid.values(all_codes)) @ inputs.T).square().sum(1).min()
        assert found >= float(every) - 1e-9
        gains.append(np.log(nearest / found))
    assert np.mean(gains) > 0.05, "of single rows with five inputs, of which most are rounded the same way"


def test_groups_have_their_own_levels_and_the_last_one_what_is_left() -> None:
    weights = torch.randn(3, 10, generator=torch.Generator().manual_seed(2))
    grid = grid_of(weights, 2, 4)
    assert grid.scale.shape == (3, 3)
    apart = [grid_of(part, 2).rounded(part) for part in torch.split(weights, 4, 1)]
    assert torch.equal(grid.rounded(weights), torch.cat(apart, 1))
    assert torch.equal(grid.of(9).rounded(weights[:, 9:]), grid.rounded(weights)[:, 9:])
    codes = grid.codes(weights)
    data = stored(grid, codes)
    assert len(data) == 8 + 2 * 9 + 3, "30 codes, 9 scales, 9 noughts"
    assert torch.equal(unpacked(data, 2, 30).view(3, 10), codes)


def test_gptq_keeps_what_rounding_loses(network: torch.nn.Module, data: Data) -> None:
    """At two bits, over networks of three seeds, in what the classes are said to be."""
    lost = {"rtn-2": 0.0, "gptq-2": 0.0, "rtn-2-g256": 0.0, "gptq-2-g256": 0.0}
    for seed in (1, 2, 3):
        original = trained(WORKLOAD.network(seed), data, seed, SHORT)
        for name in lost:
            small = FOUND.plugs[name].quantize(original, data.training)
            lost[name] += judged(small.run, original, data.test).divergence
    assert lost["gptq-2"] < 0.5 * lost["rtn-2"]
    assert lost["gptq-2-g256"] < 0.5 * lost["rtn-2-g256"]


def test_deep_compression_is_many_times_smaller(network: torch.nn.Module, data: Data) -> None:
    small = next(each for each in shortened(FOUND) if each.name == "deep-compression").quantize(network, data.training)
    floats = len(FOUND.plugs["fp32"].quantize(network, data.training).stored)
    assert floats / len(small.stored) > 8, "a small network, whose tables weigh much"
    blank = WORKLOAD.network(7).requires_grad_(False)
    again = read(small.stored, blank)
    assert torch.equal(again(data.test.x), small.run(data.test.x)), "what is stored is all that is needed"


# What only a GPU computes, looked at on the processor, where torch imitates it.


def test_float8_is_as_near_as_three_bits_of_fraction(network: torch.nn.Module, data: Data) -> None:
    small = FOUND.plugs["fp8"].quantize(network, data.training)
    said, meant = small.run(data.test.x), network(data.test.x)
    assert 0 < (said - meant).abs().max() / meant.abs().max() < 0.1
    assert small.kernel == "torch, scaled_mm in float8_e4m3fn ×2"
    floats = len(FOUND.plugs["fp32"].quantize(network, data.training).stored)
    assert len(small.stored) < 0.3 * floats


def test_a_layer_is_filled_to_the_sizes_of_its_kernel_and_cut_again() -> None:
    """13 inputs and 11 outputs are multiples of nothing; three samples are fewer than a GPU's kernel takes."""
    torch.manual_seed(3)
    odd = torch.nn.Sequential(torch.nn.Linear(13, 11, bias=False)).requires_grad_(False)
    x = torch.randn(3, 13)
    nothing = Part(x, torch.zeros(3, dtype=torch.int64))
    for name, off in (("int8-rows", 0.02), ("fp8", 0.1), ("int8-weights", 0.02)):
        small = FOUND.plugs[name].quantize(odd, nothing)
        assert small.run(x).shape == (3, 11)
        assert (small.run(x) - odd(x)).abs().max() < off * odd(x).abs().max(), name
        assert 11 * 13 < len(small.stored) <= 11 * 13 + 4 * 11


def test_tf32_stores_what_float32_stores_and_changes_nothing_here(network: torch.nn.Module, data: Data) -> None:
    small = FOUND.plugs["tf32"].quantize(network, data.training)
    assert small.stored == FOUND.plugs["fp32"].quantize(network, data.training).stored
    assert torch.equal(small.run(data.test.x), network(data.test.x))


def test_what_a_device_has_no_kernels_for_says_so() -> None:
    gpu = torch.device("cuda")
    for name in ("int8-dynamic", "int8-weights", "int8-onnx", "int4-g32"):
        assert "Its kernels are the processor's" in FOUND.plugs[name].unavailable(gpu)
    for name in ("fp8", "tf32"):
        assert "NVIDIA's GPUs from A" in FOUND.plugs[name].unavailable(HERE)
    said = too_old("TF32", "Ampere", tf32.OLDEST, (7, 5), "T4")
    assert said == "TF32 needs compute capability 8.0 (Ampere); T4 has 7.5."
    said = too_old("It", "Ada", fp8.OLDEST, (8, 0), "A100")
    assert said == "It needs compute capability 8.9 (Ada); A100 has 8.0."
    assert too_old("It", "Ada", fp8.OLDEST, (9, 0), "H200") == too_old("It", "", tf32.OLDEST, (9, 0), "H200") == ""


def test_what_a_scheme_multiplies_in_has_a_rate_to_be_held_against() -> None:
    for each in FOUND:
        matrix_product(each.arithmetic, 16, HERE)()


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
@pytest.mark.parametrize("name", ["fp32", "tf32", "bf16", "fp16", "fp8", "int8-rows", "rtn-4"])
def test_on_a_device_it_says_what_it_says_here(name: str, network: torch.nn.Module, data: Data) -> None:
    where = sites.here()
    if why := FOUND.plugs[name].unavailable(where.where):
        pytest.skip(why)
    small = FOUND.plugs[name].quantize(network, data.training)
    here, there = small.run(data.test.x), sites.at(where, small).run(data.test.x.to(where.where))
    assert torch.allclose(there.cpu().float(), here.float(), atol=0.1 * float(here.abs().max()))
