"""The seeded class: who is there when the sandbox starts for the first time.

A `Seed` is data that the caller gives. The names shipped here are invented; they only have to be
many, varied and hard on careless string handling (accents, apostrophes, several scripts of origin).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

STUDENTS: tuple[str, ...] = (
    "Ada Okonkwo",
    "Björn Lindqvist",
    "Chen Yulan",
    "Daniela Reyes",
    "Emeka Nwosu",
    "Fatima El-Amin",
    "Giulia Ferraro",
    "Haruto Nakagawa",
    "Imani Walker",
    "Jakub Wiśniewski",
    "Kavya Raghunathan",
    "Leilani Kahale",
    "Mateo Quispe",
    "Nadia Haddad",
    "Oluwaseun Adeyemi",
    "Priya Chatterjee",
    "Quentin Lefèvre",
    "Rosa Villanueva",
    "Siobhán O'Rourke",
    "Tariq Mansoor",
    "Uyen Pham",
    "Viktor Petrenko",
    "Wen-Hao Liang",
    "Ximena Cárdenas",
    "Yara Benhaddou",
    "Zoltán Kerekes",
    "Amara Diallo",
    "Benjamin Achterberg",
    "Soo-jin Baek",
    "Tomasi Faleolo",
)

INSTRUCTOR = "Instructor"


@dataclass(frozen=True)
class Seed:
    """What the guild holds on its first start. Ids follow from these names alone.

    A second person of the same name would have the same id, so names must differ.
    """

    guild: str = "Machine Learning Systems"
    instructor: str = INSTRUCTOR
    students: tuple[str, ...] = STUDENTS
    channels: tuple[str, ...] = ("general",)
    bot: str = "Syllabot"

    def __post_init__(self) -> None:
        names = (self.instructor, *self.students)
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"Two people share a name: {', '.join(twice)}. Names must differ.")
        if not self.channels:
            raise ValueError("A guild needs at least one channel; name one in `channels`.")


def username(name: str) -> str:
    """A person's handle: lower case ASCII letters, digits, dots; 2 to 32 characters.

    >>> username("Siobhán O'Rourke")
    'siobhan.orourke'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    handle = re.sub(r"\s+", ".", re.sub(r"[^a-z0-9\s._]", "", plain).strip())[:32]
    return handle if len(handle) > 1 else f"person.{handle or 'x'}"
