"""Trained networks are kept, so that the next run of the same need not train them: found again by what they came of.

A network's key is the SHA-256 of everything that decides its bits: its make and initial values, the training data, the
recipe and its code, torch's version and the number of threads. Whatever of that changes, it is trained anew. A file
that cannot be read counts as none, and a folder that cannot be written to keeps nothing; neither stops a run.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import pickle
from contextlib import suppress
from pathlib import Path

import torch

from backend.compute import model as training
from backend.compute.kept import cache, put
from backend.compute.model import Model
from backend.compute.workload import Data

VARIABLE = "SYLLABOT_MODELS"
"""Names the folder, where it is not the user's cache."""
MOST = 64
"""Files; of more, those that were used longest ago are removed."""


def folder() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return cache() / "models"


def trained(model: Model, data: Data, seed: int) -> torch.nn.Module:
    """The model's network for that seed: from the shelf, or trained and put there."""
    network = model.network(seed)
    file = folder() / f"{key(model, network, data, seed)}.pt"
    if _fetched(file, network):
        return network.eval().requires_grad_(False)
    made = training.trained(network, data, seed, model.recipe)
    _kept(file, made)
    return made


def key(model: Model, network: torch.nn.Module, data: Data, seed: int) -> str:
    """Of the network before it was trained."""
    told = hashlib.sha256()
    code = inspect.getsource(training)
    told.update(
        repr(
            (torch.__version__, torch.get_num_threads(), seed, model.recipe, str(network), code)
        ).encode()
    )
    parts = [
        data.training.x,
        data.training.y,
        *(each.detach() for each in network.state_dict().values()),
    ]
    for each in parts:
        told.update(repr((each.dtype, tuple(each.shape))).encode())
        told.update(each.contiguous().numpy().data)
    return told.hexdigest()


def _fetched(file: Path, network: torch.nn.Module) -> bool:
    try:
        # Only tensors are read, never code.
        network.load_state_dict(torch.load(file, weights_only=True))
        file.touch()
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, pickle.UnpicklingError):
        return False
    return True


def _kept(file: Path, network: torch.nn.Module) -> None:
    put(file, lambda into: torch.save(network.state_dict(), into))
    with suppress(OSError):
        for old in sorted(file.parent.glob("*.pt"), key=lambda each: each.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)
