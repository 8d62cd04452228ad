"""A small transformer that says which character comes next, on text of a made-up grammar.

Norms before each part (Radford et al., "Language models are unsupervised multitask learners", 2019) and ReLU in the
middle (Vaswani et al., "Attention is all you need", NeurIPS 2017).
"""

from __future__ import annotations

import torch
from torch.nn import Embedding, LayerNorm, Linear, Module, ModuleList

from backend.compute.model import Model, Recipe, seeded
from backend.compute.models._grammar import ALPHABET, encoded, sentences
from backend.compute.workload import Data, Part

CONTEXT = 64
"""Characters that are looked at."""
WIDTH, HEADS, BLOCKS = 256, 4, 2
CHARACTERS = {"training": 600_000, "validation": 20_000, "test": 20_000}


class Block(Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before_mixing, self.before_thinking = LayerNorm(width), LayerNorm(width)
        self.mix, self.mixed = Linear(width, 3 * width), Linear(width, width)
        self.think, self.thought = Linear(width, 4 * width), Linear(4 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        length, width = x.shape[1], x.shape[2]
        by_head = self.mix(self.before_mixing(x)).view(
            -1, length, 3, self.heads, width // self.heads
        )
        query, key, value = by_head.permute(2, 0, 3, 1, 4).unbind(0)
        seen = torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.mixed(seen.transpose(1, 2).reshape(-1, length, width))
        return x + self.thought(self.think(self.before_thinking(x)).relu())  # type: ignore[no-any-return]


class Characters(Module):
    """Characters int64 [samples, up to CONTEXT] → logits [samples, characters, letters] of what follows each."""

    def __init__(self, width: int = WIDTH, heads: int = HEADS, blocks: int = BLOCKS) -> None:
        super().__init__()
        self.letter, self.place = Embedding(len(ALPHABET), width), Embedding(CONTEXT, width)
        self.blocks = ModuleList(Block(width, heads) for _ in range(blocks))
        self.norm, self.head = LayerNorm(width), Linear(width, len(ALPHABET))
        for each in (self.letter, self.place):
            torch.nn.init.normal_(each.weight, std=0.02)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        hidden = self.letter(x) + self.place.weight[: x.shape[1]]
        for block in self.blocks:
            hidden = block(hidden)
        return self.head(self.norm(hidden))  # type: ignore[no-any-return]


def text() -> Data:
    """Three texts of different seeds, cut into windows; y is x one character later."""
    parts = [_windows(sentences(seed, CHARACTERS[part])) for seed, part in enumerate(CHARACTERS, 1)]
    return Data(*parts)


def _windows(text: str) -> Part:
    letters = torch.tensor(encoded(text))
    count = (len(letters) - 1) // CONTEXT
    x, y = letters[: count * CONTEXT], letters[1 : count * CONTEXT + 1]
    return Part(x.view(count, CONTEXT), y.view(count, CONTEXT))


CHARACTER_TRANSFORMER = Model(
    name="characters",
    title=f"a transformer of {BLOCKS} blocks, {WIDTH} wide, that continues text by the character",
    licence="made on the spot, MIT",
    load=text,
    network=lambda seed: seeded(seed, Characters),
    recipe=Recipe(steps=400, batch=16, rate=1e-3),
    large=64,
    text=True,
)
