"""Collects what is wrong with a body, and says it as Discord's tree of errors (code 50035).

The tree mirrors the body: `{"embeds": {"0": {"title": {"_errors": [{"code", "message"}]}}}}`.
https://discord.com/developers/docs/reference#error-messages
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import DiscordError, Json

Path = tuple[str | int, ...]
LARGEST = 2**53 - 1  # of a whole number where nothing else bounds it; JSON's safe range


class Form:
    """One body under inspection. Look at everything first, then `finish` refuses once."""

    def __init__(self) -> None:
        self._tree: Json = {}

    @property
    def faulty(self) -> bool:
        return bool(self._tree)

    def wrong(self, path: Path, code: str, message: str) -> None:
        node = self._tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def finish(self) -> None:
        """Raise the one refusal that names every fault, if there is any."""
        if self._tree:
            raise DiscordError(400, 50035, "Invalid Form Body", self._tree)

    def required(self, path: Path) -> None:
        self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")

    def text(
        self, path: Path, value: Any, most: int, *, least: int = 0, needed: bool = True
    ) -> str | None:
        """A string of `least` to `most` characters; None when absent or faulty."""
        if value is None:
            if needed:
                self.required(path)
            return None
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return None
        if least and not least <= len(value) <= most:
            if not value:
                self.required(path)
            else:
                self.wrong(
                    path,
                    "BASE_TYPE_BAD_LENGTH",
                    f"Must be between {least} and {most} in length.",
                )
            return None
        if len(value) > most:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
            return None
        return value

    def whole(
        self,
        path: Path,
        value: Any,
        *,
        least: int | None = None,
        most: int | None = None,
        needed: bool = False,
    ) -> int | None:
        """A whole number within bounds; None when absent or faulty."""
        if value is None:
            if needed:
                self.required(path)
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            try:
                value = int(str(value))
            except ValueError:
                self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
                return None
        if least is not None and value < least:
            self.wrong(
                path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}."
            )
            return None
        most = LARGEST if most is None else most
        if value > most:
            self.wrong(
                path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}."
            )
            return None
        assert isinstance(value, int)
        return value

    def one_of(self, path: Path, value: Any, allowed: Collection[Any]) -> Any:
        if isinstance(value, int | str) and not isinstance(value, bool) and value in allowed:
            return value
        shown = ", ".join(str(item) for item in sorted(allowed))
        self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
        return None

    def entries(
        self, path: Path, value: Any, most: int, *, least: int = 0, needed: bool = False
    ) -> list[Any]:
        """A list of `least` to `most` entries; empty when absent or faulty."""
        if value is None:
            if needed:
                self.required(path)
            return []
        if not isinstance(value, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
            return []
        if len(value) > most or len(value) < least:
            bounds = f"between {least} and {most}" if least else f"{most} or fewer"
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be {bounds} in length.")
            return []
        return value

    def mapping(self, path: Path, value: Any) -> Json:
        """An object; empty when it is something else, which is then said."""
        if isinstance(value, dict):
            return value
        self.wrong(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")
        return {}

    def optional(self, path: Path, value: Any) -> Json:
        """An object, or an empty one where nothing was given."""
        return {} if value is None else self.mapping(path, value)

    def link(self, path: Path, value: Any, *, attachments: bool = True) -> str | None:
        """An http(s) address, or `attachment://name` where a file may be shown."""
        text = self.text(path, value, 2048)
        if text is None:
            return None
        schemes = ("http", "https", "attachment") if attachments else ("http", "https", "discord")
        if "://" not in text or text.split("://", 1)[0] not in schemes:
            if "://" in text:
                allowed = ", ".join(f"'{scheme}'" for scheme in schemes)
                self.wrong(
                    path,
                    "URL_TYPE_INVALID_SCHEME",
                    f'Scheme "{text.split(":", 1)[0]}" is not supported.'
                    f" Scheme must be one of ({allowed}).",
                )
            else:
                self.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
            return None
        return text

    def moment(self, path: Path, value: Any, *, needed: bool = False) -> datetime | None:
        """A time in ISO 8601 as aware UTC; None when absent or faulty."""
        if value is None:
            if needed:
                self.required(path)
            return None
        try:
            moment = datetime.fromisoformat(str(value)[:64].replace("Z", "+00:00"))
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            self.wrong(
                path,
                "DATE_TIME_TYPE_PARSE",
                f"Could not parse {str(value)[:64]}. Should be ISO8601.",
            )
            return None

    def snowflake(self, path: Path, value: Any, *, needed: bool = True) -> int | None:
        if value is None:
            if needed:
                self.required(path)
            return None
        text = str(value)[:20]
        whole = isinstance(value, int | str) and not isinstance(value, bool)
        if not (whole and text.isascii() and text.isdecimal() and int(text) < 2**63):
            self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            return None
        return int(text)
