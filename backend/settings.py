"""`config.toml`, and the environment over it, as one frozen value.

Every key can be overridden by `SYLLABOT_<TABLE>_<KEY>`, say `SYLLABOT_WEB_PORT=9000`. Secrets come from the environment
alone: `SYLLABOT_DISCORD_TOKEN` and the three tokens of the seam. A mistake is one line that names file, table and key.
This module reads settings; it builds nothing and keeps nothing.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

PREFIX = "SYLLABOT_"
Port = Annotated[int, Field(ge=0, le=65535)]


class SettingsError(Exception):
    """One readable line: which file or variable, which table and key, and what is wrong with it."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CourseSettings(_Table):
    folder: Path = Path("courses/cs6787-spring-2024")
    """The course that this backend serves."""


class DataSettings(_Table):
    folder: Path = Path("var")
    """Database, blobs, tokens and logs live here."""


class DatabaseSettings(_Table):
    url: str = ""
    """Empty: SQLite in the data folder. Else a URL such as postgresql://user@host/name."""


class WebSettings(_Table):
    host: str = "127.0.0.1"
    port: Port = 8787
    public_url: str = ""
    """How students' browsers reach this server, for the addresses of reports; empty: host and port."""


def _listed(value: object) -> object:
    """The environment has no lists: there it is one text with commas."""
    return [part for part in value.split(",") if part] if isinstance(value, str) else value


class BotSettings(_Table):
    backend_url: str = ""
    """Where the bot and the workers find the backend; empty: host and port of [web]."""
    guilds: Annotated[tuple[Annotated[int, Field(ge=1, lt=2**63)], ...], BeforeValidator(_listed)] = ()
    """Ids of the servers whose managers count as staff; empty: every server that the bot was invited to."""


class SandboxSettings(_Table):
    port: Port = 8765
    students: Annotated[int, Field(ge=1, le=200)] = 30


class ComputeSettings(_Table):
    workers: Annotated[int, Field(ge=0, le=16)] = 1
    """Workers that `syllabot run` starts on this machine."""
    lease_s: Annotated[float, Field(ge=1, le=600)] = 20.0
    per_person: Annotated[int, Field(ge=1, le=100)] = 2
    """Benchmarks a person may have waiting or running."""
    running_per_person: Annotated[int, Field(ge=1, le=100)] = 2
    """Of these, how many may run at once, where there are several workers."""
    day_s: Annotated[float, Field(ge=1, le=864000)] = 3600.0
    """Seconds of the workers' time that a person may use a day, in the course's zone; the staff have no limit."""
    time_limit_s: Annotated[float, Field(ge=1, le=86400)] = 300.0
    threads: Annotated[int, Field(ge=1, le=256)] = 1
    child_memory_gib: Annotated[float, Field(gt=0, le=4096)] = 4.0
    engine: Literal["local", "slurm"] = "local"
    """Where benchmarks run: in children of the worker, or as jobs of a cluster (`[slurm]`)."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """What they may compute on: "auto" takes a GPU when there is one, "cuda" insists on it, "cpu" hides it."""


class SlurmSettings(_Table):
    """How jobs are asked for when `[compute] engine` is "slurm"; what is empty or 0 is left to the cluster."""

    partition: str = ""
    account: str = ""
    qos: str = ""
    gres: str = ""
    """Such as "gpu:1"."""
    minutes: Annotated[int, Field(ge=0, le=10080)] = 0
    """The cluster's time limit of a job; 0: what `[compute] time_limit_s` needs."""
    options: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    """More of sbatch's options, such as "--exclusive"."""
    python: str = ""
    """The interpreter on the nodes; empty: the one that runs the worker."""
    spool: str = ""
    """A folder that worker and nodes see under the same path; empty: spool/ in the data folder."""
    queue_limit_s: Annotated[float, Field(ge=1, le=604800)] = 3600.0
    """A job that the cluster did not begin after so long is taken out of its queue."""
    silent_s: Annotated[float, Field(ge=10, le=86400)] = 120.0
    """A running job that gives no sign of life in the spool for so long is lost, and tried once more."""


class DeliverySettings(_Table):
    """How what the bot says by itself reaches Discord. All times are the real clock's."""

    nonce_window_s: Annotated[float, Field(ge=1, le=600)] = 120.0
    """How long Discord surely knows a nonce again ("a few minutes", says its documentation)."""
    most_tries: Annotated[int, Field(ge=2, le=50)] = 8
    """After so many tries a notice is set aside and staff are told."""
    drain_lease_s: Annotated[float, Field(ge=1, le=120)] = 6.0
    """A bot process that is silent for so long lets another one post."""
    hold_s: Annotated[float, Field(ge=0, le=300)] = 60.0
    """An announcement can be taken back for so long after "post"."""
    event_days: Annotated[int, Field(ge=0, le=90)] = 14
    """Meetings of so many days ahead are shown as scheduled events; 0 for none."""


