"""Two codes play the same histories: the same code does the same, an altered one is found out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.shadow.__main__ import differences, report
from tests.shadow.checkout import Code, checked_out
from tests.shadow.differences import Difference, answers, expected, grouped, states
from tests.shadow.play import Extent

WISHES = (("first", 0), ("other-tools", 1), ("other-tools", 4))
ALTERED = """
from pathlib import Path as _Path
_main = main


def main(arguments=None):
    try:
        _main(arguments)
    finally:
        for path in _Path("locales").rglob("*.po"):
            path.write_text(path.read_text("utf-8").replace("X-Transpipe: 1", "X-Transpipe: 2"))
"""


@pytest.mark.more
def test_the_same_code_does_the_same() -> None:
    """Of a commit that is checked out, against itself."""
    with checked_out("HEAD") as (code, said):
        assert said
        assert differences(code, code, WISHES, Extent(steps=9)) == []


@pytest.mark.more
def test_an_altered_code_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference is in a group, with where it was first seen."""
    with checked_out("HEAD") as (code, _said):
        copy = tmp_path / "src"
        shutil.copytree(code.source, copy)
        main = copy / "transpipe" / "cli" / "__init__.py"
        main.write_text(main.read_text("utf-8") + ALTERED, "utf-8")
        found = differences(code, Code(copy), WISHES[:1], Extent(steps=3))
    reasons = list(grouped(found))
    assert reasons == ['align · catalogue · -"X-Transpipe: +"X-Transpipe:']
    assert {one.step for one in found} == {1}
    assert report(found, 1, []) == 1
    assert report(found, 1, ["align · catalogue · *"]) == 0
    assert '+"X-Transpipe: 2\\n"' in capsys.readouterr().out


def test_answers_are_compared_by_finding() -> None:
    """Exit codes, findings and what was said of a refusal."""
    row = '{"findings": [{"code": "moved", "severity": "info", "message": "3 of a.md", '
    row += '"file": "a.md", "line": 1}]}'
    old = {"code": 0, "out": row, "err": ""}
    new = {"code": 4, "out": '{"findings": []}', "err": "transpipe: no\n"}
    assert [reason for reason, _shown in answers(old, new)] == [
        "exit · 0 → 4",
        "finding · - info moved: N of FILE",
    ]
    assert list(answers(old, old)) == []


def test_files_are_compared_by_their_bytes() -> None:
    """What is new, gone and changed, by the lines that came and went."""
    old = {"a.po": b'#, fuzzy\nmsgid "a"\n', "b.md": b"x\n", "same.md": b"y\n"}
    new = {"a.po": b'msgid "a"\n', "c.md": b"x\n", "same.md": b"y\n"}
    assert [reason for reason, _shown in states(old, new)] == [
        "catalogue · -#, fuzzy",
        "file · only the old code has it",
        "file · only the new code writes it",
    ]


def test_the_smallest_example_comes_first() -> None:
    """Groups by size; within one the earliest step, then the fewest lines."""
    late = Difference("first", 1, 5, "a", ("x",))
    early = Difference("first", 2, 3, "a", ("x", "y"))
    other = Difference("first", 3, 1, "b", ("x",))
    assert grouped([late, other, early]) == {"a": [early, late], "b": [other]}
    assert expected("sync · finding · + info x", ["sync · *"])
    assert not expected("sync · finding · + info x", ["build · *"])
