"""The compute lab's queue: people submit benchmarks, workers claim and report them.

    people    ListExperiments → tuple[Experiment, …]   SubmitBench → Job   GetJob → Job
              ListJobs → tuple[Job, …]                 CancelJob → Job
              ListHistory → tuple[PastJob, …]          ExplainChoice → Choice
              EstimateBench → Estimate | None          PostJob → Job
    staff     GoFirst → Job
              GetReport → Job (the page of a report asks, by its key)
    workers   Announce → None    ClaimJob → Assignment | None    ReportProgress → Orders    FinishJob → Job

A worker pulls, so a GPU machine behind a firewall needs no open port. What a worker offers is announced as
data: the backend checks a submission against the announced fields and never imports an experiment.
"""

from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Line, Sha256, Snowflake, Value, Waker

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Setting = int | float | bool | str | tuple[str, ...] | tuple[float, ...]
Settings = dict[Name, Setting]
JobState = Literal["queued", "running", "finished", "failed", "cancelled"]
Short = Annotated[str, Field(max_length=300)]

Code = Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")]
"""A hash over the lab's own files: with equal ones the same thing was done."""

WORKERS = frozenset({Caller.WORKER, Caller.OWNER})


class Choice(Value):
    """One of the things a setting may name; what it is may be told with it, where somebody may ask."""

    name: Name
    title: Line
    about: Short = ""
    """What it does, in a sentence."""
    paper: Short = ""
    """Where it comes from: who, when, where."""
    source: Annotated[str, Field(max_length=4000)] = ""
    """The lines that do it, as they stand in its own file; Python."""
    takes_s: Annotated[float, Field(ge=0)] | None = None
    """About how many seconds a job with this choice takes, all else left as it is; None where it does not decide."""


class FieldCard(Value):
    """One setting of an experiment, described well enough to be typed and checked without its code."""

    name: Name
    title: Line
    about: Short
    kind: Literal["choice", "choices", "integer", "number", "numbers"]
    choices: tuple[Choice, ...] = ()
    at_least: float | None = None
    """Smallest number; for `choices` and `numbers` each number, not how many."""
    at_most: float | None = None
    fewest: int = 1
    """For `choices` and `numbers`: how many at least."""
    most: int = 16
    default: Setting
    left_open: Short = ""
    """Who decides when the value is 0 or no number at all, in words: "the budget". Empty where 0 is just a number."""


class Experiment(Value):
    """What a worker offers."""

    name: Name
    title: Line
    about: Short
    fields: tuple[FieldCard, ...]
    takes_s: Annotated[float, Field(ge=0)] | None = None
    """About how many seconds a job takes whose choices say nothing of that; None where nobody knows."""


class GpuCard(Value):
    """A GPU, and how fast it was clocked when the card was written; clocks are read, never set."""

    name: str
    memory_gib: float
    driver: str = ""
    """"570.86"; empty when nvidia-smi is not there to say."""
    clock_mhz: float | None = None
    """Of the multiprocessors, now; idle GPUs clock down."""
    most_clock_mhz: float | None = None
    memory_clock_mhz: float | None = None


class MachineCard(Value):
    """Where numbers were made. Numbers of different machines are never mixed without saying so."""

    processor: str
    cores: int
    threads: int
    """Threads that the measured code used."""
    memory_gib: float
    device: str
    """"cpu", or the name of the GPU."""
    system: str
    python: str
    torch: str
    load: float | None = None
    """One-minute load average when the measuring began."""
    gpu: GpuCard | None = None
    """None on a machine without one, and from workers of before this was announced."""

    @property
    def kind(self) -> str:
        """In a few words what decides how long something takes: the GPU's name, or processor and cores."""
        return f"{self.processor}, {self.cores} cores" if self.device == "cpu" else self.device

    @property
    def lasting(self) -> "MachineCard":
        """Without what changes from minute to minute: of one machine, these are equal."""
        clocks = {"clock_mhz": None, "most_clock_mhz": None, "memory_clock_mhz": None}
        gpu = None if self.gpu is None else self.gpu.model_copy(update=clocks)
        return self.model_copy(update={"load": None, "gpu": gpu})


