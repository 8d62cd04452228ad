"""Two parts, a table that fills, a picture, raw numbers; the same seed gives the same bits."""

from __future__ import annotations

import random
from collections.abc import Callable

from backend.compute.experiment import (
    Cell,
    Column,
    Experiment,
    FieldCard,
    Outcome,
    Picture,
    Progress,
    Row,
    Settings,
    Table,
)


def table(values: list[float]) -> Table:
    return Table(
        columns=(Column(name="value", title="Value", side="statistical"),),
        rows=tuple(
            Row(name=f"part {at}", cells={"value": Cell(value=value)})
            for at, value in enumerate(values, start=1)
        ),
    )


class Behaves(Experiment):
    name, title, about = "behaves", "A quick one", "Draws numbers."
    fields = (
        FieldCard(
            name="seed", title="Seed", about="Of the draw.", kind="integer", at_least=0, default=1
        ),
    )

    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        seed = settings["seed"]
        assert isinstance(seed, int)
        draw = random.Random(seed)
        values: list[float] = []
        for done in (1, 2):
            values.append(draw.random())
            report(Progress(done=done, total=2, doing=f"part {done}", table=table(values)))
        return Outcome(
            title="Two numbers",
            verdict="They are numbers.",
            table=table(values),
            pictures=(Picture("A dot", "One dot.", b"\x89PNG not really"),),
            seeds=(seed,),
            notes=("Nothing to note.",),
            raw={"values": values},
        )


BEHAVES = Behaves()
