"""How a gateway stream is compressed: each payload flushed, one compressor for the whole socket.

`zlib-stream` is always there, `zstd-stream` where the `zstandard` package is. A client that asks for
what is not here gets plain text, which every library takes.
https://discord.com/developers/docs/events/gateway#transport-compression
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from collections.abc import Callable

Squeeze = Callable[[bytes], bytes]


def squeezer(asked: str | None) -> Squeeze | None:
    """What makes bytes of the next payload; None for plain text."""
    if asked == "zlib-stream":
        return _zlib()
    if asked == "zstd-stream" and importlib.util.find_spec("zstandard") is not None:
        return _zstd()
    return None


def _zlib() -> Squeeze:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Squeeze:
    zstandard = importlib.import_module("zstandard")
    stream = zstandard.ZstdCompressor().compressobj()
    block = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def squeeze(data: bytes) -> bytes:
        squeezed: bytes = stream.compress(data) + stream.flush(block)
        return squeezed

    return squeeze