class AskSettings(_Table):
    """`/ask`, and the language model that may word its answers; without a model it answers from the material alone."""

    base_url: str = ""
    """Of an OpenAI-compatible endpoint, such as "https://api.openai.com/v1" or "http://127.0.0.1:8080/v1"."""
    model: str = ""
    """Its name there; empty for none."""
    time_limit_s: Annotated[float, Field(gt=0, le=120)] = 8.0
    """For the whole of one wording; then the passage is given as it stands."""
    worded_a_person: Annotated[int, Field(ge=0, le=10_000)] = 20
    """Wordings a person and day."""
    worded_a_day: Annotated[int, Field(ge=0, le=1_000_000)] = 300
    staff_questions: Annotated[int, Field(ge=0, le=100)] = 5
    """Questions that a person may hand on to the staff a day."""
    embeddings: bool = True
    """Whether questions are understood by a small sentence model, too, where its package is installed; it takes some
    80 MB from the first question on."""

    @property
    def configured(self) -> bool:
        return bool(self.base_url and self.model)


class LogSettings(_Table):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class Secrets(_Table):
    """From the environment only; never printed, for SecretStr hides itself."""

    discord_token: SecretStr | None = None
    owner_token: SecretStr | None = None
    bot_token: SecretStr | None = None
    worker_token: SecretStr | None = None
    model_key: SecretStr | None = None
    """For the endpoint of `[ask]`."""


class Settings(_Table):
    course: CourseSettings = CourseSettings()
    data: DataSettings = DataSettings()
    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings = WebSettings()
    bot: BotSettings = BotSettings()
    sandbox: SandboxSettings = SandboxSettings()
    compute: ComputeSettings = ComputeSettings()
    slurm: SlurmSettings = SlurmSettings()
    delivery: DeliverySettings = DeliverySettings()
    ask: AskSettings = AskSettings()
    log: LogSettings = LogSettings()
    secrets: Secrets = Secrets()

    @property
    def database_url(self) -> str:
        return self.database.url or f"sqlite:///{self.data.folder / 'syllabot.db'}"

    @property
    def backend_url(self) -> str:
        return self.bot.backend_url or f"http://{_bracketed(self.web.host)}:{self.web.port}"

    @property
    def public_url(self) -> str:
        return (
            self.web.public_url or f"http://{_bracketed(self.web.host)}:{self.web.port}"
        ).rstrip("/")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def read_settings(file: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `file` (which may be absent) and the environment. Raises `SettingsError`."""
    told = _read_file(file)
    if "secrets" in told:
        raise SettingsError(
            f"{file}: [secrets]: secrets are taken from the environment only; "
            f"remove the table and set {PREFIX}DISCORD_TOKEN and the like"
        )
    origin = _overlay(told, environment)
    try:
        return Settings.model_validate(told)
    except ValidationError as failure:
        raise SettingsError(_one_line(failure, file, origin)) from None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as failure:
        raise SettingsError(f"{file}: cannot be read: {failure}") from None
    except tomllib.TOMLDecodeError as failure:
        raise SettingsError(f"{file}: not valid TOML: {failure}") from None


def _overlay(told: dict[str, Any], environment: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Put the environment over what the file told; returns which variable gave which key."""
    origin: dict[tuple[str, str], str] = {}
    for table, field in Settings.model_fields.items():
        annotation = field.annotation
        if not (isinstance(annotation, type) and issubclass(annotation, _Table)):
            continue
        for key in annotation.model_fields:
            variable = f"{PREFIX}{key if table == 'secrets' else f'{table}_{key}'}".upper()
            value = environment.get(variable)
            if not value:
                continue
            keys = told.setdefault(table, {})
            if not isinstance(keys, dict):
                raise SettingsError(f"[{table}] must be a table, because {variable} is set")
            keys[key] = value
            origin[table, key] = variable
    return origin


def _one_line(failure: ValidationError, file: Path, origin: dict[tuple[str, str], str]) -> str:
    """The first mistake, in words; values are left out, for they may be secret."""
    first = failure.errors(include_url=False, include_input=False)[0]
    place = [str(part) for part in first["loc"]]
    table, key = place[0], place[1] if len(place) > 1 else ""
    where = origin.get((table, key), f"{file}")
    name = f"[{table}] {key}".strip()
    if first["type"] == "extra_forbidden":
        known = Settings.model_fields if not key else _keys_of(table)
        return f"{where}: {name}: unknown {'key' if key else 'table'}; known are {', '.join(known)}"
    return f"{where}: {name}: {first['msg'][0].lower()}{first['msg'][1:]}"


def _keys_of(table: str) -> list[str]:
    annotation = Settings.model_fields[table].annotation
    assert annotation is not None and get_origin(annotation) is None
    return list(annotation.model_fields)
