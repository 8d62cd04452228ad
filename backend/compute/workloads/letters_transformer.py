"""A transformer of one block that guesses the next letter of made sentences."""

import math

import torch

from backend.compute.grammar_data import LENGTH, LETTERS, LICENCE, sentences
from backend.compute.workload import Spend, Workload

WIDTH, HEADS = 16, 2


class Block(torch.nn.Module):
    """Attention to what came before, and a small network, each added to what it was given after a norm."""

    def __init__(self) -> None:
        super().__init__()
        self.before = torch.nn.LayerNorm(WIDTH)
        self.asks = torch.nn.Linear(WIDTH, 3 * WIDTH, bias=False)
        self.answers = torch.nn.Linear(WIDTH, WIDTH, bias=False)
        self.between = torch.nn.LayerNorm(WIDTH)
        self.wide = torch.nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = torch.nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """[samples, letters, width] → the same."""
        samples, letters, _ = values.shape
        split = self.asks(self.before(values)).view(samples, letters, 3, HEADS, WIDTH // HEADS)
        queries, keys, given = split.permute(2, 0, 3, 1, 4)
        likeness = queries @ keys.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        later = torch.ones(letters, letters, dtype=torch.bool).triu(1)
        seen = likeness.masked_fill(later, -math.inf).softmax(-1) @ given
        values = values + self.answers(seen.transpose(1, 2).reshape(samples, letters, WIDTH))
        hidden = torch.nn.functional.gelu(self.wide(self.between(values)))
        added: torch.Tensor = values + self.narrow(hidden)
        return added


class Transformer(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.letters = torch.nn.Embedding(len(LETTERS), WIDTH)
        self.places = torch.nn.Embedding(LENGTH, WIDTH)
        self.block = Block()
        self.last = torch.nn.LayerNorm(WIDTH)
        self.logits = torch.nn.Linear(WIDTH, len(LETTERS))

    def forward(self, letters: torch.Tensor) -> torch.Tensor:
        """int64 [samples, letters] → logits [samples, letters, kinds]."""
        values = self.letters(letters) + self.places.weight[: letters.shape[1]]
        logits: torch.Tensor = self.logits(self.last(self.block(values)))
        return logits


LETTERS_TRANSFORMER = Workload(
    name="letters-transformer",
    title="A small transformer on made sentences",
    about="The next letter of sentences from a small grammar, by one block of attention 16 wide over the 16 letters "
    "before it. A step costs much more than elsewhere, so each budget has fewer.",
    licence=LICENCE,
    build=Transformer,
    target=0.50,
    spends={
        "quick": Spend(steps=90, seeds=3, tuning=1, looks=10),
        "standard": Spend(steps=400, seeds=8, tuning=2, looks=40),
        "thorough": Spend(steps=1200, seeds=16, looks=40),
    },
    load=sentences,
)
