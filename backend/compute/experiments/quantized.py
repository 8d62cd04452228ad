"""Quantized inference: how much smaller and faster a network gets at low precision, and what that costs in accuracy.

Networks of several seeds are trained on the spot. Each is quantized in every way asked for, and judged on test data:
its accuracy, how often it says what the float32 network says, and the bytes of its weights as they would lie on disk.
Ways that compute at low precision are timed in turns with float32; ways that only round are simulated, without times.
Networks are trained and made smaller on the processor, so that they are the same everywhere; they serve on a CUDA
device where torch sees one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

from backend.compute import site as sites
from backend.compute.experiment import (
    CannotRun,
    Choice,
    Experiment,
    FieldCard,
    Outcome,
    Progress,
    Settings,
    discover,
)
from backend.compute.machine import device
from backend.compute.model import Model, Recipe, perceptron
from backend.compute.precision import BASE, SOME, Found, notes, pictures, raw, verdict
from backend.compute.products import multiplied_as
from backend.compute.quantizer import DoesNotFit, Quantizer
from backend.compute.roofline import roofs, work
from backend.compute.serving import Effort, judged, latencies, loads
from backend.compute.shelf import trained
from backend.compute.site import Run, Site
from backend.compute.workload import Workload

DEFAULT = (
    "fp32", "bf16", "int8-onnx", "int8-static", "int4-g16", "rtn-2-g256", "gptq-2-g256", "deep-compression",
)  # fmt: skip


class QuantizedInference(Experiment):
    name = "quantized"
    title = "Quantized inference"
    about = (
        "Trains a small network, stores and runs it at lower precision in several ways, and compares "
        "accuracy, bytes and latency with float32."
    )
    takes_s = 50.0

    def __init__(
        self,
        site: Callable[[], Site] = sites.here,
        effort: Effort | None = None,
        recipe: Recipe | None = None,
    ) -> None:
        """`site`: where networks serve; by itself on a CUDA device where there is one. `recipe`: by which networks on
        a workload are trained; left out, `perceptron`'s own.
        """
        self._site, self._effort, self._recipe = site, effort or Effort(), recipe

    @cached_property
    def schemes(self) -> dict[str, Quantizer]:
        return discover(Quantizer, ["backend.compute.quantizers"]).plugs

    @cached_property
    def workloads(self) -> dict[str, Workload]:
        return discover(Workload, ["backend.compute.workloads"]).plugs

    @cached_property
    def models(self) -> dict[str, Model]:
        return discover(Model, ["backend.compute.models"]).plugs

    @property
    def fields(self) -> tuple[FieldCard, ...]:
        dense = [each for each in self.workloads.values() if each.dense]
        known: tuple[Workload | Model, ...] = (*dense, *self.models.values())
        offered = [each for each in known if not each.missing()]
        return (
            FieldCard(
                name="workload", title="Workload", about="What the network has learned.", kind="choice",
                choices=_choices(offered), default="digits-network",
            ),
            FieldCard(
                name="schemes", title="Schemes", about="Ways to lower the precision; float32 is always there.",
                kind="choices", choices=_choices(self.schemes.values()), fewest=1, most=32,
                default=DEFAULT,
            ),
            FieldCard(
                name="width", title="Width", about="Of both hidden layers, in networks on a workload.", kind="integer",
                at_least=16, at_most=1024, default=256,
            ),
            FieldCard(
                name="seeds", title="Seeds", about="Networks that are trained and judged.", kind="integer",
                at_least=2, at_most=20, default=5,
            ),
        )  # fmt: skip

    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        model, schemes, seeds = self._asked(settings)
        site, effort = self._site(), self._effort
        data = model.load()
        test = sites.part_at(site, data.test)
        found = Found(model, schemes)
        total = len(seeds) + 4
        runs: dict[str, Run] = {}
        with multiplied_as("ieee"):
            for number, seed in enumerate(seeds):
                report(_progress(number, total, f"training and rounding network {seed}", found))
                network = trained(model, data, seed)
                original = sites.network_at(site, network)
                for scheme in schemes:
                    if why := scheme.unavailable(site.where):
                        found = found.without(scheme, why)
                        continue
                    try:
                        small = sites.at(site, scheme.quantize(network, data.training))
                    except DoesNotFit as misfit:
                        found = found.without(scheme, str(misfit))
                        continue
                    found = found.and_of(scheme, small, judged(small.run, original, test))
                    if found.kernels[scheme.name]:
                        runs[scheme.name] = small.run
            report(_progress(len(seeds), total, "timing", found))
            timed = latencies(site, runs, test, found.batches, effort.latency_s)
            found = replace(found, timed=timed)
            report(_progress(len(seeds) + 1, total, "measuring what the machine can do", found))
            needs = work(network, data.test.x)
            measured = roofs(
                site, runs[BASE], needs, test, found.batches, found.arms, effort.roof_s
            )
            uncaptured = tuple(each.title for each in schemes if each.name in timed.uncaptured)
            found = replace(found, roofs=measured, site_notes=site.notes(uncaptured))
            report(_progress(len(seeds) + 2, total, "serving under load", found))
            loaded = loads(site, runs, test, BASE, SOME, model.large, effort.search_s)
            found = replace(found, loaded=loaded)
        report(_progress(len(seeds) + 3, total, "drawing", found))
        return Outcome(
            title=f"{self.title}: {model.title}",
            verdict=verdict(found),
            table=found.table(),
            pictures=pictures(found),
            seeds=seeds,
            notes=notes(found),
            raw=raw(found),
            device="cpu" if site.where.type == "cpu" else device(),
        )

    def _asked(self, settings: Settings) -> tuple[Model, tuple[Quantizer, ...], tuple[int, ...]]:
        """Raises `CannotRun`."""
        name, names, seeds, width = (
            settings[each] for each in ("workload", "schemes", "seeds", "width")
        )
        assert isinstance(names, tuple)
        assert isinstance(seeds, int)
        assert isinstance(width, int)
        model = self.models.get(str(name)) or perceptron(self.workloads[str(name)], width)
        if self._recipe is not None:
            model = replace(model, recipe=self._recipe)
        if model.missing():
            raise CannotRun(model.missing())
        wanted = dict.fromkeys((BASE, *map(str, names)))
        return model, tuple(self.schemes[name] for name in wanted), tuple(range(1, seeds + 1))


def _progress(done: int, total: int, doing: str, found: Found) -> Progress:
    return Progress(done=done, total=total, doing=doing, table=found.table())


def _choices(plugs: Iterable[Quantizer | Workload | Model]) -> tuple[Choice, ...]:
    return tuple(
        Choice(name=plug.name, title=plug.title[0].upper() + plug.title[1:]) for plug in plugs
    )


QUANTIZED = QuantizedInference()
