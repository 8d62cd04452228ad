"""The page's own files, and the files that hang on messages, as a browser may have them.

The page runs under a strict policy: its own scripts and styles, nothing from outside. An attachment
is never a page of its own: nothing that it holds can act here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import errors
from sandbox.model import Attachment

if TYPE_CHECKING:
    from sandbox.server import Sandbox

FOLDER = Path(__file__).with_name("page")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
    " connect-src 'self'; font-src 'self'; media-src 'self' blob:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)


class PageFiles:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def index(self, request: web.Request) -> web.StreamResponse:
        return _page_file(FOLDER / "index.html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        return _page_file(FOLDER / Path(request.match_info["name"]).name)

    async def attachment(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["id"]
        item = self._find(int(number)) if number.isdecimal() else None
        content = None if item is None else self._sandbox.files.get(item.id)
        if item is None or content is None or item.filename != request.match_info["filename"]:
            return web.Response(status=404)
        picture = item.content_type.startswith("image/") and "svg" not in item.content_type
        headers = {
            "Content-Type": item.content_type,
            "Content-Disposition": "inline" if picture else "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=content, headers=headers)

    def _find(self, attachment_id: int) -> Attachment | None:
        """A file on a message, or one uploaded in readiness for a command or a form."""
        for item in self._sandbox.world.attachments():
            if item.id == attachment_id:
                return item
        held = self._sandbox.interactions.uploads.get(attachment_id)
        return None if held is None else held[1]


def _page_file(path: Path) -> web.StreamResponse:
    if not path.is_file():
        raise errors.not_found()
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)
