"""`status` for other places: a table in Markdown, and a badge."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import mistune
import pytest

from tests.repository import Repository, adopted

HOSTILE = "原文/<b>&amp; @you `x`.md"


@pytest.fixture
def halfway(tmp_path: Path) -> Repository:
    """One article that is done, and one with a name that is markup of which half is to do."""
    files: dict[str, str | bytes] = {
        "原文/a.md": "# A\n\nHello.\n",
        "译文/a.md": "# 甲\n\n你好。\n",
        HOSTILE: "# B\n\nOne more.\n",
    }
    made = adopted(tmp_path / "work", files)
    made.steps("sync", "accept 原文/a.md")
    return made


def test_the_table_is_that_of_status(halfway: Repository) -> None:
    said = halfway.transpipe("status", "--markdown").out
    html = str(mistune.create_markdown(escape=False)(f"Before.\n\n{said}\nAfter."))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row) for row in rows]
    assert [row[1:4] for row in cells[1:]] == [["0%", "2", "0"], ["100%", "2", "2"]]
    assert "<b>" not in said
    assert "@you" not in said
    assert "<p>After.</p>" in html


def test_the_badge_is_a_picture_that_loads_nothing(halfway: Repository) -> None:
    said = halfway.transpipe("status", "--badge").out
    badge = ElementTree.fromstring(said)
    assert badge.tag == "{http://www.w3.org/2000/svg}svg"
    assert "50%" in (badge.get("aria-label") or "")
    assert not re.search("href|url|script|style", said)
    assert "100%" in halfway.transpipe("status", "--badge", "原文/a.md").out


def test_one_of_them_at_a_time(halfway: Repository) -> None:
    assert halfway.transpipe("status", "--badge", "--json").code == 2
