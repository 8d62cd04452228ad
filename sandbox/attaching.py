"""A message's files: stored, listed, and shown where embeds and components name them.

`attachment://plot.png` in a body becomes the file's address, size and type. A picture that an embed
shows is left out of the message's list of attachments, as at Discord.
"""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.check.form import Form
from sandbox.check.message import Draft, Named, Upload
from sandbox.errors import DiscordError, Json
from sandbox.files import Files, content_type, picture_size, safe_name
from sandbox.model import Attachment, Message
from sandbox.shapes import attachment_url
from sandbox.state import World


class Attaching:
    def __init__(self, world: World, files: Files) -> None:
        self._world = world
        self._files = files

    def settle(self, post: Message, draft: Draft) -> None:
        """Lay the draft's files, embeds and components into the message, or raise, nothing changed.

        Raises 50035 where a component shows a file that is not there.
        """
        listed = draft.attachments
        kept = post.attachments
        if listed is not None:
            ids = {entry.id for entry in listed}
            kept = [item for item in kept if item.id in ids or item.embedded]
        fresh = self._fresh(draft.uploads, listed or [], ephemeral=post.reader is not None)
        urls = {
            f"attachment://{item.filename}": (item, self._url(post, item))
            for item in (*kept, *fresh)
        }
        try:
            components = [self._unfurl(item, urls) for item in draft.components or []]
        except DiscordError:
            self.forget(fresh)
            raise
        if draft.embeds is not None:
            post.embeds = [self._show(embed, urls) for embed in draft.embeds]
        if draft.components is not None:
            post.components = components
        for item in kept:
            self._describe(item, listed or [])
        self._sort_out(post, kept, fresh, listed)

    def forget(self, items: Iterable[Attachment]) -> None:
        for item in items:
            self._files.drop(item.id)

    def _sort_out(
        self,
        post: Message,
        kept: list[Attachment],
        fresh: list[Attachment],
        listed: list[Named] | None,
    ) -> None:
        """Note which pictures the embeds show; of the others, keep what is new or listed."""
        shown = {
            embed.get(key, {}).get("url") for embed in post.embeds for key in ("image", "thumbnail")
        }
        before = post.attachments
        for item in (*kept, *fresh):
            item.embedded = self._url(post, item) in shown
        ids = {entry.id for entry in listed} if listed is not None else {item.id for item in kept}
        post.attachments = [item for item in kept if item.embedded or item.id in ids] + fresh
        held = {item.id for item in post.attachments}
        self.forget(item for item in before if item.id not in held)

    def _fresh(
        self, uploads: tuple[Upload, ...], listed: list[Named], *, ephemeral: bool
    ) -> list[Attachment]:
        by_number = {entry.id: entry for entry in listed}
        made = []
        for upload in uploads:
            entry = by_number.get(upload.number)
            made.append(self.store(upload, entry, ephemeral=ephemeral))
        return made

    def store(
        self, upload: Upload, entry: Named | None = None, *, ephemeral: bool = False
    ) -> Attachment:
        """Keep an uploaded file's bytes and describe it."""
        filename = safe_name((entry and entry.filename) or upload.filename)
        size = picture_size(upload.content)
        item = Attachment(
            self._world.ids.next(),
            filename,
            len(upload.content),
            content_type(filename, upload.content),
            description=None if entry is None else entry.description,
            title=None if entry is None else entry.title,
            width=size and size[0],
            height=size and size[1],
            ephemeral=ephemeral,
        )
        self._files.put(item.id, upload.content)
        return item

    @staticmethod
    def _describe(item: Attachment, listed: list[Named]) -> None:
        for entry in listed:
            if entry.id == item.id and entry.description is not None:
                item.description = entry.description

    def _url(self, post: Message, item: Attachment) -> str:
        return attachment_url(self._world.url, post.channel_id, item)

    def _show(self, embed: Json, urls: dict[str, tuple[Attachment, str]]) -> Json:
        shown = dict(embed)
        for key in ("image", "thumbnail"):
            if key not in shown:
                continue
            known = urls.get(_plain(shown[key]["url"]))
            if known is None:
                shown[key] = dict(shown[key])
                continue
            item, url = known
            shown[key] = {"url": url, "proxy_url": url, "content_type": item.content_type}
            if item.width is not None:
                shown[key] |= {"width": item.width, "height": item.height}
            if item.description is not None:
                shown[key]["description"] = item.description
        for key in ("author", "footer"):
            if icon := shown.get(key, {}).get("icon_url"):
                url = urls[_plain(icon)][1] if _plain(icon) in urls else icon
                shown[key] = shown[key] | {"icon_url": url, "proxy_icon_url": url}
        return shown

    def _unfurl(self, body: Json, urls: dict[str, tuple[Attachment, str]]) -> Json:
        """Give every medium in a component its address, size and type, however deep it lies."""
        done = dict(body)
        for key in ("media", "file"):
            if isinstance(done.get(key), dict):
                done[key] = self._medium(done[key]["url"], urls)
        if done.get("type") == 13 and (known := urls.get(_plain(body["file"]["url"]))):
            done |= {"name": known[0].filename, "size": known[0].size}
        for key in ("components", "items"):
            if key in done:
                done[key] = [self._unfurl(item, urls) for item in done[key]]
        if "accessory" in done:
            done["accessory"] = self._unfurl(done["accessory"], urls)
        return done

    def _medium(self, url: str, urls: dict[str, tuple[Attachment, str]]) -> Json:
        known = urls.get(_plain(url))
        if known is None:
            if url.startswith("attachment://"):
                form = Form()
                form.wrong(
                    ("components",),
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The referenced attachment was not found: {url}",
                )
                form.finish()
            return {"id": str(self._world.ids.next()), "url": url, "proxy_url": url}
        item, address = known
        return {
            "id": str(self._world.ids.next()),
            "url": address,
            "proxy_url": address,
            "width": item.width,
            "height": item.height,
            "content_type": item.content_type,
            "attachment_id": str(item.id),
        }


def _plain(url: str) -> str:
    """`attachment://my plot.png` under the name the file was kept by."""
    if url.startswith("attachment://"):
        return "attachment://" + safe_name(url.removeprefix("attachment://"))
    return url
