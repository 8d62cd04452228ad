"""What an experiment is: its fields, and `run`. And how files become plug-ins: because they exist.

    class Pendulum(Experiment):
        name, title, about = "pendulum", "A pendulum", "Swings, and says how often."
        fields = (…,)

        def run(self, settings, report):
            …
            report(Progress(done=1, total=4, doing="first swing", table=table))
            return Outcome(…)

    PENDULUM = Pendulum()

A file in `experiments/` holds such a value, and nothing else needs to be told. An experiment knows
no queue, no lease and no chat: it may run for an hour or a second, in a worker's child or in a
test. It must not care when it is killed. `docs/howto/experiment.md` builds one from the beginning.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from backend.contract import compute as contract
from backend.contract.compute import (
    Cell,
    Choice,
    Column,
    FieldCard,
    Progress,
    Row,
    Setting,
    Settings,
    Table,
)


class CannotRun(Exception):
    """A sentence for whoever asked: these settings make no sense together, this machine has no
    GPU."""


@dataclass(frozen=True)
class DrawnLine:
    """One line of a picture as numbers; what is not finite is None, so that JSON can say it."""

    name: str
    ink: str
    """A colour as CSS has it."""
    runs: tuple[str, ...]
    """What each run is called: "seed 3"."""
    x: tuple[float | None, ...]
    """[points]"""
    y: tuple[tuple[float | None, ...], ...]
    """[runs][points]"""


@dataclass(frozen=True)
class Drawing:
    """What a picture shows, as numbers: the report's page draws it again, to be pointed at."""

    title: str
    x: str
    y: str
    lines: tuple[DrawnLine, ...]
    x_scale: str = "linear"
    y_scale: str = "linear"
    points: bool = False
    """Points, not joined."""
    line_at: float | None = None
    line_says: str = ""
    floor: float | None = None


@dataclass(frozen=True)
class Picture:
    title: str
    alt: str
    """What the picture says, for those who do not see it."""
    data: bytes
    media_type: str = "image/png"
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Outcome:
    """What an experiment found. The worker adds machine, command and duration."""

    title: str
    verdict: str
    """One or two sentences that claim no more than the data."""
    table: Table
    pictures: tuple[Picture, ...]
    seeds: tuple[int, ...]
    notes: tuple[str, ...] = ()
    raw: Any = None
    """All raw numbers, as values that JSON can say; None for none."""
    device: str = "cpu"
    """What the numbers were made on: the GPU's name, if one was used."""

    @property
    def numbers(self) -> Any:
        """The raw numbers, and under "figures" what the pictures show, each with its picture's number."""
        figures = [
            {"picture": at, **asdict(picture.drawing)}
            for at, picture in enumerate(self.pictures)
            if picture.drawing is not None
        ]
        if not figures:
            return self.raw
        raw = (
            {}
            if self.raw is None
            else self.raw
            if isinstance(self.raw, dict)
            else {"raw": self.raw}
        )
        return {**raw, "figures": figures}


class Experiment(ABC):
    """One benchmark. Stateless: everything a run needs is in its settings."""

    name: ClassVar[str]
    """Lower case, digits, dashes: "optimizers"."""
    title: ClassVar[str]
    about: ClassVar[str]
    """A sentence or two, at most 300 characters."""
    takes_s: ClassVar[float | None] = None
    """About how many seconds a run takes, where no choice says otherwise; None when nobody knows."""
    fields: Any
    """A tuple of `FieldCard`, or a property that makes one of what is found."""

    @abstractmethod
    def run(self, settings: Settings, report: Callable[[Progress], None]) -> Outcome:
        """Measure. `settings` are complete and checked against `fields`.

        Call `report` after each finished part, with the table as far as it is filled: should the
        run be cut short, that is what remains. Raises `CannotRun` with a sentence that is safe to
        show.
        """

    def prepare(self) -> Iterator[None]:
        """What any run of it needs and need not wait for one: modules to import, code to compile.

        Taken piece by piece while a child waits for its job, until there is one; so a piece should take a second or
        two, and a run must do without. What it raises is printed, and nothing else comes of it.
        """
        yield from ()

    @property
    def card(self) -> contract.Experiment:
        return contract.Experiment(
            name=self.name,
            title=self.title,
            about=self.about,
            fields=tuple(self.fields),
            takes_s=self.takes_s,
        )


class Named(Protocol):
    @property
    def name(self) -> str: ...


Plug = TypeVar("Plug", bound=Named)


@dataclass(frozen=True)
class Found(Generic[Plug]):
    """Plug-ins by name, and a line for each file that could not be used."""

    plugs: dict[str, Plug]
    broken: tuple[str, ...] = field(default=())

    def __iter__(self) -> Any:
        return iter(self.plugs.values())


def discover(kind: type[Plug], packages: Iterable[str]) -> Found[Plug]:
    """Every module-level value of `kind` in the modules of `packages`, sorted by name.

    Modules whose name begins with an underscore are parts of others. A file that cannot be imported
    is left out and named; it takes no other down with it.
    """
    plugs: dict[str, Plug] = {}
    broken: list[str] = []
    for package in packages:
        folder = importlib.import_module(package)
        for module in sorted(each.name for each in pkgutil.iter_modules(folder.__path__)):
            if module.startswith("_"):
                continue
            try:
                held = vars(importlib.import_module(f"{package}.{module}")).values()
                for plug in (value for value in held if isinstance(value, kind)):
                    if plugs.setdefault(plug.name, plug) is not plug:
                        raise ValueError(f"there is another {kind.__name__} named {plug.name!r}")
            except Exception as fault:  # whatever a plug-in's import may raise
                broken.append(f"{package}.{module}: {type(fault).__name__}: {fault}"[:300])
    return Found(dict(sorted(plugs.items())), tuple(broken))


__all__ = [
    "CannotRun", "Cell", "Choice", "Column", "Experiment", "FieldCard", "Found", "Outcome",
    "Picture", "Progress", "Row", "Setting", "Settings", "Table", "discover",
]  # fmt: skip
