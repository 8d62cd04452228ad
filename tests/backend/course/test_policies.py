"""`policies.md`: what becomes a passage, what is its slug, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.course.policies import read, slug_of

TEXT = """\
# A title, which is no passage

Words before the first heading belong to no passage.

## Late work {#late}
*Source: the back of the sheet*

One day.

```
## not a heading
```

### A smaller heading stays inside

More.

## Prüfung & Café
Nothing to cite.
*Source: not a source, as it does not come first*
"""


def test_passages_with_their_lines() -> None:
    passages, findings = read(TEXT, "somewhere/policies.md")
    assert findings == ()
    late, exam = passages
    assert (late.slug, late.heading, late.line) == ("late", "Late work", 5)
    assert late.source == "the back of the sheet"
    assert late.text.startswith("One day.")
    assert "## not a heading" in late.text
    assert late.text.endswith("More.")
    assert (exam.slug, exam.line, exam.source) == ("prufung-cafe", 18, None)
    assert "Source: not a source" in exam.text
    assert {passage.file for passage in passages} == {"policies.md"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("## One\na\n## One\nb\n", 3, "already used on line 1"),
        ("## One {#x}\na\n\n## Two {#x}\nb\n", 4, "already used on line 1"),
        ("## One {#Not A Slug}\na\n", 1, "no slug"),
        ("## ???\na\n", 1, "no slug"),
        ("## \na\n", 1, "a heading needs"),
        (f"## {'a' * 101}\na\n", 1, "a heading needs"),
        ("\n## Empty\n\n## Full\na\n", 2, "nothing is written"),
    ],
)
def test_what_is_refused(text: str, line: int, says: str) -> None:
    _, findings = read(text, "policies.md")
    [finding] = findings
    assert (finding.level, finding.file, finding.line) == ("error", "policies.md", line)
    assert says in finding.message


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    passages, findings = read(text, "policies.md")
    assert len({passage.slug for passage in passages}) == len(passages)
    assert all(finding.line >= 1 for finding in findings)


@given(st.text(max_size=200))
def test_a_slug_is_a_slug_or_empty(heading: str) -> None:
    slug = slug_of(heading)
    assert len(slug) <= 60
    assert all(part.isascii() and part.isalnum() for part in slug.split("-")) or slug == ""
