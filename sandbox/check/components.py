"""Message components: their limits, nesting, and the completed form in which they come back.

Two systems exist. Without the Components V2 flag: up to five action rows beside content and embeds.
With it: up to forty components of every kind, 4000 characters of text, and nothing beside them.
Modals have rules of their own, in `modal`.

https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.check.form import Form, Path
from sandbox.check.selects import SELECTS, emoji, select
from sandbox.errors import Json

ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = (
    1, 2, 9, 10, 11, 12, 13, 14, 17,
)  # fmt: skip
ROWS, ROW_BUTTONS, COMPONENTS, LETTERS, LABEL, CUSTOM_ID = 5, 5, 40, 4000, 80, 100
LINK, PREMIUM = 5, 6


class Layout:
    """One message's components under inspection: what may occur once, and what has a total."""

    def __init__(self, form: Form, *, v2: bool) -> None:
        self.form = form
        self.v2 = v2
        self.count = 0
        self.letters = 0
        self._custom_ids: set[str] = set()
        self._numbers: set[int] = set()
        self._unnumbered: list[Json] = []
        self._kinds: dict[int, Callable[[Path, Json], Json]] = {
            ROW: self._row,
            BUTTON: self._button,
            SECTION: self._section,
            TEXT: self._text,
            THUMBNAIL: self._thumbnail,
            GALLERY: self._gallery,
            FILE: self._file,
            SEPARATOR: self._separator,
            CONTAINER: self._container,
        }

    def read(self, value: Any) -> list[Json]:
        """The components of a body, completed and numbered; every fault noted in the form."""
        most = COMPONENTS if self.v2 else ROWS
        kinds = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER} if self.v2 else {ROW}
        entries = self.form.entries(("components",), value, most)
        accepted = [
            self._one(("components", index), item, kinds) for index, item in enumerate(entries)
        ]
        if self.v2 and self.count > COMPONENTS:
            self.form.wrong(
                ("components",),
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                f"The total number of components exceeds the maximum of {COMPONENTS}.",
            )
        if self.letters > LETTERS:
            self.form.wrong(
                ("components",),
                "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                f"Displayable text size exceeds maximum size of {LETTERS}",
            )
        self._number()
        return accepted

    def _one(self, at: Path, value: Any, kinds: set[int]) -> Json:
        given = self.form.mapping(at, value)
        kind = self.form.one_of((*at, "type"), given.get("type"), kinds)
        if kind is None:
            return {"type": 0, "id": 0}
        self.count += 1
        if kind in SELECTS:
            body = select(self.form, at, given)
            self.custom_id(at, body["custom_id"])
        else:
            body = self._kinds[kind](at, given)
        return self.numbered(at, given, {"type": kind, "id": 0} | body)

    def numbered(self, at: Path, given: Json, body: Json) -> Json:
        """Give the component its own number if it names one; the rest are numbered at the end."""
        number = self.form.whole((*at, "id"), given.get("id"), least=0, most=2**31 - 1)
        if not number:
            self._unnumbered.append(body)
        elif number in self._numbers:
            self.form.wrong(
                (*at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"
            )
        else:
            self._numbers.add(number)
            body["id"] = number
        return body

    def _number(self) -> None:
        number = 0
        for body in self._unnumbered:
            number += 1
            while number in self._numbers:
                number += 1
            body["id"] = number

    def custom_id(self, at: Path, value: str) -> None:
        if value and value in self._custom_ids:
            self.form.wrong(
                (*at, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        self._custom_ids.add(value)

    def _row(self, at: Path, given: Json) -> Json:
        inner = self.form.entries(
            (*at, "components"), given.get("components"), ROW_BUTTONS, least=1, needed=True
        )
        items = [
            self._one((*at, "components", index), item, {BUTTON, *SELECTS})
            for index, item in enumerate(inner)
        ]
        if len(items) > 1 and any(item["type"] in SELECTS for item in items):
            self.form.wrong(
                (*at, "components"),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
        return {"components": items}

    def _button(self, at: Path, given: Json) -> Json:
        form = self.form
        style = form.one_of((*at, "style"), given.get("style"), set(range(1, 7)))
        body: Json = {"style": style}
        if label := form.text((*at, "label"), given.get("label"), LABEL, needed=False):
            body["label"] = label
        if given.get("emoji"):
            body["emoji"] = emoji(form, (*at, "emoji"), given["emoji"])
        if not given.get("label") and "emoji" not in body and style != PREMIUM:
            form.wrong(
                at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or emoji."
            )
        if given.get("disabled"):
            body["disabled"] = True
        if style == LINK:
            if given.get("custom_id"):
                form.wrong(
                    (*at, "custom_id"),
                    "BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN",
                    "A custom id and url cannot both be specified",
                )
            body["url"] = form.link((*at, "url"), given.get("url"), attachments=False)
        elif style == PREMIUM:
            body["sku_id"] = str(form.snowflake((*at, "sku_id"), given.get("sku_id")) or 0)
        else:
            name = form.text((*at, "custom_id"), given.get("custom_id"), CUSTOM_ID, least=1)
            body["custom_id"] = name or ""
            self.custom_id(at, body["custom_id"])
            if given.get("url"):
                form.wrong(
                    (*at, "url"),
                    "BUTTON_COMPONENT_URL_FORBIDDEN",
                    "A custom id and url cannot both be specified",
                )
        return body

    def _section(self, at: Path, given: Json) -> Json:
        inner = self.form.entries(
            (*at, "components"), given.get("components"), 3, least=1, needed=True
        )
        return {
            "components": [
                self._one((*at, "components", index), item, {TEXT})
                for index, item in enumerate(inner)
            ],
            "accessory": self._one((*at, "accessory"), given.get("accessory"), {BUTTON, THUMBNAIL}),
        }

    def _text(self, at: Path, given: Json) -> Json:
        words = self.form.text((*at, "content"), given.get("content"), LETTERS, least=1) or ""
        self.letters += len(words)
        return {"content": words}

    def _media(self, at: Path, value: Any, *, file: bool = False) -> Json:
        given = self.form.mapping(at, value)
        url = self.form.link((*at, "url"), given.get("url"))
        if file and url and not url.startswith("attachment://"):
            self.form.wrong(
                (*at, "url"),
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{url.split(":", 1)[0]}" is not supported.'
                " Scheme must be one of ('attachment').",
            )
        return {"url": url or ""}

    def _described(self, at: Path, given: Json) -> Json:
        return {
            "media": self._media((*at, "media"), given.get("media")),
            "description": self.form.text(
                (*at, "description"), given.get("description"), 1024, needed=False
            ),
            "spoiler": bool(given.get("spoiler", False)),
        }

    def _thumbnail(self, at: Path, given: Json) -> Json:
        return self._described(at, given)

    def _gallery(self, at: Path, given: Json) -> Json:
        items = self.form.entries((*at, "items"), given.get("items"), 10, least=1, needed=True)
        return {
            "items": [
                self._described(
                    (*at, "items", index), self.form.mapping((*at, "items", index), item)
                )
                for index, item in enumerate(items)
            ]
        }

    def _file(self, at: Path, given: Json) -> Json:
        return {
            "file": self._media((*at, "file"), given.get("file"), file=True),
            "name": None,
            "size": None,
            "spoiler": bool(given.get("spoiler", False)),
        }

    def _separator(self, at: Path, given: Json) -> Json:
        spacing = self.form.one_of((*at, "spacing"), given.get("spacing", 1), {1, 2})
        return {"spacing": spacing, "divider": bool(given.get("divider", True))}

    def _container(self, at: Path, given: Json) -> Json:
        inner = self.form.entries(
            (*at, "components"), given.get("components"), COMPONENTS, least=1, needed=True
        )
        kinds = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}
        return {
            "accent_color": self.form.whole(
                (*at, "accent_color"), given.get("accent_color"), least=0, most=0xFFFFFF
            ),
            "spoiler": bool(given.get("spoiler", False)),
            "components": [
                self._one((*at, "components", index), item, kinds)
                for index, item in enumerate(inner)
            ],
        }
