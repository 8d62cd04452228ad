"""Whatever is wrong with a file, the loader names the file and the line, and nothing else escapes
from it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.course.findings import CourseFileError, Finding
from backend.course.load import load
from tests.backend.course.conftest import Folder


def refused(folder: Folder) -> tuple[Finding, ...]:
    with pytest.raises(CourseFileError) as caught:
        load(folder.path)
    assert caught.value.findings
    for finding in caught.value.findings:
        assert str(finding) in str(caught.value)
    return caught.value.findings


def test_an_unknown_key_and_the_one_that_is_meant(folder: Folder) -> None:
    line = folder.edit("pages = 0.5", "pages = 0.5\ngrace_dayz = 3") + 1
    [finding] = refused(folder)
    assert (finding.file, finding.line) == (str(folder.file), line)
    assert "`grace_dayz` is no key" in finding.message
    assert "did you mean `grace_day" in finding.message


def test_an_unknown_key_that_resembles_none_lists_those_there_are(folder: Folder) -> None:
    line = folder.edit('[forum]\nname = "the', '[forum]\nzzz = 1\nname = "the') + 1
    [finding] = refused(folder)
    assert finding.line == line
    assert "known here: link, name" in finding.message


def test_a_missing_key_is_reported_at_its_table(folder: Folder) -> None:
    line = folder.edit("[[meetings]]\nday = 2025-03-11\n", "[[meetings]]\n")
    [finding] = refused(folder)
    assert finding.line == line
    assert "`day` is missing" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("day = 2025-03-11", 'day = "2025-03-11"', "`day`"),
        ("day = 2025-03-11", "day = 2025-03-11T09:00:00", "`day`"),
        ("grace_days = 1", 'grace_days = "1"', "`grace_days`"),
        ("grace_days = 1", "grace_days = true", "`grace_days`"),
        ("seats_per_paper = 1", "seats_per_paper = 0", "`seats_per_paper`"),
        ('mode = "online"', 'mode = "on-line"', "`mode`"),
        ("discussions = [1]", "discussions = 1", "`discussions`"),
        ('title = "Caches of pebbles (made up)"', 'title = ""', "`title`"),
        ("opens = 2025-03-04T08:00:00", "opens = 2025-03-04T08:00:00Z", "`opens`"),
        ("percent = 37.5", "percent = nan", "`percent`"),
    ],
)
def test_a_wrong_type_or_value(folder: Folder, old: str, new: str, key: str) -> None:
    line = folder.edit(old, new)
    [finding] = refused(folder)
    assert finding.line == line
    assert finding.message.startswith(key)


@pytest.mark.parametrize(
    "name", ["Pacific/Aukland", "", "../../etc/passwd", "/etc/localtime", "\\u0000", "Pacific"]
)
def test_a_bad_zone(folder: Folder, name: str) -> None:
    line = folder.edit('zone = "Pacific/Auckland"', f'zone = "{name}"')
    [finding] = refused(folder)
    assert finding.line == line
    assert "no time zone of the IANA database" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # The clocks go back at 3:00 on 6 April 2025, and forward at 2:00 on 28 September 2025.
        ("sandbox_start = 2025-03-16T10:00:00", "sandbox_start = 2025-04-06T02:30:00", "twice"),
        ("sandbox_start = 2025-03-16T10:00:00", "sandbox_start = 2025-09-28T02:30:00", "not exist"),
        ("closes = 2025-04-10T09:10:00", "closes = 2025-04-06T02:00:00", "twice"),
    ],
)
def test_a_time_which_the_clocks_skip_or_double(
    folder: Folder, old: str, new: str, says: str
) -> None:
    line = folder.edit(old, new)
    [finding] = refused(folder)
    assert finding.line == line
    assert says in finding.message


def test_the_default_hour_is_tried_on_the_days_that_use_it(folder: Folder) -> None:
    folder.edit("default_hour = 17:00:00", "default_hour = 02:30:00")
    folder.edit('day = 2025-04-14\nweekday = "Monday"', 'day = 2025-04-06\nweekday = "Sunday"')
    folder.edit('id = "3a"', 'id = "2d"')
    folder.edit('papers = ["3a", "3b", "3c"]', 'papers = ["2d"]')
    text = folder.file.read_text(encoding="utf-8")
    table = text[: text.index('id = "review-tides"')].count("\n")
    [finding] = refused(folder)
    assert "happens twice" in finding.message
    assert finding.line == table  # that deadline has no hour of its own


def test_broken_toml_names_its_line(folder: Folder) -> None:
    line = folder.edit("grace_days = 1", "grace_days = = 1")
    [finding] = refused(folder)
    assert finding.line == line
    assert "no valid TOML" in finding.message
    assert "at line" not in finding.message


def test_toml_that_ends_too_early(folder: Folder) -> None:
    text = folder.file.read_text(encoding="utf-8") + '\nleft = "open'
    folder.file.write_text(text, encoding="utf-8")
    [finding] = refused(folder)
    assert finding.line == text.count("\n") + 1


def test_a_key_written_twice_is_broken_toml(folder: Folder) -> None:
    line = folder.edit("grace_days = 1", "grace_days = 1\ngrace_days = 2") + 1
    [finding] = refused(folder)
    assert finding.line == line


def test_not_utf8(folder: Folder) -> None:
    raw = folder.file.read_bytes()
    where = raw.index("ū".encode())
    folder.file.write_bytes(raw[:where] + b"\xfb" + raw[where + 2 :])
    [finding] = refused(folder)
    assert finding.line == raw.count(b"\n", 0, where) + 1
    assert "UTF-8" in finding.message


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Folder) -> None:
    for file in (folder.file, folder.policies):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(folder.path).id == "demo-waihou-summer-2025"


def test_policies_that_are_not_utf8(folder: Folder) -> None:
    folder.policies.write_bytes(b"# x\n\n## caf\xe9\n\ntext\n")
    [finding] = refused(folder)
    assert (finding.file, finding.line) == (str(folder.policies), 3)


def test_missing_files(folder: Folder) -> None:
    folder.policies.unlink()
    assert load(folder.path).policies == ()
    folder.file.unlink()
    [finding] = refused(folder)
    assert (finding.file, finding.line) == (str(folder.file), 0)
    assert str(finding).startswith(f"{folder.file}: error: there is no such file")


def test_a_folder_in_the_place_of_the_file(folder: Folder) -> None:
    folder.file.unlink()
    folder.file.mkdir()
    [finding] = refused(folder)
    assert "cannot be read" in finding.message


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CourseFileError):
        load(tmp_path / "nowhere")


def test_policies_do_not_belong_into_the_toml(folder: Folder) -> None:
    line = folder.edit("[forum]", "[[policies]]\nslug = 'x'\n\n[forum]")
    [finding] = refused(folder)
    assert finding.line == line
    assert "policies.md" in finding.message


def test_every_error_is_told_at_once(folder: Folder) -> None:
    first = folder.edit("grace_days = 1", "grace_days = -1")
    second = folder.edit("percent = 30", 'percent = "30"')
    third = folder.edit('mode = "online"', 'mode = "moon"')
    assert [finding.line for finding in refused(folder)] == sorted([first, second, third])


def test_the_list_is_sorted_though_the_file_is_not(folder: Folder) -> None:
    text = folder.file.read_text(encoding="utf-8")
    begin = text.index("[[meetings]]")
    end = text.index("[[meetings]]", begin + 1)
    last = text.index("[[lectures]]")
    moved = text[:begin] + text[end:last] + text[begin:end] + text[last:]
    folder.file.write_text(moved, encoding="utf-8")
    days = [meeting.day for meeting in load(folder.path).meetings]
    assert days == sorted(days)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_file_that_was_cut_and_stirred_is_refused_or_read_but_never_a_crash(
    folder: Folder, data: st.DataObject
) -> None:
    original = Path(__file__).parents[3] / "courses" / "demo-waihou-summer-2025" / "course.toml"
    lines = original.read_text(encoding="utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    action = data.draw(st.sampled_from(["drop", "double", "swap", "junk"]))
    if action == "drop":
        del lines[at]
    elif action == "double":
        lines.insert(at, lines[at])
    elif action == "swap":
        other = data.draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = lines[at][: len(lines[at]) // 2] + data.draw(st.text(max_size=8))
    # "surrogatepass" as a stirred text may hold half a character, which is no UTF-8.
    folder.file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    try:
        load(folder.path)
    except CourseFileError as refusal:
        assert all(finding.line <= len(lines) + 8 for finding in refusal.findings)


def test_loading_is_light() -> None:
    """A start pays for pydantic and the standard library only."""
    code = (
        "import sys, backend.course.load, backend.course.lint;"
        "heavy = {'tomlkit', 'sqlmodel', 'sqlalchemy', 'aiohttp', 'torch', 'discord'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    root = Path(__file__).parents[3]
    done = run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
