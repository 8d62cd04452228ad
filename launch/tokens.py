"""The three tokens of the seam: from the environment, else made once kept in the data folder for the owner alone."""

import base64
import hashlib
import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

from backend.settings import Settings, SettingsError

FILE = "tokens.toml"


@dataclass(frozen=True, repr=False)
class Tokens:
    """Never printed: it has no repr of its own on purpose."""

    owner: str
    bot: str
    worker: str


def read_tokens(settings: Settings) -> Tokens:
    """Raises `SettingsError` when the file that keeps them is damaged."""
    kept = _kept(settings.data.folder / FILE)
    told = settings.secrets
    return Tokens(
        owner=told.owner_token.get_secret_value() if told.owner_token else kept.owner,
        bot=told.bot_token.get_secret_value() if told.bot_token else kept.bot,
        worker=told.worker_token.get_secret_value() if told.worker_token else kept.worker,
    )


def sandbox_token(bot_token: str) -> str:
    """The token with which the bot logs in to the sandbox: made from one that both processes hold."""
    digest = hashlib.sha256(f"sandbox {bot_token}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _kept(file: Path) -> Tokens:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _read(file)
    except FileNotFoundError:
        pass
    lines = [f'{name} = "{secrets.token_urlsafe(32)}"' for name in ("owner", "bot", "worker")]
    fresh = file.with_name(f".{FILE}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(
            "# Made at the first start. Delete this file, and new ones are made at the next.\n"
        )
        out.write("\n".join(lines) + "\n")
    try:
        os.link(fresh, file)  # fails when another process was first: then its tokens are ours too
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return _read(file)


def _read(file: Path) -> Tokens:
    text = file.read_text(encoding="utf-8")
    try:
        told = tomllib.loads(text)
        return Tokens(owner=str(told["owner"]), bot=str(told["bot"]), worker=str(told["worker"]))
    except (tomllib.TOMLDecodeError, KeyError):
        raise SettingsError(f"{file}: damaged; delete it, and new tokens are made") from None
