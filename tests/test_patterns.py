"""Patterns of pairs that make no sense are refused with one line, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts import article
from tests.repository import Repository

_FILES = {"src/a.md": "en", "src/b.md": "en", "out/a.md": "zh", "lib/a.md": "en", "oot/a.md": "zh"}


def pair(source: str, target: str, derived: str = "") -> str:
    """A table of the settings, of four lines."""
    third = f'zh_TW = "{derived}"' if derived else ""
    return f'[[pairs]]\nsource = "{source}"\ntarget = "{target}"\n{third}\n'


_FIRST = pair("src/{name}.md", "out/{name}.md")


@pytest.mark.parametrize(
    ("settings", "line", "said"),
    [
        (pair("nix/{name}.md", "out/{name}.md"), 2, "nix/{name}.md fits no file"),
        (pair("src/{name}.md", "out/x.md"), 3, "{name} stands on one side only"),
        (pair("src/{name}.md", "../{name}.md"), 3, "should be a path inside the repository"),
        (
            _FIRST + pair("lib/{x}.md", "out/{x}.md"),
            7,
            "out/a.md would be the translation of lib/a.md and of src/a.md",
        ),
        (_FIRST + pair("out/{x}.md", "zh/{x}.md"), 3, "out/a.md is the source of another pair"),
        (
            pair("src/{name}.md", "out/{name}.md", "src/{name}.md"),
            4,
            "src/{name}.md stands in two places",
        ),
        (
            pair("src/{name}.md", "out/{name}.md", "out/{name}.md"),
            4,
            "out/{name}.md stands in two places",
        ),
        (
            pair("src/{name}.md", "out/{name}.md", "lib/{name}.md") + pair("lib/a.md", "oot/a.md"),
            4,
            "lib/a.md is the source of another pair",
        ),
        (
            pair("src/{name}.md", "out/{name}.md", "tw/{name}.md")
            + pair("lib/{x}.md", "oot/{x}.md", "tw/{x}.md"),
            8,
            "tw/a.md would be the translation of lib/a.md and of src/a.md",
        ),
        (
            pair("lib/{x}.md", "oot/{x}.md")
            + pair("src/{name}.md", "out/{name}.md", "oot/{name}.md"),
            8,
            "oot/a.md would be the translation of src/a.md and of lib/a.md",
        ),
    ],
)
def test_a_pattern_that_makes_no_sense(settings: str, line: int, said: str, tmp_path: Path) -> None:
    for path, language in _FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(article(path, language, 1), "utf-8")
    (tmp_path / "transpipe.toml").write_text(settings, "utf-8")
    ran = Repository(tmp_path).transpipe("status")
    assert ran.code == 2
    assert f"transpipe.toml:{line}: " in ran.err
    assert ran.err.strip().endswith(said)
    assert "\n" not in ran.err.strip()
