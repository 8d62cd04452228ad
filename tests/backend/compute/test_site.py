"""Where networks serve: the CUDA side with the processor in the device's place, and on a device if there is one."""

from __future__ import annotations

import time

import pytest
import torch

from backend.compute import site as sites
from backend.compute.latency import measure
from backend.compute.products import multiplied_as, product
from backend.compute.quantizer import Quantized
from backend.compute.serving import filled, judged, latencies, loads
from backend.compute.workload import Part

pytestmark = pytest.mark.usefixtures("one_thread")

HERE = torch.device("cpu")
needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


class Mark:
    """An event of a device that does at once what it is asked for."""

    def __init__(self) -> None:
        self.at = 0.0

    def record(self) -> None:
        self.at = time.perf_counter()

    def synchronize(self) -> None:
        return

    def elapsed_time(self, end: Mark) -> float:
        return 1000 * (end.at - self.at)


@pytest.fixture
def standing_in() -> sites.Cuda:
    return sites.Cuda(HERE, event=Mark, cache=1)


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    torch.manual_seed(1)
    return torch.nn.Sequential(torch.nn.Linear(32, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10)).requires_grad_(False)


TEST = Part(torch.randn(40, 32, generator=torch.Generator().manual_seed(2)), torch.zeros(40, dtype=torch.int64))


def test_a_site_is_the_processor_unless_torch_sees_a_device() -> None:
    assert sites.here().where.type == ("cuda" if torch.cuda.is_available() else "cpu")


def test_events_say_seconds_of_each_call_alone(standing_in: sites.Cuda) -> None:
    until = 0.0

    def call() -> None:
        nonlocal until
        until = time.perf_counter() + 2e-3
        while time.perf_counter() < until:
            pass

    seconds = standing_in.timer()(call, 3)
    assert len(seconds) == 3 and all(2e-3 <= each < 1 for each in seconds)


def test_the_cache_is_overwritten_before_every_turn_and_not_within_one() -> None:
    told: list[str] = []
    arms = {"one": lambda: told.append("one"), "other": lambda: told.append("other")}

    def timer(call: object, calls: int) -> list[float]:
        for _ in range(calls):
            call()  # type: ignore[operator]
        return [1.0] * calls

    measure(arms, timer=timer, turn=lambda: told.append("-"), rounds=2, budget_s=4.0)
    turns = "".join(told).split("-")[1:]
    assert turns == ["one" * 4, "other" * 4, "other" * 4, "one" * 4], "two of the warm-up, two measured, in turns"


def test_what_a_device_serves_is_timed_and_put_under_load(standing_in: sites.Cuda, network: torch.nn.Module) -> None:
    runs = {"fp32": network, "twice": lambda x: network(x) + network(x)}
    timed = latencies(standing_in, runs, TEST, (1, 64), budget_s=0.01)
    assert set(timed.by_batch) == {1, 64} and timed.uncaptured == ("fp32", "twice")
    assert timed.peaks == {}, "the processor counts none"
    ratio = timed.by_batch[64].ratio("twice", "fp32")
    assert ratio is not None and ratio.value > 1.2
    loaded = loads(standing_in, {"fp32": network}, TEST, "fp32", 32, 64, search_s=0)
    assert loaded.arms["fp32"].offline.value > 0


def test_a_module_is_copied_to_the_device_and_a_function_stays(network: torch.nn.Module) -> None:
    """The device of tensors without contents, which every machine has."""

    class Elsewhere(sites.Processor):
        where = torch.device("meta")

    moved = sites.at(Elsewhere(), Quantized(network, b"")).run
    assert isinstance(moved, torch.nn.Module) and next(moved.parameters()).is_meta
    assert not next(network.parameters()).is_meta, "the original is where it was"
    assert moved(sites.part_at(Elsewhere(), TEST).x).is_meta
    function = Quantized(lambda x: x, b"")
    assert sites.at(Elsewhere(), function) is function
    assert sites.at(sites.Processor(), Quantized(network, b"")).run is network
    assert sites.held(network) == 4 * (32 * 64 + 64 + 64 * 10 + 10) and sites.held(lambda x: x) == 0


def test_what_a_report_says_of_a_device(standing_in: sites.Cuda) -> None:
    whole, part = standing_in.notes(()), standing_in.notes(("int8 by rows", "float8"))
    assert "int8 by rows, float8" in part[1] and "captured graphs; under load" in whole[1]
    assert all(len(note) <= 300 for note in (*whole, *part))
    assert sites.Processor().notes(("float32",)) == ()


def test_products_of_float32_are_as_asked_and_then_as_they_were() -> None:
    matmul = torch.backends.cuda.matmul
    before = matmul.fp32_precision
    with multiplied_as("ieee"):
        with multiplied_as("tf32"):
            assert matmul.fp32_precision == torch.backends.cudnn.conv.fp32_precision == "tf32"
        assert matmul.fp32_precision == "ieee"
    assert matmul.fp32_precision == before


@pytest.mark.parametrize("arithmetic", ["float32", "tf32", "bfloat16", "float16", "float8", "int8"])
def test_every_arithmetic_has_a_product(arithmetic: str) -> None:
    product(arithmetic, 64, HERE)()
    with pytest.raises(KeyError):
        product("float7", 64, HERE)


@needs_cuda
def test_a_call_on_a_device_is_captured_and_gives_the_same(network: torch.nn.Module) -> None:
    site = sites.here()
    there, part = sites.network_at(site, network), sites.part_at(site, TEST)
    assert judged(there, there, part).agreement == 1
    out = torch.empty(16, 10, device=site.where)

    def call() -> None:
        out.copy_(there(x))

    with torch.inference_mode():
        x = filled(part, 16)
        captured = site.captured(call)
        assert captured is not None
        out.zero_()
        captured()
        site.wait()
        assert torch.allclose(out, there(x), atol=1e-4)
        assert site.captured(lambda: float(there(x).sum())) is None, "it waits for the device"
    timed = latencies(site, {"fp32": there}, part, (1, 16), budget_s=0.05)
    assert timed.uncaptured == () and timed.peaks["fp32"] >= sites.held(there)
