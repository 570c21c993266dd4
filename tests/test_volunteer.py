"""A volunteer who edits Markdown and knows no catalogues, in a real repository."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.repository import Repository, cloned
from tests.snapshot import made_once
from transpipe.model import State

pytestmark = pytest.mark.more

ARTICLE, TARGET = "原文/how_sharding_works.md", "译文/how_sharding_works.md"
OTHER, OTHER_TARGET = "原文/The_Twelve-Factor_APP.md", "译文/12-factor应用.md"
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/how_sharding_works.po"
TRANSLATION = (CASES / "ci" / "how_sharding_works.md").read_text("utf-8")
HEAD = "0" * 40


@pytest.fixture
def made(tmp_path: Path, data: Path) -> Repository:
    """The repository as its maintainer has adopted it, in a fresh clone."""

    def make(place: Path) -> None:
        first = cloned(data / "corpus" / "awesome-scalability-zh.bundle", place)
        first.steps("init", "align", "sync", "build")
        first.commit()

    origin = made_once((__name__, "adopted"), tmp_path / "origin", make)
    subprocess.run(["git", "clone", "-q", str(origin), str(tmp_path / "work")], check=True)
    return Repository(tmp_path / "work")


def judged(made: Repository, place: Path) -> tuple[int, str, str]:
    """What `ci` says of the last commit: the exit code, the words, and the comment."""
    made.commit()
    ran = made.transpipe("ci", "--base", "HEAD~1", "--out", str(place))
    comment = (place / "comment.md").read_text("utf-8")
    return ran.code, ran.out, comment


def plain(html: str) -> str:
    """The words of a cell, without its marks and blanks."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).replace("\u200b", "").split())


def test_a_translation_that_was_empty(made: Repository, tmp_path: Path) -> None:
    assert made.read(TARGET) == ""
    made.write(TARGET, TRANSLATION)
    code, said, comment = judged(made, tmp_path / "out")
    assert code == 0, said
    rows = re.findall(r"<td>(.*?)</td><td>(.*?)</td>", comment, re.DOTALL)
    beside = {plain(source): plain(target) for source, target in rows}
    for step in ("sync", "build"):  # the job after the merge, with the second witness
        assert made.process(step).code == 0
    units = made.units(ARTICLE)
    unseen = [s for s, u in units.items() if beside.get(plain(s)) != plain(u.target)]
    assert len(units) == 62
    assert unseen == []  # each paragraph stood beside its English
    confirmed = [unit for unit in units.values() if unit.state is State.TRANSLATED]
    assert len(confirmed) == 62
    assert sorted(made.status()) == sorted([CATALOGUE, TARGET])


def test_two_paragraphs_of_the_source(made: Repository, tmp_path: Path) -> None:
    text = made.read(OTHER)
    for before, after in (
        ("A twelve-factor app never relies on", "A twelve-factor app sometimes relies on"),
        ("In the modern era, software is commonly", "In every company, old software is now"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    made.write(OTHER, text)
    code, said, comment = judged(made, tmp_path / "out")
    assert code == 0, said
    late = [line for line in said.splitlines() if "stale-" in line]
    assert [line.split(" ")[2].rstrip(":") for line in late] == ["stale-modality", "stale-content"]
    assert all(line.startswith(OTHER_TARGET) for line in late)
    assert OTHER_TARGET in comment


def test_half_a_translation_is_gone(made: Repository, tmp_path: Path) -> None:
    lines = made.read(OTHER_TARGET).split("\n")
    made.write(OTHER_TARGET, "\n".join(lines[: len(lines) // 2]) + "\n")
    code, said, comment = judged(made, tmp_path / "out")
    assert code == 1
    assert f"✗ {OTHER_TARGET}" in said
    assert OTHER_TARGET in comment