class Cell(Value):
    """A number with its interval, or a word."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    """What is shown instead of, or beside, the number: "not reached", "diverged", "3 of 3"."""


class Column(Value):
    name: Name
    title: Line
    unit: str = ""
    better: Literal["lower", "higher", ""] = ""
    side: Literal["statistical", "hardware", ""] = ""
    """Every report shows both sides."""


class Row(Value):
    name: Line
    cells: dict[Name, Cell]


class Table(Value):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Figure(Value):
    """A picture that was uploaded beside the seam (PUT /blobs/{sha256}) and is named here."""

    title: Line
    alt: Annotated[str, Field(min_length=1, max_length=1000)]
    blob: Sha256
    media_type: Literal["image/png", "image/svg+xml"] = "image/png"
    drawn: bool = False
    """Whether its lines are among the raw numbers, so that they can be drawn again and taken away."""


class Report(Value):
    """What a finished benchmark says."""

    title: Line
    verdict: Annotated[str, Field(max_length=1000)]
    """One or two sentences that claim no more than the data."""
    table: Table
    figures: tuple[Figure, ...]
    machine: MachineCard
    seeds: tuple[int, ...]
    notes: tuple[Short, ...] = ()
    command: Annotated[str, Field(max_length=1000)]
    """Repeats it in a terminal."""
    seconds: float
    """From claim to report."""
    raw: Sha256 | None = None
    """Blob with all raw numbers, JSON."""
    code: Code = ""
    """Version of the code that measured; empty where it was not told."""


class Progress(Value):
    """How far a running job is; the table fills."""

    done: Annotated[int, Field(ge=0)]
    total: Annotated[int, Field(ge=1)]
    doing: Short = ""
    table: Table | None = None


class Chosen(Value):
    """A setting that somebody, or a default, decided; in words that need no announcement to be read."""

    title: Line
    words: Annotated[str, Field(max_length=1000)]


class Estimate(Value):
    """How long something may take, and what that is made of. It is no promise, and shown as none."""

    seconds: Annotated[float, Field(ge=0)]
    basis: Literal["the same settings", "like settings", "the experiment's own estimate", "the same experiment"]
    jobs: int = 0
    """Finished jobs that it comes from."""
    machine: str = ""
    """Where those ran, if no worker on such a machine would run this one; empty where one would."""


class Job(Value):
    id: int
    experiment: Name
    title: Line
    settings: Settings
    """All of them, as the experiment is given them."""
    chosen: tuple[Chosen, ...] = ()
    """The same for people, without those that were left open; empty for jobs of before this was kept."""
    asked_by: str
    """A name, for people to read."""
    mine: bool = False
    channel: Snowflake | None = None
    state: JobState
    asked: Instant
    began: Instant | None = None
    ended: Instant | None = None
    ahead: int = 0
    """Jobs that will be taken first."""
    wait_s: float | None = None
    """Estimated seconds until it begins; None when there is no telling (no worker is alive)."""
    begins: Instant | None = None
    """The same as a moment, which stays right while it is looked at."""
    takes: Estimate | None = None
    """While it waits or runs: from its beginning to its end."""
    unable: bool = False
    """It waits, and no living worker can run what was asked for: none is alive, or none offers all of it."""
    first: bool = False
    """The staff put it before everyone."""
    same_as: int | None = None
    """The job that measured, where this one was answered from the store: same settings, code and machine."""
    measured: Instant | None = None
    """When that one ended."""
    progress: Progress | None = None
    report: Report | None = None
    report_url: str | None = None
    """A page that cannot be guessed."""
    problem: str = ""
    """Why it failed, in a sentence that is safe to show."""
    tries: int = 0


class ListExperiments(Call[tuple[Experiment, ...]]):
    """What workers have announced, whether or not one is alive at this moment.

    Choices come without their `source`, which `ExplainChoice` has.
    """


class ExplainChoice(Call[Choice]):
    """What one choice of a setting is: in a sentence, its paper, its lines. Raises `NoSuchChoice`."""

    experiment: Name
    field: Name
    choice: Line
    """By its name, or by its title."""


class SubmitBench(Call[Job]):
    """Queue a benchmark. Raises `NoWorker`, `NoSuchExperiment`, `BadSettings`, `TooManyJobs`, `DayIsUsed`."""

    writes = True
    experiment: Name
    settings: Settings = Field(default_factory=dict)
    """Settings left out take the announced default."""
    channel: Snowflake | None = None
    """Where the bot shows the table as it fills; None when nobody watches in chat."""
    anew: bool = False
    """Measure, even where the same was measured before; else that answers at once, and costs no seconds."""


class GetJob(Call[Job]):
    """One job, with its report when it has one. Raises `NoSuchJob`."""

    job: int


class GetReport(Call[Job]):
    """The job whose report is shown at an address that ends in `key`. Raises `NoSuchJob`."""

    callers = frozenset({Caller.OWNER})
    key: Annotated[str, Field(min_length=16, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class ListJobs(Call[tuple[Job, ...]]):
    """The queue (in the order in which it will be taken), or the newest jobs of any state."""

    state: Literal["waiting", "any"] = "waiting"
    mine: bool = False
    most: Annotated[int, Field(ge=1, le=50)] = 10


class PastJob(Value):
    """A job in a line."""

    id: int
    experiment: Name
    title: Line
    chosen: tuple[Chosen, ...]
    asked_by: str
    mine: bool
    state: JobState
    asked: Instant
    seconds: float | None = None
    """From claim to report."""
    verdict: str = ""
    problem: str = ""
    same_as: int | None = None
    """The job that measured, where this one was answered from the store."""


class ListHistory(Call[tuple[PastJob, ...]]):
    """Jobs of any state in a line each, the newest first."""

    mine: bool = False
    experiment: Name | None = None
    reported: bool = False
    """Only those that have a report."""
    most: Annotated[int, Field(ge=1, le=100)] = 25


class EstimateBench(Call[Estimate | None]):
    """How long such a benchmark may take; nothing is queued. Raises what `SubmitBench` would of its settings."""

    experiment: Name
    settings: Settings = Field(default_factory=dict)


class PostJob(Call[Job]):
    """Show a job in that channel, for everyone there. One that no channel watches is watched there from now on.

    Raises `NoSuchJob`.
    """

    writes = True
    job: int
    channel: Snowflake


class GoFirst(Call[Job]):
    """Put a waiting job before everyone's. Raises `NoSuchJob`, `NotWaiting`."""

    staff_only = True
    writes = True
    job: int


