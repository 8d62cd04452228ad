"""Reads `policies.md`: one citable passage for each heading of the second level.

    ## Late reviews {#late-reviews}
    *Source: paper review parameters*

    A review may be …

The slug in braces is optional, and worth writing: a link or a citation then outlives a better
heading. Without it the slug is made of the heading. The line of the source is optional, too, and
is cut from the text. What stands before the first heading is for readers of the file and is no
passage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from backend.course.findings import Finding
from backend.course.terms import Passage

HEADING = re.compile(r"^##[ \t]+(?P<heading>.*?)(?:[ \t]+\{#(?P<slug>[^}]*)\})?[ \t]*#*[ \t]*$")
SOURCE = re.compile(r"^\*Source: (?P<source>.+)\*[ \t]*$")
SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
FENCE = re.compile(r"^(```|~~~)")
LONGEST_HEADING = 100
LONGEST_SLUG = 60


def slug_of(heading: str) -> str:
    """The heading in small ASCII letters and digits, with hyphens between the words."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    return "-".join(words)[:LONGEST_SLUG].strip("-")


def read(text: str, file: str) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    """The passages of the file, in order, and what is wrong with it. `file` is the name to cite."""
    passages: list[Passage] = []
    findings: list[Finding] = []

    def wrong(line: int, message: str) -> None:
        findings.append(Finding("error", file, line, message))

    for line, heading, given, body in _sections(text):
        slug = given if given is not None else slug_of(heading)
        if not heading or len(heading) > LONGEST_HEADING:
            wrong(line, f"a heading needs 1 to {LONGEST_HEADING} letters")
        elif not SLUG.match(slug) or len(slug) > LONGEST_SLUG:
            wrong(line, f"{slug!r} is no slug; write {{#some-words}} behind the heading")
        elif any(slug == earlier.slug for earlier in passages):
            first = next(earlier.line for earlier in passages if earlier.slug == slug)
            wrong(
                line,
                f"the slug {slug!r} was already used on line {first}; each passage needs its own",
            )
        else:
            passage = _passage(slug, heading, body, file, line)
            if not passage.text:
                wrong(
                    line,
                    f"nothing is written under {heading!r}; write a passage or drop the heading",
                )
            passages.append(passage)
    return tuple(passages), tuple(findings)


def _sections(text: str) -> Iterator[tuple[int, str, str | None, list[str]]]:
    """Line of the heading, the heading, its slug if written, and the lines below it."""
    begun: tuple[int, str, str | None, list[str]] | None = None
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        if FENCE.match(line):
            fenced = not fenced
        found = None if fenced else HEADING.match(line)
        if found:
            if begun:
                yield begun
            begun = (number, found["heading"].strip(), found["slug"], [])
        elif begun:
            begun[3].append(line)
    if begun:
        yield begun


def _passage(slug: str, heading: str, body: list[str], file: str, line: int) -> Passage:
    source = None
    kept: list[str] = []
    for each in body:
        found = SOURCE.match(each)
        if found and source is None and not any(earlier.strip() for earlier in kept):
            source = found["source"].strip()
        else:
            kept.append(each)
    text = "\n".join(kept).strip()
    return Passage(
        slug=slug, heading=heading, text=text, source=source, file=Path(file).name, line=line
    )
