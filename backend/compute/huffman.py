"""Huffman's code for small whole numbers (Huffman, Proceedings of the IRE 40, 1952): frequent ones get short words.

Canonical: only the lengths of the words are stored, up to the largest symbol, and both sides make the same words of
them.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

SYMBOLS = 256


def encoded(symbols: Sequence[int]) -> bytes:
    """How many lengths of words (1 byte, less one), those, how many symbols (4 bytes), and their words."""
    lengths = _lengths(Counter(symbols))
    known = lengths[: max(symbols, default=0) + 1]
    words = _words(lengths)
    bits = "".join(words[symbol] for symbol in symbols)
    body = np.packbits(np.frombuffer(bits.encode(), np.uint8) - ord("0")).tobytes()
    return bytes([len(known) - 1, *known]) + len(symbols).to_bytes(4, "big") + body


def decoded(data: bytes, at: int = 0) -> tuple[list[int], int]:
    """What was encoded from that byte on, and where it ends."""
    begin = at + 2 + data[at]
    by_word = {word: symbol for symbol, word in _words(data[at + 1 : begin]).items()}
    count = int.from_bytes(data[begin : begin + 4], "big")
    begin += 4
    found: list[int] = []
    word, used = "", 0
    bits = np.unpackbits(np.frombuffer(data, np.uint8, offset=begin))
    while len(found) < count:
        word += "1" if bits[used] else "0"
        used += 1
        if word in by_word:
            found.append(by_word[word])
            word = ""
    return found, begin + -(-used // 8)


def _lengths(counts: Counter[int]) -> list[int]:
    """Of each symbol's word; nought for one that does not occur."""
    lengths = [0] * SYMBOLS
    heap: list[tuple[int, int, list[int]]] = [
        (count, symbol, [symbol]) for symbol, count in sorted(counts.items())
    ]
    heapq.heapify(heap)
    if len(heap) == 1:
        lengths[heap[0][1]] = 1
    while len(heap) > 1:
        one, two = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in (*one[2], *two[2]):
            lengths[symbol] += 1
        heapq.heappush(heap, (one[0] + two[0], min(one[1], two[1]), one[2] + two[2]))
    return lengths


def _words(lengths: Iterable[int]) -> dict[int, str]:
    """Canonical words: shorter before longer, then by symbol."""
    words: dict[int, str] = {}
    code, before = 0, 0
    for length, symbol in sorted((n, symbol) for symbol, n in enumerate(lengths) if n):
        code <<= length - before
        words[symbol] = format(code, f"0{length}b")
        code, before = code + 1, length
    return words