class CancelJob(Call[Job]):
    """Stop a job; its worker is told with its next report. Raises `NoSuchJob`, `NotYourJob`, `JobIsOver`."""

    writes = True
    job: int


class Announce(Call[None]):
    """A worker says what it is and what it offers; repeated as a sign of life."""

    callers = WORKERS
    writes = True
    experiments: Annotated[tuple[Experiment, ...], Field(max_length=50)]
    machine: MachineCard
    code: Code = ""


class Assignment(Value):
    """A job that was leased."""

    job: int
    experiment: Name
    settings: Settings
    """Complete: defaults filled in."""
    lease_s: float
    """Seconds until the lease ends unless a report renews it."""
    attempt: int


class ClaimJob(Call[Assignment | None]):
    """Take the next job that this worker can run; None when there is none."""

    callers = WORKERS
    writes = True
    waits_for = Waker.JOBS
    experiments: Annotated[tuple[Name, ...], Field(max_length=50)]
    wait: Annotated[float, Field(ge=0, le=30)] = 0
    """Seconds to wait for one, at the edge."""


class Orders(Value):
    """What the backend answers to a report."""

    go_on: bool
    """False when the job was cancelled: kill the child and claim another."""


class ReportProgress(Call[Orders]):
    """How far the job is; renews the lease. Raises `LeaseLost`."""

    callers = WORKERS
    writes = True
    job: int
    attempt: int
    progress: Progress


class FinishJob(Call[Job]):
    """The end of a job: a report, or what went wrong. Asking twice is harmless.

    Raises `LeaseLost`, and `NoSuchBlob` when a figure was not uploaded before.
    """

    callers = WORKERS
    writes = True
    job: int
    attempt: int
    report: Report | None = None
    problem: Annotated[str, Field(max_length=1000)] = ""
    retry: bool = False
    """The fault was the machine's, not the job's: queue it once more."""
