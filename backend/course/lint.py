"""The linter of course folders: `syllabot check courses/…`.

It finds what cannot be right (errors) and what ought to be decided (warnings), and says of each in
which file and on which line. It changes nothing.
"""

from __future__ import annotations

from pathlib import Path

from backend.course import advice
from backend.course.findings import Finding
from backend.course.load import POLICIES_FILE, examine, located


def check(folder: Path) -> tuple[Finding, ...]:
    """Every finding about the folder, errors first; empty if there is nothing to say. Each is
    printed by `str` as one line, such as `courses/x/course.toml:12: error: …`.
    """
    examined = examine(folder)
    findings = examined.findings
    if examined.course is not None:
        remarks = tuple(advice.warnings(examined.course))
        findings += located(remarks, examined.text, examined.file)
        if not examined.course.policies and not any(
            POLICIES_FILE in each.file for each in findings
        ):
            message = (
                "it holds no passage, so nobody can look up a policy; write one passage a heading"
            )
            findings += (Finding("warning", str(folder / POLICIES_FILE), 0, message),)
    return tuple(sorted(findings, key=lambda finding: (finding.level, finding.file, finding.line)))
